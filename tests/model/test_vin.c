#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <locale.h>
#include <string.h>

#include "model/rules.h"

static civil_day today(void)
{
	civil_day day;
	assert_true(civil_from_ymd(2026, 11, 23, &day));
	return day;
}

/* The made-up VINs with what they say. */
static void test_samples(void **state)
{
	static const struct {
		const char *vin;
		const char *model;
		enum energy energy;
		int year;
		bool mc20;
		bool differs;
	} rows[] = {
		{ "ZAM57YTL2M1000101", "Ghibli", ENERGY_PETROL, 2021, false, false },
		{ "ZAM56XTS2K1000102", "Quattroporte", ENERGY_PETROL, 2019, false, false },
		{ "ZN661YUS3LX000103", "Levante", ENERGY_PETROL, 2020, false, false },
		{ "ZAM45VLA8J0000104", "GranTurismo", ENERGY_PETROL, 2018, false, false },
		{ "ZAM45VMAXK0000105", "GranCabrio", ENERGY_PETROL, 2019, false, false },
		{ "ZAM24BXA0N0000106", "MC20", ENERGY_PETROL, 2022, true, false },
		{ "ZAMPMSAB6R0000107", "MC20 Cielo", ENERGY_PETROL, 2024, true, false },
		{ "ZAMPMRCB1T0000108", "MCPURA", ENERGY_PETROL, 2026, true, false },
		{ "ZN682AUA1P7000109", "Grecale GT", ENERGY_MHEV, 2023, false, false },
		{ "ZN6PMDE26R7000110", "Grecale Folgore", ENERGY_BEV, 2024, false, false },
		{ "ZAMPMVE15RX000111", "GranTurismo Folgore", ENERGY_BEV, 2024, false, false },
		{ "ZAMPMXDB2SX000112", "GranCabrio Trofeo", ENERGY_PETROL, 2025, false, false },
		{ "ZAM57XTS0M1000113", "Ghibli", ENERGY_PETROL, 2021, false, true },
	};
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		char vin[VIN_SIZE], suggestion[VIN_SIZE];
		assert_true(vin_parse(rows[i].vin, vin, suggestion, NULL));
		assert_string_equal(vin, rows[i].vin);
		assert_string_equal(suggestion, "");
		struct vin_hint hint = vin_hint(vin, today());
		assert_string_equal(hint.model, rows[i].model);
		assert_int_equal(hint.energy, rows[i].energy);
		assert_int_equal(hint.model_year, rows[i].year);
		assert_int_equal(hint.mc20, rows[i].mc20);
		assert_int_equal(hint.check_digit_differs, rows[i].differs);
	}
}

static void test_check_digit_vectors(void **state)
{
	assert_false(vin_hint("1M8GDM9AXKP042788", today()).check_digit_differs);
	assert_false(vin_hint("11111111111111111", today()).check_digit_differs);
	assert_true(vin_hint("1M8GDM9A1KP042788", today()).check_digit_differs);
	assert_null(vin_hint("1M8GDM9AXKP042788", today()).model);
}

static void test_letter_o(void **state)
{
	char vin[VIN_SIZE] = "untouched", suggestion[VIN_SIZE];
	struct error err = { 0 };
	assert_false(vin_parse("ZAM57YTL2M100O101", vin, suggestion, &err));
	assert_int_equal(err.code, ERROR_INPUT);
	assert_string_equal(err.text, "VIN has the letter O; did you mean 0?");
	assert_string_equal(suggestion, "ZAM57YTL2M1000101");
	assert_string_equal(vin, "untouched");
	assert_false(vin_parse("ZAM57YTL2MI0QO101", vin, suggestion, &err));
	assert_string_equal(err.text, "VIN has the letter I; did you mean 1?");
	assert_string_equal(suggestion, "ZAM57YTL2M1000101");
}

static void test_wrong_vins(void **state)
{
	char vin[VIN_SIZE], suggestion[VIN_SIZE];
	struct error err = { 0 };
	assert_false(vin_parse("", vin, suggestion, &err));
	assert_false(vin_parse(NULL, vin, NULL, NULL));
	assert_false(vin_parse("ZAM57YTL2M100010", vin, suggestion, &err));
	assert_string_equal(err.text, "VIN has 16 characters; it must have 17");
	assert_false(vin_parse("ZAM57YTL2M10001011", vin, suggestion, &err));
	assert_false(vin_parse("ZAM57YTL2M100010é", vin, suggestion, &err));
	assert_non_null(strstr(err.text, "'é'"));
	assert_false(vin_parse("ZAM57YTL2M1\x1b[2J00101", vin, suggestion, &err));
	assert_false(vin_parse("\xff\xfe", vin, suggestion, &err));
	char huge[5000];
	memset(huge, 'A', sizeof huge - 1);
	huge[sizeof huge - 1] = '\0';
	assert_false(vin_parse(huge, vin, suggestion, &err));
}

/* Small letters, separators, full-width characters, and a keyboard left in Hangul mode. */
static void test_typed_vins(void **state)
{
	static const char *const typed[] = { " zam57ytl2m1000101 ", "ZAM-57YTL-2M1-000101",
					     "ＺＡＭ57YTL2M1000101", "ㅋㅁㅡ57ㅛㅅㅣ2ㅡ1000101" };
	char vin[VIN_SIZE];
	for (size_t i = 0; i < sizeof typed / sizeof *typed; i++) {
		assert_true(vin_parse(typed[i], vin, NULL, NULL));
		assert_string_equal(vin, "ZAM57YTL2M1000101");
	}
}

static void test_model_year_cycle(void **state)
{
	civil_day late;
	assert_int_equal(vin_hint("ZAM57YTL2X1000101", today()).model_year, 1999);
	assert_true(civil_from_ymd(2028, 1, 1, &late));
	assert_int_equal(vin_hint("ZAM57YTL2Y1000101", late).model_year, 2030);
	assert_int_equal(vin_hint("ZAM57YTL201000101", today()).model_year, 0);
}

int main(void)
{
	setlocale(LC_ALL, "C.UTF-8");
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_samples),    cmocka_unit_test(test_check_digit_vectors),
		cmocka_unit_test(test_letter_o),   cmocka_unit_test(test_wrong_vins),
		cmocka_unit_test(test_typed_vins), cmocka_unit_test(test_model_year_cycle),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
