#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <locale.h>
#include <string.h>

#include "model/site.h"

enum { MONDAY = 20780 }; /* 2026-11-23 */

static struct staff members[] = {
	{ .code = "kim.m", .login = "kimm", .name = "Kim M.", .roles = ROLE_OPERATOR, .active = true },
	{ .code = "tech",
	  .name = "T.",
	  .roles = ROLE_TECHNICIAN,
	  .skills = 1,
	  .productive_pct = 85,
	  .ability_pct = { 100 },
	  .active = true },
};
static struct bay_type bays[] = { { .code = "lift", .count = 2 } };
static struct work_type works[] = {
	{ .code = "OIL", .parts = { { 0, 72 } }, .part_count = 1, .bay = 0, .parallel = 1 },
};
static struct mobility_unit units[] = {
	{ .code = "L1", .kind = MOBILITY_LOAN, .model = "Levante", .active = true }
};
static struct shift shifts[] = {
	{ 1, 0, INT32_MIN, INT32_MAX, { 780, 1080 } },   { 1, 0, INT32_MIN, INT32_MAX, { 540, 720 } },
	{ 1, -1, MONDAY + 7, MONDAY + 7, { 600, 660 } }, { 1, -1, MONDAY + 14, MONDAY + 14, { 0, 0 } },
	{ 1, 1, MONDAY, MONDAY + 6, { 540, 1080 } },
};
static struct duty duties[] = {
	{ 0, 0, 0, { 540, 720 } },
	{ 0, -1, MONDAY + 1, { 600, 660 } },
};
static struct holiday holidays[] = {
	{ .day = MONDAY + 3 },
	{ .day = MONDAY + 4, .half = true, .closes_at = 900 },
};

static struct site make_site(void)
{
	struct site site;
	site_init(&site);
	site.id = "test";
	site.name = "Test";
	site.zone = "Asia/Seoul";
	for (int i = 0; i < 5; i++) {
		site.opening[i] = (struct hours){ { { 540, 1080 } }, 1 };
		site.reception[i] = (struct hours){ { { 540, 1050 } }, 1 };
	}
	site.lunch = (struct interval){ 720, 780 };
	site.holidays = holidays;
	site.holiday_count = 2;
	site.skill_count = 1;
	site.skills[0].code = "service";
	site.staff = members;
	site.staff_count = 2;
	site.bays = bays;
	site.bay_count = 1;
	site.work = works;
	site.work_count = 1;
	site.units = units;
	site.unit_count = 1;
	site.shifts = shifts;
	site.shift_count = 5;
	site.duties = duties;
	site.duty_count = 2;
	return site;
}

static void test_find(void **state)
{
	struct site site = make_site();
	assert_int_equal(site_find_staff(&site, "tech"), 1);
	assert_int_equal(site_find_staff(&site, "nobody"), -1);
	assert_int_equal(site_find_staff(&site, NULL), -1);
	assert_int_equal(site_find_login(&site, "kimm"), 0);
	assert_int_equal(site_find_login(&site, "kim.m"), -1);
	assert_int_equal(site_find_skill(&site, "service"), 0);
	assert_int_equal(site_find_work(&site, "OIL"), 0);
	assert_int_equal(site_find_work(&site, "oil"), -1);
	assert_int_equal(site_find_bay(&site, "lift"), 0);
	assert_int_equal(site_find_unit(&site, "L1"), 0);
}

static void test_hours(void **state)
{
	struct site site = make_site();
	struct hours hours = site_reception_on(&site, MONDAY);
	assert_int_equal(hours.count, 2);
	assert_int_equal(hours.intervals[0].end, 720);
	assert_int_equal(hours.intervals[1].start, 780);
	assert_int_equal(hours.intervals[1].end, 1050);
	assert_int_equal(site_opening_on(&site, MONDAY).count, 1);
	assert_int_equal(site_opening_on(&site, MONDAY + 5).count, 0);
	assert_int_equal(site_opening_on(&site, MONDAY + 3).count, 0);
	assert_int_equal(site_reception_on(&site, MONDAY + 3).count, 0);
	assert_int_equal(site_opening_on(&site, MONDAY + 4).intervals[0].end, 900);
	assert_int_equal(site_reception_on(&site, MONDAY + 4).intervals[1].end, 900);
	assert_ptr_equal(site_holiday(&site, MONDAY + 4), &holidays[1]);
	assert_null(site_holiday(&site, MONDAY));
}

