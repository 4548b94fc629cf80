#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "asks.h"
#include "plan/check.h"
#include "plan/internal.h"
#include "plan/load.h"
#include "plan/propose.h"

/* 8:30-18:00 less lunch is 510 min; three technicians of 85 % and 80 % … the reserve is a fifth. */
static void test_the_reserve(void **state)
{
	struct world world;
	world_plain(&world, 20);
	struct plan_day_load load;
	world.state.now = (struct moment){ WORLD_MONDAY, 600 };
	world_prepare(&world);
	plan_load_day(&world.state, WEDNESDAY, &load);
	assert_int_equal(load.skills[BODY].capacity, 459);
	assert_int_equal(load.skills[BODY].reserve, 37 + 54); /* of 189 and 270 */
	assert_int_equal(load.skills[BODY].spare, 151 + 216);
	assert_int_equal(load.skills[BODY].share, 0);
	for (int half = 0; half < 2; half++)
		world_add_segment(&world, (struct plan_segment){ .skill = BODY,
								 .named = -1,
								 .day = WEDNESDAY,
								 .half = (enum half)half,
								 .minutes = half ? 216 : 151,
								 .ready = half ? 780 : 510,
								 .bay = -1,
								 .file = "b" });
	world_prepare(&world);
	plan_load_day(&world.state, WEDNESDAY, &load);
	assert_int_equal(load.skills[BODY].spare, 0);
	assert_int_equal(load.skills[BODY].share, 100);
	assert_int_equal(plan_heat(load.skills[BODY].share), 4);
	struct plan_request request = plain_request(BODY_L);
	world.site.work[BODY_L].parts[0].minutes = 40;
	assert_int_equal(rules_at(&world, &request, 0, WEDNESDAY, 780), 1U << RULE_B4);
	assert_int_equal(violation_of(RULE_B4)->skills, 1U << BODY);
	assert_int_equal(violation_of(RULE_B4)->need, 256);
	assert_int_equal(violation_of(RULE_B4)->have, 216);
	request.recall = true; /* entitled */
	assert_int_equal(rules_at(&world, &request, 0, WEDNESDAY, 780), 0);
	/* at 16:00 of the day before it opens to all */
	request.recall = false;
	world.state.now = (struct moment){ TUESDAY, 959 };
	world_prepare(&world);
	assert_int_equal(rules_at(&world, &request, 0, WEDNESDAY, 780), 1U << RULE_B4);
	world.state.now = (struct moment){ TUESDAY, 960 };
	world_prepare(&world);
	assert_int_equal(rules_at(&world, &request, 0, WEDNESDAY, 780), 0);
	plan_load_day(&world.state, WEDNESDAY, &load);
	assert_int_equal(load.skills[BODY].reserve, 0);
	assert_int_equal(load.skills[BODY].spare, 38 + 54);
	world_finish(&world);
}

static void test_a_full_set_of_skills_is_named(void **state)
{
	struct world world;
	world_plain(&world, 20);
	/* technicians 4 and 5 have diagnosis, 4 alone high voltage: together two, whatever a grid by skill
	 * says */
	world_add_segment(&world, (struct plan_segment){ .skill = VOLTAGE,
							 .named = -1,
							 .day = WEDNESDAY,
							 .half = HALF_AM,
							 .minutes = 100,
							 .ready = 510,
							 .bay = -1,
							 .file = "v" });
	world_add_segment(&world, (struct plan_segment){ .skill = DIAGNOSIS,
							 .named = -1,
							 .day = WEDNESDAY,
							 .half = HALF_AM,
							 .minutes = 150,
							 .ready = 510,
							 .bay = -1,
							 .file = "d" });
	world_prepare(&world);
	struct plan_request request = plain_request(DIAG_1);
	struct plan_candidate c = at(0, WEDNESDAY, 510);
	plan_complete(&world.state, &request, &c);
	c.segments[0].half = HALF_AM;
	c.segments[0].ready = 555;
	c.segments[0].minutes = 120;
	plan_check(&world.state, &request, &c, &violations);
	assert_int_equal(violation_of(RULE_B3)->skills, 1U << DIAGNOSIS | 1U << VOLTAGE);
	assert_int_equal(violation_of(RULE_B3)->need, 370);
	assert_int_equal(violation_of(RULE_B3)->have, 346); /* 210 min of 85 % and of 80 % */
	world_finish(&world);
}

