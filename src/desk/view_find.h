/* desk/view_find.h - F7: customers, vehicles and customer files by any fragment, while typing. */
#ifndef PRENOTA_DESK_VIEW_FIND_H
#define PRENOTA_DESK_VIEW_FIND_H

#include "desk/pane.h"

extern const struct pane_ops view_find_ops;
struct pane *view_find_create(struct desk *desk);

#endif
