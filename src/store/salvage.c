/* Everything that can still be read of a damaged database. */
#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#include "base/i18n.h"
#include "store/backup.h"
#include "store/copy.h"
#include "store/private.h"
#include "store/salvage_pages.h"
#include "store/tables.h"

/* Rows between two damaged places are asked for one by one as long as there are no more than this. */
enum { PROBES_MAX = 200000 };

struct salvaging {
	sqlite3 *bad; /* NULL: SQLite does not open it */
	sqlite3 *good;
	struct pages *pages;
	struct db_table in; /* as the damaged one has it, only columns that both have */
	struct salvage_table *out;
	sqlite3_stmt *put;
};

static bool run(sqlite3 *db, const char *sql)
{
	return sqlite3_exec(db, sql, NULL, NULL, NULL) == SQLITE_OK;
}

static void put_row(struct salvaging *s, sqlite3_stmt *row, int first)
{
	sqlite3_reset(s->put);
	for (int i = 0; i < s->in.column_count; i++)
		sqlite3_bind_value(s->put, i + 1, sqlite3_column_value(row, first + i));
	int rc = sqlite3_step(s->put);
	sqlite3_reset(s->put);
	if (rc == SQLITE_DONE)
		s->out->saved += sqlite3_changes(s->good) > 0;
	else if (s->out->lost >= 0)
		s->out->lost++; /* a value that the schema refuses: not what was written there */
}

static sqlite3_stmt *prepare(sqlite3 *db, const char *sql)
{
	sqlite3_stmt *q = NULL;
	return sqlite3_prepare_v2(db, sql, -1, &q, NULL) == SQLITE_OK ? q : NULL;
}

static void column_list(const struct db_table *table, struct buffer *out)
{
	for (int i = 0; i < table->column_count; i++)
		buffer_printf(out, "%s\"%s\"", i ? ", " : "", table->columns[i]);
}

/* Walks the table from one end; true when it came to the other. @last is the rowid of the last row that was
 * read. */
static bool walk(struct salvaging *s, const char *order, int64_t *last, bool *any)
{
	struct buffer sql = { 0 };
	buffer_printf(&sql, "SELECT %s, ", s->in.has_rowid ? "rowid" : "0");
	column_list(&s->in, &sql);
	buffer_printf(&sql, " FROM \"%s\"%s", s->in.name, s->in.has_rowid ? " NOT INDEXED" : "");
	buffer_add(&sql, " ORDER BY ");
	if (s->in.has_rowid)
		buffer_printf(&sql, "rowid %s", order);
	for (int i = 0; !s->in.has_rowid && i < s->in.key_count; i++)
		buffer_printf(&sql, "%s\"%s\" %s", i ? ", " : "", s->in.columns[s->in.key[i]], order);
	sqlite3_stmt *q = prepare(s->bad, buffer_text(&sql));
	int rc = SQLITE_CORRUPT;
	while (q && (rc = sqlite3_step(q)) == SQLITE_ROW) {
		*last = sqlite3_column_int64(q, 0);
		*any = true;
		put_row(s, q, 1);
	}
	sqlite3_finalize(q);
	buffer_finish(&sql);
	return rc == SQLITE_DONE;
}

/* Rows strictly between @from and @to, one by one. */
static void probe(struct salvaging *s, int64_t from, int64_t to)
{
	struct buffer sql = { 0 };
	buffer_add(&sql, "SELECT ");
	column_list(&s->in, &sql);
	buffer_printf(&sql, " FROM \"%s\" NOT INDEXED WHERE rowid = ?", s->in.name);
	sqlite3_stmt *q = prepare(s->bad, buffer_text(&sql));
	int64_t bad = 0;
	for (int64_t key = from + 1; q && key < to; key++) {
		sqlite3_reset(q);
		sqlite3_bind_int64(q, 1, key);
		int rc = sqlite3_step(q);
		if (rc == SQLITE_ROW)
			put_row(s, q, 0);
		else if (rc != SQLITE_DONE)
			bad++;
	}
	sqlite3_finalize(q);
	buffer_finish(&sql);
	if (s->out->lost >= 0)
		s->out->lost += bad;
}

