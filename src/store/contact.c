#include "store/contact.h"

#include <stdio.h>
#include <string.h>

#include "base/i18n.h"
#include "store/private.h"

bool store_add_contact(struct store *store, const struct contact *contact, char id[ID_SIZE],
		       struct error *err)
{
	if (!store_need_write(store, err))
		return false;
	char own[ID_SIZE];
	store_new_id(store, own);
	struct stmt *q = sql_start(store, SQL_CONTACT_ADD);
	sql_bind_text(q, own);
	sql_bind_text(q, channel_code(contact->channel));
	sql_bind_string(q, contact->operator_code ? contact->operator_code : store->actor);
	sql_bind_text(q, contact->caller);
	sql_bind_text(q, contact->customer_id);
	sql_bind_int(q, contact->rang ? contact->rang : store_now(store));
	sql_bind_known(q, contact->answered);
	sql_bind_known(q, contact->ended);
	sql_bind_known(q, contact->rings);
	sql_bind_text(q, contact->result);
	if (!sql_run(q, err))
		return false;
	store_touch(store, TABLE_CONTACT);
	if (id)
		memcpy(id, own, ID_SIZE);
	return true;
}

/* One row of the register must have changed. */
static bool changed_one(struct store *store, struct stmt *q, const char *id, struct error *err)
{
	if (!store_need_write(store, err))
		return false;
	if (!sql_run(q, err))
		return false;
	if (sql_changes(store) == 0)
		return error_set(err, ERROR_NOT_FOUND, _("contact %s: not in the database"), id);
	store_touch(store, TABLE_CONTACT);
	return true;
}

bool store_answer_contact(struct store *store, const char *id, instant at, int rings, struct error *err)
{
	struct stmt *q = sql_start(store, SQL_CONTACT_ANSWER);
	sql_bind_int(q, at);
	sql_bind_known(q, rings);
	sql_bind_text(q, id);
	return changed_one(store, q, id, err);
}

bool store_add_contact_hold(struct store *store, const char *id, bool transfer, instant from, instant to,
			    struct error *err)
{
	struct stmt *q = sql_start(store, SQL_CONTACT_HOLD_ADD);
	sql_bind_text(q, id);
	sql_bind_int(q, transfer);
	sql_bind_int(q, from);
	sql_bind_int(q, to);
	return changed_one(store, q, id, err);
}

bool store_add_contact_offer(struct store *store, const char *id, int64_t milliseconds, bool *first,
			     struct error *err)
{
	if (!store_need_write(store, err))
		return false;
	struct stmt *q = sql_start(store, SQL_CONTACT_OFFER_ADD);
	sql_bind_text(q, id);
	sql_bind_int(q, milliseconds);
	sql_bind_int(q, store_now(store));
	if (!sql_run(q, err))
		return false;
	*first = sql_changes(store) > 0;
	store_touch(store, TABLE_CONTACT);
	return true;
}

bool store_set_contact_customer(struct store *store, const char *id, const char *customer_id,
				struct error *err)
{
	struct stmt *q = sql_start(store, SQL_CONTACT_CUSTOMER);
	sql_bind_text(q, customer_id);
	sql_bind_text(q, id);
	return changed_one(store, q, id, err);
}

bool store_end_contact(struct store *store, const char *id, instant at, const char *result, struct error *err)
{
	struct stmt *q = sql_start(store, SQL_CONTACT_END);
	sql_bind_int(q, at);
	sql_bind_text(q, result);
	sql_bind_text(q, id);
	return changed_one(store, q, id, err);
}

static void read_contact(struct stmt *q, struct arena *arena, struct contact *c)
{
	*c = (struct contact){ 0 };
	c->id = sql_text(q, arena);
	channel_from_code(sql_peek(q), &c->channel);
	c->operator_code = sql_text(q, arena);
	c->caller = sql_text(q, arena);
	c->customer_id = sql_text(q, arena);
	c->rang = sql_int(q);
	c->answered = sql_int(q);
	c->ended = sql_int(q);
	c->rings = (int)sql_int(q);
	c->result = sql_text(q, arena);
	c->holds = (int)sql_int(q);
	c->longest_hold = (int)sql_int(q);
	c->hold_seconds = (int)sql_int(q);
	c->offer_ms = sql_int_or(q, -1);
}

bool store_get_contact(struct store *store, const char *id, struct arena *arena, struct contact *contact,
		       struct error *err)
{
	struct stmt *q = sql_start(store, SQL_CONTACT_GET);
	sql_bind_text(q, id);
	if (!sql_one(q, err, N_("contact"), id))
		return false;
	read_contact(q, arena, contact);
	return sql_end(q, err);
}

bool store_contacts_between(struct store *store, instant from, instant to, int limit, struct arena *arena,
			    struct contact_list *list, struct error *err)
{
	struct contact_list found = *list;
	struct stmt *q = sql_start(store, SQL_CONTACTS_BETWEEN);
	sql_bind_int(q, from);
	sql_bind_int(q, to);
	sql_bind_int(q, limit);
	while (sql_row(q)) {
		found.items =
			arena_grow(arena, found.items, found.count, &found.capacity, sizeof *found.items);
		read_contact(q, arena, &found.items[found.count++]);
	}
	if (!sql_end(q, err))
		return false;
	*list = found;
	return true;
}

bool store_end_open_contact(struct store *store, const char *id, instant at, const char *result,
			    struct error *err)
{
	if (!store_need_write(store, err))
		return false;
	struct stmt *q = sql_start(store, SQL_CONTACT_END_OPEN);
	sql_bind_int(q, at);
	sql_bind_text(q, result);
	sql_bind_text(q, id);
	store_touch(store, TABLE_CONTACT);
	return sql_run(q, err);
}

bool store_contact_of_file(struct store *store, const char *file, char id[ID_SIZE], struct error *err)
{
	struct stmt *q = sql_start(store, SQL_FILE_CONTACT);
	char found[ID_SIZE] = "";
	sql_bind_text(q, file);
	const char *contact = sql_row(q) ? sql_peek(q) : NULL;
	if (contact)
		snprintf(found, sizeof found, "%s", contact);
	if (!sql_end(q, err))
		return false;
	memcpy(id, found, sizeof found);
	return true;
}

bool store_count_waiting(struct store *store, instant since, int *count, instant *first, struct error *err)
{
	int found = 0;
	instant from = 0;
	struct stmt *q = sql_start(store, SQL_CONTACTS_WAITING);
	sql_bind_int(q, since);
	if (sql_row(q)) {
		found = (int)sql_int(q);
		from = sql_int(q);
	}
	if (!sql_end(q, err))
		return false;
	*count = found;
	*first = from;
	return true;
}

bool store_contacts_waiting(struct store *store, instant since, struct arena *arena, struct contact_list *list,
			    struct error *err)
{
	struct contact_list found = { 0 };
	struct stmt *q = sql_start(store, SQL_CONTACTS_IN_HALL);
	sql_bind_int(q, since);
	while (sql_row(q)) {
		found.items =
			arena_grow(arena, found.items, found.count, &found.capacity, sizeof *found.items);
		struct contact *contact = &found.items[found.count++];
		*contact = (struct contact){ .channel = CHANNEL_WALKIN };
		contact->id = sql_text(q, arena);
		contact->operator_code = sql_text(q, arena);
		contact->rang = sql_int(q);
	}
	if (!sql_end(q, err))
		return false;
	*list = found;
	return true;
}
