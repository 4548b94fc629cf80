/* desk/hall.h - customers who come in through the door: who waits in the hall (R59), and the hand-over from
 * one member of the staff to another (R60). */
#ifndef PRENOTA_DESK_HALL_H
#define PRENOTA_DESK_HALL_H

#include "desk/call.h"

/* Somebody comes in: the waiting clock starts, at every desk. Who may take calls gets it as a call in front;
 * where somebody waits already whom no desk has (the host told it, or a console died), the question is first
 * whether it is that customer. The host has no call: the clock waits for whoever is free. */
bool hall_come_in(struct desk *desk, struct error *err);

/* The customer of the call in front goes to the member @to: asks whether the call goes along, to their
 * console. Nothing when that is who acts, or takes no calls. */
void hall_ask_hand(struct desk *desk, const struct call *call, const char *to);

/* Before a frame: takes up what others handed over to who acts. In front when no call is, else parked. */
void hall_look(struct desk *desk);

#endif
