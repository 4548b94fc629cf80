/* The digital requests of the sample site: our own file, read without a stranger's caution. */
#include <errno.h>
#include <stdio.h>
#include <string.h>

#include "base/i18n.h"
#include "office/csv_read.h"
#include "office/demo_book.h"
#include "office/intake.h"

enum { REQUESTS_MAX = 64 };

static bool read_file(const char *path, struct buffer *text, struct error *err)
{
	char block[4096];
	size_t got;
	FILE *file = fopen(path, "re");
	if (!file)
		return error_set(err, ERROR_SYSTEM, _("%s cannot be opened: %s"), path, strerror(errno));
	while ((got = fread(block, 1, sizeof block, file)) > 0)
		buffer_add_bytes(text, block, got);
	fclose(file);
	return true;
}

static void add_request(struct intake_reading *reading, const char *const *names, const char *const *values,
			int columns, struct arena *arena)
{
	struct intake_request *request = &reading->requests[reading->count++];
	struct buffer raw = { 0 };
	*request = (struct intake_request){ .values = arena_alloc(arena, (size_t)columns *
										 sizeof *request->values) };
	for (int i = 0; i < columns; i++) {
		if (!values[i] || !values[i][0])
			continue;
		buffer_printf(&raw, "%s: %s\n", names[i], values[i]);
		request->values[request->count++] =
			(struct intake_value){ names[i], arena_strdup(arena, values[i]) };
	}
	request->raw = arena_strdup(arena, buffer_text(&raw));
	buffer_finish(&raw);
}

static void read_rows(const struct buffer *text, struct arena *arena, struct intake_reading *reading)
{
	struct csv_reader *reader = csv_reader_of(buffer_text(text), text->len);
	const char *const *values;
	struct error wrong;
	size_t line;
	int columns = 0, count;
	const char **names = NULL;
	while (reading->count < REQUESTS_MAX &&
	       csv_reader_next(reader, &values, &count, &line, &wrong) == CSV_ROW) {
		if (!names) {
			columns = count;
			names = arena_alloc(arena, (size_t)(columns + 1) * sizeof *names);
			for (int i = 0; i < columns; i++)
				names[i] = arena_strdup(arena, values[i]);
		} else if (count == columns) {
			add_request(reading, names, values, columns, arena);
		}
	}
	csv_reader_close(reader);
}

bool demo_take_requests(struct office *office, const char *path, struct error *err)
{
	struct arena arena = { 0 };
	struct buffer text = { 0 };
	struct intake_reading reading = { .format = "csv" };
	struct intake_result result;
	reading.requests = arena_alloc(&arena, REQUESTS_MAX * sizeof *reading.requests);
	bool fine = read_file(path, &text, err);
	if (fine) {
		read_rows(&text, &arena, &reading);
		struct intake_input input = { .name = "requests.csv",
					      .bytes = buffer_text(&text),
					      .len = text.len };
		fine = office_intake(office, &input, &reading, &result, err);
	}
	buffer_finish(&text);
	arena_finish(&arena);
	return fine;
}
