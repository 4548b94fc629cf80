#include "desk/lines.h"

#include <stdio.h>
#include <string.h>

#include "base/i18n.h"
#include "desk/desk_state.h"
#include "model/rules.h"
#include "office/line.h"

bool lines_is_untaken(const struct call *call)
{
	return call->line[0] && !call->file[0];
}

static struct call *find_call(const struct desk *desk, const char *line)
{
	for (int i = 0; i < desk->calls.count; i++)
		if (strcmp(desk->calls.items[i]->line, line) == 0)
			return desk->calls.items[i];
	return NULL;
}

static struct call_rules rules_of(const struct desk *desk)
{
	const struct site *site = desk_site(desk);
	return (struct call_rules){ .cycle_ms = site->ring_on_ms + site->ring_off_ms };
}

void lines_tell(struct desk *desk, const struct call *call, enum line_verb verb)
{
	struct line_event event = { .verb = verb };
	struct error err = { 0 };
	if (!call->line[0])
		return;
	snprintf(event.call, sizeof event.call, "%s", call->line);
	if (!office_line_event(desk->office, &event, desk->clock, &err))
		desk_complain(desk, &err);
}

/* --- one more --- */

/* The customer's data are filled in before anybody speaks; the script still asks whether it is that person.
 */
static void know_caller(struct desk *desk, struct call *call, const struct office_line *line)
{
	struct error err = { 0 };
	snprintf(call->caller, sizeof call->caller, "%s", line->number ? line->number : "");
	call->callers = line->customers;
	if (line->customer && !call_take_customer(desk, call, line->customer, &err))
		desk_complain(desk, &err);
	if (!line->customer && line->number)
		call_take_number(desk, call, line->number);
	call->dirty = false; /* nothing was said yet that a draft could keep */
}

static struct call *add_call(struct desk *desk, const struct office_line *line)
{
	struct error err = { 0 };
	struct call *call = calls_incoming(desk, &err);
	if (!call) {
		desk_complain(desk, &err);
		return NULL;
	}
	snprintf(call->line, sizeof call->line, "%s", line->id);
	call_clock_ring(&call->clock, line->rang ? line->rang : desk->clock);
	know_caller(desk, call, line);
	return call;
}

/* --- the clocks --- */

static void answer_clock(struct desk *desk, struct call *call, const struct office_line *line)
{
	struct call_rules rules = rules_of(desk);
	if (line->rang == 0)
		call_clock_take(&call->clock, line->answered);
	else
		call_clock_answer(&call->clock, &rules, line->answered);
}

static void follow(struct desk *desk, struct call *call, const struct office_line *line)
{
	struct call_clock *clock = &call->clock;
	if (clock->phase == CALL_RINGING && line->rang)
		clock->ring_from = line->rang;
	if (clock->phase == CALL_RINGING && line->phase != LINE_RINGS)
		answer_clock(desk, call, line);
	switch (line->phase) {
	case LINE_TALKS:
		if (clock->phase == CALL_HELD && !call->parked)
			call_clock_resume(clock, desk->clock);
		break;
	case LINE_HELD:
		call_clock_hold(clock, line->wait_from);
		break;
	case LINE_MOVES:
		if (!(clock->phase == CALL_HELD && clock->transfer))
			call_clock_transfer(clock, line->wait_from);
		break;
	case LINE_UNKNOWN:
	case LINE_RINGS:
	case LINE_ENDED:
		break;
	}
}

/* A draft of before the console died whose customer is still there. */
static void join(struct call *call, const struct office_line *line)
{
	call->has_clock = true;
	call_clock_ring(&call->clock, line->rang ? line->rang : line->answered);
}

static void pick_up(struct desk *desk, struct call *call)
{
	struct error err = { 0 };
	if (call_answer(desk, call, &err))
		return;
	bool taken = err.code == ERROR_CONFLICT;
	if (taken)
		calls_remove(desk, call);
	desk_complain(desk, &err);
}

