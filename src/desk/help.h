/* desk/help.h - F1: what the field or view is for where one stands, and the keys that are valid there. */
#ifndef PRENOTA_DESK_HELP_H
#define PRENOTA_DESK_HELP_H

#include "desk/pane.h"

/* The keys of @action as they are told: "Alt+U, Ctrl+_". A digit that only one field takes is told as well.
 */
void help_keys(const struct desk *desk, const struct action *action, struct buffer *out);

void help_open(struct desk *desk);

#endif
