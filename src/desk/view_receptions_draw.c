/* The rows of F4 and the pane below them. */
#include <stdio.h>

#include "base/i18n.h"
#include "base/text.h"
#include "desk/file_points.h"
#include "desk/labels.h"
#include "desk/view_day.h"
#include "desk/view_receptions_state.h"
#include "desk/when.h"
#include "model/rules.h"

enum {
	WIDE = 110,
	NARROW = 76,
	LATE_MINUTES = 15,
	PREVIEW_SMALL = 5,
	LARGE_ROWS = 28,
	PERSONA = 13,
	LIST_LEAST = 5,
	MISSING_GAP = 2,
	MISSING_LEAST = 12
};

/* Where the columns of a row begin, and how wide they are. */
struct columns {
	int advisor, name, plate, model, marks;
	int request, persona, mobility, back, points;
	int mobility_width, back_width;
};

static struct columns columns_for(int cols, bool week)
{
	bool wide = cols >= WIDE, narrow = cols < NARROW;
	struct columns at = { .advisor = 8, .name = 16 };
	at.plate = at.name + (wide ? 22 : 12);
	at.model = at.plate + 12;
	at.marks = at.model + (wide ? 20 : narrow ? 0 : 16);
	at.mobility_width = wide ? 22 : narrow ? 0 : 13;
	at.back_width = wide ? 24 : 21;
	at.request = at.advisor + (week ? 3 : 0);
	at.points = cols - 5;
	at.back = at.points - at.back_width;
	at.mobility = at.back - at.mobility_width;
	at.persona = wide ? at.mobility - PERSONA : at.mobility;
	return at;
}

int receptions_preview_rows(const struct view_receptions *view, int rows)
{
	int free_rows = rows - RECEPTION_HEAD - (int)view->all.count * RECEPTION_ROWS;
	if (!receptions_has_page(rows))
		return PREVIEW_SMALL;
	/* What the list does not need shows more of the file; by the day's rows, so that typing moves
	 * nothing. */
	return free_rows < rows / 2            ? rows / 2
	       : free_rows > rows - LIST_LEAST ? rows - LIST_LEAST
					       : free_rows;
}

bool receptions_has_page(int rows)
{
	return rows >= LARGE_ROWS;
}

static const char *or_empty(const char *text)
{
	return text ? text : "";
}

/* --- a row --- */

static bool is_overdue(const struct desk *desk, const struct appointment *appointment)
{
	struct moment now = desk_moment(desk), due = { appointment->day, appointment->start + LATE_MINUTES };
	return appointment->state == APPOINTMENT_BOOKED && appointment->day == now.day &&
	       moment_compare(now, due) > 0;
}

/* Marks, and the state when it is not just booked. */
static int draw_marks(const struct desk *desk, const struct canvas *canvas, int row, int col,
		      const struct appointment *appointment)
{
	char text[128];
	const char *marks = marks_text(appointment->marks, text, sizeof text);
	bool overdue = is_overdue(desk, appointment);
	if (overdue || appointment->state != APPOINTMENT_BOOKED) {
		enum style style =
			overdue || appointment->state == APPOINTMENT_NO_SHOW ? STYLE_WARNING : STYLE_GOOD;
		col = canvas_put(canvas, row, col, style,
				 overdue ? _("not here yet") : label_state(appointment->state)) +
		      1;
	}
	canvas_put_in(canvas, row, col, canvas->cols - col - 1,
		      appointment->marks & MARK_RET ? STYLE_WARNING : STYLE_HEADING, TEXT_LEFT, marks);
	return col + text_width(marks);
}

/* What is missing in the file, behind the marks up to the light below. */
static void draw_missing(const struct canvas *canvas, int row, int from, const struct file_check *check)
{
	struct buffer words = { 0 };
	char light[FILE_LIGHT_SIZE];
	enum style style = file_light_text(check, light) == STYLE_WARNING ? STYLE_NORMAL : STYLE_DIM;
	int width = canvas->cols - 2 - from - MISSING_GAP;
	if (!file_points_words(check, true, &words))
		file_points_words(check, false, &words);
	if (words.len && width >= MISSING_LEAST)
		canvas_put_in(canvas, row, from + MISSING_GAP, width, style, TEXT_RIGHT, buffer_text(&words));
	buffer_finish(&words);
}

