/* The rows of F8 and the pane below them. */
#include <stdio.h>

#include "base/i18n.h"
#include "base/text.h"
#include "desk/labels.h"
#include "desk/view_standards_state.h"
#include "desk/when.h"

enum {
	WIDE = 110,
	NARROW = 76,
	GAP = 1,
	LARGE_ROWS = 28,
	DETAIL_SMALL = 5,
	DETAIL_LARGE = 9,
	COUNT_SIZE = 48
};
enum { NARROW_FIGURES = 22 }; /* "140/153  91 %" and the plot of a month */

struct columns {
	int glyph, key, title, kept, share, half, ninth, trend;
};

static struct columns columns_for(int cols)
{
	bool wide = cols >= WIDE;
	struct columns at = { .glyph = 2, .key = 4, .title = 13 };
	/* Where there is little room the titles give way: the figures are what is looked for. */
	at.kept = cols < NARROW ? cols - NARROW_FIGURES : at.title + (wide ? 44 : 38);
	at.share = at.kept + (wide ? 13 : 9);
	at.half = at.share + 6;
	at.ninth = at.half + (wide ? 12 : 0);
	at.trend = at.ninth + (wide ? 13 : 0);
	return at;
}

int standards_detail_rows(int rows)
{
	return rows >= LARGE_ROWS ? DETAIL_LARGE : DETAIL_SMALL;
}

static const char *level_glyph(enum report_level level, enum style *style)
{
	static const char *const glyphs[] = { "-", "+", "~", "!" };
	static const enum style styles[] = { STYLE_DIM, STYLE_GOOD, STYLE_NORMAL, STYLE_ERROR };
	*style = styles[level];
	return glyphs[level];
}

/* Of a row only the mark cries out; its number and its plot stay quiet. */
static enum style calm(enum style style)
{
	return style == STYLE_ERROR ? STYLE_HEADING : style;
}

static enum report_level level_of(const struct view_standards *view, enum report_measure measure)
{
	const struct report_count *whole = &view->report.figures[measure].whole;
	return report_rows[measure].open ? REPORT_NOTHING : report_level(whole->kept, whole->of);
}

/* "33 of 35"; of a time without a limit how many there are. */
static const char *kept_text(const struct view_standards *view, enum report_measure measure, bool wide,
			     char text[COUNT_SIZE])
{
	const struct report_count *whole = &view->report.figures[measure].whole;
	if (whole->of == 0)
		return "";
	if (report_rows[measure].open)
		snprintf(text, COUNT_SIZE, "%d", whole->of);
	else
		snprintf(text, COUNT_SIZE, wide ? _("%d of %d") : "%d/%d", whole->kept, whole->of);
	return text;
}

static const char *share_text(const struct view_standards *view, enum report_measure measure,
			      char text[COUNT_SIZE])
{
	const struct report_count *whole = &view->report.figures[measure].whole;
	int share = report_share(whole->kept, whole->of);
	if (share < 0 || report_rows[measure].open)
		return "";
	snprintf(text, COUNT_SIZE, "%d %%", share);
	return text;
}

/* --- head --- */

void standards_period_text(const struct view_standards *view, struct buffer *out)
{
	static const char *const names[] = { N_("Week"), N_("Month"), N_("Quarter") };
	char first[WHEN_SIZE], last[WHEN_SIZE];
	buffer_printf(out, "%s  %s - %s", _(names[view->span]), when_full(view->period.first, first),
		      when_full(view->period.last, last));
}

static void draw_head(const struct view_standards *view, const struct canvas *canvas)
{
	struct buffer period = { 0 };
	int counted = 0, whole = 0;
	for (int i = 0; i < REPORT_COUNT; i++) {
		enum report_level level = level_of(view, (enum report_measure)i);
		counted += level != REPORT_NOTHING;
		whole += level == REPORT_ALL;
	}
	standards_period_text(view, &period);
	int col = canvas_put(canvas, 0, 1, STYLE_HEADING, buffer_text(&period));
	buffer_clear(&period);
	buffer_printf(&period, _("%d of %d kept in every case"), whole, counted);
	if (canvas->cols - col - 3 > 0)
		canvas_put_in(canvas, 0, col + 2, canvas->cols - col - 3, STYLE_NORMAL, TEXT_LEFT,
			      buffer_text(&period));
	buffer_finish(&period);
}

