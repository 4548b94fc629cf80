#include "cli/report_svg.h"

#include <stdio.h>

#include "base/i18n.h"
#include "base/text.h"

enum {
	TREND_HEIGHT = 22,
	TREND_BAR = 12,
	TREND_GAP = 3,
	CHART_WIDTH = 680,
	CHART_HEIGHT = 198,
	CHART_LEFT = 46,
	CHART_TOP = 22,
	CHART_BOTTOM = 30,
	LABELS_MAX = 16, /* below a chart; more would run into each other */
	TICKS = 4,
};

void report_escape(struct buffer *out, const char *text)
{
	struct buffer safe = { 0 };
	text_show(&safe, text ? text : "");
	text_markup(out, buffer_text(&safe));
	buffer_finish(&safe);
}

const char *report_day_short(civil_day day, enum report_step step, char text[REPORT_DAY_SIZE])
{
	char date[CIVIL_DATE_SIZE];
	civil_format_date(day, date);
	snprintf(text, REPORT_DAY_SIZE, "%s", step == REPORT_BY_MONTH ? date : date + 5);
	if (step == REPORT_BY_MONTH)
		text[7] = '\0';
	return text;
}

static void add_titled(struct buffer *out, const char *title, const char *description)
{
	buffer_add(out, "<title>");
	report_escape(out, title);
	buffer_add(out, "</title><desc>");
	report_escape(out, description);
	buffer_add(out, "</desc>");
}

/* --- trend --- */

static void trend_told(const struct office_report *report, enum report_measure measure, struct buffer *told)
{
	const struct report_figure *figure = &report->figures[measure];
	char day[REPORT_DAY_SIZE];
	for (int b = 0; b < report->bucket_count; b++) {
		const struct report_count *part = &figure->trend[b];
		buffer_printf(told, "%s%s: ", b ? "; " : "",
			      report_day_short(report->buckets[b].first, report->step, day));
		buffer_printf(told, _("%d of %d"), part->kept, part->of);
	}
}

static void trend_bar(struct buffer *out, const struct report_count *part, int x)
{
	static const char *const classes[] = { "none", "all", "nearly", "poor" };
	enum { FULL = TREND_HEIGHT - 2 };
	int share = report_share(part->kept, part->of), height = share < 0 ? 1 : 2 + share * (FULL - 2) / 100;
	buffer_printf(out, "<rect class=\"%s\" x=\"%d\" y=\"%d\" width=\"%d\" height=\"%d\"/>",
		      classes[report_level(part->kept, part->of)], x, FULL - height + 1, TREND_BAR, height);
}

void report_svg_trend(struct buffer *out, const struct office_report *report, enum report_measure measure)
{
	struct buffer told = { 0 };
	int width = report->bucket_count * (TREND_BAR + TREND_GAP);
	trend_told(report, measure, &told);
	buffer_printf(out,
		      "<svg class=\"trend\" role=\"img\" width=\"%d\" height=\"%d\" viewBox=\"0 0 %d %d\">",
		      width, TREND_HEIGHT, width, TREND_HEIGHT);
	add_titled(out, _(report_rows[measure].title), buffer_text(&told));
	for (int b = 0; b < report->bucket_count; b++)
		trend_bar(out, &report->figures[measure].trend[b], b * (TREND_BAR + TREND_GAP));
	buffer_add(out, "</svg>");
	buffer_finish(&told);
}

/* --- charts --- */

static int series_count(const struct svg_chart *chart)
{
	int count = 0;
	while (count < SVG_SERIES_MAX && chart->names[count])
		count++;
	return count;
}

static double value_at(const struct svg_chart *chart, int part, int series)
{
	double value = chart->value(&chart->parts[part], series, chart->skill);
	return value > 0 ? value : 0;
}

/* The top of the scale: 1, 2 or 5 with zeros, not less than the highest bar. */
static double scale_top(const struct svg_chart *chart)
{
	double most = 0, top = 1;
	for (int p = 0; p < chart->count; p++) {
		double sum = 0;
		for (int s = 0; s < series_count(chart); s++) {
			double value = value_at(chart, p, s);
			sum = chart->side ? (value > sum ? value : sum) : sum + value;
		}
		most = sum > most ? sum : most;
	}
	while (top < most) {
		if (top * 2 >= most)
			return top * 2;
		if (top * 5 >= most)
			return top * 5;
		top *= 10;
	}
	return top;
}

