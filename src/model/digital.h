/* model/digital.h - a digital request: an enquiry of the web form, the Owner App, the dealer's own site or an
 * e-mail, with its 24 h clock (R6, R7, R54..R57). Texts belong to the arena it was read into. */
#ifndef PRENOTA_MODEL_DIGITAL_H
#define PRENOTA_MODEL_DIGITAL_H

#include <stdbool.h>
#include <stddef.h>

#include "base/arena.h"
#include "base/civil.h"
#include "model/words.h"

enum {
	DIGITAL_HOURS = 24,        /* in which it is answered (R7) */
	DIGITAL_NEAR = 6 * 3600,   /* seconds left from which it is near */
	DIGITAL_URGENT = 2 * 3600, /* and from which it is urgent */
};

enum digital_state {
	DIGITAL_OPEN,
	DIGITAL_OFFERED,  /* dates are offered in writing; the customer has to answer */
	DIGITAL_BOOKED,   /* has its appointment */
	DIGITAL_ANSWERED, /* answered without one */
	DIGITAL_DROPPED,  /* needed no answer: sent twice, an advertisement … */
	DIGITAL_STATE_COUNT,
};

/* How it could be read. */
enum digital_reading {
	DIGITAL_FORM,       /* value by value */
	DIGITAL_HAND,       /* a person must read its text */
	DIGITAL_QUARANTINE, /* not even a text: the original is kept aside */
};

struct digital_request {
	const char *id;
	const char *source;    /* "owner-app", "email", the name a form gives itself */
	const char *source_id; /* its number there; "#…" made from what came when it has none */
	enum channel channel;
	instant received;
	instant due;
	const char *name;
	const char *mobile;
	const char *email;
	const char *language; /* "ko", "en"; NULL not said */
	const char *plate;
	const char *vin;
	const char *model;
	int mileage; /* as said, -1 */
	const char *reason;
	const char *text;   /* the customer's own words (R27) */
	const char *fields; /* all that was given: lines "key=value" */
	const char *raw;    /* what a person would read */
	enum digital_state state;
	enum digital_reading reading;
	const char *problem; /* why it must be read by hand: a code, then what belongs to it */
	const char *digest;  /* of what it says */
	const char *original;
	const char *same_as; /* id of a request that is perhaps the same */
	const char *claimed_by;
	instant claimed_at;
	instant offered;
	instant answer_by; /* of what is offered */
	instant answered;  /* first answer to the customer, 0 none */
	const char *answered_by;
	const char *result; /* why without an appointment */
	const char *file_id;
	int number; /* of that file */
	const char *customer_id;
	int revision;
	/* A mail that answers a message of ours: */
	const char *reply_to;       /* id of the message, NULL: it answers none */
	const char *reply_template; /* what that one told: "booked" … */
	const char *reply_file;     /* its customer file, NULL: it was of none */
	int reply_number;           /* of that file */
};

struct digital_list {
	struct digital_request *items;
	size_t count;
	size_t capacity;
};

/* How its clock stands. */
enum digital_level { DIGITAL_FINE, DIGITAL_IS_NEAR, DIGITAL_IS_URGENT, DIGITAL_BREACHED };

const char *digital_state_code(enum digital_state state); /* "open" … */
bool digital_state_from_code(const char *code, enum digital_state *state);
const char *digital_reading_code(enum digital_reading reading);
bool digital_reading_from_code(const char *code, enum digital_reading *reading);

/* Whether somebody of the desk has to act: open, or offered and the answer date has passed. */
bool digital_waits(const struct digital_request *request, instant now);

/* Seconds left of its clock, negative when it ran out: until due while open; until the answer date while
 * offered; of one that is answered what was left then. */
int64_t digital_left(const struct digital_request *request, instant now);
enum digital_level digital_level(const struct digital_request *request, instant now);

/* Answered after the 24 h, or not yet and they are over: that stays (R7). */
bool digital_is_breach(const struct digital_request *request, instant now);

/* The value of @key in the lines of @fields, in @arena; NULL when there is none. */
const char *digital_field(const char *fields, const char *key, struct arena *arena);

/* The next line of @fields into @key and @value (in @arena); NULL at the end, else where the rest begins. */
const char *digital_next_field(const char *fields, const char **key, const char **value, struct arena *arena);

#endif
