/* What can be offered for the answers so far; what is read out and held. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/i18n.h"
#include "desk/call_prediag.h"
#include "desk/desk_state.h"

enum { HOLD_RENEW_MS = 60 * 1000, HOLD_MOST_MS = 20 * 60 * 1000 };

/* --- proposals --- */

static bool is_offered(const struct call_live *live, civil_day day)
{
	for (int i = 0; i < live->slots.count; i++)
		if (live->slots.proposals[i].plan.candidate.day == day)
			return true;
	return false;
}

static civil_day first_offered(const struct call_live *live)
{
	civil_day first = INT32_MAX;
	for (int i = 0; i < live->slots.count; i++)
		if (live->slots.proposals[i].plan.candidate.day < first)
			first = live->slots.proposals[i].plan.candidate.day;
	return first;
}

/* The day to explain: the wished one when it is not offered, else the first open day before all that is
 * offered. */
static const struct office_day *explain_day(const struct desk *desk, const struct plan_state *state,
					    const struct call *call, const struct office_resolved *resolved,
					    const struct booking_request *request, struct call_live *live)
{
	const char *language = desk->lang == FORM_KO ? "ko" : "en";
	size_t declined = (size_t)call->avoid_count;
	civil_day wished = request->wish_count && request->wishes[0].has_date ? request->wishes[0].date : 0;
	civil_day first = first_offered(live);
	if (wished)
		return is_offered(live, wished) ? NULL
						: office_why_day(desk->office, state, resolved, declined,
								 &live->slots, wished, language, &live->arena);
	for (civil_day day = state->now.day; day < first && day <= state->last; day++) {
		const struct office_day *why =
			office_why_day(desk->office, state, resolved, declined, &live->slots, day, language,
				       &live->arena);
		if (why && why->open)
			return why;
	}
	return NULL;
}

static bool ask_engine(struct desk *desk, struct call *call, struct call_live *live, struct error *err)
{
	struct booking_request request;
	struct office_resolved resolved;
	if (!call_request(desk, call, &live->arena, &request))
		return true;
	request.slot.given = false;
	const struct plan_state *state = desk_plan(desk, err);
	if (!state)
		return false;
	if (!office_resolve(desk->office, &request, &live->arena, &resolved, err))
		return false;
	if (call->file[0])
		resolved.plan.file = call->file; /* what is held for this call is free for it */
	if (!office_slots_from(desk->office, state, &resolved, desk->lang == FORM_KO ? "ko" : "en",
			       call->avoid, (size_t)call->avoid_count, false, &live->arena, &live->slots,
			       err))
		return false;
	live->ready = true;
	live->why = explain_day(desk, state, call, &resolved, &request, live);
	return true;
}

void call_refresh_live(struct desk *desk, struct call *call)
{
	bool reading = call->offered_count > 0 && !call->offer_stale;
	if (!call->live_stale || reading || call->booked)
		return; /* what is being read out is held and stays as it is */
	struct call_live fresh = { 0 };
	struct error err = { 0 };
	call->live_stale = false;
	if (!ask_engine(desk, call, &fresh, &err)) {
		snprintf(fresh.problem, sizeof fresh.problem, "%s", err.text);
		fresh.ready = false;
	}
	fresh.serial = desk_plan_serial(desk);
	arena_finish(&call->live.arena);
	call->live = fresh;
	call_facts(desk, call);
}

/* --- reading out --- */

/* R2: how long the customer waited for the first dates, on the clock that nobody can set. */
void call_note_offer(struct desk *desk, struct call *call)
{
	struct error err = { 0 };
	int64_t since = call->answered_at ? call->answered_at : desk->clock;
	if (call->offer_ms >= 0 || call->contact[0] == '\0')
		return;
	call->offer_ms = desk_steady(desk) - since;
	if (!office_note_offer(desk->office, call->contact, call->file, call->offer_ms, &err))
		desk_complain(desk, &err);
}

