/* office/intake.h - digital requests come in: each once, none lost (R6, R54..R57).
 *
 * What a stranger sent was taken apart by prenota-exchange (exchange/request.h); here it becomes rows: found
 * again by its number or by what it says, marked when it is perhaps the same as another, its 24 h clock
 * running, its bytes kept. */
#ifndef PRENOTA_OFFICE_INTAKE_H
#define PRENOTA_OFFICE_INTAKE_H

#include "model/digital.h"
#include "office/office.h"

struct intake_value {
	const char *key;
	const char *value;
};

/* One request as it was read: cleaned texts, nothing judged. */
struct intake_request {
	struct intake_value *values;
	size_t count;
	const char *by_hand; /* why a person must read @raw, NULL: not */
	const char *raw;
};

/* What a mail is besides its words (exchange/mail_kind.h). Message-IDs have no angle brackets. */
struct intake_mail {
	const char *kind;     /* letter automatic delay bounce */
	const char *own;      /* its own Message-ID; NULL: none */
	const char **answers; /* those of the mails that it answers or brings back, the nearest first */
	size_t answer_count;
	const char *detail; /* of a bounce the server's reason, else the subject */
};

/* What prenota-exchange made of one input. */
struct intake_reading {
	const char *format;             /* "mail", "json" … */
	const struct intake_mail *mail; /* NULL: it is none */
	const char *refused; /* why nothing of it, or not all of it, could be read; NULL: it could */
	struct intake_request *requests;
	size_t count;
};

/* The input itself. */
struct intake_input {
	const char *name; /* of the file; shown when nothing else is known */
	const char *bytes;
	size_t len;
	instant arrived; /* at our door, 0 now */
};

struct intake_result {
	size_t added;    /* new requests, those read by hand among them */
	size_t by_hand;  /* of these, to be read by a person */
	size_t again;    /* were here already */
	size_t perhaps;  /* new, but perhaps the same as another */
	size_t noted;    /* kept with the message that came back, or that a machine answered: no request */
	size_t replies;  /* of the new ones, customers' answers to messages */
	size_t closed;   /* of the new ones, machines' mails that need no answer: kept, without a clock */
	bool erased;     /* it is of a person who was erased: to be removed wherever it lies */
	bool quarantine; /* nothing of it, or not all of it, could be read: the input is to be kept aside */
};

/* A bounce of a message of ours, and a machine's answer to one, are kept with that message: no request comes of them;
 * what came back fails and becomes a task. A person's answer to a message becomes a request that names it. What a
 * machine wrote about no message of ours is kept as a request that is closed. A mail of ours itself is left.
 *
 * Takes all of it in, in transactions of at most some hundred requests; the same again changes nothing, so
 * that it may be called again after any interruption. What could not be read at all becomes a request as
 * well, with a task for the desk. */
bool office_intake(struct office *office, const struct intake_input *input,
		   const struct intake_reading *reading, struct intake_result *result, struct error *err);

#endif
