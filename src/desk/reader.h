/* desk/reader.h - a page of text over the view, to be read and scrolled; lines that name a file, a customer
 * or a car open it, and Esc goes back to the page before.
 *
 * A page is made by a function that reads the store; it is made again whenever something it may show has
 * changed. */
#ifndef PRENOTA_DESK_READER_H
#define PRENOTA_DESK_READER_H

#include "desk/pane.h"
#include "store/find.h"

/* What a page or a line is about; id NULL: nothing that could be opened. */
struct reader_link {
	enum find_kind kind;
	const char *id;
};

struct reader_line {
	enum style style;
	int indent;
	const char *text; /* wrapped as needed; newlines break */
	struct reader_link link;
};

struct reader_page {
	struct arena arena; /* owns the texts */
	const char *title;
	struct reader_link about;
	struct reader_line *lines;
	size_t count;
	size_t capacity;
};

/* Fills the empty @page for @key (what reader_open() was given). */
typedef bool reader_fill(struct desk *desk, const char *key, struct reader_page *page, struct error *err);

/* Adds a line; one of a link keeps a copy of its id. */
void reader_add(struct reader_page *page, enum style style, int indent, const char *format, ...)
	__attribute__((format(printf, 4, 5)));
void reader_add_link(struct reader_page *page, struct reader_link link, const char *format, ...)
	__attribute__((format(printf, 3, 4)));
/* A heading, with an empty line before it unless it is the first line. */
void reader_add_heading(struct reader_page *page, const char *text);
/* "Label: value"; nothing when @value is NULL or empty. */
void reader_add_value(struct reader_page *page, const char *label, const char *value);

extern const struct pane_ops reader_ops;

/* Opens the page that @fill makes for @key (copied). */
void reader_open(struct desk *desk, const char *key, reader_fill *fill);

#endif
