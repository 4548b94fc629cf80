/* How the reception checklist looks: the items one under another, what the one with the keys takes below. */
#include <stdio.h>
#include <string.h>

#include "base/i18n.h"
#include "desk/checklist_state.h"
#include "desk/desk_state.h"
#include "desk/labels.h"
#include "form/entry.h"

enum { MARGIN = 2, MARK = 4, CODE = 5, VALUE_MIN = 24, HINT_SIZE = 128, THOUSAND = 1000 };

static int width_of(const struct checklist_pane *list)
{
	return term_cols(list->pane.desk->term) - 2 * MARGIN;
}

/* Columns for the value, at the right. */
static int value_width(const struct checklist_pane *list)
{
	int third = width_of(list) / 3;
	return third > VALUE_MIN ? third : VALUE_MIN;
}

static int label_width(const struct checklist_pane *list)
{
	return width_of(list) - MARK - CODE - value_width(list) - 1;
}

int checklist_rows(const struct checklist_pane *list)
{
	return term_rows(list->pane.desk->term) - 3 - 2 - CHECKLIST_FOOT;
}

static int wrapped(const char *text, int cols)
{
	size_t len = strlen(text), next;
	int rows = 0;
	for (size_t at = 0; at < len; at += next, rows++)
		text_wrap(text + at, len - at, cols, &next);
	return rows ? rows : 1;
}

static void value_text(const struct checklist_pane *list, int index, struct buffer *out)
{
	const struct form_field *field = list->fields[index];
	if (index == list->at && checklist_is_typed(field))
		buffer_add(out, edit_text(&list->edit));
	else if (field->reference)
		buffer_add(out, label_staff(desk_site(list->pane.desk),
					    form_answers_get(list->answers, field->id)));
	else
		form_entry_show(field, list->answers, desk_lang(list->pane.desk), out);
}

int checklist_height(const struct checklist_pane *list, int index)
{
	struct buffer value = { 0 };
	value_text(list, index, &value);
	int label = wrapped(list->fields[index]->label.in[desk_lang(list->pane.desk)], label_width(list));
	int text = wrapped(buffer_text(&value), value_width(list) - 1);
	buffer_finish(&value);
	return label > text ? label : text;
}

static bool begins_section(const struct checklist_pane *list, int index)
{
	return index == 0 || list->fields[index]->step != list->fields[index - 1]->step;
}

int checklist_row_of(const struct checklist_pane *list, int index)
{
	int row = 0;
	for (int i = 0; i < index; i++)
		row += begins_section(list, i) + checklist_height(list, i);
	return row + (index < list->count && begins_section(list, index));
}

/* --- a row --- */

static bool is_settled(const struct checklist_pane *list, const struct form_field *field)
{
	return form_answers_count(list->answers, field->id) > 0 &&
	       !form_answers_is_wrong(list->answers, field->id);
}

/* Damage, and what is not in order, stands out. */
static enum style value_style(const struct checklist_pane *list, const struct form_field *field)
{
	const char *value = form_answers_get(list->answers, field->id);
	bool people;
	if (!value)
		return STYLE_NORMAL;
	if (form_field_flag(field, list->answers, &people) == FORM_FLAG_STOP)
		return STYLE_ERROR;
	bool bad = strcmp(value, "nok") == 0 || strcmp(value, "replace") == 0 ||
		   (field->type == FORM_SEVERAL && strcmp(value, "none") != 0);
	return bad ? STYLE_WARNING : STYLE_NORMAL;
}

/* "E1" of RC-E1; nothing for a note beside it. */
static const char *code_of(const struct form_field *field, char code[8])
{
	const char *at = strchr(field->id, '-');
	bool note = at && strchr(at + 1, '-') && strcmp(field->step->id, "RC-E") != 0;
	const char *second = at ? strchr(at + 1, '-') : NULL;
	snprintf(code, 8, "%s", !at || note || (second && !strstr(field->id, "E8")) ? "" : at + 1);
	code[strcspn(code, "-")] = '\0';
	return code;
}

