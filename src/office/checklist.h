/* office/checklist.h - the vehicle reception checklist of a customer file (R29): its answers are those of the
 * form "reception", kept as they come, and marked as done by an advisor. */
#ifndef PRENOTA_OFFICE_CHECKLIST_H
#define PRENOTA_OFFICE_CHECKLIST_H

#include "form/answers.h"
#include "model/file.h"
#include "office/office.h"
#include "store/file_facts.h"

#define CHECKLIST_FORM "reception"

/* Who fills it in, and who may mark it as done. */
enum {
	OFFICE_ROLES_CHECKLIST = OFFICE_ROLES_RECEIVE,
	OFFICE_ROLES_CHECKLIST_DONE = ROLE_ADVISOR | ROLE_MANAGER
};

/* The answers so far, with what the file's car says (electric, convertible, MC20) and, before anything was
 * entered, with what the file says by itself (no loan car: no driving licence). Free with
 * form_answers_destroy(). The forms must be loaded. */
bool office_checklist_open(struct office *office, const struct customer_file *file, struct arena *arena,
			   struct form_answers **answers, struct checklist *checklist, struct error *err);

/* How many items the checklist of this car has and how many are settled; a note beside an item is none of its
 * own. */
void office_checklist_count(const struct form_answers *answers, int *items, int *settled);

/* Keeps the answers; only on the revision they were read with, which goes up by one. @first: the first time
 * in this session, which the file's history tells. A pre-check of an electric car with something not in order
 * makes a task at once: quarantine area, specialist, after-sales manager. The odometer becomes the file's
 * mileage. */
bool office_checklist_save(struct office *office, const char *file, struct form_answers *answers, bool first,
			   int *revision, struct error *err);

/* The same, and it is done: signed by who acts. ERROR_INPUT names the first item that is still missing. */
bool office_checklist_done(struct office *office, const char *file, struct form_answers *answers,
			   int *revision, struct error *err);

#endif
