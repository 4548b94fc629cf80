/* store/tables.h - the tables of a database as it describes them itself: for checks, comparisons and salvage.
 */
#ifndef PRENOTA_STORE_TABLES_H
#define PRENOTA_STORE_TABLES_H

#include <stdbool.h>

#include <sqlite3.h>

#include "base/buffer.h"

enum { STORE_TABLES_MAX = 128, STORE_COLUMNS_MAX = 64, STORE_NAME_MAX = 48, STORE_KEY_MAX = 6 };

struct db_table {
	char name[STORE_NAME_MAX];
	char columns[STORE_COLUMNS_MAX][STORE_NAME_MAX];
	int column_count;
	int key[STORE_KEY_MAX]; /* columns of the primary key, in its order */
	int key_count;
	int revision;   /* column "revision"; -1: none */
	bool has_rowid; /* rows can be asked for by number */
};

struct db_tables {
	struct db_table items[STORE_TABLES_MAX];
	int count;
};

/* The ordinary tables, those inside the full-text index left out: it is made anew from the others. An
 * unreadable schema gives none. */
void store_tables_read(sqlite3 *db, struct db_tables *tables);

/* The table @name; false when there is none. */
bool store_table_read(sqlite3 *db, const char *name, struct db_table *table);

/* Appends "SELECT columns FROM table", by the table itself and never by an index. */
void store_table_select(const struct db_table *table, struct buffer *sql);

#endif
