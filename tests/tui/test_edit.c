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
#include "tui/edit.h"

static enum edit_result press(struct edit *edit, const char *name)
{
	struct key key;
	if (!key_parse(name, &key))
		fail_msg("'%s' is no key", name);
	struct event event = event_of_key(key);
	return edit_event(edit, &event);
}

static enum edit_result paste(struct edit *edit, const char *text)
{
	struct event event = { .kind = EVENT_PASTE, .text = text, .len = strlen(text) };
	return edit_event(edit, &event);
}

/* Types each character of @text. */
static void type(struct edit *edit, const char *text)
{
	size_t used;
	for (size_t at = 0; text[at]; at += used) {
		uint32_t scalar = (uint32_t)text_decode(text + at, strlen(text + at), &used);
		struct event event = event_of_key((struct key){ .code = scalar });
		edit_event(edit, &event);
	}
}

/* The text with "|" where the cursor is. */
static void assert_edit(const struct edit *edit, const char *expected)
{
	char text[400];
	snprintf(text, sizeof text, "%.*s|%s", (int)edit->cursor, edit->text, edit->text + edit->cursor);
	assert_string_equal(text, expected);
}

static void shell_keys(void **state)
{
	struct edit edit;
	edit_init(&edit, 100, false);
	type(&edit, "one two  three");
	assert_edit(&edit, "one two  three|");
	press(&edit, "Ctrl+Left");
	assert_edit(&edit, "one two  |three");
	press(&edit, "Ctrl+W");
	assert_edit(&edit, "one |three");
	press(&edit, "Ctrl+A");
	assert_edit(&edit, "|one three");
	press(&edit, "Ctrl+Right");
	press(&edit, "Delete");
	assert_edit(&edit, "one|three");
	press(&edit, "Backspace");
	press(&edit, "Left");
	press(&edit, "Ctrl+K");
	assert_edit(&edit, "o|");
	press(&edit, "Home");
	assert_int_equal(press(&edit, "Backspace"), EDIT_MOVED);
	press(&edit, "End");
	press(&edit, "Ctrl+U");
	assert_edit(&edit, "|");
	assert_int_equal(press(&edit, "Enter"), EDIT_IGNORED);
	assert_int_equal(press(&edit, "Tab"), EDIT_IGNORED);
	assert_int_equal(press(&edit, "Up"), EDIT_IGNORED);
	assert_int_equal(press(&edit, "F2"), EDIT_IGNORED);
	assert_int_equal(press(&edit, "Alt+x"), EDIT_IGNORED);
	edit_finish(&edit);
}

static void hangul_by_grapheme(void **state)
{
	struct edit edit;
	edit_init(&edit, 100, false);
	type(&edit, "홍길동");
	press(&edit, "Left");
	press(&edit, "Backspace");
	assert_edit(&edit, "홍|동");
	press(&edit, "Right");
	press(&edit, "Backspace");
	type(&edit, "\u1100\u1175\u11b7동");
	type(&edit, "e\u0300");
	assert_edit(&edit, "홍김동è|");
	press(&edit, "Backspace");
	assert_edit(&edit, "홍김동|");
	edit_set(&edit, "x\u0323\u0331y");
	press(&edit, "Left");
	press(&edit, "Left");
	assert_edit(&edit, "|x\u0323\u0331y");
	press(&edit, "Delete");
	assert_edit(&edit, "|y");
	edit_finish(&edit);
}

static void undo_takes_back_changes(void **state)
{
	struct edit edit;
	edit_init(&edit, 100, false);
	type(&edit, "정비");
	paste(&edit, " 예약");
	type(&edit, "abc");
	press(&edit, "Ctrl+U");
	assert_edit(&edit, "|");
	assert_int_equal(press(&edit, "Alt+U"), EDIT_CHANGED);
	assert_edit(&edit, "정비 예약abc|");
	assert_int_equal(press(&edit, "Ctrl+_"), EDIT_CHANGED);
	assert_edit(&edit, "정비 예약|");
	assert_int_equal(press(&edit, "Alt+ㅕ"), EDIT_CHANGED);
	assert_edit(&edit, "정비|");
	assert_true(edit_undo(&edit));
	assert_edit(&edit, "|");
	assert_false(edit_undo(&edit));
	assert_int_equal(press(&edit, "Alt+U"), EDIT_IGNORED);
	edit_finish(&edit);
}

