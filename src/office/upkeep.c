#include "office/upkeep.h"

#include <dirent.h>
#include <inttypes.h>
#include <pwd.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

#include "base/i18n.h"
#include "base/memory.h"
#include "office/spare.h"

static const char setting_backup[] = "upkeep.backup", setting_check[] = "upkeep.check",
		  setting_findings[] = "upkeep.findings";

static void login_name(char name[64])
{
	const struct passwd *user = getpwuid(getuid());
	if (user)
		snprintf(name, 64, "%s", user->pw_name);
	else
		snprintf(name, 64, "user %u", (unsigned)getuid());
}

static bool is_manager(const char *path, struct error *err)
{
	struct office office;
	if (!office_open(&office, &(struct office_options){ .database = path, .readonly = true }, err))
		return false;
	bool manager = office.roles & ROLE_MANAGER;
	office_close(&office);
	return manager || error_set(err, ERROR_PERMISSION, _("only a manager may do that here"));
}

bool upkeep_open(const char *path, bool readonly, bool guarded, struct store **store, struct error *err)
{
	char name[64];
	struct store_options options = { .path = path, .readonly = readonly };
	if (guarded && getuid() != 0 && !is_manager(path, err))
		return false;
	if (!store_open(store, &options, err))
		return false;
	login_name(name);
	store_set_actor(*store, name, 0);
	store_set_origin(*store, "upkeep");
	return true;
}

/* --- the rule for old ones --- */

enum { NAMES_MAX = 1024, STAMP_SIZE = 32 };

struct kept {
	char names[NAMES_MAX][STAMP_SIZE]; /* oldest first */
	int count;
};

/* "prenota-20261123T1000.db" as a day; false for any other name. */
static bool name_day(const char *name, civil_day *day)
{
	int year, month, dom, hour, minute, end = 0;
	return sscanf(name, "prenota-%4d%2d%2dT%2d%2d.db%n", &year, &month, &dom, &hour, &minute, &end) ==
		       5 &&
	       end == 24 && !name[end] && civil_from_ymd(year, month, dom, day);
}

static int is_backup(const struct dirent *entry)
{
	civil_day day;
	return name_day(entry->d_name, &day);
}

static int list(const char *folder, struct kept *kept)
{
	struct dirent **entries = NULL;
	int count = scandir(folder, &entries, is_backup, alphasort);
	kept->count = 0;
	for (int i = 0; i < count; i++) {
		if (count - i <= NAMES_MAX)
			snprintf(kept->names[kept->count++], STAMP_SIZE, "%.31s", entries[i]->d_name);
		free(entries[i]);
	}
	free(entries);
	return kept->count;
}

/* Weeks begin on Monday; 1970-01-01 was a Thursday. */
static int week_of(civil_day day)
{
	return (int)((day + 3) / 7);
}

/* Whether the backup @at is the newest of its day or week, and that is still to be kept. */
static bool keeps(const struct kept *kept, int at, civil_day today)
{
	civil_day day = 0, next = 0;
	name_day(kept->names[at], &day);
	bool last = at + 1 == kept->count;
	if (!last)
		name_day(kept->names[at + 1], &next);
	if (last || day > today)
		return true;
	if (next != day && today - day < UPKEEP_DAYS)
		return true;
	return week_of(next) != week_of(day) && week_of(today) - week_of(day) < UPKEEP_WEEKS;
}

static int let_go(const char *folder, civil_day today)
{
	struct kept *kept = memory_zeroed(1, sizeof *kept);
	int removed = 0;
	list(folder, kept);
	for (int i = 0; i < kept->count; i++) {
		char path[4096];
		if (keeps(kept, i, today))
			continue;
		snprintf(path, sizeof path, "%s/%s", folder, kept->names[i]);
		removed += unlink(path) == 0;
		snprintf(path, sizeof path, "%s/%s.sha256", folder, kept->names[i]);
		unlink(path);
	}
	free(kept);
	return removed;
}

