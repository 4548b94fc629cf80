/* When messages may go: the day before, hours, clock changes; how often they are tried. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <string.h>

#include "model/message.h"

static const struct interval hours = { 8 * 60, 21 * 60 };

static void is_at(instant at, const char *said)
{
	char text[CIVIL_STAMP_SIZE];
	assert_string_equal(civil_format_instant(at, text), said);
}

static civil_day day_of(const char *text)
{
	civil_day day = 0;
	assert_true(civil_parse_date(text, &day));
	return day;
}

static instant instant_of(const char *text)
{
	instant at = 0;
	assert_true(civil_parse_instant(text, &at));
	return at;
}

static void the_day_before_at_the_same_minute(void **state)
{
	assert_true(civil_set_zone("Asia/Seoul"));
	is_at(message_day_before(day_of("2026-11-24"), 9 * 60 + 30, hours), "2026-11-23T09:30:00+09:00");
	is_at(message_day_before(day_of("2026-11-24"), 8 * 60, hours), "2026-11-23T08:00:00+09:00");
	/* Before the hours: moved earlier, never later. */
	is_at(message_day_before(day_of("2026-11-24"), 7 * 60 + 30, hours), "2026-11-22T20:59:00+09:00");
	is_at(message_day_before(day_of("2026-11-24"), 22 * 60, hours), "2026-11-23T20:59:00+09:00");
	is_at(message_day_before(day_of("2027-01-01"), 10 * 60, hours), "2026-12-31T10:00:00+09:00");
}

static void clocks_that_change(void **state)
{
	const struct interval any = { 0, 0 };
	assert_true(civil_set_zone("Europe/Rome"));
	/* 29 March 2026 has 23 hours, 25 October 2026 has 25: the minute on the wall stays. */
	is_at(message_day_before(day_of("2026-03-30"), 9 * 60, hours), "2026-03-29T09:00:00+02:00");
	is_at(message_day_before(day_of("2026-03-29"), 9 * 60, hours), "2026-03-28T09:00:00+01:00");
	is_at(message_day_before(day_of("2026-10-25"), 9 * 60, hours), "2026-10-24T09:00:00+02:00");
	is_at(message_day_before(day_of("2026-10-26"), 9 * 60, hours), "2026-10-25T09:00:00+01:00");
	/* 02:30 does not exist on the day before: the last minute that does. */
	is_at(message_day_before(day_of("2026-03-30"), 2 * 60 + 30, any), "2026-03-29T01:59:00+01:00");
	assert_true(civil_set_zone("America/New_York"));
	is_at(message_day_before(day_of("2026-03-09"), 2 * 60 + 30, any), "2026-03-08T01:59:00-05:00");
	is_at(message_day_before(day_of("2026-11-02"), 9 * 60, hours), "2026-11-01T09:00:00-05:00");
}

static void quiet_hours(void **state)
{
	assert_true(civil_set_zone("Asia/Seoul"));
	is_at(message_into_hours(instant_of("2026-11-23T10:00:05+09:00"), hours),
	      "2026-11-23T10:00:05+09:00");
	is_at(message_into_hours(instant_of("2026-11-23T20:59:59+09:00"), hours),
	      "2026-11-23T20:59:59+09:00");
	is_at(message_into_hours(instant_of("2026-11-23T21:00:00+09:00"), hours),
	      "2026-11-24T08:00:00+09:00");
	is_at(message_into_hours(instant_of("2026-11-23T23:59:59+09:00"), hours),
	      "2026-11-24T08:00:00+09:00");
	is_at(message_into_hours(instant_of("2026-11-24T07:59:59+09:00"), hours),
	      "2026-11-24T08:00:00+09:00");
	is_at(message_into_hours(instant_of("2026-11-24T08:00:00+09:00"), hours),
	      "2026-11-24T08:00:00+09:00");
	assert_true(civil_set_zone("Europe/Rome"));
	is_at(message_into_hours(instant_of("2026-03-28T22:00:00+01:00"), hours),
	      "2026-03-29T08:00:00+02:00");
	is_at(message_into_hours(instant_of("2026-10-24T22:00:00+02:00"), hours),
	      "2026-10-25T08:00:00+01:00");
}

/* Whatever the minute: not later than the same minute of the day before, and within the hours. */
static void never_later_and_always_within(void **state)
{
	static const char *const zones[] = { "Asia/Seoul", "Europe/Rome", "America/New_York" };
	for (size_t i = 0; i < sizeof zones / sizeof zones[0]; i++) {
		assert_true(civil_set_zone(zones[i]));
		civil_day first = day_of("2026-01-02");
		for (int n = 0; n < 364 * 4; n++) {
			civil_day day = first + n / 4, on;
			int start = 6 * 60 + n * 37 % (17 * 60), minute;
			civil_from_instant(message_day_before(day, start, hours), &on, &minute);
			assert_in_range(minute, hours.start, hours.end - 1);
			assert_true(on < day && (on < day - 1 || minute <= start));
			assert_true(on >= day - 2);
		}
	}
}

static void tries_and_numbers(void **state)
{
	int sum = 0, tries = 1;
	for (; message_retry_after(tries) > 0; tries++)
		sum += message_retry_after(tries);
	assert_int_equal(tries, 6);
	assert_int_equal(sum, (1 + 5 + 15 + 60 + 240) * 60);
	assert_true(message_number_valid("+821012345678"));
	assert_true(message_number_valid("112"));
	assert_false(message_number_valid("+"));
	assert_false(message_number_valid("12"));
	assert_false(message_number_valid("+82 10"));
	assert_false(message_number_valid("-rf"));
	assert_false(message_number_valid("1234567890123456"));
	assert_false(message_number_valid("0101234\n"));
	assert_false(message_number_valid(NULL));
}

static void every_occasion_has_its_consent(void **state)
{
	assert_string_equal(message_purpose("booked"), "contact");
	assert_string_equal(message_purpose("tomorrow"), "appointment-reminder");
	assert_string_equal(message_purpose("service-due"), "service-reminder");
	assert_string_equal(message_purpose("offer"), "");
	assert_null(message_purpose("lottery"));
	for (int i = 0; i < MESSAGE_STATE_COUNT; i++) {
		enum message_state back;
		assert_true(message_state_from_code(message_state_code((enum message_state)i), &back));
		assert_int_equal(back, i);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(the_day_before_at_the_same_minute),
		cmocka_unit_test(clocks_that_change),
		cmocka_unit_test(quiet_hours),
		cmocka_unit_test(never_later_and_always_within),
		cmocka_unit_test(tries_and_numbers),
		cmocka_unit_test(every_occasion_has_its_consent),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
