#include "tui/edit.h"

#include <stdlib.h>
#include <string.h>

#include "base/buffer.h"
#include "base/text.h"

enum { UNDO_STEPS = 100, UNDO_BYTES = 256 * 1024, COLUMNS = 60 };

struct edit_undo {
	struct edit_undo *older;
	size_t cursor;
	size_t len;
	char text[];
};

/* --- text --- */

static void store(struct edit *edit, const char *text, size_t len)
{
	if (len + 1 > edit->size) {
		edit->size = 2 * (len + 1);
		edit->text = realloc(edit->text, edit->size);
		if (!edit->text)
			abort();
	}
	if (len)
		memmove(edit->text, text, len);
	edit->text[len] = '\0';
	edit->len = len;
}

static void forget_undo(struct edit *edit)
{
	while (edit->undo) {
		struct edit_undo *older = edit->undo->older;
		free(edit->undo);
		edit->undo = older;
	}
}

void edit_init(struct edit *edit, size_t max, bool lines)
{
	*edit = (struct edit){ .max = max, .lines = lines, .columns = COLUMNS, .goal = -1 };
	store(edit, "", 0);
}

void edit_finish(struct edit *edit)
{
	forget_undo(edit);
	free(edit->text);
	*edit = (struct edit){ 0 };
}

const char *edit_text(const struct edit *edit)
{
	return edit->text;
}

/* text_clean(), and what a line break is in this field. */
static void clean(const struct edit *edit, struct buffer *out, const char *text, size_t len)
{
	size_t start = out->len;
	text_clean(out, text, len);
	for (size_t i = start; i < out->len; i++) {
		if (out->text[i] == '\t' || (out->text[i] == '\n' && !edit->lines))
			out->text[i] = ' ';
	}
}

/* How many bytes at the start of @text fit into @room, in whole graphemes. */
static size_t whole_within(const char *text, size_t len, size_t room)
{
	if (len <= room)
		return len;
	size_t end = 0;
	for (size_t next = text_next(text, len, 0); next <= room; next = text_next(text, len, next))
		end = next;
	return end;
}

void edit_set(struct edit *edit, const char *text)
{
	struct buffer whole = { 0 };
	clean(edit, &whole, text, strlen(text));
	store(edit, buffer_text(&whole), whole_within(buffer_text(&whole), whole.len, edit->max));
	buffer_finish(&whole);
	forget_undo(edit);
	edit->cursor = edit->len;
	edit->typing = false;
	edit->goal = -1;
}

/* --- undo --- */

static void drop_oldest(struct edit *edit)
{
	size_t bytes = 0;
	size_t steps = 0;
	for (struct edit_undo *step = edit->undo; step; step = step->older) {
		bytes += step->len;
		if (++steps < UNDO_STEPS && bytes < UNDO_BYTES)
			continue;
		struct edit rest = { .undo = step->older };
		step->older = NULL;
		forget_undo(&rest);
		return;
	}
}

static void remember(struct edit *edit)
{
	struct edit_undo *step = malloc(sizeof *step + edit->len + 1);
	if (!step)
		abort();
	step->older = edit->undo;
	step->cursor = edit->cursor;
	step->len = edit->len;
	memcpy(step->text, edit->text, edit->len + 1);
	edit->undo = step;
	drop_oldest(edit);
}

bool edit_undo(struct edit *edit)
{
	struct edit_undo *step = edit->undo;
	if (!step)
		return false;
	edit->undo = step->older;
	store(edit, step->text, step->len);
	edit->cursor = step->cursor;
	edit->typing = false;
	edit->goal = -1;
	free(step);
	return true;
}

/* --- changes --- */

/* Puts @text in place of the bytes @from to @to, the cursor after it. What is joined is normalised again: a
 * letter and an accent, or jamo, may have become one. False when it would not fit; nothing has changed then.
 */
static bool replace(struct edit *edit, size_t from, size_t to, const char *text, size_t len, bool typing)
{
	struct buffer raw = { 0 };
	struct buffer whole = { 0 };
	struct buffer lead = { 0 };
	buffer_add_bytes(&raw, edit->text, from);
	buffer_add_bytes(&raw, text, len);
	clean(edit, &lead, buffer_text(&raw), raw.len);
	buffer_add_bytes(&raw, edit->text + to, edit->len - to);
	clean(edit, &whole, buffer_text(&raw), raw.len);
	bool fits = whole.len <= edit->max || whole.len < edit->len;
	if (fits) {
		if (!(typing && edit->typing))
			remember(edit);
		store(edit, buffer_text(&whole), whole.len);
		edit->cursor = text_boundary(edit->text, edit->len, lead.len);
		edit->typing = typing;
		edit->goal = -1;
	}
	buffer_finish(&raw);
	buffer_finish(&whole);
	buffer_finish(&lead);
	return fits;
}

