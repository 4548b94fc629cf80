#include "office/report.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/i18n.h"

/* The figures of one measure while they are gathered. */
struct values {
	int64_t *items;
	size_t count;
	size_t capacity;
};

struct gathering {
	struct office_report *report;
	struct values values[REPORT_COUNT];
	int *bucket_of; /* by day from the first */
	struct arena arena;
};

static struct report_period period_of(const struct office *office, civil_day first, civil_day last)
{
	return (struct report_period){
		.first = first,
		.last = last,
		.now = office_now(office),
		.hold_limit = office->site.hold_limit_seconds,
	};
}

static bool period_check(civil_day first, civil_day last, int most, struct error *err)
{
	if (last < first)
		return error_set(err, ERROR_INPUT, _("the period ends before it begins"));
	if (last - first >= most)
		return error_set(err, ERROR_INPUT, _("the period is longer than %d days"), most);
	return true;
}

static void value_add(struct gathering *gathering, struct values *values, int64_t value)
{
	values->items = arena_grow(&gathering->arena, values->items, values->count, &values->capacity,
				   sizeof *values->items);
	values->items[values->count++] = value;
}

static void gather(void *context, enum report_measure measure, const struct report_case *one)
{
	struct gathering *gathering = context;
	struct office_report *report = gathering->report;
	struct report_figure *figure = &report->figures[measure];
	if (one->day < report->first || one->day > report->last)
		return;
	struct report_count *part = &figure->trend[gathering->bucket_of[one->day - report->first]];
	figure->whole.of++;
	figure->whole.kept += one->kept;
	part->of++;
	part->kept += one->kept;
	if (one->has_figure)
		value_add(gathering, &gathering->values[measure], one->figure);
}

static void sum_up(struct gathering *gathering)
{
	for (int i = 0; i < REPORT_COUNT; i++) {
		struct report_figure *figure = &gathering->report->figures[i];
		struct values *values = &gathering->values[i];
		figure->figures = (int)values->count;
		figure->ninth = report_percentile(values->items, values->count, 90);
		figure->median = report_percentile(values->items, values->count, 50);
		figure->least = values->count ? values->items[0] : 0;
		figure->most = values->count ? values->items[values->count - 1] : 0;
	}
}

static void cut(struct gathering *gathering, struct arena *arena)
{
	struct office_report *report = gathering->report;
	int days = report->last - report->first + 1;
	report->bucket_count = report_cut(report->first, report->last, report->buckets, &report->step);
	gathering->bucket_of = arena_alloc(&gathering->arena, (size_t)days * sizeof *gathering->bucket_of);
	for (int b = 0; b < report->bucket_count; b++)
		for (civil_day day = report->buckets[b].first; day <= report->buckets[b].last; day++)
			gathering->bucket_of[day - report->first] = b;
	for (int i = 0; i < REPORT_COUNT; i++)
		report->figures[i].trend =
			arena_alloc(arena, (size_t)report->bucket_count * sizeof *report->figures[i].trend);
}

/* --- overrides by person and reason --- */

struct grants {
	struct office_report *report;
	struct arena *arena;
	size_t capacity;
};

static void grant_take(void *context, enum report_measure measure, const struct report_case *one)
{
	struct grants *grants = context;
	struct office_report *report = grants->report;
	const char *by = one->by ? one->by : "", *reason = one->note ? one->note : "";
	(void)measure;
	if (one->kept)
		return;
	for (size_t i = 0; i < report->override_count; i++) {
		struct report_override *known = &report->overrides[i];
		if (strcmp(known->by, by) == 0 && strcmp(known->reason, reason) == 0) {
			known->count++;
			return;
		}
	}
	report->overrides = arena_grow(grants->arena, report->overrides, report->override_count,
				       &grants->capacity, sizeof *report->overrides);
	report->overrides[report->override_count++] = (struct report_override){ by, reason, 1 };
}

static int by_count(const void *a, const void *b)
{
	const struct report_override *x = a, *y = b;
	int person = strcmp(x->by, y->by);
	if (x->count != y->count)
		return y->count - x->count;
	return person ? person : strcmp(x->reason, y->reason);
}

static bool read_overrides(struct office *office, const struct report_period *period, struct arena *arena,
			   struct office_report *report, struct error *err)
{
	struct grants grants = { .report = report, .arena = arena };
	const struct report_count *all = &report->figures[REPORT_OVERRIDES].whole;
	if (all->kept == all->of)
		return true;
	if (!store_report_cases(office->store, period, REPORT_OVERRIDES, arena, grant_take, &grants, err))
		return false;
	qsort(report->overrides, report->override_count, sizeof *report->overrides, by_count);
	return true;
}

