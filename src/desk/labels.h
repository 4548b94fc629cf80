/* desk/labels.h - names of the site, and numbers, as the screens write them in the operator's language; with
 * the field's closed words of model/label.h. */
#ifndef PRENOTA_DESK_LABELS_H
#define PRENOTA_DESK_LABELS_H

#include "base/buffer.h"
#include "form/form.h"
#include "model/label.h"
#include "model/site.h"

/* Name of a skill or bay, of work by its codes (separated by blanks, unknown ones as they are). */
const char *label_text(const struct two_texts *text, enum form_lang lang, const char *code);
const char *label_skill(const struct site *site, int skill, enum form_lang lang);
void label_work(const struct site *site, const char *codes, enum form_lang lang, struct buffer *out);

/* Short name of a member of the staff, by code the code itself when nobody has it, "" for NULL. On a Korean screen
 * the name itself, when it is as short as a Hangul name is. */
const char *label_member(const struct staff *member);
const char *label_staff(const struct site *site, const char *code);

enum { LABEL_HOURS_SIZE = 16 };
/* Minutes as hours with one decimal, rounded down: "12.5"; returns @text. */
char *label_hours(int minutes, char text[LABEL_HOURS_SIZE]);

enum { LABEL_SPAN_SIZE = 24 };
/* "09:30-10:00"; returns @text. */
char *label_span(int start, int end, char text[LABEL_SPAN_SIZE]);

/* @count with thousands apart, by blanks: "18 250"; returns @text. */
char *label_number(int count, char text[LABEL_HOURS_SIZE]);

#endif
