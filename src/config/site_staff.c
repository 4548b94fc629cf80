#include "config/site_parts.h"

#include <stdint.h>
#include <string.h>

#include "base/i18n.h"

enum { EVERY_DAY_FROM = INT32_MIN, EVERY_DAY_TO = INT32_MAX, PRODUCTIVE_PCT = 85 };

/* The member of staff whose lists are read, and arrays that grow. */
struct roster {
	struct cfg *cfg;
	struct site *site;
	size_t shift_room;
	size_t duty_room;
};

static int length_of(const config_setting_t *list)
{
	return list ? config_setting_length(list) : 0;
}

static void add_shift(struct roster *roster, struct shift shift)
{
	struct site *site = roster->site;
	site->shifts = arena_grow(roster->cfg->arena, site->shifts, site->shift_count, &roster->shift_room,
				  sizeof *site->shifts);
	site->shifts[site->shift_count++] = shift;
}

static void add_duty(struct roster *roster, struct duty duty)
{
	struct site *site = roster->site;
	site->duties = arena_grow(roster->cfg->arena, site->duties, site->duty_count, &roster->duty_room,
				  sizeof *site->duties);
	site->duties[site->duty_count++] = duty;
}

/* One row of `shifts` or `duty` for one weekday (or -1) and all its times. */
static void add_rows(struct roster *roster, bool duty, struct shift row, const struct hours *hours)
{
	for (int i = 0; i < hours->count; i++) {
		row.time = hours->intervals[i];
		if (duty)
			add_duty(roster, (struct duty){ row.staff, row.weekday,
							row.weekday < 0 ? row.from : 0, row.time });
		else
			add_shift(roster, row);
	}
}

/* { date = "2026-12-24"; time = "09:00-13:00"; } without a time: not there. */
static void read_dated(struct roster *roster, const config_setting_t *group, bool duty, int staff)
{
	struct hours hours = { .count = 0 };
	const config_setting_t *times = config_setting_get_member(group, "time");
	civil_day day = cfg_date(roster->cfg, group, "date", 0);
	cfg_only(roster->cfg, group, "date time");
	if (times)
		site_read_hours(roster->cfg, times, &hours);
	else if (!duty)
		add_shift(roster, (struct shift){ staff, -1, day, day, { 0, 0 } });
	add_rows(roster, duty, (struct shift){ staff, -1, day, day, { 0, 0 } }, &hours);
}

static void read_weekly(struct roster *roster, const config_setting_t *group, bool duty, int staff)
{
	struct cfg *cfg = roster->cfg;
	struct hours hours = { .count = 0 };
	cfg_only(cfg, group, duty ? "days time" : "days time from to");
	const config_setting_t *days = cfg_list(cfg, group, "days", true);
	const config_setting_t *times = config_setting_get_member(group, "time");
	struct shift row = { .staff = staff };
	row.from = cfg_date(cfg, group, "from", EVERY_DAY_FROM);
	row.to = cfg_date(cfg, group, "to", EVERY_DAY_TO);
	if (row.from > row.to)
		cfg_wrong(cfg, group, _("'to' is before 'from'"));
	if (times)
		site_read_hours(cfg, times, &hours);
	else
		cfg_wrong(cfg, group, _("'%s' is missing"), "time");
	for (int i = 0; i < length_of(days); i++) {
		const char *code = cfg_item_text(cfg, days, i);
		row.weekday = code ? site_weekday_from_code(code) : -1;
		if (code && row.weekday < 0)
			cfg_wrong(cfg, days, _("'%s' is no weekday; they are mon tue wed thu fri sat sun"),
				  code);
		else if (code)
			add_rows(roster, duty, row, &hours);
	}
}

static void read_roster(struct roster *roster, const config_setting_t *member, const char *key, int staff)
{
	const config_setting_t *list = cfg_list(roster->cfg, member, key, false);
	bool duty = strcmp(key, "duty") == 0;
	for (int i = 0; i < length_of(list); i++) {
		const config_setting_t *group = cfg_item_group(roster->cfg, list, i);
		if (group && config_setting_get_member(group, "date"))
			read_dated(roster, group, duty, staff);
		else if (group)
			read_weekly(roster, group, duty, staff);
	}
}

static unsigned read_roles(struct cfg *cfg, const config_setting_t *group)
{
	const config_setting_t *list = cfg_list(cfg, group, "roles", true);
	unsigned roles = 0;
	for (int i = 0; i < length_of(list); i++) {
		const char *code = cfg_item_text(cfg, list, i);
		enum role role;
		if (code && role_from_code(code, &role))
			roles |= (unsigned)role;
		else if (code)
			cfg_wrong(cfg, list,
				  _("'%s' is no role; they are operator advisor technician foreman driver "
				    "manager host reader"),
				  code);
	}
	return roles;
}

