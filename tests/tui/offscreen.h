/* tests/tui/offscreen.h - a terminal in memory for a test. */
#ifndef PRENOTA_TESTS_OFFSCREEN_H
#define PRENOTA_TESTS_OFFSCREEN_H

#include "tui/term.h"

static inline struct term *offscreen(const char *type, int rows, int cols)
{
	struct term_options options = { .type = type, .rows = rows, .cols = cols };
	struct error err = { 0 };
	struct term *term = term_create_offscreen(&options, &err);
	if (!term)
		fail_msg("%s", err.text);
	return term;
}

/* Compares the presented screen from row 0 on, line by line up to NULL. */
static inline void assert_screen(const struct term *term, const char *const *lines)
{
	struct buffer line = { 0 };
	for (int row = 0; lines[row]; row++) {
		buffer_clear(&line);
		term_line(term, row, &line);
		assert_string_equal(buffer_text(&line), lines[row]);
	}
	buffer_finish(&line);
}

#define SCREEN(...) ((const char *const[]){ __VA_ARGS__, NULL })

#endif
