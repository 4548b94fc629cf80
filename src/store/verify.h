/* store/verify.h - the long check of a database: its structure, its references, its trail, its own rules. */
#ifndef PRENOTA_STORE_VERIFY_H
#define PRENOTA_STORE_VERIFY_H

#include "store/audit.h"

enum { VERIFY_FINDINGS_MAX = 100, VERIFY_TEXT_SIZE = 200 };

struct verify_report {
	struct audit_verdict trail;
	int64_t rows;                                         /* of all tables */
	char findings[VERIFY_FINDINGS_MAX][VERIFY_TEXT_SIZE]; /* in words, with table and row */
	int finding_count;
	bool more; /* than there was room for */
};

/* Looks at everything. True with the findings; false only when the database cannot be read at all. */
bool store_verify(struct store *store, struct verify_report *report, struct error *err);

/* Compares with the backup at @path, which must be sound: rows that nobody changed since must be the same,
 * rows that are never deleted must still be there; when no commit came between, every row must be the same.
 * Adds what differs to the findings. */
bool store_verify_against(struct store *store, const char *path, struct verify_report *report,
			  struct error *err);

#endif