static void draw_mobility(const struct canvas *canvas, int row, const struct columns *at,
			  const struct appointment *appointment)
{
	char text[128];
	if (at->mobility_width == 0)
		return;
	if (appointment->unit)
		snprintf(text, sizeof text, "%s %s", appointment->unit, or_empty(appointment->unit_model));
	else
		snprintf(text, sizeof text, "%s",
			 appointment->mobility_answered ? label_mobility_short(appointment->mobility) : "?");
	canvas_put_in(canvas, row, at->mobility, at->mobility_width - 1, STYLE_NORMAL, TEXT_LEFT, text);
}

static void draw_back(const struct canvas *canvas, int row, const struct columns *at,
		      const struct appointment *appointment)
{
	char text[128], date[WHEN_SIZE], time[CIVIL_TIME_SIZE];
	snprintf(text, sizeof text, _("back %s %s"), when_day(appointment->handback_day, date),
		 civil_format_time(appointment->handback_start, time));
	canvas_put_in(canvas, row, at->back, at->back_width - 1, STYLE_NORMAL, TEXT_LEFT, text);
}

static void draw_light(const struct canvas *canvas, int row, int col, const struct file_check *check)
{
	char text[FILE_LIGHT_SIZE];
	enum style style = file_light_text(check, text);
	canvas_put(canvas, row, col, style, text);
}

static void add_part(struct buffer *out, const char *text)
{
	if (text && *text)
		buffer_printf(out, "%s%s", out->len ? ", " : "", text);
}

/* Without columns: who, then what, with commas between. */
static void draw_plain_row(const struct desk *desk, const struct canvas *canvas, int row,
			   const struct office_checked *checked)
{
	const struct reception *reception = &checked->reception;
	const struct appointment *appointment = &reception->appointment;
	struct buffer who = { 0 }, what = { 0 }, open = { 0 };
	char time[CIVIL_TIME_SIZE], date[WHEN_SIZE], marks[128];
	buffer_printf(&who, "%s %s", civil_format_time(appointment->start, time),
		      or_empty(reception->customer_name));
	add_part(&who, reception->plate);
	add_part(&who, reception->vehicle_model);
	add_part(&who, label_staff(desk_site(desk), appointment->advisor));
	add_part(&who, is_overdue(desk, appointment)              ? _("not here yet")
		       : appointment->state != APPOINTMENT_BOOKED ? label_state(appointment->state)
								  : "");
	add_part(&who, marks_text(appointment->marks, marks, sizeof marks));
	buffer_add(&what, or_empty(reception->request));
	add_part(&what, appointment->unit                ? appointment->unit_model
			: appointment->mobility_answered ? label_mobility_short(appointment->mobility)
							 : "");
	buffer_printf(&what, "%s", what.len ? ", " : "");
	buffer_printf(&what, _("back %s %s"), when_day(appointment->handback_day, date),
		      civil_format_time(appointment->handback_start, time));
	if (file_points_words(&checked->check, true, &open))
		buffer_printf(&what, ", ! %s", buffer_text(&open));
	canvas_put_in(canvas, row, 2, canvas->cols - 2, STYLE_NORMAL, TEXT_LEFT, buffer_text(&who));
	canvas_put_in(canvas, row + 1, 2, canvas->cols - 2, STYLE_NORMAL, TEXT_LEFT, buffer_text(&what));
	buffer_finish(&who);
	buffer_finish(&what);
	buffer_finish(&open);
}

