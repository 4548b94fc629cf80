/* desk/view_standards.h - F8: the standards kept over a week, month or quarter, each with its figure, its
 * trend and the cases behind it, and the load over the same time. */
#ifndef PRENOTA_DESK_VIEW_STANDARDS_H
#define PRENOTA_DESK_VIEW_STANDARDS_H

#include "desk/pane.h"

extern const struct pane_ops view_standards_ops;

struct pane *view_standards_create(struct desk *desk);

#endif
