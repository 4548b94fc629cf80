/* store/mention.h - requests that nobody tied to a customer, and that name their address or number all the
 * same: what could not be read, what machines wrote, what somebody else wrote about them. Before an erasure a
 * person decides whose they are. */
#ifndef PRENOTA_STORE_MENTION_H
#define PRENOTA_STORE_MENTION_H

#include "base/civil.h"
#include "store/store.h"

struct mention {
	const char *request; /* id */
	const char *name;    /* of the sender, or of the file; "" unknown */
	instant received;
};

struct mention_list {
	struct mention *items; /* the oldest first */
	size_t count;
};

/* Those that an erasure does not take by itself (by the sender's address or number), in whose words or bytes
 * the e-mail address, or the last digits of a telephone number, of the customer @id stand, whatever stands
 * between the digits. Bytes are looked at as they came: nothing encoded is unpacked. Needs no transaction.
 * Nothing for a customer who is erased. */
bool store_mentions(struct store *store, const char *id, struct arena *arena, struct mention_list *list,
		    struct error *err);

#endif
