/* office/outbox.h - messages on their way to customers: taken one by one to be sent, and what became of them
 * (R46..R51).
 *
 * Whoever sends takes a message by outbox_next(), which commits it as sending under the mark of this process,
 * then runs the command, then says by outbox_record() what happened. Between the two nobody else takes it.
 * When the process dies there, nobody knows whether it went: outbox_recover() makes it unknown, and a person
 * decides. */
#ifndef PRENOTA_OFFICE_OUTBOX_H
#define PRENOTA_OFFICE_OUTBOX_H

#include "model/message.h"
#include "office/office.h"

/* The event of a calendar part. */
struct outbox_event {
	const char *method; /* REQUEST CANCEL; NULL: there is none */
	const char *uid;    /* the same for all that is told of one appointment */
	int sequence;
	instant from;
	instant to;
	const char *summary;
	const char *location;
	const char *description;
};

struct outbox_delivery {
	struct message message; /* address, subject, text and message_id are set */
	const char *to_name;
	const char *from_name;
	const char *from_address;
	struct outbox_event event;
};

/* The next message that is due by one of @means (bits of enum contact_means), now sending; *@found is false when
 * there is none. On the way: what must not go (any more) is dropped with its reason, what is due by telephone becomes
 * a task, what comes in the quiet hours waits for their end. ERROR_CONFIG: the forms lack its text; it waits. */
bool outbox_next(struct office *office, unsigned means, struct arena *arena, struct outbox_delivery *delivery,
		 bool *found, struct error *err);

enum outbox_outcome {
	OUTBOX_SENT,
	OUTBOX_TEMPORARY, /* tried again later, five times; then it failed */
	OUTBOX_FAILED,
	OUTBOX_UNKNOWN, /* the command was ended before it said anything */
};

/* What the command came to; @detail (NULL: nothing) is kept in the register. Failed and unknown ones get a
 * task. */
bool outbox_record(struct office *office, const struct message *message, enum outbox_outcome outcome,
		   const char *detail, struct error *err);

/* Sending ones whose process is gone become unknown; *@count of them. */
bool outbox_recover(struct office *office, int *count, struct error *err);

/* The answers of a person. Again: it waits and is due now, with the same Message-ID (failed, unknown, or
 * sending by a process that is gone). Was sent: it is settled (unknown). Dropped: the customer was told
 * otherwise (failed, unknown, waiting). ERROR_CONFLICT in any other state. */
enum outbox_answer { OUTBOX_AGAIN, OUTBOX_WAS_SENT, OUTBOX_DROP };
bool outbox_answer(struct office *office, const char *id, enum outbox_answer answer, struct error *err);

/* The outbox, what asks for somebody first; at most @limit. @file NULL: of all files. What is sending by a
 * process that is gone stands there as unknown. */
bool outbox_list(struct office *office, const char *file, int limit, struct arena *arena,
		 struct message_list *list, struct error *err);

/* What it says or will say, as it would be sent now. */
bool outbox_text(struct office *office, const char *id, struct arena *arena, struct message *message,
		 struct error *err);

/* How many ask for somebody, and how many are due for MESSAGE_LATE_S and more: nothing runs the timer. */
struct outbox_state {
	int asking;
	int overdue;
	instant since; /* when the first of those was due, 0 none */
};
bool outbox_state(struct office *office, struct outbox_state *state, struct error *err);

/* One sentence when messages are due and nobody sends them; NULL when all is well. */
const char *outbox_warning(struct store *store, instant now, struct arena *arena);

#endif
