#include "desk/call_digital.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/i18n.h"
#include "base/text.h"
#include "desk/call_values.h"
#include "desk/desk_state.h"
#include "desk/menu.h"
#include "model/label_digital.h"
#include "office/digital.h"
#include "store/file_store.h"

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

/* --- in writing --- */

static enum contact_means means_of(const struct call *call)
{
	const char *way = form_answers_get(call->answers, "reply_channel");
	if (way && strcmp(way, "email") == 0)
		return CONTACT_EMAIL;
	if (way && (strcmp(way, "sms") == 0 || strcmp(way, "app") == 0))
		return CONTACT_SMS;
	return CONTACT_UNASKED;
}

void call_digital_arrive(struct desk *desk, struct call *call)
{
	struct error err = { 0 };
	if (!call->digital[0] || !call_step_asks(call->step, "reply_channel") || call->booked)
		return;
	call_refresh_live(desk, call);
	if (!call_offer(desk, call, &err))
		desk_complain(desk, &err);
}

bool call_digital_acts(const struct call *call)
{
	return call->digital[0] && call_step_asks(call->step, "reply_channel") &&
	       means_of(call) != CONTACT_UNASKED;
}

static void mobility_options(struct desk *desk, struct call *call, struct buffer *out)
{
	struct values values = { .desk = desk, .call = call, .lang = call_lang(desk, call) };
	const char *text = values_lookup(&values, "mobility_options");
	buffer_add(out, text ? text : "");
	arena_finish(&values.arena);
}

/* What was made free for it; a date that is over before a letter is read only where there are not two others.
 */
static int pick_dates(const struct desk *desk, const struct call *call, struct plan_proposal *proposals)
{
	enum { READ_MINUTES = 6 * 60 };
	int most =
		call->offered_count < call->live.slots.count ? call->offered_count : call->live.slots.count;
	int late = 0, count = 0;
	bool is_late[3] = { false };
	for (int i = 0; i < most; i++) {
		const struct plan_candidate *candidate = &call->live.slots.proposals[i].plan.candidate;
		is_late[i] = (candidate->day - desk->moment.day) * MINUTES_PER_DAY + candidate->start -
				     desk->moment.minute >=
			     READ_MINUTES;
		late += is_late[i];
	}
	for (int i = 0; i < most; i++)
		if (late < DIGITAL_OFFERS_MIN || is_late[i])
			proposals[count++] = call->live.slots.proposals[i].plan;
	return count;
}

/* What would be sent; texts in @arena. */
static void written_of(struct desk *desk, struct call *call, struct arena *arena,
		       struct booking_request *request, struct plan_proposal *proposals,
		       struct office_written *written)
{
	struct buffer options = { 0 };
	call_request(desk, call, arena, request);
	int count = pick_dates(desk, call, proposals);
	mobility_options(desk, call, &options);
	*written = (struct office_written){
		.id = call->digital,
		.file = call->file,
		.request = request,
		.answers = call->answers,
		.proposals = proposals,
		.count = count,
		.means = means_of(call),
		.mobility_options = arena_strdup(arena, buffer_text(&options)),
		.draft_id = call->id,
	};
	buffer_finish(&options);
}

static bool send_it(struct desk *desk, struct call *call, struct error *err)
{
	struct arena arena = { 0 };
	struct booking_request request;
	struct plan_proposal proposals[3];
	struct office_written written;
	struct buffer draft = { 0 };
	written_of(desk, call, &arena, &request, proposals, &written);
	const struct form_step *step = call->step;
	call->step = form_step_next(call->answers, call->form, NULL); /* taken up from the beginning */
	call->field = NULL;
	call_draft_text(call, &draft);
	call->step = step;
	written.draft = buffer_text(&draft);
	bool fine = office_offer_digital(desk->office, &written, err);
	buffer_finish(&draft);
	arena_finish(&arena);
	if (!fine)
		return false;
	calls_remove(desk, call);
	desk_say(desk, "%s", _("Offered in writing; the dates are kept until the answer date."));
	desk_show(desk, "requests");
	return true;
}

