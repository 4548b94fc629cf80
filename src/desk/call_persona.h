/* desk/call_persona.h - the persona in a call (R19, R21, R22): what is known, the tool that finds it, and its
 * deletion. The rule is office/persona.h. */
#ifndef PRENOTA_DESK_CALL_PERSONA_H
#define PRENOTA_DESK_CALL_PERSONA_H

#include "desk/call.h"

/* The class that counts in this call: of the records, else found in it. */
enum persona call_persona(const struct call *call);

/* Tells the script: persona, persona_old. */
void call_persona_facts(struct desk *desk, struct call *call);

/* What follows from an answer to the tool: the class, as soon as one is ahead. */
void call_persona_changed(struct call *call, const struct form_field *field);

/* Whether nothing more is to be asked at this step: decided, or declined. */
bool call_persona_decided(const struct call *call);

/* Leaving the tool by Enter: what was found of a known customer is kept. */
void call_persona_leave(struct desk *desk, struct call *call);

/* Whether the key that deletes does something here; and asking whether it is to. */
bool call_persona_may_delete(const struct call *call);
bool call_persona_ask_delete(struct desk *desk, struct call *call, struct error *err);

/* The banner of the customer's card: class; and where from, since when, how sure (empty without one). */
const char *call_persona_label(const struct call *call);
void call_persona_source(const struct desk *desk, const struct call *call, struct buffer *out);

#endif
