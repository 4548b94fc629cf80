#include "desk/move_dialog.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/i18n.h"
#include "base/memory.h"
#include "desk/dialog.h"
#include "desk/labels.h"
#include "desk/move_dialog_state.h"
#include "desk/when.h"

enum {
	MOVE_ACCEPT = ACTIONS_MOVE,
	MOVE_LEAVE,
	MOVE_NEXT,
	MOVE_PREVIOUS,
	MOVE_GRANT,
	MOVE_UNDO,
};

/* --- proposals --- */

static const char *proposal_id(const struct move_dialog *dialog, int index, char id[MOVE_CHOSEN_SIZE])
{
	const struct plan_candidate *candidate = &dialog->slots.proposals[index].plan.candidate;
	snprintf(id, MOVE_CHOSEN_SIZE, "%d %d %s", (int)candidate->day, candidate->start,
		 desk_site(dialog->pane.desk)->staff[candidate->advisor].code);
	return id;
}

int move_dialog_selected(const struct move_dialog *dialog)
{
	char id[MOVE_CHOSEN_SIZE];
	for (int i = 0; dialog->chosen[0] && i < dialog->slots.count; i++)
		if (strcmp(proposal_id(dialog, i, id), dialog->chosen) == 0)
			return i;
	return -1;
}

static void choose(struct move_dialog *dialog, int index)
{
	dialog->chosen[0] = '\0';
	if (index >= 0 && index < dialog->slots.count)
		proposal_id(dialog, index, dialog->chosen);
}

/* The selection stays on the place it was on; when that is gone, on the first. */
static void take(struct move_dialog *dialog, const struct office_slots *slots)
{
	bool typed = dialog->chosen[0] == '\0' && dialog->slots.count > 0;
	dialog->slots = *slots;
	if (!typed && move_dialog_selected(dialog) < 0)
		choose(dialog, 0);
}

static bool load(struct pane *pane, struct error *err)
{
	struct move_dialog *dialog = (struct move_dialog *)pane;
	struct office *office = desk_office(pane->desk);
	struct arena arena = { 0 };
	struct office_slots slots = { 0 };
	struct customer_file file;
	if (!office_file(office, dialog->file, &arena, &file, err) ||
	    !office_move_slots(office, dialog->file, dialog->wish, &arena, &slots, err)) {
		arena_finish(&arena);
		return false;
	}
	struct arena old = dialog->arena;
	dialog->arena = arena;
	dialog->now = file;
	take(dialog, &slots);
	arena_finish(&old);
	return true;
}

/* --- moving --- */

static void say_moved(struct move_dialog *dialog, const struct office_booking *result)
{
	const struct plan_candidate *to = &result->appointment.plan.candidate;
	const struct appointment *old = &dialog->now.appointment;
	const char *unit = result->appointment.unit_code ? result->appointment.unit_code : "";
	char date[WHEN_SIZE], time[CIVIL_TIME_SIZE], back[WHEN_SIZE], back_time[CIVIL_TIME_SIZE];
	struct buffer text = { 0 };
	buffer_printf(&text, _("Moved to %s %s, %s."), when_date(to->day, date),
		      civil_format_time(to->start, time),
		      label_member(&desk_site(dialog->pane.desk)->staff[to->advisor]));
	buffer_printf(&text, _(" Back %s %s."), when_date(to->handback.day, back),
		      civil_format_time(to->handback.minute, back_time));
	if (strcmp(unit, old->unit ? old->unit : "") != 0)
		buffer_printf(&text, _(" Car: %s instead of %s."), *unit ? unit : "-",
			      old->unit ? old->unit : "-");
	desk_say(dialog->pane.desk, "%s", buffer_text(&text));
	buffer_finish(&text);
}

static void keep_refusal(struct move_dialog *dialog, const struct office_booking *result)
{
	buffer_clear(&dialog->refused);
	dialog->grantable = result->refused_count > 0;
	if (result->taken)
		buffer_add(&dialog->refused, result->taken);
	for (int i = 0; i < result->refused_count; i++) {
		dialog->grantable &= plan_rule_severity(result->refused[i].rule) == 'B';
		if (i < 3)
			buffer_printf(&dialog->refused, "%s%s",
				      i                     ? "; "
				      : dialog->refused.len ? " "
							    : "",
				      result->refused[i].told);
	}
}

/* True when it was moved: the dialog is gone then. @modals is how many of them stand there for it. */
static bool move(struct move_dialog *dialog, const struct office_move *to, int modals, struct error *err)
{
	struct desk *desk = dialog->pane.desk;
	struct arena arena = { 0 };
	struct office_booking result = { 0 };
	bool fine = office_move(desk_office(desk), dialog->file, to, &arena, &result, err);
	if (fine && result.booked) {
		say_moved(dialog, &result);
		while (modals--)
			desk_close(desk);
		arena_finish(&arena);
		return true;
	}
	if (fine) {
		keep_refusal(dialog, &result);
		error_set(err, ERROR_REFUSED, "%s", buffer_text(&dialog->refused));
		dialog->pane.stale = true;
	}
	arena_finish(&arena);
	return false;
}

