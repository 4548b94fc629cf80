/* The harness itself, against small programs of the system. */
#include <setjmp.h>
#include <signal.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <cmocka.h>

#include "vt.h"

static struct vt *start_shell(const char *script)
{
	const char *const argv[] = { "/bin/sh", "-c", script, NULL };
	struct vt *vt = vt_start(24, 80, argv, NULL);
	assert_non_null(vt);
	return vt;
}

static void assert_exits(struct vt *vt, int wanted)
{
	int status;
	assert_true(vt_wait_exit(vt, &status));
	assert_int_equal(status, wanted);
}

static void cat_shows_what_is_typed(void **state)
{
	const char *const argv[] = { "/bin/cat", NULL };
	struct vt *vt = vt_start(24, 80, argv, NULL);
	assert_non_null(vt);
	vt_type(vt, "홍길동 e\xcc\x81\r");
	assert_true(vt_wait_line(vt, 1, "홍길동 e\xcc\x81"));
	assert_string_equal(vt_line(vt, 0), "홍길동 e\xcc\x81");
	assert_true(vt_key(vt, "Ctrl+D"));
	assert_exits(vt, 0);
	assert_true(vt_restored(vt));
	vt_finish(vt);
}

static void cells_know_width_and_colour(void **state)
{
	struct vt *vt = start_shell("printf '\\033[1;31m\\354\\230\\210\\033[0;7mx'; read line");
	assert_true(vt_wait(vt, "예x"));
	struct vt_cell cell;
	assert_true(vt_cell(vt, 0, 0, &cell));
	assert_string_equal(cell.text, "예");
	assert_int_equal(cell.width, 2);
	assert_true(cell.bold);
	assert_int_equal(cell.fg, 1);
	assert_int_equal(cell.bg, -1);
	assert_true(vt_cell(vt, 0, 1, &cell));
	assert_string_equal(cell.text, "");
	assert_true(vt_cell(vt, 0, 2, &cell));
	assert_true(cell.reverse);
	assert_false(vt_cell(vt, 24, 0, &cell));
	int row, col;
	vt_cursor(vt, &row, &col);
	assert_int_equal(row, 0);
	assert_int_equal(col, 3);
	vt_finish(vt);
}

static void size_and_resize_reach_the_program(void **state)
{
	struct vt *vt = start_shell("trap 'stty size; exit 0' WINCH; stty size; sleep 1000 & wait");
	assert_true(vt_wait(vt, "24 80"));
	vt_resize(vt, 36, 120);
	assert_true(vt_wait(vt, "36 120"));
	assert_int_equal(vt_rows(vt), 36);
	assert_int_equal(vt_cols(vt), 120);
	assert_exits(vt, 0);
	vt_finish(vt);
}

static void one_column_is_taken_as_two(void **state)
{
	const char *const argv[] = { "/bin/cat", NULL };
	struct vt *vt = vt_start(0, 1, argv, NULL);
	assert_non_null(vt);
	assert_int_equal(vt_rows(vt), 1);
	assert_int_equal(vt_cols(vt), VT_MIN_COLS);
	vt_type(vt, "예약예약\r");
	vt_resize(vt, 10, 0);
	assert_int_equal(vt_cols(vt), VT_MIN_COLS);
	vt_finish(vt);
}

static void environment_is_small_and_given(void **state)
{
	setenv("PRENOTA_TEST_LEAK", "leaked", 1);
	const char *const argv[] = { "/usr/bin/env", NULL };
	const char *const env[] = { "LANG", "NO_COLOR=1", NULL };
	struct vt *vt = vt_start(40, 200, argv, env);
	assert_non_null(vt);
	assert_exits(vt, 0);
	assert_true(vt_has(vt, "NO_COLOR=1"));
	assert_true(vt_has(vt, "TERM=xterm-256color"));
	assert_false(vt_has(vt, "LANG="));
	assert_false(vt_has(vt, "leaked"));
	vt_finish(vt);
}

static void signals_and_missing_programs_are_told(void **state)
{
	struct vt *vt = start_shell("echo ready; read line");
	assert_true(vt_wait(vt, "ready"));
	vt_signal(vt, SIGKILL);
	assert_exits(vt, -SIGKILL);
	vt_finish(vt);
	const char *const argv[] = { "/no/such/program", NULL };
	vt = vt_start(24, 80, argv, NULL);
	assert_non_null(vt);
	assert_exits(vt, 127);
	vt_finish(vt);
}

