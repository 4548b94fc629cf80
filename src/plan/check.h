/* plan/check.h - the one function that decides whether a candidate fits, and how a candidate is made.
 *
 * The calendar, the proposals, "why not" and the commit all ask plan_check(). */
#ifndef PRENOTA_PLAN_CHECK_H
#define PRENOTA_PLAN_CHECK_H

#include "plan/plan.h"

/* All rules that @candidate violates in @state for @request, with their numbers, in the order of enum
 * plan_rule. Rules in request->overridden are still reported; the caller subtracts them. True when there is
 * none.
 *
 *   A1 staff, day, minute: reception or hand-back outside hours, lunch, the advisor's attendance
 *   A2 staff, minute, other: advisor busy
 *   A3 unit or staff, day, minute, other: mobility unit, driver, foreman or technician not free;
 *      waiting with more work (need) than the limit (have), or for
 *      work that does not begin when the car is ready (minute); seats and daily counts: need, have
 *   A4 skills: nobody has the skill in the period
 *   A5 day, minute: in the past, before earliest; a hand-back before the work is finished (then of that)
 *   A6 other: the vehicle is in another stay
 *   A7 skills or bay, need, have: more than one car, or the bays, can have
 *   B1 staff, need (starts), have (3), minute of the window (R10)
 *   B2 staff, need (minutes), have (90), minute of the window (R10)
 *   B3 skills, need, have, day, half; staff when the work names a technician
 *   B4 as B3, of the part outside the reserve
 *   B6 need (notice), have (minutes until then)
 *   B7 unit, need (turnaround), have, other
 *   D1 day (deadline); minute -1 and day 0: no foreman for the joint drive (R68, R71)
 *   D2 day (deadline); minute -1 and day 0: neither loan car nor pick-up, and not declined (R15, R37) */
bool plan_check(const struct plan_state *state, const struct plan_request *request,
		const struct plan_candidate *candidate, struct plan_violations *violations);

/* Completes a candidate whose advisor, day, start and mobility are set: lengths (R13), placement of the work
 * over buckets, finish, hand-back (R12), unit, drivers, foreman, named technician, marks. Picks the first
 * free of each; where nothing is free the field is set to the best there is, so that plan_check() can name
 * the rule. False when the work cannot be placed within the state's days (plan_check() then reports A4 or B3
 * for the candidate as it is). */
bool plan_complete(const struct plan_state *state, const struct plan_request *request,
		   struct plan_candidate *candidate);

/* The last day on which a RETURN (D1) or MC20 (D2) reception keeps its deadline; false when no deadline
 * binds. */
bool plan_deadline(const struct plan_state *state, const struct plan_request *request, civil_day *last);

/* The earliest start that B6 (notice) and A5 allow. */
struct moment plan_earliest(const struct plan_state *state, const struct plan_request *request);

#endif
