/* What follows from an answer: suggestions, lookups, what arriving at a step and leaving it start. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/i18n.h"
#include "desk/call_campaign.h"
#include "desk/call_digital.h"
#include "desk/call_reminder.h"
#include "desk/call_persona.h"
#include "desk/call_prediag.h"
#include "desk/call_twins.h"
#include "desk/desk_state.h"
#include "desk/menu.h"
#include "model/rules.h"

static bool is(const struct form_field *field, const char *id)
{
	return strcmp(field->id, id) == 0;
}

/* Answers that change what can be offered. */
static bool matters(const struct form_field *field)
{
	static const char *const ids[] = {
		"customer_id",      "plate",        "vin",        "work_kind",   "work_codes",
		"workshop_return",  "wish_date",    "wish_half",  "wish_time",   "wish_advisor",
		"parts_eta",        "parts_status", "attendance", "mobility",    "declined",
		"recovery_ordered", "technical",    "mobile",     "family_name", "campaign_answer"
	};
	for (size_t i = 0; i < sizeof ids / sizeof ids[0]; i++)
		if (is(field, ids[i]))
			return true;
	return false;
}

/* --- the work that a kind usually means --- */

static const char *usual_work(const struct desk *desk, const struct call *call, const char *kind)
{
	bool mc20 = form_answers_has(call->answers, "mc20", "yes");
	bool electric = form_answers_has(call->answers, "energy", energy_code(ENERGY_BEV));
	if (strcmp(kind, "maintenance") == 0)
		return mc20 ? "MAINT-MC20" : electric ? "EV-CHECK" : "MAINT-S";
	if (strcmp(kind, "body") == 0)
		return "BODY-EST";
	if (strcmp(kind, "tyres") == 0)
		return "TYRE";
	const char *work = call_prediag_work(desk, call);
	return work ? work : "DIAG-1";
}

static void add_code(const struct desk *desk, const char *codes[], size_t *count, size_t size,
		     const char *code)
{
	if (site_find_work(desk_site(desk), code) < 0 || *count == size)
		return;
	for (size_t i = 0; i < *count; i++)
		if (strcmp(codes[i], code) == 0)
			return;
	codes[(*count)++] = code;
}

static void add_campaigns(const struct desk *desk, const struct call *call, const char *codes[],
			  size_t *count)
{
	const char *own[CALL_CAMPAIGN_WORKS];
	size_t found = call_campaign_work(&call->known, own);
	for (size_t i = 0; i < found; i++)
		add_code(desk, codes, count, REQUEST_WORK_MAX, own[i]);
}

static void add_kind(const struct desk *desk, const struct call *call, const char *kind, const char *codes[],
		     size_t *count)
{
	if (strcmp(kind, "recall") == 0)
		add_campaigns(desk, call, codes, count);
	else
		add_code(desk, codes, count, REQUEST_WORK_MAX, usual_work(desk, call, kind));
}

/* What the operator chose stays; what the customer accepts of a campaign comes to it (R31). */
static void add_accepted(struct desk *desk, struct call *call)
{
	const char *codes[REQUEST_WORK_MAX];
	size_t count = 0;
	if (!form_answers_has(call->answers, "campaign_answer", "accepted"))
		return;
	for (size_t i = 0; i < form_answers_count(call->answers, "work_codes"); i++)
		add_code(desk, codes, &count, REQUEST_WORK_MAX,
			 form_answers_value(call->answers, "work_codes", i));
	add_campaigns(desk, call, codes, &count);
	form_answers_set_values(call->answers, "work_codes", codes, count);
}

/* Suggests the work until the operator chooses it. */
static void suggest_work(struct desk *desk, struct call *call)
{
	const char *codes[REQUEST_WORK_MAX];
	size_t count = 0;
	if (call->work_chosen)
		return;
	if (form_answers_has(call->answers, "workshop_return", "yes"))
		add_code(desk, codes, &count, REQUEST_WORK_MAX, "RET");
	for (size_t i = 0; i < form_answers_count(call->answers, "work_kind"); i++)
		add_kind(desk, call, form_answers_value(call->answers, "work_kind", i), codes, &count);
	if (form_answers_has(call->answers, "campaign_answer", "accepted"))
		add_campaigns(desk, call, codes, &count);
	form_answers_set_values(call->answers, "work_codes", codes, count);
}

/* Nothing is wrong with a car that only comes for its service. */
static void suggest_technical(struct call *call)
{
	static const char *const fine[] = { "maintenance", "tyres", "accessory", "recall" };
	size_t count = form_answers_count(call->answers, "work_kind"), plain = 0;
	if (call->technical_chosen)
		return;
	for (size_t i = 0; i < count; i++)
		for (size_t j = 0; j < sizeof fine / sizeof fine[0]; j++)
			plain += strcmp(form_answers_value(call->answers, "work_kind", i), fine[j]) == 0;
	bool diagnosis = form_answers_has(call->answers, "work_kind", "diagnosis");
	form_answers_set(call->answers, "technical", count && plain == count ? "no" : diagnosis ? "yes" : "");
}

/* --- cars --- */

