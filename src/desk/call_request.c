/* From the answers of a call to a booking request. */
#include <stdlib.h>
#include <string.h>

#include "desk/call_prediag.h"
#include "desk/desk_state.h"

static const char *get(const struct call *call, struct arena *arena, const char *id)
{
	const char *value = form_answers_get(call->answers, id);
	if (!value || form_answers_is_wrong(call->answers, id))
		return NULL;
	return arena_strdup(arena, value);
}

static bool said_yes(const struct call *call, const char *id)
{
	return form_answers_has(call->answers, id, "yes");
}

static void add_customer(const struct call *call, struct arena *arena, struct booking_request *request)
{
	const char *type = get(call, arena, "customer_type");
	if (call->known.has_customer)
		request->customer_id = arena_strdup(arena, call->known.customer.id);
	request->company = type && strcmp(type, "company") == 0;
	request->family = get(call, arena, "family_name");
	request->given = get(call, arena, "given_name");
	request->company_name = get(call, arena, "company_name");
	request->mobile = get(call, arena, "mobile");
	request->email = get(call, arena, "email");
	request->has_customer =
		request->customer_id || request->family || request->company_name || request->mobile;
}

static void add_vehicle(const struct call *call, struct arena *arena, struct booking_request *request)
{
	const char *mileage = get(call, arena, "mileage");
	const char *unit = get(call, arena, "mileage_unit");
	if (call->known.has_vehicle)
		request->vehicle_id = arena_strdup(arena, call->known.vehicle.id);
	request->vin = get(call, arena, "vin");
	request->plate = get(call, arena, "plate");
	request->model = get(call, arena, "model");
	request->mileage = mileage ? atoi(mileage) : -1;
	request->miles = unit && strcmp(unit, "mi") == 0;
	request->has_vehicle = request->vehicle_id || request->vin || request->plate;
}

static void add_work(const struct call *call, struct arena *arena, struct booking_request *request)
{
	size_t count = form_answers_count(call->answers, "work_codes");
	for (size_t i = 0; i < count && request->work_count < REQUEST_WORK_MAX; i++)
		request->work[request->work_count++] =
			arena_strdup(arena, form_answers_value(call->answers, "work_codes", i));
	request->workshop_return = said_yes(call, "workshop_return");
	request->immobilised = said_yes(call, "recovery_ordered") || call_prediag_stops(call) ||
			       get(call, arena, "breakdown_place");
	request->attends_foreman = form_answers_has(call->answers, "attendance", "foreman");
	request->attends_technician = form_answers_has(call->answers, "attendance", "technician");
}

static void add_wishes(const struct desk *desk, const struct call *call, struct arena *arena,
		       struct booking_request *request)
{
	const char *date = get(call, arena, "wish_date");
	const char *half = get(call, arena, "wish_half");
	const char *time = get(call, arena, "wish_time");
	const char *parts = get(call, arena, "parts_eta");
	struct request_wish wish = { .half = -1, .minute = -1 };
	enum half half_day;
	wish.has_date = date && civil_parse_date(date, &wish.date);
	if (half && half_from_code(half, &half_day))
		wish.half = half_day;
	if (time)
		civil_parse_time(time, &wish.minute);
	if (call_prediag_urgent(call) && !wish.has_date) { /* the first date there is, not what is quiet */
		wish.has_date = true;
		wish.date = desk->moment.day;
	}
	if (wish.has_date || wish.half >= 0 || wish.minute >= 0)
		request->wishes[request->wish_count++] = wish;
	if (parts)
		civil_parse_date(parts, &request->parts_eta);
	request->advisor = get(call, arena, "wish_advisor");
}

static void add_mobility(const struct call *call, struct booking_request *request)
{
	enum mobility mobility;
	size_t count = form_answers_count(call->answers, "mobility");
	for (size_t i = 0; i < count && request->mobility_count < MOBILITY_COUNT; i++)
		if (mobility_from_code(form_answers_value(call->answers, "mobility", i), &mobility))
			request->mobility[request->mobility_count++] = mobility;
	count = form_answers_count(call->answers, "declined");
	for (size_t i = 0; i < count; i++)
		if (mobility_from_code(form_answers_value(call->answers, "declined", i), &mobility))
			request->declined |= 1u << mobility;
}

static enum contact_means consent(const struct call *call, const char *id)
{
	enum contact_means means = CONTACT_UNASKED;
	const char *value = form_answers_get(call->answers, id);
	if (value)
		contact_means_from_code(value, &means);
	return means;
}

static void add_slot(const struct desk *desk, const struct call *call, struct arena *arena,
		     struct booking_request *request)
{
	if (call->chosen_index < 0)
		return;
	const struct site *site = desk_site(desk);
	const struct plan_candidate *candidate = &call->offered[call->chosen_index];
	request->slot = (struct request_slot){
		.given = true,
		.date = candidate->day,
		.minute = candidate->start,
		.advisor = arena_strdup(arena, site->staff[candidate->advisor].code),
		.unit = candidate->unit >= 0 ? arena_strdup(arena, site->units[candidate->unit].code) : NULL,
		.handback_given = true,
		.handback_date = candidate->handback.day,
		.handback_minute = candidate->handback.minute,
		.handback_minutes = candidate->handback_minutes,
	};
}

bool call_request(struct desk *desk, const struct call *call, struct arena *arena,
		  struct booking_request *request)
{
	booking_request_init(request);
	request->channel = call->channel;
	request->language = call_lang(desk, call) == FORM_KO ? "ko" : "en";
	add_customer(call, arena, request);
	add_vehicle(call, arena, request);
	add_work(call, arena, request);
	add_wishes(desk, call, arena, request);
	add_mobility(call, request);
	request->request = get(call, arena, "request_verbatim");
	request->note = get(call, arena, "note");
	request->consent_contact = consent(call, "consent_contact");
	request->consent_appointment = consent(call, "consent_appointment_reminder");
	request->consent_service = consent(call, "consent_service_reminder");
	add_slot(desk, call, arena, request);
	return request->work_count > 0;
}
