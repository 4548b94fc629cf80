/* exchange/request.h - requests of other systems as one neutral list.
 *
 * The answer of `prenota-exchange read` is JSON:
 *
 *	{"format": "mail", "refused": null, "requests": [
 *	  {"source": "owner-app", "request_id": "OA-000231", "received_at": "2026-11-20T21:14:05+09:00",
 *	   "name": "홍길동", "mobile": "010-0000-1234", … , "text": "…",
 *	   "other": {"colour": "blu"}, "by_hand": null, "raw": "…"}]}
 *
 * Every value is a text, cleaned, as it was given; nothing is judged here. The known keys are those of
 * request_keys; what is not known stands in "other". "by_hand" says why a person has to read "raw" (a code,
 * then what belongs to it: "xml-broken 12"); "refused" says the same when nothing of the input is text. A
 *code is one of: not-text too-large empty json-broken json-type csv-row csv-header xml-broken xml-entities
 * xml-kind mail-empty automatic bounce delay too-many plain. Of a mail "mail" says what it answers
 * (exchange/mail_kind.h). */
#ifndef PRENOTA_EXCHANGE_REQUEST_H
#define PRENOTA_EXCHANGE_REQUEST_H

#include <jansson.h>
#include <stdbool.h>
#include <stddef.h>

#include "base/buffer.h"

enum {
	REQUEST_VALUE_MAX = 400,     /* bytes of a value */
	REQUEST_TEXT_MAX = 12000,    /* of the customer's words */
	REQUEST_RAW_MAX = 48 * 1024, /* of what is kept to be read by hand */
	REQUEST_OTHER_MAX = 60,      /* keys that are not known */
	REQUESTS_MAX = 20000,        /* of one input */
};

/* The known keys, ended by NULL. */
extern const char *const request_keys[];

/* What was read of one input. */
struct reading {
	const char *format;
	json_t *requests;
	json_t *mail;     /* what it is as a mail (exchange/mail_kind.h); NULL: it is none */
	char refused[64]; /* "": not */
};

void reading_init(struct reading *reading, const char *format);
void reading_finish(struct reading *reading);
/* Adds the answer as JSON. */
void reading_write(const struct reading *reading, struct buffer *out);

/* A new request at the end of the list, with the text that a person would read; owned by @reading. NULL when
 * there are REQUESTS_MAX. */
json_t *request_add(struct reading *reading, const char *raw, size_t len);

/* Replaces the text that a person would read. */
void request_set_raw(json_t *request, const char *raw, size_t len);

/* Sets @key (known under this or another name) unless it has a value; a value that is blank is none. */
void request_put(json_t *request, const char *key, const char *value, size_t len);
void request_put_text(json_t *request, const char *key, const char *value);

/* The same for a line of a letter: only what forms ask of a person and a car is taken from it. */
void request_put_line(json_t *request, const char *label, const char *value, size_t len);

/* Adds a paragraph to the customer's words. */
void request_say(json_t *request, const char *value, size_t len);

const char *request_get(const json_t *request, const char *key);

/* Says why a person must read it; the first reason stays. */
void request_by_hand(json_t *request, const char *format, ...) __attribute__((format(printf, 2, 3)));

#endif
