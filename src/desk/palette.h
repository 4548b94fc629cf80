/* desk/palette.h - every command by name, found while typing (Ctrl+P). */
#ifndef PRENOTA_DESK_PALETTE_H
#define PRENOTA_DESK_PALETTE_H

#include "desk/pane.h"

/* Opens it over the view: the commands that are valid there, and the global ones. */
void palette_open(struct desk *desk);

#endif
