/* The outbox as people see it, and what they answer about messages of which nobody knows whether they went.
 */
#include <stdio.h>
#include <string.h>

#include "base/i18n.h"
#include "base/process.h"
#include "model/label_message.h"
#include "office/messages_inner.h"
#include "office/outbox_inner.h"
#include "store/task.h"

static bool is_gone(const struct message *message)
{
	struct process_mark mark = { .pid = message->sender.pid, .start = message->sender.start };
	snprintf(mark.boot, sizeof mark.boot, "%s", message->sender.boot ? message->sender.boot : "");
	return message->state == MESSAGE_SENDING && process_is_gone(&mark);
}

static bool give_up(struct office *office, const struct message *message, struct arena *arena,
		    struct error *err)
{
	return store_settle_message(office->store, message->id, MESSAGE_SENDING, MESSAGE_UNKNOWN, 0, "died",
				    err) &&
	       store_add_attempt(office->store, message->id, message->means, "unknown", NULL, err) &&
	       outbox_add_task(office, message, "unknown", arena, err);
}

static bool recover_rows(struct office *office, struct arena *arena, int *count, struct error *err)
{
	struct message_list list = { 0 };
	if (!store_sending_messages(office->store, arena, &list, err))
		return false;
	for (size_t i = 0; i < list.count; i++) {
		if (!is_gone(&list.items[i]))
			continue;
		if (!give_up(office, &list.items[i], arena, err))
			return false;
		(*count)++;
	}
	return true;
}

bool outbox_recover(struct office *office, int *count, struct error *err)
{
	struct arena arena = { 0 };
	struct message_list sending = { 0 };
	int found = 0;
	/* Without a lock first: as a rule there is none. */
	bool fine = store_sending_messages(office->store, &arena, &sending, err);
	if (fine && sending.count > 0)
		fine = office_begin(office, OFFICE_ROLES_BOOK, err) &&
		       office_end(office, recover_rows(office, &arena, &found, err), err);
	arena_finish(&arena);
	if (fine)
		*count = found;
	return fine;
}

/* --- the answers --- */

bool outbox_finish_tasks(struct office *office, const struct message *message, const char *result,
			 struct arena *arena, struct error *err)
{
	static const char *const states[] = { "failed", "unknown", "bounced" };
	bool fine = true;
	for (size_t i = 0; fine && i < sizeof states / sizeof states[0]; i++)
		fine = store_finish_tasks(office->store, "message",
					  outbox_task_text(message, states[i], arena), result, err);
	return fine;
}

static bool wrong_state(const struct message *message, struct error *err)
{
	return error_set(err, ERROR_CONFLICT, _("the message is %s; that cannot be done now"),
			 label_message_state(message->state));
}

static bool answer_rows(struct office *office, struct message *message, enum outbox_answer answer,
			struct arena *arena, struct error *err)
{
	struct store *store = office->store;
	enum message_state is = message->state;
	bool asks = is == MESSAGE_FAILED || is == MESSAGE_UNKNOWN;
	switch (answer) {
	case OUTBOX_AGAIN:
		return (asks || wrong_state(message, err)) &&
		       store_requeue_message(store, message->id, is, office_now(office), err) &&
		       store_add_attempt(store, message->id, message->means, "again", NULL, err) &&
		       outbox_finish_tasks(office, message, "again", arena, err);
	case OUTBOX_WAS_SENT:
		return (is == MESSAGE_UNKNOWN || wrong_state(message, err)) &&
		       store_settle_message(store, message->id, is, MESSAGE_SENT, 0, "was-sent", err) &&
		       store_add_attempt(store, message->id, message->means, "was-sent", NULL, err) &&
		       outbox_finish_tasks(office, message, "was-sent", arena, err);
	case OUTBOX_DROP:
		return (asks || is == MESSAGE_WAITING || wrong_state(message, err)) &&
		       store_settle_message(store, message->id, is, MESSAGE_DROPPED, 0, "told-otherwise",
					    err) &&
		       store_add_attempt(store, message->id, message->means, "dropped", "told-otherwise",
					 err) &&
		       outbox_finish_tasks(office, message, "dropped", arena, err);
	}
	return false;
}

bool outbox_answer(struct office *office, const char *id, enum outbox_answer answer, struct error *err)
{
	struct arena arena = { 0 };
	struct message message;
	if (!office_begin(office, OFFICE_ROLES_BOOK, err))
		return false;
	bool fine = store_get_message(office->store, id, &arena, &message, err);
	if (fine && is_gone(&message))
		fine = give_up(office, &message, &arena, err) &&
		       store_get_message(office->store, id, &arena, &message, err);
	fine = office_end(office, fine && answer_rows(office, &message, answer, &arena, err), err);
	arena_finish(&arena);
	return fine;
}

/* --- looking --- */

/* What nobody sends any more asks for somebody, and goes to the front. */
static void show_gone(struct message_list *list)
{
	size_t front = 0;
	for (size_t i = 0; i < list->count; i++) {
		if (!is_gone(&list->items[i]))
			continue;
		struct message gone = list->items[i];
		gone.state = MESSAGE_UNKNOWN;
		gone.result = "died";
		memmove(&list->items[front + 1], &list->items[front], (i - front) * sizeof gone);
		list->items[front++] = gone;
	}
}

bool outbox_list(struct office *office, const char *file, int limit, struct arena *arena,
		 struct message_list *list, struct error *err)
{
	struct message_list found = { 0 };
	if (!store_messages(office->store, file, limit, arena, &found, err))
		return false;
	show_gone(&found);
	*list = found;
	return true;
}

bool outbox_text(struct office *office, const char *id, struct arena *arena, struct message *message,
		 struct error *err)
{
	struct customer_file *file = arena_alloc(arena, sizeof *file);
	struct customer customer;
	struct message found;
	if (!store_get_message(office->store, id, arena, &found, err) ||
	    !outbox_subject(office, &found, arena, file, &customer, err))
		return false;
	bool writes = found.means != CONTACT_PHONE &&
		      (found.state == MESSAGE_WAITING || found.state == MESSAGE_SENDING);
	if (writes && !outbox_words(office, &found, file, &customer, arena, err))
		return false;
	*message = found;
	return true;
}

bool outbox_state(struct office *office, struct outbox_state *state, struct error *err)
{
	struct outbox_state found;
	if (!store_count_messages(office->store, office_now(office) - MESSAGE_LATE_S, &found.asking,
				  &found.overdue, &found.since, err))
		return false;
	*state = found;
	return true;
}

/* "47 minutes", "3 hours", "2 days" */
static const char *span_text(int64_t seconds, struct arena *arena)
{
	enum { HOUR = 3600, DAY = 24 * HOUR };
	if (seconds >= 2 * DAY)
		return arena_printf(arena, _("%d days"), (int)(seconds / DAY));
	if (seconds >= 2 * HOUR)
		return arena_printf(arena, _("%d hours"), (int)(seconds / HOUR));
	return arena_printf(arena, _("%d minutes"), (int)(seconds / 60));
}

const char *outbox_warning(struct store *store, instant now, struct arena *arena)
{
	int asking, overdue;
	instant since;
	if (!store_count_messages(store, now - MESSAGE_LATE_S, &asking, &overdue, &since, NULL) || !overdue)
		return NULL;
	return arena_printf(arena, _("Messages due and not sent: %d, for %s: does prenota notify run?"),
			    overdue, span_text(now - since, arena));
}
