/* What the script is told of a call as facts: the customer and the car that are known, the work, the danger,
 * the offers. Its conditions ask them as if they were answers. */
#include <stdlib.h>
#include <string.h>

#include "base/text.h"
#include "desk/call_campaign.h"
#include "desk/call_persona.h"
#include "desk/call_prediag.h"
#include "desk/desk_state.h"
#include "model/rules.h"

enum { RETURN_MONTHS = 12 };

static void fact(struct call *call, const char *id, const char *value)
{
	form_answers_set(call->answers, id, value);
}

static bool same_name(const char *a, const char *b)
{
	char x[256], y[256];
	search_key(a, x, sizeof x);
	search_key(b, y, sizeof y);
	return strcmp(x, y) == 0;
}

/* The caller against the DMS and the copy of Service Entry (R23). */
static const char *owner_fact(const struct call_known *known)
{
	char name[256];
	if (!known->has_vehicle || !known->has_customer || !known->vehicle.owner_id)
		return "unknown";
	if (strcmp(known->vehicle.owner_id, known->customer.id) != 0)
		return "differs";
	if (!known->vehicle.se_owner)
		return "same";
	customer_name(&known->customer, name, sizeof name);
	return same_name(known->vehicle.se_owner, name) ? "same" : "differs";
}

static bool campaigns_beside(const struct call_known *known)
{
	for (size_t i = 0; i < known->campaign_count; i++)
		if (call_campaign_beside(known, &known->campaigns[i]))
			return true;
	return false;
}

static const char *contract_fact(const struct call_known *known)
{
	if (!known->has_vehicle)
		return "unknown";
	if (!known->contract)
		return "none";
	switch (known->contract->status) {
	case CONTRACT_ACTIVE:
		return "active";
	case CONTRACT_EXPIRED:
		return "expired";
	case CONTRACT_EXHAUSTED:
		return "exhausted";
	case CONTRACT_NONE:
	case CONTRACT_FUTURE:
		break;
	}
	return "none";
}

static bool visited_lately(const struct desk *desk, const struct call_known *known)
{
	return known->history.count &&
	       known->history.items[0].day >= civil_add_months(desk->moment.day, -RETURN_MONTHS);
}

static unsigned work_flags(const struct desk *desk, const struct call *call)
{
	const struct site *site = desk_site(desk);
	unsigned flags = 0;
	for (size_t i = 0; i < form_answers_count(call->answers, "work_codes"); i++) {
		int work = site_find_work(site, form_answers_value(call->answers, "work_codes", i));
		flags |= work >= 0 ? site->work[work].flags : 0;
	}
	return flags;
}

static const char *safety_fact(const struct call *call)
{
	static const char *const names[] = { [FORM_FLAG_NONE] = "none",
					     [FORM_FLAG_CAUTION] = "caution",
					     [FORM_FLAG_URGENT] = "urgent",
					     [FORM_FLAG_STOP] = "stop" };
	const struct form_field *field;
	bool people;
	return names[form_answers_flag(call->answers, NULL, &field, &people)];
}

static void car_facts(const struct desk *desk, struct call *call)
{
	const struct call_known *known = &call->known;
	enum energy energy = known->has_vehicle ? known->vehicle.energy : ENERGY_UNKNOWN;
	bool mc20 = known->has_vehicle && known->vehicle.mc20;
	const char *vin = form_answers_get(call->answers, "vin");
	if (!known->has_vehicle && vin && strlen(vin) == VIN_SIZE - 1 &&
	    !form_answers_is_wrong(call->answers, "vin")) {
		struct vin_hint hint = vin_hint(vin, desk->moment.day);
		energy = hint.energy;
		mc20 = hint.mc20;
	}
	fact(call, "energy", energy == ENERGY_UNKNOWN ? "unknown" : energy_code(energy));
	fact(call, "mc20", mc20 ? "yes" : "no");
	fact(call, "owner_record", owner_fact(known));
	fact(call, "campaign", call_campaign_fact(known));
	fact(call, "campaign_also", campaigns_beside(known) ? "yes" : "no");
	fact(call, "contract", contract_fact(known));
	fact(call, "return_hint", visited_lately(desk, known) ? "yes" : "no");
}

void call_facts(struct desk *desk, struct call *call)
{
	const char *lent = form_answers_get(call->answers, "mobility");
	unsigned flags = work_flags(desk, call);
	int offers = call->live.ready ? call->live.slots.count : 0;
	fact(call, "channel", channel_code(call->channel));
	fact(call, "late_answer", call->clock.rings > CALL_RINGS_ALLOWED ? "yes" : "no");
	fact(call, "known", call->known.has_customer ? "yes" : call->stranger ? "no" : "");
	fact(call, "privacy_known", call->known.privacy ? "yes" : "no");
	call_persona_facts(desk, call);
	car_facts(desk, call);
	fact(call, "safety", safety_fact(call));
	fact(call, "offers", offers == 0 ? "none" : offers == 1 ? "one" : "several");
	fact(call, "car_lent", lent && (!strcmp(lent, "loan") || !strcmp(lent, "hire")) ? "yes" : "no");
	fact(call, "wheels_off", flags & WORK_WHEELS_OFF ? "yes" : "no");
	fact(call, "body_work", flags & WORK_BODY ? "yes" : "no");
	fact(call, "booked", call->booked ? "yes" : "no");
	call_prediag_facts(call);
	fact(call, "car_known", call->known.has_vehicle ? "yes" : "no");
	fact(call, "booked_visits",
	     call->visits.count == 0   ? "none"
	     : call->visits.count == 1 ? "one"
				       : "several");
	fact(call, "change_done", call->changed[0] ? call->changed : "none");
}
