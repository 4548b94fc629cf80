#include "office/trail.h"

#include <stdlib.h>
#include <string.h>

#include "base/i18n.h"

bool office_trail(struct office *office, civil_day from, civil_day to, struct arena *arena,
		  struct audit_list *list, struct error *err)
{
	instant begin, end;
	if (!(office->roles & ROLE_MANAGER))
		return error_set(err, ERROR_PERMISSION, _("%s is not a manager: the audit trail is theirs"),
				 office_actor(office)->code);
	if (!civil_to_instant(from, 0, &begin) || !civil_to_instant(to + 1, 0, &end))
		return error_set(err, ERROR_INPUT, _("no such period: give --from and --to as 2026-11-23"));
	return store_audit_between(office->store, begin, end, OFFICE_TRAIL_MAX, arena, list, err);
}

static bool odd_hour(const struct office *office, instant at)
{
	civil_day day;
	int minute;
	civil_from_instant(at, &day, &minute);
	struct hours opening = site_opening_on(&office->site, day);
	for (int i = 0; i < opening.count; i++)
		if (minute >= opening.intervals[i].start && minute < opening.intervals[i].end)
			return false;
	return true;
}

static struct office_trail_sum *sum_of(struct office_trail_sum *sums, size_t *count, const char *by)
{
	for (size_t i = 0; i < *count; i++)
		if (strcmp(sums[i].by, by) == 0)
			return &sums[i];
	sums[*count] = (struct office_trail_sum){ .by = by, .origins = "" };
	return &sums[(*count)++];
}

static bool has_word(const char *words, const char *word)
{
	size_t len = strlen(word);
	for (const char *at = words; (at = strstr(at, word)); at += len)
		if ((at == words || at[-1] == ' ') && (at[len] == ' ' || !at[len]))
			return true;
	return false;
}

static void add_row(const struct office *office, struct office_trail_sum *sum, const struct audit_row *row,
		    struct arena *arena)
{
	if (strcmp(row->act, "read") == 0)
		sum->readings++;
	else if (strcmp(row->act, "list") == 0)
		sum->lists++;
	else if (strcmp(row->act, "export") == 0)
		sum->exports++;
	else
		sum->acts++;
	sum->odd_hours += odd_hour(office, row->at);
	if (row->origin && !has_word(sum->origins, row->origin))
		sum->origins =
			arena_printf(arena, "%s%s%s", sum->origins, *sum->origins ? " " : "", row->origin);
}

static int by_readings(const void *a, const void *b)
{
	const struct office_trail_sum *one = a, *two = b;
	if (one->readings != two->readings)
		return one->readings < two->readings ? 1 : -1;
	return strcmp(one->by, two->by);
}

struct office_trail_sum *office_trail_sums(const struct office *office, const struct audit_list *list,
					   struct arena *arena, size_t *count)
{
	struct office_trail_sum *sums = arena_alloc(arena, (list->count + 1) * sizeof *sums);
	*count = 0;
	for (size_t i = 0; i < list->count; i++)
		add_row(office, sum_of(sums, count, list->items[i].by), &list->items[i], arena);
	qsort(sums, *count, sizeof *sums, by_readings);
	return sums;
}
