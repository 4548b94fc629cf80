/* Requests as CSV: a line of names, then one request a line (libcsv, by office/csv_read.h). */
#include <stdio.h>
#include <string.h>

#include "base/arena.h"
#include "exchange/read.h"
#include "office/csv_read.h"

/* The line @number of the text (from 1), to be read by hand. */
static void bad_line(const char *text, size_t len, size_t number, struct reading *reading)
{
	const char *end = text + len;
	for (size_t line = 1; line < number && text < end; line++) {
		const char *next = memchr(text, '\n', (size_t)(end - text));
		text = next ? next + 1 : end;
	}
	const char *stop = memchr(text, '\n', (size_t)(end - text));
	json_t *request = request_add(reading, text, (size_t)((stop ? stop : end) - text));
	if (request)
		request_by_hand(request, "csv-row %zu", number);
}

static json_t *row_request(const char *const *names, int columns, const char *const *values,
			   struct reading *reading)
{
	struct buffer raw = { 0 };
	for (int i = 0; i < columns; i++)
		if (values[i] && values[i][0])
			buffer_printf(&raw, "%s: %s\n", names[i], values[i]);
	json_t *request = request_add(reading, buffer_text(&raw), raw.len);
	buffer_finish(&raw);
	for (int i = 0; request && i < columns; i++)
		request_put_text(request, names[i], values[i]);
	return request;
}

static const char *const *copy_names(const char *const *values, int count, struct arena *arena)
{
	const char **names = arena_alloc(arena, (size_t)(count + 1) * sizeof *names);
	for (int i = 0; i < count; i++)
		names[i] = arena_strdup(arena, values[i] ? values[i] : "");
	return names;
}

void read_csv(const char *text, size_t len, struct reading *reading)
{
	struct arena arena = { 0 };
	struct csv_reader *reader = csv_reader_of(text, len);
	const char *const *values, *const *names = NULL;
	struct error err;
	size_t line;
	int count = 0, columns = 0;
	if (csv_reader_next(reader, &values, &columns, &line, &err) == CSV_ROW)
		names = copy_names(values, columns, &arena);
	else
		snprintf(reading->refused, sizeof reading->refused, "csv-header");
	while (names) {
		enum csv_outcome outcome = csv_reader_next(reader, &values, &count, &line, &err);
		if (outcome == CSV_END)
			break;
		if (json_array_size(reading->requests) >= REQUESTS_MAX) {
			snprintf(reading->refused, sizeof reading->refused, "too-many %d", REQUESTS_MAX);
			break;
		}
		if (outcome == CSV_BAD || count != columns)
			bad_line(text, len, line, reading);
		else
			row_request(names, columns, values, reading);
	}
	if (names && json_array_size(reading->requests) == 0)
		snprintf(reading->refused, sizeof reading->refused, "empty");
	csv_reader_close(reader);
	arena_finish(&arena);
}
