/* office/paper.h - what is printed: a document of blocks, written as plain text for any printer or as HTML
 * for a good one.
 *
 * Nothing of a block's text reaches the paper unlooked at: control and escape characters become visible
 * marks, the five characters of HTML its names. Widths are display columns (Hangul takes two). */
#ifndef PRENOTA_OFFICE_PAPER_H
#define PRENOTA_OFFICE_PAPER_H

#include <stdbool.h>
#include <stddef.h>

#include "base/arena.h"
#include "base/buffer.h"

enum { PAPER_COLUMNS = 80, PAPER_ROWS = 60, PAPER_SCREEN_COLUMNS = 74 };

enum paper_format { PAPER_TEXT, PAPER_HTML, PAPER_SCREEN };

enum paper_kind {
	PAPER_PAIR,  /* label and text beside each other */
	PAPER_WORDS, /* a paragraph */
	PAPER_QUOTE, /* words as somebody said them; newlines stay */
	PAPER_TICK,  /* a box to tick, and what it is for */
	PAPER_CHECK, /* label and boxes to tick */
	PAPER_BLANK, /* label and a line to write on, or what stands there already; @unit behind it */
	PAPER_SIGN,  /* label and room for a signature */
};

struct paper_box {
	const char *label;
	bool ticked;
};

struct paper_line {
	enum paper_kind kind;
	bool strong;
	bool paired;       /* check or blank: stands among pairs, its label where theirs are */
	const char *code;  /* "E7" in front; NULL: none */
	const char *label; /* NULL: none */
	const char *text;
	const char *unit;
	const struct paper_box *boxes;
	size_t box_count;
};

struct paper_block {
	const char *title; /* NULL: none */
	bool half;         /* HTML: stands beside its neighbour that is half, too */
	bool fresh;        /* HTML: begins a page */
	struct paper_line *lines;
	size_t count;
	size_t capacity;
};

/* Zero-initialised is an empty document. Texts are the arena's or live as long as the document. */
struct paper {
	struct arena arena;
	const char *language; /* "ko", "en": of the words */
	const char *title;
	const char *subtitle;
	const char *banner;  /* seen from across the room; NULL: none */
	const char *running; /* at the head of every page: what this page belongs to */
	struct paper_block *blocks;
	size_t count;
	size_t capacity;
};

void paper_finish(struct paper *paper);

/* The last block takes half the width where there is room. */
void paper_half(struct paper *paper);

/* A new block; what is added from now on goes into it. An empty one is left out when it is written. */
void paper_block(struct paper *paper, const char *title);

/* Adds a copy of @line to the last block. */
void paper_add(struct paper *paper, struct paper_line line);

/* A label with its text; nothing when @text is NULL or empty. */
void paper_pair(struct paper *paper, const char *label, const char *text);

/* A paragraph. */
void paper_words(struct paper *paper, bool strong, const char *format, ...)
	__attribute__((format(printf, 3, 4)));

/* Plain text of PAPER_COLUMNS columns at most, pages of PAPER_ROWS rows parted by form feeds; a block is only
 * parted when it is longer than a page. */
void paper_write_text(const struct paper *paper, struct buffer *out);

/* The same without pages, for a page of the console: PAPER_SCREEN_COLUMNS columns at most. */
void paper_write_screen(const struct paper *paper, struct buffer *out);

/* One HTML file that needs nothing else and is well-formed XML too; for A4, blocks kept whole. */
void paper_write_html(const struct paper *paper, struct buffer *out);

void paper_write(const struct paper *paper, enum paper_format format, struct buffer *out);

#endif
