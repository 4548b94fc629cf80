/* Days and minutes of a zone, and the days on which its clocks change: Rome and New York, Seoul beside them.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "base/civil.h"

enum { HOUR = 3600, OPENING = 8 * 60 + 30, CLOSING = 18 * 60 };

static civil_day day_of(int year, int month, int dom)
{
	civil_day day = 0;
	assert_true(civil_from_ymd(year, month, dom, &day));
	return day;
}

static instant at(civil_day day, int minute)
{
	instant found = 0;
	assert_true(civil_to_instant(day, minute, &found));
	return found;
}

static int hours_of(civil_day day)
{
	return (int)((at(day + 1, 0) - at(day, 0)) / HOUR);
}

static void lives_in(const char *zone)
{
	assert_true(civil_set_zone(zone));
}

/* The instant of every minute of the day leads back to it, but for those that happen twice. */
static void minutes_lead_back(civil_day day)
{
	for (int minute = 0; minute < MINUTES_PER_DAY; minute++) {
		instant then;
		civil_day same;
		int again;
		if (!civil_to_instant(day, minute, &then))
			continue;
		civil_from_instant(then, &same, &again);
		assert_int_equal(same, day);
		assert_int_equal(again, minute);
	}
}

static void test_days_have_23_and_25_hours(void **state)
{
	static const struct {
		const char *zone;
		int month, dom, hours;
	} days[] = {
		{ "Europe/Rome", 3, 27, 24 },      { "Europe/Rome", 3, 28, 23 },
		{ "Europe/Rome", 10, 31, 25 },     { "Europe/Rome", 11, 1, 24 },
		{ "America/New_York", 3, 14, 23 }, { "America/New_York", 3, 28, 24 },
		{ "America/New_York", 11, 7, 25 }, { "Asia/Seoul", 3, 14, 24 },
		{ "Asia/Seoul", 3, 28, 24 },       { "Asia/Seoul", 10, 31, 24 },
		{ "Asia/Seoul", 11, 7, 24 },
	};
	for (size_t i = 0; i < sizeof days / sizeof days[0]; i++) {
		lives_in(days[i].zone);
		civil_day day = day_of(2027, days[i].month, days[i].dom);
		assert_int_equal(hours_of(day), days[i].hours);
		minutes_lead_back(day);
	}
}

static void test_a_minute_that_is_not_is_refused(void **state)
{
	instant then = 7;
	lives_in("Europe/Rome");
	assert_false(civil_to_instant(day_of(2027, 3, 28), 2 * 60 + 30, &then));
	assert_int_equal(then, 7);
	assert_true(civil_to_instant(day_of(2027, 3, 28), 3 * 60, &then));
	assert_false(civil_parse_instant("2027-03-28T02:30", &then));
	lives_in("America/New_York");
	assert_false(civil_to_instant(day_of(2027, 3, 14), 2 * 60 + 30, &then));
	assert_true(civil_to_instant(day_of(2027, 3, 28), 2 * 60 + 30, &then));
	lives_in("Asia/Seoul");
	assert_true(civil_to_instant(day_of(2027, 3, 14), 2 * 60 + 30, &then));
	assert_true(civil_to_instant(day_of(2027, 3, 28), 2 * 60 + 30, &then));
}

static void test_of_two_minutes_the_first_is_taken(void **state)
{
	lives_in("Europe/Rome");
	civil_day day = day_of(2027, 10, 31);
	assert_int_equal(at(day, 2 * 60 + 30) - at(day, 60 + 30), HOUR);
	assert_int_equal(at(day, 3 * 60 + 30) - at(day, 2 * 60 + 30), 2 * HOUR);
	lives_in("America/New_York");
	day = day_of(2027, 11, 7);
	assert_int_equal(at(day, 60 + 30) - at(day, 30), HOUR);
	assert_int_equal(at(day, 2 * 60 + 30) - at(day, 60 + 30), 2 * HOUR);
}

/* "24 h before" is the same minute of the day before, however long the night was. */
static void test_the_minute_of_the_day_before(void **state)
{
	static const struct {
		const char *zone;
		int month, dom, hours;
	} nights[] = { { "Europe/Rome", 3, 28, 23 },
		       { "Europe/Rome", 10, 31, 25 },
		       { "America/New_York", 3, 14, 23 },
		       { "America/New_York", 11, 7, 25 },
		       { "Asia/Seoul", 3, 28, 24 } };
	for (size_t i = 0; i < sizeof nights / sizeof nights[0]; i++) {
		lives_in(nights[i].zone);
		civil_day day = day_of(2027, nights[i].month, nights[i].dom);
		assert_int_equal(at(day, OPENING) - at(day - 1, OPENING), nights[i].hours * HOUR);
		assert_int_equal(at(day, CLOSING) - at(day, OPENING), (CLOSING - OPENING) * 60);
	}
}

