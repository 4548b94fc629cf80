#include "tui/canvas.h"

#include <limits.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/buffer.h"
#include "tui/screen.h"

static int larger(int a, int b)
{
	return a > b ? a : b;
}

static int smaller(int a, int b)
{
	return a < b ? a : b;
}

/* Sizes and places beyond any screen are the same as far outside; sums of them must not overflow. */
static int sane(int value)
{
	enum { FAR = 1 << 20 };

	return larger(-FAR, smaller(FAR, value));
}

struct canvas canvas_sub(const struct canvas *canvas, int row, int col, int rows, int cols)
{
	struct canvas sub = *canvas;
	sub.rows = larger(0, sane(rows));
	sub.cols = larger(0, sane(cols));
	sub.top = sane(canvas->top + sane(row));
	sub.left = sane(canvas->left + sane(col));
	sub.clip_top = larger(canvas->clip_top, sub.top);
	sub.clip_left = larger(canvas->clip_left, sub.left);
	sub.clip_bottom = larger(sub.clip_top, smaller(canvas->clip_bottom, sub.top + sub.rows));
	sub.clip_right = larger(sub.clip_left, smaller(canvas->clip_right, sub.left + sub.cols));
	return sub;
}

bool canvas_is_plain(const struct canvas *canvas)
{
	return canvas->term->plain;
}

bool canvas_is_ascii(const struct canvas *canvas)
{
	return canvas->term->ascii;
}

/* --- cells --- */

/* What is about to be cut in half by writing over @width cells from @cell on becomes a space. */
static void free_halves(const struct canvas *canvas, struct cell *cell, int col, int width)
{
	if (cell->half)
		cell[-1].chars[0] = 0;
	if (col + width < canvas->term->cols && cell[width].half) {
		cell[width].half = false;
		cell[width].chars[0] = 0;
	}
}

/* Empties @width cells at the screen's @row, @col, all inside the clip, and returns the first. */
static struct cell *take_cells(const struct canvas *canvas, int row, int col, int width, enum style style)
{
	struct cell *cell = screen_cell(canvas->term, row, col);
	free_halves(canvas, cell, col, width);
	for (int i = 0; i < width; i++)
		cell[i] = (struct cell){ .style = (uint8_t)style };
	return cell;
}

static void write_spaces(const struct canvas *canvas, int row, int col, int width, enum style style)
{
	if (width > 0)
		take_cells(canvas, row, col, width, style);
}

static void add_mark(struct cell *cell, uint32_t scalar)
{
	for (int i = 1; i < CELL_CHARS; i++) {
		if (!cell->chars[i]) {
			cell->chars[i] = scalar;
			return;
		}
	}
}

/* Writes @len shown bytes that take @width columns, all inside the clip. */
static void write_cells(const struct canvas *canvas, int row, int col, int width, enum style style,
			const char *bytes, size_t len)
{
	if (width <= 0)
		return;
	struct cell *cell = take_cells(canvas, row, col, width, style);
	const struct cell *end = cell + width;
	struct cell *last = cell;
	size_t used = 1;
	for (size_t at = 0; at < len; at += used) {
		unsigned char c = (unsigned char)bytes[at];
		uint32_t scalar = c < 0x80 ? c : (uint32_t)text_decode(bytes + at, len - at, &used);
		int columns = c < 0x80 ? 1 : text_scalar_width(scalar);
		used = c < 0x80 ? 1 : used;
		if (columns == 0) {
			add_mark(last, scalar);
			continue;
		}
		if (cell + columns > end)
			return;
		last = cell;
		cell->chars[0] = scalar;
		if (columns == 2)
			cell[1].half = true;
		cell += columns;
	}
}

/* Writes shown text from the screen's @col on; what is cut in half at an edge becomes a space. */
static void write_clipped(const struct canvas *canvas, int row, int col, enum style style, const char *text,
			  size_t len)
{
	int skip = larger(0, canvas->clip_left - col);
	int skipped;
	size_t from = text_fit(text, len, skip, &skipped);
	if (skipped < skip && from < len) {
		size_t after = text_next(text, len, from);
		int end = skipped + text_width_bytes(text + from, after - from);
		int visible = smaller(end - skip, canvas->clip_right - canvas->clip_left);
		write_spaces(canvas, row, canvas->clip_left, visible, style);
		skipped = end;
		from = after;
	}
	col += skipped;
	int room = canvas->clip_right - col;
	if (from >= len || room <= 0)
		return;
	int width;
	size_t fits = text_fit(text + from, len - from, room, &width);
	write_cells(canvas, row, col, width, style, text + from, fits);
	if (from + fits < len)
		write_spaces(canvas, row, col + width, room - width, style);
}

