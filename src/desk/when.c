#include "desk/when.h"

#include <stdio.h>

#include "base/i18n.h"

const char *when_weekday(civil_day day)
{
	static const char *const names[] = { N_("Mon"), N_("Tue"), N_("Wed"), N_("Thu"),
					     N_("Fri"), N_("Sat"), N_("Sun") };
	return _(names[civil_weekday(day)]);
}

const char *when_month(int month)
{
	static const char *const names[] = { N_("Jan"), N_("Feb"), N_("Mar"), N_("Apr"), N_("May"), N_("Jun"),
					     N_("Jul"), N_("Aug"), N_("Sep"), N_("Oct"), N_("Nov"), N_("Dec") };
	return month >= 1 && month <= 12 ? _(names[month - 1]) : "";
}

char *when_day(civil_day day, char text[WHEN_SIZE])
{
	int year, month, dom;
	civil_to_ymd(day, &year, &month, &dom);
	/* translators: weekday, day of the month */
	snprintf(text, WHEN_SIZE, _("%1$s %2$d"), when_weekday(day), dom);
	return text;
}

char *when_date(civil_day day, char text[WHEN_SIZE])
{
	int year, month, dom;
	civil_to_ymd(day, &year, &month, &dom);
	/* translators: weekday, day of the month, month */
	snprintf(text, WHEN_SIZE, _("%1$s %2$d %3$s"), when_weekday(day), dom, when_month(month));
	return text;
}

char *when_full(civil_day day, char text[WHEN_SIZE])
{
	int year, month, dom;
	civil_to_ymd(day, &year, &month, &dom);
	/* translators: weekday, day of the month, month, year */
	snprintf(text, WHEN_SIZE, _("%1$s %2$d %3$s %4$d"), when_weekday(day), dom, when_month(month), year);
	return text;
}

char *when_clock(int seconds, char text[WHEN_SIZE])
{
	if (seconds < 0)
		seconds = 0;
	snprintf(text, WHEN_SIZE, "%02d:%02d", seconds / 60, seconds % 60);
	return text;
}
