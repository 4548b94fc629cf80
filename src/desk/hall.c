#include "desk/hall.h"

#include <stdio.h>
#include <string.h>

#include "base/i18n.h"
#include "desk/calls.h"
#include "desk/desk_state.h"
#include "desk/menu.h"
#include "desk/when.h"
#include "office/telephone.h"

static const struct staff *member(const struct desk *desk, const char *code)
{
	int at = site_find_staff(desk_site(desk), code);
	return at >= 0 ? &desk_site(desk)->staff[at] : NULL;
}

static const char *name_of(const struct desk *desk, const char *code)
{
	const struct staff *staff = member(desk, code);
	return staff ? staff->name : code;
}

/* --- who comes in --- */

static bool start_clock(struct desk *desk, struct error *err)
{
	char contact[ID_SIZE];
	if (!desk_may_book(desk)) {
		if (!office_note_arrival(desk->office, contact, err))
			return false;
		desk_say(desk, "%s", _("Every desk sees now that somebody waits; Shift+F12 there receives."));
		return true;
	}
	desk_show(desk, "call");
	/* Every desk sees that somebody waits; the clock here runs whatever the store says. */
	struct call *call = calls_walk_in(desk, 0, err);
	return call && office_note_arrival(desk->office, call->arrived, err);
}

static const struct office_arrival *listed(const struct office_hall *hall, const char *contact)
{
	for (size_t i = 0; i < hall->count; i++)
		if (strcmp(hall->items[i].contact, contact) == 0)
			return &hall->items[i];
	return NULL;
}

static bool receive(struct desk *desk, const char *contact, instant since, struct error *err)
{
	desk_show(desk, "call");
	struct call *call = calls_walk_in(desk, (int)(office_now(desk->office) - since), err);
	if (call)
		snprintf(call->arrived, sizeof call->arrived, "%s", contact);
	return call != NULL;
}

/* The host says that nobody stayed. */
static bool leave(struct desk *desk, const char *contact, struct error *err)
{
	struct office_ring ring = { .arrived = contact, .channel = CHANNEL_WALKIN };
	if (!office_note_lost_call(desk->office, &ring, err))
		return false;
	desk_say(desk, "%s", _("The customer went without being received."));
	return true;
}

static bool chosen(struct desk *desk, const char *id, const char *text, void *context, struct error *err)
{
	struct arena arena = { 0 };
	struct office_hall hall;
	if (!id)
		return true;
	if (!*id)
		return start_clock(desk, err);
	if (!office_hall(desk->office, &arena, &hall, err))
		return false;
	const struct office_arrival *waiting = listed(&hall, id);
	bool fine = office_take_arrival(desk->office, id, err);
	if (fine && waiting)
		fine = desk_may_book(desk) ? receive(desk, id, waiting->since, err) : leave(desk, id, err);
	arena_finish(&arena);
	return fine;
}

static bool is_here(const struct desk *desk, const char *contact)
{
	for (int i = 0; i < desk->calls.count; i++)
		if (strcmp(desk->calls.items[i]->arrived, contact) == 0)
			return true;
	return false;
}

static const char *row_text(const struct desk *desk, const struct office_arrival *waiting,
			    struct arena *arena)
{
	char waited[WHEN_SIZE], came[CIVIL_TIME_SIZE];
	civil_day day;
	int minute;
	civil_from_instant(waiting->since, &day, &minute);
	civil_format_time(minute, came);
	when_clock((int)(office_now(desk->office) - waiting->since), waited);
	return arena_printf(arena,
			    desk_may_book(desk) ? _("receive who came at %s and waits %s (told by %s)")
						: _("who came at %s and waited %s has left (told by %s)"),
			    came, waited, name_of(desk, waiting->told_by));
}

bool hall_come_in(struct desk *desk, struct error *err)
{
	struct arena arena = { 0 };
	struct office_hall hall;
	struct menu_row rows[CALLS_MAX + 1];
	size_t count = 0;
	if (desk->office->readonly || !office_may(desk->office, OFFICE_ROLES_BOOK | ROLE_HOST, err))
		return desk_must_book(desk, err);
	if (!office_hall(desk->office, &arena, &hall, err)) {
		arena_finish(&arena);
		return false;
	}
	for (size_t i = 0; i < hall.count && count < CALLS_MAX; i++)
		if (!is_here(desk, hall.items[i].contact))
			rows[count++] = (struct menu_row){ hall.items[i].contact,
							   row_text(desk, &hall.items[i], &arena), NULL };
	size_t first = desk_may_book(desk) ? 0 : count;
	bool ask = count > 0;
	rows[count++] = (struct menu_row){ "", _("somebody else comes in"), NULL };
	if (ask)
		menu_open(desk, _("In the hall"), _("Somebody waits whom no desk has received yet."), rows,
			  count, first, NULL, chosen, NULL);
	arena_finish(&arena);
	return ask || start_clock(desk, err);
}

/* --- from one to the other --- */

static bool hand(struct desk *desk, const char *id, const char *text, void *context, struct error *err)
{
	struct call *call = calls_current(&desk->calls);
	if (!call || !id || !*id)
		return true;
	if (!call_hand(desk, call, id, err))
		return false;
	desk_say(desk, _("The call is with %s now, with everything that was taken down."), name_of(desk, id));
	return true;
}

void hall_ask_hand(struct desk *desk, const struct call *call, const char *to)
{
	const struct staff *staff = member(desk, to);
	if (!staff || staff == office_actor(desk->office) || !(staff->roles & OFFICE_ROLES_BOOK) ||
	    !call->file[0])
		return;
	struct menu_row rows[] = {
		{ to, _("yes: the call goes to that console"), NULL },
		{ "", _("no: I go on here"), NULL },
	};
	struct buffer title = { 0 };
	buffer_printf(&title, _("Hand the customer over to %s?"), staff->name);
	menu_open(desk, buffer_text(&title), _("What was taken down goes along; nothing is asked twice."),
		  rows, 2, 0, NULL, hand, NULL);
	buffer_finish(&title);
}

static void take(struct desk *desk, const struct office_draft *draft)
{
	struct error err = { 0 };
	if (!office_claim_draft(desk->office, draft->id))
		return; /* another console of the same member was faster */
	struct call *call = call_restore(desk, draft);
	if (!calls_add(desk, call, &err)) {
		desk_complain(desk, &err);
		return;
	}
	bool front = !calls_current(&desk->calls) && desk->modal_count == 0;
	if (front) {
		desk_show(desk, "call");
		calls_front(desk, desk->calls.count - 1);
	}
	call_touch(desk, call); /* saved as this member's own, so that it is not handed over again */
	desk_say(desk,
		 front ? _("%s hands this customer over to you.")
		       : _("%s hands a customer over to you; Alt+Down takes the call up."),
		 name_of(desk, draft->handed_by));
}

void hall_look(struct desk *desk)
{
	struct arena arena = { 0 };
	struct office_draft_list list = { 0 };
	struct error err = { 0 };
	if (!desk->hall_stale)
		return;
	desk->hall_stale = false;
	if (desk_may_book(desk) && desk->office->phrases && office_drafts(desk->office, &arena, &list, &err))
		for (size_t i = 0; i < list.count; i++)
			if (list.items[i].handed_by && desk->calls.count < CALLS_MAX)
				take(desk, &list.items[i]);
	arena_finish(&arena);
}
