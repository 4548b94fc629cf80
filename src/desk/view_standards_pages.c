/* The pages of F8: the cases behind a standard, and the load over time. */
#include <stdio.h>

#include "base/i18n.h"
#include "base/text.h"
#include "desk/desk_state.h"
#include "desk/labels.h"
#include "desk/reader.h"
#include "desk/view_standards_state.h"
#include "desk/when.h"
#include "model/label_report.h"

enum { KEY_SIZE = 64, CASES_SHOWN = 300, LABEL_WIDTH = 22 };

/* --- the cases --- */

static void add_case(struct desk *desk, struct reader_page *page, enum report_measure measure,
		     const struct report_case *one)
{
	const struct report_row *row = &report_rows[measure];
	char date[WHEN_SIZE], time[CIVIL_TIME_SIZE], figure[REPORT_FIGURE_SIZE] = "";
	struct buffer text = { 0 };
	civil_day day;
	int minute;
	civil_from_instant(one->at, &day, &minute);
	buffer_printf(&text, "%s  %s %s",
		      row->open   ? " "
		      : one->kept ? "+"
				  : "!",
		      when_date(day, date), civil_format_time(minute, time));
	if (one->number)
		buffer_printf(&text, _("  file %d"), one->number);
	if (one->has_figure)
		buffer_printf(&text, "  %s", office_report_figure(row->unit, one->figure, figure));
	if (one->by)
		buffer_printf(&text, "  %s", label_staff(desk_site(desk), one->by));
	if (one->note)
		buffer_printf(&text, "  %s", label_report_note(measure, one->note));
	if (one->file_id)
		reader_add_link(page, (struct reader_link){ FIND_FILE, one->file_id }, "%s",
				buffer_text(&text));
	else
		reader_add(page, STYLE_NORMAL, 2, "%s", buffer_text(&text));
	buffer_finish(&text);
}

static void add_cases(struct desk *desk, struct reader_page *page, enum report_measure measure,
		      const struct report_case_list *list)
{
	const struct report_row *row = &report_rows[measure];
	bool broken = false, kept = false;
	for (size_t i = 0; i < list->count && i < CASES_SHOWN; i++) {
		const struct report_case *one = &list->items[i];
		if (!row->open && !one->kept && !broken)
			reader_add_heading(page, _("Not kept"));
		if (!row->open && one->kept && !kept)
			reader_add_heading(page, _("Kept"));
		broken |= !one->kept;
		kept |= one->kept;
		add_case(desk, page, measure, one);
	}
	if (list->count > CASES_SHOWN)
		reader_add(page, STYLE_DIM, 2, _("and %zu more: prenota standards %s"),
			   list->count - CASES_SHOWN, row->key);
	if (list->count == 0)
		reader_add(page, STYLE_DIM, 2, "%s", _("There was no such case."));
}

static bool cases_fill(struct desk *desk, const char *key, struct reader_page *page, struct error *err)
{
	struct report_case_list cases;
	int measure, first, last;
	if (sscanf(key, "%d %d %d", &measure, &first, &last) != 3 || measure < 0 || measure >= REPORT_COUNT)
		return error_set(err, ERROR_NOT_FOUND, _("there is no such page"));
	const struct report_row *row = &report_rows[measure];
	if (!office_report_cases(desk_office(desk), first, last, (enum report_measure)measure, REPORT_EVERY,
				 &page->arena, &cases, err))
		return false;
	page->title = arena_printf(&page->arena, "%s  %s", row->key, _(row->title));
	reader_add(page, STYLE_DIM, 0, "%s", _(row->rule));
	add_cases(desk, page, (enum report_measure)measure, &cases);
	return true;
}

void standards_open_cases(struct desk *desk, enum report_measure measure, struct report_bucket period)
{
	char key[KEY_SIZE];
	snprintf(key, sizeof key, "%d %d %d", (int)measure, (int)period.first, (int)period.last);
	reader_open(desk, key, cases_fill);
}

/* --- the load --- */

