/* tui/thin.h - what curses says twice said once, before it goes over a slow line.
 *
 * Only what any ECMA-48 terminal takes for the same: attributes set right before others are joined with them
 * or left out when those begin from nothing, attributes are not taken back where none is set, the first column
 * and then a row are one move, and the ASCII character set is not chosen again when nothing else ever is. Other
 * bytes stay as they are. */
#ifndef PRENOTA_TUI_THIN_H
#define PRENOTA_TUI_THIN_H

#include <stdbool.h>
#include <stddef.h>

/* Thins @bytes in place; returns how many are left. @charset: keep the choice of the character set.
 * *@nothing_set: whether no attribute is set in the terminal, before them and after; false when it is not known. */
size_t thin_output(char *bytes, size_t len, bool charset, bool *nothing_set);

#endif
