/* model/label.h - the field's closed words as the screens and tables write them in the operator's language.
 *
 * Static storage or the catalogue's, never NULL; "" where there is nothing to say. */
#ifndef PRENOTA_MODEL_LABEL_H
#define PRENOTA_MODEL_LABEL_H

#include "base/buffer.h"
#include "model/people.h"
#include "model/words.h"

const char *label_mobility(enum mobility mobility);
/* The same in at most 12 columns. */
const char *label_mobility_short(enum mobility mobility);
const char *label_persona(enum persona persona); /* "" unknown */
const char *label_role(enum role role);          /* one bit */
const char *label_state(enum appointment_state state);
const char *label_channel(enum channel channel);
const char *label_class(enum request_class class);
const char *label_means(enum contact_means means);
const char *label_energy(enum energy energy); /* "" unknown */

/* What an event of a file's history is called ("booked", "moved" …); an unknown code is itself. */
const char *label_act(const char *code);

struct site;

/* Appends what is told with an event of a file's history: the channel, the visit with its advisor's name, why
 * it ended; nothing where the act says all. @text may be NULL. */
void label_event(const struct site *site, const char *act, const char *text, struct buffer *out);

/* What a kind of contract is called ("maintenance" …); an unknown code is itself, "" for NULL. */
const char *label_contract(const char *code);

/* How far a campaign is with a car ("open", "informed" …), and an ordered part ("ordered", "arrived" …); an
 * unknown code is itself, "" for NULL. */
const char *label_campaign(const char *status);
/* How sure it is that a campaign concerns a car. */
const char *label_campaign_match(enum campaign_match match);
const char *label_part(const char *status);

/* How a contract stands, how an owner check ended (a code is itself), and why a must of the standard stays open. */
const char *label_contract_status(enum contract_status status);
const char *label_owner(const char *result);
const char *label_waived(const char *reason);

/* What is to be done by a task of @kind ("missing", "callback" …); an unknown code is itself. */
const char *label_task(const char *kind);

/* More about a task of @kind: codes as words with commas between, else @text as it is; nothing for NULL. */
void label_task_text(const char *kind, const char *text, struct buffer *out);

/* Where a change of data comes from, and what its field is called; an unknown code is itself. */
const char *label_change_source(const char *code);
const char *label_change_field(const char *code);

/* What an open point of a file is called ("mileage", "prediag" …); an unknown code is itself. */
const char *label_open_point(const char *code);

/* Appends the words of @codes (open points, separated by blanks) with commas between; returns how many there
 * are. */
int label_open_points(const char *codes, struct buffer *out);

enum { LABEL_CODE_SIZE = 64 };

/* The next word of @codes (separated by blanks) into @one, cut if need be; NULL at the end, else where the
 * rest begins. */
const char *label_next(const char *codes, char one[LABEL_CODE_SIZE]);

#endif
