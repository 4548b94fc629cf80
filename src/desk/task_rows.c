/* The tasks of F6: call-backs, ownership, missing data, messages that failed, appointments to move. */
#include <stdio.h>
#include <string.h>

#include "base/i18n.h"
#include "desk/dealer_page.h"
#include "desk/desk_state.h"
#include "desk/detail.h"
#include "desk/labels.h"
#include "desk/menu.h"
#include "desk/outbox_page.h"
#include "desk/ownership_dialog.h"
#include "desk/task_section.h"
#include "desk/view_tasks.h"
#include "desk/when.h"
#include "office/tasks.h"

enum { TASKS_MAX = 500 };

/* --- rows --- */

static const char *roles_text(unsigned roles, struct arena *arena)
{
	struct buffer text = { 0 };
	for (unsigned role = ROLE_OPERATOR; role <= ROLE_READER; role <<= 1)
		if (roles & role)
			buffer_printf(&text, "%s%s", text.len ? ", " : "", label_role((enum role)role));
	const char *kept = arena_strdup(arena, buffer_text(&text));
	buffer_finish(&text);
	return kept;
}

static const char *since_text(struct desk *desk, const struct task *task, struct arena *arena)
{
	char date[WHEN_SIZE], time[CIVIL_TIME_SIZE];
	civil_day day;
	int minute;
	civil_from_instant(task->created, &day, &minute);
	return arena_printf(arena, _("since %s %s, by %s"), when_date(day, date),
			    civil_format_time(minute, time), label_staff(desk_site(desk), task->created_by));
}

static const char *words_text(const struct task *task, struct arena *arena)
{
	struct buffer text = { 0 };
	label_task_text(task->kind, task->text, &text);
	const char *kept = text.len ? arena_strdup(arena, buffer_text(&text)) : NULL;
	buffer_finish(&text);
	return kept;
}

static bool load(struct desk *desk, bool mine, struct arena *arena, struct task_row_list *rows,
		 struct error *err)
{
	struct task_list list = { 0 };
	struct office *office = desk_office(desk);
	if (!store_task_rows(office->store, mine ? office->roles : 0, TASKS_MAX, arena, &list, err))
		return false;
	rows->items = arena_alloc(arena, (list.count + 1) * sizeof *rows->items);
	for (size_t i = 0; i < list.count; i++) {
		const struct task *task = &list.items[i];
		rows->items[rows->count++] = (struct task_row){
			.id = task->id,
			.due = task->due,
			.kind = label_task(task->kind),
			.who = task->customer_name,
			.plate = task->plate,
			.model = task->model,
			.text = words_text(task, arena),
			.since = since_text(desk, task, arena),
			.roles = roles_text(task->roles, arena),
			.file_id = task->file_id,
			.number = task->number,
			.item = task,
		};
	}
	return true;
}

/* --- Enter --- */

static bool open(struct desk *desk, const struct task_row *row, struct error *err)
{
	const struct task *task = row->item;
	if (strcmp(task->kind, "dealer") == 0)
		return dealer_page_open(desk, err);
	if (task->file_id && strcmp(task->kind, "ownership") == 0)
		return ownership_dialog_open(desk, task->file_id, err);
	const char *message =
		strcmp(task->kind, "message") == 0 && task->text ? strchr(task->text, ' ') : NULL;
	if (message)
		outbox_message_open(desk, message + 1);
	else if (task->file_id)
		detail_open(desk, (struct reader_link){ FIND_FILE, task->file_id });
	else if (task->customer_id)
		detail_open(desk, (struct reader_link){ FIND_CUSTOMER, task->customer_id });
	else if (task->vehicle_id)
		detail_open(desk, (struct reader_link){ FIND_VEHICLE, task->vehicle_id });
	else
		desk_say(desk, "%s", _("This task stands alone; Space says that it is done."));
	return true;
}

/* --- Space --- */

static bool close_task(struct desk *desk, bool done, const char *result, struct error *err)
{
	if (!office_close_task(desk_office(desk), view_tasks_acting(desk), done, result, err))
		return false;
	desk_say(desk, "%s", done ? _("Noted: done.") : _("Noted: no longer needed."));
	return true;
}

static bool take_done(struct desk *desk, const char *id, const char *text, void *context, struct error *err)
{
	return close_task(desk, true, id ? id : text, err);
}

static bool take_dropped(struct desk *desk, const char *id, const char *text, void *context,
			 struct error *err)
{
	return close_task(desk, false, id ? id : text, err);
}

static void ask_done(struct desk *desk)
{
	struct menu_row rows[] = {
		{ "", _("done, nothing to add"), NULL },
		{ "reached", _("the customer was reached"), NULL },
		{ "written", _("the customer was written to"), NULL },
	};
	menu_open(desk, _("Done"), _("How did it end?"), rows, 3, 0, _("in other words"), take_done, NULL);
}

static void ask_dropped(struct desk *desk)
{
	struct menu_row rows[] = {
		{ "not-reached", _("the customer cannot be reached"), NULL },
		{ "not-wanted", _("the customer does not want it"), NULL },
		{ "settled", _("it has settled itself"), NULL },
	};
	menu_open(desk, _("No longer needed"), _("Why is nothing to be done any more?"), rows, 3, 0,
		  _("another reason"), take_dropped, NULL);
}

static bool call_customer(struct desk *desk, struct error *err)
{
	struct arena arena = { 0 };
	struct task task;
	bool fine = store_get_task(desk_office(desk)->store, view_tasks_acting(desk), &arena, &task, err) &&
		    desk_take_customer(desk, task.customer_id, err);
	arena_finish(&arena);
	return fine;
}

static bool take_act(struct desk *desk, const char *id, const char *text, void *context, struct error *err)
{
	if (strcmp(id, "call") == 0)
		return call_customer(desk, err);
	if (strcmp(id, "done") == 0)
		ask_done(desk);
	else
		ask_dropped(desk);
	return true;
}

static bool may_act(const struct desk *desk, const struct task_row *row)
{
	return office_may_close_task(desk->office, row->item);
}

static bool act(struct desk *desk, const struct task_row *row, struct error *err)
{
	const struct task *task = row->item;
	struct menu_row rows[3];
	size_t count = 0;
	if (desk_is_readonly(desk))
		return error_set(err, ERROR_PERMISSION,
				 _("this console is read-only: nothing can be changed here"));
	if (!may_act(desk, row))
		return error_set(err, ERROR_PERMISSION, _("this task is for others to close: %s"),
				 row->roles);
	snprintf(view_tasks_acting(desk), ID_SIZE, "%s", task->id);
	if (strcmp(task->kind, "ownership") != 0)
		rows[count++] = (struct menu_row){ "done", _("it is done"), NULL };
	rows[count++] = (struct menu_row){ "dropped", _("it is no longer needed"), NULL };
	if (task->customer_id && desk_may_book(desk))
		rows[count++] = (struct menu_row){ "call", _("call the customer"), NULL };
	menu_open(desk, row->kind, row->who, rows, count, 0, NULL, take_act, NULL);
	return true;
}

const struct task_section task_section_tasks = {
	.title = N_("Tasks"),
	.listed = "task",
	.help = N_("What somebody must still do, by deadline; ! is overdue, > is due today. Type to see "
		   "only the rows that hold what is typed. Enter opens the file or the steps where it is "
		   "mended, Space says that it is done or no longer needed."),
	.empty = N_("Nothing is left to be done. Tab shows the tasks of every role."),
	.load = load,
	.open = open,
	.act = act,
	.may_act = may_act,
};