/* Of printable ASCII alone, most labels and numbers: as many columns as bytes, nothing to mark. */
static bool is_simple(const char *text)
{
	for (; *text; text++) {
		if (*text < 0x20 || *text > 0x7e)
			return false;
	}
	return true;
}

static void put_simple(const struct canvas *canvas, int row, int col, enum style style, const char *text,
		       int len)
{
	int from = larger(0, canvas->clip_left - col);
	int width = smaller(len, canvas->clip_right - col) - from;
	if (width > 0)
		write_cells(canvas, row, col + from, width, style, text + from, (size_t)width);
}

int canvas_put(const struct canvas *canvas, int row, int col, enum style style, const char *text)
{
	int y = canvas->top + sane(row);
	int x = canvas->left + sane(col);
	bool seen =
		y >= canvas->clip_top && y < canvas->clip_bottom && canvas->clip_right > canvas->clip_left;
	if (is_simple(text)) {
		int len = sane((int)strnlen(text, INT_MAX));
		if (seen)
			put_simple(canvas, y, x, style, text, len);
		return sane(col) + len;
	}
	size_t len = strlen(text);
	struct buffer shown = { 0 };
	bool plain = text_is_plain(text, len);
	if (!plain)
		text_show_bytes(&shown, text, len);
	const char *bytes = plain ? text : buffer_text(&shown);
	len = plain ? len : shown.len;
	if (seen)
		write_clipped(canvas, y, x, style, bytes, len);
	int end = sane(col) + text_width_bytes(bytes, len);
	buffer_finish(&shown);
	return end;
}

int canvas_printf(const struct canvas *canvas, int row, int col, enum style style, const char *format, ...)
{
	char *text = NULL;
	va_list args;
	va_start(args, format);
	int len = vasprintf(&text, format, args);
	va_end(args);
	if (len < 0)
		abort();
	int end = canvas_put(canvas, row, col, style, text);
	free(text);
	return end;
}

void canvas_put_in(const struct canvas *canvas, int row, int col, int width, enum style style,
		   enum text_align align, const char *text)
{
	size_t len = strlen(text);
	int used;
	col = sane(col);
	width = larger(0, sane(width));
	bool whole = text_fit(text, len, width, &used) == len;
	struct buffer cut = { 0 };
	if (!whole)
		used = text_cut(&cut, text, width, true);
	int before = align == TEXT_RIGHT ? width - used : align == TEXT_CENTRE ? (width - used) / 2 : 0;
	canvas_fill(canvas, row, col, 1, before, style);
	canvas_put(canvas, row, col + before, style, whole ? text : buffer_text(&cut));
	canvas_fill(canvas, row, col + before + used, 1, width - used - before, style);
	buffer_finish(&cut);
}

int canvas_put_right(const struct canvas *canvas, int row, int end, enum style style, const char *text)
{
	int col = sane(end) - text_width(text);
	canvas_put(canvas, row, col, style, text);
	return col;
}

/* One line, with the "…" of a text that goes on. */
static void put_last_line(const struct canvas *canvas, int row, int col, int width, enum style style,
			  const char *line, size_t len)
{
	struct buffer cut = { 0 };
	text_show_bytes(&cut, line, text_fit(line, len, width - 1, NULL));
	buffer_add(&cut, "…");
	canvas_put(canvas, row, col, style, buffer_text(&cut));
	buffer_finish(&cut);
}

static void put_line(const struct canvas *canvas, int row, int col, enum style style, const char *line,
		     size_t len)
{
	struct buffer shown = { 0 };
	text_show_bytes(&shown, line, len);
	canvas_put(canvas, row, col, style, buffer_text(&shown));
	buffer_finish(&shown);
}

int canvas_put_wrapped(const struct canvas *canvas, int row, int col, int rows, int width, enum style style,
		       const char *text)
{
	size_t len = strlen(text);
	int used = 0;
	size_t next;
	row = sane(row);
	width = sane(width);
	if (width <= 0)
		return 0;
	for (size_t at = 0; at < len && used < rows; at += next, used++) {
		size_t line = text_wrap(text + at, len - at, width, &next);
		if (used + 1 == rows && at + next < len)
			put_last_line(canvas, row + used, col, width, style, text + at, line);
		else
			put_line(canvas, row + used, col, style, text + at, line);
	}
	return used;
}

void canvas_fill(const struct canvas *canvas, int row, int col, int rows, int cols, enum style style)
{
	struct canvas area = canvas_sub(canvas, row, col, rows, cols);
	for (int y = area.clip_top; y < area.clip_bottom; y++)
		write_spaces(&area, y, area.clip_left, area.clip_right - area.clip_left, style);
}

void canvas_restyle(const struct canvas *canvas, int row, int col, int cols, enum style style)
{
	struct canvas area = canvas_sub(canvas, row, col, 1, cols);
	if (area.clip_bottom <= area.clip_top)
		return;
	for (int x = area.clip_left; x < area.clip_right; x++)
		screen_cell(canvas->term, area.clip_top, x)->style = (uint8_t)style;
}

