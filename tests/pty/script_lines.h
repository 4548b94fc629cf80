/* tests/pty/script_lines.h - what the scripts of tests/scripts press and type, for walks that play pieces of
 * it. */
#ifndef PRENOTA_TESTS_PTY_SCRIPT_LINES_H
#define PRENOTA_TESTS_PTY_SCRIPT_LINES_H

#include <stdbool.h>

enum { SCRIPT_LINES_MAX = 4000 };

/* "keys F12 Enter" and "type 5678", script after script; NULL between two and behind the last. */
struct script_lines {
	char *lines[SCRIPT_LINES_MAX];
	int count;
};

/* Reads every *.script of @folder; false with a word on standard error when there is none. */
bool script_lines_read(struct script_lines *lines, const char *folder);
void script_lines_finish(struct script_lines *lines);

/* The first line of the script that line @at is of. */
int script_lines_first(const struct script_lines *lines, int at);

#endif
