#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <stdio.h>
#include <string.h>

#include "plan/check.h"
#include "plan/propose.h"
#include "world.h"

/* Every start of every advisor, completed, checked and assessed one by one: what plan_propose() must find. */
enum { ALL_MAX = 20000, RUNS = 100 };

struct listed {
	struct plan_candidate candidate;
	int level;
	int cost;
	int mobility;
	unsigned rules;
};

static struct listed all[ALL_MAX];
static int all_count;

static int options_of(const struct plan_request *request, enum mobility *options)
{
	int count = 0;
	unsigned seen = 0;
	for (int i = 0; i < request->mobility_count; i++) {
		if (!(seen >> request->mobility[i] & 1))
			options[count++] = request->mobility[i];
		seen |= 1U << request->mobility[i];
	}
	for (int i = 0; i < 2 && request->mc20; i++) {
		enum mobility kind = i ? MOBILITY_PUD : MOBILITY_LOAN;
		if (!((seen | request->declined) >> kind & 1))
			options[count++] = kind;
	}
	if (!count)
		options[count++] = MOBILITY_NONE;
	return count;
}

/* The day of the @count th open day from @day on; the last of the state when there are fewer. */
static civil_day nth_open(const struct world *world, civil_day day, int count)
{
	for (; day <= world->state.last; day++)
		if (site_reception_on(&world->site, day).count && --count == 0)
			return day;
	return world->state.last;
}

static void enumerate(const struct world *world, const struct plan_request *request)
{
	enum mobility options[MOBILITY_COUNT];
	int option_count = options_of(request, options);
	civil_day horizon = nth_open(world, world->state.now.day, world->site.horizon_days);
	all_count = 0;
	for (civil_day day = world->state.now.day; day <= horizon; day++)
		for (int start = 0; start < MINUTES_PER_DAY; start += 15)
			for (int advisor = 0; advisor < 2; advisor++)
				for (int i = 0; i < option_count; i++) {
					struct listed *one = &all[all_count];
					struct plan_violations violations;
					struct plan_proposal proposal;
					one->candidate = (struct plan_candidate){ .advisor = advisor,
										  .day = day,
										  .start = start,
										  .mobility = options[i] };
					plan_complete(&world->state, request, &one->candidate);
					plan_check(&world->state, request, &one->candidate, &violations);
					one->rules = 0;
					for (int j = 0; j < violations.count; j++)
						one->rules |= 1U << violations.items[j].rule;
					bool physical = one->rules & ((1U << RULE_B1) - 1);
					if (physical)
						continue;
					plan_assess(&world->state, request, &one->candidate, &proposal);
					one->level = proposal.level;
					one->cost = proposal.cost;
					one->mobility = i;
					assert_true(all_count < ALL_MAX - 1);
					all_count++;
				}
}

static int compare(const struct listed *a, const struct listed *b)
{
	int left[] = { a->level,   a->cost, a->candidate.day, a->candidate.start, a->candidate.advisor,
		       a->mobility };
	int right[] = { b->level,   b->cost, b->candidate.day, b->candidate.start, b->candidate.advisor,
			b->mobility };
	/* "a.kim" is before "b.lee": staff order is code order here */
	for (int i = 0; i < 6; i++)
		if (left[i] != right[i])
			return left[i] - right[i];
	return 0;
}

static bool differs(const struct world *world, const struct plan_candidate *c,
		    const struct listed *const *taken, int count, bool other_day, bool other_half)
{
	bool half = true;
	bool advisor = true;
	for (int i = 0; i < count; i++) {
		const struct plan_candidate *t = &taken[i]->candidate;
		if (t->day == c->day && t->start == c->start)
			return false;
		half = half && (t->start < world->site.lunch.start) != (c->start < world->site.lunch.start);
		advisor = advisor && t->advisor != c->advisor;
	}
	if (other_day && c->day == taken[0]->candidate.day)
		return false;
	return !other_half || half || advisor;
}

static const struct listed *best(const struct world *world, int rung, bool only,
				 const struct listed *const *taken, int count, bool other_day,
				 bool other_half, civil_day last)
{
	const struct listed *found = NULL;
	for (int i = 0; i < all_count; i++) {
		if (all[i].level > rung || (only && all[i].level != rung) || all[i].candidate.day > last)
			continue;
		if (!differs(world, &all[i].candidate, taken, count, other_day, other_half))
			continue;
		if (!found || compare(&all[i], found) < 0)
			found = &all[i];
	}
	return found;
}

