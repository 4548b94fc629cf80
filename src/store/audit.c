#include "store/audit.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/i18n.h"
#include "store/audit_inner.h"
#include "store/private.h"

void store_set_origin(struct store *store, const char *origin)
{
	snprintf(store->origin, sizeof store->origin, "%s", origin ? origin : "");
}

/* --- the chain --- */

static void seal(const struct audit_row *row, const char *previous, char hash[DIGEST_SIZE])
{
	struct digest digest;
	digest_init(&digest);
	digest_add_text(&digest, previous);
	digest_add_int(&digest, row->key);
	digest_add_int(&digest, row->at);
	digest_add_text(&digest, row->by);
	digest_add_text(&digest, row->origin);
	digest_add_text(&digest, row->act);
	digest_add_text(&digest, row->table);
	digest_add_text(&digest, row->row_id);
	digest_add_text(&digest, row->detail);
	digest_end(&digest, hash);
}

/* Key and hash of the last row; 0 and "" when there is none. */
static bool read_head(struct store *store, int64_t *key, char hash[DIGEST_SIZE], struct error *err)
{
	struct stmt *q = sql_start(store, SQL_AUDIT_HEAD);
	*key = 0;
	hash[0] = '\0';
	if (sql_row(q)) {
		*key = sql_int(q);
		const char *text = sql_peek(q);
		snprintf(hash, DIGEST_SIZE, "%s", text ? text : "");
	}
	return sql_end(q, err);
}

static const char *known(const char *text)
{
	return text && *text ? text : NULL;
}

bool store_add_audit(struct store *store, const char *act, const char *table, const char *row_id,
		     const char *detail, struct error *err)
{
	char previous[DIGEST_SIZE], hash[DIGEST_SIZE];
	struct audit_row row = { .at = store_now(store),
				 .by = store->actor,
				 .origin = known(store->origin),
				 .act = act,
				 .table = table ? table : "",
				 .row_id = known(row_id),
				 .detail = known(detail) };
	if (!store_need_write(store, err) || !read_head(store, &row.key, previous, err))
		return false;
	row.key++;
	seal(&row, known(previous), hash);
	struct stmt *q = sql_start(store, SQL_AUDIT_ADD);
	sql_bind_int(q, row.key);
	sql_bind_int(q, row.at);
	sql_bind_string(q, row.by);
	sql_bind_text(q, row.origin);
	sql_bind_string(q, row.act);
	sql_bind_string(q, row.table);
	sql_bind_text(q, row.row_id);
	sql_bind_text(q, row.detail);
	sql_bind_text(q, previous);
	sql_bind_string(q, hash);
	if (!sql_run(q, err))
		return false;
	store->audited = true;
	return true;
}

/* Names of the groups that the transaction touched: "customer vehicle". */
static void group_names(unsigned groups, char *text, size_t size)
{
	static const char *const names[TABLE_GROUP_COUNT] = {
		"site",        "absence", "customer", "vehicle", "campaign", "contract", "contact", "file",
		"appointment", "hold",    "request",  "task",    "reminder", "message",  "dealer",  "line",
	};
	size_t len = 0;
	text[0] = '\0';
	for (int i = 0; i < TABLE_GROUP_COUNT && len < size; i++)
		if ((groups >> i) & 1)
			len += (size_t)snprintf(text + len, size - len, "%s%s", len ? " " : "", names[i]);
}

bool audit_commit(struct store *store, struct error *err)
{
	if (store->audited || (!store->touched && !store->set))
		return true;
	char groups[160] = "setting";
	if (store->touched)
		group_names(store->touched, groups, sizeof groups);
	return store_add_audit(store, "write", NULL, NULL, groups, err);
}

/* --- readings --- */

/* What the connection of a reader may do: look, and add to the trail. */
static int authorize_trail(void *arg, int action, const char *one, const char *two, const char *three,
			   const char *four)
{
	(void)arg, (void)two, (void)three, (void)four;
	switch (action) {
	case SQLITE_SELECT:
	case SQLITE_READ:
	case SQLITE_FUNCTION:
	case SQLITE_TRANSACTION:
		return SQLITE_OK;
	case SQLITE_INSERT:
		return strcmp(one, "audit") == 0 ? SQLITE_OK : SQLITE_DENY;
	case SQLITE_UPDATE:
		return strcmp(one, "change_counter") == 0 ? SQLITE_OK : SQLITE_DENY;
	default:
		return SQLITE_DENY;
	}
}

