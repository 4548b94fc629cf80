/* store/register.h - the contact register as it is read: one line an attempt, in or out, calls and messages
 * beside each other (R51). */
#ifndef PRENOTA_STORE_REGISTER_H
#define PRENOTA_STORE_REGISTER_H

#include "base/arena.h"
#include "store/store.h"

struct register_line {
	const char *id; /* of the contact; of a message with the number of its attempt behind a slash */
	instant at;
	bool out;            /* from us */
	const char *channel; /* of a contact, or the means of a message: phone … outbound sms email */
	const char *purpose; /* appointment enquiry service-reminder, or the message's template */
	const char *result;  /* NULL: going on */
	const char *who;     /* staff code */
	const char *address; /* number or address; NULL */
	const char *customer_id;
	const char *customer_name; /* NULL: not known */
	const char *file_id;
	int number;       /* of the file, 0 none */
	bool lost;        /* rang and nobody answered */
	int rings;        /* the ring it was answered on, 0 not known */
	int talk_seconds; /* from the answer to the end, 0 none */
	int holds;
	int longest_hold; /* seconds */
};

struct register_list {
	struct register_line *items;
	size_t count;
	size_t capacity;
};

/* Within [from, to), newest first, at most @limit. */
bool store_register(struct store *store, instant from, instant to, int limit, struct arena *arena,
		    struct register_list *list, struct error *err);

#endif
