#include "store/task.h"

#include <string.h>

#include "base/i18n.h"
#include "model/people.h"
#include "store/private.h"

bool store_add_task(struct store *store, const struct task *task, char id[ID_SIZE], struct error *err)
{
	if (!store_need_write(store, err))
		return false;
	char own[ID_SIZE];
	store_new_id(store, own);
	struct stmt *q = sql_start(store, SQL_TASK_ADD);
	sql_bind_text(q, own);
	sql_bind_text(q, task->kind);
	sql_bind_int(q, task->roles);
	sql_bind_known(q, task->due);
	sql_bind_text(q, task->file_id);
	sql_bind_text(q, task->customer_id);
	sql_bind_text(q, task->vehicle_id);
	sql_bind_text(q, task->text);
	sql_bind_int(q, store_now(store));
	sql_bind_string(q, store->actor);
	if (!sql_run(q, err))
		return false;
	store_touch_of(store, TABLE_TASK, task->file_id);
	if (id)
		memcpy(id, own, ID_SIZE);
	return true;
}

static bool closed_by(struct store *store, const char *id, struct error *err)
{
	char stamp[CIVIL_STAMP_SIZE];
	struct stmt *q = sql_start(store, SQL_TASK_WHO);
	sql_bind_text(q, id);
	if (!sql_one(q, err, N_("task"), id))
		return false;
	const char *who = sql_peek(q);
	error_set(err, ERROR_CONFLICT, _("the task was closed by %s, %s"), who ? who : _("somebody"),
		  civil_format_instant(sql_int(q), stamp));
	sql_end(q, NULL);
	return false;
}

bool store_close_task(struct store *store, const char *id, const char *state, const char *text,
		      struct error *err)
{
	if (!store_need_write(store, err))
		return false;
	struct stmt *q = sql_start(store, SQL_TASK_CLOSE);
	sql_bind_text(q, state);
	sql_bind_text(q, text);
	sql_bind_int(q, store_now(store));
	sql_bind_string(q, store->actor);
	sql_bind_text(q, id);
	bool closed = sql_row(q);
	if (closed)
		store_touch_of(store, TABLE_TASK, sql_peek(q));
	if (!sql_run(q, err))
		return false;
	if (!closed)
		return closed_by(store, id, err);
	return true;
}

bool store_has_task(struct store *store, const char *kind, const char *text, bool *there, struct error *err)
{
	struct stmt *q = sql_start(store, SQL_TASK_OPEN_OF_KIND);
	sql_bind_text(q, kind);
	sql_bind_text(q, text);
	bool found = sql_row(q) && sql_int(q) > 0;
	if (!sql_end(q, err))
		return false;
	*there = found;
	return true;
}

bool store_finish_tasks(struct store *store, const char *kind, const char *text, const char *result,
			struct error *err)
{
	if (!store_need_write(store, err))
		return false;
	struct stmt *q = sql_start(store, SQL_TASK_DONE_OF_KIND);
	sql_bind_text(q, result);
	sql_bind_int(q, store_now(store));
	sql_bind_string(q, store->actor);
	sql_bind_text(q, kind);
	sql_bind_text(q, text);
	if (!sql_run(q, err))
		return false;
	if (sql_changes(store) > 0)
		store_touch(store, TABLE_TASK);
	return true;
}

bool store_reopen_tasks(struct store *store, const char *file_id, const char *text, struct error *err)
{
	if (!store_need_write(store, err))
		return false;
	struct stmt *q = sql_start(store, SQL_TASKS_REOPEN);
	sql_bind_text(q, file_id);
	sql_bind_text(q, text);
	if (!sql_run(q, err))
		return false;
	if (sql_changes(store) > 0)
		store_touch_of(store, TABLE_TASK, file_id);
	return true;
}

