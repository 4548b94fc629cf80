/* desk/call_reminder.h - a call that the desk makes because a service is due: the car and the work are filled
 * in, and what came of it is the result of an attempt (R49, R50). */
#ifndef PRENOTA_DESK_CALL_REMINDER_H
#define PRENOTA_DESK_CALL_REMINDER_H

#include "desk/call.h"
#include "store/reminder_store.h"

/* Fills a new call with what is known of the reminder. */
bool call_fill_reminder(struct desk *desk, struct call *call, const struct reminder *reminder,
			struct error *err);

/* Leaving the reminder's step by Enter: a result that is no booking ends the call. */
bool call_reminder_acts(const struct call *call);
bool call_reminder_leave(struct desk *desk, struct call *call, struct error *err);

/* F10 in such a call: the result is taken from the step, or asked for. */
bool call_reminder_end(struct desk *desk, struct call *call, struct error *err);

/* How the attempt ended as far as it was said; NULL: it was no such call. */
const char *call_attempt_result(const struct call *call, const char *reason);
civil_day call_next_attempt(const struct call *call);

#endif
