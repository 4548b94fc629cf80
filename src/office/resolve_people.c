#include <string.h>
#include <strings.h>

#include "base/buffer.h"
#include "base/i18n.h"
#include "base/text.h"
#include "model/rules.h"
#include "office/inner.h"
#include "store/people.h"

enum { NAME_BYTES = 512, COMPANY_CHARACTERS = 120 };

static bool filled(const char *text)
{
	return text && *text;
}

/* A person's or company's name as said, made clean; NULL stays NULL. */
static bool name_take(const char *said, bool company, const char *key, struct arena *arena, const char **name,
		      struct error *err)
{
	char clean[NAME_BYTES];
	*name = NULL;
	if (!filled(said))
		return true;
	if (!company) {
		if (!name_parse(said, clean, sizeof clean, err))
			return error_prefix(err, "customer.%s", key);
		*name = arena_strdup(arena, clean);
		return true;
	}
	struct buffer text = { 0 };
	text_clean_line(&text, said, strlen(said));
	bool fine = text.len <= COMPANY_CHARACTERS * 3;
	if (fine)
		*name = arena_strdup(arena, buffer_text(&text));
	buffer_finish(&text);
	return fine ||
	       error_set(err, ERROR_INPUT, _("customer.%s: a name of at most %d characters is expected"), key,
			 COMPANY_CHARACTERS);
}

/* The customer as said, for a new row and for comparing. */
static bool customer_said(const struct office *office, const struct booking_request *request,
			  struct arena *arena, struct customer *said, struct error *err)
{
	*said = (struct customer){ .company = request->company, .persona_source = NULL };
	if (!name_take(request->family, false, "family", arena, &said->family, err) ||
	    !name_take(request->given, false, "given", arena, &said->given, err) ||
	    !name_take(request->company_name, true, "company", arena, &said->company_name, err))
		return false;
	if (filled(request->mobile)) {
		struct telephone telephone;
		if (!telephone_parse(request->mobile, office->site.country, &telephone, err))
			return error_prefix(err, "customer.mobile");
		said->mobile =
			arena_strdup(arena, telephone.display[0] ? telephone.display : request->mobile);
	}
	if (filled(request->email)) {
		char email[320];
		if (!email_parse(request->email, email, sizeof email, err))
			return error_prefix(err, "customer.email");
		said->email = arena_strdup(arena, email);
	}
	said->language = request->language ? arena_strdup(arena, request->language) : office->site.language;
	return true;
}

static bool same_name(const struct customer *a, const struct customer *b)
{
	char name_a[NAME_BYTES], name_b[NAME_BYTES], key_a[NAME_BYTES], key_b[NAME_BYTES];
	search_key(customer_name(a, name_a, sizeof name_a), key_a, sizeof key_a);
	search_key(customer_name(b, name_b, sizeof name_b), key_b, sizeof key_b);
	return strcmp(key_a, key_b) == 0;
}

static bool has_name(const struct customer *customer)
{
	return filled(customer->family) || filled(customer->given) || filled(customer->company_name);
}

/* Among those with the said number the one with the said name; without a name the only one. */
static bool customer_by_number(struct office *office, const struct customer *said, struct arena *arena,
			       struct office_resolved *resolved, struct error *err)
{
	struct customer_list list = { 0 };
	if (!said->mobile)
		return true;
	if (!store_customers_by_telephone(office->store, said->mobile, arena, &list, err))
		return false;
	for (size_t i = 0; i < list.count; i++) {
		if (has_name(said) ? !same_name(said, &list.items[i]) : list.count > 1)
			continue;
		resolved->customer = list.items[i];
		resolved->customer_known = true;
		return true;
	}
	return true;
}

static bool same_number(const char *a, const char *b)
{
	char digits_a[TELEPHONE_SIZE], digits_b[TELEPHONE_SIZE];
	telephone_digits(a ? a : "", digits_a);
	telephone_digits(b ? b : "", digits_b);
	return strcmp(digits_a, digits_b) == 0;
}

/* R25: what the customer said of number and address is how it is from now on; names are not rewritten, they
 * are often the same in another spelling. */