static void test_carry_over(void **state)
{
	struct world world;
	world_plain(&world, 20);
	struct plan_day_load load;
	world_add_segment(&world, (struct plan_segment){ .skill = BODY,
							 .named = -1,
							 .day = WORLD_MONDAY,
							 .half = HALF_AM,
							 .minutes = 90,
							 .ready = 540,
							 .bay = -1,
							 .file = "b",
							 .carried = true });
	world.state.now = (struct moment){ WORLD_MONDAY, 719 };
	world_prepare(&world);
	plan_load_day(&world.state, WORLD_MONDAY, &load);
	assert_int_equal(load.skills[BODY].planned, 90);
	assert_int_equal(load.skills[BODY].carried, 0);
	world.state.now = (struct moment){ WORLD_MONDAY, 1200 };
	world_prepare(&world);
	plan_load_day(&world.state, WORLD_MONDAY, &load);
	assert_int_equal(load.skills[BODY].planned, 0);
	plan_load_day(&world.state, TUESDAY, &load);
	assert_int_equal(load.skills[BODY].planned, 90);
	assert_int_equal(load.skills[BODY].carried, 90);
	assert_int_equal(load.skills[BODY].half_spare[HALF_AM], 189 - 90);
	/* the work is finished: nothing is carried */
	world.state.segments[0].carried = false;
	world_prepare(&world);
	plan_load_day(&world.state, TUESDAY, &load);
	assert_int_equal(load.skills[BODY].planned, 0);
	world_finish(&world);
}

static int staff_with(const struct site *site, int skill)
{
	for (int i = 0; i < site->staff_count; i++)
		if (site->staff[i].roles & ROLE_TECHNICIAN && site->staff[i].skills >> skill & 1)
			return i;
	return -1;
}

/* What a half day holds is told apart: by name, carried over, held, and nobody's yet. */
static void test_parts_of_a_half_day(void **state)
{
	struct world world;
	struct plan_day_load load;
	world_plain(&world, 20);
	struct plan_segment segment = { .skill = BODY,
					.named = -1,
					.day = TUESDAY,
					.half = HALF_AM,
					.minutes = 10,
					.ready = 540,
					.bay = -1,
					.file = "nobody's" };
	world_add_segment(&world, segment);
	segment.named = staff_with(&world.site, BODY);
	segment.minutes = 20;
	segment.file = "named";
	world_add_segment(&world, segment);
	segment.hold = true;
	segment.minutes = 30;
	segment.file = "held";
	world_add_segment(&world, segment);
	segment = (struct plan_segment){ .skill = BODY,
					 .named = -1,
					 .day = WORLD_MONDAY,
					 .half = HALF_AM,
					 .minutes = 40,
					 .ready = 540,
					 .bay = -1,
					 .file = "carried",
					 .carried = true };
	world_add_segment(&world, segment);
	world.state.now = (struct moment){ WORLD_MONDAY, 1200 };
	world_prepare(&world);
	plan_load_day(&world.state, TUESDAY, &load);
	const struct plan_skill_load *body = &load.skills[BODY];
	assert_int_equal(body->half_planned[HALF_AM], 100);
	assert_int_equal(body->half_named[HALF_AM], 20);
	assert_int_equal(body->half_held[HALF_AM], 30);
	assert_int_equal(body->half_carried[HALF_AM], 40);
	assert_int_equal(body->half_named[HALF_PM] + body->half_held[HALF_PM] + body->half_carried[HALF_PM],
			 0);
	world_finish(&world);
}

static void test_holds_of_one_file(void **state)
{
	struct world world;
	world_plain(&world, 20);
	struct plan_day_load load;
	static const int minutes[] = { 60, 90, 90 };
	for (int set = 0; set < 3; set++)
		world_add_segment(&world, (struct plan_segment){ .skill = BODY,
								 .named = -1,
								 .day = WEDNESDAY,
								 .half = HALF_PM,
								 .minutes = minutes[set],
								 .ready = 780,
								 .bay = -1,
								 .file = "one",
								 .hold = true,
								 .set = set });
	world_add_segment(&world, (struct plan_segment){ .skill = BODY,
							 .named = -1,
							 .day = WEDNESDAY,
							 .half = HALF_PM,
							 .minutes = 20,
							 .ready = 780,
							 .bay = -1,
							 .file = "two",
							 .hold = true });
	world_prepare(&world);
	plan_load_day(&world.state, WEDNESDAY, &load);
	assert_int_equal(load.skills[BODY].planned, 110);
	assert_int_equal(load.skills[BODY].held, 110);
	world_finish(&world);
}

