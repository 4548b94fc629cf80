#include <poll.h>
#include <time.h>

#include "base/buffer.h"
#include "base/i18n.h"

#include "office/csv_read.h"
#include "office/setup.h"
#include "store/audit.h"
#include "store/find.h"
#include "store/import.h"

enum { PROGRESS_ROWS = 5000, LINES_A_COMMIT = 50000, LINES_A_LOOK = 1000, LONG_S = 2, PAUSE_MS = 20, PAGES_A_PORTION = 64 };

/* One file on its way in. */
struct importing {
	const char *kind;
	struct office *office;
	const char *path;
	const struct office_import_watch *watch;
	struct csv_reader *reader;
	struct import *import;
	int columns;
	size_t kept;           /* lines that are committed already */
	struct timespec began; /* when the open transaction did */
	struct office_import counts;
};

static void say_bad(struct importing *importing, size_t line, const char *what)
{
	importing->counts.bad++;
	if (!importing->watch || !importing->watch->bad)
		return;
	struct buffer text = { 0 };
	buffer_printf(&text, "%s:%zu: %s", importing->path, line, what);
	importing->watch->bad(importing->watch->context, buffer_text(&text));
	buffer_finish(&text);
}

static void say_progress(const struct importing *importing)
{
	size_t done, all;
	if (importing->counts.lines % PROGRESS_ROWS || !importing->watch || !importing->watch->progress)
		return;
	csv_reader_progress(importing->reader, &done, &all);
	importing->watch->progress(importing->watch->context, done, all);
}

static void count(struct importing *importing, enum import_outcome outcome)
{
	switch (outcome) {
	case IMPORT_NEW:
		importing->counts.added++;
		break;
	case IMPORT_CHANGED:
		importing->counts.changed++;
		break;
	case IMPORT_SAME:
		importing->counts.unchanged++;
		break;
	}
}

static bool header_read(struct importing *importing, enum import_kind kind, struct arena *arena,
			struct error *err)
{
	const char *const *names;
	size_t line;
	enum csv_outcome outcome =
		csv_reader_next(importing->reader, &names, &importing->columns, &line, err);
	if (outcome == CSV_END)
		return error_set(err, ERROR_INPUT, _("%s: a line of column names is expected"),
				 importing->path);
	if (outcome == CSV_BAD)
		return error_prefix(err, "%s:%zu", importing->path, line);
	if (!store_import_begin(importing->office->store, kind, names, importing->columns, &importing->import,
				err))
		return err && err->code == ERROR_INPUT ? error_prefix(err, "%s:%zu", importing->path, line)
						       : false;
	int unknown;
	const char *const *list = store_import_unknown(importing->import, &unknown);
	importing->counts.unknown_columns = "";
	for (int i = 0; i < unknown; i++)
		importing->counts.unknown_columns = arena_printf(
			arena, "%s%s%s", importing->counts.unknown_columns, i ? " " : "", list[i]);
	return true;
}

/* One row; false only when the whole import has to stop. */
static bool row_read(struct importing *importing, const char *const *values, int columns, size_t line,
		     struct error *err)
{
	struct error wrong;
	enum import_outcome outcome;
	if (columns != importing->columns) {
		error_set(&wrong, ERROR_INPUT, _("%d columns, the header has %d"), columns,
			  importing->columns);
		say_bad(importing, line, wrong.text);
		return true;
	}
	if (store_import_row(importing->import, values, columns, &outcome, &wrong)) {
		count(importing, outcome);
		return true;
	}
	if (wrong.code == ERROR_INPUT) {
		say_bad(importing, line, wrong.text);
		return true;
	}
	*err = wrong;
	return error_prefix(err, "%s:%zu", importing->path, line);
}

/* A long file is written in parts, so that a booking never waits for all of it. */
static bool part_is_full(const struct importing *importing)
{
	struct timespec now;
	size_t lines = importing->counts.lines - importing->kept;
	if (lines == 0 || lines % LINES_A_LOOK)
		return false;
	clock_gettime(CLOCK_MONOTONIC, &now);
	return lines >= LINES_A_COMMIT || now.tv_sec - importing->began.tv_sec > LONG_S;
}

/* The trail says what came in; the values are in no row of it. */
static bool note_part(struct importing *importing, struct error *err)
{
	char lines[64];
	snprintf(lines, sizeof lines, "lines %zu-%zu", importing->kept + 1, importing->counts.lines);
	return store_add_audit(importing->office->store, "import", importing->kind, NULL, lines, err);
}

/* What the parts left in the search index is put together in portions that a booking can wait for. */
static void gather(struct importing *importing)
{
	bool more = true;
	while (more && store_gather_search(importing->office->store, PAGES_A_PORTION, &more, NULL))
		if (more)
			poll(NULL, 0, 1); /* for who waits for the lock */
}

/* Who waits for the lock needs a moment to get it before it is asked for again. */
static bool keep_part(struct importing *importing, struct error *err)
{
	static const struct timespec pause = { .tv_nsec = PAUSE_MS * 1000000L };
	if (!office_end(importing->office, note_part(importing, err), err))
		return false;
	importing->kept = importing->counts.lines;
	gather(importing);
	nanosleep(&pause, NULL);
	bool fine = office_begin(importing->office, OFFICE_ROLES_BOOK, err);
	clock_gettime(CLOCK_MONOTONIC, &importing->began);
	return fine;
}

static bool rows_read(struct importing *importing, struct error *err)
{
	for (;;) {
		const char *const *values;
		int columns;
		size_t line;
		struct error wrong;
		enum csv_outcome outcome =
			csv_reader_next(importing->reader, &values, &columns, &line, &wrong);
		if (outcome == CSV_END)
			return true;
		importing->counts.lines++;
		say_progress(importing);
		if (outcome == CSV_BAD)
			say_bad(importing, line, wrong.text);
		else if (!row_read(importing, values, columns, line, err))
			return false;
		if (part_is_full(importing) && !keep_part(importing, err))
			return false;
	}
}

static const char *kinds_text(struct arena *arena)
{
	const char *list = "";
	for (int kind = 0; kind < IMPORT_KIND_COUNT; kind++)
		list = arena_printf(arena, "%s%s%s", list, kind ? " " : "",
				    import_kind_code((enum import_kind)kind));
	return list;
}

bool office_import(struct office *office, const char *kind, const char *path,
		   const struct office_import_watch *watch, struct arena *arena, struct office_import *result,
		   struct error *err)
{
	enum import_kind which;
	struct error local;
	if (!err)
		err = &local;
	if (!import_kind_from_code(kind, &which))
		return error_set(err, ERROR_INPUT, _("there is no kind \"%.60s\"; it is one of: %s"), kind,
				 kinds_text(arena));
	struct importing importing = { .kind = kind, .office = office, .path = path, .watch = watch };
	importing.reader = csv_reader_open(path, err);
	if (!importing.reader)
		return false;
	bool fine = office_begin(office, OFFICE_ROLES_BOOK, err);
	clock_gettime(CLOCK_MONOTONIC, &importing.began);
	if (fine) {
		fine = header_read(&importing, which, arena, err) && rows_read(&importing, err) &&
		       note_part(&importing, err);
		store_import_end(importing.import);
		fine = office_end(office, fine, err);
	}
	if (fine)
		gather(&importing);
	if (!fine && importing.kept)
		error_prefix(err, _("the first %zu lines are in, give the file again for the rest"),
			     importing.kept);
	csv_reader_close(importing.reader);
	if (fine)
		*result = importing.counts;
	return fine;
}
