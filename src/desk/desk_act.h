/* desk/desk_act.h - the global actions, and what the console does by itself. For the files of desk.c only. */
#ifndef PRENOTA_DESK_DESK_ACT_H
#define PRENOTA_DESK_DESK_ACT_H

#include "desk/desk_state.h"

/* Performs a global action; false when @action is none, and with @err filled when it failed. */
bool desk_act_global(struct desk *desk, int action, struct error *err);

/* F10: books what was chosen and confirmed, else asks for the reason. */
bool desk_end_call(struct desk *desk, struct error *err);

/* After a start: asks which of the operator's drafts to take up. */
void desk_offer_drafts(struct desk *desk);

#endif
