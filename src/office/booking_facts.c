#include <string.h>

#include "base/buffer.h"
#include "office/booking.h"
#include "store/campaign_store.h"
#include "store/file_store.h"
#include "store/people.h"

static bool campaigns_keep(struct booking *booking, struct error *err)
{
	struct store *store = booking->office->store;
	bool told = !strstr(booking->points, "campaign");
	const struct form_answers *answers = booking->call ? booking->call->answers : NULL;
	bool refused = answers && form_answers_has(answers, "campaign_answer", "refused");
	const char *vin = booking->resolved.vehicle.vin;
	for (size_t i = 0; i < booking->resolved.campaign_count; i++) {
		struct campaign_hit hit = booking->resolved.campaigns[i];
		bool recall = hit.type == CAMPAIGN_RECALL || hit.type == CAMPAIGN_STOP_DRIVE;
		const char *status = refused                          ? "refused"
				     : booking->plan.recall && recall ? "booked"
				     : told                           ? "informed"
								      : NULL;
		if (status && vin && strcmp(hit.status, "open") == 0) {
			hit.status = status;
			if (!store_set_campaign_status(store, hit.id, vin, status, err))
				return false;
		}
		if (!store_put_file_campaign(store, booking->file, &hit, told, err))
			return false;
	}
	return true;
}

/* R32: the contract in force, else the latest, else that there is none. */
static bool contract_keep(struct booking *booking, struct error *err)
{
	struct store *store = booking->office->store;
	struct contract_list list = { 0 };
	struct contract none = { .status = CONTRACT_NONE, .km_left = -1, .days_left = -1 };
	const struct contract *kept = &none;
	const struct vehicle *vehicle = &booking->resolved.vehicle;
	if (booking->resolved.vehicle_known &&
	    !store_vehicle_contracts(store, booking->vehicle, booking->arena, &list, err))
		return false;
	int km = booking->resolved.mileage_km >= 0 ? booking->resolved.mileage_km : vehicle->mileage;
	for (size_t i = 0; i < list.count; i++) {
		contract_assess(&list.items[i], office_moment(booking->office).day, km);
		if (kept == &none ||
		    (kept->status != CONTRACT_ACTIVE &&
		     (list.items[i].status == CONTRACT_ACTIVE || list.items[i].end > kept->end)))
			kept = &list.items[i];
	}
	return store_put_file_contract(store, booking->file, kept, err);
}

static bool owner_keep(struct booking *booking, struct error *err)
{
	const struct vehicle *vehicle = &booking->resolved.vehicle;
	struct owner_check check = {
		.result = booking->owner,
		.dms_owner = vehicle->owner_id,
		.se_owner = vehicle->se_owner,
		.se_as_of = vehicle->se_as_of,
		.since = booking_owner_since(booking),
	};
	return store_put_owner_check(booking->office->store, booking->file, &check, err);
}

static bool consents_keep(struct booking *booking, struct error *err)
{
	const struct booking_request *request = booking->request;
	const struct {
		const char *purpose;
		enum contact_means means;
	} said[] = {
		{ "contact", request->consent_contact },
		{ "appointment-reminder", request->consent_appointment },
		{ "service-reminder", request->consent_service },
	};
	/* The text that was read stands in the forms: their digest is its version. */
	const char *version = booking->office->forms.digest[0] ? booking->office->forms.digest : "0";
	for (size_t i = 0; i < sizeof said / sizeof said[0]; i++)
		if (said[i].means != CONTACT_UNASKED &&
		    !store_add_consent(booking->office->store, booking->customer, booking->file,
				       said[i].purpose, said[i].means, version, err))
			return false;
	return true;
}

/* R11, R40: what was offered and what became of it. */
static bool offers_keep(struct booking *booking, struct error *err)
{
	enum { OFFERED_MAX = 3 };
	struct office *office = booking->office;
	struct plan_proposal *offered = arena_alloc(booking->arena, (OFFERED_MAX + 1) * sizeof *offered);
	int count = 0, round;
	if (booking->proposals)
		for (; count < booking->proposals->count; count++)
			offered[count] = booking->proposals->items[count];
	else if (booking->call)
		for (; count < OFFERED_MAX && (size_t)count < booking->call->offered_count; count++)
			offered[count].candidate = booking->call->offered[count];
	if (count > 0 && !store_add_offers(office->store, &office->site, booking->file, offered, count,
					   booking->chosen, &round, err))
		return false;
	if (booking->chosen >= 0)
		return true;
	if (count > 0 && !store_choose_offer(office->store, booking->file, round, 0, err))
		return false;
	struct plan_proposal other = { .candidate = booking->candidate };
	return store_add_offers(office->store, &office->site, booking->file, &other, 1, 0, NULL, err);
}

static bool answers_keep(struct booking *booking, struct error *err)
{
	const struct form_answers *answers = booking->call ? booking->call->answers : NULL;
	return !answers || (keep_privacy(booking->office, booking->customer, booking->file, answers, err) &&
			    keep_answers(booking->office, booking->file, answers, booking->arena, err));
}

bool booking_facts(struct booking *booking, struct error *err)
{
	return campaigns_keep(booking, err) && contract_keep(booking, err) && owner_keep(booking, err) &&
	       consents_keep(booking, err) && offers_keep(booking, err) && answers_keep(booking, err);
}
