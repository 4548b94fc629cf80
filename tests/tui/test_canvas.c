#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <limits.h>
#include <locale.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "offscreen.h"

static struct term *term;

static int start(void **state)
{
	term = offscreen("xterm-256color", 24, 80);
	return 0;
}

static int finish(void **state)
{
	term_destroy(term);
	return 0;
}

static void text_is_cut_at_the_edge(void **state)
{
	struct canvas all = term_begin(term);
	struct canvas pane = canvas_sub(&all, 1, 10, 3, 6);
	assert_int_equal(canvas_put(&pane, 0, 0, STYLE_NORMAL, "123456789"), 9);
	canvas_put(&pane, 1, 1, STYLE_NORMAL, "김민수");
	canvas_put(&pane, 2, -1, STYLE_NORMAL, "홍길동x");
	canvas_put(&pane, 3, 0, STYLE_NORMAL, "below");
	canvas_put(&pane, -1, 0, STYLE_NORMAL, "above");
	canvas_put(&all, 1, 20, STYLE_NORMAL, "|");
	term_present(term);
	assert_screen(term, SCREEN("", "          123456    |", "           김민", "           길동x", ""));
}

static void overwritten_halves_become_spaces(void **state)
{
	struct canvas all = term_begin(term);
	canvas_put(&all, 0, 0, STYLE_NORMAL, "가나다라");
	canvas_put(&all, 0, 1, STYLE_NORMAL, "x");
	canvas_put(&all, 1, 0, STYLE_NORMAL, "가나다라");
	canvas_put(&all, 1, 2, STYLE_NORMAL, "x");
	canvas_put(&all, 2, 0, STYLE_NORMAL, "가나다라");
	canvas_put(&all, 2, 1, STYLE_NORMAL, "마");
	canvas_put(&all, 3, 0, STYLE_NORMAL, "가나다라");
	canvas_fill(&all, 3, 3, 1, 2, STYLE_NORMAL);
	term_present(term);
	assert_screen(term, SCREEN(" x나다라", "가x 다라", " 마 다라", "가    라"));
}

static void no_control_character_passes(void **state)
{
	struct canvas all = term_begin(term);
	canvas_put(&all, 0, 0, STYLE_NORMAL, "a\033[2J\x07\n\r\b\t\xc2\x9b\u202e\u200b\ue000\xffz");
	canvas_put_in(&all, 1, 0, 6, STYLE_NORMAL, TEXT_LEFT, "\033]0;title\x07");
	term_present(term);
	assert_screen(term, SCREEN("a␛[2J␇↵␍␈ ␚␚␚␚␚z", "␛]0;t…"));
}

static void placed_left_right_and_wrapped(void **state)
{
	struct canvas all = term_begin(term);
	canvas_put_in(&all, 0, 0, 8, STYLE_NORMAL, TEXT_RIGHT, "3.5");
	canvas_put_in(&all, 0, 8, 5, STYLE_NORMAL, TEXT_LEFT, "홍길동");
	assert_int_equal(canvas_put_right(&all, 0, 20, STYLE_NORMAL, "끝"), 18);
	canvas_printf(&all, 1, 0, STYLE_NORMAL, "%d 건", 3);
	assert_int_equal(
		canvas_put_wrapped(&all, 2, 2, 2, 10, STYLE_NORMAL, "제동할 때 앞에서 끼익 소리가 납니다"),
		2);
	assert_int_equal(canvas_put_wrapped(&all, 4, 2, 5, 10, STYLE_NORMAL, "brake noise"), 2);
	term_present(term);
	assert_screen(term, SCREEN("     3.5홍길…     끝", "3 건", "  제동할 때", "  앞에서…", "  brake",
				   "  noise"));
}

static void boxes_join(void **state)
{
	struct canvas all = term_begin(term);
	canvas_box(&all, 0, 0, 6, 12, "Script");
	canvas_box(&all, 0, 11, 4, 12, "정비");
	canvas_box(&all, 3, 11, 3, 12, "Proposals, long");
	canvas_hline(&all, 2, 0, 12);
	term_present(term);
	assert_screen(term, SCREEN("┌─ Script ─┬─ 정비 ───┐", "│          │          │",
				   "├──────────┤          │", "│          ├─ Propo… ─┤",
				   "│          │          │", "└──────────┴──────────┘"));
}

static void overlay_does_not_join(void **state)
{
	struct canvas all = term_begin(term);
	canvas_box(&all, 0, 0, 5, 10, NULL);
	canvas_fill(&all, 2, 4, 3, 10, STYLE_NORMAL);
	canvas_box(&all, 2, 4, 3, 10, NULL);
	term_present(term);
	assert_screen(term, SCREEN("┌────────┐", "│        │", "│   ┌────────┐", "│   │        │",
				   "└───└────────┘"));
}

static void ascii_and_plain(void **state)
{
	struct term_options options = { .type = "vt100", .rows = 24, .cols = 80, .ascii = true };
	struct term *other = term_create_offscreen(&options, NULL);
	struct canvas all = term_begin(other);
	canvas_box(&all, 0, 0, 3, 8, "A");
	canvas_heat(&all, 3, 0, 6, 1, 2, "3.5");
	term_present(other);
	assert_screen(other, SCREEN("+- A --+", "|      |", "+------+", ":  3.5"));
	term_destroy(other);
	options.plain = true;
	other = term_create_offscreen(&options, NULL);
	all = term_begin(other);
	assert_true(canvas_is_plain(&all));
	canvas_box(&all, 0, 0, 3, 8, "Script");
	term_present(other);
	assert_screen(other, SCREEN("Script", "", ""));
	term_destroy(other);
}

