#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "asks.h"
#include "plan/check.h"
#include "plan/load.h"
#include "plan/propose.h"

static void book_body(struct world *world, civil_day day, enum half half, int minutes)
{
	world_add_segment(world, (struct plan_segment){ .skill = BODY,
							.named = -1,
							.day = day,
							.half = half,
							.minutes = minutes,
							.ready = half == HALF_AM ? 510 : 780,
							.bay = -1,
							.file = "b" });
}

/* 101 minutes ready at 13:00 are 60.6 of the afternoon's rest at 15:00, and count as 61; 162 are left then.
 */
static void test_work_under_way_is_rounded_up(void **state)
{
	struct world world;
	struct plan_day_load load;
	world_plain(&world, 20);
	world.state.now = (struct moment){ WEDNESDAY, 900 };
	book_body(&world, WEDNESDAY, HALF_PM, 101);
	world_prepare(&world);
	plan_load_day(&world.state, WEDNESDAY, &load);
	assert_int_equal(load.skills[BODY].half_spare[HALF_PM], 101);
	struct plan_request request = plain_request(BODY_L);
	request.channel = CHANNEL_WALKIN;
	world.site.work[BODY_L].same_day = true;
	world.site.work[BODY_L].parts[0].minutes = 101;
	assert_int_equal(rules_at(&world, &request, 0, WEDNESDAY, 915), 0);
	world.site.work[BODY_L].parts[0].minutes = 102;
	assert_int_equal(rules_at(&world, &request, 0, WEDNESDAY, 915), 1U << RULE_B3);
	assert_int_equal(violation_of(RULE_B3)->need, 163);
	assert_int_equal(violation_of(RULE_B3)->have, 162);
	world_finish(&world);
}

/* Where the rest is full the reserve comes before authority is asked for. */
static void test_the_reserve_comes_before_authority(void **state)
{
	struct world world;
	struct plan_proposals proposals;
	world_plain(&world, 30);
	world.site.horizon_days = 10;
	for (int half = 0; half < 2; half++) /* today it is open to all */
		book_body(&world, WORLD_MONDAY, (enum half)half, half ? 270 : 189);
	for (int day = 1; day < 30; day++)
		for (int half = 0; half < 2; half++)
			book_body(&world, WORLD_MONDAY + day, (enum half)half, half ? 216 : 151);
	world_prepare(&world);
	struct plan_request request = plain_request(BODY_L);
	world.site.work[BODY_L].parts[0].minutes = 30;
	request.wishes[0] = (struct plan_wish){ true, THURSDAY, -1, -1 };
	request.wish_count = 1;
	request.recall = true;
	plan_propose(&world.state, &request, NULL, 0, false, NULL, &proposals);
	assert_int_equal(proposals.count, 3);
	for (int i = 0; i < 3; i++)
		assert_int_equal(proposals.items[i].level, LEVEL_RESERVE);
	request.recall = false;
	plan_propose(&world.state, &request, NULL, 0, false, NULL, &proposals);
	assert_int_equal(proposals.count, 3);
	for (int i = 0; i < 3; i++)
		assert_int_equal(proposals.items[i].level, LEVEL_AUTHORITY);
	world_finish(&world);
}

static void test_nobody_waits_over_lunch(void **state)
{
	struct world world;
	world_plain(&world, 20);
	struct plan_request request = plain_request(OIL);
	request.mobility[0] = MOBILITY_WAIT;
	request.mobility_count = 1;
	struct plan_candidate c = at(0, WEDNESDAY, 11 * 60 + 30);
	c.mobility = MOBILITY_WAIT;
	assert_int_equal(rules_of(&world, &request, &c), 1U << RULE_A3);
	assert_int_equal(violation_of(RULE_A3)->minute, 12 * 60);
	assert_int_equal(c.technician_start, 13 * 60);
	c = at(0, WEDNESDAY, 13 * 60);
	c.mobility = MOBILITY_WAIT;
	assert_int_equal(rules_of(&world, &request, &c), 0);
	world_finish(&world);
}

