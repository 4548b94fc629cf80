/* The fields of a step: where they stand and how they look. */
#include <stdio.h>
#include <string.h>

#include "base/i18n.h"
#include "base/text.h"
#include "desk/call_digital.h"
#include "desk/field_hint.h"
#include "desk/view_call_state.h"

enum {
	LABEL_MAX = 34,
	LABEL_USUAL = 14,
	LABEL_USUAL_WIDE = 15,
	GAP = 2,
	LONG_ROWS_MAX = 6,
	OPTION_MARK = 4,
	OPTION_TEXT = 8,
	LIST_WIDTH_MIN = 40,
	COMPLAINT_ROWS_MAX = 2
};

/* --- sizes --- */

/* A question is read out whole above; beside its answer stands what it is about. */
static const char *label_of(const struct desk *desk, const struct form_field *field)
{
	bool asked = field->step->form->questions && field->shorter.in[desk->lang];
	return asked ? field->shorter.in[desk->lang] : field->label.in[desk->lang];
}

/* Of questions that are read out one by one only the one with the keys shows what may be answered. */
static bool is_folded(const struct call *call, const struct form_field *field)
{
	return field->step->form->questions && field != call->field && field_kind(field) == FIELD_OPTIONS;
}

/* Labels stand in a column as wide as the widest of the usual ones; a longer one pushes its own field only.
 */
static int label_column(const struct desk *desk, const struct call *call, int most)
{
	int width = 0;
	for (size_t i = 0; i < call->step->field_count; i++) {
		const struct form_field *field = &call->step->fields[i];
		int own = field_is_visible(call, field) ? text_width(label_of(desk, field)) : 0;
		width = own > width && own <= most ? own : width;
	}
	return width + 1;
}

static int label_width(const struct desk *desk, const struct form_field *field, int column)
{
	int own = text_width(label_of(desk, field)) + 1;
	own = own > LABEL_MAX ? LABEL_MAX : own;
	return own > column ? own : column;
}

/* Options flow in rows like words. */
static int option_width(const struct desk *desk, const struct form_field *field, size_t n)
{
	return text_width(field_option_label(field, n, desk->lang)) + OPTION_MARK;
}

/* The cell where option @n begins. */
static void option_cell(const struct desk *desk, const struct form_field *field, int width, size_t n,
			int *row, int *col)
{
	int at_row = 0, end = 0;
	*col = 0;
	for (size_t i = 0; i <= n; i++) {
		int own = option_width(desk, field, i), from = end ? end + GAP : 0;
		if (from > 0 && from + own > width) {
			at_row++;
			from = 0;
		}
		*col = from;
		end = from + own;
	}
	*row = at_row;
}

static int option_rows(const struct desk *desk, const struct form_field *field, int width)
{
	int row, col;
	size_t count = field_option_count(field);
	if (count == 0)
		return 1;
	option_cell(desk, field, width, count - 1, &row, &col);
	return row + 1;
}

static int wrapped_rows(const char *text, size_t len, int width)
{
	size_t at = 0, next;
	int rows = 0;
	for (; at < len; at += next, rows++)
		text_wrap(text + at, len - at, width, &next);
	return rows;
}

/* What was found by typing stands above the line to type in. */
static int chosen_rows(const struct desk *desk, const struct call *call, const struct form_field *field,
		       int width)
{
	struct buffer text = { 0 };
	field_show(desk, call, field, &text);
	int rows = text.len && width > 0 ? wrapped_rows(text.text, text.len, width) : 0;
	buffer_finish(&text);
	return rows || field == call->field ? rows : 1;
}

