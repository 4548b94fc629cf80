#include "store/message.h"

#include "base/i18n.h"
#include "model/people.h"
#include "store/private.h"

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

/* The columns of MESSAGE_COLUMNS. */
static void read_message(struct stmt *q, struct arena *arena, struct message *message)
{
	*message = (struct message){ .id = sql_text(q, arena) };
	message->template = sql_text(q, arena);
	message->file_id = sql_text(q, arena);
	message->number = (int)sql_int(q);
	message->customer_id = sql_text(q, arena);
	message->reminder_id = sql_text(q, arena);
	contact_means_from_code(sql_peek(q), &message->means);
	message->address = sql_text(q, arena);
	message->language = sql_text(q, arena);
	message->subject = sql_text(q, arena);
	message->text = sql_text(q, arena);
	message->due = sql_int(q);
	message_state_from_code(sql_peek(q), &message->state);
	message->tries = (int)sql_int(q);
	message->sent = sql_int(q);
	message->result = sql_text(q, arena);
	message->message_id = sql_text(q, arena);
	message->method = sql_text(q, arena);
	message->sequence = (int)sql_int_or(q, -1);
	message->sender.pid = sql_int(q);
	message->sender.start = sql_int(q);
	message->sender.boot = sql_text(q, arena);
	message->claimed = sql_int(q);
	message->created = sql_int(q);
	message->created_by = sql_text(q, arena);
	message->customer_name = name_of(q, arena);
}

bool store_add_message(struct store *store, const struct message *message, char id[ID_SIZE],
		       struct error *err)
{
	if (!store_need_write(store, err))
		return false;
	store_new_id(store, id);
	struct stmt *q = sql_start(store, SQL_MESSAGE_ADD);
	sql_bind_text(q, id);
	sql_bind_text(q, message->template);
	sql_bind_text(q, message->file_id);
	sql_bind_text(q, message->customer_id);
	sql_bind_text(q, message->reminder_id);
	sql_bind_text(q, contact_means_code(message->means));
	sql_bind_text(q, message->address);
	sql_bind_text(q, message->language);
	sql_bind_text(q, message->subject);
	sql_bind_text(q, message->text);
	sql_bind_int(q, message->due);
	sql_bind_text(q, message->method);
	sql_bind_index(q, message->method ? message->sequence : -1);
	sql_bind_int(q, store_now(store));
	sql_bind_string(q, store->actor);
	store_touch(store, TABLE_MESSAGE);
	return sql_run(q, err);
}

bool store_get_message(struct store *store, const char *id, struct arena *arena, struct message *message,
		       struct error *err)
{
	struct stmt *q = sql_start(store, SQL_MESSAGE_GET);
	sql_bind_text(q, id);
	if (!sql_one(q, err, N_("message"), id))
		return false;
	read_message(q, arena, message);
	return sql_end(q, err);
}

bool store_find_message(struct store *store, const char *name, struct arena *arena, struct message *message,
			bool *found, struct error *err)
{
	struct message named;
	struct stmt *q = sql_start(store, SQL_MESSAGE_BY_NAME);
	sql_bind_text(q, name);
	bool any = sql_row(q);
	if (any)
		read_message(q, arena, &named);
	if (!sql_end(q, err))
		return false;
	if (any)
		*message = named;
	*found = any;
	return true;
}

bool store_next_message(struct store *store, instant now, unsigned means, struct arena *arena,
			struct message *message, bool *found, struct error *err)
{
	struct message next;
	struct stmt *q = sql_start(store, SQL_MESSAGE_NEXT);
	sql_bind_int(q, now);
	sql_bind_int(q, means >> CONTACT_EMAIL & 1);
	sql_bind_int(q, means >> CONTACT_SMS & 1);
	sql_bind_int(q, means >> CONTACT_PHONE & 1);
	bool any = sql_row(q);
	if (any)
		read_message(q, arena, &next);
	if (!sql_end(q, err))
		return false;
	if (any)
		*message = next;
	*found = any;
	return true;
}

