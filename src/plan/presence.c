#include "plan/internal.h"

#include <string.h>

/* Where lunch splits a day: end of the first half, start of the second. */
static struct span lunch_of(const struct site *site)
{
	if (site->lunch.start > 0)
		return (struct span){ (int16_t)site->lunch.start, (int16_t)site->lunch.end };
	return (struct span){ 12 * 60, 12 * 60 };
}

static struct spans spans_of(const struct hours *hours)
{
	struct spans spans = { 0 };
	for (int i = 0; i < hours->count; i++)
		spans_add(&spans, hours->intervals[i].start, hours->intervals[i].end);
	return spans;
}

/* The part of [from, to) that lies on @day. */
static struct span part_on(struct moment from, struct moment to, civil_day day)
{
	int start = from.day < day ? 0 : from.day == day ? from.minute : MINUTES_PER_DAY;
	int end = to.day > day ? MINUTES_PER_DAY : to.day == day ? to.minute : 0;
	return (struct span){ (int16_t)start, (int16_t)end };
}

static void without_absences(const struct plan_state *state, enum plan_absent kind, int index, civil_day day,
			     struct spans *spans)
{
	for (size_t i = 0; i < state->absence_count && spans->count; i++) {
		const struct plan_absence *absence = &state->absences[i];
		if (absence->kind != kind || (kind != ABSENT_SITE && absence->index != index))
			continue;
		struct span gone = part_on(absence->from, absence->to, day);
		spans_subtract(spans, gone.start, gone.end);
	}
}

static void day_prepare(const struct plan_state *state, civil_day day, struct day_info *info)
{
	struct hours opening = site_opening_on(state->site, day);
	struct hours reception = site_reception_on(state->site, day);
	struct span lunch = lunch_of(state->site);
	info->opening = spans_of(&opening);
	info->reception = spans_of(&reception);
	spans_subtract(&info->reception, lunch.start, lunch.end);
	without_absences(state, ABSENT_SITE, 0, day, &info->opening);
	without_absences(state, ABSENT_SITE, 0, day, &info->reception);
	info->open = info->reception.count > 0;
	for (int half = 0; half < HALF_COUNT; half++) {
		struct spans limits = { 0 };
		spans_add(&limits, half == HALF_AM ? 0 : lunch.end,
			  half == HALF_AM ? lunch.start : MINUTES_PER_DAY);
		spans_intersect(&limits, &info->opening, &limits);
		if (limits.count == 0)
			continue;
		info->bucket[half] =
			(struct span){ limits.items[0].start, limits.items[limits.count - 1].end };
		info->length[half] = spans_minutes(&limits, 0, MINUTES_PER_DAY);
	}
}

void prepare_days(struct plan_state *state)
{
	struct plan_cache *cache = state->cache;
	cache->info = arena_alloc(&state->arena, sizeof *cache->info * (size_t)(cache->days + 1));
	cache->open_before = arena_alloc(&state->arena, sizeof(int) * (size_t)(cache->days + 1));
	for (int i = 0; i < cache->days; i++) {
		day_prepare(state, state->first + i, &cache->info[i]);
		cache->open_before[i + 1] = cache->open_before[i] + cache->info[i].open;
	}
	cache->reserve = arena_alloc(&state->arena, (size_t)cache->days + 1);
	for (int i = 0; i < cache->days; i++) {
		struct moment opens = { previous_working_day(state, state->first + i),
					state->site->reserve_opens_at };
		bool open = moment_compare(state->now, opens) >= 0;
		cache->reserve[i] = (int8_t)(open ? 0 : state->site->reserve_pct);
	}
}

int day_index(const struct plan_state *state, civil_day day)
{
	return day < state->first || day > state->last ? -1 : (int)(day - state->first);
}

struct spans reception_hours(const struct plan_state *state, civil_day day)
{
	int index = day_index(state, day);
	if (index >= 0)
		return state->cache->info[index].reception;
	struct day_info info = { 0 };
	day_prepare(state, day, &info);
	return info.reception;
}

bool house_opens(const struct plan_state *state, civil_day day)
{
	int index = day_index(state, day);
	struct day_info info = { 0 };
	if (index < 0)
		day_prepare(state, day, &info);
	return (index < 0 ? &info : &state->cache->info[index])->opening.count > 0;
}

bool working_day(const struct plan_state *state, civil_day day)
{
	return reception_hours(state, day).count > 0;
}

