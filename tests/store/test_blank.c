/* What a row left where pages were laid out anew does not reach the disk, and nothing that is stored is lost by it. */
#include <fcntl.h>
#include <sqlite3.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "fixture.h"
#include "store/blank.h"

enum { PAGE = 4096, ROWS = 3000 };

static void run(sqlite3 *db, const char *sql)
{
	char *why = NULL;
	if (sqlite3_exec(db, sql, NULL, NULL, &why) != SQLITE_OK)
		fail_msg("%s: %s", sql, why);
}

static int number(sqlite3 *db, const char *sql)
{
	sqlite3_stmt *q;
	assert_int_equal(sqlite3_prepare_v2(db, sql, -1, &q, NULL), SQLITE_OK);
	assert_int_equal(sqlite3_step(q), SQLITE_ROW);
	int n = sqlite3_column_int(q, 0);
	sqlite3_finalize(q);
	return n;
}

static sqlite3 *open_at(struct fixture *f, const char *name, const char *vfs, const char *pragmas)
{
	char path[512];
	sqlite3 *db;
	snprintf(path, sizeof path, "%s-%s", f->path, name);
	assert_int_equal(sqlite3_open_v2(path, &db, SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE, vfs), SQLITE_OK);
	run(db, pragmas);
	return db;
}

/* Rows in an order that makes full pages share theirs, some longer than a page; every third one goes. */
static void fill(sqlite3 *db)
{
	run(db, "CREATE TABLE row (number TEXT, name TEXT, key INTEGER PRIMARY KEY);"
		"CREATE INDEX row_by_number ON row (number); CREATE INDEX row_by_name ON row (name)");
	char sql[512];
	snprintf(sql, sizeof sql,
		 "WITH RECURSIVE n (i) AS (SELECT 0 UNION ALL SELECT i + 1 FROM n WHERE i < %d)"
		 "INSERT INTO row (key, number, name) SELECT i * 7919 %% 10007, printf('0100000%%06d', i * 7919 %% 10007),"
		 " 'QN' || (i * 31 %% 997) || CASE WHEN i %% 100 = 0 THEN hex(zeroblob(5000)) ELSE '' END FROM n",
		 ROWS - 1);
	run(db, sql);
	run(db, "DELETE FROM row WHERE key % 3 = 0; PRAGMA wal_checkpoint(TRUNCATE)");
}

/* Bytes other than zero in the unused middle of the pages of the file. */
static size_t left_bytes(struct fixture *f, const char *name, size_t *pages)
{
	char path[512];
	uint8_t page[PAGE];
	size_t left = 0, from;
	snprintf(path, sizeof path, "%s-%s", f->path, name);
	int fd = open(path, O_RDONLY | O_CLOEXEC);
	assert_true(fd >= 0);
	for (int64_t n = 1; read(fd, page, sizeof page) == (ssize_t)sizeof page; n++) {
		size_t count = blank_unused(page, sizeof page, n, &from);
		*pages += count > 0;
		for (size_t i = 0; i < count; i++)
			left += page[from + i] != 0;
	}
	close(fd);
	return left;
}

static void nothing_is_left(void **state)
{
	static const char ours[] = "PRAGMA page_size = 4096; PRAGMA journal_mode = WAL; PRAGMA secure_delete = ON";
	struct fixture *f = *state;
	size_t pages = 0, theirs = 0;
	assert_non_null(blank_vfs());
	sqlite3 *db = open_at(f, "ours", blank_vfs(), ours);
	fill(db);
	int rows = number(db, "SELECT count(*) FROM row");
	int size = number(db, "SELECT sum(length(name)) FROM row");
	sqlite3_close(db);
	assert_int_equal(left_bytes(f, "ours", &pages), 0);
	assert_true(pages > 50);
	db = open_at(f, "ours", blank_vfs(), ours);
	assert_int_equal(number(db, "SELECT count(*) FROM row"), rows);
	assert_int_equal(number(db, "SELECT integrity_check = 'ok' FROM pragma_integrity_check(1)"), 1);
	assert_int_equal(number(db, "SELECT sum(length(name)) FROM row"), size);
	sqlite3_close(db);

	/* SQLite's own way leaves something, or this test would show nothing. */
	db = open_at(f, "plain", NULL, ours);
	fill(db);
	sqlite3_close(db);
	assert_true(left_bytes(f, "plain", &theirs) > 0);
}

/* A list of where pages lie looks like pages of tables: it stays as it is. */
static void other_kinds_stay(void **state)
{
	struct fixture *f = *state;
	sqlite3 *db = open_at(f, "moving", blank_vfs(), "PRAGMA auto_vacuum = FULL; PRAGMA journal_mode = WAL");
	fill(db);
	int rows = number(db, "SELECT count(*) FROM row");
	sqlite3_close(db);
	db = open_at(f, "moving", blank_vfs(), "PRAGMA foreign_keys = ON");
	assert_int_equal(number(db, "PRAGMA auto_vacuum"), 1);
	assert_int_equal(number(db, "SELECT count(*) FROM row"), rows);
	assert_int_equal(number(db, "SELECT integrity_check = 'ok' FROM pragma_integrity_check(1)"), 1);
	sqlite3_close(db);
}

/* The first byte of a page that is none of a table is a number's; heads that lie are no reason to touch a row. */
static void what_is_no_page(void **state)
{
	static const struct {
		uint8_t bytes[8];
		int64_t number;
		size_t count, from;
	} pages[] = {
		{ { 13, 0, 0, 0, 2, 1, 0, 0 }, 2, 256 - 12, 12 }, /* two rows, the first at 256 */
		{ { 2, 0, 0, 0, 2, 1, 0, 0 }, 2, 256 - 16, 16 },
		{ { 10, 0, 0, 0, 0, 2, 0, 0 }, 2, 512 - 8, 8 },	  /* empty */
		{ { 10, 0, 0, 0, 0, 0, 0, 0 }, 2, 0, 0 },	  /* would begin behind the page */
		{ { 13, 0, 0, 0, 200, 1, 0, 0 }, 2, 0, 0 },	  /* more rows than room */
		{ { 13, 0, 0, 0, 2, 9, 0, 0 }, 2, 0, 0 },
		{ { 0, 0, 0, 7, 2, 1, 0, 0 }, 2, 0, 0 }, /* overflow or free list: the next one's number */
		{ { 3, 0, 0, 0, 2, 1, 0, 0 }, 2, 0, 0 },
		{ { 13, 0, 0, 0, 2, 1, 0, 0 }, 1, 0, 0 }, /* of the first page the head stands behind the file's */
	};
	(void)state;
	for (size_t i = 0; i < sizeof pages / sizeof *pages; i++) {
		uint8_t page[512] = { 0 };
		size_t from = 0;
		memcpy(page, pages[i].bytes, sizeof pages[i].bytes);
		assert_int_equal(blank_unused(page, sizeof page, pages[i].number, &from), pages[i].count);
		assert_int_equal(from, pages[i].from);
	}
	uint8_t first[512] = { 0 };
	size_t from = 0;
	memcpy(first + 100, pages[0].bytes, sizeof pages[0].bytes);
	assert_int_equal(blank_unused(first, sizeof first, 1, &from), 256 - 112);
	assert_int_equal(from, 112);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(nothing_is_left, fixture_setup, fixture_teardown),
		cmocka_unit_test_setup_teardown(other_kinds_stay, fixture_setup, fixture_teardown),
		cmocka_unit_test(what_is_no_page),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
