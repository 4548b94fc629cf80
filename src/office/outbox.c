#include "office/outbox.h"

#include <stdio.h>
#include <string.h>

#include "base/i18n.h"
#include "base/process.h"
#include "base/text.h"
#include "office/messages_inner.h"
#include "office/outbox_inner.h"
#include "store/file_store.h"
#include "store/people.h"
#include "store/task.h"

enum { TASK_HOURS = 2, SECONDS_PER_HOUR = 3600, DETAIL_BYTES = 200 };

/* --- what a message is looked at before it goes --- */

/* Why it must not go any more, NULL: it may. Within the transaction that claims it. */
static bool judge(struct office *office, const struct message *message, struct customer_file *file,
		  const struct customer *customer, const char **why, struct error *err)
{
	instant start;
	bool allowed = false;
	*why = NULL;
	if (message->customer_id &&
	    !messages_allowed(office, message->template, message->customer_id, message->means, &allowed, err))
		return false;
	if (message->customer_id && !allowed)
		*why = "no-consent";
	else if (!message->address)
		*why = "no-address";
	if (*why || !message_is_of_appointment(message->template))
		return true;
	const struct appointment *appointment = &file->appointment;
	bool stands = file->has_appointment &&
		      (appointment->state == APPOINTMENT_BOOKED || appointment->state == APPOINTMENT_LATE);
	if (strcmp(message->template, "cancelled") == 0)
		stands = file->has_appointment && appointment->state == APPOINTMENT_CANCELLED;
	bool here = appointment->state == APPOINTMENT_ARRIVED || appointment->state == APPOINTMENT_FINISHED;
	if (strcmp(message->template, "handback") == 0 && file->has_appointment && here)
		return true;
	if (!stands)
		*why = "not-any-more";
	else if (civil_to_instant(appointment->day, appointment->start, &start) &&
		 start <= office_now(office))
		*why = "too-late";
	return true;
}

/* What the message is about, read anew; a new number or address of the customer is taken. */
bool outbox_subject(struct office *office, struct message *message, struct arena *arena,
		    struct customer_file *file, struct customer *customer, struct error *err)
{
	*file = (struct customer_file){ 0 };
	*customer = (struct customer){ 0 };
	if (message->file_id && !store_get_file(office->store, message->file_id, arena, file, err))
		return false;
	if (!message->customer_id)
		return true;
	if (!store_get_customer(office->store, message->customer_id, arena, customer, err))
		return false;
	bool waits = message->state == MESSAGE_WAITING && strcmp(message->template, "offer") != 0;
	if (!message->text || !message->address || waits)
		message->address = messages_address(office, customer, message->means, arena);
	return true;
}

bool outbox_words(struct office *office, struct message *message, const struct customer_file *file,
		  const struct customer *customer, struct arena *arena, struct error *err)
{
	struct fill_value values[MESSAGE_VALUES_MAX];
	size_t count = 0;
	if (message->text)
		return true;
	messages_site_values(office, customer, message->language, arena, values, &count);
	if (file->has_appointment)
		messages_file_values(office, file, message->language, arena, values, &count);
	return messages_render(office, message, values, count, arena, &message->subject, &message->text, err);
}

/* --- the calendar part --- */

static const char *domain_of(const struct office *office)
{
	const char *at = office->site.dealer.email ? strrchr(office->site.dealer.email, '@') : NULL;
	return at && at[1] ? at + 1 : "prenota.invalid";
}

static void event_fill(const struct office *office, const struct message *message,
		       const struct customer_file *file, struct arena *arena, struct outbox_event *event)
{
	const struct appointment *appointment = &file->appointment;
	const struct dealer *dealer = &office->site.dealer;
	*event = (struct outbox_event){ 0 };
	if (!message->method || !file->has_appointment ||
	    !civil_to_instant(appointment->day, appointment->start, &event->from))
		return;
	event->method = message->method;
	event->uid = arena_printf(arena, "%s@%s", appointment->id, domain_of(office));
	event->sequence = message->sequence > 0 ? message->sequence : 0;
	event->to = event->from + (instant)appointment->minutes * 60;
	event->summary = explain_pick(&dealer->name, message->language);
	event->location = explain_pick(&dealer->address, message->language);
	event->description = message->text;
}