static int pick_three(const struct world *world, int rung, const struct listed **taken, int count,
		      civil_day last)
{
	bool only = rung == LEVEL_AUTHORITY;
	while (count < 3) {
		const struct listed *next =
			best(world, rung, only, taken, count, count == 1, count == 2, last);
		if (!next)
			next = best(world, rung, only, taken, count, false, false, last);
		if (!next)
			break;
		taken[count++] = next;
	}
	return count;
}

static int expect(const struct world *world, const struct plan_request *request, const struct listed **taken)
{
	civil_day deadline;
	bool due = plan_deadline(&world->state, request, &deadline);
	civil_day near = nth_open(world, plan_earliest(&world->state, request).day, 20);
	int count = 0;
	for (int rung = 0; rung < LEVEL_COUNT; rung++) {
		if (rung == LEVEL_AUTHORITY && count >= 2)
			break;
		if (rung == LEVEL_HORIZON && due)
			continue;
		count = pick_three(world, rung, taken, rung == LEVEL_AUTHORITY ? count : 0,
				   due ? near : world->state.last);
		if (count >= 2 &&
		    (due || rung >= LEVEL_HORIZON || taken[0]->candidate.day != taken[1]->candidate.day))
			break;
	}
	return count;
}

static void print(const char *what, const struct plan_candidate *c, int level, int cost)
{
	fprintf(stderr, "# %s day %d %02d:%02d advisor %d mobility %d level %d cost %d\n", what,
		(int)c->day - WORLD_MONDAY, c->start / 60, c->start % 60, c->advisor, (int)c->mobility, level,
		cost);
}

static void compare_world(uint32_t seed)
{
	struct world world;
	world_random(&world, seed);
	struct plan_request request = world_request(&world);
	struct plan_proposals proposals;
	const struct listed *taken[3];
	enumerate(&world, &request);
	int count = expect(&world, &request, taken);
	plan_propose(&world.state, &request, NULL, 0, false, NULL, &proposals);
	bool same = count == proposals.count;
	for (int i = 0; i < count && same; i++) {
		const struct plan_proposal *p = &proposals.items[i];
		same = p->candidate.day == taken[i]->candidate.day &&
		       p->candidate.start == taken[i]->candidate.start &&
		       p->candidate.advisor == taken[i]->candidate.advisor && p->cost == taken[i]->cost &&
		       (int)p->level == taken[i]->level &&
		       p->candidate.mobility == taken[i]->candidate.mobility;
	}
	if (!same) {
		fprintf(stderr, "# seed %u: %d proposals, enumeration finds %d of %d\n", seed,
			proposals.count, count, all_count);
		for (int i = 0; i < count; i++)
			print("enumerated", &taken[i]->candidate, taken[i]->level, taken[i]->cost);
		for (int i = 0; i < proposals.count; i++)
			print("proposed  ", &proposals.items[i].candidate, proposals.items[i].level,
			      proposals.items[i].cost);
		fail();
	}
	assert_int_equal(proposals.callback, count < 2);
	for (int i = 0; i < proposals.count; i++) {
		const struct plan_proposal *p = &proposals.items[i];
		struct plan_violations violations;
		bool fits = plan_check(&world.state, &request, &p->candidate, &violations);
		assert_int_equal(fits, p->needs_authority == 0);
		assert_true(p->reason_count >= 1 && p->reason_count <= 3 && p->caution_count <= 2);
		int sum = 0;
		for (int j = 0; j < TERM_COUNT; j++)
			sum += p->terms[j];
		assert_int_equal(sum, p->cost);
	}
	world_finish(&world);
}

/* What is held for a file can be taken by it, by the clock of the offer, whatever else of it is held. */
static void test_what_is_held_can_be_booked(void **state)
{
	for (uint32_t seed = 1; seed <= RUNS; seed++) {
		struct world world;
		world_random(&world, seed);
		struct plan_request request = world_request(&world);
		struct plan_proposals proposals;
		request.file = "me";
		plan_propose(&world.state, &request, NULL, 0, false, NULL, &proposals);
		for (int i = 0; i < proposals.count; i++)
			world_book(&world, &request, &proposals.items[i].candidate, "me", true, i);
		for (int i = 0; i < proposals.count; i++) {
			struct plan_violations violations;
			unsigned rules = 0;
			plan_check(&world.state, &request, &proposals.items[i].candidate, &violations);
			for (int j = 0; j < violations.count; j++)
				rules |= 1U << violations.items[j].rule;
			assert_int_equal(rules, proposals.items[i].needs_authority);
		}
		world_finish(&world);
	}
}

