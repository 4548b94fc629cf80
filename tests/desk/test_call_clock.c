/* The clocks of a call, and dates as screens write them: no desk needed. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "desk/call_clock.h"
#include "desk/when.h"

static const struct call_rules korea = { .cycle_ms = 3000, .hold_warn_ms = 20000, .hold_limit_ms = 30000 };

enum { START = 500000 };

static void test_rings_are_counted_by_the_rhythm(void **state)
{
	struct call_clock clock;
	call_clock_ring(&clock, START);
	assert_int_equal(call_clock_rings(&clock, &korea, START), 1);
	assert_int_equal(call_clock_rings(&clock, &korea, START + 2999), 1);
	assert_int_equal(call_clock_rings(&clock, &korea, START + 3000), 2);
	assert_int_equal(call_clock_ring_level(&clock, &korea, START + 5999), CALL_FINE);
	assert_int_equal(call_clock_ring_level(&clock, &korea, START + 6000), CALL_WARNING);
	assert_int_equal(call_clock_ring_level(&clock, &korea, START + 8999), CALL_WARNING);
	assert_int_equal(call_clock_ring_level(&clock, &korea, START + 9000), CALL_BREACH);
}

static void test_an_answered_call_keeps_its_ring(void **state)
{
	struct call_clock clock;
	call_clock_ring(&clock, START);
	assert_true(call_clock_answer(&clock, &korea, START + 4000));
	assert_int_equal(call_clock_rings(&clock, &korea, START + 90000), 2);
	assert_int_equal(call_clock_seconds(&clock, START + 14000), 10);
	assert_false(call_clock_answer(&clock, &korea, START + 15000));
}

static void test_a_hold_warns_and_breaks(void **state)
{
	struct call_clock clock;
	call_clock_take(&clock, START);
	assert_true(call_clock_hold(&clock, START + 1000));
	assert_false(call_clock_hold(&clock, START + 2000));
	assert_int_equal(call_clock_hold_level(&clock, &korea, START + 20999), CALL_FINE);
	assert_int_equal(call_clock_hold_level(&clock, &korea, START + 21000), CALL_WARNING);
	assert_int_equal(call_clock_hold_level(&clock, &korea, START + 31000), CALL_WARNING);
	assert_int_equal(call_clock_hold_level(&clock, &korea, START + 31001), CALL_BREACH);
	assert_int_equal(call_clock_hold_seconds(&clock, START + 13500), 12);
}

static void test_holds_add_up_and_each_is_its_own(void **state)
{
	struct call_clock clock;
	call_clock_take(&clock, START);
	call_clock_hold(&clock, START);
	assert_true(call_clock_resume(&clock, START + 12000));
	assert_false(call_clock_resume(&clock, START + 12000));
	call_clock_hold(&clock, START + 20000);
	assert_int_equal(call_clock_hold_seconds(&clock, START + 21000), 1);
	assert_true(call_clock_end(&clock, START + 25000));
	assert_int_equal(clock.held, 17000);
	assert_int_equal(clock.longest_hold, 12000);
	assert_int_equal(clock.holds, 2);
	assert_int_equal(call_clock_seconds(&clock, START + 99000), 25);
	assert_false(call_clock_end(&clock, START + 99000));
	assert_false(call_clock_hold(&clock, START + 99000));
}

static void test_a_ringing_call_cannot_be_held(void **state)
{
	struct call_clock clock;
	call_clock_ring(&clock, START);
	assert_false(call_clock_hold(&clock, START + 1000));
	assert_int_equal(call_clock_seconds(&clock, START + 5000), 0);
	assert_int_equal(call_clock_hold_level(&clock, &korea, START + 90000), CALL_FINE);
}

static void test_dates_are_written_for_people(void **state)
{
	char text[WHEN_SIZE];
	civil_day day = 0;
	assert_true(civil_from_ymd(2026, 11, 24, &day));
	assert_string_equal(when_day(day, text), "Tue 24");
	assert_string_equal(when_date(day, text), "Tue 24 Nov");
	assert_string_equal(when_full(day, text), "Tue 24 Nov 2026");
	assert_string_equal(when_clock(192, text), "03:12");
	assert_string_equal(when_clock(-5, text), "00:00");
	assert_string_equal(when_clock(6000, text), "100:00");
}

/* A transfer has a clock of its own, from when the customer is sent: the hold before it has ended (R18). */
static void test_a_transfer_is_counted_by_itself(void **state)
{
	struct call_clock clock;
	call_clock_take(&clock, 1000);
	assert_true(call_clock_hold(&clock, 2000));
	assert_true(call_clock_transfer(&clock, 27000));
	assert_true(clock.transfer);
	assert_int_equal(call_clock_hold_seconds(&clock, 57000), 30);
	assert_int_equal(call_clock_hold_level(&clock, &korea, 57000), CALL_WARNING);
	assert_int_equal(call_clock_hold_level(&clock, &korea, 57001), CALL_BREACH);
	assert_true(call_clock_resume(&clock, 58000));
	assert_int_equal(clock.holds, 2);
	assert_int_equal(clock.held, 25000 + 31000);
	assert_int_equal(clock.longest_hold, 31000);
	assert_true(call_clock_hold(&clock, 60000));
	assert_false(clock.transfer);
	assert_true(call_clock_end(&clock, 61000));
	assert_false(call_clock_transfer(&clock, 62000));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_a_transfer_is_counted_by_itself),
		cmocka_unit_test(test_rings_are_counted_by_the_rhythm),
		cmocka_unit_test(test_an_answered_call_keeps_its_ring),
		cmocka_unit_test(test_a_hold_warns_and_breaks),
		cmocka_unit_test(test_holds_add_up_and_each_is_its_own),
		cmocka_unit_test(test_a_ringing_call_cannot_be_held),
		cmocka_unit_test(test_dates_are_written_for_people),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