static void draw_row(const struct view_receptions *view, const struct canvas *canvas, int row,
		     const struct columns *at, const struct office_checked *checked)
{
	const struct desk *desk = view->pane.desk;
	const struct reception *reception = &checked->reception;
	const struct appointment *appointment = &reception->appointment;
	char time[CIVIL_TIME_SIZE], date[WHEN_SIZE];
	if (canvas_is_plain(canvas)) {
		draw_plain_row(desk, canvas, row, checked);
		return;
	}
	if (view->week)
		canvas_put(canvas, row + 1, 2, STYLE_DIM, when_day(appointment->day, date));
	canvas_put(canvas, row, 2, STYLE_HEADING, civil_format_time(appointment->start, time));
	canvas_put_in(canvas, row, at->advisor, at->name - at->advisor - 1, STYLE_NORMAL, TEXT_LEFT,
		      label_staff(desk_site(desk), appointment->advisor));
	canvas_put_in(canvas, row, at->name, at->plate - at->name - 1, STYLE_HEADING, TEXT_LEFT,
		      or_empty(reception->customer_name));
	canvas_put_in(canvas, row, at->plate, at->model - at->plate - 1, STYLE_NORMAL, TEXT_LEFT,
		      or_empty(reception->plate));
	if (at->marks > at->model)
		canvas_put_in(canvas, row, at->model, at->marks - at->model - 1, STYLE_NORMAL, TEXT_LEFT,
			      or_empty(reception->vehicle_model));
	int end = draw_marks(desk, canvas, row, at->marks, appointment);
	if (canvas->cols >= WIDE)
		draw_missing(canvas, row, end, &checked->check);
	canvas_put_in(canvas, row + 1, at->request, at->persona - at->request - 1, STYLE_NORMAL, TEXT_LEFT,
		      or_empty(reception->request));
	if (at->persona < at->mobility)
		canvas_put_in(canvas, row + 1, at->persona, PERSONA - 1, STYLE_DIM, TEXT_LEFT,
			      label_persona(reception->persona));
	draw_mobility(canvas, row + 1, at, appointment);
	draw_back(canvas, row + 1, at, appointment);
	draw_light(canvas, row + 1, at->points, &checked->check);
}

/* --- the list --- */

static void draw_empty(const struct view_receptions *view, const struct canvas *canvas)
{
	const char *shut = view_day_shut(view->pane.desk, view->day);
	if (view->all.count)
		canvas_put(canvas, 1, 2, STYLE_NORMAL, _("No row holds what is typed; Esc shows all again."));
	else if (shut)
		canvas_printf(canvas, 1, 2, STYLE_NORMAL, _("The site is shut on this day: %s."), shut);
	else
		canvas_put(canvas, 1, 2, STYLE_NORMAL, _("No reception on this day."));
}

/* Its hour: the rest of the row keeps its own colours, and a move sends little over a slow line. */
static void draw_selection(const struct canvas *canvas, int row, const struct columns *at)
{
	canvas_restyle(canvas, row, 0, canvas_is_plain(canvas) ? canvas->cols : at->advisor - 1, STYLE_FOCUS);
	canvas_put(canvas, row, 0, STYLE_FOCUS, ">");
	canvas_cursor(canvas, row, 0);
}

static void draw_list(const struct view_receptions *view, const struct canvas *canvas)
{
	struct list list = view->list;
	struct columns at = columns_for(canvas->cols, view->week);
	list_set_height(&list, (size_t)(canvas->rows / RECEPTION_ROWS));
	for (size_t i = list.top; i < view->shown_count && i < list.top + list.height; i++) {
		int row = (int)(i - list.top) * RECEPTION_ROWS;
		draw_row(view, canvas, row, &at, &view->all.items[view->shown[i]]);
		if (i == list.row)
			draw_selection(canvas, row, &at);
	}
	if (list.top > 0)
		canvas_put(canvas, 0, canvas->cols - 1, STYLE_DIM, "↑");
	if (list.top + list.height < view->shown_count)
		canvas_put(canvas, canvas->rows - 1, canvas->cols - 1, STYLE_DIM, "↓");
}

/* --- above and below --- */

static size_t incomplete(const struct view_receptions *view)
{
	size_t count = 0;
	for (size_t i = 0; i < view->all.count; i++)
		count += view->all.items[i].check.musts > 0;
	return count;
}

/* What counts first: where the line is too short the hand-backs, which the rows show, go. */
static void draw_counts(const struct view_receptions *view, const struct canvas *canvas, int col)
{
	struct buffer text = { 0 };
	int room = canvas->cols - col;
	buffer_printf(&text, _("%zu receptions, %zu incomplete, %zu hand-backs"), view->all.count,
		      incomplete(view), view->handbacks);
	if (text_width(buffer_text(&text)) > room) {
		buffer_clear(&text);
		buffer_printf(&text, _("%zu receptions, %zu incomplete"), view->all.count, incomplete(view));
	}
	if (room > 0)
		canvas_put_in(canvas, 0, col, room, STYLE_NORMAL, TEXT_LEFT, buffer_text(&text));
	buffer_finish(&text);
}

