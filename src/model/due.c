#include "model/due.h"

#include <stdio.h>
#include <string.h>
#include <strings.h>

enum { DAYS_A_YEAR = 365 };

static const char *const reasons[] = {
	[DUE_BY_DATE] = "date",
	[DUE_BY_MILEAGE] = "mileage",
	[DUE_BY_BOTH] = "both",
};

const char *due_reason_code(enum due_reason reason)
{
	return reasons[reason];
}

bool due_reason_from_code(const char *code, enum due_reason *reason)
{
	for (int i = 0; code && i <= DUE_BY_BOTH; i++) {
		if (strcmp(reasons[i], code) != 0)
			continue;
		*reason = (enum due_reason)i;
		return true;
	}
	return false;
}

/* --- the rule --- */

int due_km_a_year(const struct due_reading *readings, size_t count)
{
	for (size_t i = 1; i < count; i++) {
		int days = readings[0].day - readings[i].day;
		int64_t km = (int64_t)readings[0].km - readings[i].km;
		if (days < DUE_READINGS_APART || km < 0)
			continue;
		int64_t a_year = km * DAYS_A_YEAR / days;
		return a_year < DUE_KM_A_YEAR_LOW    ? DUE_KM_A_YEAR_LOW
		       : a_year > DUE_KM_A_YEAR_HIGH ? DUE_KM_A_YEAR_HIGH
						     : (int)a_year;
	}
	return DUE_KM_A_YEAR;
}

/* The day on which the mileage will be reached; that of the reading when it is reached already. */
static civil_day day_at_km(const struct due_reading *last, int64_t at_km, int km_a_year)
{
	int64_t left = at_km - last->km;
	return left <= 0 ? last->day : last->day + (civil_day)(left * DAYS_A_YEAR / km_a_year);
}

bool due_from(const struct due_base *base, int months, int km, const struct due_reading *last, int km_a_year,
	      struct due *due)
{
	struct due found = { .at_km = -1 };
	if (months > 0)
		found.by_date = civil_add_months(base->day, months);
	if (km > 0 && base->km >= 0) {
		struct due_reading own = { base->day, base->km };
		found.at_km = base->km + km;
		found.by_km = day_at_km(last && last->day >= base->day ? last : &own, found.at_km, km_a_year);
	}
	if (!found.by_date && !found.by_km)
		return false;
	bool date = found.by_date && (!found.by_km || found.by_date <= found.by_km);
	found.day = date ? found.by_date : found.by_km;
	found.reason = found.by_date == found.by_km ? DUE_BY_BOTH : date ? DUE_BY_DATE : DUE_BY_MILEAGE;
	*due = found;
	return true;
}

/* --- the car's rows of the table --- */

/* By whole words: "Grecale" is not meant for a car called "Grecaletta". */
static bool begins_with(const char *model, const char *name, size_t len)
{
	return strncasecmp(model, name, len) == 0 && (model[len] == '\0' || model[len] == ' ');
}

bool due_fits(const struct service_interval *interval, const struct due_car *car)
{
	if (interval->energies && !(interval->energies & 1U << car->energy))
		return false;
	const char *at = interval->models ? interval->models : "";
	if (!*at)
		return true;
	while (*at) {
		size_t len = strcspn(at, "\n");
		if (car->model && len && begins_with(car->model, at, len))
			return true;
		if (car->mc20 && len == 4 && strncasecmp(at, "MC20", len) == 0)
			return true;
		at += len + (at[len] == '\n');
	}
	return false;
}

static bool has_word(const char *words, const char *word, size_t len)
{
	for (const char *at = words ? words : ""; *at;) {
		size_t own = strcspn(at, " ");
		if (own == len && strncmp(at, word, len) == 0)
			return true;
		at += own;
		at += strspn(at, " ");
	}
	return false;
}

/* Whether a visit did the service: one of its codes counts as it. */
static bool did(const struct history_visit *visit, const char *done)
{
	for (const char *at = visit->codes ? visit->codes : ""; *at;) {
		size_t len = strcspn(at, " ");
		if (len && has_word(done, at, len))
			return true;
		at += len;
		at += strspn(at, " ");
	}
	return false;
}

static bool find_base(const struct due_car *car, const struct service_interval *interval,
		      struct due_base *base)
{
	for (size_t i = 0; i < car->visit_count; i++) {
		if (!did(&car->visits[i], interval->done))
			continue;
		*base = (struct due_base){ car->visits[i].day, car->visits[i].mileage };
		return true;
	}
	civil_day from = car->warranty_start ? car->warranty_start : car->first_registration;
	*base = (struct due_base){ from, 0 };
	return from != 0 && !interval->repeats;
}

