#include "base/i18n.h"
#include "model/label.h"
#include "office/book.h"
#include "office/recheck.h"
#include "store/appointment.h"
#include "store/task.h"

enum { SECONDS_PER_HOUR = 3600 };

/* Bits of the states from which each state can be reached. */
static const unsigned reached_from[APPOINTMENT_STATE_COUNT] = {
	[APPOINTMENT_ARRIVED] = 1U << APPOINTMENT_BOOKED | 1U << APPOINTMENT_LATE | 1U << APPOINTMENT_NO_SHOW,
	[APPOINTMENT_LATE] = 1U << APPOINTMENT_BOOKED,
	[APPOINTMENT_NO_SHOW] = 1U << APPOINTMENT_BOOKED | 1U << APPOINTMENT_LATE,
	[APPOINTMENT_FINISHED] = 1U << APPOINTMENT_ARRIVED | 1U << APPOINTMENT_FINISHED,
	[APPOINTMENT_HANDED_BACK] = 1U << APPOINTMENT_ARRIVED | 1U << APPOINTMENT_FINISHED,
};

/* A customer who did not come is called back. */
static bool callback_add(struct office *office, const struct customer_file *file, struct error *err)
{
	char id[ID_SIZE];
	struct task task = {
		.kind = "callback",
		.roles = ROLE_OPERATOR | ROLE_ADVISOR,
		.due = office_now(office) + SECONDS_PER_HOUR,
		.file_id = file->id,
		.customer_id = file->customer.id,
		.vehicle_id = file->vehicle.id,
		.text = "no-show",
	};
	return store_add_task(office->store, &task, id, err);
}

static bool state_rows(struct office *office, const char *id, enum appointment_state state, int minutes_left,
		       struct arena *arena, struct error *err)
{
	struct customer_file file;
	if (!file_with_appointment(office, id, arena, &file, err))
		return false;
	const struct appointment *appointment = &file.appointment;
	if (!(reached_from[state] & 1U << appointment->state))
		return error_set(err, ERROR_CONFLICT, _("file %d is %s; it cannot become %s"), file.number,
				 label_state(appointment->state), label_state(state));
	struct moment now = office_moment(office), due = { appointment->day, appointment->start };
	if (state == APPOINTMENT_ARRIVED && appointment->day > now.day)
		return error_set(err, ERROR_CONFLICT, _("file %d is for a later day; move it first"),
				 file.number);
	if ((state == APPOINTMENT_LATE || state == APPOINTMENT_NO_SHOW) && moment_compare(now, due) < 0)
		return error_set(err, ERROR_CONFLICT, _("file %d is not due yet: nobody is late for it"),
				 file.number);
	if (!store_set_appointment_state(office->store, appointment->id, state, office_moment(office),
					 minutes_left, appointment->revision, err))
		return false;
	if (state == APPOINTMENT_NO_SHOW)
		return to_move_settled(office, file.id, err) && callback_add(office, &file, err);
	return state != APPOINTMENT_ARRIVED || to_move_settled(office, file.id, err);
}

bool office_set_state(struct office *office, const char *file, enum appointment_state state, int minutes_left,
		      struct error *err)
{
	struct arena arena = { 0 };
	if (!office_begin(office, OFFICE_ROLES_RECEIVE, err))
		return false;
	bool fine = office_end(office, state_rows(office, file, state, minutes_left, &arena, err), err);
	arena_finish(&arena);
	return fine;
}
