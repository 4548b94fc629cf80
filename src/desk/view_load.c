#include "desk/view_load.h"

#include <stdlib.h>
#include <string.h>

#include "base/i18n.h"
#include "base/memory.h"
#include "desk/absence_dialog.h"
#include "desk/day_lists.h"
#include "desk/desk_state.h"
#include "desk/detail.h"
#include "desk/file_acts.h"
#include "desk/view_day.h"
#include "desk/view_load_state.h"
#include "desk/when.h"

enum {
	LOAD_WHY = ACTIONS_LOAD,
	LOAD_ZOOM,
	LOAD_ZOOM_BACK,
	LOAD_LEFT,
	LOAD_RIGHT,
	LOAD_UP,
	LOAD_DOWN,
	LOAD_PAGE_NEXT,
	LOAD_PAGE_PREVIOUS,
	LOAD_TODAY,
	LOAD_SKILL_NEXT,
	LOAD_SKILL_PREVIOUS,
	LOAD_DATE,
	LOAD_ACTS,
	LOAD_LISTS,
	LOAD_CHANGE,
	LOAD_CHANGE_FIRST, /* enum day_change follows */
	LOAD_END_ABSENCE = LOAD_CHANGE_FIRST + CHANGE_COUNT,
};

/* --- loading --- */

/* Lanes need the store: they are read for the day zoom only, and again when the day or the plan is another.
 */
static bool load_lanes(struct view_load *view, const struct plan_state *state, bool fresh, struct error *err)
{
	if (view->zoom != ZOOM_DAY || (!fresh && view->lanes_of == view->day))
		return true;
	return load_read_lanes(view, state, err);
}

static bool load_week(struct view_load *view, const struct plan_state *state, bool fresh, struct error *err)
{
	if (view->zoom != ZOOM_WEEK || (!fresh && view->week_of == load_monday(view->day)))
		return true;
	return load_read_week(view, state, err);
}

static void load_days(struct view_load *view, const struct plan_state *state)
{
	struct moment now = desk_moment(view->pane.desk);
	arena_finish(&view->arena);
	view->first = load_monday(now.day);
	view->last = state->last;
	view->days = arena_alloc(&view->arena, (size_t)(view->last - view->first + 1) * sizeof *view->days);
	for (civil_day day = view->first; day <= view->last; day++)
		plan_load_day(state, day, &view->days[day - view->first]);
}

static bool load(struct pane *pane, struct error *err)
{
	struct view_load *view = (struct view_load *)pane;
	struct moment now = desk_moment(pane->desk);
	const struct plan_state *state = desk_plan(pane->desk, err);
	if (!state)
		return false;
	bool fresh = !view->days || view->serial != desk_plan_serial(pane->desk) ||
		     moment_compare(view->at, now) != 0;
	if (fresh)
		load_days(view, state);
	if (!view->day)
		view->day = view_day_open(desk_site(pane->desk), now.day, 1);
	load_keep_in_range(view);
	if (fresh)
		view->lanes_of = view->week_of = 0; /* another zoom has them read when it is turned to */
	if (!load_lanes(view, state, fresh, err) || !load_week(view, state, fresh, err))
		return false;
	view->serial = desk_plan_serial(pane->desk);
	view->at = now;
	return true;
}

/* --- going somewhere --- */

static void set_zoom(struct view_load *view, int zoom)
{
	view->zoom = (enum load_zoom)zoom;
	view->pane.stale = true;
}

static void next_skill(struct view_load *view, int by)
{
	int count = desk_site(view->pane.desk)->skill_count + 1;
	view->skill = (view->skill + 1 + by + count) % count - 1;
}

static void go_to(struct view_load *view, civil_day day)
{
	view->day = day;
	view->item = 0;
	load_keep_in_range(view);
	view->pane.stale = true;
}

static bool take_date(struct desk *desk, const char *id, const char *text, void *context, struct error *err)
{
	struct view_load *view = (struct view_load *)desk_view(desk, "load");
	civil_day day;
	char date[WHEN_SIZE];
	if (!view_day_read(desk, text, take_date, &day))
		return true;
	go_to(view, day);
	if (view->day != day)
		desk_say(desk, _("The calendar shows %s instead."), when_full(view->day, date));
	return true;
}

/* --- acting --- */

static void open_what_is_selected(struct view_load *view)
{
	const struct lane *lane = load_lane(view);
	const struct lane_item *item = load_item(view);
	int skills = desk_site(view->pane.desk)->skill_count;
	if (view->zoom == ZOOM_DAY && item && item->file)
		detail_open(view->pane.desk, (struct reader_link){ FIND_FILE, item->file });
	else if (view->zoom == ZOOM_DAY && lane && lane->kind != LANE_SKILL)
		load_open_lane(view, lane);
	else if (view->zoom == ZOOM_DAY)
		load_open_why(view, lane ? lane->index : LOAD_ALL_SKILLS);
	else if (view->zoom == ZOOM_WEEK && load_week_lane(view, view->day, view->row))
		load_open_lane(view, load_week_lane(view, view->day, view->row));
	else if (view->zoom == ZOOM_WEEK)
		load_open_why(view, view->row < skills ? view->row : LOAD_ALL_SKILLS);
	else
		load_open_why(view, view->skill);
}