/* Three offers held for one file: each can still be taken, by the same file alone, minutes later. */
static void test_holds_are_in_nobodys_own_way(void **state)
{
	struct world world;
	world_plain(&world, 40);
	struct plan_request request = plain_request(DIAG_1);
	struct plan_proposals proposals;
	request.file = "me";
	request.vehicle = "car";
	plan_propose(&world.state, &request, NULL, 0, false, NULL, &proposals);
	assert_int_equal(proposals.count, 3);
	for (int i = 0; i < 3; i++)
		world_book(&world, &request, &proposals.items[i].candidate, "me", true, i);
	for (int i = 0; i < 3; i++)
		assert_true(plan_check(&world.state, &request, &proposals.items[i].candidate, &violations));
	request.file = "you";
	for (int i = 0; i < 3; i++)
		assert_false(plan_check(&world.state, &request, &proposals.items[i].candidate, &violations));
	world_finish(&world);
}

static void test_over_capacity_refuses_only_what_makes_it_worse(void **state)
{
	struct world world;
	world_plain(&world, 20);
	world_add_segment(&world, (struct plan_segment){ .skill = BODY,
							 .named = -1,
							 .day = WEDNESDAY,
							 .half = HALF_AM,
							 .minutes = 500,
							 .ready = 510,
							 .bay = -1,
							 .file = "b" });
	world_prepare(&world);
	struct plan_request request = plain_request(DIAG_1);
	assert_int_equal(rules_at(&world, &request, 0, WEDNESDAY, 510), 0);
	request = plain_request(BODY_L);
	world.site.work[BODY_L].parts[0].minutes = 30;
	struct plan_candidate c = at(0, WEDNESDAY, 510);
	plan_complete(&world.state, &request, &c);
	assert_int_equal(c.segments[0].half, HALF_PM);
	world_finish(&world);
}

static void test_why_not(void **state)
{
	struct world world;
	world_plain(&world, 20);
	struct plan_request request = plain_request(BODY_L);
	struct plan_day_why why;
	plan_why_day(&world.state, &request, SATURDAY, &why);
	assert_false(why.open);
	plan_why_day(&world.state, &request, TUESDAY, &why);
	assert_true(why.open);
	assert_int_equal(why.starts, 2 * 34);
	for (int half = 0; half < 2; half++)
		world_add_segment(&world, (struct plan_segment){ .skill = BODY,
								 .named = -1,
								 .day = TUESDAY,
								 .half = (enum half)half,
								 .minutes = 260,
								 .ready = half ? 780 : 510,
								 .bay = -1,
								 .file = "b" });
	world_prepare(&world);
	plan_why_day(&world.state, &request, TUESDAY, &why);
	assert_int_equal(why.blocks[0].sample.rule == RULE_B3 || why.blocks[0].sample.rule == RULE_B4, true);
	assert_true(why.block_count == 2 && why.blocks[0].starts >= why.blocks[1].starts);
	request = plain_request(OIL);
	plan_why_day(&world.state, &request, TUESDAY, &why);
	assert_int_equal(why.fits, why.starts);
	assert_int_equal(why.block_count, 0);
	/* nobody receives */
	world.site.staff[0].active = world.site.staff[1].active = false;
	world_prepare(&world);
	plan_why_day(&world.state, &request, TUESDAY, &why);
	assert_int_equal(why.blocks[0].sample.rule, RULE_A1);
	world_finish(&world);
}

/* What is over is counted, but no hour that is over stands for the rule while a later one shows it. */
static void test_why_not_names_what_is_to_come(void **state)
{
	struct world world;
	world_plain(&world, 20);
	struct plan_request request = plain_request(OIL);
	struct plan_day_why why;
	for (int staff = 0; staff < 2; staff++)
		world_add_busy(&world, (struct plan_busy){ .staff = staff,
							   .kind = BUSY_OTHER,
							   .day = WORLD_MONDAY,
							   .start = 480,
							   .end = 1080,
							   .file = "meeting" });
	world.state.now = (struct moment){ WORLD_MONDAY, 600 };
	world_prepare(&world);
	plan_why_day(&world.state, &request, WORLD_MONDAY, &why);
	assert_true(why.block_count > 0);
	assert_int_equal(why.blocks[0].sample.rule, RULE_A2);
	assert_true(why.blocks[0].sample.minute >= 600);
	world_finish(&world);
}

static void test_unknown_skill_has_its_rule(void **state)
{
	struct world world;
	world_plain(&world, 20);
	world.site.staff[6].active = false; /* the only one for body */
	world_prepare(&world);
	struct plan_request request = plain_request(BODY_L);
	assert_true(rules_at(&world, &request, 0, TUESDAY, 600) & 1U << RULE_A4);
	assert_int_equal(violation_of(RULE_A4)->skills, 1U << BODY);
	struct plan_proposals proposals;
	plan_propose(&world.state, &request, NULL, 0, false, NULL, &proposals);
	assert_int_equal(proposals.count, 0);
	assert_int_equal(proposals.callback_rule, RULE_A4);
	world_finish(&world);
}

