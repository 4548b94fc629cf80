/* model/message.h - messages to customers: what they are, when they may go, how often they are tried
 * (R46..R51).
 *
 * A message is of a template (forms/messages.cfg), goes to one customer by one means, and waits in the store
 * until it is due. Nothing here reads a clock. Texts belong to the arena they were read into. */
#ifndef PRENOTA_MODEL_MESSAGE_H
#define PRENOTA_MODEL_MESSAGE_H

#include <stdbool.h>
#include <stddef.h>

#include "base/civil.h"
#include "model/site.h"
#include "model/words.h"

enum message_state {
	MESSAGE_WAITING,
	MESSAGE_SENDING, /* its command runs, or died with who ran it */
	MESSAGE_SENT,
	MESSAGE_FAILED,
	MESSAGE_UNKNOWN, /* nobody knows whether it went: a person decides */
	MESSAGE_DROPPED, /* no longer wanted, or not allowed */
	MESSAGE_STATE_COUNT,
};

const char *message_state_code(enum message_state state);
bool message_state_from_code(const char *code, enum message_state *state);

/* A timer sends each minute: what is due for so many seconds and still waits says that it does not run. */
enum { MESSAGE_LATE_S = 30 * 60 };

/* The process that sends: its number may be given again, so its start and the machine's boot count too. */
struct message_sender {
	int64_t pid; /* 0: none */
	int64_t start;
	const char *boot;
};

struct message {
	const char *id;
	const char *template; /* of forms/messages.cfg; "offer": written with a digital request */
	const char *file_id;
	int number; /* of that file, 0 none */
	const char *customer_id;
	const char *customer_name; /* with lists only */
	const char *reminder_id;
	enum contact_means means;
	const char *address; /* number or mail address */
	const char *language;
	const char *subject;
	const char *text; /* NULL: made when it is sent */
	instant due;
	enum message_state state;
	int tries;
	instant sent;
	const char *result;     /* a code: why it was dropped, how it failed */
	const char *message_id; /* of the mail, the same however often it is sent */
	const char *method;     /* of its calendar part: REQUEST CANCEL; NULL: none */
	int sequence;           /* of the calendar part, -1 none */
	struct message_sender sender;
	instant claimed; /* when it became sending */
	instant created;
	const char *created_by;
};

struct message_list {
	struct message *items;
	size_t count;
	size_t capacity;
};

/* One attempt to reach a customer, a line of the contact register (R51). */
struct message_attempt {
	const char *message_id; /* the row's */
	int seq;
	instant at;
	enum contact_means means;
	/* sent temporary failed unknown dropped task again was-sent; what came back: bounced delayed auto-reply
	 * replied */
	const char *result;
	const char *detail; /* what the command said, or the mail server's report */
	const char *by;     /* staff code */
	/* with lists: */
	const char *template;
	const char *reminder_id;
	const char *customer_id;
	const char *customer_name;
	int number;
};

struct message_attempt_list {
	struct message_attempt *items;
	size_t count;
	size_t capacity;
};

/* The consent that a template needs: the purpose in the store ("contact", "service-reminder" …); "": none,
 * the customer asked for it or the law wants it. NULL: there is no such template. */
const char *message_purpose(const char *template);
/* Whether it tells of the appointment of its file, and is out of date when that changes. */
bool message_is_of_appointment(const char *template);

/* Seconds until the next try after @tries of them; -1: it was the last. */
int message_retry_after(int tries);

/* "+821012345678": what may be given to a command as a number. */
bool message_number_valid(const char *number);

/* The first instant from @at on that lies in @hours of its day; @at itself when it does. */
instant message_into_hours(instant at, struct interval hours);
/* The last minute up to @day @minute that exists and lies in @hours: the same, or earlier. */
instant message_before(civil_day day, int minute, struct interval hours);

/* When an appointment is told of the day before (R48): the same minute on the wall, moved earlier into
 * @hours. */
instant message_day_before(civil_day day, int minute, struct interval hours);

#endif