/* The connection through which a reader leaves his traces; opened with the first. */
static struct store *open_trail(struct store *store, struct error *err)
{
	if (store->trail)
		return store->trail;
	struct store_options options = { .path = store->path, .who = store->who, .wait_ms = 1 };
	struct error why = { 0 };
	if (!store_open(&store->trail, &options, &why)) {
		error_set(err, ERROR_PERMISSION, "%s", why.text);
		return NULL;
	}
	sqlite3_set_authorizer(store->trail->db, authorize_trail, NULL);
	return store->trail;
}

static bool add_alone(struct store *store, const char *act, const char *table, const char *row_id,
		      const char *detail, struct error *err)
{
	if (!store_try_write(store, err))
		return false;
	if (store_add_audit(store, act, table, row_id, detail, err))
		return store_commit(store, err);
	store_rollback(store);
	return false;
}

bool store_log_reading(struct store *store, const char *act, const char *table, const char *row_id,
		       const char *detail, struct error *err)
{
	if (!store->readonly)
		return add_alone(store, act, table, row_id, detail, err);
	struct store *trail = open_trail(store, err);
	if (!trail)
		return false;
	store_set_actor(trail, store->actor, store->now);
	store_set_origin(trail, store->origin);
	return add_alone(trail, act, table, row_id, detail, err);
}

/* --- reading the trail --- */

static void read_row(struct stmt *q, struct arena *arena, struct audit_row *row, const char **previous,
		     const char **hash)
{
	row->key = sql_int(q);
	row->at = sql_int(q);
	row->by = sql_text(q, arena);
	row->origin = sql_text(q, arena);
	row->act = sql_text(q, arena);
	row->table = sql_text(q, arena);
	row->row_id = sql_text(q, arena);
	row->detail = sql_text(q, arena);
	*previous = sql_text(q, arena);
	*hash = sql_text(q, arena);
	row->sealed = *hash;
}

bool store_audit_between(struct store *store, instant from, instant to, size_t limit, struct arena *arena,
			 struct audit_list *list, struct error *err)
{
	struct audit_list found = *list;
	struct stmt *q = sql_start(store, SQL_AUDIT_BETWEEN);
	const char *previous, *hash;
	sql_bind_int(q, from);
	sql_bind_int(q, to);
	sql_bind_int(q, (int64_t)limit);
	while (sql_row(q)) {
		found.items =
			arena_grow(arena, found.items, found.count, &found.capacity, sizeof *found.items);
		read_row(q, arena, &found.items[found.count++], &previous, &hash);
	}
	if (!sql_end(q, err))
		return false;
	*list = found;
	return true;
}

/* False when the row does not continue the chain; else the head moves on to it. */
static bool continues(struct audit_verdict *verdict, const struct audit_row *row, const char *previous,
		      const char *hash)
{
	char expected[DIGEST_SIZE];
	if (!hash) {
		verdict->unsealed++;
		return !*verdict->head && !previous;
	}
	seal(row, previous, expected);
	if (strcmp(expected, hash) != 0 || strcmp(previous ? previous : "", verdict->head) != 0)
		return false;
	snprintf(verdict->head, sizeof verdict->head, "%s", hash);
	return true;
}

/* Walks the rows that @q gives, which continue from @found->head. */
static bool verify_rows(struct stmt *q, struct audit_verdict *found, bool first, struct error *err)
{
	struct arena arena = { 0 };
	int64_t last = 0;
	while (!found->broken && sql_row(q)) {
		struct audit_row row;
		const char *previous, *hash;
		read_row(q, &arena, &row, &previous, &hash);
		if (!found->rows++ && !first && previous)
			snprintf(found->head, sizeof found->head, "%s",
				 previous); /* of the row before the end */
		bool next = !last || !hash || row.key == last + 1;
		if (!row.by || !row.act || !row.table || !next || !continues(found, &row, previous, hash))
			found->broken = row.key;
		last = row.key;
		if (found->rows % 256 == 0)
			arena_finish(&arena);
	}
	arena_finish(&arena);
	return sql_end(q, err);
}

bool store_verify_audit(struct store *store, struct audit_verdict *verdict, struct error *err)
{
	struct audit_verdict found = { .broken = 0 };
	if (!verify_rows(sql_start(store, SQL_AUDIT_ALL), &found, true, err))
		return false;
	*verdict = found;
	return true;
}

bool store_verify_audit_end(struct store *store, int rows, struct audit_verdict *verdict, struct error *err)
{
	struct audit_verdict found = { .broken = 0 };
	struct stmt *q = sql_start(store, SQL_AUDIT_END);
	sql_bind_int(q, rows);
	if (!verify_rows(q, &found, false, err))
		return false;
	*verdict = found;
	return true;
}