static void draw_titles(const struct view_standards *view, const struct canvas *canvas,
			const struct columns *at)
{
	static const char *const trends[] = { N_("by day"), N_("by week"), N_("by month") };
	canvas_put_in(canvas, 1, at->key, at->title - at->key - GAP, STYLE_DIM, TEXT_LEFT, _("Standard"));
	canvas_put_in(canvas, 1, at->kept, at->share - at->kept - GAP, STYLE_DIM, TEXT_RIGHT, _("kept"));
	canvas_put_in(canvas, 1, at->share, at->half - at->share - GAP, STYLE_DIM, TEXT_RIGHT, "%");
	if (at->ninth > at->half) {
		canvas_put_in(canvas, 1, at->half, at->ninth - at->half - GAP, STYLE_DIM, TEXT_RIGHT,
			      _("half in"));
		canvas_put_in(canvas, 1, at->ninth, at->trend - at->ninth - GAP - 1, STYLE_DIM, TEXT_RIGHT,
			      _("9 of 10 in"));
	}
	canvas_put_in(canvas, 1, at->trend, canvas->cols - at->trend, STYLE_DIM, TEXT_LEFT,
		      _(trends[view->report.step]));
}

/* --- a row --- */

static void draw_trend(const struct view_standards *view, const struct canvas *canvas, int line, int col,
		       enum report_measure measure)
{
	const struct report_figure *figure = &view->report.figures[measure];
	int room = canvas->cols - GAP - col, count = view->report.bucket_count;
	int first = count > room ? count - room : 0;
	for (int b = first; b < count; b++) {
		const struct report_count *part = &figure->trend[b];
		enum style style;
		level_glyph(report_level(part->kept, part->of), &style);
		canvas_put(canvas, line, col + b - first, calm(style),
			   report_glyph(part->kept, part->of, canvas_is_ascii(canvas)));
	}
}

static void draw_figures(const struct canvas *canvas, int line, const struct columns *at,
			 const struct report_figure *figure, enum report_unit unit)
{
	char text[REPORT_FIGURE_SIZE];
	if (at->ninth == at->half || figure->figures == 0)
		return;
	canvas_put_in(canvas, line, at->half, at->ninth - at->half - GAP, STYLE_NORMAL, TEXT_RIGHT,
		      office_report_figure(unit, figure->median, text));
	canvas_put_in(canvas, line, at->ninth, at->trend - at->ninth - GAP - 1, STYLE_NORMAL, TEXT_RIGHT,
		      office_report_figure(unit, figure->ninth, text));
}

static void draw_row(const struct view_standards *view, const struct canvas *canvas, int line,
		     const struct columns *at, enum report_measure measure)
{
	const struct report_row *row = &report_rows[measure];
	const struct report_figure *figure = &view->report.figures[measure];
	char kept[COUNT_SIZE], share[COUNT_SIZE];
	enum style style;
	const char *glyph = level_glyph(level_of(view, measure), &style);
	enum style text = figure->whole.of ? STYLE_NORMAL : STYLE_DIM;
	canvas_put(canvas, line, at->glyph, style, row->open ? " " : glyph);
	canvas_put_in(canvas, line, at->key, at->title - at->key - GAP, STYLE_DIM, TEXT_LEFT, row->key);
	canvas_put_in(canvas, line, at->title, at->kept - at->title - GAP, text, TEXT_LEFT, _(row->title));
	canvas_put_in(canvas, line, at->kept, at->share - at->kept - GAP, text, TEXT_RIGHT,
		      kept_text(view, measure, canvas->cols >= WIDE, kept));
	canvas_put_in(canvas, line, at->share, at->half - at->share - GAP, calm(style), TEXT_RIGHT,
		      share_text(view, measure, share));
	draw_figures(canvas, line, at, figure, row->unit);
	if (!row->open)
		draw_trend(view, canvas, line, at->trend, measure);
	else if (figure->figures > 0 && at->ninth == at->half)
		canvas_put_in(canvas, line, at->trend, canvas->cols - at->trend - GAP, STYLE_NORMAL,
			      TEXT_LEFT, office_report_figure(row->unit, figure->median, kept));
}

/* Without columns: how it stands, what it is, the figure. */
static void draw_plain_row(const struct view_standards *view, const struct canvas *canvas, int line,
			   enum report_measure measure)
{
	static const char *const words[] = { N_("nothing to count"), N_("kept"), N_("nearly kept"),
					     N_("not kept") };
	const struct report_row *row = &report_rows[measure];
	const struct report_figure *figure = &view->report.figures[measure];
	char kept[COUNT_SIZE], text[REPORT_FIGURE_SIZE];
	struct buffer out = { 0 };
	buffer_printf(&out, "%s %s, ", row->key, _(row->title));
	if (row->open && figure->figures)
		buffer_printf(&out, _("half in %s"), office_report_figure(row->unit, figure->median, text));
	else
		buffer_printf(&out, "%s", _(words[level_of(view, measure)]));
	if (figure->whole.of)
		buffer_printf(&out, ", %s", kept_text(view, measure, true, kept));
	canvas_put_in(canvas, line, 2, canvas->cols - 2, STYLE_NORMAL, TEXT_LEFT, buffer_text(&out));
	buffer_finish(&out);
}