static void see(struct desk *desk, const struct office_line *line)
{
	struct call *call = find_call(desk, line->id);
	if (!call && line->mine)
		return; /* at another console of the same operator */
	if (!call)
		call = add_call(desk, line);
	if (!call)
		return;
	if (!call->has_clock)
		join(call, line);
	follow(desk, call, line);
	if (lines_is_untaken(call) && call->clock.phase != CALL_RINGING &&
	    call == calls_current(&desk->calls))
		pick_up(desk, call);
}

/* --- one less --- */

static void tell_gone(struct desk *desk, struct call *call, const struct office_line *line)
{
	struct buffer caller = { 0 };
	lines_caller(desk, call, &caller);
	if (line && line->taken_by)
		desk_say(desk, _("%s has taken the call of %s."), line->taken_by, buffer_text(&caller));
	else if (line && line->answered)
		desk_say(desk, _("%s was answered and has hung up; nothing was noted."),
			 buffer_text(&caller));
	else
		desk_say(desk, _("%s was not answered; a task to call back is made."), buffer_text(&caller));
	buffer_finish(&caller);
}

static void gone(struct desk *desk, struct call *call)
{
	struct arena arena = { 0 };
	struct office_line line;
	struct error err = { 0 };
	bool found = false;
	if (!office_line(desk->office, call->line, desk->clock, &arena, &line, &found, &err))
		desk_complain(desk, &err);
	if (lines_is_untaken(call)) {
		desk->calls.lost += found && !line.answered && !line.taken_by;
		tell_gone(desk, call, found ? &line : NULL);
		calls_remove(desk, call);
	} else if (call->has_clock && found && line.phase == LINE_ENDED &&
		   call_clock_end(&call->clock, desk->clock)) {
		desk_say(desk, "%s", _("The customer has hung up; F10 ends the call here too."));
	}
	arena_finish(&arena);
}

static bool is_listed(const struct office_line_list *list, const char *id)
{
	for (size_t i = 0; i < list->count; i++)
		if (strcmp(list->items[i].id, id) == 0)
			return true;
	return false;
}

void lines_load(struct desk *desk)
{
	struct arena arena = { 0 };
	struct office_line_list list = { 0 };
	struct error err = { 0 };
	if (!desk->lines_stale || !desk->office->phrases)
		return;
	desk->lines_stale = false;
	if (!desk_may_book(desk))
		return;
	if (office_lines(desk->office, desk->clock, &arena, &list, &err)) {
		for (int i = desk->calls.count - 1; i >= 0; i--)
			if (desk->calls.items[i]->line[0] && !is_listed(&list, desk->calls.items[i]->line))
				gone(desk, desk->calls.items[i]);
		for (size_t i = 0; i < list.count; i++)
			see(desk, &list.items[i]);
		desk->view->stale = true;
	} else {
		desk_complain(desk, &err);
	}
	arena_finish(&arena);
}

/* --- taking --- */

const struct call *lines_waiting(const struct desk *desk)
{
	const struct call *front = calls_current(&desk->calls);
	for (int i = 0; i < desk->calls.count; i++)
		if (desk->calls.items[i] != front && lines_is_untaken(desk->calls.items[i]))
			return desk->calls.items[i];
	return NULL;
}

bool lines_take(struct desk *desk, bool *any, struct error *err)
{
	struct call *call = calls_current(&desk->calls);
	const struct call *waiting = lines_waiting(desk);
	*any = (call && lines_is_untaken(call)) || waiting;
	if (!*any)
		return true;
	if (!call || !lines_is_untaken(call)) {
		int index = 0;
		while (desk->calls.items[index] != waiting)
			index++;
		calls_front(desk, index);
		call = calls_current(&desk->calls);
	}
	return call_answer(desk, call, err);
}

void lines_caller(const struct desk *desk, const struct call *call, struct buffer *out)
{
	struct telephone telephone;
	char name[256];
	if (call->caller[0])
		buffer_add(out, telephone_parse(call->caller, desk_site(desk)->country, &telephone, NULL)
					? telephone.display
					: call->caller);
	else
		buffer_add(out, _("number not told"));
	if (call->known.has_customer)
		buffer_printf(out, " %s", customer_name(&call->known.customer, name, sizeof name));
	else if (call->callers > 1)
		buffer_printf(out, " %s", _("(several customers)"));
}
