#include "desk/desk_act.h"

#include <stdio.h>
#include <string.h>

#include "base/i18n.h"
#include "desk/audit_page.h"
#include "desk/outbox_page.h"
#include "desk/call_prediag.h"
#include "desk/call_reminder.h"
#include "desk/dealer_page.h"
#include "desk/desk_forms.h"
#include "desk/hall.h"
#include "desk/help.h"
#include "desk/lines.h"
#include "desk/menu.h"
#include "desk/palette.h"

/* --- the end of a call --- */

static bool end_for_reason(struct desk *desk, const char *id, const char *text, void *context,
			   struct error *err)
{
	struct call *call = calls_current(&desk->calls);
	if (!call)
		return true;
	bool keep_nothing = id && strcmp(id, "privacy-refused") == 0;
	bool has_file = call->file[0] != '\0'; /* else there is no row that could keep the reason */
	if (!call_close(desk, call, id ? id : text, keep_nothing, err))
		return false;
	calls_remove(desk, call);
	desk_say(desk, "%s",
		 keep_nothing ? _("Closed; nothing of the call is kept but its count.")
		 : has_file   ? _("Closed without an appointment; the reason is kept.")
			      : _("Closed; nothing was noted in this call, so nothing is kept."));
	return true;
}

/* @on_line: over the telephone, which may have dropped; somebody in the hall or a letter has no line. */
static void ask_reason(struct desk *desk, bool on_line)
{
	static const struct {
		const char *id, *text;
	} reasons[] = {
		{ "question-only", N_("only a question, it is answered") },
		{ "calls-back", N_("the customer calls back") },
		{ "we-call-back", N_("we call back") },
		{ "no-date-suits", N_("no date suits") },
		{ "other-department", N_("another department or another make") },
		{ "line-dropped", N_("the line dropped") },
		{ "privacy-refused", N_("the privacy notice was refused: keep nothing") },
	};
	struct menu_row rows[sizeof reasons / sizeof reasons[0]];
	size_t count = 0;
	for (size_t i = 0; i < sizeof reasons / sizeof reasons[0]; i++)
		if (on_line || strcmp(reasons[i].id, "line-dropped") != 0)
			rows[count++] = (struct menu_row){ reasons[i].id, _(reasons[i].text), NULL };
	menu_open(desk, _("End without an appointment"), _("Why is nothing booked?"), rows, count, 0,
		  _("another reason"), end_for_reason, NULL);
}

bool desk_end_call(struct desk *desk, struct error *err)
{
	struct call *call = calls_current(&desk->calls);
	if (!call)
		return error_set(err, ERROR_INPUT, _("no call is open; F12 begins one"));
	if (lines_is_untaken(call))
		return error_set(err, ERROR_INPUT,
				 _("the exchange tells when it stops ringing; Enter answers"));
	if (call->has_clock && call->clock.phase == CALL_RINGING) {
		const struct site *site = desk_site(desk);
		struct call_rules rules = { .cycle_ms = site->ring_on_ms + site->ring_off_ms };
		struct office_ring ring = {
			.seconds = (int)((desk->clock - call->clock.ring_from) / 1000),
			.rings = call_clock_rings(&call->clock, &rules, desk->clock),
		};
		bool walk_in = call->channel == CHANNEL_WALKIN;
		char arrived[ID_SIZE]; /* the call is gone before the row is written */
		memcpy(arrived, call->arrived, sizeof arrived);
		ring.arrived = arrived[0] ? arrived : NULL;
		ring.channel = call->channel;
		ring.rings = walk_in ? 0 : ring.rings;
		desk->calls.lost += !walk_in;
		calls_remove(desk, call);
		desk_say(desk, "%s",
			 walk_in ? _("The customer went without being received.")
				 : _("The call was not answered."));
		return office_note_lost_call(desk->office, &ring, err);
	}
	call_commit(desk, call);
	call_resume(desk, call);
	if (call->later)
		return call_prediag_end(desk, call, err);
	if (call->booked) {
		calls_remove(desk, call);
		return true;
	}
	const char *told = form_answers_get(call->answers, "readback_ok");
	if (call->chosen_index >= 0 && told && strcmp(told, "yes") == 0)
		return call_book(desk, call, err);
	if (call->reminder[0])
		return call_reminder_end(desk, call, err);
	if (call->outcome[0] && call->chosen_index < 0)
		return end_for_reason(desk, call->outcome, NULL, NULL, err);
	ask_reason(desk, call->channel == CHANNEL_PHONE || call->channel == CHANNEL_OUTBOUND);
	return true;
}

