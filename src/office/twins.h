/* office/twins.h - the same customer under two spellings: those already known who may be who is said. */
#ifndef PRENOTA_OFFICE_TWINS_H
#define PRENOTA_OFFICE_TWINS_H

#include "model/people.h"
#include "office/office.h"

enum { OFFICE_TWINS_MAX = 5 };

enum office_twin {
	OFFICE_TWIN_NUMBER = 1 << 0, /* the same telephone number */
	OFFICE_TWIN_EMAIL = 1 << 1,
	OFFICE_TWIN_NAME = 1 << 2, /* the same name: its parts turned round, accents, a letter off */
};

struct office_twins {
	struct customer items[OFFICE_TWINS_MAX];
	unsigned why[OFFICE_TWINS_MAX]; /* bits of enum office_twin */
	int count;
};

/* Looks for @said (a new customer, or one by id, who is left out) among the customers; a number counts before
 * a name. Reads only; texts in @arena. */
bool office_twins(struct office *office, const struct customer *said, struct arena *arena,
		  struct office_twins *twins, struct error *err);

/* Whether two names may be those of one person or company: the same words in any order, or one letter off. */
bool office_twin_names(const char *a, const char *b);

#endif
