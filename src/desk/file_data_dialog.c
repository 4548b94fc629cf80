#include "desk/file_data_dialog.h"

#include <stdio.h>
#include <string.h>

#include "base/i18n.h"
#include "desk/change_tell.h"
#include "desk/desk_state.h"
#include "desk/dialog.h"
#include "desk/labels.h"
#include "desk/menu.h"
#include "desk/view_receptions.h"
#include "desk/when.h"
#include "office/file_check.h"
#include "office/life.h"

/* --- what is missing --- */

enum data_field {
	DATA_MILEAGE,
	DATA_MOBILE,
	DATA_EMAIL,
	DATA_NEEDS,
	DATA_CONTACT,
	DATA_APPOINTMENT,
	DATA_SERVICE,
	DATA_VIN,
	DATA_COUNT
};

enum { KNOWN_SIZE = 128 };

struct data_context {
	char file[ID_SIZE];
	int at[DATA_COUNT]; /* where each field stands in the dialog, -1 not there */
	int mileage;
	char mobile[KNOWN_SIZE], email[KNOWN_SIZE]; /* as they were */
};

static const char *given(const struct dialog *dialog, enum data_field field)
{
	const struct data_context *context = dialog_context(dialog);
	const char *text = context->at[field] < 0 ? "" : dialog_text(dialog, context->at[field]);
	return *text ? text : NULL;
}

/* NULL when it is what was known already. */
static const char *changed_text(const struct dialog *dialog, enum data_field field, const char *known)
{
	const char *text = given(dialog, field);
	return text && strcmp(text, known) != 0 ? text : NULL;
}

static enum contact_means means_of(const struct dialog *dialog, enum data_field field)
{
	enum contact_means means = CONTACT_UNASKED;
	const char *code = given(dialog, field);
	if (code && strcmp(code, "open") != 0)
		contact_means_from_code(code, &means);
	return means;
}

static bool data_done(struct dialog *dialog, struct error *err)
{
	struct desk *desk = dialog_desk(dialog);
	const struct data_context *context = dialog_context(dialog);
	int km = given(dialog, DATA_MILEAGE) ? dialog_number(dialog, context->at[DATA_MILEAGE]) : -1;
	struct office_completion completion = {
		.mileage = km == context->mileage ? -1 : km,
		.mobile = changed_text(dialog, DATA_MOBILE, context->mobile),
		.email = changed_text(dialog, DATA_EMAIL, context->email),
		.vin = given(dialog, DATA_VIN),
		.contact = means_of(dialog, DATA_CONTACT),
		.appointment = means_of(dialog, DATA_APPOINTMENT),
		.service = means_of(dialog, DATA_SERVICE),
		.needs = given(dialog, DATA_NEEDS),
	};
	if (!office_complete_file(desk_office(desk), context->file, &completion, err))
		return false;
	desk_changed(desk, TABLE_FILE | TABLE_CUSTOMER | TABLE_VEHICLE);
	desk_close(desk);
	desk_say(desk, "%s", _("Kept with the file."));
	return true;
}

static const struct dialog_ops data_ops = {
	.help = N_("What this file still lacks. What is left as it is changes nothing; what is entered "
		   "stands in the "
		   "file and with the customer, with who entered it."),
	.done = data_done,
};

static void add_field(struct data_context *context, struct dialog_field *fields, size_t *count,
		      enum data_field which, struct dialog_field field)
{
	context->at[which] = (int)*count;
	fields[(*count)++] = field;
}

static const char *or_empty(const char *text)
{
	return text ? text : "";
}

/* The field that is asked for stands first. */
static const enum data_field *order_for(enum file_point point)
{
	static const enum data_field usual[] = { DATA_MILEAGE, DATA_MOBILE,      DATA_EMAIL,   DATA_NEEDS,
						 DATA_CONTACT, DATA_APPOINTMENT, DATA_SERVICE, DATA_VIN };
	static const enum data_field numbers[] = { DATA_MOBILE,  DATA_EMAIL,       DATA_MILEAGE, DATA_NEEDS,
						   DATA_CONTACT, DATA_APPOINTMENT, DATA_SERVICE, DATA_VIN };
	static const enum data_field needs[] = { DATA_NEEDS,   DATA_MILEAGE,     DATA_MOBILE,  DATA_EMAIL,
						 DATA_CONTACT, DATA_APPOINTMENT, DATA_SERVICE, DATA_VIN };
	static const enum data_field consents[] = { DATA_CONTACT, DATA_APPOINTMENT, DATA_SERVICE,
						    DATA_MILEAGE, DATA_MOBILE,      DATA_EMAIL,
						    DATA_NEEDS,   DATA_VIN };
	static const enum data_field car[] = { DATA_VIN,   DATA_MILEAGE, DATA_MOBILE,      DATA_EMAIL,
					       DATA_NEEDS, DATA_CONTACT, DATA_APPOINTMENT, DATA_SERVICE };
	return point == FILE_POINT_TELEPHONE || point == FILE_POINT_NAME ? numbers
	       : point == FILE_POINT_NEEDS                               ? needs
	       : point == FILE_POINT_CONSENT                             ? consents
	       : point == FILE_POINT_VIN                                 ? car
									 : usual;
}

