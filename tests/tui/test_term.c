#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <locale.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "offscreen.h"

static void refused(const char *type)
{
	struct term_options options = { .type = type, .rows = 24, .cols = 80 };
	struct error err = { 0 };
	assert_null(term_create_offscreen(&options, &err));
	assert_int_equal(err.code, ERROR_STORE);
	assert_non_null(strstr(err.text, "--help"));
}

static void unusable_terminals_are_refused(void **state)
{
	refused("dumb");
	refused("nosuchterminal");
	refused("");
	char *term = getenv("TERM");
	char *kept = term ? strdup(term) : NULL;
	unsetenv("TERM");
	refused(NULL);
	if (kept)
		setenv("TERM", kept, 1);
	free(kept);
}

static void usable_terminals_start(void **state)
{
	static const char *const types[] = { "xterm-256color",
					     "tmux-256color",
					     "screen",
					     "linux",
					     "vt100",
					     "xterm-mono",
					     "xterm-kitty",
					     "foot",
					     "alacritty-direct-new",
					     "ansi" };
	for (size_t i = 0; i < sizeof types / sizeof *types; i++) {
		struct term *term = offscreen(types[i], 24, 80);
		struct canvas all = term_begin(term);
		canvas_put(&all, 3, 4, STYLE_ERROR, "정비 예약");
		term_present(term);
		assert_screen(term, SCREEN("", "", "", "    정비 예약"));
		term_destroy(term);
	}
}

static void ascii_locale_is_refused(void **state)
{
	setlocale(LC_ALL, "C");
	struct term_options options = { .type = "xterm", .rows = 24, .cols = 80 };
	struct error err = { 0 };
	struct term *term = term_create_offscreen(&options, &err);
	assert_non_null(setlocale(LC_ALL, "C.UTF-8"));
	assert_null(term);
	assert_non_null(strstr(err.text, "UTF-8"));
}

static void no_tty_is_refused(void **state)
{
	struct term_options options = { 0 };
	struct error err = { 0 };
	FILE *in = freopen("/dev/null", "r", stdin);
	assert_non_null(in);
	assert_null(term_create(&options, &err));
	assert_non_null(strstr(err.text, "terminal"));
}

static size_t present_bytes(struct term *term, enum style style)
{
	size_t before;
	size_t after;
	size_t writes;
	term_output(term, &before, &writes);
	struct canvas all = term_begin(term);
	canvas_put(&all, 2, 2, style, "x");
	term_present(term);
	term_output(term, &after, &writes);
	return after - before;
}

static void no_color_draws_without(void **state)
{
	setenv("NO_COLOR", "1", 1);
	struct term *term = offscreen("xterm-256color", 24, 80);
	unsetenv("NO_COLOR");
	struct term *coloured = offscreen("xterm-256color", 24, 80);
	present_bytes(term, STYLE_NORMAL);
	present_bytes(coloured, STYLE_NORMAL);
	/* A green letter takes a colour sequence, on the terminal without colours only the letter. */
	assert_true(present_bytes(term, STYLE_GOOD) < present_bytes(coloured, STYLE_GOOD));
	term_destroy(term);
	term_destroy(coloured);
}

static void one_write_a_frame(void **state)
{
	struct term *term = offscreen("xterm-256color", 60, 200);
	size_t bytes;
	size_t writes;
	term_output(term, &bytes, &writes);
	assert_int_equal(writes, 0);
	struct canvas all = term_begin(term);
	for (int row = 0; row < 60; row++) {
		for (int col = 0; col < 200; col += 10)
			canvas_printf(&all, row, col, (enum style)((row + col) % STYLE_COUNT), "%02d 정비",
				      row);
	}
	term_present(term);
	term_output(term, &bytes, &writes);
	assert_int_equal(writes, 1);
	assert_true(bytes > 10000);
	size_t before = bytes;
	term_present(term);
	term_output(term, &bytes, &writes);
	assert_true(bytes - before < 60);
	term_destroy(term);
}

static void a_key_costs_few_bytes(void **state)
{
	struct term *term = offscreen("xterm-256color", 24, 80);
	size_t before = 0;
	size_t bytes = 0;
	size_t writes;
	for (int i = 0; i < 10; i++) {
		before = bytes;
		struct canvas all = term_begin(term);
		canvas_box(&all, 0, 0, 24, 80, "Call");
		canvas_put(&all, 5, 5, STYLE_FOCUS, "__________");
		canvas_put(&all, 5, 5, STYLE_FOCUS, &"aaaaaaaaaa"[10 - i]);
		canvas_cursor(&all, 5, 5 + i);
		term_present(term);
		term_output(term, &bytes, &writes);
	}
	assert_true(bytes - before <= 60);
	term_destroy(term);
}

