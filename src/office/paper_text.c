/* Paper as plain text: eighty columns, pages of sixty rows. */
#include <stdio.h>
#include <string.h>

#include "base/i18n.h"
#include "base/text.h"
#include "office/paper.h"

enum {
	LABEL = 24,     /* columns of a pair's label */
	CODE = 5,       /* columns of a check's code */
	BOXES_MAX = 40, /* wider boxes get a row of their own */
	BLANK_MIN = 16, /* a shorter line to write on gets a row of its own */
	SIGN_ROWS = 2,  /* empty rows above a signature */
};

/* Finished rows, in an arena. */
struct rows {
	struct arena *arena;
	const char **items;
	size_t count;
	size_t capacity;
	int columns; /* at most so wide */
};

static void add_row(struct rows *rows, const char *text)
{
	size_t len = strlen(text);
	while (len > 0 && text[len - 1] == ' ')
		len--;
	rows->items = arena_grow(rows->arena, rows->items, rows->count, &rows->capacity, sizeof *rows->items);
	rows->items[rows->count++] = arena_strndup(rows->arena, text, len);
}

static void add_blanks(struct buffer *out, int columns, char c)
{
	while (columns-- > 0)
		buffer_add_char(out, c);
}

/* @text wrapped at @columns: the first row goes on in @row, which has the columns before it; the others begin
 * with as many blanks, or with @mark. What is begun in @row at the end is the caller's. */
static void wrap_into(struct rows *rows, struct buffer *row, int indent, const char *mark, const char *text,
		      int columns)
{
	text = text ? text : "";
	size_t len = strlen(text), next = 0;
	for (size_t at = 0;; at += next) {
		size_t used = text_wrap(text + at, len - at, columns, &next);
		text_show_bytes(row, text + at, used);
		if (next == 0 || at + next >= len)
			return;
		add_row(rows, buffer_text(row));
		buffer_clear(row);
		if (mark)
			buffer_add(row, mark);
		else
			add_blanks(row, indent, ' ');
	}
}

static void end_row(struct rows *rows, struct buffer *row)
{
	add_row(rows, buffer_text(row));
	buffer_clear(row);
}

/* --- kinds of lines --- */

/* A label in the column of labels, or in a row of its own. */
static void add_label(struct rows *rows, struct buffer *row, const struct paper_line *line)
{
	int width = text_width(line->label ? line->label : "");
	wrap_into(rows, row, 0, NULL, line->label, rows->columns);
	if (width >= LABEL) {
		end_row(rows, row);
		width = 0;
	}
	add_blanks(row, LABEL - width, ' ');
}

static void add_pair(struct rows *rows, struct buffer *row, const struct paper_line *line)
{
	add_label(rows, row, line);
	wrap_into(rows, row, LABEL, NULL, line->text, rows->columns - LABEL);
	end_row(rows, row);
}

static void add_tick(struct rows *rows, struct buffer *row, const struct paper_line *line)
{
	buffer_add(row, "[ ] ");
	wrap_into(rows, row, 4, NULL, line->label ? line->label : "", rows->columns - 4);
	end_row(rows, row);
}

static void add_words(struct rows *rows, struct buffer *row, const struct paper_line *line)
{
	const char *mark = line->kind == PAPER_QUOTE ? "| " : line->strong ? "! " : "  ";
	buffer_add(row, mark);
	wrap_into(rows, row, 0, line->kind == PAPER_QUOTE ? mark : "  ", line->text ? line->text : "",
		  rows->columns - 2);
	end_row(rows, row);
}

static void boxes_text(const struct paper_line *line, struct buffer *out)
{
	for (size_t i = 0; i < line->box_count; i++) {
		buffer_printf(out, "%s[%c] ", i ? "  " : "", line->boxes[i].ticked ? 'x' : ' ');
		text_show(out, line->boxes[i].label);
	}
}

/* Boxes that no row holds side by side, one after another with as many rows as they need. */
static void add_boxes(struct rows *rows, struct buffer *row, const struct paper_line *line, int indent)
{
	struct buffer one = { 0 };
	int used = indent;
	for (size_t i = 0; i < line->box_count; i++) {
		struct paper_line single = { .boxes = &line->boxes[i], .box_count = 1 };
		buffer_clear(&one);
		boxes_text(&single, &one);
		int width = text_width(buffer_text(&one));
		if (used > indent && used + 2 + width > rows->columns) {
			end_row(rows, row);
			add_blanks(row, indent, ' ');
			used = indent;
		}
		add_blanks(row, used > indent ? 2 : 0, ' ');
		used += width + (used > indent ? 2 : 0);
		text_cut(row, buffer_text(&one), rows->columns - indent, true);
	}
	end_row(rows, row);
	buffer_finish(&one);
}

