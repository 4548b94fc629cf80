/* exchange/mail_kind.h - what a mail is besides its words: a letter of a person, the answer of a machine, or
 *the word of a mail server about a mail that was sent (RFC 3464, RFC 3834), and which mails it answers (R51,
 *R54).
 *
 * It stands beside the requests in the answer of `prenota-exchange read`:
 *
 *	"mail": {"kind": "bounce", "own": "its Message-ID", "answers": ["Message-IDs"], "detail": "5.1.1 no
 *such user"}
 *
 * Message-IDs stand without their angle brackets. Nothing is judged here: whether one of them is ours is
 *known to the store alone. */
#ifndef PRENOTA_EXCHANGE_MAIL_KIND_H
#define PRENOTA_EXCHANGE_MAIL_KIND_H

#include <jansson.h>
#include <stdbool.h>

#include "base/buffer.h"

struct _GMimeMessage; /* GMimeMessage and GMimePart of <gmime/gmime.h> */
struct _GMimePart;

enum mail_kind {
	MAIL_LETTER,
	MAIL_AUTOMATIC, /* an answer that a machine wrote: out of office, a receipt */
	MAIL_DELAY,     /* not delivered yet, tried again */
	MAIL_BOUNCE,    /* not delivered, and never will be */
};

const char *mail_kind_code(enum mail_kind kind); /* "letter" … */

/* What @message is. A form that a machine mails for a person is none of these answers: whoever finds one in
 * it says so by mail_kind_json(MAIL_LETTER). */
enum mail_kind mail_kind_of(struct _GMimeMessage *message);

/* The object above; @words is what a server without RFC 3464 wrote, where it names the mail by its header
 * line. */
json_t *mail_kind_json(struct _GMimeMessage *message, enum mail_kind kind, const char *words);

/* What a part holds, decoded; at most 4 MiB. */
void mail_part_bytes(struct _GMimePart *part, struct buffer *out);

#endif
