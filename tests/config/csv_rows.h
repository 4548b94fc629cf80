/* csv_rows.h - a CSV file as rows of texts, for the tests of the sample. */
#ifndef PRENOTA_TESTS_CSV_ROWS_H
#define PRENOTA_TESTS_CSV_ROWS_H

#include <stdbool.h>
#include <stddef.h>

#include "base/arena.h"

struct csv_rows {
	char ***rows; /* [row][column]; row 0 is the header */
	size_t count;
	size_t capacity;
	size_t columns;
	bool marked; /* began with a byte-order mark */
};

/* Reads @path, with ';' or ',' as its header has it; a row of another length fails the test. */
void csv_rows_read(struct csv_rows *file, struct arena *arena, const char *path);

/* The value in @row (1…) at the column @name, which must exist. */
const char *csv_value(const struct csv_rows *file, size_t row, const char *name);

#endif