static void draw_list(const struct view_standards *view, const struct canvas *canvas,
		      const struct columns *at)
{
	struct list list = view->list;
	list_set_height(&list, (size_t)canvas->rows);
	for (size_t i = list.top; i < REPORT_COUNT && i < list.top + list.height; i++) {
		if (canvas_is_plain(canvas))
			draw_plain_row(view, canvas, (int)(i - list.top), (enum report_measure)i);
		else
			draw_row(view, canvas, (int)(i - list.top), at, (enum report_measure)i);
	}
	list_draw(&list, canvas, 0, 0, canvas->cols, true);
}

/* --- below --- */

static void parts_text(const struct view_standards *view, enum report_measure measure, struct buffer *out)
{
	const struct office_report *report = &view->report;
	char day[WHEN_SIZE];
	for (int b = 0; b < report->bucket_count; b++) {
		const struct report_count *part = &report->figures[measure].trend[b];
		if (part->of == 0)
			continue;
		buffer_printf(out, "%s%s ", out->len ? "   " : "", when_date(report->buckets[b].first, day));
		if (report_rows[measure].open)
			buffer_printf(out, "%d", part->of);
		else
			buffer_printf(out, "%d/%d", part->kept, part->of);
	}
}

/* "14 of 14 within 12.0 s": half, nine of ten, the most. */
static void figures_text(const struct report_row *row, const struct report_figure *figure, struct buffer *out)
{
	char half[REPORT_FIGURE_SIZE], ninth[REPORT_FIGURE_SIZE], most[REPORT_FIGURE_SIZE];
	if (figure->figures == 0)
		return;
	buffer_printf(out, _("half in %s, nine of ten in %s, at most %s"),
		      office_report_figure(row->unit, figure->median, half),
		      office_report_figure(row->unit, figure->ninth, ninth),
		      office_report_figure(row->unit, figure->most, most));
}

static void overrides_text(const struct view_standards *view, struct buffer *out)
{
	const struct office_report *report = &view->report;
	for (size_t i = 0; i < report->override_count; i++)
		buffer_printf(out, "%s%s: %s (%d)", out->len ? "   " : "",
			      label_staff(desk_site(view->pane.desk), report->overrides[i].by),
			      report->overrides[i].reason, report->overrides[i].count);
}

static void draw_detail(const struct view_standards *view, const struct canvas *canvas)
{
	enum report_measure measure = standards_selected(view);
	const struct report_row *row = &report_rows[measure];
	struct buffer text = { 0 };
	canvas_hline(canvas, 0, 0, canvas->cols);
	buffer_printf(&text, "%s%s%s  %s", row->key, *row->also ? " " : "", row->also, _(row->title));
	canvas_title(canvas, 0, 0, canvas->cols, buffer_text(&text));
	buffer_clear(&text);
	if (measure == REPORT_OVERRIDES)
		overrides_text(view, &text);
	else
		figures_text(row, &view->report.figures[measure], &text);
	int line = 1;
	if (text.len)
		line += canvas_put_wrapped(canvas, line, 1, canvas->rows > DETAIL_SMALL ? 2 : 1,
					   canvas->cols - 2, STYLE_NORMAL, text.text);
	buffer_clear(&text);
	parts_text(view, measure, &text);
	if (text.len)
		line += canvas_put_wrapped(canvas, line, 1, canvas->rows > DETAIL_SMALL ? 2 : 1,
					   canvas->cols - 2, STYLE_NORMAL, text.text);
	if (line < canvas->rows)
		canvas_put_wrapped(canvas, line, 1, canvas->rows - line, canvas->cols - 2, STYLE_DIM,
				   _(row->rule));
	buffer_finish(&text);
}

void standards_draw(const struct view_standards *view, const struct canvas *canvas)
{
	struct columns at = columns_for(canvas->cols);
	int below = standards_detail_rows(canvas->rows);
	struct canvas list =
		canvas_sub(canvas, STANDARDS_HEAD, 0, canvas->rows - STANDARDS_HEAD - below, canvas->cols);
	struct canvas detail = canvas_sub(canvas, canvas->rows - below, 0, below, canvas->cols);
	if (!view->loaded)
		return;
	draw_head(view, canvas);
	if (!canvas_is_plain(canvas))
		draw_titles(view, canvas, &at);
	draw_list(view, &list, &at);
	draw_detail(view, &detail);
}