enum { SEARCH_DAYS = 400 }; /* a site that is closed for longer has no next working day */

civil_day next_working_day(const struct plan_state *state, civil_day day)
{
	civil_day last = day + SEARCH_DAYS;
	do
		day++;
	while (day < last && !working_day(state, day));
	return day;
}

civil_day previous_working_day(const struct plan_state *state, civil_day day)
{
	civil_day first = day - SEARCH_DAYS;
	do
		day--;
	while (day > first && !working_day(state, day));
	return day;
}

int working_days_between(const struct plan_state *state, civil_day after, civil_day until)
{
	int count = 0;
	if (until <= after)
		return 0;
	if (after + 1 >= state->first && until <= state->last)
		return state->cache->open_before[until + 1 - state->first] -
		       state->cache->open_before[after + 1 - state->first];
	for (civil_day day = after + 1; day <= until; day++)
		count += working_day(state, day);
	return count;
}

static bool same_spans(const struct spans *a, const struct spans *b)
{
	return a->count == b->count && memcmp(a->items, b->items, sizeof *a->items * (size_t)a->count) == 0;
}

/* The one of the state's hours that is like @spans. */
static const struct spans *kept_hours(struct plan_cache *cache, const struct spans *spans)
{
	for (size_t i = 0; i < cache->hours_count; i++)
		if (same_spans(cache->hours[i], spans))
			return cache->hours[i];
	struct spans *kept = arena_alloc(cache->arena, sizeof *kept);
	*kept = *spans;
	cache->hours = arena_grow(cache->arena, cache->hours, cache->hours_count, &cache->hours_capacity,
				  sizeof *cache->hours);
	return cache->hours[cache->hours_count++] = kept;
}

static struct spans find_presence(const struct plan_state *state, int day, int staff)
{
	struct plan_cache *cache = state->cache;
	if (!state->site->staff[staff].active)
		return (struct spans){ 0 };
	cache->roster.shifts = cache->shifts + cache->shift_from[staff];
	cache->roster.shift_count = (size_t)(cache->shift_from[staff + 1] - cache->shift_from[staff]);
	struct hours shift = site_shift_on(&cache->roster, staff, state->first + day);
	struct spans spans = spans_of(&shift);
	without_absences(state, ABSENT_SITE, 0, state->first + day, &spans);
	without_absences(state, ABSENT_STAFF, staff, state->first + day, &spans);
	return spans;
}

const struct spans *presence(const struct plan_state *state, int day, int staff)
{
	struct plan_cache *cache = state->cache;
	const struct spans **known = &cache->presence[day * state->site->staff_count + staff];
	if (!*known) {
		struct spans spans = find_presence(state, day, staff);
		*known = kept_hours(cache, &spans);
	}
	return *known;
}

bool bucket_open(const struct plan_state *state, int bucket)
{
	return state->cache->info[bucket / 2].length[bucket % 2] > 0;
}

struct span bucket_span(const struct plan_state *state, int bucket)
{
	return state->cache->info[bucket / 2].bucket[bucket % 2];
}

/* When the technician works: he is there and the house is open. */
static const struct spans *work_time(const struct plan_state *state, int day, int technician)
{
	struct plan_cache *cache = state->cache;
	const struct spans **known = &cache->work_time[day * cache->technician_count + technician];
	if (!*known) {
		struct spans spans;
		spans_intersect(presence(state, day, cache->technicians[technician]),
				&cache->info[day].opening, &spans);
		*known = kept_hours(cache, &spans);
	}
	return *known;
}

int attendance_from(const struct plan_state *state, int bucket, int technician, int minute)
{
	struct span span = state->cache->info[bucket / 2].bucket[bucket % 2];
	return spans_minutes(work_time(state, bucket / 2, technician),
			     minute > span.start ? minute : span.start, span.end);
}

const int16_t *attendance(const struct plan_state *state, int bucket)
{
	struct plan_cache *cache = state->cache;
	int16_t *minutes = &cache->attendance[bucket * cache->technician_count];
	if (cache->attendance_known[bucket])
		return minutes;
	cache->attendance_known[bucket] = true;
	for (int i = 0; i < cache->technician_count; i++)
		minutes[i] = (int16_t)attendance_from(state, bucket, i, 0);
	return minutes;
}

bool absent_overlaps(const struct plan_absence *absence, struct moment from, struct moment to)
{
	return moment_compare(absence->from, to) < 0 && moment_compare(from, absence->to) < 0;
}
