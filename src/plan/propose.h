/* plan/propose.h - proposals for a request, and why a day has none. */
#ifndef PRENOTA_PLAN_PROPOSE_H
#define PRENOTA_PLAN_PROPOSE_H

#include "plan/plan.h"

/* Up to three proposals over the site's horizon, ranked by ladder level, cost, time, advisor, car; two on
 * different dates where possible (R11, R40). @avoid are candidates declined already (day and start; may be
 * NULL). With @why, the days of the horizon with what blocks them, in @arena. Deterministic. Never silently
 * empty: with fewer than two proposals callback is set. */
void plan_propose(const struct plan_state *state, const struct plan_request *request,
		  const struct plan_candidate *avoid, size_t avoid_count, bool why, struct arena *arena,
		  struct plan_proposals *proposals);

/* Why @day has no room for @request (counts over all starts of all advisors). */
void plan_why_day(const struct plan_state *state, const struct plan_request *request, civil_day day,
		  struct plan_day_why *why);

/* Cost and notes of one candidate, as plan_propose() would give it. */
void plan_assess(const struct plan_state *state, const struct plan_request *request,
		 const struct plan_candidate *candidate, struct plan_proposal *proposal);

#endif
