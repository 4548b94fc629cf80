#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "asks.h"
#include "plan/check.h"
#include "plan/load.h"
#include "plan/propose.h"
#include "plan/rows.h"

static void test_codes(void **state)
{
	for (int rule = 0; rule < RULE_COUNT; rule++) {
		enum plan_rule back;
		assert_true(plan_rule_from_id(plan_rule_id((enum plan_rule)rule), &back));
		assert_int_equal(back, rule);
	}
	enum plan_rule none;
	assert_false(plan_rule_from_id("B5", &none));
	assert_int_equal(plan_rule_severity(RULE_A7), 'A');
	assert_int_equal(plan_rule_severity(RULE_D1), 'B');
	assert_string_equal(plan_term_code(TERM_CROWD), "crowd");
	assert_string_equal(plan_reason_code(REASON_QUIET_HOUR), "quiet-hour");
	assert_string_equal(plan_caution_code(CAUTION_FULL), "full");
}

static void test_lengths_and_classes(void **state)
{
	struct world world;
	world_plain(&world, 20);
	struct plan_request request = plain_request(OIL);
	unsigned why;
	assert_int_equal(plan_reception_minutes(&world.site, &request, MOBILITY_NONE, &why), 15);
	assert_int_equal(why, 0);
	assert_int_equal(plan_reception_minutes(&world.site, &request, MOBILITY_LOAN, &why), 30);
	assert_int_equal(why, LENGTH_CAR_OUT);
	assert_int_equal(plan_handback_minutes(&world.site, &request, MOBILITY_HIRE, NULL), 15);
	assert_int_equal(plan_handback_minutes(&world.site, &request, MOBILITY_TAXI, NULL), 10);
	request.known_customer = false;
	assert_int_equal(plan_reception_minutes(&world.site, &request, MOBILITY_NONE, &why), 30);
	assert_int_equal(why, LENGTH_UNKNOWN_CUSTOMER);
	request = plain_request(DIAG_1);
	assert_int_equal(plan_handback_minutes(&world.site, &request, MOBILITY_NONE, &why), 15);
	assert_int_equal(why, LENGTH_DIAGNOSIS);
	request.handback_minutes = 12;
	assert_int_equal(plan_handback_minutes(&world.site, &request, MOBILITY_NONE, NULL), 12);
	request = plain_request(RECALL_HW);
	assert_int_equal(plan_reception_minutes(&world.site, &request, MOBILITY_NONE, &why), 30);
	assert_int_equal(why, LENGTH_RECALL_PARTS);

	request.recall = true;
	assert_int_equal(plan_class(&request), CLASS_SAFETY_RECALL);
	request.mc20 = true;
	assert_int_equal(plan_class(&request), CLASS_MC20);
	request.workshop_return = true;
	assert_int_equal(plan_class(&request), CLASS_RETURN);
	assert_true(plan_entitled(&request));
	request = plain_request(OIL);
	request.channel = CHANNEL_OUTBOUND;
	assert_int_equal(plan_class(&request), CLASS_REMINDER);
	assert_false(plan_entitled(&request));
	world_finish(&world);
}

static void test_lunch_closing_and_shift_edges(void **state)
{
	struct world world;
	world_plain(&world, 20);
	struct plan_request request = plain_request(OIL);
	request.reception_minutes = 30;
	assert_int_equal(rules_at(&world, &request, 0, TUESDAY, 510), 0);
	assert_int_equal(rules_at(&world, &request, 0, TUESDAY, 495), 1U << RULE_A1);
	assert_int_equal(rules_at(&world, &request, 0, TUESDAY, 690), 0); /* ends when lunch begins */
	assert_int_equal(rules_at(&world, &request, 0, TUESDAY, 705), 1U << RULE_A1);
	assert_int_equal(rules_at(&world, &request, 0, TUESDAY, 765), 1U << RULE_A1);
	assert_int_equal(rules_at(&world, &request, 0, TUESDAY, 780), 0);
	assert_int_equal(rules_at(&world, &request, 0, TUESDAY, 1050), 0); /* ends at closing */
	assert_int_equal(rules_at(&world, &request, 0, TUESDAY, 1065), 1U << RULE_A1);
	assert_int_equal(rules_at(&world, &request, 0, TUESDAY, 600 + 5),
			 1U << RULE_A1); /* not on a quarter */
	assert_int_equal(rules_at(&world, &request, 0, SATURDAY, 600), 1U << RULE_A1);
	/* the advisor's own break */
	for (size_t i = 0; i < world.site.shift_count; i++)
		if (world.site.shifts[i].staff == 0)
			world.site.shifts[i].time.end = 630;
	world_prepare(&world);
	assert_int_equal(rules_at(&world, &request, 0, TUESDAY, 600), 0);
	assert_int_equal(rules_at(&world, &request, 0, TUESDAY, 615), 1U << RULE_A1);
	assert_int_equal(violation_of(RULE_A1)->staff, 0);
	world_finish(&world);
}