static int text_rows(const struct desk *desk, const struct call *call, const struct form_field *field,
		     int width)
{
	if (field->search)
		return chosen_rows(desk, call, field, width) + (field == call->field);
	if (field->type != FORM_LONG_TEXT)
		return 1;
	const char *text = form_answers_get(call->answers, field->id);
	if (field == call->field)
		text = edit_text(&call->edit);
	if (!text || !text[0])
		return 1;
	int rows = wrapped_rows(text, strlen(text), width);
	rows = rows > LONG_ROWS_MAX ? LONG_ROWS_MAX : rows;
	return rows + (field == call->field && rows < LONG_ROWS_MAX);
}

static int complaint_rows(const struct call *call, const struct form_field *field, int width)
{
	const char *text = call_complaint(call, field);
	if (!text)
		return 0;
	return text_width(text) > width ? COMPLAINT_ROWS_MAX : 1;
}

static int rows_of(const struct desk *desk, const struct call *call, const struct form_field *field,
		   int width)
{
	if (is_folded(call, field))
		return 1;
	return field_kind(field) == FIELD_OPTIONS ? option_rows(desk, field, width)
						  : text_rows(desk, call, field, width);
}

/* Columns that a typed field usually needs. */
static int usual_width(const struct form_field *field)
{
	switch (field->type) {
	case FORM_TIME:
		return 6;
	case FORM_NUMBER:
	case FORM_MILEAGE:
		return 9;
	case FORM_DATE:
	case FORM_PLATE:
		return 11;
	case FORM_TELEPHONE:
	case FORM_REFERENCE:
		return 16;
	case FORM_VIN:
		return 18;
	case FORM_EMAIL:
		return 26;
	case FORM_TEXT:
	case FORM_LONG_TEXT:
	case FORM_CHOICE:
	case FORM_SEVERAL:
	case FORM_YES_NO:
	case FORM_TYPES:
		break;
	}
	return field->has_max && field->max <= 40 ? 18 : 36;
}

/* What it needs beside its label when it shares a row; 0: it wants a row of its own. */
static int shared_width(const struct desk *desk, const struct call *call, const struct form_field *field)
{
	const char *source = field_source(call, field);
	int width = 0;
	bool own_row = field->type == FORM_LONG_TEXT || field_kind(field) == FIELD_LOOKUPS ||
		       field_kind(field) == FIELD_PROPOSAL ||
		       (field->reference && strcmp(field->reference, "customer") == 0) ||
		       (field->reference && strcmp(field->reference, "file") == 0);
	if (own_row)
		return 0;
	if (field_kind(field) != FIELD_OPTIONS)
		return usual_width(field) + (source ? text_width(_(source)) + 1 : 0);
	for (size_t i = 0; i < field_option_count(field); i++)
		width += option_width(desk, field, i) + (i ? GAP : 0);
	return width;
}

/* One under the other, or (@flow) side by side as long as a row has room. */
int place_fields(const struct desk *desk, const struct call *call, int width, bool flow, struct placed *items,
		 int *rows)
{
	bool questions = call->step->form->questions; /* in one column, like a sheet of paper */
	int column = label_column(desk, call, questions ? LABEL_MAX : flow ? LABEL_USUAL : LABEL_USUAL_WIDE);
	int complaints = 0;                          /* rows of complaints of this row so far */
	int count = 0, row = 0, end = 0, bottom = 0; /* the row that is being filled, where it is filled to */
	for (size_t i = 0; i < call->step->field_count && count < PLACED_MAX; i++) {
		const struct form_field *field = &call->step->fields[i];
		if (!field_is_visible(call, field))
			continue;
		int shared = flow && !questions ? shared_width(desk, call, field) : 0;
		int beside = text_width(label_of(desk, field)) + 1;
		bool fits = shared && end && end + GAP + beside + shared <= width;
		struct placed *item = &items[count++];
		*item = (struct placed){ .field = field };
		item->label_width = fits ? beside : label_width(desk, field, column);
		item->col = fits ? end + GAP : 0;
		item->row = row = fits ? row : bottom;
		if (!flow && field->type == FORM_LONG_TEXT && item->label_width > column)
			item->label_width = 0; /* a long text has the whole width */
		item->width = item->label_width + shared;
		if (!shared || item->width > width)
			item->width = width - item->col;
		int own = rows_of(desk, call, field, item->width - item->label_width);
		item->complaint_rows = complaint_rows(call, field, width);
		/* Beside one that complains too: each has rows of its own for it. */
		complaints = fits ? complaints : 0;
		item->complaint_at = item->complaint_rows ? complaints : 0;
		complaints += item->complaint_rows;
		item->rows = own + item->complaint_at + item->complaint_rows + (item->label_width == 0);
		end = shared && own == 1 ? item->col + item->width : 0;
		bottom = row + item->rows > bottom ? row + item->rows : bottom;
	}
	*rows = bottom;
	return count;
}

