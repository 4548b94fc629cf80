#include "bench.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <time.h>
#include <unistd.h>

int64_t bench_now(void)
{
	struct timespec now;
	clock_gettime(CLOCK_MONOTONIC, &now);
	return (int64_t)now.tv_sec * 1000000000 + now.tv_nsec;
}

int64_t bench_processor(void)
{
	struct timespec now;
	clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &now);
	return (int64_t)now.tv_sec * 1000000000 + now.tv_nsec;
}

void bench_add(struct bench_samples *samples, int64_t ns)
{
	if (samples->count == samples->size) {
		samples->size = samples->size ? samples->size * 2 : 1024;
		samples->ns = realloc(samples->ns, samples->size * sizeof *samples->ns);
		if (!samples->ns)
			abort();
	}
	samples->ns[samples->count++] = ns;
}

static int compare_ns(const void *a, const void *b)
{
	int64_t x = *(const int64_t *)a, y = *(const int64_t *)b;
	return (x > y) - (x < y);
}

int64_t bench_percentile(struct bench_samples *samples, double percent)
{
	if (samples->count == 0)
		return 0;
	qsort(samples->ns, samples->count, sizeof *samples->ns, compare_ns);
	size_t rank = (size_t)ceil(percent / 100 * (double)samples->count);
	return samples->ns[rank > 0 ? rank - 1 : 0];
}

void bench_finish(struct bench_samples *samples)
{
	free(samples->ns);
	*samples = (struct bench_samples){ 0 };
}

void bench_print(const char *name, double figure, const char *unit, double bare)
{
	printf("%s: %.4g %s", name, figure, unit);
	if (bare > 0)
		printf(", %.2f x bare", figure / bare);
	putchar('\n');
	fflush(stdout);
}

static double milliseconds(struct bench_samples *samples, double percent)
{
	return samples ? (double)bench_percentile(samples, percent) / 1e6 : 0;
}

void bench_print_samples(const char *name, struct bench_samples *samples, struct bench_samples *bare)
{
	static const double percents[] = { 50, 99 };
	for (size_t i = 0; i < sizeof percents / sizeof *percents; i++) {
		char line[256];
		snprintf(line, sizeof line, "%s p%.0f", name, percents[i]);
		bench_print(line, milliseconds(samples, percents[i]), "ms", milliseconds(bare, percents[i]));
	}
}

bool bench_copy_file(const char *from, const char *to)
{
	static char bytes[1 << 16];
	FILE *in = fopen(from, "rb"), *out = fopen(to, "wb");
	bool good = in && out;
	for (size_t n; good && (n = fread(bytes, 1, sizeof bytes, in)) > 0;)
		good = fwrite(bytes, 1, n, out) == n;
	if (in)
		fclose(in);
	good = good && fflush(out) == 0 && fsync(fileno(out)) == 0;
	return (!out || fclose(out) == 0) && good;
}

void bench_remove_database(const char *path)
{
	static const char *const tails[] = { "", "-wal", "-shm", "-bell", "-lock" };
	for (size_t i = 0; i < sizeof tails / sizeof *tails; i++) {
		char name[512];
		snprintf(name, sizeof name, "%s%s", path, tails[i]);
		unlink(name);
	}
}
