/* Pages: lines of text in an arena. */
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>

#include "desk/reader.h"

static struct reader_line *add_line(struct reader_page *page)
{
	page->lines =
		arena_grow(&page->arena, page->lines, page->count, &page->capacity, sizeof *page->lines);
	return &page->lines[page->count++];
}

static const char *__attribute__((format(printf, 2, 0)))
format_text(struct arena *arena, const char *format, va_list args)
{
	char *text = NULL;
	if (vasprintf(&text, format, args) < 0)
		abort();
	const char *copy = arena_strdup(arena, text);
	free(text);
	return copy;
}

void reader_add(struct reader_page *page, enum style style, int indent, const char *format, ...)
{
	va_list args;
	va_start(args, format);
	const char *text = format_text(&page->arena, format, args);
	va_end(args);
	*add_line(page) = (struct reader_line){ .style = style, .indent = indent, .text = text };
}

void reader_add_link(struct reader_page *page, struct reader_link link, const char *format, ...)
{
	va_list args;
	va_start(args, format);
	const char *text = format_text(&page->arena, format, args);
	va_end(args);
	link.id = arena_strdup(&page->arena, link.id);
	*add_line(page) =
		(struct reader_line){ .style = STYLE_NORMAL, .indent = 2, .text = text, .link = link };
}

void reader_add_heading(struct reader_page *page, const char *text)
{
	if (page->count)
		reader_add(page, STYLE_NORMAL, 0, "%s", "");
	reader_add(page, STYLE_HEADING, 0, "%s", text);
}

void reader_add_value(struct reader_page *page, const char *label, const char *value)
{
	if (value && *value)
		reader_add(page, STYLE_NORMAL, 2, "%s: %s", label, value);
}