bool call_offer(struct desk *desk, struct call *call, struct error *err)
{
	if (call->offered_count && !call->offer_stale)
		return true;
	call->offered_count = 0;
	call->chosen_index = -1;
	call->offer_stale = false;
	for (int i = 0; call->live.ready && i < call->live.slots.count; i++)
		call->offered[call->offered_count++] = call->live.slots.proposals[i].plan.candidate;
	if (call->offered_count == 0 || call->file[0] == '\0')
		return true;
	struct arena arena = { 0 };
	struct booking_request request;
	call_request(desk, call, &arena, &request);
	bool fine = office_hold(desk->office, call->file, &request, call->offered,
				(size_t)call->offered_count, err);
	arena_finish(&arena);
	call->holds_at = call->holds_from = fine ? desk->clock : 0;
	if (fine)
		call_note_offer(desk, call);
	return fine;
}

static void keep_chosen(struct call *call, const struct office_proposal *proposal)
{
	arena_finish(&call->chosen_arena);
	call->chosen = *proposal;
	call->chosen.advisor_name = arena_strdup(&call->chosen_arena, proposal->advisor_name);
	call->chosen.unit_code = arena_strdup(&call->chosen_arena, proposal->unit_code);
	call->chosen.unit_model = arena_strdup(&call->chosen_arena, proposal->unit_model);
	for (int i = 0; i < 3; i++)
		call->chosen.reasons[i] = NULL;
	for (int i = 0; i < 2; i++)
		call->chosen.cautions[i] = NULL;
}

bool call_choose(struct desk *desk, struct call *call, int index, struct error *err)
{
	char date[CIVIL_DATE_SIZE], time[CIVIL_TIME_SIZE], value[64];
	if (!call_prediag_allows(desk, call, err) ||
	    (call->offered_count == 0 && !call_offer(desk, call, err)))
		return false;
	if (index < 0 || index >= call->offered_count || index >= call->live.slots.count)
		return error_set(err, ERROR_INPUT, _("there is no proposal %d"), index + 1);
	const struct plan_candidate *candidate = &call->offered[index];
	call->chosen_index = index;
	keep_chosen(call, &call->live.slots.proposals[index]);
	snprintf(value, sizeof value, "%s %s", civil_format_date(candidate->day, date),
		 civil_format_time(candidate->start, time));
	form_answers_set(call->answers, "slot_choice", value);
	call_tell(call, form_field_find(&desk->office->forms, "slot_choice"), NULL);
	call->option = index;
	call_facts(desk, call);
	call_touch(desk, call);
	return true;
}

void call_decline(struct desk *desk, struct call *call)
{
	struct error err = { 0 };
	for (int i = 0; i < call->offered_count && call->avoid_count < CALL_AVOID_MAX; i++)
		call->avoid[call->avoid_count++] = call->offered[i];
	form_answers_clear(call->answers, "slot_choice");
	call_tell(call, form_field_find(&desk->office->forms, "slot_choice"), NULL);
	call->option = 0;
	call->live_stale = call->offer_stale = true;
	call_refresh_live(desk, call);
	if (call->live.slots.count == 0 && call->avoid_count) {
		call->avoid_count = 0;
		call->live_stale = true;
		call_refresh_live(desk, call);
		desk_say(desk, "%s", _("There are no others; these are the ones from before."));
	}
	if (!call_offer(desk, call, &err))
		desk_complain(desk, &err);
	call_touch(desk, call);
}

void call_renew_holds(struct desk *desk, struct call *call)
{
	struct error err = { 0 };
	if (call->holds_at == 0 || call->booked || desk->clock - call->holds_at < HOLD_RENEW_MS ||
	    desk->clock - call->holds_from > HOLD_MOST_MS)
		return;
	call->holds_at = desk->clock;
	if (!office_renew_holds(desk->office, call->file, &err))
		desk_complain(desk, &err);
}
