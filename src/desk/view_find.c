#include "desk/view_find.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/i18n.h"
#include "base/memory.h"
#include "desk/desk_state.h"
#include "desk/detail.h"
#include "desk/labels.h"
#include "desk/when.h"
#include "office/reading.h"
#include "store/find.h"
#include "tui/edit.h"
#include "tui/list.h"

enum { FIND_OPEN = ACTIONS_FIND, FIND_TAKE, FIND_CLEAR };
enum { TYPED_MAX = 100, HITS_MAX = 100, HEAD_ROWS = 3, WIDE = 110 };

struct view_find {
	struct pane pane;
	struct edit typed;
	struct arena arena; /* owns the hits */
	struct find_list hits;
	size_t limit; /* of the hits: as many as there are rows, until one goes beyond them */
	bool beyond;  /* HITS_MAX of them */
	struct list list;
};

/* --- rows --- */

static const char *row_id(const void *context, size_t row)
{
	return ((const struct view_find *)context)->hits.items[row].id;
}

static struct list_source source_of(const struct view_find *view)
{
	return (struct list_source){ .count = view->hits.count, .id = row_id, .context = view };
}

static const struct find_hit *selected(const struct view_find *view)
{
	size_t row;
	return list_selected(&view->list, &row) && row < view->hits.count ? &view->hits.items[row] : NULL;
}

static size_t rows_seen(const struct view_find *view)
{
	int rows = term_rows(view->pane.desk->term) - 3 - HEAD_ROWS;
	return rows < 1 ? 1 : rows > HITS_MAX ? HITS_MAX : (size_t)rows;
}

/* Each hit is read from pages of its own: what is not seen is not read while one types. */
static bool load(struct pane *pane, struct error *err)
{
	struct view_find *view = (struct view_find *)pane;
	struct arena arena = { 0 };
	struct find_list hits = { 0 };
	size_t limit = view->beyond ? HITS_MAX : rows_seen(view);
	if (!store_find(pane->desk->office->store, edit_text(&view->typed), (int)limit, &arena, &hits, err)) {
		arena_finish(&arena);
		return false;
	}
	if (hits.count)
		office_note_listing(pane->desk->office, "find", NULL);
	arena_finish(&view->arena);
	view->arena = arena;
	view->hits = hits;
	view->limit = limit;
	struct list_source source = source_of(view);
	list_reload(&view->list, &source);
	return true;
}

/* --- acting --- */

static bool act_on_hit(struct view_find *view, int action, struct error *err)
{
	desk_read_pane(&view->pane);
	const struct find_hit *hit = selected(view);
	struct desk *desk = view->pane.desk;
	if (!hit) {
		desk_say(desk, "%s", _("Nothing is found yet: type a part of a name, plate, VIN or number."));
		return true;
	}
	struct reader_link link = { hit->kind, hit->id };
	if (action == FIND_OPEN)
		detail_open(desk, link);
	return action == FIND_OPEN || detail_act(desk, link, err);
}

static bool act(struct pane *pane, int action, struct error *err)
{
	struct view_find *view = (struct view_find *)pane;
	if (action != FIND_CLEAR)
		return act_on_hit(view, action, err);
	edit_set(&view->typed, "");
	view->beyond = false;
	pane->stale = true;
	return true;
}

static bool offers(const struct pane *pane, int action)
{
	const struct view_find *view = (const struct view_find *)pane;
	if (action == FIND_CLEAR)
		return edit_text(&view->typed)[0] != '\0';
	const struct find_hit *hit = selected(view);
	return hit && (action == FIND_OPEN ||
		       detail_may_act(pane->desk, (struct reader_link){ hit->kind, hit->id }));
}

static void click(struct view_find *view, const struct mouse *mouse)
{
	struct list_source source = source_of(view);
	struct error err = { 0 };
	size_t before = view->list.row, at = view->list.top + (size_t)(mouse->row - HEAD_ROWS);
	if (mouse->row >= HEAD_ROWS && list_select_row(&view->list, &source, at) && at == before)
		act_on_hit(view, FIND_OPEN, &err);
}

/* Home and End are the field's while something is typed. */
static bool is_for_list(const struct event *event)
{
	return event->kind == EVENT_MOUSE || event->key.code == KEY_NAME_UP ||
	       event->key.code == KEY_NAME_DOWN || event->key.code == KEY_NAME_PAGE_UP ||
	       event->key.code == KEY_NAME_PAGE_DOWN;
}

/* Who moves in the list may go on beyond the rows that are seen. */
static bool move(struct view_find *view, const struct event *event)
{
	desk_read_pane(&view->pane);
	if (!view->beyond && view->hits.count == view->limit) {
		view->beyond = view->pane.stale = true;
		desk_read_pane(&view->pane);
	}
	struct list_source source = source_of(view);
	return list_event(&view->list, &source, event);
}

static bool event(struct pane *pane, const struct event *event)
{
	struct view_find *view = (struct view_find *)pane;
	list_set_height(&view->list, rows_seen(view));
	if (event->kind == EVENT_MOUSE && event->mouse.action == MOUSE_PRESS) {
		click(view, &event->mouse);
		return true;
	}
	if (event->kind != EVENT_PASTE && is_for_list(event))
		return move(view, event);
	enum edit_result result = edit_event(&view->typed, event);
	if (result == EDIT_CHANGED) {
		pane->stale = true;
		view->beyond = false;
		view->list = (struct list){ 0 };
	}
	return result != EDIT_IGNORED;
}

/* --- drawing --- */

