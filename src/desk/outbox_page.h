/* desk/outbox_page.h - the outbox: a list of F6, and a command of the palette that goes there (R46..R51). */
#ifndef PRENOTA_DESK_OUTBOX_PAGE_H
#define PRENOTA_DESK_OUTBOX_PAGE_H

#include "desk/pane.h"

bool outbox_page_open(struct desk *desk, struct error *err);

/* What a message says, and each attempt to deliver it. */
void outbox_message_open(struct desk *desk, const char *id);

#endif
