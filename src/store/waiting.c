#include "store/waiting.h"

#include "base/i18n.h"
#include "store/private.h"

bool store_put_waiting(struct store *store, const struct waiting *waiting, struct error *err)
{
	if (!store_need_write(store, err))
		return false;
	struct stmt *q = sql_start(store, SQL_WAITING_PUT);
	sql_bind_text(q, waiting->file_id);
	sql_bind_text(q, request_class_code(waiting->class));
	sql_bind_int(q, waiting->since ? waiting->since : store_now(store));
	sql_bind_known(q, waiting->earliest);
	sql_bind_known(q, waiting->until);
	sql_bind_string(q, store->actor);
	store_touch_of(store, TABLE_TASK, waiting->file_id);
	return sql_run(q, err);
}

bool store_drop_waiting(struct store *store, const char *file_id, bool missing_ok, struct error *err)
{
	if (!store_need_write(store, err))
		return false;
	struct stmt *q = sql_start(store, SQL_WAITING_DROP);
	sql_bind_text(q, file_id);
	if (!sql_run(q, err))
		return false;
	if (sql_changes(store) > 0)
		store_touch_of(store, TABLE_TASK, file_id);
	else if (!missing_ok)
		return error_set(err, ERROR_NOT_FOUND, _("the file is not on the waiting list"));
	return true;
}

bool store_waiting(struct store *store, struct arena *arena, struct waiting_list *list, struct error *err)
{
	struct waiting_list found = *list;
	struct stmt *q = sql_start(store, SQL_WAITING_LIST);
	while (sql_row(q)) {
		found.items =
			arena_grow(arena, found.items, found.count, &found.capacity, sizeof *found.items);
		struct waiting *waiting = &found.items[found.count++];
		*waiting = (struct waiting){ .class = CLASS_NORMAL };
		waiting->file_id = sql_text(q, arena);
		request_class_from_code(sql_peek(q), &waiting->class);
		waiting->since = sql_int(q);
		waiting->earliest = (civil_day)sql_int(q);
		waiting->until = (civil_day)sql_int(q);
		waiting->request_due = sql_int(q);
	}
	if (!sql_end(q, err))
		return false;
	*list = found;
	return true;
}
