/* Memory that goes at once: zeroed, aligned, close together, and each byte of it one's own. */
#include <setjmp.h>
#include <stdalign.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "base/arena.h"

static void assert_zero(const unsigned char *bytes, size_t size)
{
	for (size_t i = 0; i < size; i++)
		assert_int_equal(bytes[i], 0);
}

static void sizes_do_not_overlap(void **state)
{
	static const size_t sizes[] = { 0, 1,     15, 16,    2047,  2048, 2049,   4096, 16383, 16384,
					7, 16385, 3,  40000, 16384, 5,    100000, 2048, 16384, 1 };
	enum { COUNT = sizeof sizes / sizeof *sizes };
	struct arena arena = { 0 };
	unsigned char *parts[COUNT];
	for (size_t i = 0; i < COUNT; i++) {
		parts[i] = arena_alloc(&arena, sizes[i]);
		assert_int_equal((uintptr_t)parts[i] % alignof(max_align_t), 0);
		assert_zero(parts[i], sizes[i]);
		memset(parts[i], (int)i + 1, sizes[i]);
	}
	for (size_t i = 0; i < COUNT; i++)
		for (size_t byte = 0; byte < sizes[i]; byte++)
			assert_int_equal(parts[i][byte], i + 1);
	arena_finish(&arena);
	assert_null(arena.blocks);
}

/* Memory that was used before is zeroed again. */
static void used_again_is_zero(void **state)
{
	for (int round = 0; round < 3; round++) {
		struct arena arena = { 0 };
		for (size_t size = 1; size < 60000; size = size * 3 + 1) {
			unsigned char *part = arena_alloc(&arena, size);
			assert_zero(part, size);
			memset(part, 0xa5, size);
		}
		arena_finish(&arena);
	}
}

/* What is large takes nothing from the room that small things still have. */
static void large_leaves_room_beside_it(void **state)
{
	struct arena arena = { 0 };
	char *before = arena_strdup(&arena, "before");
	arena_alloc(&arena, 100000);
	char *after = arena_strdup(&arena, "after");
	assert_ptr_equal(after, before + sizeof "before");
	arena_finish(&arena);
}

static void texts(void **state)
{
	struct arena arena = { 0 };
	assert_null(arena_strdup(&arena, NULL));
	assert_string_equal(arena_strndup(&arena, "정비 예약", 6), "정비");
	assert_string_equal(arena_printf(&arena, "%d of %s", 3, "7"), "3 of 7");
	arena_finish(&arena);
}

static void adopted_holds(void **state)
{
	struct arena arena = { 0 };
	struct arena other = { 0 };
	char *own = arena_strdup(&arena, "own");
	char *adopted = arena_strdup(&other, "adopted");
	unsigned char *large = arena_alloc(&other, 50000);
	arena_adopt(&arena, &other);
	assert_null(other.blocks);
	arena_finish(&other);
	assert_string_equal(own, "own");
	assert_string_equal(adopted, "adopted");
	assert_zero(large, 50000);
	arena_finish(&arena);
}

static void growing_keeps_what_was_there(void **state)
{
	struct arena arena = { 0 };
	int *items = NULL;
	size_t capacity = 0;
	for (int i = 0; i < 20000; i++) {
		items = arena_grow(&arena, items, (size_t)i, &capacity, sizeof *items);
		items[i] = i;
	}
	for (int i = 0; i < 20000; i++)
		assert_int_equal(items[i], i);
	arena_finish(&arena);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(sizes_do_not_overlap),
		cmocka_unit_test(used_again_is_zero),
		cmocka_unit_test(large_leaves_room_beside_it),
		cmocka_unit_test(texts),
		cmocka_unit_test(adopted_holds),
		cmocka_unit_test(growing_keeps_what_was_there),
	};
	return cmocka_run_group_tests_name("arena", tests, NULL, NULL);
}
