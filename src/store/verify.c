/* The long check. Its statements name no columns of one schema only, so that they are not in the table of
 * statements: they run on a handle of their own. */
#include "store/verify.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include "base/buffer.h"
#include "base/i18n.h"
#include "store/private.h"
#include "store/schema.h"
#include "store/tables.h"

static void found(struct verify_report *report, const char *format, ...)
	__attribute__((format(printf, 2, 3)));

static void found(struct verify_report *report, const char *format, ...)
{
	if (report->finding_count == VERIFY_FINDINGS_MAX) {
		report->more = true;
		return;
	}
	va_list args;
	va_start(args, format);
	vsnprintf(report->findings[report->finding_count++], VERIFY_TEXT_SIZE, format, args);
	va_end(args);
}

static sqlite3_stmt *prepare(sqlite3 *db, const char *sql)
{
	sqlite3_stmt *q = NULL;
	return sqlite3_prepare_v2(db, sql, -1, &q, NULL) == SQLITE_OK ? q : NULL;
}

static const char *text(sqlite3_stmt *q, int column)
{
	const char *value = (const char *)sqlite3_column_text(q, column);
	return value ? value : "";
}

static void check_structure(sqlite3 *db, struct verify_report *report)
{
	sqlite3_stmt *q = prepare(db, "PRAGMA integrity_check(50)");
	int rc = SQLITE_ERROR;
	while (q && (rc = sqlite3_step(q)) == SQLITE_ROW)
		if (strcmp(text(q, 0), "ok") != 0)
			found(report, _("structure: %s"), text(q, 0));
	sqlite3_finalize(q);
	if (rc != SQLITE_DONE)
		found(report, _("structure: %s"), sqlite3_errmsg(db));
}

static void check_references(sqlite3 *db, struct verify_report *report)
{
	sqlite3_stmt *q = prepare(db, "PRAGMA foreign_key_check");
	while (q && sqlite3_step(q) == SQLITE_ROW)
		found(report, _("%s, row %s: refers to a row of %s that is not there"), text(q, 0),
		      text(q, 1), text(q, 2));
	sqlite3_finalize(q);
}

/* What the triggers forbid, in case somebody wrote without them. */
static void check_overlaps(sqlite3 *db, struct verify_report *report)
{
	static const struct {
		const char *sql;
		const char *words;
	} rules[] = {
		{ "SELECT a.key, b.key FROM staff_time a JOIN staff_time b ON b.staff = a.staff AND b.day = "
		  "a.day"
		  " AND b.key > a.key AND b.start < a.stop AND b.stop > a.start WHERE a.active = 1 AND "
		  "b.active = 1"
		  " AND NOT (a.hold IS NOT NULL AND b.hold IS NOT NULL AND a.file = b.file)",
		  N_("one person in two places: staff_time rows %s and %s") },
		{ "SELECT a.key, b.key FROM mobility_time a JOIN mobility_time b ON b.unit = a.unit AND "
		  "b.key > a.key"
		  " AND b.from_at < a.to_at AND b.to_at > a.from_at WHERE a.active = 1 AND b.active = 1"
		  " AND NOT (a.hold IS NOT NULL AND b.hold IS NOT NULL AND a.file = b.file)",
		  N_("one car lent twice: mobility_time rows %s and %s") },
		{ "SELECT a.key, b.key FROM stay a JOIN stay b ON b.vehicle = a.vehicle AND b.key > a.key"
		  " AND b.from_at < a.to_at AND b.to_at > a.from_at WHERE a.active = 1 AND b.active = 1"
		  " AND NOT (a.hold IS NOT NULL AND b.hold IS NOT NULL AND a.file = b.file)",
		  N_("one customer's car here twice: stay rows %s and %s") },
	};
	for (size_t i = 0; i < sizeof rules / sizeof *rules; i++) {
		sqlite3_stmt *q = prepare(db, rules[i].sql);
		while (q && sqlite3_step(q) == SQLITE_ROW) {
			char line[VERIFY_TEXT_SIZE];
#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wformat-nonliteral"
			snprintf(line, sizeof line, _(rules[i].words), text(q, 0), text(q, 1));
#pragma GCC diagnostic pop
			found(report, "%s", line);
		}
		sqlite3_finalize(q);
	}
}

