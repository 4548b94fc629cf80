#include "vt.h"
#include "vt_keys.h"
#include "vt_state.h"

#include <stdio.h>
#include <string.h>

bool vt_has(struct vt *vt, const char *text)
{
	for (int row = 0; row < vt_rows(vt); row++) {
		if (strstr(vt_line(vt, row), text))
			return true;
	}
	return false;
}

static void add_code_point(struct buffer *buffer, uint32_t c)
{
	char utf8[5];
	vt_encode(c, utf8);
	buffer_add(buffer, utf8);
}

static void add_cell(struct buffer *buffer, const VTermScreenCell *cell)
{
	if (cell->chars[0] == (uint32_t)-1)
		return; /* the second half of a wide character */
	if (cell->chars[0] == 0)
		buffer_add(buffer, " ");
	for (int i = 0; i < VTERM_MAX_CHARS_PER_CELL && cell->chars[i]; i++)
		add_code_point(buffer, cell->chars[i]);
}

const char *vt_line(struct vt *vt, int row)
{
	buffer_clear(&vt->line);
	for (int col = 0; col < vt_cols(vt); col++) {
		VTermScreenCell cell;
		if (vterm_screen_get_cell(vt->screen, (VTermPos){ .row = row, .col = col }, &cell))
			add_cell(&vt->line, &cell);
	}
	while (vt->line.len > 0 && vt->line.text[vt->line.len - 1] == ' ')
		vt->line.text[--vt->line.len] = '\0';
	return buffer_text(&vt->line);
}

const char *vt_screen(struct vt *vt)
{
	buffer_clear(&vt->whole);
	for (int row = 0; row < vt_rows(vt); row++)
		buffer_printf(&vt->whole, "%s\n", vt_line(vt, row));
	return buffer_text(&vt->whole);
}

static int palette_number(const VTermColor *color)
{
	if (VTERM_COLOR_IS_DEFAULT_FG(color) || VTERM_COLOR_IS_DEFAULT_BG(color))
		return -1;
	return VTERM_COLOR_IS_INDEXED(color) ? color->indexed.idx : -2;
}

bool vt_cell(struct vt *vt, int row, int col, struct vt_cell *out)
{
	VTermScreenCell cell;
	if (row < 0 || col < 0 || row >= vt_rows(vt) || col >= vt_cols(vt) ||
	    !vterm_screen_get_cell(vt->screen, (VTermPos){ .row = row, .col = col }, &cell))
		return false;
	struct buffer text = { 0 };
	add_cell(&text, &cell);
	*out = (struct vt_cell){ .width = cell.width,
				 .bold = cell.attrs.bold,
				 .reverse = cell.attrs.reverse,
				 .underline = cell.attrs.underline != VTERM_UNDERLINE_OFF,
				 .fg = palette_number(&cell.fg),
				 .bg = palette_number(&cell.bg) };
	snprintf(out->text, sizeof out->text, "%s", buffer_text(&text));
	buffer_finish(&text);
	return true;
}

int vt_rows(const struct vt *vt)
{
	int rows, cols;
	vterm_get_size(vt->term, &rows, &cols);
	return rows;
}

int vt_cols(const struct vt *vt)
{
	int rows, cols;
	vterm_get_size(vt->term, &rows, &cols);
	return cols;
}

void vt_cursor(struct vt *vt, int *row, int *col)
{
	VTermPos pos;
	vterm_state_get_cursorpos(vterm_obtain_state(vt->term), &pos);
	*row = pos.row;
	*col = pos.col;
}

bool vt_cursor_shown(const struct vt *vt)
{
	return vt->cursor_shown;
}

bool vt_alternate(const struct vt *vt)
{
	return vt->alternate;
}
