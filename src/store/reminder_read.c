/* Service reminders read: what the rule wants to know of a car, and the reminders themselves. */
#include <stdio.h>
#include <string.h>

#include "base/i18n.h"
#include "model/people.h"
#include "store/private.h"
#include "store/reminder_store.h"

enum { NAME_SIZE = 512 };

/* --- facts --- */

static bool read_visits(struct store *store, const char *vin, struct arena *arena, struct due_car *car,
			struct error *err)
{
	struct history_visit *visits = NULL;
	size_t count = 0, capacity = 0;
	struct stmt *q = sql_start(store, SQL_REMINDER_VISITS);
	sql_bind_text(q, vin);
	while (sql_row(q)) {
		visits = arena_grow(arena, visits, count, &capacity, sizeof *visits);
		struct history_visit *visit = &visits[count++];
		*visit = (struct history_visit){ .day = (civil_day)sql_int(q) };
		visit->mileage = (int)sql_int_or(q, -1);
		visit->codes = sql_text(q, arena);
	}
	car->visits = visits;
	car->visit_count = count;
	return sql_end(q, err);
}

static bool read_readings(struct store *store, const char *vehicle_id, const char *vin, struct arena *arena,
			  struct due_car *car, struct error *err)
{
	struct due_reading *readings = NULL;
	size_t count = 0, capacity = 0;
	struct stmt *q = sql_start(store, SQL_REMINDER_READINGS);
	sql_bind_text(q, vehicle_id);
	sql_bind_text(q, vin);
	while (sql_row(q)) {
		readings = arena_grow(arena, readings, count, &capacity, sizeof *readings);
		readings[count].day = (civil_day)sql_int(q);
		readings[count++].km = (int)sql_int(q);
	}
	car->readings = readings;
	car->reading_count = count;
	return sql_end(q, err);
}

static bool read_person(struct store *store, struct arena *arena, struct reminder_facts *facts,
			struct error *err)
{
	if (!facts->customer_id)
		return true;
	struct stmt *q = sql_start(store, SQL_REMINDER_PERSON);
	sql_bind_text(q, facts->customer_id);
	if (sql_row(q)) {
		facts->mobile = sql_text(q, arena);
		facts->telephone = sql_text(q, arena);
		facts->email = sql_text(q, arena);
		const char *means = sql_peek(q);
		if (means)
			contact_means_from_code(means, &facts->consent);
	}
	return sql_end(q, err);
}

static bool read_booked(struct store *store, const char *vehicle_id, civil_day since, struct arena *arena,
			struct reminder_facts *facts, struct error *err)
{
	struct stmt *q = sql_start(store, SQL_REMINDER_BOOKED);
	sql_bind_text(q, vehicle_id);
	sql_bind_int(q, since);
	if (sql_row(q)) {
		facts->booked_file = sql_text(q, arena);
		facts->booked_work = sql_text(q, arena);
	}
	return sql_end(q, err);
}

bool store_reminder_facts(struct store *store, const char *vehicle_id, civil_day since, struct arena *arena,
			  struct reminder_facts *facts, struct error *err)
{
	struct reminder_facts found = { 0 };
	struct stmt *q = sql_start(store, SQL_REMINDER_CAR);
	sql_bind_text(q, vehicle_id);
	if (!sql_one(q, err, N_("vehicle"), vehicle_id))
		return false;
	found.car.model = sql_text(q, arena);
	const char *energy = sql_peek(q);
	if (energy)
		energy_from_code(energy, &found.car.energy);
	found.car.mc20 = sql_int(q) != 0;
	found.car.first_registration = (civil_day)sql_int(q);
	found.car.warranty_start = (civil_day)sql_int(q);
	const char *vin = sql_text(q, arena);
	found.owner_id = sql_text(q, arena);
	found.customer_id = sql_text(q, arena);
	found.owner_changes = sql_int(q) != 0;
	if (!sql_end(q, err) || !read_visits(store, vin, arena, &found.car, err) ||
	    !read_readings(store, vehicle_id, vin, arena, &found.car, err) ||
	    !read_person(store, arena, &found, err) ||
	    !read_booked(store, vehicle_id, since, arena, &found, err))
		return false;
	*facts = found;
	return true;
}

/* --- reminders --- */

static void read_own(struct stmt *q, struct arena *arena, struct reminder *r)
{
	*r = (struct reminder){ .id = sql_text(q, arena) };
	r->vehicle_id = sql_text(q, arena);
	r->service = sql_text(q, arena);
	r->services = sql_text(q, arena);
	r->work = sql_text(q, arena);
	r->due = (civil_day)sql_int(q);
	due_reason_from_code(sql_peek(q), &r->reason);
	r->base = (civil_day)sql_int(q);
	r->by_date = (civil_day)sql_int(q);
	r->by_km = (civil_day)sql_int(q);
	r->at_km = (int)sql_int_or(q, -1);
	r->state = sql_text(q, arena);
	r->held = sql_text(q, arena);
	r->customer_id = sql_text(q, arena);
	const char *means = sql_peek(q);
	if (means)
		contact_means_from_code(means, &r->means);
	r->attempts = (int)sql_int(q);
	r->first_contact = (civil_day)sql_int(q);
	r->last_attempt = (civil_day)sql_int(q);
	r->next_attempt = (civil_day)sql_int(q);
	r->file_id = sql_text(q, arena);
	r->result = sql_text(q, arena);
	r->revision = (int)sql_int(q);
	r->mileage = -1;
}

