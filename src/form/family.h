/* form/family.h - what a caller's words mean for the pre-diagnosis: which symptom families they name, ranked,
 * and whether they name a danger (R28, R66).
 *
 * A family is a step of the form "prediag" that comes up when the question "family" is answered with its id;
 * its words, of both languages, stand in `routing`. The words of the step "SAF" are those of danger. Pure: no
 * store, no clock. */
#ifndef PRENOTA_FORM_FAMILY_H
#define PRENOTA_FORM_FAMILY_H

#include <stdbool.h>
#include <stddef.h>

#include "form/answers.h"

enum { FORM_FAMILIES_MAX = 32 };

struct form_family {
	const struct form_step *step; /* its id is the code of the option of "family" */
	int score;                    /* how much of the words speaks for it */
};

/* The families that @text (a request in the customer's words, of any length) names, the likeliest first; at
 * most @max. Those that cannot be asked of this car (charging of a petrol car) are left out. */
size_t form_families_named(const struct form_answers *answers, const char *text, struct form_family *hits,
			   size_t max);

/* The same for what an operator types to find one: the beginning of a word or of a title is enough, in Korean
 * of a syllable too. "" finds all, in the order of the form. */
size_t form_families_typed(const struct form_answers *answers, const char *typed, struct form_family *hits,
			   size_t max);

/* Whether @text names a danger: then the whole safety block is asked. */
bool form_names_danger(const struct form_set *set, const char *text);

/* The family of that code, NULL when there is none. */
const struct form_step *form_family_find(const struct form_set *set, const char *code);

#endif
