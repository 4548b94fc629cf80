/* A candidate is judged on its own days: without the rows of earlier ones, of other cars and of later days it
 * gets the verdict, the numbers and the cost that it gets from all rows. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "plan/check.h"
#include "plan/propose.h"
#include "world.h"

enum { RUNS = 400, ASKED = 12 };

static civil_day last_day(const struct plan_candidate *c)
{
	civil_day last = c->handback.day > c->day ? c->handback.day : c->day;
	return c->finish.day > last ? c->finish.day : last;
}

static bool is_lent(enum mobility kind)
{
	return kind != MOBILITY_NONE && kind != MOBILITY_WAIT && kind != MOBILITY_PUD;
}

static bool touches(struct moment from, struct moment to, const struct plan_state *part, int before)
{
	const struct moment first = { part->rows_first - (before > 0),
				      before > 0 ? MINUTES_PER_DAY - before : 0 };
	return moment_compare(to, first) > 0 && from.day <= part->last;
}

#define KEEP(rows, count, test)                                                                              \
	do {                                                                                                 \
		part->rows = arena_alloc(&part->arena, sizeof *part->rows * (whole->count + 1));             \
		part->count = 0;                                                                             \
		for (size_t i = 0; i < whole->count; i++)                                                    \
			if (test)                                                                            \
				part->rows[part->count++] = whole->rows[i];                                  \
	} while (0)

/* What the store reads for @c (store/plan_store.h). */
static void take_part(const struct plan_state *whole, const struct plan_request *request,
		      const struct plan_candidate *c, struct plan_state *part)
{
	bool loans = is_lent(c->mobility);
	for (int i = 0; i < request->mobility_count; i++)
		loans |= is_lent(request->mobility[i]);
	*part = (struct plan_state){ .site = whole->site, .now = whole->now, .first = whole->first };
	part->rows_first = c->day > whole->first ? c->day : whole->first;
	part->last = last_day(c) > part->rows_first ? last_day(c) : part->rows_first;
	part->absences = whole->absences;
	part->absence_count = whole->absence_count;
	KEEP(busy, busy_count, whole->busy[i].day >= part->rows_first && whole->busy[i].day <= part->last);
	KEEP(segments, segment_count,
	     whole->segments[i].day <= part->last &&
		     (whole->segments[i].day >= part->rows_first || whole->segments[i].carried));
	KEEP(loans, loan_count,
	     loans && (whole->loans[i].out || touches(whole->loans[i].from, whole->loans[i].to, part,
						      whole->site->loan_turnaround)));
	KEEP(stays, stay_count,
	     request->vehicle && strcmp(whole->stays[i].vehicle, request->vehicle) == 0 &&
		     touches(whole->stays[i].from, whole->stays[i].to, part, 0));
	KEEP(internal, internal_count,
	     whole->internal[i].day >= part->rows_first && whole->internal[i].day <= part->last);
	plan_state_prepare(part);
}

static void assert_same_rules(const struct plan_violations *a, const struct plan_violations *b)
{
	assert_int_equal(a->count, b->count);
	for (int i = 0; i < a->count; i++) {
		const struct plan_violation *one = &a->items[i], *two = &b->items[i];
		assert_int_equal(one->rule, two->rule);
		assert_int_equal(one->skills, two->skills);
		assert_int_equal(one->need, two->need);
		assert_int_equal(one->have, two->have);
		assert_int_equal(one->staff, two->staff);
		assert_int_equal(one->unit, two->unit);
		assert_int_equal(one->bay, two->bay);
		assert_int_equal(one->day, two->day);
		assert_int_equal(one->half, two->half);
		assert_int_equal(one->minute, two->minute);
		assert_true(one->other == two->other);
	}
}