static void test_stamps_tell_the_offset(void **state)
{
	char text[CIVIL_STAMP_SIZE];
	instant again;
	lives_in("Europe/Rome");
	assert_string_equal(civil_format_instant(at(day_of(2027, 3, 28), 60), text),
			    "2027-03-28T01:00:00+01:00");
	assert_string_equal(civil_format_instant(at(day_of(2027, 3, 28), 180), text),
			    "2027-03-28T03:00:00+02:00");
	assert_true(civil_parse_instant(text, &again));
	assert_int_equal(again, at(day_of(2027, 3, 28), 180));
	/* the second of the two */
	assert_true(civil_parse_instant("2027-10-31T02:30+01:00", &again));
	assert_int_equal(again - at(day_of(2027, 10, 31), 150), HOUR);
}

static void test_months_are_cut(void **state)
{
	assert_int_equal(civil_add_months(day_of(2027, 1, 31), 1), day_of(2027, 2, 28));
	assert_int_equal(civil_add_months(day_of(2028, 1, 31), 1), day_of(2028, 2, 29));
	assert_int_equal(civil_add_months(day_of(2027, 3, 31), -13), day_of(2026, 2, 28));
}

/* What is wished lies ahead, what is remembered lies behind; today is in both, but not by its weekday's name. */
static void test_days_are_meant_ahead_or_behind(void **state)
{
	static const struct {
		const char *text, *wish, *recent;
	} rows[] = {
		{ "24", "2026-11-24", "2026-10-24" },
		{ "16", "2026-12-16", "2026-11-16" },
		{ "23", "2026-11-23", "2026-11-23" },
		{ "31", "2026-12-31", "2026-10-31" },
		{ "mon", "2026-11-30", "2026-11-16" },
		{ "토요일", "2026-11-28", "2026-11-21" },
		{ "11-24", "2026-11-24", "2025-11-24" },
		{ "11/16", "2027-11-16", "2026-11-16" },
		{ "2026-11-16", "2026-11-16", "2026-11-16" },
		{ "오늘", "2026-11-23", "2026-11-23" },
		{ "+3", "2026-11-26", NULL },
		{ "-3", NULL, "2026-11-20" },
		{ "내일", "2026-11-24", NULL },
		{ "yesterday", NULL, "2026-11-22" },
		{ "어제", NULL, "2026-11-22" },
		{ "24일", "2026-11-24", "2026-10-24" },
		{ "12.1", "2026-12-01", "2025-12-01" },
		{ "12. 1.", "2026-12-01", "2025-12-01" },
		{ "12월 1일", "2026-12-01", "2025-12-01" },
		{ "12월1", "2026-12-01", "2025-12-01" },
		{ "1 dec", "2026-12-01", "2025-12-01" },
		{ "December 1", "2026-12-01", "2025-12-01" },
		{ "다음 주 화요일", "2026-12-01", NULL },
		{ "다음주화", "2026-12-01", NULL },
		{ "다다음 주 월", "2026-12-07", NULL },
		{ "next tue", "2026-12-01", NULL },
		{ "이번 주 목", "2026-11-26", NULL },
		{ "this monday", "2026-11-23", "2026-11-23" },
		{ "지난주 금", NULL, "2026-11-20" },
		{ "last Friday", NULL, "2026-11-20" },
		{ "모레", "2026-11-25", NULL },
		{ "그저께", NULL, "2026-11-21" },
		{ "32", NULL, NULL },
		{ "32일", NULL, NULL },
		{ "2 4", NULL, NULL }, /* no 24 */
		{ "13.1", NULL, NULL },
		{ "12월", NULL, NULL },
		{ "1 decade", NULL, NULL },
		{ "next", NULL, NULL },
		{ "next week some time when it suits everybody", NULL, NULL },
		{ "-", NULL, NULL },
		{ "", NULL, NULL },
	};
	civil_day today = day_of(2026, 11, 23);
	for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
		civil_day day;
		char date[CIVIL_DATE_SIZE];
		assert_int_equal(civil_parse_wish(rows[i].text, today, &day), rows[i].wish != NULL);
		if (rows[i].wish)
			assert_string_equal(civil_format_date(day, date), rows[i].wish);
		assert_int_equal(civil_parse_recent(rows[i].text, today, &day), rows[i].recent != NULL);
		if (rows[i].recent)
			assert_string_equal(civil_format_date(day, date), rows[i].recent);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_days_have_23_and_25_hours),
		cmocka_unit_test(test_a_minute_that_is_not_is_refused),
		cmocka_unit_test(test_of_two_minutes_the_first_is_taken),
		cmocka_unit_test(test_the_minute_of_the_day_before),
		cmocka_unit_test(test_stamps_tell_the_offset),
		cmocka_unit_test(test_months_are_cut),
		cmocka_unit_test(test_days_are_meant_ahead_or_behind),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
