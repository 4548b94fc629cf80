#include "cli/request_json.h"

#include <jansson.h>
#include <stdlib.h>
#include <string.h>

#include "base/i18n.h"
#include "cli/request_value.h"

static const char *const top_keys[] = {
	"channel",  "operator",   "language",        "customer",    "vehicle",   "request",  "note",
	"work",     "attendance", "workshop_return", "immobilised", "parts_eta", "earliest", "wishes",
	"mobility", "declined",   "advisor",         "consent",     "override",  "slot",     NULL,
};
static const char *const customer_keys[] = { "id",      "type",   "family", "given",
					     "company", "mobile", "email",  NULL };
static const char *const vehicle_keys[] = { "vin", "plate", "mileage", "unit", NULL };
static const char *const wish_keys[] = { "date", "half", "time", NULL };
static const char *const consent_keys[] = { "contact", "appointment_reminder", "service_reminder", NULL };
static const char *const override_keys[] = { "by", "reason", NULL };
static const char *const slot_keys[] = { "date", "time", "advisor", "unit", "handback", NULL };
static const char *const handback_keys[] = { "date", "time", "minutes", NULL };

/* Every key of every object is known; what is no object is left for the types. */
static bool keys_check(const json_t *root, struct error *err)
{
	if (!value_keys(root, "", top_keys, err) ||
	    !value_keys(json_object_get(root, "customer"), "customer.", customer_keys, err) ||
	    !value_keys(json_object_get(root, "vehicle"), "vehicle.", vehicle_keys, err) ||
	    !value_keys(json_object_get(root, "consent"), "consent.", consent_keys, err) ||
	    !value_keys(json_object_get(root, "override"), "override.", override_keys, err))
		return false;
	const json_t *slot = json_object_get(root, "slot");
	if (!value_keys(slot, "slot.", slot_keys, err) ||
	    !value_keys(json_object_get(slot, "handback"), "slot.handback.", handback_keys, err))
		return false;
	size_t i;
	json_t *wish;
	json_array_foreach(json_object_get(root, "wishes"), i, wish)
	{
		if (!value_keys(wish, "wishes.", wish_keys, err))
			return false;
	}
	return true;
}

static bool customer_parse(struct values *values, struct booking_request *request)
{
	const char *type = NULL;
	if (!values_enter(values, "customer", &request->has_customer))
		return false;
	if (!request->has_customer)
		return true;
	bool fine = values_text(values, "id", &request->customer_id) && values_text(values, "type", &type) &&
		    values_text(values, "family", &request->family) &&
		    values_text(values, "given", &request->given) &&
		    values_text(values, "company", &request->company_name) &&
		    values_text(values, "mobile", &request->mobile) &&
		    values_text(values, "email", &request->email);
	if (fine && type && strcmp(type, "person") != 0 && strcmp(type, "company") != 0)
		fine = values_wrong(values, "type", type, _("person or company"));
	request->company = type ? strcmp(type, "company") == 0 : request->company_name && !request->family;
	return values_leave(values) && fine;
}

static bool vehicle_parse(struct values *values, struct booking_request *request)
{
	const char *unit = NULL;
	if (!values_enter(values, "vehicle", &request->has_vehicle))
		return false;
	if (!request->has_vehicle)
		return true;
	bool fine = values_text(values, "vin", &request->vin) &&
		    values_text(values, "plate", &request->plate) &&
		    values_number(values, "mileage", 0, 9999999, &request->mileage) &&
		    values_text(values, "unit", &unit);
	if (fine && unit && strcmp(unit, "km") != 0 && strcmp(unit, "mi") != 0)
		fine = values_wrong(values, "unit", unit, _("km or mi"));
	request->miles = unit && strcmp(unit, "mi") == 0;
	return values_leave(values) && fine;
}

static bool work_parse(struct values *values, struct booking_request *request)
{
	json_t *list;
	if (!values_list(values, "work", REQUEST_WORK_MAX, &list))
		return false;
	if (json_array_size(list) == 0)
		return error_set(values->err, ERROR_INPUT,
				 _("work is missing: name at least one code, as \"work\": [\"DIAG-1\"]"));
	size_t i;
	json_t *item;
	json_array_foreach(list, i, item)
	{
		if (!values_item(values, "work", item, &request->work[request->work_count]))
			return false;
		request->work_count++;
	}
	return true;
}