static void try_move(struct move_dialog *dialog, civil_day day, int minute, const char *advisor, bool wished)
{
	struct error err = { 0 };
	snprintf(dialog->last_advisor, sizeof dialog->last_advisor, "%s", advisor ? advisor : "");
	dialog->last = (struct office_move){
		.day = day,
		.minute = minute,
		.advisor = dialog->last_advisor[0] ? dialog->last_advisor : NULL,
		.wished = wished,
	};
	if (move(dialog, &dialog->last, 1, &err) || err.code == ERROR_REFUSED)
		return;
	buffer_clear(&dialog->refused);
	buffer_add(&dialog->refused, err.text);
	dialog->grantable = false;
}

static bool accept_proposal(struct move_dialog *dialog, int index)
{
	const struct office_proposal *proposal = &dialog->slots.proposals[index];
	const struct plan_candidate *candidate = &proposal->plan.candidate;
	char advisor[MOVE_CHOSEN_SIZE];
	snprintf(advisor, sizeof advisor, "%s", desk_site(dialog->pane.desk)->staff[candidate->advisor].code);
	try_move(dialog, candidate->day, candidate->start, advisor, dialog->wish.day != 0);
	return true;
}

/* "tue", "tue 14:00", "tue 14:00 lee.j". */
static bool read_typed(const struct move_dialog *dialog, struct moment *at, char advisor[MOVE_CHOSEN_SIZE])
{
	char date[MOVE_TYPED_MAX + 1] = "", time[MOVE_TYPED_MAX + 1] = "";
	int parts = sscanf(edit_text(&dialog->edit), "%80s %80s %95s", date, time, advisor);
	at->minute = -1;
	if (parts < 1 || !civil_parse_wish(date, desk_moment(dialog->pane.desk).day, &at->day))
		return false;
	if (parts < 3)
		advisor[0] = '\0';
	return parts < 2 || civil_parse_time(time, &at->minute);
}

static void accept_typed(struct move_dialog *dialog)
{
	struct moment at = { 0 };
	char advisor[MOVE_CHOSEN_SIZE] = "";
	dialog->wrong = !read_typed(dialog, &at, advisor);
	buffer_clear(&dialog->refused);
	dialog->grantable = false;
	if (dialog->wrong)
		return;
	if (at.minute >= 0) {
		try_move(dialog, at.day, at.minute, advisor[0] ? advisor : NULL, true);
		return;
	}
	dialog->wish = at;
	dialog->pane.stale = true;
	dialog->chosen[0] = '\0';
	dialog->slots.count = 0;
}

/* --- with authority --- */

static bool grant_done(struct dialog *form, struct error *err)
{
	struct move_dialog *dialog = *(struct move_dialog *const *)dialog_context(form);
	struct office_move move_to = dialog->last;
	move_to.by = dialog_text(form, 0);
	move_to.reason = dialog_text(form, 1);
	return move(dialog, &move_to, 2, err);
}

static const struct dialog_ops grant_ops = {
	.help = N_("A rule that is not physical can be overridden by an advisor, a foreman or a manager: who "
		   "grants it, and why. Both are kept and shown to the manager."),
	.done = grant_done,
};

static bool grant(struct move_dialog *dialog, struct error *err)
{
	enum { OPTIONS_MAX = 64 };
	const struct site *site = desk_site(dialog->pane.desk);
	struct dialog_option options[OPTIONS_MAX];
	size_t count = 0;
	if (!dialog->grantable || !dialog->last.day)
		return error_set(err, ERROR_INPUT,
				 _("nothing was refused that somebody could grant; choose a date first"));
	for (int i = 0; i < site->staff_count && count < OPTIONS_MAX; i++) {
		const struct staff *member = &site->staff[i];
		if (member->active && member->roles & (ROLE_ADVISOR | ROLE_FOREMAN | ROLE_MANAGER))
			options[count++] =
				(struct dialog_option){ member->code, label_staff(site, member->code) };
	}
	struct dialog_field fields[] = {
		{ .type = FORM_CHOICE,
		  .label = _("Granted by"),
		  .required = true,
		  .options = options,
		  .option_count = count },
		{ .type = FORM_TEXT,
		  .label = _("Reason"),
		  .hint = _("why the rule is set aside"),
		  .required = true },
	};
	dialog_open(dialog->pane.desk, _("With authority"), &grant_ops, fields, 2, &dialog, sizeof dialog);
	return true;
}

