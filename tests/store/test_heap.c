/* The small memory of SQLite: pieces keep what is in them, never overlap, and come back to use. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include <cmocka.h>

#include "store/heap.h"

enum { PIECES = 400, TURNS = 40000, LARGE = 6000, STEP = 16 };

struct piece {
	unsigned char *at;
	int size;
	unsigned char mark;
};

static void fill(struct piece *piece, unsigned char mark)
{
	piece->mark = mark;
	memset(piece->at, mark, (size_t)heap_size(piece->at));
}

/* The first @size bytes are as they were filled. */
static void check(const struct piece *piece, int size)
{
	for (int i = 0; i < size; i++)
		if (piece->at[i] != piece->mark)
			fail_msg("byte %d of a piece of %d is another's", i, piece->size);
}

/* Mostly small ones, as SQLite asks for. */
static int some_size(unsigned *seed)
{
	return 1 + rand_r(seed) % (rand_r(seed) % 4 ? 300 : LARGE);
}

static void ask(struct piece *piece, int size)
{
	piece->at = heap_alloc(size);
	assert_non_null(piece->at);
	assert_int_equal((uintptr_t)piece->at % sizeof(uint64_t), 0);
	assert_true(heap_size(piece->at) >= size);
	assert_true(heap_round(size) >= size);
	piece->size = size;
}

static void resize(struct piece *piece, int size)
{
	int had = heap_size(piece->at);
	piece->at = heap_resize(piece->at, size);
	assert_non_null(piece->at);
	assert_true(heap_size(piece->at) >= size);
	check(piece, had < size ? had : size);
	piece->size = size;
}

static void give_back(struct piece *piece)
{
	heap_free(piece->at);
	*piece = (struct piece){ 0 };
}

static void test_pieces_keep_what_is_in_them(void **state)
{
	static struct piece pieces[PIECES];
	unsigned seed = (unsigned)time(NULL);
	print_message("# seed %u\n", seed);
	for (int turn = 0; turn < TURNS; turn++) {
		struct piece *piece = &pieces[rand_r(&seed) % PIECES];
		if (!piece->at) {
			ask(piece, some_size(&seed));
		} else {
			check(piece, heap_size(piece->at));
			if (rand_r(&seed) % 2) {
				give_back(piece);
				continue;
			}
			resize(piece, some_size(&seed));
		}
		fill(piece, (unsigned char)turn);
	}
	for (int i = 0; i < PIECES; i++)
		if (pieces[i].at) {
			check(&pieces[i], heap_size(pieces[i].at));
			give_back(&pieces[i]);
		}
}

static void test_a_piece_comes_back_to_use(void **state)
{
	for (int size = 1; size < LARGE; size++) {
		void *first = heap_alloc(size);
		assert_int_equal(heap_size(first), heap_round(size));
		assert_ptr_equal(heap_resize(first, heap_round(size)), first);
		heap_free(first);
		if (heap_round(size) >= 500)
			continue; /* the C library's */
		void *second = heap_alloc(size);
		assert_ptr_equal(second, first);
		heap_free(second);
	}
}

static void test_nothing_is_no_piece(void **state)
{
	heap_free(NULL);
	assert_int_equal(heap_size(NULL), 0);
	void *piece = heap_resize(NULL, STEP);
	assert_non_null(piece);
	heap_free(piece);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_pieces_keep_what_is_in_them),
		cmocka_unit_test(test_a_piece_comes_back_to_use),
		cmocka_unit_test(test_nothing_is_no_piece),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