static void test_half_days_and_closures(void **state)
{
	struct world world;
	world_plain(&world, 20);
	struct plan_request request = plain_request(OIL);
	world.site.holidays[0] = (struct holiday){ TUESDAY, true, 840, { 0 } };
	world.site.holidays[1] = (struct holiday){ WEDNESDAY, false, 0, { 0 } };
	world.site.holiday_count = 2;
	world_add_absence(&world,
			  (struct plan_absence){ ABSENT_SITE, 0, 1, { THURSDAY, 600 }, { THURSDAY, 1080 } });
	world_prepare(&world);
	assert_int_equal(rules_at(&world, &request, 0, TUESDAY, 825), 0);
	assert_int_equal(rules_at(&world, &request, 0, TUESDAY, 840), 1U << RULE_A1);
	assert_int_equal(rules_at(&world, &request, 0, WEDNESDAY, 600), 1U << RULE_A1);
	assert_int_equal(rules_at(&world, &request, 0, THURSDAY, 585), 0);
	assert_int_equal(rules_at(&world, &request, 0, THURSDAY, 600), 1U << RULE_A1);
	struct plan_day_load load;
	plan_load_day(&world.state, WEDNESDAY, &load);
	assert_false(load.open);
	assert_int_equal(load.skills[SERVICE].capacity, 0);
	world_finish(&world);
}

static void test_what_lies_strictly_inside_conflicts(void **state)
{
	struct world world;
	world_plain(&world, 20);
	struct plan_request request = plain_request(OIL);
	request.reception_minutes = 30;
	world_add_busy(&world, (struct plan_busy){ .staff = 0,
						   .kind = BUSY_OTHER,
						   .day = TUESDAY,
						   .start = 610,
						   .end = 620,
						   .file = "tea" });
	world_prepare(&world);
	assert_int_equal(rules_at(&world, &request, 0, TUESDAY, 600), 1U << RULE_A2);
	assert_string_equal(violation_of(RULE_A2)->other, "tea");
	assert_int_equal(rules_at(&world, &request, 0, TUESDAY, 630), 0);
	assert_int_equal(rules_at(&world, &request, 1, TUESDAY, 600), 0);
	world_finish(&world);
}

/* Each advisor is free for one half of the half hour: that is no half hour with anybody. */
static void test_two_halves_are_no_offer(void **state)
{
	struct world world;
	world_plain(&world, 20);
	struct plan_request request = plain_request(OIL);
	request.reception_minutes = 30;
	for (int advisor = 0; advisor < 2; advisor++)
		for (civil_day day = WORLD_MONDAY; day < WORLD_MONDAY + 5; day++) {
			int free = advisor ? 615 : 600;
			world_add_busy(&world, (struct plan_busy){ .staff = advisor,
								   .kind = BUSY_OTHER,
								   .day = day,
								   .start = 0,
								   .end = free,
								   .file = "x" });
			world_add_busy(&world, (struct plan_busy){ .staff = advisor,
								   .kind = BUSY_OTHER,
								   .day = day,
								   .start = free + 15,
								   .end = 1440,
								   .file = "x" });
		}
	world.site.horizon_days = 5;
	world_prepare(&world);
	struct plan_proposals proposals;
	plan_propose(&world.state, &request, NULL, 0, false, NULL, &proposals);
	assert_int_equal(proposals.count, 0);
	assert_true(proposals.callback);
	assert_int_equal(proposals.callback_rule, RULE_A2);
	assert_int_equal(proposals.callback_by.day, TUESDAY);
	assert_int_equal(proposals.callback_by.minute, 1080);
	world_finish(&world);
}