static const char *kind_word(enum find_kind kind)
{
	switch (kind) {
	case FIND_CUSTOMER:
		return _("customer");
	case FIND_VEHICLE:
		return _("vehicle");
	case FIND_FILE:
		break;
	}
	return _("file");
}

static const char *or_empty(const char *text)
{
	return text ? text : "";
}

/* What tells it from others of its kind: a customer's number, a car's VIN, a file's date and title. */
static void describe(const struct find_hit *hit, struct buffer *out)
{
	char date[WHEN_SIZE];
	switch (hit->kind) {
	case FIND_CUSTOMER:
		buffer_printf(out, "%s  %s", or_empty(hit->telephone), or_empty(hit->plate));
		break;
	case FIND_VEHICLE:
		buffer_printf(out, "%s  %s", or_empty(hit->model), or_empty(hit->vin));
		break;
	case FIND_FILE:
		buffer_printf(out, "%s  %s", hit->day ? when_date(hit->day, date) : _("no appointment"),
			      or_empty(hit->title));
		break;
	}
}

static void draw_hit(const struct canvas *canvas, int row, const struct find_hit *hit)
{
	int name = canvas->cols >= WIDE ? 26 : 14, plate = 11, col = 16;
	char number[16] = "";
	struct buffer text = { 0 };
	if (hit->number)
		snprintf(number, sizeof number, " %d", hit->number);
	int end = canvas_put(canvas, row, 2, STYLE_LABEL, kind_word(hit->kind));
	canvas_put(canvas, row, end, STYLE_HEADING, number);
	canvas_put_in(canvas, row, col, name - 1, STYLE_HEADING, TEXT_LEFT, or_empty(hit->name));
	if (hit->kind != FIND_CUSTOMER)
		canvas_put_in(canvas, row, col + name, plate - 1, STYLE_NORMAL, TEXT_LEFT,
			      or_empty(hit->plate));
	describe(hit, &text);
	col += name + (hit->kind == FIND_CUSTOMER ? 0 : plate);
	canvas_put_in(canvas, row, col, canvas->cols - col - 1, STYLE_NORMAL, TEXT_LEFT, buffer_text(&text));
	buffer_finish(&text);
}

static void draw_hits(const struct view_find *view, const struct canvas *canvas)
{
	struct list list = view->list;
	list_set_height(&list, (size_t)canvas->rows);
	for (size_t i = list.top; i < view->hits.count && i < list.top + list.height; i++)
		draw_hit(canvas, (int)(i - list.top), &view->hits.items[i]);
	/* The cursor stays in the field: that is where one types. */
	list_draw(&list, canvas, 0, 0, canvas->cols, false);
}

static void draw_count(const struct view_find *view, const struct canvas *canvas)
{
	if (edit_text(&view->typed)[0] == '\0')
		canvas_put_wrapped(
			canvas, 1, 1, 2, canvas->cols - 2, STYLE_DIM,
			_("Any part of a name, plate, VIN, telephone or file number; in Korean the initial "
			  "consonants as well."));
	else if (view->hits.count == 0)
		canvas_put(canvas, 1, 1, STYLE_NORMAL, _("Nothing holds this."));
	else if (view->hits.count >= view->limit)
		canvas_printf(canvas, 1, 1, STYLE_NORMAL,
			      _("The first %d are shown; type more to see fewer."), (int)view->hits.count);
	else
		canvas_printf(canvas, 1, 1, STYLE_NORMAL, _("%zu found"), view->hits.count);
}

static void draw(const struct pane *pane, const struct canvas *canvas)
{
	const struct view_find *view = (const struct view_find *)pane;
	struct canvas rows = canvas_sub(canvas, HEAD_ROWS, 0, canvas->rows - HEAD_ROWS, canvas->cols);
	struct edit typed = view->typed;
	int col = canvas_put(canvas, 0, 1, STYLE_LABEL, _("Find:")) + 1;
	draw_count(view, canvas);
	draw_hits(view, &rows);
	typed.columns = canvas->cols - col - 1;
	edit_draw(&typed, canvas, 0, col, 1, typed.columns, true);
}

static void help(const struct pane *pane, struct buffer *out)
{
	buffer_add(out, _("Type any part of what you know: a name, a plate, a VIN, a telephone number, a "
			  "file's number. Enter "
			  "opens what is selected; with a customer or a car a call can be begun."));
}

static void destroy(struct pane *pane)
{
	struct view_find *view = (struct view_find *)pane;
	edit_finish(&view->typed);
	arena_finish(&view->arena);
	free(view);
}

static const struct action actions[] = {
	{ FIND_OPEN, "find-open", N_("Open what is selected"), N_("open it"), "find", "Enter" },
	{ FIND_TAKE, "find-take", N_("Take the customer or car into a call; the acts of a file"),
	  N_("call, acts"), "find", "Insert, Ctrl+O" },
	{ FIND_CLEAR, "find-clear", N_("Empty the field"), N_("clear"), "find", "Esc" },
};

const struct pane_ops view_find_ops = {
	.name = "find",
	.title = N_("Find"),
	.watches = TABLE_CUSTOMER | TABLE_VEHICLE | TABLE_FILE | TABLE_APPOINTMENT,
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

struct pane *view_find_create(struct desk *desk)
{
	struct view_find *view = memory_zeroed(1, sizeof *view);
	view->pane = (struct pane){ .ops = &view_find_ops, .desk = desk };
	edit_init(&view->typed, TYPED_MAX, false);
	return &view->pane;
}
