#include "desk/day_lists.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/i18n.h"
#include "base/memory.h"
#include "base/text.h"
#include "desk/day_lists_state.h"
#include "desk/desk_state.h"
#include "desk/detail.h"
#include "desk/when.h"

enum { LISTS_ACCEPT = ACTIONS_DAY_LISTS, LISTS_LEAVE, LISTS_NEXT, LISTS_PREVIOUS, LISTS_FILE };
enum { ROW_LINES = 2, HEAD_ROWS = 3, WHOLE_ROWS = 3 };

static const char *row_id(const void *context, size_t row)
{
	const struct day_lists *lists = context;
	return lists->rows.items[row].id;
}

static struct list_source source_of(const struct day_lists *lists)
{
	return (struct list_source){ .count = lists->rows.count, .id = row_id, .context = lists };
}

static const struct day_row *selected(const struct day_lists *lists)
{
	size_t row;
	return lists->read == lists->shown && list_selected(&lists->lists[lists->shown], &row) &&
			       row < lists->rows.count
		       ? &lists->rows.items[row]
		       : NULL;
}

static const char *title_of(enum day_list list)
{
	static const char *const titles[] = {
		[LIST_TO_MOVE] = N_("To move"),     [LIST_LATE_CARS] = N_("Cars back late"),
		[LIST_LATE] = N_("Customers late"), [LIST_WAITING] = N_("Waiting list"),
		[LIST_ABSENT] = N_("Absent"),
	};
	return _(titles[list]);
}

/* --- the pane --- */

static bool load(struct pane *pane, struct error *err)
{
	struct day_lists *lists = (struct day_lists *)pane;
	struct arena arena = { 0 };
	struct day_rows rows = { 0 };
	if (!day_lists_read(lists, &arena, &rows, err)) {
		arena_finish(&arena);
		return false;
	}
	arena_finish(&lists->arena);
	lists->arena = arena;
	lists->rows = rows;
	lists->read = lists->shown;
	struct list_source source = source_of(lists);
	list_reload(&lists->lists[lists->shown], &source);
	return true;
}

static void turn(struct day_lists *lists, int by)
{
	lists->shown = (enum day_list)(((int)lists->shown + by + LIST_COUNT) % LIST_COUNT);
	lists->pane.stale = true;
	lists->rows.count = 0;
}

static bool act(struct pane *pane, int action, struct error *err)
{
	struct day_lists *lists = (struct day_lists *)pane;
	const struct day_row *row = selected(lists);
	switch (action) {
	case LISTS_LEAVE:
		desk_close(pane->desk);
		return true;
	case LISTS_NEXT:
	case LISTS_PREVIOUS:
		turn(lists, action == LISTS_NEXT ? 1 : -1);
		return true;
	case LISTS_ACCEPT:
		return row ? day_lists_act(lists, row, err) : true;
	case LISTS_FILE:
		if (row && row->file)
			detail_open(pane->desk, (struct reader_link){ FIND_FILE, row->file });
		return true;
	default:
		return true;
	}
}

static bool offers(const struct pane *pane, int action)
{
	const struct day_row *row = selected((const struct day_lists *)pane);
	if (action == LISTS_ACCEPT)
		return row != NULL && (row->file || desk_may_book(pane->desk));
	return action != LISTS_FILE || (row && row->file);
}

static int rows_seen(const struct day_lists *lists)
{
	int rows = (term_rows(lists->pane.desk->term) - 3 - HEAD_ROWS - WHOLE_ROWS - 2) / ROW_LINES;
	return rows > 0 ? rows : 1;
}

static bool event(struct pane *pane, const struct event *event)
{
	struct day_lists *lists = (struct day_lists *)pane;
	struct list *list = &lists->lists[lists->shown];
	struct list_source source = source_of(lists);
	list_set_height(list, (size_t)rows_seen(lists));
	if (event->kind == EVENT_KEY && !event->key.mods && event->key.code == KEY_NAME_RIGHT)
		turn(lists, 1);
	else if (event->kind == EVENT_KEY && !event->key.mods && event->key.code == KEY_NAME_LEFT)
		turn(lists, -1);
	else if (event->kind == EVENT_MOUSE && event->mouse.action == MOUSE_PRESS)
		list_select_row(list, &source,
				list->top + (size_t)((event->mouse.row - 1 - HEAD_ROWS) / ROW_LINES));
	else
		return list_event(list, &source, event);
	return true;
}

/* --- drawing --- */

static void draw_tabs(const struct day_lists *lists, const struct canvas *box)
{
	int col = 2;
	for (int i = 0; i < LIST_COUNT; i++) {
		bool here = i == (int)lists->shown;
		col = canvas_printf(box, 1, col, here ? STYLE_FOCUS : STYLE_DIM, here ? "[%s]" : " %s ",
				    title_of((enum day_list)i)) +
		      1;
	}
}

