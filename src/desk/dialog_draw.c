/* How a dialog looks: fields with what is wrong under each, or the consequences. */
#include <stdio.h>
#include <string.h>

#include "base/i18n.h"
#include "base/text.h"
#include "desk/desk_state.h"
#include "desk/dialog_state.h"
#include "desk/when.h"

enum { WIDTH_MOST = 76, WIDTH_WIDE = 96, LABEL_MOST = 22, FIELD_WIDTH = 30, FOOT_ROWS = 1 };

int dialog_width(const struct dialog *dialog)
{
	int cols = term_cols(dialog->pane.desk->term);
	int most = cols >= 110 ? WIDTH_WIDE : WIDTH_MOST;
	return cols - 4 < most ? cols - 4 : most;
}

static int line_rows(const char *text, int cols)
{
	size_t len = strlen(text), next;
	int rows = 0;
	for (size_t at = 0; at < len; at += next, rows++)
		text_wrap(text + at, len - at, cols > 10 ? cols : 10, &next);
	return rows ? rows : 1;
}

/* --- where things lie --- */

static bool is_told(const struct dialog_entry *entry)
{
	bool missing = entry->value.len == 0 && entry->required && edit_text(&entry->edit)[0] == '\0';
	return entry->wrong.code != ERROR_NONE && (entry->touched || !missing);
}

static int refused_rows(const struct dialog *dialog)
{
	return dialog->refused.code == ERROR_NONE
		       ? 0
		       : line_rows(dialog->refused.text, dialog_width(dialog) - 4) + 1;
}

static int field_rows(const struct dialog *dialog, int count)
{
	int rows = 0;
	for (int i = 0; i < count; i++)
		rows += 1 + (is_told(&dialog->entries[i])
				     ? line_rows(dialog->entries[i].wrong.text, dialog_width(dialog) - 6)
				     : 0);
	return rows;
}

static int fields_height(const struct dialog *dialog)
{
	return 2 + field_rows(dialog, dialog->count) + 1 + refused_rows(dialog) + 1 + FOOT_ROWS;
}

int dialog_page_rows(const struct dialog *dialog, int cols)
{
	int rows = 0;
	for (size_t i = 0; i < dialog->page.count; i++)
		rows += line_rows(dialog->page.lines[i].text, cols - 4 - dialog->page.lines[i].indent);
	return rows;
}

static int screen_rows(const struct dialog *dialog)
{
	return term_rows(dialog->pane.desk->term) - 3;
}

int dialog_page_seen(const struct dialog *dialog)
{
	int rows = dialog_page_rows(dialog, dialog_width(dialog)), most = screen_rows(dialog) - 4;
	return rows < most ? rows : most;
}

static int top_of(const struct dialog *dialog, int height)
{
	int top = 1 + (screen_rows(dialog) - height) / 2;
	return canvas_is_plain(&(struct canvas){ .term = dialog->pane.desk->term }) || top < 1 ? 1 : top;
}

int dialog_field_at(const struct dialog *dialog, int row)
{
	int top = top_of(dialog, fields_height(dialog)) + 2;
	for (int i = 0; i < dialog->count; i++)
		if (row == top + field_rows(dialog, i))
			return i;
	return -1;
}

/* --- fields --- */

static int label_width(const struct dialog *dialog)
{
	int width = 0;
	for (int i = 0; i < dialog->count; i++) {
		int own = text_width(dialog->entries[i].label);
		width = own > width ? own : width;
	}
	return width > LABEL_MOST ? LABEL_MOST : width;
}

/* What a date or a time is read as, beside what was typed. */
static void draw_read(const struct dialog_entry *entry, const struct canvas *box, int row, int col)
{
	char text[WHEN_SIZE] = "";
	civil_day day;
	if (entry->field.type == FORM_DATE && civil_parse_date(buffer_text(&entry->value), &day))
		when_full(day, text);
	else if (entry->field.type == FORM_TIME)
		snprintf(text, sizeof text, "%s", buffer_text(&entry->value));
	canvas_put_in(box, row, col, box->cols - col - 2, STYLE_DIM, TEXT_LEFT, text);
}

static void draw_choice(const struct dialog_entry *entry, const struct canvas *box, int row, int col,
			bool here)
{
	char count[32];
	const struct form_option *option = entry->code ? form_option_find(&entry->field, entry->code) : NULL;
	size_t at = option ? (size_t)(option - entry->field.options) + 1 : 0;
	snprintf(count, sizeof count, "%zu/%zu", at, entry->field.option_count);
	int width = box->cols - col - 2 - 8;
	enum style style = here ? STYLE_FOCUS : STYLE_FIELD;
	canvas_put(box, row, col, here ? STYLE_KEY : STYLE_DIM, "<");
	canvas_put_in(box, row, col + 2, width - 4, style, TEXT_LEFT, option ? option->label.in[0] : "");
	canvas_put(box, row, col + width - 1, here ? STYLE_KEY : STYLE_DIM, ">");
	canvas_put_right(box, row, box->cols - 2, STYLE_DIM, count);
	if (here)
		canvas_cursor(box, row, col + 2);
}