static void undo_is_bounded(void **state)
{
	struct edit edit;
	edit_init(&edit, 100000, false);
	for (int i = 0; i < 1000; i++)
		paste(&edit, "0123456789012345678901234567890123456789");
	int steps = 0;
	while (edit_undo(&edit))
		steps++;
	assert_true(steps > 0 && steps <= 100);
	edit_finish(&edit);
}

static void paste_is_text(void **state)
{
	struct edit edit;
	edit_init(&edit, 100, false);
	assert_int_equal(paste(&edit, "a\r\nb\tc\033[2J\x01\u202e"), EDIT_CHANGED);
	assert_edit(&edit, "a b c[2J|");
	assert_int_equal(paste(&edit, "\x01\x02"), EDIT_MOVED);
	edit_set(&edit, "");
	paste(&edit, "\xff김");
	assert_edit(&edit, "\ufffd김|");
	edit_finish(&edit);
	edit_init(&edit, 100, true);
	paste(&edit, "a\rb\r\nc");
	assert_edit(&edit, "a\nb\nc|");
	edit_finish(&edit);
}

static void limit_is_kept(void **state)
{
	struct edit edit;
	edit_init(&edit, 7, false);
	assert_int_equal(paste(&edit, "김민수"), EDIT_FULL);
	assert_edit(&edit, "김민|");
	assert_int_equal(press(&edit, "수"), EDIT_FULL);
	assert_int_equal(press(&edit, "a"), EDIT_CHANGED);
	assert_int_equal(press(&edit, "a"), EDIT_FULL);
	assert_edit(&edit, "김민a|");
	edit_set(&edit, "이순신 장군");
	assert_edit(&edit, "이순|");
	edit_finish(&edit);
}

static void lines_move_up_and_down(void **state)
{
	struct edit edit;
	edit_init(&edit, 1000, true);
	edit_set_columns(&edit, 11);
	edit_set(&edit, "제동할 때 앞에서 소리\n둘째 줄\n");
	assert_int_equal(edit_rows(&edit), 5);
	press(&edit, "Up");
	press(&edit, "End");
	assert_edit(&edit, "제동할 때 앞에서 소리\n둘째 줄|\n");
	press(&edit, "Up");
	assert_edit(&edit, "제동할 때 앞에서 소리|\n둘째 줄\n");
	press(&edit, "Up");
	press(&edit, "Up");
	assert_edit(&edit, "제동할 |때 앞에서 소리\n둘째 줄\n");
	assert_int_equal(press(&edit, "Up"), EDIT_IGNORED);
	press(&edit, "Down");
	press(&edit, "Home");
	assert_edit(&edit, "|제동할 때 앞에서 소리\n둘째 줄\n");
	press(&edit, "End");
	assert_int_equal(press(&edit, "Alt+Enter"), EDIT_CHANGED);
	assert_edit(&edit, "제동할 때 앞에서 소리\n|\n둘째 줄\n");
	press(&edit, "Down");
	press(&edit, "Down");
	assert_int_equal(press(&edit, "Down"), EDIT_IGNORED);
	edit_finish(&edit);
}

static void drawn_with_cursor_and_scroll(void **state)
{
	struct term *term = offscreen("xterm-256color", 24, 80);
	struct edit edit;
	edit_init(&edit, 200, false);
	type(&edit, "홍길동");
	struct canvas all = term_begin(term);
	edit_draw(&edit, &all, 0, 2, 1, 10, true);
	int row;
	int col;
	term_present(term);
	assert_screen(term, SCREEN("  홍길동____"));
	assert_true(term_cursor(term, &row, &col));
	assert_int_equal(col, 8);
	assert_int_equal(term_style_at(term, 0, 3), STYLE_FOCUS);
	type(&edit, "이순신강감찬");
	all = term_begin(term);
	edit_draw(&edit, &all, 0, 2, 1, 10, true);
	edit_draw(&edit, &all, 1, 2, 1, 10, false);
	term_present(term);
	assert_true(term_cursor(term, &row, &col));
	assert_true(row == 0 && col >= 2 && col < 12);
	struct buffer line = { 0 };
	term_line(term, 0, &line);
	assert_true(text_width(line.text) == 12);
	buffer_finish(&line);
	edit_click(&edit, 1, 10, 0, 0);
	assert_true(edit.cursor < edit.len);
	edit_finish(&edit);
	term_destroy(term);
}