static void delivery_fill(const struct office *office, const struct customer_file *file,
			  const struct customer *customer, struct arena *arena,
			  struct outbox_delivery *delivery)
{
	char name[512];
	const struct dealer *dealer = &office->site.dealer;
	const char *language = delivery->message.language;
	delivery->to_name = arena_strdup(arena, customer_name(customer, name, sizeof name));
	delivery->from_name = explain_pick(&dealer->name, language);
	delivery->from_address = dealer->email;
	event_fill(office, &delivery->message, file, arena, &delivery->event);
}

/* --- taking one --- */

static bool drop(struct office *office, const struct message *message, const char *why, struct error *err)
{
	return store_settle_message(office->store, message->id, MESSAGE_WAITING, MESSAGE_DROPPED, 0, why,
				    err) &&
	       store_add_attempt(office->store, message->id, message->means, "dropped", why, err);
}

/* By telephone: somebody calls, until the hours end. */
static bool make_task(struct office *office, const struct message *message, struct error *err)
{
	char id[ID_SIZE];
	struct task task = {
		.kind = "callback",
		.roles = ROLE_OPERATOR | ROLE_ADVISOR,
		.due = office_now(office) + (instant)TASK_HOURS * SECONDS_PER_HOUR,
		.file_id = message->file_id,
		.customer_id = message->customer_id,
		.text = OUTBOX_TASK_REMIND,
	};
	return store_add_task(office->store, &task, id, err) &&
	       store_settle_message(office->store, message->id, MESSAGE_WAITING, MESSAGE_SENT, 0, "task",
				    err) &&
	       store_add_attempt(office->store, message->id, message->means, "task", NULL, err);
}

static bool claim(struct office *office, struct message *message, struct arena *arena, struct error *err)
{
	struct process_mark mark;
	process_self(&mark);
	message->sender = (struct message_sender){ .pid = mark.pid,
						   .start = mark.start,
						   .boot = arena_strdup(arena, mark.boot) };
	if (!message->message_id)
		message->message_id = arena_printf(arena, "%s@%s", message->id, domain_of(office));
	message->claimed = office_now(office);
	message->tries++;
	message->state = MESSAGE_SENDING;
	return store_claim_message(office->store, message, err);
}

/* One waiting message is dealt with; *@taken when it is to be sent. */
static bool look_at_one(struct office *office, struct arena *arena, struct outbox_delivery *delivery,
			bool *taken, struct error *err)
{
	struct message *message = &delivery->message;
	struct customer_file *file = arena_alloc(arena, sizeof *file);
	struct customer customer;
	const char *why;
	instant now = office_now(office);
	instant at = message_into_hours(now, messages_hours(office, message->template));
	if (at > now)
		return store_settle_message(office->store, message->id, MESSAGE_WAITING, MESSAGE_WAITING, at,
					    message->result, err);
	if (!outbox_subject(office, message, arena, file, &customer, err) ||
	    !judge(office, message, file, &customer, &why, err))
		return false;
	if (why)
		return drop(office, message, why, err);
	if (message->means == CONTACT_PHONE)
		return make_task(office, message, err);
	if (!outbox_words(office, message, file, &customer, arena, err) ||
	    !claim(office, message, arena, err))
		return false;
	*taken = true;
	delivery_fill(office, file, &customer, arena, delivery);
	return true;
}

bool outbox_next(struct office *office, unsigned means, struct arena *arena, struct outbox_delivery *delivery,
		 bool *found, struct error *err)
{
	bool any = true, taken = false;
	while (any && !taken) {
		if (!office_begin(office, OFFICE_ROLES_BOOK, err))
			return false;
		*delivery = (struct outbox_delivery){ 0 };
		bool fine = store_next_message(office->store, office_now(office), means, arena,
					       &delivery->message, &any, err);
		if (fine && !any) {
			store_rollback(office->store);
			break;
		}
		fine = fine && look_at_one(office, arena, delivery, &taken, err);
		if (!office_end(office, fine, err))
			return false;
	}
	*found = taken;
	return true;
}

/* --- what became of it --- */

const char *outbox_task_text(const struct message *message, const char *state, struct arena *arena)
{
	return arena_printf(arena, "%s-%s %s", state, contact_means_code(message->means), message->id);
}