static void add_code(struct buffer *row, const char *code)
{
	text_pad(row, code ? code : "", CODE - 1, TEXT_LEFT);
	buffer_add_char(row, ' ');
}

static void add_check(struct rows *rows, struct buffer *row, const struct paper_line *line)
{
	struct buffer boxes = { 0 };
	if (line->paired) {
		add_label(rows, row, line);
		add_boxes(rows, row, line, LABEL);
		return;
	}
	boxes_text(line, &boxes);
	int width = text_width(buffer_text(&boxes));
	bool beside = width <= BOXES_MAX;
	add_code(row, line->code);
	wrap_into(rows, row, CODE, NULL, line->label ? line->label : "",
		  rows->columns - CODE - (beside ? width + 2 : 0));
	if (beside) {
		add_blanks(row, rows->columns - width - text_width(buffer_text(row)), ' ');
		buffer_add(row, buffer_text(&boxes));
		end_row(rows, row);
	} else {
		end_row(rows, row);
		add_blanks(row, CODE, ' ');
		add_boxes(rows, row, line, CODE);
	}
	buffer_finish(&boxes);
}

static void add_blank(struct rows *rows, struct buffer *row, const struct paper_line *line)
{
	int unit = line->unit ? text_width(line->unit) + 1 : 0;
	if (line->paired) {
		add_label(rows, row, line);
		add_blanks(row, rows->columns - LABEL, '_');
		end_row(rows, row);
		return;
	}
	add_code(row, line->code);
	wrap_into(rows, row, CODE, NULL, line->label ? line->label : "", rows->columns - CODE - 2);
	if (line->text && *line->text) {
		buffer_add(row, ":");
		end_row(rows, row);
		add_blanks(row, CODE, ' ');
		wrap_into(rows, row, CODE, NULL, line->text, rows->columns - CODE - unit);
	} else {
		int left = rows->columns - text_width(buffer_text(row)) - 2 - unit;
		if (left < BLANK_MIN) {
			end_row(rows, row);
			add_blanks(row, CODE, ' ');
			left = rows->columns - CODE - unit;
		} else {
			buffer_add(row, "  ");
		}
		add_blanks(row, left, '_');
	}
	if (unit) {
		buffer_add_char(row, ' ');
		text_show(row, line->unit);
	}
	end_row(rows, row);
}

static void add_sign(struct rows *rows, struct buffer *row, const struct paper_line *line)
{
	for (int i = 0; i < SIGN_ROWS; i++)
		add_row(rows, "");
	text_pad(row, line->label ? line->label : "", rows->columns / 2 - 2, TEXT_LEFT);
	add_blanks(row, rows->columns - text_width(buffer_text(row)), '_');
	end_row(rows, row);
}

static void add_line(struct rows *rows, struct buffer *row, const struct paper_line *line)
{
	switch (line->kind) {
	case PAPER_PAIR:
		add_pair(rows, row, line);
		return;
	case PAPER_WORDS:
	case PAPER_QUOTE:
		add_words(rows, row, line);
		return;
	case PAPER_TICK:
		add_tick(rows, row, line);
		return;
	case PAPER_CHECK:
		add_check(rows, row, line);
		return;
	case PAPER_BLANK:
		add_blank(rows, row, line);
		return;
	case PAPER_SIGN:
		add_sign(rows, row, line);
		return;
	}
}

/* --- pages --- */

static void add_rule(struct rows *rows, struct buffer *row, char c)
{
	add_blanks(row, rows->columns, c);
	end_row(rows, row);
}

static void add_wrapped(struct rows *rows, struct buffer *row, const char *text)
{
	if (!text || !*text)
		return;
	wrap_into(rows, row, 0, NULL, text, rows->columns);
	end_row(rows, row);
}

