/* store/import.h - rows of DMS exports into the store, one kind a file.
 *
 * The reader of the file (cli) begins a write transaction, begins the import with the header's names, gives
 * row after row, ends it and commits. A bad row says what is wrong and leaves the transaction as it was; the
 * same row again changes nothing. */
#ifndef PRENOTA_STORE_IMPORT_H
#define PRENOTA_STORE_IMPORT_H

#include "store/store.h"

enum import_kind {
	IMPORT_CUSTOMERS,
	IMPORT_VEHICLES,
	IMPORT_HISTORY,
	IMPORT_CONTRACTS,
	IMPORT_CAMPAIGNS,
	IMPORT_CAMPAIGN_VINS,
	IMPORT_PERSONAS,
	IMPORT_SERVICE_ENTRY,
	IMPORT_PARTS,
	IMPORT_LISTING,
	IMPORT_KIND_COUNT,
};

const char *import_kind_code(enum import_kind kind); /* "campaign-vins" */
bool import_kind_from_code(const char *code, enum import_kind *kind);

/* The columns of a kind, ended by NULL; required ones first, *@required of them. Static. */
const char *const *import_columns(enum import_kind kind, int *required);

enum import_outcome { IMPORT_NEW, IMPORT_CHANGED, IMPORT_SAME };

struct import;

/* Begins an import of @kind with a header of @count names. Names are matched without regard to case and to
 * spaces around; a missing required column or one that stands twice is ERROR_INPUT. Unknown names are kept
 * with each row. */
bool store_import_begin(struct store *store, enum import_kind kind, const char *const *names, int count,
			struct import **import, struct error *err);

/* The unknown columns of the header, in order; *@count of them. Owned by @import. */
const char *const *store_import_unknown(const struct import *import, int *count);

/* One row, as many values as names (NULL is empty). ERROR_INPUT names the column and what would be right; the
 * row is then not loaded and the next one can be given. Any other error ends the import: roll back. */
bool store_import_row(struct import *import, const char *const *values, int count,
		      enum import_outcome *outcome, struct error *err);

/* Frees @import (NULL is fine); nothing is written. */
void store_import_end(struct import *import);

#endif
