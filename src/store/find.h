/* store/find.h - search while typing, over customers, vehicles and customer files (F7, prenota find).
 *
 * Any fragment of a name (Hangul: two syllables inside a name, initial consonants such as ㄱㅁㅅ, or the
 * start of it), of a plate, of a VIN, of a telephone number or e-mail address; a file number. */
#ifndef PRENOTA_STORE_FIND_H
#define PRENOTA_STORE_FIND_H

#include "base/arena.h"
#include "store/store.h"

enum find_kind { FIND_CUSTOMER, FIND_VEHICLE, FIND_FILE };

/* One hit. Texts are as stored: show them through the terminal's own filter. NULL where a kind has none. */
struct find_hit {
	enum find_kind kind;
	const char *id; /* of the customer, vehicle or file */
	const char *customer_id;
	const char *vehicle_id;
	int number;       /* file number, 0 otherwise */
	const char *name; /* of the customer as the desk writes it */
	const char *telephone;
	const char *plate;
	const char *vin;
	const char *model;
	const char *title; /* of the file's appointment */
	civil_day day;     /* of the reception or last visit, 0 none */
};

struct find_list {
	struct find_hit *items;
	size_t count;
	size_t capacity;
};

/* At most @limit hits, newest change first, those in which a typed syllable goes on as another ("홍" in
 * "호안") after the others; with nothing to look for an empty list and true. */
bool store_find(struct store *store, const char *text, int limit, struct arena *arena, struct find_list *list,
		struct error *err);

/* The search index lies in segments, one a commit that changed it. In a moment that nobody waits for: whether this
 * store's own commits left more of them, and one portion of about @pages pages of putting them together, in a
 * transaction of its own. @more: there may be another portion. ERROR_BUSY when somebody else writes just now. */
bool store_search_is_scattered(const struct store *store);
bool store_gather_search(struct store *store, int pages, bool *more, struct error *err);

#endif
