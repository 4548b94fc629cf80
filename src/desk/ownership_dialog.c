#include "desk/ownership_dialog.h"

#include <stdio.h>
#include <string.h>

#include "base/i18n.h"
#include "desk/desk_state.h"
#include "desk/dialog.h"
#include "desk/menu.h"
#include "desk/view_tasks.h"
#include "desk/when.h"
#include "office/ownership.h"
#include "store/people.h"

enum { ROW_DATE = OWNERSHIP_STEP_COUNT, ROW_DROP, ROWS_COUNT };

struct context {
	char change[ID_SIZE];
};

static bool open_list(struct desk *desk, const char *file, size_t selected, struct error *err);

/* --- the date and the name --- */

static bool date_done(struct dialog *dialog, struct error *err)
{
	struct desk *desk = dialog_desk(dialog);
	const struct context *context = dialog_context(dialog);
	if (!office_set_ownership(desk_office(desk), context->change, dialog_day(dialog, 0),
				  dialog_text(dialog, 1), err))
		return false;
	desk_close(desk);
	return open_list(desk, view_tasks_acting(desk), 0, err);
}

static const struct dialog_ops date_ops = {
	.help = N_(
		"The day on which the car changed hands: without it the change cannot be entered in Service "
		"Entry+. The name is that of the new owner, a person or a company."),
	.done = date_done,
};

static void ask_date(struct desk *desk, const struct ownership *change)
{
	char date[CIVIL_DATE_SIZE];
	struct context context;
	snprintf(context.change, sizeof context.change, "%s", change->id);
	struct dialog_field fields[] = {
		{ .type = FORM_DATE,
		  .label = _("Owner since"),
		  .value = change->since ? civil_format_date(change->since, date) : "",
		  .required = true },
		{ .type = FORM_TEXT,
		  .label = _("New owner"),
		  .value = change->owner_name ? change->owner_name : "",
		  .required = !change->new_owner },
	};
	dialog_open(desk, _("Change of owner"), &date_ops, fields, 2, &context, sizeof context);
}

/* --- the answers of the list --- */

static bool read_change(struct desk *desk, struct arena *arena, struct ownership *change, struct error *err)
{
	bool found;
	if (!office_file_ownership(desk_office(desk), view_tasks_acting(desk), arena, change, &found, err))
		return false;
	return found || error_set(err, ERROR_NOT_FOUND, _("this file has no change of owner"));
}

static bool take_reason(struct desk *desk, const char *id, const char *text, void *context, struct error *err)
{
	struct arena arena = { 0 };
	struct ownership change;
	bool fine = (id && *id == '\0') ||
		    (read_change(desk, &arena, &change, err) &&
		     office_drop_ownership(desk_office(desk), change.id, id ? id : text, err));
	if (fine && (!id || *id))
		desk_say(desk, "%s", _("Noted: the owner is as recorded."));
	arena_finish(&arena);
	return fine;
}

static void ask_reason(struct desk *desk)
{
	struct menu_row rows[] = {
		{ "", _("no, go on with the change"), NULL },
		{ "same-owner", _("the owner is the same, written differently"), NULL },
		{ "driver-only", _("the caller only drives the car"), NULL },
	};
	menu_open(desk, _("No change of owner"), _("Why is there no change after all?"), rows, 3, 0,
		  _("another reason"), take_reason, NULL);
}

static bool tick(struct desk *desk, const struct ownership *change, enum ownership_step step,
		 struct error *err)
{
	bool ticked = !(change->steps & 1U << step);
	unsigned after = change->steps ^ 1U << step;
	if (!office_tick_ownership(desk_office(desk), change->id, step, ticked, err))
		return false;
	if (ownership_state_of(after) == OWNERSHIP_DONE) {
		desk_say(desk, "%s", _("The change of owner is complete; it stands in the change list."));
		return true;
	}
	return open_list(desk, view_tasks_acting(desk), ticked ? step + 1U : step, err);
}

static bool take(struct desk *desk, const char *id, const char *text, void *context, struct error *err)
{
	struct arena arena = { 0 };
	struct ownership change;
	enum ownership_step step;
	bool fine = read_change(desk, &arena, &change, err);
	if (fine && strcmp(id, "date") == 0)
		ask_date(desk, &change);
	else if (fine && strcmp(id, "drop") == 0)
		ask_reason(desk);
	else if (fine && ownership_step_from_code(id, &step))
		fine = tick(desk, &change, step, err);
	arena_finish(&arena);
	return fine;
}

/* --- the list --- */

/* "123가4567 Levante: to 김철수 since 2026-11-01; open" */
static const char *about(struct desk *desk, const struct ownership *change, struct arena *arena)
{
	struct vehicle vehicle = { 0 };
	struct customer owner = { 0 };
	char name[256] = "", date[WHEN_SIZE];
	struct store *store = desk_office(desk)->store;
	store_get_vehicle(store, change->vehicle_id, arena, &vehicle, NULL);
	if (change->owner_name)
		snprintf(name, sizeof name, "%s", change->owner_name);
	else if (change->new_owner && store_get_customer(store, change->new_owner, arena, &owner, NULL))
		customer_name(&owner, name, sizeof name);
	return arena_printf(arena, _("%s %s: to %s, since %s. State: %s"), vehicle.plate ? vehicle.plate : "",
			    vehicle.model ? vehicle.model : "", name[0] ? name : "?",
			    change->since ? when_full(change->since, date) : "?",
			    ownership_state_label(change->state));
}

static bool open_list(struct desk *desk, const char *file, size_t selected, struct error *err)
{
	struct arena arena = { 0 };
	struct ownership change;
	struct menu_row rows[ROWS_COUNT];
	char acting[ID_SIZE];
	snprintf(acting, sizeof acting, "%s", file);
	snprintf(view_tasks_acting(desk), ID_SIZE, "%s", acting);
	bool fine = read_change(desk, &arena, &change, err);
	if (fine && (change.state == OWNERSHIP_DONE || change.state == OWNERSHIP_DROPPED))
		fine = error_set(err, ERROR_CONFLICT, _("this change of owner is closed: %s"),
				 ownership_state_label(change.state));
	for (size_t i = 0; fine && i < OWNERSHIP_STEP_COUNT; i++)
		rows[i] = (struct menu_row){ ownership_step_code((enum ownership_step)i),
					     ownership_step_label((enum ownership_step)i),
					     change.steps & 1U << i ? "ok" : "." };
	rows[ROW_DATE] = (struct menu_row){ "date", _("date and name of the new owner …"), " " };
	rows[ROW_DROP] = (struct menu_row){ "drop", _("there is no change of owner …"), " " };
	if (fine)
		menu_open(desk, _("Change of owner, as the manual of Service Entry+ says"),
			  about(desk, &change, &arena), rows, ROWS_COUNT, selected, NULL, take, NULL);
	arena_finish(&arena);
	return fine;
}

bool ownership_dialog_may(const struct desk *desk)
{
	return office_may(desk->office, OFFICE_ROLES_OWNERSHIP, &(struct error){ 0 });
}

bool ownership_dialog_open(struct desk *desk, const char *file, struct error *err)
{
	return desk_must_book(desk, err) && open_list(desk, file, 0, err);
}
