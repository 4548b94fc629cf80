#include "desk/call_reminder.h"

#include <stdio.h>
#include <string.h>

#include "base/i18n.h"
#include "desk/desk_state.h"
#include "desk/menu.h"
#include "model/label_reminder.h"
#include "office/reminders.h"

static const char *const results[] = { "unreached",    "callback",   "declined",
				       "wrong-number", "no-consent", "sold" };
enum { RESULTS = sizeof results / sizeof results[0], CODE_SIZE = 64 };

/* --- filling --- */

static void fill_work(struct desk *desk, struct call *call, const struct reminder *reminder,
		      struct arena *arena)
{
	const char *codes[REQUEST_WORK_MAX];
	size_t count = 0;
	for (const char *at = reminder->work ? reminder->work : ""; *at && count < REQUEST_WORK_MAX;) {
		size_t len = strcspn(at, " ");
		const char *code = arena_strndup(arena, at, len);
		if (site_find_work(desk_site(desk), code) >= 0)
			codes[count++] = code;
		at += len;
		at += strspn(at, " ");
	}
	form_answers_set(call->answers, "work_kind", "maintenance");
	form_answers_set(call->answers, "technical", "no");
	if (count && form_answers_set_values(call->answers, "work_codes", codes, count))
		call->work_chosen = true;
}

bool call_fill_reminder(struct desk *desk, struct call *call, const struct reminder *reminder,
			struct error *err)
{
	struct arena arena = { 0 };
	call->channel = CHANNEL_OUTBOUND;
	snprintf(call->reminder, sizeof call->reminder, "%s", reminder->id);
	call->due_day = reminder->due;
	call->due_km = reminder->at_km;
	call_facts(desk, call);
	bool fine = (!reminder->customer_id || call_take_customer(desk, call, reminder->customer_id, err)) &&
		    call_take_vehicle(desk, call, reminder->vehicle_id, err);
	const char *language = call_lang(desk, call) == FORM_KO ? "ko" : "en";
	const char *services = office_reminder_services(desk_site(desk), reminder, language, &arena);
	snprintf(call->due_service, sizeof call->due_service, "%s", services);
	if (fine) {
		fill_work(desk, call, reminder, &arena);
		form_answers_set(call->answers, "request_verbatim", call->due_service);
		call_facts(desk, call);
	}
	arena_finish(&arena);
	return fine;
}

/* --- the result --- */

const char *call_attempt_result(const struct call *call, const char *reason)
{
	const char *said = form_answers_get(call->answers, "attempt_result");
	if (!call->reminder[0])
		return NULL;
	for (int i = 0; i < RESULTS; i++)
		if (reason && strcmp(results[i], reason) == 0)
			return results[i];
	return said && strcmp(said, "booked") != 0 ? said : "callback";
}

civil_day call_next_attempt(const struct call *call)
{
	civil_day day = 0;
	const char *said = form_answers_get(call->answers, "next_attempt");
	if (said && !form_answers_is_wrong(call->answers, "next_attempt"))
		civil_parse_date(said, &day);
	return day;
}

static bool close_with(struct desk *desk, struct call *call, const char *result, struct error *err)
{
	if (!call_close(desk, call, result, false, err))
		return false;
	/* @result may be one of the call's answers, which go with it. */
	desk_say(desk, _("Noted: %s."), label_attempt(result));
	calls_remove(desk, call);
	desk_show(desk, "tasks");
	return true;
}

bool call_reminder_acts(const struct call *call)
{
	const char *said = form_answers_get(call->answers, "attempt_result");
	return call->reminder[0] && call_step_asks(call->step, "attempt_result") && said &&
	       strcmp(said, "booked") != 0;
}

bool call_reminder_leave(struct desk *desk, struct call *call, struct error *err)
{
	if (!call_reminder_acts(call))
		return true;
	close_with(desk, call, call_attempt_result(call, NULL), err);
	return false;
}

static bool take_result(struct desk *desk, const char *id, const char *text, void *context, struct error *err)
{
	struct call *call = calls_current(&desk->calls);
	return !call || !id || close_with(desk, call, id, err);
}

bool call_reminder_end(struct desk *desk, struct call *call, struct error *err)
{
	struct menu_row rows[RESULTS];
	const char *said = form_answers_get(call->answers, "attempt_result");
	if (said && strcmp(said, "booked") != 0)
		return close_with(desk, call, call_attempt_result(call, NULL), err);
	for (int i = 0; i < RESULTS; i++)
		rows[i] = (struct menu_row){ results[i], label_attempt(results[i]), NULL };
	menu_open(desk, _("End without an appointment"), _("What came of this attempt?"), rows, RESULTS, 0,
		  NULL, take_result, NULL);
	return true;
}
