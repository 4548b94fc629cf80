/* Makes the large site's database: make_large FILE [SHARE], the share of the whole in percent (100). One that
 * is there already and younger than this program is kept. */
#include "large.h"

#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

#include "bench.h"

static bool is_made(const char *path)
{
	struct stat made, program;
	return stat(path, &made) == 0 && stat("/proc/self/exe", &program) == 0 &&
	       made.st_mtime >= program.st_mtime;
}

/* Made under another name and moved at the end: what was cut short is never taken for the site. */
static bool make(const char *path, const struct large_size *size, struct error *err)
{
	static const char *const tails[] = { "", "-wal", "-shm", "-bell", "-lock" };
	char part[512];
	for (size_t i = 0; i < sizeof tails / sizeof *tails; i++) {
		snprintf(part, sizeof part, "%s.part%s", path, tails[i]);
		unlink(part);
	}
	snprintf(part, sizeof part, "%s.part", path);
	bool good = large_make(part, size, err);
	if (good && rename(part, path) != 0)
		good = error_set(err, ERROR_SYSTEM, "cannot be put in place");
	for (size_t i = 1; i < sizeof tails / sizeof *tails; i++) {
		snprintf(part, sizeof part, "%s.part%s", path, tails[i]);
		unlink(part);
	}
	return good;
}

int main(int argc, char **argv)
{
	int share = argc > 2 ? atoi(argv[2]) : 100;
	if (argc < 2 || share < 1 || share > 100) {
		fprintf(stderr, "usage: make_large FILE [PERCENT 1..100]\n");
		return 2;
	}
	struct large_size size = large_whole;
	size.customers = size.customers * share / 100;
	size.vehicles = size.vehicles * share / 100;
	size.appointments = size.appointments * share / 100;
	struct error err = { 0 };
	if (is_made(argv[1]))
		return 0;
	int64_t before = bench_now();
	if (make(argv[1], &size, &err)) {
		bench_print("the large site is made", (double)(bench_now() - before) / 1e9, "s", 0);
		return 0;
	}
	fprintf(stderr, "%s: %s\n", argv[1], err.text);
	return error_exit_status(err.code);
}
