/* store/site_store.h - the site's own data: hours, staff, skills, work types, bays, fleet, dealer. */
#ifndef PRENOTA_STORE_SITE_STORE_H
#define PRENOTA_STORE_SITE_STORE_H

#include "base/arena.h"
#include "model/site.h"
#include "store/store.h"

/* One line of a preview: what store_put_site() would do to one thing. */
struct site_change {
	enum { SITE_ADDED, SITE_CHANGED, SITE_RETIRED } kind;
	const char
		*what; /* "staff", "work", "unit", "skill", "bay", "site", "holidays", "shifts", "duties" */
	const char *code; /* of the thing, "" for lists that are replaced whole */
};

struct site_changes {
	struct site_change *items;
	size_t count;
	size_t capacity;
};

/* Writes the configured site over the stored one, matched by codes. What is no longer configured but referred
 * to is retired (inactive), never deleted; appointments keep what they refer to. @changes (may be NULL) lists
 * what was different, in @arena. Needs a write transaction; a preview is this and then store_rollback(). */
bool store_put_site(struct store *store, const struct site *site, struct arena *arena,
		    struct site_changes *changes, struct error *err);

/* Reads the whole site. ERROR_NOT_FOUND when the store has none yet. Retired staff and units are there with
 * active = false behind the others, so that old appointments can name them; retired skills, bays and work
 * types are left out. */
bool store_get_site(struct store *store, struct arena *arena, struct site *site, struct error *err);

/* Whether a site is stored. */
bool store_has_site(struct store *store, bool *has, struct error *err);

/* The identity of the site that is stored (site.id) in @id, cut at @size; false when there is none. */
bool store_site_id(struct store *store, char *id, size_t size);

/* A counter that moves when the site's data change, to know when a cached struct site is old. */
bool store_site_revision(struct store *store, int64_t *revision, struct error *err);

#endif
