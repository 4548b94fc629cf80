/* desk/help.h - F1: what the field or view is for where one stands, and the keys that are valid there. */
#ifndef PRENOTA_DESK_HELP_H
#define PRENOTA_DESK_HELP_H

#include "desk/pane.h"

void help_open(struct desk *desk);

#endif
