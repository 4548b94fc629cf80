/* The branches of a call: one more request, a complaint, a breakdown, another department, an ownership
 * change, somebody who walks in. What is known already is put into their fields; what they mean for the visit
 * follows. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/i18n.h"
#include "desk/desk_state.h"
#include "desk/hall.h"

enum { COMPLAINT_HOURS = 24, SECONDS_PER_HOUR = 3600, DAYS_BACK = 7 };

bool call_step_asks(const struct form_step *step, const char *id)
{
	for (size_t i = 0; step && i < step->field_count; i++)
		if (strcmp(step->fields[i].id, id) == 0)
			return true;
	return false;
}

static const char *get(const struct call *call, const char *id)
{
	const char *value = form_answers_get(call->answers, id);
	return value && !form_answers_is_wrong(call->answers, id) ? value : NULL;
}

void call_propose(struct desk *desk, struct call *call, const char *id, const char *value)
{
	const struct form_field *field = form_field_find(&desk->office->forms, id);
	struct form_checks checks = call_checks(desk);
	if (!field || !value || !value[0] || form_answers_get(call->answers, id))
		return;
	form_entry_put(call->answers, field, value, &checks, NULL);
	call_tell(call, field, NULL);
}

/* The number of who speaks, else of the customer. */
static const char *number_to_call(const struct call *call)
{
	const char *own = get(call, "caller_phone");
	return own ? own : get(call, "mobile");
}

/* --- one more request (R26) --- */

bool call_keep_addition(struct desk *desk, struct call *call)
{
	const char *text = get(call, "request_addition");
	struct error err = { 0 };
	if (!text || !call->request_saved)
		return false;
	if (!office_save_request(desk->office, call->file, text, &err)) {
		desk_complain(desk, &err);
		return false;
	}
	form_answers_clear(call->answers, "request_addition");
	call->more_requests++;
	call_touch(desk, call);
	return true;
}

/* Kept, and the next one can be said; without words one goes back to where one was. */
static bool leave_addition(struct desk *desk, struct call *call)
{
	if (!get(call, "request_addition"))
		return true;
	if (!call->request_saved) {
		desk_say(desk, "%s", _("The first request is not written yet: it comes before this one."));
		return true;
	}
	if (!call_keep_addition(desk, call))
		return false;
	call_open_field(desk, call);
	desk_say(desk, _("Kept as said; requests in this call: %d. Anything else? Enter goes back."),
		 call->more_requests + 1);
	return false;
}

/* --- complaint --- */

/* Whether somebody can call back then. */
static bool is_open_at(const struct site *site, civil_day day, int minute)
{
	struct hours hours = site_opening_on(site, day);
	for (int i = 0; i < hours.count; i++)
		if (minute >= hours.intervals[i].start && minute <= hours.intervals[i].end)
			return true;
	return false;
}

/* The last moment of the opening hours of @day before @minute; -1: shut until then. */
static int last_open_minute(const struct site *site, civil_day day, int minute)
{
	struct hours hours = site_opening_on(site, day);
	int last = -1;
	for (int i = 0; i < hours.count; i++)
		if (hours.intervals[i].start < minute)
			last = hours.intervals[i].end < minute ? hours.intervals[i].end : minute;
	return last;
}

struct moment call_complaint_due(const struct desk *desk)
{
	const struct site *site = desk_site(desk);
	struct moment due;
	instant now = office_now(desk->office);
	civil_from_instant(now + COMPLAINT_HOURS * SECONDS_PER_HOUR, &due.day, &due.minute);
	if (is_open_at(site, due.day, due.minute))
		return due;
	/* Within the 24 hours, while somebody is here; over a weekend the 24 hours themselves. */
	struct moment early = due;
	for (int back = 0; back < DAYS_BACK && early.day >= desk->moment.day; back++, early.day--) {
		int minute = last_open_minute(site, early.day, back ? 24 * 60 : due.minute);
		bool later = early.day > desk->moment.day || minute > desk->moment.minute;
		if (minute >= 0 && later)
			return (struct moment){ .day = early.day, .minute = minute };
	}
	return due;
}

static void seal_complaint(struct call *call)
{
	if (get(call, "complaint_verbatim"))
		form_answers_seal(call->answers, "complaint_verbatim");
}

static void arrive_complaint(struct desk *desk, struct call *call)
{
	char date[CIVIL_DATE_SIZE], time[CIVIL_TIME_SIZE];
	struct moment due = call_complaint_due(desk);
	call_propose(desk, call, "complaint_phone", number_to_call(call));
	call_propose(desk, call, "complaint_callback", civil_format_date(due.day, date));
	call_propose(desk, call, "complaint_callback_time", civil_format_time(due.minute, time));
}

/* --- breakdown --- */

/* A car that does not drive: the visit begins with finding out why. */
static void leave_breakdown(struct desk *desk, struct call *call)
{
	const char *place = get(call, "breakdown_place");
	if (!place)
		return;
	if (!form_answers_count(call->answers, "work_kind"))
		call_set(desk, call, "work_kind", "diagnosis");
	if (!get(call, "technical"))
		call_set(desk, call, "technical", "yes");
	call_propose(desk, call, "location", place);
	call_propose(desk, call, "wish_date", get(call, "arrival_date"));
	call_propose(desk, call, "wish_time", get(call, "arrival_time"));
	call->live_stale = call->offer_stale = true;
}

