/* The reminders of the weeks before the demo's day, as a desk that keeps up with most of them would have left
 * them: called about four weeks before the service, some too late, a few not yet. */
#include <string.h>

#include "office/demo_book.h"
#include "office/reminder_rows.h"
#include "store/contact.h"

enum {
	REMINDERS_MAX = 500,
	WINDOW_OPENS = 28,
	LAST_DAY = 21,
	SPREAD = 6,
	BEHIND_DAYS = 28,
	AGAIN_DAYS = 3,
	ATTEMPTS = 3
};
enum salt { SALT_WHETHER, SALT_DAY, SALT_MINUTE, SALT_RESULT };

/* A day on which somebody calls, from @day on; false when none comes before @today. */
static bool call_day(const struct site *site, civil_day *day, civil_day today)
{
	while (*day < today && site_reception_on(site, *day).count == 0)
		++*day;
	return *day < today;
}

/* What came of a call: most have decided otherwise or let it be for this time, some are not reached. */
static const char *result_of(size_t number, int attempt)
{
	return demo_draw(number, SALT_RESULT + (unsigned)attempt, 10) < 4 ? "unreached" : "declined";
}

/* Whoever is on call duty then makes the call, in the quiet hours of the afternoon. */
static bool turn_to(struct office *office, civil_day day, size_t number)
{
	int minute = 14 * 60 + (int)demo_draw(number + (size_t)day, SALT_MINUTE, 120);
	int who = site_duty_operator(&office->site, day, minute);
	if (!civil_to_instant(day, minute, &office->frozen_at))
		return false;
	office->actor = who >= 0 ? who : office->actor;
	store_set_actor(office->store, office_actor(office)->code, office->frozen_at);
	return true;
}

/* The first call of a reminder: in time, too late, or not made: what is behind is behind for weeks, not
 * months. */
static bool first_day(const struct reminder *r, size_t number, civil_day today, civil_day *day)
{
	unsigned drawn = demo_draw(number, SALT_WHETHER, 100);
	*day = r->due - WINDOW_OPENS + (int)demo_draw(number, SALT_DAY, SPREAD);
	if (drawn >= 90)
		*day = r->due - LAST_DAY + 2 + (int)demo_draw(number, SALT_DAY, SPREAD);
	return drawn < (r->due > today - BEHIND_DAYS ? 76 : 98);
}

static bool reminder_play(struct office *office, const struct reminder *r, size_t number, civil_day today,
			  struct error *err)
{
	civil_day day;
	if (!first_day(r, number, today, &day))
		return true;
	for (int i = 0; i < ATTEMPTS && call_day(&office->site, &day, today); i++, day += AGAIN_DAYS) {
		struct office_attempt attempt = { .result = result_of(number, i) };
		struct arena arena = { 0 };
		if (!turn_to(office, day, number))
			continue;
		bool fine = reminder_attempted(office, r->id, &attempt, &arena, err);
		arena_finish(&arena);
		if (!fine || strcmp(attempt.result, "unreached") != 0)
			return fine;
	}
	return true;
}

/* Ids and their order are new each time; plates are not. */
static size_t number_of(const struct reminder *r)
{
	uint32_t sum = 2166136261u;
	for (const char *at = r->plate ? r->plate : ""; *at; at++)
		sum = (sum ^ (unsigned char)*at) * 16777619u;
	return (size_t)r->due * 64 + sum % 65521;
}

static bool all_play(struct office *office, const struct reminder_list *list, civil_day today,
		     struct error *err)
{
	for (size_t i = 0; i < list->count; i++) {
		const struct reminder *r = &list->items[i];
		if (r->held || strcmp(r->state, "waiting") != 0)
			continue;
		if (!reminder_play(office, r, number_of(r), today, err))
			return false;
	}
	return true;
}

bool demo_record_reminders(struct office *office, civil_day today, struct error *err)
{
	struct arena arena = { 0 };
	struct reminder_list list = { 0 };
	civil_day first = today - DUE_LAPSED_DAYS;
	bool fine = office_begin(office, OFFICE_ROLES_BOOK, err);
	fine = fine &&
	       store_reminders_between(office->store, first, today + WINDOW_OPENS, NULL, REMINDERS_MAX,
				       &arena, &list, err) &&
	       all_play(office, &list, today, err);
	arena_finish(&arena);
	return office_end(office, fine, err);
}
