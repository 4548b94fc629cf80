#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "asks.h"
#include "plan/check.h"

struct plan_violations violations;

struct plan_candidate at(int advisor, civil_day day, int start)
{
	return (struct plan_candidate){
		.advisor = advisor, .day = day, .start = start, .mobility = MOBILITY_NONE
	};
}

unsigned rules_of(struct world *world, const struct plan_request *request, struct plan_candidate *c)
{
	unsigned rules = 0;
	plan_complete(&world->state, request, c);
	plan_check(&world->state, request, c, &violations);
	for (int i = 0; i < violations.count; i++)
		rules |= 1U << violations.items[i].rule;
	return rules;
}

unsigned rules_at(struct world *world, const struct plan_request *request, int advisor, civil_day day,
		  int start)
{
	struct plan_candidate c = at(advisor, day, start);
	return rules_of(world, request, &c);
}

const struct plan_violation *violation_of(enum plan_rule rule)
{
	for (int i = 0; i < violations.count; i++)
		if (violations.items[i].rule == rule)
			return &violations.items[i];
	fail();
	return NULL;
}
