/* The outbox in F6: messages to customers, first those of which nobody knows whether they went. */
#include <stdio.h>
#include <string.h>

#include "base/i18n.h"
#include "desk/desk_state.h"
#include "desk/detail.h"
#include "desk/labels.h"
#include "desk/menu.h"
#include "desk/outbox_page.h"
#include "desk/reader.h"
#include "desk/task_section.h"
#include "desk/view_tasks.h"
#include "desk/when.h"
#include "model/label_message.h"
#include "office/outbox.h"
#include "store/message.h"

enum { ROWS_MAX = 500 };

static bool is_over(const struct message *message)
{
	return message->state == MESSAGE_SENT || message->state == MESSAGE_DROPPED;
}

static const char *when_text(instant at, struct arena *arena)
{
	char date[WHEN_SIZE], time[CIVIL_TIME_SIZE];
	civil_day day;
	int minute;
	civil_from_instant(at, &day, &minute);
	return arena_printf(arena, "%s %s", when_date(day, date), civil_format_time(minute, time));
}

/* "by e-mail; could not be delivered" */
static const char *words_text(const struct message *message, struct arena *arena)
{
	const char *why = label_message_result(message->result), *means = label_means(message->means);
	return *why ? arena_printf(arena, "%s; %s", means, why) : means;
}

/* What is due waits for the next run: it is late when no run has come for half an hour. */
static instant due_of(const struct message *message, instant now)
{
	if (is_over(message))
		return 0;
	bool soon = message->state == MESSAGE_WAITING && message->due < now &&
		    message->due > now - MESSAGE_LATE_S;
	return soon ? now : message->due;
}

static bool load(struct desk *desk, bool mine, struct arena *arena, struct task_row_list *rows,
		 struct error *err)
{
	struct message_list list = { 0 };
	if (!outbox_list(desk_office(desk), NULL, ROWS_MAX, arena, &list, err))
		return false;
	rows->items = arena_alloc(arena, (list.count + 1) * sizeof *rows->items);
	for (size_t i = 0; i < list.count; i++) {
		const struct message *message = &list.items[i];
		instant at = message->sent ? message->sent : message->due;
		rows->items[rows->count++] = (struct task_row){
			.id = message->id,
			.due = due_of(message, office_now(desk_office(desk))),
			.kind = label_message_template(message->template),
			.who = message->customer_name,
			.plate = label_message_state(message->state),
			.text = words_text(message, arena),
			.since = is_over(message) ? when_text(at, arena) : message->address,
			.file_id = message->file_id,
			.number = message->number,
			.item = message,
		};
	}
	return true;
}

/* --- Enter: what it says, and each attempt --- */

static void add_attempts(struct desk *desk, struct reader_page *page,
			 const struct message_attempt_list *attempts)
{
	if (attempts->count)
		reader_add_heading(page, _("Attempts"));
	for (size_t i = 0; i < attempts->count; i++) {
		const struct message_attempt *attempt = &attempts->items[i];
		const char *name = label_staff(desk_site(desk), attempt->by);
		const char *detail = label_message_result(attempt->detail);
		reader_add(page, STYLE_NORMAL, 2, "%s  %s  %s%s%s", when_text(attempt->at, &page->arena),
			   name ? name : attempt->by, label_message_attempt(attempt->result),
			   *detail ? ": " : "", detail);
	}
}

static bool fill(struct desk *desk, const char *key, struct reader_page *page, struct error *err)
{
	struct message_attempt_list attempts = { 0 };
	struct message message;
	if (!outbox_text(desk_office(desk), key, &page->arena, &message, err) ||
	    !store_attempts_of(desk_office(desk)->store, key, &page->arena, &attempts, err))
		return false;
	page->title = arena_printf(&page->arena, "%s, %s", label_message_template(message.template),
				   label_message_state(message.state));
	reader_add_value(page, _("Sent to"), message.address);
	reader_add_value(page, is_over(&message) ? _("At") : _("Due"),
			 when_text(message.sent ? message.sent : message.due, &page->arena));
	reader_add_value(page, _("Why"), label_message_result(message.result));
	if (message.file_id)
		reader_add_link(page, (struct reader_link){ FIND_FILE, message.file_id }, _("File %d"),
				message.number);
	if (message.text) {
		reader_add_heading(page, message.subject ? message.subject : _("Text message"));
		reader_add(page, STYLE_NORMAL, 2, "%s", message.text);
	}
	add_attempts(desk, page, &attempts);
	return true;
}

void outbox_message_open(struct desk *desk, const char *id)
{
	reader_open(desk, id, fill);
}

static bool open(struct desk *desk, const struct task_row *row, struct error *err)
{
	outbox_message_open(desk, row->id);
	return true;
}

/* --- Space: the answers --- */

static bool take_answer(struct desk *desk, const char *id, const char *text, void *context, struct error *err)
{
	enum outbox_answer answer = strcmp(id, "again") == 0  ? OUTBOX_AGAIN
				    : strcmp(id, "sent") == 0 ? OUTBOX_WAS_SENT
							      : OUTBOX_DROP;
	if (!outbox_answer(desk_office(desk), view_tasks_acting(desk), answer, err))
		return false;
	desk_changed(desk, TABLE_MESSAGE | TABLE_TASK);
	switch (answer) {
	case OUTBOX_AGAIN:
		desk_say(desk, "%s", _("It is sent again with the next run, as the same message."));
		break;
	case OUTBOX_WAS_SENT:
		desk_say(desk, "%s", _("Noted: it was sent."));
		break;
	case OUTBOX_DROP:
		desk_say(desk, "%s", _("Noted: it is not sent."));
		break;
	}
	return true;
}

static bool may_act(const struct desk *desk, const struct task_row *row)
{
	const struct message *message = row->item;
	return desk_may_book(desk) && !is_over(message) && message->state != MESSAGE_SENDING;
}

static bool act(struct desk *desk, const struct task_row *row, struct error *err)
{
	const struct message *message = row->item;
	struct menu_row rows[3];
	size_t count = 0;
	if (!desk_must_book(desk, err))
		return false;
	if (!may_act(desk, row)) {
		desk_say(desk, "%s", _("Nothing is to be decided about this message."));
		return true;
	}
	bool unknown = message->state == MESSAGE_UNKNOWN;
	snprintf(view_tasks_acting(desk), ID_SIZE, "%s", message->id);
	if (unknown)
		rows[count++] = (struct menu_row){ "sent", _("it was sent"), NULL };
	if (unknown || message->state == MESSAGE_FAILED)
		rows[count++] = (struct menu_row){ "again", _("send it again"), NULL };
	rows[count++] =
		(struct menu_row){ "drop", _("do not send it: the customer was told otherwise"), NULL };
	menu_open(desk, row->kind,
		  unknown ? _("Sending was interrupted: nobody knows whether it went. Ask the customer, or "
			      "look "
			      "into the log of the mail or SMS service.")
			  : row->who,
		  rows, count, 0, NULL, take_answer, NULL);
	return true;
}

const struct task_section task_section_outbox = {
	.title = N_("Messages"),
	.listed = "message",
	.help = N_("Messages to customers: those that could not be sent and those that wait, then what was "
		   "sent. "
		   "Type to see only the rows that hold what is typed. Enter shows the text, Space answers: "
		   "send it again, it was sent otherwise, do not send it."),
	.empty = N_("No messages wait, and none were sent."),
	.keeps = true,
	.load = load,
	.open = open,
	.act = act,
	.may_act = may_act,
};

bool outbox_page_open(struct desk *desk, struct error *err)
{
	return view_tasks_show(desk, &task_section_outbox);
}
