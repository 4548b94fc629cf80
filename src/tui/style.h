/* tui/style.h - what a text on the screen means; the terminal's colours and attributes follow from it.
 *
 * Colour is never alone: every style differs in an attribute, a glyph or words as well. */
#ifndef PRENOTA_TUI_STYLE_H
#define PRENOTA_TUI_STYLE_H

#include <stdbool.h>

enum style {
	STYLE_NORMAL,
	STYLE_TITLE,    /* the title line */
	STYLE_HEADING,  /* a pane's title, a table's head */
	STYLE_FRAME,    /* lines of boxes */
	STYLE_LABEL,    /* the name of a field */
	STYLE_FIELD,    /* a field that can be typed in */
	STYLE_FOCUS,    /* the field or row that has the keys */
	STYLE_SELECTED, /* the selected row of a list that has not */
	STYLE_KEY,      /* a key's name in the key line */
	STYLE_KEY_LINE, /* and what it does */
	STYLE_DIM,      /* less important */
	STYLE_GOOD,
	STYLE_WARNING,
	STYLE_ERROR,
	STYLE_HEAT0, /* least of the workshop used … */
	STYLE_HEAT1,
	STYLE_HEAT2,
	STYLE_HEAT3,
	STYLE_HEAT4, /* … full */
	STYLE_COUNT,
};

/* The heat style of a share of @used of @whole (any unit, @whole <= 0 is full): from 0, 50, 70, 85, 100 %. */
enum style style_heat(long used, long whole);

/* The glyph of that share: eighths of a block "▁".."█", a space when nothing is used; with @ascii one of "
 * .:-=#". */
const char *style_heat_glyph(long used, long whole, bool ascii);

#endif
