#include "office/book.h"

#include <stdio.h>
#include <string.h>

#include "base/i18n.h"
#include "office/booking.h"
#include "office/messages.h"
#include "store/appointment.h"
#include "store/plan_store.h"

static bool needs_check(const struct booking *booking, struct error *err)
{
	const struct booking_request *request = booking->request;
	const struct office_resolved *resolved = &booking->resolved;
	bool chosen = booking->call && booking->call->chosen >= 0;
	if (!request->request || !request->request[0])
		return error_set(err, ERROR_INPUT,
				 _("request is missing: what the customer wants, in their own words"));
	if (request->work_count == 0)
		return error_set(err, ERROR_INPUT, _("work is missing: at least one code"));
	if (!request->slot.given && !chosen)
		return error_set(err, ERROR_INPUT, _("slot is missing: date and time"));
	if (!resolved->customer_known && !resolved->customer.family && !resolved->customer.given &&
	    !resolved->customer.company_name)
		return error_set(err, ERROR_INPUT,
				 _("customer is missing: nobody is known for this car; "
				   "give name and number"));
	if (resolved->needs_vehicle)
		return error_set(err, ERROR_INPUT,
				 _("vehicle is missing: this customer has several; give vin or plate"));
	if (!resolved->vehicle_known && !resolved->vehicle.vin && !resolved->vehicle.plate)
		return error_set(err, ERROR_INPUT, _("vehicle is missing: give vin or plate"));
	return true;
}

/* Who and what, on the rows as they are now. */
static bool resolve(struct booking *booking, struct error *err)
{
	booking->resolved = (struct office_resolved){ 0 };
	if (!office_resolve(booking->office, booking->request, booking->arena, &booking->resolved, err) ||
	    !needs_check(booking, err))
		return false;
	booking->plan = booking->resolved.plan;
	booking->plan.file = booking->call ? booking->call->file : NULL;
	return true;
}

/* The clock of the question: now, or of the offer while a hold of the file is alive, because nothing that was
 * read out is refused when time has passed. */
static bool ask_clock(struct booking *booking, struct moment *clock, struct error *err)
{
	struct office *office = booking->office;
	bool live = false;
	struct moment offered;
	*clock = office_moment(office);
	if (!booking->plan.file)
		return true;
	if (!store_live_hold(office->store, booking->plan.file, office_now(office), &live, &offered, err))
		return false;
	if (live)
		*clock = offered;
	return true;
}

/* What can be offered on the days that were looked at, and what the slot is. */
static void choose(struct booking *booking, const struct plan_state *state)
{
	resolve_deadline(state, 0, &booking->resolved, &booking->plan);
	if (!booking->call || booking->call->offered_count == 0) {
		struct plan_request asked = booking->plan;
		const struct moment looked = { state->rows_first, 0 };
		if (booking->narrow && moment_compare(asked.earliest, looked) < 0)
			asked.earliest = looked;
		booking->proposals = arena_alloc(booking->arena, sizeof *booking->proposals);
		plan_propose(state, &asked, NULL, 0, false, booking->arena, booking->proposals);
	}
	booking_choose(booking, state);
}

/* The last day that the candidate touches. */
static civil_day last_day(const struct plan_candidate *candidate)
{
	civil_day last = candidate->day;
	if (candidate->handback.day > last)
		last = candidate->handback.day;
	return candidate->finish.day > last ? candidate->finish.day : last;
}

static bool is_lent(enum mobility kind)
{
	return kind != MOBILITY_NONE && kind != MOBILITY_WAIT && kind != MOBILITY_PUD;
}

/* Whether the request, or (NULL: none) what was read out for it, may take a car, a seat or a taxi. */
static bool may_lend(const struct booking *booking, const struct plan_candidate *offered)
{
	const struct plan_request *plan = &booking->plan;
	bool lends = plan->mc20 || (offered && is_lent(offered->mobility));
	for (int i = 0; i < plan->mobility_count; i++)
		lends |= is_lent(plan->mobility[i]);
	return lends;
}

/* What was read out touches known days. A slot that is named is tried with its own day and the next working
 * one, within which most work ends and two dates can be offered. False: nothing less than the horizon will
 * do. */
