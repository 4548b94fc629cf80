/* desk/file_dialogs.h - small changes of one appointment: its hand-back (R12), the car lent, the waiting
 * list. What refuses stays in the dialog with what was typed. */
#ifndef PRENOTA_DESK_FILE_DIALOGS_H
#define PRENOTA_DESK_FILE_DIALOGS_H

#include "desk/pane.h"

/* Another time for the hand-back, 10 to 15 minutes long. */
bool handback_dialog_open(struct desk *desk, const char *id, struct error *err);

/* Another car for a loan that has not begun; @unit is proposed (NULL: the first free one of the class). */
bool swap_dialog_open(struct desk *desk, const char *id, const char *unit, struct error *err);

/* Onto the waiting list: who would come earlier when a place is free. */
bool wait_dialog_open(struct desk *desk, const char *id, struct error *err);

#endif
