/* desk/call_digital.h - a call that answers a digital request: filled with what the form gave (R57), answered
 * by telephone or in writing. */
#ifndef PRENOTA_DESK_CALL_DIGITAL_H
#define PRENOTA_DESK_CALL_DIGITAL_H

#include "desk/call.h"
#include "model/digital.h"

/* Puts what @request gave into the answers of the new @call and marks it; customer and car are looked up. */
bool call_fill_digital(struct desk *desk, struct call *call, const struct digital_request *request,
		       struct error *err);

/* Whether the answer of @field is what the form gave. */
bool call_is_given(const struct call *call, const struct form_field *field);

/* The operator changed it: it is no longer what the form gave. */
void call_forget_given(struct call *call, const struct form_field *field);

/* Arriving at the step of the answer in writing: dates are kept while it is looked over. */
void call_digital_arrive(struct desk *desk, struct call *call);

/* Leaving it by Enter with a way of answering: the text is shown to be sent. False when it went there. */
bool call_digital_leave(struct desk *desk, struct call *call, struct error *err);
bool call_digital_acts(const struct call *call);

/* Lets go of the request of a call that ends without answering it. */
void call_digital_end(struct desk *desk, struct call *call);

/* The customer takes the @position-th date offered in writing (from 1): booked as it was offered. */
bool desk_accept_offer(struct desk *desk, const struct digital_request *request, int position,
		       struct error *err);

#endif
