#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "asks.h"
#include "plan/check.h"
#include "plan/propose.h"

static civil_day deadline_of(struct world *world, bool mc20, bool back, civil_day day, int minute)
{
	struct plan_request request = plain_request(RET);
	civil_day last = 0;
	request.mc20 = mc20;
	request.workshop_return = back;
	request.called = (struct moment){ day, minute };
	assert_true(plan_deadline(&world->state, &request, &last));
	return last;
}

static void test_deadlines(void **state)
{
	struct world world;
	world_plain(&world, 30);
	/* the second working day after the call; after closing it counts as the next open day's */
	assert_int_equal(deadline_of(&world, false, true, WORLD_MONDAY, 600), WEDNESDAY);
	assert_int_equal(deadline_of(&world, false, true, WORLD_MONDAY, 1079), WEDNESDAY);
	assert_int_equal(deadline_of(&world, false, true, WORLD_MONDAY, 1080), THURSDAY);
	assert_int_equal(deadline_of(&world, false, true, FRIDAY, 600), NEXT_MONDAY + 1);
	assert_int_equal(deadline_of(&world, false, true, FRIDAY, 1200), NEXT_MONDAY + 2);
	assert_int_equal(deadline_of(&world, false, true, SATURDAY, 600), NEXT_MONDAY + 2);
	/* MC20: the first working day after the calendar day of the call */
	assert_int_equal(deadline_of(&world, true, false, FRIDAY, 600), NEXT_MONDAY);
	assert_int_equal(deadline_of(&world, true, false, FRIDAY, 1200), NEXT_MONDAY);
	assert_int_equal(deadline_of(&world, true, true, WORLD_MONDAY, 600), TUESDAY);
	/* a holiday does not count, a half day does */
	world.site.holidays[0] = (struct holiday){ TUESDAY, false, 0, { 0 } };
	world.site.holidays[1] = (struct holiday){ WEDNESDAY, true, 720, { 0 } };
	world.site.holiday_count = 2;
	world_prepare(&world);
	assert_int_equal(deadline_of(&world, true, false, WORLD_MONDAY, 600), WEDNESDAY);
	assert_int_equal(deadline_of(&world, false, true, WORLD_MONDAY, 600), THURSDAY);
	assert_int_equal(deadline_of(&world, false, true, WEDNESDAY, 721), NEXT_MONDAY);
	struct plan_request request = plain_request(OIL);
	civil_day last;
	assert_false(plan_deadline(&world.state, &request, &last));
	world_finish(&world);
}

static void test_returns(void **state)
{
	struct world world;
	world_plain(&world, 40);
	struct plan_request request = plain_request(RET);
	request.workshop_return = true;
	struct plan_proposals proposals;
	plan_propose(&world.state, &request, NULL, 0, false, NULL, &proposals);
	assert_true(proposals.count >= 2);
	for (int i = 0; i < proposals.count; i++) {
		const struct plan_candidate *c = &proposals.items[i].candidate;
		assert_true(c->day <= WEDNESDAY);
		assert_int_equal(c->foreman, 7);
		assert_true(c->marks & MARK_RET && c->marks & MARK_FOREMAN);
		assert_true(moment_compare(c->finish,
					   (struct moment){ c->handback.day, c->handback.minute - 30 }) <= 0);
	}
	assert_int_equal(proposals.items[0].reasons[0].kind, REASON_WITHIN_RETURN);
	assert_int_equal(rules_at(&world, &request, 0, THURSDAY, 600), 1U << RULE_D1);
	/* a date the customer wants is his wish, not a breach */
	request.wishes[0] = (struct plan_wish){ true, THURSDAY, -1, -1 };
	request.wish_count = 1;
	assert_int_equal(rules_at(&world, &request, 0, THURSDAY, 600), 0);
	assert_int_equal(rules_at(&world, &request, 0, FRIDAY, 600), 1U << RULE_D1);
	request.later_by_customer = true;
	assert_int_equal(rules_at(&world, &request, 0, FRIDAY, 600), 0);
	/* the foreman is ill: the joint drive has nobody */
	request = plain_request(RET);
	request.workshop_return = true;
	world.site.staff[7].active = false;
	world_prepare(&world);
	assert_int_equal(rules_at(&world, &request, 0, TUESDAY, 600), 1U << RULE_D1);
	world_finish(&world);
}

static void test_mc20(void **state)
{
	struct world world;
	world_plain(&world, 40);
	struct plan_request request = plain_request(OIL);
	request.mc20 = true;
	request.mobility[request.mobility_count++] = MOBILITY_TAXI;
	struct plan_proposals proposals;
	plan_propose(&world.state, &request, NULL, 0, false, NULL, &proposals);
	assert_true(proposals.count >= 2);
	for (int i = 0; i < proposals.count; i++) {
		assert_true(proposals.items[i].candidate.day <= TUESDAY);
		enum mobility kind = proposals.items[i].candidate.mobility;
		assert_true(kind == MOBILITY_LOAN || kind == MOBILITY_PUD);
		assert_int_equal(proposals.items[i].level, LEVEL_MOBILITY);
	}
	request.declined = 1U << MOBILITY_LOAN | 1U << MOBILITY_PUD;
	plan_propose(&world.state, &request, NULL, 0, false, NULL, &proposals);
	assert_int_equal(proposals.items[0].candidate.mobility, MOBILITY_TAXI);
	assert_int_equal(proposals.items[0].needs_authority, 0);
	/* everything is full until the deadline: authority, never nothing */
	for (int advisor = 0; advisor < 2; advisor++)
		for (civil_day day = WORLD_MONDAY; day <= TUESDAY; day++)
			world_add_busy(&world, (struct plan_busy){ .staff = advisor,
								   .kind = BUSY_OTHER,
								   .day = day,
								   .start = 0,
								   .end = 1440,
								   .file = "x" });
	world_prepare(&world);
	plan_propose(&world.state, &request, NULL, 0, false, NULL, &proposals);
	assert_true(proposals.count >= 2);
	assert_int_equal(proposals.items[0].level, LEVEL_AUTHORITY);
	assert_int_equal(proposals.items[0].needs_authority, 1U << RULE_D2);
	assert_int_equal(proposals.items[0].candidate.day, WEDNESDAY);
	assert_int_equal(proposals.items[0].cautions[0].kind, CAUTION_AUTHORITY);
	world_finish(&world);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_deadlines),
		cmocka_unit_test(test_returns),
		cmocka_unit_test(test_mc20),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
