/* Moving the selection of F3. */
#include "base/i18n.h"
#include "desk/view_load_state.h"
#include "desk/when.h"

void load_keep_in_range(struct view_load *view)
{
	if (view->day < view->first)
		view->day = view->first;
	if (view->day > view->last)
		view->day = view->last;
	while (!load_has_column(view, view->day) && view->day < view->last)
		view->day++;
	while (!load_has_column(view, view->day) && view->day > view->first)
		view->day--;
}

/* By @by days, weekends that have no column left out. */
static void move_day(struct view_load *view, int by)
{
	civil_day day = view->day + by;
	int step = by < 0 ? -1 : 1;
	while (day >= view->first && day <= view->last && !load_has_column(view, day))
		day += step;
	if (day < view->first || day > view->last) {
		char date[WHEN_SIZE];
		desk_say(view->pane.desk,
			 step > 0 ? _("What is known ends on %s.") : _("The calendar begins on %s."),
			 when_date(step > 0 ? view->last : view->first, date));
		return;
	}
	view->day = day;
	view->item = 0;
	view->pane.stale = true;
}

static void move_row(struct view_load *view, int by)
{
	int rows = load_week_rows(view), row = view->row + by;
	view->row = row < 0 ? 0 : row >= rows ? rows - 1 : row;
}

static void move_lane(struct view_load *view, int by)
{
	if ((by < 0 && view->lane == 0) || (by > 0 && view->lane + 1 >= view->lanes.count))
		return;
	view->lane += by < 0 ? -1 : 1;
	view->item = 0;
}

static void move_item(struct view_load *view, int by)
{
	const struct lane *lane = load_lane(view);
	if (!lane || (by < 0 && view->item == 0) || (by > 0 && view->item + 1 >= lane->count))
		return;
	view->item += by < 0 ? -1 : 1;
}

void load_move_vertically(struct view_load *view, int by)
{
	switch (view->zoom) {
	case ZOOM_MONTH:
		move_day(view, by * DAYS_A_WEEK);
		break;
	case ZOOM_WEEK:
		move_row(view, by);
		break;
	case ZOOM_DAY:
	case ZOOM_COUNT:
		move_lane(view, by);
		break;
	}
}

void load_move_sideways(struct view_load *view, int by)
{
	if (view->zoom == ZOOM_DAY)
		move_item(view, by);
	else
		move_day(view, by);
}

void load_move_page(struct view_load *view, int by)
{
	static const int days[ZOOM_COUNT] = {
		[ZOOM_MONTH] = 4 * DAYS_A_WEEK, [ZOOM_WEEK] = DAYS_A_WEEK, [ZOOM_DAY] = 1
	};
	move_day(view, by * days[view->zoom]);
}
