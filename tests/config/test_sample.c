#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <locale.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "config/site_config.h"

static struct site site;
static struct arena arena;

static void complain(void *context, const char *text)
{
	print_error("%s\n", text);
}

static int load_site(void **state)
{
	struct config_report report = { complain, NULL, 0 };
	char path[4096];
	snprintf(path, sizeof path, "%s/site.cfg", getenv("SAMPLE"));
	return config_read_site(path, &arena, &site, &report, NULL) ? 0 : -1;
}

static int drop_site(void **state)
{
	arena_finish(&arena);
	return 0;
}

static void test_site(void **state)
{
	char why[200];
	assert_true(site_valid(&site, why, sizeof why));
	assert_true(site.demo);
	assert_string_equal(site.dealer.code, "KR-SEO-01");
	assert_string_equal(site.zone, "Asia/Seoul");
	assert_string_equal(site.staff[0].code, "kim.m");
	assert_true(site.staff[0].roles & ROLE_OPERATOR);
}

/* Codes and hours as the field's table has them. */
static void test_work(void **state)
{
	static const struct {
		const char *code;
		int minutes;
	} rows[] = {
		{ "OIL", 72 },       { "MAINT-S", 150 },   { "MAINT-L", 360 }, { "MAINT-MC20", 300 },
		{ "EV-CHECK", 120 }, { "BRK-F", 108 },     { "BRK-R", 120 },   { "BRK-ALL", 210 },
		{ "BRKFL", 72 },     { "DIAG-1", 60 },     { "DIAG-2", 120 },  { "NVH", 150 },
		{ "DIAG-M", 90 },
		{ "RECALL-SW", 48 }, { "RECALL-HW", 150 }, { "TYRE", 60 },     { "TYRE-NEW", 108 },
		{ "ALIGN", 90 },     { "AC", 90 },         { "BAT", 48 },      { "BODY-EST", 30 },
		{ "BODY-S", 360 },   { "BODY-M", 960 },    { "BODY-L", 2400 }, { "RET", 120 },
	};
	assert_int_equal(site.work_count, sizeof rows / sizeof *rows);
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		int index = site_find_work(&site, rows[i].code);
		assert_true(index >= 0);
		int minutes = 0;
		for (int part = 0; part < site.work[index].part_count; part++)
			minutes += site.work[index].parts[part].minutes;
		assert_int_equal(minutes, rows[i].minutes);
		assert_true(*site.work[index].name.en && *site.work[index].name.ko);
	}
}

static void test_people_and_fleet(void **state)
{
	int counts[8] = { 0 }, loan = 0, hire = 0;
	unsigned scarce = 0;
	for (int i = 0; i < site.staff_count; i++)
		for (int role = 0; role < 8; role++)
			counts[role] += (site.staff[i].roles >> role) & 1;
	assert_true(counts[1] >= 3); /* advisors */
	assert_true(counts[2] >= 7); /* technicians */
	for (int role = 0; role < 8; role++)
		assert_true(counts[role] >= 1);
	for (int i = 0; i < site.unit_count; i++) {
		loan += site.units[i].kind == MOBILITY_LOAN;
		hire += site.units[i].kind == MOBILITY_HIRE;
	}
	assert_int_equal(loan, 2);
	assert_int_equal(hire, 3);
	for (int i = 0; i < site.staff_count; i++)
		scarce += (site.staff[i].skills >> site_find_skill(&site, "diagnosis")) & 1;
	assert_int_equal(scarce, 2);
}

static void test_calendar(void **state)
{
	civil_day day;
	assert_true(civil_from_ymd(2026, 11, 23, &day));
	assert_int_equal(site_opening_on(&site, day).count, 1);
	assert_int_equal(site_reception_on(&site, day).count, 2);
	assert_int_equal(site_duty_operator(&site, day, 10 * 60), 0);
	assert_int_equal(site_duty_operator(&site, day, 12 * 60), 1);
	assert_true(civil_from_ymd(2026, 12, 25, &day));
	assert_int_equal(site_opening_on(&site, day).count, 0);
	assert_true(civil_from_ymd(2026, 12, 31, &day));
	assert_int_equal(site_opening_on(&site, day).intervals[0].end, 15 * 60);
	assert_true(civil_from_ymd(2027, 2, 9, &day));
	assert_int_equal(site_opening_on(&site, day).count, 0);
}

int main(void)
{
	setlocale(LC_ALL, "C.UTF-8");
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_site),
		cmocka_unit_test(test_work),
		cmocka_unit_test(test_people_and_fleet),
		cmocka_unit_test(test_calendar),
	};
	return cmocka_run_group_tests(tests, load_site, drop_site);
}
