#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/i18n.h"
#include "cli/dates.h"
#include "cli/output.h"
#include "cli/place.h"
#include "cli/report_html.h"

static bool is_html(const struct cli *cli)
{
	const char *format = cli->line.value[OPT_FORMAT];
	return format && strcmp(format, "html") == 0;
}

/* --from and --to, else the month in which today, or the one that is given, lies. */
static int period(const struct cli *cli, const struct office *office, civil_day *from, civil_day *to)
{
	civil_day today = office_moment(office).day;
	struct report_bucket month = report_span_of(REPORT_MONTH, today);
	*from = month.first;
	*to = today;
	int status = cli_date_past(cli, office, OPT_FROM, from);
	if (!status && cli->line.value[OPT_FROM])
		*to = *from > today ? *from : today;
	if (!status)
		status = cli_date_past(cli, office, OPT_TO, to);
	if (!status && cli->line.value[OPT_TO] && !cli->line.value[OPT_FROM])
		*from = report_span_of(REPORT_MONTH, *to).first;
	if (!status && (*to < *from || *to - *from >= REPORT_DAYS_MAX))
		return cli_usage(cli, _("--to has to be after --from, by at most %d days"), REPORT_DAYS_MAX);
	return status;
}

/* --- one standard: its cases --- */

static const struct cli_column case_columns[] = {
	{ "at", N_("At"), CELL_TEXT, 0 },
	{ "kept", N_("Kept"), CELL_TEXT, 0 },
	{ "figure", N_("Figure"), CELL_NUMBER, 0 },
	{ "unit", N_("Unit"), CELL_TEXT, 0 },
	{ "by", N_("By"), CELL_TEXT, 16 },
	{ "note", N_("Note"), CELL_TEXT, 40 },
	{ "number", N_("File"), CELL_NUMBER, 0 },
	{ "file", N_("File id"), CELL_TEXT, 0 },
	{ "contact", N_("Contact id"), CELL_TEXT, 0 },
};

static const char *kept_code(const struct report_row *row, const struct report_case *one)
{
	return row->open ? NULL : one->kept ? "yes" : "no";
}

static const char *kept_word(const char *code)
{
	return strcmp(code, "yes") == 0 ? _("yes") : strcmp(code, "no") == 0 ? _("no") : code;
}

static void case_add(struct cli_listing *listing, const struct report_row *row, const struct report_case *one)
{
	char at[CIVIL_STAMP_SIZE], figure[24], number[16];
	snprintf(figure, sizeof figure, "%" PRId64, one->figure);
	snprintf(number, sizeof number, "%d", one->number);
	const char *cells[] = {
		civil_format_instant(one->at, at),
		kept_code(row, one),
		one->has_figure ? figure : NULL,
		one->has_figure ? report_unit_code(row->unit) : NULL,
		one->by,
		one->note,
		one->number ? number : NULL,
		one->file_id,
		one->contact_id,
	};
	cli_listing_add(listing, cells);
}

static int list_cases(struct cli *cli, struct office *office, civil_day from, civil_day to,
		      struct arena *arena)
{
	enum report_measure measure;
	struct report_case_list cases;
	struct error err;
	if (!report_from_key(cli->line.args[0], &measure))
		return cli_usage(cli,
				 _("\"%s\" is no standard that is counted; prenota standards lists them"),
				 cli->line.args[0]);
	if (is_html(cli))
		return cli_usage(cli, _("the page shows all standards; leave %s out"), cli->line.args[0]);
	if (!office_report_cases(office, from, to, measure, REPORT_EVERY, arena, &cases, &err))
		return cli_fail(cli, &err);
	struct cli_listing *listing =
		cli_listing_create(cli, case_columns, sizeof case_columns / sizeof case_columns[0]);
	cli_listing_label(listing, "kept", kept_word);
	for (size_t i = 0; i < cases.count; i++)
		case_add(listing, &report_rows[measure], &cases.items[i]);
	return cli_listing_end(listing);
}

/* --- all of them as a list --- */

static const struct cli_column columns[] = {
	{ "standard", N_("Standard"), CELL_TEXT, 0 },   { "title", N_("What"), CELL_TEXT, 44 },
	{ "kept", N_("Kept"), CELL_NUMBER, 0 },         { "of", N_("Of"), CELL_NUMBER, 0 },
	{ "percent", N_("%"), CELL_NUMBER, 0 },         { "median", N_("Median"), CELL_NUMBER, 0 },
	{ "ninetieth", N_("9 of 10"), CELL_NUMBER, 0 }, { "unit", N_("Unit"), CELL_TEXT, 0 },
	{ "trend", N_("Trend"), CELL_TEXT, 0 },
};

