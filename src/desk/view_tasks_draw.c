/* The rows of F6 and the pane below them. */
#include <stdio.h>

#include "base/i18n.h"
#include "base/text.h"
#include "desk/view_tasks_state.h"
#include "desk/when.h"

enum { WIDE = 110, NARROW = 76, TEXT_LEAST = 8, GAP = 1, PREVIEW_LINES = 4 };

/* Where the columns of a row begin. */
struct columns {
	int glyph, due, kind, number, who, plate, text;
};

static struct columns columns_for(int cols)
{
	bool wide = cols >= WIDE, narrow = cols < NARROW;
	struct columns at = { .glyph = 2, .due = 4 };
	at.kind = at.due + (wide ? 21 : narrow ? 13 : 14);
	at.number = at.kind + (wide ? 26 : narrow ? 21 : 23);
	at.who = at.number + (narrow ? 0 : 6); /* the pane below says the number */
	at.plate = at.who + (wide ? 22 : 11);
	at.text = at.plate + 11;
	return at;
}

static const char *or_empty(const char *text)
{
	return text ? text : "";
}

/* The month stands where there is room for it. */
static const char *due_text(const struct task_row *row, bool whole, char text[2 * WHEN_SIZE])
{
	char date[WHEN_SIZE], time[CIVIL_TIME_SIZE];
	civil_day day;
	int minute;
	if (row->due == 0)
		return "";
	civil_from_instant(row->due, &day, &minute);
	if (row->whole_day)
		return when_date(day, text);
	snprintf(text, 2 * WHEN_SIZE, "%s %s", whole ? when_date(day, date) : when_column(day, date),
		 civil_format_time(minute, time));
	return text;
}

static bool is_due_today(const struct view_tasks *view, const struct task_row *row)
{
	civil_day day, today;
	int minute;
	if (row->due == 0 || row->past)
		return false;
	civil_from_instant(row->due, &day, &minute);
	civil_from_instant(view->now, &today, &minute);
	return day == today;
}

static void draw_row(const struct view_tasks *view, const struct canvas *canvas, int line,
		     const struct columns *at, const struct task_row *row)
{
	char due[2 * WHEN_SIZE], number[16] = "";
	bool overdue = tasks_is_overdue(view, row), today = is_due_today(view, row);
	enum style style = overdue ? STYLE_ERROR : today ? STYLE_WARNING : STYLE_NORMAL;
	if (row->number)
		snprintf(number, sizeof number, "%d", row->number);
	canvas_put(canvas, line, at->glyph, style, overdue ? "!" : today ? ">" : " ");
	canvas_put_in(canvas, line, at->due, at->kind - at->due - GAP, overdue ? STYLE_HEADING : STYLE_NORMAL,
		      TEXT_LEFT, due_text(row, canvas->cols >= WIDE, due));
	canvas_put_in(canvas, line, at->kind, at->number - at->kind - GAP, STYLE_NORMAL, TEXT_LEFT,
		      row->kind);
	if (at->who > at->number)
		canvas_put_in(canvas, line, at->number, at->who - at->number - GAP, STYLE_DIM, TEXT_RIGHT,
			      number);
	canvas_put_in(canvas, line, at->who, at->plate - at->who - GAP, STYLE_NORMAL, TEXT_LEFT,
		      or_empty(row->who));
	canvas_put_in(canvas, line, at->plate, at->text - at->plate - GAP, STYLE_NORMAL, TEXT_LEFT,
		      or_empty(row->plate));
	if (canvas->cols - at->text > TEXT_LEAST)
		canvas_put_in(canvas, line, at->text, canvas->cols - at->text - 1, STYLE_NORMAL, TEXT_LEFT,
			      or_empty(row->text));
}

static void add_part(struct buffer *out, const char *text)
{
	if (text && *text)
		buffer_printf(out, "%s%s", out->len ? ", " : "", text);
}

/* Without columns: when, what, who, with commas between. */
static void draw_plain_row(const struct view_tasks *view, const struct canvas *canvas, int line,
			   const struct task_row *row)
{
	char due[2 * WHEN_SIZE];
	struct buffer text = { 0 };
	add_part(&text, tasks_is_overdue(view, row) ? _("overdue") : NULL);
	add_part(&text, due_text(row, true, due));
	add_part(&text, row->kind);
	add_part(&text, row->who);
	add_part(&text, row->plate);
	add_part(&text, row->text);
	canvas_put_in(canvas, line, 2, canvas->cols - 2, STYLE_NORMAL, TEXT_LEFT, buffer_text(&text));
	buffer_finish(&text);
}