static void customer_update(const struct booking_request *request, const struct customer *said,
			    struct office_resolved *resolved)
{
	struct customer *customer = &resolved->customer;
	bool named = request->customer_id != NULL; /* else the number is what the customer was found by */
	if (said->email &&
	    (!filled(customer->email) || (named && strcasecmp(customer->email, said->email) != 0))) {
		customer->email = said->email;
		resolved->customer_changed = true;
	}
	if (named && said->mobile && !same_number(said->mobile, customer->mobile) &&
	    !same_number(said->mobile, customer->telephone)) {
		customer->mobile = said->mobile;
		resolved->customer_changed = true;
	}
}

static bool customer_find(struct office *office, const struct booking_request *request, struct arena *arena,
			  struct office_resolved *resolved, struct error *err)
{
	struct customer said;
	if (!customer_said(office, request, arena, &said, err))
		return false;
	if (request->customer_id) {
		if (!store_get_customer(office->store, request->customer_id, arena, &resolved->customer,
					err)) {
			if (err && err->code == ERROR_NOT_FOUND)
				return error_set(err, ERROR_INPUT,
						 _("customer.id: there is no customer \"%.80s\"; prenota "
						   "find shows ids"),
						 request->customer_id);
			return false;
		}
		resolved->customer_known = true;
	} else if (!customer_by_number(office, &said, arena, resolved, err)) {
		return false;
	}
	if (!resolved->customer_known) {
		if (!has_name(&said))
			return error_set(err, ERROR_INPUT,
					 _("customer: nobody has this number and no name is given; "
					   "give family (or company), or an id"));
		resolved->customer = said;
		return true;
	}
	customer_update(request, &said, resolved);
	return true;
}

/* The car as said, for a new row. */
static bool vehicle_said(const struct office *office, const struct booking_request *request,
			 struct arena *arena, struct vehicle *said, struct error *err)
{
	*said = (struct vehicle){ .mileage = -1 };
	if (filled(request->vin)) {
		char vin[VIN_SIZE], suggestion[VIN_SIZE];
		if (!vin_parse(request->vin, vin, suggestion, err))
			return error_prefix(err, "vehicle.vin");
		said->vin = arena_strdup(arena, vin);
		struct vin_hint hint = vin_hint(vin, office_moment(office).day);
		said->model = hint.model;
		said->energy = hint.energy;
		said->mc20 = hint.mc20;
		said->model_year = hint.model_year;
	}
	if (filled(request->plate)) {
		struct plate plate;
		if (!plate_parse(request->plate, office->site.country, &plate, err))
			return error_prefix(err, "vehicle.plate");
		said->plate = arena_strdup(arena, plate.display);
		said->plate_country = arena_strdup(arena, plate.country);
	}
	if (filled(request->model))
		said->model = arena_strdup(arena, request->model);
	return true;
}

/* Reads the stored car by id, by VIN, else by plate (the newest of several); the VIN leads. */
static bool vehicle_lookup(struct office *office, const struct booking_request *request,
			   const struct vehicle *said, struct arena *arena, struct office_resolved *resolved,
			   struct error *err)
{
	struct vehicle_list list = { 0 };
	if (request->vehicle_id || said->vin) {
		bool found = request->vehicle_id ? store_get_vehicle(office->store, request->vehicle_id,
								     arena, &resolved->vehicle, err)
						 : store_get_vehicle_by_vin(office->store, said->vin, arena,
									    &resolved->vehicle, err);
		resolved->vehicle_known = found;
		return found || (err && err->code == ERROR_NOT_FOUND && !request->vehicle_id);
	}
	if (!store_vehicles_by_plate(office->store, said->plate, arena, &list, err))
		return false;
	resolved->vehicle_known = list.count > 0;
	if (list.count > 0)
		resolved->vehicle = list.items[0];
	return true;
}

/* Whether both plates are the same without spaces and hyphens. */
static bool same_plate(const struct office *office, const char *a, const char *b)
{
	struct plate left, right;
	return a && b && plate_parse(a, office->site.country, &left, NULL) &&
	       plate_parse(b, office->site.country, &right, NULL) && strcmp(left.key, right.key) == 0;
}