static void add_scale(struct buffer *out, double top, const char *unit)
{
	enum { HEIGHT = CHART_HEIGHT - CHART_TOP - CHART_BOTTOM };
	for (int i = 0; i <= TICKS; i++) {
		int y = CHART_TOP + HEIGHT - HEIGHT * i / TICKS;
		buffer_printf(out, "<line class=\"grid\" x1=\"%d\" x2=\"%d\" y1=\"%d\" y2=\"%d\"/>",
			      CHART_LEFT, CHART_WIDTH, y, y);
		buffer_printf(out, "<text class=\"tick\" x=\"%d\" y=\"%d\">%g</text>", CHART_LEFT - 5, y + 4,
			      top * i / TICKS);
	}
	buffer_printf(out, "<text class=\"tick\" x=\"%d\" y=\"9\">", CHART_LEFT - 5);
	report_escape(out, unit);
	buffer_add(out, "</text>");
}

static void add_bar(struct buffer *out, int series, double x, double width, double y, double height)
{
	buffer_printf(out, "<rect class=\"s%d\" x=\"%.1f\" y=\"%.1f\" width=\"%.1f\" height=\"%.1f\"/>",
		      series, x, y, width, height);
}

static void add_part(struct buffer *out, const struct svg_chart *chart, int part, double top)
{
	enum { HEIGHT = CHART_HEIGHT - CHART_TOP - CHART_BOTTOM };
	double slot = (double)(CHART_WIDTH - CHART_LEFT) / chart->count, width = slot * 0.7,
	       base = CHART_TOP + HEIGHT;
	double x = CHART_LEFT + slot * part + slot * 0.15;
	int count = series_count(chart), every = (chart->count + LABELS_MAX - 1) / LABELS_MAX;
	char day[REPORT_DAY_SIZE];
	for (int s = 0; s < count; s++) {
		double height = value_at(chart, part, s) * HEIGHT / top;
		if (chart->side)
			add_bar(out, s, x + width * s / count, width / count, CHART_TOP + HEIGHT - height,
				height);
		else
			add_bar(out, s, x, width, base - height, height);
		base -= height;
	}
	if (part % every == 0)
		buffer_printf(out, "<text class=\"part\" x=\"%.1f\" y=\"%d\">%s</text>", x + width / 2,
			      CHART_HEIGHT - CHART_BOTTOM + 15,
			      report_day_short(chart->parts[part].days.first, chart->step, day));
}

static void chart_told(const struct svg_chart *chart, struct buffer *told)
{
	char day[REPORT_DAY_SIZE];
	for (int p = 0; p < chart->count; p++) {
		buffer_printf(told, "%s%s:", p ? "; " : "",
			      report_day_short(chart->parts[p].days.first, chart->step, day));
		for (int s = 0; s < series_count(chart); s++) {
			double value = chart->value(&chart->parts[p], s, chart->skill);
			buffer_printf(told, "%s %s ", s ? "," : "", chart->names[s]);
			if (value < 0)
				buffer_add(told, "-");
			else
				buffer_printf(told, "%.4g %s", value, chart->unit);
		}
	}
}

static void add_legend(struct buffer *out, const struct svg_chart *chart)
{
	buffer_add(out, "<p class=\"legend\">");
	for (int s = 0; s < series_count(chart); s++) {
		buffer_printf(out, "<span class=\"key k%d\"></span> ", s);
		report_escape(out, chart->names[s]);
		buffer_add(out, " ");
	}
	buffer_add(out, "</p>\n");
}

void report_svg_chart(struct buffer *out, const struct svg_chart *chart)
{
	struct buffer told = { 0 };
	double top = scale_top(chart);
	chart_told(chart, &told);
	buffer_add(out, "<figure>\n<figcaption>");
	report_escape(out, chart->title);
	buffer_printf(out, "</figcaption>\n<svg class=\"chart\" role=\"img\" viewBox=\"0 0 %d %d\">",
		      CHART_WIDTH, CHART_HEIGHT);
	add_titled(out, chart->title, buffer_text(&told));
	add_scale(out, top, chart->unit);
	for (int p = 0; p < chart->count; p++)
		add_part(out, chart, p, top);
	buffer_add(out, "</svg>\n");
	add_legend(out, chart);
	buffer_add(out, "</figure>\n");
	buffer_finish(&told);
}
