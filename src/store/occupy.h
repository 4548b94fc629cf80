/* store/occupy.h - the rows behind an appointment or a hold: what a candidate takes. */
#ifndef PRENOTA_STORE_OCCUPY_H
#define PRENOTA_STORE_OCCUPY_H

#include "plan/plan.h"
#include "store/keys.h"
#include "store/store.h"

/* Inserts what @candidate takes for @request, for an appointment or a hold (the other key is 0). An overlap
 * is ERROR_CONFLICT that names the thing, its time, and the file and the person that have it. */
bool occupy(struct store *store, const struct site *site, const struct site_keys *keys, const char *file,
	    const struct plan_request *request, const struct plan_candidate *candidate, int64_t appointment,
	    int64_t hold, struct error *err);

/* Takes all rows of an appointment away. */
bool occupy_clear(struct store *store, int64_t appointment, struct error *err);

/* Releases them or takes them again. */
bool occupy_set_active(struct store *store, int64_t appointment, bool active, struct error *err);

#endif
