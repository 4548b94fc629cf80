/* An appointment changes in its place: another hand-back, another car lent. */
#include <string.h>

#include "base/i18n.h"
#include "office/changing.h"
#include "office/recheck.h"
#include "store/appointment.h"

/* --- the hand-back --- */

static bool handback_take(struct changing *changing, const struct office_handback *handback,
			  struct error *err)
{
	struct plan_candidate *candidate = &changing->moving.candidate;
	char date[CIVIL_DATE_SIZE], time[CIVIL_TIME_SIZE];
	if (handback->minutes && (handback->minutes < 10 || handback->minutes > 15))
		return error_set(err, ERROR_INPUT, _("a hand-back takes 10 to 15 minutes, not %d"),
				 handback->minutes);
	if (handback->day)
		candidate->handback = (struct moment){ handback->day, handback->minute };
	if (handback->minutes)
		candidate->handback_minutes = handback->minutes;
	if (moment_compare(candidate->handback, office_moment(changing->moving.office)) < 0)
		return error_set(err, ERROR_INPUT,
				 _("the hand-back of %s %s is in the past; name a later time"),
				 civil_format_date(candidate->handback.day, date),
				 civil_format_time(candidate->handback.minute, time));
	return true;
}

static bool handback_rows(struct changing *changing, struct error *err)
{
	struct moving *moving = &changing->moving;
	struct store *store = moving->office->store;
	const struct appointment *appointment = &moving->file.appointment;
	struct plan_state state;
	if (!office_load_state(moving->office, &state, err))
		return false;
	changing_check(changing, &state);
	bool fits = changing_tell(changing, &state);
	plan_state_finish(&state);
	if (!fits)
		return true;
	return store_set_handback(store, appointment->id, moving->candidate.handback,
				  moving->candidate.handback_minutes,
				  moving->revision ? moving->revision : appointment->revision, err) &&
	       changing_audit(changing, "handback", err) &&
	       to_move_settled(moving->office, moving->file.id, err) && changing_told(changing, err);
}

bool office_set_handback(struct office *office, const char *file, const struct office_handback *handback,
			 struct arena *arena, struct office_changed *result, struct error *err)
{
	struct changing *changing = arena_alloc(arena, sizeof *changing);
	changing->result = arena_alloc(arena, sizeof *result);
	if (!office_begin(office, OFFICE_ROLES_BOOK, err))
		return false;
	changing->moving.office = office;
	bool fine =
		changing_begin(changing, office, file, CHANGING_NOT_BACK, handback->revision, arena, err) &&
		handback_take(changing, handback, err) && handback_rows(changing, err);
	if (!changing_end(changing, fine, err))
		return false;
	*result = *changing->result;
	return true;
}

/* --- another car --- */

static bool car_try(struct changing *changing, const struct plan_state *state, int unit)
{
	changing->moving.candidate = changing->old;
	changing->moving.candidate.unit = unit;
	return changing_check(changing, state);
}

/* The first free car of the same class. */
static bool car_find(struct changing *changing, const struct plan_state *state)
{
	const struct site *site = &changing->moving.office->site;
	const struct mobility_unit *own = &site->units[changing->old.unit];
	for (int unit = 0; unit < site->unit_count; unit++) {
		const struct mobility_unit *other = &site->units[unit];
		bool same = other->kind == own->kind && strcmp(other->car_class ? other->car_class : "",
							       own->car_class ? own->car_class : "") == 0;
		if (unit != changing->old.unit && other->active && same && car_try(changing, state, unit))
			return true;
	}
	return false;
}

static bool car_rows(struct changing *changing, const char *unit, struct error *err)
{
	struct moving *moving = &changing->moving;
	const struct site *site = &moving->office->site;
	struct plan_state state;
	int wanted = unit ? site_find_unit(site, unit) : -1;
	if (changing->old.unit < 0)
		return error_set(err, ERROR_CONFLICT, _("file %d has no car lent that could be swapped"),
				 moving->file.number);
	if (unit && wanted < 0)
		return error_set(err, ERROR_INPUT, _("there is no car \"%.80s\" to lend"), unit);
	if (!office_load_state(moving->office, &state, err))
		return false;
	bool found = unit ? car_try(changing, &state, wanted) : car_find(changing, &state);
	bool fits = found && changing_tell(changing, &state);
	if (!found && unit)
		changing_tell(changing, &state);
	plan_state_finish(&state);
	if (!found && !unit)
		return error_set(err, ERROR_CONFLICT,
				 _("no other car of the same class is free then; move "
				   "the appointment or offer another mobility"));
	moving->act = "car-swapped";
	return !fits || (moving_write(moving, err) && changing_audit(changing, "unit", err) &&
			 to_move_settled(moving->office, moving->file.id, err));
}

bool office_swap_car(struct office *office, const char *file, const char *unit, struct arena *arena,
		     struct office_changed *result, struct error *err)
{
	struct changing *changing = arena_alloc(arena, sizeof *changing);
	changing->result = arena_alloc(arena, sizeof *result);
	if (!office_begin(office, OFFICE_ROLES_BOOK, err))
		return false;
	changing->moving.office = office;
	bool fine = changing_begin(changing, office, file, CHANGING_NOT_HERE, 0, arena, err) &&
		    car_rows(changing, unit, err);
	if (!changing_end(changing, fine, err))
		return false;
	*result = *changing->result;
	return true;
}