/* Of the same service an earlier row was the car's. */
static bool is_taken(const struct service_interval *intervals, int before, const struct due_car *car)
{
	for (int i = 0; i < before; i++)
		if (strcmp(intervals[i].service, intervals[before].service) == 0 &&
		    due_fits(&intervals[i], car))
			return true;
	return false;
}

static void again_on(struct due_item *item, civil_day day)
{
	item->due = (struct due){ .day = day, .reason = DUE_BY_DATE, .by_date = day, .at_km = -1 };
}

/* Settled for this base: due again an interval after the day for which it was settled. What is due before
 * @since comes an interval later as well, and again. */
static void put_off(const struct due_car *car, civil_day since, struct due_item *item)
{
	int months = item->interval->months > 0 ? item->interval->months : 12;
	for (size_t i = 0; i < car->settled_count; i++) {
		const struct due_settled *settled = &car->settled[i];
		if (settled->base != item->base.day || strcmp(settled->service, item->interval->service) != 0)
			continue;
		civil_day again = civil_add_months(settled->due, months);
		if (again > item->due.day)
			again_on(item, again);
	}
	civil_day first = item->due.day;
	item->overdue = first < since;
	for (int times = 1; item->due.day < since; times++)
		again_on(item, civil_add_months(first, times * months));
}

static void insert(struct due_plan *plan, const struct due_item *item)
{
	int at = plan->count;
	while (at > 0 && plan->items[at - 1].due.day > item->due.day)
		at--;
	if (at == DUE_ITEMS_MAX)
		return;
	int moved = (plan->count < DUE_ITEMS_MAX ? plan->count : DUE_ITEMS_MAX - 1) - at;
	memmove(&plan->items[at + 1], &plan->items[at], (size_t)moved * sizeof *item);
	plan->items[at] = *item;
	plan->count += plan->count < DUE_ITEMS_MAX;
}

/* What a larger service of the same visit includes is not booked beside it. */
static bool is_included(const struct due_plan *plan, int index)
{
	const struct service_interval *own = plan->items[index].interval;
	for (int i = 0; i < plan->count; i++) {
		const char *other = plan->items[i].interval->work;
		bool same = strcmp(other, own->work) == 0;
		if (i != index && (same ? i < index : has_word(own->done, other, strlen(other))))
			return true;
	}
	return false;
}

static void write_work(struct due_plan *plan)
{
	size_t len = 0;
	plan->work[0] = '\0';
	for (int i = 0; i < plan->count; i++) {
		const char *code = plan->items[i].interval->work;
		if (is_included(plan, i) || len + strlen(code) + 2 > sizeof plan->work)
			continue;
		len += (size_t)snprintf(plan->work + len, sizeof plan->work - len, "%s%s", len ? " " : "",
					code);
	}
}

/* Only what is done in the same visit as the first stays. */
static void keep_together(struct due_plan *plan)
{
	int kept = 0;
	civil_day last = plan->items[0].due.day + DUE_TOGETHER_DAYS;
	for (int i = 0; i < plan->count; i++)
		if (plan->items[i].overdue || plan->items[i].due.day <= last)
			plan->items[kept++] = plan->items[i];
	plan->count = kept;
}

bool due_next(const struct due_car *car, const struct service_interval *intervals, int count, civil_day since,
	      struct due_plan *plan)
{
	struct due_plan found = { .km_a_year = due_km_a_year(car->readings, car->reading_count) };
	const struct due_reading *last = car->reading_count ? &car->readings[0] : NULL;
	for (int i = 0; i < count; i++) {
		struct due_item item = { .interval = &intervals[i] };
		if (!due_fits(&intervals[i], car) || is_taken(intervals, i, car) ||
		    !find_base(car, &intervals[i], &item.base) ||
		    !due_from(&item.base, intervals[i].months, intervals[i].km, last, found.km_a_year,
			      &item.due))
			continue;
		put_off(car, since, &item);
		insert(&found, &item);
	}
	if (found.count == 0)
		return false;
	keep_together(&found);
	write_work(&found);
	*plan = found;
	return true;
}

/* --- the contact --- */

civil_day due_attempt_day(civil_day due, int made, civil_day last)
{
	static const int before[] = { DUE_OPENS_DAYS, DUE_SECOND_DAYS, DUE_CALL_DAYS };
	civil_day day = due - before[made < 2 ? made : 2];
	return made && day < last + DUE_PAUSE_DAYS ? last + DUE_PAUSE_DAYS : day;
}

bool due_attempt_calls(civil_day due, int made, civil_day day)
{
	return made >= 2 || day >= due - DUE_CALL_DAYS;
}

bool due_is_late(civil_day due, int made, civil_day today)
{
	return made == 0 && today > due - DUE_LATE_DAYS;
}
