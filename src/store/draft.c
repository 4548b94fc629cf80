#include "store/draft.h"

#include <string.h>

#include "base/i18n.h"
#include "store/private.h"

static bool put_row(struct store *store, const char *operator_code, int slot, const char *contents,
		    size_t length, struct error *err)
{
	struct stmt *q = sql_start(store, SQL_DRAFT_PUT);
	sql_bind_text(q, operator_code);
	sql_bind_int(q, slot);
	sql_bind_int(q, store_now(store));
	sql_bind_bytes(q, contents, length);
	return sql_run(q, err);
}

bool store_add_draft(struct store *store, const char *operator_code, int slot, const char *contents,
		     size_t length, struct error *err)
{
	if (!store_need_write(store, err))
		return false;
	store_touch(store, TABLE_CONTACT);
	return put_row(store, operator_code, slot, contents, length, err);
}

static bool write_draft(struct store *store, const char *operator_code, int slot, const char *contents,
			size_t length, struct error *err)
{
	if (!put_row(store, operator_code, slot, contents, length, err))
		return false;
	struct stmt *q = sql_start(store, SQL_COUNTER_ADD); /* so that it is not taken for a write from outside */
	sql_bind_int(q, COUNTER_DRAFT);
	return sql_run(q, err) && sql_run(sql_start(store, SQL_COMMIT), err);
}

bool store_put_draft(struct store *store, const char *operator_code, int slot, const char *contents,
		     size_t length, struct error *err)
{
	if (store->readonly)
		return error_set(err, ERROR_PERMISSION, _("%s: opened to read only"), store->path);
	if (store->in_write || store->in_read)
		return error_set(err, ERROR_STORE,
				 _("%s: a draft inside a transaction; this is a mistake of the program"),
				 store->path);
	sqlite3_busy_timeout(store->db, 0);
	bool fine = sql_run(sql_start(store, SQL_BEGIN_WRITE), err) &&
		    write_draft(store, operator_code, slot, contents, length, err);
	sqlite3_busy_timeout(store->db, store->wait_ms);
	if (!sqlite3_get_autocommit(store->db))
		sql_run(sql_start(store, SQL_ROLLBACK), NULL);
	if (fine)
		store->counters[COUNTER_DRAFT]++;
	return fine;
}

bool store_get_drafts(struct store *store, const char *operator_code, struct arena *arena,
		      struct draft_list *list, struct error *err)
{
	struct draft_list found = *list;
	struct stmt *q = sql_start(store, SQL_DRAFTS);
	sql_bind_text(q, operator_code);
	while (sql_row(q)) {
		found.items =
			arena_grow(arena, found.items, found.count, &found.capacity, sizeof *found.items);
		struct draft *draft = &found.items[found.count++];
		draft->operator_code = sql_text(q, arena);
		draft->slot = (int)sql_int(q);
		draft->saved = sql_int(q);
		draft->contents = sql_text(q, arena);
		draft->length = strlen(draft->contents);
	}
	if (!sql_end(q, err))
		return false;
	*list = found;
	return true;
}

bool store_delete_draft(struct store *store, const char *operator_code, int slot, struct error *err)
{
	if (!store_need_write(store, err))
		return false;
	struct stmt *q = sql_start(store, SQL_DRAFT_DELETE);
	sql_bind_text(q, operator_code);
	sql_bind_int(q, slot);
	return sql_run(q, err);
}

/* FNV-1a of the draft's id. */
static uint64_t byte_of(const char *id)
{
	uint64_t digest = UINT64_C(0xcbf29ce484222325);
	for (const char *at = id; *at; at++)
		digest = (digest ^ (unsigned char)*at) * UINT64_C(0x100000001b3);
	return digest;
}

bool store_claim_draft(struct store *store, const char *id)
{
	return store->readonly || store_claim_byte(store, byte_of(id));
}

bool store_draft_is_elsewhere(struct store *store, const char *id)
{
	return !store->readonly && !store_byte_is_free(store, byte_of(id));
}

void store_leave_draft(struct store *store, const char *id)
{
	store_leave_byte(store, byte_of(id));
}
