/* The console against a bare ncurses program, in the same terminal: start, a key's redraw, its bytes, memory,
 * idle.
 *
 * bench_console HELLO PRENOTA ARGUMENT... : the two programs, and what makes the second one a console. */
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "bench.h"
#include "vt.h"

enum { STARTS = 40, KEYS = 300, QUIET_MS = 15, IDLE_MS = 3000 };

/* What one program costs. */
struct figures {
	struct bench_samples start, key;
	double bytes_a_key;
	long private_kib;
	long wakeups;
};

static struct vt *start_console(const char *const *argv)
{
	struct vt *vt = vt_start(36, 120, argv, NULL);
	if (vt && vt_wait(vt, "F1 "))
		return vt;
	vt_finish(vt);
	return NULL;
}

static bool measure_start(const char *const *argv, struct figures *figures)
{
	for (int i = 0; i < STARTS; i++) {
		int64_t before = bench_now();
		struct vt *vt = start_console(argv);
		if (!vt)
			return false;
		bench_add(&figures->start, bench_now() - before);
		vt_finish(vt);
	}
	return true;
}

/* The number behind @name in /proc/PID/@file, summed over the lines that begin so. */
static long proc_value(struct vt *vt, const char *file, const char *name)
{
	char path[64], line[256];
	snprintf(path, sizeof path, "/proc/%d/%s", (int)vt_pid(vt), file);
	FILE *in = fopen(path, "r");
	long sum = 0;
	while (in && fgets(line, sizeof line, in)) {
		if (strncmp(line, name, strlen(name)) == 0)
			sum += strtol(strchr(line, ':') + 1, NULL, 10);
	}
	if (in)
		fclose(in);
	return sum;
}

static bool measure_keys(const char *const *argv, struct figures *figures)
{
	static const char *const keys[] = { "a", "b", "Left", "Right", "Down", "Up" };
	struct vt *vt = start_console(argv);
	if (!vt)
		return false;
	vt_settle(vt, 200);
	vt_forget(vt);
	for (int i = 0; i < KEYS; i++) {
		vt_key(vt, keys[i % (int)(sizeof keys / sizeof *keys)]);
		int64_t took = vt_settle(vt, QUIET_MS);
		if (took >= 0)
			bench_add(&figures->key, took);
	}
	size_t bytes;
	vt_output(vt, &bytes);
	figures->bytes_a_key = (double)bytes / KEYS;
	figures->private_kib = proc_value(vt, "smaps_rollup", "Private_");
	long before = proc_value(vt, "status", "voluntary_ctxt_switches");
	vt_settle(vt, IDLE_MS);
	figures->wakeups = proc_value(vt, "status", "voluntary_ctxt_switches") - before;
	vt_finish(vt);
	return true;
}

static bool measure(const char *const *argv, struct figures *figures)
{
	return measure_start(argv, figures) && measure_keys(argv, figures);
}

static void finish(struct figures *figures)
{
	bench_finish(&figures->start);
	bench_finish(&figures->key);
}

int main(int argc, char **argv)
{
	if (argc < 3) {
		fprintf(stderr, "usage: bench_console HELLO PRENOTA ARGUMENT...\n");
		return 2;
	}
	const char *const hello[] = { argv[1], NULL };
	struct figures bare = { 0 }, console = { 0 };
	bool good = measure(hello, &bare) && measure((const char *const *)argv + 2, &console);
	if (good) {
		bench_print_samples("exec to first screen", &console.start, &bare.start);
		bench_print_samples("key to last byte", &console.key, &bare.key);
		bench_print("bytes a key", console.bytes_a_key, "bytes", bare.bytes_a_key);
		bench_print("private memory", (double)console.private_kib, "KiB", (double)bare.private_kib);
		bench_print("wake-ups of an idle console in 3 s", (double)console.wakeups, "", 0);
	}
	finish(&bare);
	finish(&console);
	return good ? 0 : 1;
}
