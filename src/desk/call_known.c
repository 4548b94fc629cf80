/* The customer and the car of a call: taken from the store and put into the answers. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/i18n.h"
#include "base/text.h"
#include "desk/call_persona.h"
#include "desk/call_prediag.h"
#include "desk/desk_state.h"
#include "model/rules.h"
#include "office/campaigns.h"
#include "office/reading.h"

enum { HISTORY_MAX = 8, NUMBER_DIGITS = 7 };

/* --- reading --- */

/* What a customer means by "my contract": care of the car first, then cover in general, then of a part. */
static int contract_rank(const struct contract *contract)
{
	static const char *const order[] = { "maintenance", "extension", "warranty" };
	int rank = contract->status == CONTRACT_ACTIVE ? 0 : 10;
	for (size_t i = 0; i < sizeof order / sizeof order[0]; i++, rank++)
		if (contract->type && strcmp(contract->type, order[i]) == 0)
			return rank;
	return rank;
}

static bool read_vehicle_side(struct desk *desk, struct call *call, struct call_known *known,
			      struct error *err)
{
	struct store *store = desk->office->store;
	struct office_campaigns campaigns = { 0 };
	const char *id = known->vehicle.id;
	int mileage = known->vehicle.mileage;
	const char *said = form_answers_get(call->answers, "mileage");
	if (said && atoi(said) > mileage)
		mileage = atoi(said);
	if (!store_vehicle_history(store, id, HISTORY_MAX, &known->arena, &known->history, err) ||
	    !store_vehicle_contracts(store, id, &known->arena, &known->contracts, err) ||
	    !office_campaigns_of(desk->office, &known->vehicle, &known->arena, &campaigns, err))
		return false;
	known->campaigns = campaigns.items;
	known->campaign_count = campaigns.count;
	for (size_t i = 0; i < known->contracts.count; i++) {
		struct contract *contract = &known->contracts.items[i];
		contract_assess(contract, desk->moment.day, mileage);
		if (!known->contract || contract_rank(contract) < contract_rank(known->contract))
			known->contract = contract;
	}
	return true;
}

/* What a record gave goes with it: nothing of one customer is written to another, nothing of one car to the
 * next. What was said instead stays. */
static void forget(struct desk *desk, struct call *call, const char *const *ids)
{
	for (; *ids; ids++) {
		const struct form_field *field = form_field_find(&desk->office->forms, *ids);
		if (!field || !field_is_recorded(call, field))
			continue;
		form_answers_clear(call->answers, field->id);
		call_tell(call, field, NULL);
	}
}

static void forget_vehicle(struct desk *desk, struct call *call)
{
	static const char *const ids[] = { "plate", "vin", "model", NULL };
	forget(desk, call, ids);
}

static void forget_customer(struct desk *desk, struct call *call)
{
	static const char *const ids[] = { "family_name",    "given_name", "company_name", "mobile", "email",
					   "mo-pud-address", NULL };
	const char *language = call->known.customer.language;
	forget(desk, call, ids);
	if (language && form_answers_has(call->answers, "language", language))
		form_answers_clear(call->answers, "language");
}

/* The name of a caller nobody knew: whoever it is now has one of his own. */
static void forget_name(struct call *call)
{
	form_answers_clear(call->answers, "family_name");
	form_answers_clear(call->answers, "given_name");
	form_answers_clear(call->answers, "company_name");
}

static bool is_another(bool had, const char *before, const char *now)
{
	return had && (!now || strcmp(before, now) != 0);
}

