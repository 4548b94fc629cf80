/* form/prediag.h - what the answers of the pre-diagnosis amount to (R28, R33, R66): how dangerous it is,
 * which families, how long a diagnosis takes and who joins, what is still open; and the summary for the
 * technician, which is made from the answers alone and never touches the customer's own words.
 *
 * Pure: it reads the answers to the form "prediag" and to the questions prediag_safe and prediag_done of the
 * phone script. The facts of the car (energy, danger_word) must be told before. */
#ifndef PRENOTA_FORM_PREDIAG_H
#define PRENOTA_FORM_PREDIAG_H

#include <stdbool.h>
#include <stddef.h>

#include "base/buffer.h"
#include "form/answers.h"
#include "form/phrases.h"

#define FORM_PREDIAG "prediag"
/* Kept in place of an answer: the question came up and was not asked. */
#define FORM_NOT_ASKED "not-asked"

enum { FORM_PREDIAG_FAMILIES_MAX = 3 };

enum form_prediag_attends {
	FORM_ATTENDS_FOREMAN = 1 << 0,
	FORM_ATTENDS_TECHNICIAN = 1 << 1,
	FORM_ATTENDS_EV = 1 << 2, /* a technician for high voltage */
};

struct form_prediag {
	bool begun;                    /* something was answered */
	bool hurried;                  /* dangers only; the rest is a call-back */
	enum form_flag_level level;    /* the worst of all answers */
	bool people;                   /* people first */
	const struct form_field *flag; /* what raised the level, NULL: none */
	const struct form_step *families[FORM_PREDIAG_FAMILIES_MAX];
	int family_count;
	int minutes; /* of diagnosis: the longest of the families, 0 none */
	int reception_minutes;
	unsigned attends;                /* bits of enum form_prediag_attends */
	const struct form_field *wanted; /* the first question of danger without an answer, NULL: none */
	const struct form_step *unseen;  /* the first block that nobody looked at, NULL: none */
	int open;                        /* questions that came up and have no answer */
};

void form_prediag_look(const struct form_answers *answers, struct form_prediag *prediag);

/* Whether a date may be accepted: all dangers asked, and every block looked at (R28). The blocks are looked
 * at in the call; of answers that were stored only the dangers count. */
bool form_prediag_is_done(const struct form_prediag *prediag);

/* The same for answers that were stored: every danger was asked, and nothing was left for a call-back. */
bool form_prediag_is_asked(const struct form_prediag *prediag);

/* The same for answers that were stored: every danger was asked, and nothing was left for a call-back. */
bool form_prediag_is_asked(const struct form_prediag *prediag);

/* "stop" …, "none". */
const char *form_flag_code(enum form_flag_level level);

/* Adds the summary in @lang, a few lines without codes; nothing when nothing was answered. */
void form_prediag_summary(const struct form_answers *answers, enum form_lang lang,
			  const struct phrases *phrases, struct buffer *out);

#endif
