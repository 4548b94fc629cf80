#include "cli/report_html.h"

#include <stdio.h>
#include <string.h>

#include "base/i18n.h"
#include "cli/report_svg.h"
#include "model/label_report.h"

enum { CASES_SHOWN = 40 };

/* Colours that differ in lightness as well, for every kind of sight and for paper. */
static const char style[] =
	"body{font:15px/1.45 system-ui,'Noto Sans "
	"KR',sans-serif;color:#1b1b1b;background:#fff;max-width:60rem;"
	"margin:2rem auto;padding:0 1rem}"
	"h1{font-size:1.5rem;margin:0}h2{font-size:1.15rem;margin:2rem 0 "
	".5rem}h3{font-size:1rem;margin:1.2rem 0 .2rem}"
	".made,.rule,.legend,td.more{color:#555;font-size:.85em}.rule,.made{margin:0}"
	"table{border-collapse:collapse;width:100%}th,td{text-align:left;padding:.25rem .6rem .25rem 0;"
	"border-bottom:1px solid #ddd;vertical-align:middle}th{font-size:.8rem;color:#555;font-weight:600}"
	"td.n,th.n{text-align:right;font-variant-numeric:tabular-nums;white-space:nowrap}"
	"tr.poor td.n b{color:#a63a00}tr.nearly td.n b{color:#6b5400}"
	"figure{margin:.5rem 0 1.2rem;break-inside:avoid}figcaption{font-weight:600;font-size:.9rem}"
	"h2,h3,p.rule{break-after:avoid}"
	"table.cases{table-layout:fixed}.cases td{overflow-wrap:anywhere}.cases .c0{width:8.5em}.cases "
	".c1{width:7.5em}"
	".cases .c2{width:7em}.cases .c4{width:19em}"
	"svg.chart{width:100%;height:auto}svg text{font-size:10px;fill:#444}"
	".tick{text-anchor:end}.part{text-anchor:middle}.grid{stroke:#e2e2e2}"
	".all,.s0{fill:#0b5d8f}.nearly,.s1{fill:#7fb8da}.poor{fill:#d55e00}.none{fill:#ccc}.s2{fill:#e6a23c}"
	".legend{margin:0}.key{display:inline-block;width:.8em;height:.8em;margin-left:.8em}.k0{background:#"
	"0b5d8f}"
	".k1{background:#7fb8da}.k2{background:#e6a23c}a{color:#0b5d8f}"
	"@page{size:A4;margin:14mm 12mm}"
	"@media print{body{margin:0;max-width:none;font-size:11px}a{color:inherit;text-decoration:none}"
	"tr,figure{break-inside:avoid}svg *,.key{print-color-adjust:exact;-webkit-print-color-adjust:exact}}";

const char *report_staff(const struct site *site, const char *code)
{
	int staff = code ? site_find_staff(site, code) : -1;
	return staff >= 0 ? site->staff[staff].name : code ? code : "";
}

static void add_tag(struct buffer *out, const char *tag, const char *text)
{
	buffer_printf(out, "<%s>", tag);
	report_escape(out, text);
	buffer_printf(out, "</%.*s>", (int)strcspn(tag, " "), tag);
}

static void add_head(struct buffer *out, const struct office *office, const struct office_report *report)
{
	char first[CIVIL_DATE_SIZE], last[CIVIL_DATE_SIZE], now[CIVIL_STAMP_SIZE];
	bool korean = strcmp(i18n_language(), "ko") == 0;
	struct buffer title = { 0 };
	buffer_printf(&title, _("Standards kept: %s, %s to %s"), office->site.name,
		      civil_format_date(report->first, first), civil_format_date(report->last, last));
	buffer_printf(out, "<!DOCTYPE html>\n<html lang=\"%s\">\n<head>\n<meta charset=\"utf-8\"/>\n",
		      korean ? "ko" : "en");
	buffer_add(out, "<meta name=\"viewport\" content=\"width=device-width\"/>\n");
	add_tag(out, "title", buffer_text(&title));
	buffer_printf(out, "\n<style>%s</style>\n</head>\n<body>\n", style);
	add_tag(out, "h1", buffer_text(&title));
	buffer_clear(&title);
	buffer_printf(
		&title,
		_("Made %.16s by %s from the records of the contacts; what is still to come does not count."),
		civil_format_instant(office_now(office), now), office_actor(office)->name);
	add_tag(out, "p class=\"made\"", buffer_text(&title));
	buffer_finish(&title);
}

/* --- the table --- */

static void add_number(struct buffer *out, const struct report_figure *figure, const struct report_row *row)
{
	char text[REPORT_FIGURE_SIZE];
	int share = report_share(figure->whole.kept, figure->whole.of);
	buffer_add(out, "<td class=\"n\">");
	if (figure->whole.of == 0)
		buffer_add(out, "-");
	else if (row->open)
		report_escape(out, office_report_figure(row->unit, figure->median, text));
	else
		buffer_printf(out, _("%d of %d"), figure->whole.kept, figure->whole.of);
	buffer_add(out, "</td><td class=\"n\">");
	if (!row->open && share >= 0)
		buffer_printf(out, "<b>%d %%</b>", share);
	buffer_add(out, "</td><td class=\"n\">");
	if (figure->figures > 0)
		report_escape(out, office_report_figure(row->unit, figure->ninth, text));
	buffer_add(out, "</td>");
}

