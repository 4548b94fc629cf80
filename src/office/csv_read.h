/* office/csv_read.h - a CSV file of another system, record by record, with the line each begins on.
 *
 * UTF-8 with or without a byte-order mark, quotes as in RFC 4180, ';' or ',' (whichever stands more often in
 * the header). A record that cannot be read is reported and the next line goes on. */
#ifndef PRENOTA_OFFICE_CSV_READ_H
#define PRENOTA_OFFICE_CSV_READ_H

#include <stdbool.h>
#include <stddef.h>

#include "base/error.h"

enum { CSV_COLUMNS_MAX = 128 };

struct csv_reader;

/* @name is what stands before the line numbers of messages: the path as given. NULL with @err: no such file,
 * not a regular file, empty. */
struct csv_reader *csv_reader_open(const char *path, struct error *err);
/* The same over a text in memory, which must live as long; never NULL. */
struct csv_reader *csv_reader_of(const char *text, size_t len);
void csv_reader_close(struct csv_reader *reader);

enum csv_outcome { CSV_ROW, CSV_BAD, CSV_END };

/* The next record that is not blank. CSV_ROW: @values (at most CSV_COLUMNS_MAX, valid UTF-8, owned by @reader
 * until the next call) and @count. CSV_BAD: @err says what is wrong with it. @line is where it begins,
 * from 1. */
enum csv_outcome csv_reader_next(struct csv_reader *reader, const char *const **values, int *count,
				 size_t *line, struct error *err);

/* Bytes read so far and in all, for a progress line. */
void csv_reader_progress(const struct csv_reader *reader, size_t *done, size_t *all);

#endif
