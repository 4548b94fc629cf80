/* office/persona.h - the persona of a customer: found by the tool, kept with date and confidence, deleted on
 * wish (R21, R22). It is profiling: optional, never said to the customer, and gone when it is deleted. */
#ifndef PRENOTA_OFFICE_PERSONA_H
#define PRENOTA_OFFICE_PERSONA_H

#include "form/answers.h"
#include "model/people.h"
#include "office/office.h"

enum { PERSONA_MONTHS = 24 }; /* after that it is asked again */

/* What the answers to the tool say: a class only when it is strictly ahead of every other after at least two
 * answers. @asked and @for_it count answers; the confidence is their share in percent. */
struct office_persona {
	enum persona persona; /* PERSONA_UNKNOWN: not decided */
	int asked;
	int for_it;
	int confidence;
};

void office_persona_look(const struct form_answers *answers, struct office_persona *found);

/* Whether what is known of @customer is too old to be relied on at @today. */
bool office_persona_is_old(const struct customer *customer, civil_day today);

/* Puts what was found into @customer: class, source "tool", date, confidence. Nothing when undecided. */
void office_persona_put(const struct office *office, const struct form_answers *answers,
			struct customer *customer);

/* Keeps it for a customer who is in the store; noted in the history of @file (NULL: none). */
bool office_persona_keep(struct office *office, const char *customer, const char *file,
			 const struct form_answers *answers, struct error *err);

/* Deletes class, date and confidence, and every answer to the tool in the customer's files; noted in the
 * history of @file (NULL: none). What was never there is deleted without complaint. */
bool office_persona_delete(struct office *office, const char *customer, const char *file, struct error *err);

#endif