static struct dialog_field consent_field(const char *label, const struct dialog_option *options, size_t count)
{
	return (struct dialog_field){ .type = FORM_CHOICE,
				      .label = label,
				      .value = "open",
				      .options = options,
				      .option_count = count };
}

static void data_fields(struct desk *desk, const struct customer_file *file, enum file_point point)
{
	struct data_context context = { .mileage = file->mileage };
	struct dialog_option consents[] = {
		{ "open", _("not asked yet") },          { "no", label_means(CONTACT_NO) },
		{ "phone", label_means(CONTACT_PHONE) }, { "sms", label_means(CONTACT_SMS) },
		{ "email", label_means(CONTACT_EMAIL) },
	};
	size_t consent_count = sizeof consents / sizeof consents[0], count = 0;
	struct dialog_field fields[DATA_COUNT];
	char mileage[16] = "";
	const enum data_field *order = order_for(point);
	snprintf(context.file, sizeof context.file, "%s", file->id);
	snprintf(context.mobile, sizeof context.mobile, "%s", or_empty(file->customer.mobile));
	snprintf(context.email, sizeof context.email, "%s", or_empty(file->customer.email));
	if (file->mileage >= 0)
		snprintf(mileage, sizeof mileage, "%d", file->mileage);
	for (int i = 0; i < DATA_COUNT; i++)
		context.at[i] = -1;
	for (int i = 0; i < DATA_COUNT; i++) {
		struct dialog_field field = { .type = FORM_TEXT };
		switch (order[i]) {
		case DATA_MILEAGE:
			field = (struct dialog_field){ .type = FORM_NUMBER,
						       .label = _("Mileage, km"),
						       .value = mileage,
						       .max = 2000000 };
			break;
		case DATA_MOBILE:
			field.label = _("Mobile");
			field.value = context.mobile;
			break;
		case DATA_EMAIL:
			field.label = _("E-mail");
			field.value = context.email;
			break;
		case DATA_NEEDS:
			field.label = _("Expectations");
			field.hint = _("what the customer expects of this visit, in a line");
			break;
		case DATA_CONTACT:
			field = consent_field(_("May be contacted by"), consents, consent_count);
			break;
		case DATA_APPOINTMENT:
			field = consent_field(_("Reminder the day before"), consents, consent_count);
			break;
		case DATA_SERVICE:
			field = consent_field(_("Service reminders by"), consents, consent_count);
			break;
		case DATA_VIN:
			if (!file->has_vehicle || file->vehicle.vin)
				continue;
			field.label = _("VIN");
			break;
		case DATA_COUNT:
			break;
		}
		add_field(&context, fields, &count, order[i], field);
	}
	dialog_open(desk, _("What the file lacks"), &data_ops, fields, count, &context, sizeof context);
}

bool file_data_dialog_open(struct desk *desk, const char *id, enum file_point point, struct error *err)
{
	struct arena arena = { 0 };
	struct customer_file file;
	bool fine = desk_must_book(desk, err) && office_load_forms(desk_office(desk), err) &&
		    office_file(desk_office(desk), id, &arena, &file, err);
	if (fine)
		data_fields(desk, &file, point);
	arena_finish(&arena);
	return fine;
}

/* --- mobility --- */

struct mobility_context {
	char file[ID_SIZE];
	int revision;
};

static bool try_mobility(struct dialog *dialog, bool preview, struct arena *arena,
			 struct office_changed *result, struct error *err)
{
	const struct mobility_context *context = dialog_context(dialog);
	struct office_change change = { .revision = context->revision,
					.preview = preview,
					.has_mobility = true };
	if (!mobility_from_code(dialog_text(dialog, 0), &change.mobility))
		return error_set(err, ERROR_INPUT, _("choose how the customer stays mobile"));
	return office_change_work(desk_office(dialog_desk(dialog)), context->file, &change, arena, result,
				  err) &&
	       (result->booking.booked || change_refused(&result->booking, err));
}