static bool act_move(struct view_load *view, int action)
{
	switch (action) {
	case LOAD_LEFT:
		load_move_sideways(view, -1);
		return true;
	case LOAD_RIGHT:
		load_move_sideways(view, 1);
		return true;
	case LOAD_UP:
		load_move_vertically(view, -1);
		return true;
	case LOAD_DOWN:
		load_move_vertically(view, 1);
		return true;
	case LOAD_PAGE_NEXT:
		load_move_page(view, 1);
		return true;
	case LOAD_PAGE_PREVIOUS:
		load_move_page(view, -1);
		return true;
	default:
		return false;
	}
}

static bool act(struct pane *pane, int action, struct error *err)
{
	struct view_load *view = (struct view_load *)pane;
	if (!view->days || act_move(view, action))
		return true;
	desk_read_pane(pane);
	switch (action) {
	case LOAD_WHY:
		open_what_is_selected(view);
		break;
	case LOAD_ZOOM:
		set_zoom(view, (view->zoom + 1) % ZOOM_COUNT);
		break;
	case LOAD_ZOOM_BACK:
		set_zoom(view, view->zoom > ZOOM_MONTH ? view->zoom - 1 : ZOOM_MONTH);
		break;
	case LOAD_TODAY:
		go_to(view, desk_moment(pane->desk).day);
		break;
	case LOAD_SKILL_NEXT:
		next_skill(view, 1);
		break;
	case LOAD_SKILL_PREVIOUS:
		next_skill(view, -1);
		break;
	case LOAD_DATE:
		view_day_ask(pane->desk, "", take_date);
		break;
	case LOAD_ACTS:
		return load_acts(view, err);
	case LOAD_LISTS:
		day_lists_open(pane->desk, LIST_TO_MOVE, view->day);
		break;
	case LOAD_CHANGE:
		return load_change(view, CHANGE_COUNT, err);
	case LOAD_END_ABSENCE:
		return load_end_absence(view, err);
	default:
		if (action >= LOAD_CHANGE_FIRST && action < LOAD_END_ABSENCE)
			return load_change(view, action - LOAD_CHANGE_FIRST, err);
		break;
	}
	return true;
}

static bool offers(const struct pane *pane, int action)
{
	const struct view_load *view = (const struct view_load *)pane;
	if (action == LOAD_ZOOM_BACK)
		return view->zoom != ZOOM_MONTH;
	if (action == LOAD_SKILL_NEXT || action == LOAD_SKILL_PREVIOUS)
		return view->zoom == ZOOM_MONTH;
	if (action == LOAD_ACTS)
		return view->zoom == ZOOM_DAY && file_acts_may(pane->desk);
	if (action >= LOAD_CHANGE)
		return absence_dialog_may(pane->desk, &(struct error){ 0 });
	return true;
}

/* --- keys and clicks --- */

static bool click(struct view_load *view, const struct mouse *mouse)
{
	int rows = term_rows(view->pane.desk->term) - 3, cols = term_cols(view->pane.desk->term);
	civil_day day = view->day;
	int row = view->row;
	size_t lane = view->lane, item = view->item;
	bool hit = view->zoom == ZOOM_MONTH  ? load_click_month(view, rows, cols, mouse->row, mouse->col)
		   : view->zoom == ZOOM_WEEK ? load_click_week(view, rows, cols, mouse->row, mouse->col)
					     : load_click_day(view, rows, cols, mouse->row, mouse->col);
	bool same = day == view->day && row == view->row && lane == view->lane && item == view->item;
	if (hit && same)
		open_what_is_selected(view);
	return true;
}

static bool event(struct pane *pane, const struct event *event)
{
	struct view_load *view = (struct view_load *)pane;
	if (!view->days)
		return false;
	if (event->kind == EVENT_MOUSE) {
		if (event->mouse.action == MOUSE_WHEEL_UP || event->mouse.action == MOUSE_WHEEL_DOWN)
			load_move_vertically(view, event->mouse.action == MOUSE_WHEEL_UP ? -1 : 1);
		return event->mouse.action != MOUSE_PRESS || click(view, &event->mouse);
	}
	if (event->kind == EVENT_PASTE) {
		view_day_ask(pane->desk, event->text, take_date);
		return true;
	}
	if (!key_is_text(event->key) || event->key.code == ' ')
		return false;
	char typed[TEXT_SCALAR_SIZE + 1] = { 0 };
	text_encode(event->key.code, typed);
	view_day_ask(pane->desk, typed, take_date);
	return true;
}

/* --- the pane --- */

static void draw(const struct pane *pane, const struct canvas *canvas)
{
	const struct view_load *view = (const struct view_load *)pane;
	if (!view->days)
		return;
	if (canvas_is_plain(canvas)) {
		load_draw_plain(view, canvas);
		return;
	}
	switch (view->zoom) {
	case ZOOM_MONTH:
		load_draw_month(view, canvas);
		break;
	case ZOOM_WEEK:
		load_draw_week(view, canvas);
		break;
	case ZOOM_DAY:
	case ZOOM_COUNT:
		load_draw_day(view, canvas);
		break;
	}
}

