#include "tui/screen.h"

#include <wchar.h>

/* What the terminal shows, as ncurses knows it; for tests. */

static void add_wide(struct buffer *out, wchar_t wide)
{
	char bytes[TEXT_SCALAR_SIZE];
	buffer_add_bytes(out, bytes, text_encode((uint32_t)wide, bytes));
}

void term_line(const struct term *term, int row, struct buffer *out)
{
	if (row < 0 || row >= term->rows)
		return;
	screen_select(term);
	size_t start = out->len;
	for (int col = 0; col < term->cols;) {
		cchar_t cell;
		wchar_t chars[CCHARW_MAX + 1] = { 0 };
		attr_t attrs;
		short pair;
		if (mvwin_wch(term->win, row, col, &cell) != OK ||
		    getcchar(&cell, chars, &attrs, &pair, NULL) != OK)
			break;
		int width = 0;
		for (int i = 0; i < CCHARW_MAX && chars[i]; i++) {
			add_wide(out, chars[i]);
			width += i == 0 ? wcwidth(chars[i]) : 0;
		}
		col += width > 1 ? width : 1;
	}
	while (out->len > start && out->text[out->len - 1] == ' ')
		out->text[--out->len] = '\0';
}

void term_screen(const struct term *term, struct buffer *out)
{
	for (int row = 0; row < term->rows; row++) {
		term_line(term, row, out);
		buffer_add_char(out, '\n');
	}
}

bool term_cursor(const struct term *term, int *row, int *col)
{
	if (term->cursor_row < 0)
		return false;
	*row = term->cursor_row;
	*col = term->cursor_col;
	return true;
}

enum style term_style_at(const struct term *term, int row, int col)
{
	bool outside = row < 0 || row >= term->rows || col < 0 || col >= term->cols;
	return outside ? STYLE_NORMAL : (enum style)screen_cell(term, row, col)->style;
}

void term_output(const struct term *term, size_t *bytes, size_t *writes)
{
	*bytes = term->bytes;
	*writes = term->writes;
}