/* Blocks for a table, "kept/of" with blanks between for programs. */
static void trend_text(const struct cli *cli, const struct office_report *report, enum report_measure measure,
		       struct buffer *out)
{
	bool people = cli_format_of(cli, FORMAT_TABLE) == FORMAT_TABLE && !cli->line.value[OPT_PLAIN];
	for (int b = 0; b < report->bucket_count; b++) {
		const struct report_count *part = &report->figures[measure].trend[b];
		if (people)
			buffer_add(out, report_rows[measure].open
						? ""
						: report_glyph(part->kept, part->of, false));
		else
			buffer_printf(out, "%s%d/%d", b ? " " : "", part->kept, part->of);
	}
}

static void figure_add(const struct cli *cli, struct cli_listing *listing, const struct office_report *report,
		       enum report_measure measure)
{
	const struct report_row *row = &report_rows[measure];
	const struct report_figure *figure = &report->figures[measure];
	char kept[16], of[16], percent[16], median[24], ninth[24];
	int share = report_share(figure->whole.kept, figure->whole.of);
	struct buffer trend = { 0 };
	snprintf(kept, sizeof kept, "%d", figure->whole.kept);
	snprintf(of, sizeof of, "%d", figure->whole.of);
	snprintf(percent, sizeof percent, "%d", share);
	snprintf(median, sizeof median, "%" PRId64, figure->median);
	snprintf(ninth, sizeof ninth, "%" PRId64, figure->ninth);
	trend_text(cli, report, measure, &trend);
	const char *cells[] = {
		row->key,
		_(row->title),
		row->open ? NULL : kept,
		of,
		row->open || share < 0 ? NULL : percent,
		figure->figures ? median : NULL,
		figure->figures ? ninth : NULL,
		figure->figures ? report_unit_code(row->unit) : NULL,
		buffer_text(&trend),
	};
	cli_listing_add(listing, cells);
	buffer_finish(&trend);
}

static int list_all(struct cli *cli, const struct office_report *report)
{
	struct cli_listing *listing = cli_listing_create(cli, columns, sizeof columns / sizeof columns[0]);
	for (int i = 0; i < REPORT_COUNT; i++)
		figure_add(cli, listing, report, (enum report_measure)i);
	return cli_listing_end(listing);
}

/* --- JSON --- */

static json_t *counts_json(const struct report_bucket *days, const struct report_count *count)
{
	return json_pack("{s:o, s:o, s:i, s:i}", "from", cli_json_date(days->first), "to",
			 cli_json_date(days->last), "kept", count->kept, "of", count->of);
}

static json_t *case_json(const struct report_row *row, const struct report_case *one)
{
	return json_pack("{s:o, s:o, s:o, s:o, s:o, s:o, s:o, s:o}", "at", cli_json_instant(one->at), "kept",
			 row->open ? json_null() : json_boolean(one->kept), "figure",
			 one->has_figure ? json_integer(one->figure) : json_null(), "by",
			 cli_json_text(one->by), "note", cli_json_text(one->note), "number",
			 one->number ? json_integer(one->number) : json_null(), "file",
			 cli_json_text(one->file_id), "contact", cli_json_text(one->contact_id));
}

static json_t *figure_json(int figures, int64_t figure)
{
	return figures ? json_integer(figure) : json_null();
}

static json_t *item_json(const struct office_report *report, enum report_measure measure,
			 const struct report_case_list *broken)
{
	const struct report_row *row = &report_rows[measure];
	const struct report_figure *figure = &report->figures[measure];
	int share = report_share(figure->whole.kept, figure->whole.of);
	json_t *trend = json_array(), *cases = json_array();
	for (int b = 0; b < report->bucket_count; b++)
		json_array_append_new(trend, counts_json(&report->buckets[b], &figure->trend[b]));
	for (size_t i = 0; i < broken->count && !row->open; i++)
		json_array_append_new(cases, case_json(row, &broken->items[i]));
	json_t *item =
		json_pack("{s:s, s:o, s:s, s:s, s:o, s:i, s:o}", "standard", row->key, "also",
			  cli_json_words(row->also), "title", _(row->title), "rule", _(row->rule), "kept",
			  row->open ? json_null() : json_integer(figure->whole.kept), "of", figure->whole.of,
			  "percent", row->open || share < 0 ? json_null() : json_integer(share));
	json_object_set_new(item, "unit", cli_json_text(report_unit_code(row->unit)));
	json_object_set_new(item, "median", figure_json(figure->figures, figure->median));
	json_object_set_new(item, "ninetieth", figure_json(figure->figures, figure->ninth));
	json_object_set_new(item, "least", figure_json(figure->figures, figure->least));
	json_object_set_new(item, "most", figure_json(figure->figures, figure->most));
	json_object_set_new(item, "trend", trend);
	json_object_set_new(item, "cases", cases);
	return item;
}

