#include <string.h>

#include "base/i18n.h"
#include "office/book.h"
#include "office/messages.h"
#include "office/recheck.h"
#include "store/appointment.h"
#include "store/file_store.h"
#include "store/task.h"
#include "store/waiting.h"

bool office_file(struct office *office, const char *id_or_number, struct arena *arena,
		 struct customer_file *file, struct error *err)
{
	return store_get_file(office->store, id_or_number, arena, file, err);
}

bool file_with_appointment(struct office *office, const char *id_or_number, struct arena *arena,
			   struct customer_file *file, struct error *err)
{
	if (!store_get_file(office->store, id_or_number, arena, file, err))
		return false;
	if (!file->has_appointment)
		return error_set(err, ERROR_NOT_FOUND, _("file %d has no appointment"), file->number);
	return true;
}

/* The open tasks of a file are no longer anybody's. */
static bool tasks_drop(struct office *office, const char *file, const char *why, struct arena *arena,
		       struct error *err)
{
	struct task_list list = { 0 };
	if (!store_open_tasks(office->store, 0, file, arena, &list, err))
		return false;
	for (size_t i = 0; i < list.count; i++)
		if (strcmp(list.items[i].kind, "missing") == 0 &&
		    !store_close_task(office->store, list.items[i].id, "dropped", why, err))
			return false;
	return true;
}

static bool cancel_rows(struct office *office, const char *id, const char *reason, struct arena *arena,
			struct error *err)
{
	struct customer_file file;
	if (!file_with_appointment(office, id, arena, &file, err))
		return false;
	const struct appointment *appointment = &file.appointment;
	if (appointment->state == APPOINTMENT_CANCELLED)
		return error_set(err, ERROR_CONFLICT, _("file %d is cancelled already"), file.number);
	if (appointment->state != APPOINTMENT_BOOKED && appointment->state != APPOINTMENT_LATE)
		return error_set(err, ERROR_CONFLICT,
				 _("file %d cannot be cancelled: the car is or was here"), file.number);
	return store_cancel_appointment(office->store, appointment->id, appointment->revision,
					reason && *reason ? reason : "", err) &&
	       tasks_drop(office, file.id, "cancelled", arena, err) &&
	       store_drop_waiting(office->store, file.id, true, err) &&
	       to_move_settled(office, file.id, err) && wait_list_ask(office, appointment->day, err) &&
	       messages_appointment(office, file.id, MESSAGES_CANCELLED, err);
}

bool office_cancel(struct office *office, const char *file, const char *reason, struct error *err)
{
	struct arena arena = { 0 };
	if (!office_begin(office, OFFICE_ROLES_BOOK, err))
		return false;
	bool fine = office_end(office, cancel_rows(office, file, reason, &arena, err), err);
	arena_finish(&arena);
	return fine;
}
