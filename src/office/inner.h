/* office/inner.h - what the files of this folder share and nobody else needs. */
#ifndef PRENOTA_OFFICE_INNER_H
#define PRENOTA_OFFICE_INNER_H

#include "office/slots.h"
#include "plan/check.h"

/* --- resolve_people.c --- */

/* The customer and the car that are meant; fills customer*, vehicle*, mileage_km, differs, needs_vehicle. */
bool resolve_people(struct office *office, const struct booking_request *request, struct arena *arena,
		    struct office_resolved *resolved, struct error *err);

/* --- resolve.c --- */

/* Sets later_by_customer: the customer wants a date beyond the deadline of a return or an MC20, or @declined
 * proposals inside it. */
void resolve_deadline(const struct plan_state *state, size_t declined, const struct office_resolved *resolved,
		      struct plan_request *plan);

/* --- explain.c --- */

/* The phrase @id in @language with @values filled, in @arena; without forms the id itself. */
const char *explain_phrase(const struct office *office, const char *id, const char *language,
			   const struct fill_value *values, size_t count, struct arena *arena);
const char *explain_reason(const struct office *office, const struct plan_proposal *proposal, int n,
			   const char *language, struct arena *arena);
const char *explain_caution(const struct office *office, const struct plan_proposal *proposal, int n,
			    const char *language, struct arena *arena);

/* The name of a member as it is said: the short one outside Korean; NULL when there is none. */
const char *explain_staff(const struct site *site, int staff, const char *language);

/* "diagnosis + high voltage", names of the bits of @skills. */
const char *explain_skills(const struct site *site, unsigned skills, const char *language,
			   struct arena *arena);

/* Text of the pair in @language. */
const char *explain_pick(const struct two_texts *texts, const char *language);

/* --- slots.c --- */

/* Loads the days from today to @last as asked at @clock. Free with plan_state_finish(). */
bool slots_load(struct office *office, struct moment clock, civil_day last, struct plan_state *state,
		struct error *err);
/* What is looked at for one car's appointment: the rows of some days, its own stays, and (@loans) what is lent. */
struct look_days {
	civil_day first;
	civil_day last;
	bool loans;
};
/* Days from today to the last of @days with these rows alone, for a candidate of @vehicle (NULL: a new one) that
 * begins on the first or later. Its verdict, cost and notes are those of slots_load(). */
bool slots_load_rows(struct office *office, struct moment clock, const struct look_days *days,
		     const char *vehicle, struct plan_state *state, struct error *err);
/* The same for the days [first, last], which may lie before or behind the clock of the question. */
bool slots_load_days(struct office *office, struct moment clock, civil_day first, civil_day last,
		     struct plan_state *state, struct error *err);

/* A proposal in words. */
void slots_proposal(const struct office *office, const struct plan_proposal *plan, const char *language,
		    struct arena *arena, struct office_proposal *proposal);

/* --- keep_answers.c --- */

struct form_answers;

/* Writes the answers of every form into @file, in place of the earlier ones. Needs a write transaction. */
bool keep_answers(struct office *office, const char *file, const struct form_answers *answers,
		  struct arena *arena, struct error *err);

/* Those of one form. */
bool keep_form(struct office *office, const char *file, const char *form, const struct form_answers *answers,
	       struct arena *arena, struct error *err);

/* --- prediag.c --- */

struct task;

/* A car that must not be driven: the advisors are told at once. @about names file, customer and car. Needs a
 * write transaction. */
bool prediag_danger_task(struct office *office, const struct form_answers *answers, const struct task *about,
			 struct error *err);

/* The work of @file was changed: nobody need be told any more that it does not fit. Within a write transaction. */
bool prediag_work_changed(struct office *office, const char *file, struct arena *arena, struct error *err);

/* That the customer agreed to the privacy notice as it stands in the forms (R61); nothing when it was not
 * asked, or who called is not known. Needs a write transaction. */
bool keep_privacy(struct office *office, const char *customer, const char *file,
		  const struct form_answers *answers, struct error *err);

/* --- change.c --- */

struct customer_file;

/* Reads a file that must have an appointment. */
bool file_with_appointment(struct office *office, const char *id_or_number, struct arena *arena,
			   struct customer_file *file, struct error *err);

#endif
