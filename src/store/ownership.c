#include "store/ownership.h"

#include <string.h>

#include "base/i18n.h"
#include "store/private.h"

bool store_add_ownership(struct store *store, const struct ownership *change, char id[ID_SIZE],
			 struct error *err)
{
	char own[ID_SIZE];
	if (!store_need_write(store, err))
		return false;
	store_new_id(store, own);
	struct stmt *q = sql_start(store, SQL_OWNERSHIP_ADD);
	sql_bind_text(q, own);
	sql_bind_text(q, change->vehicle_id);
	sql_bind_text(q, change->file_id);
	sql_bind_text(q, change->new_owner);
	sql_bind_known(q, change->since);
	sql_bind_int(q, store_now(store));
	sql_bind_string(q, store->actor);
	sql_bind_text(q, change->owner_type);
	sql_bind_text(q, change->owner_name);
	sql_bind_text(q, change->address);
	sql_bind_text(q, change->telephone);
	sql_bind_text(q, change->email);
	sql_bind_text(q, change->proof);
	sql_bind_text(q, change->seller);
	sql_bind_index(q, change->mileage);
	sql_bind_text(q, change->advisor);
	if (!sql_run(q, err))
		return false;
	store_touch_of(store, TABLE_TASK, change->file_id);
	if (id)
		memcpy(id, own, ID_SIZE);
	return true;
}

static void read_ownership(struct stmt *q, struct arena *arena, struct ownership *change)
{
	*change = (struct ownership){ .id = sql_text(q, arena) };
	change->vehicle_id = sql_text(q, arena);
	change->file_id = sql_text(q, arena);
	change->number = (int)sql_int(q);
	change->new_owner = sql_text(q, arena);
	change->since = (civil_day)sql_int(q);
	const char *state = sql_peek(q);
	if (state)
		ownership_state_from_code(state, &change->state);
	change->opened = sql_int(q);
	change->opened_by = sql_text(q, arena);
	change->completed = (civil_day)sql_int(q);
	change->done_by = sql_text(q, arena);
	change->owner_type = sql_text(q, arena);
	change->owner_name = sql_text(q, arena);
	change->address = sql_text(q, arena);
	change->telephone = sql_text(q, arena);
	change->email = sql_text(q, arena);
	change->proof = sql_text(q, arena);
	change->seller = sql_text(q, arena);
	change->mileage = (int)sql_int_or(q, -1);
	change->advisor = sql_text(q, arena);
	change->revision = (int)sql_int(q);
}

static bool read_steps(struct store *store, struct ownership *change, struct error *err)
{
	struct stmt *q = sql_start(store, SQL_OWNERSHIP_STEPS);
	sql_bind_text(q, change->id);
	while (sql_row(q)) {
		enum ownership_step step;
		const char *code = sql_peek(q);
		if (code && ownership_step_from_code(code, &step))
			change->steps |= 1U << step;
	}
	return sql_end(q, err);
}

bool store_get_ownership(struct store *store, const char *id, struct arena *arena, struct ownership *change,
			 struct error *err)
{
	struct ownership found;
	struct stmt *q = sql_start(store, SQL_OWNERSHIP_GET);
	sql_bind_text(q, id);
	if (!sql_one(q, err, N_("ownership change"), id))
		return false;
	read_ownership(q, arena, &found);
	if (!sql_end(q, err) || !read_steps(store, &found, err))
		return false;
	*change = found;
	return true;
}

bool store_file_ownership(struct store *store, const char *file_id, struct arena *arena,
			  struct ownership *change, bool *found, struct error *err)
{
	struct ownership read;
	struct stmt *q = sql_start(store, SQL_OWNERSHIP_OF_FILE);
	sql_bind_text(q, file_id);
	bool any = sql_row(q);
	if (any)
		read_ownership(q, arena, &read);
	if (!sql_end(q, err) || (any && !read_steps(store, &read, err)))
		return false;
	*found = any;
	if (any)
		*change = read;
	return true;
}

static bool put_steps(struct store *store, const struct ownership *change, struct error *err)
{
	for (int i = 0; i < OWNERSHIP_STEP_COUNT; i++) {
		bool ticked = change->steps & 1U << i;
		struct stmt *q = sql_start(store, ticked ? SQL_OWNERSHIP_STEP_PUT : SQL_OWNERSHIP_STEP_DROP);
		sql_bind_text(q, change->id);
		sql_bind_text(q, ownership_step_code((enum ownership_step)i));
		if (ticked) {
			sql_bind_int(q, store_now(store));
			sql_bind_string(q, store->actor);
		}
		if (!sql_run(q, err))
			return false;
	}
	return true;
}

bool store_put_ownership(struct store *store, const struct ownership *change, struct error *err)
{
	if (!store_need_write(store, err))
		return false;
	bool done = change->state == OWNERSHIP_DONE || change->state == OWNERSHIP_DROPPED;
	struct stmt *q = sql_start(store, SQL_OWNERSHIP_SET);
	sql_bind_known(q, change->since);
	sql_bind_text(q, ownership_state_code(change->state));
	sql_bind_text(q, change->new_owner);
	sql_bind_text(q, change->owner_name);
	sql_bind_known(q, change->completed);
	sql_bind_known(q, done ? store_now(store) : 0);
	sql_bind_text(q, store->actor);
	sql_bind_text(q, change->id);
	sql_bind_int(q, change->revision);
	if (!sql_run(q, err))
		return false;
	if (sql_changes(store) == 0)
		return error_set(err, ERROR_CONFLICT,
				 _("the ownership change was worked on elsewhere; look again and repeat"));
	store_touch(store, TABLE_TASK);
	return put_steps(store, change, err);
}
