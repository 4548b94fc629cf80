/* What the zooms of F3 ask of the snapshot. */
#include "base/i18n.h"
#include "desk/labels.h"
#include "desk/view_day.h"
#include "desk/view_load_state.h"

const struct plan_day_load *load_of(const struct view_load *view, civil_day day)
{
	static const struct plan_day_load unknown = { 0 };
	return day < view->first || day > view->last ? &unknown : &view->days[day - view->first];
}

civil_day load_monday(civil_day day)
{
	return day - civil_weekday(day);
}

bool load_has_column(const struct view_load *view, civil_day day)
{
	return desk_site(view->pane.desk)->opening[civil_weekday(day)].count > 0;
}

int load_column(const struct view_load *view, civil_day day)
{
	int column = 0;
	for (civil_day at = load_monday(day); at < day; at++)
		column += load_has_column(view, at);
	return column;
}

int load_columns(const struct view_load *view)
{
	int count = load_column(view, load_monday(view->first) + DAYS_A_WEEK - 1) +
		    load_has_column(view, load_monday(view->first) + DAYS_A_WEEK - 1);
	return count ? count : 1;
}

int load_tightest(const struct view_load *view, const struct plan_day_load *day)
{
	int tightest = -1;
	for (int i = 0; i < desk_site(view->pane.desk)->skill_count; i++)
		if (day->skills[i].capacity > 0 &&
		    (tightest < 0 || day->skills[i].share > day->skills[tightest].share))
			tightest = i;
	return tightest;
}

const char *load_shut(const struct view_load *view, civil_day day)
{
	const char *shut = view_day_shut(view->pane.desk, day);
	if (shut)
		return shut;
	if (day < view->at.day)
		return _("past");
	if (day > view->last)
		return _("later");
	return load_of(view, day)->open ? NULL : _("shut");
}

/* A day of which the means of mobility can be told: any open one. */
static const struct plan_day_load *some_open_day(const struct view_load *view)
{
	for (civil_day day = view->first; day <= view->last; day++)
		if (load_of(view, day)->open)
			return load_of(view, day);
	return load_of(view, view->first);
}

int load_week_rows(const struct view_load *view)
{
	const struct site *site = desk_site(view->pane.desk);
	int rows = site->skill_count + 1 + some_open_day(view)->mobility_count;
	for (int i = 0; i < site->unit_count; i++)
		rows += site->units[i].active;
	for (int i = 0; i < site->staff_count; i++)
		rows += site->staff[i].active && site->staff[i].roles & ROLE_DRIVER;
	return rows;
}

const struct lane *load_week_lane(const struct view_load *view, civil_day day, int row)
{
	civil_day monday = load_monday(day);
	int index = row - desk_site(view->pane.desk)->skill_count - 1 - some_open_day(view)->mobility_count;
	if (monday != view->week_of || index < 0 || (size_t)index >= view->week[day - monday].count)
		return NULL;
	return &view->week[day - monday].items[index];
}

const struct plan_mobility_load *load_mobility_row(const struct view_load *view,
						   const struct plan_day_load *day, int row)
{
	static const struct plan_mobility_load none = { .kind = MOBILITY_NONE };
	const struct plan_day_load *shown = day->open ? day : some_open_day(view);
	int index = row - desk_site(view->pane.desk)->skill_count - 1;
	return index >= 0 && index < shown->mobility_count ? &shown->mobility[index] : &none;
}

void load_explain_skill(const struct view_load *view, const struct plan_day_load *day, int skill,
			struct buffer *out)
{
	const struct plan_skill_load *load = &day->skills[skill];
	char there[LABEL_HOURS_SIZE], planned[LABEL_HOURS_SIZE], held[LABEL_HOURS_SIZE],
		carried[LABEL_HOURS_SIZE];
	char open[LABEL_HOURS_SIZE], reserve[LABEL_HOURS_SIZE], spare[LABEL_HOURS_SIZE], am[LABEL_HOURS_SIZE],
		pm[LABEL_HOURS_SIZE];
	buffer_printf(out, _("%s h there, %s h planned"), label_hours(load->capacity, there),
		      label_hours(load->planned, planned));
	if (load->held)
		buffer_printf(out, _(" (%s h only held)"), label_hours(load->held, held));
	if (load->carried)
		buffer_printf(out, _(" (%s h carried over)"), label_hours(load->carried, carried));
	int unassigned = load->planned - load->held - load->carried - load->half_named[HALF_AM] -
			 load->half_named[HALF_PM];
	if (unassigned > 0 && unassigned < load->planned)
		buffer_printf(out, _(" (%s h unassigned)"), label_hours(unassigned, open));
	if (load->reserve)
		buffer_printf(out, _(", %s h kept in reserve"), label_hours(load->reserve, reserve));
	buffer_printf(out, _(", %s h spare: morning %s, afternoon %s"), label_hours(load->spare, spare),
		      label_hours(load->half_spare[HALF_AM], am), label_hours(load->half_spare[HALF_PM], pm));
}

void load_explain_lane(const struct lane *lane, struct buffer *out)
{
	int all, taken = load_lane_taken(lane, &all);
	char left[LABEL_HOURS_SIZE];
	if (all == 0 && lane->count == 0) {
		buffer_add(out, _("not there on this day"));
		return;
	}
	buffer_printf(out, _("%s h left"), label_hours(all - taken, left));
	for (size_t i = 0; i < lane->count; i++)
		buffer_printf(out, "; %s", lane->items[i].text);
}
