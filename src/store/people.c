#include "store/people.h"

#include <stdio.h>
#include <string.h>

#include "base/i18n.h"
#include "model/rules.h"
#include "store/find_index.h"
#include "store/private.h"

static enum contact_means read_means(struct stmt *q)
{
	enum contact_means means = CONTACT_UNASKED;
	const char *code = sql_peek(q);
	if (code)
		contact_means_from_code(code, &means);
	return means;
}

static void read_customer(struct stmt *q, struct arena *arena, struct customer *c)
{
	*c = (struct customer){ 0 };
	c->id = sql_text(q, arena);
	c->dms_id = sql_text(q, arena);
	c->company = sql_int(q) != 0;
	c->family = sql_text(q, arena);
	c->given = sql_text(q, arena);
	c->company_name = sql_text(q, arena);
	c->mobile = sql_text(q, arena);
	c->telephone = sql_text(q, arena);
	c->email = sql_text(q, arena);
	c->address = sql_text(q, arena);
	c->language = sql_text(q, arena);
	persona_from_code(sql_peek(q), &c->persona);
	c->persona_source = sql_text(q, arena);
	c->persona_date = (civil_day)sql_int(q);
	c->persona_confidence = (int)sql_int(q);
	c->advisor = sql_text(q, arena);
	c->revision = (int)sql_int(q);
	c->visits = (int)sql_int(q);
	c->last_visit = (civil_day)sql_int(q);
	c->consent_contact = read_means(q);
	c->consent_appointment = read_means(q);
	c->consent_service = read_means(q);
}

static void read_vehicle(struct stmt *q, struct arena *arena, struct vehicle *v)
{
	*v = (struct vehicle){ 0 };
	v->id = sql_text(q, arena);
	v->vin = sql_text(q, arena);
	v->plate = sql_text(q, arena);
	v->plate_country = sql_text(q, arena);
	v->model = sql_text(q, arena);
	v->model_year = (int)sql_int(q);
	energy_from_code(sql_peek(q), &v->energy);
	v->mc20 = sql_int(q) != 0;
	v->colour = sql_text(q, arena);
	v->first_registration = (civil_day)sql_int(q);
	v->warranty_start = (civil_day)sql_int(q);
	v->owner_id = sql_text(q, arena);
	v->keeper_id = sql_text(q, arena);
	v->contact_id = sql_text(q, arena);
	v->owner_since = (civil_day)sql_int(q);
	v->mileage = (int)sql_int_or(q, -1);
	v->mileage_date = (civil_day)sql_int(q);
	v->revision = (int)sql_int(q);
	v->se_owner = sql_text(q, arena);
	v->se_as_of = (civil_day)sql_int(q);
}

static bool one_customer(struct stmt *q, const char *key, struct arena *arena, struct customer *customer,
			 struct error *err)
{
	sql_bind_text(q, key);
	if (!sql_one(q, err, N_("customer"), key))
		return false;
	read_customer(q, arena, customer);
	return sql_end(q, err);
}

static bool one_vehicle(struct stmt *q, const char *key, struct arena *arena, struct vehicle *vehicle,
			struct error *err)
{
	sql_bind_text(q, key);
	if (!sql_one(q, err, N_("vehicle"), key))
		return false;
	read_vehicle(q, arena, vehicle);
	return sql_end(q, err);
}

static bool list_customers(struct stmt *q, struct arena *arena, struct customer_list *list, struct error *err)
{
	struct customer_list found = *list;
	while (sql_row(q)) {
		found.items =
			arena_grow(arena, found.items, found.count, &found.capacity, sizeof *found.items);
		read_customer(q, arena, &found.items[found.count++]);
	}
	if (!sql_end(q, err))
		return false;
	*list = found;
	return true;
}

static bool list_vehicles(struct stmt *q, struct arena *arena, struct vehicle_list *list, struct error *err)
{
	struct vehicle_list found = *list;
	while (sql_row(q)) {
		found.items =
			arena_grow(arena, found.items, found.count, &found.capacity, sizeof *found.items);
		read_vehicle(q, arena, &found.items[found.count++]);
	}
	if (!sql_end(q, err))
		return false;
	*list = found;
	return true;
}

