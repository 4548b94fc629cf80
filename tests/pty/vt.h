/* tests/pty/vt.h - a program under a pseudo-terminal, its screen read back by a terminal emulator (libvterm).
 *
 * For the tests that need the real binary: start, resize, a dropped line, the terminal as it was before.
 * Nothing here sleeps: every wait ends with the event it waits for, or at a deadline, and then tells on
 * standard error what was wanted and what the screen held, as TAP comments. One struct vt is one terminal
 * with one program in it; several may run side by side, but only the one that is waited on has its output
 * read. */
#ifndef PRENOTA_TESTS_PTY_VT_H
#define PRENOTA_TESTS_PTY_VT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <sys/types.h>

struct vt;

enum {
	VT_MIN_COLS = 2,     /* libvterm 0.1.4 crashes with one column; smaller sizes are taken as this */
	VT_PATIENCE = 20000, /* milliseconds until a wait gives up: long, for slow machines and sanitizers */
};

/* Starts @argv (NULL at the end; argv[0] is looked up in PATH) in a new terminal of @rows x @cols. The
 * environment is small and the same everywhere: PATH, HOME, TMPDIR and the sanitizers' options as they are
 * here, TERM xterm-256color, LANG C.UTF-8; @env (NULL-terminated or NULL) adds "NAME=value", or takes "NAME"
 * out. NULL and a comment on standard error when it cannot. Freed by vt_finish(). */
struct vt *vt_start(int rows, int cols, const char *const *argv, const char *const *env);

/* Kills the program when it still runs and frees all. NULL is fine. */
void vt_finish(struct vt *vt);

/* Sends @text (UTF-8) as if typed; "\r" is Enter. */
void vt_type(struct vt *vt, const char *text);

/* Sends one named key: "F1".."F12", "Enter", "Tab", "Esc", "Backspace", "Delete", "Insert", "Home", "End",
 * "PageUp", "PageDown", "Up", "Down", "Left", "Right", "Space" or one character, with any of "Ctrl+", "Alt+",
 * "Shift+" before it ("Alt+Up", "Ctrl+P", "Shift+Tab", "Alt+1"). False with a comment when there is no such
 * key. */
bool vt_key(struct vt *vt, const char *name);

/* Sends several keys, separated by blanks: "F4 Down Down Enter". */
bool vt_keys(struct vt *vt, const char *names);

/* Sends @text as a paste, in brackets when the program has asked for them. */
void vt_paste(struct vt *vt, const char *text);

/* Presses and lets go @button (1 left, 3 right, 4 and 5 the wheel) at @row, @col, counted from 0. */
void vt_click(struct vt *vt, int row, int col, int button);

/* Gives the terminal another size; the program gets its SIGWINCH from the kernel. */
void vt_resize(struct vt *vt, int rows, int cols);

/* Reads what the program has written until now, without waiting. False when the line is closed. */
bool vt_drain(struct vt *vt);

/* Reads one redraw: waits for its first bytes for @patience_ms at most and goes on until none came for 2 ms (a
 * frame leaves in one write). Nanoseconds from the call to its last byte, -1 when there was none. */
int64_t vt_redraw(struct vt *vt, int patience_ms);

/* For stopwatches, not for tests: reads until nothing has come for @quiet_ms. Nanoseconds from this call to
 * the last byte that came, -1 when none did. */
int64_t vt_settle(struct vt *vt, int quiet_ms);

/* Waits until @text stands in one line of the screen (wide characters as they are, no padding), or has gone
 * from all. */
bool vt_wait(struct vt *vt, const char *text);
bool vt_wait_gone(struct vt *vt, const char *text);

/* Waits until @text stands in line @row (0 is the first). */
bool vt_wait_line(struct vt *vt, int row, const char *text);

/* Waits until @done(@data) is true, asked again after each output of the program. */
bool vt_wait_for(struct vt *vt, bool (*done)(struct vt *vt, void *data), void *data, const char *what);

/* True when @text stands in a line of the screen as it was last read. */
bool vt_has(struct vt *vt, const char *text);

/* Line @row as UTF-8 without trailing blanks; "" outside the screen. Valid until the next call for this
 * terminal. */
const char *vt_line(struct vt *vt, int row);

/* The whole screen, each line ended by "\n"; valid until the next call of vt_screen() for this terminal. */
const char *vt_screen(struct vt *vt);

/* How a cell looks. */
struct vt_cell {
	char text[32]; /* UTF-8; "" in the second half of a wide character, " " when blank */
	int width;     /* columns: 1 or 2 */
	bool bold, reverse, underline;
	int fg, bg; /* palette number, -1 the terminal's own colour, -2 an RGB one */
};

/* Fills @cell from @row, @col (from 0); false outside the screen. */
bool vt_cell(struct vt *vt, int row, int col, struct vt_cell *cell);

int vt_rows(const struct vt *vt);
int vt_cols(const struct vt *vt);
void vt_cursor(struct vt *vt, int *row, int *col);
bool vt_cursor_shown(const struct vt *vt);
bool vt_alternate(const struct vt *vt); /* the alternate screen is on */

/* All bytes the program has written since vt_start() or vt_forget(), @len of them; zero-terminated. */
const char *vt_output(const struct vt *vt, size_t *len);
void vt_forget(struct vt *vt);

pid_t vt_pid(const struct vt *vt);
void vt_signal(struct vt *vt, int signal);

/* Drops the line, as a lost connection does: the program gets SIGHUP and end-of-file. The screen stays
 * readable. */
void vt_hang_up(struct vt *vt);

/* Waits for the program's end. @status gets its exit status, or minus the number of the signal that ended it.
 */
bool vt_wait_exit(struct vt *vt, int *status);

/* After the end: the terminal's modes are those of before the start, the alternate screen is left, the cursor
 * is shown, mouse and bracketed paste are off. Tells each thing that is not as it was. */
bool vt_restored(struct vt *vt);

#endif