static void add_head(struct rows *rows, const struct paper *paper)
{
	struct buffer row = { 0 };
	add_wrapped(rows, &row, paper->title);
	add_wrapped(rows, &row, paper->subtitle);
	if (paper->banner) {
		add_rule(rows, &row, '*');
		text_cut(&row, paper->banner, rows->columns - 4, true);
		struct buffer middle = { 0 };
		text_pad(&middle, buffer_text(&row), rows->columns - 4, TEXT_CENTRE);
		buffer_clear(&row);
		buffer_printf(&row, "* %s *", buffer_text(&middle));
		buffer_finish(&middle);
		end_row(rows, &row);
		add_rule(rows, &row, '*');
	}
	buffer_finish(&row);
}

static void add_block(struct rows *rows, const struct paper_block *block)
{
	struct buffer row = { 0 };
	if (block->title) {
		add_blanks(&row, 2, '-');
		buffer_add_char(&row, ' ');
		text_cut(&row, block->title, rows->columns - 8, true);
		buffer_add_char(&row, ' ');
		add_blanks(&row, rows->columns - text_width(buffer_text(&row)), '-');
		end_row(rows, &row);
	}
	for (size_t i = 0; i < block->count; i++)
		add_line(rows, &row, &block->lines[i]);
	buffer_finish(&row);
}

/* Rows with the page each stands on. */
struct pages {
	struct buffer out; /* pages parted by form feeds, without their heads */
	int page;          /* the last one */
	int used;          /* rows of it */
};

enum { HEAD_ROWS = 2, BODY_ROWS = PAPER_ROWS - HEAD_ROWS };

static void turn_page(struct pages *pages)
{
	buffer_add_char(&pages->out, '\f');
	pages->page++;
	pages->used = 0;
}

/* A block that the rest of the page holds stands there, else on the next; one that no page holds begins where
 * it is and goes on. */
static void put_rows(struct pages *pages, const struct rows *rows)
{
	int count = (int)rows->count, gap = pages->used ? 1 : 0;
	if (count == 0)
		return;
	if (pages->used + gap + count > BODY_ROWS && count <= BODY_ROWS) {
		turn_page(pages);
		gap = 0;
	}
	if (gap && pages->used < BODY_ROWS) {
		buffer_add_char(&pages->out, '\n');
		pages->used++;
	}
	for (int i = 0; i < count; i++) {
		if (pages->used == BODY_ROWS)
			turn_page(pages);
		buffer_add(&pages->out, rows->items[i]);
		buffer_add_char(&pages->out, '\n');
		pages->used++;
	}
}

static void write_page_head(const struct paper *paper, int page, int pages, struct buffer *out)
{
	char number[64];
	snprintf(number, sizeof number, _("page %d of %d"), page, pages);
	int room = PAPER_COLUMNS - text_width(number) - 2;
	text_pad(out, paper->running ? paper->running : "", room, TEXT_LEFT);
	buffer_printf(out, "  %s\n\n", number);
}

void paper_write_text(const struct paper *paper, struct buffer *out)
{
	struct arena arena = { 0 };
	struct pages pages = { .page = 1 };
	struct rows head = { .arena = &arena, .columns = PAPER_COLUMNS };
	add_head(&head, paper);
	put_rows(&pages, &head);
	for (size_t i = 0; i < paper->count; i++) {
		struct rows rows = { .arena = &arena, .columns = PAPER_COLUMNS };
		if (paper->blocks[i].count)
			add_block(&rows, &paper->blocks[i]);
		put_rows(&pages, &rows);
	}
	const char *at = buffer_text(&pages.out);
	for (int page = 1; page <= pages.page; page++) {
		size_t len = strcspn(at, "\f");
		if (page > 1)
			buffer_add_char(out, '\f');
		write_page_head(paper, page, pages.page, out);
		buffer_add_bytes(out, at, len);
		at += len + (at[len] == '\f');
	}
	buffer_finish(&pages.out);
	arena_finish(&arena);
}

void paper_write_screen(const struct paper *paper, struct buffer *out)
{
	struct arena arena = { 0 };
	struct rows rows = { .arena = &arena, .columns = PAPER_SCREEN_COLUMNS };
	add_head(&rows, paper);
	for (size_t i = 0; i < paper->count; i++) {
		if (paper->blocks[i].count == 0)
			continue;
		add_row(&rows, "");
		add_block(&rows, &paper->blocks[i]);
	}
	for (size_t i = 0; i < rows.count; i++)
		buffer_printf(out, "%s\n", rows.items[i]);
	arena_finish(&arena);
}
