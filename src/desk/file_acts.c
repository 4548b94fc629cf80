#include "desk/file_acts.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/i18n.h"
#include "desk/call_prediag.h"
#include "desk/checklist_dialog.h"
#include "desk/desk_state.h"
#include "desk/file_data_dialog.h"
#include "desk/file_dialogs.h"
#include "desk/file_points.h"
#include "desk/labels.h"
#include "desk/menu.h"
#include "desk/move_dialog.h"
#include "desk/ownership_dialog.h"
#include "desk/view_receptions.h"
#include "desk/work_dialog.h"
#include "office/book.h"
#include "office/day.h"

/* --- doing --- */

static bool set_state(struct desk *desk, enum appointment_state state, int left, struct error *err)
{
	if (!office_set_state(desk->office, view_receptions_acting(desk), state, left, err))
		return false;
	desk_say(desk, _("Noted: %s."), label_state(state));
	return true;
}

/* --- finished: what is left --- */

static bool take_left(struct desk *desk, const char *id, const char *text, void *context, struct error *err)
{
	char *end;
	long left = strtol(id ? id : text, &end, 10);
	if (*end || left < 0 || left > 6000)
		return error_set(err, ERROR_INPUT, _("minutes, please: a number from 0 to 6000"));
	return set_state(desk, APPOINTMENT_FINISHED, (int)left, err);
}

static void ask_left(struct desk *desk)
{
	struct menu_row rows[] = {
		{ "0", _("nothing: all work is done"), NULL },
		{ "30", _("30 minutes"), NULL },
		{ "60", _("1 hour"), NULL },
		{ "120", _("2 hours"), NULL },
	};
	menu_open(desk, _("Work finished"), _("How much work is still left on this car?"), rows, 4, 0,
		  _("other minutes"), take_left, NULL);
}

/* --- cancelling --- */

static bool take_reason(struct desk *desk, const char *id, const char *text, void *context, struct error *err)
{
	if (id && *id == '\0')
		return true;
	if (!office_cancel(desk->office, view_receptions_acting(desk), id ? id : text, err))
		return false;
	snprintf(view_receptions_cancelled(desk), ID_SIZE, "%s", view_receptions_acting(desk));
	desk_say(desk, "%s", _("Cancelled; Alt+U takes it back while nothing stands in its place."));
	return true;
}

static void ask_reason(struct desk *desk)
{
	struct menu_row rows[] = {
		{ "", _("no, keep the appointment"), NULL },
		{ "customer-cancelled", _("the customer does not want it any more"), NULL },
		{ "customer-calls-back", _("the customer calls back for another date"), NULL },
		{ "car-sold", _("the car is sold"), NULL },
		{ "booked-twice", _("it was booked twice"), NULL },
	};
	menu_open(desk, _("Cancel the appointment"),
		  _("Why is it cancelled? Everything it holds becomes free."), rows, 5, 0,
		  _("another reason"), take_reason, NULL);
}

bool file_acts_undo_cancel(struct desk *desk, const char *id, struct error *err)
{
	struct arena arena = { 0 };
	struct office_booking result = { 0 };
	bool fine = office_undo_cancel(desk->office, id, &arena, &result, err);
	if (fine && result.booked) {
		view_receptions_cancelled(desk)[0] = '\0';
		desk_say(desk, "%s", _("The appointment stands again as it was."));
	} else if (fine)
		fine = error_set(err, ERROR_REFUSED, _("it cannot be taken back: %s"),
				 result.taken           ? result.taken
				 : result.refused_count ? result.refused[0].told
							: "");
	arena_finish(&arena);
	return fine;
}

/* --- the list --- */

/* Bits of the states in which acts are possible. */
enum act_states {
	NOT_YET_HERE = 1U << APPOINTMENT_BOOKED | 1U << APPOINTMENT_LATE,
	IN_HOUSE = 1U << APPOINTMENT_ARRIVED | 1U << APPOINTMENT_FINISHED,
};

static const struct act {
	const char *id;
	const char *text;
	unsigned states;
	unsigned roles; /* whose act it is */
} acts[] = {
	{ "arrived", N_("the customer has arrived"), NOT_YET_HERE | 1U << APPOINTMENT_NO_SHOW,
	  OFFICE_ROLES_RECEIVE },
	{ "late", N_("the customer is late"), 1U << APPOINTMENT_BOOKED, OFFICE_ROLES_RECEIVE },
	{ "noshow", N_("the customer did not come"), NOT_YET_HERE, OFFICE_ROLES_RECEIVE },
	{ "finished", N_("the work is finished"), IN_HOUSE, OFFICE_ROLES_RECEIVE },
	{ "handed-back", N_("the car is handed back"), IN_HOUSE, OFFICE_ROLES_RECEIVE },
	{ "move", N_("move to another date"), NOT_YET_HERE | 1U << APPOINTMENT_NO_SHOW, OFFICE_ROLES_BOOK },
	{ "cancel", N_("cancel the appointment"), NOT_YET_HERE, OFFICE_ROLES_BOOK },
	{ "work", N_("change the work"), NOT_YET_HERE, OFFICE_ROLES_BOOK },
	{ "handback", N_("another hand-back"), NOT_YET_HERE | IN_HOUSE, OFFICE_ROLES_BOOK },
	{ "swap", N_("another car to lend"), NOT_YET_HERE, OFFICE_ROLES_BOOK },
	{ "wait", N_("onto the waiting list for an earlier date"), NOT_YET_HERE | 1U << APPOINTMENT_CANCELLED,
	  OFFICE_ROLES_BOOK },
	{ "ownership", N_("change of owner: the steps of Service Entry+"), ~(1U << APPOINTMENT_CANCELLED),
	  OFFICE_ROLES_BOOK },
	{ "prediag", N_("go on with the pre-diagnosis"), NOT_YET_HERE, OFFICE_ROLES_BOOK },
	{ "checklist", N_("the reception checklist"), NOT_YET_HERE | IN_HOUSE | 1U << APPOINTMENT_HANDED_BACK,
	  OFFICE_ROLES_RECEIVE },
	{ "advisor", N_("another advisor"), NOT_YET_HERE, OFFICE_ROLES_BOOK },
	{ "mobility", N_("other mobility"), NOT_YET_HERE, OFFICE_ROLES_BOOK },
	{ "points", N_("what the file still lacks"), NOT_YET_HERE | IN_HOUSE, OFFICE_ROLES_BOOK },
	{ "undo", N_("take the cancelling back"), 1U << APPOINTMENT_CANCELLED, OFFICE_ROLES_BOOK },
};