static void draw_field(const struct dialog *dialog, const struct canvas *box, int row, int index, int label)
{
	const struct dialog_entry *entry = &dialog->entries[index];
	bool here = index == dialog->focus;
	int col = 2 + 2 + label + 2;
	canvas_put(box, row, 2, here ? STYLE_FOCUS : STYLE_NORMAL, here ? ">" : " ");
	canvas_put_in(box, row, 4, label, here ? STYLE_HEADING : STYLE_LABEL, TEXT_LEFT, entry->label);
	if (entry->field.type == FORM_CHOICE) {
		draw_choice(entry, box, row, col, here);
	} else {
		bool text = entry->field.type == FORM_TEXT;
		int width = text ? box->cols - col - 2 : FIELD_WIDTH / 2;
		struct edit edit = entry->edit;
		edit.columns = width;
		edit_draw(&edit, box, row, col, 1, width, here);
		if (!text && entry->wrong.code == ERROR_NONE)
			draw_read(entry, box, row, col + width + 2);
	}
	if (is_told(entry))
		canvas_put_wrapped(box, row + 1, 4, box->rows, box->cols - 6, STYLE_ERROR, entry->wrong.text);
}

static void draw_fields(const struct dialog *dialog, const struct canvas *box)
{
	int label = label_width(dialog), row = 2 + field_rows(dialog, dialog->count) + 1;
	for (int i = 0; i < dialog->count; i++)
		draw_field(dialog, box, 2 + field_rows(dialog, i), i, label);
	if (dialog->refused.code != ERROR_NONE)
		row += canvas_put_wrapped(box, row, 2, refused_rows(dialog), box->cols - 4, STYLE_ERROR,
					  dialog->refused.text) +
		       1;
	canvas_put_in(box, box->rows - 2, 2, box->cols - 4, STYLE_DIM, TEXT_LEFT,
		      dialog->entries[dialog->focus].hint);
}

/* --- consequences --- */

static void draw_page(const struct dialog *dialog, const struct canvas *box)
{
	int seen = dialog_page_seen(dialog), all = dialog_page_rows(dialog, box->cols);
	struct canvas text = canvas_sub(box, 1, 2, seen, box->cols - 4);
	int row = -(dialog->top > all - seen ? all - seen : dialog->top);
	for (size_t i = 0; i < dialog->page.count; i++) {
		const struct dialog_line *line = &dialog->page.lines[i];
		char number[16];
		snprintf(number, sizeof number, "%zu.", line->number);
		if (line->number)
			canvas_put_right(&text, row, line->indent - 1, line->style, number);
		row += canvas_put_wrapped(&text, row, line->indent,
					  line_rows(line->text, text.cols - line->indent),
					  text.cols - line->indent, line->style, line->text);
	}
	if (dialog->top > 0)
		canvas_put(box, 1, box->cols - 2, STYLE_DIM, "↑");
	if (dialog->top < all - seen)
		canvas_put(box, seen, box->cols - 2, STYLE_DIM, "↓");
	canvas_put_in(box, box->rows - 2, 2, box->cols - 4, STYLE_KEY_LINE, TEXT_LEFT,
		      dialog->ops->verb ? _(dialog->ops->verb)
					: _("Enter saves it, Esc goes back to the fields"));
	canvas_cursor(box, box->rows - 2, 2);
}

void dialog_draw(const struct pane *pane, const struct canvas *canvas)
{
	const struct dialog *dialog = (const struct dialog *)pane;
	int height = dialog->telling ? dialog_page_seen(dialog) + 4 : fields_height(dialog);
	int width = dialog_width(dialog), most = screen_rows(dialog);
	height = height > most ? most : height;
	if (canvas_is_plain(canvas))
		canvas_fill(canvas, 1, 0, canvas->rows - 3, canvas->cols, STYLE_NORMAL);
	struct canvas box =
		canvas_sub(canvas, top_of(dialog, height),
			   canvas_is_plain(canvas) ? 0 : (canvas->cols - width) / 2, height, width);
	canvas_fill(&box, 0, 0, height, width, STYLE_NORMAL);
	canvas_box(&box, 0, 0, height, width, dialog->title);
	if (dialog->telling)
		draw_page(dialog, &box);
	else
		draw_fields(dialog, &box);
}
