#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

#include "base/i18n.h"
#include "office/dealer.h"
#include "office/demo_book.h"
#include "office/reminders.h"
#include "office/setup.h"

enum { PATH_SIZE = 4096, DIR_MODE = 0700 };

static const char demo_start[] = "2026-11-23T10:00";

static const char *const kinds[] = {
	"customers", "vehicles",      "personas",      "history", "contracts",
	"campaigns", "campaign-vins", "service-entry", "parts",   "listing",
};

static bool path_make(char path[PATH_SIZE], const char *dir, const char *name, struct error *err)
{
	int len = snprintf(path, PATH_SIZE, "%s/%s", dir, name);
	return (len > 0 && len < PATH_SIZE) ||
	       error_set(err, ERROR_INPUT, _("the path %.200s… is too long"), dir);
}

/* Makes @dir unless it is there; what stands in it already is never overwritten, nor made-up people added to
 * it: a database without a configuration beside it is how a real site lies in its folder. */
static bool dir_make(const char *dir, const char *config, const char *database, bool *made, struct error *err)
{
	const char *const ours[] = { config, database };
	struct stat info;
	*made = mkdir(dir, DIR_MODE) == 0;
	if (!*made && errno != EEXIST)
		return error_set(err, ERROR_SYSTEM, _("%s cannot be made: %s"), dir, strerror(errno));
	for (size_t i = 0; i < sizeof ours / sizeof *ours; i++)
		if (lstat(ours[i], &info) == 0)
			return error_set(err, ERROR_INPUT, _("%s is there already; name another folder"),
					 ours[i]);
	return true;
}

/* Takes away what a site that could not be made whole left; none of it was there before. */
static void take_away(const char *dir, const char *config, const char *database, bool made)
{
	static const char *const endings[] = { "", "-wal", "-shm", "-journal", "-lock", "-bell" };
	char path[PATH_SIZE + 16];
	unlink(config);
	for (size_t i = 0; i < sizeof endings / sizeof *endings; i++) {
		snprintf(path, sizeof path, "%s%s", database, endings[i]);
		unlink(path);
	}
	if (made)
		rmdir(dir);
}

/* libconfig's own way of writing a string. */
static void config_text(FILE *out, const char *key, const char *text)
{
	fprintf(out, "%s = \"", key);
	for (; *text; text++)
		fprintf(out, *text == '"' || *text == '\\' ? "\\%c" : "%c", *text);
	fputs("\";\n", out);
}

static bool config_write(const char *path, const char *site, const char *forms, struct error *err)
{
	FILE *out = fopen(path, "wxe");
	if (!out)
		return error_set(err, ERROR_SYSTEM, _("%s cannot be written: %s"), path, strerror(errno));
	fputs("# The sample site, made by prenota demo.\n", out);
	config_text(out, "database", "prenota.db");
	config_text(out, "site", site);
	config_text(out, "forms", forms);
	bool fine = !ferror(out);
	fine = fclose(out) == 0 && fine;
	return fine || error_set(err, ERROR_SYSTEM, _("%s cannot be written: %s"), path, strerror(errno));
}

static bool import_all(struct office *office, const char *sample_dir, const struct office_import_watch *watch,
		       struct error *err)
{
	for (size_t i = 0; i < sizeof kinds / sizeof kinds[0]; i++) {
		char name[64], path[PATH_SIZE];
		struct arena arena = { 0 };
		struct office_import counts;
		snprintf(name, sizeof name, "%s.csv", kinds[i]);
		bool fine = path_make(path, sample_dir, name, err) &&
			    office_import(office, kinds[i], path, watch, &arena, &counts, err);
		arena_finish(&arena);
		if (!fine)
			return false;
	}
	return true;
}

/* From now on every process on this store sees the demo's time. */
static bool clock_set(struct office *office, instant start, struct error *err)
{
	char offset[32];
	snprintf(offset, sizeof offset, "%lld", (long long)(start - time(NULL)));
	office->frozen_at = start;
	if (!office_begin(office, ~0U, err))
		return false;
	return office_end(office, store_put_setting(office->store, OFFICE_SETTING_DEMO_OFFSET, offset, err),
			  err);
}

/* Worked out as of the demo's day, called about in the weeks before, worked out again. */
static bool reminders_fill(struct office *office, struct error *err)
{
	struct office_reminder_run run;
	int actor = office->actor;
	instant start = office->frozen_at;
	if (!office_run_reminders(office, 0, &run, err) ||
	    !demo_record_reminders(office, office_moment(office).day, err))
		return false;
	office->actor = actor;
	office->frozen_at = start;
	return office_run_reminders(office, 0, &run, err);
}

static bool office_fill(struct office *office, const char *sample_dir,
			const struct office_import_watch *watch, struct error *err)
{
	char appointments[PATH_SIZE], requests[PATH_SIZE];
	instant start;
	if (!civil_parse_instant(demo_start, &start))
		return error_set(err, ERROR_SYSTEM, _("the demo's time does not exist in zone %s"),
				 office->site.zone);
	int actor = office->actor;
	unsigned roles = office->roles;
	office->frozen = true;
	office->frozen_at = start;
	if (!import_all(office, sample_dir, watch, err) ||
	    !path_make(appointments, sample_dir, "appointments.csv", err) ||
	    !demo_book_all(office, appointments, watch, err))
		return false;
	office->actor = actor;
	office->roles = roles;
	office->frozen_at = start;
	if (!demo_record_calls(office, office_moment(office).day, err))
		return false;
	office->actor = actor;
	office->roles = roles;
	office->frozen_at = start;
	if (!path_make(requests, sample_dir, "requests.csv", err) ||
	    !demo_take_requests(office, requests, err))
		return false;
	return office_dealer_check(office, NULL, err) && reminders_fill(office, err) &&
	       clock_set(office, start, err);
}

static bool fill(const char *database, const char *sample_dir, const char *forms_dir,
		 const struct office_import_watch *watch, struct error *err)
{
	struct office office;
	struct office_options options = { .database = database, .unsafe = true, .forms_dir = forms_dir };
	if (!office_open(&office, &options, err))
		return false;
	bool fine = office_fill(&office, sample_dir, watch, err);
	office_close(&office);
	return fine;
}

bool office_prepare_demo(const char *dir, const char *sample_dir, const char *forms_dir,
			 const struct office_import_watch *watch, struct error *err)
{
	char config[PATH_SIZE], database[PATH_SIZE], site[PATH_SIZE];
	bool made;
	if (!path_make(config, dir, "prenota.cfg", err) || !path_make(database, dir, "prenota.db", err) ||
	    !path_make(site, sample_dir, "site.cfg", err) || !dir_make(dir, config, database, &made, err))
		return false;
	struct arena arena = { 0 };
	struct office_init init;
	bool fine = office_init(database, site, false, &arena, &init, err);
	arena_finish(&arena);
	fine = fine && fill(database, sample_dir, forms_dir, watch, err) &&
	       config_write(config, site, forms_dir, err);
	if (!fine)
		take_away(dir, config, database, made);
	return fine;
}
