/* office/prediag.h - the pre-diagnosis of a customer file: for the file's page, the reception list and sheet,
 * and JSON; and its open questions taken up again in a later call (R28, R66). The rule is form/prediag.h. */
#ifndef PRENOTA_OFFICE_PREDIAG_H
#define PRENOTA_OFFICE_PREDIAG_H

#include "form/answers.h"
#include "form/prediag.h"
#include "model/file.h"
#include "office/office.h"

/* What the technician is told of a file; texts in the arena given. */
struct office_prediag {
	bool any;     /* something was asked; else the rest is empty */
	bool done;    /* every danger was asked, and not in a hurry */
	bool hurried; /* the rest is a call-back */
	bool people;  /* people first */
	enum form_flag_level level;
	const char *level_text;                          /* "DO NOT DRIVE" …, NULL: no danger */
	const char *families[FORM_PREDIAG_FAMILIES_MAX]; /* titles */
	const char *family_codes[FORM_PREDIAG_FAMILIES_MAX];
	int family_count;
	int minutes;         /* of diagnosis */
	unsigned attends;    /* bits of enum form_prediag_attends */
	int open;            /* questions without an answer */
	const char *summary; /* a few lines; never the customer's own words */
};

/* Of @file, in @language ("ko", "en"). The forms must be loaded; answers to questions that the forms no
 * longer have are left out. */
void office_prediag_of(const struct office *office, const struct customer_file *file, const char *language,
		       struct arena *arena, struct office_prediag *prediag);

/* The answers of @file as they were given, with what its car says, ready to go on asking. Free with
 * form_answers_destroy(). */
struct form_answers *office_prediag_answers(const struct office *office, const struct customer_file *file);

/* Keeps what was asked later: the answers of the pre-diagnosis and its summary, nothing else of the file.
 * With every question asked the call-back is done and the file's point closed. A new danger makes a task for
 * the advisors, and work that no longer fits one to change it, until it does. */
bool office_prediag_keep(struct office *office, const char *file, const struct form_answers *answers,
			 struct error *err);

/* What the answers ask for and the appointment of @file does not have: codes of label_task_text() with a space behind each,
 * "longer-diagnosis", "attend-foreman", "attend-technician"; "" when it fits, or the car is here already. */
const char *office_prediag_wants(const struct office *office, const struct customer_file *file,
				 const struct form_answers *answers, struct arena *arena);

/* What a call-back task says that is about this. */
#define OFFICE_TASK_PREDIAG "prediag"

#endif
