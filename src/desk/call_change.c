/* Moving or cancelling an appointment from the call: which one is meant, two proposals, and the act. */
#include <stdio.h>
#include <string.h>

#include "base/i18n.h"
#include "desk/desk_state.h"
#include "desk/menu.h"
#include "desk/when.h"
#include "office/book.h"
#include "store/file_store.h"

enum { FILES_MAX = 24 };

/* --- the appointments that are still to come --- */

static bool is_to_come(const struct desk *desk, const struct call *call, const struct customer_file *file)
{
	const struct appointment *at = &file->appointment;
	bool open = at->state == APPOINTMENT_BOOKED || at->state == APPOINTMENT_LATE;
	return file->has_appointment && open && at->day >= desk->moment.day &&
	       strcmp(file->id, call->file) != 0;
}

static void add_visit(struct call_visits *visits, const struct customer_file *file)
{
	if (visits->count == CALL_LIST_MAX)
		return;
	const struct appointment *at = &file->appointment;
	visits->items[visits->count++] = (struct call_visit){
		.file = arena_strdup(&visits->arena, file->id),
		.title = arena_strdup(&visits->arena, at->title ? at->title : ""),
		.advisor = arena_strdup(&visits->arena, at->advisor ? at->advisor : ""),
		.day = at->day,
		.minute = at->start,
	};
}

static void read_visits(struct desk *desk, struct call *call)
{
	const struct call_known *known = &call->known;
	struct file_list list = { 0 };
	struct arena arena = { 0 };
	struct error err = { 0 };
	arena_finish(&call->visits.arena);
	call->visits = (struct call_visits){ 0 };
	if (!known->has_customer && !known->has_vehicle)
		return;
	if (!store_files_of(desk->office->store, known->has_customer ? known->customer.id : NULL,
			    known->has_vehicle ? known->vehicle.id : NULL, FILES_MAX, &arena, &list, &err))
		desk_complain(desk, &err);
	for (size_t i = 0; i < list.count; i++)
		if (is_to_come(desk, call, &list.items[i]))
			add_visit(&call->visits, &list.items[i]);
	arena_finish(&arena);
}

const struct call_visit *call_visit_chosen(const struct call *call)
{
	const char *id = form_answers_get(call->answers, "change_file");
	for (int i = 0; i < call->visits.count; i++)
		if (id && strcmp(call->visits.items[i].file, id) == 0)
			return &call->visits.items[i];
	return call->visits.count == 1 ? &call->visits.items[0] : NULL;
}

void call_change_arrive(struct desk *desk, struct call *call)
{
	if (call->changed[0])
		return; /* what was said of it stays */
	read_visits(desk, call);
	const char *id = form_answers_get(call->answers, "change_file");
	if (id && !call_visit_chosen(call))
		form_answers_clear(call->answers, "change_file");
	if (!id && call->visits.count == 1)
		form_answers_set(call->answers, "change_file", call->visits.items[0].file);
	call_facts(desk, call);
}

/* --- proposals for another date --- */

static struct moment wish_of(const struct call *call)
{
	const char *date = form_answers_get(call->answers, "wish_date");
	const char *time = form_answers_get(call->answers, "wish_time");
	struct moment wish = { .minute = -1 };
	if (date && !form_answers_is_wrong(call->answers, "wish_date"))
		civil_parse_date(date, &wish.day);
	if (time && !form_answers_is_wrong(call->answers, "wish_time"))
		civil_parse_time(time, &wish.minute);
	return wish;
}

void call_change_answered(struct desk *desk, struct call *call)
{
	const struct call_visit *visit = call_visit_chosen(call);
	struct error err = { 0 };
	arena_finish(&call->moves_arena);
	call->moves = (struct office_slots){ 0 };
	if (!visit || call->changed[0] || !form_answers_has(call->answers, "change_type", "move"))
		return;
	if (!office_move_slots(desk->office, visit->file, wish_of(call), &call->moves_arena, &call->moves,
			       &err))
		desk_complain(desk, &err);
	else if (call->moves.count)
		call_note_offer(desk, call);
}

/* --- doing --- */

static void done(struct desk *desk, struct call *call, const char *what, const struct office_booking *result)
{
	snprintf(call->changed, sizeof call->changed, "%s", what);
	snprintf(call->outcome, sizeof call->outcome, "%s",
		 strcmp(what, "moved") == 0 ? "changed" : "cancelled");
	if (result) {
		const struct office_proposal *to = &result->appointment;
		call->moved_to = (struct moment){ to->plan.candidate.day, to->plan.candidate.start };
		snprintf(call->moved_advisor, sizeof call->moved_advisor, "%s",
			 to->advisor_name ? to->advisor_name : "");
	}
	form_answers_seal(call->answers, "change_file");
	form_answers_seal(call->answers, "change_type");
	form_answers_seal(call->answers, "cancel_reason");
	call_facts(desk, call);
	call_touch(desk, call);
	desk_look(desk);
}