static bool mobility_preview(struct dialog *dialog, struct dialog_page *page, struct error *err)
{
	struct office_changed result = { 0 };
	if (!try_mobility(dialog, true, &page->arena, &result, err))
		return false;
	change_tell(dialog_desk(dialog), &result, page);
	return true;
}

static bool mobility_done(struct dialog *dialog, struct error *err)
{
	struct desk *desk = dialog_desk(dialog);
	struct arena arena = { 0 };
	struct office_changed result = { 0 };
	bool fine = try_mobility(dialog, false, &arena, &result, err);
	if (fine) {
		desk_close(desk);
		change_say(desk, &result, _("The mobility is arranged."));
	}
	arena_finish(&arena);
	return fine;
}

static const struct dialog_ops mobility_ops = {
	.help = N_("How the customer stays mobile during the visit. Enter shows what moves with it before it "
		   "is saved; "
		   "what is not free is refused."),
	.preview = mobility_preview,
	.done = mobility_done,
};

bool mobility_dialog_open(struct desk *desk, const char *id, struct error *err)
{
	struct arena arena = { 0 };
	struct customer_file file;
	struct dialog_option options[MOBILITY_COUNT];
	bool fine = desk_must_book(desk, err) && office_file(desk_office(desk), id, &arena, &file, err);
	if (fine && !file.has_appointment)
		fine = error_set(err, ERROR_NOT_FOUND, _("file %d has no appointment"), file.number);
	if (fine) {
		struct mobility_context context = { .revision = file.appointment.revision };
		snprintf(context.file, sizeof context.file, "%s", file.id);
		for (int i = 0; i < MOBILITY_COUNT; i++)
			options[i] = (struct dialog_option){ mobility_code((enum mobility)i),
							     label_mobility((enum mobility)i) };
		struct dialog_field field = {
			.type = FORM_CHOICE,
			.label = _("Mobility"),
			.value = mobility_code(file.appointment.mobility),
			.required = true,
			.options = options,
			.option_count = MOBILITY_COUNT,
		};
		dialog_open(desk, _("Mobility"), &mobility_ops, &field, 1, &context, sizeof context);
	}
	arena_finish(&arena);
	return fine;
}

/* --- another advisor --- */

static bool take_advisor(struct desk *desk, const char *id, const char *text, void *context,
			 struct error *err)
{
	struct arena arena = { 0 };
	struct customer_file file;
	struct office_booking booking = { 0 };
	struct office *office = desk_office(desk);
	bool fine = office_file(office, view_receptions_acting(desk), &arena, &file, err);
	if (fine) {
		struct office_move move = { .day = file.appointment.day,
					    .minute = file.appointment.start,
					    .advisor = id,
					    .wished = true };
		fine = office_move(office, file.id, &move, &arena, &booking, err) &&
		       (booking.booked || change_refused(&booking, err));
	}
	if (fine) {
		desk_changed(desk, TABLE_APPOINTMENT | TABLE_FILE | TABLE_TASK);
		const struct plan_candidate *now = &booking.appointment.plan.candidate;
		char date[WHEN_SIZE], time[CIVIL_TIME_SIZE];
		desk_say(desk, _("%s receives the customer, back %s %s; a task says to tell it."),
			 label_staff(desk_site(desk), id), when_date(now->handback.day, date),
			 civil_format_time(now->handback.minute, time));
	}
	arena_finish(&arena);
	return fine;
}

bool advisor_menu_open(struct desk *desk, const char *id, struct error *err)
{
	struct arena arena = { 0 };
	struct customer_file file;
	const struct site *site = desk_site(desk);
	struct menu_row rows[MENU_ROWS_MAX];
	size_t count = 0;
	bool fine = desk_must_book(desk, err) && office_file(desk_office(desk), id, &arena, &file, err);
	for (int i = 0; fine && i < site->staff_count && count < MENU_ROWS_MAX; i++) {
		const struct staff *staff = &site->staff[i];
		bool other = !file.appointment.advisor || strcmp(staff->code, file.appointment.advisor) != 0;
		if (staff->active && (staff->roles & ROLE_ADVISOR) && other)
			rows[count++] = (struct menu_row){ staff->code, staff->name, NULL };
	}
	if (fine && count)
		menu_open(desk, _("Another advisor"),
			  _("Who receives the customer at the same time? It is checked again; the customer "
			    "was told "
			    "another name, so a task says to tell it."),
			  rows, count, 0, NULL, take_advisor, NULL);
	else if (fine)
		fine = error_set(err, ERROR_CONFLICT, _("there is no other service advisor"));
	arena_finish(&arena);
	return fine;
}