static uint16_t read_skill_set(struct cfg *cfg, const config_setting_t *group, const struct site *site)
{
	const config_setting_t *list = cfg_list(cfg, group, "skills", false);
	unsigned skills = 0;
	for (int i = 0; i < length_of(list); i++) {
		const char *code = cfg_item_text(cfg, list, i);
		int skill = code ? site_find_skill(site, code) : -1;
		if (skill >= 0)
			skills |= 1U << skill;
		else if (code)
			cfg_wrong(cfg, list, _("there is no skill '%s'"), code);
	}
	return (uint16_t)skills;
}

/* ability = ( { skill = "body"; pct = 80; } ); */
static void read_ability(struct cfg *cfg, const config_setting_t *group, const struct site *site,
			 struct staff *staff)
{
	for (int i = 0; i < SITE_SKILLS_MAX; i++)
		staff->ability_pct[i] = 100;
	const config_setting_t *list = cfg_list(cfg, group, "ability", false);
	for (int i = 0; i < length_of(list); i++) {
		const config_setting_t *item = cfg_item_group(cfg, list, i);
		if (!item)
			continue;
		cfg_only(cfg, item, "skill pct");
		const char *code = cfg_text(cfg, item, "skill", true);
		int skill = code ? site_find_skill(site, code) : -1;
		if (skill >= 0)
			staff->ability_pct[skill] = cfg_int(cfg, item, "pct", 1, 100, 100);
		else if (code)
			cfg_wrong(cfg, item, _("there is no skill '%s'"), code);
	}
}

static struct staff read_member(struct cfg *cfg, const config_setting_t *group, const struct site *site)
{
	cfg_only(cfg, group, "code login name short extension roles skills productive ability active shifts duty");
	struct staff staff = { .code = cfg_text(cfg, group, "code", true) };
	staff.login = cfg_text(cfg, group, "login", false);
	staff.name = cfg_text(cfg, group, "name", true);
	staff.short_name = cfg_text(cfg, group, "short", false);
	if (!staff.short_name)
		staff.short_name = staff.name;
	staff.extension = cfg_text(cfg, group, "extension", false);
	staff.roles = read_roles(cfg, group);
	staff.skills = read_skill_set(cfg, group, site);
	staff.productive_pct = cfg_int(cfg, group, "productive", 1, 100, PRODUCTIVE_PCT);
	read_ability(cfg, group, site, &staff);
	staff.active = cfg_bool(cfg, group, "active", true);
	if (staff.login && site_find_login(site, staff.login) >= 0)
		cfg_wrong(cfg, config_setting_get_member(group, "login"), _("login '%s' is there twice"),
			  staff.login);
	if (staff.extension && site_find_extension(site, staff.extension) >= 0)
		cfg_wrong(cfg, config_setting_get_member(group, "extension"),
			  _("extension '%s' is there twice"), staff.extension);
	if (staff.skills && !(staff.roles & ROLE_TECHNICIAN))
		cfg_wrong(cfg, group, _("only a technician has skills"));
	if (config_setting_get_member(group, "duty") && !(staff.roles & (ROLE_OPERATOR | ROLE_ADVISOR)))
		cfg_wrong(cfg, group, _("only an operator or advisor is on duty for calls"));
	return staff;
}

void site_read_staff(struct cfg *cfg, const config_setting_t *root, struct site *site)
{
	const config_setting_t *list = cfg_list(cfg, root, "staff", true);
	struct roster roster = { .cfg = cfg, .site = site };
	site->staff = arena_alloc(cfg->arena, sizeof *site->staff * (size_t)(length_of(list) + 1));
	for (int i = 0; i < length_of(list); i++) {
		const config_setting_t *group = cfg_item_group(cfg, list, i);
		if (!group)
			continue;
		struct staff staff = read_member(cfg, group, site);
		if (staff.code && site_find_staff(site, staff.code) >= 0) {
			cfg_wrong(cfg, group, _("'%s' is there twice"), staff.code);
			continue;
		}
		int index = site->staff_count++;
		site->staff[index] = staff;
		read_roster(&roster, group, "shifts", index);
		read_roster(&roster, group, "duty", index);
	}
	const config_setting_t *dealer = config_setting_get_member(root, "dealer");
	if (dealer && site->dealer.manager && site_find_staff(site, site->dealer.manager) < 0)
		cfg_wrong(cfg, dealer, _("the manager '%s' is not on the staff"), site->dealer.manager);
}