/* Reads both anew into a fresh snapshot; the old one goes only when all could be read. */
static bool read_known(struct desk *desk, struct call *call, const char *customer, const char *vehicle,
		       struct error *err)
{
	struct store *store = desk->office->store;
	struct call_known fresh = { 0 };
	bool fine = true;
	if (customer) {
		fine = store_get_customer(store, customer, &fresh.arena, &fresh.customer, err) &&
		       store_customer_vehicles(store, customer, &fresh.arena, &fresh.cars, err);
		fresh.has_customer = fine;
		fine = fine && office_privacy_known(desk->office, customer, &fresh.privacy, err);
	}
	if (fine && vehicle) {
		fine = store_get_vehicle(store, vehicle, &fresh.arena, &fresh.vehicle, err);
		fresh.has_vehicle = fine;
		fine = fine && read_vehicle_side(desk, call, &fresh, err);
	}
	if (!fine) {
		arena_finish(&fresh.arena);
		return false;
	}
	if (is_another(call->known.has_customer, call->known.customer.id, customer))
		forget_customer(desk, call);
	if (is_another(call->known.has_vehicle, call->known.vehicle.id, vehicle))
		forget_vehicle(desk, call);
	office_note_reading(desk->office, "customer", customer);
	office_note_reading(desk->office, "vehicle", vehicle);
	arena_finish(&call->known.arena);
	call->known = fresh;
	snprintf(call->vehicle, sizeof call->vehicle, "%s", fresh.has_vehicle ? fresh.vehicle.id : "");
	return true;
}

/* --- taking --- */

/* What is known is put into the field and never asked again; what was typed already is left as said. */
static void prefill(struct desk *desk, struct call *call, const char *id, const char *value)
{
	const struct form_field *field = form_field_find(&desk->office->forms, id);
	struct form_checks checks = call_checks(desk);
	if (!field || !value || !value[0])
		return;
	form_entry_put(call->answers, field, value, &checks, NULL);
	call_tell(call, field, NULL);
}

static void prefill_customer(struct desk *desk, struct call *call)
{
	const struct customer *customer = &call->known.customer;
	prefill(desk, call, "customer_type", customer->company ? "company" : "person");
	prefill(desk, call, "family_name", customer->family);
	prefill(desk, call, "given_name", customer->given);
	prefill(desk, call, "company_name", customer->company_name);
	prefill(desk, call, "mobile", customer->mobile ? customer->mobile : customer->telephone);
	prefill(desk, call, "email", customer->email);
	if (!form_answers_get(call->answers, "language"))
		prefill(desk, call, "language", customer->language);
}

static void prefill_vehicle(struct desk *desk, struct call *call)
{
	const struct vehicle *vehicle = &call->known.vehicle;
	prefill(desk, call, "plate", vehicle->plate);
	prefill(desk, call, "vin", vehicle->vin);
	prefill(desk, call, "model", vehicle->model);
	if (!form_answers_get(call->answers, "mileage_unit"))
		prefill(desk, call, "mileage_unit", "km");
}

static void reopen(struct desk *desk, struct call *call)
{
	call_list_close(call);
	call_facts(desk, call);
	call->live_stale = true;
	call->offer_stale = true;
	call_touch(desk, call);
	if (call->field && !field_is_visible(call, call->field))
		call->field = form_step_missing(call->answers, call->step);
	call_open_field(desk, call);
}

static bool has_id(const char *id)
{
	return id && id[0];
}

/* A car that must not be driven is said before anything else, not only at the step of campaigns. */
static void warn_of_stop(struct desk *desk, const struct call *call)
{
	const struct campaign_hit *hit = call->known.campaigns;
	struct error err = { 0 };
	if (call->known.campaign_count == 0 || hit->type != CAMPAIGN_STOP_DRIVE ||
	    hit->match == CAMPAIGN_POSSIBLY)
		return;
	error_set(&err, ERROR_REFUSED,
		  _("URGENT: recall %s says that this car must not be driven. Tell the customer first; "
		    "recovery is arranged."),
		  hit->authority_number && *hit->authority_number ? hit->authority_number : hit->id);
	desk_complain(desk, &err);
}

