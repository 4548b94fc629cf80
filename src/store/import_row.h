/* store/import_row.h - the inside of an import: a row, its values, and one function a kind. */
#ifndef PRENOTA_STORE_IMPORT_ROW_H
#define PRENOTA_STORE_IMPORT_ROW_H

#include "base/arena.h"
#include "base/id.h"
#include "store/import.h"

enum { IMPORT_COLUMNS_MAX = 64 };

/* Keys met since an import into an empty table began. */
struct import_known {
	unsigned char *bits; /* NULL: look into the database */
	unsigned groups;
	unsigned begun;  /* the write transaction it knows of */
	int64_t counted; /* changes of the groups at its begin */
	bool wrote;      /* it will count one more */
};

struct import {
	struct store *store;
	enum import_kind kind;
	struct arena arena;                    /* of the import */
	struct arena scratch;                  /* of the row */
	const char *names[IMPORT_COLUMNS_MAX]; /* of the header */
	int count;
	int place[IMPORT_COLUMNS_MAX]; /* of each known column in the header, -1: not there */
	const char *unknown[IMPORT_COLUMNS_MAX];
	int unknown_count;
	const char *values[IMPORT_COLUMNS_MAX]; /* of the row, cleaned; NULL empty; in the header's order */
	char country[8];
	int cache; /* the store's own, as SQLite counts; 0: it is untouched */
	struct id_run ids;
	struct import_known known;
};

/* Whether nothing in the database has @key, as far as that is known without looking: true only when the kind's
 * table and what was said of it were empty when the import began, nobody else wrote there since, and the same
 * key was not asked before. A true answer is given once. */
enum import_key { IMPORT_KEY_SEEN, IMPORT_KEY_ROW };
bool import_is_new(struct import *import, enum import_key of, const char *key);
/* @groups: the tables that the kind writes. */
void import_known_begin(struct import *import, unsigned groups);
void import_known_end(struct import *import);

/* Parsed values of the row by column name, in the row's scratch memory. An empty one is NULL, 0, or the
 * number given. A malformed one is ERROR_INPUT that names the column. */
const char *import_text(const struct import *import, const char *column);
bool import_required(const struct import *import, const char *column, const char **text, struct error *err);
bool import_date(const struct import *import, const char *column, civil_day *day, struct error *err);
bool import_int(const struct import *import, const char *column, int missing, int *number, struct error *err);
bool import_flag(const struct import *import, const char *column, bool missing, bool *flag,
		 struct error *err);
/* Hours with a decimal point or comma, in minutes. */
bool import_hours(const struct import *import, const char *column, int *minutes, struct error *err);
bool import_vin(struct import *import, const char *column, const char **vin, struct error *err);
/* One of the words, ended by NULL; empty gives the first. */
bool import_word(const struct import *import, const char *column, const char *const *words, const char **word,
		 struct error *err);

/* The values of unknown columns, one "name=value" a line; NULL when there are none. */
const char *import_extra(struct import *import);

/* One row of the kind into its tables. */
bool import_customer(struct import *import, struct error *err);
bool import_persona(struct import *import, struct error *err);
bool import_vehicle(struct import *import, struct error *err);
bool import_visit(struct import *import, struct error *err);
bool import_contract(struct import *import, struct error *err);
bool import_campaign(struct import *import, struct error *err);
bool import_campaign_vin(struct import *import, struct error *err);
bool import_service_entry(struct import *import, struct error *err);
bool import_part(struct import *import, struct error *err);
bool import_listing(struct import *import, struct error *err);

#endif