/* --- pages in the way --- */

/* Help and commands of a page stand over it; help and commands themselves, and pages when one goes elsewhere,
 * give way. False when a question is open: it stays. */
static bool leave_pages(struct desk *desk, int action)
{
	/* A dialog's own help stands over it. */
	if (action == DESK_HELP && desk_focused(desk)->ops->help)
		return true;
	for (int i = 0; i < desk->modal_count; i++)
		if (!desk->modals[i]->page)
			return false;
	bool stays = action == DESK_HELP || action == DESK_PALETTE || action == DESK_UNDO;
	while (desk->modal_count && (!stays || strcmp(desk_focused(desk)->ops->name, "menu") == 0))
		desk_close(desk);
	return true;
}

/* --- hold --- */

static bool hold(struct desk *desk, bool transfer, struct error *err)
{
	struct call *call = calls_current(&desk->calls);
	if (!call || !call->has_clock || call->channel == CHANNEL_WALKIN)
		return error_set(err, ERROR_INPUT, _("no telephone call is in front; F12 begins one"));
	switch (call->clock.phase) {
	case CALL_RINGING:
		leave_pages(desk, DESK_HOLD);
		desk_show(desk, "call"); /* Enter stands for the ring there; this key is no answer */
		return error_set(err, ERROR_INPUT, _("it rings: Enter answers"));
	case CALL_TALKING:
		if (transfer)
			call_transfer(desk, call);
		else
			call_hold(desk, call);
		break;
	case CALL_HELD:
		if (transfer && !call->clock.transfer)
			call_transfer(desk, call);
		else
			call_resume(desk, call);
		break;
	case CALL_ENDED:
		return error_set(err, ERROR_INPUT, _("the customer has hung up; F10 ends the call"));
	}
	call_touch(desk, call);
	return true;
}

/* --- drafts of earlier sessions --- */

static bool take_draft(struct desk *desk, const char *id, const char *text, void *context, struct error *err)
{
	struct arena arena = { 0 };
	struct office_draft_list list = { 0 };
	bool fine = office_drafts(desk->office, &arena, &list, err);
	int front = -1;
	for (size_t i = 0; fine && i < list.count; i++) {
		if (!office_claim_draft(desk->office, list.items[i].id))
			continue; /* taken up at another console while the question stood here */
		struct call *call = call_restore(desk, &list.items[i]);
		if (!calls_add(desk, call, err)) {
			fine = false;
			break;
		}
		if (id && strcmp(id, list.items[i].id) == 0)
			front = desk->calls.count - 1;
	}
	if (front >= 0)
		calls_front(desk, front);
	arena_finish(&arena);
	return fine;
}

void desk_offer_drafts(struct desk *desk)
{
	struct arena arena = { 0 };
	struct office_draft_list list = { 0 };
	struct error err = { 0 };
	struct menu_row rows[CALLS_MAX + 1];
	size_t count = 0;
	if (!desk_may_book(desk) || !office_drafts(desk->office, &arena, &list, &err) || list.count == 0) {
		arena_finish(&arena);
		return;
	}
	for (size_t i = 0; i < list.count && count < CALLS_MAX; i++) {
		civil_day day;
		int minute;
		char date[CIVIL_DATE_SIZE], time[CIVIL_TIME_SIZE];
		civil_from_instant(list.items[i].saved, &day, &minute);
		const char *text = arena_printf(&arena, "%s %s  %s", civil_format_date(day, date),
						civil_format_time(minute, time),
						list.items[i].title ? list.items[i].title : "");
		rows[count++] = (struct menu_row){ list.items[i].id, text, NULL };
	}
	rows[count++] = (struct menu_row){ "", _("none of them now: keep them parked"), NULL };
	menu_open(desk, _("Calls that were not finished"),
		  _("Their drafts were kept. Which one do you take up?"), rows, count, 0, NULL, take_draft,
		  NULL);
	arena_finish(&arena);
}

