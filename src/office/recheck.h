/* office/recheck.h - what is booked, checked again as it stands. Inner to this folder. */
#ifndef PRENOTA_OFFICE_RECHECK_H
#define PRENOTA_OFFICE_RECHECK_H

#include "office/day.h"
#include "office/inner.h"
#include "store/booked.h"

/* One appointment under examination. */
struct recheck_item {
	const struct store_booked *booked;
	struct plan_request request;
	bool here;          /* the car has arrived: only the hand-back can still fail */
	bool handback_only; /* another hand-back is enough */
	int harm;
	struct plan_violation found[OFFICE_WHY_MAX];
	int found_count;
	int swap; /* unit that could be lent instead, -1 */
};

struct recheck {
	const struct site *site;
	struct plan_state *state; /* loses the rows of what must move */
	struct recheck_item *items;
	size_t count;
	struct recheck_item **moving; /* least harm first */
	size_t moving_count;
};

/* Finds in @booked what cannot stay, on @state; moving what is found is enough for the rest. */
void recheck_run(const struct site *site, struct plan_state *state, const struct store_booked_list *booked,
		 struct arena *arena, struct recheck *recheck);

/* The engine's request for what is booked. */
struct plan_request recheck_request(const struct site *site, const struct store_booked *booked,
				    struct arena *arena);

/* Rules of @candidate that count for what is booked already, at most @max into @found. */
int recheck_breaches(const struct plan_state *state, const struct recheck_item *item,
		     struct plan_violation *found, int max);

/* Another active car of the same kind and class with which @item passes as far as cars go, -1 none. */
int recheck_swap(const struct plan_state *state, const struct recheck_item *item);

/* Reads the appointments of [first, last] into @list, in words, for a recheck that has run. */
bool recheck_tell(struct office *office, const struct recheck *recheck, civil_day first, civil_day last,
		  const char *language, struct arena *arena, struct office_to_move_list *list,
		  struct error *err);

/* --- to_move.c: within a transaction --- */

/* What @absence would do; its id is left 0. */
bool to_move_consequences(struct office *office, const struct absence *absence, const char *language,
			  struct arena *arena, struct office_consequences *result, struct error *err);

/* Tasks of the whole horizon. */
bool to_move_all(struct office *office, struct error *err);

/* Makes tasks of those in @list that have none; with @drop ends those of files that are not in it. */
bool to_move_tasks(struct office *office, const struct office_to_move_list *list, bool drop,
		   struct arena *arena, struct error *err);

/* The file has a place again or is gone: so are its tasks to move, to call back after a no-show and to offer
 * an earlier place; and those of others that pass again. */
bool to_move_settled(struct office *office, const char *file, struct error *err);

/* --- wait.c: within a write transaction --- */

/* A place on @day is free: the first of the waiting list whom one of that day fits gets a task. */
bool wait_list_ask(struct office *office, civil_day day, struct error *err);

#endif