static void read_rows(struct salvaging *s)
{
	int64_t first = 0, last = 0;
	bool any = false, other = false;
	if (walk(s, "ASC", &first, &any))
		return;
	bool back = walk(s, "DESC", &last, &other);
	if (back)
		return; /* read whole from the other end */
	if (s->in.has_rowid && any && other && last > first && last - first < PROBES_MAX)
		probe(s, first, last);
	else
		s->out->lost = -1;
}

/* Columns that the new database has too; a column that only it has gets its default. */
static void keep_common(struct db_table *in, const struct db_table *known)
{
	int kept = 0, at[STORE_COLUMNS_MAX];
	for (int i = 0; i < in->column_count; i++) {
		bool common = false;
		for (int k = 0; k < known->column_count && !common; k++)
			common = strcmp(in->columns[i], known->columns[k]) == 0;
		at[i] = common ? kept : -1;
		if (common && kept++ != i)
			memcpy(in->columns[kept - 1], in->columns[i], STORE_NAME_MAX);
	}
	in->column_count = kept;
	for (int i = 0; i < in->key_count; i++)
		in->key[i] = at[in->key[i]] >= 0 ? at[in->key[i]] : 0;
}

static void save_table(struct salvaging *s, const struct db_table *known)
{
	struct buffer sql = { 0 };
	if (!s->bad || !store_table_read(s->bad, known->name, &s->in)) {
		s->out->lost = -1;
		return;
	}
	keep_common(&s->in, known);
	buffer_printf(&sql, "INSERT OR IGNORE INTO \"%s\" (", known->name);
	column_list(&s->in, &sql);
	buffer_add(&sql, ") VALUES (");
	for (int i = 0; i < s->in.column_count; i++)
		buffer_add(&sql, i ? ", ?" : "?");
	buffer_add_char(&sql, ')');
	s->put = prepare(s->good, buffer_text(&sql));
	if (s->put)
		read_rows(s);
	else
		s->out->lost = -1;
	sqlite3_finalize(s->put);
	buffer_finish(&sql);
}

/* What stands in a new database of itself (counters, settings of the schema) makes room for what was. */
static void empty(sqlite3 *db, const char *table)
{
	char sql[160];
	snprintf(sql, sizeof sql, "DELETE FROM \"%s\"", table);
	run(db, sql);
}

/* The guards would keep rows from coming in in any order; they are put back as they were. */
static bool take_triggers(sqlite3 *db, struct arena *arena, const char **texts, int *count)
{
	sqlite3_stmt *q = prepare(db, "SELECT name, sql FROM sqlite_schema WHERE type = 'trigger'");
	const char *names[512];
	*count = 0;
	while (q && sqlite3_step(q) == SQLITE_ROW && *count < 512) {
		names[*count] = arena_strdup(arena, (const char *)sqlite3_column_text(q, 0));
		texts[(*count)++] = arena_strdup(arena, (const char *)sqlite3_column_text(q, 1));
	}
	sqlite3_finalize(q);
	for (int i = 0; i < *count; i++) {
		char sql[160];
		snprintf(sql, sizeof sql, "DROP TRIGGER \"%s\"", names[i]);
		if (!run(db, sql))
			return false;
	}
	return *count > 0;
}

static void count_orphans(sqlite3 *db, struct salvage_report *report)
{
	sqlite3_stmt *q = prepare(db, "PRAGMA foreign_key_check");
	while (q && sqlite3_step(q) == SQLITE_ROW)
		for (int i = 0; i < report->count; i++)
			if (strcmp(report->tables[i].name, (const char *)sqlite3_column_text(q, 0)) == 0)
				report->tables[i].orphans++;
	sqlite3_finalize(q);
}

