#include "desk_site.h"

#include <ftw.h>
#include <poll.h>
#include <setjmp.h>
#include <signal.h>
#include <sqlite3.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/inotify.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>
#include <cmocka.h>

static char parent[] = "/tmp/prenota-pty-XXXXXX";

const char *desk_site_program(void)
{
	const char *path = getenv("PRENOTA");
	return path ? path : "prenota";
}

/* --- folders --- */

static int remove_one(const char *path, const struct stat *info, int kind, struct FTW *walk)
{
	remove(path);
	return 0;
}

static void remove_tree(const char *dir)
{
	enum { OPEN_FILES = 16 };
	nftw(dir, remove_one, OPEN_FILES, FTW_DEPTH | FTW_PHYS);
}

static bool copy_file(const char *from_dir, const char *to_dir, const char *name)
{
	static char block[1 << 16];
	char from[160], to[160];
	snprintf(from, sizeof from, "%s/%s", from_dir, name);
	snprintf(to, sizeof to, "%s/%s", to_dir, name);
	FILE *in = fopen(from, "rb"), *out = fopen(to, "wb");
	bool good = in && out;
	for (size_t len; good && (len = fread(block, 1, sizeof block, in)) > 0;)
		good = fwrite(block, 1, len, out) == len;
	if (in)
		fclose(in);
	return (!out || fclose(out) == 0) && good;
}

int desk_site_prepare(void **state)
{
	char sample[64];
	if (!mkdtemp(parent))
		return -1;
	snprintf(sample, sizeof sample, "%s/sample", parent);
	const char *const argv[] = { desk_site_program(), "demo", "--prepare", sample, NULL };
	struct vt *vt = vt_start(24, 80, argv, NULL);
	int status;
	bool good = vt && vt_wait_exit(vt, &status) && status == 0;
	if (vt && !good)
		print_error("# the sample site is not made: %s\n", vt_screen(vt));
	vt_finish(vt);
	if (!good)
		remove_tree(parent);
	return good ? 0 : -1;
}

int desk_site_discard(void **state)
{
	remove_tree(parent);
	return 0;
}

int desk_site_open(void **state)
{
	struct desk_site *site = calloc(1, sizeof *site);
	char sample[64];
	snprintf(sample, sizeof sample, "%s/sample", parent);
	snprintf(site->dir, sizeof site->dir, "%s/run", parent);
	snprintf(site->config, sizeof site->config, "%s/prenota.cfg", site->dir);
	snprintf(site->database, sizeof site->database, "%s/prenota.db", site->dir);
	mkdir(site->dir, 0700);
	*state = site;
	return copy_file(sample, site->dir, "prenota.cfg") && copy_file(sample, site->dir, "prenota.db") ? 0
													 : -1;
}

int desk_site_close(void **state)
{
	struct desk_site *site = *state;
	remove_tree(site->dir);
	free(site);
	return 0;
}

/* --- the program --- */

struct vt *desk_site_console(const struct desk_site *site, const char *as, const char *language, int rows,
			     int cols, const char *const *env)
{
	const char *argv[] = { desk_site_program(),
			       "--config",
			       site->config,
			       "--now",
			       DESK_NOW,
			       "--lang",
			       language,
			       "--as",
			       as,
			       NULL };
	if (!as)
		argv[7] = NULL;
	struct vt *vt = vt_start(rows, cols, argv, env);
	assert_non_null(vt);
	return vt;
}

struct vt *desk_site_ready(const struct desk_site *site, const char *as, const char *language, int rows,
			   int cols)
{
	struct vt *vt = desk_site_console(site, as, language, rows, cols, NULL);
	assert_true(vt_wait_line(vt, rows - 1, "F1"));
	return vt;
}

static void run_child(const struct desk_site *site, const char *const *args, int in, int out)
{
	enum { WORDS = 32 };
	const char *argv[WORDS] = { desk_site_program(), "--config", site->config, "--now", DESK_NOW };
	for (int i = 0; args[i] && i + 6 < WORDS; i++)
		argv[i + 5] = args[i];
	dup2(in, STDIN_FILENO);
	dup2(out, STDOUT_FILENO);
	dup2(out, STDERR_FILENO);
	setenv("LANG", "C.UTF-8", 1);
	unsetenv("LANGUAGE");
	execvp(argv[0], (char *const *)argv);
	_exit(127);
}

void desk_site_begin(const struct desk_site *site, const char *const *args, const char *input,
		     struct desk_job *job)
{
	/* What goes in and out are files: pipes could fill up on both sides. */
	FILE *in = tmpfile();
	job->out = tmpfile();
	assert_non_null(in);
	assert_non_null(job->out);
	fputs(input ? input : "", in);
	rewind(in);
	job->pid = fork();
	if (job->pid == 0)
		run_child(site, args, fileno(in), fileno(job->out));
	fclose(in);
	assert_true(job->pid > 0);
}