static void long_text_is_drawn_wrapped(void **state)
{
	struct term *term = offscreen("xterm-256color", 24, 80);
	struct edit edit;
	edit_init(&edit, 200, true);
	edit_set_columns(&edit, 11);
	type(&edit, "제동할 때 앞에서 소리가 납니다");
	struct canvas all = term_begin(term);
	edit_draw(&edit, &all, 0, 0, 2, 11, true);
	edit_draw(&edit, &all, 5, 0, 4, 11, false);
	term_present(term);
	assert_screen(term, SCREEN("소리가", "납니다", "", "", "", "제동할 때", "앞에서"));
	edit_finish(&edit);
	term_destroy(term);
}

/* --- against a model: an array of graphemes --- */

enum { MODEL_MAX = 60 };

struct model {
	const char *items[MODEL_MAX];
	int count;
	int cursor;
};

static const char *const alphabet[] = { "a", "b", " ", "김", "수", "é", "👍", "ㅋ", "-" };

static void model_insert(struct model *model, const char *item)
{
	for (int i = model->count++; i > model->cursor; i--)
		model->items[i] = model->items[i - 1];
	model->items[model->cursor++] = item;
}

static void model_erase(struct model *model, int from, int to)
{
	for (int i = to; i < model->count; i++)
		model->items[from + i - to] = model->items[i];
	model->count -= to - from;
	model->cursor = from;
}

static bool model_space(const struct model *model, int at)
{
	return model->items[at][0] == ' ';
}

static int model_left(const struct model *model)
{
	int at = model->cursor;
	while (at > 0 && model_space(model, at - 1))
		at--;
	while (at > 0 && !model_space(model, at - 1))
		at--;
	return at;
}

static int model_right(const struct model *model)
{
	int at = model->cursor;
	while (at < model->count && model_space(model, at))
		at++;
	while (at < model->count && !model_space(model, at))
		at++;
	return at;
}

static const char *const model_keys[] = { "Left",   "Right",  "Home",      "End",        "Backspace",
					  "Delete", "Ctrl+W", "Ctrl+Left", "Ctrl+Right", "Ctrl+A",
					  "Ctrl+E", "Ctrl+U", "Ctrl+K" };

static void model_key(struct model *model, size_t key)
{
	switch (key) {
	case 0:
		model->cursor -= model->cursor > 0;
		break;
	case 1:
		model->cursor += model->cursor < model->count;
		break;
	case 2:
	case 9:
		model->cursor = 0;
		break;
	case 3:
	case 10:
		model->cursor = model->count;
		break;
	case 4:
		if (model->cursor > 0)
			model_erase(model, model->cursor - 1, model->cursor);
		break;
	case 5:
		if (model->cursor < model->count)
			model_erase(model, model->cursor, model->cursor + 1);
		break;
	case 6:
		model_erase(model, model_left(model), model->cursor);
		break;
	case 7:
		model->cursor = model_left(model);
		break;
	case 8:
		model->cursor = model_right(model);
		break;
	case 11:
		model_erase(model, 0, model->cursor);
		break;
	case 12:
		model_erase(model, model->cursor, model->count);
		break;
	}
}

static void assert_model(const struct model *model, const struct edit *edit)
{
	struct buffer text = { 0 };
	size_t cursor = 0;
	for (int i = 0; i < model->count; i++) {
		buffer_add(&text, model->items[i]);
		cursor = i + 1 == model->cursor ? text.len : cursor;
	}
	assert_string_equal(edit->text, buffer_text(&text));
	assert_int_equal(edit->cursor, model->cursor ? cursor : 0);
	buffer_finish(&text);
}