/* --- drawing one --- */

/* The digit that chooses stands in what is not chosen yet, of the field with the keys. */
static const char *option_mark(const struct call *call, const struct form_field *field, size_t n, char *text)
{
	const char *code = field_option_code(field, n);
	bool ordered = field_is_ordered(call, field);
	bool digit = field == call->field && n < 9 && !ordered;
	if (field->type != FORM_SEVERAL) {
		snprintf(text, OPTION_TEXT, digit ? "(%zu)" : "( )", n + 1);
		return form_answers_has(call->answers, field->id, code) ? "(o)" : text;
	}
	size_t count = form_answers_count(call->answers, field->id);
	for (size_t i = 0; i < count; i++) {
		if (strcmp(form_answers_value(call->answers, field->id, i), code) != 0)
			continue;
		snprintf(text, OPTION_TEXT, ordered && i < 9 ? "[%zu]" : "[x]", i + 1);
		return text;
	}
	snprintf(text, OPTION_TEXT, digit ? "[%zu]" : "[ ]", n + 1);
	return text;
}

int option_at(const struct desk *desk, const struct placed *item, int row, int col)
{
	for (size_t i = 0; i < field_option_count(item->field); i++) {
		int at_row, at_col;
		option_cell(desk, item->field, item->width - item->label_width, i, &at_row, &at_col);
		int end = at_col + OPTION_MARK + text_width(field_option_label(item->field, i, desk->lang));
		if (row == at_row && col - item->label_width >= at_col && col - item->label_width < end)
			return (int)i;
	}
	return -1;
}

static void draw_options(const struct desk *desk, const struct call *call, const struct form_field *field,
			 const struct canvas *area)
{
	for (size_t i = 0; i < field_option_count(field); i++) {
		char text[OPTION_TEXT];
		int row, col;
		bool here = field == call->field && (int)i == call->option;
		enum style style = here ? STYLE_FOCUS : STYLE_NORMAL;
		option_cell(desk, field, area->cols, i, &row, &col);
		int end = canvas_put(area, row, col, style, option_mark(call, field, i, text));
		end = canvas_put(area, row, end, style, " ");
		canvas_put(area, row, end, style, field_option_label(field, i, desk->lang));
		if (here)
			canvas_cursor(area, row, col + 1);
	}
}

static void draw_typed(const struct desk *desk, const struct call *call, const struct form_field *field,
		       const struct canvas *area, int rows)
{
	bool focus = field == call->field;
	struct buffer text = { 0 };
	if (field_kind(field) == FIELD_LOOKUPS || !focus || form_answers_is_sealed(call->answers, field->id))
		field_show(desk, call, field, &text);
	if (form_answers_is_sealed(call->answers, field->id) || field->filled) {
		canvas_put_wrapped(area, 0, 0, rows, area->cols, STYLE_NORMAL, buffer_text(&text));
		if (focus)
			canvas_cursor(area, 0, 0);
	} else if (focus) {
		int col = 0;
		int row = field->search ? rows - 1 : 0;
		if (field->search)
			canvas_put_wrapped(area, 0, 0, row, area->cols, STYLE_NORMAL, buffer_text(&text));
		else if (text.len)
			col = canvas_put(area, 0, 0, STYLE_NORMAL, buffer_text(&text)) + 1;
		edit_draw(&call->edit, area, row, col, rows - row, area->cols - col, true);
	} else if ((field->type == FORM_LONG_TEXT || field->search) && text.len) {
		canvas_put_wrapped(area, 0, 0, rows, area->cols, STYLE_FIELD, buffer_text(&text));
	} else {
		struct edit shown;
		edit_init(&shown, text.len + 1, false);
		edit_set(&shown, buffer_text(&text));
		shown.cursor = 0; /* its beginning is what one reads */
		edit_draw(&shown, area, 0, 0, 1, area->cols, false);
		edit_finish(&shown);
	}
	buffer_finish(&text);
}

