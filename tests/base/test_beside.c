/* Work beside the caller's: done when waited for, without the caller's signals; memory had ahead is whole. */
#include <setjmp.h>
#include <signal.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "base/beside.h"
#include "base/heap.h"

struct sum {
	int upto;
	long result;
	sigset_t mask;
};

static void add_up(void *context)
{
	struct sum *sum = context;
	pthread_sigmask(SIG_SETMASK, NULL, &sum->mask);
	for (int i = 1; i <= sum->upto; i++)
		sum->result += i;
}

static void work_is_done_when_waited_for(void **state)
{
	struct sum sum = { .upto = 1000 };
	struct beside beside;
	beside_start(&beside, add_up, &sum);
	beside_wait(&beside);
	assert_int_equal(sum.result, 500500);
	beside_wait(&beside); /* once more is harmless */
}

static void signals_stay_with_the_caller(void **state)
{
	static const int signals[] = { SIGINT, SIGTERM, SIGHUP, SIGWINCH, SIGTSTP, SIGCHLD };
	struct sum sum = { .upto = 1 };
	struct beside beside;
	sigset_t before, after;
	pthread_sigmask(SIG_SETMASK, NULL, &before);
	beside_start(&beside, add_up, &sum);
	beside_wait(&beside);
	pthread_sigmask(SIG_SETMASK, NULL, &after);
	for (size_t i = 0; i < sizeof signals / sizeof *signals; i++) {
		assert_int_equal(sigismember(&sum.mask, signals[i]), 1);
		assert_int_equal(sigismember(&after, signals[i]), sigismember(&before, signals[i]));
	}
}

/* Fills memory with what only it wrote, and looks whether it stayed. */
static void use_memory(void *context)
{
	enum { PIECES = 400, SIZE = 3000 };
	unsigned char *pieces[PIECES];
	bool *fine = context;
	for (int i = 0; i < PIECES; i++) {
		pieces[i] = malloc(SIZE);
		memset(pieces[i], i & 0xff, SIZE);
	}
	*fine = true;
	for (int i = 0; i < PIECES; i++) {
		for (int at = 0; at < SIZE; at++)
			*fine = *fine && pieces[i][at] == (i & 0xff);
		free(pieces[i]);
	}
}

static void memory_ahead_keeps_what_is_written(void **state)
{
	static const size_t sizes[] = { 0, 1, 96 * 1024, 1920 * 1024, SIZE_MAX };
	for (size_t i = 0; i < sizeof sizes / sizeof *sizes; i++) {
		struct heap_ahead heap;
		struct beside beside;
		bool fine = false, mine = false;
		heap_begin(&heap, sizes[i]);
		beside_start(&beside, use_memory, &fine);
		heap_fill(&heap);
		use_memory(&mine);
		beside_wait(&beside);
		heap_end(&heap);
		assert_true(fine);
		assert_true(mine);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(work_is_done_when_waited_for),
		cmocka_unit_test(signals_stay_with_the_caller),
		cmocka_unit_test(memory_ahead_keeps_what_is_written),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