static void random_keys_follow_the_model(void **state)
{
	unsigned seed = (unsigned)time(NULL);
	print_message("# seed %u\n", seed);
	srand(seed);
	struct model model = { .count = 0 };
	struct model before = model;
	struct edit edit;
	edit_init(&edit, 1000, false);
	for (int i = 0; i < 20000; i++) {
		if (rand() % 3 > 0 && model.count < MODEL_MAX) {
			const char *item = alphabet[(size_t)rand() % (sizeof alphabet / sizeof *alphabet)];
			if (rand() % 2) {
				before = model;
				paste(&edit, item);
				model_insert(&model, item);
				if (rand() % 8 == 0) {
					edit_undo(&edit);
					model = before;
				}
			} else {
				type(&edit, item);
				model_insert(&model, item);
			}
		} else {
			size_t key = (size_t)rand() % (sizeof model_keys / sizeof *model_keys);
			press(&edit, model_keys[key]);
			model_key(&model, key);
		}
		assert_model(&model, &edit);
	}
	edit_finish(&edit);
}

static struct event random_event(char bytes[8])
{
	static const char *const more[] = { "Up", "Down", "Alt+Enter", "Alt+U", "Ctrl+_" };
	static const uint32_t scalars[] = { 'a',    ' ',     0x301,  0x1100, 0x1161, 0x11a8,
					    0xac00, 0x1f44d, 0x202e, 7,      0x200d };
	struct key key = { 0 };
	size_t keys = sizeof model_keys / sizeof *model_keys;
	switch (rand() % 4) {
	case 0:
		assert_true(key_parse(model_keys[(size_t)rand() % keys], &key));
		return event_of_key(key);
	case 1:
		assert_true(key_parse(more[rand() % 5], &key));
		return event_of_key(key);
	case 2:
		for (int i = 0; i < 7; i++)
			bytes[i] = (char)rand();
		return (struct event){ .kind = EVENT_PASTE, .text = bytes, .len = (size_t)rand() % 8 };
	default:
		return event_of_key((struct key){ .code = scalars[(size_t)rand() % 11] });
	}
}

/* Anything typed or pasted: the text stays clean, within its limit, the cursor on a boundary, drawn without
 * harm. */
static void random_events_keep_the_promises(void **state)
{
	unsigned seed = (unsigned)time(NULL);
	print_message("# seed %u\n", seed);
	srand(seed);
	struct term *term = offscreen("xterm-256color", 24, 80);
	for (int round = 0; round < 20; round++) {
		struct edit edit;
		char bytes[8] = "";
		edit_init(&edit, (size_t)rand() % 80, round % 2);
		edit_set_columns(&edit, rand() % 20);
		for (int i = 0; i < 500; i++) {
			struct event event = random_event(bytes);
			edit_event(&edit, &event);
			struct buffer again = { 0 };
			assert_int_not_equal(text_clean(&again, edit.text, edit.len), TEXT_INVALID);
			assert_string_equal(buffer_text(&again), edit.text);
			buffer_finish(&again);
			assert_true(edit.len <= edit.max && strlen(edit.text) == edit.len);
			assert_int_equal(text_boundary(edit.text, edit.len, edit.cursor), edit.cursor);
			struct canvas all = term_begin(term);
			edit_draw(&edit, &all, rand() % 30 - 3, rand() % 90 - 5, rand() % 5, rand() % 20,
				  true);
			edit_click(&edit, rand() % 5, rand() % 20, rand() % 5, rand() % 20);
			assert_int_equal(text_boundary(edit.text, edit.len, edit.cursor), edit.cursor);
			assert_true(edit_rows(&edit) >= 1);
		}
		edit_finish(&edit);
	}
	term_destroy(term);
}

int main(void)
{
	if (!setlocale(LC_ALL, "C.UTF-8"))
		return 1;
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(shell_keys),
		cmocka_unit_test(hangul_by_grapheme),
		cmocka_unit_test(undo_takes_back_changes),
		cmocka_unit_test(undo_is_bounded),
		cmocka_unit_test(paste_is_text),
		cmocka_unit_test(limit_is_kept),
		cmocka_unit_test(lines_move_up_and_down),
		cmocka_unit_test(drawn_with_cursor_and_scroll),
		cmocka_unit_test(long_text_is_drawn_wrapped),
		cmocka_unit_test(random_keys_follow_the_model),
		cmocka_unit_test(random_events_keep_the_promises),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
