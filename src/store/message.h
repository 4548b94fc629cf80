/* store/message.h - the outbox: messages to customers and each attempt to deliver them (R46..R51). Writes
 * need a write transaction. */
#ifndef PRENOTA_STORE_MESSAGE_H
#define PRENOTA_STORE_MESSAGE_H

#include "base/arena.h"
#include "model/message.h"
#include "store/store.h"

/* Its id is made here; it waits. Of @message are kept: template, file, customer, reminder, means, address,
 * language, subject, text, due, method, sequence. */
bool store_add_message(struct store *store, const struct message *message, char id[ID_SIZE],
		       struct error *err);

bool store_get_message(struct store *store, const char *id, struct arena *arena, struct message *message,
		       struct error *err);

/* The one whose mail carries the Message-ID @name; *@found tells whether there is one. */
bool store_find_message(struct store *store, const char *name, struct arena *arena, struct message *message,
			bool *found, struct error *err);

/* The first that waits and is due by one of @means (bits); *@found tells whether there is one. */
bool store_next_message(struct store *store, instant now, unsigned means, struct arena *arena,
			struct message *message, bool *found, struct error *err);

/* Those whose command runs, or died. */
bool store_sending_messages(struct store *store, struct arena *arena, struct message_list *list,
			    struct error *err);

/* The outbox as a person reads it: unknown and failed first, then what is sending and waits, then what went
 * or was dropped lately; at most @limit. With @file (NULL: all) those of one customer file. */
bool store_messages(struct store *store, const char *file, int limit, struct arena *arena,
		    struct message_list *list, struct error *err);

/* How many ask for a person (failed, unknown), how many wait although they were due before @before, and since
 * when the first of these (0: none). */
bool store_count_messages(struct store *store, instant before, int *asking, int *overdue, instant *since,
			  struct error *err);

/* It becomes sending: @message's sender, text, subject, address, message_id, method, sequence; one more try.
 */
bool store_claim_message(struct store *store, const struct message *message, struct error *err);

/* Its state, when it is due (waiting) and why; the sender is forgotten. @from is the state it must have:
 * ERROR_CONFLICT when another process changed it. */
bool store_settle_message(struct store *store, const char *id, enum message_state from,
			  enum message_state state, instant due, const char *result, struct error *err);
/* The same, and the tries are counted from none again. */
bool store_requeue_message(struct store *store, const char *id, enum message_state from, instant due,
			   struct error *err);

/* Those of @file (of its appointment only) or @reminder that wait are dropped; the other is NULL. */
bool store_drop_messages(struct store *store, const char *file, const char *reminder, const char *why,
			 struct error *err);

/* The newest calendar sequence of a file, -1: none was queued yet. */
bool store_message_sequence(struct store *store, const char *file, int *sequence, struct error *err);

/* A line of the register. */
bool store_add_attempt(struct store *store, const char *message, enum contact_means means, const char *result,
		       const char *detail, struct error *err);
/* Of one message, in order. */
bool store_attempts_of(struct store *store, const char *message, struct arena *arena,
		       struct message_attempt_list *list, struct error *err);
/* Of [from, to), newest first, at most @limit, with template, file and customer (R51). */
bool store_attempts_between(struct store *store, instant from, instant to, int limit, struct arena *arena,
			    struct message_attempt_list *list, struct error *err);

/* The last answer of a customer for a purpose: CONTACT_UNASKED when there is none; *@at when it was given. */
bool store_consent(struct store *store, const char *customer, const char *purpose, enum contact_means *means,
		   instant *at, struct error *err);

/* Whether the customer of @file ever agreed to be told of an appointment. False: nothing about it is sent. */
bool store_wishes_messages(struct store *store, const char *file, bool *wishes, struct error *err);

#endif