static const char *nothing_text(enum day_list list)
{
	switch (list) {
	case LIST_TO_MOVE:
		return _("Nothing must move: everything that is booked fits.");
	case LIST_LATE_CARS:
		return _("No lent car is late.");
	case LIST_LATE:
		return _("Nobody is late.");
	case LIST_WAITING:
		return _("Nobody waits for a place.");
	case LIST_ABSENT:
	case LIST_COUNT:
		break;
	}
	return _("Nobody and nothing is entered as absent.");
}

static void draw_rows(const struct day_lists *lists, const struct canvas *box)
{
	struct list list = lists->lists[lists->shown];
	int height = rows_seen(lists);
	list_set_height(&list, (size_t)height);
	for (int i = 0; i < height && list.top + (size_t)i < lists->rows.count; i++) {
		const struct day_row *row = &lists->rows.items[list.top + (size_t)i];
		int at = HEAD_ROWS + ROW_LINES * i;
		bool here = list.top + (size_t)i == list.row;
		canvas_put(box, at, 2, here ? STYLE_FOCUS : STYLE_NORMAL, here ? ">" : " ");
		bool bad = row->style == STYLE_WARNING || row->style == STYLE_ERROR;
		canvas_put(box, at, 4, bad ? row->style : STYLE_NORMAL, bad ? "!" : " ");
		canvas_put_in(box, at, 6, box->cols - 8,
			      here  ? STYLE_FOCUS
			      : bad ? STYLE_NORMAL
				    : row->style,
			      TEXT_LEFT, row->text);
		canvas_put_in(box, at + 1, 6, box->cols - 8, STYLE_DIM, TEXT_LEFT, row->more);
		if (here)
			canvas_cursor(box, at, 2);
	}
	const struct day_row *row = selected(lists);
	if (row && text_width(row->more) > box->cols - 8)
		canvas_put_wrapped(box, box->rows - 1 - WHOLE_ROWS, 2, WHOLE_ROWS, box->cols - 4,
				   STYLE_NORMAL, row->more);
	if (list.top > 0)
		canvas_put(box, HEAD_ROWS, box->cols - 2, STYLE_DIM, "↑");
	if (list.top + (size_t)height < lists->rows.count)
		canvas_put(box, HEAD_ROWS + ROW_LINES * height - 1, box->cols - 2, STYLE_DIM, "↓");
}

static void draw(const struct pane *pane, const struct canvas *canvas)
{
	const struct day_lists *lists = (const struct day_lists *)pane;
	struct canvas box = canvas_sub(canvas, 1, 0, canvas->rows - 3, canvas->cols);
	char title[128], date[WHEN_SIZE];
	canvas_fill(&box, 0, 0, box.rows, box.cols, STYLE_NORMAL);
	snprintf(title, sizeof title, "%s%s%s", _("What the day asks"),
		 lists->shown == LIST_WAITING ? "  " : "",
		 lists->shown == LIST_WAITING ? when_full(lists->day, date) : "");
	canvas_box(&box, 0, 0, box.rows, box.cols, title);
	draw_tabs(lists, &box);
	if (lists->rows.count == 0 && lists->read == lists->shown)
		canvas_put(&box, HEAD_ROWS, 4, STYLE_GOOD, nothing_text(lists->shown));
	else
		draw_rows(lists, &box);
	if (pane->problem.code != ERROR_NONE)
		canvas_put_wrapped(&box, box.rows - 3, 2, 2, box.cols - 4, STYLE_ERROR, pane->problem.text);
}

static void help(const struct pane *pane, struct buffer *out)
{
	buffer_add(out,
		   _("What somebody must act on: appointments that no longer fit (least harm first), lent "
		     "cars and customers that are late, who would come earlier, who and what is not there. "
		     "Left and Right turn the list; Enter acts on a row, Space opens its file."));
}

static void destroy(struct pane *pane)
{
	struct day_lists *lists = (struct day_lists *)pane;
	arena_finish(&lists->arena);
	free(lists);
}

static const struct action actions[] = {
	{ LISTS_ACCEPT, "day-list-act", N_("Act on this row: move, swap, note, end"), N_("act"), "day-lists",
	  "Enter" },
	{ LISTS_NEXT, "day-list-next", N_("The next list"), N_("list"), "day-lists", "Tab" },
	{ LISTS_PREVIOUS, "day-list-previous", N_("The list before"), NULL, "day-lists", "Shift+Tab" },
	{ LISTS_FILE, "day-list-file", N_("Open the whole customer file"), N_("file"), "day-lists",
	  "Space, Insert" },
	{ LISTS_LEAVE, "day-list-back", N_("Back to the view"), N_("back"), "day-lists", "Esc" },
};

const struct pane_ops day_lists_ops = {
	.name = "day-lists",
	.title = N_("What the day asks"),
	.watches = TABLE_ALL,
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

void day_lists_open(struct desk *desk, enum day_list list, civil_day day)
{
	struct day_lists *lists = memory_zeroed(1, sizeof *lists);
	lists->pane = (struct pane){ .ops = &day_lists_ops, .desk = desk, .overlay = true, .page = true };
	lists->shown = list;
	lists->day = day;
	lists->read = LIST_COUNT;
	desk_open(desk, &lists->pane);
}
