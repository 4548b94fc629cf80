#include "desk/view_receptions.h"

#include <stdlib.h>

#include "base/i18n.h"
#include "base/memory.h"
#include "desk/checklist_dialog.h"
#include "desk/desk_state.h"
#include "desk/detail.h"
#include "desk/file_acts.h"
#include "desk/file_points.h"
#include "desk/filtered.h"
#include "desk/print.h"
#include "desk/view_day.h"
#include "desk/view_receptions_state.h"

enum {
	RECEPTIONS_OPEN = ACTIONS_RECEPTIONS,
	RECEPTIONS_ACTS,
	RECEPTIONS_DAY_NEXT,
	RECEPTIONS_DAY_PREVIOUS,
	RECEPTIONS_WHO,
	RECEPTIONS_DATE,
	RECEPTIONS_TODAY,
	RECEPTIONS_CLEAR,
	RECEPTIONS_UNDO,
	RECEPTIONS_SPAN,
	RECEPTIONS_POINTS,
	RECEPTIONS_POINTS_ALL,
	RECEPTIONS_CHECKLIST,
	RECEPTIONS_PAGE_UP,
	RECEPTIONS_PAGE_DOWN,
	RECEPTIONS_PRINT,
	RECEPTIONS_PRINT_LIST,
};

/* --- acting --- */

static void go_to(struct view_receptions *view, civil_day day)
{
	view->day = day;
	view->day_chosen = true;
	view->pane.stale = true;
	view->list = (struct list){ 0 };
}

static bool take_date(struct desk *desk, const char *id, const char *text, void *context, struct error *err)
{
	civil_day day;
	if (view_day_read(desk, text, take_date, &day))
		go_to((struct view_receptions *)desk_view(desk, "receptions"), day);
	return true;
}

/* Own and all for an advisor; all and each advisor for the others. */
static void next_advisor(struct view_receptions *view)
{
	const struct desk *desk = view->pane.desk;
	const struct site *site = desk_site(desk);
	view->advisor_chosen = true;
	view->pane.stale = true;
	if (desk->office->roles & ROLE_ADVISOR) {
		view->advisor = view->advisor < 0 ? desk->office->actor : -1;
		return;
	}
	do
		view->advisor++;
	while (view->advisor < site->staff_count &&
	       !((site->staff[view->advisor].roles & ROLE_ADVISOR) && site->staff[view->advisor].active));
	if (view->advisor == site->staff_count)
		view->advisor = -1;
}

static bool act_on_row(struct view_receptions *view, int action, struct error *err)
{
	desk_read_pane(&view->pane);
	const struct office_checked *checked = receptions_selected(view);
	struct desk *desk = view->pane.desk;
	if (!checked) {
		desk_say(desk, "%s", _("There is no reception here."));
		return true;
	}
	const char *file = checked->reception.appointment.file_id;
	if (action == RECEPTIONS_ACTS)
		return file_acts_open(desk, file, err);
	if (action == RECEPTIONS_POINTS)
		return file_points_open(desk, file, err);
	if (action == RECEPTIONS_PRINT)
		return print_sheet(desk, file, err);
	if (action == RECEPTIONS_CHECKLIST)
		return checklist_dialog_open(desk, file, err);
	detail_open(desk, (struct reader_link){ FIND_FILE, file });
	return true;
}

/* The day or week after, or before. */
static void go_on(struct view_receptions *view, int by)
{
	const struct site *site = desk_site(view->pane.desk);
	if (view->week)
		go_to(view, view_day_open(site, receptions_first(view) + 7 * by, 1));
	else
		go_to(view, view_day_open(site, view->day + by, by));
}

static bool undo(struct view_receptions *view, struct error *err)
{
	if (view->cancelled[0])
		return file_acts_undo_cancel(view->pane.desk, view->cancelled, err);
	desk_say(view->pane.desk, "%s",
		 _("Nothing was cancelled here; what was moved or changed is moved or changed again."));
	return true;
}

