/* site.cfg: when services come again. */
#include <stdio.h>
#include <string.h>

#include "base/buffer.h"
#include "base/i18n.h"
#include "config/site_parts.h"

enum { MONTHS_MAX = 240, KM_MAX = 1000000 };

/* The texts of the list at @key with @between between them; "" when there is none. */
static const char *read_texts(struct cfg *cfg, const config_setting_t *group, const char *key, char between)
{
	struct buffer all = { 0 };
	const config_setting_t *list = cfg_list(cfg, group, key, false);
	for (int i = 0; list && i < config_setting_length(list); i++) {
		const char *text = cfg_item_text(cfg, list, i);
		if (!text)
			continue;
		if (all.len)
			buffer_add_char(&all, between);
		buffer_add(&all, text);
	}
	const char *kept = arena_strdup(cfg->arena, buffer_text(&all));
	buffer_finish(&all);
	return kept;
}

static unsigned read_energies(struct cfg *cfg, const config_setting_t *group)
{
	unsigned energies = 0;
	const config_setting_t *list = cfg_list(cfg, group, "energy", false);
	for (int i = 0; list && i < config_setting_length(list); i++) {
		enum energy energy;
		const char *code = cfg_item_text(cfg, list, i);
		if (code && energy_from_code(code, &energy))
			energies |= 1U << energy;
		else if (code)
			cfg_wrong(cfg, list,
				  _("energy '%s' must be petrol, diesel, mild-hybrid, plug-in-hybrid or bev"),
				  code);
	}
	return energies;
}

/* Each code must be a work type. */
static void check_works(struct cfg *cfg, const config_setting_t *group, const struct site *site,
			const char *codes)
{
	char code[64];
	for (const char *at = codes; *at;) {
		size_t len = strcspn(at, " ");
		snprintf(code, sizeof code, "%.*s", (int)(len < sizeof code ? len : sizeof code - 1), at);
		if (site_find_work(site, code) < 0)
			cfg_wrong(cfg, group, _("there is no work '%s'"), code);
		at += len;
		at += strspn(at, " ");
	}
}

static struct service_interval read_interval(struct cfg *cfg, const config_setting_t *group,
					     const struct site *site)
{
	cfg_only(cfg, group, "service name models energy months km work done repeats source");
	struct service_interval row = { .service = cfg_text(cfg, group, "service", true) };
	row.name = cfg_two_texts(cfg, group, "name", true);
	row.models = read_texts(cfg, group, "models", '\n');
	row.energies = read_energies(cfg, group);
	row.months = cfg_int(cfg, group, "months", 0, MONTHS_MAX, 0);
	row.km = cfg_int(cfg, group, "km", 0, KM_MAX, 0);
	row.work = cfg_text(cfg, group, "work", true);
	const char *more = read_texts(cfg, group, "done", ' ');
	row.done = row.work ? arena_printf(cfg->arena, "%s%s%s", row.work, *more ? " " : "", more) : more;
	row.repeats = cfg_bool(cfg, group, "repeats", false);
	row.source = cfg_text(cfg, group, "source", true);
	if (row.service && strpbrk(row.service, " :"))
		cfg_wrong(cfg, group, _("'service' is one word without a colon: \"%s\""), row.service);
	if (row.months == 0 && row.km == 0)
		cfg_wrong(cfg, group, _("an interval needs 'months' or 'km'"));
	if (row.work)
		check_works(cfg, group, site, row.done);
	return row;
}

void site_read_intervals(struct cfg *cfg, const config_setting_t *root, struct site *site)
{
	const config_setting_t *list = cfg_list(cfg, root, "intervals", false);
	int count = list ? config_setting_length(list) : 0;
	site->intervals = arena_alloc(cfg->arena, (size_t)(count + 1) * sizeof *site->intervals);
	for (int i = 0; i < count; i++) {
		const config_setting_t *group = cfg_item_group(cfg, list, i);
		if (group)
			site->intervals[site->interval_count++] = read_interval(cfg, group, site);
	}
}
