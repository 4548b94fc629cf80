#include "csv_rows.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>
#include <csv.h>

enum { COLUMNS_MAX = 40 };

struct reading {
	struct csv_rows *file;
	struct arena *arena;
	char *fields[COLUMNS_MAX];
	size_t field_count;
};

static void end_field(void *text, size_t len, void *context)
{
	struct reading *reading = context;
	assert_true(reading->field_count < COLUMNS_MAX);
	reading->fields[reading->field_count++] = arena_strndup(reading->arena, text ? text : "", len);
}

static void end_row(int c, void *context)
{
	struct reading *reading = context;
	struct csv_rows *file = reading->file;
	if (file->count == 0)
		file->columns = reading->field_count;
	if (reading->field_count != file->columns)
		fail_msg("row %zu has %zu fields", file->count + 1, reading->field_count);
	char **row = arena_alloc(reading->arena, sizeof *row * file->columns);
	memcpy(row, reading->fields, sizeof *row * file->columns);
	file->rows = arena_grow(reading->arena, file->rows, file->count, &file->capacity, sizeof *file->rows);
	file->rows[file->count++] = row;
	reading->field_count = 0;
}

void csv_rows_read(struct csv_rows *file, struct arena *arena, const char *path)
{
	enum { TEXT_MAX = 4 * 1024 * 1024 };
	char *text = malloc(TEXT_MAX);
	FILE *stream = fopen(path, "rb");
	if (!stream || !text)
		fail_msg("%s cannot be read", path);
	size_t len = fread(text, 1, TEXT_MAX, stream);
	fclose(stream);
	assert_true(len > 3 && len < TEXT_MAX);
	*file = (struct csv_rows){ .marked = memcmp(text, "\xEF\xBB\xBF", 3) == 0 };
	size_t skip = file->marked ? 3 : 0;
	size_t header = strcspn(text, "\n");
	struct reading reading = { .file = file, .arena = arena };
	struct csv_parser parser;
	csv_init(&parser, CSV_STRICT | CSV_STRICT_FINI);
	csv_set_delim(&parser, memchr(text, ';', header) ? ';' : ',');
	assert_int_equal(csv_parse(&parser, text + skip, len - skip, end_field, end_row, &reading),
			 len - skip);
	csv_fini(&parser, end_field, end_row, &reading);
	csv_free(&parser);
	free(text);
}

const char *csv_value(const struct csv_rows *file, size_t row, const char *name)
{
	for (size_t i = 0; i < file->columns; i++)
		if (strcmp(file->rows[0][i], name) == 0)
			return file->rows[row][i];
	fail_msg("no column %s", name);
	return NULL;
}
