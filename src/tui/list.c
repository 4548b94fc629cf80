#include "tui/list.h"

#include <string.h>

static void keep_id(struct list *list, const struct list_source *source)
{
	list->selected[0] = '\0';
	if (list->row < list->count)
		strncat(list->selected, source->id(source->context, list->row), LIST_ID_SIZE - 1);
}

static bool find_row(const struct list_source *source, const char *id, size_t *row)
{
	for (size_t i = 0; i < source->count; i++) {
		if (strncmp(source->id(source->context, i), id, LIST_ID_SIZE - 1) == 0) {
			*row = i;
			return true;
		}
	}
	return false;
}

/* Scrolls as little as needed: the selected row is seen, and no empty rows below while there are some above.
 */
static void keep_seen(struct list *list)
{
	size_t height = list->height ? list->height : 1;
	if (list->row < list->top)
		list->top = list->row;
	if (list->row >= list->top + height)
		list->top = list->row - height + 1;
	size_t last_top = list->count > height ? list->count - height : 0;
	if (list->top > last_top)
		list->top = last_top;
}

static void go_to(struct list *list, const struct list_source *source, size_t row)
{
	list->count = source->count;
	list->row = row < list->count ? row : list->count ? list->count - 1 : 0;
	keep_id(list, source);
	keep_seen(list);
}

void list_reload(struct list *list, const struct list_source *source)
{
	size_t row = list->row;
	size_t above = list->row >= list->top ? list->row - list->top : 0;
	if (list->selected[0] && find_row(source, list->selected, &row))
		list->top = row > above ? row - above : 0; /* it stays at its height on the screen */
	go_to(list, source, row);
}

void list_set_height(struct list *list, size_t height)
{
	list->height = height;
	keep_seen(list);
}

static bool move_by(struct list *list, const struct list_source *source, long rows)
{
	long row = (long)list->row + rows;
	go_to(list, source, row > 0 ? (size_t)row : 0);
	return true;
}

static bool list_key(struct list *list, const struct list_source *source, struct key key)
{
	long page = list->height > 1 ? (long)list->height - 1 : 1;
	if (key.mods)
		return false;
	switch (key.code) {
	case KEY_NAME_UP:
		return move_by(list, source, -1);
	case KEY_NAME_DOWN:
		return move_by(list, source, 1);
	case KEY_NAME_PAGE_UP:
		return move_by(list, source, -page);
	case KEY_NAME_PAGE_DOWN:
		return move_by(list, source, page);
	case KEY_NAME_HOME:
		go_to(list, source, 0);
		return true;
	case KEY_NAME_END:
		go_to(list, source, source->count ? source->count - 1 : 0);
		return true;
	}
	return false;
}

bool list_event(struct list *list, const struct list_source *source, const struct event *event)
{
	enum { WHEEL_ROWS = 3 };
	if (event->kind == EVENT_KEY)
		return list_key(list, source, event->key);
	if (event->kind != EVENT_MOUSE)
		return false;
	if (event->mouse.action == MOUSE_WHEEL_UP)
		return move_by(list, source, -WHEEL_ROWS);
	if (event->mouse.action == MOUSE_WHEEL_DOWN)
		return move_by(list, source, WHEEL_ROWS);
	return false;
}

bool list_select_row(struct list *list, const struct list_source *source, size_t row)
{
	if (row >= source->count)
		return false;
	go_to(list, source, row);
	return true;
}

bool list_select(struct list *list, const struct list_source *source, const char *id)
{
	size_t row;
	return find_row(source, id, &row) && list_select_row(list, source, row);
}

bool list_selected(const struct list *list, size_t *row)
{
	if (list->count == 0)
		return false;
	*row = list->row;
	return true;
}

void list_draw(const struct list *list, const struct canvas *canvas, int row, int col, int width, bool focus)
{
	int height = (int)list->height;
	if (list->count == 0 || height == 0 || width <= 0)
		return;
	int at = row + (int)(list->row - list->top);
	canvas_put(canvas, at, col, STYLE_NORMAL, ">");
	canvas_restyle(canvas, at, col, width, focus ? STYLE_FOCUS : STYLE_SELECTED);
	if (focus)
		canvas_cursor(canvas, at, col);
	if (list->top > 0)
		canvas_put(canvas, row, col + width - 1, STYLE_DIM, "↑");
	if (list->top + list->height < list->count)
		canvas_put(canvas, row + height - 1, col + width - 1, STYLE_DIM, "↓");
}
