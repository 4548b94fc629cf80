/* model/label_digital.h - words of digital requests in the operator's language. */
#ifndef PRENOTA_MODEL_LABEL_DIGITAL_H
#define PRENOTA_MODEL_LABEL_DIGITAL_H

#include "base/buffer.h"
#include "model/digital.h"

const char *label_digital_state(enum digital_state state);

/* The same by its code; an unknown one is itself. */
const char *label_digital_code(const char *code);

/* Appends why a request must be read by hand, as a sentence; nothing for NULL. */
void label_problem(const char *problem, struct buffer *out);

/* Its first word alone. */
const char *label_problem_code(const char *code);

/* What a key of a form is called ("mobile" …); an unknown one is itself. */
const char *label_digital_key(const char *key);

/* The value of @key in words where it is one of ours (a reason, a mobility, yes, no), else itself. */
const char *label_digital_value(const char *key, const char *value);

/* Why it was answered without an appointment, or needed no answer; somebody's own words as they are. */
const char *label_digital_result(const char *code);

/* A form's reason ("maintenance" …); an unknown one is itself, "" for NULL. */
const char *label_digital_reason(const char *reason);

#endif
