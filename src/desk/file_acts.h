/* desk/file_acts.h - what can be done with a customer file: arrived, late, no-show, finished, handed back,
 * moved, cancelled, taken back, its work, hand-back or car changed, onto the waiting list. A list of what is
 * possible in its state, then what the act needs to know; nothing happens by one key alone. */
#ifndef PRENOTA_DESK_FILE_ACTS_H
#define PRENOTA_DESK_FILE_ACTS_H

#include "desk/pane.h"

/* Whether who acts may do any of it: OFFICE_ROLES_RECEIVE may say how far a car is, the rest is for
 * OFFICE_ROLES_BOOK. */
bool file_acts_may(const struct desk *desk);

/* Opens the list for the file @id. ERROR_PERMISSION on a read-only console or for another role. */
bool file_acts_open(struct desk *desk, const char *id, struct error *err);

/* Asks for the cancelled file @id to be taken back, at once. */
bool file_acts_undo_cancel(struct desk *desk, const char *id, struct error *err);

#endif
