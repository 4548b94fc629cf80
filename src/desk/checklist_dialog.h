/* desk/checklist_dialog.h - the vehicle reception checklist, worked through on a screen (R29).
 *
 * All items of this car one under another, with headings; Up and Down, Tab and Shift+Tab walk them, PageUp
 * and PageDown go to the section before and after. A choice takes its digit or first letter and goes on;
 * damage codes are put and taken away the same way. What is entered is kept after each item; Ctrl+D, or Enter
 * on the last item, marks the list as done. */
#ifndef PRENOTA_DESK_CHECKLIST_DIALOG_H
#define PRENOTA_DESK_CHECKLIST_DIALOG_H

#include "desk/pane.h"

extern const struct pane_ops checklist_dialog_ops;

/* Whether who acts may fill it in. */
bool checklist_dialog_may(const struct desk *desk);

/* Opens it for the file @id. */
bool checklist_dialog_open(struct desk *desk, const char *id, struct error *err);

#endif
