#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <locale.h>
#include <string.h>

#include "model/rules.h"

static void test_shapes(void **state)
{
	static const struct {
		const char *typed, *site, *country, *display, *key;
	} rows[] = {
		{ "123가4567", "KR", "KR", "123가4567", "123가4567" },
		{ "123가 4567", "KR", "KR", "123가4567", "123가4567" },
		{ "１２３가４５６７", "KR", "KR", "123가4567", "123가4567" },
		{ "12가 3456", "IT", "KR", "12가3456", "12가3456" },
		{ "서울 12 바 3456", "KR", "KR", "서울 12바3456", "서울12바3456" },
		{ "KOR 123가4567", "KR", "KR", "123가4567", "123가4567" },
		{ "ab 123 cd", "KR", "IT", "AB 123 CD", "AB123CD" },
		{ "I AB123CD", "KR", "IT", "AB 123 CD", "AB123CD" },
		{ "AB12 CDE", "KR", "GB", "AB12 CDE", "AB12CDE" },
		{ "A123BCD", "KR", "GB", "A123 BCD", "A123BCD" },
		{ "ABC 123D", "KR", "GB", "ABC 123D", "ABC123D" },
		{ "AIZ 1234", "GB", "GB", "AIZ 1234", "AIZ1234" },
		{ "M-AB 1234", "KR", "DE", "M-AB 1234", "MAB1234" },
		{ "d m-ab 1234e", "KR", "DE", "M-AB 1234E", "MAB1234E" },
		{ "MÜ·AB 12", "KR", "DE", "MÜ-AB 12", "MÜAB12" },
		{ "MA-B 123", "GB", "DE", "MA-B 123", "MAB123" },
	};
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		struct plate plate;
		assert_true(plate_parse(rows[i].typed, rows[i].site, &plate, NULL));
		assert_string_equal(plate.country, rows[i].country);
		assert_string_equal(plate.display, rows[i].display);
		assert_string_equal(plate.key, rows[i].key);
		assert_true(plate.known_shape);
	}
}

/* Decomposed Hangul, as some systems send it. */
static void test_pieces(void **state)
{
	struct plate plate;
	assert_true(plate_parse("123\xe1\x84\x80\xe1\x85\xa1"
				"4567",
				"KR", &plate, NULL));
	assert_string_equal(plate.key, "123가4567");
	assert_string_equal(plate.country, "KR");
}

static void test_hints(void **state)
{
	struct plate plate;
	assert_true(plate_parse("123하4567", "KR", &plate, NULL));
	assert_true(plate.rental_hint);
	assert_true(plate_parse("123가4567", "KR", &plate, NULL));
	assert_false(plate.rental_hint);
	assert_true(plate_parse("M-AB 12E", "DE", &plate, NULL));
	assert_true(plate.electric_hint);
	assert_true(plate_parse("M-AB 12H", "DE", &plate, NULL));
	assert_false(plate.electric_hint);
}

/* What fits no country is taken, never blocked. */
static void test_unknown_shapes(void **state)
{
	static const char *const typed[] = { "MASERATI 1", "023가4567", "123갑4567", "AQ 123 CD",
					     "1",          "임시 1234", "M-AB 0123", "외교 001-002" };
	for (size_t i = 0; i < sizeof typed / sizeof *typed; i++) {
		struct plate plate;
		assert_true(plate_parse(typed[i], "KR", &plate, NULL));
		assert_false(plate.known_shape);
		assert_true(*plate.key != '\0');
	}
}

static void test_refused(void **state)
{
	struct plate plate = { .country = "XX" };
	struct error err = { 0 };
	assert_false(plate_parse("", "KR", &plate, &err));
	assert_false(plate_parse(NULL, "KR", &plate, NULL));
	assert_false(plate_parse(" - · ", "KR", &plate, &err));
	assert_int_equal(err.code, ERROR_INPUT);
	assert_false(plate_parse("ABCDEFGHIJKLMNOPQRSTUVWXYZ", "KR", &plate, &err));
	assert_false(plate_parse("가나다라마바사아자차카", "KR", &plate, &err));
	assert_string_equal(plate.country, "XX");
	char huge[5000];
	memset(huge, '1', sizeof huge - 1);
	huge[sizeof huge - 1] = '\0';
	assert_false(plate_parse(huge, "KR", &plate, NULL));
}

int main(void)
{
	setlocale(LC_ALL, "C.UTF-8");
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_shapes),  cmocka_unit_test(test_pieces),
		cmocka_unit_test(test_hints),   cmocka_unit_test(test_unknown_shapes),
		cmocka_unit_test(test_refused),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
