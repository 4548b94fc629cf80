#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <string.h>

#include "tui/keymap.h"

enum { HELP, CALL, PARK, QUIT, UNDO, COMMA, ACTIONS };

static const struct action actions[ACTIONS] = {
	[HELP] = { HELP, "help", "Help", "Help", "global", "F1, ?" },
	[CALL] = { CALL, "call", "The call", "Call", "global", "F2" },
	[PARK] = { PARK, "call-park", "Park the call", "Park", "call", "F11" },
	[QUIT] = { QUIT, "list-quit", "Leave the list", NULL, "list", "q, Esc" },
	[UNDO] = { UNDO, "undo", "Undo", NULL, "global", "Alt+U, Ctrl+_" },
	[COMMA] = { COMMA, "comma", "Comma", NULL, "list", "Ctrl+,, ,, F2" },
};

static struct keymap *map;

static int start(void **state)
{
	map = keymap_create(actions, ACTIONS, NULL);
	return map ? 0 : -1;
}

static int finish(void **state)
{
	keymap_destroy(map);
	return 0;
}

static const char *found(const char *section, const char *text)
{
	struct key key;
	assert_true(key_parse(text, &key));
	const struct action *action = keymap_find(map, section, key);
	return action ? action->name : NULL;
}

static void keys_lead_to_actions(void **state)
{
	assert_string_equal(found("global", "F1"), "help");
	assert_string_equal(found("global", "?"), "help");
	assert_string_equal(found("global", "Alt+2"), "call");
	assert_string_equal(found("list", "F2"), "comma");
	assert_string_equal(found("list", ","), "comma");
	assert_string_equal(found("list", "Ctrl+,"), "comma");
	assert_string_equal(found("call", "Alt+-"), "call-park");
	assert_null(found("call", "F2"));
	assert_null(found("global", "F9"));
}

static void jamo_count_as_letters(void **state)
{
	assert_string_equal(found("list", "ㅂ"), "list-quit");
	assert_string_equal(found("global", "Alt+ㅕ"), "undo");
	assert_null(found("list", "ㅃ"));
}

static void actions_lead_to_keys(void **state)
{
	struct key key;
	struct buffer out = { 0 };
	assert_true(keymap_first_key(map, UNDO, &key));
	assert_int_equal(key.code, 'u');
	keymap_keys(map, UNDO, &out);
	assert_string_equal(buffer_text(&out), "Alt+U, Ctrl+_");
	assert_false(keymap_first_key(map, 99, &key));
	assert_ptr_equal(keymap_named(map, "call-park"), keymap_action(map, PARK));
	size_t count;
	assert_ptr_equal(keymap_actions(map, &count), actions);
	assert_int_equal(count, ACTIONS);
	buffer_finish(&out);
}

static void users_bind_keys(void **state)
{
	struct error err = { 0 };
	assert_true(keymap_bind(map, "call-park", "Ctrl+T", &err));
	assert_string_equal(found("call", "Ctrl+t"), "call-park");
	assert_null(found("call", "F11"));
	assert_true(keymap_bind(map, "call-park", "", &err));
	assert_null(found("call", "Ctrl+t"));
	assert_true(keymap_bind(map, "call-park", "F11", &err));
}

static void wrong_bindings_change_nothing(void **state)
{
	struct error err = { 0 };
	assert_false(keymap_bind(map, "nothing", "F9", &err));
	assert_non_null(strstr(err.text, "nothing"));
	assert_false(keymap_bind(map, "help", "F2", &err));
	assert_non_null(strstr(err.text, "call"));
	assert_false(keymap_bind(map, "help", "Hyper+x", &err));
	assert_false(keymap_bind(map, "help", "a,b,c,d,e", &err));
	assert_false(keymap_bind(map, "help", "F9, averylongnamethatisnokeyatallandneverwas", &err));
	assert_string_equal(found("global", "F1"), "help");
}

static void tables_with_mistakes_are_refused(void **state)
{
	static const struct action twice[] = {
		{ 0, "a", "A", NULL, "x", "F1" },
		{ 1, "b", "B", NULL, "x", "Alt+1" },
	};
	static const struct action unreadable[] = { { 0, "a", "A", NULL, "x", "F99" } };
	struct error err = { 0 };
	assert_null(keymap_create(twice, 2, &err));
	assert_null(keymap_create(unreadable, 1, &err));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(keys_lead_to_actions),
		cmocka_unit_test(jamo_count_as_letters),
		cmocka_unit_test(actions_lead_to_keys),
		cmocka_unit_test(users_bind_keys),
		cmocka_unit_test(wrong_bindings_change_nothing),
		cmocka_unit_test(tables_with_mistakes_are_refused),
	};
	return cmocka_run_group_tests(tests, start, finish);
}
