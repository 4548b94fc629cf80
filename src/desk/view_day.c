#include "desk/view_day.h"

#include <string.h>

#include "base/i18n.h"
#include "desk/labels.h"

enum { LOOK_DAYS = 183 };

civil_day view_day_open(const struct site *site, civil_day day, int step)
{
	for (int i = 0; i < LOOK_DAYS; i++)
		if (site_opening_on(site, day + i * step).count > 0)
			return day + i * step;
	return day;
}

const char *view_day_shut(const struct desk *desk, civil_day day)
{
	const struct site *site = desk_site(desk);
	const struct holiday *holiday = site_holiday(site, day);
	if (site_opening_on(site, day).count > 0)
		return NULL;
	return holiday ? label_text(&holiday->name, desk_lang(desk), _("shut")) : _("shut");
}

void view_day_prompt(struct desk *desk, const char *title, const char *text, const char *label,
		     const char *typed, menu_answer *answer)
{
	menu_open(desk, title, text, NULL, 0, 0, label, answer, NULL);
	struct pane *menu = desk_focused(desk);
	struct event paste = { .kind = EVENT_PASTE, .text = typed, .len = strlen(typed) };
	if (paste.len && menu->ops == &menu_ops)
		menu->ops->event(menu, &paste);
}

void view_day_ask(struct desk *desk, const char *typed, menu_answer *answer)
{
	view_day_prompt(desk, _("Go to a day"), NULL, _("date: 24, tue, +3, today, 2026-11-24"), typed,
			answer);
}

bool view_day_read(struct desk *desk, const char *typed, menu_answer *answer, civil_day *day)
{
	if (civil_parse_wish(typed, desk_moment(desk).day, day))
		return true;
	view_day_prompt(desk, _("Go to a day"), _("That is no date."),
			_("date: 24, tue, +3, today, 2026-11-24"), typed, answer);
	return false;
}
