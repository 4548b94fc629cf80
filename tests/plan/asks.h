/* tests/plan/asks.h - asks plan_check() about a start and keeps what it said. */
#ifndef PRENOTA_TESTS_PLAN_ASKS_H
#define PRENOTA_TESTS_PLAN_ASKS_H

#include "world.h"

enum { TUESDAY = WORLD_MONDAY + 1, WEDNESDAY, THURSDAY, FRIDAY, SATURDAY, NEXT_MONDAY = WORLD_MONDAY + 7 };

/* Of the last question. */
extern struct plan_violations violations;

/* A candidate without mobility, not completed yet. */
struct plan_candidate at(int advisor, civil_day day, int start);

/* Completes and checks; the bits of the rules that say no. */
unsigned rules_of(struct world *world, const struct plan_request *request, struct plan_candidate *c);
unsigned rules_at(struct world *world, const struct plan_request *request, int advisor, civil_day day,
		  int start);

/* Of the last question; the test fails when the rule was kept. */
const struct plan_violation *violation_of(enum plan_rule rule);

#endif
