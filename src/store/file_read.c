/* Reading a customer file back. */
#include <limits.h>
#include <stdlib.h>
#include <string.h>

#include "base/i18n.h"
#include "model/campaign.h"
#include "store/appointment.h"
#include "store/file_store.h"
#include "store/people.h"
#include "store/private.h"

/* The columns of FILE_COLUMNS; the people's ids go where the people are read from later. */
static void read_file(struct stmt *q, struct arena *arena, struct customer_file *f)
{
	*f = (struct customer_file){ .mileage = -1 };
	f->id = sql_text(q, arena);
	f->number = (int)sql_int(q);
	f->opened = sql_int(q);
	f->closed = sql_int(q);
	f->operator_code = sql_text(q, arena);
	channel_from_code(sql_peek(q), &f->channel);
	f->language = sql_text(q, arena);
	f->note = sql_text(q, arena);
	f->customer.id = sql_text(q, arena);
	f->vehicle.id = sql_text(q, arena);
	f->mileage = (int)sql_int_or(q, -1);
	f->missing = sql_text(q, arena);
	f->revision = (int)sql_int(q);
	f->request = sql_text(q, arena);
}

static bool read_people(struct store *store, struct arena *arena, struct customer_file *f, struct error *err)
{
	f->has_customer = f->customer.id != NULL;
	f->has_vehicle = f->vehicle.id != NULL;
	return (!f->has_customer || store_get_customer(store, f->customer.id, arena, &f->customer, err)) &&
	       (!f->has_vehicle || store_get_vehicle(store, f->vehicle.id, arena, &f->vehicle, err));
}

static bool read_booking(struct store *store, struct arena *arena, struct customer_file *f, struct error *err)
{
	struct error found = { 0 };
	f->has_appointment = store_appointment_of_file(store, f->id, arena, &f->appointment, &found);
	if (f->has_appointment || found.code == ERROR_NOT_FOUND)
		return true;
	return error_set(err, found.code, "%s", found.text);
}

static bool read_additions(struct store *store, struct arena *arena, struct customer_file *f,
			   struct error *err)
{
	size_t capacity = 0;
	struct stmt *q = sql_start(store, SQL_VERBATIM_LATER);
	sql_bind_text(q, f->id);
	while (sql_row(q)) {
		f->additions =
			arena_grow(arena, f->additions, f->addition_count, &capacity, sizeof *f->additions);
		f->additions[f->addition_count++] = sql_text(q, arena);
	}
	return sql_end(q, err);
}

static bool read_answers(struct store *store, struct arena *arena, struct customer_file *f, struct error *err)
{
	size_t capacity = 0;
	struct stmt *q = sql_start(store, SQL_ANSWERS);
	sql_bind_text(q, f->id);
	while (sql_row(q)) {
		f->answers = arena_grow(arena, f->answers, f->answer_count, &capacity, sizeof *f->answers);
		struct file_answer *answer = &f->answers[f->answer_count++];
		answer->form = sql_text(q, arena);
		answer->field = sql_text(q, arena);
		answer->value = sql_text(q, arena);
	}
	return sql_end(q, err);
}

static enum campaign_match match_from_code(const char *code)
{
	for (int i = 0; i < CAMPAIGN_POSSIBLY; i++)
		if (strcmp(campaign_match_code((enum campaign_match)i), code) == 0)
			return (enum campaign_match)i;
	return CAMPAIGN_POSSIBLY;
}

static bool read_campaigns(struct store *store, struct arena *arena, struct customer_file *f,
			   struct error *err)
{
	size_t capacity = 0;
	struct stmt *q = sql_start(store, SQL_FILE_CAMPAIGNS);
	sql_bind_text(q, f->id);
	while (sql_row(q)) {
		f->campaigns =
			arena_grow(arena, f->campaigns, f->campaign_count, &capacity, sizeof *f->campaigns);
		struct campaign_hit *hit = &f->campaigns[f->campaign_count++];
		*hit = (struct campaign_hit){ .id = sql_text(q, arena) };
		hit->authority_number = sql_text(q, arena);
		campaign_type_from_code(sql_peek(q), &hit->type);
		hit->match = match_from_code(sql_peek(q));
		hit->title_en = sql_text(q, arena);
		hit->title_ko = sql_text(q, arena);
		hit->status = sql_text(q, arena);
		hit->free_of_charge = sql_int(q) != 0;
		hit->parts = sql_int(q) != 0;
		hit->minutes = (int)sql_int(q);
		hit->list_date = (civil_day)sql_int(q);
		hit->told_at = sql_int(q);
		hit->told_by = sql_text(q, arena);
	}
	return sql_end(q, err);
}

static bool read_history(struct store *store, struct arena *arena, struct customer_file *f, struct error *err)
{
	size_t capacity = 0;
	struct stmt *q = sql_start(store, SQL_EVENTS);
	sql_bind_text(q, f->id);
	while (sql_row(q)) {
		f->history = arena_grow(arena, f->history, f->history_count, &capacity, sizeof *f->history);
		struct file_event *event = &f->history[f->history_count++];
		event->at = sql_int(q);
		event->who = sql_text(q, arena);
		event->act = sql_text(q, arena);
		event->text = sql_text(q, arena);
	}
	return sql_end(q, err);
}

/* A number as a human writes it, "17" or "#17"; 0 when it is something else. */
static int64_t read_number(const char *text)
{
	const char *digits = *text == '#' ? text + 1 : text;
	char *end;
	if (*digits < '0' || *digits > '9')
		return 0;
	long long number = strtoll(digits, &end, 10);
	return *end || number >= LLONG_MAX ? 0 : number;
}

