/* Ids: random ones, those of a run that ascend, and a fixed sequence. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>
#include <uuid/uuid.h>

#include <cmocka.h>

#include "base/id.h"

/* Small letters, as libuuid reads it, of version @version and the usual variant. */
static void assert_id(const char id[ID_SIZE], char version)
{
	uuid_t raw;
	assert_int_equal(strlen(id), ID_SIZE - 1);
	assert_int_equal(uuid_parse(id, raw), 0);
	assert_int_equal(id[14], version);
	assert_non_null(strchr("89ab", id[19]));
	assert_null(strpbrk(id, "ABCDEF"));
}

static void single_ones_are_random(void **state)
{
	struct id_source source = { 0 };
	char first[ID_SIZE], second[ID_SIZE];
	id_new(&source, first);
	id_new(&source, second);
	assert_id(first, '4');
	assert_id(second, '4');
	assert_string_not_equal(first, second);
}

/* More of them than one millisecond has numbers for. */
static void a_run_ascends(void **state)
{
	enum { COUNT = 20000 };
	struct id_run run = { 0 };
	struct id_source source = { .run = &run };
	char last[ID_SIZE] = "", id[ID_SIZE];
	for (int i = 0; i < COUNT; i++) {
		id_new(&source, id);
		assert_id(id, '7');
		assert_true(strcmp(last, id) < 0);
		memcpy(last, id, sizeof last);
	}
	source.run = NULL;
	id_new(&source, id);
	assert_id(id, '4');
}

/* A clock that is set back, as that of a run which is ahead of it, does not turn the order. */
static void a_clock_set_back_changes_nothing(void **state)
{
	struct id_run run = { .last = UINT64_C(0xfffffffff000) << 12 | 0xfff };
	struct id_source source = { .run = &run };
	char first[ID_SIZE], second[ID_SIZE];
	id_new(&source, first);
	id_new(&source, second);
	assert_id(first, '7');
	assert_true(strncmp(first, "ffffffff-f001-7000-", 19) == 0);
	assert_true(strncmp(second, "ffffffff-f001-7001-", 19) == 0);
}

/* Two runs at the same instant share nothing but the time. */
static void two_runs_differ(void **state)
{
	struct id_run runs[2] = { 0 };
	char ids[2][ID_SIZE];
	for (int i = 0; i < 2; i++) {
		struct id_source source = { .run = &runs[i] };
		id_new(&source, ids[i]);
	}
	assert_string_not_equal(ids[0] + 19, ids[1] + 19);
}

static void a_seed_counts(void **state)
{
	struct id_run run = { 0 };
	struct id_source source = { .seed = 0x2f, .run = &run };
	char id[ID_SIZE];
	id_new(&source, id);
	assert_string_equal(id, "00000000-0000-4000-8000-00000000002f");
	id_new(&source, id);
	assert_string_equal(id, "00000000-0000-4000-8000-000000000030");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(single_ones_are_random),
		cmocka_unit_test(a_run_ascends),
		cmocka_unit_test(a_clock_set_back_changes_nothing),
		cmocka_unit_test(two_runs_differ),
		cmocka_unit_test(a_seed_counts),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
