/* The service reminders of F6: late ones first, with what was tried so far; from one straight into the call.
 */
#include <stdio.h>
#include <string.h>

#include "base/i18n.h"
#include "desk/desk_state.h"
#include "desk/detail.h"
#include "desk/dialog.h"
#include "desk/menu.h"
#include "desk/task_section.h"
#include "desk/view_tasks.h"
#include "desk/when.h"
#include "model/label_reminder.h"
#include "office/reminders.h"

enum { REMINDERS_MAX = 500, CONTACT_UNTIL = 18 * 60 /* of the day */ };

/* --- rows --- */

/* Until when the next attempt must be made; 0 when nobody may be contacted. */
static instant until(const struct reminder *r, civil_day today)
{
	instant at = 0;
	civil_day day = r->due - DUE_LATE_DAYS;
	if (r->held)
		return 0;
	if (r->attempts)
		day = r->next_attempt ? r->next_attempt : today;
	return civil_to_instant(day, CONTACT_UNTIL, &at) ? at : 0;
}

static const char *how(const struct reminder *r, civil_day today)
{
	if (r->held)
		return label_reminder_state(r->held);
	civil_day day = r->next_attempt > today ? r->next_attempt : today;
	if (r->means == CONTACT_PHONE || due_attempt_calls(r->due, r->attempts, day))
		return r->telephone ? _("telephone") : _("no number");
	/* translators: a reminder that goes by itself, by mail or text message */
	return _("is written");
}

static const char *about(struct desk *desk, const struct reminder *r, struct arena *arena)
{
	struct buffer text = { 0 };
	char date[WHEN_SIZE];
	const char *contract = office_reminder_contract(desk_office(desk), r, arena);
	buffer_printf(&text, _("due %s"), when_date(r->due, date));
	buffer_printf(&text, " (%s)", label_due_reason(due_reason_code(r->reason)));
	if (r->at_km >= 0)
		buffer_printf(&text, _(", at %d km"), r->at_km);
	if (r->attempts)
		buffer_printf(&text, _(", attempt %d: %s"), r->attempts,
			      label_attempt(r->last_result ? r->last_result : ""));
	if (contract)
		buffer_printf(&text, _(", contract: %s left"), contract);
	const char *kept = arena_strdup(arena, buffer_text(&text));
	buffer_finish(&text);
	return kept;
}

static const char *screen_language(const struct desk *desk)
{
	return desk->lang == FORM_KO ? "ko" : "en";
}

static void fill_row(struct desk *desk, const struct reminder *r, civil_day today, struct arena *arena,
		     struct task_row *row)
{
	*row = (struct task_row){
		.id = r->id,
		.due = until(r, today),
		.whole_day = true,
		.kind = office_reminder_services(desk_site(desk), r, screen_language(desk), arena),
		.who = r->customer_name,
		.plate = r->plate,
		.model = r->model,
		.text = about(desk, r, arena),
		.roles = how(r, today),
		.since = r->telephone,
		.item = r,
	};
}

static bool load(struct desk *desk, bool mine, struct arena *arena, struct task_row_list *rows,
		 struct error *err)
{
	struct reminder_list list = { 0 };
	civil_day from, to, today = desk->moment.day;
	office_reminder_window(today, &from, &to);
	if (!store_due_reminders(desk_office(desk)->store, from, to, REMINDERS_MAX, arena, &list, err))
		return false;
	rows->items = arena_alloc(arena, (list.count + 1) * sizeof *rows->items);
	for (size_t i = 0; i < list.count; i++)
		if (!mine || !list.items[i].held)
			fill_row(desk, &list.items[i], today, arena, &rows->items[rows->count++]);
	return true;
}

/* --- Enter --- */

static bool open(struct desk *desk, const struct task_row *row, struct error *err)
{
	const struct reminder *r = row->item;
	if (r->held || !desk_may_book(desk)) {
		detail_open(desk, (struct reader_link){ FIND_VEHICLE, r->vehicle_id });
		return true;
	}
	return desk_take_reminder(desk, r->id, err);
}

/* --- Space --- */

static bool note_done(struct dialog *dialog, struct error *err)
{
	struct desk *desk = dialog_desk(dialog);
	struct office_attempt attempt = {
		.result = dialog_text(dialog, 0),
		.next_attempt = dialog_day(dialog, 1),
	};
	char result[32];
	snprintf(result, sizeof result, "%s", attempt.result);
	if (!office_note_attempt(desk_office(desk), view_tasks_acting(desk), &attempt, err))
		return false;
	desk_close(desk);
	desk_say(desk, _("Noted: %s."), label_attempt(result));
	return true;
}