static bool read_messages(struct stmt *q, struct arena *arena, struct message_list *list, struct error *err)
{
	struct message_list found = *list;
	while (sql_row(q)) {
		found.items =
			arena_grow(arena, found.items, found.count, &found.capacity, sizeof *found.items);
		read_message(q, arena, &found.items[found.count++]);
	}
	if (!sql_end(q, err))
		return false;
	*list = found;
	return true;
}

bool store_sending_messages(struct store *store, struct arena *arena, struct message_list *list,
			    struct error *err)
{
	return read_messages(sql_start(store, SQL_MESSAGES_SENDING), arena, list, err);
}

bool store_messages(struct store *store, const char *file, int limit, struct arena *arena,
		    struct message_list *list, struct error *err)
{
	struct stmt *q = sql_start(store, SQL_MESSAGES);
	sql_bind_text(q, file);
	sql_bind_int(q, limit);
	return read_messages(q, arena, list, err);
}

bool store_count_messages(struct store *store, instant before, int *asking, int *overdue, instant *since,
			  struct error *err)
{
	struct stmt *q = sql_start(store, SQL_MESSAGES_COUNT);
	sql_bind_int(q, before);
	bool any = sql_row(q);
	int first = any ? (int)sql_int(q) : 0, second = any ? (int)sql_int(q) : 0;
	instant third = any ? sql_int(q) : 0;
	if (!sql_end(q, err))
		return false;
	*asking = first;
	*overdue = second;
	*since = third;
	return true;
}

bool store_claim_message(struct store *store, const struct message *message, struct error *err)
{
	if (!store_need_write(store, err))
		return false;
	struct stmt *q = sql_start(store, SQL_MESSAGE_CLAIM);
	sql_bind_text(q, message->address);
	sql_bind_text(q, message->subject);
	sql_bind_text(q, message->text);
	sql_bind_text(q, message->message_id);
	sql_bind_text(q, message->method);
	sql_bind_index(q, message->method ? message->sequence : -1);
	sql_bind_int(q, message->sender.pid);
	sql_bind_int(q, message->sender.start);
	sql_bind_text(q, message->sender.boot);
	sql_bind_int(q, store_now(store));
	sql_bind_text(q, message->id);
	store_touch(store, TABLE_MESSAGE);
	return sql_run(q, err);
}

/* An update that must have found its row. */
static bool settled(struct store *store, struct stmt *q, struct error *err)
{
	if (!sql_run(q, err))
		return false;
	store_touch(store, TABLE_MESSAGE);
	return sql_changes(store) == 1 ||
	       error_set(err, ERROR_CONFLICT, _("the message was changed meanwhile; look again"));
}

bool store_settle_message(struct store *store, const char *id, enum message_state from,
			  enum message_state state, instant due, const char *result, struct error *err)
{
	if (!store_need_write(store, err))
		return false;
	struct stmt *q = sql_start(store, SQL_MESSAGE_SETTLE);
	sql_bind_text(q, message_state_code(state));
	sql_bind_known(q, due);
	sql_bind_known(q, state == MESSAGE_SENT ? store_now(store) : 0);
	sql_bind_text(q, result);
	sql_bind_text(q, id);
	sql_bind_text(q, message_state_code(from));
	return settled(store, q, err);
}

bool store_requeue_message(struct store *store, const char *id, enum message_state from, instant due,
			   struct error *err)
{
	if (!store_need_write(store, err))
		return false;
	struct stmt *q = sql_start(store, SQL_MESSAGE_REQUEUE);
	sql_bind_int(q, due);
	sql_bind_text(q, id);
	sql_bind_text(q, message_state_code(from));
	return settled(store, q, err);
}

bool store_drop_messages(struct store *store, const char *file, const char *reminder, const char *why,
			 struct error *err)
{
	if (!store_need_write(store, err))
		return false;
	struct stmt *q = sql_start(store, file ? SQL_MESSAGES_DROP_FILE : SQL_MESSAGES_DROP_REMINDER);
	sql_bind_text(q, file ? file : reminder);
	sql_bind_text(q, why);
	if (!sql_run(q, err))
		return false;
	if (sql_changes(store) > 0)
		store_touch(store, TABLE_MESSAGE);
	return true;
}

