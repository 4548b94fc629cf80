/* What an import into an empty table has met so far, in memory that does not grow: a line whose key was never
 * met needs no look into the database. */
#include <stdlib.h>

#include "store/import_row.h"
#include "store/private.h"

/* Two bits a key: of a million keys one look in twenty is in vain; with many more all of them are made. */
enum { BITS = 1 << 24 };

static int64_t count_of(struct store *store, unsigned groups)
{
	int64_t counters[COUNTER_SIZE] = { 0 }, sum = 0;
	if (!store_read_counters(store, counters, NULL))
		return -1;
	for (int group = 0; group < TABLE_GROUP_COUNT; group++)
		if ((groups >> group) & 1)
			sum += counters[group];
	return sum;
}

void import_known_begin(struct import *import, unsigned groups)
{
	struct import_known *known = &import->known;
	struct store *store = import->store;
	bool people = import->kind == IMPORT_CUSTOMERS;
	if (!people && import->kind != IMPORT_VEHICLES)
		return;
	struct stmt *q = sql_start(store, people ? SQL_IMPORT_BEGUN_CUSTOMERS : SQL_IMPORT_BEGUN_VEHICLES);
	bool empty = sql_row(q) && sql_int(q) == 0;
	if (!sql_end(q, NULL) || !empty)
		return;
	known->groups = groups;
	known->begun = store->begun;
	known->counted = count_of(store, groups);
	known->bits = known->counted < 0 ? NULL : calloc(BITS / 8, 1);
}

/* A part of the import that another desk's commit comes before: what was met is no longer all there is. */
static void look_round(struct import *import)
{
	struct import_known *known = &import->known;
	int64_t now = count_of(import->store, known->groups);
	if (now != known->counted + known->wrote)
		import_known_end(import);
	known->counted = now;
	known->wrote = false;
	known->begun = import->store->begun;
}

/* Whether the bit was not set yet; it is now. */
static bool set_bit(unsigned char *bits, uint64_t hash)
{
	unsigned char *byte = &bits[hash % BITS / 8], bit = (unsigned char)(1 << hash % 8);
	bool fresh = !(*byte & bit);
	*byte |= bit;
	return fresh;
}

bool import_is_new(struct import *import, enum import_key of, const char *key)
{
	struct import_known *known = &import->known;
	if (known->bits && known->begun != import->store->begun)
		look_round(import);
	if (!known->bits)
		return false;
	uint64_t hash = UINT64_C(0xcbf29ce484222325) + of;
	for (const char *c = key; *c; c++)
		hash = (hash ^ (unsigned char)*c) * UINT64_C(0x100000001b3);
	hash = (hash ^ hash >> 32) * UINT64_C(0x9e3779b97f4a7c15);
	bool first = set_bit(known->bits, hash >> 32), second = set_bit(known->bits, hash);
	return first || second;
}

void import_known_end(struct import *import)
{
	free(import->known.bits);
	import->known.bits = NULL;
}