static bool narrow_days(const struct booking *booking, struct look_days *days)
{
	const struct office *office = booking->office;
	const struct office_call *call = booking->call;
	if (call && call->chosen >= 0 && (size_t)call->chosen < call->offered_count) {
		const struct plan_candidate *offered = &call->offered[call->chosen];
		*days = (struct look_days){ offered->day, last_day(offered), may_lend(booking, offered) };
		return true;
	}
	civil_day slot = booking->request->slot.date, horizon = office_horizon(office);
	*days = (struct look_days){ slot, slot + 1, may_lend(booking, NULL) };
	while (days->last <= horizon && site_reception_on(&office->site, days->last).count == 0)
		days->last++;
	return slot >= office_moment(office).day && days->last <= horizon;
}

/* One look, in one snapshot: of the few days that may do (@narrow), or of the whole horizon. */
static bool look_at(struct booking *booking, bool narrow, struct plan_state *state, struct error *err)
{
	struct office *office = booking->office;
	struct moment clock;
	struct look_days days;
	if (!store_begin_read(office->store, err))
		return false;
	bool fine = store_data_version(office->store, &booking->version, err) && resolve(booking, err) &&
		    ask_clock(booking, &clock, err);
	booking->narrow = fine && narrow && narrow_days(booking, &days);
	fine = fine &&
	       (booking->narrow ? slots_load_rows(office, clock, &days, booking->plan.vehicle, state, err)
				: slots_load(office, clock, office_horizon(office), state, err));
	store_end_read(office->store);
	if (fine)
		choose(booking, state);
	return fine;
}

/* Whether the few days of a named slot are enough: it fits, and there is a choice (R11). */
static bool is_enough(const struct booking *booking)
{
	return booking->promised ||
	       (booking->refused.count == 0 && (!booking->proposals || booking->proposals->count >= 2));
}

/* The first look. What does not fit a few days may fit more of them; if not, the reasons are those of the
 * whole horizon. */
static bool look(struct booking *booking, struct plan_state *state, struct error *err)
{
	if (!look_at(booking, true, state, err))
		return false;
	if (!booking->narrow || is_enough(booking))
		return true;
	plan_state_finish(state);
	return look_at(booking, false, state, err);
}

bool booking_at_once(struct booking *booking, struct error *err)
{
	struct plan_state state;
	if (!resolve(booking, err) || !office_load_state(booking->office, &state, err))
		return false;
	choose(booking, &state);
	plan_state_finish(&state);
	return booking->refused.count > 0 || booking_write(booking, err);
}

/* Fresh rows of the days that the candidate touches, within the write transaction. */
static bool load_fresh(struct booking *booking, struct plan_state *state, struct error *err)
{
	struct moment clock;
	const struct look_days days = { booking->candidate.day, last_day(&booking->candidate),
					may_lend(booking, &booking->candidate) };
	return ask_clock(booking, &clock, err) &&
	       slots_load_rows(booking->office, clock, &days, booking->plan.vehicle, state, err);
}

/* The check that counts: the one candidate on fresh rows. What was not read out may take another car or
 * hand-back. */
static bool check_fresh(struct booking *booking, const struct plan_state *state)
{
	if (booking_check(state, &booking->plan, &booking->candidate, &booking->refused,
			  &booking->overridden))
		return true;
	if (booking->promised)
		return false;
	struct plan_candidate again = booking->candidate;
	struct plan_violations refused, overridden;
	plan_complete(state, &booking->plan, &again);
	if (!booking_check(state, &booking->plan, &again, &refused, &overridden))
		return false;
	booking->candidate = again;
	booking->overridden = overridden;
	return true;
}