static void draw_choice(const struct desk *desk, const struct call *call, const struct form_field *field,
			const struct canvas *area)
{
	struct buffer text = { 0 };
	bool focus = field == call->field;
	field_show(desk, call, field, &text);
	const char *hint =
		call->live.slots.count ? _("1, 2 or 3 chooses; 0 makes others") : _("nothing to choose yet");
	canvas_put_in(area, 0, 0, area->cols, focus ? STYLE_FOCUS : STYLE_FIELD, TEXT_LEFT,
		      text.len ? text.text : hint);
	if (focus)
		canvas_cursor(area, 0, 0);
	buffer_finish(&text);
}

/* Under the field; a long one begins further left, and takes a second row. */
static void draw_complaint(const struct canvas *canvas, int row, int col, const char *text)
{
	int width = text_width(text);
	if (col + width > canvas->cols)
		col = width < canvas->cols ? canvas->cols - width : 0;
	canvas_put_wrapped(canvas, row, col, COMPLAINT_ROWS_MAX, canvas->cols - col, STYLE_ERROR, text);
}

/* Between the label and a long text: it goes on above or below what is seen of it. */
static void draw_long_signs(const struct call *call, const struct form_field *field,
			    const struct canvas *canvas, int row, int col, int rows, int width)
{
	bool focus = field == call->field;
	const char *text = focus ? edit_text(&call->edit) : form_answers_get(call->answers, field->id);
	if (field->type != FORM_LONG_TEXT || !text)
		return;
	int all = wrapped_rows(text, strlen(text), width);
	int here = focus ? wrapped_rows(text, call->edit.cursor, width) : 0;
	here = here > rows ? here : rows;
	if (here > rows)
		canvas_put(canvas, row, col, STYLE_KEY, "↑");
	if (all > here)
		canvas_put(canvas, row + rows - 1, col, STYLE_KEY, "↓");
}

/* Behind a value that nobody gave in this call, where there is room. */
static void draw_source(const struct call *call, const struct placed *item, const struct canvas *area,
			int rows)
{
	const char *source = field_source(call, item->field), *value;
	if (!source || item->field == call->field || field_kind(item->field) != FIELD_TYPED || rows != 1)
		return;
	value = form_answers_get(call->answers, item->field->id);
	int width = text_width(_(source));
	if (text_width(value) + GAP + width <= area->cols)
		canvas_put_right(area, 0, area->cols, STYLE_DIM, _(source));
}