/* --- the pane --- */

static void step(struct move_dialog *dialog, int by)
{
	int rows = dialog->slots.count + 1, at = move_dialog_selected(dialog);
	at = at < 0 ? dialog->slots.count : at;
	at = (at + by + rows) % rows;
	choose(dialog, at);
}

static bool act(struct pane *pane, int action, struct error *err)
{
	struct move_dialog *dialog = (struct move_dialog *)pane;
	int at = move_dialog_selected(dialog);
	switch (action) {
	case MOVE_ACCEPT:
		if (at >= 0)
			return accept_proposal(dialog, at);
		accept_typed(dialog);
		return true;
	case MOVE_LEAVE:
		desk_close(pane->desk);
		return true;
	case MOVE_NEXT:
	case MOVE_PREVIOUS:
		step(dialog, action == MOVE_NEXT ? 1 : -1);
		return true;
	case MOVE_GRANT:
		return grant(dialog, err);
	case MOVE_UNDO:
		edit_undo(&dialog->edit);
		return true;
	default:
		return true;
	}
}

static bool offers(const struct pane *pane, int action)
{
	const struct move_dialog *dialog = (const struct move_dialog *)pane;
	return action != MOVE_GRANT || dialog->grantable;
}

/* What is typed is a date: the line takes it wherever one stands. */
static bool event(struct pane *pane, const struct event *event)
{
	struct move_dialog *dialog = (struct move_dialog *)pane;
	if (event->kind == EVENT_MOUSE)
		return true;
	if (edit_event(&dialog->edit, event) == EDIT_IGNORED)
		return false;
	dialog->chosen[0] = '\0';
	dialog->wrong = false;
	return true;
}

static void help(const struct pane *pane, struct buffer *out)
{
	buffer_add(out,
		   _("Another place for this appointment. The proposals keep to every rule; a date that is "
		     "typed alone gives proposals around it, with a time it is tried as it stands, with an "
		     "advisor's code behind it at that advisor: tue, 24 09:30, +3 14:00 lee.j. What is "
		     "refused stays here with the rule."));
}

static void destroy(struct pane *pane)
{
	struct move_dialog *dialog = (struct move_dialog *)pane;
	edit_finish(&dialog->edit);
	buffer_finish(&dialog->refused);
	arena_finish(&dialog->arena);
	free(dialog->why);
	free(dialog);
}

static const struct action actions[] = {
	{ MOVE_ACCEPT, "move-accept", N_("Move it there"), N_("move"), "move", "Enter" },
	{ MOVE_LEAVE, "move-back", N_("Leave it where it is"), N_("back"), "move", "Esc" },
	{ MOVE_NEXT, "move-next", N_("The next proposal, or a date of your own"), N_("choose"), "move",
	  "Down, Tab" },
	{ MOVE_PREVIOUS, "move-previous", N_("The proposal before"), NULL, "move", "Up, Shift+Tab" },
	{ MOVE_GRANT, "move-grant", N_("Somebody with authority grants what was refused"), N_("grant"),
	  "move", "Insert, Ctrl+O" },
	{ MOVE_UNDO, "move-undo", N_("Undo the last change of the field"), NULL, "move", "Alt+U, Ctrl+_" },
};

const struct pane_ops move_dialog_ops = {
	.name = "move",
	.title = N_("Move to another date"),
	.watches = TABLE_SITE | TABLE_ABSENCE | TABLE_APPOINTMENT | TABLE_HOLD,
	.actions = actions,
	.action_count = sizeof actions / sizeof actions[0],
	.load = load,
	.draw = move_dialog_draw,
	.act = act,
	.offers = offers,
	.event = event,
	.help = help,
	.destroy = destroy,
};

bool move_dialog_open(struct desk *desk, const char *id, const char *why, struct error *err)
{
	if (desk_is_readonly(desk))
		return error_set(err, ERROR_PERMISSION,
				 _("this console is read-only: nothing can be changed here"));
	if (!office_may(desk_office(desk), OFFICE_ROLES_BOOK, err))
		return false;
	struct move_dialog *dialog = memory_zeroed(1, sizeof *dialog);
	dialog->pane = (struct pane){ .ops = &move_dialog_ops, .desk = desk, .overlay = true };
	dialog->why = why && *why ? memory_text(why) : NULL;
	snprintf(dialog->file, sizeof dialog->file, "%s", id);
	edit_init(&dialog->edit, MOVE_TYPED_MAX, false);
	if (!load(&dialog->pane, err)) {
		destroy(&dialog->pane);
		return false;
	}
	desk_open(desk, &dialog->pane);
	if (desk_focused(desk) == &dialog->pane)
		dialog->pane.stale = false; /* it was read just now */
	return true;
}
