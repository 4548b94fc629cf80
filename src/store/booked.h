/* store/booked.h - all that is booked over some days, as the engine checks it again. */
#ifndef PRENOTA_STORE_BOOKED_H
#define PRENOTA_STORE_BOOKED_H

#include "base/arena.h"
#include "model/site.h"
#include "plan/plan.h"
#include "store/store.h"

struct store_booked {
	const char *file_id;
	const char *vehicle_id; /* NULL: none */
	enum channel channel;
	const char *granted;  /* rules that somebody granted, as kept; NULL: none */
	civil_day parts_late; /* open parts of the car come after the reception, 0: no */
	enum appointment_state state;
	enum request_class class;
	const char *work; /* codes with spaces between */
	struct plan_candidate candidate;
};

struct store_booked_list {
	struct store_booked *items;
	size_t count;
	size_t capacity;
};

/* Appointments that are booked or late with the reception in [first, last], and all of which the car is here;
 * by the reception. Adds to @list. */
bool store_booked_between(struct store *store, const struct site *site, civil_day first, civil_day last,
			  struct arena *arena, struct store_booked_list *list, struct error *err);

#endif
