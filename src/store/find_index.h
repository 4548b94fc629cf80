/* store/find_index.h - keeps the search index beside the rows it finds. */
#ifndef PRENOTA_STORE_FIND_INDEX_H
#define PRENOTA_STORE_FIND_INDEX_H

#include "model/people.h"
#include "store/store.h"

/* Put what can be found of a row in place of what was there; the row counts as the newest. */
bool find_index_customer(struct store *store, const char *id, const struct customer *customer,
			 struct error *err);
bool find_index_vehicle(struct store *store, const char *id, const struct vehicle *vehicle,
			struct error *err);

/* Numbers and plates are found without the signs between their digits: takes them out of @word, in place. */
void find_strip_signs(char *word);

#endif
