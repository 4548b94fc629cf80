/* Salvage of databases whose schema, or the way to whose rows, is damaged: rows are found page by page, none
 * twice, none in a table that is not its own, and what is lost is told. */
#include <fcntl.h>
#include <sqlite3.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "fixture.h"
#include "store/backup.h"
#include "store/people.h"

enum { PEOPLE = 400, PAGE = 4096, PAGES_MAX = 400 };

struct scene {
	char good[256], bad[256], fresh[256];
	int pages[PAGES_MAX];
	int count;
	struct arena arena;
};

/* So many that their tables have pages above their pages. */
static void set_up(struct fixture *f, struct scene *scene)
{
	struct error err = { 0 };
	struct backup_facts facts;
	char id[ID_SIZE], given[32], mobile[32];
	FINE(store_begin_write(f->store, &err));
	for (int i = 0; i < PEOPLE; i++) {
		snprintf(given, sizeof given, "길동%d", i);
		snprintf(mobile, sizeof mobile, "+82 10-0000-%04d", i);
		struct customer customer = {
			.family = "홍", .given = given, .mobile = mobile, .language = "ko"
		};
		id[0] = '\0';
		FINE(store_put_customer(f->store, &customer, id, &err));
	}
	FINE(store_commit(f->store, &err));
	snprintf(scene->good, sizeof scene->good, "%s/good.db", f->folder);
	snprintf(scene->bad, sizeof scene->bad, "%s/bad.db", f->folder);
	snprintf(scene->fresh, sizeof scene->fresh, "%s/fresh.db", f->folder);
	FINE(store_backup(f->store, scene->good, &facts, &err));
}

/* The pages of @table; of @kind when that is not NULL. */
static void find_pages(struct scene *scene, const char *table, const char *kind)
{
	sqlite3 *db;
	sqlite3_stmt *q;
	scene->count = 0;
	assert_int_equal(sqlite3_open_v2(scene->good, &db, SQLITE_OPEN_READONLY, NULL), SQLITE_OK);
	assert_int_equal(
		sqlite3_prepare_v2(db,
				   "SELECT pageno FROM dbstat WHERE name = ?1 AND pagetype = coalesce(?2,"
				   " pagetype) ORDER BY pageno",
				   -1, &q, NULL),
		SQLITE_OK);
	sqlite3_bind_text(q, 1, table, -1, SQLITE_STATIC);
	sqlite3_bind_text(q, 2, kind, -1, SQLITE_STATIC);
	while (sqlite3_step(q) == SQLITE_ROW && scene->count < PAGES_MAX)
		scene->pages[scene->count++] = sqlite3_column_int(q, 0);
	sqlite3_finalize(q);
	sqlite3_close(db);
	assert_true(scene->count > 0);
}

static void copy(const char *from, const char *to)
{
	char bytes[PAGE];
	ssize_t size;
	int in = open(from, O_RDONLY | O_CLOEXEC),
	    out = open(to, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0600);
	assert_true(in >= 0 && out >= 0);
	while ((size = read(in, bytes, sizeof bytes)) > 0)
		assert_int_equal(write(out, bytes, (size_t)size), size);
	close(in);
	close(out);
}

static void blot(const struct scene *scene, int page, int bytes)
{
	static const char nothing[PAGE];
	int fd = open(scene->bad, O_WRONLY | O_CLOEXEC);
	assert_true(fd >= 0);
	assert_int_equal(pwrite(fd, nothing, (size_t)bytes, (off_t)(page - 1) * PAGE), bytes);
	close(fd);
}

static int64_t number_of(sqlite3 *db, const char *sql)
{
	sqlite3_stmt *q = NULL;
	if (sqlite3_prepare_v2(db, sql, -1, &q, NULL) != SQLITE_OK)
		fail_msg("%s: %s", sql, sqlite3_errmsg(db));
	assert_int_equal(sqlite3_step(q), SQLITE_ROW);
	int64_t number = sqlite3_column_int64(q, 0);
	sqlite3_finalize(q);
	return number;
}

struct outcome {
	int64_t had, kept, strange; /* rows of all tables: before, the same after, after only */
};

static void compare_table(sqlite3 *db, const char *table, struct outcome *outcome)
{
	char sql[300];
	snprintf(sql, sizeof sql, "SELECT count(*) FROM good.\"%s\"", table);
	outcome->had += number_of(db, sql);
	snprintf(sql, sizeof sql,
		 "SELECT count(*) FROM (SELECT * FROM main.\"%s\" INTERSECT SELECT * FROM good.\"%s\")",
		 table, table);
	outcome->kept += number_of(db, sql);
	snprintf(sql, sizeof sql,
		 "SELECT count(*) FROM (SELECT * FROM main.\"%s\" EXCEPT SELECT * FROM good.\"%s\")", table,
		 table);
	outcome->strange += number_of(db, sql);
}

static struct outcome compare(const struct scene *scene)
{
	struct outcome outcome = { 0 };
	sqlite3 *db;
	sqlite3_stmt *q;
	char sql[300];
	assert_int_equal(sqlite3_open_v2(scene->fresh, &db, SQLITE_OPEN_READONLY, NULL), SQLITE_OK);
	snprintf(sql, sizeof sql, "ATTACH '%s' AS good", scene->good);
	assert_int_equal(sqlite3_exec(db, sql, NULL, NULL, NULL), SQLITE_OK);
	assert_int_equal(sqlite3_prepare_v2(db,
					    "SELECT name FROM good.sqlite_schema WHERE type = 'table'"
					    " AND name NOT LIKE 'sqlite%' AND name NOT LIKE 'search%'"
					    " AND name <> 'change_counter'",
					    -1, &q, NULL),
			 SQLITE_OK);
	while (sqlite3_step(q) == SQLITE_ROW)
		compare_table(db, (const char *)sqlite3_column_text(q, 0), &outcome);
	sqlite3_finalize(q);
	sqlite3_close(db);
	return outcome;
}

