/* desk/dealer_page.h - the dealer's data as the public is told it: each value with its last check, to be
 * ticked or changed (R5, R6). */
#ifndef PRENOTA_DESK_DEALER_PAGE_H
#define PRENOTA_DESK_DEALER_PAGE_H

#include "desk/pane.h"

/* Opens the list; Enter on a value says what can be done with it. */
bool dealer_page_open(struct desk *desk, struct error *err);

#endif
