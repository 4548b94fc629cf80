/* office/upkeep.h - what keeps a site's database safe: backups by a rule, the long check, and whether either
 * is late.
 *
 * Upkeep runs from a timer as well as by hand, so it acts as a login and not as a member of the staff. */
#ifndef PRENOTA_OFFICE_UPKEEP_H
#define PRENOTA_OFFICE_UPKEEP_H

#include "store/backup.h"

/* Opens the database @path for upkeep as @login. A process that has borrowed the group of the installation is
 * a user's: the user must then be a manager of the site (ERROR_PERMISSION). */
bool upkeep_open(const char *path, bool readonly, bool guarded, struct store **store, struct error *err);

/* How long backups of a folder are kept: the newest of each of so many days, and of so many weeks. */
enum { UPKEEP_DAYS = 7, UPKEEP_WEEKS = 5 };

struct upkeep_backup {
	char path[4096]; /* where it was written */
	struct backup_facts facts;
	int removed; /* older ones that the rule lets go */
};

/* Writes a backup to @to. A folder: under a name with the time, "prenota-20261123T1000.db", and then lets
 * older ones of such names go by the rule; others are left alone. */
bool upkeep_backup(struct store *store, const char *to, instant now, struct upkeep_backup *made,
		   struct error *err);

/* The newest backup of the folder @backups by its name; false when there is none. */
bool upkeep_newest(const char *backups, char path[4096]);

/* The long check, compared with the newest backup of @backups (NULL: without). Keeps in the database when it
 * was made and how many findings there were, as far as it may be written. */
bool upkeep_check(struct store *store, const char *backups, struct verify_report *report, struct error *err);

/* The quick form of the check, for every start. One sentence when somebody must look: the end of the trail does not hold, the
 * last check found something, or no check or backup was made for UPKEEP_LATE_DAYS; NULL when all is well. */
enum { UPKEEP_LATE_DAYS = 2 };
const char *upkeep_warning(struct store *store, instant now, struct arena *arena);

#endif
