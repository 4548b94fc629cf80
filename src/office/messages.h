/* office/messages.h - messages to customers are queued here, within the act that gives rise to them
 * (R46..R51).
 *
 * Nothing is sent here: `prenota notify` does that (office/outbox.h). Consent is asked per purpose and
 * channel when a message is queued, and again before it is sent. */
#ifndef PRENOTA_OFFICE_MESSAGES_H
#define PRENOTA_OFFICE_MESSAGES_H

#include "form/fill.h"
#include "model/message.h"
#include "office/office.h"

struct office_message {
	const char *template;     /* of forms/messages.cfg: "service-due" … */
	const char *customer;     /* id */
	const char *file;         /* id; NULL: of none */
	const char *reminder;     /* id; NULL: of none */
	const char *language;     /* NULL: the file's, the customer's, the site's */
	enum contact_means means; /* CONTACT_UNASKED: what the customer chose for the template's purpose */
	instant due;              /* 0: now. Moved into the hours in which such a message may be sent */
	/* What fills the text besides name, dealer and number, which are known here. The text is made at
	 * once, so the forms must be there (office_load_forms()). */
	const struct fill_value *values;
	size_t value_count;
};

enum office_queued {
	OFFICE_QUEUED,
	OFFICE_NO_CONSENT, /* not by this means for this purpose: nothing is queued */
	OFFICE_NO_ADDRESS, /* no mobile number, no e-mail address */
};

/* Puts it into the outbox; @id (may be NULL) gets its id. Needs a write transaction. By telephone it becomes
 * a task when it is due. */
bool messages_queue(struct office *office, const struct office_message *message, enum office_queued *result,
		    char id[ID_SIZE], struct error *err);

/* What the customer agreed to for @purpose: CONTACT_UNASKED, CONTACT_NO or a means. */
bool messages_consent(struct office *office, const char *customer, const char *purpose,
		      enum contact_means *means, struct error *err);

/* The waiting messages of a reminder are no longer wanted. Needs a write transaction. */
bool messages_drop_reminder(struct office *office, const char *reminder, const char *why, struct error *err);

/* What happened to an appointment: told at once when the customer agreed to be contacted, and again the day
 * before when a reminder was wished; what still waited of it is dropped. Needs a write transaction. */
enum messages_event { MESSAGES_BOOKED, MESSAGES_CHANGED, MESSAGES_CANCELLED, MESSAGES_RESTORED };
bool messages_appointment(struct office *office, const char *file, enum messages_event event,
			  struct error *err);

#endif
