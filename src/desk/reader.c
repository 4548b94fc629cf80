#include "desk/reader.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/i18n.h"
#include "base/memory.h"
#include "desk/desk_state.h"
#include "desk/detail.h"
#include "desk/print.h"

enum { READER_OPEN = ACTIONS_READER, READER_ACT, READER_BACK, READER_PRINT };
enum { STOPS_MAX = 16, KEY_SIZE = 128, MARGIN = 3, FRAME_ROWS = 2 };

/* One page on the way here. */
struct stop {
	reader_fill *fill;
	char key[KEY_SIZE];
	int top;  /* first row seen */
	int line; /* of a link that is selected, -1 none */
};

struct reader {
	struct pane pane;
	struct stop stops[STOPS_MAX];
	int stop_count;
	int shown;               /* the count of stops of which the last made @page */
	struct reader_page page; /* of the last stop, once load() has run */
};

/* --- where things lie --- */

static int page_rows(const struct reader *reader)
{
	return term_rows(reader->pane.desk->term) - 3 - FRAME_ROWS;
}

static int page_cols(const struct reader *reader)
{
	return term_cols(reader->pane.desk->term) - 2 * MARGIN;
}

static int line_rows(const struct reader_line *line, int cols)
{
	size_t len = strlen(line->text), next;
	int rows = 0;
	cols = cols > line->indent + 10 ? cols - line->indent : 10;
	for (size_t at = 0; at < len; at += next, rows++)
		text_wrap(line->text + at, len - at, cols, &next);
	return rows ? rows : 1;
}

/* The row on which line @index begins; of the count of lines: how many rows there are. */
static int row_of(const struct reader *reader, int index)
{
	int row = 0;
	for (int i = 0; i < index; i++)
		row += line_rows(&reader->page.lines[i], page_cols(reader));
	return row;
}

static int last_top(const struct reader *reader)
{
	int rows = row_of(reader, (int)reader->page.count) - page_rows(reader);
	return rows > 0 ? rows : 0;
}

static int clamp(int value, int low, int high)
{
	return value < low ? low : value > high ? high : value;
}

/* The next line with a link from @from on in direction @step; -1 none. */
static int next_link(const struct reader *reader, int from, int step)
{
	for (int i = from; i >= 0 && i < (int)reader->page.count; i += step)
		if (reader->page.lines[i].link.id)
			return i;
	return -1;
}

static bool is_seen(const struct reader *reader, int line, int top)
{
	int row = row_of(reader, line);
	return row >= top && row < top + page_rows(reader);
}

/* --- moving --- */

static void scroll(struct reader *reader, struct stop *stop, int rows)
{
	stop->top = clamp(stop->top + rows, 0, last_top(reader));
	if (stop->line >= 0 && is_seen(reader, stop->line, stop->top))
		return;
	int seen = -1;
	for (int i = next_link(reader, 0, 1); i >= 0 && seen < 0; i = next_link(reader, i + 1, 1))
		seen = is_seen(reader, i, stop->top) ? i : -1;
	stop->line = seen >= 0 ? seen : stop->line;
}

/* To the next link when it is on the page or one row from it, else a row on. */
static void step(struct reader *reader, struct stop *stop, int by)
{
	int next = next_link(reader, stop->line < 0 ? (by > 0 ? 0 : -1) : stop->line + by, by);
	int top = clamp(stop->top + by, 0, last_top(reader));
	if (next >= 0 && is_seen(reader, next, stop->top)) {
		stop->line = next;
		return;
	}
	stop->top = top;
	if (next >= 0 && is_seen(reader, next, top))
		stop->line = next;
}

