/* desk/view_requests.h - F5: digital requests by time left of their 24 hours (R6, R7, R57). */
#ifndef PRENOTA_DESK_VIEW_REQUESTS_H
#define PRENOTA_DESK_VIEW_REQUESTS_H

#include "desk/pane.h"

extern const struct pane_ops view_requests_ops;
struct pane *view_requests_create(struct desk *desk);

#endif