static void assert_same_price(const struct plan_proposal *a, const struct plan_proposal *b)
{
	assert_int_equal(a->level, b->level);
	assert_int_equal(a->needs_authority, b->needs_authority);
	for (int term = 0; term < TERM_COUNT; term++)
		assert_int_equal(a->terms[term], b->terms[term]);
	assert_int_equal(a->reason_count, b->reason_count);
	assert_int_equal(a->caution_count, b->caution_count);
	assert_memory_equal(a->reasons, b->reasons, sizeof a->reasons);
	assert_memory_equal(a->cautions, b->cautions, sizeof a->cautions);
}

/* True when the candidate fits. */
static bool compare(const struct plan_state *whole, const struct plan_request *request,
		    const struct plan_candidate *c)
{
	struct plan_state part;
	struct plan_violations by_whole, by_part;
	struct plan_proposal of_whole, of_part;
	take_part(whole, request, c, &part);
	bool fits = plan_check(whole, request, c, &by_whole);
	assert_int_equal(plan_check(&part, request, c, &by_part), fits);
	assert_same_rules(&by_whole, &by_part);
	plan_assess(whole, request, c, &of_whole);
	plan_assess(&part, request, c, &of_part);
	assert_same_price(&of_whole, &of_part);
	plan_state_finish(&part);
	return fits;
}

/* A start of any day, completed with all rows; half of them are moved to where they need not fit. */
static bool random_candidate(struct world *world, const struct plan_request *request,
			     struct plan_candidate *c)
{
	const struct plan_state *state = &world->state;
	int later = (int)(state->last - state->now.day);
	*c = (struct plan_candidate){ .advisor = world_pick(world, 0, 1),
				      .day = state->now.day + world_pick(world, 0, later),
				      .start = 510 + 15 * world_pick(world, 0, 32),
				      .mobility = request->mobility_count ? request->mobility[0]
									  : MOBILITY_NONE };
	bool placed = plan_complete(state, request, c);
	if (placed && world_pick(world, 0, 3) == 0)
		c->handback.minute += 5 * world_pick(world, -6, 12);
	if (placed && world_pick(world, 0, 3) == 0)
		c->unit = world_pick(world, -1, 1);
	return placed;
}

static uint32_t seed; /* of the world that is looked at */

static int tell_seed(void **state)
{
	if (seed <= RUNS)
		print_message("failed with seed %u\n", seed);
	return 0;
}

static void test_its_own_days_are_enough(void **state)
{
	int asked = 0, fitted = 0;
	for (seed = 1; seed <= RUNS; seed++) {
		struct world world;
		world_random(&world, seed);
		for (size_t i = 0; i < world.state.loan_count; i++)
			world.state.loans[i].out = world_pick(&world, 0, 2) == 0;
		world_prepare(&world);
		for (int i = 0; i < ASKED; i++) {
			struct plan_request request = world_request(&world);
			struct plan_candidate c;
			if (!random_candidate(&world, &request, &c))
				continue;
			asked++;
			fitted += compare(&world.state, &request, &c);
		}
		world_finish(&world);
	}
	assert_true(asked > RUNS * 2 && fitted > RUNS / 4 &&
		    fitted < asked); /* both answers were seen often */
}

/* What is read out is taken: with holds of its own file among the rows. */
static void test_proposals_are_judged_alike(void **state)
{
	for (seed = 1; seed <= RUNS; seed++) {
		struct world world;
		struct plan_proposals proposals;
		world_random(&world, seed);
		struct plan_request request = world_request(&world);
		request.file = "me";
		plan_propose(&world.state, &request, NULL, 0, false, NULL, &proposals);
		for (int i = 0; i < proposals.count; i++)
			world_book(&world, &request, &proposals.items[i].candidate, "me", true, i);
		for (int i = 0; i < proposals.count; i++)
			compare(&world.state, &request, &proposals.items[i].candidate);
		world_finish(&world);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_teardown(test_its_own_days_are_enough, tell_seed),
		cmocka_unit_test_teardown(test_proposals_are_judged_alike, tell_seed),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
