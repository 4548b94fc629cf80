#include <stdlib.h>
#include <string.h>

#include "model/rules.h"
#include "office/booking.h"
#include "store/ownership.h"
#include "store/people.h"

enum { NAME_BYTES = 512 };

static const struct form_answers *answers_of(const struct booking *booking)
{
	return booking->call ? booking->call->answers : NULL;
}

static const char *answer(const struct booking *booking, const char *id)
{
	const struct form_answers *answers = answers_of(booking);
	const char *value = answers ? form_answers_get(answers, id) : NULL;
	return value && *value && !form_answers_is_wrong(answers, id) ? value : NULL;
}

/* What the caller answered to the owner question. */
static bool said(const struct booking *booking, const char *code)
{
	const struct form_answers *answers = answers_of(booking);
	return answers && form_answers_has(answers, "owner_same", code);
}

static bool same_name(const char *a, const char *b)
{
	char key_a[NAME_BYTES], key_b[NAME_BYTES];
	search_key(a, key_a, sizeof key_a);
	search_key(b, key_b, sizeof key_b);
	return strcmp(key_a, key_b) == 0;
}

/* Whether both records name the same owner; a row that cannot be read names nobody. */
static bool records_agree(const struct booking *booking)
{
	const struct vehicle *vehicle = &booking->resolved.vehicle;
	const struct customer *caller = &booking->resolved.customer;
	struct customer owner;
	char name[NAME_BYTES];
	bool is_caller = caller->id && strcmp(caller->id, vehicle->owner_id) == 0;
	if (!is_caller && !store_get_customer(booking->office->store, vehicle->owner_id, booking->arena,
					      &owner, NULL))
		return false;
	return same_name(customer_name(is_caller ? caller : &owner, name, sizeof name), vehicle->se_owner);
}

const char *booking_owner(const struct booking *booking)
{
	const struct vehicle *vehicle = &booking->resolved.vehicle;
	if (said(booking, "differs"))
		return "differs";
	if (said(booking, "unknown") || !booking->resolved.vehicle_known || !vehicle->owner_id ||
	    !vehicle->se_owner)
		return "unknown";
	/* Somebody else may call for the owner: then it counts what was said of the owner. */
	if (booking->resolved.differs & OFFICE_DIFFERS_CALLER && !said(booking, "same"))
		return "differs";
	return records_agree(booking) ? "same" : "differs";
}

/* The caller is the new owner unless another name was given. */
static const char *new_owner(const struct booking *booking)
{
	const char *name = answer(booking, "new_owner_name");
	char own[NAME_BYTES];
	if (!said(booking, "differs"))
		return NULL;
	return !name || same_name(name, customer_name(&booking->resolved.customer, own, sizeof own))
		       ? booking->customer
		       : NULL;
}

civil_day booking_owner_since(const struct booking *booking)
{
	const char *text = said(booking, "differs") ? answer(booking, "ownership_date") : NULL;
	civil_day since;
	return text && civil_parse_date(text, &since) ? since : 0;
}

bool booking_ownership(struct booking *booking, struct error *err)
{
	const char *mileage = answer(booking, "mileage_at_change");
	struct ownership change = {
		.vehicle_id = booking->vehicle,
		.file_id = booking->file,
		.new_owner = new_owner(booking),
		.since = booking_owner_since(booking),
		.owner_type = answer(booking, "new_owner_type"),
		.owner_name = answer(booking, "new_owner_name"),
		.address = answer(booking, "new_owner_address"),
		.telephone = answer(booking, "new_owner_phone"),
		.email = answer(booking, "new_owner_email"),
		.proof = answer(booking, "proof_document"),
		.seller = answer(booking, "seller"),
		.mileage = mileage ? atoi(mileage) : -1,
		.advisor = answer(booking, "ownership_advisor"),
	};
	return store_add_ownership(booking->office->store, &change, NULL, err);
}
