/* What curses says twice is said once, and means the same. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <string.h>

#include "tui/thin.h"

static void expect(const char *given, bool charset, const char *wanted)
{
	char bytes[256];
	strcpy(bytes, given);
	bool nothing_set = false;
	bytes[thin_output(bytes, strlen(bytes), charset, &nothing_set)] = '\0';
	assert_string_equal(bytes, wanted);
}

static void test_joined(void **state)
{
	expect("\033[38;5;16m\033[48;5;30mx", false, "\033[38;5;16;48;5;30mx");
	expect("\033[1m\033[4m\033[7mx", false, "\033[1;4;7mx");
	expect("\033[1mx\033[4my", false, "\033[1mx\033[4my");
}

static void test_from_nothing(void **state)
{
	expect("\033[39;49m\033(B\033[mx", false, "\033[mx");
	expect("\033[39;49m\033[0;1mx", false, "\033[0;1mx");
	expect("\033[m\033[1mx", false, "\033[m\033[1mx");
	expect("\033[1m\033[0mx", false, "\033[0mx");
}

/* Where nothing is set nothing is taken back; at the start it is not known. */
static void test_plain(void **state)
{
	expect("\033[0;1ma\033[mb\033[0;7mc\033[0md", false, "\033[0;1ma\033[mb\033[7mc\033[0md");
	expect("\033[ma\033[m\033[0;38;5;243mb", false, "\033[ma\033[38;5;243mb");
	expect("\033[ma\033[m", false, "\033[ma");
	expect("\033[ma\033[39;49m\033[0;1mb\033[0;4mc", false, "\033[ma\033[1mb\033[0;4mc");
	expect("\033[ma\033[1mb\033[0;4mc", false, "\033[ma\033[1mb\033[0;4mc");
	expect("\033[ma\033[3mb\033[m\033[1mc", false, "\033[ma\033[3mb\033[m\033[1mc");
}

/* What is set at the end of a frame is known at the start of the next. */
static void test_frames(void **state)
{
	static const struct {
		const char *given, *wanted;
		bool known;
	} frames[] = {
		{ "\033[0;1ma\033[m", "\033[0;1ma\033[m", true },
		{ "\033[0;1mb", "\033[1mb", false },
		{ "\033[0;7mc", "\033[0;7mc", false },
		{ "d", "d", false },
		{ "e\033[0m", "e\033[0m", true },
		{ "f", "f", true },
		{ "\033[m\033[0;4mg\033[m\033[5d", "\033[4mg\033[m\033[5d", true },
		{ "", "", true },
		{ "h\033[4:3m", "h\033[4:3m", false },
	};
	bool nothing_set = false;
	for (size_t i = 0; i < sizeof frames / sizeof *frames; i++) {
		char bytes[64];
		strcpy(bytes, frames[i].given);
		bytes[thin_output(bytes, strlen(bytes), false, &nothing_set)] = '\0';
		assert_string_equal(bytes, frames[i].wanted);
		assert_int_equal(nothing_set, frames[i].known);
	}
}

static void test_row_start(void **state)
{
	expect("a\r\033[12db", false, "a\033[12Hb");
	expect("\033[0;1ma\033[m\r\033[5d", false, "\033[0;1ma\033[m\033[5H");
	expect("a\r\033[db\r\033[3Gc\rd\r\033[1;2d", false, "a\r\033[db\r\033[3Gc\rd\r\033[1;2d");
	expect("a\r\033[5", false, "a\r\033[5");
	expect("a\r", false, "a\r");
}

static void test_charset(void **state)
{
	expect("\033(B\033[m(B", false, "\033[m(B");
	expect("\033(B\033[m", true, "\033(B\033[m");
}

static void test_others(void **state)
{
	expect("\033[3;4Hab\033[K\033[?25l\033[1", false, "\033[3;4Hab\033[K\033[?25l\033[1");
	expect("\033[", false, "\033[");
	expect("\033", false, "\033");
	expect("", false, "");
}

static void test_not_too_long(void **state)
{
	expect("\033[38;5;231m\033[48;5;100m\033[38;5;231m\033[1m", false,
	       "\033[38;5;231;48;5;100m\033[38;5;231;1m");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_joined),       cmocka_unit_test(test_from_nothing),
		cmocka_unit_test(test_charset),      cmocka_unit_test(test_others),
		cmocka_unit_test(test_not_too_long), cmocka_unit_test(test_plain),
		cmocka_unit_test(test_frames),       cmocka_unit_test(test_row_start),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
