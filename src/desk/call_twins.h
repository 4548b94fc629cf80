/* desk/call_twins.h - a new customer who may be known already. */
#ifndef PRENOTA_DESK_CALL_TWINS_H
#define PRENOTA_DESK_CALL_TWINS_H

#include "desk/call.h"

/* Whether the step of the customer may be left: nobody alike is known, or it was asked for this name already.
 * Else the question is open. */
bool call_twins_settled(struct desk *desk, struct call *call);

#endif