bool call_take_vehicle(struct desk *desk, struct call *call, const char *id, struct error *err)
{
	const char *customer = call->known.has_customer ? call->known.customer.id : NULL;
	char owner[ID_SIZE] = "", car[ID_SIZE];
	snprintf(car, sizeof car, "%s", id);
	if (customer)
		snprintf(owner, sizeof owner, "%s", customer);
	if (!read_known(desk, call, has_id(owner) ? owner : NULL, car, err))
		return false;
	call->car_followed = false;
	prefill_vehicle(desk, call);
	reopen(desk, call);
	warn_of_stop(desk, call);
	return true;
}

bool call_take_customer(struct desk *desk, struct call *call, const char *id, struct error *err)
{
	char customer[ID_SIZE], car[ID_SIZE] = "";
	snprintf(customer, sizeof customer, "%s", id);
	bool stays = call->known.has_customer && strcmp(call->known.customer.id, id) == 0;
	if (call->known.has_vehicle && (stays || !call->car_followed))
		snprintf(car, sizeof car, "%s", call->known.vehicle.id);
	if (!read_known(desk, call, customer, has_id(car) ? car : NULL, err))
		return false;
	if (call->stranger)
		forget_name(call);
	call->stranger = false;
	form_answers_set(call->answers, "customer_id", customer);
	prefill_customer(desk, call);
	if (!call->known.has_vehicle && call->known.cars.count == 1) {
		if (!call_take_vehicle(desk, call, call->known.cars.items[0].id, err))
			return false;
		call->car_followed = true;
		return true;
	}
	reopen(desk, call);
	return true;
}

void call_take_number(struct desk *desk, struct call *call, const char *number)
{
	prefill(desk, call, "mobile", number);
}

static void prefill_name(struct desk *desk, struct call *call, const char *typed)
{
	char family[256], given[256];
	bool company = name_is_company(typed);
	prefill(desk, call, "customer_type", company ? "company" : "person");
	if (company) {
		prefill(desk, call, "company_name", typed);
	} else {
		name_part(typed, family, given, sizeof family);
		prefill(desk, call, "family_name", family);
		prefill(desk, call, "given_name", given);
	}
	/* A foreign name says nothing of the language: one goes on as one began. */
	if (!form_answers_get(call->answers, "language") && name_has_hangul(typed))
		prefill(desk, call, "language", "ko");
}

static size_t digits_in(const char *text)
{
	struct buffer digits = { 0 };
	text_digits(&digits, text);
	size_t count = digits.len;
	buffer_finish(&digits);
	return count;
}

bool call_new_customer(struct desk *desk, struct call *call, struct error *err)
{
	char typed[256], car[ID_SIZE] = "";
	snprintf(typed, sizeof typed, "%s", call->typed ? edit_text(&call->edit) : "");
	if (call->known.has_vehicle && !call->car_followed)
		snprintf(car, sizeof car, "%s", call->known.vehicle.id);
	if (!read_known(desk, call, NULL, has_id(car) ? car : NULL, err))
		return false;
	form_answers_clear(call->answers, "customer_id");
	call->typed = false;
	call->stranger = true;
	if (digits_in(typed) >= NUMBER_DIGITS)
		prefill(desk, call, "mobile", typed);
	else if (typed[0] && (digits_in(typed) == 0 ||
			      name_is_company(typed))) /* the end of a number or a plate is no name */
		prefill_name(desk, call, typed);
	reopen(desk, call);
	return true;
}

bool call_reload_known(struct desk *desk, struct call *call, struct error *err)
{
	const char *customer = form_answers_get(call->answers, "customer_id");
	char car[ID_SIZE];
	snprintf(car, sizeof car, "%s", call->vehicle);
	bool wrong = form_answers_is_wrong(call->answers, "customer_id");
	call->stranger = !has_id(customer) && form_answers_get(call->answers, "family_name");
	bool fine = read_known(desk, call, has_id(customer) && !wrong ? customer : NULL,
			       has_id(car) ? car : NULL, err);
	call_facts(desk, call);
	call->live_stale = true;
	return fine;
}