static bool attendance_parse(struct values *values, struct booking_request *request)
{
	json_t *list;
	if (!values_list(values, "attendance", 2, &list))
		return false;
	size_t i;
	json_t *item;
	json_array_foreach(list, i, item)
	{
		const char *who;
		if (!values_item(values, "attendance", item, &who))
			return false;
		if (strcmp(who, "foreman") == 0)
			request->attends_foreman = true;
		else if (strcmp(who, "technician") == 0)
			request->attends_technician = true;
		else
			return values_wrong(values, "attendance", who, _("foreman or technician"));
	}
	return true;
}

static bool mobility_item(struct values *values, const char *key, json_t *item, enum mobility *mobility)
{
	const char *code;
	if (!values_item(values, key, item, &code))
		return false;
	if (mobility_from_code(code, mobility))
		return true;
	return values_wrong(values, key, code, "loan hire pud taxi escort rental wait none");
}

static bool mobility_parse(struct values *values, struct booking_request *request)
{
	json_t *wished, *declined;
	if (!values_list(values, "mobility", MOBILITY_COUNT, &wished) ||
	    !values_list(values, "declined", MOBILITY_COUNT, &declined))
		return false;
	size_t i;
	json_t *item;
	enum mobility mobility;
	json_array_foreach(wished, i, item)
	{
		if (!mobility_item(values, "mobility", item, &mobility))
			return false;
		request->mobility[request->mobility_count++] = mobility;
	}
	json_array_foreach(declined, i, item)
	{
		if (!mobility_item(values, "declined", item, &mobility))
			return false;
		request->declined |= 1U << mobility;
	}
	return true;
}

static bool wish_parse(struct values *values, struct request_wish *wish)
{
	const char *half = NULL;
	if (!values_date(values, "date", &wish->date) || !values_text(values, "half", &half) ||
	    !values_time(values, "time", &wish->minute))
		return false;
	wish->has_date = wish->date != 0;
	enum half which;
	if (!half)
		return true;
	if (!half_from_code(half, &which))
		return values_wrong(values, "half", half, _("am or pm"));
	wish->half = (int)which;
	return true;
}

static bool wishes_parse(struct values *values, struct booking_request *request)
{
	json_t *list;
	if (!values_list(values, "wishes", REQUEST_WISHES_MAX, &list))
		return false;
	size_t i;
	json_t *item;
	json_array_foreach(list, i, item)
	{
		if (!json_is_object(item))
			return error_set(values->err, ERROR_INPUT,
					 _("wishes: each is an object such as {\"date\": \"2026-11-25\"}"));
		struct values inner = { item, "wishes.", values->arena, values->err, NULL };
		if (!wish_parse(&inner, &request->wishes[request->wish_count]))
			return false;
		request->wish_count++;
	}
	return true;
}

static bool consent_parse(struct values *values, struct booking_request *request)
{
	bool given;
	if (!values_enter(values, "consent", &given))
		return false;
	if (!given)
		return true;
	bool fine = values_means(values, "contact", &request->consent_contact) &&
		    values_means(values, "appointment_reminder", &request->consent_appointment) &&
		    values_means(values, "service_reminder", &request->consent_service);
	return values_leave(values) && fine;
}

static bool override_parse(struct values *values, struct booking_request *request)
{
	bool given;
	if (!values_enter(values, "override", &given))
		return false;
	if (!given)
		return true;
	bool fine = values_text(values, "by", &request->override_by) &&
		    values_text(values, "reason", &request->override_reason);
	if (fine && (!request->override_by || !request->override_reason))
		fine = error_set(values->err, ERROR_INPUT,
				 _("override needs both: by (a member of the staff) and reason"));
	return values_leave(values) && fine;
}

static bool handback_parse(struct values *values, struct request_slot *slot)
{
	if (!values_enter(values, "handback", &slot->handback_given))
		return false;
	if (!slot->handback_given)
		return true;
	slot->handback_minute = -1;
	bool fine = values_date(values, "date", &slot->handback_date) &&
		    values_time(values, "time", &slot->handback_minute) &&
		    values_number(values, "minutes", 10, 15, &slot->handback_minutes);
	if (fine && (!slot->handback_date || slot->handback_minute < 0))
		fine = error_set(values->err, ERROR_INPUT, _("slot.handback needs date and time"));
	return values_leave(values) && fine;
}

