#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <locale.h>
#include <string.h>

#include "model/rules.h"

static void test_domain_pairs(void **state)
{
	static const struct {
		const char *typed, *country, *e164, *display;
		bool mobile;
	} rows[] = {
		{ "010-1234-5678", "KR", "+821012345678", "010-1234-5678", true },
		{ "+82 (0)10 1234 5678", "KR", "+821012345678", "010-1234-5678", true },
		{ "82-10-1234-5678", "KR", "+821012345678", "010-1234-5678", true },
		{ "０１０－１２３４－５６７８", "KR", "+821012345678", "010-1234-5678", true },
		{ "1012345678", "KR", "+821012345678", "010-1234-5678", true },
		{ "0082 10 1234 5678", "IT", "+821012345678", "+82 10-1234-5678", true },
		{ "011-234-5678", "KR", "+82112345678", "011-234-5678", true },
		{ "02) 555-1234", "KR", "+8225551234", "02-555-1234", false },
		{ "02-3456-7890", "KR", "+82234567890", "02-3456-7890", false },
		{ "031 712 3456", "KR", "+82317123456", "031-712-3456", false },
		{ "070-1234-5678", "KR", "+827012345678", "070-1234-5678", false },
		{ "0505-123-4567", "KR", "+825051234567", "0505-123-4567", false },
		{ "1588-1234", "KR", "+8215881234", "1588-1234", false },
		{ "059 123456", "IT", "+39059123456", "059 123456", false },
		{ "06 1234567", "IT", "+39061234567", "06 1234567", false },
		{ "347 1234567", "IT", "+393471234567", "347 1234567", true },
		{ "+39 347 1234567", "KR", "+393471234567", "+39 347 1234567", true },
		{ "+44 (0)7700 900123", "KR", "+447700900123", "+44 7700 900123", true },
		{ "0151 23456789", "DE", "+4915123456789", "01512 3456789", true },
		{ "555-010-0199", "US", "+15550100199", "555-010-0199", false },
		{ "+33 1 23 45 67 89", "KR", "+33123456789", "+33123456789", false },
	};
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		struct telephone telephone;
		assert_true(telephone_parse(rows[i].typed, rows[i].country, &telephone, NULL));
		assert_string_equal(telephone.e164, rows[i].e164);
		assert_string_equal(telephone.display, rows[i].display);
		assert_true(telephone.verified);
		assert_int_equal(telephone.mobile, rows[i].mobile);
	}
}

static void test_unverified(void **state)
{
	struct telephone telephone;
	assert_true(telephone_parse("ext. 4711", "KR", &telephone, NULL));
	assert_false(telephone.verified);
	assert_string_equal(telephone.e164, "");
	assert_string_equal(telephone.display, "ext. 4711");
	assert_true(telephone_parse("a very long remark and then 12", "KR", &telephone, NULL));
	assert_true(strlen(telephone.display) < TELEPHONE_SIZE);
	assert_true(telephone_parse("\x1b[31m12345", "XX", &telephone, NULL));
	assert_null(strchr(telephone.display, '\x1b'));
}

static void test_refused(void **state)
{
	struct telephone telephone;
	struct error err = { 0 };
	assert_false(telephone_parse("", "KR", &telephone, &err));
	assert_int_equal(err.code, ERROR_INPUT);
	assert_false(telephone_parse(NULL, "KR", &telephone, NULL));
	assert_false(telephone_parse("no number", "KR", &telephone, &err));
	assert_false(telephone_parse("1234567890123456", "KR", &telephone, &err));
	assert_non_null(strstr(err.text, "16"));
}

static void test_digits(void **state)
{
	char digits[TELEPHONE_SIZE];
	telephone_digits("+82 10-1234-5678", digits);
	assert_string_equal(digits, "12345678");
	telephone_digits("5678", digits);
	assert_string_equal(digits, "5678");
	telephone_digits("", digits);
	assert_string_equal(digits, "");
}

int main(void)
{
	setlocale(LC_ALL, "C.UTF-8");
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_domain_pairs),
		cmocka_unit_test(test_unverified),
		cmocka_unit_test(test_refused),
		cmocka_unit_test(test_digits),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