int desk_site_end(struct desk_job *job, struct buffer *out)
{
	int status = 0;
	assert_int_equal(waitpid(job->pid, &status, 0), job->pid);
	char bytes[4096];
	rewind(job->out);
	for (size_t n; out && (n = fread(bytes, 1, sizeof bytes, job->out)) > 0;)
		buffer_add_bytes(out, bytes, n);
	fclose(job->out);
	return WIFSIGNALED(status) ? -WTERMSIG(status) : WEXITSTATUS(status);
}

int desk_site_run(const struct desk_site *site, const char *const *args, const char *input,
		  struct buffer *out)
{
	struct desk_job job;
	desk_site_begin(site, args, input, &job);
	return desk_site_end(&job, out);
}

bool desk_site_sound(const struct desk_site *site)
{
	const char *const args[] = { "check", NULL };
	struct buffer out = { 0 };
	int status = desk_site_run(site, args, NULL, &out);
	if (status != 0)
		print_error("# check: %d\n# %s\n", status, buffer_text(&out));
	buffer_finish(&out);
	return status == 0;
}

bool desk_site_leave(struct vt *vt)
{
	int status;
	if (!vt_key(vt, "Ctrl+Q") || !vt_wait_exit(vt, &status))
		return false;
	if (status != 0)
		print_error("# left with status %d\n", status);
	return status == 0 && vt_restored(vt);
}

/* --- the database --- */

const char *desk_site_query(const struct desk_site *site, const char *sql)
{
	static char text[8192];
	sqlite3 *db = NULL;
	sqlite3_stmt *stmt = NULL;
	*text = '\0';
	bool good = sqlite3_open_v2(site->database, &db, SQLITE_OPEN_READWRITE, NULL) == SQLITE_OK &&
		    sqlite3_busy_timeout(db, VT_PATIENCE) == SQLITE_OK &&
		    sqlite3_prepare_v2(db, sql, -1, &stmt, NULL) == SQLITE_OK;
	if (good && sqlite3_step(stmt) == SQLITE_ROW && sqlite3_column_text(stmt, 0))
		snprintf(text, sizeof text, "%s", (const char *)sqlite3_column_text(stmt, 0));
	if (!good)
		print_error("# %s: %s\n", sql, sqlite3_errmsg(db));
	sqlite3_finalize(stmt);
	sqlite3_close(db);
	return text;
}

long desk_site_number(const struct desk_site *site, const char *sql)
{
	return strtol(desk_site_query(site, sql), NULL, 10);
}

struct desk_site_writer {
	sqlite3 *db;
};

struct desk_site_writer *desk_site_write(const struct desk_site *site)
{
	struct desk_site_writer *writer = calloc(1, sizeof *writer);
	if (sqlite3_open_v2(site->database, &writer->db, SQLITE_OPEN_READWRITE, NULL) != SQLITE_OK ||
	    sqlite3_busy_timeout(writer->db, VT_PATIENCE) != SQLITE_OK ||
	    sqlite3_exec(writer->db, "BEGIN IMMEDIATE", NULL, NULL, NULL) != SQLITE_OK)
		fail_msg("%s cannot be written: %s", site->database, sqlite3_errmsg(writer->db));
	return writer;
}

void desk_site_written(struct desk_site_writer *writer)
{
	sqlite3_exec(writer->db, "ROLLBACK", NULL, NULL, NULL);
	sqlite3_close(writer->db);
	free(writer);
}

static int64_t now_ms(void)
{
	struct timespec now;
	clock_gettime(CLOCK_MONOTONIC, &now);
	return (int64_t)now.tv_sec * 1000 + now.tv_nsec / 1000000;
}

bool desk_site_wait(const struct desk_site *site, const char *sql, const char *text)
{
	/* The log moves before its commit is visible: the bell comes after it, and a look now and then
	 * besides. */
	enum { LOOK_MS = 200 };
	char events[4096];
	int64_t deadline = now_ms() + VT_PATIENCE;
	int fd = inotify_init1(IN_NONBLOCK | IN_CLOEXEC);
	inotify_add_watch(fd, site->dir, IN_MODIFY | IN_ATTRIB);
	bool met;
	while (!(met = strcmp(desk_site_query(site, sql), text) == 0) && now_ms() < deadline) {
		struct pollfd watched = { .fd = fd, .events = POLLIN };
		poll(&watched, 1, LOOK_MS);
		while (read(fd, events, sizeof events) > 0)
			;
	}
	close(fd);
	if (!met)
		print_error("# waited in vain for \"%s\" from %s; it gives \"%s\"\n", text, sql,
			    desk_site_query(site, sql));
	return met;
}
