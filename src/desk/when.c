#include "desk/when.h"

#include <stdio.h>

#include "base/i18n.h"
#include "form/fill.h"

const char *when_weekday(civil_day day)
{
	static const char *const names[] = { N_("Mon"), N_("Tue"), N_("Wed"), N_("Thu"),
					     N_("Fri"), N_("Sat"), N_("Sun") };
	return _(names[civil_weekday(day)]);
}

const char *when_month(int month)
{
	static const char *const names[] = {
		N_("Jan"), N_("Feb"), N_("Mar"), N_("Apr"), N_("May"), N_("Jun"),
		N_("Jul"), N_("Aug"), N_("Sep"), N_("Oct"), N_("Nov"), N_("Dec")
	};
	return month >= 1 && month <= 12 ? _(names[month - 1]) : "";
}

/* Order and signs are the language's: the pattern is translated, its names are not. */
static char *fill(const char *pattern, civil_day day, char text[WHEN_SIZE])
{
	int year, month, dom;
	char dom_text[16], year_text[16];
	struct buffer out = { 0 };
	civil_to_ymd(day, &year, &month, &dom);
	snprintf(dom_text, sizeof dom_text, "%d", dom);
	snprintf(year_text, sizeof year_text, "%d", year);
	struct fill_value values[] = { { "weekday", when_weekday(day) },
				       { "day", dom_text },
				       { "dom", dom_text },
				       { "month", when_month(month) },
				       { "year", year_text } };
	struct fill_source source = { .values = values, .count = sizeof values / sizeof values[0] };
	fill_text(pattern, &source, &out);
	snprintf(text, WHEN_SIZE, "%s", buffer_text(&out));
	buffer_finish(&out);
	return text;
}

char *when_day(civil_day day, char text[WHEN_SIZE])
{
	return fill(_("{weekday} {day}"), day, text);
}

char *when_column(civil_day day, char text[WHEN_SIZE])
{
	/* translators: heads a column of seven cells */
	return fill(_("{weekday} {dom}"), day, text);
}

char *when_date(civil_day day, char text[WHEN_SIZE])
{
	return fill(_("{weekday} {day} {month}"), day, text);
}

char *when_full(civil_day day, char text[WHEN_SIZE])
{
	return fill(_("{weekday} {day} {month} {year}"), day, text);
}

char *when_clock(int seconds, char text[WHEN_SIZE])
{
	if (seconds < 0)
		seconds = 0;
	snprintf(text, WHEN_SIZE, "%02d:%02d", seconds / 60, seconds % 60);
	return text;
}
