/* desk/call_prediag.h - the pre-diagnosis in a call (R28, R33, R66): which questions come up, what the
 * answers change of the booking, and that no date is accepted before the dangers are asked. The rule itself
 * is form/prediag.h; here is what a call does with it. */
#ifndef PRENOTA_DESK_CALL_PREDIAG_H
#define PRENOTA_DESK_CALL_PREDIAG_H

#include "desk/call.h"
#include "desk/call_values.h"
#include "form/prediag.h"

/* Tells the script: danger_word, people_first. */
void call_prediag_facts(struct call *call);

/* What follows from an answer: the summary, who joins. True when what can be offered is another now. */
bool call_prediag_changed(struct desk *desk, struct call *call, const struct form_field *field);

/* The site's work for a diagnosis as long as the chosen families need; NULL when it has none. */
const char *call_prediag_work(const struct desk *desk, const struct call *call);

/* Came to a step: families are suggested from the customer's words. */
void call_prediag_arrive(struct desk *desk, struct call *call);

/* The families that fit what is typed in a field that is searched, as rows of its list. */
void call_prediag_list(struct desk *desk, struct call *call, struct call_list *list, const char *typed);

/* Leaving the step of the script by Enter: true when all is asked, else it goes to the questions. */
bool call_prediag_leave(struct desk *desk, struct call *call);

/* Behind the last question: back to the script; a step further when there is nothing more to say about it. */
const struct form_step *call_prediag_back(const struct call *call);

/* Whether a date may be accepted: nothing technical, or all dangers asked (R28). False says what is open. */
bool call_prediag_allows(const struct desk *desk, const struct call *call, struct error *err);

/* What the answers demand of the booking: it cannot be driven, or the first date there is. */
bool call_prediag_stops(const struct call *call);
bool call_prediag_urgent(const struct call *call);

/* --- asked later (call_later.c) --- */

/* The open questions of the booked file @id as a call of their own, in front. Taken up twice it is the same
 * one. */
bool call_prediag_take_up(struct desk *desk, const char *id, struct error *err);

/* Keeps what was asked so far; the end of such a call. */
bool call_prediag_keep(struct desk *desk, struct call *call, struct error *err);
bool call_prediag_end(struct desk *desk, struct call *call, struct error *err);

/* --- what is said --- */

/* What must be said at once at this step, a line each: people first, then the car; then the question that
 * has the keys, whole, in the customer's language. */
void call_prediag_say(struct values *values, struct buffer *out);

/* How many lines of it are alarms: the first ones. */
int call_prediag_alarms(const struct call *call);

#endif
