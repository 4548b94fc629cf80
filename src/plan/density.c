#include "plan/internal.h"

#include <string.h>

enum { HOUR = 60, STARTS_PER_HOUR = 3, TWO_HOURS = 120, MINUTES_PER_TWO_HOURS = 90, RECEPTIONS_MAX = 128 };

struct receptions {
	struct span items[RECEPTIONS_MAX];
	int count;
	int key; /* of the advisor and the day, by whose row index it was made */
};

/* Of those that others have; two holds of one file at the same minute are one. */
static void list_receptions(const struct question *question, int key, struct receptions *list)
{
	const struct row_index *rows = &question->cache->busy;
	int files[RECEPTIONS_MAX];
	list->count = 0;
	list->key = key;
	for (int i = rows->from[key]; i < rows->from[key + 1] && list->count < RECEPTIONS_MAX; i++) {
		const struct plan_busy *busy = &question->state->busy[rows->order[i]];
		int file = question->cache->busy_file[rows->order[i]];
		if (busy->kind != BUSY_RECEPTION || (question->file && file == question->file))
			continue;
		bool twice = false;
		for (int j = 0; j < list->count && file && busy->hold; j++)
			twice = twice || (files[j] == file && list->items[j].start == busy->start);
		if (twice)
			continue;
		files[list->count] = file;
		list->items[list->count++] = (struct span){ (int16_t)busy->start, (int16_t)busy->end };
	}
}

struct receptions *density_prepare(struct arena *arena)
{
	struct receptions *list = arena_alloc(arena, sizeof *list);
	list->key = -1;
	return list;
}

/* Starts of one advisor and day are asked about one after the other: the last list is kept. */
static const struct receptions *receptions_of(const struct question *question, int staff, civil_day day)
{
	static const struct receptions none = { .count = 0 };
	int index = day_index(question->state, day);
	if (index < 0)
		return &none;
	int key = index * question->site->staff_count + staff;
	if (question->receptions->key != key)
		list_receptions(question, key, question->receptions);
	return question->receptions;
}

static int starts_within(const struct receptions *list, int from)
{
	int count = 0;
	for (int i = 0; i < list->count; i++)
		count += list->items[i].start >= from && list->items[i].start < from + HOUR;
	return count;
}

/* The fullest hour that contains @start begins with one of the receptions. */
static bool starts_fit(const struct receptions *list, int start, int *count, int *window)
{
	*count = starts_within(list, start) + 1;
	*window = start;
	for (int i = 0; i < list->count; i++) {
		int from = list->items[i].start;
		if (from > start || from + HOUR <= start)
			continue;
		int starts = starts_within(list, from) + 1;
		if (starts > *count) {
			*count = starts;
			*window = from;
		}
	}
	return *count <= STARTS_PER_HOUR;
}

/* Adds the minutes of @span to the slots of 5 minutes from @from on, @count of them. */
static void add_minutes(const struct span *span, int from, int count, int *slots)
{
	int end = from + count * SLOT_MINUTES;
	int start = span->start > from ? span->start : from;
	int stop = span->end < end ? span->end : end;
	while (start < stop) {
		int at = (start - from) / SLOT_MINUTES;
		int next = from + (at + 1) * SLOT_MINUTES;
		next = next < stop ? next : stop;
		slots[at] += next - start;
		start = next;
	}
}

/* Windows on the 5-minute grid that the new reception lies in, wholly or in part. */
static bool minutes_fit(const struct receptions *list, int start, int length, int *minutes, int *window)
{
	enum { WIDTH = TWO_HOURS / SLOT_MINUTES, MOST = 2 * SLOTS };
	const struct span added = { (int16_t)start, (int16_t)(start + length) };
	int slots[MOST];
	int first = start - TWO_HOURS + SLOT_MINUTES;
	first -= (first % SLOT_MINUTES + SLOT_MINUTES) % SLOT_MINUTES;
	int windows = (start + length - first + SLOT_MINUTES - 1) / SLOT_MINUTES;
	windows = windows < MOST - WIDTH ? windows : MOST - WIDTH;
	int count = windows + WIDTH;
	memset(slots, 0, sizeof *slots * (size_t)count);
	add_minutes(&added, first, count, slots);
	for (int i = 0; i < list->count; i++)
		add_minutes(&list->items[i], first, count, slots);
	int sum = 0;
	for (int i = 0; i < WIDTH; i++)
		sum += slots[i];
	*minutes = 0;
	for (int i = 0; i < windows; i++) {
		if (sum > *minutes) {
			*minutes = sum;
			*window = first + i * SLOT_MINUTES;
		}
		sum += slots[i + WIDTH] - slots[i];
	}
	return *minutes <= MINUTES_PER_TWO_HOURS;
}

/* Whether all minutes within two hours of the new reception together are too few to break the rule. */
static bool few_minutes(const struct receptions *list, int start, int length)
{
	int from = start - TWO_HOURS, to = start + length + TWO_HOURS, minutes = length;
	for (int i = 0; i < list->count; i++)
		if (list->items[i].end > from && list->items[i].start < to)
			minutes += list->items[i].end - list->items[i].start;
	return minutes <= MINUTES_PER_TWO_HOURS;
}

struct density density_of(const struct question *question, int staff, civil_day day, int start, int length)
{
	struct density density = { .starts_fit = true, .minutes_fit = true };
	const struct receptions *list = receptions_of(question, staff, day);
	density.starts_fit = starts_fit(list, start, &density.starts, &density.starts_from);
	if (!few_minutes(list, start, length))
		density.minutes_fit =
			minutes_fit(list, start, length, &density.minutes, &density.minutes_from);
	return density;
}

/* One after another as early as the rule lets them. */
static int count_starts(const struct spans *hours)
{
	struct receptions list = { .count = 0 };
	for (int start = 0; start + QUARTER <= MINUTES_PER_DAY; start += QUARTER) {
		int number;
		int window;
		if (spans_cover(hours, start, start + QUARTER) &&
		    starts_fit(&list, start, &number, &window) &&
		    minutes_fit(&list, start, QUARTER, &number, &window) && list.count < RECEPTIONS_MAX)
			list.items[list.count++] =
				(struct span){ (int16_t)start, (int16_t)(start + QUARTER) };
	}
	return list.count;
}

static bool same_spans(const struct spans *a, const struct spans *b)
{
	return a->count == b->count && memcmp(a->items, b->items, (size_t)a->count * sizeof *a->items) == 0;
}

int density_most_starts(const struct plan_state *state, int day, int staff)
{
	struct plan_cache *cache = state->cache;
	struct spans there;
	spans_intersect(presence(state, day, staff), &cache->info[day].reception, &there);
	for (int i = 0; i < cache->starts_known_count; i++)
		if (same_spans(&cache->starts_known[i].hours, &there))
			return cache->starts_known[i].count;
	int count = count_starts(&there);
	if (cache->starts_known_count < STARTS_KNOWN_MAX)
		cache->starts_known[cache->starts_known_count++] = (struct most_starts){ there, count };
	return count;
}
