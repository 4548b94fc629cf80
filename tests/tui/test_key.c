#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "tui/key.h"

static struct key parsed(const char *text)
{
	struct key key = { 0 };
	if (!key_parse(text, &key))
		fail_msg("'%s' is no key", text);
	return key;
}

static void names_go_both_ways(void **state)
{
	static const char *const names[] = {
		"F1",     "F12",    "Enter",     "Tab",      "Shift+Tab",
		"Esc",    "Alt+Up", "Ctrl+Left", "PageDown", "Ctrl+P",
		"Ctrl+_", "Alt+U",  "Space",     "q",        "Q",
		"?",      "가",     "+",         "Ctrl++",   "Ctrl+Alt+Shift+F5",
		"Delete", "-",      "1",
	};
	for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
		char text[KEY_TEXT_SIZE];
		assert_string_equal(key_format(parsed(names[i]), text), names[i]);
	}
}

static void one_form_for_each_key(void **state)
{
	assert_true(key_equal(parsed("ctrl+P"), parsed("Ctrl+p")));
	assert_true(key_equal(parsed("escape"), parsed("Esc")));
	assert_true(key_equal(parsed("Alt+1"), parsed("F1")));
	assert_true(key_equal(parsed("Alt+0"), parsed("F10")));
	assert_true(key_equal(parsed("Alt+-"), parsed("F11")));
	assert_false(key_equal(parsed("q"), parsed("Q")));
	assert_false(key_equal(parsed("Ctrl+Alt+1"), parsed("F1")));
}

static void no_keys(void **state)
{
	static const char *const texts[] = { "", "F0", "F13", "F01", "qq", "Hyper+x", "\x01", "\xff", "F1x" };
	struct key key = { 7, 7 };
	for (size_t i = 0; i < sizeof texts / sizeof *texts; i++)
		assert_false(key_parse(texts[i], &key));
	assert_int_equal(key.code, 7);
}

static void text_keys(void **state)
{
	assert_true(key_is_text(parsed("가")));
	assert_true(key_is_text(parsed("Space")));
	assert_false(key_is_text(parsed("Alt+x")));
	assert_false(key_is_text(parsed("F2")));
	assert_false(key_is_text((struct key){ .code = 0x9b }));
	assert_false(key_is_text((struct key){ .code = 0x7f }));
}

static void hangul_keys_are_letters(void **state)
{
	assert_int_equal(key_from_hangul(parsed("ㅂ")).code, 'q');
	assert_int_equal(key_from_hangul(parsed("ㅃ")).code, 'Q');
	assert_int_equal(key_from_hangul(parsed("뮤")).code, 'a');
	assert_true(key_equal(key_from_hangul(parsed("Alt+ㅕ")), parsed("Alt+U")));
	assert_true(key_equal(key_from_hangul(parsed("x")), parsed("x")));
	assert_true(key_equal(key_from_hangul(parsed("F2")), parsed("F2")));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(names_go_both_ways),
		cmocka_unit_test(one_form_for_each_key),
		cmocka_unit_test(no_keys),
		cmocka_unit_test(text_keys),
		cmocka_unit_test(hangul_keys_are_letters),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
