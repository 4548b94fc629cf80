#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <locale.h>
#include <string.h>

#include "offscreen.h"
#include "tui/list.h"

static const char *nth(const void *context, size_t row)
{
	const char *const *ids = context;
	return ids[row];
}

static struct list_source source_of(const char *const *ids)
{
	size_t count = 0;
	while (ids[count])
		count++;
	return (struct list_source){ count, nth, ids };
}

static const char *const letters[] = { "a", "b", "c", "d", "e", "f", "g", "h", "i", "j", NULL };

static void press(struct list *list, const struct list_source *source, const char *name)
{
	struct key key;
	assert_true(key_parse(name, &key));
	struct event event = event_of_key(key);
	assert_true(list_event(list, source, &event));
}

static void keys_move_the_selection(void **state)
{
	struct list_source source = source_of(letters);
	struct list list = { 0 };
	list_set_height(&list, 4);
	list_reload(&list, &source);
	assert_string_equal(list.selected, "a");
	press(&list, &source, "Down");
	press(&list, &source, "PageDown");
	assert_string_equal(list.selected, "e");
	assert_int_equal(list.top, 1);
	press(&list, &source, "End");
	press(&list, &source, "Down");
	assert_string_equal(list.selected, "j");
	assert_int_equal(list.top, 6);
	press(&list, &source, "PageUp");
	assert_string_equal(list.selected, "g");
	press(&list, &source, "Home");
	press(&list, &source, "Up");
	assert_string_equal(list.selected, "a");
	assert_int_equal(list.top, 0);
	struct event wheel = { .kind = EVENT_MOUSE, .mouse = { .action = MOUSE_WHEEL_DOWN } };
	assert_true(list_event(&list, &source, &wheel));
	assert_string_equal(list.selected, "d");
	struct event letter = event_of_key((struct key){ .code = 'x' });
	assert_false(list_event(&list, &source, &letter));
}

static void selection_stays_on_its_row(void **state)
{
	struct list_source source = source_of(letters);
	struct list list = { 0 };
	list_set_height(&list, 4);
	list_reload(&list, &source);
	assert_true(list_select(&list, &source, "e"));
	size_t height = list.row - list.top;
	struct list_source more =
		source_of((const char *[]){ "0", "1", "a", "b", "c", "d", "e", "f", "g", NULL });
	list_reload(&list, &more);
	assert_string_equal(list.selected, "e");
	assert_int_equal(list.row, 6);
	assert_int_equal(list.row - list.top, height);
	struct list_source gone = source_of((const char *[]){ "a", "b", NULL });
	list_reload(&list, &gone);
	assert_string_equal(list.selected, "b");
	assert_int_equal(list.top, 0);
	struct list_source none = source_of((const char *[]){ NULL });
	list_reload(&list, &none);
	size_t row;
	assert_false(list_selected(&list, &row));
	assert_string_equal(list.selected, "");
	list_reload(&list, &source);
	assert_string_equal(list.selected, "a");
	assert_false(list_select(&list, &source, "zz"));
	assert_false(list_select_row(&list, &source, 10));
}

static void drawn_with_mark_and_cursor(void **state)
{
	struct term *term = offscreen("xterm-256color", 24, 80);
	struct list_source source = source_of(letters);
	struct list list = { 0 };
	list_set_height(&list, 3);
	list_reload(&list, &source);
	list_select(&list, &source, "e");
	struct canvas canvas = term_begin(term);
	for (size_t i = 0; i < 3; i++)
		canvas_printf(&canvas, (int)i, 0, STYLE_NORMAL, "  %s 정비", letters[list.top + i]);
	list_draw(&list, &canvas, 0, 0, 12, true);
	term_present(term);
	assert_screen(term, SCREEN("  c 정비   ↑", "  d 정비", "> e 정비   ↓"));
	int row;
	int col;
	assert_true(term_cursor(term, &row, &col));
	assert_int_equal(row, 2);
	assert_int_equal(col, 0);
	assert_int_equal(term_style_at(term, 2, 5), STYLE_FOCUS);
	assert_int_equal(term_style_at(term, 1, 5), STYLE_NORMAL);
	term_destroy(term);
}

int main(void)
{
	if (!setlocale(LC_ALL, "C.UTF-8"))
		return 1;
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(keys_move_the_selection),
		cmocka_unit_test(selection_stays_on_its_row),
		cmocka_unit_test(drawn_with_mark_and_cursor),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