static void add_row(struct buffer *out, const struct office_report *report, enum report_measure measure,
		    size_t broken)
{
	static const char *const classes[] = { "nothing", "kept", "nearly", "poor" };
	const struct report_row *row = &report_rows[measure];
	const struct report_figure *figure = &report->figures[measure];
	enum report_level level =
		row->open ? REPORT_NOTHING : report_level(figure->whole.kept, figure->whole.of);
	buffer_printf(out, "<tr class=\"%s\"><td>%s</td><td>", classes[level], row->key);
	if (broken && !row->open)
		buffer_printf(out, "<a href=\"#%s\">", row->key);
	report_escape(out, _(row->title));
	buffer_add(out, broken && !row->open ? "</a></td>" : "</td>");
	add_number(out, figure, row);
	buffer_add(out, "<td>");
	if (!row->open)
		report_svg_trend(out, report, measure);
	buffer_add(out, "</td></tr>\n");
}

static void add_table(struct buffer *out, const struct office_report *report,
		      const struct report_case_list *broken)
{
	static const char *const trends[] = { N_("by day"), N_("by week"), N_("by month") };
	buffer_add(out, "<table>\n<thead><tr>");
	add_tag(out, "th", _("Standard"));
	add_tag(out, "th", _("What"));
	add_tag(out, "th class=\"n\"", _("Kept"));
	add_tag(out, "th class=\"n\"", _("Share"));
	add_tag(out, "th class=\"n\"", _("Nine of ten within"));
	add_tag(out, "th", _(trends[report->step]));
	buffer_add(out, "</tr></thead>\n<tbody>\n");
	for (int i = 0; i < REPORT_COUNT; i++)
		add_row(out, report, (enum report_measure)i, broken[i].count);
	buffer_add(out, "</tbody></table>\n");
}

/* --- what was not kept --- */

static void add_case(struct buffer *out, const struct site *site, enum report_measure measure,
		     const struct report_case *one)
{
	const struct report_row *row = &report_rows[measure];
	char at[CIVIL_STAMP_SIZE], text[REPORT_FIGURE_SIZE] = "";
	buffer_printf(out, "<tr><td>%.10s ", civil_format_instant(one->at, at));
	buffer_printf(out, "%.5s</td><td class=\"n\">", at + 11);
	report_escape(out, one->has_figure ? office_report_figure(row->unit, one->figure, text) : "");
	buffer_add(out, "</td><td>");
	report_escape(out, report_staff(site, one->by));
	buffer_add(out, "</td><td>");
	report_escape(out, label_report_note(measure, one->note));
	buffer_add(out, "</td><td class=\"more\">");
	if (one->number)
		buffer_printf(out, _("file %d"), one->number);
	else
		report_escape(out, one->contact_id);
	buffer_add(out, "</td></tr>\n");
}

static void add_cases(struct buffer *out, const struct site *site, enum report_measure measure,
		      const struct report_case_list *list)
{
	const struct report_row *row = &report_rows[measure];
	struct buffer text = { 0 };
	buffer_printf(out, "<h3 id=\"%s\">%s ", row->key, row->key);
	report_escape(out, _(row->title));
	buffer_add(out, "</h3>\n");
	add_tag(out, "p class=\"rule\"", _(row->rule));
	buffer_add(
		out,
		"\n<table class=\"cases\"><colgroup><col class=\"c0\"/><col class=\"c1\"/><col class=\"c2\"/>"
		"<col/><col class=\"c4\"/></colgroup><tbody>\n");
	for (size_t i = 0; i < list->count && i < CASES_SHOWN; i++)
		add_case(out, site, measure, &list->items[i]);
	buffer_add(out, "</tbody></table>\n");
	if (list->count > CASES_SHOWN) {
		buffer_printf(&text, _("and %zu more: prenota standards %s"), list->count - CASES_SHOWN,
			      row->key);
		add_tag(out, "p class=\"made\"", buffer_text(&text));
	}
	buffer_finish(&text);
}

static void add_overrides(struct buffer *out, const struct site *site, const struct office_report *report)
{
	add_tag(out, "h2", _("Overrides by person and reason"));
	if (report->override_count == 0) {
		add_tag(out, "p class=\"made\"", _("No rule was overridden."));
		return;
	}
	buffer_add(out, "<table><tbody>\n");
	for (size_t i = 0; i < report->override_count; i++) {
		const struct report_override *one = &report->overrides[i];
		buffer_add(out, "<tr>");
		add_tag(out, "td", report_staff(site, one->by));
		add_tag(out, "td", one->reason);
		buffer_printf(out, "<td class=\"n\">%d</td></tr>\n", one->count);
	}
	buffer_add(out, "</tbody></table>\n");
}

void report_html(struct buffer *out, const struct office *office, const struct office_report *report,
		 const struct report_case_list broken[REPORT_COUNT], const struct office_report_load *load)
{
	add_head(out, office, report);
	add_tag(out, "h2", _("Standards"));
	add_table(out, report, broken);
	add_overrides(out, &office->site, report);
	if (load)
		report_html_load(out, &office->site, load);
	add_tag(out, "h2", _("What was not kept"));
	for (int i = 0; i < REPORT_COUNT; i++)
		if (broken[i].count && !report_rows[i].open)
			add_cases(out, &office->site, (enum report_measure)i, &broken[i]);
	buffer_add(out, "</body>\n</html>\n");
}
