#include "office/csv_read.h"

#include <csv.h>
#include <errno.h>
#include <fcntl.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/arena.h"
#include "base/guard.h"
#include "base/i18n.h"
#include "base/memory.h"
#include "base/text.h"

enum { RECORD_BYTES_MAX = 64 * 1024 };

struct csv_reader {
	const char *map;
	size_t size;
	bool mapped; /* by us: to be given back */
	size_t at;   /* the next byte */
	size_t line; /* its line, from 1 */
	char delimiter;

	/* the record that is being read */
	struct arena arena;
	const char *values[CSV_COLUMNS_MAX];
	int count;
	bool too_many;
	bool complete;
};

static bool file_map(struct csv_reader *reader, int fd, const char *path, struct error *err)
{
	struct stat info;
	if (fstat(fd, &info) != 0)
		return error_set(err, ERROR_SYSTEM, _("%s cannot be read: %s"), path, strerror(errno));
	if (!S_ISREG(info.st_mode))
		return error_set(err, ERROR_INPUT, _("%s is no file; name a CSV file"), path);
	if (info.st_size == 0)
		return error_set(err, ERROR_INPUT, _("%s is empty; a line of column names is expected"),
				 path);
	reader->size = (size_t)info.st_size;
	void *map = mmap(NULL, reader->size, PROT_READ, MAP_PRIVATE, fd, 0);
	reader->mapped = map != MAP_FAILED;
	if (reader->mapped) {
		reader->map = map;
		return true;
	}
	return error_set(err, ERROR_SYSTEM, _("%s cannot be read: %s"), path, strerror(errno));
}

/* ';' when the first line has more of them than of ','. */
static char delimiter_detect(const char *text, size_t len)
{
	int semicolons = 0, commas = 0;
	for (size_t i = 0; i < len && text[i] != '\n'; i++) {
		semicolons += text[i] == ';';
		commas += text[i] == ',';
	}
	return semicolons > commas ? ';' : ',';
}

static void begin(struct csv_reader *reader)
{
	if (reader->size >= 3 && memcmp(reader->map, "\xef\xbb\xbf", 3) == 0)
		reader->at = 3;
	reader->line = 1;
	reader->delimiter = delimiter_detect(reader->map + reader->at, reader->size - reader->at);
}

struct csv_reader *csv_reader_open(const char *path, struct error *err)
{
	struct csv_reader *reader = memory_zeroed(1, sizeof *reader);
	int fd = guard_open(path, O_RDONLY | O_NONBLOCK);
	bool fine =
		fd >= 0 ? file_map(reader, fd, path, err)
			: error_set(err, ERROR_SYSTEM, _("%s cannot be opened: %s"), path, strerror(errno));
	if (fd >= 0)
		close(fd);
	if (!fine) {
		csv_reader_close(reader);
		return NULL;
	}
	begin(reader);
	return reader;
}

struct csv_reader *csv_reader_of(const char *text, size_t len)
{
	struct csv_reader *reader = memory_zeroed(1, sizeof *reader);
	reader->map = text;
	reader->size = len;
	begin(reader);
	return reader;
}

void csv_reader_close(struct csv_reader *reader)
{
	if (!reader)
		return;
	if (reader->mapped)
		munmap((void *)(uintptr_t)reader->map, reader->size);
	arena_finish(&reader->arena);
	free(reader);
}

static void on_field(void *text, size_t len, void *context)
{
	struct csv_reader *reader = context;
	if (reader->count == CSV_COLUMNS_MAX)
		reader->too_many = true;
	else
		reader->values[reader->count++] = arena_strndup(&reader->arena, text ? text : "", len);
	/* A zero byte would cut the value unseen. */
	if (text && memchr(text, '\0', len))
		reader->values[reader->count - 1] = "\xff";
}

static void on_record(int end, void *context)
{
	struct csv_reader *reader = context;
	reader->complete = true;
}

/* Bytes of the line at @at with its end. */
static size_t line_length(const struct csv_reader *reader, size_t at)
{
	const char *end = memchr(reader->map + at, '\n', reader->size - at);
	return end ? (size_t)(end - reader->map) + 1 - at : reader->size - at;
}

static bool is_blank(const char *text, size_t len)
{
	for (size_t i = 0; i < len; i++)
		if (text[i] != '\r' && text[i] != '\n' && text[i] != ' ' && text[i] != '\t')
			return false;
	return true;
}

static void skip_blank(struct csv_reader *reader)
{
	while (reader->at < reader->size) {
		size_t len = line_length(reader, reader->at);
		if (!is_blank(reader->map + reader->at, len))
			return;
		reader->at += len;
		reader->line++;
	}
}

/* Feeds lines until a record is complete; false when its quotes are wrong or it does not end. */
static bool record_parse(struct csv_reader *reader, size_t *at, size_t *line)
{
	struct csv_parser parser;
	if (csv_init(&parser, CSV_STRICT | CSV_STRICT_FINI) != 0)
		abort();
	csv_set_delim(&parser, (unsigned char)reader->delimiter);
	size_t start = *at;
	bool fine = true;
	while (fine && !reader->complete && *at < reader->size && *at - start < RECORD_BYTES_MAX) {
		size_t len = line_length(reader, *at);
		fine = csv_parse(&parser, reader->map + *at, len, on_field, on_record, reader) == len;
		*at += len;
		(*line)++;
	}
	if (fine && !reader->complete)
		fine = *at >= reader->size && csv_fini(&parser, on_field, on_record, reader) == 0;
	csv_free(&parser);
	return fine;
}

static bool record_check(const struct csv_reader *reader, struct error *err)
{
	if (reader->too_many)
		return error_set(err, ERROR_INPUT, _("more than %d columns"), CSV_COLUMNS_MAX);
	for (int i = 0; i < reader->count; i++)
		if (!text_is_valid(reader->values[i], strlen(reader->values[i])))
			return error_set(err, ERROR_INPUT,
					 _("column %d is not UTF-8 text; save the file as UTF-8"), i + 1);
	return true;
}

enum csv_outcome csv_reader_next(struct csv_reader *reader, const char *const **values, int *count,
				 size_t *line, struct error *err)
{
	skip_blank(reader);
	*line = reader->line;
	if (reader->at >= reader->size)
		return CSV_END;
	size_t at = reader->at, next_line = reader->line;
	arena_finish(&reader->arena);
	reader->count = 0;
	reader->complete = false;
	reader->too_many = false;
	if (!record_parse(reader, &at, &next_line)) {
		/* Only its first line is given up: a quote that is not closed must not swallow the rest. */
		reader->at += line_length(reader, reader->at);
		reader->line++;
		error_set(err, ERROR_INPUT,
			  _("the quotes are wrong; a quote inside a quoted value is doubled"));
		return CSV_BAD;
	}
	reader->at = at;
	reader->line = next_line;
	*values = reader->values;
	*count = reader->count;
	return record_check(reader, err) ? CSV_ROW : CSV_BAD;
}

void csv_reader_progress(const struct csv_reader *reader, size_t *done, size_t *all)
{
	*done = reader->at;
	*all = reader->size;
}
