#include "tui/screen.h"

#include <stdlib.h>
#include <string.h>

#include "base/i18n.h"
#include "base/memory.h"
#include "tui/output.h"

static int at_least(int value, int least)
{
	return value < least ? least : value;
}

static size_t cell_count(const struct term *term)
{
	return (size_t)term->rows * (size_t)term->cols;
}

struct cell *screen_cell(const struct term *term, int row, int col)
{
	return &term->cells[(size_t)row * (size_t)term->cols + (size_t)col];
}

void frame_resize(struct term *term, int rows, int cols)
{
	term->rows = at_least(rows, 1);
	term->cols = at_least(cols, 1);
	free(term->cells);
	free(term->shown);
	free(term->row);
	term->cells = memory_zeroed(cell_count(term), sizeof *term->cells);
	term->shown = memory_zeroed(cell_count(term), sizeof *term->shown);
	term->row = memory_zeroed((size_t)term->cols, sizeof *term->row);
	term->cursor_row = -1;
	screen_select(term);
	werase(term->win);
	resize_term(at_least(term->rows, SCREEN_ROWS_MIN), at_least(term->cols, SCREEN_COLS_MIN));
	/* Growing forgets what werase() has touched: what stood there would come back. */
	touchwin(term->win);
	term->redraw = true;
}

struct canvas term_begin(struct term *term)
{
	memset(term->cells, 0, cell_count(term) * sizeof *term->cells);
	term->cursor_row = -1;
	bool none = term_room(term) == TERM_ROOM_NONE;
	int rows = none ? 0 : term->rows;
	int cols = none ? 0 : term->cols;
	return (struct canvas){
		.term = term, .rows = rows, .cols = cols, .clip_bottom = rows, .clip_right = cols
	};
}

void term_put_too_small(const struct canvas *canvas)
{
	const char *text = _(
		"This window is too small: prenota needs 60 columns and 20 rows. Everything typed is kept.");
	canvas_put_wrapped(canvas, 1, 1, canvas->rows - 2, canvas->cols - 2, STYLE_NORMAL, text);
}

/* One line of ASCII, and not in the last column, where it could wrap. */
static void put_too_small(struct term *term)
{
	static const char message[] = "prenota: too small, need 60x20";
	memset(term->cells, 0, cell_count(term) * sizeof *term->cells);
	for (int col = 0; col + 1 < term->cols && message[col]; col++)
		screen_cell(term, 0, col)->chars[0] = (unsigned char)message[col];
	term->cursor_row = term->cursor_col = 0;
}

static bool is_blank(const struct cell *cell)
{
	return (cell->chars[0] == 0 || cell->chars[0] == ' ') && cell->chars[1] == 0;
}

/* Between two words of one style, where another look would only be switched to and back. */
static bool is_gap(const struct term *term, const struct cell *cell, int col)
{
	return col > 0 && col + 1 < term->cols && cell[-1].style == cell->style && cell[1].style == cell->style &&
	       !is_blank(&cell[-1]) && !is_blank(&cell[1]);
}

/* Hands a row to ncurses; a wide character is one of its cells here and takes two there. */
static void send_row(struct term *term, int row)
{
	const struct cell *cell = screen_cell(term, row, 0);
	int count = 0;
	for (int col = 0; col < term->cols; col++, cell++) {
		if (cell->half)
			continue;
		cchar_t *wide = &term->row[count++];
		const struct look *look = &term->looks[cell->style];
		*wide = is_blank(cell) && !is_gap(term, cell, col) ? look->blank : look->space;
		for (int i = 0; i < CELL_CHARS && cell->chars[i]; i++)
			wide->chars[i] = (wchar_t)cell->chars[i];
	}
	mvwadd_wchnstr(term->win, row, 0, term->row, count);
}

static void send_rows(struct term *term)
{
	size_t size = (size_t)term->cols * sizeof *term->cells;
	for (int row = 0; row < term->rows; row++) {
		size_t at = (size_t)row * (size_t)term->cols;
		if (memcmp(term->cells + at, term->shown + at, size) == 0)
			continue;
		send_row(term, row);
		memcpy(term->shown + at, term->cells + at, size);
	}
}

void term_present(struct term *term)
{
	if (term->abandoned)
		return;
	screen_select(term);
	if (term_room(term) == TERM_ROOM_NONE)
		put_too_small(term);
	send_rows(term);
	if (term->cursor_row >= 0)
		wmove(term->win, term->cursor_row, term->cursor_col);
	if (term->redraw)
		clearok(term->win, TRUE);
	term->redraw = false;
	wnoutrefresh(term->win);
	doupdate();
	curs_set(term->cursor_row >= 0);
	output_send(term);
}

void term_redraw(struct term *term)
{
	term->redraw = true;
}
