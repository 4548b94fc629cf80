/* tui/edit.h - text being edited: a field of one line, or a longer text that wraps.
 *
 * What a shell user expects: arrows, Home/End, Ctrl+A/E/W/U/K, Ctrl+Left/Right, Backspace, Delete, paste,
 * undo. By grapheme, scrolled by columns. What comes in is cleaned (text_clean()); the text is always valid
 * UTF-8. */
#ifndef PRENOTA_TUI_EDIT_H
#define PRENOTA_TUI_EDIT_H

#include <stdbool.h>
#include <stddef.h>

#include "tui/canvas.h"
#include "tui/key.h"

struct edit_undo;

struct edit {
	char *text; /* ends with a zero byte */
	size_t len;
	size_t size;
	size_t max;             /* most bytes */
	size_t cursor;          /* a grapheme boundary, 0..len */
	int columns;            /* width it is laid out to */
	int goal;               /* column that Up and Down keep to, -1: none */
	bool lines;             /* several lines */
	bool typing;            /* the last change was typing: the next letter is undone with it */
	struct edit_undo *undo; /* newest first */
};

enum edit_result {
	EDIT_IGNORED, /* not an editing key, or nothing to do with it here (Up in the first line, undo of
			 nothing) */
	EDIT_MOVED,   /* only the cursor, or nothing at all, changed */
	EDIT_CHANGED, /* the text changed */
	EDIT_FULL,    /* there was no room: as much as fits was taken of a paste, nothing of a key */
};

/* An empty field of at most @max bytes; with @lines it keeps newlines (Alt+Enter types one; Enter is the
 * pane's), and Up and Down move by wrapped line. */
void edit_init(struct edit *edit, size_t max, bool lines);
void edit_finish(struct edit *edit);

/* Replaces the text (cleaned, cut to the maximum on a grapheme), puts the cursor at its end, forgets undo. */
void edit_set(struct edit *edit, const char *text);

/* The text; owned by @edit, valid until the next change. */
const char *edit_text(const struct edit *edit);

/* Takes a key or a paste. */
enum edit_result edit_event(struct edit *edit, const struct event *event);

/* Takes back the last change (a run of typing is one); false when there is none. */
bool edit_undo(struct edit *edit);

/* Tells the width in columns that it is drawn to; Up, Down and edit_rows() follow it. */
void edit_set_columns(struct edit *edit, int columns);

/* How many rows the text takes at its width (at least 1); with @lines false always 1. */
int edit_rows(const struct edit *edit);

/* Draws it into @rows x @width cells at @row, @col, filled with "_" where empty (spaces where the terminal
 * shows the style by colour), scrolled so that the cursor is seen; with @focus it also places the hardware
 * cursor. */
void edit_draw(const struct edit *edit, const struct canvas *canvas, int row, int col, int rows, int width,
	       bool focus);

/* Moves the cursor to the cell (@row, @col) of what edit_draw() drew in @rows x @width (a click). */
void edit_click(struct edit *edit, int rows, int width, int row, int col);

#endif