static void draw_head(const struct view_receptions *view, const struct canvas *canvas)
{
	const struct site *site = desk_site(view->pane.desk);
	char date[WHEN_SIZE], last[WHEN_SIZE];
	bool today = !view->week && view->day == desk_moment(view->pane.desk).day;
	int col = view->week ? canvas_printf(canvas, 0, 1, STYLE_HEADING, "%s – %s",
					     when_date(receptions_first(view), date),
					     when_date(receptions_last(view), last))
			     : canvas_put(canvas, 0, 1, STYLE_HEADING, when_full(view->day, date));
	if (today)
		col = canvas_printf(canvas, 0, col, STYLE_HEADING, " (%s)", _("today"));
	col = canvas_put(canvas, 0, col + 2, STYLE_NORMAL,
			 view->advisor < 0 ? _("all advisors") : label_member(&site->staff[view->advisor]));
	if (edit_text(&view->filter)[0])
		canvas_printf(canvas, 0, col + 2, STYLE_WARNING, _("only: %s (%zu of %zu)"),
			      edit_text(&view->filter), view->shown_count, view->all.count);
	else
		draw_counts(view, canvas, col + 2);
}

static void draw_open_points(const struct office_checked *checked, const struct canvas *canvas, int row)
{
	struct buffer points = { 0 }, line = { 0 };
	enum style style = STYLE_WARNING;
	if (file_points_words(&checked->check, true, &points)) {
		buffer_printf(&line, _("! still open: %s"), buffer_text(&points));
	} else if (file_points_words(&checked->check, false, &points)) {
		buffer_printf(&line, _("? to ask at the reception: %s"), buffer_text(&points));
		style = STYLE_NORMAL;
	}
	if (line.len && row < canvas->rows)
		canvas_put_wrapped(canvas, row, 1, 1, canvas->cols - 2, style, buffer_text(&line));
	buffer_finish(&points);
	buffer_finish(&line);
}

static void draw_summary(const struct view_receptions *view, const struct canvas *canvas,
			 const struct office_checked *checked)
{
	const struct reception *reception = &checked->reception;
	struct buffer work = { 0 };
	const char *persona = label_persona(reception->persona);
	label_work(desk_site(view->pane.desk), reception->appointment.work, desk_lang(view->pane.desk),
		   &work);
	bool brief = view->brief.len > 0;
	int row = canvas_put_wrapped(canvas, 0, 1, canvas->rows - 2 - brief, canvas->cols - 2, STYLE_NORMAL,
				     or_empty(reception->request));
	if (persona[0])
		buffer_printf(&work, "  (%s)", persona);
	row += canvas_put_wrapped(canvas, row, 1, 1, canvas->cols - 2, STYLE_NORMAL, buffer_text(&work));
	if (brief)
		row += canvas_put_wrapped(canvas, row, 1, 1, canvas->cols - 2, view->brief_style,
					  buffer_text(&view->brief));
	draw_open_points(checked, canvas, row);
	buffer_finish(&work);
}

static void draw_preview(const struct view_receptions *view, const struct canvas *canvas)
{
	const struct office_checked *checked = receptions_selected(view);
	char title[256];
	canvas_hline(canvas, 0, 0, canvas->cols);
	if (!checked)
		return;
	snprintf(title, sizeof title, _("Customer file %d: %s"), checked->reception.appointment.number,
		 or_empty(checked->reception.customer_name));
	canvas_title(canvas, 0, 0, canvas->cols, title);
	struct canvas text = canvas_sub(canvas, 1, 0, canvas->rows - 1, canvas->cols);
	if (view->paged[0] && canvas->rows > PREVIEW_SMALL)
		receptions_page_draw(view, &text);
	else
		draw_summary(view, &text, checked);
}

void receptions_draw(const struct view_receptions *view, const struct canvas *canvas)
{
	int below = receptions_preview_rows(view, canvas->rows);
	struct canvas list =
		canvas_sub(canvas, RECEPTION_HEAD, 0, canvas->rows - RECEPTION_HEAD - below, canvas->cols);
	struct canvas preview = canvas_sub(canvas, canvas->rows - below, 0, below, canvas->cols);
	draw_head(view, canvas);
	if (view->shown_count)
		draw_list(view, &list);
	else
		draw_empty(view, &list);
	draw_preview(view, &preview);
}
