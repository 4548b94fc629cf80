/* F3's month: a calendar of weeks; each day its receptions and the spare hours of one skill. */
#include <stdio.h>

#include "base/i18n.h"
#include "base/text.h"
#include "desk/labels.h"
#include "desk/view_load_state.h"
#include "desk/when.h"

enum { HEAD_ROWS = 2, DETAIL_ROWS = 4, LABEL_WIDTH = 8 };

/* Where the weeks lie. */
struct grid {
	int week_rows; /* lines of a week */
	int weeks;     /* seen at once */
	civil_day top; /* Monday of the first one seen */
	int width;     /* of a day's column */
};

static struct grid grid_for(const struct view_load *view, int rows, int cols)
{
	struct grid grid = { .week_rows = rows >= LOAD_TALL_ROWS ? 3 : 2 };
	grid.weeks = (rows - HEAD_ROWS - DETAIL_ROWS) / grid.week_rows;
	grid.width = (cols - LABEL_WIDTH) / load_columns(view);
	int all = (load_monday(view->last) - view->first) / DAYS_A_WEEK + 1;
	int here = (load_monday(view->day) - view->first) / DAYS_A_WEEK;
	int top = here - grid.weeks / 2;
	if (top > all - grid.weeks)
		top = all - grid.weeks;
	grid.top = view->first + (top > 0 ? top : 0) * DAYS_A_WEEK;
	return grid;
}

static void draw_spare(const struct view_load *view, const struct canvas *cell,
		       const struct plan_day_load *day)
{
	int skill = view->skill == LOAD_ALL_SKILLS ? load_tightest(view, day) : view->skill;
	char hours[LABEL_HOURS_SIZE];
	if (skill < 0 || day->skills[skill].capacity == 0) {
		canvas_put_in(cell, 1, 0, cell->cols, STYLE_DIM, TEXT_RIGHT, _("nobody"));
		return;
	}
	canvas_heat(cell, 1, 0, cell->cols, day->skills[skill].share, 100,
		    label_hours(day->skills[skill].spare, hours));
	if (cell->rows > 2)
		canvas_put_in(cell, 2, 0, cell->cols, STYLE_DIM, TEXT_LEFT,
			      label_skill(desk_site(view->pane.desk), skill, desk_lang(view->pane.desk)));
}

static void draw_number(const struct view_load *view, const struct canvas *cell, civil_day day)
{
	int year, month, dom;
	char text[32];
	civil_to_ymd(day, &year, &month, &dom);
	snprintf(text, sizeof text, "%s%d", day == view->day ? ">" : " ", dom);
	int col = canvas_put(cell, 0, 0, day == view->at.day ? STYLE_HEADING : STYLE_NORMAL, text);
	if (day == view->at.day)
		canvas_put(cell, 0, col, STYLE_HEADING, cell->cols > 16 ? _(" today") : "*");
}

static void draw_cell(const struct view_load *view, const struct canvas *cell, civil_day day)
{
	const struct plan_day_load *load = load_of(view, day);
	const char *shut = load_shut(view, day);
	char receptions[32];
	draw_number(view, cell, day);
	if (shut) {
		canvas_put_in(cell, 1, 1, cell->cols - 1, STYLE_DIM, TEXT_LEFT, shut);
	} else {
		snprintf(receptions, sizeof receptions, "%d/%d", load->receptions_booked,
			 load->receptions_capacity);
		canvas_put_right(cell, 0, cell->cols, STYLE_DIM, receptions);
		draw_spare(view, cell, load);
	}
	if (day != view->day)
		return;
	canvas_restyle(cell, 0, 0, cell->cols, STYLE_FOCUS);
	canvas_cursor(cell, 0, 0);
}

static void draw_month_name(const struct canvas *canvas, int row, civil_day monday, bool first)
{
	int year, month, dom, last_year, last_month, last_dom;
	char text[64];
	civil_to_ymd(monday, &last_year, &last_month, &last_dom);
	civil_to_ymd(monday + DAYS_A_WEEK - 1, &year, &month, &dom);
	if (first) /* the month in which the page begins */
		snprintf(text, sizeof text, "%s", when_month(last_month));
	else if (dom > DAYS_A_WEEK)
		return;
	else
		snprintf(text, sizeof text, "%s", when_month(month));
	canvas_put_in(canvas, row, 1, LABEL_WIDTH - 2, STYLE_HEADING, TEXT_LEFT, text);
}

