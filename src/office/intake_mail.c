#include "office/intake_mail.h"

#include <string.h>

#include "office/outbox_inner.h"
#include "store/message.h"

static bool is_kind(const struct intake_mail *mail, const char *kind)
{
	return strcmp(mail->kind, kind) == 0;
}

bool intake_place_mail(struct office *office, const struct intake_mail *mail, struct arena *arena,
		       enum intake_part *part, struct message *message, struct error *err)
{
	bool found = false;
	*part = INTAKE_REQUEST;
	if (!mail)
		return true;
	if (mail->own && !store_find_message(office->store, mail->own, arena, message, &found, err))
		return false;
	if (found) {
		*part = INTAKE_OWN;
		return true;
	}
	for (size_t i = 0; !found && i < mail->answer_count; i++)
		if (!store_find_message(office->store, mail->answers[i], arena, message, &found, err))
			return false;
	bool letter = is_kind(mail, "letter");
	if (found)
		*part = letter ? INTAKE_REPLY : INTAKE_NOTE;
	else if (!letter)
		*part = INTAKE_CLOSED;
	return true;
}

/* --- what is kept with the message --- */

static bool same_text(const char *a, const char *b)
{
	return strcmp(a ? a : "", b ? b : "") == 0;
}

/* Mail servers deliver twice when they were not told that the first time was fine. */
static bool is_there(struct office *office, const struct message *message, const char *result,
		     const char *detail, struct arena *arena, bool *there, struct error *err)
{
	struct message_attempt_list list = { 0 };
	*there = false;
	if (!store_attempts_of(office->store, message->id, arena, &list, err))
		return false;
	for (size_t i = 0; i < list.count; i++) {
		const struct message_attempt *attempt = &list.items[i];
		if (strcmp(attempt->result, "again") == 0)
			*there = false;
		else if (strcmp(attempt->result, result) == 0 && same_text(attempt->detail, detail))
			*there = true;
	}
	return true;
}

/* It went and came back: somebody must ask for the right address. */
static bool fail_message(struct office *office, const struct message *message, struct arena *arena,
			 struct error *err)
{
	switch (message->state) {
	case MESSAGE_SENDING: /* the report was faster than our own command */
	case MESSAGE_SENT:
	case MESSAGE_UNKNOWN:
		return store_settle_message(office->store, message->id, message->state, MESSAGE_FAILED, 0,
					    "bounced", err) &&
		       outbox_finish_tasks(office, message, "bounced", arena, err) &&
		       outbox_add_task(office, message, "bounced", arena, err);
	case MESSAGE_WAITING: /* sent again meanwhile */
	case MESSAGE_FAILED:
	case MESSAGE_DROPPED:
	case MESSAGE_STATE_COUNT:
		break;
	}
	return true;
}

bool intake_note_mail(struct office *office, const struct intake_mail *mail, const char *id,
		      struct arena *arena, bool *noted, struct error *err)
{
	bool bounce = is_kind(mail, "bounce"), there;
	const char *result = bounce ? "bounced" : is_kind(mail, "delay") ? "delayed" : "auto-reply";
	struct message message;
	*noted = false;
	if (!store_get_message(office->store, id, arena, &message, err) ||
	    !is_there(office, &message, result, mail->detail, arena, &there, err))
		return false;
	if (there)
		return true;
	*noted = true;
	return store_add_attempt(office->store, id, message.means, result, mail->detail, err) &&
	       (!bounce || fail_message(office, &message, arena, err));
}

bool intake_note_reply(struct office *office, const char *id, struct arena *arena, struct error *err)
{
	struct message message;
	if (!store_get_message(office->store, id, arena, &message, err) ||
	    !store_add_attempt(office->store, id, message.means, "replied", NULL, err))
		return false;
	if (message.state != MESSAGE_UNKNOWN)
		return true;
	return store_settle_message(office->store, id, MESSAGE_UNKNOWN, MESSAGE_SENT, 0, "answered", err) &&
	       outbox_finish_tasks(office, &message, "was-sent", arena, err);
}