bool office_report(struct office *office, civil_day first, civil_day last, struct arena *arena,
		   struct office_report *report, struct error *err)
{
	if (!period_check(first, last, REPORT_DAYS_MAX, err))
		return false;
	struct office_report *found = arena_alloc(arena, sizeof *found);
	struct gathering gathering = { .report = found };
	struct report_period period = period_of(office, first, last);
	*found = (struct office_report){ .first = first, .last = last };
	cut(&gathering, arena);
	if (!store_begin_read(office->store, err)) {
		arena_finish(&gathering.arena);
		return false;
	}
	bool fine = store_report_all(office->store, &period, gather, &gathering, err) &&
		    read_overrides(office, &period, arena, found, err);
	store_end_read(office->store);
	sum_up(&gathering);
	arena_finish(&gathering.arena);
	if (fine)
		*report = *found;
	return fine;
}

/* --- cases --- */

struct wanted {
	struct report_case_list *list;
	struct arena *arena;
	enum report_which which;
	civil_day first, last;
};

static void case_take(void *context, enum report_measure measure, const struct report_case *one)
{
	struct wanted *wanted = context;
	struct report_case_list *list = wanted->list;
	(void)measure;
	if ((wanted->which == REPORT_BROKEN && one->kept) || one->day < wanted->first ||
	    one->day > wanted->last)
		return;
	list->items =
		arena_grow(wanted->arena, list->items, list->count, &list->capacity, sizeof *list->items);
	list->items[list->count++] = *one;
}

static int by_interest(const void *a, const void *b)
{
	const struct report_case *x = a, *y = b;
	if (x->kept != y->kept)
		return x->kept - y->kept;
	if (x->at != y->at)
		return (x->at < y->at) - (x->at > y->at);
	return strcmp(x->contact_id ? x->contact_id : "", y->contact_id ? y->contact_id : "");
}

/* Of a time without a limit the longest first. */
static int by_figure(const void *a, const void *b)
{
	const struct report_case *x = a, *y = b;
	return x->figure != y->figure ? (x->figure < y->figure) - (x->figure > y->figure) : by_interest(a, b);
}

bool office_report_cases(struct office *office, civil_day first, civil_day last, enum report_measure measure,
			 enum report_which which, struct arena *arena, struct report_case_list *list,
			 struct error *err)
{
	struct report_case_list found = { 0 };
	struct wanted wanted = { &found, arena, which, first, last };
	struct report_period period = period_of(office, first, last);
	if (!period_check(first, last, REPORT_DAYS_MAX, err) ||
	    !store_report_cases(office->store, &period, measure, arena, case_take, &wanted, err))
		return false;
	if (found.count)
		qsort(found.items, found.count, sizeof *found.items,
		      report_rows[measure].open ? by_figure : by_interest);
	*list = found;
	return true;
}

const char *office_report_figure(enum report_unit unit, int64_t figure, char text[REPORT_FIGURE_SIZE])
{
	int64_t hours = figure / 60;
	switch (unit) {
	case REPORT_NO_FIGURE:
		text[0] = '\0';
		break;
	case REPORT_TIMES:
		snprintf(text, REPORT_FIGURE_SIZE, "%" PRId64, figure);
		break;
	case REPORT_RING:
		snprintf(text, REPORT_FIGURE_SIZE, _("ring %d"), (int)figure);
		break;
	case REPORT_MILLISECONDS:
		snprintf(text, REPORT_FIGURE_SIZE, _("%.1f s"), (double)figure / 1000);
		break;
	case REPORT_SECONDS:
		snprintf(text, REPORT_FIGURE_SIZE, _("%d s"), (int)figure);
		break;
	case REPORT_MINUTES:
		if (hours > 0)
			snprintf(text, REPORT_FIGURE_SIZE, _("%d h %02d min"), (int)hours,
				 (int)(figure % 60));
		else
			snprintf(text, REPORT_FIGURE_SIZE, _("%d min"), (int)figure);
		break;
	case REPORT_DAYS:
		snprintf(text, REPORT_FIGURE_SIZE, figure == 1 ? _("%d day") : _("%d days"), (int)figure);
		break;
	}
	return text;
}
