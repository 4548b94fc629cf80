/* Events, frames and what happens by itself. */
#include <poll.h>
#include <stdio.h>
#include <string.h>

#include "base/i18n.h"
#include "desk/desk_act.h"
#include "desk/desk_forms.h"
#include "desk/desk_state.h"
#include "desk/hall.h"
#include "desk/lines.h"
#include "office/file_check.h"
#include "office/reminders.h"
#include "office/telephone.h"
#include "store/request_store.h"
#include "store/appointment.h"
#include "store/contact.h"
#include "store/task.h"

/* --- events --- */

static const struct action *find_action(const struct desk *desk, const struct pane *pane, struct key key)
{
	const struct action *action = keymap_find(desk->keymap, pane->ops->name, key);
	if (!action)
		action = keymap_find(desk->keymap, "global", key);
	return action;
}

bool desk_perform(struct desk *desk, int action, struct error *err)
{
	if (desk_act_global(desk, action, err))
		return err->code == ERROR_NONE;
	struct pane *panes[DESK_VIEWS_MAX + 1];
	size_t count = 0;
	panes[count++] = desk_focused(desk);
	for (size_t i = 0; i < desk->view_count; i++)
		panes[count++] = desk->views[i];
	for (size_t i = 0; i < count; i++)
		for (size_t j = 0; j < panes[i]->ops->action_count; j++)
			if (panes[i]->ops->actions[j].id == action)
				return panes[i]->ops->act(panes[i], action, err);
	return error_set(err, ERROR_INPUT, _("there is no such command here"));
}

static void perform(struct desk *desk, int action)
{
	struct error err = { 0 };
	if (!desk_perform(desk, action, &err) && err.code != ERROR_NONE)
		desk_complain(desk, &err);
}

static bool pane_takes(struct pane *pane, const struct event *event)
{
	return pane->ops->event && pane->ops->event(pane, event);
}

static void take_key(struct desk *desk, const struct event *event)
{
	struct pane *pane = desk_focused(desk);
	const struct action *own = keymap_find(desk->keymap, pane->ops->name, event->key);
	/* A key that types is the field's before it is anybody's command. */
	if (!own && key_is_text(event->key) && pane_takes(pane, event))
		return;
	const struct action *action = own ? own : find_action(desk, pane, event->key);
	if (action) {
		perform(desk, action->id);
		return;
	}
	if (pane_takes(pane, event))
		return;
	char name[KEY_TEXT_SIZE];
	desk_say(desk, _("%s does nothing here; F1 shows the keys"), key_format(event->key, name));
}

static void take_mouse(struct desk *desk, const struct event *event)
{
	if (event->mouse.action == MOUSE_PRESS && frame_click(desk, event->mouse.row, event->mouse.col))
		return;
	struct event inside = *event;
	inside.mouse.row -=
		desk->modal_count ? 0 : 1; /* a view begins under the title line, a modal at the top */
	pane_takes(desk_focused(desk), &inside);
}

/* What a key or the clock changed in the call; the view reads again only what did change. */
static void call_view_changed(struct desk *desk)
{
	struct pane *view = desk_view(desk, "call");
	if (view)
		view->stale = true;
}

void desk_event(struct desk *desk, const struct event *event)
{
	desk_touch(desk);
	desk_sample(desk);
	if (event->kind != EVENT_MOUSE)
		desk->message[0] = '\0';
	switch (event->kind) {
	case EVENT_KEY:
		take_key(desk, event);
		break;
	case EVENT_PASTE:
		if (!pane_takes(desk_focused(desk), event))
			desk_say(desk, "%s", _("there is no field here that takes a paste"));
		break;
	case EVENT_MOUSE:
		take_mouse(desk, event);
		break;
	case EVENT_CLOSED:
		desk->done = true;
		break;
	}
	desk_look(desk);
	call_view_changed(desk);
}

void desk_key(struct desk *desk, struct key key)
{
	struct event event = event_of_key(key);
	desk_event(desk, &event);
}

/* --- frames --- */

static void load_counters(struct desk *desk)
{
	if (!desk->counters_stale)
		return;
	struct store *store = desk->office->store;
	struct desk_counters *counters = &desk->counters, before = desk->counters;
	desk->counters_stale =
		!store_count_receptions(store, desk->moment.day, MARK_RET, &counters->receptions_today,
					&counters->returns_today, NULL) ||
		!store_count_open_tasks(store, desk->office->roles, NULL, &counters->tasks, NULL) ||
		!office_count_reminders(desk->office, &counters->reminders, NULL, NULL) ||
		!store_count_open_tasks(store, desk->office->roles, "to-move", &counters->to_move, NULL) ||
		!store_count_requests(store, office_now(desk->office), &counters->requests,
				      &counters->next_request, NULL) ||
		!store_count_waiting(store, office_now(desk->office) - OFFICE_HALL_SECONDS,
				     &counters->waiting, &counters->waiting_since, NULL);
	if (memcmp(&before, counters, sizeof before) != 0)
		desk_touch(desk);
}

