/* store/find_index.h - keeps the search index beside the rows it finds. */
#ifndef PRENOTA_STORE_FIND_INDEX_H
#define PRENOTA_STORE_FIND_INDEX_H

#include "model/people.h"
#include "store/store.h"

/* One row in so many counts for how often a trigram is there. */
enum { FIND_SAMPLE = 64 };

/* What can be found of a row, which must be there; the row counts as the newest. @fresh is the key of a row
 * that was inserted just now, 0 when it was there before. Written into the index when the transaction
 * commits: FTS5 puts what it has collected on disk at each savepoint, and small pieces cost it most. */
bool find_index_customer(struct store *store, const char *id, int64_t fresh, const struct customer *customer,
			 struct error *err);
bool find_index_vehicle(struct store *store, const char *id, int64_t fresh, const struct vehicle *vehicle,
			struct error *err);

/* Writes what was kept back; store_commit() does it, and a search inside the transaction. Not inside a
 * savepoint. */
bool find_index_flush(struct store *store, struct error *err);
/* Forgets what was kept back; store_rollback() does it. */
void find_index_clear(struct store *store);
/* Around a savepoint that is undone: what was kept back since the mark is forgotten. */
size_t find_index_mark(const struct store *store);
void find_index_back(struct store *store, size_t mark);
/* So much is kept back that it should be written. */
bool find_index_full(const struct store *store);

/* Numbers and plates are found without the signs between their digits: takes them out of @word, in place.
 * An address keeps them, and a part of one its dots ("minsu84@", "mail3.com"). */
void find_strip_signs(char *word);

#endif