static void save_all(struct salvaging *s, struct arena *arena, struct salvage_report *report)
{
	struct db_tables tables;
	store_tables_read(s->good, &tables);
	report->complete = true;
	for (int i = 0; i < tables.count && report->count < SALVAGE_TABLES_MAX; i++) {
		s->out = &report->tables[report->count++];
		*s->out = (struct salvage_table){ .name = arena_strdup(arena, tables.items[i].name) };
		empty(s->good, tables.items[i].name);
		save_table(s, &tables.items[i]);
		report->saved += s->out->saved;
		report->complete = report->complete && s->out->lost == 0;
	}
	report->by_pages = !report->complete;
	if (report->by_pages)
		salvage_by_pages(s->pages, s->good, &tables, report);
}

static bool fill(sqlite3 *bad, struct pages *pages, struct store *fresh, struct arena *arena,
		 struct salvage_report *report, struct error *err)
{
	const char *triggers[512];
	int count;
	struct salvaging s = { .bad = bad, .good = fresh->db, .pages = pages };
	bool fine = run(s.good, "PRAGMA foreign_keys = OFF") && run(s.good, "BEGIN IMMEDIATE") &&
		    take_triggers(s.good, arena, triggers, &count);
	if (!fine)
		return sql_error(fresh, sqlite3_errcode(s.good), err);
	save_all(&s, arena, report);
	for (int i = 0; i < count && fine; i++)
		fine = run(s.good, triggers[i]);
	count_orphans(s.good, report);
	fine = fine && run(s.good, "INSERT INTO search_text (search_text) VALUES ('rebuild')") &&
	       run(s.good, "COMMIT");
	return fine || sql_error(fresh, sqlite3_errcode(s.good), err);
}

/* Whatever it is, as long as SQLite takes it for a database. NULL: it does not, and says why in @why. */
static sqlite3 *open_bad(const char *path, char why[160])
{
	sqlite3 *db = NULL;
	int rc = sqlite3_open_v2(
		path, &db, SQLITE_OPEN_READONLY | SQLITE_OPEN_NOFOLLOW | SQLITE_OPEN_PRIVATECACHE, NULL);
	if (rc == SQLITE_OK) {
		run(db, "PRAGMA trusted_schema = OFF; PRAGMA cell_size_check = ON");
		sqlite3_db_config(db, SQLITE_DBCONFIG_DEFENSIVE, 1, NULL);
		rc = sqlite3_exec(db, "SELECT count(*) FROM sqlite_schema", NULL, NULL, NULL);
	}
	if (rc == SQLITE_OK)
		return db;
	snprintf(why, 160, "%s", db ? sqlite3_errmsg(db) : sqlite3_errstr(rc));
	sqlite3_close(db);
	return NULL;
}

static bool salvage_into(const char *from, const char *path, struct pages *pages, struct arena *arena,
			 struct salvage_report *made, struct error *err)
{
	struct store *fresh;
	char why[160] = "";
	if (!store_create(&fresh, &(struct store_options){ .path = path }, err))
		return false;
	sqlite3 *bad = open_bad(from, why);
	fresh->migrating = true;
	bool fine = fill(bad, pages, fresh, arena, made, err);
	fresh->migrating = false;
	store_close(fresh);
	sqlite3_close(bad);
	if (fine && made->saved > 0)
		return true;
	copy_remove(path);
	if (fine && bad)
		return error_set(err, ERROR_STORE, _("%s: no row of it can be read; restore a backup"), from);
	return fine ? error_set(err, ERROR_STORE, _("%s: nothing of it can be read (%s); restore a backup"),
				from, why)
		    : false;
}

bool store_salvage(const char *from, const char *path, struct arena *arena, struct salvage_report *report,
		   struct error *err)
{
	struct salvage_report made = { .count = 0 };
	struct pages pages;
	if (!copy_is_file(from, err) || !pages_open(&pages, from, err))
		return false;
	bool fine = salvage_into(from, path, &pages, arena, &made, err);
	pages_close(&pages);
	if (fine)
		*report = made;
	return fine;
}
