/* Holds: proposals kept free while they are read out. */
#include "base/i18n.h"
#include "store/appointment.h"
#include "store/occupy.h"
#include "store/private.h"

static bool add_hold(struct store *store, const char *file, int position, const char *kind,
		     struct moment offered, instant until, int64_t *key, struct error *err)
{
	struct stmt *q = sql_start(store, SQL_HOLD_ADD);
	sql_bind_text(q, file);
	sql_bind_int(q, position);
	sql_bind_text(q, kind);
	sql_bind_int(q, offered.day);
	sql_bind_int(q, offered.minute);
	sql_bind_int(q, until);
	sql_bind_int(q, store_now(store));
	sql_bind_string(q, store->actor);
	if (!sql_run(q, err))
		return false;
	*key = sql_last_key(store);
	return true;
}

static bool insert_holds(struct store *store, const struct site *site, const char *file_id,
			 const struct plan_request *request, const struct plan_candidate *const *candidates,
			 int count, const char *kind, struct moment offered, instant until, struct error *err)
{
	enum { HOLDS_MAX = 3 };
	if (!store_need_write(store, err))
		return false;
	if (count > HOLDS_MAX)
		return error_set(err, ERROR_REFUSED, _("at most %d dates can be kept free for one file"),
				 HOLDS_MAX);
	struct arena scratch = { 0 };
	struct site_keys keys;
	bool fine = site_keys_load(store, site, &scratch, &keys, err);
	for (int i = 0; fine && i < count; i++) {
		int64_t hold = 0;
		fine = add_hold(store, file_id, i + 1, kind, offered, until, &hold, err) &&
		       occupy(store, site, &keys, file_id, request, candidates[i], 0, hold, err);
	}
	arena_finish(&scratch);
	store_touch(store, TABLE_HOLD);
	return fine;
}

bool store_insert_holds(struct store *store, const struct site *site, const char *file_id,
			const struct plan_request *request, const struct plan_candidate *const *candidates,
			int count, struct moment offered, instant until, struct error *err)
{
	return store_delete_spoken_holds(store, file_id, err) &&
	       insert_holds(store, site, file_id, request, candidates, count, "spoken", offered, until, err);
}

bool store_insert_written_holds(struct store *store, const struct site *site, const char *file_id,
				const struct plan_request *request,
				const struct plan_candidate *const *candidates, int count,
				struct moment offered, instant until, struct error *err)
{
	return store_delete_holds(store, file_id, err) &&
	       insert_holds(store, site, file_id, request, candidates, count, "written", offered, until, err);
}

bool store_renew_holds(struct store *store, const char *file_id, instant until, struct error *err)
{
	if (!store_need_write(store, err))
		return false;
	struct stmt *q = sql_start(store, SQL_HOLD_RENEW);
	sql_bind_int(q, until);
	sql_bind_text(q, file_id);
	return sql_run(q, err);
}

static bool delete_holds(struct store *store, enum sql which, const char *file_id, struct error *err)
{
	if (!store_need_write(store, err))
		return false;
	struct stmt *q = sql_start(store, which);
	sql_bind_text(q, file_id);
	if (!sql_run(q, err))
		return false;
	if (sql_changes(store) > 0)
		store_touch(store, TABLE_HOLD);
	return true;
}

bool store_delete_holds(struct store *store, const char *file_id, struct error *err)
{
	return delete_holds(store, SQL_HOLD_DELETE, file_id, err);
}

bool store_delete_spoken_holds(struct store *store, const char *file_id, struct error *err)
{
	return delete_holds(store, SQL_HOLD_DELETE_SPOKEN, file_id, err);
}

bool store_delete_ended_holds(struct store *store, instant at, int *count, struct error *err)
{
	if (!store_need_write(store, err))
		return false;
	struct stmt *q = sql_start(store, SQL_HOLD_DELETE_ENDED);
	sql_bind_int(q, at);
	if (!sql_run(q, err))
		return false;
	if (sql_changes(store) > 0)
		store_touch(store, TABLE_HOLD);
	if (count)
		*count = sql_changes(store);
	return true;
}

bool store_live_hold(struct store *store, const char *file_id, instant at, bool *live, struct moment *offered,
		     struct error *err)
{
	struct stmt *q = sql_start(store, SQL_HOLD_LIVE);
	sql_bind_text(q, file_id);
	sql_bind_int(q, at);
	struct moment found = { 0 };
	bool there = sql_row(q);
	if (there) {
		found.day = (civil_day)sql_int(q);
		found.minute = (int)sql_int(q);
	}
	if (!sql_end(q, err))
		return false;
	*live = there;
	if (there && offered)
		*offered = found;
	return true;
}
