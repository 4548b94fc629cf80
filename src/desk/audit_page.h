/* desk/audit_page.h - the trail of this month for whoever looks it through: sums by person, then the rows. */
#ifndef PRENOTA_DESK_AUDIT_PAGE_H
#define PRENOTA_DESK_AUDIT_PAGE_H

#include "desk/pane.h"

/* Opens the page; ERROR_PERMISSION for who is no manager. */
bool audit_page_open(struct desk *desk, struct error *err);

#endif