static bool act(struct pane *pane, int action, struct error *err)
{
	struct view_receptions *view = (struct view_receptions *)pane;
	switch (action) {
	case RECEPTIONS_OPEN:
	case RECEPTIONS_ACTS:
	case RECEPTIONS_POINTS:
	case RECEPTIONS_CHECKLIST:
	case RECEPTIONS_PRINT:
		return act_on_row(view, action, err);
	case RECEPTIONS_DAY_NEXT:
		go_on(view, 1);
		return true;
	case RECEPTIONS_DAY_PREVIOUS:
		go_on(view, -1);
		return true;
	case RECEPTIONS_TODAY:
		go_to(view, desk_moment(pane->desk).day);
		return true;
	case RECEPTIONS_WHO:
		next_advisor(view);
		return true;
	case RECEPTIONS_DATE:
		view_day_ask(pane->desk, "", take_date);
		return true;
	case RECEPTIONS_CLEAR:
		edit_set(&view->filter, "");
		receptions_filter(view);
		return true;
	case RECEPTIONS_UNDO:
		return undo(view, err);
	case RECEPTIONS_SPAN:
		view->week = !view->week;
		view->day_chosen = true;
		pane->stale = true;
		return true;
	case RECEPTIONS_POINTS_ALL:
		desk_show(pane->desk, "receptions");
		return file_points_open_all(pane->desk, receptions_advisor(view), err);
	case RECEPTIONS_PRINT_LIST:
		return print_list(pane->desk, &view->all, receptions_first(view), receptions_last(view),
				  receptions_advisor(view), err);
	case RECEPTIONS_PAGE_UP:
	case RECEPTIONS_PAGE_DOWN:
		receptions_page_scroll(view, action == RECEPTIONS_PAGE_UP ? -1 : 1);
		return true;
	default:
		return true;
	}
}

static bool offers(const struct pane *pane, int action)
{
	const struct view_receptions *view = (const struct view_receptions *)pane;
	if (action == RECEPTIONS_ACTS)
		return file_acts_may(pane->desk);
	if (action == RECEPTIONS_UNDO || action == RECEPTIONS_POINTS || action == RECEPTIONS_POINTS_ALL)
		return desk_may_book(pane->desk);
	if (action == RECEPTIONS_CHECKLIST)
		return checklist_dialog_may(pane->desk);
	if (action == RECEPTIONS_PAGE_UP || action == RECEPTIONS_PAGE_DOWN)
		return receptions_has_page(term_rows(pane->desk->term) - 3);
	return action != RECEPTIONS_CLEAR || edit_text(&view->filter)[0];
}

/* The day is chosen when one comes here, and does not change at noon under the reader's eyes. */
static void enter(struct pane *pane)
{
	struct view_receptions *view = (struct view_receptions *)pane;
	civil_day day = view->day_chosen ? view->day : receptions_default_day(pane->desk);
	view->pane.stale |= day != view->day;
	view->day = day;
}

/* --- keys and clicks --- */

static int list_height(const struct view_receptions *view)
{
	int rows = term_rows(view->pane.desk->term) - 3;
	return (rows - RECEPTION_HEAD - receptions_preview_rows(view, rows)) / RECEPTION_ROWS;
}

static bool event(struct pane *pane, const struct event *event)
{
	struct view_receptions *view = (struct view_receptions *)pane;
	struct list_source source = receptions_source(view);
	struct filtered_place place = { RECEPTION_HEAD, list_height(view), RECEPTION_ROWS };
	struct error err = { 0 };
	enum filtered_result result = filtered_event(&view->list, &source, &view->filter, place, event);
	if (result == FILTERED_TYPED)
		receptions_filter(view);
	else if (result != FILTERED_IGNORED)
		receptions_page_load(view, false);
	if (result == FILTERED_OPENED && !act_on_row(view, RECEPTIONS_OPEN, &err))
		desk_complain(pane->desk, &err);
	return result != FILTERED_IGNORED;
}

/* --- the pane --- */

static void draw(const struct pane *pane, const struct canvas *canvas)
{
	receptions_draw((const struct view_receptions *)pane, canvas);
}

static void help(const struct pane *pane, struct buffer *out)
{
	buffer_add(out, _("Who comes on this day. Type to see only the rows that hold what is typed: a name, "
			  "a plate, a word "
			  "of the request, a mark, what is missing. The light at the right is the check of "
			  "the file: ok, "
			  "? asked at the reception, o incomplete with time left, ! incomplete within 48 "
			  "hours; with how "
			  "many points. Ctrl+O lists them, and Enter there goes where one is mended."));
}

