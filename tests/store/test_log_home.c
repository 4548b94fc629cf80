/* Who has a moment brings the log home, a commit only when nobody had one; a log that begins anew is no news;
 * and the keys of a site's rows are known again after anybody changed them. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "fixture.h"
#include "store/keys.h"
#include "store/private.h"
#include "store/site_store.h"

enum { PAGE = 4096, BULK = 100 * PAGE, LONG_COMMITS = 12, MANY_COMMITS = 100, LOG_PAGES_MAX = 4500 };

/* A commit of a hundred pages, each time with another letter. */
static void write_bulk(struct fixture *f, int n)
{
	struct error err = { 0 };
	char *bulk = malloc(BULK);
	memset(bulk, 'a' + n % 26, BULK - 1);
	bulk[BULK - 1] = '\0';
	FINE(store_begin_write(f->store, &err));
	FINE(store_put_setting(f->store, "test.bulk", bulk, &err));
	FINE(store_commit(f->store, &err));
	free(bulk);
}

static off_t log_size(const struct fixture *f)
{
	struct stat info;
	return stat(f->store->log, &info) == 0 ? info.st_size : 0;
}

static int pages_in_file(struct fixture *f)
{
	struct stat info;
	assert_int_equal(stat(f->path, &info), 0);
	return (int)(info.st_size / PAGE);
}

/* Commits leave the log to who has time; then the file has it all, and the log begins anew. */
static void spare_time_brings_it_home(void **state)
{
	struct fixture *f = *state;
	int before = pages_in_file(f);
	assert_false(store_log_is_long(f->store));
	for (int n = 0; n < LONG_COMMITS; n++)
		write_bulk(f, n);
	assert_true(store_log_is_long(f->store));
	assert_int_equal(pages_in_file(f), before);
	store_bring_log_home(f->store);
	assert_false(store_log_is_long(f->store));
	assert_in_range(pages_in_file(f), before + 90, before + 400);
	off_t grown = log_size(f);
	write_bulk(f, 0);
	assert_false(store_log_is_long(f->store));
	assert_true(log_size(f) <= grown);
}

/* While somebody writes as well: nobody waits, and nothing of it is lost. */
static void goes_on_beside_a_writer(void **state)
{
	struct fixture *f = *state;
	struct error err = { 0 };
	const char *value = NULL;
	for (int n = 0; n < LONG_COMMITS; n++)
		write_bulk(f, n);
	struct store *other = fixture_open(f);
	FINE(store_begin_write(other, &err));
	FINE(store_put_setting(other, "test.other", "written", &err));
	store_bring_log_home(f->store);
	FINE(store_commit(other, &err));
	store_close(other);
	FINE(store_get_setting(f->store, "test.other", &f->arena, &value, &err));
	assert_string_equal(value, "written");
	assert_int_equal(fixture_number(f, "SELECT length(value) FROM setting WHERE name = 'test.bulk'"),
			 BULK - 1);
}

/* Nobody has time: the log stays within bounds. */
static void commits_bound_it(void **state)
{
	struct fixture *f = *state;
	for (int n = 0; n < MANY_COMMITS; n++) {
		write_bulk(f, n);
		assert_in_range(log_size(f), 0, (off_t)LOG_PAGES_MAX * PAGE);
	}
}

static void run(sqlite3 *db, const char *sql)
{
	assert_int_equal(sqlite3_exec(db, sql, NULL, NULL, NULL), SQLITE_OK);
}

/* A transaction that writes more than its cache holds begins a log that came home anew long before it
 * commits. */
