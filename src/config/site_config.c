#include "config/site_config.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/i18n.h"
#include "config/cfg.h"
#include "config/site_parts.h"

enum { WHY_SIZE = 200 };

static bool zone_exists(const char *zone)
{
	char path[256];
	if (!*zone || zone[0] == '/' || strstr(zone, ".."))
		return false;
	int len = snprintf(path, sizeof path, "/usr/share/zoneinfo/%s", zone);
	return len < (int)sizeof path && access(path, R_OK) == 0;
}

static void read_identity(struct cfg *cfg, const config_setting_t *root, struct site *site)
{
	const config_setting_t *group = cfg_group(cfg, root, "site", true);
	if (!group)
		return;
	cfg_only(cfg, group, "id name zone country language currency demo");
	site->id = cfg_text(cfg, group, "id", true);
	site->name = cfg_text(cfg, group, "name", true);
	site->zone = cfg_text(cfg, group, "zone", true);
	site->country = cfg_text(cfg, group, "country", true);
	site->language = cfg_text(cfg, group, "language", true);
	site->currency = cfg_text(cfg, group, "currency", true);
	site->demo = cfg_bool(cfg, group, "demo", false);
	if (site->zone && !zone_exists(site->zone))
		cfg_wrong(cfg, config_setting_get_member(group, "zone"),
			  _("there is no time zone '%s'; it looks like \"Asia/Seoul\""), site->zone);
	if (site->country && strlen(site->country) != 2)
		cfg_wrong(cfg, config_setting_get_member(group, "country"),
			  _("country '%s' must be two letters such as \"KR\""), site->country);
}

static void read_dealer(struct cfg *cfg, const config_setting_t *root, struct site *site)
{
	const config_setting_t *group = cfg_group(cfg, root, "dealer", true);
	if (!group)
		return;
	cfg_only(cfg, group, "code name address telephone email website parking roadside emergency manager");
	struct dealer *dealer = &site->dealer;
	dealer->code = cfg_text(cfg, group, "code", true);
	dealer->name = cfg_two_texts(cfg, group, "name", true);
	dealer->address = cfg_two_texts(cfg, group, "address", true);
	dealer->telephone = cfg_text(cfg, group, "telephone", true);
	dealer->email = cfg_text(cfg, group, "email", false);
	dealer->website = cfg_text(cfg, group, "website", false);
	dealer->parking = cfg_two_texts(cfg, group, "parking", false);
	dealer->roadside = cfg_text(cfg, group, "roadside", false);
	dealer->emergency = cfg_text(cfg, group, "emergency", false);
	dealer->manager = cfg_text(cfg, group, "manager", false);
}

static void read_week(struct cfg *cfg, const config_setting_t *hours, const char *key, struct hours week[7])
{
	const config_setting_t *group = cfg_group(cfg, hours, key, true);
	if (!group)
		return;
	cfg_only(cfg, group, "mon tue wed thu fri sat sun");
	for (int day = 0; day < 7; day++) {
		const config_setting_t *times = config_setting_get_member(group, site_weekday_code(day));
		if (times)
			site_read_hours(cfg, times, &week[day]);
	}
}

static void read_hours(struct cfg *cfg, const config_setting_t *root, struct site *site)
{
	const config_setting_t *group = cfg_group(cfg, root, "hours", true);
	if (!group)
		return;
	cfg_only(cfg, group, "opening reception lunch");
	read_week(cfg, group, "opening", site->opening);
	read_week(cfg, group, "reception", site->reception);
	const char *lunch = cfg_text(cfg, group, "lunch", true);
	if (lunch)
		cfg_interval(cfg, config_setting_get_member(group, "lunch"), lunch, &site->lunch);
}

static void read_holidays(struct cfg *cfg, const config_setting_t *root, struct site *site)
{
	const config_setting_t *list = cfg_list(cfg, root, "holidays", false);
	int count = list ? config_setting_length(list) : 0;
	site->holidays = arena_alloc(cfg->arena, sizeof *site->holidays * (size_t)(count + 1));
	for (int i = 0; i < count; i++) {
		const config_setting_t *group = cfg_item_group(cfg, list, i);
		if (!group)
			continue;
		cfg_only(cfg, group, "date closes name");
		struct holiday holiday = { .day = cfg_date(cfg, group, "date", 0) };
		holiday.half = config_setting_get_member(group, "closes") != NULL;
		holiday.closes_at = cfg_time(cfg, group, "closes", 0);
		holiday.name = cfg_two_texts(cfg, group, "name", true);
		if (!config_setting_get_member(group, "date"))
			cfg_wrong(cfg, group, _("'%s' is missing"), "date");
		else if (site_holiday(site, holiday.day))
			cfg_wrong(cfg, group, _("this holiday is there twice"));
		else
			site->holidays[site->holiday_count++] = holiday;
	}
}