bool store_message_sequence(struct store *store, const char *file, int *sequence, struct error *err)
{
	struct stmt *q = sql_start(store, SQL_MESSAGE_SEQUENCE);
	sql_bind_text(q, file);
	int last = sql_row(q) ? (int)sql_int_or(q, -1) : -1;
	if (!sql_end(q, err))
		return false;
	*sequence = last;
	return true;
}

bool store_add_attempt(struct store *store, const char *message, enum contact_means means, const char *result,
		       const char *detail, struct error *err)
{
	if (!store_need_write(store, err))
		return false;
	struct stmt *q = sql_start(store, SQL_ATTEMPT_ADD);
	sql_bind_text(q, message);
	sql_bind_int(q, store_now(store));
	sql_bind_text(q, contact_means_code(means));
	sql_bind_text(q, result);
	sql_bind_text(q, detail);
	sql_bind_string(q, store->actor);
	store_touch(store, TABLE_MESSAGE | TABLE_CONTACT);
	return sql_run(q, err);
}

static bool read_attempts(struct stmt *q, struct arena *arena, struct message_attempt_list *list,
			  struct error *err)
{
	struct message_attempt_list found = *list;
	while (sql_row(q)) {
		found.items =
			arena_grow(arena, found.items, found.count, &found.capacity, sizeof *found.items);
		struct message_attempt *attempt = &found.items[found.count++];
		*attempt = (struct message_attempt){ .message_id = sql_text(q, arena) };
		attempt->seq = (int)sql_int(q);
		attempt->at = sql_int(q);
		contact_means_from_code(sql_peek(q), &attempt->means);
		attempt->result = sql_text(q, arena);
		attempt->detail = sql_text(q, arena);
		attempt->by = sql_text(q, arena);
		attempt->template = sql_text(q, arena);
		attempt->reminder_id = sql_text(q, arena);
		attempt->customer_id = sql_text(q, arena);
		attempt->number = (int)sql_int(q);
		attempt->customer_name = name_of(q, arena);
	}
	if (!sql_end(q, err))
		return false;
	*list = found;
	return true;
}

bool store_attempts_of(struct store *store, const char *message, struct arena *arena,
		       struct message_attempt_list *list, struct error *err)
{
	struct stmt *q = sql_start(store, SQL_ATTEMPTS_OF);
	sql_bind_text(q, message);
	return read_attempts(q, arena, list, err);
}

bool store_attempts_between(struct store *store, instant from, instant to, int limit, struct arena *arena,
			    struct message_attempt_list *list, struct error *err)
{
	struct stmt *q = sql_start(store, SQL_ATTEMPTS_BETWEEN);
	sql_bind_int(q, from);
	sql_bind_int(q, to);
	sql_bind_int(q, limit);
	return read_attempts(q, arena, list, err);
}

bool store_consent(struct store *store, const char *customer, const char *purpose, enum contact_means *means,
		   instant *at, struct error *err)
{
	enum contact_means said = CONTACT_UNASKED;
	instant when = 0;
	struct stmt *q = sql_start(store, SQL_CONSENT_OF);
	sql_bind_text(q, customer);
	sql_bind_text(q, purpose);
	if (sql_row(q)) {
		contact_means_from_code(sql_peek(q), &said);
		when = sql_int(q);
	}
	if (!sql_end(q, err))
		return false;
	*means = said;
	if (at)
		*at = when;
	return true;
}

bool store_wishes_messages(struct store *store, const char *file, bool *wishes, struct error *err)
{
	bool any = false;
	struct stmt *q = sql_start(store, SQL_WISHES_MESSAGES);
	sql_bind_text(q, file);
	if (sql_row(q))
		any = sql_int(q) != 0;
	if (!sql_end(q, err))
		return false;
	*wishes = any;
	return true;
}
