/* The end of a call: the booking, or why there is none. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/i18n.h"
#include "desk/call_digital.h"
#include "desk/call_prediag.h"
#include "desk/call_reminder.h"
#include "desk/call_standards.h"
#include "desk/desk_state.h"

static const struct form_step *step_with(const struct call *call, const char *id)
{
	for (size_t i = 0; i < call->form->step_count; i++)
		for (size_t j = 0; j < call->form->steps[i].field_count; j++)
			if (strcmp(call->form->steps[i].fields[j].id, id) == 0)
				return &call->form->steps[i];
	return NULL;
}

static void booked(struct desk *desk, struct call *call, const struct office_booking *result)
{
	call->booked = true;
	call->number = result->number;
	call->dirty = false;
	snprintf(call->title, sizeof call->title, "%s", result->title ? result->title : "");
	call_facts(desk, call);
	desk_say(desk, _("Booked: file %d  %s"), call->number, call->title);
	const struct form_step *last = NULL, *step = form_step_next(call->answers, call->form, NULL);
	for (; step; step = form_step_next(call->answers, call->form, step))
		last = step;
	call_go(desk, call, last);
	call->dirty = false;
}

/* The sentence, and fresh proposals in place: nothing the customer said is lost. */
static void refused(struct desk *desk, struct call *call, const struct office_booking *result)
{
	struct error err = { 0 };
	struct buffer text = { 0 };
	buffer_add(&text, result->taken ? result->taken : _("This date can no longer be kept."));
	for (int i = 0; i < result->refused_count && i < 2; i++)
		if (result->refused[i].told && !result->taken)
			buffer_printf(&text, " %s", result->refused[i].told);
	form_answers_clear(call->answers, "slot_choice");
	form_answers_clear(call->answers, "readback_ok");
	call->chosen_index = -1;
	call->waived[0] = '\0'; /* another date: what is open then is asked for anew */
	call->live_stale = call->offer_stale = true;
	desk_look(desk);
	call_go(desk, call, step_with(call, "slot_choice"));
	error_set(&err, ERROR_REFUSED, "%s", buffer_text(&text));
	desk_complain(desk, &err);
	buffer_finish(&text);
}

bool call_book(struct desk *desk, struct call *call, struct error *err)
{
	struct arena arena = { 0 };
	struct booking_request request;
	struct office_booking result = { 0 };
	if (call->chosen_index < 0)
		return error_set(err, ERROR_INPUT, _("no date is chosen yet: 1, 2 or 3 at Dates"));
	call_commit(desk, call);
	if (!call_prediag_allows(desk, call, err))
		return false;
	if (!call_standards_settled(desk, call))
		return true;
	call_request(desk, call, &arena, &request);
	struct office_call context = {
		.file = call->file[0] ? call->file : NULL,
		.contact = call->contact[0] ? call->contact : NULL,
		.answers = call->answers,
		.offered = call->offered,
		.offered_count = (size_t)call->offered_count,
		.chosen = call->chosen_index,
		.draft = call->id,
		.digital = call->digital[0] ? call->digital : NULL,
		.reminder = call->reminder[0] ? call->reminder : NULL,
		.declined = call->avoid,
		.declined_count = (size_t)call->avoid_count,
		.waived = call->waived[0] ? call->waived : NULL,
	};
	bool fine = office_book(desk->office, &request, &context, &arena, &result, err);
	if (fine && result.booked)
		booked(desk, call, &result);
	else if (fine)
		refused(desk, call, &result);
	arena_finish(&arena);
	return fine;
}

bool call_close(struct desk *desk, struct call *call, const char *reason, bool keep_nothing,
		struct error *err)
{
	call_commit(desk, call);
	call_digital_end(desk, call);
	if (call->file[0] == '\0' || call->digital_offered)
		return office_delete_draft(desk->office, call->id, err);
	struct standard_result standards[STANDARD_COUNT];
	call_standards(desk, call, false, standards);
	struct office_ending ending = {
		.contact = call->contact[0] ? call->contact : NULL,
		.draft = call->id,
		.reason = reason,
		.keep_nothing = keep_nothing,
		.answers = call->answers,
		.customer_id = call->known.has_customer ? call->known.customer.id : NULL,
		.vehicle_id = call->known.has_vehicle ? call->known.vehicle.id : NULL,
		.reminder = call->reminder[0] ? call->reminder : NULL,
		.attempt_result = call_attempt_result(call, reason),
		.next_attempt = call_next_attempt(call),
		.standards = standards,
	};
	return office_close_file(desk->office, call->file, &ending, err);
}
