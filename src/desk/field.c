/* What a field of the script is to the keyboard and the screen. */
#include <stdio.h>
#include <string.h>

#include "base/i18n.h"
#include "desk/desk_state.h"
#include "desk/labels.h"
#include "desk/when.h"

/* Rows that can be listed here; others (a repair order) are typed. */
static enum field_kind reference_kind(const char *reference)
{
	static const char *const listed[] = { "customer",   "advisor",       "operator", "foreman",
					      "technician", "ev-specialist", "work-type" };
	if (strcmp(reference, "proposal") == 0)
		return FIELD_PROPOSAL;
	for (size_t i = 0; i < sizeof listed / sizeof listed[0]; i++)
		if (strcmp(reference, listed[i]) == 0)
			return FIELD_LOOKUP;
	return FIELD_TYPED;
}

enum field_kind field_kind(const struct form_field *field)
{
	if (field->filled)
		return FIELD_TYPED; /* only shown: nothing is chosen */
	switch (field->type) {
	case FORM_CHOICE:
	case FORM_YES_NO:
		return FIELD_OPTIONS;
	case FORM_SEVERAL:
		return field->option_count && !field->search ? FIELD_OPTIONS : FIELD_LOOKUPS;
	case FORM_REFERENCE:
		return reference_kind(field->reference);
	case FORM_TEXT:
	case FORM_LONG_TEXT:
	case FORM_NUMBER:
	case FORM_DATE:
	case FORM_TIME:
	case FORM_TELEPHONE:
	case FORM_EMAIL:
	case FORM_PLATE:
	case FORM_VIN:
	case FORM_MILEAGE:
	case FORM_TYPES:
		break;
	}
	return FIELD_TYPED;
}

bool field_is_typed(const struct form_field *field)
{
	enum field_kind kind = field_kind(field);
	return kind == FIELD_TYPED || kind == FIELD_LOOKUP || kind == FIELD_LOOKUPS;
}

bool field_is_visible(const struct call *call, const struct form_field *field)
{
	return form_field_visible(call->answers, field);
}

size_t field_option_count(const struct form_field *field)
{
	return field->type == FORM_YES_NO ? 2 : field->option_count;
}

const char *field_option_code(const struct form_field *field, size_t n)
{
	if (field->type == FORM_YES_NO)
		return n == 0 ? "yes" : n == 1 ? "no" : NULL;
	return n < field->option_count ? field->options[n].code : NULL;
}

const char *field_option_label(const struct form_field *field, size_t n, enum form_lang lang)
{
	if (field->type == FORM_YES_NO)
		return n == 0 ? _("yes") : _("no");
	return n < field->option_count ? field->options[n].label.in[lang] : "";
}

/* --- where it comes from --- */

static bool same(const char *value, const char *other)
{
	return value && other && other[0] && strcmp(value, other) == 0;
}

static const char *recorded(const struct call *call, const char *id)
{
	const struct customer *customer = call->known.has_customer ? &call->known.customer : NULL;
	const struct vehicle *vehicle = call->known.has_vehicle ? &call->known.vehicle : NULL;
	const struct {
		const char *id;
		const char *value;
	} rows[] = {
		{ "family_name", customer ? customer->family : NULL },
		{ "given_name", customer ? customer->given : NULL },
		{ "company_name", customer ? customer->company_name : NULL },
		{ "mobile", customer ? customer->mobile ? customer->mobile : customer->telephone : NULL },
		{ "email", customer ? customer->email : NULL },
		{ "mo-pud-address", customer ? customer->address : NULL },
		{ "plate", vehicle ? vehicle->plate : NULL },
		{ "vin", vehicle ? vehicle->vin : NULL },
		{ "model", vehicle ? vehicle->model : NULL },
	};
	for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++)
		if (strcmp(rows[i].id, id) == 0)
			return rows[i].value;
	return NULL;
}

/* The answer that was taken over, by the field it went to. */
static const char *former(const struct call *call, const char *id)
{
	static const struct {
		const char *id;
		const char *from;
	} rows[] = {
		{ "new_owner_phone", "mobile" },     { "new_owner_email", "email" },
		{ "complaint_phone", "mobile" },     { "department_phone", "mobile" },
		{ "mo-taxi-to", "mobility_where" },  { "mo-escort-to", "mobility_where" },
		{ "mo-taxi-time", "mobility_when" }, { "mo-escort-time", "mobility_when" },
		{ "mo-pud-from", "mobility_when" },  { "location", "breakdown_place" },
		{ "wish_date", "arrival_date" },     { "wish_time", "arrival_time" },
	};
	for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++)
		if (strcmp(rows[i].id, id) == 0)
			return form_answers_get(call->answers, rows[i].from);
	return NULL;
}