/* A name, a glyph for each part, what they come to, and the rest below. */
static void add_plot(struct reader_page *page, const char *label, const char *plot, const char *sums,
		     const char *rest)
{
	struct buffer line = { 0 };
	text_pad(&line, label, LABEL_WIDTH, TEXT_LEFT);
	buffer_printf(&line, " %s  %s", plot, sums);
	reader_add(page, STYLE_NORMAL, 2, "%s", buffer_text(&line));
	reader_add(page, STYLE_DIM, 2 + LABEL_WIDTH + 1, "%s", rest);
	buffer_finish(&line);
}

static void add_skill(struct desk *desk, struct reader_page *page, const struct office_report_load *load,
		      int skill)
{
	struct report_skill sum = { 0 };
	struct buffer plot = { 0 };
	char planned[LABEL_HOURS_SIZE], capacity[LABEL_HOURS_SIZE], spare[LABEL_HOURS_SIZE],
		used[LABEL_HOURS_SIZE];
	char reserve[LABEL_HOURS_SIZE];
	for (int i = 0; i < load->count; i++) {
		const struct report_skill *part = &load->parts[i].skills[skill];
		sum.capacity += part->capacity;
		sum.planned += part->planned;
		sum.spare += part->spare;
		sum.reserve += part->reserve;
		sum.reserve_used += part->reserve_used;
		buffer_add(&plot, part->capacity ? style_heat_glyph((long)part->planned, (long)part->capacity,
								    term_is_ascii(desk->term))
						 : " ");
	}
	const char *sums =
		arena_printf(&page->arena, _("%s of %s h planned"), label_hours((int)sum.planned, planned),
			     label_hours((int)sum.capacity, capacity));
	const char *rest =
		arena_printf(&page->arena, _("%s h spare, reserve used %s of %s h"),
			     label_hours((int)sum.spare, spare), label_hours((int)sum.reserve_used, used),
			     label_hours((int)sum.reserve, reserve));
	add_plot(page, label_skill(desk_site(desk), skill, desk_lang(desk)), buffer_text(&plot), sums, rest);
	buffer_finish(&plot);
}

/* What one part says besides the skills. */
static void add_part(struct reader_page *page, const struct report_load *part)
{
	char day[WHEN_SIZE];
	struct buffer line = { 0 };
	if (part->receptions == 0)
		return;
	text_pad(&line, when_date(part->days.first, day), LABEL_WIDTH, TEXT_LEFT);
	buffer_printf(&line, " ");
	buffer_printf(&line, _("%d receptions of %d"), part->receptions, part->receptions_capacity);
	if (part->noshows)
		buffer_printf(&line, _(", %d nobody came"), part->noshows);
	if (part->lead_median >= 0)
		buffer_printf(&line, _(", booked %d days ahead (nine of ten %d)"), part->lead_median,
			      part->lead_ninth);
	if (part->lent_days)
		buffer_printf(&line, _(", cars lent %d of %d days"), part->lent_days, part->lendable_days);
	reader_add(page, STYLE_NORMAL, 2, "%s", buffer_text(&line));
	buffer_finish(&line);
}

static bool load_fill(struct desk *desk, const char *key, struct reader_page *page, struct error *err)
{
	struct office_report_load *load;
	char from[WHEN_SIZE], to[WHEN_SIZE];
	int first, last;
	if (sscanf(key, "%d %d", &first, &last) != 2)
		return error_set(err, ERROR_NOT_FOUND, _("there is no such page"));
	if (!office_report_load(desk_office(desk), first, last, &page->arena, &load, err))
		return false;
	page->title =
		arena_printf(&page->arena, _("Load, %s to %s"), when_full(first, from), when_full(last, to));
	reader_add_heading(page, _("Hours of each skill, a block for each part"));
	for (int i = 0; i < desk_site(desk)->skill_count; i++)
		add_skill(desk, page, load, i);
	reader_add_heading(page, _("Receptions, lead times, cars lent"));
	for (int i = 0; i < load->count; i++)
		add_part(page, &load->parts[i]);
	return true;
}

void standards_open_load(struct desk *desk, struct report_bucket period)
{
	char key[KEY_SIZE];
	snprintf(key, sizeof key, "%d %d", (int)period.first, (int)period.last);
	reader_open(desk, key, load_fill);
}
