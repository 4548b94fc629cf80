/* desk/view_call.h - F2: the call in front, as product.md draws it. */
#ifndef PRENOTA_DESK_VIEW_CALL_H
#define PRENOTA_DESK_VIEW_CALL_H

#include "desk/pane.h"

extern const struct pane_ops view_call_ops;

struct pane *view_call_create(struct desk *desk);

#endif
