#include "desk/file_dialogs.h"

#include <stdio.h>
#include <string.h>

#include "base/i18n.h"
#include "desk/change_tell.h"
#include "desk/dialog.h"
#include "office/day.h"
#include "office/life.h"

struct context {
	char file[ID_SIZE];
	int revision;
};

static const struct context *context_of(const struct dialog *dialog)
{
	return dialog_context(dialog);
}

/* Reads the file that a dialog is about; it must have an appointment when @placed. */
static bool file_read(struct desk *desk, const char *id, bool placed, struct arena *arena,
		      struct customer_file *file, struct context *context, struct error *err)
{
	if (!desk_must_book(desk, err) || !office_file(desk_office(desk), id, arena, file, err))
		return false;
	if (placed && !file->has_appointment)
		return error_set(err, ERROR_NOT_FOUND, _("file %d has no appointment"), file->number);
	*context = (struct context){ .revision = file->appointment.revision };
	snprintf(context->file, sizeof context->file, "%s", file->id);
	return true;
}

/* --- the hand-back --- */

static bool handback_done(struct dialog *dialog, struct error *err)
{
	struct desk *desk = dialog_desk(dialog);
	struct arena arena = { 0 };
	struct office_changed result = { 0 };
	struct office_handback handback = {
		.day = dialog_day(dialog, 0),
		.minute = dialog_minute(dialog, 1),
		.minutes = dialog_number(dialog, 2),
		.revision = context_of(dialog)->revision,
	};
	bool fine = office_set_handback(desk_office(desk), context_of(dialog)->file, &handback, &arena,
					&result, err) &&
		    (result.booking.booked || change_refused(&result.booking, err));
	if (fine) {
		desk_close(desk);
		change_say(desk, &result, _("The hand-back is set."));
	}
	arena_finish(&arena);
	return fine;
}

static const struct dialog_ops handback_ops = {
	.help = N_("When the car is handed back, and how long that takes: 10 to 15 minutes at the advisor's "
		   "discretion. The car lent, the driver and the joint drive follow. Before the work is "
		   "finished "
		   "it is refused."),
	.done = handback_done,
};

static void handback_fields(struct desk *desk, const struct customer_file *file,
			    const struct context *context)
{
	const struct appointment *now = &file->appointment;
	char date[CIVIL_DATE_SIZE], time[CIVIL_TIME_SIZE], minutes[16];
	civil_format_date(now->handback_day, date);
	civil_format_time(now->handback_start, time);
	snprintf(minutes, sizeof minutes, "%d", now->handback_minutes);
	struct dialog_field fields[] = {
		{ .type = FORM_DATE, .label = _("Hand-back on"), .value = date, .required = true },
		{ .type = FORM_TIME, .label = _("Hand-back at"), .value = time, .required = true },
		{ .type = FORM_NUMBER,
		  .label = _("Minutes"),
		  .hint = _("10 to 15 minutes"),
		  .value = minutes,
		  .required = true,
		  .min = 10,
		  .max = 15 },
	};
	dialog_open(desk, _("Hand-back"), &handback_ops, fields, 3, context, sizeof *context);
}

bool handback_dialog_open(struct desk *desk, const char *id, struct error *err)
{
	struct arena arena = { 0 };
	struct customer_file file;
	struct context context;
	bool fine = file_read(desk, id, true, &arena, &file, &context, err);
	if (fine)
		handback_fields(desk, &file, &context);
	arena_finish(&arena);
	return fine;
}

/* --- another car --- */

static bool swap_done(struct dialog *dialog, struct error *err)
{
	struct desk *desk = dialog_desk(dialog);
	struct arena arena = { 0 };
	struct office_changed result = { 0 };
	const char *unit = dialog_text(dialog, 0);
	bool fine = office_swap_car(desk_office(desk), context_of(dialog)->file,
				    strcmp(unit, "any") == 0 ? NULL : unit, &arena, &result, err) &&
		    (result.booking.booked || change_refused(&result.booking, err));
	if (fine) {
		desk_close(desk);
		change_say(desk, &result, _("Another car is lent."));
	}
	arena_finish(&arena);
	return fine;
}

static const struct dialog_ops swap_ops = {
	.help = N_("Another car for a loan that has not begun; it must be free from the reception to the "
		   "hand-back."),
	.done = swap_done,
};

static void swap_fields(struct desk *desk, const struct customer_file *file, const char *unit,
			struct arena *arena, const struct context *context)
{
	enum { CARS_MAX = 96 };
	const struct site *site = desk_site(desk);
	struct dialog_option options[CARS_MAX];
	size_t count = 0;
	options[count++] = (struct dialog_option){ "any", _("the first free one of the same class") };
	for (int i = 0; i < site->unit_count && count < CARS_MAX; i++) {
		const struct mobility_unit *car = &site->units[i];
		if (!car->active || strcmp(car->code, file->appointment.unit) == 0)
			continue;
		options[count++] =
			(struct dialog_option){ car->code, arena_printf(arena, "%s  %s  %s", car->code,
									car->model ? car->model : "",
									car->plate ? car->plate : "") };
	}
	struct dialog_field field = {
		.type = FORM_CHOICE,
		.label = arena_printf(arena, _("instead of %s"), file->appointment.unit),
		.value = unit,
		.required = true,
		.options = options,
		.option_count = count,
	};
	dialog_open(desk, _("Another car to lend"), &swap_ops, &field, 1, context, sizeof *context);
}

bool swap_dialog_open(struct desk *desk, const char *id, const char *unit, struct error *err)
{
	struct arena arena = { 0 };
	struct customer_file file;
	struct context context;
	bool fine = file_read(desk, id, true, &arena, &file, &context, err);
	if (fine && !file.appointment.unit)
		fine = error_set(err, ERROR_CONFLICT, _("file %d has no car lent that could be swapped"),
				 file.number);
	if (fine)
		swap_fields(desk, &file, unit, &arena, &context);
	arena_finish(&arena);
	return fine;
}

/* --- the waiting list --- */

static bool wait_done(struct dialog *dialog, struct error *err)
{
	struct desk *desk = dialog_desk(dialog);
	if (!office_wait(desk_office(desk), context_of(dialog)->file, dialog_day(dialog, 0),
			 dialog_day(dialog, 1), err))
		return false;
	desk_close(desk);
	desk_say(desk, "%s", _("On the waiting list; a place that becomes free makes a task."));
	return true;
}

static const struct dialog_ops wait_ops = {
	.help = N_(
		"Who would come earlier when a place is free: from when, until when; both may be left empty. "
		"A cancelled appointment asks the list by itself, and the first who fits becomes a task."),
	.done = wait_done,
};

bool wait_dialog_open(struct desk *desk, const char *id, struct error *err)
{
	struct arena arena = { 0 };
	struct customer_file file;
	struct context context;
	bool fine = file_read(desk, id, false, &arena, &file, &context, err);
	if (fine) {
		struct dialog_field fields[] = {
			{ .type = FORM_DATE, .label = _("From day"), .hint = _("empty: any day") },
			{ .type = FORM_DATE,
			  .label = _("Until day"),
			  .hint = _("empty: until the appointment that it has") },
		};
		dialog_open(desk, _("Waiting list"), &wait_ops, fields, 2, &context, sizeof context);
	}
	arena_finish(&arena);
	return fine;
}
