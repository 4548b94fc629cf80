#include "config/site_parts.h"

#include <stdint.h>
#include <string.h>

#include "base/i18n.h"

static const char *const weekdays[7] = { "mon", "tue", "wed", "thu", "fri", "sat", "sun" };

const char *site_weekday_code(int weekday)
{
	return weekdays[weekday];
}

int site_weekday_from_code(const char *code)
{
	for (int i = 0; i < 7; i++)
		if (strcmp(weekdays[i], code) == 0)
			return i;
	return -1;
}

static void add_interval(struct cfg *cfg, const config_setting_t *at, const char *text, struct hours *hours)
{
	struct interval interval;
	if (!text || !cfg_interval(cfg, at, text, &interval))
		return;
	if (hours->count == SITE_INTERVALS_MAX)
		cfg_wrong(cfg, at, _("more than %d times on one day"), SITE_INTERVALS_MAX);
	else if (hours->count && interval.start <= hours->intervals[hours->count - 1].end)
		cfg_wrong(cfg, at, _("times must be in order and not touch: \"%s\""), text);
	else
		hours->intervals[hours->count++] = interval;
}

void site_read_hours(struct cfg *cfg, const config_setting_t *times, struct hours *hours)
{
	if (config_setting_type(times) == CONFIG_TYPE_STRING) {
		add_interval(cfg, times, config_setting_get_string(times), hours);
		return;
	}
	if (!config_setting_is_array(times) && !config_setting_is_list(times)) {
		cfg_wrong(cfg, times, _("times are a text such as \"09:00-18:00\", or a list of them"));
		return;
	}
	for (int i = 0; i < config_setting_length(times); i++)
		add_interval(cfg, times, cfg_item_text(cfg, times, i), hours);
}

/* The list at @key and room for its items; NULL when there is none. */
static const config_setting_t *open_list(struct cfg *cfg, const config_setting_t *root, const char *key,
					 size_t size, void **items)
{
	const config_setting_t *list = cfg_list(cfg, root, key, true);
	size_t count = list ? (size_t)config_setting_length(list) : 0;
	*items = arena_alloc(cfg->arena, size * (count + 1));
	return list;
}

static int length_of(const config_setting_t *list)
{
	return list ? config_setting_length(list) : 0;
}

/* A code that is there and new; @known is the position of the same code so far, or -1. */
static bool is_new(struct cfg *cfg, const config_setting_t *group, const char *code, int known)
{
	if (code && known >= 0)
		cfg_wrong(cfg, group, _("'%s' is there twice"), code);
	return code && known < 0;
}

void site_read_skills(struct cfg *cfg, const config_setting_t *root, struct site *site)
{
	const config_setting_t *list = cfg_list(cfg, root, "skills", true);
	for (int i = 0; i < length_of(list); i++) {
		const config_setting_t *group = cfg_item_group(cfg, list, i);
		if (!group)
			continue;
		cfg_only(cfg, group, "code name");
		struct skill skill = { .code = cfg_text(cfg, group, "code", true) };
		skill.name = cfg_two_texts(cfg, group, "name", true);
		if (!is_new(cfg, group, skill.code, skill.code ? site_find_skill(site, skill.code) : -1))
			continue;
		if (site->skill_count == SITE_SKILLS_MAX)
			cfg_wrong(cfg, group, _("more than %d skills"), SITE_SKILLS_MAX);
		else
			site->skills[site->skill_count++] = skill;
	}
}

void site_read_bays(struct cfg *cfg, const config_setting_t *root, struct site *site)
{
	void *room;
	const config_setting_t *list = open_list(cfg, root, "bays", sizeof *site->bays, &room);
	site->bays = room;
	for (int i = 0; i < length_of(list); i++) {
		const config_setting_t *group = cfg_item_group(cfg, list, i);
		if (!group)
			continue;
		cfg_only(cfg, group, "code name count");
		struct bay_type bay = { .code = cfg_text(cfg, group, "code", true) };
		bay.name = cfg_two_texts(cfg, group, "name", true);
		bay.count = cfg_int(cfg, group, "count", 0, 1000, 1);
		if (is_new(cfg, group, bay.code, bay.code ? site_find_bay(site, bay.code) : -1))
			site->bays[site->bay_count++] = bay;
	}
}

static void read_parts(struct cfg *cfg, const config_setting_t *group, const struct site *site,
		       struct work_type *work)
{
	const config_setting_t *list = cfg_list(cfg, group, "parts", true);
	for (int i = 0; i < length_of(list); i++) {
		const config_setting_t *item = cfg_item_group(cfg, list, i);
		if (!item)
			continue;
		cfg_only(cfg, item, "skill minutes");
		const char *code = cfg_text(cfg, item, "skill", true);
		struct work_part part = { .skill = code ? site_find_skill(site, code) : -1 };
		part.minutes = cfg_int(cfg, item, "minutes", 1, 12000, 0);
		if (code && part.skill < 0)
			cfg_wrong(cfg, item, _("there is no skill '%s'"), code);
		else if (!config_setting_get_member(item, "minutes"))
			cfg_wrong(cfg, item, _("'%s' is missing"), "minutes");
		else if (work->part_count == SITE_WORK_PARTS_MAX)
			cfg_wrong(cfg, item, _("more than %d parts"), SITE_WORK_PARTS_MAX);
		else
			work->parts[work->part_count++] = part;
	}
}