/* Answered and in order, answered and not, still open. */
static void draw_mark(const struct checklist_pane *list, const struct canvas *text, int row,
		      const struct form_field *field)
{
	enum style style = value_style(list, field);
	if (!is_settled(list, field))
		canvas_put(text, row, 2, field->required ? STYLE_WARNING : STYLE_DIM,
			   field->required ? "." : "");
	else if (style == STYLE_NORMAL)
		canvas_put(text, row, 2, STYLE_GOOD, "ok");
	else
		canvas_put(text, row, 2, style, "!");
}

static void draw_item(const struct checklist_pane *list, const struct canvas *text, int row, int index)
{
	const struct form_field *field = list->fields[index];
	int height = checklist_height(list, index), col = text->cols - value_width(list);
	bool here = index == list->at;
	struct buffer value = { 0 };
	char code[8];
	canvas_put(text, row, 0, STYLE_KEY, here ? ">" : " ");
	draw_mark(list, text, row, field);
	canvas_put(text, row, MARK + 1, STYLE_DIM, code_of(field, code));
	canvas_put_wrapped(text, row, MARK + CODE, height, label_width(list), STYLE_NORMAL,
			   field->label.in[desk_lang(list->pane.desk)]);
	value_text(list, index, &value);
	if (here && checklist_is_typed(field))
		edit_draw(&list->edit, text, row, col, 1, value_width(list) - 1, true);
	else
		canvas_put_wrapped(text, row, col, height, value_width(list) - 1, value_style(list, field),
				   buffer_text(&value));
	buffer_finish(&value);
	if (!here)
		return;
	for (int i = 0; i < height; i++)
		canvas_restyle(text, row + i, 0, col - 1, STYLE_FOCUS);
	if (!checklist_is_typed(field))
		canvas_cursor(text, row, 0);
}

static void draw_items(const struct checklist_pane *list, const struct canvas *text)
{
	int row = -list->top;
	for (int i = 0; i < list->count && row < text->rows; i++) {
		if (begins_section(list, i))
			canvas_put(text, row++, 0, STYLE_HEADING,
				   list->fields[i]->step->title.in[desk_lang(list->pane.desk)]);
		draw_item(list, text, row, i);
		row += checklist_height(list, i);
	}
}

/* --- below --- */

/* "2 S Scratch", in brackets when it is chosen. */
static void option_text(const struct checklist_pane *list, const struct form_field *field, size_t n,
			struct buffer *out)
{
	const char *code = checklist_option_code(list, field, n);
	bool letter = field->type == FORM_SEVERAL && code[1] == '\0';
	bool chosen = form_answers_has(list->answers, field->id, code);
	buffer_clear(out);
	buffer_printf(out, "%s%zu %s%s%s%s", chosen ? "[" : "", n + 1, letter ? code : "", letter ? " " : "",
		      checklist_option_label(list, field, n), chosen ? "]" : "");
}

/* The options one behind another, each whole in its row. Returns the rows they take. */
static int draw_options(const struct checklist_pane *list, const struct form_field *field,
			const struct canvas *foot, int row)
{
	struct buffer text = { 0 };
	int from = row, col = MARGIN;
	for (size_t i = 0; i < checklist_options(list, field); i++) {
		option_text(list, field, i, &text);
		if (col > MARGIN && col + text_width(buffer_text(&text)) > foot->cols - MARGIN) {
			row++;
			col = MARGIN;
		}
		col = canvas_put(foot, row, col, STYLE_KEY, buffer_text(&text)) + 2;
	}
	buffer_finish(&text);
	return row - from + 1;
}

