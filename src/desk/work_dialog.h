/* desk/work_dialog.h - "please add wipers to Thursday": the work of an appointment is chosen anew, checked in
 * place, and what moves with it is shown before it is saved. */
#ifndef PRENOTA_DESK_WORK_DIALOG_H
#define PRENOTA_DESK_WORK_DIALOG_H

#include "desk/pane.h"

extern const struct pane_ops work_dialog_ops;

/* Opens it for the file @id; the car must not have arrived. */
bool work_dialog_open(struct desk *desk, const char *id, struct error *err);

#endif
