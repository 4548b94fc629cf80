/* Opening, transactions, what changed. */
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "fixture.h"
#include "store/draft.h"
#include "store/people.h"
#include "store/plan_store.h"

static void creates_private_file(void **state)
{
	struct fixture *f = *state;
	struct stat info;
	assert_int_equal(stat(f->path, &info), 0);
	assert_int_equal(info.st_mode & 0777, 0660);
	assert_int_equal(store_schema_version(f->store), store_schema_newest());
}

static void expect_refused(const char *path, bool readonly, enum error_code code, const char *word)
{
	struct error err = { 0 };
	struct store *store = NULL;
	struct store_options options = { .path = path, .readonly = readonly };
	assert_false(store_open(&store, &options, &err));
	assert_null(store);
	assert_int_equal(err.code, code);
	if (!strstr(err.text, word))
		fail_msg("'%s' does not say '%s'", err.text, word);
}

static void write_file(const char *path, const char *text)
{
	FILE *file = fopen(path, "w");
	fputs(text, file);
	fclose(file);
}

static void refuses_what_is_no_store(void **state)
{
	struct fixture *f = *state;
	char path[160];
	expect_refused(f->path, false, ERROR_STORE, "prenota init");
	expect_refused(f->folder, false, ERROR_STORE, "folder");
	expect_refused("", false, ERROR_STORE, "--db");
	expect_refused("/nosuch/folder/x.db", false, ERROR_STORE, "/nosuch/folder");
	write_file(f->path, "");
	expect_refused(f->path, false, ERROR_STORE, "empty");
	write_file(f->path,
		   "this is a text, not a database, and long enough to have a header of a hundred bytes or "
		   "more in it, so that SQLite reads it.");
	expect_refused(f->path, false, ERROR_STORE, "damaged");
	snprintf(path, sizeof path, "%s/link.db", f->folder);
	assert_int_equal(symlink("site.db", path), 0);
	expect_refused(path, false, ERROR_STORE, "link.db");
}

static void refuses_foreign_and_newer(void **state)
{
	struct fixture *f = *state;
	store_close(f->store);
	f->store = NULL;
	assert_null(fixture_sql(f, "PRAGMA user_version = 9999"));
	expect_refused(f->path, false, ERROR_STORE, "newer");
	assert_null(fixture_sql(f, "PRAGMA user_version = 7; PRAGMA application_id = 1"));
	expect_refused(f->path, false, ERROR_STORE, "another program");
}

static void never_overwrites(void **state)
{
	struct fixture *f = *state;
	struct error err = { 0 };
	struct store *store = NULL;
	struct store_options options = { .path = f->path };
	assert_false(store_create(&store, &options, &err));
	assert_int_equal(err.code, ERROR_STORE);
	assert_non_null(strstr(err.text, "there already"));
	assert_int_equal(fixture_number(f, "SELECT count(*) FROM site"), 1);
}

static void readonly_writes_nothing(void **state)
{
	struct fixture *f = *state;
	struct error err = { 0 };
	struct store *store = NULL;
	struct store_options options = { .path = f->path, .readonly = true };
	FINE(store_open(&store, &options, &err));
	assert_false(store_begin_write(store, &err));
	assert_int_equal(err.code, ERROR_PERMISSION);
	assert_false(store_put_draft(store, "kim.m", 1, "x", 1, &err));
	assert_int_equal(err.code, ERROR_PERMISSION);
	store_close(store);
}

static void writes_need_a_transaction(void **state)
{
	struct fixture *f = *state;
	struct error err = { 0 };
	char id[ID_SIZE];
	assert_false(store_put_customer(f->store, &(struct customer){ .family = "홍" }, id, &err));
	FINE(store_begin_write(f->store, &err));
	assert_false(store_begin_write(f->store, &err));
	store_rollback(f->store);
	assert_false(store_in_write(f->store));
}