void canvas_cursor(const struct canvas *canvas, int row, int col)
{
	int y = canvas->top + sane(row);
	int x = canvas->left + sane(col);
	if (y < canvas->clip_top || y >= canvas->clip_bottom || x < canvas->clip_left ||
	    x >= canvas->clip_right)
		return;
	canvas->term->cursor_row = y;
	canvas->term->cursor_col = x;
}

/* --- lines --- */

static uint32_t line_glyph(unsigned lines, bool ascii)
{
	static const uint16_t glyphs[16] = {
		' ',    0x2502, 0x2502, 0x2502, 0x2500, 0x2518, 0x2510, 0x2524,
		0x2500, 0x2514, 0x250c, 0x251c, 0x2500, 0x2534, 0x252c, 0x253c,
	};
	static const char marks[] = " |||-+++-+++-+++";
	return ascii ? (unsigned char)marks[lines & 15] : glyphs[lines & 15];
}

/* Adds @lines to the cell at the screen's @row, @col; what no line was before is overwritten. */
static void add_lines(const struct canvas *canvas, int row, int col, unsigned lines)
{
	if (row < canvas->clip_top || row >= canvas->clip_bottom || col < canvas->clip_left ||
	    col >= canvas->clip_right)
		return;
	unsigned joined = screen_cell(canvas->term, row, col)->lines | lines;
	struct cell *cell = take_cells(canvas, row, col, 1, STYLE_FRAME);
	cell->chars[0] = line_glyph(joined, canvas->term->ascii);
	cell->lines = (uint8_t)joined;
}

void canvas_hline(const struct canvas *canvas, int row, int col, int length)
{
	if (canvas->term->plain)
		return;
	col = sane(col);
	length = smaller(length, canvas->cols + 1 - smaller(col, 0));
	for (int i = 0; i < length; i++) {
		unsigned lines = (i > 0 ? LINE_LEFT : 0u) | (i + 1 < length ? LINE_RIGHT : 0u);
		add_lines(canvas, canvas->top + sane(row), canvas->left + col + i,
			  lines ? lines : LINE_LEFT | LINE_RIGHT);
	}
}

void canvas_vline(const struct canvas *canvas, int row, int col, int length)
{
	if (canvas->term->plain)
		return;
	row = sane(row);
	length = smaller(length, canvas->rows + 1 - smaller(row, 0));
	for (int i = 0; i < length; i++) {
		unsigned lines = (i > 0 ? LINE_UP : 0u) | (i + 1 < length ? LINE_DOWN : 0u);
		add_lines(canvas, canvas->top + row + i, canvas->left + sane(col),
			  lines ? lines : LINE_UP | LINE_DOWN);
	}
}

void canvas_title(const struct canvas *canvas, int row, int col, int width, const char *title)
{
	row = sane(row);
	col = sane(col);
	width = sane(width);
	canvas_hline(canvas, row, col, width);
	if (canvas->term->plain) {
		canvas_put_in(canvas, row, col, smaller(width, text_width(title)), STYLE_HEADING, TEXT_LEFT,
			      title);
		return;
	}
	int room = smaller(width - 4, text_width(title));
	if (room <= 0)
		return;
	canvas_put(canvas, row, col + 1, STYLE_FRAME, " ");
	canvas_put_in(canvas, row, col + 2, room, STYLE_HEADING, TEXT_LEFT, title);
	canvas_put(canvas, row, col + 2 + room, STYLE_FRAME, " ");
}

void canvas_box(const struct canvas *canvas, int row, int col, int rows, int cols, const char *title)
{
	row = sane(row);
	col = sane(col);
	rows = sane(rows);
	cols = sane(cols);
	canvas_hline(canvas, row, col, cols);
	canvas_hline(canvas, row + rows - 1, col, cols);
	canvas_vline(canvas, row, col, rows);
	canvas_vline(canvas, row, col + cols - 1, rows);
	if (title && canvas->term->plain)
		canvas_title(canvas, row, col, cols, title);
	else if (title)
		canvas_title(canvas, row, col + 1, cols - 2, title);
}

void canvas_heat(const struct canvas *canvas, int row, int col, int width, long used, long whole,
		 const char *text)
{
	enum style style = style_heat(used, whole);
	const char *glyph = style_heat_glyph(used, whole, canvas->term->ascii);
	if (width <= 0)
		return;
	col = sane(col);
	/* A full block in reverse, as the last style is without colours, would be a hole. */
	canvas_put(canvas, row, col, style == STYLE_HEAT4 ? STYLE_HEADING : style, glyph);
	canvas_put_in(canvas, row, col + 1, width - 1, style, TEXT_RIGHT, text);
}
