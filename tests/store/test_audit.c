/* The trail: every commit leaves a row, readers leave theirs, and what is changed afterwards shows. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "fixture.h"
#include "store/audit.h"
#include "store/file_store.h"
#include "store/task.h"

static struct audit_verdict verify(struct fixture *f)
{
	struct error err = { 0 };
	struct audit_verdict verdict;
	FINE(store_verify_audit(f->store, &verdict, &err));
	return verdict;
}

/* Past the triggers, as somebody with the file and a tool would. */
static void forge(struct fixture *f, const char *sql)
{
	char whole[512];
	snprintf(whole, sizeof whole,
		 "DROP TRIGGER audit_fixed; DROP TRIGGER audit_keep; DROP TRIGGER audit_once; %s", sql);
	char *message = fixture_sql(f, whole);
	if (message)
		fail_msg("%s: %s", sql, message);
}

static void every_commit_leaves_a_row(void **state)
{
	struct fixture *f = *state;
	struct error err = { 0 };
	int64_t before = verify(f).rows;
	FINE(store_begin_write(f->store, &err));
	FINE(store_put_setting(f->store, "some.name", "1", &err));
	FINE(store_commit(f->store, &err));
	struct audit_verdict after = verify(f);
	assert_int_equal(after.rows, before + 1);
	assert_int_equal(after.broken, 0);
	assert_int_equal(strlen(after.head), DIGEST_SIZE - 1);
	struct audit_list list = { 0 };
	FINE(store_audit_between(f->store, 0, INT64_MAX, 100, &f->arena, &list, &err));
	const struct audit_row *last = &list.items[list.count - 1];
	assert_string_equal(last->act, "write");
	assert_string_equal(last->detail, "setting");
	assert_string_equal(last->by, "kim.m");
	assert_int_equal(last->at, FIXTURE_NOW);
}

static void history_is_in_the_trail(void **state)
{
	struct fixture *f = *state;
	struct error err = { 0 };
	struct people p = fixture_people(f, "홍", "길동", "123가4567");
	struct audit_list list = { 0 };
	store_set_origin(f->store, "192.0.2.7");
	FINE(store_begin_write(f->store, &err));
	FINE(store_add_history(f->store, p.file, "moved", "20781 570", &err));
	FINE(store_commit(f->store, &err));
	FINE(store_audit_between(f->store, 0, INT64_MAX, 100, &f->arena, &list, &err));
	const struct audit_row *last = &list.items[list.count - 1];
	assert_string_equal(last->act, "moved");
	assert_string_equal(last->table, "customer_file");
	assert_string_equal(last->row_id, p.file);
	assert_string_equal(last->origin, "192.0.2.7");
	assert_null(last->detail);
	assert_int_equal(verify(f).broken, 0);
}

/* A reader can do nothing but leave a trace. */
static void readings_of_a_reader(void **state)
{
	struct fixture *f = *state;
	struct error err = { 0 };
	struct people p = fixture_people(f, "홍", "길동", "123가4567");
	int64_t before = verify(f).rows;
	struct store *reader;
	FINE(store_open(&reader, &(struct store_options){ .path = f->path, .readonly = true }, &err));
	store_set_actor(reader, "lee.j", FIXTURE_NOW + 5);
	FINE(store_log_reading(reader, "read", "customer_file", p.file, NULL, &err));
	FINE(store_log_reading(reader, "read", "customer", p.customer, NULL, &err));
	assert_false(store_begin_write(reader, &err));
	assert_int_equal(err.code, ERROR_PERMISSION);
	store_close(reader);
	struct audit_verdict after = verify(f);
	assert_int_equal(after.rows, before + 2);
	assert_int_equal(after.broken, 0);
}

static void a_busy_store_is_not_waited_for(void **state)
{
	struct fixture *f = *state;
	struct error err = { 0 };
	struct store *other = fixture_open(f);
	FINE(store_begin_write(other, &err));
	assert_false(store_log_reading(f->store, "read", "customer", "x", NULL, &err));
	assert_int_equal(err.code, ERROR_BUSY);
	store_rollback(other);
	FINE(store_log_reading(f->store, "read", "customer", "x", NULL, &err));
	store_close(other);
}

static void rows_of_its_own(struct fixture *f, int count)
{
	struct error err = { 0 };
	for (int i = 0; i < count; i++)
		FINE(store_log_reading(f->store, "read", "customer", i % 2 ? "a" : "b", NULL, &err));
	assert_int_equal(verify(f).broken, 0);
}

static void a_changed_row_shows(void **state)
{
	static const char *const changes[] = {
		"UPDATE audit SET by_staff = 'lee.j' WHERE key = 3",
		"UPDATE audit SET at = at + 1 WHERE key = 3",
		"UPDATE audit SET row_id = NULL WHERE key = 3",
		"UPDATE audit SET origin = 'x' WHERE key = 3",
		"UPDATE audit SET act = 'list' WHERE key = 3",
		"UPDATE audit SET detail = 'x' WHERE key = 3",
	};
	struct fixture *f = *state;
	for (size_t i = 0; i < sizeof changes / sizeof *changes; i++) {
		fixture_teardown(state);
		fixture_setup(state);
		f = *state;
		rows_of_its_own(f, 6);
		forge(f, changes[i]);
		assert_int_equal(verify(f).broken, 3);
	}
}

static void the_end_alone(void **state)
{
	struct fixture *f = *state;
	struct error err = { 0 };
	struct audit_verdict verdict;
	rows_of_its_own(f, 10);
	FINE(store_verify_audit_end(f->store, 4, &verdict, &err));
	assert_int_equal(verdict.rows, 4);
	assert_int_equal(verdict.broken, 0);
	FINE(store_verify_audit_end(f->store, 1000, &verdict, &err));
	assert_int_equal(verdict.broken, 0);
	int64_t last = verdict.rows;
	char sql[100];
	snprintf(sql, sizeof sql, "UPDATE audit SET act = 'list' WHERE key = %lld", (long long)last - 1);
	forge(f, sql);
	FINE(store_verify_audit_end(f->store, 4, &verdict, &err));
	assert_int_equal(verdict.broken, last - 1);
}

static void a_missing_or_inserted_row_shows(void **state)
{
	struct fixture *f = *state;
	rows_of_its_own(f, 6);
	forge(f, "DELETE FROM audit WHERE key = 3");
	assert_int_equal(verify(f).broken, 4);
	fixture_teardown(state);
	fixture_setup(state);
	f = *state;
	rows_of_its_own(f, 6);
	forge(f, "UPDATE audit SET hash = NULL WHERE key = 6");
	assert_int_equal(verify(f).broken, 6);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(every_commit_leaves_a_row, fixture_setup, fixture_teardown),
		cmocka_unit_test_setup_teardown(history_is_in_the_trail, fixture_setup, fixture_teardown),
		cmocka_unit_test_setup_teardown(readings_of_a_reader, fixture_setup, fixture_teardown),
		cmocka_unit_test_setup_teardown(a_busy_store_is_not_waited_for, fixture_setup,
						fixture_teardown),
		cmocka_unit_test_setup_teardown(the_end_alone, fixture_setup, fixture_teardown),
		cmocka_unit_test_setup_teardown(a_changed_row_shows, fixture_setup, fixture_teardown),
		cmocka_unit_test_setup_teardown(a_missing_or_inserted_row_shows, fixture_setup,
						fixture_teardown),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