static enum edit_result erase(struct edit *edit, size_t from, size_t to)
{
	if (from == to)
		return EDIT_MOVED;
	replace(edit, from, to, "", 0, false);
	return EDIT_CHANGED;
}

static enum edit_result insert_key(struct edit *edit, uint32_t scalar)
{
	char bytes[TEXT_SCALAR_SIZE];
	struct buffer kept = { 0 };
	size_t len = text_encode(scalar, bytes);
	clean(edit, &kept, bytes, len);
	bool dropped = kept.len == 0;
	buffer_finish(&kept);
	if (dropped)
		return EDIT_MOVED;
	return replace(edit, edit->cursor, edit->cursor, bytes, len, true) ? EDIT_CHANGED : EDIT_FULL;
}

static enum edit_result insert_paste(struct edit *edit, const char *text, size_t len)
{
	struct buffer cleaned = { 0 };
	clean(edit, &cleaned, text, len);
	size_t room = edit->max > edit->len ? edit->max - edit->len : 0;
	size_t fits = whole_within(buffer_text(&cleaned), cleaned.len, room);
	enum edit_result result = fits < cleaned.len ? EDIT_FULL : EDIT_CHANGED;
	if (cleaned.len == 0)
		result = EDIT_MOVED;
	else if (fits > 0 && !replace(edit, edit->cursor, edit->cursor, cleaned.text, fits, false))
		result = EDIT_FULL;
	buffer_finish(&cleaned);
	return result;
}

/* --- moves --- */

static enum edit_result move_to(struct edit *edit, size_t cursor)
{
	edit->cursor = cursor;
	edit->typing = false;
	edit->goal = -1;
	return EDIT_MOVED;
}

static bool is_space(const struct edit *edit, size_t at)
{
	return edit->text[at] == ' ' || edit->text[at] == '\n';
}

static size_t word_left(const struct edit *edit)
{
	size_t at = edit->cursor;
	while (at > 0 && is_space(edit, at - 1))
		at--;
	while (at > 0 && !is_space(edit, at - 1))
		at--;
	return text_boundary(edit->text, edit->len, at);
}

static size_t word_right(const struct edit *edit)
{
	size_t at = edit->cursor;
	while (at < edit->len && is_space(edit, at))
		at++;
	while (at < edit->len && !is_space(edit, at))
		at++;
	return text_boundary(edit->text, edit->len, at);
}

static size_t line_start(const struct edit *edit)
{
	size_t at = edit->cursor;
	while (at > 0 && edit->text[at - 1] != '\n')
		at--;
	return at;
}

static size_t line_end(const struct edit *edit)
{
	size_t at = edit->cursor;
	while (at < edit->len && edit->text[at] != '\n')
		at++;
	return at;
}

/* --- layout of several lines --- */

/* One row as it is drawn: from @start on @len bytes, the next row from @next on. */
struct row {
	size_t start;
	size_t len;
	size_t next;
	bool last;
};

/* The row that starts at @start; a text that ends with a newline has an empty row after it. The last column
 * is left for the cursor. */
static struct row row_at(const struct edit *edit, size_t start, int columns)
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

static bool has_cursor(const struct edit *edit, const struct row *row)
{
	return row->last || edit->cursor < row->next;
}

/* The row of the cursor, by its number too. */
static struct row cursor_row(const struct edit *edit, int columns, int *number)
{
	struct row row = row_at(edit, 0, columns);
	*number = 0;
	while (!has_cursor(edit, &row)) {
		row = row_at(edit, row.next, columns);
		++*number;
	}
	return row;
}

static struct row numbered_row(const struct edit *edit, int columns, int number)
{
	struct row row = row_at(edit, 0, columns);
	while (number-- > 0 && !row.last)
		row = row_at(edit, row.next, columns);
	return row;
}

static int cursor_column(const struct edit *edit, const struct row *row)
{
	return text_width_bytes(edit->text + row->start, edit->cursor - row->start);
}

static size_t place_in_row(const struct edit *edit, const struct row *row, int column)
{
	return row->start + text_fit(edit->text + row->start, row->len, column, NULL);
}