static const struct dialog_ops note_ops = {
	.help = N_(
		"What came of an attempt by telephone that was made without the script. A day for the next "
		"attempt is kept for a call back and for whoever was not reached; without one the next "
		"attempt is three days later, and after three attempts the reminder ends."),
	.done = note_done,
};

static void ask_note(struct desk *desk)
{
	const struct dialog_option options[] = {
		{ "unreached", label_attempt("unreached") },
		{ "callback", label_attempt("callback") },
		{ "declined", label_attempt("declined") },
		{ "wrong-number", label_attempt("wrong-number") },
		{ "sold", label_attempt("sold") },
		{ "no-consent", label_attempt("no-consent") },
	};
	const struct dialog_field fields[] = {
		{ .type = FORM_CHOICE,
		  .label = _("Result"),
		  .required = true,
		  .options = options,
		  .option_count = sizeof options / sizeof options[0] },
		{ .type = FORM_DATE, .label = _("Next attempt") },
	};
	dialog_open(desk, _("Attempt by telephone"), &note_ops, fields, 2, NULL, 0);
}

static bool take_act(struct desk *desk, const char *id, const char *text, void *context, struct error *err)
{
	struct arena arena = { 0 };
	struct reminder r;
	bool fine = true;
	if (strcmp(id, "call") == 0)
		return desk_take_reminder(desk, view_tasks_acting(desk), err);
	if (strcmp(id, "note") == 0) {
		ask_note(desk);
		return true;
	}
	fine = store_get_reminder(desk_office(desk)->store, view_tasks_acting(desk), &arena, &r, err);
	if (fine)
		detail_open(desk, (struct reader_link){ FIND_VEHICLE, r.vehicle_id });
	arena_finish(&arena);
	return fine;
}

static bool may_act(const struct desk *desk, const struct task_row *row)
{
	return desk_may_book(desk);
}

/* What was tried so far, a line each. */
static const char *history(struct desk *desk, const struct reminder *r, struct arena *arena)
{
	struct reminder_attempt_list list = { 0 };
	struct error err = { 0 };
	struct buffer text = { 0 };
	buffer_printf(&text, "%s, %s\n%s", r->customer_name ? r->customer_name : "", r->plate ? r->plate : "",
		      about(desk, r, arena));
	if (store_reminder_attempts(desk_office(desk)->store, r->id, arena, &list, &err))
		for (size_t i = 0; i < list.count; i++) {
			char date[WHEN_SIZE];
			civil_day day;
			int minute;
			civil_from_instant(list.items[i].at, &day, &minute);
			buffer_printf(&text, "\n%d. %s %s: %s (%s)", list.items[i].number,
				      when_date(day, date),
				      label_means_code(contact_means_code(list.items[i].means)),
				      label_attempt(list.items[i].result ? list.items[i].result : ""),
				      list.items[i].by);
		}
	const char *kept = arena_strdup(arena, buffer_text(&text));
	buffer_finish(&text);
	return kept;
}

static bool act(struct desk *desk, const struct task_row *row, struct error *err)
{
	const struct reminder *r = row->item;
	struct arena arena = { 0 };
	struct menu_row rows[3];
	size_t count = 0;
	if (!desk_must_book(desk, err))
		return false;
	snprintf(view_tasks_acting(desk), ID_SIZE, "%s", r->id);
	if (!r->held) {
		rows[count++] = (struct menu_row){ "call", _("call the customer"), NULL };
		rows[count++] = (struct menu_row){ "note", _("note an attempt by telephone"), NULL };
	}
	rows[count++] = (struct menu_row){ "car", _("look at the car"), NULL };
	menu_open(desk, row->kind, history(desk, r, &arena), rows, count, 0, NULL, take_act, NULL);
	arena_finish(&arena);
	return true;
}

const struct task_section task_section_reminders = {
	.title = N_("Reminders"),
	.listed = "reminder",
	.help = N_("Whose service is due: the date is the last day to tell the customer, three weeks before; "
		   "! is late. Type to see only the rows that hold what is typed. Enter calls the customer, "
		   "Space notes an attempt that was made otherwise."),
	.empty = N_("Nobody is to be reminded of a service now."),
	.load = load,
	.open = open,
	.act = act,
	.may_act = may_act,
};
