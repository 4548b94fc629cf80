#include <string.h>

#include "office/booking.h"

bool booking_check(const struct plan_state *state, const struct plan_request *plan,
		   const struct plan_candidate *candidate, struct plan_violations *refused,
		   struct plan_violations *overridden)
{
	struct plan_violations all = { 0 };
	plan_check(state, plan, candidate, &all);
	refused->count = 0;
	overridden->count = 0;
	for (int i = 0; i < all.count; i++) {
		const struct plan_violation *violation = &all.items[i];
		bool granted = plan_rule_severity(violation->rule) == 'B' &&
			       plan->overridden & 1U << violation->rule;
		struct plan_violations *into = granted ? overridden : refused;
		into->items[into->count++] = *violation;
	}
	return refused->count == 0;
}

const char *booking_rules_text(const struct plan_violations *violations, struct arena *arena)
{
	const char *text = NULL;
	for (int i = 0; i < violations->count; i++) {
		const struct plan_violation *violation = &violations->items[i];
		text = arena_printf(arena, "%s%s%s need %d have %d", text ? text : "", text ? "; " : "",
				    plan_rule_id(violation->rule), violation->need, violation->have);
	}
	return text;
}

static bool matches(const struct booking *booking, const struct plan_candidate *candidate)
{
	const struct request_slot *slot = &booking->request->slot;
	if (candidate->day != slot->date || candidate->start != slot->minute)
		return false;
	return !slot->advisor ||
	       strcmp(booking->office->site.staff[candidate->advisor].code, slot->advisor) == 0;
}

/* The proposal that is the slot asked for. One that needs authority is only taken with an override. */
static bool choose_proposal(struct booking *booking)
{
	const struct plan_proposals *proposals = booking->proposals;
	for (int i = 0; proposals && i < proposals->count; i++) {
		const struct plan_proposal *proposal = &proposals->items[i];
		if (!matches(booking, &proposal->candidate) ||
		    (proposal->needs_authority & ~booking->plan.overridden) != 0)
			continue;
		booking->candidate = proposal->candidate;
		booking->chosen = i;
		return true;
	}
	return false;
}

/* Tries one advisor with one kind of mobility; keeps the first that fits, else the one with the fewest
 * refusals. */
static bool try_candidate(struct booking *booking, const struct plan_state *state, int advisor,
			  enum mobility mobility, bool *any)
{
	const struct request_slot *slot = &booking->request->slot;
	struct plan_candidate candidate = {
		.advisor = advisor,
		.day = slot->date,
		.start = slot->minute,
		.mobility = mobility,
		.handback_advisor = advisor,
		.unit = -1,
		.driver_out = -1,
		.driver_back = -1,
		.foreman = -1,
		.technician = -1,
	};
	struct plan_violations refused, overridden;
	plan_complete(state, &booking->plan, &candidate);
	bool fits = booking_check(state, &booking->plan, &candidate, &refused, &overridden);
	if (fits || !*any || refused.count < booking->refused.count) {
		booking->candidate = candidate;
		booking->refused = refused;
		booking->overridden = overridden;
	}
	*any = true;
	return fits;
}

/* With one kind of mobility: who is wished, who knows the customer, anybody. */
static bool try_advisors(struct booking *booking, const struct plan_state *state, enum mobility mobility,
			 bool *any)
{
	const struct site *site = &booking->office->site;
	const struct plan_request *plan = &booking->plan;
	const char *code = booking->request->slot.advisor;
	if (code)
		return try_candidate(booking, state, site_find_staff(site, code), mobility, any);
	const int first[] = { plan->advisor_wished, plan->advisor_known };
	for (int i = 0; i < 2; i++)
		if (first[i] >= 0 && (i == 0 || first[1] != first[0]) &&
		    try_candidate(booking, state, first[i], mobility, any))
			return true;
	for (int i = 0; i < site->staff_count; i++)
		if (i != first[0] && i != first[1] && site->staff[i].active &&
		    site->staff[i].roles & ROLE_ADVISOR && try_candidate(booking, state, i, mobility, any))
			return true;
	return false;
}

/* In the order of the ladder: another advisor before another kind of mobility. */
static void choose_other(struct booking *booking, const struct plan_state *state)
{
	const struct plan_request *plan = &booking->plan;
	bool any = false;
	if (plan->mobility_count == 0)
		try_advisors(booking, state, MOBILITY_NONE, &any);
	for (int i = 0; i < plan->mobility_count; i++)
		if (try_advisors(booking, state, plan->mobility[i], &any))
			return;
}

void booking_choose(struct booking *booking, const struct plan_state *state)
{
	const struct office_call *call = booking->call;
	booking->chosen = -1;
	if (call && call->chosen >= 0 && (size_t)call->chosen < call->offered_count) {
		booking->candidate = call->offered[call->chosen];
		booking->chosen = call->chosen;
		booking->promised = true;
	} else if (!choose_proposal(booking)) {
		choose_other(booking, state);
		return;
	}
	booking_check(state, &booking->plan, &booking->candidate, &booking->refused, &booking->overridden);
}
