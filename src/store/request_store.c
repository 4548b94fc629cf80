#include "store/request_store.h"

#include <string.h>

#include "base/i18n.h"
#include "store/input.h"
#include "store/private.h"

static void read_request(struct stmt *q, struct arena *arena, struct digital_request *request)
{
	*request = (struct digital_request){ 0 };
	request->id = sql_text(q, arena);
	request->source = sql_text(q, arena);
	request->source_id = sql_text(q, arena);
	channel_from_code(sql_peek(q), &request->channel);
	request->received = sql_int(q);
	request->due = sql_int(q);
	request->name = sql_text(q, arena);
	request->mobile = sql_text(q, arena);
	request->email = sql_text(q, arena);
	request->language = sql_text(q, arena);
	request->plate = sql_text(q, arena);
	request->vin = sql_text(q, arena);
	request->model = sql_text(q, arena);
	request->mileage = (int)sql_int_or(q, -1);
	request->reason = sql_text(q, arena);
	request->text = sql_text(q, arena);
	request->fields = sql_text(q, arena);
	request->raw = sql_text(q, arena);
	digital_state_from_code(sql_peek(q), &request->state);
	digital_reading_from_code(sql_peek(q), &request->reading);
	request->problem = sql_text(q, arena);
	request->digest = sql_text(q, arena);
	request->original = sql_text(q, arena);
	request->same_as = sql_text(q, arena);
	request->claimed_by = sql_text(q, arena);
	request->claimed_at = sql_int(q);
	request->offered = sql_int(q);
	request->answer_by = sql_int(q);
	request->answered = sql_int(q);
	request->answered_by = sql_text(q, arena);
	request->result = sql_text(q, arena);
	request->file_id = sql_text(q, arena);
	request->number = (int)sql_int(q);
	request->customer_id = sql_text(q, arena);
	request->revision = (int)sql_int(q);
	request->reply_to = sql_text(q, arena);
	request->reply_template = sql_text(q, arena);
	request->reply_file = sql_text(q, arena);
	request->reply_number = (int)sql_int(q);
}

bool store_add_request(struct store *store, const struct digital_request *request,
		       const struct request_keys *keys, char id[ID_SIZE], struct error *err)
{
	char own[ID_SIZE];
	if (!store_need_write(store, err))
		return false;
	store_new_id(store, own);
	struct stmt *q = sql_start(store, SQL_REQUEST_ADD);
	sql_bind_text(q, own);
	sql_bind_text(q, request->source);
	sql_bind_text(q, request->source_id);
	sql_bind_text(q, channel_code(request->channel));
	sql_bind_int(q, request->received);
	sql_bind_int(q, request->due);
	sql_bind_text(q, request->name);
	sql_bind_text(q, request->mobile);
	sql_bind_text(q, request->email);
	sql_bind_text(q, request->language);
	sql_bind_text(q, request->plate);
	sql_bind_text(q, request->vin);
	sql_bind_text(q, request->model);
	sql_bind_index(q, request->mileage);
	sql_bind_text(q, request->reason);
	sql_bind_text(q, request->text);
	sql_bind_text(q, request->fields);
	sql_bind_text(q, request->raw);
	sql_bind_text(q, digital_reading_code(request->reading));
	sql_bind_text(q, request->problem);
	sql_bind_text(q, request->digest);
	sql_bind_text(q, request->original);
	sql_bind_text(q, request->same_as);
	sql_bind_text(q, keys->person);
	sql_bind_text(q, keys->car);
	sql_bind_text(q, keys->text);
	sql_bind_text(q, request->customer_id);
	sql_bind_text(q, request->reply_to);
	sql_bind_int(q, store_now(store));
	sql_bind_string(q, store->actor);
	if (!sql_run(q, err))
		return false;
	store_touch(store, TABLE_REQUEST);
	memcpy(id, own, ID_SIZE);
	return true;
}

