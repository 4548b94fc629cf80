/* office/intake_mail.h - mails that answer what was sent: found by the Message-IDs they name, and what
 * follows for the message (R51). Inner to this folder. */
#ifndef PRENOTA_OFFICE_INTAKE_MAIL_H
#define PRENOTA_OFFICE_INTAKE_MAIL_H

#include "model/message.h"
#include "office/intake.h"

enum intake_part {
	INTAKE_REQUEST, /* of no message of ours: a request as any other */
	INTAKE_REPLY,   /* a person's answer to @message */
	INTAKE_NOTE,    /* something about @message that needs no request */
	INTAKE_CLOSED,  /* a machine's, of no message of ours */
	INTAKE_OWN,     /* our own mail: a copy came here */
};

/* What a mail is to us; @mail NULL: none. @message is set for the second and third. Needs no transaction. */
bool intake_place_mail(struct office *office, const struct intake_mail *mail, struct arena *arena,
		       enum intake_part *part, struct message *message, struct error *err);

/* Within a write transaction: an INTAKE_NOTE is kept with the message @id; of a bounce the message fails,
 * with a task. The same again changes nothing: *@noted is false. */
bool intake_note_mail(struct office *office, const struct intake_mail *mail, const char *id,
		      struct arena *arena, bool *noted, struct error *err);

/* Within the transaction that took an INTAKE_REPLY in: it stands in the register, and the message @id is
 * known to have gone. */
bool intake_note_reply(struct office *office, const char *id, struct arena *arena, struct error *err);

#endif