static void test_an_electric_car_for_an_electric_car(void **state)
{
	struct world world;
	world_plain(&world, 20);
	int first = -1;
	int last = -1;
	for (int i = 0; i < world.site.unit_count; i++) {
		if (world.site.units[i].kind != MOBILITY_LOAN)
			continue;
		first = first < 0 ? i : first;
		last = i;
	}
	assert_true(last > first);
	world.site.units[first].energy = ENERGY_PETROL;
	world.site.units[last].energy = ENERGY_BEV;
	struct plan_request request = plain_request(OIL);
	struct plan_candidate c = at(0, WEDNESDAY, 600);
	c.mobility = MOBILITY_LOAN;
	assert_int_equal(rules_of(&world, &request, &c), 0);
	assert_int_equal(c.unit, first);
	request.electric = true;
	assert_int_equal(rules_of(&world, &request, &c), 0);
	assert_int_equal(c.unit, last);
	/* what is free goes before what is alike */
	world_add_loan(&world, (struct plan_loan){ .kind = MOBILITY_LOAN,
						   .unit = last,
						   .from = { WEDNESDAY, 540 },
						   .to = { WEDNESDAY, 1020 },
						   .file = "x" });
	world_prepare(&world);
	assert_int_equal(rules_of(&world, &request, &c), 0);
	assert_int_equal(c.unit, first);
	world_finish(&world);
}

static bool cautioned(const struct plan_proposal *proposal, enum plan_caution_kind kind, int value)
{
	for (int i = 0; i < proposal->caution_count; i++)
		if (proposal->cautions[i].kind == (int)kind)
			return proposal->cautions[i].value == value;
	return false;
}

/* An MC20 is given an equal loan car where there is one; another goes with a word of caution. */
static void test_an_equal_car_for_an_mc20(void **state)
{
	struct world world;
	static struct plan_proposals proposals;
	world_plain(&world, 20);
	int last = -1;
	for (int i = 0; i < world.site.unit_count; i++)
		last = world.site.units[i].kind == MOBILITY_LOAN ? i : last;
	struct plan_request request = plain_request(OIL);
	request.mc20 = true;
	request.mobility[0] = MOBILITY_LOAN;
	request.mobility_count = 1;
	plan_propose(&world.state, &request, NULL, 0, false, NULL, &proposals);
	assert_true(proposals.count >= 2);
	assert_true(cautioned(&proposals.items[0], CAUTION_CAR_CLASS, 0));
	world.site.units[last].car_class = "sport";
	world_prepare(&world);
	plan_propose(&world.state, &request, NULL, 0, false, NULL, &proposals);
	assert_int_equal(proposals.items[0].candidate.unit, last);
	assert_false(cautioned(&proposals.items[0], CAUTION_CAR_CLASS, 0));
	world_finish(&world);
}

/* A wish on a day on which the site is closed and an earliest day that is over are said, not swallowed. */
static void test_a_wish_nobody_can_keep_is_said(void **state)
{
	enum { SUNDAY = WORLD_MONDAY + 6 };
	struct world world;
	static struct plan_proposals proposals;
	world_plain(&world, 20);
	struct plan_request request = plain_request(OIL);
	request.wishes[0] = (struct plan_wish){ true, SUNDAY, -1, -1 };
	request.wish_count = 1;
	plan_propose(&world.state, &request, NULL, 0, false, NULL, &proposals);
	for (int i = 0; i < proposals.count; i++)
		assert_true(cautioned(&proposals.items[i], CAUTION_WISH_CLOSED, SUNDAY));
	request.wishes[1] = (struct plan_wish){ true, THURSDAY, -1, -1 };
	request.wish_count = 2;
	plan_propose(&world.state, &request, NULL, 0, false, NULL, &proposals);
	assert_int_equal(proposals.items[0].candidate.day, THURSDAY);
	assert_false(cautioned(&proposals.items[0], CAUTION_WISH_CLOSED, SUNDAY));
	request.wish_count = 0;
	request.earliest = (struct moment){ WORLD_MONDAY - 3, 0 };
	plan_propose(&world.state, &request, NULL, 0, false, NULL, &proposals);
	assert_true(cautioned(&proposals.items[0], CAUTION_EARLIEST_PAST, WORLD_MONDAY - 3));
	world_finish(&world);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_work_under_way_is_rounded_up),
		cmocka_unit_test(test_the_reserve_comes_before_authority),
		cmocka_unit_test(test_nobody_waits_over_lunch),
		cmocka_unit_test(test_an_electric_car_for_an_electric_car),
		cmocka_unit_test(test_an_equal_car_for_an_mc20),
		cmocka_unit_test(test_a_wish_nobody_can_keep_is_said),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
