/* tui/output.h - what goes to the terminal, each time in one write. For tui only. */
#ifndef PRENOTA_TUI_OUTPUT_H
#define PRENOTA_TUI_OUTPUT_H

struct term;

/* Sends what ncurses has collected. A line that is gone makes @term closed. */
void output_send(struct term *term);

/* Bracketed paste and mouse on, at the start and after a stop. */
void output_enter(struct term *term);

/* Sends what endwin() left, with the same off, and shows the cursor. */
void output_leave(struct term *term);

#endif
