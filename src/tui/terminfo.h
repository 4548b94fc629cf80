/* tui/terminfo.h - which terminal description serves. For tui only; apart because <term.h> has a struct term
 * too. */
#ifndef PRENOTA_TUI_TERMINFO_H
#define PRENOTA_TUI_TERMINFO_H

#include <stdbool.h>

#include "base/error.h"

/* The description to run @type (NULL: $TERM) with: itself, or xterm-256color for an unknown one of a family
 * that understands it. NULL with @err when there is none, or it cannot move the cursor or clear the screen.
 * The result is @type, $TERM or static. */
const char *terminfo_choose(const char *type, struct error *err);

/* What the terminal in use understands as @capability, by its terminfo name; NULL when it has none. Valid as long
 * as the terminal is in use. */
const char *terminfo_string(const char *capability);

#endif