static json_t *overrides_json(const struct office_report *report)
{
	json_t *list = json_array();
	for (size_t i = 0; i < report->override_count; i++)
		json_array_append_new(list, json_pack("{s:s, s:s, s:i}", "by", report->overrides[i].by,
						      "reason", report->overrides[i].reason, "count",
						      report->overrides[i].count));
	return list;
}

static json_t *part_json(const struct site *site, const struct report_load *part)
{
	json_t *skills = json_array();
	for (int i = 0; i < site->skill_count; i++) {
		const struct report_skill *skill = &part->skills[i];
		json_array_append_new(
			skills,
			json_pack("{s:s, s:I, s:I, s:I, s:I, s:I}", "skill", site->skills[i].code, "capacity",
				  (json_int_t)skill->capacity, "planned", (json_int_t)skill->planned, "spare",
				  (json_int_t)skill->spare, "reserve", (json_int_t)skill->reserve,
				  "reserve_used", (json_int_t)skill->reserve_used));
	}
	return json_pack("{s:o, s:o, s:i, s:o, s:{s:i, s:i, s:i, s:i}, s:{s:o, s:o}, s:{s:i, s:i}}", "from",
			 cli_json_date(part->days.first), "to", cli_json_date(part->days.last), "open_days",
			 part->open_days, "skills", skills, "receptions", "booked", part->receptions,
			 "capacity", part->receptions_capacity, "due", part->due, "noshow", part->noshows,
			 "lead_days", "median", figure_json(part->lead_median >= 0, part->lead_median),
			 "ninetieth", figure_json(part->lead_ninth >= 0, part->lead_ninth), "loan_days",
			 "lent", part->lent_days, "lendable", part->lendable_days);
}

static json_t *load_json(const struct site *site, const struct office_report_load *load)
{
	json_t *parts = json_array();
	for (int i = 0; load && i < load->count; i++)
		json_array_append_new(parts, part_json(site, &load->parts[i]));
	return parts;
}

static int print_json(const struct cli *cli, const struct office *office, const struct office_report *report,
		      const struct report_case_list broken[REPORT_COUNT],
		      const struct office_report_load *load)
{
	json_t *items = json_array();
	for (int i = 0; i < REPORT_COUNT; i++)
		json_array_append_new(items, item_json(report, (enum report_measure)i, &broken[i]));
	return cli_json_print(cli,
			      json_pack("{s:o, s:o, s:s, s:o, s:o, s:o}", "from",
					cli_json_date(report->first), "to", cli_json_date(report->last),
					"step", report_step_code(report->step), "items", items, "overrides",
					overrides_json(report), "load", load_json(&office->site, load)));
}

/* --- whole: the page, or JSON --- */

static int print_whole(struct cli *cli, struct office *office, const struct office_report *report,
		       struct arena *arena)
{
	struct report_case_list *broken = arena_alloc(arena, REPORT_COUNT * sizeof *broken);
	struct office_report_load *load = NULL;
	struct buffer page = { 0 };
	struct error err;
	for (int i = 0; i < REPORT_COUNT; i++)
		if (!office_report_cases(office, report->first, report->last, (enum report_measure)i,
					 REPORT_BROKEN, arena, &broken[i], &err))
			return cli_fail(cli, &err);
	if (report->last - report->first < REPORT_LOAD_DAYS &&
	    !office_report_load(office, report->first, report->last, arena, &load, &err))
		return cli_fail(cli, &err);
	if (!is_html(cli))
		return print_json(cli, office, report, broken, load);
	report_html(&page, office, report, broken, load);
	int status = cli_print(cli, buffer_text(&page));
	buffer_finish(&page);
	return status;
}

static int standards(struct cli *cli, struct office *office, struct arena *arena)
{
	struct office_report report;
	struct error err;
	civil_day from, to;
	int status = period(cli, office, &from, &to);
	if (status)
		return status;
	if (cli->line.arg_count)
		return list_cases(cli, office, from, to, arena);
	if (!office_report(office, from, to, arena, &report, &err))
		return cli_fail(cli, &err);
	if (is_html(cli) || cli_format_of(cli, FORMAT_TABLE) == FORMAT_JSON)
		return print_whole(cli, office, &report, arena);
	return list_all(cli, &report);
}

int cmd_standards(struct cli *cli)
{
	return cli_with_office(cli, CLI_READS, standards);
}
