/* store/plan_store.h - what the engine looks at, read in one snapshot. */
#ifndef PRENOTA_STORE_PLAN_STORE_H
#define PRENOTA_STORE_PLAN_STORE_H

#include "plan/plan.h"
#include "store/store.h"

/* Fills all arrays of @state (zero-initialised before; free it with plan_state_finish()) for the days [first,
 * last]: what touches one of them, and what of earlier days carries over. Holds that end after @at count as
 * live. @site is kept by @state; call plan_state_prepare() afterwards. @now is the question's local moment.
 */
bool store_load_plan(struct store *store, const struct site *site, struct moment now, instant at,
		     civil_day first, civil_day last, struct plan_state *state, struct error *err);

/* The rows that judge one car's appointment, which begins on @first or later. */
struct plan_part {
	civil_day first;     /* rows of earlier days are left out, but for what carries over */
	const char *vehicle; /* its stays alone; NULL: a new car has none */
	bool loans;          /* a car, a seat or a taxi is asked for; else what is lent is left out */
	bool strips;         /* for plan_load_day() alone: sums of what is alike, no times and no files of them */
};

/* The same with the rows of @part alone (see rows_first of struct plan_state). */
bool store_load_plan_part(struct store *store, const struct site *site, struct moment now, instant at,
			  civil_day first, civil_day last, const struct plan_part *part,
			  struct plan_state *state, struct error *err);

/* Changes of the day (R8). Staff, unit, bay or the site are not there in [from, to). */
struct absence {
	int64_t id; /* 0: new */
	enum plan_absent kind;
	const char *code; /* staff, unit or bay code; NULL for the site */
	int count;        /* bays that are out, else 1 */
	struct moment from;
	struct moment to;
	const char *reason;
	const char *entered_by; /* staff code; read only */
};

struct absence_list {
	struct absence *items;
	size_t count;
	size_t capacity;
};

/* Need a write transaction. */
bool store_add_absence(struct store *store, const struct absence *absence, int64_t *id, struct error *err);
bool store_end_absence(struct store *store, int64_t id, struct moment to, struct error *err);
bool store_add_internal(struct store *store, const char *skill, civil_day day, enum half half, int minutes,
			const char *text, struct error *err);
/* A meeting or other time that an advisor is taken (BUSY_OTHER). */
bool store_add_busy(struct store *store, const char *staff, civil_day day, int start, int end,
		    const char *text, struct error *err);

/* Those that touch [first, last], by start; what was ended before it began is left out. */
bool store_absences(struct store *store, civil_day first, civil_day last, struct arena *arena,
		    struct absence_list *list, struct error *err);
bool store_get_absence(struct store *store, int64_t id, struct arena *arena, struct absence *absence,
		       struct error *err);

#endif
