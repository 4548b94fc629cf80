#include "desk/audit_page.h"

#include <string.h>

#include "base/i18n.h"
#include "desk/desk_state.h"
#include "desk/labels.h"
#include "desk/reader.h"
#include "desk/when.h"
#include "model/label_audit.h"
#include "office/trail.h"

/* Older rows of the chain are looked at by prenota check. */
enum { ROWS_SHOWN = 500, CHAIN_ROWS = 50000 };

static void add_sum(struct desk *desk, struct reader_page *page, const struct office_trail_sum *sum)
{
	const char *name = label_staff(desk_site(desk), sum->by);
	reader_add(page, STYLE_NORMAL, 0, "%s", name ? name : sum->by);
	reader_add(page, STYLE_NORMAL, 2,
		   _("read %d, lists %d, taken out %d, changed %d; outside opening hours %d"), sum->readings,
		   sum->lists, sum->exports, sum->acts, sum->odd_hours);
	if (*sum->origins)
		reader_add(page, STYLE_DIM, 2, _("from %s"), sum->origins);
}

static void add_row(struct reader_page *page, const struct audit_row *row)
{
	char at[CIVIL_STAMP_SIZE];
	struct reader_link link = { FIND_FILE, NULL };
	bool file = strcmp(row->table, "customer_file") == 0, car = strcmp(row->table, "vehicle") == 0;
	const char *subject = label_audit_subject(row->table), *detail = row->detail ? row->detail : "";
	const char *text = arena_printf(
		&page->arena, "%.10s %.5s  %s  %s%s%s%s%s%s%s", civil_format_instant(row->at, at), at + 11,
		row->by, label_audit_act(row->act), *subject ? ": " : "", subject, *detail ? " " : "", detail,
		row->origin ? "  " : "", row->origin ? row->origin : "");
	if (row->row_id && (file || car || strcmp(row->table, "customer") == 0))
		link = (struct reader_link){ file  ? FIND_FILE
					     : car ? FIND_VEHICLE
						   : FIND_CUSTOMER,
					     row->row_id };
	if (link.id)
		reader_add_link(page, link, "%s", text);
	else
		reader_add(page, STYLE_NORMAL, 0, "%s", text);
}

static void add_verdict(struct reader_page *page, const struct audit_verdict *verdict)
{
	if (verdict->broken)
		reader_add(page, STYLE_ERROR, 0,
			   _("The chain is broken at row %lld: rows were changed, taken out or put in there. "
			     "Compare "
			     "with a backup."),
			   (long long)verdict->broken);
	else if (verdict->rows >= CHAIN_ROWS)
		reader_add(page, STYLE_NORMAL, 0,
			   _("The chain of the last %lld rows is whole; prenota check looks at all of them."),
			   (long long)verdict->rows);
	else
		reader_add(page, STYLE_NORMAL, 0, _("The chain of %lld rows is whole."),
			   (long long)verdict->rows);
}

static civil_day month_start(civil_day day)
{
	int year, month, dom;
	civil_to_ymd(day, &year, &month, &dom);
	return day - dom + 1;
}

/* What each did in the month that begins with @from, up to @to. */
static bool add_month(struct desk *desk, civil_day from, civil_day to, struct reader_page *page,
		      struct audit_list *rows, struct error *err)
{
	size_t count;
	char first[WHEN_SIZE], last[WHEN_SIZE];
	if (!office_trail(desk_office(desk), from, to, &page->arena, rows, err))
		return false;
	const struct office_trail_sum *sums =
		office_trail_sums(desk_office(desk), rows, &page->arena, &count);
	reader_add_heading(page, arena_printf(&page->arena, _("By person, %s to %s"), when_full(from, first),
					      when_full(to, last)));
	for (size_t i = 0; i < count; i++)
		add_sum(desk, page, &sums[i]);
	if (count == 0)
		reader_add(page, STYLE_DIM, 0, "%s", _("Nobody did anything."));
	return true;
}

/* This month and the one before, which is looked through when it is over; then the newest rows. */
static bool fill(struct desk *desk, const char *key, struct reader_page *page, struct error *err)
{
	struct audit_list rows = { 0 }, before = { 0 };
	struct audit_verdict verdict;
	civil_day today = office_moment(desk_office(desk)).day, from = month_start(today);
	(void)key;
	if (!store_verify_audit_end(desk_office(desk)->store, CHAIN_ROWS, &verdict, err))
		return false;
	page->title = arena_strdup(&page->arena, _("Audit trail of this month and the last"));
	add_verdict(page, &verdict);
	if (!add_month(desk, from, today, page, &rows, err) ||
	    !add_month(desk, month_start(from - 1), from - 1, page, &before, err))
		return false;
	reader_add_heading(page, _("Newest first"));
	size_t shown = 0;
	for (size_t i = rows.count; i > 0 && shown < ROWS_SHOWN; i--, shown++)
		add_row(page, &rows.items[i - 1]);
	for (size_t i = before.count; i > 0 && shown < ROWS_SHOWN; i--, shown++)
		add_row(page, &before.items[i - 1]);
	return true;
}

bool audit_page_open(struct desk *desk, struct error *err)
{
	if (!(desk_office(desk)->roles & ROLE_MANAGER))
		return error_set(err, ERROR_PERMISSION, _("the audit trail is for managers"));
	reader_open(desk, "", fill);
	return true;
}
