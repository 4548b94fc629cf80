#include "store/reminder_store.h"

#include <string.h>

#include "base/i18n.h"
#include "store/private.h"

/* --- what must be worked out anew --- */

bool store_stale_reminders(struct store *store, int limit, struct arena *arena, const char **ids, int *count,
			   struct error *err)
{
	int found = 0;
	struct stmt *q = sql_start(store, SQL_REMINDER_STALE_NEXT);
	sql_bind_int(q, limit);
	while (found < limit && sql_row(q))
		ids[found++] = sql_text(q, arena);
	if (!sql_end(q, err))
		return false;
	*count = found;
	return true;
}

bool store_has_stale_reminders(struct store *store, bool *any, struct error *err)
{
	struct stmt *q = sql_start(store, SQL_REMINDER_STALE_ANY);
	bool found = sql_row(q) && sql_int(q) != 0;
	if (!sql_end(q, err))
		return false;
	*any = found;
	return true;
}

bool store_settle_stale(struct store *store, const char *vehicle_id, struct error *err)
{
	if (!store_need_write(store, err))
		return false;
	struct stmt *q = sql_start(store, SQL_REMINDER_STALE_DONE);
	sql_bind_text(q, vehicle_id);
	return sql_run(q, err);
}

bool store_mark_old_reminders(struct store *store, civil_day before, struct error *err)
{
	if (!store_need_write(store, err))
		return false;
	struct stmt *q = sql_start(store, SQL_REMINDER_STALE_OLD);
	sql_bind_int(q, before);
	return sql_run(q, err);
}

/* --- writing --- */

static void bind_what(struct stmt *q, const struct reminder *r)
{
	sql_bind_text(q, r->service);
	sql_bind_int(q, r->due);
	sql_bind_text(q, due_reason_code(r->reason));
	sql_bind_text(q, r->services);
	sql_bind_text(q, r->work);
	sql_bind_known(q, r->base);
	sql_bind_known(q, r->by_date);
	sql_bind_known(q, r->by_km);
	sql_bind_index(q, r->at_km);
	sql_bind_text(q, r->held);
	sql_bind_text(q, r->customer_id);
	sql_bind_text(q, contact_means_code(r->means));
	sql_bind_text(q, r->state);
	sql_bind_text(q, r->file_id);
}

static bool add(struct store *store, const struct reminder *r, char id[ID_SIZE], struct error *err)
{
	char own[ID_SIZE];
	store_new_id(store, own);
	struct stmt *q = sql_start(store, SQL_REMINDER_ADD);
	sql_bind_text(q, own);
	sql_bind_text(q, r->vehicle_id);
	bind_what(q, r);
	sql_bind_int(q, store_now(store));
	if (!sql_run(q, err))
		return false;
	if (id)
		memcpy(id, own, ID_SIZE);
	return true;
}

static bool set(struct store *store, const struct reminder *r, struct error *err)
{
	struct stmt *q = sql_start(store, SQL_REMINDER_SET);
	bind_what(q, r);
	sql_bind_int(q, r->attempts);
	sql_bind_known(q, r->first_contact);
	sql_bind_known(q, r->last_attempt);
	sql_bind_known(q, r->next_attempt);
	sql_bind_text(q, r->result);
	sql_bind_int(q, store_now(store));
	sql_bind_text(q, r->id);
	sql_bind_int(q, r->revision);
	if (!sql_run(q, err))
		return false;
	if (sql_changes(store) == 0)
		return error_set(err, ERROR_CONFLICT,
				 _("another desk changed this reminder just now; look again"));
	return true;
}

bool store_put_reminder(struct store *store, const struct reminder *reminder, char id[ID_SIZE],
			struct error *err)
{
	if (!store_need_write(store, err))
		return false;
	store_touch(store, TABLE_REMINDER);
	return reminder->id ? set(store, reminder, err) : add(store, reminder, id, err);
}

bool store_add_reminder_attempt(struct store *store, const char *reminder_id, civil_day day,
		       const struct reminder_attempt *attempt, struct error *err)
{
	if (!store_need_write(store, err))
		return false;
	struct stmt *q = sql_start(store, SQL_REMINDER_ATTEMPT_ADD);
	sql_bind_text(q, reminder_id);
	sql_bind_int(q, store_now(store));
	sql_bind_int(q, day);
	sql_bind_text(q, contact_means_code(attempt->means));
	sql_bind_text(q, attempt->result);
	sql_bind_text(q, attempt->contact_id);
	sql_bind_text(q, attempt->message_id);
	sql_bind_string(q, attempt->by ? attempt->by : store->actor);
	store_touch(store, TABLE_REMINDER | TABLE_CONTACT);
	return sql_run(q, err);
}