/* The VIN named a car that has another plate than @said (one that no car has): what was said stays, and the
 * record's is told beside it. */
static void keep_said_plate(struct desk *desk, struct call *call, const char *said)
{
	const char *country = desk_site(desk)->country, *recorded = call->known.vehicle.plate;
	const struct form_field *field = form_field_find(&desk->office->forms, "plate");
	struct plate own, other;
	struct buffer text = { 0 };
	if (!field || !recorded || !plate_parse(said, country, &own, NULL) ||
	    !plate_parse(recorded, country, &other, NULL) || strcmp(own.key, other.key) == 0)
		return;
	form_answers_set(call->answers, "plate", said);
	buffer_printf(&text, _("the record of this VIN has %s: ask which is right"), recorded);
	call_tell(call, field, buffer_text(&text));
	buffer_finish(&text);
}

/* A plate or VIN that names exactly one car takes it. */
static void look_up_car(struct desk *desk, struct call *call, const struct form_field *field)
{
	const char *value = form_answers_get(call->answers, field->id);
	struct arena arena = { 0 };
	struct error err = { 0 };
	struct vehicle_list list = { 0 };
	struct vehicle vehicle = { 0 };
	char id[ID_SIZE] = "";
	if (!value || form_answers_is_wrong(call->answers, field->id))
		return;
	if (is(field, "plate") && store_vehicles_by_plate(desk->office->store, value, &arena, &list, &err) &&
	    list.count == 1)
		snprintf(id, sizeof id, "%s", list.items[0].id);
	if (is(field, "vin") && store_get_vehicle_by_vin(desk->office->store, value, &arena, &vehicle, &err))
		snprintf(id, sizeof id, "%s", vehicle.id);
	arena_finish(&arena);
	bool other = id[0] && strcmp(id, call->vehicle) != 0, stranger = !call->known.has_vehicle;
	const char *plate = form_answers_get(call->answers, "plate");
	struct buffer said = { 0 };
	if (stranger && plate && !form_answers_is_wrong(call->answers, "plate"))
		buffer_add(&said, plate);
	if (other && !call_take_vehicle(desk, call, id, &err))
		desk_complain(desk, &err);
	else if (other && said.len)
		keep_said_plate(desk, call, buffer_text(&said));
	buffer_finish(&said);
}

static void advise_vin(struct desk *desk, struct call *call, const struct form_field *field)
{
	const char *vin = form_answers_get(call->answers, "vin");
	if (vin && strlen(vin) == VIN_SIZE - 1 && !form_answers_is_wrong(call->answers, "vin") &&
	    vin_hint(vin, desk->moment.day).check_digit_differs && !call->known.has_vehicle)
		call_tell(call, field, _("the check digit does not fit; please read it again"));
}

/* A plate of no known shape is kept as typed (a foreign one, a new kind), but somebody looks twice. */
static void advise_plate(struct desk *desk, struct call *call, const struct form_field *field)
{
	const char *value = form_answers_get(call->answers, "plate");
	struct plate plate;
	struct error err = { 0 };
	if (value && !form_answers_is_wrong(call->answers, "plate") && !call->known.has_vehicle &&
	    plate_parse(value, desk_site(desk)->country, &plate, &err) && !plate.known_shape)
		call_tell(call, field,
			  _("no plate of a known shape; please read it back (it is kept as typed)"));
}

static void advise_number(struct desk *desk, struct call *call, const struct form_field *field)
{
	const char *number = form_answers_get(call->answers, field->id);
	struct telephone telephone;
	struct error err = { 0 };
	if (number && !form_answers_is_wrong(call->answers, field->id) &&
	    telephone_parse(number, desk_site(desk)->country, &telephone, &err) && !telephone.verified)
		call_tell(call, field,
			  _("no number of a known plan; please read it back (it is kept as typed)"));
}

static void advise_mileage(struct desk *desk, struct call *call, const struct form_field *field)
{
	const struct vehicle *vehicle = &call->known.vehicle;
	const char *value = form_answers_get(call->answers, "mileage");
	char text[CALL_TOLD_SIZE], date[CIVIL_DATE_SIZE];
	if (!value || !call->known.has_vehicle || vehicle->mileage < 0 ||
	    form_answers_is_wrong(call->answers, "mileage"))
		return;
	switch (mileage_check(atoi(value), desk->moment.day, vehicle->mileage, vehicle->mileage_date)) {
	case MILEAGE_FINE:
		return;
	case MILEAGE_LOWER:
		snprintf(text, sizeof text, _("lower than %d on %s; please ask again"), vehicle->mileage,
			 civil_format_date(vehicle->mileage_date, date));
		break;
	case MILEAGE_JUMP:
		snprintf(text, sizeof text, _("much more than %d on %s; please ask again"), vehicle->mileage,
			 civil_format_date(vehicle->mileage_date, date));
		break;
	}
	call_tell(call, field, text);
}