static void draw_field(const struct desk *desk, const struct call *call, const struct placed *item,
		       const struct canvas *canvas, int row)
{
	const struct form_field *field = item->field;
	const char *complaint = call_complaint(call, field);
	bool above = item->label_width == 0;
	int rows = item->rows - item->complaint_rows - item->complaint_at - above, label_row = row;
	row += above;
	struct canvas area =
		canvas_sub(canvas, row, item->col + item->label_width, rows, item->width - item->label_width);
	enum style label = field == call->field ? STYLE_HEADING : STYLE_LABEL;
	canvas_put_in(canvas, label_row, item->col, above ? item->width : item->label_width - 1, label,
		      TEXT_LEFT, label_of(desk, field));
	if (!above && item->label_width > 1 && call_is_given(call, field))
		canvas_put(canvas, label_row, item->col + item->label_width - 1, STYLE_GOOD, "«");
	switch (is_folded(call, field) ? FIELD_TYPED : field_kind(field)) {
	case FIELD_OPTIONS:
		draw_options(desk, call, field, &area);
		break;
	case FIELD_PROPOSAL:
		draw_choice(desk, call, field, &area);
		break;
	case FIELD_TYPED:
	case FIELD_LOOKUP:
	case FIELD_LOOKUPS:
		draw_typed(desk, call, field, &area, rows);
		break;
	}
	if (!above)
		draw_long_signs(call, field, canvas, row, area.left - canvas->left - 1, rows, area.cols);
	draw_source(call, item, &area, rows);
	if (complaint)
		draw_complaint(canvas, row + rows + item->complaint_at, item->col + item->label_width,
			       complaint);
}

/* --- all --- */

int fields_scroll(const struct call *call, const struct placed *items, int count, int height, int rows)
{
	int scroll = 0;
	for (int i = 0; i < count; i++)
		if (items[i].field == call->field && items[i].row + items[i].rows > height)
			scroll = items[i].row + items[i].rows - height;
	return rows > height ? scroll : 0;
}

void draw_fields(const struct desk *desk, const struct call *call, const struct canvas *canvas, bool pairs)
{
	struct placed items[PLACED_MAX];
	int rows, count = place_fields(desk, call, canvas->cols, pairs, items, &rows);
	int scroll = fields_scroll(call, items, count, canvas->rows, rows);
	for (int i = 0; i < count; i++)
		draw_field(desk, call, &items[i], canvas, items[i].row - scroll);
}

struct rect list_rect(const struct desk *desk, const struct call *call, struct rect fields, bool pairs,
		      int body_rows, int body_cols)
{
	struct placed items[PLACED_MAX];
	const struct call_list *list = &call->list;
	int rows, count = place_fields(desk, call, fields.cols, pairs, items, &rows), at = 0;
	while (at < count && items[at].field != list->field)
		at++;
	if (!list->field || at == count)
		return (struct rect){ 0 };
	int below = list->field->search ? items[at].rows - items[at].complaint_rows : 1;
	struct rect rect = { .row = fields.row + items[at].row + below -
				    fields_scroll(call, items, count, fields.rows, rows),
			     .col = fields.col + items[at].col + items[at].label_width,
			     .rows = list->count,
			     .cols = LIST_WIDTH_MIN };
	for (int i = 0; i < list->count; i++) {
		int own = text_width(list->rows[i].text) + 3;
		rect.cols = own > rect.cols ? own : rect.cols;
	}
	/* From the field's label to the edge of its pane, so that nothing ragged stands beside it. */
	rect.col = fields.col;
	rect.cols = rect.cols < fields.cols ? fields.cols : rect.cols;
	rect.cols = rect.cols > body_cols - 2 ? body_cols - 2 : rect.cols;
	rect.col = rect.col + rect.cols > body_cols - 1 ? body_cols - 1 - rect.cols : rect.col;
	rect.row = rect.row + rect.rows > body_rows ? body_rows - rect.rows : rect.row;
	return rect;
}

void draw_field_list(const struct call *call, struct rect rect, const struct canvas *body)
{
	canvas_fill(body, rect.row, rect.col, rect.rows, rect.cols, STYLE_SELECTED);
	for (int i = 0; i < rect.rows; i++) {
		bool here = i == call->list.selected;
		enum style style = here ? STYLE_FOCUS : STYLE_SELECTED;
		canvas_put_in(body, rect.row + i, rect.col, 2, style, TEXT_LEFT, here ? ">" : " ");
		canvas_put_in(body, rect.row + i, rect.col + 2, rect.cols - 2, style, TEXT_LEFT,
			      call->list.rows[i].text);
	}
}