static bool take_send(struct desk *desk, const char *id, const char *text, void *context, struct error *err)
{
	struct call *call = calls_current(&desk->calls);
	if (!call || strcmp(id, "send") != 0)
		return true;
	return send_it(desk, call, err);
}

/* The text is read once more before it goes. */
static bool ask_send(struct desk *desk, struct call *call, struct error *err)
{
	struct arena arena = { 0 };
	struct booking_request request;
	struct plan_proposal proposals[3];
	struct office_written written;
	struct menu_row rows[] = {
		{ "send", _("send it"), NULL },
		{ "back", _("not yet"), NULL },
	};
	written_of(desk, call, &arena, &request, proposals, &written);
	bool enough = written.count >= DIGITAL_OFFERS_MIN;
	if (enough)
		menu_open(desk, _("Answer in writing"),
			  office_written_text(desk->office, &written, &arena, NULL, NULL), rows, 2, 0, NULL,
			  take_send, NULL);
	else
		error_set(err, ERROR_REFUSED,
			  _("an answer in writing needs at least two dates (R11); telephone the customer"));
	arena_finish(&arena);
	return enough;
}

bool call_digital_leave(struct desk *desk, struct call *call, struct error *err)
{
	if (!call_digital_acts(call))
		return true;
	ask_send(desk, call, err);
	return false;
}

void call_digital_end(struct desk *desk, struct call *call)
{
	struct error err = { 0 };
	if (call->digital[0] && !call->booked && !office_leave_digital(desk->office, call->digital, &err))
		desk_complain(desk, &err);
}

/* --- the answer taken in --- */

static bool slot_of(const struct desk *desk, const struct offer_list *offers, int position,
		    struct request_slot *slot)
{
	int round = 0;
	for (size_t i = 0; i < offers->count; i++)
		round = offers->items[i].round > round ? offers->items[i].round : round;
	for (size_t i = 0; i < offers->count; i++) {
		const struct offer *offer = &offers->items[i];
		if (offer->round != round || offer->position != position)
			continue;
		*slot = (struct request_slot){ .given = true,
					       .date = offer->day,
					       .minute = offer->start,
					       .advisor = offer->advisor,
					       .unit = offer->unit,
					       .handback_given = true,
					       .handback_date = offer->handback_day,
					       .handback_minute = offer->handback_start,
					       .handback_minutes = offer->handback_minutes };
		return true;
	}
	return false;
}

static bool book_offer(struct desk *desk, struct call *call, const struct request_slot *slot,
		       struct arena *arena, struct office_booking *result, struct error *err)
{
	struct booking_request request;
	call_request(desk, call, arena, &request);
	request.slot = *slot;
	struct office_call context = {
		.file = call->file,
		.contact = call->contact[0] ? call->contact : NULL,
		.answers = call->answers,
		.chosen = -1,
		.digital = call->digital,
	};
	return office_book(desk->office, &request, &context, arena, result, err);
}

bool desk_accept_offer(struct desk *desk, const struct digital_request *request, int position,
		       struct error *err)
{
	struct arena arena = { 0 };
	struct offer_list offers = { 0 };
	struct request_slot slot;
	struct office_booking result = { 0 };
	const char *draft = NULL;
	bool fine = store_get_offers(desk->office->store, request->file_id, &arena, &offers, err) &&
		    office_digital_draft(desk->office, request->id, &arena, &draft, err);
	if (fine && (!draft || !slot_of(desk, &offers, position, &slot)))
		fine = error_set(err, ERROR_NOT_FOUND, _("there is no offer %d in writing"), position);
	struct call *call = fine ? call_restore_digital(desk, request, draft, err) : NULL;
	fine = call && book_offer(desk, call, &slot, &arena, &result, err);
	if (fine && result.booked)
		desk_say(desk, _("Booked: file %d  %s"), result.number, result.title);
	else if (fine)
		fine = error_set(err, ERROR_REFUSED, _("that date can no longer be kept: %s"),
				 result.taken           ? result.taken
				 : result.refused_count ? result.refused[0].text
							: "");
	call_destroy(call);
	arena_finish(&arena);
	return fine;
}
