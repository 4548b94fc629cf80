#include "tui/edit_rows.h"

#include "base/buffer.h"
#include "base/text.h"

struct row edit_row_at(const struct edit *edit, size_t start, int columns)
{
	struct row row = { .start = start, .next = edit->len, .last = true };
	if (start >= edit->len)
		return row;
	size_t next;
	row.len = text_wrap(edit->text + start, edit->len - start, columns > 2 ? columns - 1 : 2, &next);
	row.next = start + next;
	row.last = row.next >= edit->len && edit->text[edit->len - 1] != '\n';
	return row;
}

bool edit_has_cursor(const struct edit *edit, const struct row *row)
{
	return row->last || edit->cursor < row->next;
}

struct row edit_cursor_row(const struct edit *edit, int columns, int *number)
{
	struct row row = edit_row_at(edit, 0, columns);
	*number = 0;
	while (!edit_has_cursor(edit, &row)) {
		row = edit_row_at(edit, row.next, columns);
		++*number;
	}
	return row;
}

struct row edit_numbered_row(const struct edit *edit, int columns, int number)
{
	struct row row = edit_row_at(edit, 0, columns);
	while (number-- > 0 && !row.last)
		row = edit_row_at(edit, row.next, columns);
	return row;
}

int edit_cursor_column(const struct edit *edit, const struct row *row)
{
	return text_width_bytes(edit->text + row->start, edit->cursor - row->start);
}

size_t edit_place_in_row(const struct edit *edit, const struct row *row, int column)
{
	return row->start + text_fit(edit->text + row->start, row->len, column, NULL);
}

int edit_rows(const struct edit *edit)
{
	int rows = 1;
	if (!edit->lines)
		return rows;
	for (struct row row = edit_row_at(edit, 0, edit->columns); !row.last; rows++)
		row = edit_row_at(edit, row.next, edit->columns);
	return rows;
}

/* --- drawing --- */

/* How far a single line is scrolled, in columns: by half the field, so that it does not slide with every key.
 */
static int scroll_of(const struct edit *edit, int width)
{
	int column = text_width_bytes(edit->text, edit->cursor);
	int step = width > 3 ? width / 2 : 1;
	return column < width ? 0 : ((column - width) / step + 1) * step;
}

/* The first row that is drawn, so that the cursor's is seen. */
static int first_row(const struct edit *edit, int rows, int width)
{
	int number;
	edit_cursor_row(edit, width, &number);
	return number < rows ? 0 : number - rows + 1;
}

static void fill_rest(const struct canvas *canvas, int row, int from, int width, enum style style,
		      bool marked)
{
	for (int col = from; col < width; col++)
		canvas_put(canvas, row, col, style, marked ? "_" : " ");
}

static void draw_line(const struct edit *edit, const struct canvas *field, bool focus)
{
	enum style style = focus ? STYLE_FOCUS : STYLE_FIELD;
	int scroll = scroll_of(edit, field->cols);
	int end = canvas_put(field, 0, -scroll, style, edit->text);
	fill_rest(field, 0, end > 0 ? end : 0, field->cols, style, true);
	if (focus)
		canvas_cursor(field, 0, text_width_bytes(edit->text, edit->cursor) - scroll);
}

static void draw_row(const struct edit *edit, const struct canvas *field, int at, const struct row *row,
		     bool focus)
{
	enum style style = focus ? STYLE_FOCUS : STYLE_FIELD;
	struct buffer shown = { 0 };
	text_show_bytes(&shown, edit->text + row->start, row->len);
	int end = canvas_put(field, at, 0, style, buffer_text(&shown));
	fill_rest(field, at, end, field->cols, style, edit->len == 0);
	buffer_finish(&shown);
	if (!focus || !edit_has_cursor(edit, row) || edit->cursor < row->start)
		return;
	int column = edit_cursor_column(edit, row);
	canvas_cursor(field, at, column < field->cols ? column : field->cols - 1);
}

void edit_draw(const struct edit *edit, const struct canvas *canvas, int row, int col, int rows, int width,
	       bool focus)
{
	struct canvas field = canvas_sub(canvas, row, col, rows, width);
	if (field.cols <= 0 || field.rows <= 0)
		return;
	if (!edit->lines) {
		draw_line(edit, &field, focus);
		return;
	}
	struct row line = edit_numbered_row(edit, width, first_row(edit, rows, width));
	for (int at = 0; at < field.rows; at++) {
		draw_row(edit, &field, at, &line, focus);
		if (line.last) {
			canvas_fill(&field, at + 1, 0, field.rows - at - 1, width,
				    focus ? STYLE_FOCUS : STYLE_FIELD);
			return;
		}
		line = edit_row_at(edit, line.next, width);
	}
}

static void put_cursor(struct edit *edit, size_t cursor)
{
	edit->cursor = cursor;
	edit->typing = false;
	edit->goal = -1;
}

void edit_click(struct edit *edit, int rows, int width, int row, int col)
{
	if (width <= 0 || rows <= 0)
		return;
	if (!edit->lines) {
		put_cursor(edit, text_fit(edit->text, edit->len, scroll_of(edit, width) + col, NULL));
		return;
	}
	struct row line = edit_numbered_row(edit, width, first_row(edit, rows, width) + row);
	put_cursor(edit, edit_place_in_row(edit, &line, col));
}
