/* store/plan_loader.h - the rows of a plan on their way from the database into a plan_state: what the files
 * that read them share. */
#ifndef PRENOTA_STORE_PLAN_LOADER_H
#define PRENOTA_STORE_PLAN_LOADER_H

#include "store/keys.h"
#include "store/plan_store.h"
#include "store/private.h"

/* The texts read so far, each kept once: a file stands in half a dozen rows. */
struct texts {
	const char **table; /* open addressing */
	size_t size;        /* a power of two */
	size_t count;
};

/* A car in the house, and the half day (twice the day, and one for the afternoon) from which on its work is
 * left to be done. */
struct in_house {
	int64_t appointment;
	int64_t left_from;
};

struct plan_loader {
	struct arena *scratch; /* rows grow here and are copied into the state when all are there */
	struct texts texts;
	struct store *store;
	struct plan_state *state;
	struct site_keys keys;
	int64_t *holds; /* keys of those that live, ascending */
	size_t hold_count;
	size_t busy_room, segment_room, stay_room; /* for that many rows there is room */
	struct in_house *house; /* by appointment; none in sums, which ask what is carried over apart */
	size_t house_count;
	int64_t from; /* local minutes of which rows are wanted */
	int64_t to;
	instant at;
	const struct plan_part *part; /* NULL: all */
	struct error *err;
};

/* Adds the rows of @q, which has the columns of PLAN_BUSY or PLAN_SEGMENTS. @carried: all of them carry over;
 * else those of cars in the house do. Rows of holds that have ended are left out. */
bool plan_add_busy(struct plan_loader *l, struct stmt *q);
bool plan_add_segments(struct plan_loader *l, struct stmt *q, bool carried);

/* Times of people and work as plan_load_day() counts them and nothing else: a row for all receptions of a
 * member on a day, and one for all work on a skill in a half day that is alike. What is held or carried over
 * stays row by row. */
bool plan_load_sums(struct plan_loader *l);

#endif
