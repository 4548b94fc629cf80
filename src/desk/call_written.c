/* A digital request answered in writing: dates offered, and the one that the customer took. */
#include <string.h>

#include "base/i18n.h"
#include "desk/call_digital.h"
#include "desk/call_values.h"
#include "desk/desk_state.h"
#include "desk/menu.h"
#include "office/digital.h"
#include "store/file_store.h"

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
