/* F3's week: skills, receptions and means of mobility by day. */
#include <stdio.h>

#include "base/i18n.h"
#include "base/text.h"
#include "desk/labels.h"
#include "desk/view_load_state.h"
#include "desk/when.h"

enum { HEAD_ROWS = 2, DETAIL_ROWS = 4, LABEL_WIDTH = 16, LABEL_WIDTH_WIDE = 24, LANE_DECIMALS = 14 };

struct grid {
	int label;      /* width of the labels */
	int width;      /* of a day's column */
	int skill_rows; /* lines of a skill */
	int after;      /* an empty line after the skills */
	int scroll;     /* lines that do not fit above */
};

static int grid_row(const struct view_load *view, const struct grid *grid, int row);

static struct grid grid_for(const struct view_load *view, int rows, int cols)
{
	struct grid grid = { .label = cols >= LOAD_WIDE_COLS ? LABEL_WIDTH_WIDE : LABEL_WIDTH };
	grid.width = (cols - grid.label) / load_columns(view);
	grid.skill_rows = rows >= LOAD_TALL_ROWS ? 2 : 1;
	grid.after = rows >= LOAD_TALL_ROWS ? 1 : 0;
	int below = grid_row(view, &grid, view->row) - (rows - DETAIL_ROWS - 1);
	grid.scroll = below > 0 ? below : 0;
	return grid;
}

static int grid_row(const struct view_load *view, const struct grid *grid, int row)
{
	int skills = desk_site(view->pane.desk)->skill_count;
	int skill_rows = (row < skills ? row : skills) * grid->skill_rows;
	int row_of_grid = HEAD_ROWS + skill_rows + (row > skills ? row - skills : 0) +
			  (row >= skills ? grid->after : 0);
	return row_of_grid - grid->scroll;
}

static const char *row_label(const struct view_load *view, int row, bool wide)
{
	const struct site *site = desk_site(view->pane.desk);
	if (row < site->skill_count)
		return label_skill(site, row, desk_lang(view->pane.desk));
	if (row == site->skill_count)
		return _("receptions");
	const struct lane *lane = load_week_lane(view, view->day, row);
	if (lane)
		return lane->label;
	enum mobility kind = load_mobility_row(view, load_of(view, view->day), row)->kind;
	return wide ? label_mobility(kind) : label_mobility_short(kind);
}

/* --- cells --- */

static void draw_skill(const struct canvas *cell, const struct plan_skill_load *load)
{
	char spare[LABEL_HOURS_SIZE], am[LABEL_HOURS_SIZE], pm[LABEL_HOURS_SIZE];
	if (load->capacity == 0) {
		canvas_put_in(cell, 0, 0, cell->cols, STYLE_DIM, TEXT_RIGHT, _("nobody"));
		return;
	}
	canvas_heat(cell, 0, 0, cell->cols, load->share, 100, label_hours(load->spare, spare));
	if (cell->rows > 1)
		canvas_printf(cell, 1, 0, STYLE_DIM, _("am %s pm %s"),
			      label_hours(load->half_spare[HALF_AM], am),
			      label_hours(load->half_spare[HALF_PM], pm));
}

static void draw_count(const struct canvas *cell, int used, int total)
{
	char text[32];
	if (total < 0)
		snprintf(text, sizeof text, "%s", _("free"));
	else
		snprintf(text, sizeof text, "%d/%d", used, total);
	canvas_heat(cell, 0, 0, cell->cols, total < 0 ? 0 : used, total < 0 ? 1 : total, text);
}

/* Who has it and when it is back; a ! for one that is late, a / for one that is not there. */
static void lane_text(const struct lane *lane, civil_day day, int width, struct buffer *out)
{
	const struct lane_item *item = load_main_item(lane);
	char time[CIVIL_TIME_SIZE], date[WHEN_SIZE];
	if (!item)
		return;
	buffer_add(out, item->late ? "!" : item->kind == ITEM_AWAY ? "/" : "");
	buffer_add(out, item->name);
	if (item->kind != ITEM_LOAN || item->late)
		return;
	const char *back = item->back.day > day ? when_column(item->back.day, date)
						: civil_format_time(item->back.minute, time);
	if (text_width(buffer_text(out)) + 1 + text_width(back) <= width)
		buffer_printf(out, " %s", back);
}