static bool slot_parse(struct values *values, struct booking_request *request)
{
	struct request_slot *slot = &request->slot;
	if (!values_enter(values, "slot", &slot->given))
		return false;
	if (!slot->given)
		return true;
	slot->minute = -1;
	bool fine = values_date(values, "date", &slot->date) && values_time(values, "time", &slot->minute) &&
		    values_text(values, "advisor", &slot->advisor) &&
		    values_text(values, "unit", &slot->unit) && handback_parse(values, slot);
	if (fine && (!slot->date || slot->minute < 0))
		fine = error_set(values->err, ERROR_INPUT, _("slot needs date and time"));
	return values_leave(values) && fine;
}

/* The desk speaks and writes these (R22). */
static bool is_language(const char *code)
{
	return strcmp(code, "en") == 0 || strcmp(code, "ko") == 0;
}

static bool simple_parse(struct values *values, struct booking_request *request)
{
	const char *channel = NULL;
	if (!values_text(values, "channel", &channel))
		return false;
	if (channel && !channel_from_code(channel, &request->channel))
		return values_wrong(values, "channel", channel,
				    "phone walkin email dealer-web maserati-web owner-app outbound");
	if (!values_text(values, "language", &request->language))
		return false;
	if (request->language && !is_language(request->language))
		return values_wrong(values, "language", request->language, "en ko");
	return values_text(values, "operator", &request->operator_code) &&
	       values_verbatim(values, "request", &request->request) &&
	       values_text(values, "note", &request->note) &&
	       values_text(values, "advisor", &request->advisor) &&
	       values_flag(values, "workshop_return", &request->workshop_return) &&
	       values_flag(values, "immobilised", &request->immobilised) &&
	       values_date(values, "parts_eta", &request->parts_eta) &&
	       values_date(values, "earliest", &request->earliest);
}

static bool needs_check(const struct booking_request *request, bool needs_slot, struct error *err)
{
	if (!request->has_customer && !request->has_vehicle)
		return error_set(err, ERROR_INPUT,
				 _("customer and vehicle are both missing; one of them is needed"));
	if (!needs_slot)
		return true;
	if (!request->slot.given)
		return error_set(
			err, ERROR_INPUT,
			_("slot is missing: {\"date\": …, \"time\": …}; prenota slots proposes some"));
	if (!request->request || !request->request[0])
		return error_set(err, ERROR_INPUT,
				 _("request is missing: what the customer wants, in their own words"));
	return true;
}

static bool object_parse(json_t *root, bool needs_slot, struct arena *arena, struct booking_request *request,
			 struct error *err)
{
	if (!json_is_object(root))
		return error_set(err, ERROR_INPUT,
				 _("the request is not a JSON object: {\"work\": [\"DIAG-1\"], …}"));
	if (!keys_check(root, err))
		return false;
	struct booking_request said;
	booking_request_init(&said);
	struct values values = { root, "", arena, err, NULL };
	if (!simple_parse(&values, &said) || !work_parse(&values, &said) || !customer_parse(&values, &said) ||
	    !vehicle_parse(&values, &said) || !attendance_parse(&values, &said) ||
	    !mobility_parse(&values, &said) || !wishes_parse(&values, &said) ||
	    !consent_parse(&values, &said) || !override_parse(&values, &said) ||
	    !slot_parse(&values, &said) || !needs_check(&said, needs_slot, err))
		return false;
	*request = said;
	return true;
}

bool request_json_parse(const char *text, size_t len, bool needs_slot, struct arena *arena,
			struct booking_request *request, struct error *err)
{
	json_t *root;
	if (!value_load(text, len, &root, err))
		return error_prefix(err, "%s", _("the request"));
	bool fine = object_parse(root, needs_slot, arena, request, err);
	json_decref(root);
	return fine;
}

bool request_json_read(FILE *in, bool needs_slot, struct arena *arena, struct booking_request *request,
		       struct error *err)
{
	char *text = malloc(REQUEST_JSON_MAX + 1);
	if (!text)
		abort();
	size_t len = fread(text, 1, REQUEST_JSON_MAX + 1, in);
	bool fine;
	if (ferror(in))
		fine = error_set(err, ERROR_SYSTEM, _("standard input cannot be read"));
	else if (len > REQUEST_JSON_MAX)
		fine = error_set(err, ERROR_INPUT,
				 _("the request is longer than 1 MiB; one request at a time"));
	else
		fine = request_json_parse(text, len, needs_slot, arena, request, err);
	free(text);
	return fine;
}