static void tells_what_changed(void **state)
{
	struct fixture *f = *state;
	struct error err = { 0 };
	unsigned foreign, own;
	struct store *other = fixture_open(f);
	FINE(store_changes(other, &foreign, &own, &err));
	assert_int_equal(foreign, 0);
	FINE(store_changes(f->store, &foreign, &own, &err));

	fixture_people(f, "홍", "길동", "123가4567");
	FINE(store_changes(f->store, &foreign, &own, &err));
	assert_int_equal(foreign, 0);
	assert_int_equal(own, TABLE_CUSTOMER | TABLE_VEHICLE | TABLE_FILE);
	FINE(store_changes(f->store, &foreign, &own, &err));
	assert_int_equal(own, 0);

	FINE(store_changes(other, &foreign, &own, &err));
	assert_int_equal(foreign, TABLE_CUSTOMER | TABLE_VEHICLE | TABLE_FILE);
	assert_int_equal(own, 0);
	FINE(store_changes(other, &foreign, NULL, &err));
	assert_int_equal(foreign, 0);
	store_close(other);
}

static void own_writes_hide_no_foreign_ones(void **state)
{
	struct fixture *f = *state;
	struct error err = { 0 };
	unsigned foreign;
	struct store *other = fixture_open(f);
	FINE(store_changes(f->store, &foreign, NULL, &err));
	FINE(store_begin_write(other, &err));
	FINE(store_add_absence(other,
			       &(struct absence){ .kind = ABSENT_STAFF,
						  .code = "park.t",
						  .from = { FIXTURE_DAY + 1, 0 },
						  .to = { FIXTURE_DAY + 3, 0 } },
			       NULL, &err));
	FINE(store_put_setting(other, "a", "1", &err)); /* rings no bell of its own */
	FINE(store_commit(other, &err));
	fixture_people(f, "홍", "길동", "123가4567");
	FINE(store_changes(f->store, &foreign, NULL, &err));
	assert_int_equal(foreign, TABLE_ABSENCE);
	store_close(other);
}

static void drafts_are_no_news(void **state)
{
	struct fixture *f = *state;
	struct error err = { 0 };
	unsigned foreign, own;
	struct store *other = fixture_open(f);
	FINE(store_changes(other, &foreign, &own, &err));
	FINE(store_changes(f->store, &foreign, &own, &err));
	FINE(store_put_draft(f->store, "kim.m", 1, "안녕", strlen("안녕"), &err));
	FINE(store_changes(other, &foreign, &own, &err));
	assert_int_equal(foreign, 0);
	FINE(store_begin_write(f->store, &err));
	FINE(store_delete_draft(f->store, "kim.m", 1, &err));
	FINE(store_commit(f->store, &err));
	FINE(store_changes(other, &foreign, &own, &err));
	assert_int_equal(foreign, 0);
	FINE(store_changes(f->store, &foreign, &own, &err));
	assert_int_equal(foreign | own, 0);
	store_close(other);
}

static void outsiders_are_noticed(void **state)
{
	struct fixture *f = *state;
	struct error err = { 0 };
	unsigned foreign;
	FINE(store_changes(f->store, &foreign, NULL, &err));
	assert_null(fixture_sql(f, "INSERT INTO setting (name, value) VALUES ('x', 'y')"));
	FINE(store_changes(f->store, &foreign, NULL, &err));
	assert_int_equal(foreign, TABLE_ALL);
}

/* Gives @id another name, or a new customer one. */
static void name_customer(struct store *store, const char *id, char own[ID_SIZE])
{
	struct error err = { 0 };
	struct customer customer = { .family = "홍", .id = id, .revision = 1 };
	FINE(store_begin_write(store, &err));
	FINE(store_put_customer(store, &customer, own, &err));
	FINE(store_commit(store, &err));
}

/* A reader learns whose rows others changed, and takes it for all of them only when every count is explained.
 */
