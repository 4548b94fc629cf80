/* The contact register of F6 (R51): what came in and went out lately, the newest first, found by typing. */
#include <stdio.h>
#include <string.h>

#include "base/i18n.h"
#include "desk/desk_state.h"
#include "desk/detail.h"
#include "desk/labels.h"
#include "desk/menu.h"
#include "desk/task_section.h"
#include "desk/view_tasks.h"
#include "model/label_reminder.h"
#include "store/register.h"

enum { CONTACTS_MAX = 2000, DAYS = 30, DAY_S = 86400 };

static const char *result_of(const struct register_line *line)
{
	if (line->lost)
		return label_contact_result("lost");
	return line->result ? label_contact_result(line->result) : _("goes on");
}

static const char *about(const struct register_line *line, struct arena *arena)
{
	struct buffer text = { 0 };
	buffer_add(&text, result_of(line));
	if (line->rings)
		buffer_printf(&text, _(", answered on ring %d"), line->rings);
	if (line->talk_seconds)
		buffer_printf(&text, _(", %d:%02d min"), line->talk_seconds / 60, line->talk_seconds % 60);
	if (line->holds)
		buffer_printf(&text, _(", held %d times, longest %d s"), line->holds, line->longest_hold);
	const char *kept = arena_strdup(arena, buffer_text(&text));
	buffer_finish(&text);
	return kept;
}

static const char *kind_of(const struct register_line *line, struct arena *arena)
{
	return arena_printf(arena, "%s %s", line->out ? "→" : "←",
			    line->out && strcmp(line->channel, "outbound") == 0
				    ? label_purpose(line->purpose)
				    : label_contact_channel(line->channel));
}

static bool load(struct desk *desk, bool mine, struct arena *arena, struct task_row_list *rows,
		 struct error *err)
{
	struct register_list list = { 0 };
	struct office *office = desk_office(desk);
	instant now = office_now(office);
	const char *own = office_actor(office) ? office_actor(office)->code : "";
	if (!store_register(office->store, now - (instant)DAYS * DAY_S, now + DAY_S, CONTACTS_MAX, arena,
			    &list, err))
		return false;
	rows->items = arena_alloc(arena, (list.count + 1) * sizeof *rows->items);
	for (size_t i = 0; i < list.count; i++) {
		const struct register_line *line = &list.items[i];
		if (mine && strcmp(line->who, own) != 0)
			continue;
		rows->items[rows->count++] = (struct task_row){
			.id = line->id,
			.due = line->at,
			.past = true,
			.kind = kind_of(line, arena),
			.who = line->customer_name ? line->customer_name : line->address,
			.text = about(line, arena),
			.since = label_purpose(line->purpose),
			.roles = label_staff(desk_site(desk), line->who),
			.model = line->address,
			.file_id = line->file_id,
			.number = line->number,
			.item = line,
		};
	}
	return true;
}

static bool open(struct desk *desk, const struct task_row *row, struct error *err)
{
	const struct register_line *line = row->item;
	if (line->file_id)
		detail_open(desk, (struct reader_link){ FIND_FILE, line->file_id });
	else if (line->customer_id)
		detail_open(desk, (struct reader_link){ FIND_CUSTOMER, line->customer_id });
	else
		desk_say(desk, "%s", _("Nobody knows who this was: there is no file and no customer."));
	return true;
}

static bool take_act(struct desk *desk, const char *id, const char *text, void *context, struct error *err)
{
	return desk_must_book(desk, err) && desk_take_customer(desk, view_tasks_acting(desk), err);
}

static bool may_act(const struct desk *desk, const struct task_row *row)
{
	const struct register_line *line = row->item;
	return line->customer_id && desk_may_book(desk);
}

static bool act(struct desk *desk, const struct task_row *row, struct error *err)
{
	if (!may_act(desk, row))
		return error_set(err, ERROR_INPUT,
				 _("the register is only read; a known customer can be called back"));
	const struct register_line *line = row->item;
	const struct menu_row rows[] = { { "call", _("call the customer"), NULL } };
	snprintf(view_tasks_acting(desk), ID_SIZE, "%s", line->customer_id);
	menu_open(desk, row->kind, row->who, rows, 1, 0, NULL, take_act, NULL);
	return true;
}

const struct task_section task_section_contacts = {
	.title = N_("Contacts"),
	.listed = "contact",
	.help = N_(
		"The register of contacts of thirty days, the newest first: who called, came or wrote, and "
		"what came of it. Type to see only the rows that hold what is typed. Enter opens the file or "
		"the customer, Space calls a known customer back."),
	.empty =
		N_("Nobody called, came or wrote in these thirty days. Tab shows the contacts of everybody."),
	.keeps = true,
	.load = load,
	.open = open,
	.act = act,
	.may_act = may_act,
};
