/* office/standards.h - what a contact has kept of the standard, from what the desk knows of it.
 *
 * The console asks while the operator speaks, the booking asks when it writes: one source, one answer. */
#ifndef PRENOTA_OFFICE_STANDARDS_H
#define PRENOTA_OFFICE_STANDARDS_H

#include "form/answers.h"
#include "model/people.h"
#include "model/request.h"
#include "model/standards.h"
#include "office/office.h"
#include "plan/plan.h"

struct office_contact_source {
	const struct booking_request *request;
	const struct form_answers *answers; /* NULL: the command line */
	const struct customer *customer;    /* NULL: nobody yet */
	const struct vehicle *vehicle;      /* NULL: none yet */
	const char *owner;                  /* result of the owner check, NULL: none was made */
	size_t campaigns;                   /* that concern the car */
	bool booking;                       /* an appointment is made or meant */

	const struct plan_candidate *offered; /* last read out */
	size_t offered_count;
	const struct plan_candidate *declined; /* read out before */
	size_t declined_count;
	const struct plan_candidate *chosen; /* NULL: none yet */
	const struct plan_state *state;      /* for the deadline of a return or an MC20; NULL: not known */

	int rings; /* 0: unknown */
	int longest_hold;
	instant received; /* 0: now */
};

void office_standards(const struct office *office, const struct office_contact_source *source,
		      struct standard_result results[STANDARD_COUNT]);

/* Open musts become waived: the operator said why. */
void office_standards_waive(struct standard_result results[STANDARD_COUNT]);

/* Whether the pre-diagnosis was made whole, as far as @answers tell (NULL: no). */
bool office_prediagnosed(const struct form_answers *answers);

#endif
