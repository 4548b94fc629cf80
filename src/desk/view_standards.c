#include "desk/view_standards.h"

#include <stdlib.h>
#include <time.h>

#include "base/i18n.h"
#include "base/memory.h"
#include "desk/desk_state.h"
#include "desk/view_standards_state.h"

enum {
	STANDARDS_CASES = ACTIONS_STANDARDS,
	STANDARDS_LOAD,
	STANDARDS_BEFORE,
	STANDARDS_AFTER,
	STANDARDS_SPAN,
	STANDARDS_TODAY,
};

/* Reading may take at most one part in so many of the time; below so many milliseconds nobody counts. */
enum { READ_SHARE = 20, READ_LONG_MS = 50 };

/* --- rows --- */

static const char *row_id(const void *context, size_t row)
{
	(void)context;
	return report_rows[row].key;
}

static struct list_source source_of(const struct view_standards *view)
{
	return (struct list_source){ .count = REPORT_COUNT, .id = row_id, .context = view };
}

enum report_measure standards_selected(const struct view_standards *view)
{
	size_t row;
	return list_selected(&view->list, &row) && row < REPORT_COUNT ? (enum report_measure)row
								      : REPORT_RINGS;
}

/* --- loading --- */

static int64_t now_ms(void)
{
	struct timespec now;
	clock_gettime(CLOCK_MONOTONIC, &now);
	return now.tv_sec * INT64_C(1000) + now.tv_nsec / 1000000;
}

static bool same_period(struct report_bucket a, struct report_bucket b)
{
	return a.first == b.first && a.last == b.last;
}

static void follow_today(struct view_standards *view)
{
	if (!view->moved)
		view->period = report_span_of(view->span, desk_moment(view->pane.desk).day);
}

static bool load(struct pane *pane, struct error *err)
{
	struct view_standards *view = (struct view_standards *)pane;
	struct arena arena = { 0 };
	follow_today(view);
	if (view->loaded && same_period(view->shown, view->period) &&
	    desk_clock(pane->desk) < view->not_before) {
		pane->stale = true; /* wake() comes back to it */
		return true;
	}
	int64_t begin = now_ms();
	if (!office_report(desk_office(pane->desk), view->period.first, view->period.last, &arena,
			   &view->report, err)) {
		arena_finish(&arena);
		return false;
	}
	int64_t took = now_ms() - begin;
	view->not_before = took < READ_LONG_MS ? 0 : desk_clock(pane->desk) + took * READ_SHARE;
	arena_finish(&view->arena);
	view->arena = arena;
	view->shown = view->period;
	view->loaded = true;
	struct list_source source = source_of(view);
	list_reload(&view->list, &source);
	return true;
}

static int64_t wake(const struct pane *pane)
{
	const struct view_standards *view = (const struct view_standards *)pane;
	return pane->stale ? view->not_before : 0;
}

/* --- acting --- */

static void go(struct view_standards *view, int by)
{
	view->period = report_span_move(view->span, view->period, by);
	struct report_bucket today = report_span_of(view->span, desk_moment(view->pane.desk).day);
	view->moved = !same_period(view->period, today);
	view->pane.stale = true;
}

/* Another length around the same begin; around today when today was seen. */
static void change_span(struct view_standards *view)
{
	view->span = (enum report_span)((view->span + 1) % REPORT_SPAN_COUNT);
	view->period = report_span_of(view->span, view->period.first);
	view->pane.stale = true;
}

static bool act(struct pane *pane, int action, struct error *err)
{
	struct view_standards *view = (struct view_standards *)pane;
	(void)err;
	switch (action) {
	case STANDARDS_CASES:
		standards_open_cases(pane->desk, standards_selected(view), view->period);
		break;
	case STANDARDS_LOAD:
		standards_open_load(pane->desk, view->period);
		break;
	case STANDARDS_BEFORE:
		go(view, -1);
		break;
	case STANDARDS_AFTER:
		go(view, 1);
		break;
	case STANDARDS_SPAN:
		change_span(view);
		break;
	case STANDARDS_TODAY:
		view->moved = false;
		pane->stale = true;
		break;
	default:
		break;
	}
	return true;
}

