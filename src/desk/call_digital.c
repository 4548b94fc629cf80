#include "desk/call_digital.h"

#include <stdio.h>
#include <string.h>

#include "base/text.h"
#include "desk/desk_state.h"
#include "model/label_digital.h"
#include "office/digital.h"

enum { NAME_BYTES = 256, TEXT_BYTES = 4000 };

/* --- filling --- */

static void remember(struct call *call, const char *id)
{
	size_t len = strlen(call->given);
	snprintf(call->given + len, sizeof call->given - len, "%s%s", len ? " " : "", id);
}

static char *find_given(const struct call *call, const char *id)
{
	size_t len = strlen(id);
	for (const char *at = call->given; (at = strstr(at, id)); at += len)
		if ((at == call->given || at[-1] == ' ') && (at[len] == ' ' || at[len] == '\0'))
			return (char *)(uintptr_t)at;
	return NULL;
}

bool call_is_given(const struct call *call, const struct form_field *field)
{
	return find_given(call, field->id) != NULL;
}

void call_forget_given(struct call *call, const struct form_field *field)
{
	char *at = find_given(call, field->id);
	size_t len = strlen(field->id);
	if (at)
		memmove(at, at + len + (at[len] == ' '), strlen(at + len + (at[len] == ' ')) + 1);
}

/* Takes @value as if it had been typed; what the field refuses is left for the operator and told in a note.
 */
static bool put(struct desk *desk, struct call *call, const char *id, const char *value)
{
	const struct form_field *field = form_field_find(&desk->office->forms, id);
	struct form_checks checks = call_checks(desk);
	struct error err = { 0 };
	if (!field || !value || !value[0])
		return false;
	if (!form_entry_put(call->answers, field, value, &checks, &err)) {
		form_answers_clear(call->answers, id);
		return false;
	}
	call_changed(desk, call, field);
	remember(call, id);
	return true;
}

static const char *given(const struct digital_request *request, const char *key, struct arena *arena)
{
	return request->fields ? digital_field(request->fields, key, arena) : NULL;
}

static void fill_words(struct desk *desk, struct call *call, const struct digital_request *request)
{
	const char *words = request->text ? request->text : request->raw;
	char cut[TEXT_BYTES];
	if (!words)
		return;
	snprintf(cut, sizeof cut, "%s", words);
	size_t len = strlen(cut);
	while (len && !text_is_valid(cut, len))
		cut[--len] = '\0';
	if (form_answers_set(call->answers, "request_verbatim", cut))
		remember(call, "request_verbatim");
}

static void fill_customer(struct desk *desk, struct call *call, const struct digital_request *request,
			  struct arena *arena)
{
	char family[NAME_BYTES], first[NAME_BYTES];
	const char *company = given(request, "company", arena), *name = request->name;
	const char *own = given(request, "family", arena), *own_first = given(request, "given", arena);
	if (!call->known.has_customer) {
		bool firm = company || (name && name_is_company(name));
		put(desk, call, "customer_type", firm ? "company" : "person");
		if (firm) {
			put(desk, call, "company_name", company ? company : name);
		} else if (own) {
			put(desk, call, "family_name", own);
			put(desk, call, "given_name", own_first);
		} else if (name) {
			name_part(name, family, first, sizeof family);
			put(desk, call, "family_name", family);
			put(desk, call, "given_name", first);
		}
		call->stranger = true;
	}
	put(desk, call, "mobile", request->mobile);
	put(desk, call, "email", request->email);
	put(desk, call, "language",
	    request->language                                 ? request->language
	    : request->text && name_has_hangul(request->text) ? "ko"
							      : NULL);
	const char *owner = given(request, "owner", arena);
	if (owner && strcmp(owner, "yes") == 0)
		put(desk, call, "caller_role", "owner");
	if (owner && strcmp(owner, "yes") == 0 && form_answers_has(call->answers, "owner_record", "same"))
		put(desk, call, "owner_same", "same");
}