static void heat_has_glyph_number_and_colour(void **state)
{
	struct canvas all = term_begin(term);
	canvas_heat(&all, 0, 0, 6, 0, 480, "18.5");
	canvas_heat(&all, 1, 0, 6, 240, 480, "4.0");
	canvas_heat(&all, 2, 0, 6, 479, 480, "0.1");
	canvas_heat(&all, 3, 0, 6, 480, 480, "0.0");
	canvas_heat(&all, 4, 0, 6, 0, 0, "shut");
	canvas_heat(&all, 5, 0, 6, 1, 480, "7.9");
	term_present(term);
	assert_screen(term, SCREEN("  18.5", "▄  4.0", "▇  0.1", "█  0.0", "█ shut", "▁  7.9"));
	assert_int_equal(term_style_at(term, 0, 3), STYLE_HEAT0);
	assert_int_equal(term_style_at(term, 1, 3), STYLE_HEAT1);
	assert_int_equal(term_style_at(term, 2, 3), STYLE_HEAT3);
	assert_int_equal(term_style_at(term, 3, 3), STYLE_HEAT4);
	assert_int_equal(style_heat(49, 100), STYLE_HEAT0);
	assert_int_equal(style_heat(70, 100), STYLE_HEAT2);
	assert_int_equal(style_heat(85, 100), STYLE_HEAT3);
	assert_int_equal(style_heat(LONG_MAX, LONG_MAX), STYLE_HEAT4);
	assert_int_equal(style_heat(LONG_MAX / 8 * 7, LONG_MAX), STYLE_HEAT3);
	assert_int_equal(style_heat(-5, 10), STYLE_HEAT0);
	assert_string_equal(style_heat_glyph(-5, 10, false), " ");
}

static void cursor_is_where_the_focus_is(void **state)
{
	struct canvas all = term_begin(term);
	struct canvas pane = canvas_sub(&all, 2, 3, 2, 5);
	int row;
	int col;
	canvas_cursor(&pane, 2, 0);
	canvas_cursor(&pane, 0, 5);
	term_present(term);
	assert_false(term_cursor(term, &row, &col));
	canvas_cursor(&pane, 1, 4);
	term_present(term);
	assert_true(term_cursor(term, &row, &col));
	assert_int_equal(row, 3);
	assert_int_equal(col, 7);
}

static int far(void)
{
	static const int places[] = { INT_MIN, INT_MAX, -100000, 100000 };
	return rand() % 8 == 0 ? places[rand() % 4] : rand() % 60 - 20;
}

/* Whatever is drawn into a pane, nothing around it changes and its frame stays whole. */
static void random_drawing_stays_inside(void **state)
{
	unsigned seed = (unsigned)time(NULL);
	print_message("# seed %u\n", seed);
	srand(seed);
	static const char *const texts[] = { "가나다라마바사아자차카타파하",
					     "abc",
					     "e\u0301김\u1112\u1161\u11ab",
					     "\u0301",
					     "",
					     "👩‍👩‍👧 x",
					     "\033[31m",
					     "정비\n예약",
					     "┌─┐" };
	for (int frame = 0; frame < 100; frame++) {
		struct canvas all = term_begin(term);
		canvas_fill(&all, 0, 0, 24, 80, STYLE_NORMAL);
		for (int row = 0; row < 24; row++)
			canvas_put(&all, row, 0, STYLE_NORMAL,
				   "#########################################################################"
				   "#######");
		struct canvas pane = canvas_sub(&all, 5, 20, 10, 31);
		canvas_fill(&pane, 0, 0, 10, 31, STYLE_DIM);
		for (int i = 0; i < 20; i++) {
			const char *text = texts[(size_t)rand() % (sizeof texts / sizeof *texts)];
			enum style style = (enum style)(rand() % STYLE_COUNT);
			switch (rand() % 8) {
			case 0:
				canvas_put(&pane, far(), far(), style, text);
				break;
			case 1:
				canvas_put_in(&pane, far(), far(), far(), style, TEXT_RIGHT, text);
				break;
			case 2:
				canvas_put_wrapped(&pane, far(), far(), far(), far(), style, text);
				break;
			case 3:
				canvas_fill(&pane, far(), far(), far(), far(), style);
				break;
			case 4:
				canvas_box(&pane, far(), far(), rand() % 9, rand() % 50, text);
				break;
			case 5:
				canvas_restyle(&pane, far(), far(), far(), style);
				break;
			case 6:
				canvas_heat(&pane, far(), far(), far(), far(), far(), text);
				break;
			case 7:
				canvas_hline(&pane, far(), far(), far());
				break;
			}
			canvas_cursor(&pane, far(), far());
		}
		term_present(term);
		struct buffer line = { 0 };
		for (int row = 0; row < 24; row++) {
			buffer_clear(&line);
			term_line(term, row, &line);
			assert_int_equal(text_width(buffer_text(&line)), 80);
			bool inside = row >= 5 && row < 15;
			assert_int_equal(strspn(line.text, "#"), inside ? 20 : 80);
			assert_memory_equal(line.text + line.len - 29, "#############################", 29);
		}
		buffer_finish(&line);
	}
}

int main(void)
{
	if (!setlocale(LC_ALL, "C.UTF-8"))
		return 1;
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(text_is_cut_at_the_edge),
		cmocka_unit_test(overwritten_halves_become_spaces),
		cmocka_unit_test(no_control_character_passes),
		cmocka_unit_test(placed_left_right_and_wrapped),
		cmocka_unit_test(boxes_join),
		cmocka_unit_test(overlay_does_not_join),
		cmocka_unit_test(ascii_and_plain),
		cmocka_unit_test(heat_has_glyph_number_and_colour),
		cmocka_unit_test(cursor_is_where_the_focus_is),
		cmocka_unit_test(random_drawing_stays_inside),
	};
	return cmocka_run_group_tests(tests, start, finish);
}