/* False when load() is due after all. */
static bool catch_up(struct pane *pane)
{
	bool changed = false;
	if (!pane->ops->catch_up(pane, &changed, &(struct error){ 0 }))
		return false;
	if (changed)
		desk_touch(pane->desk);
	return true;
}

void desk_read_pane(struct pane *pane)
{
	bool behind = pane->behind;
	pane->behind = false;
	if ((!pane->stale && (!behind || catch_up(pane))) || !pane->ops->load)
		return;
	struct error err = { 0 };
	pane->stale = false;
	desk_touch(pane->desk);
	if (pane->ops->load(pane, &err))
		pane->problem.code = ERROR_NONE;
	else
		pane->problem = err;
}

static void draw_little(const struct canvas *canvas)
{
	canvas_put_wrapped(
		canvas, canvas->rows / 2 - 1, 2, 4, canvas->cols - 4, STYLE_NORMAL,
		_("This window is too small for the console: please make it at least 60 columns wide "
		  "and 20 rows high. What was typed is kept."));
}

static void draw_panes(const struct desk *desk, const struct canvas *canvas)
{
	struct canvas body;
	frame_draw(desk, canvas, &body);
	const struct pane *view = desk->view;
	view->ops->draw(view, &body);
	if (view->problem.code != ERROR_NONE)
		canvas_put_wrapped(&body, body.rows - 2, 1, 2, body.cols - 2, STYLE_ERROR,
				   view->problem.text);
	for (int i = 0; i < desk->modal_count; i++)
		desk->modals[i]->ops->draw(desk->modals[i], canvas);
}

static bool is_due(const struct desk *desk, const struct call *call)
{
	return call->left_field || desk->clock - call->dirty_at >= DESK_DRAFT_DELAY_MS;
}

/* Drafts after a field and two seconds after the last key, once the screen shows what was typed: no key waits
 * for the disk. True when one was due: what was typed counts now, or an error is to be told. */
static bool save_due(struct desk *desk)
{
	bool any = false;
	for (int i = 0; i < desk->calls.count; i++) {
		struct call *call = desk->calls.items[i];
		struct error err = { 0 };
		bool due = call->dirty && is_due(desk, call);
		call->left_field = false;
		if (due && !call_save(desk, call, &err) && err.code != ERROR_BUSY)
			desk_complain(desk, &err);
		any = any || due;
	}
	return any;
}

static void paint(struct desk *desk)
{
	struct canvas canvas = term_begin(desk->term);
	switch (term_room(desk->term)) {
	case TERM_ROOM_NONE:
		break;
	case TERM_ROOM_LITTLE:
		draw_little(&canvas);
		break;
	case TERM_ROOM_NORMAL:
	case TERM_ROOM_WIDE:
		draw_panes(desk, &canvas);
		break;
	}
	term_present(desk->term);
	desk->rows = term_rows(desk->term);
	desk->cols = term_cols(desk->term);
}

/* Nothing happened but what others did: what they changed may stand nowhere on this screen. */
static bool is_perhaps_nothing(const struct desk *desk)
{
	return desk->unread && !desk->unshown && !desk->lines_stale && !desk->hall_stale &&
	       !desk->calls.count && desk->rows == term_rows(desk->term) &&
	       desk->cols == term_cols(desk->term);
}

void desk_frame(struct desk *desk)
{
	desk_sample(desk);
	if (!is_perhaps_nothing(desk))
		desk_touch(desk);
	desk->unread = false;
	lines_load(desk);
	hall_look(desk);
	load_counters(desk);
	for (int i = 0; i < desk->modal_count; i++)
		desk_read_pane(desk->modals[i]);
	desk_read_pane(desk->view);
	if (!desk->unshown)
		return;
	paint(desk);
	if (save_due(desk)) {
		desk_read_pane(desk->view);
		paint(desk);
	}
	desk->unshown = false;
}

/* --- by itself --- */

bool desk_save(struct desk *desk, struct error *err)
{
	bool fine = true;
	for (int i = 0; i < desk->calls.count; i++)
		if (desk->calls.items[i]->dirty && !call_save(desk, desk->calls.items[i], err))
			fine = false;
	return fine;
}