static void test_past_notice_and_parts(void **state)
{
	struct world world;
	world_plain(&world, 20);
	struct plan_request request = plain_request(OIL);
	world.state.now = (struct moment){ WORLD_MONDAY, 605 };
	world_prepare(&world);
	assert_int_equal(rules_at(&world, &request, 0, WORLD_MONDAY, 600), 1U << RULE_A5);
	assert_int_equal(rules_at(&world, &request, 0, WORLD_MONDAY, 660), 1U << RULE_B6);
	assert_int_equal(violation_of(RULE_B6)->have, 55);
	assert_int_equal(rules_at(&world, &request, 0, WORLD_MONDAY, 675), 0);
	request.channel = CHANNEL_WALKIN;
	assert_int_equal(rules_at(&world, &request, 0, WORLD_MONDAY, 615), 0);
	request = plain_request(OIL);
	request.immobilised = true;
	assert_int_equal(rules_at(&world, &request, 0, WORLD_MONDAY, 615), 0);
	request = plain_request(OIL);
	request.earliest = (struct moment){ TUESDAY, 720 };
	assert_int_equal(rules_at(&world, &request, 0, TUESDAY, 690), 1U << RULE_A5);
	assert_int_equal(rules_at(&world, &request, 0, TUESDAY, 780), 0);
	assert_int_equal(plan_earliest(&world.state, &request).day, TUESDAY);
	world_finish(&world);
}

static void test_one_car_stays_once(void **state)
{
	struct world world;
	world_plain(&world, 20);
	struct plan_request request = plain_request(OIL);
	struct plan_candidate c = at(0, TUESDAY, 540);
	request.vehicle = "car";
	plan_complete(&world.state, &request, &c);
	world_book(&world, &request, &c, "first", false, 0);
	assert_int_equal(rules_at(&world, &request, 1, TUESDAY, 555) & 1U << RULE_A6, 1U << RULE_A6);
	assert_string_equal(violation_of(RULE_A6)->other, "first");
	assert_int_equal(rules_at(&world, &request, 1, WEDNESDAY, 555), 0);
	request.file = "first"; /* moving it: its own rows are no hindrance */
	assert_int_equal(rules_at(&world, &request, 1, TUESDAY, 555), 0);
	world_finish(&world);
}

static void test_walk_ins_are_exempt_but_seen(void **state)
{
	struct world world;
	world_plain(&world, 20);
	struct plan_request request = plain_request(OIL);
	for (int i = 0; i < 3; i++)
		world_add_busy(&world, (struct plan_busy){ .staff = 0,
							   .kind = BUSY_RECEPTION,
							   .exempt = true,
							   .day = TUESDAY,
							   .start = 600 + 15 * i,
							   .end = 615 + 15 * i,
							   .file = "w" });
	world_prepare(&world);
	assert_int_equal(rules_at(&world, &request, 0, TUESDAY, 645), 1U << RULE_B1);
	assert_int_equal(violation_of(RULE_B1)->need, 4);
	assert_int_equal(violation_of(RULE_B1)->minute, 600);
	assert_int_equal(rules_at(&world, &request, 0, TUESDAY, 660), 0);
	request.channel = CHANNEL_WALKIN;
	assert_int_equal(rules_at(&world, &request, 0, TUESDAY, 645), 0);
	world_finish(&world);
}