bool field_is_recorded(const struct call *call, const struct form_field *field)
{
	return same(form_answers_get(call->answers, field->id), recorded(call, field->id));
}

const char *field_source(const struct call *call, const struct form_field *field)
{
	const char *value = form_answers_get(call->answers, field->id);
	bool digital = call->channel != CHANNEL_PHONE && call->channel != CHANNEL_WALKIN &&
		       call->channel != CHANNEL_OUTBOUND;
	if (!value || form_answers_is_wrong(call->answers, field->id))
		return NULL;
	if (field_is_recorded(call, field))
		return N_("record");
	if (same(value, former(call, field->id)))
		return N_("call");
	return digital && !form_answers_visited(call->answers, field->step) ? N_("form") : NULL;
}

/* --- as shown --- */

static void show_customer(const struct call *call, const char *id, struct buffer *out)
{
	char name[256];
	if (call->known.has_customer && call->known.customer.id && strcmp(call->known.customer.id, id) == 0)
		buffer_add(out, customer_name(&call->known.customer, name, sizeof name));
	else
		buffer_add(out, id);
}

static void show_vehicle(const struct call *call, const char *id, struct buffer *out)
{
	const struct vehicle *vehicle = &call->known.vehicle;
	if (call->known.has_vehicle && vehicle->id && strcmp(vehicle->id, id) == 0)
		buffer_printf(out, "%s %s", vehicle->plate ? vehicle->plate : "",
			      vehicle->model ? vehicle->model : "");
	else
		buffer_add(out, id);
}

static void show_work(const struct desk *desk, const char *code, struct buffer *out)
{
	const struct site *site = desk_site(desk);
	int work = site_find_work(site, code);
	if (work < 0)
		buffer_add(out, code);
	else
		buffer_add(out, desk->lang == FORM_KO ? site->work[work].name.ko : site->work[work].name.en);
}

static void show_staff(const struct desk *desk, const char *code, struct buffer *out)
{
	const struct site *site = desk_site(desk);
	int staff = site_find_staff(site, code);
	buffer_add(out, staff < 0 ? code : label_member(&site->staff[staff]));
}

static void show_proposal(const struct site *site, const struct call *call, struct buffer *out)
{
	if (call->chosen_index < 0)
		return;
	const struct plan_candidate *candidate = &call->chosen.plan.candidate;
	char date[WHEN_SIZE], time[CIVIL_TIME_SIZE];
	bool known = candidate->advisor >= 0 && candidate->advisor < site->staff_count;
	const char *name = known ? label_member(&site->staff[candidate->advisor]) : call->chosen.advisor_name;
	buffer_printf(out, "%d  %s %s  %s", call->chosen_index + 1, when_date(candidate->day, date),
		      civil_format_time(candidate->start, time), name ? name : "");
}

static void show_visit(const struct call *call, struct buffer *out)
{
	const struct call_visit *visit = call_visit_chosen(call);
	char date[WHEN_SIZE], time[CIVIL_TIME_SIZE];
	if (visit)
		buffer_printf(out, "%s %s  %s", when_date(visit->day, date),
			      civil_format_time(visit->minute, time), visit->title);
}

static void show_reference(const struct desk *desk, const struct call *call, const char *reference,
			   const char *value, struct buffer *out)
{
	if (strcmp(reference, "customer") == 0)
		show_customer(call, value, out);
	else if (strcmp(reference, "vehicle") == 0)
		show_vehicle(call, value, out);
	else if (strcmp(reference, "work-type") == 0)
		show_work(desk, value, out);
	else if (strcmp(reference, "proposal") == 0)
		show_proposal(desk_site(desk), call, out);
	else if (strcmp(reference, "file") == 0)
		show_visit(call, out);
	else if (site_find_staff(desk_site(desk), value) >= 0)
		show_staff(desk, value, out);
	else
		buffer_add(out, value);
}

void field_show(const struct desk *desk, const struct call *call, const struct form_field *field,
		struct buffer *out)
{
	if (!field->reference || form_answers_is_wrong(call->answers, field->id)) {
		form_entry_show(field, call->answers, desk->lang, out);
		return;
	}
	size_t count = form_answers_count(call->answers, field->id);
	for (size_t i = 0; i < count; i++) {
		if (i)
			buffer_add(out, ", ");
		if (count > 1) /* the names of several would not fit: their codes do */
			buffer_add(out, form_answers_value(call->answers, field->id, i));
		else
			show_reference(desk, call, field->reference,
				       form_answers_value(call->answers, field->id, i), out);
	}
}