/* "a number from 0 to 100 %" */
static const char *number_hint(const struct form_field *field, char text[HINT_SIZE])
{
	const char *unit = field->unit_count ? field->units[0].name : "";
	if (!field->has_min || !field->has_max)
		return _("a number");
	snprintf(text, HINT_SIZE, _("a number from %d to %d %s"), (int)(field->min / THOUSAND),
		 (int)(field->max / THOUSAND), unit);
	return text;
}

static const char *hint(const struct form_field *field, char text[HINT_SIZE])
{
	switch (field->type) {
	case FORM_TIME:
		return _("a time: 9, 930, 09:30");
	case FORM_DATE:
		return _("a date: 24, tue, +3");
	case FORM_NUMBER:
		return number_hint(field, text);
	case FORM_MILEAGE:
		return _("kilometres on the odometer");
	case FORM_TEXT:
	case FORM_LONG_TEXT:
	case FORM_CHOICE:
	case FORM_SEVERAL:
	case FORM_YES_NO:
	case FORM_TELEPHONE:
	case FORM_EMAIL:
	case FORM_PLATE:
	case FORM_VIN:
	case FORM_REFERENCE:
	case FORM_TYPES:
		break;
	}
	return field->required ? _("text") : _("text, may stay empty");
}

/* Something of this section that must not be passed by. */
static bool step_found(const struct checklist_pane *list, const struct form_step *step)
{
	bool people;
	for (size_t i = 0; i < step->field_count; i++)
		if (form_field_flag(&step->fields[i], list->answers, &people) == FORM_FLAG_STOP)
			return true;
	return false;
}

static void draw_foot(const struct checklist_pane *list, const struct canvas *foot)
{
	const struct form_field *field = checklist_field(list);
	const char *notes, *typed = NULL;
	char hint_text[HINT_SIZE];
	bool found;
	canvas_hline(foot, 0, 0, foot->cols);
	if (!field)
		return;
	notes = field->step->notes.in[desk_lang(list->pane.desk)];
	found = step_found(list, field->step);
	if (field->filled)
		typed = _("filled in when the checklist is marked as done");
	else if (checklist_is_typed(field))
		typed = hint(field, hint_text);
	int row =
		1 + (typed ? canvas_put_wrapped(foot, 1, MARGIN, 2, foot->cols - 2 * MARGIN, STYLE_KEY, typed)
			   : draw_options(list, field, foot, 1));
	if (list->told[0])
		canvas_put_wrapped(foot, row, MARGIN, foot->rows - row, foot->cols - 2 * MARGIN, STYLE_ERROR,
				   list->told);
	else if (notes && *notes && row < foot->rows)
		canvas_put_wrapped(foot, row, MARGIN, foot->rows - row, foot->cols - 2 * MARGIN,
				   found ? STYLE_ERROR : STYLE_NORMAL, notes);
}

void checklist_draw(const struct checklist_pane *list, const struct canvas *canvas)
{
	struct canvas body = canvas_sub(canvas, 1, 0, canvas->rows - 3, canvas->cols);
	char title[CHECKLIST_TITLE_SIZE + 96];
	int rows = checklist_rows(list), total = checklist_row_of(list, list->count);
	canvas_fill(&body, 0, 0, body.rows, body.cols, STYLE_NORMAL);
	snprintf(title, sizeof title, _("Reception checklist  %s  %d of %d items"), list->title,
		 list->settled, list->items);
	canvas_put_in(&body, 0, 1, body.cols - 2, STYLE_HEADING, TEXT_LEFT, title);
	struct canvas text = canvas_sub(&body, 1, MARGIN, rows, body.cols - 2 * MARGIN);
	struct canvas foot = canvas_sub(&body, body.rows - CHECKLIST_FOOT, 0, CHECKLIST_FOOT, body.cols);
	draw_items(list, &text);
	draw_foot(list, &foot);
	if (list->top > 0)
		canvas_put(&body, 1, body.cols - 1, STYLE_DIM, "↑");
	if (list->top + rows < total)
		canvas_put(&body, rows, body.cols - 1, STYLE_DIM, "↓");
}
