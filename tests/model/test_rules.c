#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <locale.h>
#include <string.h>

#include "base/text.h"
#include "model/rules.h"
#include "model/site.h"

static void test_email(void **state)
{
	char email[128];
	struct error err = { 0 };
	assert_true(email_parse(" Hong.Gildong+car@Example.COM ", email, sizeof email, NULL));
	assert_string_equal(email, "Hong.Gildong+car@example.com");
	static const char *const wrong[] = { "",
					     "hong",
					     "hong@",
					     "@example.com",
					     "a@b",
					     "a@b@example.com",
					     "a b@example.com",
					     "a..b@example.com",
					     ".a@example.com",
					     "a@-example.com",
					     "a@example..com",
					     "a@example.com.",
					     "a@example.1",
					     "홍@example.com",
					     "a@example.com\nBcc: x@example.com" };
	for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++) {
		assert_false(email_parse(wrong[i], email, sizeof email, &err));
		assert_int_equal(err.code, ERROR_INPUT);
	}
	assert_string_equal(email, "Hong.Gildong+car@example.com");
	assert_false(email_parse("hong@example.com", email, 10, &err));
}

static void test_name(void **state)
{
	char name[256];
	struct error err = { 0 };
	assert_true(name_parse("  홍길동 ", name, sizeof name, NULL));
	assert_string_equal(name, "홍길동");
	assert_true(name_parse("O'Neill-Rossi D'Àngelo", name, sizeof name, NULL));
	assert_false(name_parse("", name, sizeof name, &err));
	assert_false(name_parse("Kim 2", name, sizeof name, &err));
	assert_false(name_parse("김２", name, sizeof name, &err));
	assert_false(name_parse("\xff", name, sizeof name, &err));
	char long_name[82] = "";
	memset(long_name, 'a', 81);
	assert_false(name_parse(long_name, name, sizeof name, &err));
	long_name[80] = '\0';
	assert_true(name_parse(long_name, name, sizeof name, NULL));
	assert_true(name_parse("a\x1b"
			       "b",
			       name, sizeof name, NULL));
	assert_string_equal(name, "ab");
}

static void test_mileage(void **state)
{
	assert_int_equal(mileage_check(18250, 1000, -1, 0), MILEAGE_FINE);
	assert_int_equal(mileage_check(18250, 1000, 18000, 900), MILEAGE_FINE);
	assert_int_equal(mileage_check(17999, 1000, 18000, 900), MILEAGE_LOWER);
	assert_int_equal(mileage_check(78000, 1365, 18000, 1000), MILEAGE_FINE);
	assert_int_equal(mileage_check(78001, 1365, 18000, 1000), MILEAGE_JUMP);
	assert_int_equal(mileage_check(999999, 1000, 0, 1000), MILEAGE_JUMP);
	assert_int_equal(mileage_check(18300, 1000, 18250, 1000), MILEAGE_FINE);
}

static void test_title(void **state)
{
	char title[400], marks[80];
	title_build(MARK_RET | MARK_MC20 | MARK_LOAN, "123가4567", "MC20 Cielo", "소음", title, sizeof title);
	assert_string_equal(title, "[RET][MC20][LOAN] 123가4567 MC20 Cielo - 소음");
	title_build(0, NULL, NULL, NULL, title, sizeof title);
	assert_string_equal(title, "");
	title_build(0, NULL, "Levante", "oil", title, sizeof title);
	assert_string_equal(title, "Levante - oil");
	assert_string_equal(marks_text(MARK_RET | MARK_FOREMAN | MARK_LOAN, marks, sizeof marks),
			    "RET FOREMAN LOAN");
	assert_string_equal(marks_text(0, marks, sizeof marks), "");
}

/* Never more than 80 columns; the reason goes first, the plate stays. */
static void test_title_columns(void **state)
{
	char title[400], reason[2000] = "";
	for (int i = 0; i < 200; i++)
		strcat(reason, "제동");
	title_build(MARK_RET | MARK_FOREMAN | MARK_LOAN, "123가4567", "Grecale Folgore", reason, title,
		    sizeof title);
	assert_true(text_width(title) <= 80);
	assert_true(text_width(title) >= 79);
	assert_non_null(strstr(title, "123가4567 Grecale Folgore - 제동"));
	title_build((1U << MARK_COUNT) - 1, "123가4567", "Grecale Folgore", reason, title, sizeof title);
	assert_true(text_width(title) <= 80);
	assert_non_null(strstr(title, "[OWNER] 123가4567"));
	char small[10];
	title_build(0, "가나다라마", NULL, NULL, small, sizeof small);
	assert_string_equal(small, "가나다");
	title_build(0, NULL, NULL, "two\nlines\x1b[0m", title, sizeof title);
	assert_null(strchr(title, '\n'));
	assert_null(strchr(title, '\x1b'));
}

static void test_bring(void **state)
{
	unsigned always = BRING_REGISTRATION | BRING_RECORD | BRING_KEYS | BRING_VALUABLES;
	assert_int_equal(bring_list(ENERGY_PETROL, 0, MOBILITY_TAXI, false), always);
	assert_int_equal(bring_list(ENERGY_MHEV, 0, MOBILITY_NONE, false), always);
	assert_int_equal(bring_list(ENERGY_BEV, WORK_WHEELS_OFF, MOBILITY_LOAN, false),
			 always | BRING_CABLE | BRING_CHARGE | BRING_NUT_KEY | BRING_LICENCE);
	assert_int_equal(bring_list(ENERGY_PETROL, WORK_BODY, MOBILITY_RENTAL, true),
			 always | BRING_INSURANCE | BRING_LICENCE | BRING_AUTHORITY);
	assert_string_equal(bring_code(BRING_REGISTRATION), "registration");
	assert_string_equal(bring_code(BRING_VALUABLES), "valuables");
	for (int i = 0; i < BRING_COUNT; i++)
		assert_true(*bring_code((enum bring)(1U << i)) != '\0');
}

static void test_search_key(void **state)
{
	char key[64], tiny[5];
	search_key(" M-AB 12·34 ", key, sizeof key);
	assert_string_equal(key, "mab1234");
	search_key("홍 길동", key, sizeof key);
	assert_string_equal(key, "홍길동");
	search_key("ＡＢＣ", key, sizeof key);
	assert_string_equal(key, "abc");
	search_key("홍길동", tiny, sizeof tiny);
	assert_string_equal(tiny, "홍");
	search_key(NULL, key, sizeof key);
	assert_string_equal(key, "");
}

int main(void)
{
	setlocale(LC_ALL, "C.UTF-8");
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_email),         cmocka_unit_test(test_name),
		cmocka_unit_test(test_mileage),       cmocka_unit_test(test_title),
		cmocka_unit_test(test_title_columns), cmocka_unit_test(test_bring),
		cmocka_unit_test(test_search_key),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