/* Eight people who all can paint do not paint one car in an hour. */
static void test_one_car_is_one_car(void **state)
{
	struct world world;
	world_plain(&world, 40);
	for (int i = 2; i < 10; i++) {
		world.site.staff[i].roles = ROLE_TECHNICIAN;
		world.site.staff[i].skills = 1 << BODY;
		world.site.staff[i].productive_pct = 90;
	}
	world_prepare(&world);
	struct plan_request request = plain_request(BODY_L);
	struct plan_candidate c = at(0, TUESDAY, 510);
	assert_int_equal(rules_of(&world, &request, &c), 0);
	/* 30 min reception, 15 min to the workshop: 165 min of the morning, 300 of each afternoon, at 90 % */
	assert_int_equal(c.segments[0].minutes, 165 * 90 / 100);
	assert_int_equal(c.segments[1].minutes, 300 * 90 / 100);
	assert_int_equal(c.segments[2].minutes, 210 * 90 / 100);
	assert_true(c.handback.day >= TUESDAY + 7);
	/* laid into one half day by hand it is refused */
	c.segment_count = 1;
	c.segments[0].minutes = 2400;
	plan_check(&world.state, &request, &c, &violations);
	assert_int_equal(violation_of(RULE_A7)->need, 2400);
	assert_int_equal(violation_of(RULE_A7)->have, 165 * 90 / 100);
	world_finish(&world);
}

static void test_bays_are_minutes(void **state)
{
	struct world world;
	world_plain(&world, 40);
	struct plan_request request = plain_request(BODY_L);
	world.site.bays[1].count = 1;
	world_prepare(&world);
	struct plan_candidate c = at(0, TUESDAY, 510);
	request.file = "one";
	assert_int_equal(rules_of(&world, &request, &c), 0);
	world_book(&world, &request, &c, "one", false, 0);
	/* nobody else can paint meanwhile, on Friday neither; the bay is named even with another painter */
	world.site.staff[5].skills |= 1 << BODY;
	world_prepare(&world);
	request.file = "two";
	assert_int_equal(rules_at(&world, &request, 1, FRIDAY, 510), 1U << RULE_A7);
	assert_int_equal(violation_of(RULE_A7)->bay, 1);
	world_finish(&world);
}

static void test_same_day_work_and_late_receptions(void **state)
{
	struct world world;
	world_plain(&world, 20);
	struct plan_request request = plain_request(MAINT_S);
	struct plan_candidate c = at(0, TUESDAY, 540);
	assert_int_equal(rules_of(&world, &request, &c), 0);
	assert_int_equal(c.handback.day, TUESDAY);
	/* brought at 16:30 it cannot be done on that day by anybody: begun and finished on the next */
	c = at(0, TUESDAY, 990);
	assert_int_equal(rules_of(&world, &request, &c), 0);
	for (int i = 0; i < c.segment_count; i++)
		assert_int_equal(c.segments[i].day, WEDNESDAY);
	assert_int_equal(c.handback.day, WEDNESDAY);
	/* diagnosis may be cut, and begins at once */
	request = plain_request(DIAG_1);
	c = at(0, TUESDAY, 945);
	assert_int_equal(rules_of(&world, &request, &c), 0);
	assert_int_equal(c.segments[0].day, TUESDAY);
	world_finish(&world);
}

static void test_finish_and_handback(void **state)
{
	struct world world;
	world_plain(&world, 20);
	struct plan_request request = plain_request(MAINT_S);
	struct plan_candidate c = at(0, TUESDAY, 510);
	plan_complete(&world.state, &request, &c);
	/* ready 8:40; 150 min at 85 % are 177, and 30 min margin: 12:07 is cut at 12:00; then 35 min after
	 * lunch */
	assert_int_equal(c.segments[0].ready, 540);
	assert_int_equal(c.finish.minute, 815);
	assert_int_equal(c.handback.minute, 815);
	assert_int_equal(c.handback_minutes, 10);
	/* his own reception is in the way of the hand-back: the first free start after it, with the same
	 * advisor */
	world_add_busy(&world, (struct plan_busy){ .staff = 0,
						   .kind = BUSY_OTHER,
						   .day = TUESDAY,
						   .start = 780,
						   .end = 840,
						   .file = "x" });
	world_prepare(&world);
	plan_complete(&world.state, &request, &c);
	assert_int_equal(c.handback.minute, 840);
	assert_int_equal(c.handback_advisor, 0);
	/* away for the rest of the day: a colleague hands it back */
	world_add_busy(&world, (struct plan_busy){ .staff = 0,
						   .kind = BUSY_OTHER,
						   .day = TUESDAY,
						   .start = 780,
						   .end = 1080,
						   .file = "x" });
	world_prepare(&world);
	plan_complete(&world.state, &request, &c);
	assert_int_equal(c.handback.minute, 815);
	assert_int_equal(c.handback_advisor, 1);
	/* too early a wish is refused, a later one kept */
	request.handback_fixed = true;
	request.handback = (struct moment){ TUESDAY, 800 };
	assert_int_equal(rules_of(&world, &request, &c), 1U << RULE_A5);
	request.handback = (struct moment){ WEDNESDAY, 600 };
	assert_int_equal(rules_of(&world, &request, &c), 0);
	world_finish(&world);
}