static void fill_vehicle(struct desk *desk, struct call *call, const struct digital_request *request,
			 struct arena *arena)
{
	char mileage[16];
	const char *unit = given(request, "unit", arena);
	put(desk, call, "vin", request->vin);
	put(desk, call, "plate", request->plate);
	if (!call->known.has_vehicle)
		put(desk, call, "model", request->model);
	if (request->mileage >= 0) {
		snprintf(mileage, sizeof mileage, "%d", request->mileage);
		put(desk, call, "mileage", mileage);
		put(desk, call, "mileage_unit", unit && unit[0] == 'm' ? "mi" : "km");
	}
}

/* "2026-11-25 am": a date, and a half day or a time. */
static bool fill_wish(struct desk *desk, struct call *call, const char *wish)
{
	char date[32];
	size_t len = strcspn(wish, " T");
	snprintf(date, sizeof date, "%.*s", (int)(len < sizeof date ? len : sizeof date - 1), wish);
	if (!put(desk, call, "wish_date", date))
		return false;
	const char *rest = wish + len + strspn(wish + len, " T");
	char time[8];
	snprintf(time, sizeof time, "%.5s", rest);
	if (strncmp(rest, "am", 2) == 0 || strncmp(rest, "pm", 2) == 0)
		put(desk, call, "wish_half", strncmp(rest, "am", 2) == 0 ? "am" : "pm");
	else if (strchr(time, ':'))
		put(desk, call, "wish_time", time);
	return true;
}

static void fill_work(struct desk *desk, struct call *call, const struct digital_request *request,
		      struct arena *arena)
{
	static const char *const wishes[] = { "wish1", "wish2", "wish3" };
	struct buffer note = { 0 };
	put(desk, call, "work_kind", request->reason);
	bool wished = false;
	for (size_t i = 0; i < sizeof wishes / sizeof wishes[0]; i++) {
		const char *wish = given(request, wishes[i], arena);
		if (!wish)
			continue;
		if (!wished && fill_wish(desk, call, wish))
			wished = true;
		else
			buffer_printf(&note, "%s%s: %s", note.len ? "; " : "", label_digital_key(wishes[i]),
				      wish);
	}
	const char *lamp = given(request, "warning_lamp", arena), *photos = given(request, "photos", arena);
	if (lamp && strcmp(lamp, "no") != 0)
		buffer_printf(&note, "%s%s: %s", note.len ? "; " : "", label_digital_key("warning_lamp"),
			      lamp);
	if (photos)
		buffer_printf(&note, "%s%s: %s", note.len ? "; " : "", label_digital_key("photos"), photos);
	if (note.len)
		put(desk, call, "note", note.text);
	buffer_finish(&note);
	put(desk, call, "mobility", given(request, "mobility", arena));
}

/* "yes" is by the address that the form gave. */
static void fill_consent(struct desk *desk, struct call *call, const struct digital_request *request,
			 const char *key, const char *field, struct arena *arena)
{
	enum contact_means means;
	const char *said = given(request, key, arena);
	if (!said)
		return;
	if (strcmp(said, "yes") == 0)
		said = request->email ? "email" : "sms";
	if (contact_means_from_code(said, &means))
		put(desk, call, field, said);
}

static bool look_up(struct desk *desk, struct call *call, const struct digital_request *request,
		    struct error *err)
{
	return !request->customer_id || call_take_customer(desk, call, request->customer_id, err);
}

bool call_fill_digital(struct desk *desk, struct call *call, const struct digital_request *request,
		       struct error *err)
{
	struct arena arena = { 0 };
	snprintf(call->digital, sizeof call->digital, "%s", request->id);
	call->digital_received = request->received;
	call->digital_due = request->due;
	call->channel = request->channel;
	call_facts(desk, call);
	bool fine = look_up(desk, call, request, err);
	form_answers_set(call->answers, "request_id", request->source_id);
	fill_words(desk, call, request);
	fill_vehicle(desk, call, request, &arena);
	fill_customer(desk, call, request, &arena);
	fill_work(desk, call, request, &arena);
	fill_consent(desk, call, request, "consent_contact", "consent_contact", &arena);
	fill_consent(desk, call, request, "consent_reminder", "consent_appointment_reminder", &arena);
	if (given(request, "consent_version", &arena))
		put(desk, call, "privacy_ok", "yes");
	call_facts(desk, call);
	arena_finish(&arena);
	return fine;
}