static unsigned read_flags(struct cfg *cfg, const config_setting_t *group)
{
	static const struct {
		const char *code;
		enum work_flag flag;
	} flags[] = {
		{ "diagnosis", WORK_DIAGNOSIS },     { "body", WORK_BODY },
		{ "recall", WORK_RECALL },           { "recall-parts", WORK_RECALL_PARTS },
		{ "wheels-off", WORK_WHEELS_OFF },   { "return-check", WORK_RETURN_CHECK },
		{ "ev-only", WORK_EV_ONLY },         { "mc20-only", WORK_MC20_ONLY },
		{ "maintenance", WORK_MAINTENANCE },
	};
	const config_setting_t *list = cfg_list(cfg, group, "flags", false);
	unsigned set = 0;
	for (int i = 0; i < length_of(list); i++) {
		const char *code = cfg_item_text(cfg, list, i);
		size_t at = 0;
		while (code && at < sizeof flags / sizeof *flags && strcmp(flags[at].code, code) != 0)
			at++;
		if (code && at < sizeof flags / sizeof *flags)
			set |= flags[at].flag;
		else if (code)
			cfg_wrong(cfg, list, _("there is no flag '%s'"), code);
	}
	return set;
}

static struct work_type read_work(struct cfg *cfg, const config_setting_t *group, const struct site *site)
{
	cfg_only(cfg, group, "code name parts bay keeps_bay parallel same_day quality wash flags price_from");
	struct work_type work = { .code = cfg_text(cfg, group, "code", true), .bay = -1 };
	work.name = cfg_two_texts(cfg, group, "name", true);
	read_parts(cfg, group, site, &work);
	const char *bay = cfg_text(cfg, group, "bay", false);
	work.bay = bay ? site_find_bay(site, bay) : -1;
	if (bay && work.bay < 0)
		cfg_wrong(cfg, config_setting_get_member(group, "bay"), _("there is no bay '%s'"), bay);
	work.keeps_bay = cfg_bool(cfg, group, "keeps_bay", false);
	work.parallel = cfg_int(cfg, group, "parallel", 1, 8, 1);
	work.same_day = cfg_bool(cfg, group, "same_day", false);
	work.quality_minutes = cfg_int(cfg, group, "quality", 0, 480, 0);
	work.wash_minutes = cfg_int(cfg, group, "wash", 0, 480, 0);
	work.flags = read_flags(cfg, group);
	work.price_from = cfg_int(cfg, group, "price_from", 0, 1000000000, 0);
	if (work.keeps_bay && !bay)
		cfg_wrong(cfg, group, _("'keeps_bay' needs a 'bay'"));
	return work;
}

void site_read_work(struct cfg *cfg, const config_setting_t *root, struct site *site)
{
	void *room;
	const config_setting_t *list = open_list(cfg, root, "work", sizeof *site->work, &room);
	site->work = room;
	for (int i = 0; i < length_of(list); i++) {
		const config_setting_t *group = cfg_item_group(cfg, list, i);
		if (!group)
			continue;
		struct work_type work = read_work(cfg, group, site);
		if (is_new(cfg, group, work.code, work.code ? site_find_work(site, work.code) : -1))
			site->work[site->work_count++] = work;
	}
}

void site_read_fleet(struct cfg *cfg, const config_setting_t *root, struct site *site)
{
	void *room;
	const config_setting_t *list = open_list(cfg, root, "fleet", sizeof *site->units, &room);
	site->units = room;
	for (int i = 0; i < length_of(list); i++) {
		const config_setting_t *group = cfg_item_group(cfg, list, i);
		if (!group)
			continue;
		cfg_only(cfg, group, "code kind model plate class energy active");
		struct mobility_unit unit = { .code = cfg_text(cfg, group, "code", true),
					      .kind = MOBILITY_NONE };
		const char *kind = cfg_text(cfg, group, "kind", true);
		if (kind && (!mobility_from_code(kind, &unit.kind) ||
			     (unit.kind != MOBILITY_LOAN && unit.kind != MOBILITY_HIRE)))
			cfg_wrong(cfg, group, _("kind '%s' must be loan or hire"), kind);
		unit.model = cfg_text(cfg, group, "model", true);
		unit.plate = cfg_text(cfg, group, "plate", false);
		unit.car_class = cfg_text(cfg, group, "class", false);
		const char *energy = cfg_text(cfg, group, "energy", false);
		if (energy && !energy_from_code(energy, &unit.energy))
			cfg_wrong(cfg, group,
				  _("energy '%s' must be petrol, diesel, mild-hybrid, plug-in-hybrid or bev"),
				  energy);
		unit.active = cfg_bool(cfg, group, "active", true);
		if (is_new(cfg, group, unit.code, unit.code ? site_find_unit(site, unit.code) : -1))
			site->units[site->unit_count++] = unit;
	}
}
