/* desk/view_receptions.h - F4: who comes on a day, what they said, what is missing, and the acts of the day.
 */
#ifndef PRENOTA_DESK_VIEW_RECEPTIONS_H
#define PRENOTA_DESK_VIEW_RECEPTIONS_H

#include "desk/pane.h"

extern const struct pane_ops view_receptions_ops;
struct pane *view_receptions_create(struct desk *desk);

/* Room for the id of the file on which an act was begun, kept between its questions. */
char *view_receptions_acting(struct desk *desk);
/* The same for the file whose cancelling can be taken back, "" none. */
char *view_receptions_cancelled(struct desk *desk);

#endif
