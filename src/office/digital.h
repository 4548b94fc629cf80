/* office/digital.h - a digital request is taken up, answered by telephone or in writing, or needs no answer
 * (R7, R57). Each act is one transaction; who comes second is told by whom and when. */
#ifndef PRENOTA_OFFICE_DIGITAL_H
#define PRENOTA_OFFICE_DIGITAL_H

#include "form/answers.h"
#include "model/digital.h"
#include "model/request.h"
#include "office/office.h"

enum {
	DIGITAL_CLAIM_S = 30 * 60,    /* so long nobody else takes it up unasked */
	DIGITAL_ANSWER_S = 24 * 3600, /* so long dates offered in writing are kept, at most */
	DIGITAL_OFFERS_MIN = 2,       /* dates of an offer in writing (R11) */
};

/* Whether somebody else works on it now. */
bool office_digital_claimed(const struct office *office, const struct digital_request *request);

/* Takes it up: says so to the other desks, opens a customer file and its line in the contact register, or
 * goes on with those of an offer in writing. @anyway: although somebody else works on it. ERROR_CONFLICT:
 * answered or worked on by somebody else. */
bool office_take_digital(struct office *office, const char *id, bool anyway, char contact[ID_SIZE],
			 char file[ID_SIZE], struct error *err);

/* Lets go of it; nothing when somebody else has it. */
bool office_leave_digital(struct office *office, const char *id, struct error *err);

/* It is answered without an appointment (@state DIGITAL_ANSWERED), or needs no answer (DIGITAL_DROPPED):
 * @reason is kept, what was held for it is free, its task is done. */
bool office_end_digital(struct office *office, const char *id, enum digital_state state, const char *reason,
			struct error *err);

/* Dates offered in writing. */
struct office_written {
	const char *id;   /* of the request */
	const char *file; /* its customer file */
	const struct booking_request *request;
	const struct form_answers *answers;
	const struct plan_proposal *proposals; /* at least DIGITAL_OFFERS_MIN */
	int count;
	enum contact_means means;     /* by mail or text message */
	const char *mobility_options; /* in words, as they are offered; NULL: left out */
	const char *draft;            /* what was entered, to be taken up again */
	const char *draft_id;         /* of the draft that ends here */
};

/* The text that would be sent: @subject and the return value in @arena. @until: how long the dates are kept.
 */
const char *office_written_text(const struct office *office, const struct office_written *written,
				struct arena *arena, const char **subject, instant *until);

/* Keeps the dates free until the answer date, puts the text into the messages to be sent, and the request is
 * answered: at least two dates (ERROR_REFUSED), an address of that means (ERROR_INPUT). */
bool office_offer_digital(struct office *office, const struct office_written *written, struct error *err);

/* What was entered before it was offered in writing; NULL when there is none. */
bool office_digital_draft(struct office *office, const char *id, struct arena *arena, const char **draft,
			  struct error *err);

#endif
