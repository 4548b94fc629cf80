/* store/input.h - what came in, known by a digest and a size: whose it is, and what went with an erased
 * person.
 *
 * The same bytes may lie outside the store, in the spool of requests; by these they are found there. A digest
 * is id_of_bytes() of what the intake kept. */
#ifndef PRENOTA_STORE_INPUT_H
#define PRENOTA_STORE_INPUT_H

#include "base/id.h"
#include "store/store.h"

/* One of @request and @message is NULL. */
struct input_tie {
	const char *digest;
	size_t bytes;
	const char *request; /* id: it came once more, in other bytes */
	const char *message; /* id: a report or an answer of a machine about it, or a copy of it */
};

/* Needs a write transaction. Known already: nothing changes. When the person is erased by now the input goes
 * with them at once: its bytes are not kept, *@erased is true. */
bool store_tie_input(struct store *store, const struct input_tie *tie, bool *erased, struct error *err);

struct erased_input {
	char digest[ID_SIZE];
	int64_t bytes; /* that were kept of it */
};

struct erased_inputs {
	struct erased_input *items; /* by digest */
	size_t count;
};

bool store_erased_inputs(struct store *store, struct arena *arena, struct erased_inputs *list,
			 struct error *err);
bool store_count_erased_inputs(struct store *store, int64_t *count, struct error *err);
bool store_input_erased(struct store *store, const char *digest, bool *erased, struct error *err);

/* Within a write transaction of @into: what went in @from goes there too, and stays known. */
bool store_repeat_erased_inputs(struct store *from, struct store *into, struct error *err);

#endif