static void help(const struct pane *pane, struct buffer *out)
{
	buffer_add(
		out,
		_("Hours that can still be booked; colour and bar show the share that is used. Hours "
		  "of several skills "
		  "do not add up: many technicians have more than one. Enter says why a day is full "
		  "and what is in "
		  "it. Type a date to go there: 24, tue, +3. Insert enters a change of the day on what is "
		  "selected: somebody ill, a car in repair, the site closing early; what no longer fits is "
		  "shown before it is saved. Ctrl+T lists what must move, who and what is late, who waits."));
}

static void destroy(struct pane *pane)
{
	struct view_load *view = (struct view_load *)pane;
	arena_finish(&view->arena);
	arena_finish(&view->lane_arena);
	arena_finish(&view->week_arena);
	free(view);
}

static const struct action actions[] = {
	{ LOAD_WHY, "load-why", N_("Why is it full, and what is in it"), N_("why"), "load", "Enter" },
	{ LOAD_ZOOM, "load-zoom", N_("Month, week, day"), N_("zoom"), "load", "Tab" },
	{ LOAD_ZOOM_BACK, "load-zoom-back", N_("Back to the week, to the month"), N_("back"), "load",
	  "Shift+Tab, Esc" },
	{ LOAD_CHANGE, "day-change", N_("Change of the day: ill, meeting, repair, shut, late"),
	  N_("day change"), "load", "Insert" },
	{ LOAD_LISTS, "day-lists", N_("What must move; who is late, waits, is absent"), N_("lists"),
	  "load", "Ctrl+T" },
	{ LOAD_ACTS, "load-acts", N_("Acts of the file that is selected, or of the absence"), N_("acts"),
	  "load", "Space" },
	{ LOAD_SKILL_NEXT, "load-skill-next", N_("The next skill, or the tightest"), N_("skill"), "load",
	  "], Ctrl+Down" },
	{ LOAD_SKILL_PREVIOUS, "load-skill-previous", N_("The skill before"), NULL, "load", "[, Ctrl+Up" },
	{ LOAD_DATE, "load-date", N_("Go to a date"), N_("date"), "load", "Ctrl+G, Alt+Home" },
	{ LOAD_TODAY, "load-today", N_("Go to today"), N_("today"), "load", "Home" },
	{ LOAD_LEFT, "load-left", N_("To the left"), NULL, "load", "Left" },
	{ LOAD_RIGHT, "load-right", N_("To the right"), NULL, "load", "Right" },
	{ LOAD_UP, "load-up", N_("Up"), NULL, "load", "Up" },
	{ LOAD_DOWN, "load-down", N_("Down"), NULL, "load", "Down" },
	{ LOAD_CHANGE_FIRST + CHANGE_ILL, "day-ill", N_("Somebody is ill or away"), NULL, "load", "Ctrl+A" },
	{ LOAD_CHANGE_FIRST + CHANGE_MEETING, "day-meeting", N_("Somebody is in a meeting"), NULL, "load",
	  "Ctrl+K" },
	{ LOAD_CHANGE_FIRST + CHANGE_CAR, "day-car", N_("A car to lend is in repair"), NULL, "load",
	  "Ctrl+R" },
	{ LOAD_CHANGE_FIRST + CHANGE_BAY, "day-bay", N_("A bay is out"), NULL, "load", "Ctrl+B" },
	{ LOAD_CHANGE_FIRST + CHANGE_CLOSED, "day-closed", N_("The site closes early"), NULL, "load",
	  "Ctrl+E" },
	{ LOAD_CHANGE_FIRST + CHANGE_LATE_CAR, "day-late-car", N_("A lent car comes back late"), NULL, "load",
	  "Ctrl+O" },
	{ LOAD_END_ABSENCE, "day-end", N_("End or correct what was entered"), NULL, "load",
	  "Delete, Ctrl+D" },
	{ LOAD_PAGE_NEXT, "load-later", N_("A month, a week or a day later"), NULL, "load", "PageDown" },
	{ LOAD_PAGE_PREVIOUS, "load-earlier", N_("A month, a week or a day earlier"), NULL, "load",
	  "PageUp" },
};

const struct pane_ops view_load_ops = {
	.name = "load",
	.title = N_("Workshop load"),
	.watches = TABLE_SITE | TABLE_ABSENCE | TABLE_APPOINTMENT | TABLE_HOLD,
	.actions = actions,
	.action_count = sizeof actions / sizeof actions[0],
	.load = load,
	.draw = draw,
	.act = act,
	.offers = offers,
	.event = event,
	.help = help,
	.destroy = destroy,
};

struct pane *view_load_create(struct desk *desk)
{
	struct view_load *view = memory_zeroed(1, sizeof *view);
	view->pane = (struct pane){ .ops = &view_load_ops, .desk = desk };
	view->skill = LOAD_ALL_SKILLS;
	return &view->pane;
}
