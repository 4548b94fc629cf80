/* The console against a bare ncurses program in the same terminal: start on a small and on the large site,
 * keys in a call with live load and proposals, their bytes, memory, idle, and another desk's commit until it
 * is painted.
 *
 * bench_console HELLO PRENOTA DIR LARGE.db [commits N] : in DIR a folder for the sample site is made (and
 * taken away); LARGE.db is copied first and stays as it is. With "commits", only another desk's commits: N of
 * them on one screen, and N looks for them on a hundred. */
#include <errno.h>
#include <fcntl.h>
#include <ftw.h>
#include <signal.h>
#include <sqlite3.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "bench.h"
#include "vt.h"

enum { STARTS = 40, KEYS = 400, COMMITS = 300, DESKS = 100, QUIET_MS = 15, IDLE_MS = 60000, PATH_SIZE = 512 };

struct bench_paths {
	const char *hello, *prenota, *large;
	char small_dir[PATH_SIZE]; /* of this run alone: it is removed whole */
	char copy[PATH_SIZE];      /* of the large site: the calls here are written there */
	char bell[PATH_SIZE + 16];
	char config[PATH_SIZE + 16]; /* of the sample site */
};

/* A program of its own words, NULL at the end. */
struct program {
	const char *argv[12];
};

static struct program bare(const struct bench_paths *paths)
{
	return (struct program){ { paths->hello } };
}

static struct program on_small(const struct bench_paths *paths)
{
	return (struct program){ { paths->prenota, "--config", paths->config, "--now", "2026-11-23T10:00",
				   "--as", "kim.m", "--lang", "en" } };
}

static struct program on_large(const struct bench_paths *paths, const char *as)
{
	return (struct program){ { paths->prenota, "--db", paths->copy, "--now", "2026-11-23T10:00", "--as",
				   as, "--lang", "en" } };
}

static struct vt *start(const struct program *program)
{
	struct vt *vt = vt_start(36, 120, program->argv, NULL);
	if (vt && vt_wait_line(vt, 35, "F1 "))
		return vt;
	vt_finish(vt);
	return NULL;
}

/* Ends as at a desk: what is killed leaves its log, and the next start looks whether that belongs there. */
static void leave(struct vt *vt)
{
	int status;
	kill(vt_pid(vt), SIGTERM);
	vt_wait_exit(vt, &status);
	vt_finish(vt);
}

/* --- exec to first screen --- */

static bool measure_start(const struct program *program, struct bench_samples *samples)
{
	int64_t before = bench_now();
	struct vt *vt = start(program);
	if (!vt)
		return false;
	bench_add(samples, bench_now() - before);
	leave(vt);
	return true;
}

/* The three in turn: no program is started again and again with the processor's caches to itself, which
 * flatters the smallest most and which no desk ever does. */
static bool bench_starts(const struct bench_paths *paths)
{
	struct program programs[] = { bare(paths), on_small(paths), on_large(paths, "operator1") };
	struct bench_samples samples[3] = { { 0 } }, first = { 0 };
	/* The first start brings the copy's schema up to date, and does not count. */
	bool good = measure_start(&programs[2], &first);
	for (int i = 0; good && i < STARTS * 3; i++)
		good = measure_start(&programs[i % 3], &samples[i % 3]);
	if (good) {
		bench_print_samples("exec to first screen, hello", &samples[0], NULL);
		bench_print_samples("exec to first screen, sample site", &samples[1], &samples[0]);
		bench_print_samples("exec to first screen, large site", &samples[2], &samples[0]);
	}
	bench_finish(&first);
	for (int i = 0; i < 3; i++)
		bench_finish(&samples[i]);
	return good;
}

/* --- keys --- */

