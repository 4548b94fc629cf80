#include "store/tables.h"

#include <stdio.h>
#include <string.h>

static bool read_columns(sqlite3 *db, struct db_table *table)
{
	sqlite3_stmt *q = NULL;
	char sql[160];
	table->revision = -1;
	snprintf(sql, sizeof sql, "SELECT name, pk FROM pragma_table_info('%s')", table->name);
	if (sqlite3_prepare_v2(db, sql, -1, &q, NULL) != SQLITE_OK)
		return false;
	while (sqlite3_step(q) == SQLITE_ROW && table->column_count < STORE_COLUMNS_MAX) {
		int at = table->column_count++, key = sqlite3_column_int(q, 1);
		snprintf(table->columns[at], STORE_NAME_MAX, "%s", (const char *)sqlite3_column_text(q, 0));
		if (key > 0 && key <= STORE_KEY_MAX) {
			table->key[key - 1] = at;
			table->key_count = key > table->key_count ? key : table->key_count;
		}
		if (strcmp(table->columns[at], "revision") == 0)
			table->revision = at;
	}
	sqlite3_finalize(q);
	return table->column_count > 0 && table->key_count > 0;
}

bool store_table_read(sqlite3 *db, const char *name, struct db_table *table)
{
	*table = (struct db_table){ .revision = -1 };
	snprintf(table->name, sizeof table->name, "%s", name);
	if (!read_columns(db, table))
		return false;
	sqlite3_stmt *q = NULL;
	char sql[160];
	snprintf(sql, sizeof sql, "SELECT rowid FROM \"%s\" LIMIT 0", table->name);
	table->has_rowid = sqlite3_prepare_v2(db, sql, -1, &q, NULL) == SQLITE_OK;
	sqlite3_finalize(q);
	return true;
}

void store_tables_read(sqlite3 *db, struct db_tables *tables)
{
	sqlite3_stmt *q = NULL;
	tables->count = 0;
	if (sqlite3_prepare_v2(
		    db,
		    "SELECT name FROM sqlite_schema WHERE type = 'table' AND sql LIKE 'CREATE TABLE%'"
		    " AND name NOT LIKE 'sqlite_%' AND name NOT LIKE 'search_text%' ORDER BY rowid",
		    -1, &q, NULL) != SQLITE_OK)
		return;
	while (sqlite3_step(q) == SQLITE_ROW && tables->count < STORE_TABLES_MAX) {
		const char *name = (const char *)sqlite3_column_text(q, 0);
		if (name && !strchr(name, '\'') && !strchr(name, '"') &&
		    store_table_read(db, name, &tables->items[tables->count]))
			tables->count++;
	}
	sqlite3_finalize(q);
}

void store_table_select(const struct db_table *table, struct buffer *sql)
{
	buffer_add(sql, "SELECT ");
	for (int i = 0; i < table->column_count; i++)
		buffer_printf(sql, "%s\"%s\"", i ? ", " : "", table->columns[i]);
	buffer_printf(sql, " FROM \"%s\"%s", table->name, table->has_rowid ? " NOT INDEXED" : "");
}