bool store_get_customer(struct store *store, const char *id, struct arena *arena, struct customer *customer,
			struct error *err)
{
	return one_customer(sql_start(store, SQL_CUSTOMER_GET), id, arena, customer, err);
}

bool store_get_customer_by_dms(struct store *store, const char *dms_id, struct arena *arena,
			       struct customer *customer, struct error *err)
{
	return one_customer(sql_start(store, SQL_CUSTOMER_BY_DMS), dms_id, arena, customer, err);
}

bool store_get_vehicle(struct store *store, const char *id, struct arena *arena, struct vehicle *vehicle,
		       struct error *err)
{
	return one_vehicle(sql_start(store, SQL_VEHICLE_GET), id, arena, vehicle, err);
}

bool store_get_vehicle_by_vin(struct store *store, const char *vin, struct arena *arena,
			      struct vehicle *vehicle, struct error *err)
{
	char parsed[VIN_SIZE];
	bool fine = vin && vin_parse(vin, parsed, NULL, NULL);
	return one_vehicle(sql_start(store, SQL_VEHICLE_BY_VIN), fine ? parsed : vin, arena, vehicle, err);
}

bool store_vehicles_by_plate(struct store *store, const char *plate, struct arena *arena,
			     struct vehicle_list *list, struct error *err)
{
	struct plate parsed;
	if (!plate || !plate_parse(plate, "", &parsed, NULL))
		return true;
	struct stmt *q = sql_start(store, SQL_VEHICLE_BY_PLATE);
	sql_bind_text(q, parsed.key);
	return list_vehicles(q, arena, list, err);
}

bool store_customers_by_telephone(struct store *store, const char *telephone, struct arena *arena,
				  struct customer_list *list, struct error *err)
{
	char digits[TELEPHONE_SIZE];
	telephone_digits(telephone, digits);
	if (!*digits)
		return true;
	struct stmt *q = sql_start(store, SQL_CUSTOMER_BY_TELEPHONE);
	sql_bind_text(q, digits);
	return list_customers(q, arena, list, err);
}

bool store_vehicle_customers(struct store *store, const char *vehicle_id, struct arena *arena,
			     struct customer_list *list, struct error *err)
{
	struct stmt *q = sql_start(store, SQL_CUSTOMERS_OF_VEHICLE);
	sql_bind_text(q, vehicle_id);
	return list_customers(q, arena, list, err);
}

bool store_customer_vehicles(struct store *store, const char *customer_id, struct arena *arena,
			     struct vehicle_list *list, struct error *err)
{
	struct stmt *q = sql_start(store, SQL_VEHICLES_OF_CUSTOMER);
	sql_bind_text(q, customer_id);
	return list_vehicles(q, arena, list, err);
}

/* The row is there with another revision, or not at all. */
static bool explain_no_update(struct store *store, enum sql who, const char *what, const char *id,
			      struct error *err)
{
	char stamp[CIVIL_STAMP_SIZE];
	struct stmt *q = sql_start(store, who);
	sql_bind_text(q, id);
	if (!sql_one(q, err, what, id))
		return false;
	const char *by = sql_peek(q);
	error_set(err, ERROR_CONFLICT, _("%s: changed meanwhile by %s, %s; look again and repeat"), _(what),
		  by, civil_format_instant(sql_int(q), stamp));
	sql_end(q, NULL);
	return false;
}

static void bind_telephone(struct stmt *q, const char *typed, char key[TELEPHONE_SIZE])
{
	telephone_digits(typed ? typed : "", key);
	sql_bind_text(q, typed);
	sql_bind_text(q, key);
}

static bool write_customer(struct store *store, const struct customer *c, const char *id, struct error *err)
{
	char mobile[TELEPHONE_SIZE], telephone[TELEPHONE_SIZE];
	struct stmt *q = sql_start(store, c->id ? SQL_CUSTOMER_SET : SQL_CUSTOMER_ADD);
	if (!c->id)
		sql_bind_text(q, id);
	sql_bind_text(q, c->dms_id);
	sql_bind_int(q, c->company);
	sql_bind_text(q, c->family);
	sql_bind_text(q, c->given);
	sql_bind_text(q, c->company_name);
	bind_telephone(q, c->mobile, mobile);
	bind_telephone(q, c->telephone, telephone);
	sql_bind_text(q, c->email);
	sql_bind_text(q, c->address);
	sql_bind_text(q, c->language);
	sql_bind_text(q, persona_code(c->persona));
	sql_bind_text(q, c->persona_source);
	sql_bind_known(q, c->persona_date);
	sql_bind_known(q, c->persona_confidence);
	sql_bind_text(q, c->advisor);
	sql_bind_int(q, store_now(store));
	sql_bind_string(q, store->actor);
	if (c->id) {
		sql_bind_text(q, c->id);
		sql_bind_int(q, c->revision);
	}
	return sql_run(q, err);
}

