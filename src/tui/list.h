/* tui/list.h - which row of a list is selected and which rows are seen.
 *
 * The selection is held by the row's id, so it stays on its row when rows come and go. The rows themselves
 * are the pane's; it tells them by a source. */
#ifndef PRENOTA_TUI_LIST_H
#define PRENOTA_TUI_LIST_H

#include <stdbool.h>
#include <stddef.h>

#include "tui/canvas.h"
#include "tui/key.h"

enum { LIST_ID_SIZE = 64 };

/* The rows: how many, and the id of each (any text that stays the row's own; longer ones are compared by
 * their first LIST_ID_SIZE - 1 bytes). */
struct list_source {
	size_t count;
	const char *(*id)(const void *context, size_t row);
	const void *context;
};

/* Zero-initialised is an empty list. */
struct list {
	char selected[LIST_ID_SIZE]; /* id, "" when the list is empty */
	size_t row;                  /* its row */
	size_t count;
	size_t top;    /* first row seen */
	size_t height; /* rows seen */
};

/* The rows were loaded anew: the selection stays on its id; when that is gone, on its row's number. */
void list_reload(struct list *list, const struct list_source *source);

/* Tells how many rows are seen; the selection stays among them. */
void list_set_height(struct list *list, size_t height);

/* Up, Down, PageUp, PageDown, Home, End and the wheel. False when @event is none of these; true also when the
 * selection is at the end already. */
bool list_event(struct list *list, const struct list_source *source, const struct event *event);

/* Selects row @row or the row with id @id; false when there is none. */
bool list_select_row(struct list *list, const struct list_source *source, size_t row);
bool list_select(struct list *list, const struct list_source *source, const char *id);

/* The selected row; false when the list is empty. */
bool list_selected(const struct list *list, size_t *row);

/* Finishes drawing: shows the selected row (in the colour of focus with @focus) over the @width columns that
 * the pane drew from @row, @col on, with a ">" in column @col, and with @focus the cursor on it; draws a mark
 * "↑" "↓" at the right edge where more rows lie above or below. Leave column @col free. */
void list_draw(const struct list *list, const struct canvas *canvas, int row, int col, int width, bool focus);

#endif