bool desk_save_waiting(struct desk *desk, int seconds, struct error *err)
{
	enum { PAUSE_MS = 100, TRIES_A_SECOND = 1000 / PAUSE_MS };
	for (int i = 0; i < seconds * TRIES_A_SECOND; i++) {
		*err = (struct error){ 0 };
		if (desk_save(desk, err))
			return true;
		if (err->code != ERROR_BUSY)
			return false;
		poll(NULL, 0, PAUSE_MS);
	}
	return false;
}

static int64_t ms_to_minute(const struct desk *desk)
{
	return 60000 - (int64_t)(office_now(desk->office) % 60) * 1000;
}

static bool clock_runs(const struct desk *desk)
{
	const struct call *call = calls_current(&desk->calls);
	return call && call->has_clock && call->clock.phase != CALL_ENDED;
}

/* Somebody who waits on hold or rings behind the call in front: those seconds are shown as well. */
static int64_t next_waiting_second(const struct desk *desk)
{
	for (int i = 0; i < desk->calls.count; i++) {
		const struct call *call = desk->calls.items[i];
		bool held = call->parked && call->has_clock && call->clock.phase == CALL_HELD;
		if (held || lines_is_untaken(call)) {
			int64_t from = held ? call->parked_at : call->clock.ring_from;
			return desk->clock + 1000 - (desk->clock - from) % 1000;
		}
	}
	return INT64_MAX;
}

int64_t desk_wake(const struct desk *desk)
{
	int64_t at = desk->clock + ms_to_minute(desk), waiting = next_waiting_second(desk);
	at = waiting < at ? waiting : at;
	if (desk->lines_stale && desk->office->phrases)
		return desk->clock;   /* the forms are there now: it rings */
	if (desk->counters.waiting) { /* in the title line, at every desk */
		int64_t next = desk->clock + 1000 - desk->clock % 1000;
		at = next < at ? next : at;
	}
	if (clock_runs(desk)) {
		const struct call_clock *clock = &calls_current(&desk->calls)->clock;
		int64_t from = clock->phase == CALL_HELD ? clock->hold_from
			       : clock->answered         ? clock->answered
							 : clock->ring_from;
		int64_t next = desk->clock + 1000 - (desk->clock - from) % 1000;
		at = next < at ? next : at;
	}
	for (int i = 0; i < desk->calls.count; i++) {
		const struct call *call = desk->calls.items[i];
		int64_t due = call->dirty_at + DESK_DRAFT_DELAY_MS;
		if (call->dirty && due < at)
			at = due;
	}
	const struct pane *view = desk->view;
	int64_t own = view->ops->wake ? view->ops->wake(view) : 0;
	return own > 0 && own < at ? own : at;
}

/* The check 48 h before each reception makes its tasks as the clock goes on; a busy store is asked again a
 * minute later. */
static void check_files(struct desk *desk)
{
	int made = 0;
	if (office_check_tasks(desk->office, &made, &(struct error){ 0 }) && made)
		desk_changed(desk, TABLE_TASK);
}

/* A few cars a minute: what changed since is at hand long before somebody asks, and no key waits for it. What
 * cannot be done now is done in the next minute, or by prenota notify. */
static void work_out_reminders(struct desk *desk)
{
	struct office_reminder_run run;
	struct error err = { 0 };
	office_run_reminders(desk->office, REMINDERS_BATCH, &run, &err);
}

void desk_tick(struct desk *desk)
{
	struct moment before = desk->moment;
	desk_touch(desk);
	desk_sample(desk);
	if (desk->moment.day != before.day)
		desk_changed(desk, TABLE_ALL);
	if (desk->moment.minute != before.minute && calls_current(&desk->calls))
		calls_current(&desk->calls)->live_stale =
			true; /* notice and the reserve's hour come with the clock */
	if (desk->moment.minute != before.minute)
		desk_look_at_forms(desk);
	if (desk->moment.minute != before.minute && desk_may_book(desk))
		work_out_reminders(desk);
	if (desk->moment.minute != before.minute && desk_may_book(desk))
		check_files(desk);
	if (desk->moment.minute != before.minute)
		desk->view->stale = true; /* the half day that runs has a minute less */
	for (size_t i = 0; desk->moment.minute != before.minute && i < desk->view_count; i++)
		desk->views[i]->stale |= desk->views[i]->behind; /* what is noted is not kept for long */
	for (int i = 0; desk->moment.minute != before.minute && i < desk->modal_count; i++)
		desk->modals[i]->stale = true; /* who is late is later by then */
	call_view_changed(desk);
	for (int i = 0; i < desk->calls.count; i++)
		call_renew_holds(desk, desk->calls.items[i]);
}