/* --- the table --- */

static bool leave(struct desk *desk, struct error *err)
{
	if (!desk_save_waiting(desk, DESK_LEAVE_SECONDS, err))
		return false;
	desk->done = true;
	return true;
}

static bool undo(struct desk *desk)
{
	struct call *call = calls_current(&desk->calls);
	if (!call || !call_undo(desk, call))
		desk_say(desk, "%s", _("There is nothing to undo."));
	return true;
}

static bool ring(struct desk *desk, struct error *err)
{
	bool any;
	desk_show(desk, "call");
	if (!lines_take(desk, &any, err))
		return false;
	return any || calls_ring(desk, err) != NULL;
}

static bool writes(int action)
{
	/* Who comes in is told by the host as well. */
	return action >= DESK_HOLD && action <= DESK_CALL_PREVIOUS && action != DESK_WALK_IN;
}

bool desk_must_book(const struct desk *desk, struct error *err)
{
	struct error why = { 0 };
	if (desk->office->readonly)
		return error_set(err, ERROR_PERMISSION,
				 _("this console is read-only: calls cannot be taken here"));
	if (!office_may(desk->office, OFFICE_ROLES_BOOK, &why))
		return error_set(err, ERROR_PERMISSION, _("calls cannot be taken here: %s"), why.text);
	return true;
}

bool desk_may_book(const struct desk *desk)
{
	return desk_must_book(desk, &(struct error){ 0 });
}

/* While a question is open only these are valid beside its own keys. */
static bool valid_over_modal(int action)
{
	return action == DESK_REDRAW || action == DESK_SUSPEND || action == DESK_QUIT ||
	       action == DESK_HOLD || action == DESK_TRANSFER;
}

static bool act(struct desk *desk, enum desk_action action, struct error *err)
{
	switch (action) {
	case DESK_HELP:
		help_open(desk);
		return true;
	case DESK_VIEW_CALL:
		return desk_show(desk, "call");
	case DESK_VIEW_LOAD:
		return desk_show(desk, "load");
	case DESK_VIEW_RECEPTIONS:
		return desk_show(desk, "receptions");
	case DESK_VIEW_REQUESTS:
		return desk_show(desk, "requests");
	case DESK_VIEW_TASKS:
		return desk_show(desk, "tasks");
	case DESK_VIEW_FIND:
		return desk_show(desk, "find");
	case DESK_VIEW_STANDARDS:
		return desk_show(desk, "standards");
	case DESK_HOLD:
		return hold(desk, false, err);
	case DESK_TRANSFER:
		return hold(desk, true, err);
	case DESK_END:
		return desk_end_call(desk, err);
	case DESK_PARK:
		return calls_park(desk, err);
	case DESK_RING:
		return ring(desk, err);
	case DESK_WALK_IN:
		return hall_come_in(desk, err);
	case DESK_CALL_NEXT:
		return calls_switch(desk, 1, err);
	case DESK_CALL_PREVIOUS:
		return calls_switch(desk, -1, err);
	case DESK_PALETTE:
		palette_open(desk);
		return true;
	case DESK_UNDO:
		return undo(desk);
	case DESK_FORMS:
		return desk_reload_forms(desk, err);
	case DESK_REDRAW:
		term_redraw(desk->term);
		return true;
	case DESK_SUSPEND:
		desk->suspend = true;
		return true;
	case DESK_DEALER:
		return dealer_page_open(desk, err);
	case DESK_AUDIT:
		return audit_page_open(desk, err);
	case DESK_OUTBOX:
		return outbox_page_open(desk, err);
	case DESK_QUIT:
		return leave(desk, err);
	}
	return true;
}

bool desk_act_global(struct desk *desk, int action, struct error *err)
{
	if (action < DESK_HELP || action > DESK_QUIT)
		return false;
	if (writes(action) && !desk_must_book(desk, err))
		return true;
	if (desk->modal_count && !valid_over_modal(action) && !leave_pages(desk, action)) {
		error_set(err, ERROR_INPUT, _("a question is open: answer it, or leave it with Esc"));
		return true;
	}
	act(desk, (enum desk_action)action, err);
	return true;
}