/* What was counted for the callback is what each day would say when it is asked. */
static void test_looked_days_say_the_same(void **state)
{
	enum { WORLDS = 40, ASKED = 6 };
	int compared = 0;
	for (uint32_t seed = 1; seed <= WORLDS; seed++) {
		struct world world;
		world_random(&world, seed);
		world_prepare(&world);
		for (int i = 0; i < ASKED; i++) {
			struct plan_request request = world_request(&world);
			struct plan_proposals proposals;
			plan_propose(&world.state, &request, NULL, 0, false, NULL, &proposals);
			for (int d = 0; d < proposals.looked_count; d++, compared++) {
				const struct plan_day_why *looked = &proposals.looked[d];
				struct plan_day_why why;
				plan_why_day(&world.state, &request, looked->day, &why);
				assert_true(looked->open == why.open && looked->starts == why.starts);
				assert_int_equal(looked->fits, why.fits);
				assert_int_equal(looked->block_count, why.block_count);
				for (int b = 0; b < why.block_count; b++) {
					assert_int_equal(looked->blocks[b].starts, why.blocks[b].starts);
					assert_int_equal(looked->blocks[b].sample.rule, why.blocks[b].sample.rule);
					assert_int_equal(looked->blocks[b].sample.minute,
							 why.blocks[b].sample.minute);
					assert_int_equal(looked->blocks[b].sample.staff,
							 why.blocks[b].sample.staff);
				}
			}
		}
		world_finish(&world);
	}
	assert_true(compared > 0);
}

/* What blocks most on the first five open days on which the request could come, counted to the end. */
static enum plan_rule blocks_most(const struct plan_state *state, const struct plan_request *request)
{
	struct question question;
	struct block_counts all = { 0 };
	struct plan_day_why why;
	struct moment from = moment_compare(request->earliest, state->now) > 0 ? request->earliest : state->now;
	int open = 0, days = 0;
	question_start(&question, state, request);
	for (civil_day day = state->now.day; day <= state->last && open < state->site->horizon_days; day++) {
		int index = (int)(day - state->first);
		open += state->cache->info[index].open;
		if (state->cache->info[index].open && day >= from.day && days++ < PLAN_LOOKED_DAYS)
			why_counted(&question, index, &all, &why);
	}
	question_finish(&question);
	int rule = blocking_most(&all, -1);
	return rule < 0 ? RULE_A1 : (enum plan_rule)rule;
}

/* Days are counted only until nothing can change which rule that is. */
static void test_the_callback_names_what_blocks_most(void **state)
{
	enum { WORLDS = 60, ASKED = 8 };
	int compared = 0, shorter = 0;
	for (uint32_t seed = 1; seed <= WORLDS; seed++) {
		struct world world;
		world_random(&world, seed);
		world_prepare(&world);
		for (int i = 0; i < ASKED; i++) {
			struct plan_request request = world_request(&world);
			struct plan_proposals proposals;
			if (i % 4 == 0) { /* nothing of it in the house */
				request.mobility[0] = MOBILITY_HIRE;
				request.mobility_count = 1;
			}
			plan_propose(&world.state, &request, NULL, 0, false, NULL, &proposals);
			if (!proposals.callback)
				continue;
			assert_int_equal(proposals.callback_rule, blocks_most(&world.state, &request));
			compared++;
			shorter += proposals.looked_count < PLAN_LOOKED_DAYS;
		}
		world_finish(&world);
	}
	assert_true(compared > 0 && shorter > 0);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_the_reserve),
		cmocka_unit_test(test_a_full_set_of_skills_is_named),
		cmocka_unit_test(test_carry_over),
		cmocka_unit_test(test_parts_of_a_half_day),
		cmocka_unit_test(test_holds_of_one_file),
		cmocka_unit_test(test_holds_are_in_nobodys_own_way),
		cmocka_unit_test(test_over_capacity_refuses_only_what_makes_it_worse),
		cmocka_unit_test(test_why_not),
		cmocka_unit_test(test_why_not_names_what_is_to_come),
		cmocka_unit_test(test_unknown_skill_has_its_rule),
		cmocka_unit_test(test_looked_days_say_the_same),
		cmocka_unit_test(test_the_callback_names_what_blocks_most),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