bool store_count_open_tasks(struct store *store, unsigned roles, const char *kind, int *count,
			    struct error *err)
{
	struct stmt *q = sql_start(store, SQL_TASKS_OPEN_COUNT);
	sql_bind_int(q, roles);
	sql_bind_text(q, kind);
	int found = sql_row(q) ? (int)sql_int(q) : 0;
	if (!sql_end(q, err))
		return false;
	*count = found;
	return true;
}

/* The columns of TASK_COLUMNS. */
static void read_task(struct stmt *q, struct arena *arena, struct task *task)
{
	*task = (struct task){ .id = sql_text(q, arena) };
	task->kind = sql_text(q, arena);
	task->roles = (unsigned)sql_int(q);
	task->due = sql_int(q);
	task->file_id = sql_text(q, arena);
	task->number = (int)sql_int(q);
	task->customer_id = sql_text(q, arena);
	task->vehicle_id = sql_text(q, arena);
	task->text = sql_text(q, arena);
	task->state = sql_text(q, arena);
	task->created = sql_int(q);
	task->created_by = sql_text(q, arena);
	task->done = sql_int(q);
	task->done_by = sql_text(q, arena);
	task->revision = (int)sql_int(q);
	task->result = sql_text(q, arena);
}

static struct task *add_task(struct arena *arena, struct task_list *list)
{
	list->items = arena_grow(arena, list->items, list->count, &list->capacity, sizeof *list->items);
	return &list->items[list->count++];
}

bool store_open_tasks(struct store *store, unsigned roles, const char *file_id, struct arena *arena,
		      struct task_list *list, struct error *err)
{
	struct task_list found = *list;
	struct stmt *q = sql_start(store, SQL_TASKS_OPEN);
	sql_bind_int(q, roles);
	sql_bind_text(q, file_id);
	while (sql_row(q))
		read_task(q, arena, add_task(arena, &found));
	if (!sql_end(q, err))
		return false;
	*list = found;
	return true;
}

static const char *name_of(struct stmt *q, struct arena *arena)
{
	char name[512];
	struct customer customer = { .company = sql_int(q) != 0 };
	customer.family = sql_text(q, arena);
	customer.given = sql_text(q, arena);
	customer.company_name = sql_text(q, arena);
	bool any = customer.family || customer.given || customer.company_name;
	return any ? arena_strdup(arena, customer_name(&customer, name, sizeof name)) : NULL;
}

bool store_task_rows(struct store *store, unsigned roles, int limit, struct arena *arena,
		     struct task_list *list, struct error *err)
{
	struct task_list found = *list;
	struct stmt *q = sql_start(store, SQL_TASK_ROWS);
	sql_bind_int(q, roles);
	sql_bind_int(q, limit);
	while (sql_row(q)) {
		struct task *task = add_task(arena, &found);
		read_task(q, arena, task);
		task->customer_name = name_of(q, arena);
		task->plate = sql_text(q, arena);
		task->model = sql_text(q, arena);
	}
	if (!sql_end(q, err))
		return false;
	*list = found;
	return true;
}

bool store_get_task(struct store *store, const char *id, struct arena *arena, struct task *task,
		    struct error *err)
{
	struct stmt *q = sql_start(store, SQL_TASK_GET);
	sql_bind_text(q, id);
	if (!sql_one(q, err, N_("task"), id))
		return false;
	read_task(q, arena, task);
	return sql_end(q, err);
}

bool store_desk_counts(struct store *store, civil_day today, struct desk_counts *counts, struct error *err)
{
	struct desk_counts found = { 0 };
	struct stmt *q = sql_start(store, SQL_DESK_COUNTS);
	sql_bind_int(q, today);
	sql_bind_int(q, store_now(store));
	if (sql_row(q)) {
		found.requests = (int)sql_int(q);
		found.next_request = sql_int(q);
		found.tasks = (int)sql_int(q);
		found.reminders = (int)sql_int(q);
		found.returns = (int)sql_int(q);
	}
	if (!sql_end(q, err))
		return false;
	*counts = found;
	return true;
}