static bool find_file(struct store *store, const char *id_or_number, struct arena *arena,
		      struct customer_file *file, struct error *err)
{
	int64_t number = read_number(id_or_number);
	struct stmt *q = sql_start(store, number ? SQL_FILE_BY_NUMBER : SQL_FILE_GET);
	if (number)
		sql_bind_int(q, number);
	else
		sql_bind_text(q, id_or_number);
	if (!sql_one(q, err, N_("customer file"), id_or_number))
		return false;
	read_file(q, arena, file);
	return sql_end(q, err);
}

static bool get_file(struct store *store, const char *id_or_number, bool whole, struct arena *arena,
		     struct customer_file *file, struct error *err)
{
	struct customer_file found;
	bool alone = !store->in_read && !store->in_write;
	if (alone && !store_begin_read(store, err))
		return false;
	bool fine = find_file(store, id_or_number, arena, &found, err) &&
		    read_people(store, arena, &found, err) && read_booking(store, arena, &found, err);
	if (fine && whole)
		fine = read_additions(store, arena, &found, err) && read_answers(store, arena, &found, err) &&
		       read_campaigns(store, arena, &found, err) && read_history(store, arena, &found, err);
	if (alone)
		store_end_read(store);
	if (fine)
		*file = found;
	return fine;
}

bool store_get_file(struct store *store, const char *id_or_number, struct arena *arena,
		    struct customer_file *file, struct error *err)
{
	return get_file(store, id_or_number, true, arena, file, err);
}

bool store_get_file_short(struct store *store, const char *id_or_number, struct arena *arena,
			  struct customer_file *file, struct error *err)
{
	return get_file(store, id_or_number, false, arena, file, err);
}

bool store_get_file_row(struct store *store, const char *id_or_number, struct arena *arena,
			struct customer_file *file, struct error *err)
{
	struct customer_file found;
	if (!find_file(store, id_or_number, arena, &found, err))
		return false;
	*file = found;
	return true;
}

bool store_files_of(struct store *store, const char *customer_id, const char *vehicle_id, int limit,
		    struct arena *arena, struct file_list *list, struct error *err)
{
	struct file_list found = *list;
	size_t first = found.count;
	struct stmt *q = sql_start(store, SQL_FILES_OF);
	sql_bind_text(q, customer_id);
	sql_bind_text(q, vehicle_id);
	sql_bind_int(q, limit);
	while (sql_row(q)) {
		found.items =
			arena_grow(arena, found.items, found.count, &found.capacity, sizeof *found.items);
		read_file(q, arena, &found.items[found.count++]);
	}
	if (!sql_end(q, err))
		return false;
	for (size_t i = first; i < found.count; i++)
		if (!read_people(store, arena, &found.items[i], err) ||
		    !read_booking(store, arena, &found.items[i], err))
			return false;
	*list = found;
	return true;
}

bool store_get_offers(struct store *store, const char *file_id, struct arena *arena, struct offer_list *list,
		      struct error *err)
{
	struct offer_list found = *list;
	struct stmt *q = sql_start(store, SQL_OFFERS);
	sql_bind_text(q, file_id);
	while (sql_row(q)) {
		found.items =
			arena_grow(arena, found.items, found.count, &found.capacity, sizeof *found.items);
		struct offer *offer = &found.items[found.count++];
		*offer = (struct offer){ .round = (int)sql_int(q) };
		offer->position = (int)sql_int(q);
		offer->day = (civil_day)sql_int(q);
		offer->start = (int)sql_int(q);
		offer->minutes = (int)sql_int(q);
		offer->advisor = sql_text(q, arena);
		offer->handback_day = (civil_day)sql_int(q);
		offer->handback_start = (int)sql_int(q);
		offer->handback_minutes = (int)sql_int(q);
		mobility_from_code(sql_peek(q), &offer->mobility);
		offer->unit = sql_text(q, arena);
		offer->level = (int)sql_int(q);
		offer->cost = (int)sql_int(q);
		offer->state = sql_text(q, arena);
		offer->offered = sql_int(q);
	}
	if (!sql_end(q, err))
		return false;
	*list = found;
	return true;
}

static void read_contract(struct stmt *q, struct arena *arena, struct file_checks *checks)
{
	struct contract *contract = &checks->contract;
	contract->id = sql_text(q, arena);
	const char *status = sql_peek(q);
	if (status)
		contract_status_from_code(status, &contract->status);
	contract->days_left = (int)sql_int_or(q, -1);
	contract->km_left = (int)sql_int_or(q, -1);
	checks->contract_at = sql_int(q);
	contract->type = sql_text(q, arena);
	contract->end = (civil_day)sql_int(q);
	contract->items = sql_text(q, arena);
}

static void read_owner(struct stmt *q, struct arena *arena, struct file_checks *checks)
{
	checks->owner.result = sql_text(q, arena);
	checks->owner.dms_owner = sql_text(q, arena);
	checks->owner.se_owner = sql_text(q, arena);
	checks->owner.se_as_of = (civil_day)sql_int(q);
	checks->owner.since = (civil_day)sql_int(q);
	checks->owner_at = sql_int(q);
	checks->owner_by = sql_text(q, arena);
}

bool store_file_checks(struct store *store, const char *file_id, struct arena *arena,
		       struct file_checks *checks, struct error *err)
{
	struct file_checks found = { 0 };
	struct stmt *q = sql_start(store, SQL_FILE_CONTRACT_GET);
	sql_bind_text(q, file_id);
	if (sql_row(q))
		read_contract(q, arena, &found);
	if (!sql_end(q, err))
		return false;
	q = sql_start(store, SQL_OWNER_CHECK_GET);
	sql_bind_text(q, file_id);
	if (sql_row(q))
		read_owner(q, arena, &found);
	if (!sql_end(q, err))
		return false;
	*checks = found;
	return true;
}