static bool move_key(struct reader *reader, struct stop *stop, struct key key)
{
	if (key.mods)
		return false;
	switch (key.code) {
	case KEY_NAME_UP:
		step(reader, stop, -1);
		return true;
	case KEY_NAME_DOWN:
		step(reader, stop, 1);
		return true;
	case KEY_NAME_PAGE_UP:
		scroll(reader, stop, 1 - page_rows(reader));
		return true;
	case KEY_NAME_PAGE_DOWN:
		scroll(reader, stop, page_rows(reader) - 1);
		return true;
	case KEY_NAME_HOME:
		scroll(reader, stop, -stop->top);
		return true;
	case KEY_NAME_END:
		scroll(reader, stop, last_top(reader));
		return true;
	default:
		return false;
	}
}

static bool event(struct pane *pane, const struct event *event)
{
	enum { WHEEL_ROWS = 3 };
	struct reader *reader = (struct reader *)pane;
	struct stop *stop = &reader->stops[reader->stop_count - 1];
	if (event->kind == EVENT_KEY)
		return move_key(reader, stop, event->key);
	if (event->kind != EVENT_MOUSE)
		return false;
	if (event->mouse.action == MOUSE_WHEEL_UP)
		scroll(reader, stop, -WHEEL_ROWS);
	if (event->mouse.action == MOUSE_WHEEL_DOWN)
		scroll(reader, stop, WHEEL_ROWS);
	return true;
}

/* --- pages --- */

static void push(struct reader *reader, const char *key, reader_fill *fill)
{
	if (reader->stop_count == STOPS_MAX)
		memmove(&reader->stops[0], &reader->stops[1], --reader->stop_count * sizeof reader->stops[0]);
	struct stop *stop = &reader->stops[reader->stop_count++];
	*stop = (struct stop){ .fill = fill, .line = -1 };
	snprintf(stop->key, sizeof stop->key, "%s", key);
	reader->pane.stale = true;
}

static struct reader_link selected(const struct reader *reader)
{
	int line = reader->stops[reader->stop_count - 1].line;
	bool some = line >= 0 && line < (int)reader->page.count;
	return some ? reader->page.lines[line].link : (struct reader_link){ 0 };
}

/* The selection stays on what it named when lines come and go. */
static void keep_line(const struct reader *reader, struct stop *stop, const struct reader_page *fresh)
{
	struct reader_link link = selected(reader);
	bool same = reader->shown == reader->stop_count && link.id;
	for (size_t i = 0; same && i < fresh->count; i++) {
		if (!fresh->lines[i].link.id || strcmp(fresh->lines[i].link.id, link.id) != 0)
			continue;
		stop->line = (int)i;
		return;
	}
	if (stop->line >= (int)fresh->count || (stop->line >= 0 && !fresh->lines[stop->line].link.id))
		stop->line = -1;
}

static bool load(struct pane *pane, struct error *err)
{
	struct reader *reader = (struct reader *)pane;
	struct stop *stop = &reader->stops[reader->stop_count - 1];
	struct reader_page fresh = { 0 };
	if (!stop->fill(pane->desk, stop->key, &fresh, err)) {
		arena_finish(&fresh.arena);
		return false;
	}
	keep_line(reader, stop, &fresh);
	arena_finish(&reader->page.arena);
	reader->page = fresh;
	reader->shown = reader->stop_count;
	scroll(reader, stop, 0);
	return true;
}

static void back(struct reader *reader)
{
	if (reader->stop_count == 1) {
		desk_close(reader->pane.desk);
		return;
	}
	reader->stop_count--;
	reader->pane.stale = true;
}

static bool act(struct pane *pane, int action, struct error *err)
{
	struct reader *reader = (struct reader *)pane;
	struct reader_link link = selected(reader);
	if (action == READER_BACK) {
		back(reader);
		return true;
	}
	if (action == READER_OPEN && link.id)
		push(reader, link.id, detail_of(link.kind));
	if (action == READER_OPEN)
		return true;
	link = reader->page.about.id ? reader->page.about : link;
	if (action == READER_PRINT)
		return link.id && link.kind == FIND_FILE ? print_sheet(pane->desk, link.id, err) : true;
	return link.id ? detail_act(pane->desk, link, err) : true;
}

