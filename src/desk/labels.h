/* desk/labels.h - the field's closed words, and numbers, as the screens write them in the operator's
 * language. */
#ifndef PRENOTA_DESK_LABELS_H
#define PRENOTA_DESK_LABELS_H

#include "base/buffer.h"
#include "form/form.h"
#include "model/people.h"
#include "model/site.h"

const char *label_mobility(enum mobility mobility);
/* The same in at most 12 columns. */
const char *label_mobility_short(enum mobility mobility);
const char *label_persona(enum persona persona); /* "" unknown */
const char *label_state(enum appointment_state state);
const char *label_channel(enum channel channel);
const char *label_class(enum request_class class);
const char *label_means(enum contact_means means);
const char *label_energy(enum energy energy); /* "" unknown */

/* What an event of a file's history is called ("booked", "moved" …); an unknown code is itself. */
const char *label_act(const char *code);

/* What a kind of contract is called ("maintenance" …); an unknown code is itself, "" for NULL. */
const char *label_contract(const char *code);

/* How far a campaign is with a car ("open", "informed" …), and an ordered part ("ordered", "arrived" …); an
 * unknown code is itself, "" for NULL. */
const char *label_campaign(const char *status);
const char *label_part(const char *status);

/* What an open point of a file is called ("mileage", "prediag" …); an unknown code is itself. */
const char *label_open_point(const char *code);

/* Appends the words of @codes (open points, separated by blanks) with commas between; returns how many there
 * are. */
int label_open_points(const char *codes, struct buffer *out);

/* Name of a skill or bay, of work by its codes (separated by blanks, unknown ones as they are). */
const char *label_text(const struct two_texts *text, enum form_lang lang, const char *code);
const char *label_skill(const struct site *site, int skill, enum form_lang lang);
void label_work(const struct site *site, const char *codes, enum form_lang lang, struct buffer *out);

/* Short name of a member of the staff by code; the code itself when nobody has it, "" for NULL. */
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