/* A means of contact needs its number or address (R47). */
static void advise_means(struct call *call, const struct form_field *field)
{
	const char *means = form_answers_get(call->answers, field->id);
	bool email = means && strcmp(means, contact_means_code(CONTACT_EMAIL)) == 0;
	bool spoken = means && !email && strcmp(means, contact_means_code(CONTACT_NO)) != 0;
	if (email && !form_answers_get(call->answers, "email"))
		call_tell(call, field, _("no e-mail address is known: ask for it, or another means"));
	if (spoken && !form_answers_get(call->answers, "mobile"))
		call_tell(call, field, _("no number is known: ask for it, or another means"));
}

/* --- an answer changed --- */

void call_changed(struct desk *desk, struct call *call, const struct form_field *field)
{
	struct error err = { 0 };
	call_forget_given(call, field);
	if (is(field, "work_codes"))
		call->work_chosen = form_answers_count(call->answers, "work_codes") > 0;
	if (is(field, "technical"))
		call->technical_chosen = form_answers_get(call->answers, "technical") != NULL;
	call_persona_changed(call, field);
	bool other = call_prediag_changed(desk, call, field);
	if (is(field, "work_kind") || is(field, "workshop_return"))
		suggest_technical(call);
	if (is(field, "work_kind") || is(field, "workshop_return") || is(field, "family"))
		suggest_work(desk, call);
	if (is(field, "campaign_answer")) {
		suggest_work(desk, call);
		if (call->work_chosen)
			add_accepted(desk, call);
	}
	if (is(field, "plate") || is(field, "vin"))
		look_up_car(desk, call, field);
	if (is(field, "vin"))
		advise_vin(desk, call, field);
	if (is(field, "plate"))
		advise_plate(desk, call, field);
	if (is(field, "customer_type"))
		call_move_name(call);
	if (strncmp(field->id, "consent_", strlen("consent_")) == 0)
		advise_means(call, field);
	if (field->type == FORM_TELEPHONE)
		advise_number(desk, call, field);
	if (is(field, "mileage"))
		advise_mileage(desk, call, field);
	if (is(field, "mobility"))
		call_mobility_answered(desk, call);
	if (is(field, "change_file") || is(field, "change_type"))
		call_change_answered(desk, call);
	if (is(field, "customer_id") && !call_reload_known(desk, call, &err))
		desk_complain(desk, &err);
	if (other || matters(field)) {
		call->live_stale = true;
		call->offer_stale = true;
		call->chosen_index = -1;
		form_answers_clear(call->answers, "slot_choice");
	}
	call->answered_at = desk->clock;
	call_facts(desk, call);
	call_touch(desk, call);
}

/* --- steps --- */

void call_arrive(struct desk *desk, struct call *call)
{
	struct error err = { 0 };
	if (call_step_asks(call->step, "slot_choice") && !call->booked) {
		call_refresh_live(desk, call);
		if (!call_offer(desk, call, &err))
			desk_complain(desk, &err);
	}
	if (call_step_asks(call->step, "plate") && !call->known.has_vehicle && call->known.cars.count > 1)
		call_list_open(desk, call);
	call_prediag_arrive(desk, call);
	call_digital_arrive(desk, call);
}

static bool refused(struct desk *desk, const char *id, const char *text, void *context, struct error *err)
{
	struct call *call = calls_current(&desk->calls);
	if (!call || strcmp(id, "close") != 0)
		return true;
	if (!call_close(desk, call, "privacy-refused", true, err))
		return false;
	calls_remove(desk, call);
	desk_say(desk, "%s", _("Closed; nothing of the call is kept but its count."));
	return true;
}

static void ask_refused(struct desk *desk)
{
	struct menu_row rows[] = {
		{ "close", _("close the call and keep nothing but its count"), NULL },
		{ "back", _("back to the question"), NULL },
	};
	menu_open(desk, _("Privacy"), _("The customer refuses. Nothing of this call may be kept."), rows, 2,
		  0, NULL, refused, NULL);
}

static bool leave_refuses(const struct call *call, const char *id)
{
	return call_step_asks(call->step, id) && form_answers_has(call->answers, id, "no");
}

static bool leave_books(const struct call *call)
{
	return call_step_asks(call->step, "consent_service_reminder") && !call->booked &&
	       call->chosen_index >= 0 && form_answers_has(call->answers, "readback_ok", "yes");
}

bool call_leave_acts(const struct call *call)
{
	return leave_books(call) || call_branch_acts(call) || call_digital_acts(call) ||
	       call_reminder_acts(call) || leave_refuses(call, "privacy_ok") ||
	       leave_refuses(call, "readback_ok");
}

bool call_leave(struct desk *desk, struct call *call, struct error *err)
{
	if (!call_branch_leave(desk, call, err) || !call_digital_leave(desk, call, err) ||
	    !call_reminder_leave(desk, call, err))
		return false;
	if (leave_refuses(call, "privacy_ok")) {
		ask_refused(desk);
		return false;
	}
	if (call_step_asks(call->step, "family_name") && !call_twins_settled(desk, call))
		return false;
	if (leave_refuses(call, "readback_ok")) {
		desk_say(desk, "%s", _("Not confirmed: Ctrl+G goes to the step concerned; nothing is lost."));
		return false;
	}
	if (leave_books(call)) {
		call_book(desk, call, err);
		return false;
	}
	call_persona_leave(desk, call);
	return call_prediag_leave(desk, call);
}
