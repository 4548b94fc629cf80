/* store/pages.h - the pages of a database file read by themselves, for what SQLite cannot read any more: rows
 * wherever their page lies, whether or not a way leads to it.
 *
 * Follows the file format of SQLite 3 (b-tree pages, records, overflow pages, the write-ahead log). Whatever
 * stands in the file, nothing beyond it is read and every loop ends. */
#ifndef PRENOTA_STORE_PAGES_H
#define PRENOTA_STORE_PAGES_H

#include <stdbool.h>
#include <stdint.h>

#include "base/buffer.h"
#include "base/error.h"

enum { PAGE_SIZE_MAX = 65536, PAGE_VALUES_MAX = 64 };

struct pages {
	int fd, log_fd; /* of the database and of its write-ahead log, -1 without one */
	int size;       /* of a page */
	int usable;
	uint32_t count;
	uint32_t *frames; /* by page: its newest committed frame in the log, counted from 1; NULL without a
			     log */
	uint8_t *seen;    /* by page: it was walked over, so it belongs to a tree that is known */
	struct buffer payload;
};

enum page_kind {
	PAGE_INNER_INDEX = 2, /* of a table without rowid too: they hold rows */
	PAGE_INNER_TABLE = 5, /* children only */
	PAGE_LEAF_INDEX = 10,
	PAGE_LEAF_TABLE = 13,
};

struct page_value {
	enum { VALUE_NULL, VALUE_INTEGER, VALUE_REAL, VALUE_TEXT, VALUE_BLOB } kind;
	int64_t integer;
	double real;
	const char *bytes; /* of text and blob, valid until the next row is read */
	int length;
};

struct page_row {
	int64_t rowid; /* 0 on the pages of an index */
	struct page_value values[PAGE_VALUES_MAX];
	int count;
};

/* Opens the file @path, and the write-ahead log beside it; a head that is damaged is taken for that of a
 * database of this program. */
bool pages_open(struct pages *pages, const char *path, struct error *err);
void pages_close(struct pages *pages);

/* Reads page @number (from 1) into @page, PAGE_SIZE_MAX bytes; false when the disk or the file does not give
 * it. */
bool pages_read(struct pages *pages, uint32_t number, uint8_t *page);

/* Its kind, 0 when it is none of a b-tree. */
int page_kind(uint32_t number, const uint8_t *page);

/* Gives each row of a page to @take; those that cannot be read are passed by. Returns how many those are; -1
 * when the page holds no rows. */
typedef void pages_take(void *context, const struct page_row *row);
int pages_rows(struct pages *pages, uint32_t number, const uint8_t *page, pages_take *take, void *context);

/* Walks the tree at @root over all its pages and marks them as seen. Returns whether nothing of it was
 * missing or unreadable; rows that can be read are given to @take (NULL: none) all the same. */
bool pages_walk(struct pages *pages, uint32_t root, pages_take *take, void *context);

#endif
