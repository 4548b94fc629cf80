#include "desk/audit_page.h"

#include <string.h>

#include "base/i18n.h"
#include "desk/desk_state.h"
#include "desk/labels.h"
#include "desk/reader.h"
#include "office/trail.h"

enum { ROWS_SHOWN = 500 };

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
	const char *text = arena_printf(
		&page->arena, "%.16s  %s  %s  %s%s%s", civil_format_instant(row->at, at), row->by, row->act,
		row->table, *row->table && row->detail ? " " : "", row->detail ? row->detail : "");
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

/* The month up to today; newest rows first. */
static bool fill(struct desk *desk, const char *key, struct reader_page *page, struct error *err)
{
	struct audit_list rows = { 0 };
	struct audit_verdict verdict;
	size_t count;
	civil_day today = office_moment(desk_office(desk)).day, from = month_start(today);
	if (!office_trail(desk_office(desk), from, today, &page->arena, &rows, err) ||
	    !store_verify_audit(desk_office(desk)->store, &verdict, err))
		return false;
	page->title = arena_strdup(&page->arena, _("Audit trail of this month"));
	add_verdict(page, &verdict);
	const struct office_trail_sum *sums =
		office_trail_sums(desk_office(desk), &rows, &page->arena, &count);
	reader_add_heading(page, _("By person"));
	for (size_t i = 0; i < count; i++)
		add_sum(desk, page, &sums[i]);
	reader_add_heading(page, _("Newest first"));
	for (size_t i = rows.count; i > 0 && rows.count - i < ROWS_SHOWN; i--)
		add_row(page, &rows.items[i - 1]);
	return true;
}

bool audit_page_open(struct desk *desk, struct error *err)
{
	if (!(desk_office(desk)->roles & ROLE_MANAGER))
		return error_set(err, ERROR_PERMISSION, _("the audit trail is for managers"));
	reader_open(desk, "", fill);
	return true;
}