bool store_get_request(struct store *store, const char *id, struct arena *arena,
		       struct digital_request *request, struct error *err)
{
	struct digital_request found;
	struct stmt *q = sql_start(store, SQL_REQUEST_GET);
	sql_bind_text(q, id);
	if (!sql_one(q, err, N_("request"), id))
		return false;
	read_request(q, arena, &found);
	if (!sql_end(q, err))
		return false;
	*request = found;
	return true;
}

static bool read_one(struct stmt *q, struct arena *arena, struct digital_request *request, bool *found,
		     struct error *err)
{
	struct digital_request one = { 0 };
	bool there = sql_row(q);
	if (there)
		read_request(q, arena, &one);
	if (!sql_end(q, err))
		return false;
	*found = there;
	if (there)
		*request = one;
	return true;
}

bool store_find_request(struct store *store, const char *source, const char *source_id, struct arena *arena,
			struct digital_request *request, bool *found, struct error *err)
{
	struct stmt *q = sql_start(store, SQL_REQUEST_BY_SOURCE);
	sql_bind_text(q, source);
	sql_bind_text(q, source_id);
	return read_one(q, arena, request, found, err);
}

bool store_request_of_file(struct store *store, const char *file, struct arena *arena,
			   struct digital_request *request, bool *found, struct error *err)
{
	struct stmt *q = sql_start(store, SQL_REQUEST_BY_FILE);
	sql_bind_text(q, file);
	return read_one(q, arena, request, found, err);
}

bool store_request_like(struct store *store, const struct request_keys *keys, instant since,
			struct arena *arena, const char **id, struct error *err)
{
	struct stmt *q = sql_start(store, SQL_REQUEST_LIKE);
	sql_bind_text(q, keys->person);
	sql_bind_text(q, keys->car);
	sql_bind_text(q, keys->text);
	sql_bind_int(q, since);
	const char *found = sql_row(q) ? sql_text(q, arena) : NULL;
	if (!sql_end(q, err))
		return false;
	*id = found;
	return true;
}

static bool read_list(struct stmt *q, struct arena *arena, struct digital_list *list, struct error *err)
{
	struct digital_list found = *list;
	while (sql_row(q)) {
		found.items =
			arena_grow(arena, found.items, found.count, &found.capacity, sizeof *found.items);
		read_request(q, arena, &found.items[found.count++]);
	}
	if (!sql_end(q, err))
		return false;
	*list = found;
	return true;
}

bool store_waiting_requests(struct store *store, instant now, int limit, struct arena *arena,
			    struct digital_list *list, struct error *err)
{
	struct stmt *q = sql_start(store, SQL_REQUESTS_WAITING);
	sql_bind_int(q, now);
	sql_bind_int(q, limit);
	return read_list(q, arena, list, err);
}

bool store_requests_between(struct store *store, instant from, instant to, int limit, struct arena *arena,
			    struct digital_list *list, struct error *err)
{
	struct stmt *q = sql_start(store, SQL_REQUESTS_BETWEEN);
	sql_bind_int(q, from);
	sql_bind_int(q, to);
	sql_bind_int(q, limit);
	return read_list(q, arena, list, err);
}

bool store_count_requests(struct store *store, instant now, int *count, instant *next, struct error *err)
{
	struct stmt *q = sql_start(store, SQL_REQUESTS_COUNT);
	int found = 0;
	instant nearest = 0;
	sql_bind_int(q, now);
	if (sql_row(q)) {
		found = (int)sql_int(q);
		nearest = sql_int(q);
	}
	if (!sql_end(q, err))
		return false;
	*count = found;
	*next = nearest;
	return true;
}

bool store_claim_request(struct store *store, const char *id, const char *who, struct error *err)
{
	if (!store_need_write(store, err))
		return false;
	instant now = store_now(store);
	struct stmt *q = sql_start(store, SQL_REQUEST_CLAIM);
	sql_bind_text(q, who);
	sql_bind_known(q, who ? now : 0);
	sql_bind_int(q, now);
	sql_bind_string(q, store->actor);
	sql_bind_text(q, id);
	store_touch(store, TABLE_REQUEST);
	return sql_run(q, err);
}

