/* store/backup.h - copies of a site's database: made while it is in use, checked, put back, or saved from a
 * damaged one.
 *
 * A backup is two files: NAME, a whole database, and NAME.sha256, its digest as `sha256sum -c` reads it. Both
 * appear only when they are complete and on the disk. */
#ifndef PRENOTA_STORE_BACKUP_H
#define PRENOTA_STORE_BACKUP_H

#include "base/digest.h"
#include "store/store.h"
#include "store/verify.h"

struct backup_facts {
	char digest[DIGEST_SIZE];
	int64_t bytes;
	struct verify_report report; /* what the check of the copy found: nothing wrong */
};

/* Writes a backup of @store to @path, where nothing may stand yet. Readers and writers go on meanwhile; the
 * disk of the database itself may be full. The copy is checked from end to end before it gets its name; on
 * failure nothing is left. */
bool store_backup(struct store *store, const char *path, struct backup_facts *facts, struct error *err);

/* The digest that stands beside the backup @path; false with ERROR_NOT_FOUND when there is none, ERROR_STORE
 * when the file is not the one it was made from. */
bool backup_check_digest(const char *path, char digest[DIGEST_SIZE], struct error *err);

struct restore_facts {
	char digest[DIGEST_SIZE];
	char aside[4096]; /* where the former database went; "" when there was none */
	bool undigested;  /* no digest stood beside the backup */
	int erasures;     /* repeated, because they came after the backup */
	struct verify_report report;
};

/* Puts the backup @from in the place of the database @path. Everything is checked before anything is
 * replaced: the digest, the structure, every row, the chain of the trail, and that it is the same site
 * (ERROR_REFUSED). Persons who were erased since the backup was made are erased in it again. The former
 * database is kept beside, under a name with the time. Consoles that still have it open are told to start
 * again, and cannot write to it. @who and @now are for the trail. */
bool store_restore(const char *from, const char *path, const char *who, instant now,
		   struct restore_facts *facts, struct error *err);

struct salvage_table {
	const char *name;
	int64_t saved;
	int64_t lost;    /* rows that are known to be lost; -1: some, nobody can say how many */
	int64_t orphans; /* saved, but what they refer to is lost */
};

enum { SALVAGE_TABLES_MAX = 128 };

struct salvage_report {
	struct salvage_table tables[SALVAGE_TABLES_MAX];
	int count;
	int64_t saved;
	int64_t strays; /* pages with rows of which nobody can tell to which table they belong: left */
	bool by_pages;  /* SQLite alone did not reach everything */
	bool complete;  /* nothing was lost */
};

/* Makes the new database @path, where nothing may stand yet, of everything that can still be read in the
 * damaged one at @from, which is not touched: by SQLite, then page by page where it gives up, the schema
 * damaged or not. Rows go in with their keys; what refers to a lost row is kept and counted. */
bool store_salvage(const char *from, const char *path, struct arena *arena, struct salvage_report *report,
		   struct error *err);

#endif