/* --- another department --- */

/* The first Enter connects and starts the clock of 30 seconds; the next one takes the result. */
static bool leave_department(struct desk *desk, struct call *call)
{
	const char *result = get(call, "department_ok");
	const struct form_field *field = form_field_find(&desk->office->forms, "department_ok");
	bool talking = call->has_clock && call->clock.phase == CALL_TALKING;
	if (!result && talking) {
		call_transfer(desk, call);
		call_focus(desk, call, field);
		desk_say(desk, "%s", _("Connecting: at most 30 seconds. Say what came of it."));
		return false;
	}
	if (result) {
		call_resume(desk, call);
		snprintf(call->outcome, sizeof call->outcome, "%s",
			 strcmp(result, "taken") == 0 ? "other-department" : "we-call-back");
		desk_say(desk, "%s", _("F10 ends the call; a visit can still be booked."));
	}
	return true;
}

/* --- ownership --- */

/* Who says that the car is his now is the new owner: his name and number are known. */
static void propose_owner(struct desk *desk, struct call *call)
{
	struct buffer name = { 0 };
	const char *role = get(call, "caller_role"), *company = get(call, "company_name");
	bool is_company = form_answers_has(call->answers, "customer_type", "company");
	if (!form_answers_has(call->answers, "owner_same", "differs") || !role || strcmp(role, "owner") != 0)
		return;
	struct customer said = { .family = get(call, "family_name"),
				 .given = get(call, "given_name"),
				 .company_name = company,
				 .company = is_company };
	char text[256];
	if (said.family || said.company_name)
		buffer_add(&name, customer_name(&said, text, sizeof text));
	call_propose(desk, call, "new_owner_type", is_company ? "company" : "person");
	call_propose(desk, call, "new_owner_name", buffer_text(&name));
	call_propose(desk, call, "new_owner_phone", get(call, "mobile"));
	call_propose(desk, call, "new_owner_email", get(call, "email"));
	buffer_finish(&name);
}

/* --- somebody walks in (R59, R60) --- */

static const char *host_code(const struct desk *desk)
{
	const struct site *site = desk_site(desk);
	for (int i = 0; i < site->staff_count; i++)
		if (site->staff[i].active && (site->staff[i].roles & ROLE_HOST))
			return site->staff[i].code;
	return office_actor(desk->office)->code;
}

static void set_time(struct desk *desk, struct call *call, const char *id)
{
	char time[CIVIL_TIME_SIZE];
	if (!form_answers_get(call->answers, id))
		form_answers_set(call->answers, id, civil_format_time(desk->moment.minute, time));
}

static void arrive_walk_in(struct desk *desk, struct call *call)
{
	call_propose(desk, call, "received_by", host_code(desk));
	call_propose(desk, call, "handed_to", office_actor(desk->office)->code);
	set_time(desk, call, "received_at");
}

static void leave_walk_in(struct desk *desk, struct call *call)
{
	struct error err = { 0 };
	const char *to = get(call, "handed_to");
	if (!to || get(call, "handed_at"))
		return;
	set_time(desk, call, "handed_at");
	if (call->file[0] && !office_note_handover(desk->office, call->file, to, &err))
		desk_complain(desk, &err);
	hall_ask_hand(desk, call, to);
}

/* --- what the flow asks --- */

void call_branch_arrive(struct desk *desk, struct call *call)
{
	if (call_step_asks(call->step, "complaint_verbatim"))
		arrive_complaint(desk, call);
	if (call_step_asks(call->step, "handed_to"))
		arrive_walk_in(desk, call);
	if (call_step_asks(call->step, "department_phone"))
		call_propose(desk, call, "department_phone", number_to_call(call));
	if (call_step_asks(call->step, "ownership_date"))
		propose_owner(desk, call);
	if (call_step_asks(call->step, "change_file"))
		call_change_arrive(desk, call);
	if (strcmp(call->step->form->id, "mobility") == 0)
		call_mobility_arrive(desk, call);
}

bool call_branch_acts(const struct call *call)
{
	return call_step_asks(call->step, "department_ok") || call_step_asks(call->step, "change_type");
}

bool call_branch_leave(struct desk *desk, struct call *call, struct error *err)
{
	if (call_step_asks(call->step, "request_addition"))
		return leave_addition(desk, call);
	if (call_step_asks(call->step, "change_file"))
		return call_change_leave(desk, call, err);
	if (call_step_asks(call->step, "department_ok"))
		return leave_department(desk, call);
	return call_mobility_leave(desk, call);
}

void call_branch_left(struct desk *desk, struct call *call)
{
	if (call_step_asks(call->step, "complaint_verbatim"))
		seal_complaint(call);
	if (call_step_asks(call->step, "breakdown_place"))
		leave_breakdown(desk, call);
	if (call_step_asks(call->step, "handed_to"))
		leave_walk_in(desk, call);
}