/* Whatever stands in a candidate: an answer, and a rule when it is no. */
static void test_any_candidate_gets_an_answer(void **state)
{
	for (uint32_t seed = 1; seed <= 500; seed++) {
		struct world world;
		world_random(&world, seed);
		struct plan_request request = world_request(&world);
		struct plan_violations violations;
		struct plan_candidate c = { .advisor = world_pick(&world, -2, 20),
					    .day = WORLD_MONDAY + world_pick(&world, -30, 60),
					    .start = world_pick(&world, -100, 2000),
					    .mobility = (enum mobility)world_pick(&world, 0,
										  MOBILITY_COUNT - 1) };
		if (c.advisor < 0 || c.advisor >= world.site.staff_count || world_pick(&world, 0, 1)) {
			c.minutes = world_pick(&world, 0, 60);
			c.handback_advisor = world_pick(&world, -2, 20);
			c.handback = (struct moment){ WORLD_MONDAY + world_pick(&world, -30, 60),
						      world_pick(&world, -100, 2000) };
			c.handback_minutes = world_pick(&world, 0, 30);
			c.unit = world_pick(&world, -1, 5);
			c.foreman = c.driver_out = c.driver_back = c.technician = -1;
			c.segment_count = world_pick(&world, 0, 3);
			for (int i = 0; i < c.segment_count; i++)
				c.segments[i] = (struct plan_work_segment){
					.skill = world_pick(&world, -1, 13),
					.day = WORLD_MONDAY + world_pick(&world, -3, 20),
					.half = (enum half)world_pick(&world, 0, 1),
					.minutes = world_pick(&world, -10, 900),
					.ready = world_pick(&world, 0, 1440),
					.bay = world_pick(&world, -1, 4),
					.parallel = world_pick(&world, 0, 2)
				};
		} else {
			plan_complete(&world.state, &request, &c);
		}
		bool fits = plan_check(&world.state, &request, &c, &violations);
		struct plan_proposal proposal;
		plan_assess(&world.state, &request, &c, &proposal);
		assert_int_equal(fits, violations.count == 0);
		assert_int_equal(fits, proposal.level != LEVEL_AUTHORITY);
		assert_true(violations.count <= PLAN_VIOLATIONS_MAX);
		for (int i = 1; i < violations.count; i++)
			assert_true(violations.items[i - 1].rule <= violations.items[i].rule);
		world_finish(&world);
	}
}

static void assert_same(const struct plan_proposals *a, const struct plan_proposals *b)
{
	assert_int_equal(a->count, b->count);
	assert_int_equal(a->callback, b->callback);
	assert_int_equal(a->callback_rule, b->callback_rule);
	for (int i = 0; i < a->count; i++) {
		const struct plan_candidate *one = &a->items[i].candidate;
		const struct plan_candidate *other = &b->items[i].candidate;
		assert_int_equal(a->items[i].level, b->items[i].level);
		assert_int_equal(a->items[i].cost, b->items[i].cost);
		assert_int_equal(one->day, other->day);
		assert_int_equal(one->start, other->start);
		assert_int_equal(one->advisor, other->advisor);
		assert_int_equal(one->mobility, other->mobility);
		assert_int_equal(moment_compare(one->handback, other->handback), 0);
		assert_int_equal(moment_compare(one->finish, other->finish), 0);
		assert_int_equal(one->segment_count, other->segment_count);
	}
}

/* What the state keeps from one question changes no answer to another. */
static void test_the_order_of_questions_does_not_matter(void **state)
{
	enum { WORLDS = 40, ASKED = 6 };
	for (uint32_t seed = 1; seed <= WORLDS; seed++) {
		struct world world;
		struct plan_request requests[ASKED];
		struct plan_proposals cold[ASKED];
		struct plan_proposals warm;
		world_random(&world, seed);
		for (int i = 0; i < ASKED; i++) {
			requests[i] = world_request(&world);
			world_prepare(&world);
			plan_propose(&world.state, &requests[i], NULL, 0, false, NULL, &cold[i]);
		}
		for (int i = 2 * ASKED - 1; i >= 0; i--) {
			plan_propose(&world.state, &requests[i % ASKED], NULL, 0, false, NULL, &warm);
			assert_same(&warm, &cold[i % ASKED]);
		}
		world_finish(&world);
	}
}

static void test_proposals_are_those_of_full_enumeration(void **state)
{
	for (uint32_t seed = 1; seed <= RUNS; seed++)
		compare_world(seed);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_proposals_are_those_of_full_enumeration),
		cmocka_unit_test(test_what_is_held_can_be_booked),
		cmocka_unit_test(test_the_order_of_questions_does_not_matter),
		cmocka_unit_test(test_any_candidate_gets_an_answer),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