bool store_put_customer(struct store *store, const struct customer *customer, char id[ID_SIZE],
			struct error *err)
{
	char own[ID_SIZE];
	if (!store_need_write(store, err))
		return false;
	if (customer->id)
		snprintf(own, sizeof own, "%s", customer->id);
	else
		store_new_id(store, own);
	if (!write_customer(store, customer, own, err))
		return false;
	int64_t fresh = customer->id ? 0 : sql_last_key(store);
	if (customer->id && sql_changes(store) == 0)
		return explain_no_update(store, SQL_CUSTOMER_WHO, N_("customer"), customer->id, err);
	store_touch_of(store, TABLE_CUSTOMER, own);
	if (!find_index_customer(store, own, fresh, customer, err))
		return false;
	if (id)
		memcpy(id, own, ID_SIZE);
	return true;
}

static bool write_vehicle(struct store *store, const struct vehicle *v, const char *id, struct error *err)
{
	struct plate plate = { .key = "" };
	if (v->plate)
		plate_parse(v->plate, "", &plate, NULL);
	struct stmt *q = sql_start(store, v->id ? SQL_VEHICLE_SET : SQL_VEHICLE_ADD);
	if (!v->id)
		sql_bind_text(q, id);
	sql_bind_text(q, v->vin);
	sql_bind_text(q, v->plate);
	sql_bind_text(q, plate.key);
	sql_bind_text(q, v->plate_country);
	sql_bind_text(q, v->model);
	sql_bind_known(q, v->model_year);
	sql_bind_text(q, energy_code(v->energy));
	sql_bind_int(q, v->mc20);
	sql_bind_text(q, v->colour);
	sql_bind_known(q, v->first_registration);
	sql_bind_known(q, v->warranty_start);
	sql_bind_text(q, v->owner_id);
	sql_bind_text(q, v->keeper_id);
	sql_bind_text(q, v->contact_id);
	sql_bind_known(q, v->owner_since);
	sql_bind_index(q, v->mileage);
	sql_bind_known(q, v->mileage_date);
	sql_bind_int(q, store_now(store));
	sql_bind_string(q, store->actor);
	if (v->id) {
		sql_bind_text(q, v->id);
		sql_bind_int(q, v->revision);
	}
	return sql_run(q, err);
}

static bool write_reading(struct store *store, const struct vehicle *v, const char *id, struct error *err)
{
	if (v->mileage < 0 || !v->mileage_date)
		return true;
	struct stmt *q = sql_start(store, SQL_READING_PUT);
	sql_bind_text(q, id);
	sql_bind_int(q, v->mileage_date);
	sql_bind_int(q, v->mileage);
	sql_bind_text(q, "vehicle");
	return sql_run(q, err);
}

bool store_put_vehicle(struct store *store, const struct vehicle *vehicle, char id[ID_SIZE],
		       struct error *err)
{
	char own[ID_SIZE];
	if (!store_need_write(store, err))
		return false;
	if (vehicle->id)
		snprintf(own, sizeof own, "%s", vehicle->id);
	else
		store_new_id(store, own);
	if (!write_vehicle(store, vehicle, own, err))
		return false;
	int64_t fresh = vehicle->id ? 0 : sql_last_key(store);
	if (vehicle->id && sql_changes(store) == 0)
		return explain_no_update(store, SQL_VEHICLE_WHO, N_("vehicle"), vehicle->id, err);
	store_touch_of(store, TABLE_VEHICLE, own);
	if (!write_reading(store, vehicle, own, err) || !find_index_vehicle(store, own, fresh, vehicle, err))
		return false;
	if (id)
		memcpy(id, own, ID_SIZE);
	return true;
}
