/* The standards and the load of the sample site over a period: sums that agree with their parts. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <string.h>

#include "desk_fixture.h"
#include "office/report.h"
#include "plan/load.h"

#define FINE(call)                                                                                           \
	do {                                                                                                 \
		if (!(call))                                                                                 \
			fail_msg("%s", err.text);                                                            \
	} while (0)

/* Every trend adds up to its figure, every figure to its cases, those that were not kept first. */
static void sums_agree(void **state)
{
	struct error err = { 0 };
	struct office_report report;
	int counted = 0;
	(void)state;
	FINE(office_report(&desk, desk_day(11, 1), desk_day(11, 30), &desk_arena, &report, &err));
	for (int i = 0; i < REPORT_COUNT; i++) {
		const struct report_figure *figure = &report.figures[i];
		struct report_case_list all, broken;
		struct report_count sum = { 0 };
		for (int b = 0; b < report.bucket_count; b++) {
			sum.of += figure->trend[b].of;
			sum.kept += figure->trend[b].kept;
		}
		assert_int_equal(sum.of, figure->whole.of);
		assert_int_equal(sum.kept, figure->whole.kept);
		FINE(office_report_cases(&desk, report.first, report.last, (enum report_measure)i,
					 REPORT_EVERY, &desk_arena, &all, &err));
		FINE(office_report_cases(&desk, report.first, report.last, (enum report_measure)i,
					 REPORT_BROKEN, &desk_arena, &broken, &err));
		assert_int_equal(all.count, figure->whole.of);
		assert_int_equal(broken.count, figure->whole.of - figure->whole.kept);
		for (size_t c = 0; c < broken.count && !report_rows[i].open; c++)
			assert_false(all.items[c].kept);
		assert_true(figure->least <= figure->median && figure->median <= figure->ninth);
		assert_true(figure->ninth <= figure->most);
		counted += figure->whole.of > 0;
	}
	assert_true(counted > 30);
}

/* The sample's record shows what is kept and what is not. */
static void demo_is_believable(void **state)
{
	static const enum report_measure flawed[] = { REPORT_RINGS, REPORT_REQUESTS, REPORT_READBACK };
	struct error err = { 0 };
	struct office_report report;
	(void)state;
	FINE(office_report(&desk, desk_day(11, 1), desk_day(11, 23), &desk_arena, &report, &err));
	for (size_t i = 0; i < sizeof flawed / sizeof *flawed; i++) {
		const struct report_count *whole = &report.figures[flawed[i]].whole;
		assert_true(whole->of > 20);
		assert_in_range(report_share(whole->kept, whole->of), 85, 99);
	}
	assert_int_equal(report.figures[REPORT_TWO_DATES].whole.kept,
			 report.figures[REPORT_TWO_DATES].whole.of);
	assert_true(report.figures[REPORT_OFFER_TIME].median > 500);
	FINE(office_report(&desk, desk_day(10, 1), desk_day(10, 31), &desk_arena, &report, &err));
	assert_true(report.figures[REPORT_RINGS].whole.of > 20);
}

/* A booking shows in the figures it concerns, and nothing of a period to come counts. */
static void booking_counts(void **state)
{
	struct error err = { 0 };
	struct office_report before, after;
	struct plan_candidate candidate;
	(void)state;
	FINE(office_report(&desk, desk_day(11, 23), desk_day(11, 23), &desk_arena, &before, &err));
	struct booking_request request = desk_request("ZAM57XTS0M1000113", "OIL");
	desk_book(&request, desk_day(12, 1), &candidate);
	FINE(office_report(&desk, desk_day(11, 23), desk_day(11, 23), &desk_arena, &after, &err));
	assert_int_equal(after.figures[REPORT_TWO_DATES].whole.of,
			 before.figures[REPORT_TWO_DATES].whole.of + 1);
	assert_int_equal(after.figures[REPORT_READBACK].whole.kept,
			 before.figures[REPORT_READBACK].whole.kept);
	assert_int_equal(after.figures[REPORT_OVERRIDES].whole.of,
			 before.figures[REPORT_OVERRIDES].whole.of + 1);
	FINE(office_report(&desk, desk_day(11, 24), desk_day(12, 31), &desk_arena, &after, &err));
	for (int i = 0; i < REPORT_COUNT; i++)
		assert_int_equal(after.figures[i].whole.of, 0);
	assert_false(office_report(&desk, desk_day(11, 24), desk_day(11, 23), &desk_arena, &after, &err));
	assert_int_equal(err.code, ERROR_INPUT);
	assert_false(office_report(&desk, desk_day(1, 1), desk_day(1, 1) + REPORT_DAYS_MAX, &desk_arena,
				   &after, &err));
}

/* The load over time is the engine's own of each day, added up. */
static void load_is_the_engines(void **state)
{
	struct error err = { 0 };
	struct office_report_load *load;
	struct plan_state plan;
	struct plan_day_load one;
	(void)state;
	civil_day first = desk_day(11, 23), last = desk_day(11, 27);
	FINE(office_report_load(&desk, first, last, &desk_arena, &load, &err));
	assert_int_equal(load->count, 5);
	FINE(office_load_period(&desk, first, last, &plan, &err));
	for (int i = 1; i < load->count; i++) {
		plan_load_day(&plan, first + i, &one);
		assert_int_equal(load->parts[i].open_days, 1);
		assert_int_equal(load->parts[i].receptions, one.receptions_booked);
		for (int s = 0; s < desk.site.skill_count; s++) {
			assert_int_equal(load->parts[i].skills[s].capacity, one.skills[s].capacity);
			assert_true(load->parts[i].skills[s].reserve_used <=
				    load->parts[i].skills[s].reserve);
		}
		assert_true(load->parts[i].lent_days <= load->parts[i].lendable_days);
		assert_true(load->parts[i].lead_median <= load->parts[i].lead_ninth);
	}
	plan_state_finish(&plan);
	FINE(office_report_load(&desk, first - 7, first - 1, &desk_arena, &load, &err));
	assert_true(load->parts[4].receptions > 0);
	assert_int_equal(load->parts[4].due, load->parts[4].receptions);
	assert_int_equal(load->parts[5].open_days, 0); /* Saturday */
	assert_int_equal(load->parts[0].lead_median, -1);
	assert_false(office_report_load(&desk, first, first + REPORT_LOAD_DAYS, &desk_arena, &load, &err));
}

static void figures_in_words(void **state)
{
	char text[REPORT_FIGURE_SIZE];
	(void)state;
	assert_string_equal(office_report_figure(REPORT_MILLISECONDS, 3449, text), "3.4 s");
	assert_string_equal(office_report_figure(REPORT_MINUTES, 59, text), "59 min");
	assert_string_equal(office_report_figure(REPORT_MINUTES, 24 * 60 + 5, text), "24 h 05 min");
	assert_string_equal(office_report_figure(REPORT_DAYS, 1, text), "1 day");
	assert_string_equal(office_report_figure(REPORT_DAYS, 2, text), "2 days");
	assert_string_equal(office_report_figure(REPORT_RING, 3, text), "ring 3");
	assert_string_equal(office_report_figure(REPORT_NO_FIGURE, 3, text), "");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(sums_agree),       cmocka_unit_test(demo_is_believable),
		cmocka_unit_test(booking_counts),   cmocka_unit_test(load_is_the_engines),
		cmocka_unit_test(figures_in_words),
	};
	return cmocka_run_group_tests_name("report", tests, desk_open, desk_close);
}
