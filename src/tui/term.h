/* tui/term.h - the terminal: started, sized, painted, suspended, given back as it was.
 *
 * A frame is drawn into cells of our own; ncurses gets the rows that changed, finds the difference, and it
 * leaves in one write. There is one ncurses window and no other. Keys are decoded by us (tui/decoder.h), so
 * nothing waits inside ncurses. The same code without a tty is the tests' terminal, at a given size, read
 * back as text. Several may exist at a time (ncurses has one current screen, chosen at each call). */
#ifndef PRENOTA_TUI_TERM_H
#define PRENOTA_TUI_TERM_H

#include <stdbool.h>
#include <stddef.h>

#include "base/buffer.h"
#include "base/error.h"
#include "tui/canvas.h"
#include "tui/key.h"

struct term;

enum term_colour {
	TERM_COLOUR_AUTO, /* what the terminal has; none when NO_COLOR is set and not empty */
	TERM_COLOUR_NEVER,
};

struct term_options {
	const char *type; /* NULL: $TERM */
	enum term_colour colour;
	bool plain;     /* no boxes, one thing a line */
	bool ascii;     /* heat glyphs in ASCII */
	bool mouse;     /* ask the terminal for mouse events */
	int escape_ms;  /* how long an Esc may be the start of a key; 0: 25, more on bad links */
	int rows, cols; /* size of a terminal for tests; unused for a tty */
};

/* The room there is. */
enum term_room {
	TERM_ROOM_NONE,   /* below 40x10: draw nothing; term_present() puts one short ASCII line */
	TERM_ROOM_LITTLE, /* below 60x20: draw a plain message that asks for more */
	TERM_ROOM_NORMAL, /* up to 119 columns: the 80x24 layout */
	TERM_ROOM_WIDE,   /* from 120x30: three panes */
};

/* Starts on the process's tty. NULL with @err (ERROR_STORE, exit 69) when standard
 * input or output is no tty, or TERM is unset, unknown or cannot move the cursor; the text names the commands
 * as the way out. An unknown TERM of a known family (xterm-…, foot, alacritty, wezterm, ghostty, kitty) is
 * run as xterm-256color. */
struct term *term_create(const struct term_options *options, struct error *err);

/* A terminal for tests, on the null device: painted for real, read with term_line(), fed with term_feed(). */
struct term *term_create_offscreen(const struct term_options *options, struct error *err);

/* Gives the terminal back as it was found. NULL is fine. */
void term_destroy(struct term *term);

/* The line is gone (EVENT_CLOSED, SIGHUP): from now on nothing is written and nothing restored. */
void term_abandon(struct term *term);

/* --- keys --- */

/* The descriptor to watch for input; -1 for tests' terminals. */
int term_fd(const struct term *term);

/* Takes all input there is, without waiting. A closed line becomes EVENT_CLOSED, once. */
void term_read(struct term *term);

/* The same from @bytes, for tests. */
void term_feed(struct term *term, const char *bytes, size_t len);

/* The next event; false when there is none. */
bool term_next_event(struct term *term, struct event *event);

/* Milliseconds after which term_expire_escape() is due because an Esc may stand alone; -1 when none is
 * waiting. */
int term_escape_delay(const struct term *term);
void term_expire_escape(struct term *term);

/* --- screen --- */

int term_rows(const struct term *term);
int term_cols(const struct term *term);
enum term_room term_room(const struct term *term);
bool term_is_plain(const struct term *term);
bool term_is_ascii(const struct term *term);

/* Asks the tty for its size (after SIGWINCH); true when it changed. The next frame is painted from nothing. */
bool term_update_size(struct term *term);

/* Gives a terminal for tests another size (any positive one). */
void term_set_size(struct term *term, int rows, int cols);

/* For TERM_ROOM_LITTLE: asks for more room, in the screens' language, and says that nothing is lost. */
void term_put_too_small(const struct canvas *canvas);

/* Starts a frame: an empty canvas of the whole screen, the cursor nowhere. Below 40x10 it has no cells. */
struct canvas term_begin(struct term *term);

/* Shows the frame: what differs from the last one goes to the terminal in one write. */
void term_present(struct term *term);

/* The next frame is painted from nothing (Ctrl+L). */
void term_redraw(struct term *term);

/* Gives the terminal back, stops the process as the shell expects (Ctrl+Z, SIGTSTP), and takes the terminal
 * again when it continues; the next frame is painted from nothing. An action of the loop: never call it
 * inside an act. Where nobody could continue it (an orphaned process group) it goes on at once. */
void term_suspend(struct term *term);

/* --- read back, for tests --- */

/* Appends row @row of the last presented frame as UTF-8, wide and combining characters included, trailing
 * spaces cut; or all rows, each with a newline. */
void term_line(const struct term *term, int row, struct buffer *out);
void term_screen(const struct term *term, struct buffer *out);

/* The hardware cursor of the last presented frame; false when hidden. */
bool term_cursor(const struct term *term, int *row, int *col);

/* The style in which the cell was drawn (STYLE_NORMAL when the terminal shows two styles alike). */
enum style term_style_at(const struct term *term, int row, int col);

/* Bytes and writes that went to the terminal since the start. */
void term_output(const struct term *term, size_t *bytes, size_t *writes);

#endif
