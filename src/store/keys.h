/* store/keys.h - the database's keys of a site's staff, skills, bays and units, against their positions in a
 * struct site. */
#ifndef PRENOTA_STORE_KEYS_H
#define PRENOTA_STORE_KEYS_H

#include "base/arena.h"
#include "model/site.h"
#include "store/store.h"

struct key_list {
	int64_t *key_of; /* by position; 0: not in the database */
	int count;
	int *index_of; /* by key; -1: not in the site */
	int64_t limit;
};

struct site_keys {
	struct key_list staff;
	struct key_list skills;
	struct key_list bays;
	struct key_list units;
};

/* Into @arena. */
bool site_keys_load(struct store *store, const struct site *site, struct arena *arena, struct site_keys *keys,
		    struct error *err);

/* The position of @key, -1 when it is none of the site's. */
int key_index(const struct key_list *list, int64_t key);

/* The key at a position, 0 for -1 and for what is not in the database. */
int64_t key_at(const struct key_list *list, int index);

#endif