static void draw_lane(const struct canvas *cell, const struct lane *lane, civil_day day)
{
	const struct lane_item *item = load_main_item(lane);
	int all, taken = load_lane_taken(lane, &all);
	char hours[LABEL_HOURS_SIZE];
	struct buffer text = { 0 };
	if (all == 0) {
		canvas_put_in(cell, 0, 0, cell->cols, STYLE_DIM, TEXT_RIGHT, _("nobody"));
		return;
	}
	if (cell->cols < LANE_DECIMALS)
		snprintf(hours, sizeof hours, "%d", (all - taken) / 60);
	else
		label_hours(all - taken, hours);
	lane_text(lane, day, cell->cols - 3 - text_width(hours), &text);
	canvas_heat(cell, 0, 0, 2 + text_width(hours), taken, all, hours);
	canvas_put_in(cell, 0, 3 + text_width(hours), cell->cols - 3 - text_width(hours),
		      item && item->late ? STYLE_ERROR : STYLE_NORMAL, TEXT_LEFT, buffer_text(&text));
	buffer_finish(&text);
}

static void draw_cell(const struct view_load *view, const struct canvas *cell,
		      const struct plan_day_load *day, int row)
{
	const struct lane *lane = load_week_lane(view, day->day, row);
	if (lane) {
		draw_lane(cell, lane, day->day);
		return;
	}
	int skills = desk_site(view->pane.desk)->skill_count;
	if (row < skills) {
		draw_skill(cell, &day->skills[row]);
	} else if (row == skills) {
		draw_count(cell, day->receptions_booked, day->receptions_capacity);
	} else {
		const struct plan_mobility_load *mobility = load_mobility_row(view, day, row);
		draw_count(cell, mobility->total - mobility->free, mobility->total);
	}
}

static bool is_seen(const struct view_load *view, const struct grid *grid, int row, int rows)
{
	int at = grid_row(view, grid, row);
	return at >= HEAD_ROWS && at < rows - DETAIL_ROWS;
}

static void draw_day(const struct view_load *view, const struct canvas *canvas, const struct grid *grid,
		     civil_day day)
{
	int col = grid->label + load_column(view, day) * grid->width;
	const char *shut = load_shut(view, day);
	char name[WHEN_SIZE];
	int year, month, dom;
	if (text_width(when_day(day, name)) > grid->width - 2) {
		civil_to_ymd(day, &year, &month, &dom);
		snprintf(name, sizeof name, "%s %d", when_weekday(day), dom);
	}
	canvas_put_in(canvas, 1, col, grid->width - 2, day == view->at.day ? STYLE_HEADING : STYLE_NORMAL,
		      TEXT_RIGHT, name);
	for (int row = 0; row < load_week_rows(view); row++) {
		if (!is_seen(view, grid, row, canvas->rows))
			continue;
		int rows = row < desk_site(view->pane.desk)->skill_count ? grid->skill_rows : 1;
		int at = grid_row(view, grid, row);
		struct canvas cell = canvas_sub(canvas, at, col, rows, grid->width - 2);
		bool here = day == view->day && row == view->row;
		if (!shut)
			draw_cell(view, &cell, load_of(view, day), row);
		else if (row == 0 || here)
			canvas_put_in(&cell, 0, 0, cell.cols, STYLE_DIM, TEXT_RIGHT, shut);
		if (!here)
			continue;
		canvas_put(canvas, at, col - 1, STYLE_FOCUS, ">");
		canvas_restyle(&cell, 0, 0, cell.cols, STYLE_FOCUS);
		canvas_cursor(&cell, 0, 0);
	}
}

