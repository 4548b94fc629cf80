/* F2: which days and skills the load beside the call shows. */
#include "desk/view_call_state.h"

static bool used_by_work(const struct site *site, const struct call *call, int skill)
{
	for (size_t i = 0; call && i < form_answers_count(call->answers, "work_codes"); i++) {
		int work = site_find_work(site, form_answers_value(call->answers, "work_codes", i));
		for (int part = 0; work >= 0 && part < site->work[work].part_count; part++)
			if (site->work[work].parts[part].skill == skill)
				return true;
	}
	return false;
}

void order_skills(struct view_call *view, const struct call *call)
{
	const struct site *site = desk_site(view->pane.desk);
	view->skill_count = 0;
	for (int used = 1; used >= 0; used--)
		for (int skill = 0; skill < site->skill_count; skill++)
			if (used_by_work(site, call, skill) == (used == 1))
				view->skills[view->skill_count++] = skill;
}

static civil_day first_day(const struct desk *desk, const struct call *call)
{
	civil_day wished;
	const char *date = call ? form_answers_get(call->answers, "wish_date") : NULL;
	if (date && civil_parse_date(date, &wished) && wished > desk->moment.day)
		return wished;
	return desk->moment.day;
}

/* The last of the open days that are shown, within the horizon. */
static civil_day last_shown(const struct desk *desk, civil_day from)
{
	civil_day last = from, end = office_horizon(desk->office);
	for (int open = 0; last <= end; last++) {
		open += site_reception_on(desk_site(desk), last).count > 0;
		if (open == VIEW_DAYS)
			return last;
	}
	return end;
}

bool load_days(struct view_call *view, const struct call *call, struct error *err)
{
	struct desk *desk = view->pane.desk;
	civil_day from = first_day(desk, call), last = last_shown(desk, from);
	const struct plan_state *state = desk_plan_until(desk, last, err);
	if (!state)
		return false;
	if (view->days_serial == desk_plan_serial(desk) && view->days_from == from &&
	    moment_compare(view->days_at, desk->moment) == 0)
		return true;
	view->days_serial = desk_plan_serial(desk);
	view->days_from = from;
	view->days_at = desk->moment;
	view->day_count = 0;
	for (civil_day day = from; day <= last && view->day_count < VIEW_DAYS; day++) {
		plan_load_day(state, day, &view->days[view->day_count]);
		bool today = day == desk->moment.day;
		view->day_count += view->days[view->day_count].open || today;
	}
	return true;
}