static void draw_head(const struct view_load *view, const struct canvas *canvas, const struct grid *grid)
{
	const struct desk *desk = view->pane.desk;
	const char *skill = view->skill == LOAD_ALL_SKILLS
				    ? _("the tightest skill of each day")
				    : label_skill(desk_site(desk), view->skill, desk_lang(desk));
	int col = canvas_put(canvas, 0, 1, STYLE_HEADING, _("Month"));
	col = canvas_printf(canvas, 0, col + 2, STYLE_NORMAL, _("spare hours: %s"), skill);
	if (col + 2 + text_width(_("receptions booked/possible")) < canvas->cols)
		canvas_put_right(canvas, 0, canvas->cols - 1, STYLE_DIM, _("receptions booked/possible"));
	for (civil_day day = view->first; day < view->first + DAYS_A_WEEK; day++)
		if (load_has_column(view, day))
			canvas_put_in(canvas, 1, LABEL_WIDTH + load_column(view, day) * grid->width,
				      grid->width - 2, STYLE_HEADING, TEXT_LEFT, when_weekday(day));
}

/* How a colour and a bar read, in shares used. */
static int draw_legend(const struct canvas *canvas, int row)
{
	static const int shares[] = { 0, 50, 70, 85, 100 };
	int col = canvas_put(canvas, row, 1, STYLE_DIM, _("used from")) + 1;
	for (size_t i = 0; i < sizeof shares / sizeof shares[0]; i++) {
		char text[16];
		snprintf(text, sizeof text, "%d %%", shares[i]);
		canvas_heat(canvas, row, col, 7, shares[i], 100, text);
		col += 8;
	}
	return col;
}

static void draw_detail(const struct view_load *view, const struct canvas *canvas, int row)
{
	const struct plan_day_load *day = load_of(view, view->day);
	const struct desk *desk = view->pane.desk;
	const char *shut = load_shut(view, view->day);
	int skill = view->skill == LOAD_ALL_SKILLS ? load_tightest(view, day) : view->skill;
	char date[WHEN_SIZE];
	struct buffer text = { 0 };
	canvas_hline(canvas, row, 0, canvas->cols);
	canvas_title(canvas, row, 0, canvas->cols, when_full(view->day, date));
	if (shut) {
		canvas_put(canvas, row + 1, 1, STYLE_NORMAL, shut);
	} else if (skill >= 0) {
		buffer_printf(&text, "%s: ", label_skill(desk_site(desk), skill, desk_lang(desk)));
		load_explain_skill(view, day, skill, &text);
		canvas_put_wrapped(canvas, row + 1, 1, 2, canvas->cols - 2, STYLE_NORMAL, buffer_text(&text));
	}
	draw_legend(canvas, row + 3);
	buffer_finish(&text);
}

void load_draw_month(const struct view_load *view, const struct canvas *canvas)
{
	struct grid grid = grid_for(view, canvas->rows, canvas->cols);
	draw_head(view, canvas, &grid);
	for (int week = 0; week < grid.weeks; week++) {
		civil_day monday = grid.top + week * DAYS_A_WEEK;
		int row = HEAD_ROWS + week * grid.week_rows;
		if (monday > view->last)
			break;
		draw_month_name(canvas, row, monday, week == 0);
		for (civil_day day = monday; day < monday + DAYS_A_WEEK; day++) {
			if (!load_has_column(view, day))
				continue;
			struct canvas cell =
				canvas_sub(canvas, row, LABEL_WIDTH + load_column(view, day) * grid.width,
					   grid.week_rows, grid.width - 2);
			draw_cell(view, &cell, day);
		}
	}
	draw_detail(view, canvas, canvas->rows - DETAIL_ROWS);
}

bool load_click_month(struct view_load *view, int rows, int cols, int row, int col)
{
	struct grid grid = grid_for(view, rows, cols);
	if (grid.width <= 0 || grid.week_rows <= 0 || row < HEAD_ROWS ||
	    row >= HEAD_ROWS + grid.weeks * grid.week_rows || col < LABEL_WIDTH)
		return false;
	civil_day monday = grid.top + (row - HEAD_ROWS) / grid.week_rows * DAYS_A_WEEK;
	for (civil_day day = monday; day < monday + DAYS_A_WEEK && day <= view->last; day++) {
		if (!load_has_column(view, day) || load_column(view, day) != (col - LABEL_WIDTH) / grid.width)
			continue;
		view->day = day;
		return true;
	}
	return false;
}
