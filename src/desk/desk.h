/* desk/desk.h - the console: views, the call, modals, the frame around them, and the loop that drives them.
 *
 * The same console runs on a tty (desk_run()) and on a terminal for tests (desk_create() on
 * term_create_offscreen(), keys by desk_event(), frames by desk_frame()). */
#ifndef PRENOTA_DESK_DESK_H
#define PRENOTA_DESK_DESK_H

#include <stdbool.h>
#include <stdint.h>

#include "base/error.h"
#include "office/office.h"
#include "tui/key.h"
#include "tui/term.h"

struct desk;

/* A user's own keys for an action: "call-park", "Ctrl+T". */
struct desk_binding {
	const char *action;
	const char *keys;
};

struct desk_options {
	const char *database; /* path of the store: its bell and log are watched; NULL: nothing is watched */
	const char *view;     /* "call", "load" …; NULL: by the role of who acts */
	bool plain;           /* no boxes, one thing a line */
	bool ascii;           /* heat glyphs in ASCII */
	bool mouse;
	bool no_colour;
	const char *print_command;  /* gets paper on its standard input; NULL: it is shown as a page */
	bool print_html;            /* as HTML, not as plain text */
	const char *print_language; /* NULL: the site's */
	const struct desk_binding *bindings;
	size_t binding_count;
	/* Milliseconds of a monotonic clock; NULL: CLOCK_BOOTTIME. Tests give their own. */
	int64_t (*clock)(void *context);
	void *clock_context;
};

/* Runs the console on the process's tty until the operator leaves, the line drops or a signal ends it; drafts
 * are saved in every case. Returns the exit status: 0, or error_exit_status() with @err. @office stays the
 * caller's. */
int desk_run(struct office *office, const struct desk_options *options, struct error *err);

/* A console on @term (stays the caller's); NULL with @err. */
struct desk *desk_create(struct office *office, struct term *term, const struct desk_options *options,
			 struct error *err);
void desk_destroy(struct desk *desk);

/* One event: the modal first, then the focused view's keys, then the global ones; an unbound key says so. */
void desk_event(struct desk *desk, const struct event *event);
void desk_key(struct desk *desk, struct key key);

/* What must happen by itself: holds each minute, clocks. Call at or after desk_wake(), and desk_frame() then: it
 * writes the drafts that are due. */
void desk_tick(struct desk *desk);

/* When desk_tick() is due next, in milliseconds of the clock: the minute's turn, or the next second while a
 * call rings or is on hold. */
int64_t desk_wake(const struct desk *desk);

/* The store may have changed (the bell rang): asks it, and marks the panes that watch what changed. */
void desk_look(struct desk *desk);

/* Whether the next frame may differ from the last: after events, ticks, changes of the store that a pane watches,
 * messages, and whatever desk_touch() was called for (the terminal's size). */
bool desk_has_news(const struct desk *desk);
void desk_touch(struct desk *desk);

/* Loads what is stale, draws and shows a frame; then writes the drafts of calls whose field was left, or whose last
 * key is two seconds ago. */
void desk_frame(struct desk *desk);

/* Reads what keys need and the first frame does not: the forms. To be called between the two; nothing when
 * all is there. ERROR_CONFIG: a mistake in the forms; no key may be handled then. */
bool desk_prepare(struct desk *desk, struct error *err);

/* Gives memory back that a plan left, about 0.1 ms: behind a frame, never before one. Most times nothing. */
void desk_tidy(struct desk *desk);

/* Writes all drafts now. False when one could not be written (@err); to be tried again. */
bool desk_save(struct desk *desk, struct error *err);

/* The same before anything ends: while others write it is tried again, for @seconds at most. */
enum { DESK_LEAVE_SECONDS = 2, DESK_END_SECONDS = 10 }; /* somebody waits for it; nobody can be asked again */
bool desk_save_waiting(struct desk *desk, int seconds, struct error *err);

/* The operator asked to leave. */
bool desk_is_done(const struct desk *desk);

#endif
