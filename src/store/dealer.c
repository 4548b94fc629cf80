#include "store/dealer.h"

#include <string.h>

#include "store/private.h"

bool store_dealer(struct store *store, struct arena *arena, struct dealer_rows *rows, struct error *err)
{
	struct dealer_rows found = *rows;
	struct stmt *q = sql_start(store, SQL_DEALER_ROWS);
	while (sql_row(q)) {
		found.items =
			arena_grow(arena, found.items, found.count, &found.capacity, sizeof *found.items);
		struct dealer_row *row = &found.items[found.count++];
		*row = (struct dealer_row){ .field = sql_text(q, arena) };
		row->value = sql_text(q, arena);
		row->source = sql_text(q, arena);
		row->checked = sql_int(q);
		row->checked_by = sql_text(q, arena);
	}
	if (!sql_end(q, err))
		return false;
	*rows = found;
	return true;
}

bool store_listing(struct store *store, struct arena *arena, struct listing_rows *rows, struct error *err)
{
	struct listing_rows found = *rows;
	struct stmt *q = sql_start(store, SQL_LISTING_ROWS);
	while (sql_row(q)) {
		found.items =
			arena_grow(arena, found.items, found.count, &found.capacity, sizeof *found.items);
		struct listing_row *row = &found.items[found.count++];
		*row = (struct listing_row){ .source = sql_text(q, arena) };
		row->field = sql_text(q, arena);
		row->value = sql_text(q, arena);
		row->seen = sql_int(q);
	}
	if (!sql_end(q, err))
		return false;
	*rows = found;
	return true;
}

static bool note_change(struct store *store, const char *field, const char *value, struct error *err)
{
	struct stmt *q = sql_start(store, SQL_DEALER_NOTE);
	sql_bind_text(q, field);
	sql_bind_text(q, value);
	sql_bind_int(q, store_now(store));
	sql_bind_string(q, store->actor);
	return sql_run(q, err);
}

static bool put(struct store *store, const char *field, const char *value, const char *source,
		struct error *err)
{
	struct stmt *q = sql_start(store, SQL_DEALER_SET);
	sql_bind_text(q, field);
	sql_bind_text(q, value);
	sql_bind_text(q, source);
	store_touch(store, TABLE_SITE | TABLE_DEALER);
	return sql_run(q, err);
}

bool store_set_dealer(struct store *store, const char *field, const char *value, struct error *err)
{
	if (!store_need_write(store, err))
		return false;
	return note_change(store, field, value, err) && put(store, field, value, "desk", err);
}

bool store_check_dealer(struct store *store, const char *field, const char *value, struct error *err)
{
	if (!store_need_write(store, err))
		return false;
	struct stmt *q = sql_start(store, SQL_DEALER_CHECK);
	sql_bind_text(q, field);
	sql_bind_text(q, value);
	sql_bind_int(q, store_now(store));
	sql_bind_string(q, store->actor);
	store_touch(store, TABLE_DEALER);
	return sql_run(q, err);
}

bool store_undo_dealer(struct store *store, struct arena *arena, const char **field, struct error *err)
{
	if (!store_need_write(store, err))
		return false;
	const char *name = NULL, *before = NULL, *source = NULL;
	int64_t key = 0;
	struct stmt *q = sql_start(store, SQL_DEALER_LAST);
	if (sql_row(q)) {
		key = sql_int(q);
		name = sql_text(q, arena);
		before = sql_text(q, arena);
		source = sql_text(q, arena);
	}
	if (!sql_end(q, err))
		return false;
	*field = name;
	if (!name)
		return true;
	q = sql_start(store, SQL_DEALER_UNDONE);
	sql_bind_int(q, key);
	return sql_run(q, err) && put(store, name, before, source ? source : "site", err);
}