static void test_shifts(void **state)
{
	struct site site = make_site();
	struct hours hours = site_shift_on(&site, 1, MONDAY);
	assert_int_equal(hours.count, 2);
	assert_int_equal(hours.intervals[0].start, 540);
	assert_int_equal(hours.intervals[1].start, 780);
	hours = site_shift_on(&site, 1, MONDAY + 7);
	assert_int_equal(hours.count, 1);
	assert_int_equal(hours.intervals[0].start, 600);
	assert_int_equal(site_shift_on(&site, 1, MONDAY + 14).count, 0);
	assert_int_equal(site_shift_on(&site, 1, MONDAY + 1).count, 1);
	assert_int_equal(site_shift_on(&site, 1, MONDAY + 8).count, 0);
	assert_int_equal(site_shift_on(&site, 0, MONDAY).count, 0);
}

static void test_duty(void **state)
{
	struct site site = make_site();
	assert_int_equal(site_duty_operator(&site, MONDAY, 540), 0);
	assert_int_equal(site_duty_operator(&site, MONDAY, 720), -1);
	assert_int_equal(site_duty_operator(&site, MONDAY + 1, 620), 0);
	assert_int_equal(site_duty_operator(&site, MONDAY + 2, 620), -1);
}

static void test_valid(void **state)
{
	char why[200] = "";
	struct site site = make_site();
	if (!site_valid(&site, why, sizeof why))
		fail_msg("%s", why);
}

static void assert_invalid(const struct site *site, const char *word)
{
	char why[200] = "";
	assert_false(site_valid(site, why, sizeof why));
	if (!strstr(why, word))
		fail_msg("'%s' is not in: %s", word, why);
}

static void test_mistakes(void **state)
{
	struct site site = make_site();
	site.reserve_pct = 30;
	assert_invalid(&site, "reserve_pct");
	site = make_site();
	site.zone = NULL;
	assert_invalid(&site, "zone");
	site = make_site();
	site.opening[2].intervals[0].end = 1441;
	assert_invalid(&site, "Wednesday");
	site = make_site();
	site.reception[0].intervals[0].start = 480;
	assert_invalid(&site, "outside");
	site = make_site();
	site.lunch.end = 700;
	assert_invalid(&site, "lunch");
	site = make_site();
	site.dealer.manager = "nobody";
	assert_invalid(&site, "nobody");
}

static void test_mistakes_in_lists(void **state)
{
	struct site site = make_site();
	site.skill_count = SITE_SKILLS_MAX + 1;
	assert_invalid(&site, "skills");
	site = make_site();
	struct work_type work = works[0];
	work.parts[0].skill = 1;
	site.work = &work;
	assert_invalid(&site, "skill");
	work = works[0];
	work.bay = 1;
	assert_invalid(&site, "bay");
	site = make_site();
	struct shift shift = shifts[0];
	shift.staff = 2;
	site.shifts = &shift;
	site.shift_count = 1;
	assert_invalid(&site, "staff");
	site = make_site();
	struct staff twice[2] = { members[0], members[0] };
	site.staff = twice;
	assert_invalid(&site, "twice");
	site = make_site();
	struct mobility_unit unit = units[0];
	unit.kind = MOBILITY_TAXI;
	site.units = &unit;
	assert_invalid(&site, "loan or hire");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_find),
		cmocka_unit_test(test_hours),
		cmocka_unit_test(test_shifts),
		cmocka_unit_test(test_duty),
		cmocka_unit_test(test_valid),
		cmocka_unit_test(test_mistakes),
		cmocka_unit_test(test_mistakes_in_lists),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
