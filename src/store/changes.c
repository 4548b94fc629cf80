#include "store/changes.h"

#include "store/private.h"

bool store_add_change(struct store *store, const struct data_change *change, struct error *err)
{
	if (!store_need_write(store, err))
		return false;
	struct stmt *q = sql_start(store, SQL_CHANGE_ADD);
	sql_bind_int(q, store_now(store));
	sql_bind_string(q, store->actor);
	sql_bind_string(q, change->source);
	sql_bind_text(q, change->file_id);
	sql_bind_text(q, change->customer_id);
	sql_bind_text(q, change->vehicle_id);
	sql_bind_text(q, change->field);
	sql_bind_text(q, change->before);
	sql_bind_text(q, change->after);
	return sql_run(q, err);
}

bool store_changes_between(struct store *store, instant from, instant to, struct arena *arena,
			   struct data_change_list *list, struct error *err)
{
	struct data_change_list found = *list;
	struct stmt *q = sql_start(store, SQL_CHANGES_BETWEEN);
	sql_bind_int(q, from);
	sql_bind_int(q, to);
	while (sql_row(q)) {
		found.items =
			arena_grow(arena, found.items, found.count, &found.capacity, sizeof *found.items);
		struct data_change *change = &found.items[found.count++];
		*change = (struct data_change){ .key = sql_int(q) };
		change->at = sql_int(q);
		change->by = sql_text(q, arena);
		change->source = sql_text(q, arena);
		change->file_id = sql_text(q, arena);
		change->number = (int)sql_int(q);
		change->customer_id = sql_text(q, arena);
		change->dms_id = sql_text(q, arena);
		change->vehicle_id = sql_text(q, arena);
		change->vin = sql_text(q, arena);
		change->plate = sql_text(q, arena);
		change->field = sql_text(q, arena);
		change->before = sql_text(q, arena);
		change->after = sql_text(q, arena);
	}
	if (!sql_end(q, err))
		return false;
	*list = found;
	return true;
}
