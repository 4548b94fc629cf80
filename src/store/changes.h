/* store/changes.h - what changed in the data of customers and cars: before and after of every field (R25).
 *
 * The list goes to the DMS and to Service Entry. The values are personal: an erasure clears them here, while
 * the audit trail holds none. */
#ifndef PRENOTA_STORE_CHANGES_H
#define PRENOTA_STORE_CHANGES_H

#include "base/arena.h"
#include "store/store.h"

struct data_change {
	int64_t key;
	instant at;
	const char *by;     /* staff code */
	const char *source; /* "contact", "edit", "ownership" */
	const char *file_id;
	int number; /* of that file, 0 none */
	const char *customer_id;
	const char *dms_id;
	const char *vehicle_id;
	const char *vin;
	const char *plate; /* as it is now */
	const char *field; /* "mobile", "plate", "owner" … */
	const char *before;
	const char *after;
};

struct data_change_list {
	struct data_change *items;
	size_t count;
	size_t capacity;
};

/* One field; ids, field and values are read. Needs a write transaction. */
bool store_add_change(struct store *store, const struct data_change *change, struct error *err);

/* Changes made in [from, to), oldest first. */
bool store_changes_between(struct store *store, instant from, instant to, struct arena *arena,
			   struct data_change_list *list, struct error *err);

#endif