static void test_loan_cars(void **state)
{
	struct world world;
	world_plain(&world, 20);
	struct plan_request request = plain_request(OIL);
	request.mobility[request.mobility_count++] = MOBILITY_LOAN;
	struct plan_candidate c = at(0, TUESDAY, 600);
	c.mobility = MOBILITY_LOAN;
	world_add_loan(&world, (struct plan_loan){ .kind = MOBILITY_LOAN,
						   .unit = 0,
						   .from = { TUESDAY, 500 },
						   .to = { TUESDAY, 560 },
						   .file = "one" });
	world_add_loan(&world, (struct plan_loan){ .kind = MOBILITY_LOAN,
						   .unit = 1,
						   .from = { TUESDAY, 700 },
						   .to = { TUESDAY, 900 },
						   .file = "two" });
	world_prepare(&world);
	/* the first is back 40 min before, the second is promised at 11:40 */
	assert_int_equal(rules_of(&world, &request, &c), 1U << RULE_B7);
	assert_int_equal(c.unit, 0);
	assert_int_equal(violation_of(RULE_B7)->have, 40);
	request.unit_fixed = 1;
	assert_int_equal(rules_of(&world, &request, &c), 1U << RULE_A3);
	assert_int_equal(violation_of(RULE_A3)->unit, 1);
	assert_string_equal(violation_of(RULE_A3)->other, "two");
	request.unit_fixed = 2; /* another brand is no Maserati */
	assert_int_equal(rules_of(&world, &request, &c), 1U << RULE_A3);
	/* a car that is not back is out until now */
	request.unit_fixed = -1;
	world.state.now = (struct moment){ TUESDAY, 590 };
	world.state.loans[0].out = true;
	request.channel = CHANNEL_WALKIN;
	world_prepare(&world);
	assert_int_equal(rules_of(&world, &request, &c), 1U << RULE_B7);
	assert_int_equal(violation_of(RULE_B7)->have, 10);
	world_finish(&world);
}

static void test_drivers_seats_and_counts(void **state)
{
	struct world world;
	world_plain(&world, 20);
	struct plan_request request = plain_request(OIL);
	struct plan_candidate c = at(0, TUESDAY, 600);
	c.mobility = MOBILITY_PUD;
	assert_int_equal(rules_of(&world, &request, &c), 0);
	assert_int_equal(c.driver_out, 8);
	struct plan_rows rows;
	plan_candidate_rows(&world.site, &request, &c, "f", false, &rows);
	assert_int_equal(rows.busy_count, 4);
	assert_int_equal(rows.busy[2].start, 540);
	assert_int_equal(rows.busy[3].start, c.handback.minute + c.handback_minutes);
	for (int driver = 8; driver < 10; driver++)
		world_add_busy(&world, (struct plan_busy){ .staff = driver,
							   .kind = BUSY_OTHER,
							   .day = TUESDAY,
							   .start = 595,
							   .end = 600,
							   .file = "way" });
	world_prepare(&world);
	assert_int_equal(rules_of(&world, &request, &c), 1U << RULE_A3);
	/* one seat an hour */
	c.mobility = MOBILITY_ESCORT;
	assert_int_equal(rules_of(&world, &request, &c), 0);
	world_add_loan(&world, (struct plan_loan){ .kind = MOBILITY_ESCORT,
						   .unit = -1,
						   .from = { TUESDAY, 615 },
						   .to = { TUESDAY, 1000 },
						   .file = "seat" });
	world_prepare(&world);
	assert_int_equal(rules_of(&world, &request, &c), 1U << RULE_A3);
	assert_int_equal(violation_of(RULE_A3)->have, 1);
	c = at(0, TUESDAY, 660);
	c.mobility = MOBILITY_ESCORT;
	assert_int_equal(rules_of(&world, &request, &c), 0);
	/* two taxis a day */
	for (int i = 0; i < 2; i++)
		world_add_loan(&world, (struct plan_loan){ .kind = MOBILITY_TAXI,
							   .unit = -1,
							   .from = { TUESDAY, 615 },
							   .to = { WEDNESDAY, 600 },
							   .file = i ? "t1" : "t2" });
	world_prepare(&world);
	c.mobility = MOBILITY_TAXI;
	assert_int_equal(rules_of(&world, &request, &c), 1U << RULE_A3);
	assert_int_equal(violation_of(RULE_A3)->need, 3);
	world_finish(&world);
}

