/* The search index lies in few segments, whoever has time for it; and finds the same. */
#include <stdio.h>
#include <string.h>

#include "fixture.h"
#include "store/find.h"
#include "store/find_merge.h"
#include "store/people.h"

enum { COMMITS = 400 };

static void put_one(struct fixture *f, int n)
{
	struct error err = { 0 };
	char given[32], mobile[32];
	snprintf(given, sizeof given, "길%d동", n);
	snprintf(mobile, sizeof mobile, "010-2%03d-%04d", n, n * 7919 % 10000);
	struct customer customer = { .family = "홍", .given = given, .mobile = mobile };
	FINE(store_begin_write(f->store, &err));
	FINE(store_put_customer(f->store, &customer, NULL, &err));
	FINE(store_commit(f->store, &err));
}

static struct find_shape shape_of(struct store *store)
{
	struct error err = { 0 };
	struct find_shape shape;
	FINE(find_merge_shape(store, &shape, &err));
	return shape;
}

static void finds_all(struct fixture *f)
{
	struct error err = { 0 };
	struct find_list list = { 0 };
	FINE(store_find(f->store, "홍길", 2 * COMMITS, &f->arena, &list, &err));
	assert_int_equal(list.count, COMMITS);
	FINE(store_find(f->store, "길399동", 10, &f->arena, &list, &err));
	assert_int_equal(list.count, 1);
	assert_null(fixture_sql(f, "INSERT INTO search_text (search_text) VALUES ('integrity-check')"));
}

/* Nobody has time: the commits keep up by themselves. */
static void commits_keep_up(void **state)
{
	struct fixture *f = *state;
	int most = 0;
	for (int n = 0; n < COMMITS; n++) {
		put_one(f, n);
		struct find_shape shape = shape_of(f->store);
		most = shape.segments > most ? shape.segments : most;
	}
	assert_in_range(most, FIND_SEGMENTS_MANY, FIND_SEGMENTS_MANY + 2);
	finds_all(f);
}

/* Somebody has: a level never reaches twice eight, and at the end there is nothing left to do. */
static void spare_time_is_enough(void **state)
{
	struct fixture *f = *state;
	struct error err = { 0 };
	bool more = true;
	assert_false(store_search_is_scattered(f->store));
	for (int n = 0; n < COMMITS; n++) {
		put_one(f, n);
		assert_true(store_search_is_scattered(f->store));
		FINE(store_gather_search(f->store, 4, &more, &err));
		assert_in_range(shape_of(f->store).most, 0, 2 * FIND_SEGMENTS_MERGED);
	}
	for (int i = 0; i < 100 && more; i++)
		FINE(store_gather_search(f->store, 4, &more, &err));
	assert_false(more);
	assert_false(store_search_is_scattered(f->store));
	assert_in_range(shape_of(f->store).segments, 1, FIND_SEGMENTS_MANY);
	finds_all(f);
}

/* Who writes is not waited for. */
static void gives_way(void **state)
{
	struct fixture *f = *state;
	struct error err = { 0 };
	bool more = false;
	for (int n = 0; n < FIND_SEGMENTS_MERGED; n++)
		put_one(f, n);
	struct store *other = fixture_open(f);
	FINE(store_begin_write(other, &err));
	assert_false(store_gather_search(f->store, 4, &more, &err));
	assert_int_equal(err.code, ERROR_BUSY);
	assert_true(store_search_is_scattered(f->store));
	store_rollback(other);
	store_close(other);
	FINE(store_gather_search(f->store, 4, &more, &err));
	assert_true(more);
}

/* A record of the segments that is none is told, and no number of it is believed. */
static void damage_is_told(void **state)
{
	static const char *const records[] = { "x''", "x'000000'", "x'00000000ffffffffffffffffffff'",
					       "x'0000000001ffffff7f010000ffffff7f01'" };
	struct fixture *f = *state;
	put_one(f, 1);
	for (size_t i = 0; i < sizeof records / sizeof *records; i++) {
		char sql[160];
		struct error err = { 0 };
		struct find_shape shape;
		snprintf(sql, sizeof sql, "UPDATE search_text_data SET block = %s WHERE id = 10", records[i]);
		assert_null(fixture_sql(f, sql));
		assert_false(find_merge_shape(f->store, &shape, &err));
		assert_int_equal(err.code, ERROR_STORE);
		assert_non_null(strstr(err.text, "search_text"));
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(commits_keep_up, fixture_setup, fixture_teardown),
		cmocka_unit_test_setup_teardown(spare_time_is_enough, fixture_setup, fixture_teardown),
		cmocka_unit_test_setup_teardown(gives_way, fixture_setup, fixture_teardown),
		cmocka_unit_test_setup_teardown(damage_is_told, fixture_setup, fixture_teardown),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