static void draw_list(const struct view_tasks *view, const struct canvas *canvas)
{
	struct list list = view->list;
	struct columns at = columns_for(canvas->cols);
	list_set_height(&list, (size_t)canvas->rows);
	for (size_t i = list.top; i < view->shown_count && i < list.top + list.height; i++) {
		const struct task_row *row = &view->rows.items[view->shown[i]];
		if (canvas_is_plain(canvas))
			draw_plain_row(view, canvas, (int)(i - list.top), row);
		else
			draw_row(view, canvas, (int)(i - list.top), &at, row);
	}
	list_draw(&list, canvas, 0, 0, canvas->cols, true);
}

/* How many, and how many are late; only these where the line has no room for both. */
static void draw_counts(const struct view_tasks *view, const struct canvas *canvas, int col)
{
	bool keeps = task_sections[view->section]->keeps;
	struct buffer rows = { 0 }, late = { 0 };
	buffer_printf(&rows, keeps ? _("%zu rows") : _("%zu open"), view->rows.count);
	if (view->overdue)
		buffer_printf(&late, _("! %zu overdue"), view->overdue);
	int both = text_width(buffer_text(&rows)) + 2 + text_width(buffer_text(&late));
	if (late.len == 0 || col + both < canvas->cols)
		col = canvas_put(canvas, 0, col, STYLE_NORMAL, buffer_text(&rows)) + 2;
	canvas_put(canvas, 0, col, STYLE_ERROR, buffer_text(&late));
	buffer_finish(&rows);
	buffer_finish(&late);
}

static void draw_head(const struct view_tasks *view, const struct canvas *canvas)
{
	int col = 1;
	for (size_t i = 0; i < task_section_count; i++) {
		bool here = i == view->section;
		col = canvas_put(canvas, 0, col, here ? STYLE_HEADING : STYLE_DIM,
				 _(task_sections[i]->title)) +
		      2;
	}
	col = canvas_put(canvas, 0, col, STYLE_NORMAL, view->all ? _("of every role") : _("mine")) + 2;
	if (edit_text(&view->filter)[0]) {
		canvas_printf(canvas, 0, col, STYLE_WARNING, _("only: %s (%zu of %zu)"),
			      edit_text(&view->filter), view->shown_count, view->rows.count);
		return;
	}
	draw_counts(view, canvas, col);
}

static void draw_empty(const struct view_tasks *view, const struct canvas *canvas)
{
	bool filtered = edit_text(&view->filter)[0] != '\0';
	canvas_put_wrapped(canvas, 1, 2, 3, canvas->cols - 4, STYLE_NORMAL,
			   filtered ? _("No row holds this. Esc shows all again.")
				    : _(task_sections[view->section]->empty));
}

static void draw_preview(const struct view_tasks *view, const struct canvas *canvas)
{
	const struct task_row *row = tasks_selected(view);
	struct buffer about = { 0 };
	char title[256];
	canvas_hline(canvas, 0, 0, canvas->cols);
	if (!row)
		return;
	if (row->number)
		snprintf(title, sizeof title, _("%s, customer file %d"), row->kind, row->number);
	else
		snprintf(title, sizeof title, "%s", row->kind);
	canvas_title(canvas, 0, 0, canvas->cols, title);
	add_part(&about, row->who);
	add_part(&about, row->plate);
	add_part(&about, row->model);
	int line = 1;
	line += canvas_put_wrapped(canvas, line, 1, 1, canvas->cols - 2, STYLE_NORMAL, buffer_text(&about));
	if (row->text)
		line += canvas_put_wrapped(canvas, line, 1, canvas->rows > PREVIEW_LINES ? 3 : 1,
					   canvas->cols - 2, STYLE_NORMAL, row->text);
	buffer_clear(&about);
	char due[2 * WHEN_SIZE];
	if (row->due)
		buffer_printf(&about, row->past ? "%s" : _("until %s"), due_text(row, true, due));
	add_part(&about, row->roles);
	add_part(&about, row->since);
	if (line < canvas->rows)
		canvas_put_in(canvas, line, 1, canvas->cols - 2, STYLE_DIM, TEXT_LEFT, buffer_text(&about));
	buffer_finish(&about);
}

void tasks_draw(const struct view_tasks *view, const struct canvas *canvas)
{
	int below = tasks_preview_rows(canvas->rows), head = tasks_head_rows(view);
	struct canvas list = canvas_sub(canvas, head, 0, canvas->rows - head - below, canvas->cols);
	struct canvas preview = canvas_sub(canvas, canvas->rows - below, 0, below, canvas->cols);
	draw_head(view, canvas);
	if (view->notice)
		canvas_put_in(canvas, 1, 1, canvas->cols - 2, STYLE_WARNING, TEXT_LEFT, view->notice);
	if (view->shown_count)
		draw_list(view, &list);
	else
		draw_empty(view, &list);
	draw_preview(view, &preview);
}