static enum edit_result move_row(struct edit *edit, int by)
{
	int number;
	struct row row = cursor_row(edit, edit->columns, &number);
	if (!edit->lines || (by < 0 ? number == 0 : row.last))
		return EDIT_IGNORED;
	int goal = edit->goal >= 0 ? edit->goal : cursor_column(edit, &row);
	row = numbered_row(edit, edit->columns, number + by);
	move_to(edit, place_in_row(edit, &row, goal));
	edit->goal = goal;
	return EDIT_MOVED;
}

void edit_set_columns(struct edit *edit, int columns)
{
	edit->columns = columns;
}

int edit_rows(const struct edit *edit)
{
	int rows = 1;
	if (!edit->lines)
		return rows;
	for (struct row row = row_at(edit, 0, edit->columns); !row.last; rows++)
		row = row_at(edit, row.next, edit->columns);
	return rows;
}

/* --- keys --- */

static enum edit_result undo_key(struct edit *edit)
{
	return edit_undo(edit) ? EDIT_CHANGED : EDIT_IGNORED;
}

static enum edit_result control_key(struct edit *edit, uint32_t code)
{
	switch (code) {
	case 'a':
		return move_to(edit, line_start(edit));
	case 'e':
		return move_to(edit, line_end(edit));
	case 'w':
		return erase(edit, word_left(edit), edit->cursor);
	case 'u':
		return erase(edit, line_start(edit), edit->cursor);
	case 'k':
		return erase(edit, edit->cursor, line_end(edit));
	case '_':
		return undo_key(edit);
	case KEY_NAME_LEFT:
		return move_to(edit, word_left(edit));
	case KEY_NAME_RIGHT:
		return move_to(edit, word_right(edit));
	}
	return EDIT_IGNORED;
}

static enum edit_result named_key(struct edit *edit, uint32_t code)
{
	switch (code) {
	case KEY_NAME_LEFT:
		return move_to(edit, text_previous(edit->text, edit->len, edit->cursor));
	case KEY_NAME_RIGHT:
		return move_to(edit, text_next(edit->text, edit->len, edit->cursor));
	case KEY_NAME_HOME:
		return move_to(edit, line_start(edit));
	case KEY_NAME_END:
		return move_to(edit, line_end(edit));
	case KEY_NAME_UP:
		return move_row(edit, -1);
	case KEY_NAME_DOWN:
		return move_row(edit, 1);
	case KEY_NAME_BACKSPACE:
		return erase(edit, text_previous(edit->text, edit->len, edit->cursor), edit->cursor);
	case KEY_NAME_DELETE:
		return erase(edit, edit->cursor, text_next(edit->text, edit->len, edit->cursor));
	}
	return EDIT_IGNORED;
}

enum edit_result edit_event(struct edit *edit, const struct event *event)
{
	if (event->kind == EVENT_PASTE)
		return insert_paste(edit, event->text, event->len);
	if (event->kind != EVENT_KEY)
		return EDIT_IGNORED;
	struct key key = event->key;
	if (key_is_text(key))
		return insert_key(edit, key.code);
	if (key.mods == KEY_CTRL)
		return control_key(edit, key.code);
	if (key.mods == KEY_ALT && key_from_hangul(key).code == 'u')
		return undo_key(edit);
	if (key.mods == KEY_ALT && key.code == KEY_NAME_ENTER && edit->lines)
		return insert_key(edit, '\n');
	return key.mods ? EDIT_IGNORED : named_key(edit, key.code);
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
	cursor_row(edit, width, &number);
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
	if (!focus || !has_cursor(edit, row) || edit->cursor < row->start)
		return;
	int column = cursor_column(edit, row);
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
	struct row line = numbered_row(edit, width, first_row(edit, rows, width));
	for (int at = 0; at < field.rows; at++) {
		draw_row(edit, &field, at, &line, focus);
		if (line.last) {
			canvas_fill(&field, at + 1, 0, field.rows - at - 1, width,
				    focus ? STYLE_FOCUS : STYLE_FIELD);
			return;
		}
		line = row_at(edit, line.next, width);
	}
}

void edit_click(struct edit *edit, int rows, int width, int row, int col)
{
	if (width <= 0 || rows <= 0)
		return;
	if (!edit->lines) {
		move_to(edit, text_fit(edit->text, edit->len, scroll_of(edit, width) + col, NULL));
		return;
	}
	struct row line = numbered_row(edit, width, first_row(edit, rows, width) + row);
	move_to(edit, place_in_row(edit, &line, col));
}