static void result_fill(struct booking *booking, const struct plan_state *state,
			struct office_booking *result)
{
	struct plan_proposal *proposal = arena_alloc(booking->arena, sizeof *proposal);
	plan_assess(state, &booking->plan, &booking->candidate, proposal);
	for (int i = 0; i < booking->overridden.count; i++)
		proposal->needs_authority |= 1U << booking->overridden.items[i].rule;
	*result = (struct office_booking){
		.booked = true,
		.file_id = arena_strdup(booking->arena, booking->file),
		.number = booking->number,
		.title = arena_strdup(booking->arena, booking->title),
	};
	slots_proposal(booking->office, proposal, booking->resolved.language, booking->arena,
		       &result->appointment);
	result->appointment.plan.candidate.marks = booking->marks;
	result->caution_count = booking->resolved.caution_count;
	memcpy(result->cautions, booking->resolved.cautions, sizeof result->cautions);
}

/* The rows of the first look again, when somebody wrote since: who, what, and whether the place is still
 * free. The texts of what refuses it outlive @state. */
static bool look_again(struct booking *booking, struct plan_state *state, bool *fits, struct error *err)
{
	bool later = booking->plan.later_by_customer;
	if (!resolve(booking, err))
		return false;
	booking->plan.later_by_customer = later;
	if (!load_fresh(booking, state, err))
		return false;
	*fits = check_fresh(booking, state);
	for (int i = 0; i < booking->refused.count; i++)
		booking->refused.items[i].other =
			arena_strdup(booking->arena, booking->refused.items[i].other);
	return true;
}

/* The write transaction, in which nobody else writes: when nobody did since the first look, its rows in
 * @looked are those of now. On true *@written tells whether it was stored; when not, booking->refused says
 * why.
 */
static bool commit(struct booking *booking, const struct plan_state *looked, bool *written, struct error *err)
{
	struct office *office = booking->office;
	struct plan_state again = { 0 };
	int64_t version;
	bool fits = true;
	*written = false;
	if (!office_begin(office, OFFICE_ROLES_BOOK, err))
		return false;
	bool fine = store_data_version(office->store, &version, err) &&
		    store_delete_ended_holds(office->store, office_now(office), NULL, err);
	bool same = fine && version == booking->version;
	if (fine && !same)
		fine = look_again(booking, &again, &fits, err);
	if (fine && fits)
		fine = booking_write(booking, err) &&
		       booking_standards(booking, same ? looked : &again, err) &&
		       messages_appointment(office, booking->file, MESSAGES_BOOKED, err);
	plan_state_finish(&again);
	if (!fits || !fine) {
		store_rollback(office->store);
		return fine;
	}
	*written = store_commit(office->store, err);
	return *written;
}

/* The look refuses: in words, with proposals. */
static bool refuse(struct booking *booking, const struct plan_state *looked, struct office_booking *result,
		   struct error *err)
{
	struct plan_state whole = { 0 };
	civil_day horizon = office_horizon(booking->office);
	if (booking->narrow && !slots_load(booking->office, looked->now, horizon, &whole, err))
		return false;
	refused_fill(booking->office, booking->promised, NULL, booking->narrow ? &whole : looked,
		     &booking->resolved, &booking->refused, booking->arena, result);
	plan_state_finish(&whole);
	return true;
}

/* Taken between the two looks: says by whom, with proposals of now. */
static bool refuse_fresh(struct booking *booking, const struct plan_state *before,
			 struct office_booking *result, struct error *err)
{
	struct plan_state now;
	if (!office_load_state(booking->office, &now, err))
		return false;
	refused_fill(booking->office, true, before, &now, &booking->resolved, &booking->refused,
		     booking->arena, result);
	plan_state_finish(&now);
	return true;
}

bool office_book(struct office *office, const struct booking_request *request, const struct office_call *call,
		 struct arena *arena, struct office_booking *result, struct error *err)
{
	struct booking *booking = arena_alloc(arena, sizeof *booking);
	*booking = (struct booking){ .office = office, .request = request, .call = call, .arena = arena };
	struct plan_state state;
	bool written = false;
	if (!office_may(office, OFFICE_ROLES_BOOK, err) || !look(booking, &state, err))
		return false;
	bool fine = true;
	if (booking->refused.count > 0)
		fine = refuse(booking, &state, result, err);
	else if (!commit(booking, &state, &written, err))
		fine = false;
	else if (written)
		result_fill(booking, &state, result);
	else
		fine = refuse_fresh(booking, &state, result, err);
	plan_state_finish(&state);
	return fine;
}
