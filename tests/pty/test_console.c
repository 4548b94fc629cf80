/* The real console on a terminal: the first screen, the terminal given back, kinds of terminals, suspension,
 * a line that drops. */
#include <glob.h>
#include <setjmp.h>
#include <signal.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <cmocka.h>

#include "desk_site.h"

static void starts_with_the_frame_and_leaves_the_terminal_as_it_was(void **state)
{
	static const int sizes[][2] = { { 24, 80 }, { 36, 120 }, { 60, 200 } };
	for (size_t i = 0; i < sizeof sizes / sizeof *sizes; i++) {
		int rows = sizes[i][0];
		struct vt *vt = desk_site_ready(*state, "kim.m", "en", rows, sizes[i][1]);
		assert_true(vt_wait_line(vt, 0, "Maserati Gangnam"));
		assert_true(vt_has(vt, "F12"));
		assert_true(vt_alternate(vt));
		assert_true(desk_site_leave(vt));
		vt_finish(vt);
	}
}

static void first_screen_is_korean(void **state)
{
	struct vt *vt = desk_site_ready(*state, "kim.m", "ko", 24, 80);
	assert_true(vt_wait_line(vt, 0, "정비 예약"));
	assert_true(vt_wait_line(vt, 23, "도움"));
	assert_true(desk_site_leave(vt));
	vt_finish(vt);
}

static void language_follows_the_environment(void **state)
{
	static const struct {
		const char *env[3];
		const char *seen;
	} cases[] = {
		{ { "LANG=ko_KR.UTF-8", NULL }, "도움" }, /* not installed, and understood all the same */
		{ { "LANG=C.UTF-8", "LANGUAGE=ko", NULL }, "도움" },
		{ { "LANG=fr_FR.UTF-8", NULL }, "Help" },
		{ { "LANG=C", NULL }, "Help" },
		{ { "LANG", NULL }, "Help" },
	};
	const struct desk_site *site = *state;
	const char *const argv[] = { getenv("PRENOTA"), "--config", site->config, "--now",
				     DESK_NOW,          "--as",     "kim.m",      NULL };
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		struct vt *vt = vt_start(24, 80, argv, cases[i].env);
		assert_non_null(vt);
		assert_true(vt_wait_line(vt, 23, cases[i].seen));
		assert_true(vt_key(vt, "F4"));
		assert_true(vt_wait(vt, "권태경")); /* names are shown whatever the locale is */
		assert_true(desk_site_leave(vt));
		vt_finish(vt);
	}
}

static void demo_starts_on_a_site_that_it_throws_away(void **state)
{
	const char *const argv[] = { getenv("PRENOTA"), "demo", NULL };
	char tmpdir[128];
	const struct desk_site *site = *state;
	snprintf(tmpdir, sizeof tmpdir, "TMPDIR=%s", site->dir);
	const char *const env[] = { tmpdir, NULL };
	struct vt *vt = vt_start(24, 80, argv, env);
	assert_non_null(vt);
	assert_true(vt_wait_line(vt, 0, "10:0"));
	assert_true(desk_site_leave(vt));
	vt_finish(vt);
	char pattern[160];
	snprintf(pattern, sizeof pattern, "%s/prenota-demo*", site->dir);
	glob_t found;
	assert_int_equal(glob(pattern, 0, NULL, &found), GLOB_NOMATCH);
	globfree(&found);
}

/* --- kinds of terminals --- */

static void console_runs_on_every_usable_terminal(void **state)
{
	static const char *const types[] = { "TERM=xterm-256color", "TERM=tmux-256color", "TERM=screen",
					     "TERM=linux",          "TERM=vt100",         "TERM=xterm-mono" };
	static const int sizes[][2] = { { 24, 80 }, { 36, 120 } };
	for (size_t i = 0; i < sizeof types / sizeof *types; i++) {
		for (size_t k = 0; k < sizeof sizes / sizeof *sizes; k++) {
			const char *const env[] = { types[i], NULL };
			struct vt *vt =
				desk_site_console(*state, "kim.m", "en", sizes[k][0], sizes[k][1], env);
			assert_true(vt_wait_line(vt, sizes[k][0] - 1, "Help"));
			assert_true(vt_key(vt, "F4"));
			assert_true(vt_wait(vt, "receptions,"));
			assert_true(desk_site_leave(vt));
			vt_finish(vt);
		}
	}
}

static void unusable_terminals_are_refused_with_a_remedy(void **state)
{
	static const char *const types[] = { "TERM=dumb", "TERM", "TERM=nosuch",
					     "TERM=", "TERM=../../etc/passwd" };
	for (size_t i = 0; i < sizeof types / sizeof *types; i++) {
		const char *const env[] = { types[i], NULL };
		struct vt *vt = desk_site_console(*state, "kim.m", "en", 24, 80, env);
		int status;
		assert_true(vt_wait_exit(vt, &status));
		assert_int_equal(status, 69);
		size_t len;
		const char *told = vt_output(vt, &len);
		if (!strstr(told, "TERM") || !strstr(told, "use the commands, see prenota --help"))
			fail_msg("%s: %s", types[i], told);
		assert_true(vt_restored(vt));
		vt_finish(vt);
	}
}

/* True when some cell has a colour. */
static bool is_coloured(struct vt *vt)
{
	struct vt_cell cell;
	for (int row = 0; row < vt_rows(vt); row++)
		for (int col = 0; vt_cell(vt, row, col, &cell); col++)
			if (cell.fg != -1 || cell.bg != -1)
				return true;
	return false;
}

