#include "store/input.h"

#include <stdio.h>

#include "store/private.h"

static bool add_erased(struct store *store, const char *digest, int64_t bytes, struct error *err)
{
	struct stmt *q = sql_start(store, SQL_ERASE_LATE_INPUT);
	sql_bind_text(q, digest);
	sql_bind_int(q, bytes);
	return sql_run(q, err);
}

static bool is_of_erased(struct store *store, const struct input_tie *tie, bool *erased, struct error *err)
{
	struct stmt *q = sql_start(store, SQL_INPUT_OF_ERASED);
	sql_bind_text(q, tie->request);
	sql_bind_text(q, tie->message);
	*erased = sql_row(q) && sql_int(q) != 0;
	return sql_end(q, err);
}

bool store_tie_input(struct store *store, const struct input_tie *tie, bool *erased, struct error *err)
{
	if (!store_need_write(store, err))
		return false;
	bool gone;
	struct stmt *q = sql_start(store, SQL_INPUT_TIE);
	sql_bind_text(q, tie->digest);
	sql_bind_int(q, (int64_t)tie->bytes);
	sql_bind_text(q, tie->request);
	sql_bind_text(q, tie->message);
	if (!sql_run(q, err))
		return false;
	if (sql_changes(store))
		store_touch(store, tie->request ? TABLE_REQUEST : TABLE_MESSAGE);
	if (!is_of_erased(store, tie, &gone, err))
		return false;
	if (gone) {
		if (!add_erased(store, tie->digest, (int64_t)tie->bytes, err))
			return false;
		q = sql_start(store, SQL_ERASE_LATE_ORIGINAL);
		sql_bind_text(q, tie->digest);
		if (!sql_run(q, err))
			return false;
	}
	*erased = gone;
	return true;
}

bool store_erased_inputs(struct store *store, struct arena *arena, struct erased_inputs *list,
			 struct error *err)
{
	struct erased_inputs found = { .count = 0 };
	size_t room = 0;
	struct stmt *q = sql_start(store, SQL_ERASED_INPUTS);
	while (sql_row(q)) {
		found.items = arena_grow(arena, found.items, found.count, &room, sizeof *found.items);
		struct erased_input *input = &found.items[found.count++];
		const char *digest = sql_peek(q);
		snprintf(input->digest, sizeof input->digest, "%s", digest ? digest : "");
		input->bytes = sql_int(q);
	}
	if (!sql_end(q, err))
		return false;
	*list = found;
	return true;
}

bool store_count_erased_inputs(struct store *store, int64_t *count, struct error *err)
{
	struct stmt *q = sql_start(store, SQL_ERASED_INPUT_COUNT);
	int64_t found = sql_row(q) ? sql_int(q) : 0;
	if (!sql_end(q, err))
		return false;
	*count = found;
	return true;
}

bool store_input_erased(struct store *store, const char *digest, bool *erased, struct error *err)
{
	struct stmt *q = sql_start(store, SQL_ERASED_INPUT_THERE);
	sql_bind_text(q, digest);
	bool found = sql_row(q) && sql_int(q) > 0;
	if (!sql_end(q, err))
		return false;
	*erased = found;
	return true;
}

bool store_repeat_erased_inputs(struct store *from, struct store *into, struct error *err)
{
	struct arena arena = { 0 };
	struct erased_inputs list = { .count = 0 };
	bool fine = store_need_write(into, err) && store_erased_inputs(from, &arena, &list, err);
	for (size_t i = 0; fine && i < list.count; i++)
		fine = add_erased(into, list.items[i].digest, list.items[i].bytes, err);
	arena_finish(&arena);
	return fine && sql_run(sql_start(into, SQL_ERASED_ORIGINALS), err);
}
