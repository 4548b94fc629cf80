/* desk/move_dialog.h - another place for an appointment: what the engine proposes with its reasons, or a date
 * that is typed; a refusal stays there with the rule's sentence and fresh proposals (R8, R11, R38). */
#ifndef PRENOTA_DESK_MOVE_DIALOG_H
#define PRENOTA_DESK_MOVE_DIALOG_H

#include "desk/pane.h"

extern const struct pane_ops move_dialog_ops;

/* Opens it for the file @id. @why is shown as the reason why it must move (NULL: none). Fails when the
 * appointment cannot be moved or who acts may not. */
bool move_dialog_open(struct desk *desk, const char *id, const char *why, struct error *err);

#endif
