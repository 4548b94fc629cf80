/* desk/view_load.h - F3: the spare capacity of the workshop by month, week and day. */
#ifndef PRENOTA_DESK_VIEW_LOAD_H
#define PRENOTA_DESK_VIEW_LOAD_H

#include "desk/pane.h"

extern const struct pane_ops view_load_ops;
struct pane *view_load_create(struct desk *desk);

#endif
