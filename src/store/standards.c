#include "store/standards.h"

#include <string.h>

#include "store/private.h"

enum { TOGETHER = 8 };

/* Writes @count of those that were asked, by their numbers in @asked, in one statement. */
static bool put_some(struct store *store, const char *contact_id, const struct standard_result *results,
		     const int *asked, int count, const char *reason, struct error *err)
{
	struct stmt *q = sql_start(store, count == TOGETHER ? SQL_STANDARD_PUT_EIGHT : SQL_STANDARD_PUT);
	sql_bind_text(q, contact_id);
	sql_bind_int(q, store_now(store));
	sql_bind_string(q, store->actor);
	for (int i = 0; i < count; i++) {
		const struct standard_result *result = &results[asked[i]];
		sql_bind_text(q, standard_rows[asked[i]].code);
		sql_bind_text(q, standard_state_code(result->state));
		if (result->has_figure)
			sql_bind_int(q, result->figure);
		else
			sql_bind_null(q);
		sql_bind_text(q, result->state == STANDARD_WAIVED ? reason : NULL);
	}
	return sql_run(q, err) || error_prefix(err, "%s", standard_rows[asked[0]].code);
}

bool store_put_standards(struct store *store, const char *contact_id,
			 const struct standard_result results[STANDARD_COUNT], const char *reason,
			 struct error *err)
{
	int asked[STANDARD_COUNT], count = 0;
	if (!store_need_write(store, err))
		return false;
	store_touch(store, TABLE_CONTACT);
	for (int i = 0; i < STANDARD_COUNT; i++)
		if (results[i].state != STANDARD_NOT_ASKED)
			asked[count++] = i;
	for (int at = 0, some; at < count; at += some) {
		some = count - at >= TOGETHER ? TOGETHER : 1;
		if (!put_some(store, contact_id, results, asked + at, some, reason, err))
			return false;
	}
	return true;
}

/* The columns of STANDARD_COLUMNS; false for a requirement that only a newer program knows. */
static bool read_line(struct stmt *q, struct arena *arena, struct standard_line *line)
{
	*line = (struct standard_line){ .contact_id = sql_text(q, arena) };
	const char *code = sql_peek(q);
	bool known = code && standard_from_code(code, &line->standard);
	code = sql_peek(q);
	known = code && standard_state_from_code(code, &line->state) && known;
	const char *figure = sql_text(q, arena); /* its own type does not matter: NULL or a number */
	line->has_figure = figure != NULL;
	line->figure = (int)sql_int(q);
	line->reason = sql_text(q, arena);
	line->at = sql_int(q);
	line->by = sql_text(q, arena);
	code = sql_peek(q);
	if (code)
		channel_from_code(code, &line->channel);
	line->file_id = sql_text(q, arena);
	line->number = (int)sql_int(q);
	return known;
}

static bool read_list(struct stmt *q, struct arena *arena, struct standard_list *list, struct error *err)
{
	struct standard_list found = *list;
	while (sql_row(q)) {
		found.items =
			arena_grow(arena, found.items, found.count, &found.capacity, sizeof *found.items);
		found.count += read_line(q, arena, &found.items[found.count]);
	}
	if (!sql_end(q, err))
		return false;
	*list = found;
	return true;
}

/* Few rows: into the order of the requirements. */
static void sort_by_standard(struct standard_list *list, size_t first)
{
	for (size_t i = first + 1; i < list->count; i++) {
		struct standard_line line = list->items[i];
		size_t at = i;
		for (; at > first && list->items[at - 1].standard > line.standard; at--)
			list->items[at] = list->items[at - 1];
		list->items[at] = line;
	}
}

static bool read_one(struct store *store, enum sql sql, const char *id, struct arena *arena,
		     struct standard_list *list, struct error *err)
{
	size_t first = list->count;
	struct stmt *q = sql_start(store, sql);
	sql_bind_text(q, id);
	if (!read_list(q, arena, list, err))
		return false;
	sort_by_standard(list, first);
	return true;
}

bool store_contact_standards(struct store *store, const char *contact_id, struct arena *arena,
			     struct standard_list *list, struct error *err)
{
	return read_one(store, SQL_STANDARDS_OF_CONTACT, contact_id, arena, list, err);
}

bool store_file_standards(struct store *store, const char *file_id, struct arena *arena,
			  struct standard_list *list, struct error *err)
{
	return read_one(store, SQL_STANDARDS_OF_FILE, file_id, arena, list, err);
}

bool store_standard_sums(struct store *store, instant from, instant to,
			 struct standard_sum sums[STANDARD_COUNT], struct error *err)
{
	struct standard_sum found[STANDARD_COUNT] = { 0 };
	struct stmt *q = sql_start(store, SQL_STANDARD_SUMS);
	sql_bind_int(q, from);
	sql_bind_int(q, to);
	while (sql_row(q)) {
		enum standard standard = STANDARD_R7;
		const char *code = sql_peek(q);
		bool known = code && standard_from_code(code, &standard);
		struct standard_sum sum = { .asked = (int)sql_int(q) };
		sum.met = (int)sql_int(q);
		sum.open = (int)sql_int(q);
		sum.waived = (int)sql_int(q);
		sum.figures = (int)sql_int(q);
		sum.total = sql_int(q);
		sum.least = (int)sql_int(q);
		sum.most = (int)sql_int(q);
		if (known)
			found[standard] = sum;
	}
	if (!sql_end(q, err))
		return false;
	memcpy(sums, found, sizeof found);
	return true;
}

bool store_standards_between(struct store *store, instant from, instant to, int standard,
			     enum standard_state state, int limit, struct arena *arena,
			     struct standard_list *list, struct error *err)
{
	struct stmt *q = sql_start(store, SQL_STANDARDS_BETWEEN);
	sql_bind_int(q, from);
	sql_bind_int(q, to);
	sql_bind_text(q, standard < 0 ? NULL : standard_rows[standard].code);
	sql_bind_text(q, standard_state_code(state));
	sql_bind_int(q, limit);
	return read_list(q, arena, list, err);
}
