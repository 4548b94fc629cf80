/* The load of the workshop over time: what was planned, what stayed free, how early customers book. */
#include <stdlib.h>
#include <string.h>

#include "base/i18n.h"
#include "base/memory.h"
#include "office/inner.h"
#include "office/report.h"
#include "plan/load.h"

struct numbers {
	int64_t *items;
	size_t count;
	size_t capacity;
};

struct gathering {
	struct office_report_load *load;
	civil_day first, last, today;
	int *part_of;
	bool *open;
	struct numbers leads[REPORT_BUCKETS_MAX];
	struct numbers lent; /* unit and day as one number */
	struct arena arena;
};

static void number_add(struct gathering *gathering, struct numbers *numbers, int64_t number)
{
	numbers->items = arena_grow(&gathering->arena, numbers->items, numbers->count, &numbers->capacity,
				    sizeof *numbers->items);
	numbers->items[numbers->count++] = number;
}

static struct report_load *part_at(struct gathering *gathering, civil_day day)
{
	return &gathering->load->parts[gathering->part_of[day - gathering->first]];
}

static void cut(struct gathering *gathering)
{
	struct office_report_load *load = gathering->load;
	struct report_bucket buckets[REPORT_BUCKETS_MAX];
	size_t days = (size_t)(gathering->last - gathering->first + 1);
	load->count = report_cut(gathering->first, gathering->last, buckets, &load->step);
	gathering->part_of = arena_alloc(&gathering->arena, days * sizeof *gathering->part_of);
	gathering->open = arena_alloc(&gathering->arena, days * sizeof *gathering->open);
	for (int b = 0; b < load->count; b++) {
		load->parts[b] =
			(struct report_load){ .days = buckets[b], .lead_median = -1, .lead_ninth = -1 };
		for (civil_day day = buckets[b].first; day <= buckets[b].last; day++)
			gathering->part_of[day - gathering->first] = b;
	}
}

/* Work beyond what is free to all has gone into the reserve. */
static void skill_add(struct report_skill *sum, const struct plan_skill_load *skill, int reserve_pct)
{
	int reserve = skill->capacity * reserve_pct / 100;
	int used = skill->planned - (skill->capacity - reserve);
	sum->capacity += skill->capacity;
	sum->planned += skill->planned;
	sum->spare += skill->spare;
	sum->reserve += reserve;
	sum->reserve_used += used < 0 ? 0 : used > reserve ? reserve : used;
}

static void day_add(struct gathering *gathering, const struct plan_state *state, civil_day day)
{
	struct plan_day_load day_load;
	struct report_load *part = part_at(gathering, day);
	const struct site *site = state->site;
	plan_load_day(state, day, &day_load);
	if (!day_load.open)
		return;
	gathering->open[day - gathering->first] = true;
	part->open_days++;
	for (int i = 0; i < site->skill_count; i++)
		skill_add(&part->skills[i], &day_load.skills[i], site->reserve_pct);
	part->receptions_capacity += day_load.receptions_capacity;
	for (int i = 0; i < site->unit_count; i++)
		part->lendable_days += site->units[i].active;
}

static void reception_take(void *context, civil_day day, instant booked, bool noshow)
{
	struct gathering *gathering = context;
	struct report_load *part = part_at(gathering, day);
	civil_day made;
	int minute;
	civil_from_instant(booked, &made, &minute);
	part->receptions++;
	part->noshows += noshow;
	part->due += day <= gathering->today;
	number_add(gathering, &gathering->leads[part - gathering->load->parts], day > made ? day - made : 0);
}

static void loan_take(void *context, int64_t unit, civil_day from, civil_day to)
{
	struct gathering *gathering = context;
	for (civil_day day = from > gathering->first ? from : gathering->first;
	     day <= to && day <= gathering->last; day++)
		if (gathering->open[day - gathering->first])
			number_add(gathering, &gathering->lent,
				   unit << 32 | (int64_t)(day - gathering->first));
}

/* A car counts once a day, however often it goes out. */
static void sum_up(struct gathering *gathering)
{
	struct office_report_load *load = gathering->load;
	struct numbers *lent = &gathering->lent;
	for (int b = 0; b < load->count; b++) {
		struct numbers *leads = &gathering->leads[b];
		if (leads->count == 0)
			continue;
		load->parts[b].lead_median = (int)report_percentile(leads->items, leads->count, 50);
		load->parts[b].lead_ninth = (int)report_percentile(leads->items, leads->count, 90);
	}
	report_percentile(lent->items, lent->count, 100); /* sorts them */
	for (size_t i = 0; i < lent->count; i++)
		if (i == 0 || lent->items[i] != lent->items[i - 1])
			part_at(gathering, gathering->first + (civil_day)(lent->items[i] & INT32_MAX))
				->lent_days++;
}

static bool read_all(struct office *office, struct gathering *gathering, struct error *err)
{
	struct plan_state state;
	struct moment begin = { gathering->first, 0 };
	if (!slots_load_days(office, begin, gathering->first, gathering->last, &state, err))
		return false;
	for (civil_day day = gathering->first; day <= gathering->last; day++)
		day_add(gathering, &state, day);
	plan_state_finish(&state);
	return store_report_receptions(office->store, gathering->first, gathering->last, reception_take,
				       gathering, err) &&
	       store_report_loans(office->store, gathering->first, gathering->last, loan_take, gathering,
				  err);
}

bool office_report_load(struct office *office, civil_day first, civil_day last, struct arena *arena,
			struct office_report_load **load, struct error *err)
{
	if (last < first || last - first >= REPORT_LOAD_DAYS)
		return error_set(err, ERROR_INPUT, _("the load is shown for 1 to %d days"), REPORT_LOAD_DAYS);
	struct gathering *gathering = memory_zeroed(1, sizeof *gathering);
	gathering->load = arena_alloc(arena, sizeof *gathering->load);
	gathering->first = first;
	gathering->last = last;
	gathering->today = office_moment(office).day;
	cut(gathering);
	bool fine = store_begin_read(office->store, err);
	if (fine) {
		fine = read_all(office, gathering, err);
		store_end_read(office->store);
	}
	sum_up(gathering);
	if (fine)
		*load = gathering->load;
	arena_finish(&gathering->arena);
	free(gathering);
	return fine;
}