static void no_color_takes_the_colours_out_and_nothing_else(void **state)
{
	const char *const env[] = { "NO_COLOR=1", NULL };
	struct vt *bare = desk_site_console(*state, "kim.m", "en", 24, 80, env);
	assert_true(vt_wait(bare, "Help"));
	struct vt *coloured = desk_site_ready(*state, "kim.m", "en", 24, 80);
	assert_string_equal(vt_screen(bare), vt_screen(coloured));
	assert_true(is_coloured(coloured));
	assert_false(is_coloured(bare));
	assert_true(desk_site_leave(bare));
	assert_true(desk_site_leave(coloured));
	vt_finish(bare);
	vt_finish(coloured);
}

static void too_small_a_window_asks_for_room(void **state)
{
	struct vt *vt = desk_site_console(*state, "kim.m", "ko", 19, 59, NULL);
	assert_true(vt_wait(vt, "창이 너무 작습니다"));
	vt_resize(vt, 9, 39);
	assert_true(vt_wait_gone(vt, "창이"));
	for (const char *c = vt_screen(vt); *c; c++)
		assert_true((unsigned char)*c < 0x80);
	vt_resize(vt, 24, 80);
	assert_true(vt_wait_line(vt, 23, "F1"));
	assert_true(desk_site_leave(vt));
	vt_finish(vt);
}

/* --- suspension --- */

static bool is_stopped(struct vt *vt)
{
	siginfo_t info = { 0 };
	return waitid(P_PID, (id_t)vt_pid(vt), &info, WSTOPPED) == 0 && info.si_code == CLD_STOPPED;
}

static void suspends_and_continues_where_it_was(void **state)
{
	/* The console is the terminal's session leader, whose process group is an orphan to the kernel: a
	 * stop by the keyboard would be ignored. Under a shell with job control it is a job like any other.
	 */
	const struct desk_site *site = *state;
	char script[512];
	snprintf(script, sizeof script,
		 "set -m; $PRENOTA --config %s --now " DESK_NOW
		 " --as kim.m --lang en; echo stopped; read line; fg; "
		 "echo left",
		 site->config);
	char program[512];
	snprintf(program, sizeof program, "PRENOTA=%s", getenv("PRENOTA"));
	const char *const argv[] = { "/bin/bash", "-c", script, NULL };
	const char *const env[] = { program, NULL };
	struct vt *vt = vt_start(24, 80, argv, env);
	assert_non_null(vt);
	assert_true(vt_wait(vt, "Help"));
	assert_true(vt_keys(vt, "F12 Enter Enter"));
	assert_true(vt_wait(vt, "In the customer's words"));
	vt_type(vt, "half a sen");
	assert_true(vt_wait(vt, "half a sen"));
	assert_true(vt_key(vt, "Ctrl+Z"));
	assert_true(vt_wait(vt, "stopped"));
	assert_false(vt_alternate(vt));
	assert_true(vt_cursor_shown(vt));
	vt_type(vt, "\r");
	assert_true(vt_wait(vt, "half a sen"));
	vt_type(vt, "tence");
	assert_true(vt_wait(vt, "half a sentence"));
	assert_true(vt_key(vt, "Ctrl+Q"));
	assert_true(vt_wait(vt, "left"));
	int status;
	assert_true(vt_wait_exit(vt, &status));
	assert_int_equal(status, 0);
	assert_true(vt_restored(vt));
	vt_finish(vt);
}

static void suspension_nobody_could_end_is_passed_over(void **state)
{
	struct vt *vt = desk_site_ready(*state, "kim.m", "en", 24, 80);
	assert_true(vt_keys(vt, "Ctrl+Z F4"));
	assert_true(vt_wait(vt, "receptions,"));
	assert_true(desk_site_leave(vt));
	vt_finish(vt);
}

static void stop_from_outside_is_survived(void **state)
{
	struct vt *vt = desk_site_ready(*state, "kim.m", "en", 24, 80);
	vt_signal(vt, SIGSTOP);
	assert_true(is_stopped(vt));
	vt_type(vt, "\033OS"); /* F4, typed while nobody reads */
	vt_signal(vt, SIGCONT);
	assert_true(vt_wait(vt, "receptions,"));
	assert_true(desk_site_leave(vt));
	vt_finish(vt);
}

int main(void)
{
#define SITE_TEST(f) cmocka_unit_test_setup_teardown(f, desk_site_open, desk_site_close)
	const struct CMUnitTest tests[] = {
		SITE_TEST(starts_with_the_frame_and_leaves_the_terminal_as_it_was),
		SITE_TEST(first_screen_is_korean),
		SITE_TEST(language_follows_the_environment),
		SITE_TEST(demo_starts_on_a_site_that_it_throws_away),
		SITE_TEST(console_runs_on_every_usable_terminal),
		SITE_TEST(unusable_terminals_are_refused_with_a_remedy),
		SITE_TEST(no_color_takes_the_colours_out_and_nothing_else),
		SITE_TEST(too_small_a_window_asks_for_room),
		SITE_TEST(suspends_and_continues_where_it_was),
		SITE_TEST(suspension_nobody_could_end_is_passed_over),
		SITE_TEST(stop_from_outside_is_survived),
	};
	return cmocka_run_group_tests(tests, desk_site_prepare, desk_site_discard);
}