bool outbox_add_task(struct office *office, const struct message *message, const char *state,
		     struct arena *arena, struct error *err)
{
	char id[ID_SIZE];
	struct task task = {
		.kind = "message",
		.roles = ROLE_OPERATOR | ROLE_ADVISOR,
		.due = office_now(office) + (instant)TASK_HOURS * SECONDS_PER_HOUR,
		.file_id = message->file_id,
		.customer_id = message->customer_id,
		.text = outbox_task_text(message, state, arena),
	};
	return store_add_task(office->store, &task, id, err);
}

/* The mail came back before its command had ended: that stands, and the attempt is kept. */
static bool record_late(struct office *office, const struct message *message, enum outbox_outcome outcome,
			const char *detail, struct error *err)
{
	static const char *const results[] = { [OUTBOX_SENT] = "sent",
					       [OUTBOX_TEMPORARY] = "temporary",
					       [OUTBOX_FAILED] = "failed",
					       [OUTBOX_UNKNOWN] = "unknown" };
	return store_add_attempt(office->store, message->id, message->means, results[outcome], detail, err);
}

static bool record_rows(struct office *office, const struct message *message, enum outbox_outcome outcome,
			const char *detail, struct arena *arena, struct error *err)
{
	struct message now;
	if (!store_get_message(office->store, message->id, arena, &now, err))
		return false;
	if (now.state == MESSAGE_FAILED && now.result && strcmp(now.result, "bounced") == 0)
		return record_late(office, message, outcome, detail, err);
	struct store *store = office->store;
	const char *id = message->id;
	int after = message_retry_after(message->tries);
	instant again = office_now(office) + after;
	switch (outcome) {
	case OUTBOX_SENT:
		return store_settle_message(store, id, MESSAGE_SENDING, MESSAGE_SENT, 0, NULL, err) &&
		       store_add_attempt(store, id, message->means, "sent", detail, err);
	case OUTBOX_TEMPORARY:
		if (!store_add_attempt(store, id, message->means, "temporary", detail, err))
			return false;
		if (after >= 0)
			return store_settle_message(store, id, MESSAGE_SENDING, MESSAGE_WAITING, again,
						    "temporary", err);
		return store_settle_message(store, id, MESSAGE_SENDING, MESSAGE_FAILED, 0, "temporary",
					    err) &&
		       outbox_add_task(office, message, "failed", arena, err);
	case OUTBOX_FAILED:
		return store_settle_message(store, id, MESSAGE_SENDING, MESSAGE_FAILED, 0, "refused", err) &&
		       store_add_attempt(store, id, message->means, "failed", detail, err) &&
		       outbox_add_task(office, message, "failed", arena, err);
	case OUTBOX_UNKNOWN:
		return store_settle_message(store, id, MESSAGE_SENDING, MESSAGE_UNKNOWN, 0, "ended", err) &&
		       store_add_attempt(store, id, message->means, "unknown", detail, err) &&
		       outbox_add_task(office, message, "unknown", arena, err);
	}
	return false;
}

/* What the command said: its last line, safe for a screen. */
static const char *said(const char *detail, struct arena *arena)
{
	struct buffer shown = { 0 };
	size_t len = detail ? strlen(detail) : 0;
	while (len > 0 && (detail[len - 1] == '\n' || detail[len - 1] == ' '))
		len--;
	size_t from = len;
	while (from > 0 && detail[from - 1] != '\n' && len - from < DETAIL_BYTES)
		from--;
	while (from < len && ((unsigned char)detail[from] & 0xC0) == 0x80)
		from++; /* not in the middle of a character */
	if (len > from)
		text_show(&shown, arena_strndup(arena, detail + from, len - from));
	const char *kept = shown.len ? arena_strdup(arena, buffer_text(&shown)) : NULL;
	buffer_finish(&shown);
	return kept;
}

bool outbox_record(struct office *office, const struct message *message, enum outbox_outcome outcome,
		   const char *detail, struct error *err)
{
	struct arena arena = { 0 };
	if (!office_begin(office, OFFICE_ROLES_BOOK, err))
		return false;
	bool fine = office_end(office,
			       record_rows(office, message, outcome, said(detail, &arena), &arena, err), err);
	arena_finish(&arena);
	return fine;
}