static void dropped_line_is_a_hang_up(void **state)
{
	struct vt *vt = start_shell("echo ready; read line");
	assert_true(vt_wait(vt, "ready"));
	vt_hang_up(vt);
	assert_exits(vt, -SIGHUP);
	assert_true(vt_has(vt, "ready"));
	vt_finish(vt);
}

static void two_lines_are_apart(void **state)
{
	struct vt *first = start_shell("echo first; read line");
	struct vt *second = start_shell("echo second; read line; echo \"got $line\"");
	assert_true(vt_wait(first, "first"));
	assert_true(vt_wait(second, "second"));
	/* Were the first's line open in the second as well, the first would hear nothing of its end. */
	vt_hang_up(first);
	assert_exits(first, -SIGHUP);
	vt_type(second, "hello\r");
	assert_true(vt_wait(second, "got hello"));
	assert_exits(second, 0);
	vt_finish(first);
	vt_finish(second);
}

static void what_is_left_in_the_terminal_is_seen(void **state)
{
	static const char *const left[] = { "printf '\\033[?1049h'", "printf '\\033[?25l'",
					    "printf '\\033[?1000h'", "printf '\\033[?2004h'", "stty -echo" };
	for (size_t i = 0; i < sizeof left / sizeof *left; i++) {
		struct vt *vt = start_shell(left[i]);
		assert_exits(vt, 0);
		assert_false(vt_restored(vt));
		vt_finish(vt);
	}
	struct vt *vt = start_shell("old=$(stty -g); stty raw; printf '\\033[?1049h\\033[?25l\\033[?2004h'; "
				    "printf '\\033[?1049l\\033[?25h\\033[?2004l'; stty $old");
	assert_exits(vt, 0);
	assert_true(vt_restored(vt));
	vt_finish(vt);
}

static void keys_send_what_terminals_send(void **state)
{
	static const struct {
		const char *keys, *seen;
	} cases[] = {
		{ "F1", "^[OP" },
		{ "F12", "^[[24~" },
		{ "Alt+1", "^[1" },
		{ "Ctrl+P", "^P" },
		{ "Shift+Tab", "^[[Z" },
		{ "Alt+Up", "^[[1;3A" },
		{ "Delete Home", "^[[3~^[[H" },
		{ "Ctrl+Left", "^[[1;5D" },
		{ "Ctrl+_", "^_" },
		{ "Esc", "^[" },
		{ "예", "예" },
	};
	struct vt *vt = start_shell("stty -icanon -isig -iexten -ixon; echo ready; exec cat >/dev/null");
	assert_true(vt_wait(vt, "ready"));
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		assert_true(vt_keys(vt, cases[i].keys));
		assert_true(vt_wait(vt, cases[i].seen));
		vt_type(vt, "\r");
	}
	assert_false(vt_key(vt, "F13"));
	assert_false(vt_key(vt, "NoKey"));
	assert_false(vt_key(vt, ""));
	vt_finish(vt);
}

static void paste_has_brackets_when_asked_for(void **state)
{
	struct vt *vt = start_shell("stty -echo; printf 'ready\\033[?2004h'; exec cat -v");
	assert_true(vt_wait(vt, "ready"));
	vt_paste(vt, "two words");
	vt_type(vt, "\r");
	assert_true(vt_wait(vt, "^[[200~two words^[[201~"));
	vt_finish(vt);
}

static void output_is_kept_byte_for_byte(void **state)
{
	struct vt *vt = start_shell("printf 'a\\033[31mb'");
	assert_exits(vt, 0);
	size_t len;
	assert_string_equal(vt_output(vt, &len), "a\033[31mb");
	assert_int_equal(len, 7);
	vt_forget(vt);
	assert_string_equal(vt_output(vt, &len), "");
	assert_int_equal(len, 0);
	vt_finish(vt);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(cat_shows_what_is_typed),
		cmocka_unit_test(cells_know_width_and_colour),
		cmocka_unit_test(size_and_resize_reach_the_program),
		cmocka_unit_test(one_column_is_taken_as_two),
		cmocka_unit_test(environment_is_small_and_given),
		cmocka_unit_test(signals_and_missing_programs_are_told),
		cmocka_unit_test(dropped_line_is_a_hang_up),
		cmocka_unit_test(two_lines_are_apart),
		cmocka_unit_test(what_is_left_in_the_terminal_is_seen),
		cmocka_unit_test(keys_send_what_terminals_send),
		cmocka_unit_test(paste_has_brackets_when_asked_for),
		cmocka_unit_test(output_is_kept_byte_for_byte),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
