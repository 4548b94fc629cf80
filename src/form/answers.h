/* form/answers.h - the answers of one call: kept for every field, written only for those that are asked.
 *
 * An answer of a branch that was left stays here for going back, but is not "written" (form_answers_written).
 * Facts (form/known.h) are told by the program: what kind of car it is, whether the customer is known. */
#ifndef PRENOTA_FORM_ANSWERS_H
#define PRENOTA_FORM_ANSWERS_H

#include <stdbool.h>
#include <stddef.h>

#include "base/buffer.h"
#include "form/form.h"

struct form_answers;

/* @set must live as long. Never NULL. */
struct form_answers *form_answers_create(const struct form_set *set);
void form_answers_destroy(struct form_answers *answers);
const struct form_set *form_answers_set_of(const struct form_answers *answers);

/* The value of a field or fact, NULL when there is none; of several the first. Owned by @answers, valid until
 * the next change of that field. Unknown ids have no value. */
const char *form_answers_get(const struct form_answers *answers, const char *id);
size_t form_answers_count(const struct form_answers *answers, const char *id);
const char *form_answers_value(const struct form_answers *answers, const char *id, size_t n);
bool form_answers_has(const struct form_answers *answers, const char *id, const char *value);

/* Replaces the value(s); "" or no values clears. Each field change can be undone; facts cannot. Returns false
 * and changes nothing when there is no such field, when it is sealed, or when the bytes are not UTF-8. The
 * value must be a checked one (form/entry.h); see form_answers_keep() for one that is wrong. */
bool form_answers_set(struct form_answers *answers, const char *id, const char *value);
bool form_answers_set_values(struct form_answers *answers, const char *id, const char *const *values,
			     size_t count);
/* The same for what the program makes of other answers: undo passes it by. */
bool form_answers_fill(struct form_answers *answers, const char *id, const char *value);
/* Adds a value of several at the end, or takes it out when it is there. */
bool form_answers_toggle(struct form_answers *answers, const char *id, const char *value);
bool form_answers_clear(struct form_answers *answers, const char *id);

/* Keeps what was typed although it is wrong, so that nothing is lost; it is drafted but never written. */
bool form_answers_keep(struct form_answers *answers, const char *id, const char *typed);
bool form_answers_is_wrong(const struct form_answers *answers, const char *id);

/* From now on the field cannot be changed, not even by undo (R27). */
void form_answers_seal(struct form_answers *answers, const char *id);
bool form_answers_is_sealed(const struct form_answers *answers, const char *id);

/* Undoes the last field change; the field it was, or NULL when there is nothing to undo. At least 200 steps.
 */
const struct form_field *form_answers_undo(struct form_answers *answers);

/* Told that the operator has been at a step (a step of lines only is then done). */
void form_answers_visit(struct form_answers *answers, const struct form_step *step);
bool form_answers_visited(const struct form_answers *answers, const struct form_step *step);

/* What is asked or said now, by the conditions. A field is visible only in a visible step. */
bool form_step_visible(const struct form_answers *answers, const struct form_step *step);
bool form_field_visible(const struct form_answers *answers, const struct form_field *field);
bool form_say_visible(const struct form_answers *answers, const struct form_say *say);

/* True when the field's answer belongs into the customer file: visible, answered, not wrong. */
bool form_answers_written(const struct form_answers *answers, const struct form_field *field);

enum form_step_state {
	FORM_STEP_EMPTY, /* nothing answered, not visited */
	FORM_STEP_OPEN,  /* begun; a required field is missing or an entry is wrong */
	FORM_STEP_DONE,
};

enum form_step_state form_step_state(const struct form_answers *answers, const struct form_step *step);

/* The first visible field of the step that is required and missing, or wrong; NULL when there is none. */
const struct form_field *form_step_missing(const struct form_answers *answers, const struct form_step *step);

/* The next (previous) visible step of the same form that is part of the walk; NULL at the end. @step NULL:
 * the first (last) of @form. */
const struct form_step *form_step_next(const struct form_answers *answers, const struct form *form,
				       const struct form_step *step);
const struct form_step *form_step_previous(const struct form_answers *answers, const struct form *form,
					   const struct form_step *step);

/* The worst red flag of the written answers of @form (NULL: of all); *@field is the field that raised it. */
enum form_flag_level form_answers_flag(const struct form_answers *answers, const struct form *form,
				       const struct form_field **field, bool *people);

/* Persona tool (R22): points per class from the written answers; the class that is strictly ahead after at
 * least two answers, else FORM_PERSONA_UNKNOWN. */
enum form_persona form_answers_persona(const struct form_answers *answers, int scores[FORM_PERSONA_UNKNOWN]);

/* A draft: "key=value" lines, escaped, in UTF-8; wrong, sealed and visited marks are kept, undo is not. */
void form_answers_save(const struct form_answers *answers, struct buffer *out);

/* Reads a draft into empty @answers. Any bytes are safe: a line that cannot be read is left out and counted.
 * Lines of fields that the forms no longer have are kept and saved again (never written). Returns the lines
 * left out. */
size_t form_answers_load(struct form_answers *answers, const char *text, size_t len);

#endif