static void count_rows(sqlite3 *db, struct verify_report *report)
{
	struct db_tables tables;
	store_tables_read(db, &tables);
	for (int i = 0; i < tables.count; i++) {
		char sql[160];
		snprintf(sql, sizeof sql, "SELECT count(*) FROM \"%s\"", tables.items[i].name);
		sqlite3_stmt *q = prepare(db, sql);
		if (q && sqlite3_step(q) == SQLITE_ROW)
			report->rows += sqlite3_column_int64(q, 0);
		sqlite3_finalize(q);
	}
}

/* The same schema with nothing in it; NULL when it cannot be made. */
static sqlite3 *plain_schema(void)
{
	sqlite3 *db = NULL;
	bool fine = sqlite3_open(":memory:", &db) == SQLITE_OK;
	for (int i = 0; i < schema_file_count && fine; i++)
		fine = sqlite3_exec(db, schema_files[i].sql, NULL, NULL, NULL) == SQLITE_OK;
	if (fine)
		return db;
	sqlite3_close(db);
	return NULL;
}

/* Who wants to change what may only be added takes the guards off first; and a table whose entry is damaged
 * is read by nobody any more. */
static void check_schema(const struct store *store, struct verify_report *report)
{
	sqlite3 *plain = store->version == store_schema_newest() ? plain_schema() : NULL;
	if (!plain)
		return;
	sqlite3_stmt *all = prepare(plain, "SELECT type, name, sql FROM sqlite_schema ORDER BY type, name");
	sqlite3_stmt *one =
		prepare(store->db, "SELECT 1 FROM sqlite_schema WHERE type = ? AND name = ? AND sql IS ?");
	while (all && one && sqlite3_step(all) == SQLITE_ROW) {
		sqlite3_reset(one);
		for (int i = 0; i < 3; i++)
			sqlite3_bind_value(one, i + 1, sqlite3_column_value(all, i));
		if (sqlite3_step(one) == SQLITE_ROW)
			continue;
		if (strcmp(text(all, 0), "trigger") == 0)
			found(report, _("guard %s: is missing or another than it was"), text(all, 1));
		else
			found(report, _("%s of the schema: is missing or another than it was"), text(all, 1));
	}
	sqlite3_finalize(all);
	sqlite3_finalize(one);
	sqlite3_close(plain);
}

bool store_verify(struct store *store, struct verify_report *report, struct error *err)
{
	struct verify_report fresh = { .rows = 0 };
	struct error why = { 0 };
	bool was = store->migrating;
	store->migrating = true; /* the pragmas of a check are no ordinary statements */
	check_structure(store->db, &fresh);
	check_references(store->db, &fresh);
	check_overlaps(store->db, &fresh);
	check_schema(store, &fresh);
	count_rows(store->db, &fresh);
	store->migrating = was;
	if (!store_verify_audit(store, &fresh.trail, &why))
		found(&fresh, _("trail: %s"), why.text);
	else if (fresh.trail.broken)
		found(&fresh, _("trail: the chain breaks at row %lld"), (long long)fresh.trail.broken);
	*report = fresh;
	(void)err;
	return true;
}

/* --- against a backup --- */

struct comparing {
	sqlite3 *now;
	sqlite3 *then;
	struct verify_report *report;
	bool untouched; /* no commit since: every row must be the same */
};

/* An erasure empties words, or leaves the time before them: "2026-11-23 11:30". */
static bool was_erased(sqlite3_stmt *then, sqlite3_stmt *now, int column)
{
	enum { STAMP = 16 };
	int length = sqlite3_column_bytes(now, column);
	if (sqlite3_column_type(now, column) == SQLITE_NULL)
		return true;
	return sqlite3_column_type(now, column) == SQLITE_TEXT && (length == 0 || length == STAMP) &&
	       sqlite3_column_type(then, column) == SQLITE_TEXT &&
	       strncmp(text(then, column), text(now, column), (size_t)length) == 0;
}