bool upkeep_newest(const char *backups, char path[4096])
{
	struct kept *kept = memory_zeroed(1, sizeof *kept);
	bool any = backups && list(backups, kept) > 0;
	if (any)
		snprintf(path, 4096, "%s/%s", backups, kept->names[kept->count - 1]);
	free(kept);
	return any;
}

/* --- acts --- */

/* A full or read-only disk keeps no note; the backup or the check was made all the same. */
static void keep_note(struct store *store, const char *act, const char *name, const char *detail,
		      int64_t findings)
{
	char at[32], count[32];
	struct error err = { 0 };
	snprintf(at, sizeof at, "%" PRId64, (int64_t)store_now(store));
	snprintf(count, sizeof count, "%" PRId64, findings);
	if (store_readonly(store) || !store_begin_write(store, &err))
		return;
	if (store_put_setting(store, name, at, &err) &&
	    (findings < 0 || store_put_setting(store, setting_findings, count, &err)) &&
	    store_add_audit(store, act, NULL, NULL, detail, &err))
		store_commit(store, &err);
	else
		store_rollback(store);
}

bool upkeep_backup(struct store *store, const char *to, instant now, struct upkeep_backup *made,
		   struct error *err)
{
	struct upkeep_backup result = { .removed = 0 };
	struct stat there;
	bool folder = stat(to, &there) == 0 && S_ISDIR(there.st_mode);
	civil_day day;
	int minute, year, month, dom;
	civil_from_instant(now, &day, &minute);
	civil_to_ymd(day, &year, &month, &dom);
	if (folder)
		snprintf(result.path, sizeof result.path, "%s/prenota-%04d%02d%02dT%02d%02d.db", to, year,
			 month, dom, minute / 60, minute % 60);
	else
		snprintf(result.path, sizeof result.path, "%s", to);
	if (!store_backup(store, result.path, &result.facts, err))
		return false;
	if (folder)
		result.removed = let_go(to, day);
	keep_note(store, "backup", setting_backup, result.facts.digest, -1);
	*made = result;
	return true;
}

/* Some thousand pages: what bookings and half an import leave. */
enum { PORTIONS_A_NIGHT = 2000 };

bool upkeep_check(struct store *store, const char *backups, struct verify_report *report, struct error *err)
{
	char newest[4096];
	if (!store_verify(store, report, err))
		return false;
	if (upkeep_newest(backups, newest) && !store_verify_against(store, newest, report, err))
		return false;
	keep_note(store, "check", setting_check, report->trail.head, report->finding_count);
	office_spend_moments(store, PORTIONS_A_NIGHT);
	return true;
}

/* Days since the instant that the setting holds; -1: never. */
static int days_since(struct store *store, const char *name, instant now, struct arena *arena)
{
	const char *text = NULL;
	if (!store_get_setting(store, name, arena, &text, NULL) || !text)
		return -1;
	long long at = strtoll(text, NULL, 10);
	return now < at ? 0 : (int)((now - at) / 86400);
}

/* Rows of the trail that every start looks at: the quick form of the check. */
enum { TRAIL_END = 64 };

const char *upkeep_warning(struct store *store, instant now, struct arena *arena)
{
	struct audit_verdict trail;
	if (!store_verify_audit_end(store, TRAIL_END, &trail, NULL) || trail.broken)
		return _("The end of the audit trail does not hold: see prenota check");
	const char *findings = NULL;
	int check = days_since(store, setting_check, now, arena);
	int backup = days_since(store, setting_backup, now, arena);
	if (!store_get_setting(store, setting_findings, arena, &findings, NULL))
		return NULL;
	if (findings && strcmp(findings, "0") != 0)
		return arena_printf(arena,
				    _("The last check of the database found %s problems: see prenota check"),
				    findings);
	if (backup >= UPKEEP_LATE_DAYS)
		return arena_printf(arena, _("The last backup is %d days old: is its timer running?"),
				    backup);
	if (check >= UPKEEP_LATE_DAYS)
		return arena_printf(
			arena, _("The database was last checked %d days ago: is its timer running?"), check);
	return NULL;
}