static bool offers(const struct pane *pane, int action)
{
	const struct view_standards *view = (const struct view_standards *)pane;
	return action != STANDARDS_TODAY || view->moved;
}

/* --- keys and clicks --- */

static int list_height(const struct view_standards *view)
{
	int rows = term_rows(view->pane.desk->term) - 3;
	return rows - STANDARDS_HEAD - standards_detail_rows(rows);
}

static void click(struct view_standards *view, const struct mouse *mouse)
{
	struct list_source source = source_of(view);
	int row = mouse->row - STANDARDS_HEAD;
	if (row < 0 || row >= list_height(view))
		return;
	size_t before = view->list.row, at = view->list.top + (size_t)row;
	if (list_select_row(&view->list, &source, at) && at == before)
		standards_open_cases(view->pane.desk, standards_selected(view), view->period);
}

static bool event(struct pane *pane, const struct event *event)
{
	struct view_standards *view = (struct view_standards *)pane;
	struct list_source source = source_of(view);
	list_set_height(&view->list, (size_t)list_height(view));
	if (event->kind == EVENT_MOUSE && event->mouse.action == MOUSE_PRESS) {
		click(view, &event->mouse);
		return true;
	}
	return list_event(&view->list, &source, event);
}

/* --- the pane --- */

static void draw(const struct pane *pane, const struct canvas *canvas)
{
	standards_draw((const struct view_standards *)pane, canvas);
}

/* Clocks run out while one looks elsewhere. */
static void enter(struct pane *pane)
{
	pane->stale = true;
}

static void help(const struct pane *pane, struct buffer *out)
{
	const struct view_standards *view = (const struct view_standards *)pane;
	const struct report_row *row = &report_rows[standards_selected(view)];
	buffer_add(
		out,
		_("The standards kept: + in every case, ~ in nine of ten or more, ! in fewer, - nothing to "
		  "count. The plot has a block for each day, week or month of the period, as high as the "
		  "share "
		  "kept. Enter shows the cases, those that were not kept first, Left and Right go to the "
		  "period "
		  "before and after, Tab changes between month, quarter and week, Space shows the load of "
		  "the "
		  "workshop over the same time."));
	buffer_printf(out, "\n\n%s: %s", row->key, _(row->rule));
}

static void destroy(struct pane *pane)
{
	struct view_standards *view = (struct view_standards *)pane;
	arena_finish(&view->arena);
	free(view);
}

static const struct action actions[] = {
	{ STANDARDS_CASES, "standard-cases", N_("Show the cases behind a standard"), N_("cases"), "standards",
	  "Enter" },
	{ STANDARDS_LOAD, "standard-load", N_("Show the load over the same time"), N_("load"), "standards",
	  "Space, Insert" },
	{ STANDARDS_BEFORE, "standard-before", N_("The period before"), N_("before"), "standards", "Left" },
	{ STANDARDS_AFTER, "standard-after", N_("The period after"), N_("after"), "standards", "Right" },
	{ STANDARDS_SPAN, "standard-span", N_("Month, quarter or week"), N_("length"), "standards", "Tab" },
	{ STANDARDS_TODAY, "standard-today", N_("Back to the period of today"), N_("today"), "standards",
	  "Esc" },
};

const struct pane_ops view_standards_ops = {
	.name = "standards",
	.title = N_("Standards"),
	.watches = TABLE_CONTACT | TABLE_APPOINTMENT | TABLE_REQUEST | TABLE_REMINDER | TABLE_MESSAGE,
	.actions = actions,
	.action_count = sizeof actions / sizeof actions[0],
	.load = load,
	.draw = draw,
	.act = act,
	.offers = offers,
	.event = event,
	.enter = enter,
	.wake = wake,
	.help = help,
	.destroy = destroy,
};

struct pane *view_standards_create(struct desk *desk)
{
	struct view_standards *view = memory_zeroed(1, sizeof *view);
	view->pane = (struct pane){ .ops = &view_standards_ops, .desk = desk };
	view->span = REPORT_MONTH;
	return &view->pane;
}