/* Presses the keys of @names one by one, KEYS times in all; the bytes a key. */
static double measure_keys(struct vt *vt, const char *const *names, int count, struct bench_samples *samples)
{
	size_t bytes;
	vt_settle(vt, 200);
	vt_forget(vt);
	for (int i = 0; i < KEYS; i++) {
		vt_key(vt, names[i % count]);
		/* Not until all is quiet: once a second a call's clock is painted as well. */
		int64_t took = vt_redraw(vt, QUIET_MS);
		if (took >= 0)
			bench_add(samples, took);
		vt_settle(vt, QUIET_MS); /* nothing of this key is taken for the next one's */
	}
	vt_output(vt, &bytes);
	return (double)bytes / KEYS;
}

#define KEY_LIST(...)                                                                                        \
	(const char *const[]){ __VA_ARGS__ }, sizeof((const char *const[]){ __VA_ARGS__ }) / sizeof(char *)

static void bench_keys(struct vt *vt, const char *what, const char *const *names, int count,
		       struct bench_samples *hello)
{
	struct bench_samples samples = { 0 };
	char line[128];
	double bytes = measure_keys(vt, names, count, &samples);
	snprintf(line, sizeof line, "key to last byte, %s", what);
	bench_print_samples(line, &samples, hello);
	snprintf(line, sizeof line, "bytes a key, %s", what);
	bench_print(line, bytes, "bytes", 0);
	bench_finish(&samples);
}

/* A step of the call is passed by its first answer and Enter, one that is already answered by Enter alone,
 * until
 * @text is seen; false, with the screen, when it never is. */
static bool pass_until(struct vt *vt, const char *text)
{
	enum { MOST = 12, QUIET = 100 };
	for (int i = 0; i < MOST && !vt_has(vt, text); i++) {
		vt_key(vt, i % 2 ? "Enter" : "1");
		vt_settle(vt, QUIET);
	}
	return vt_wait(vt, text);
}

/* The caller is found by name and is the owner; the first of several is taken. */
static bool find_caller(struct vt *vt)
{
	if (!vt_wait(vt, "Caller is"))
		return false;
	vt_type(vt, "김민수");
	return vt_wait(vt, "> 김민수") && vt_key(vt, "Enter") && vt_wait(vt, "Family name 김") &&
	       pass_until(vt, "Mileage");
}

/* What does not fit the last mileage is asked for again. */
static bool tell_mileage(struct vt *vt)
{
	vt_settle(vt, 100);
	vt_type(vt, "43000");
	vt_key(vt, "Enter");
	vt_settle(vt, 100);
	return !vt_has(vt, "please") || vt_key(vt, "Enter");
}

/* Through a call to the step that asks for mobility: load and proposals are there. */
static bool go_to_proposals(struct vt *vt)
{
	if (!vt_keys(vt, "F2 F12 Enter Enter") || !vt_wait(vt, "In the customer's words"))
		return false;
	vt_type(vt, "My car needs an oil change");
	return vt_keys(vt, "Enter 1") && find_caller(vt) && tell_mileage(vt) && pass_until(vt, "Taxi") &&
	       vt_wait(vt, "1 Mon 2");
}

