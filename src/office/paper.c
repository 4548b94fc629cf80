#include "office/paper.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>

void paper_finish(struct paper *paper)
{
	arena_finish(&paper->arena);
	*paper = (struct paper){ 0 };
}

void paper_block(struct paper *paper, const char *title)
{
	paper->blocks = arena_grow(&paper->arena, paper->blocks, paper->count, &paper->capacity,
				   sizeof *paper->blocks);
	paper->blocks[paper->count++] = (struct paper_block){ .title = title };
}

void paper_half(struct paper *paper)
{
	paper->blocks[paper->count - 1].half = true;
}

void paper_add(struct paper *paper, struct paper_line line)
{
	if (paper->count == 0)
		paper_block(paper, NULL);
	struct paper_block *block = &paper->blocks[paper->count - 1];
	block->lines =
		arena_grow(&paper->arena, block->lines, block->count, &block->capacity, sizeof *block->lines);
	block->lines[block->count++] = line;
}

void paper_pair(struct paper *paper, const char *label, const char *text)
{
	if (text && *text)
		paper_add(paper, (struct paper_line){ .kind = PAPER_PAIR, .label = label, .text = text });
}

void paper_words(struct paper *paper, bool strong, const char *format, ...)
{
	char *text = NULL;
	va_list args;
	va_start(args, format);
	int len = vasprintf(&text, format, args);
	va_end(args);
	if (len < 0)
		abort();
	paper_add(paper, (struct paper_line){ .kind = PAPER_WORDS,
					      .strong = strong,
					      .text = arena_strdup(&paper->arena, text) });
	free(text);
}

void paper_write(const struct paper *paper, enum paper_format format, struct buffer *out)
{
	switch (format) {
	case PAPER_TEXT:
		paper_write_text(paper, out);
		return;
	case PAPER_HTML:
		paper_write_html(paper, out);
		return;
	case PAPER_SCREEN:
		paper_write_screen(paper, out);
		return;
	}
}
