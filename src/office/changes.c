#include "office/changes.h"

#include <stdio.h>
#include <string.h>

#include "base/buffer.h"
#include "store/audit.h"
#include "store/file_store.h"
#include "store/people.h"

/* Whose fields are compared. */
struct side {
	const char *customer_id;
	const char *vehicle_id;
};

static void add(struct data_change_list *list, struct arena *arena, struct side of, const char *field,
		const char *before, const char *after)
{
	bool was = before && *before, is = after && *after;
	if (was == is && (!was || strcmp(before, after) == 0))
		return;
	list->items = arena_grow(arena, list->items, list->count, &list->capacity, sizeof *list->items);
	list->items[list->count++] = (struct data_change){
		.customer_id = of.customer_id ? arena_strdup(arena, of.customer_id) : NULL,
		.vehicle_id = of.vehicle_id ? arena_strdup(arena, of.vehicle_id) : NULL,
		.field = field,
		.before = was ? arena_strdup(arena, before) : NULL,
		.after = is ? arena_strdup(arena, after) : NULL,
	};
}

static const char *day_text(civil_day day, struct arena *arena)
{
	char date[CIVIL_DATE_SIZE];
	return day ? arena_strdup(arena, civil_format_date(day, date)) : NULL;
}

static const char *number_text(int number, struct arena *arena)
{
	return number > 0 ? arena_printf(arena, "%d", number) : NULL;
}

static void compare_customers(const struct customer *was, const struct customer *is, struct arena *arena,
			      struct data_change_list *list)
{
	struct side of = { .customer_id = is->id };
	add(list, arena, of, "type", was->company ? "company" : "person", is->company ? "company" : "person");
	add(list, arena, of, "family", was->family, is->family);
	add(list, arena, of, "given", was->given, is->given);
	add(list, arena, of, "company", was->company_name, is->company_name);
	add(list, arena, of, "mobile", was->mobile, is->mobile);
	add(list, arena, of, "telephone", was->telephone, is->telephone);
	add(list, arena, of, "email", was->email, is->email);
	add(list, arena, of, "address", was->address, is->address);
	add(list, arena, of, "language", was->language, is->language);
	add(list, arena, of, "persona", persona_code(was->persona), persona_code(is->persona));
}

static void compare_vehicles(const struct vehicle *was, const struct vehicle *is, struct arena *arena,
			     struct data_change_list *list)
{
	struct side of = { .vehicle_id = is->id };
	add(list, arena, of, "vin", was->vin, is->vin);
	add(list, arena, of, "plate", was->plate, is->plate);
	add(list, arena, of, "model", was->model, is->model);
	add(list, arena, of, "energy", energy_code(was->energy), energy_code(is->energy));
	add(list, arena, of, "owner", was->owner_id, is->owner_id);
	add(list, arena, of, "keeper", was->keeper_id, is->keeper_id);
	add(list, arena, of, "contact", was->contact_id, is->contact_id);
	add(list, arena, of, "owner_since", day_text(was->owner_since, arena),
	    day_text(is->owner_since, arena));
	add(list, arena, of, "mileage", number_text(was->mileage, arena), number_text(is->mileage, arena));
}

/* The names of the fields from @first on, for the audit. */
static bool audit(struct office *office, const char *table, const char *id,
		  const struct data_change_list *list, size_t first, struct error *err)
{
	struct buffer fields = { 0 };
	for (size_t i = first; i < list->count; i++)
		buffer_printf(&fields, "%s%s", fields.len ? " " : "", list->items[i].field);
	bool fine = fields.len == 0 ||
		    store_add_audit(office->store, "edit", table, id, buffer_text(&fields), err);
	buffer_finish(&fields);
	return fine;
}

bool changes_put_customer(struct office *office, const struct customer *customer, struct arena *arena,
			  char id[ID_SIZE], struct data_change_list *changes, struct error *err)
{
	struct customer was;
	size_t first = changes->count;
	if (!customer->id)
		return store_put_customer(office->store, customer, id, err);
	if (!store_get_customer(office->store, customer->id, arena, &was, err))
		return false;
	compare_customers(&was, customer, arena, changes);
	if (id && id != customer->id)
		snprintf(id, ID_SIZE, "%s", customer->id);
	return store_put_customer(office->store, customer, NULL, err) &&
	       audit(office, "customer", customer->id, changes, first, err);
}

bool changes_put_vehicle(struct office *office, const struct vehicle *vehicle, struct arena *arena,
			 char id[ID_SIZE], struct data_change_list *changes, struct error *err)
{
	struct vehicle was;
	size_t first = changes->count;
	if (!vehicle->id)
		return store_put_vehicle(office->store, vehicle, id, err);
	if (!store_get_vehicle(office->store, vehicle->id, arena, &was, err))
		return false;
	compare_vehicles(&was, vehicle, arena, changes);
	if (id && id != vehicle->id)
		snprintf(id, ID_SIZE, "%s", vehicle->id);
	return store_put_vehicle(office->store, vehicle, NULL, err) &&
	       audit(office, "vehicle", vehicle->id, changes, first, err);
}

bool changes_keep(struct office *office, const struct data_change_list *changes, const char *source,
		  const char *file, struct error *err)
{
	for (size_t i = 0; i < changes->count; i++) {
		struct data_change change = changes->items[i];
		change.source = source;
		change.file_id = file;
		if (!store_add_change(office->store, &change, err))
			return false;
	}
	return true;
}

/* Ids of customers say nothing outside: their names do. */
static bool name_owners(struct office *office, struct arena *arena, struct data_change_list *list,
			struct error *err)
{
	for (size_t i = 0; i < list->count; i++) {
		struct data_change *change = &list->items[i];
		if (strcmp(change->field, "owner") != 0 && strcmp(change->field, "keeper") != 0 &&
		    strcmp(change->field, "contact") != 0)
			continue;
		const char **sides[] = { &change->before, &change->after };
		for (size_t s = 0; s < 2; s++) {
			struct customer customer;
			struct error found = { 0 };
			char name[256];
			if (!*sides[s])
				continue;
			if (store_get_customer(office->store, *sides[s], arena, &customer, &found))
				*sides[s] = arena_strdup(arena, customer_name(&customer, name, sizeof name));
			else if (found.code != ERROR_NOT_FOUND)
				return error_set(err, found.code, "%s", found.text);
		}
	}
	return true;
}

bool office_changes(struct office *office, civil_day from, civil_day to, struct arena *arena,
		    struct data_change_list *list, struct error *err)
{
	instant first, last;
	if (!civil_to_instant(from, 0, &first) || !civil_to_instant(to + 1, 0, &last))
		return error_set(err, ERROR_INPUT, "%s", "from, to");
	if (!office_begin(office, OFFICE_ROLES_BOOK, err))
		return false;
	bool fine = store_changes_between(office->store, first, last, arena, list, err) &&
		    name_owners(office, arena, list, err) &&
		    store_add_audit(office->store, "export", "data_change", NULL, "changes", err);
	return office_end(office, fine, err);
}
