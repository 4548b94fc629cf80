/* store/ownership.h - changes of a car's owner in the store (R24, R64, R65). Writes need a write transaction.
 */
#ifndef PRENOTA_STORE_OWNERSHIP_H
#define PRENOTA_STORE_OWNERSHIP_H

#include "base/arena.h"
#include "model/ownership.h"
#include "store/store.h"

/* Opens one; @change->id, state and steps are not read. */
bool store_add_ownership(struct store *store, const struct ownership *change, char id[ID_SIZE],
			 struct error *err);

/* By id. ERROR_NOT_FOUND. */
bool store_get_ownership(struct store *store, const char *id, struct arena *arena, struct ownership *change,
			 struct error *err);
/* The newest of a customer file; *@found false when there is none. */
bool store_file_ownership(struct store *store, const char *file_id, struct arena *arena,
			  struct ownership *change, bool *found, struct error *err);

/* Writes date, state, new owner, name, completion and the ticks of @change, when its revision is still the
 * one read: else ERROR_CONFLICT. */
bool store_put_ownership(struct store *store, const struct ownership *change, struct error *err);

#endif
