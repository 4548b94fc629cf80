/* base/table.h - listings of the command line: aligned by column width, or as CSV. */
#ifndef PRENOTA_BASE_TABLE_H
#define PRENOTA_BASE_TABLE_H

#include <stddef.h>

#include "base/buffer.h"
#include "base/text.h"

struct table_column {
	const char *title;     /* already translated */
	enum text_align align; /* of title and cells */
	int max;               /* most columns; longer cells are cut with "…"; 0: no limit */
};

struct table;

/* An empty table. @columns is copied, the titles are not. */
struct table *table_create(const struct table_column *columns, size_t count);
void table_destroy(struct table *table);

/* Adds a row of as many cells as there are columns; the texts are copied and made safe, NULL is empty. */
void table_add_row(struct table *table, const char *const *cells);

/* Appends the table: a line of titles, then the rows, columns two spaces apart, no space at a line's end. */
void table_write(const struct table *table, struct buffer *out);

/* Appends it with one thing a line, for screen readers: "title: cell" for each cell that is not empty, an
 * empty line between rows. */
void table_write_plain(const struct table *table, struct buffer *out);

/* Appends a row as CSV (RFC 4180, the line ends with LF). A cell that a spreadsheet would take for a formula
 * (it starts with = + - @ TAB or CR and is no telephone number) is led by an apostrophe; control and invisible characters are left out. NULL is
 * an empty cell. */
void csv_write_row(struct buffer *out, const char *const *cells, size_t count);

#endif
