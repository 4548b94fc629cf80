/* What other views hand to the call. */
#include <stdio.h>
#include <string.h>

#include "desk/call_digital.h"
#include "desk/call_reminder.h"
#include "desk/desk_state.h"
#include "office/digital.h"
#include "office/reminders.h"
#include "store/request_store.h"

/* The call in front, else a new one that is taken at once (a customer found before the telephone rang). */
static struct call *call_for(struct desk *desk, struct error *err)
{
	struct call *call = calls_current(&desk->calls);
	if (!call)
		call = calls_ring(desk, err);
	if (call && call->has_clock && call->clock.phase == CALL_RINGING && !call_answer(desk, call, err))
		return NULL;
	return call;
}

bool desk_take_customer(struct desk *desk, const char *customer_id, struct error *err)
{
	struct call *call = call_for(desk, err);
	if (!call || !call_take_customer(desk, call, customer_id, err))
		return false;
	return desk_show(desk, "call");
}

bool desk_take_vehicle(struct desk *desk, const char *vehicle_id, struct error *err)
{
	struct call *call = call_for(desk, err);
	if (!call || !call_take_vehicle(desk, call, vehicle_id, err))
		return false;
	return desk_show(desk, "call");
}

/* --- service reminders --- */

static bool is_called_here(struct desk *desk, const char *id)
{
	for (int i = 0; i < desk->calls.count; i++) {
		if (strcmp(desk->calls.items[i]->reminder, id) != 0)
			continue;
		calls_front(desk, i);
		return true;
	}
	return false;
}

/* The customer is on the line: we have dialled, nothing rang here. */
static void connect(struct desk *desk, struct call *call)
{
	struct call_rules rules = { .cycle_ms = 1 };
	call->has_clock = true;
	call_clock_ring(&call->clock, desk->clock);
	call_clock_answer(&call->clock, &rules, desk->clock);
	call->clock.rings = 0;
}

static bool open_reminder(struct desk *desk, const char *id, struct arena *arena, struct error *err)
{
	struct reminder reminder;
	char contact[ID_SIZE], file[ID_SIZE];
	if (!store_get_reminder(desk->office->store, id, arena, &reminder, err) ||
	    !office_take_reminder(desk->office, id, reminder.language, contact, file, err))
		return false;
	struct call *call = call_create(desk);
	if (!call_fill_reminder(desk, call, &reminder, err)) {
		call_destroy(call);
		return false;
	}
	if (!calls_open(desk, call, err))
		return false;
	connect(desk, call);
	snprintf(call->file, sizeof call->file, "%s", file);
	snprintf(call->contact, sizeof call->contact, "%s", contact);
	call_go(desk, call, form_step_next(call->answers, call->form, NULL));
	call_touch(desk, call);
	return true;
}

bool desk_take_reminder(struct desk *desk, const char *id, struct error *err)
{
	struct arena arena = { 0 };
	char own[ID_SIZE];
	snprintf(own, sizeof own, "%s", id); /* the list it stands in may be read again on the way */
	bool fine = desk_must_book(desk, err) && desk_prepare(desk, err) &&
		    (is_called_here(desk, own) || open_reminder(desk, own, &arena, err));
	arena_finish(&arena);
	return fine && desk_show(desk, "call");
}

/* --- digital requests --- */

static bool is_open_here(struct desk *desk, const char *id)
{
	for (int i = 0; i < desk->calls.count; i++) {
		if (strcmp(desk->calls.items[i]->digital, id) != 0)
			continue;
		calls_front(desk, i);
		return true;
	}
	return false;
}

/* A new call filled with what the form gave, or the one that was left when dates were offered in writing. */
static struct call *digital_call(struct desk *desk, const struct digital_request *request,
				 struct arena *arena, struct error *err)
{
	const char *draft = NULL;
	if (request->state == DIGITAL_OFFERED) {
		if (!office_digital_draft(desk->office, request->id, arena, &draft, err))
			return NULL;
		if (draft)
			return call_restore_digital(desk, request, draft, err);
	}
	struct call *call = call_create(desk);
	if (call_fill_digital(desk, call, request, err))
		return call;
	call_destroy(call);
	return NULL;
}

static bool open_digital(struct desk *desk, const char *id, bool anyway, struct arena *arena,
			 struct error *err)
{
	struct digital_request request;
	char contact[ID_SIZE], file[ID_SIZE];
	if (!store_get_request(desk->office->store, id, arena, &request, err) ||
	    !office_take_digital(desk->office, id, anyway, contact, file, err))
		return false;
	struct call *call = digital_call(desk, &request, arena, err);
	if (!call || !calls_open(desk, call, err))
		return false;
	snprintf(call->file, sizeof call->file, "%s", file);
	snprintf(call->contact, sizeof call->contact, "%s", contact);
	call_go(desk, call, form_step_next(call->answers, call->form, NULL));
	call_touch(desk, call);
	return true;
}

bool desk_take_digital(struct desk *desk, const char *id, bool anyway, struct error *err)
{
	struct arena arena = { 0 };
	bool fine = desk_prepare(desk, err) &&
		    (is_open_here(desk, id) || open_digital(desk, id, anyway, &arena, err));
	arena_finish(&arena);
	return fine && desk_show(desk, "call");
}

bool desk_write_digital(struct desk *desk, const char *id, bool anyway, struct error *err)
{
	if (!desk_take_digital(desk, id, anyway, err))
		return false;
	struct call *call = calls_current(&desk->calls);
	const struct form_field *field = form_field_find(&desk->office->forms, "reply_channel");
	if (call && field)
		call_go(desk, call, field->step);
	return true;
}