/* Back to the kind of work and into the field of its note, which is a text. */
static bool go_to_note(struct vt *vt)
{
	enum { MOST = 12, QUIET = 100 };
	int row, col;
	for (int i = 0; i < MOST && !vt_has(vt, "Internal note"); i++) {
		vt_key(vt, "PageUp");
		vt_settle(vt, QUIET);
	}
	for (int i = 0; i < MOST; i++) {
		vt_cursor(vt, &row, &col);
		if (strstr(vt_line(vt, row), "Internal note"))
			return true;
		vt_key(vt, "Tab");
		vt_settle(vt, QUIET);
	}
	return vt_wait(vt, "the cursor in the internal note");
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

/* Private are also pages of the program's and the libraries' files, as long as nobody else on the machine
 * runs them: what each further console takes is the anonymous part. */
static void print_memory(struct vt *vt, const char *what, double bare_kib)
{
	char line[128];
	snprintf(line, sizeof line, "private memory, %s", what);
	bench_print(line, (double)proc_value(vt, "smaps_rollup", "Private_"), "KiB", bare_kib);
	snprintf(line, sizeof line, "of it not in files, %s", what);
	bench_print(line, (double)proc_value(vt, "smaps_rollup", "Anonymous"), "KiB", 0);
}

static bool bench_hello(const struct program *program, struct bench_samples *keys, double *kib)
{
	struct vt *vt = start(program);
	if (!vt)
		return false;
	double bytes = measure_keys(vt, KEY_LIST("a", "b"), keys);
	bench_print_samples("key to last byte, hello", keys, NULL);
	bench_print("bytes a key, hello", bytes, "bytes", 0);
	*kib = (double)proc_value(vt, "smaps_rollup", "Private_");
	bench_print("private memory, hello", *kib, "KiB", 0);
	vt_finish(vt);
	return true;
}

/* The same call on the small site, for what the large one's rows cost. */
static bool bench_small_call(const struct bench_paths *paths, struct bench_samples *hello, double hello_kib)
{
	struct program program = on_small(paths);
	struct vt *vt = start(&program);
	bool good = vt && go_to_proposals(vt);
	if (good) {
		bench_keys(vt, "F2, an answer that makes proposals anew, sample site",
			   KEY_LIST("Space", "Right", "Space", "Left"), hello);
		print_memory(vt, "in a call on the sample site", hello_kib);
	}
	vt_finish(vt);
	return good;
}

static bool bench_call(const struct bench_paths *paths, struct bench_samples *hello, double hello_kib)
{
	struct program program = on_large(paths, "operator1");
	struct vt *vt = start(&program);
	bool good = vt && go_to_proposals(vt);
	if (good) {
		bench_keys(vt, "F2, an answer that makes proposals anew",
			   KEY_LIST("Space", "Right", "Space", "Left"), hello);
		good = go_to_note(vt);
		bench_keys(vt, "F2, a text field", KEY_LIST("a", "b", "Left", "c", "Right", "Backspace"),
			   hello);
		print_memory(vt, "in a call on the large site", hello_kib);
		vt_keys(vt, "F4");
		good = good && vt_wait(vt, "receptions,");
		bench_keys(vt, "F4, moving in the list", KEY_LIST("Down", "Down", "Up"), hello);
		vt_keys(vt, "F3");
		good = good && vt_wait(vt, "Month");
		bench_keys(vt, "F3, moving in the month", KEY_LIST("Right", "Down", "Left", "Up"), hello);
		vt_keys(vt, "F7");
		bench_keys(vt, "F7, searching at each key",
			   KEY_LIST("4", "5", "6", "Backspace", "Backspace", "Backspace"), hello);
		print_memory(vt, "after all views", hello_kib);
	}
	vt_finish(vt);
	return good;
}

/* --- another desk --- */

/* The bell hangs from the first act of a desk on; a site that was copied has none. */
static void hang(const char *bell)
{
	int fd = open(bell, O_WRONLY | O_CREAT | O_CLOEXEC, 0600);
	if (fd < 0)
		perror(bell);
	else
		close(fd);
}

static void ring(const char *bell)
{
	utimensat(AT_FDCWD, bell, NULL, 0);
}

/* Gives customers of the day another name, and counts that customers changed. As a desk does: the first
 * one's, whom the commit names; as a program from outside may: all of them, names none and rings no bell. */
static void commit_name(sqlite3 *db, const char *name, bool outside)
{
	static const char first[] =
		"SELECT f.customer FROM appointment a JOIN customer_file f ON f.id = a.file WHERE "
		"a.day = 20780 AND a.state <> 'cancelled' ORDER BY a.start, a.advisor LIMIT 1";
	static const char all[] =
		"SELECT f.customer FROM appointment a JOIN customer_file f ON f.id = a.file WHERE "
		"a.day = 20780";
	char sql[800];
	snprintf(sql, sizeof sql,
		 "BEGIN IMMEDIATE; UPDATE customer SET given = '%s' WHERE id IN (%s);"
		 " INSERT INTO change_note (groups, ids) SELECT 4, (%s) WHERE %d;"
		 " UPDATE change_counter SET value = value + 1 WHERE grp = 2; COMMIT",
		 name, outside ? all : first, first, !outside);
	if (sqlite3_exec(db, sql, NULL, NULL, NULL) != SQLITE_OK)
		fprintf(stderr, "%s\n", sqlite3_errmsg(db));
}

/* From after COMMIT until the name stands on the last of @count screens. What is painted behind it belongs to
 * no other commit. Returns how many screens missed one of @commits. */
static int measure_commits(struct vt **desks, int count, int commits, bool outside, sqlite3 *db,
			   const char *bell, struct bench_samples *samples)
{
	int missed = 0;
	for (int i = 0; i < commits; i++) {
		char name[16];
		snprintf(name, sizeof name, "%c%d-%d", outside ? 'O' : 'N', count, i);
		commit_name(db, name, outside);
		int64_t before = bench_now();
		if (!outside)
			ring(bell);
		for (int d = 0; d < count; d++)
			missed += !vt_wait(desks[d], name);
		bench_add(samples, bench_now() - before);
		for (int d = 0; d < count; d++)
			vt_settle(desks[d], d == 0 ? QUIET_MS : 1);
	}
	return missed;
}

static bool open_desks(const struct bench_paths *paths, struct vt **desks, int count)
{
	struct program program = on_large(paths, "operator2"); /* has no draft */
	for (int d = 0; d < count; d++) {
		desks[d] = start(&program);
		if (!desks[d] || !vt_keys(desks[d], "F4") || !vt_wait(desks[d], "receptions,"))
			return false;
	}
	return true;
}

static bool bench_commits(const struct bench_paths *paths, const char *what, int count, int commits,
			  bool outside)
{
	struct bench_samples samples = { 0 };
	struct vt *desks[DESKS] = { NULL };
	char line[64];
	sqlite3 *db = NULL;
	hang(paths->bell);
	bool good = open_desks(paths, desks, count) && sqlite3_open(paths->copy, &db) == SQLITE_OK &&
		    sqlite3_busy_timeout(db, 5000) == SQLITE_OK;
	if (good) {
		vt_settle(desks[count - 1], 200);
		int missed = measure_commits(desks, count, commits, outside, db, paths->bell, &samples);
		bench_print_samples(what, &samples, NULL);
		snprintf(line, sizeof line, "of %d", count * commits);
		bench_print("foreign commits missed", missed, line, 0);
	}
	sqlite3_close(db);
	for (int d = 0; d < count; d++)
		vt_finish(desks[d]);
	bench_finish(&samples);
	return good;
}

/* --- idle --- */

static bool bench_idle(const struct bench_paths *paths)
{
	struct program program = on_large(paths, "operator2"); /* has no draft */
	struct vt *vt = start(&program);
	if (!vt)
		return false;
	vt_settle(vt, 500);
	long before = proc_value(vt, "status", "voluntary_ctxt_switches");
	vt_settle(vt, IDLE_MS);
	bench_print("wake-ups of an idle console",
		    (double)(proc_value(vt, "status", "voluntary_ctxt_switches") - before), "a minute", 0);
	vt_finish(vt);
	return true;
}

/* --- the sites --- */

static int remove_one(const char *path, const struct stat *info, int kind, struct FTW *walk)
{
	remove(path);
	return 0;
}

static void remove_copy(const struct bench_paths *paths)
{
	static const char *const tails[] = { "", "-wal", "-shm", "-bell", "-lock" };
	for (size_t i = 0; i < sizeof tails / sizeof *tails; i++) {
		char name[PATH_SIZE + 8];
		snprintf(name, sizeof name, "%s%s", paths->copy, tails[i]);
		unlink(name);
	}
}

static void remove_sites(const struct bench_paths *paths)
{
	enum { OPEN_FILES = 8 };
	nftw(paths->small_dir, remove_one, OPEN_FILES, FTW_DEPTH | FTW_PHYS);
	remove_copy(paths);
}

static bool copy_file(const char *from, const char *to)
{
	int in = open(from, O_RDONLY | O_CLOEXEC),
	    out = open(to, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0600);
	ssize_t copied = in >= 0 && out >= 0 ? 1 : -1;
	while (copied > 0)
		copied = copy_file_range(in, NULL, out, NULL, 1 << 26, 0);
	close(in);
	return close(out) == 0 && copied == 0;
}

static bool make_sites(const struct bench_paths *paths)
{
	const char *const argv[] = { paths->prenota, "demo", "--prepare", paths->small_dir, NULL };
	struct vt *vt = vt_start(24, 80, argv, NULL);
	int status = 1;
	bool good = vt && vt_wait_exit(vt, &status) && status == 0;
	vt_finish(vt);
	if (!good || !copy_file(paths->large, paths->copy)) {
		fprintf(stderr, "the sites cannot be made: %s, %s\n", paths->small_dir, paths->copy);
		return false;
	}
	return true;
}

/* @looks for another desk's commits on one screen, and as many on a hundred. */
static bool bench_foreign(const struct bench_paths *paths, int looks)
{
	return bench_commits(paths, "foreign commit to painted, F4", 1, looks, false) &&
	       bench_commits(paths, "foreign commit to painted, F4, the last of 100", DESKS,
			     (looks + DESKS - 1) / DESKS, false);
}

static bool bench_all(const struct bench_paths *paths)
{
	struct bench_samples hello_keys = { 0 };
	double hello_kib = 0;
	struct program hello = bare(paths);
	bool good = bench_starts(paths) && bench_hello(&hello, &hello_keys, &hello_kib) &&
		    bench_small_call(paths, &hello_keys, hello_kib) &&
		    bench_call(paths, &hello_keys, hello_kib) &&
		    bench_commits(paths, "foreign commit to painted, F4", 1, COMMITS, false) &&
		    bench_commits(paths, "outside commit of a whole day to painted, F4", 1, COMMITS, true) &&
		    bench_commits(paths, "foreign commit to painted, F4, the last of 100", DESKS,
				  COMMITS / 10, false) &&
		    bench_idle(paths);
	bench_finish(&hello_keys);
	return good;
}

static bool join_path(char path[PATH_SIZE], const char *head, const char *tail)
{
	if (snprintf(path, PATH_SIZE, "%s%s", head, tail) < PATH_SIZE)
		return true;
	fprintf(stderr, "%s: longer than this benchmark takes; name it from a nearer folder\n", head);
	return false;
}

int main(int argc, char **argv)
{
	int looks = argc == 7 && strcmp(argv[5], "commits") == 0 ? atoi(argv[6]) : 0;
	if (argc != 5 && looks <= 0) {
		fprintf(stderr, "usage: bench_console HELLO PRENOTA DIR LARGE.db [commits N]\n"
				"DIR: where a folder for the sample site is made and removed again\n");
		return 2;
	}
	struct bench_paths paths = { .hello = argv[1], .prenota = argv[2], .large = argv[4] };
	/* Before anything is made or removed: a path cut short might be of a file that stays. */
	if (!join_path(paths.copy, paths.large, ".console") ||
	    !join_path(paths.small_dir, argv[3], "/prenota-bench-XXXXXX"))
		return 1;
	if (!mkdtemp(paths.small_dir)) {
		fprintf(stderr, "%s: %s\n", argv[3], strerror(errno));
		return 1;
	}
	snprintf(paths.config, sizeof paths.config, "%s/prenota.cfg", paths.small_dir);
	snprintf(paths.bell, sizeof paths.bell, "%s-bell", paths.copy);
	remove_copy(&paths); /* of a run that was stopped */
	bool good = make_sites(&paths) && (looks > 0 ? bench_foreign(&paths, looks) : bench_all(&paths));
	remove_sites(&paths);
	return good ? 0 : 1;
}
