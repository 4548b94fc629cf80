/* desk/change_tell.h - what a change of an appointment moves, in words, and what refused it. */
#ifndef PRENOTA_DESK_CHANGE_TELL_H
#define PRENOTA_DESK_CHANGE_TELL_H

#include "desk/dialog.h"
#include "office/life.h"

/* The rules that refused it as one error (ERROR_REFUSED); false, so that it can be returned. */
bool change_refused(const struct office_booking *booking, struct error *err);

/* A line for each thing that moves, or that nothing does. */
void change_tell(struct desk *desk, const struct office_changed *result, struct dialog_page *page);

/* The same in the status line, after @done. */
void change_say(struct desk *desk, const struct office_changed *result, const char *done);

#endif