static void read_names(struct stmt *q, struct arena *arena, struct reminder *r)
{
	char name[NAME_SIZE];
	struct customer customer = { .company = sql_int(q) != 0 };
	customer.family = sql_text(q, arena);
	customer.given = sql_text(q, arena);
	customer.company_name = sql_text(q, arena);
	if (customer.family || customer.given || customer.company_name)
		r->customer_name = arena_strdup(arena, customer_name(&customer, name, sizeof name));
	const char *mobile = sql_text(q, arena), *telephone = sql_text(q, arena);
	r->telephone = mobile ? mobile : telephone;
	r->language = sql_text(q, arena);
	r->plate = sql_text(q, arena);
	r->model = sql_text(q, arena);
	r->mileage = (int)sql_int_or(q, -1);
	r->number = (int)sql_int(q);
	r->last_means = sql_text(q, arena);
	r->last_result = sql_text(q, arena);
}

static bool read_all(struct stmt *q, bool names, struct arena *arena, struct reminder_list *list,
		     struct error *err)
{
	struct reminder_list found = *list;
	while (sql_row(q)) {
		found.items =
			arena_grow(arena, found.items, found.count, &found.capacity, sizeof *found.items);
		struct reminder *r = &found.items[found.count++];
		read_own(q, arena, r);
		if (names)
			read_names(q, arena, r);
	}
	if (!sql_end(q, err))
		return false;
	*list = found;
	return true;
}

bool store_reminders_of(struct store *store, const char *vehicle_id, struct arena *arena,
			struct reminder_list *list, struct error *err)
{
	struct stmt *q = sql_start(store, SQL_REMINDERS_OF_VEHICLE);
	sql_bind_text(q, vehicle_id);
	return read_all(q, false, arena, list, err);
}

bool store_get_reminder(struct store *store, const char *id, struct arena *arena, struct reminder *reminder,
			struct error *err)
{
	struct stmt *q = sql_start(store, SQL_REMINDER_GET);
	sql_bind_text(q, id);
	if (!sql_one(q, err, N_("reminder"), id))
		return false;
	read_own(q, arena, reminder);
	read_names(q, arena, reminder);
	return sql_end(q, err);
}

bool store_due_reminders(struct store *store, civil_day from, civil_day to, int limit, struct arena *arena,
			 struct reminder_list *list, struct error *err)
{
	struct stmt *q = sql_start(store, SQL_REMINDERS_DUE);
	sql_bind_int(q, from);
	sql_bind_int(q, to);
	sql_bind_int(q, limit);
	return read_all(q, true, arena, list, err);
}

bool store_reminders_between(struct store *store, civil_day from, civil_day to, const char *state, int limit,
			     struct arena *arena, struct reminder_list *list, struct error *err)
{
	struct stmt *q = sql_start(store, SQL_REMINDERS_BETWEEN);
	sql_bind_int(q, from);
	sql_bind_int(q, to);
	sql_bind_text(q, state);
	sql_bind_int(q, limit);
	return read_all(q, true, arena, list, err);
}

bool store_ready_reminders(struct store *store, civil_day from, civil_day to, civil_day today, int limit,
			   struct arena *arena, struct reminder_list *list, struct error *err)
{
	struct stmt *q = sql_start(store, SQL_REMINDERS_READY);
	sql_bind_int(q, from);
	sql_bind_int(q, to);
	sql_bind_int(q, today);
	sql_bind_int(q, limit);
	return read_all(q, true, arena, list, err);
}

bool store_count_reminders(struct store *store, civil_day from, civil_day late, civil_day to, civil_day today,
			   int *count, int *late_count, struct error *err)
{
	struct stmt *q = sql_start(store, SQL_REMINDERS_COUNT);
	sql_bind_int(q, from);
	sql_bind_int(q, late);
	sql_bind_int(q, to);
	sql_bind_int(q, today);
	int all = 0, some = 0;
	if (sql_row(q)) {
		all = (int)sql_int(q);
		some = (int)sql_int(q);
	}
	if (!sql_end(q, err))
		return false;
	*count = all;
	*late_count = some;
	return true;
}

bool store_reminder_attempts(struct store *store, const char *reminder_id, struct arena *arena,
		    struct reminder_attempt_list *list, struct error *err)
{
	struct reminder_attempt_list found = *list;
	struct stmt *q = sql_start(store, SQL_REMINDER_ATTEMPTS);
	sql_bind_text(q, reminder_id);
	while (sql_row(q)) {
		found.items =
			arena_grow(arena, found.items, found.count, &found.capacity, sizeof *found.items);
		struct reminder_attempt *attempt = &found.items[found.count++];
		*attempt = (struct reminder_attempt){ .number = (int)sql_int(q) };
		attempt->at = sql_int(q);
		const char *means = sql_peek(q);
		if (means)
			contact_means_from_code(means, &attempt->means);
		attempt->result = sql_text(q, arena);
		attempt->by = sql_text(q, arena);
	}
	if (!sql_end(q, err))
		return false;
	*list = found;
	return true;
}
