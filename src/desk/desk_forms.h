/* desk/desk_forms.h - reading edited forms while the console runs. */
#ifndef PRENOTA_DESK_DESK_FORMS_H
#define PRENOTA_DESK_DESK_FORMS_H

#include "desk/desk_state.h"

/* Reads the forms again; open calls keep answers, step and field. With a mistake in them nothing changes:
 * @err names the first one and says that the forms stay as they were. */
bool desk_reload_forms(struct desk *desk, struct error *err);

/* Does that when a file of the forms changed since it was read; a mistake is told once for each change. To be
 * called with the turn of the minute. */
void desk_look_at_forms(struct desk *desk);

#endif