/* Whether the row of @then stands unchanged in @now; columns that an erasure empties may be empty. */
static bool same_row(sqlite3_stmt *then, sqlite3_stmt *now, bool erasable)
{
	for (int i = 0; i < sqlite3_column_count(then); i++) {
		if (erasable && was_erased(then, now, i))
			continue;
		if (sqlite3_column_type(then, i) != sqlite3_column_type(now, i) ||
		    sqlite3_column_bytes(then, i) != sqlite3_column_bytes(now, i) ||
		    strcmp(text(then, i), text(now, i)) != 0)
			return false;
	}
	return true;
}

static void compare_row(const struct comparing *c, const struct db_table *table, sqlite3_stmt *then,
			sqlite3_stmt *now)
{
	sqlite3_reset(now);
	for (int i = 0; i < table->key_count; i++)
		sqlite3_bind_value(now, i + 1, sqlite3_column_value(then, table->key[i]));
	if (sqlite3_step(now) != SQLITE_ROW)
		found(c->report, _("%s, row %s: stands in the backup and is gone"), table->name,
		      text(then, table->key[0]));
	else if (!c->untouched && table->revision >= 0 &&
		 sqlite3_column_int64(then, table->revision) != sqlite3_column_int64(now, table->revision))
		return; /* somebody changed it since */
	else if (!same_row(then, now, !c->untouched && table->revision < 0))
		found(c->report, _("%s, row %s: is another than in the backup, and nobody changed it"),
		      table->name, text(then, table->key[0]));
}

static void compare_table(const struct comparing *c, const struct db_table *table)
{
	struct buffer all = { 0 }, one = { 0 };
	store_table_select(table, &all);
	buffer_printf(&one, "%s WHERE ", buffer_text(&all));
	for (int i = 0; i < table->key_count; i++)
		buffer_printf(&one, "%s\"%s\" = ?%d", i ? " AND " : "", table->columns[table->key[i]], i + 1);
	sqlite3_stmt *then = prepare(c->then, buffer_text(&all)), *now = prepare(c->now, buffer_text(&one));
	while (then && now && sqlite3_step(then) == SQLITE_ROW)
		compare_row(c, table, then, now);
	sqlite3_finalize(then);
	sqlite3_finalize(now);
	buffer_finish(&all);
	buffer_finish(&one);
}

/* Rows of these are only added, or tell by their revision that they were changed. */
static bool comparable(const struct comparing *c, const struct db_table *table)
{
	/* Drafts and their counter are written without an act. */
	if (c->untouched)
		return strcmp(table->name, "draft") != 0 && strcmp(table->name, "change_counter") != 0;
	static const char *const added[] = { "verbatim", "consent",      "file_event",    "audit",
					     "erasure",  "contact_hold", "override_grant", "erased_input" };
	static const char *const revised[] = { "customer", "vehicle", "customer_file", "appointment",
					       "task" };
	for (size_t i = 0; i < sizeof added / sizeof *added; i++)
		if (strcmp(table->name, added[i]) == 0)
			return true;
	for (size_t i = 0; i < sizeof revised / sizeof *revised; i++)
		if (strcmp(table->name, revised[i]) == 0)
			return table->revision >= 0;
	return false;
}

/* Every commit leaves a row in the trail: the same last row, no commit between. */
static bool same_trail(struct store *store, struct store *backup)
{
	struct audit_verdict now, then;
	return store_verify_audit(store, &now, NULL) && store_verify_audit(backup, &then, NULL) &&
	       *now.head && now.rows == then.rows && strcmp(now.head, then.head) == 0;
}

bool store_verify_against(struct store *store, const char *path, struct verify_report *report,
			  struct error *err)
{
	struct store *backup;
	if (!store_open(&backup, &(struct store_options){ .path = path, .readonly = true }, err))
		return false;
	struct db_tables tables;
	struct comparing c = { store->db, backup->db, report, same_trail(store, backup) };
	store->migrating = backup->migrating = true;
	store_tables_read(backup->db, &tables);
	for (int i = 0; i < tables.count; i++)
		if (comparable(&c, &tables.items[i]))
			compare_table(&c, &tables.items[i]);
	store->migrating = false;
	store_close(backup);
	return true;
}
