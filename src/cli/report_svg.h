/* cli/report_svg.h - plots of a report as SVG inside a page: no script, no font of its own, a title and a
 * description with every number each, so that what is seen can also be heard. Colours differ in lightness too. */
#ifndef PRENOTA_CLI_REPORT_SVG_H
#define PRENOTA_CLI_REPORT_SVG_H

#include "base/buffer.h"
#include "office/report.h"

/* @text for a page: what could be a tag, an entity or the end of an attribute stands as an entity, what no
 * terminal may get as its mark. */
void report_escape(struct buffer *out, const char *text);

/* "Nov 2", "11-02": the begin of a part, short. */
enum { REPORT_DAY_SIZE = 16 };
const char *report_day_short(civil_day day, enum report_step step, char text[REPORT_DAY_SIZE]);

/* The shares kept over the parts of the period as small bars. */
void report_svg_trend(struct buffer *out, const struct office_report *report, enum report_measure measure);

enum { SVG_SERIES_MAX = 3 };
struct svg_chart {
	const char *title;
	const char *unit; /* behind each number told, "" */
	int count;        /* parts */
	const struct report_load *parts;
	enum report_step step;
	const char *names[SVG_SERIES_MAX]; /* of the series that are stacked upon each other, NULL: no more */
	/* The value of a series in a part; negative: none. */
	double (*value)(const struct report_load *part, int series, int skill);
	int skill;
	bool side; /* series beside each other instead */
};
void report_svg_chart(struct buffer *out, const struct svg_chart *chart);

#endif
