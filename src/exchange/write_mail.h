/* exchange/write_mail.h - a mail as it is handed to a sendmail-compatible command (RFC 5322, by GMime). */
#ifndef PRENOTA_EXCHANGE_WRITE_MAIL_H
#define PRENOTA_EXCHANGE_WRITE_MAIL_H

#include "base/buffer.h"
#include "base/civil.h"
#include "base/error.h"

struct mail_person {
	const char *name; /* NULL: only the address */
	const char *address;
};

struct mail_letter {
	struct mail_person from;
	struct mail_person to;
	const char *subject;
	const char *text;       /* the words, UTF-8, lines end with LF */
	const char *message_id; /* without angle brackets */
	instant date;
	const char *calendar; /* an iCalendar file; NULL: none */
	const char *method;   /* REQUEST or CANCEL, as in @calendar */
};

/* Appends the mail; lines end with LF, no line is a lone dot. What steers or hides text (text_clean())
 * is left out, so that no header can be added by it. ERROR_INPUT: an address that is none, no words, no
 * sender. */
bool mail_write(const struct mail_letter *letter, struct buffer *out, struct error *err);

#endif
