#include "desk/absence_words.h"

#include <string.h>

#include "base/i18n.h"
#include "desk/labels.h"
#include "desk/when.h"
#include "office/day.h"

static void add_name(const struct desk *desk, const struct absence *absence, struct buffer *out)
{
	const struct site *site = desk_site(desk);
	int bay = absence->kind == ABSENT_BAY ? site_find_bay(site, absence->code) : -1;
	if (bay >= 0)
		buffer_printf(out, "%s (%d)",
			      label_text(&site->bays[bay].name, desk_lang(desk), absence->code),
			      absence->count);
	else if (absence->kind == ABSENT_SITE)
		buffer_add(out, _("the whole site"));
	else
		buffer_printf(out, "%s%s%s", absence->kind == ABSENT_UNIT ? absence->code : "",
			      absence->kind == ABSENT_UNIT ? " " : "",
			      office_absence_name(desk_office(desk), absence));
}

void absence_words(const struct desk *desk, const struct absence *absence, struct buffer *out)
{
	char one[WHEN_SIZE], two[WHEN_SIZE], from[CIVIL_TIME_SIZE], to[CIVIL_TIME_SIZE];
	struct moment end =
		absence->to.minute ? absence->to : (struct moment){ absence->to.day - 1, MINUTES_PER_DAY };
	bool late = absence->kind == ABSENT_UNIT && absence->reason && strcmp(absence->reason, "late") == 0;
	add_name(desk, absence, out);
	buffer_printf(out, "  %s %s - %s%s%s", when_date(absence->from.day, one),
		      civil_format_time(absence->from.minute, from),
		      end.day == absence->from.day ? "" : when_date(end.day, two),
		      end.day == absence->from.day ? "" : " ", civil_format_time(end.minute, to));
	if (absence->reason && absence->reason[0])
		buffer_printf(out, "  %s", late ? _("comes back late") : absence->reason);
}