static bool vehicle_find(struct office *office, const struct booking_request *request, struct arena *arena,
			 struct office_resolved *resolved, struct error *err)
{
	struct vehicle said;
	struct error local;
	if (!vehicle_said(office, request, arena, &said, err))
		return false;
	if (!request->vehicle_id && !said.vin && !said.plate)
		return error_set(err, ERROR_INPUT, _("vehicle: give vin or plate"));
	if (!vehicle_lookup(office, request, &said, arena, resolved, &local)) {
		if (err)
			*err = local;
		return false;
	}
	if (!resolved->vehicle_known) {
		resolved->vehicle = said;
		return true;
	}
	if (said.plate && !same_plate(office, said.plate, resolved->vehicle.plate)) {
		if (filled(resolved->vehicle.plate)) {
			resolved->differs |= OFFICE_DIFFERS_PLATE;
			resolved->recorded_plate = resolved->vehicle.plate;
		}
		resolved->vehicle_changed = true;
		resolved->vehicle.plate = said.plate;
		resolved->vehicle.plate_country = said.plate_country;
	}
	return true;
}

static void mileage_compare(const struct office *office, const struct booking_request *request,
			    struct office_resolved *resolved)
{
	enum { MILE_M = 1609 };
	resolved->mileage_km = request->mileage;
	if (request->mileage < 0)
		return;
	if (request->miles)
		resolved->mileage_km = (int)(((int64_t)request->mileage * MILE_M + 500) / 1000);
	if (mileage_check(resolved->mileage_km, office_moment(office).day, resolved->vehicle.mileage,
			  resolved->vehicle.mileage_date) != MILEAGE_FINE)
		resolved->differs |= OFFICE_DIFFERS_MILEAGE;
}

static bool is_id(const char *a, const char *b)
{
	return a && b && strcmp(a, b) == 0;
}

static bool belongs(const struct vehicle *vehicle, const struct customer *customer)
{
	return is_id(vehicle->owner_id, customer->id) || is_id(vehicle->keeper_id, customer->id) ||
	       is_id(vehicle->contact_id, customer->id);
}

/* The owner (else keeper, else contact person) of a known car. */
static bool customer_follows(struct office *office, struct arena *arena, struct office_resolved *resolved,
			     struct error *err)
{
	struct customer_list list = { 0 };
	if (!resolved->vehicle_known)
		return true;
	if (!store_vehicle_customers(office->store, resolved->vehicle.id, arena, &list, err))
		return false;
	if (list.count > 0) {
		resolved->customer = list.items[0];
		resolved->customer_known = true;
	}
	return true;
}

/* The only car of a known customer. */
static bool vehicle_follows(struct office *office, struct arena *arena, struct office_resolved *resolved,
			    struct error *err)
{
	struct vehicle_list list = { 0 };
	if (!resolved->customer_known)
		return true;
	if (!store_customer_vehicles(office->store, resolved->customer.id, arena, &list, err))
		return false;
	resolved->needs_vehicle = list.count > 1;
	if (list.count == 1) {
		resolved->vehicle = list.items[0];
		resolved->vehicle_known = true;
	}
	return true;
}

bool resolve_people(struct office *office, const struct booking_request *request, struct arena *arena,
		    struct office_resolved *resolved, struct error *err)
{
	resolved->vehicle.mileage = -1;
	if (request->has_customer && !customer_find(office, request, arena, resolved, err))
		return false;
	if (request->has_vehicle && !vehicle_find(office, request, arena, resolved, err))
		return false;
	if (!request->has_customer && !customer_follows(office, arena, resolved, err))
		return false;
	if (!request->has_vehicle && !vehicle_follows(office, arena, resolved, err))
		return false;
	mileage_compare(office, request, resolved);
	if (resolved->vehicle_known && request->has_customer && request->has_vehicle &&
	    !belongs(&resolved->vehicle, &resolved->customer))
		resolved->differs |= OFFICE_DIFFERS_CALLER;
	return true;
}
