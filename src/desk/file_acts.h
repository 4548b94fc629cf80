/* desk/file_acts.h - what can be done with a customer file: arrived, late, no-show, finished, handed back,
 * moved, cancelled, taken back. A list of what is possible in its state, then what the act needs to know;
 * nothing happens by one key alone. */
#ifndef PRENOTA_DESK_FILE_ACTS_H
#define PRENOTA_DESK_FILE_ACTS_H

#include "desk/pane.h"

/* Opens the list for the file @id. ERROR_PERMISSION on a read-only console. */
bool file_acts_open(struct desk *desk, const char *id, struct error *err);

/* Asks for the cancelled file @id to be taken back, at once. */
bool file_acts_undo_cancel(struct desk *desk, const char *id, struct error *err);

#endif