bool store_attach_request(struct store *store, const char *id, const char *file, const char *customer,
			  struct error *err)
{
	if (!store_need_write(store, err))
		return false;
	struct stmt *q = sql_start(store, SQL_REQUEST_ATTACH);
	sql_bind_text(q, file);
	sql_bind_text(q, customer);
	sql_bind_text(q, id);
	store_touch(store, TABLE_REQUEST);
	return sql_run(q, err);
}

static bool changed_meanwhile(struct store *store, const char *id, struct error *err)
{
	struct arena arena = { 0 };
	struct digital_request now;
	char stamp[CIVIL_STAMP_SIZE];
	if (store_get_request(store, id, &arena, &now, err))
		error_set(err, ERROR_CONFLICT,
			  now.state == DIGITAL_OPEN || now.state == DIGITAL_OFFERED
				  ? _("the request was changed by %s, %s; look again")
				  : _("the request was answered by %s, %s"),
			  now.answered_by  ? now.answered_by
			  : now.claimed_by ? now.claimed_by
					   : _("somebody"),
			  now.answered || now.claimed_at
				  ? civil_format_instant(now.answered ? now.answered : now.claimed_at, stamp)
				  : _("a moment ago"));
	arena_finish(&arena);
	return false;
}

bool store_settle_request(struct store *store, const struct digital_request *request,
			  enum digital_state state, instant answer_by, const char *result, struct error *err)
{
	if (!store_need_write(store, err))
		return false;
	instant now = store_now(store);
	struct stmt *q = sql_start(store, SQL_REQUEST_SETTLE);
	sql_bind_text(q, digital_state_code(state));
	sql_bind_known(q, state == DIGITAL_OPEN ? 0 : now);
	sql_bind_text(q, state == DIGITAL_OPEN ? NULL : store->actor);
	sql_bind_known(q, state == DIGITAL_OFFERED ? now : 0);
	sql_bind_known(q, answer_by);
	sql_bind_text(q, result);
	sql_bind_int(q, now);
	sql_bind_string(q, store->actor);
	sql_bind_text(q, request->id);
	sql_bind_int(q, request->revision);
	if (!sql_run(q, err))
		return false;
	if (sql_changes(store) == 0)
		return changed_meanwhile(store, request->id, err);
	store_touch(store, TABLE_REQUEST);
	return true;
}

bool store_put_request_draft(struct store *store, const char *id, const char *draft, struct error *err)
{
	if (!store_need_write(store, err))
		return false;
	struct stmt *q = sql_start(store, SQL_REQUEST_DRAFT_PUT);
	sql_bind_text(q, draft);
	sql_bind_text(q, id);
	return sql_run(q, err);
}

bool store_request_draft(struct store *store, const char *id, struct arena *arena, const char **draft,
			 struct error *err)
{
	struct stmt *q = sql_start(store, SQL_REQUEST_DRAFT);
	sql_bind_text(q, id);
	const char *found = sql_row(q) ? sql_text(q, arena) : NULL;
	if (!sql_end(q, err))
		return false;
	*draft = found;
	return true;
}

bool store_add_original(struct store *store, const char *digest, int seq, const char *bytes, size_t len,
			struct error *err)
{
	if (!store_need_write(store, err))
		return false;
	struct stmt *q = sql_start(store, SQL_ORIGINAL_THERE);
	sql_bind_text(q, digest);
	sql_bind_int(q, seq);
	bool there = sql_row(q) && sql_int(q) > 0, erased;
	if (!sql_end(q, err) || there)
		return there;
	if (!store_input_erased(store, digest, &erased, err) || erased)
		return erased;
	q = sql_start(store, SQL_ORIGINAL_ADD);
	sql_bind_text(q, digest);
	sql_bind_int(q, seq);
	sql_bind_blob(q, bytes, len);
	return sql_run(q, err);
}

bool store_get_original(struct store *store, const char *digest, struct buffer *out, struct error *err)
{
	struct stmt *q = sql_start(store, SQL_ORIGINAL_GET);
	sql_bind_text(q, digest);
	while (sql_row(q)) {
		size_t len;
		const char *bytes = sql_blob(q, &len);
		buffer_add_bytes(out, bytes, len);
	}
	return sql_end(q, err);
}
