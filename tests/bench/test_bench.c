/* The stopwatch itself. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "bench.h"

static void percentiles_are_by_nearest_rank(void **state)
{
	struct bench_samples samples = { 0 };
	assert_int_equal(bench_percentile(&samples, 50), 0);
	for (int64_t i = 2000; i >= 1; i--)
		bench_add(&samples, i);
	assert_int_equal(bench_percentile(&samples, 0), 1);
	assert_int_equal(bench_percentile(&samples, 50), 1000);
	assert_int_equal(bench_percentile(&samples, 99), 1980);
	assert_int_equal(bench_percentile(&samples, 100), 2000);
	bench_finish(&samples);
	assert_int_equal(samples.count, 0);
}

static void clock_goes_forward(void **state)
{
	int64_t before = bench_now();
	assert_true(bench_now() >= before);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(percentiles_are_by_nearest_rank),
		cmocka_unit_test(clock_goes_forward),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
