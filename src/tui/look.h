/* tui/look.h - the attributes and colours of each style on this terminal. For tui only. */
#ifndef PRENOTA_TUI_LOOK_H
#define PRENOTA_TUI_LOOK_H

#include <curses.h>
#include <stdbool.h>

#include "tui/style.h"

struct look {
	cchar_t space; /* a space in this style */
	cchar_t blank; /* what looks the same and is sent with less: a plain space where the style shows nothing on one */
};

/* Fills @looks for the current screen: 256 colours, 8, or attributes alone when @colour is false or the
 * terminal has none. */
void look_start(struct look looks[STYLE_COUNT], bool colour);

#endif
