/* tui/canvas.h - a clipped, translated view of the screen to draw on.
 *
 * A pane gets one, its own (0,0) in its corner; what lies outside is cut, never an error. Text goes through
 * text_show(), so no control character reaches the terminal; wide characters are never halved. Drawing over
 * what was drawn before is how overlays are made. A canvas is a small value: pass it on, keep none across
 * frames. */
#ifndef PRENOTA_TUI_CANVAS_H
#define PRENOTA_TUI_CANVAS_H

#include <stdbool.h>

#include "base/text.h"
#include "tui/style.h"

struct term;

struct canvas {
	struct term *term;
	int rows, cols;              /* its size, as the drawer sees it */
	int top, left;               /* where its (0,0) lies on the screen; may be outside the clip */
	int clip_top, clip_left;     /* what may be touched, on the screen */
	int clip_bottom, clip_right; /* exclusive */
};

/* The part of @canvas that starts at @row, @col; cut to @canvas. */
struct canvas canvas_sub(const struct canvas *canvas, int row, int col, int rows, int cols);

bool canvas_is_plain(const struct canvas *canvas);
bool canvas_is_ascii(const struct canvas *canvas);

/* Puts @text from @row, @col on, cut at the canvas's edge. Returns the column after it. */
int canvas_put(const struct canvas *canvas, int row, int col, enum style style, const char *text);
int canvas_printf(const struct canvas *canvas, int row, int col, enum style style, const char *format, ...)
	__attribute__((format(printf, 5, 6)));

/* Puts @text into exactly @width columns: cut with "…" or filled with spaces in @style. */
void canvas_put_in(const struct canvas *canvas, int row, int col, int width, enum style style,
		   enum text_align align, const char *text);

/* Puts @text so that it ends before column @end. Returns the column where it starts. */
int canvas_put_right(const struct canvas *canvas, int row, int end, enum style style, const char *text);

/* Puts @text wrapped into @width columns and at most @rows rows (a cut text ends in "…"). Returns the rows
 * used. */
int canvas_put_wrapped(const struct canvas *canvas, int row, int col, int rows, int width, enum style style,
		       const char *text);

/* Spaces in @style. */
void canvas_fill(const struct canvas *canvas, int row, int col, int rows, int cols, enum style style);

/* Restyles cells that are drawn already (a selected row). */
void canvas_restyle(const struct canvas *canvas, int row, int col, int cols, enum style style);

/* A box, its lines on the edge of the given rectangle; @title (or NULL) stands in the top line. Lines that
 * meet lines already drawn join them with tees and crosses, so boxes that share an edge make a frame. In
 * plain mode only the title is drawn. An overlay fills its rectangle first. */
void canvas_box(const struct canvas *canvas, int row, int col, int rows, int cols, const char *title);

/* Single lines that join in the same way: @length cells from @row, @col. */
void canvas_hline(const struct canvas *canvas, int row, int col, int length);
void canvas_vline(const struct canvas *canvas, int row, int col, int length);

/* A title in a line: "─ Script ───" with @title, from @col on, at most @width columns. */
void canvas_title(const struct canvas *canvas, int row, int col, int width, const char *title);

/* A heat cell: the glyph of the share @used of @whole, a space, @text right-aligned, in the share's colour;
 * exactly
 * @width columns. */
void canvas_heat(const struct canvas *canvas, int row, int col, int width, long used, long whole,
		 const char *text);

/* The hardware cursor goes here: the focused field or the selected row (input methods and braille follow it).
 * The last call of a frame counts; outside the canvas it is ignored. */
void canvas_cursor(const struct canvas *canvas, int row, int col);

#endif
