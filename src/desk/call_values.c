#include "desk/call_values.h"

#include <stdio.h>
#include <string.h>

#include "model/rules.h"

enum { NOON = 12 * 60, EVENING = 18 * 60 };

/* --- helpers --- */

const char *values_language(const struct values *v)
{
	return v->lang == FORM_KO ? "ko" : "en";
}

const char *values_two(const struct values *v, struct two_texts text)
{
	const char *own = v->lang == FORM_KO ? text.ko : text.en;
	return own && own[0] ? own : text.en;
}

const char *values_phrase(struct values *v, const char *id, const struct fill_value *values, size_t count)
{
	struct buffer out = { 0 };
	if (!v->desk->office->phrases || !phrase_exists(v->desk->office->phrases, id))
		return NULL;
	phrase_format(v->desk->office->phrases, id, v->lang, values, count, &out);
	const char *text = arena_strdup(&v->arena, buffer_text(&out));
	buffer_finish(&out);
	return text;
}

const char *values_coded(struct values *v, const char *prefix, const char *code)
{
	return values_phrase(v, arena_printf(&v->arena, "%s%s", prefix, code), NULL, 0);
}

const char *values_join(struct values *v, const char *list, const char *item)
{
	return list ? arena_printf(&v->arena, "%s, %s", list, item) : item;
}

const char *values_answer(const struct values *v, const char *id)
{
	return form_answers_get(v->call->answers, id);
}

/* --- people --- */

static const char *name_of(struct values *v)
{
	char text[256];
	struct customer said = { .family = values_answer(v, "family_name"),
				 .given = values_answer(v, "given_name"),
				 .company_name = values_answer(v, "company_name"),
				 .company = form_answers_has(v->call->answers, "customer_type", "company") };
	const struct customer *customer = v->call->known.has_customer ? &v->call->known.customer : &said;
	if (!customer->family && !customer->company_name)
		return NULL;
	return arena_strdup(&v->arena, customer_name(customer, text, sizeof text));
}

static const char *masked_phone(struct values *v)
{
	char text[64];
	const struct customer *customer = &v->call->known.customer;
	const char *number = customer->mobile ? customer->mobile : customer->telephone;
	if (!v->call->known.has_customer || !number)
		return NULL;
	return arena_strdup(&v->arena, telephone_masked(number, text, sizeof text));
}

static const char *masked_owner(struct values *v)
{
	char text[256];
	const struct call_known *known = &v->call->known;
	struct customer owner = known->customer;
	bool self = known->has_customer && known->has_vehicle && known->vehicle.owner_id &&
		    strcmp(known->vehicle.owner_id, known->customer.id) == 0;
	if (!self) {
		struct error err = { 0 };
		if (!known->has_vehicle || !known->vehicle.owner_id ||
		    !store_get_customer(v->desk->office->store, known->vehicle.owner_id, &v->arena, &owner,
					&err))
			return NULL;
	}
	return arena_strdup(&v->arena, customer_masked_name(&owner, text, sizeof text));
}

static const char *operator_name(struct values *v)
{
	const struct staff *actor = office_actor(v->desk->office);
	return actor ? actor->name : NULL;
}

static const char *manager_name(struct values *v)
{
	const struct site *site = desk_site(v->desk);
	int staff = site->dealer.manager ? site_find_staff(site, site->dealer.manager) : -1;
	return staff < 0 ? NULL : site->staff[staff].name;
}

static const char *host_name(struct values *v)
{
	const struct site *site = desk_site(v->desk);
	for (int i = 0; i < site->staff_count; i++)
		if (site->staff[i].active && (site->staff[i].roles & ROLE_HOST))
			return site->staff[i].name;
	return operator_name(v);
}

/* --- the dealer --- */

/* The sentences say the make themselves: "Maserati {dealer} service". */
static const char *dealer_name(struct values *v)
{
	static const char *const makes[] = { "Maserati ", "마세라티 " };
	const char *name = values_two(v, desk_site(v->desk)->dealer.name);
	for (size_t i = 0; name && i < sizeof makes / sizeof makes[0]; i++)
		if (strncmp(name, makes[i], strlen(makes[i])) == 0)
			return name + strlen(makes[i]);
	return name;
}

static const char *parking(struct values *v)
{
	/* The sentence ends with a stop of its own. */
	const char *text = values_two(v, desk_site(v->desk)->dealer.parking);
	size_t len = text ? strlen(text) : 0;
	return len && text[len - 1] == '.' ? arena_strndup(&v->arena, text, len - 1) : text;
}

static const char *number(struct values *v)
{
	return desk_site(v->desk)->dealer.telephone;
}

static const char *recovery(struct values *v)
{
	return desk_site(v->desk)->dealer.roadside;
}

static const char *emergency(struct values *v)
{
	return desk_site(v->desk)->dealer.emergency;
}

static const char *email(struct values *v)
{
	return desk_site(v->desk)->dealer.email;
}

/* "Mon 09:00-18:00, Sat 09:00-13:00": runs of days with the same hours stand together. */
static const char *open_hours(struct values *v)
{
	const struct site *site = desk_site(v->desk);
	const char *list = NULL;
	for (int from = 0, to; from < 7; from = to) {
		const struct hours *hours = &site->opening[from];
		char begins[CIVIL_TIME_SIZE], ends[CIVIL_TIME_SIZE];
		for (to = from + 1; to < 7 && memcmp(hours, &site->opening[to], sizeof *hours) == 0; to++)
			;
		if (hours->count == 0)
			continue;
		const char *first = values_coded(v, "weekday-", (char[]){ (char)('0' + from), '\0' });
		const char *last = values_coded(v, "weekday-", (char[]){ (char)('0' + to - 1), '\0' });
		const char *days = to - from > 1 ? arena_printf(&v->arena, "%s–%s", first, last) : first;
		civil_format_time(hours->intervals[0].start, begins);
		civil_format_time(hours->intervals[hours->count - 1].end, ends);
		list = values_join(v, list, arena_printf(&v->arena, "%s %s–%s", days, begins, ends));
	}
	return list;
}

static const char *daypart(struct values *v)
{
	int minute = v->desk->moment.minute;
	const char *part = minute < NOON ? "morning" : minute < EVENING ? "afternoon" : "evening";
	const char *text = values_coded(v, "daypart-", part);
	return text ? text : part;
}

static const char *greeting(struct values *v)
{
	int minute = v->desk->moment.minute;
	return values_coded(v, "greeting-",
			    minute < NOON      ? "morning"
			    : minute < EVENING ? "afternoon"
					       : "evening");
}

static const struct {
	const char *name;
	const char *(*value)(struct values *v);
} table[] = {
	{ "daypart", daypart },
	{ "dealer", dealer_name },
	{ "dealer_email", email },
	{ "emergency", emergency },
	{ "greeting", greeting },
	{ "host", host_name },
	{ "manager", manager_name },
	{ "masked_owner", masked_owner },
	{ "masked_phone", masked_phone },
	{ "name", name_of },
	{ "number", number },
	{ "open_hours", open_hours },
	{ "operator", operator_name },
	{ "parking", parking },
	{ "recovery", recovery },
};

const char *values_lookup(void *context, const char *name)
{
	for (size_t i = 0; i < sizeof table / sizeof table[0]; i++)
		if (strcmp(table[i].name, name) == 0)
			return table[i].value(context);
	return values_of_visit(context, name);
}

bool values_known(const char *name)
{
	for (size_t i = 0; i < sizeof table / sizeof table[0]; i++)
		if (strcmp(table[i].name, name) == 0)
			return true;
	return values_of_visit_known(name);
}