static void destroy(struct pane *pane)
{
	struct view_receptions *view = (struct view_receptions *)pane;
	edit_finish(&view->filter);
	arena_finish(&view->page.arena);
	buffer_finish(&view->brief);
	arena_finish(&view->arena);
	free(view);
}

static const struct action actions[] = {
	{ RECEPTIONS_OPEN, "reception-open", N_("Open the whole customer file"), N_("file"), "receptions",
	  "Enter" },
	{ RECEPTIONS_ACTS, "reception-acts", N_("Arrived, late, finished, moved, cancelled"), N_("acts"),
	  "receptions", "Space, Insert" },
	{ RECEPTIONS_DAY_NEXT, "reception-day-next", N_("Go to the next open day"), N_("next day"),
	  "receptions", "Right" },
	{ RECEPTIONS_DAY_PREVIOUS, "reception-day-previous", N_("Go to the open day before"),
	  N_("previous day"), "receptions", "Left" },
	{ RECEPTIONS_WHO, "reception-advisor", N_("Own receptions or all; the next advisor"), N_("whose"),
	  "receptions", "Tab" },
	{ RECEPTIONS_DATE, "reception-date", N_("Go to a date"), N_("date"), "receptions",
	  "Ctrl+G, Alt+Home" },
	{ RECEPTIONS_TODAY, "reception-today", N_("Go to today"), NULL, "receptions", "Ctrl+T" },
	{ RECEPTIONS_POINTS, "reception-points", N_("What this file still lacks, and where it is mended"),
	  N_("points"), "receptions", "Ctrl+O, Alt+Insert" },
	{ RECEPTIONS_SPAN, "reception-week", N_("A day or its whole week"), N_("week"), "receptions",
	  "Alt+End, Ctrl+N" },
	{ RECEPTIONS_POINTS_ALL, "reception-points-all", N_("All open points of the next two open days"),
	  N_("all points"), "receptions", "Shift+F4, Ctrl+X" },
	{ RECEPTIONS_CHECKLIST, "reception-checklist", N_("The reception checklist"), N_("checklist"),
	  "receptions", "Ctrl+B" },
	{ RECEPTIONS_PRINT, "reception-print", N_("Print the reception sheet"), N_("print"), "receptions",
	  "Shift+F8, Alt+P" },
	{ RECEPTIONS_PRINT_LIST, "reception-print-list", N_("Print the list of receptions"), NULL,
	  "receptions", "Shift+F7, Alt+L" },
	{ RECEPTIONS_PAGE_UP, "reception-page-up", N_("Scroll the file below up"), NULL, "receptions",
	  "Ctrl+Up" },
	{ RECEPTIONS_PAGE_DOWN, "reception-page-down", N_("Scroll the file below down"), N_("scroll"),
	  "receptions", "Ctrl+Down" },
	{ RECEPTIONS_CLEAR, "reception-clear", N_("Show all rows again"), N_("all rows"), "receptions",
	  "Esc" },
	{ RECEPTIONS_UNDO, "reception-undo", N_("Take the last cancelling back"), NULL, "receptions",
	  "Alt+U, Ctrl+_" },
};

const struct pane_ops view_receptions_ops = {
	.name = "receptions",
	.title = N_("Receptions"),
	.watches = TABLE_SITE | TABLE_CUSTOMER | TABLE_VEHICLE | TABLE_CAMPAIGN | TABLE_FILE |
		   TABLE_APPOINTMENT | TABLE_TASK | RECEPTION_PAGE_TABLES,
	.actions = actions,
	.action_count = sizeof actions / sizeof actions[0],
	.load = receptions_load,
	.note = receptions_note,
	.catch_up = receptions_catch_up,
	.draw = draw,
	.act = act,
	.offers = offers,
	.event = event,
	.enter = enter,
	.help = help,
	.destroy = destroy,
};

struct pane *view_receptions_create(struct desk *desk)
{
	struct view_receptions *view = memory_zeroed(1, sizeof *view);
	view->pane = (struct pane){ .ops = &view_receptions_ops, .desk = desk };
	edit_init(&view->filter, FILTERED_MAX, false);
	return &view->pane;
}

char *view_receptions_cancelled(struct desk *desk)
{
	return ((struct view_receptions *)desk_view(desk, "receptions"))->cancelled;
}

char *view_receptions_acting(struct desk *desk)
{
	return ((struct view_receptions *)desk_view(desk, "receptions"))->acting;
}
