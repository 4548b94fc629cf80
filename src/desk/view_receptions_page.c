/* The whole file of the selected row, below the list of F4: in two columns where there is room, scrolled with
 * Ctrl+Up and Ctrl+Down. */
#include <stdio.h>
#include <string.h>

#include "base/i18n.h"
#include "base/i18n.h"
#include "desk/desk_state.h"
#include "desk/detail.h"
#include "desk/view_receptions_state.h"
#include "office/book.h"

enum { TWO_COLUMNS = 100, GAP = 3, MARGIN = 1, NARROWEST = 10 };

static int columns_of(int cols)
{
	return cols >= TWO_COLUMNS ? 2 : 1;
}

static int width_of(int cols)
{
	int count = columns_of(cols);
	return (cols - 2 * MARGIN - (count - 1) * GAP) / count;
}

static int line_rows(const struct reader_line *line, int width)
{
	size_t len = strlen(line->text), next;
	int rows = 0;
	width = width > line->indent + NARROWEST ? width - line->indent : NARROWEST;
	for (size_t at = 0; at < len; at += next, rows++)
		text_wrap(line->text + at, len - at, width, &next);
	return rows ? rows : 1;
}

static int total_rows(const struct view_receptions *view, int width)
{
	int rows = 0;
	for (size_t i = 0; i < view->page.count; i++)
		rows += line_rows(&view->page.lines[i], width);
	return rows;
}

/* On a small terminal there is room for a line only: what to prepare. */
static bool load_brief(struct view_receptions *view, const char *id, struct error *err)
{
	struct arena arena = { 0 };
	struct customer_file file;
	struct buffer text = { 0 };
	enum style style = STYLE_NORMAL;
	bool fine = office_file(desk_office(view->pane.desk), id, &arena, &file, err) &&
		    detail_brief(view->pane.desk, &file, &arena, &text, &style, err);
	buffer_clear(&view->brief);
	if (fine && text.len)
		buffer_printf(&view->brief, _("Prepare: %s"), buffer_text(&text));
	view->brief_style = style;
	buffer_finish(&text);
	arena_finish(&arena);
	return fine;
}

static void forget_page(struct view_receptions *view)
{
	arena_finish(&view->page.arena);
	view->page = (struct reader_page){ 0 };
	buffer_clear(&view->brief);
	view->paged[0] = '\0';
}

void receptions_page_load(struct view_receptions *view, bool anew)
{
	struct desk *desk = view->pane.desk;
	const struct office_checked *checked = receptions_selected(view);
	const char *id = checked ? checked->reception.appointment.file_id : "";
	bool same = strcmp(id, view->paged) == 0, room = receptions_has_page(term_rows(desk->term) - 3);
	struct reader_page page = { 0 };
	struct error err = { 0 };
	if (same && !anew && room == (view->page.count > 0))
		return;
	int top = same ? view->page_top : 0;
	forget_page(view);
	if (!id[0] || (room ? !detail_file(desk, id, &page, &err) : !load_brief(view, id, &err))) {
		arena_finish(&page.arena);
		return;
	}
	view->page = page;
	view->page_top = top;
	snprintf(view->paged, sizeof view->paged, "%s", id);
}

static bool is_same_line(const struct reader_line *a, const struct reader_line *b)
{
	return a->indent == b->indent && a->style == b->style && strcmp(a->text, b->text) == 0;
}

bool receptions_page_again(struct view_receptions *view)
{
	struct view_receptions old = *view;
	view->page = (struct reader_page){ 0 };
	view->brief = (struct buffer){ 0 };
	receptions_page_load(view, true);
	bool same = strcmp(old.paged, view->paged) == 0 && old.page.count == view->page.count &&
		    old.brief_style == view->brief_style &&
		    strcmp(buffer_text(&old.brief), buffer_text(&view->brief)) == 0;
	for (size_t i = 0; same && i < view->page.count; i++)
		same = is_same_line(&old.page.lines[i], &view->page.lines[i]);
	arena_finish(&old.page.arena);
	buffer_finish(&old.brief);
	return !same;
}

/* Half of what is seen at a time. */
void receptions_page_scroll(struct view_receptions *view, int by)
{
	int rows = term_rows(view->pane.desk->term) - 3, cols = term_cols(view->pane.desk->term);
	int seen = receptions_preview_rows(view, rows) - 1;
	int last = total_rows(view, width_of(cols)) - seen * columns_of(cols);
	int top = view->page_top + by * (seen / 2 > 0 ? seen / 2 : 1);
	view->page_top = top > last ? last : top;
	view->page_top = view->page_top < 0 ? 0 : view->page_top;
}

/* One column: the rows from @top on. */
static void draw_column(const struct view_receptions *view, const struct canvas *column, int top)
{
	int row = -top;
	for (size_t i = 0; i < view->page.count && row < column->rows; i++) {
		const struct reader_line *line = &view->page.lines[i];
		int rows = line_rows(line, column->cols);
		if (row + rows > 0)
			canvas_put_wrapped(column, row, line->indent, rows, column->cols - line->indent,
					   line->style, line->text);
		row += rows;
	}
}

void receptions_page_draw(const struct view_receptions *view, const struct canvas *canvas)
{
	int count = columns_of(canvas->cols), width = width_of(canvas->cols);
	for (int i = 0; i < count; i++) {
		struct canvas column = canvas_sub(canvas, 0, MARGIN + i * (width + GAP), canvas->rows, width);
		draw_column(view, &column, view->page_top + i * canvas->rows);
		if (i > 0)
			canvas_vline(canvas, 0, MARGIN + i * (width + GAP) - 2, canvas->rows);
	}
	if (view->page_top > 0)
		canvas_put(canvas, 0, canvas->cols - 1, STYLE_DIM, "↑");
	if (view->page_top + canvas->rows * count < total_rows(view, width))
		canvas_put(canvas, canvas->rows - 1, canvas->cols - 1, STYLE_DIM, "↓");
}
