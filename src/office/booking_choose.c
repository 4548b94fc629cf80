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

static bool try_advisor(struct booking *booking, const struct plan_state *state, int advisor, bool *any)
{
	const struct plan_request *plan = &booking->plan;
	if (advisor < 0)
		return false;
	if (plan->mobility_count == 0)
		return try_candidate(booking, state, advisor, MOBILITY_NONE, any);
	for (int i = 0; i < plan->mobility_count; i++)
		if (try_candidate(booking, state, advisor, plan->mobility[i], any))
			return true;
	return false;
}

static void choose_other(struct booking *booking, const struct plan_state *state)
{
	const struct site *site = &booking->office->site;
	const char *code = booking->request->slot.advisor;
	bool any = false;
	if (code) {
		try_advisor(booking, state, site_find_staff(site, code), &any);
		return;
	}
	if (try_advisor(booking, state, booking->plan.advisor_wished, &any) ||
	    try_advisor(booking, state, booking->plan.advisor_known, &any))
		return;
	for (int i = 0; i < site->staff_count; i++)
		if (site->staff[i].active && site->staff[i].roles & ROLE_ADVISOR &&
		    try_advisor(booking, state, i, &any))
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