/* --- the line below --- */

static void explain_row(const struct view_load *view, struct buffer *out)
{
	const struct plan_day_load *day = load_of(view, view->day);
	int skills = desk_site(view->pane.desk)->skill_count;
	const char *shut = load_shut(view, view->day);
	buffer_printf(out, "%s: ", row_label(view, view->row, true));
	if (shut) {
		buffer_add(out, shut);
	} else if (view->row < skills) {
		load_explain_skill(view, day, view->row, out);
	} else if (view->row == skills) {
		buffer_printf(out, _("%d booked, %d possible"), day->receptions_booked,
			      day->receptions_capacity);
	} else if (load_week_lane(view, view->day, view->row)) {
		load_explain_lane(load_week_lane(view, view->day, view->row), out);
	} else {
		const struct plan_mobility_load *mobility = load_mobility_row(view, day, view->row);
		if (mobility->total < 0)
			buffer_add(out, _("without limit"));
		else
			buffer_printf(out, _("%d of %d free all day"), mobility->free, mobility->total);
	}
}

static void draw_detail(const struct view_load *view, const struct canvas *canvas)
{
	char date[WHEN_SIZE];
	struct buffer text = { 0 };
	int row = canvas->rows - DETAIL_ROWS;
	explain_row(view, &text);
	canvas_hline(canvas, row, 0, canvas->cols);
	canvas_title(canvas, row, 0, canvas->cols, when_full(view->day, date));
	canvas_put_wrapped(canvas, row + 1, 1, DETAIL_ROWS - 1, canvas->cols - 2, STYLE_NORMAL,
			   buffer_text(&text));
	buffer_finish(&text);
}

void load_draw_week(const struct view_load *view, const struct canvas *canvas)
{
	struct grid grid = grid_for(view, canvas->rows, canvas->cols);
	civil_day monday = load_monday(view->day);
	int col = canvas_put(canvas, 0, 1, STYLE_HEADING, _("Week"));
	canvas_put_in(canvas, 0, col + 2, canvas->cols - col - 3, STYLE_NORMAL, TEXT_LEFT,
		      _("spare hours; what is taken of receptions and mobility; who has which car"));
	for (int row = 0; row < load_week_rows(view); row++)
		if (is_seen(view, &grid, row, canvas->rows))
			canvas_put_in(canvas, grid_row(view, &grid, row), 1, grid.label - 2, STYLE_NORMAL,
				      TEXT_LEFT, row_label(view, row, grid.label == LABEL_WIDTH_WIDE));
	for (civil_day day = monday; day < monday + DAYS_A_WEEK; day++)
		if (load_has_column(view, day))
			draw_day(view, canvas, &grid, day);
	if (grid.scroll > 0)
		canvas_put(canvas, HEAD_ROWS, canvas->cols - 1, STYLE_DIM, "↑");
	if (!is_seen(view, &grid, load_week_rows(view) - 1, canvas->rows))
		canvas_put(canvas, canvas->rows - DETAIL_ROWS - 1, canvas->cols - 1, STYLE_DIM, "↓");
	draw_detail(view, canvas);
}

bool load_click_week(struct view_load *view, int rows, int cols, int row, int col)
{
	struct grid grid = grid_for(view, rows, cols);
	civil_day monday = load_monday(view->day);
	if (col < grid.label || row < HEAD_ROWS || row >= rows - DETAIL_ROWS)
		return false;
	for (civil_day day = monday; day < monday + DAYS_A_WEEK; day++)
		if (day <= view->last && load_has_column(view, day) && grid.width > 0 &&
		    load_column(view, day) == (col - grid.label) / grid.width)
			view->day = day;
	for (int i = load_week_rows(view) - 1; i >= 0; i--) {
		if (row < grid_row(view, &grid, i))
			continue;
		view->row = i;
		return true;
	}
	return false;
}
