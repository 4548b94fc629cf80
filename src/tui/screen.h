/* tui/screen.h - what term and canvas share: the terminal's insides. For tui only. */
#ifndef PRENOTA_TUI_SCREEN_H
#define PRENOTA_TUI_SCREEN_H

#include <curses.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <termios.h>

#include "tui/decoder.h"
#include "tui/look.h"
#include "tui/term.h"

/* ncurses 6.4 corrupts its heap on screens of two columns with wide characters: it never learns of less than
 * this, whatever the terminal's size. */
enum { SCREEN_ROWS_MIN = 10, SCREEN_COLS_MIN = 40 };

enum { CELL_CHARS = 4 };

/* What is in a cell. All zero is a space. */
struct cell {
	uint32_t chars[CELL_CHARS]; /* a character and the marks on it; 0: a space, no more marks */
	uint8_t style;              /* enum style */
	uint8_t lines;              /* enum line, or-ed; 0 when it holds no line */
	bool half;                  /* the right half of a wide character */
	uint8_t rest;               /* always 0: frames are compared as bytes */
};

enum line { LINE_UP = 1, LINE_DOWN = 2, LINE_LEFT = 4, LINE_RIGHT = 8 };

struct term {
	SCREEN *screen;
	WINDOW *win;  /* the only one */
	FILE *source; /* ncurses's input, never read: keys are read by us */
	FILE *sink;   /* ncurses's output: memory, from where a repaint goes to the terminal at once */
	int tty_in;   /* -1: none, a terminal for tests */
	int tty_out;
	struct termios found; /* the tty's modes at the start */
	int rows, cols;       /* the terminal's true size */
	struct cell *cells;   /* rows x cols, of the frame being drawn */
	struct cell *shown;   /* and of the one that ncurses has */
	cchar_t *row;         /* cols cells on their way to ncurses */
	struct look looks[STYLE_COUNT];
	int cursor_row, cursor_col; /* where the frame wants the cursor, -1: hidden */
	struct decoder *decoder;
	bool plain;
	bool ascii;
	bool mouse;
	int escape_ms;
	bool redraw;    /* the next frame from nothing */
	bool abandoned; /* the line is gone */
	bool closed;    /* input has ended */
	bool nothing_set; /* in the terminal no attribute is, as far as is known */
	bool told;      /* EVENT_CLOSED was given out */
	size_t bytes;
	size_t writes;
};

/* Makes this terminal the one that ncurses paints. */
void screen_select(const struct term *term);

/* The cell at @row, @col, which are on the screen. */
struct cell *screen_cell(const struct term *term, int row, int col);

/* Makes room for a frame of another size; ncurses's screen is empty then. */
void frame_resize(struct term *term, int rows, int cols);

#endif
