#include "office/booking.h"
#include "store/contact.h"
#include "store/standards.h"

/* What was proposed: by the call, else by the booking itself. */
static void take_offers(const struct booking *booking, struct office_contact_source *source)
{
	const struct office_call *call = booking->call;
	if (call && call->offered_count > 0) {
		source->offered = call->offered;
		source->offered_count = call->offered_count;
	} else if (booking->proposals) {
		int count = booking->proposals->count;
		struct plan_candidate *offered =
			arena_alloc(booking->arena, (size_t)(count + 1) * sizeof *offered);
		for (int i = 0; i < count; i++)
			offered[i] = booking->proposals->items[i].candidate;
		source->offered = offered;
		source->offered_count = (size_t)count;
	}
	if (call) {
		source->declined = call->declined;
		source->declined_count = call->declined_count;
	}
}

bool booking_assess(struct booking *booking, const struct plan_state *state,
		    struct standard_result results[STANDARD_COUNT], struct error *err)
{
	struct store *store = booking->office->store;
	const struct office_call *call = booking->call;
	struct contact contact;
	if (!store_get_contact(store, booking->contact, booking->arena, &contact, err))
		return false;
	struct booking_request request = *booking->request;
	request.mileage = booking->resolved.mileage_km;
	struct office_contact_source source = {
		.request = &request,
		.answers = call ? call->answers : NULL,
		.customer = &booking->resolved.customer,
		.vehicle = &booking->resolved.vehicle,
		.owner = booking->owner,
		.campaigns = booking->resolved.campaign_count,
		.booking = true,
		.chosen = &booking->candidate,
		.state = state,
		.rings = contact.rings,
		.longest_hold = contact.longest_hold,
		.received = contact.rang,
	};
	take_offers(booking, &source);
	office_standards(booking->office, &source, results);
	return true;
}

bool booking_standards(struct booking *booking, const struct plan_state *state, struct error *err)
{
	const struct office_call *call = booking->call;
	struct standard_result results[STANDARD_COUNT];
	if (!booking_assess(booking, state, results, err))
		return false;
	const char *waived = call ? call->waived : NULL;
	if (waived)
		office_standards_waive(results);
	return store_put_standards(booking->office->store, booking->contact, results, waived, err);
}
