/* store/copy.h - what backup, restore and salvage share: whole databases copied, checked, put on the disk. */
#ifndef PRENOTA_STORE_COPY_H
#define PRENOTA_STORE_COPY_H

#include "store/verify.h"

/* Writes a copy of @store into the empty file @path. */
bool copy_into(struct store *store, const char *path, struct error *err);

/* The long check of the database file @path; a finding is ERROR_STORE. */
bool copy_verify(const char *path, struct verify_report *report, struct error *err);

/* Whether something can be read from @path without waiting for whoever writes into it. */
bool copy_is_file(const char *path, struct error *err);

bool copy_sync_file(const char *path, struct error *err);
/* The folder in which @path stands: its new name is on the disk then. */
bool copy_sync_folder(const char *path, struct error *err);

/* Removes a database that was only for the way, with what SQLite and the store put beside it. */
void copy_remove(const char *path);

/* Removes what a killed process left in the folder of @path: files @start…@infix with the number of a process that is
 * no more, and SQLite's companions of them. They would fill the disk, and hold persons who are erased since. */
void copy_sweep(const char *path, const char *start, const char *infix);

#endif
