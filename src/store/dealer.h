/* store/dealer.h - the dealer's data, a value a row: checked when and by whom, changed by whom; and what
 * public listings say (R5, R6). Writes need a write transaction. */
#ifndef PRENOTA_STORE_DEALER_H
#define PRENOTA_STORE_DEALER_H

#include "base/arena.h"
#include "store/store.h"

struct dealer_row {
	const char *field;
	const char *value;  /* NULL: none */
	const char *source; /* "site" or "desk" */
	instant checked;    /* 0: never, or changed since */
	const char *checked_by;
};

struct listing_row {
	const char *source; /* the dealer's code in the listing */
	const char *field;
	const char *value;
	instant seen;
};

struct dealer_rows {
	struct dealer_row *items;
	size_t count;
	size_t capacity;
};

struct listing_rows {
	struct listing_row *items;
	size_t count;
	size_t capacity;
};

bool store_dealer(struct store *store, struct arena *arena, struct dealer_rows *rows, struct error *err);
bool store_listing(struct store *store, struct arena *arena, struct listing_rows *rows, struct error *err);

/* A new value by the desk: no longer checked; what stood there is kept for store_undo_dealer(). */
bool store_set_dealer(struct store *store, const char *field, const char *value, struct error *err);

/* @value is right as it stands now. */
bool store_check_dealer(struct store *store, const char *field, const char *value, struct error *err);

/* Takes the last change back; *@field (in @arena) is whose, NULL when there is none to take back. */
bool store_undo_dealer(struct store *store, struct arena *arena, const char **field, struct error *err);

#endif