static void redraw_paints_all(void **state)
{
	struct term *term = offscreen("xterm-256color", 24, 80);
	assert_true(present_bytes(term, STYLE_NORMAL) > 0);
	size_t little = present_bytes(term, STYLE_NORMAL);
	term_redraw(term);
	assert_true(present_bytes(term, STYLE_NORMAL) > little + 5);
	term_destroy(term);
}

static void room_follows_the_size(void **state)
{
	struct term *term = offscreen("xterm-256color", 24, 80);
	assert_int_equal(term_room(term), TERM_ROOM_NORMAL);
	term_set_size(term, 36, 120);
	assert_int_equal(term_room(term), TERM_ROOM_WIDE);
	term_set_size(term, 19, 80);
	assert_int_equal(term_room(term), TERM_ROOM_LITTLE);
	term_set_size(term, 10, 40);
	struct canvas little = term_begin(term);
	term_put_too_small(&little);
	term_present(term);
	assert_screen(term,
		      SCREEN("", " This window is too small: prenota", " needs 60 columns and 20 rows."));
	term_set_size(term, 24, 59);
	assert_int_equal(term_room(term), TERM_ROOM_LITTLE);
	term_set_size(term, 10, 39);
	assert_int_equal(term_room(term), TERM_ROOM_NONE);
	struct canvas all = term_begin(term);
	assert_int_equal(all.rows, 0);
	canvas_put(&all, 0, 0, STYLE_NORMAL, "정비");
	canvas_box(&all, 0, 0, 10, 39, "정비");
	term_present(term);
	assert_screen(term, SCREEN("prenota: too small, need 60x20", ""));
	term_set_size(term, 1, 1);
	term_begin(term);
	term_present(term);
	assert_screen(term, SCREEN(""));
	term_destroy(term);
}

static void fed_keys_are_events(void **state)
{
	struct term *term = offscreen("xterm-256color", 24, 80);
	struct event event;
	term_feed(term, "a\033", 2);
	assert_true(term_next_event(term, &event));
	assert_int_equal(event.key.code, 'a');
	assert_false(term_next_event(term, &event));
	assert_int_equal(term_escape_delay(term), 25);
	term_expire_escape(term);
	assert_true(term_next_event(term, &event));
	assert_int_equal(event.key.code, KEY_NAME_ESC);
	assert_int_equal(term_escape_delay(term), -1);
	term_destroy(term);
}

static void draw_much(struct term *term)
{
	struct canvas all = term_begin(term);
	for (int row = 0; row < all.rows; row++)
		canvas_put(&all, row, row % 3, STYLE_HEAT1,
			   "정비예약확인요정비예약확인요정비예약확인요정비예약확인요정비예약확인요e\u0301e"
			   "\u0301김민수");
	canvas_box(&all, 0, 0, all.rows, all.cols, "정비");
	canvas_cursor(&all, all.rows / 2, all.cols / 2);
	term_present(term);
}

static void storm_of_resizes(void **state)
{
	unsigned seed = (unsigned)time(NULL);
	print_message("# seed %u\n", seed);
	srand(seed);
	struct term *term = offscreen("xterm-256color", 24, 80);
	for (int i = 0; i < 2000; i++) {
		term_set_size(term, 1 + rand() % 60, 1 + rand() % 200);
		draw_much(term);
		if (rand() % 4 == 0)
			draw_much(term);
	}
	term_set_size(term, 24, 80);
	struct canvas all = term_begin(term);
	canvas_box(&all, 0, 0, 3, 10, "끝");
	term_present(term);
	assert_screen(term, SCREEN("┌─ 끝 ───┐", "│        │", "└────────┘", "", "", "", "", "", "", "", "",
				   "", "", "", "", "", "", "", "", "", "", "", "", ""));
	term_destroy(term);
}

int main(void)
{
	if (!setlocale(LC_ALL, "C.UTF-8"))
		return 1;
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(unusable_terminals_are_refused),
		cmocka_unit_test(usable_terminals_start),
		cmocka_unit_test(ascii_locale_is_refused),
		cmocka_unit_test(no_color_draws_without),
		cmocka_unit_test(one_write_a_frame),
		cmocka_unit_test(a_key_costs_few_bytes),
		cmocka_unit_test(redraw_paints_all),
		cmocka_unit_test(room_follows_the_size),
		cmocka_unit_test(fed_keys_are_events),
		cmocka_unit_test(storm_of_resizes),
		cmocka_unit_test(no_tty_is_refused),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