static void test_waiting_is_for_short_work(void **state)
{
	struct world world;
	world_plain(&world, 20);
	struct plan_request request = plain_request(OIL);
	struct plan_candidate c = at(0, TUESDAY, 540);
	c.mobility = MOBILITY_WAIT;
	assert_int_equal(rules_of(&world, &request, &c), 0);
	assert_int_equal(c.technician, 2);
	assert_int_equal(c.technician_start, 570);
	assert_int_equal(c.technician_end, 570 + 85); /* 72 min at 85 % */
	world_book(&world, &request, &c, "first", false, 0);
	assert_int_equal(rules_of(&world, &request, &c) & 1U << RULE_A2, 1U << RULE_A2);
	c.advisor = 1;
	assert_int_equal(rules_of(&world, &request, &c), 0);
	assert_int_equal(c.technician, 3); /* the first is taken */
	/* a slower one takes longer */
	world.site.staff[3].ability_pct[SERVICE] = 70;
	assert_int_equal(rules_of(&world, &request, &c), 0);
	assert_int_equal(c.segments[0].minutes, 103);
	/* received at 10:30 it would not be done before lunch: nobody may grant that */
	request = plain_request(OIL);
	c = at(0, WEDNESDAY, 630);
	c.mobility = MOBILITY_WAIT;
	assert_true(rules_of(&world, &request, &c) & 1U << RULE_A3);
	request = plain_request(MAINT_S);
	c = at(0, WEDNESDAY, 540);
	c.mobility = MOBILITY_WAIT;
	assert_true(rules_of(&world, &request, &c) & 1U << RULE_A3);
	assert_int_equal(violation_of(RULE_A3)->need, 150);
	assert_int_equal(violation_of(RULE_A3)->have, 120);
	assert_int_equal(violation_of(RULE_A3)->minute, -1); /* at no time of the day */
	assert_int_equal(violation_of(RULE_A3)->staff, -1);
	world_finish(&world);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_codes),
		cmocka_unit_test(test_lengths_and_classes),
		cmocka_unit_test(test_lunch_closing_and_shift_edges),
		cmocka_unit_test(test_half_days_and_closures),
		cmocka_unit_test(test_what_lies_strictly_inside_conflicts),
		cmocka_unit_test(test_two_halves_are_no_offer),
		cmocka_unit_test(test_past_notice_and_parts),
		cmocka_unit_test(test_one_car_stays_once),
		cmocka_unit_test(test_walk_ins_are_exempt_but_seen),
		cmocka_unit_test(test_one_car_is_one_car),
		cmocka_unit_test(test_bays_are_minutes),
		cmocka_unit_test(test_same_day_work_and_late_receptions),
		cmocka_unit_test(test_finish_and_handback),
		cmocka_unit_test(test_loan_cars),
		cmocka_unit_test(test_drivers_seats_and_counts),
		cmocka_unit_test(test_waiting_is_for_short_work),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