static void read_rules(struct cfg *cfg, const config_setting_t *root, struct site *site)
{
	const struct {
		const char *key;
		int *value;
		int low, high;
	} rows[] = {
		{ "reserve_pct", &site->reserve_pct, 15, 20 },
		{ "promise_margin", &site->promise_margin, 0, 480 },
		{ "notice_minutes", &site->notice_minutes, 0, 2880 },
		{ "loan_turnaround", &site->loan_turnaround, 0, 1440 },
		{ "drive_minutes", &site->drive_minutes, 0, 480 },
		{ "transfer_minutes", &site->transfer_minutes, 0, 240 },
		{ "wait_limit", &site->wait_limit, 0, 480 },
		{ "horizon_days", &site->horizon_days, 1, 120 },
		{ "shuttle_seats", &site->shuttle_seats, 0, 100 },
		{ "taxi_per_day", &site->taxi_per_day, -1, 1000 },
		{ "rental_per_day", &site->rental_per_day, -1, 1000 },
		{ "ring_on_ms", &site->ring_on_ms, 1, 20000 },
		{ "ring_off_ms", &site->ring_off_ms, 0, 20000 },
		{ "hold_warn_seconds", &site->hold_warn_seconds, 1, 600 },
		{ "hold_limit_seconds", &site->hold_limit_seconds, 1, 600 },
	};
	const config_setting_t *group = cfg_group(cfg, root, "rules", false);
	if (!group)
		return;
	cfg_only(cfg, group,
		 "reserve_pct promise_margin notice_minutes loan_turnaround drive_minutes transfer_minutes "
		 "wait_limit "
		 "horizon_days shuttle_seats taxi_per_day rental_per_day ring_on_ms ring_off_ms "
		 "hold_warn_seconds "
		 "hold_limit_seconds reserve_opens_at");
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
		*rows[i].value = cfg_int(cfg, group, rows[i].key, rows[i].low, rows[i].high, *rows[i].value);
	site->reserve_opens_at = cfg_time(cfg, group, "reserve_opens_at", site->reserve_opens_at);
}

static void read_keep(struct cfg *cfg, const config_setting_t *root, struct site_keep *keep)
{
	enum { MOST = 1200 };
	const config_setting_t *group = cfg_group(cfg, root, "keep", false);
	if (!group)
		return;
	cfg_only(cfg, group, "booking visit persona draft");
	keep->booking = cfg_int(cfg, group, "booking", 0, MOST, keep->booking);
	keep->visit = cfg_int(cfg, group, "visit", 0, MOST, keep->visit);
	keep->persona = cfg_int(cfg, group, "persona", 0, MOST, keep->persona);
	keep->draft = cfg_int(cfg, group, "draft", 0, MOST, keep->draft);
}

/* When messages may go to customers. */
static void read_messages(struct cfg *cfg, const config_setting_t *root, struct site *site)
{
	const struct {
		const char *key;
		struct interval *hours;
	} rows[] = { { "hours", &site->message_hours }, { "advertising", &site->advert_hours } };
	const config_setting_t *group = cfg_group(cfg, root, "messages", false);
	if (!group)
		return;
	cfg_only(cfg, group, "hours advertising");
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		const char *text = cfg_text(cfg, group, rows[i].key, false);
		if (text)
			cfg_interval(cfg, config_setting_get_member(group, rows[i].key), text, rows[i].hours);
	}
}

static void read_site(struct cfg *cfg, const config_setting_t *root, struct site *site)
{
	cfg_only(cfg, root, "site dealer hours holidays skills bays work staff fleet intervals rules keep messages");
	read_keep(cfg, root, &site->keep);
	read_identity(cfg, root, site);
	read_dealer(cfg, root, site);
	read_hours(cfg, root, site);
	read_holidays(cfg, root, site);
	read_rules(cfg, root, site);
	read_messages(cfg, root, site);
	site_read_skills(cfg, root, site);
	site_read_bays(cfg, root, site);
	site_read_work(cfg, root, site);
	site_read_staff(cfg, root, site);
	site_read_fleet(cfg, root, site);
	site_read_intervals(cfg, root, site);
}

bool config_parse_site(const char *name, const char *text, size_t len, struct arena *arena, struct site *site,
		       struct config_report *report, struct error *err)
{
	struct cfg cfg = { .name = name, .arena = arena, .report = report };
	struct site read;
	char why[WHY_SIZE];
	site_init(&read);
	const config_setting_t *root = cfg_parse(&cfg, text, len);
	if (root)
		read_site(&cfg, root, &read);
	if (root && cfg.mistakes == 0 && !site_valid(&read, why, sizeof why))
		cfg_mistake(&cfg, 0, "%s", why);
	if (!cfg_close(&cfg, err))
		return false;
	*site = read;
	return true;
}

bool config_read_site(const char *path, struct arena *arena, struct site *site, struct config_report *report,
		      struct error *err)
{
	struct error failure = { 0 };
	size_t len;
	char *text = cfg_read_file(path, &len, &failure);
	if (!text)
		return error_set(err, failure.code == ERROR_NOT_FOUND ? ERROR_CONFIG : failure.code, "%s",
				 failure.text);
	bool fine = config_parse_site(path, text, len, arena, site, report, err);
	free(text);
	return fine;
}