static void ask_date(struct desk *desk, struct call *call, const char *why);

static bool move_to(struct desk *desk, struct call *call, const struct office_move *move, struct error *err)
{
	const struct call_visit *visit = call_visit_chosen(call);
	struct arena arena = { 0 };
	struct office_booking result = { 0 };
	if (!visit)
		return true;
	bool fine = office_move(desk->office, visit->file, move, &arena, &result, err);
	if (fine && result.booked) {
		done(desk, call, "moved", &result);
		desk_say(desk, "%s", _("Moved. F10 ends the call; what else is asked can go on."));
	} else if (fine) {
		call_change_answered(desk, call);
		ask_date(desk, call,
			 result.taken           ? result.taken
			 : result.refused_count ? result.refused[0].told
						: NULL);
	}
	arena_finish(&arena);
	return fine;
}

/* "DAY MINUTE ADVISOR" of a proposal, or a date and a time as typed. */
static bool take_date(struct desk *desk, const char *id, const char *text, void *context, struct error *err)
{
	struct call *call = calls_current(&desk->calls);
	char advisor[64], date[64];
	struct office_move move = { .advisor = advisor };
	if (!call || (id && *id == '\0'))
		return true;
	if (id && sscanf(id, "%d %d %63s", &move.day, &move.minute, advisor) == 3)
		return move_to(desk, call, &move, err);
	const char *time = text ? strrchr(text, ' ') : NULL;
	move.advisor = NULL;
	if (time)
		snprintf(date, sizeof date, "%.*s", (int)(time - text < 63 ? time - text : 63), text);
	if (time && civil_parse_wish(date, desk->moment.day, &move.day) &&
	    civil_parse_time(time + 1, &move.minute))
		return move_to(desk, call, &move, err);
	ask_date(desk, call, _("A date and a time, please."));
	return true;
}

static void ask_date(struct desk *desk, struct call *call, const char *why)
{
	struct menu_row rows[4];
	struct arena arena = { 0 };
	size_t count = 0;
	for (int i = 0; i < call->moves.count; i++) {
		const struct office_proposal *item = &call->moves.proposals[i];
		const struct plan_candidate *to = &item->plan.candidate;
		char day[WHEN_SIZE], time[CIVIL_TIME_SIZE];
		rows[count].id = arena_printf(&arena, "%d %d %s", to->day, to->start,
					      desk_site(desk)->staff[to->advisor].code);
		rows[count].mark = NULL;
		rows[count++].text = arena_printf(&arena, "%s %s  %s", when_date(to->day, day),
						  civil_format_time(to->start, time), item->advisor_name);
	}
	rows[count++] = (struct menu_row){ "", _("leave it as it is"), NULL };
	menu_open(desk, _("Move to another date"), why, rows, count, 0,
		  _("date and time: 24 09:30, tue 14:00, +3 10:15"), take_date, NULL);
	arena_finish(&arena);
}

static bool take_cancel(struct desk *desk, const char *id, const char *text, void *context, struct error *err)
{
	struct call *call = calls_current(&desk->calls);
	const struct call_visit *visit = call ? call_visit_chosen(call) : NULL;
	const char *reason = call ? form_answers_get(call->answers, "cancel_reason") : NULL;
	if (!visit || !reason || strcmp(id, "cancel") != 0)
		return true;
	if (!office_cancel(desk->office, visit->file, reason, err))
		return false;
	done(desk, call, "cancelled", NULL);
	desk_say(desk, "%s", _("Cancelled. F10 ends the call; another visit can be booked."));
	return true;
}

static void ask_cancel(struct desk *desk, const struct call_visit *visit)
{
	char day[WHEN_SIZE], time[CIVIL_TIME_SIZE], text[256];
	struct menu_row rows[] = {
		{ "keep", _("no, keep the appointment"), NULL },
		{ "cancel", _("yes, cancel it: everything it holds becomes free"), NULL },
	};
	snprintf(text, sizeof text, "%s %s  %s", when_date(visit->day, day),
		 civil_format_time(visit->minute, time), visit->title);
	menu_open(desk, _("Cancel the appointment"), text, rows, 2, 1, NULL, take_cancel, NULL);
}

bool call_change_leave(struct desk *desk, struct call *call, struct error *err)
{
	const struct call_visit *visit = call_visit_chosen(call);
	if (call->changed[0] || !visit)
		return true;
	if (form_answers_has(call->answers, "change_type", "move"))
		ask_date(desk, call, NULL);
	else
		ask_cancel(desk, visit);
	return false;
}
