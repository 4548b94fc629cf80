/* tests/bench/bench.h - a stopwatch for the benchmarks: each prints its figure and never decides about a
 * pass. */
#ifndef PRENOTA_TESTS_BENCH_H
#define PRENOTA_TESTS_BENCH_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* Nanoseconds of a clock that only goes forward. */
int64_t bench_now(void);

/* Nanoseconds of processor time of this process, the kernel's share included: what something costs on a
 * machine that is busy with other things as well. */
int64_t bench_processor(void);

/* Durations of one kind of event. Zero-initialised is empty. */
struct bench_samples {
	int64_t *ns;
	size_t count;
	size_t size;
};

void bench_add(struct bench_samples *samples, int64_t ns);

/* The duration below which @percent (0..100) of the samples lie, by nearest rank; 0 when empty. Sorts
 * @samples. */
int64_t bench_percentile(struct bench_samples *samples, double percent);

void bench_finish(struct bench_samples *samples);

/* Prints "NAME: FIGURE UNIT" and, when @bare (the bare thing measured in the same run, same unit) is above 0,
 * ", RATIO x bare". */
void bench_print(const char *name, double figure, const char *unit, double bare);

/* The p50 and p99 of @samples in milliseconds, one line each ("NAME p50", "NAME p99"), against those of @bare
 * (NULL: nothing to compare with). */
void bench_print_samples(const char *name, struct bench_samples *samples, struct bench_samples *bare);

/* Copies the file @from, written out to the disk, so that it is not while others are timed. */
bool bench_copy_file(const char *from, const char *to);

/* Removes the database @path with what lies beside it. */
void bench_remove_database(const char *path);

#endif
