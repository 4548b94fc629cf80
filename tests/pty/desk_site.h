/* tests/pty/desk_site.h - the real binary on a sample site of its own: consoles on terminals, commands beside
 * them, the database read back.
 *
 * The sample site is prepared once a test program and copied for each test. Nothing sleeps: desk_site_wait()
 * wakes when a file of the site changes. What goes wrong is told on standard error as TAP comments. */
#ifndef PRENOTA_TESTS_PTY_DESK_SITE_H
#define PRENOTA_TESTS_PTY_DESK_SITE_H

#include <stdbool.h>
#include <stdio.h>
#include <sys/types.h>

#include "base/buffer.h"
#include "vt.h"

#define DESK_NOW "2026-11-23T10:02"

struct desk_site {
	char dir[64];      /* of the run; its parent holds the prepared site */
	char config[96];   /* prenota.cfg */
	char database[96]; /* prenota.db */
};

/* cmocka's group set-up and tear-down: prepares the sample site with the program in the environment's
 * PRENOTA. */
int desk_site_prepare(void **state);
int desk_site_discard(void **state);

/* cmocka's set-up and tear-down of one test: a fresh copy, *@state is the struct desk_site. */
int desk_site_open(void **state);
int desk_site_close(void **state);

/* The program that is tested. */
const char *desk_site_program(void);

/* Starts a console of @as (NULL: the login) in @language at @rows x @cols on the site, its clock at DESK_NOW.
 * @env as for vt_start(). Fails the test when it cannot. Freed by vt_finish(). */
struct vt *desk_site_console(const struct desk_site *site, const char *as, const char *language, int rows,
			     int cols, const char *const *env);

/* The same, and waits for the first screen. */
struct vt *desk_site_ready(const struct desk_site *site, const char *as, const char *language, int rows,
			   int cols);

/* Runs one command with the words of @args (NULL at the end) and @input on standard input; standard output
 * goes to
 * @out (may be NULL), standard error too when it is told. The exit status, or minus the signal's number. */
int desk_site_run(const struct desk_site *site, const char *const *args, const char *input,
		  struct buffer *out);

/* The same in two parts, for several at a time. */
struct desk_job {
	pid_t pid;
	FILE *out;
};

void desk_site_begin(const struct desk_site *site, const char *const *args, const char *input,
		     struct desk_job *job);
int desk_site_end(struct desk_job *job, struct buffer *out);

/* The first column of the first row that @sql gives, "" when there is none; valid until the next call. */
const char *desk_site_query(const struct desk_site *site, const char *sql);
long desk_site_number(const struct desk_site *site, const char *sql);

/* Waits until @sql gives @text; false at a deadline, with what it gave instead. */
bool desk_site_wait(const struct desk_site *site, const char *sql, const char *text);

/* Another program that writes: from here on nobody else can, until it is told that it has. */
struct desk_site_writer;
struct desk_site_writer *desk_site_write(const struct desk_site *site);
void desk_site_written(struct desk_site_writer *writer);

/* "prenota check" finds the store sound. */
bool desk_site_sound(const struct desk_site *site);

/* Leaves by Ctrl+Q: the exit status is 0 and the terminal as it was. */
bool desk_site_leave(struct vt *vt);

#endif
