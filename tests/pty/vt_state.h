/* tests/pty/vt_state.h - inside the harness: one terminal and the program in it. */
#ifndef PRENOTA_TESTS_PTY_VT_STATE_H
#define PRENOTA_TESTS_PTY_VT_STATE_H

#include <stdbool.h>
#include <sys/types.h>
#include <termios.h>
#include <vterm.h>

#include "base/buffer.h"

struct vt {
	VTerm *term;
	VTermScreen *screen;
	int master; /* -1 once the line is dropped */
	int pidfd;
	pid_t pid;
	bool closed; /* nothing more comes from the program */
	bool ended;  /* waited for; @status holds */
	int status;
	bool alternate, cursor_shown;
	int mouse;
	bool paste_brackets;
	struct termios modes; /* of the terminal before the start */
	struct buffer output;
	struct buffer line, whole;
};

/* Sends bytes to the program: what is typed, and what the terminal answers by itself (device reports). */
void vt_send(const char *bytes, size_t len, void *vt);

#endif