static void begun_log_is_no_news(void **state)
{
	struct fixture *f = *state;
	struct error err = { 0 };
	unsigned foreign;
	sqlite3 *db;
	assert_int_equal(sqlite3_open(f->path, &db), SQLITE_OK);
	run(db, "PRAGMA cache_size = 1; PRAGMA cache_spill = 1; PRAGMA wal_autocheckpoint = 0");
	FINE(store_changes(f->store, &foreign, NULL, &err));
	FINE(store_changes(f->store, &foreign, NULL, &err));
	for (int round = 0; round < 3; round++) {
		int64_t before, begun;
		int pages = -1, home = -2;
		assert_int_equal(
			sqlite3_wal_checkpoint_v2(db, NULL, SQLITE_CHECKPOINT_PASSIVE, &pages, &home),
			SQLITE_OK);
		assert_int_equal(pages, home);
		FINE(store_data_version(f->store, &before, &err));
		run(db, "BEGIN IMMEDIATE;"
			"INSERT INTO setting (name, value) WITH RECURSIVE n (i) AS"
			" (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 200)"
			" SELECT 'test.x' || i, hex(zeroblob(2000)) FROM n");
		FINE(store_data_version(f->store, &begun, &err));
		assert_int_not_equal(before, begun);
		FINE(store_changes(f->store, &foreign, NULL, &err));
		assert_int_equal(foreign, 0);
		run(db, "DELETE FROM setting WHERE name GLOB 'test.x*'");
		if (round == 1)
			run(db, "UPDATE change_counter SET value = value + 1 WHERE grp = 3");
		run(db, round == 2 ? "ROLLBACK" : "COMMIT");
		FINE(store_changes(f->store, &foreign, NULL, &err));
		assert_int_equal(foreign, round == 0 ? TABLE_ALL : round == 1 ? 1u << 3 : 0);
		FINE(store_changes(f->store, &foreign, NULL, &err));
		assert_int_equal(foreign, 0);
	}
	sqlite3_close(db);
}

static int64_t key_of(struct fixture *f, const struct site *site, const char *code)
{
	struct error err = { 0 };
	struct site_keys keys;
	FINE(site_keys_load(f->store, site, &f->arena, &keys, &err));
	return key_at(&keys.staff, site_find_staff(site, code));
}

/* The site with one more member, as another desk or this one writes it. */
static struct site bigger_site(struct fixture *f, const char *code)
{
	struct site site = f->site;
	site.staff = arena_alloc(&f->arena, (size_t)(site.staff_count + 1) * sizeof *site.staff);
	memcpy(site.staff, f->site.staff, (size_t)site.staff_count * sizeof *site.staff);
	site.staff[site.staff_count] = site.staff[0];
	site.staff[site.staff_count].code = code;
	site.staff[site.staff_count].login = NULL;
	site.staff[site.staff_count++].name = code;
	return site;
}

static void put_site(struct fixture *f, struct store *store, struct site *site, bool kept)
{
	struct error err = { 0 };
	struct site_changes changes = { 0 };
	FINE(store_begin_write(store, &err));
	FINE(store_put_site(store, site, &f->arena, &changes, &err));
	if (kept)
		FINE(store_commit(store, &err));
	else
		store_rollback(store);
}

static void keys_follow_the_site(void **state)
{
	struct fixture *f = *state;
	struct site one = bigger_site(f, "new.a");
	struct store *other = fixture_open(f);
	assert_int_equal(key_of(f, &one, "new.a"), 0);
	put_site(f, other, &one, true);
	int64_t first = key_of(f, &one, "new.a");
	assert_true(first > 0);
	store_close(other);
	struct site two = bigger_site(f, "new.b");
	put_site(f, f->store, &two, false);
	assert_int_equal(key_of(f, &two, "new.b"), 0);
	put_site(f, f->store, &two, true);
	assert_true(key_of(f, &two, "new.b") > first);
	assert_int_equal(key_of(f, &one, "new.a"), first);
	assert_null(fixture_sql(f, "UPDATE staff SET code = 'new.c' WHERE code = 'new.b'"));
	assert_int_equal(key_of(f, &two, "new.b"), 0);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(spare_time_brings_it_home, fixture_setup, fixture_teardown),
		cmocka_unit_test_setup_teardown(goes_on_beside_a_writer, fixture_setup, fixture_teardown),
		cmocka_unit_test_setup_teardown(commits_bound_it, fixture_setup, fixture_teardown),
		cmocka_unit_test_setup_teardown(begun_log_is_no_news, fixture_setup, fixture_teardown),
		cmocka_unit_test_setup_teardown(keys_follow_the_site, fixture_setup, fixture_teardown),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
