/* desk/ownership_dialog.h - the change of a car's owner: what was taken down, and the steps of the procedure
 * of Service Entry+ to be ticked (R24, R64, R65). */
#ifndef PRENOTA_DESK_OWNERSHIP_DIALOG_H
#define PRENOTA_DESK_OWNERSHIP_DIALOG_H

#include "desk/pane.h"

/* Opens the change of a customer file. ERROR_NOT_FOUND when the file has none, ERROR_PERMISSION when who acts
 * may not book. */
bool ownership_dialog_open(struct desk *desk, const char *file, struct error *err);

/* Whether a file has a change that is still to be worked through, and who acts may do it. */
bool ownership_dialog_may(const struct desk *desk);

#endif