static void names_whose_rows_changed(void **state)
{
	struct fixture *f = *state;
	struct error err = { 0 };
	unsigned foreign;
	char first[ID_SIZE], second[ID_SIZE], own[ID_SIZE];
	struct store *other = fixture_open(f);
	name_customer(f->store, NULL, first);
	FINE(store_changes(other, &foreign, NULL, &err)); /* the first look only learns where the rows end */
	assert_int_equal(store_named(other)->groups, 0);

	name_customer(f->store, NULL, first);
	name_customer(other, NULL, own); /* is none of others */
	name_customer(f->store, NULL, second);
	FINE(store_changes(other, &foreign, NULL, &err));
	assert_int_equal(foreign, TABLE_CUSTOMER);
	assert_int_equal(store_named(other)->groups, TABLE_CUSTOMER);
	assert_string_equal(store_named(other)->ids[0], first);

	name_customer(f->store, NULL, first);
	assert_null(fixture_sql(f, "UPDATE change_counter SET value = value + 1 WHERE grp = 2"));
	FINE(store_changes(other, &foreign, NULL, &err));
	assert_int_equal(foreign, TABLE_CUSTOMER);
	assert_int_equal(store_named(other)->groups, 0);
	store_close(other);
}

static void rings_the_bell(void **state)
{
	struct fixture *f = *state;
	const char *bell, *log;
	struct stat before, after;
	struct timespec old[2] = { { 1000, 0 }, { 1000, 0 } };
	store_watch_paths(f->store, &bell, &log);
	assert_int_equal(utimensat(AT_FDCWD, bell, old, 0), 0);
	assert_int_equal(stat(bell, &before), 0);
	fixture_people(f, "홍", "길동", "123가4567");
	assert_int_equal(stat(bell, &after), 0);
	assert_true(after.st_mtime > before.st_mtime);
	assert_int_equal(after.st_mode & 0777, 0660);
	assert_int_equal(access(log, F_OK), 0);
}

static void drafts_come_back(void **state)
{
	struct fixture *f = *state;
	struct error err = { 0 };
	struct draft_list list = { 0 };
	FINE(store_put_draft(f->store, "kim.m", 2, "둘", strlen("둘"), &err));
	FINE(store_put_draft(f->store, "kim.m", 1, "one", 3, &err));
	FINE(store_put_draft(f->store, "kim.m", 1, "one more", 8, &err));
	FINE(store_put_draft(f->store, "lee.j", 1, "not mine", 8, &err));
	FINE(store_get_drafts(f->store, "kim.m", &f->arena, &list, &err));
	assert_int_equal(list.count, 2);
	assert_string_equal(list.items[0].contents, "one more");
	assert_int_equal(list.items[1].slot, 2);
	assert_string_equal(list.items[1].contents, "둘");
	assert_int_equal(list.items[1].length, 3);
}

static void drafts_wait_for_nobody(void **state)
{
	struct fixture *f = *state;
	struct error err = { 0 };
	struct store *other = fixture_open(f);
	FINE(store_begin_write(other, &err));
	assert_false(store_put_draft(f->store, "kim.m", 1, "x", 1, &err));
	assert_int_equal(err.code, ERROR_BUSY);
	store_rollback(other);
	FINE(store_put_draft(f->store, "kim.m", 1, "x", 1, &err));
	store_close(other);
}

static void rollback_undoes(void **state)
{
	struct fixture *f = *state;
	struct error err = { 0 };
	unsigned own;
	char id[ID_SIZE];
	FINE(store_changes(f->store, NULL, &own, &err));
	FINE(store_begin_write(f->store, &err));
	FINE(store_put_customer(f->store, &(struct customer){ .family = "홍" }, id, &err));
	store_rollback(f->store);
	assert_int_equal(fixture_number(f, "SELECT count(*) FROM customer"), 0);
	FINE(store_changes(f->store, NULL, &own, &err));
	assert_int_equal(own, 0);
}

static void settings_and_check(void **state)
{
	struct fixture *f = *state;
	struct error err = { 0 };
	const char *value = "x";
	FINE(store_get_setting(f->store, "none", &f->arena, &value, &err));
	assert_null(value);
	FINE(store_begin_write(f->store, &err));
	FINE(store_put_setting(f->store, "a", "1", &err));
	FINE(store_put_setting(f->store, "a", "2", &err));
	FINE(store_commit(f->store, &err));
	FINE(store_get_setting(f->store, "a", &f->arena, &value, &err));
	assert_string_equal(value, "2");
	FINE(store_check(f->store, &err));
}