static bool do_act(struct desk *desk, const char *id, struct error *err)
{
	enum appointment_state state;
	if (strcmp(id, "finished") == 0)
		ask_left(desk);
	else if (strcmp(id, "move") == 0)
		return move_dialog_open(desk, view_receptions_acting(desk), NULL, err);
	else if (strcmp(id, "work") == 0)
		return work_dialog_open(desk, view_receptions_acting(desk), err);
	else if (strcmp(id, "handback") == 0)
		return handback_dialog_open(desk, view_receptions_acting(desk), err);
	else if (strcmp(id, "swap") == 0)
		return swap_dialog_open(desk, view_receptions_acting(desk), NULL, err);
	else if (strcmp(id, "wait") == 0)
		return wait_dialog_open(desk, view_receptions_acting(desk), err);
	else if (strcmp(id, "prediag") == 0)
		return call_prediag_take_up(desk, view_receptions_acting(desk), err);
	else if (strcmp(id, "cancel") == 0)
		ask_reason(desk);
	else if (strcmp(id, "ownership") == 0)
		return ownership_dialog_open(desk, view_receptions_acting(desk), err);
	else if (strcmp(id, "advisor") == 0)
		return advisor_menu_open(desk, view_receptions_acting(desk), err);
	else if (strcmp(id, "mobility") == 0)
		return mobility_dialog_open(desk, view_receptions_acting(desk), err);
	else if (strcmp(id, "points") == 0)
		return file_points_open(desk, view_receptions_acting(desk), err);
	else if (strcmp(id, "checklist") == 0)
		return checklist_dialog_open(desk, view_receptions_acting(desk), err);
	else if (strcmp(id, "undo") == 0)
		return file_acts_undo_cancel(desk, view_receptions_acting(desk), err);
	else if (appointment_state_from_code(id, &state))
		return set_state(desk, state, 0, err);
	return true;
}

static bool take_act(struct desk *desk, const char *id, const char *text, void *context, struct error *err)
{
	return do_act(desk, id, err);
}

static bool is_possible(const struct desk *desk, const struct act *act, const struct appointment *appointment)
{
	bool early = appointment->day > desk->moment.day;
	bool of_day = strcmp(act->id, "arrived") == 0 || strcmp(act->id, "late") == 0 ||
		      strcmp(act->id, "noshow") == 0;
	if (!office_may(desk->office, act->roles, &(struct error){ 0 }))
		return false;
	if (strcmp(act->id, "swap") == 0 && !appointment->unit)
		return false;
	if (strcmp(act->id, "ownership") == 0 && !(appointment->marks & MARK_OWNER))
		return false;
	return (act->states & 1U << appointment->state) && !(early && of_day);
}

bool file_acts_may(const struct desk *desk)
{
	return office_may(desk->office, OFFICE_ROLES_RECEIVE, &(struct error){ 0 });
}

bool file_acts_open(struct desk *desk, const char *id, struct error *err)
{
	struct arena arena = { 0 };
	struct customer_file file;
	struct menu_row rows[sizeof acts / sizeof acts[0]];
	size_t count = 0;
	if (desk_is_readonly(desk))
		return error_set(err, ERROR_PERMISSION,
				 _("this console is read-only: nothing can be changed here"));
	if (!office_may(desk->office, OFFICE_ROLES_RECEIVE, err))
		return false;
	if (!office_file(desk->office, id, &arena, &file, err)) {
		arena_finish(&arena);
		return false;
	}
	snprintf(view_receptions_acting(desk), ID_SIZE, "%s", file.id);
	for (size_t i = 0; file.has_appointment && i < sizeof acts / sizeof acts[0]; i++)
		if (is_possible(desk, &acts[i], &file.appointment))
			rows[count++] = (struct menu_row){ acts[i].id, _(acts[i].text), NULL };
	if (count)
		menu_open(desk, file.has_appointment ? file.appointment.title : "", NULL, rows, count, 0,
			  NULL, take_act, NULL);
	else
		desk_say(desk, "%s", _("There is nothing to be done with this file now."));
	arena_finish(&arena);
	return true;
}
