/* tui/edit_rows.h - how a text of several lines stands in rows. For tui only. */
#ifndef PRENOTA_TUI_EDIT_ROWS_H
#define PRENOTA_TUI_EDIT_ROWS_H

#include <stdbool.h>
#include <stddef.h>

#include "tui/edit.h"

/* One row as it is drawn: from @start on @len bytes, the next row from @next on. */
struct row {
	size_t start;
	size_t len;
	size_t next;
	bool last;
};

/* The row that starts at byte @start, in @columns of which the last is left for the cursor. A text that ends
 * with a newline has an empty row after it. */
struct row edit_row_at(const struct edit *edit, size_t start, int columns);

/* The row with the cursor, in *@number its number from 0; or the row of that number (the last one at most).
 */
struct row edit_cursor_row(const struct edit *edit, int columns, int *number);
struct row edit_numbered_row(const struct edit *edit, int columns, int number);

/* Whether the cursor is in @row or before it. */
bool edit_has_cursor(const struct edit *edit, const struct row *row);

/* The column of the cursor in its row @row; and the byte nearest to @column in @row. */
int edit_cursor_column(const struct edit *edit, const struct row *row);
size_t edit_place_in_row(const struct edit *edit, const struct row *row, int column);

#endif