static void migrates_forward(void **state)
{
	struct fixture *f = *state;
	struct error err = { 0 };
	char folder[96], path[160], copy[160];
	snprintf(folder, sizeof folder, "%s/schema", f->folder);
	assert_int_equal(mkdir(folder, 0700), 0);
	snprintf(path, sizeof path, "%s/0001_first.sql", folder);
	write_file(path,
		   "CREATE TABLE change_counter (grp INTEGER PRIMARY KEY, value INTEGER NOT NULL) STRICT;");
	struct store_options options = { .path = f->path, .schema_dir = folder };
	FINE(store_create(&f->store, &options, &err));
	assert_int_equal(store_schema_version(f->store), 1);
	store_close(f->store);
	f->store = NULL;
	snprintf(path, sizeof path, "%s/0002_second.sql", folder);
	write_file(path, "CREATE TABLE more (a INTEGER) STRICT; INSERT INTO more VALUES (7);");
	FINE(store_open(&f->store, &options, &err));
	assert_int_equal(store_schema_version(f->store), 2);
	assert_int_equal(fixture_number(f, "SELECT a FROM more"), 7);
	snprintf(copy, sizeof copy, "%s-before-2", f->path);
	assert_int_equal(access(copy, F_OK), 0);
	store_close(f->store);
	f->store = NULL;

	snprintf(path, sizeof path, "%s/0003_broken.sql", folder);
	write_file(path, "CREATE TABLE third (a INTEGER) STRICT; INSERT INTO nosuch VALUES (7);");
	assert_false(store_open(&f->store, &options, &err));
	assert_non_null(strstr(err.text, "migration 3"));
	assert_int_equal(fixture_number(f, "SELECT count(*) FROM sqlite_schema WHERE name = 'third'"), 0);
	assert_int_equal(fixture_number(f, "PRAGMA user_version"), 2);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(creates_private_file, fixture_setup, fixture_teardown),
		cmocka_unit_test_setup_teardown(refuses_what_is_no_store, fixture_setup_folder,
						fixture_teardown),
		cmocka_unit_test_setup_teardown(refuses_foreign_and_newer, fixture_setup, fixture_teardown),
		cmocka_unit_test_setup_teardown(never_overwrites, fixture_setup, fixture_teardown),
		cmocka_unit_test_setup_teardown(readonly_writes_nothing, fixture_setup, fixture_teardown),
		cmocka_unit_test_setup_teardown(writes_need_a_transaction, fixture_setup, fixture_teardown),
		cmocka_unit_test_setup_teardown(tells_what_changed, fixture_setup, fixture_teardown),
		cmocka_unit_test_setup_teardown(own_writes_hide_no_foreign_ones, fixture_setup,
						fixture_teardown),
		cmocka_unit_test_setup_teardown(drafts_are_no_news, fixture_setup, fixture_teardown),
		cmocka_unit_test_setup_teardown(outsiders_are_noticed, fixture_setup, fixture_teardown),
		cmocka_unit_test_setup_teardown(rings_the_bell, fixture_setup, fixture_teardown),
		cmocka_unit_test_setup_teardown(drafts_come_back, fixture_setup, fixture_teardown),
		cmocka_unit_test_setup_teardown(drafts_wait_for_nobody, fixture_setup, fixture_teardown),
		cmocka_unit_test_setup_teardown(names_whose_rows_changed, fixture_setup, fixture_teardown),
		cmocka_unit_test_setup_teardown(rollback_undoes, fixture_setup, fixture_teardown),
		cmocka_unit_test_setup_teardown(settings_and_check, fixture_setup, fixture_teardown),
		cmocka_unit_test_setup_teardown(migrates_forward, fixture_setup_folder, fixture_teardown),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