/* Salvages scene->bad; what comes out can be opened and checked. */
static struct outcome salvage(struct scene *scene, struct salvage_report *report)
{
	struct error err = { 0 };
	struct store *store;
	struct verify_report verify = { .rows = 0 };
	FINE(store_salvage(scene->bad, scene->fresh, &scene->arena, report, &err));
	FINE(store_open(&store, &(struct store_options){ .path = scene->fresh }, &err));
	FINE(store_verify(store, &verify, &err));
	store_close(store);
	struct outcome outcome = compare(scene);
	assert_int_equal(outcome.strange, 0);
	char name[300];
	static const char *const tails[] = { "", "-wal", "-shm", "-bell", "-lock" };
	for (size_t i = 0; i < sizeof tails / sizeof *tails; i++) {
		snprintf(name, sizeof name, "%s%s", scene->fresh, tails[i]);
		unlink(name);
	}
	return outcome;
}

/* The head alone, the first page, other pages of the schema, all of them: no row of any table is lost. */
static void schema_is_damaged(void **state)
{
	struct fixture *f = *state;
	struct scene scene = { .count = 0 };
	struct salvage_report report;
	set_up(f, &scene);
	find_pages(&scene, "sqlite_schema", NULL);
	assert_true(scene.count > 5);
	for (int i = -2; i < scene.count; i += i < 0 ? 1 : 3) {
		copy(scene.good, scene.bad);
		if (i == -2)
			blot(&scene, 1, 100);
		for (int k = 0; i == -1 && k < scene.count; k++)
			blot(&scene, scene.pages[k], PAGE);
		if (i >= 0)
			blot(&scene, scene.pages[i], PAGE);
		struct outcome outcome = salvage(&scene, &report);
		assert_int_equal(outcome.kept, outcome.had);
		arena_finish(&scene.arena);
	}
}

static int64_t lost_of(const struct salvage_report *report, const char *table)
{
	for (int i = 0; i < report->count; i++)
		if (strcmp(report->tables[i].name, table) == 0)
			return report->tables[i].lost;
	fail_msg("%s is not in the report", table);
	return 0;
}

/* No page leads to the rows any more, but they are there. */
static void way_is_damaged(void **state)
{
	struct fixture *f = *state;
	struct scene scene = { .count = 0 };
	struct salvage_report report;
	set_up(f, &scene);
	find_pages(&scene, "customer", "internal");
	copy(scene.good, scene.bad);
	for (int i = 0; i < scene.count; i++)
		blot(&scene, scene.pages[i], PAGE);
	struct outcome outcome = salvage(&scene, &report);
	assert_true(report.by_pages);
	assert_int_equal(outcome.kept, outcome.had);
	arena_finish(&scene.arena);
}

/* Rows that are gone are told: of the table that had them, and of no other. */
static void rows_are_gone(void **state)
{
	struct fixture *f = *state;
	struct scene scene = { .count = 0 };
	struct salvage_report report;
	set_up(f, &scene);
	find_pages(&scene, "customer", "leaf");
	assert_true(scene.count > 6);
	copy(scene.good, scene.bad);
	blot(&scene, scene.pages[2], PAGE);
	blot(&scene, scene.pages[4], PAGE);
	struct outcome outcome = salvage(&scene, &report);
	assert_false(report.complete);
	assert_int_not_equal(lost_of(&report, "customer"), 0);
	assert_int_equal(lost_of(&report, "audit"), 0);
	assert_true(outcome.kept < outcome.had);
	assert_true(outcome.kept > outcome.had - PEOPLE / 2);
	arena_finish(&scene.arena);
}

/* Zeroes and bytes of chance end with a sentence and leave no file. */
static void nothing_to_find(void **state)
{
	struct fixture *f = *state;
	struct scene scene = { .count = 0 };
	struct salvage_report report;
	struct error err = { 0 };
	struct arena arena = { 0 };
	set_up(f, &scene);
	uint64_t seed = 88172645463325252u;
	FILE *file = fopen(scene.bad, "we");
	for (int i = 0; i < 40 * PAGE; i++) {
		seed ^= seed << 13, seed ^= seed >> 7, seed ^= seed << 17;
		fputc(i < 10 * PAGE ? 0 : i % PAGE == 0 ? 13 : (int)(seed & 0xff), file);
	}
	fclose(file);
	assert_false(store_salvage(scene.bad, scene.fresh, &arena, &report, &err));
	assert_int_equal(err.code, ERROR_STORE);
	assert_int_not_equal(access(scene.fresh, F_OK), 0);
	arena_finish(&arena);
}

#define SALVAGE_TEST(name) cmocka_unit_test_setup_teardown(name, fixture_setup, fixture_teardown)

int main(void)
{
	const struct CMUnitTest tests[] = {
		SALVAGE_TEST(schema_is_damaged),
		SALVAGE_TEST(way_is_damaged),
		SALVAGE_TEST(rows_are_gone),
		SALVAGE_TEST(nothing_to_find),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
