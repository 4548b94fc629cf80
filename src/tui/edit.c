#include "tui/edit.h"

#include <stdlib.h>
#include <string.h>

#include "base/buffer.h"
#include "base/text.h"
#include "tui/edit_rows.h"

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

static enum edit_result move_row(struct edit *edit, int by)
{
	int number;
	struct row row = edit_cursor_row(edit, edit->columns, &number);
	if (!edit->lines || (by < 0 ? number == 0 : row.last))
		return EDIT_IGNORED;
	int goal = edit->goal >= 0 ? edit->goal : edit_cursor_column(edit, &row);
	row = edit_numbered_row(edit, edit->columns, number + by);
	move_to(edit, edit_place_in_row(edit, &row, goal));
	edit->goal = goal;
	return EDIT_MOVED;
}

void edit_set_columns(struct edit *edit, int columns)
{
	edit->columns = columns;
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