static bool offers(const struct pane *pane, int action)
{
	const struct reader *reader = (const struct reader *)pane;
	struct reader_link link = selected(reader);
	if (action == READER_OPEN)
		return link.id != NULL;
	link = reader->page.about.id ? reader->page.about : link;
	if (action == READER_PRINT)
		return link.id && link.kind == FIND_FILE;
	return action != READER_ACT || (link.id && detail_may_act(pane->desk, link));
}

/* --- drawing --- */

static void draw_line(const struct reader *reader, const struct canvas *text, int row, int line, int rows)
{
	const struct reader_line *item = &reader->page.lines[line];
	bool here = reader->stops[reader->stop_count - 1].line == line;
	canvas_put_wrapped(text, row, item->indent, rows, text->cols - item->indent, item->style, item->text);
	if (item->link.id)
		canvas_put(text, row, 0, STYLE_KEY, here ? ">" : "-");
	for (int i = 0; here && i < rows; i++)
		canvas_restyle(text, row + i, 0, text->cols, STYLE_FOCUS);
	if (here)
		canvas_cursor(text, row, 0);
}

static void draw_text(const struct reader *reader, const struct canvas *text)
{
	int top = clamp(reader->stops[reader->stop_count - 1].top, 0, last_top(reader));
	int row = -top;
	for (int i = 0; i < (int)reader->page.count && row < text->rows; i++) {
		int rows = line_rows(&reader->page.lines[i], text->cols);
		if (row + rows > 0)
			draw_line(reader, text, row, i, rows);
		row += rows;
	}
}

static void draw(const struct pane *pane, const struct canvas *canvas)
{
	const struct reader *reader = (const struct reader *)pane;
	struct canvas body = canvas_sub(canvas, 1, 0, canvas->rows - 3, canvas->cols);
	struct canvas text = canvas_sub(&body, 1, MARGIN, body.rows - FRAME_ROWS, body.cols - 2 * MARGIN);
	int top = reader->stops[reader->stop_count - 1].top;
	canvas_fill(&body, 0, 0, body.rows, body.cols, STYLE_NORMAL);
	canvas_box(&body, 0, 0, body.rows, body.cols, reader->page.title ? reader->page.title : "");
	draw_text(reader, &text);
	if (top > 0)
		canvas_put(&body, 1, body.cols - 2, STYLE_DIM, "↑");
	if (top < last_top(reader))
		canvas_put(&body, body.rows - 2, body.cols - 2, STYLE_DIM, "↓");
	if (pane->problem.code != ERROR_NONE)
		canvas_put_wrapped(&body, body.rows - 3, MARGIN, 2, text.cols, STYLE_ERROR,
				   pane->problem.text);
}

static void help(const struct pane *pane, struct buffer *out)
{
	buffer_add(
		out,
		_("A page to read: arrows and PageUp, PageDown scroll it. Lines with a dash open what they "
		  "name; Esc goes back to the page before."));
}

static void destroy(struct pane *pane)
{
	struct reader *reader = (struct reader *)pane;
	arena_finish(&reader->page.arena);
	free(reader);
}

static const struct action actions[] = {
	{ READER_OPEN, "page-open", N_("Open what the line names"), N_("open it"), "page", "Enter" },
	{ READER_ACT, "page-act", N_("What can be done: acts of a file, a call"), N_("acts"), "page",
	  "Space, Insert" },
	{ READER_PRINT, "page-print", N_("Print the reception sheet of the file"), N_("print"), "page",
	  "Shift+F8, Alt+P" },
	{ READER_BACK, "page-back", N_("Back to the page before"), N_("back"), "page", "Esc" },
};

const struct pane_ops reader_ops = {
	.name = "page",
	.title = N_("Page"),
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

void reader_open(struct desk *desk, const char *key, reader_fill *fill)
{
	struct reader *reader = memory_zeroed(1, sizeof *reader);
	reader->pane = (struct pane){ .ops = &reader_ops, .desk = desk, .overlay = true, .page = true };
	push(reader, key, fill);
	desk_open(desk, &reader->pane);
}
