/* store/contact.h - the contact register: each call, walk-in, mail and form, with its clocks (R16, R18,
 * R51..R56).
 *
 * The register is append-only: a contact's times and result are written once each, never changed. All writes
 * need a write transaction. */
#ifndef PRENOTA_STORE_CONTACT_H
#define PRENOTA_STORE_CONTACT_H

#include "base/arena.h"
#include "model/words.h"
#include "store/store.h"

struct contact {
	const char *id;
	enum channel channel;
	const char *operator_code;
	const char *caller;      /* number or address as it came; NULL */
	const char *customer_id; /* NULL until known */
	instant rang;            /* first ring, arrival of a mail, coming in through the door */
	instant answered;        /* 0: not yet */
	instant ended;           /* 0: going on */
	int rings;               /* the ring it was answered on, 0 unknown */
	const char *result;      /* booked changed cancelled information callback refused-privacy wrong-number
				    abandoned … */
	int holds;               /* holds and transfers so far */
	int longest_hold;        /* seconds */
	int hold_seconds;        /* sum */
	int64_t offer_ms;        /* from the last answer to the first offer (R2), -1: none was made */
};

struct contact_list {
	struct contact *items;
	size_t count;
	size_t capacity;
};

/* Times of @contact that are set are written at once; its id is made here. */
bool store_add_contact(struct store *store, const struct contact *contact, char id[ID_SIZE],
		       struct error *err);
bool store_answer_contact(struct store *store, const char *id, instant at, int rings, struct error *err);
/* One hold or transfer that is over. */
bool store_add_contact_hold(struct store *store, const char *id, bool transfer, instant from, instant to,
			    struct error *err);
/* From the last answer to the first date that was offered (R2). The first one said stays: *@first is false when
 * there was one already. */
bool store_add_contact_offer(struct store *store, const char *id, int64_t milliseconds, bool *first,
			     struct error *err);
bool store_set_contact_customer(struct store *store, const char *id, const char *customer_id,
				struct error *err);
bool store_end_contact(struct store *store, const char *id, instant at, const char *result,
		       struct error *err);

/* The same, unless it ended before. */
bool store_end_open_contact(struct store *store, const char *id, instant at, const char *result,
			    struct error *err);
/* The contact that @file came of; "" when it has none. */
bool store_contact_of_file(struct store *store, const char *file, char id[ID_SIZE], struct error *err);

/* Who came in at or after @since and is not received yet: how many, and since when the first of them waits (0: nobody).
 */
bool store_count_waiting(struct store *store, instant since, int *count, instant *first, struct error *err);

/* The same one by one, who came first first: id, operator_code and rang of each. */
bool store_contacts_waiting(struct store *store, instant since, struct arena *arena, struct contact_list *list,
			    struct error *err);

bool store_get_contact(struct store *store, const char *id, struct arena *arena, struct contact *contact,
		       struct error *err);
/* Contacts that rang in [from, to), newest first, at most @limit. */
bool store_contacts_between(struct store *store, instant from, instant to, int limit, struct arena *arena,
			    struct contact_list *list, struct error *err);

#endif
