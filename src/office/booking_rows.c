#include <stdio.h>
#include <string.h>

#include "base/buffer.h"
#include "model/rules.h"
#include "office/booking.h"
#include "office/changes.h"
#include "office/digital_rows.h"
#include "office/draft_rows.h"
#include "office/persona.h"
#include "office/reminder_rows.h"
#include "store/appointment.h"
#include "store/contact.h"
#include "store/file_store.h"
#include "store/people.h"

/* The customer's row: a new one, or a known one that gained something. */
static bool customer_keep(struct booking *booking, struct error *err)
{
	struct office_resolved *resolved = &booking->resolved;
	if (resolved->customer_known) {
		snprintf(booking->customer, sizeof booking->customer, "%s", resolved->customer.id);
		return !resolved->customer_changed ||
		       changes_put_customer(booking->office, &resolved->customer, booking->arena,
					    booking->customer, &booking->changes, err);
	}
	if (booking->call && booking->call->answers)
		office_persona_put(booking->office, booking->call->answers, &resolved->customer);
	if (!store_put_customer(booking->office->store, &resolved->customer, booking->customer, err))
		return false;
	resolved->customer.id = booking->customer;
	return true;
}

/* The car's row. The owner is never changed here; the caller becomes a new car's contact person. */
static bool vehicle_keep(struct booking *booking, struct error *err)
{
	struct vehicle *vehicle = &booking->resolved.vehicle;
	int km = booking->resolved.mileage_km;
	bool read = km >= 0 && km > vehicle->mileage;
	if (read) {
		vehicle->mileage = km;
		vehicle->mileage_date = office_moment(booking->office).day;
	}
	if (booking->resolved.vehicle_known) {
		snprintf(booking->vehicle, sizeof booking->vehicle, "%s", vehicle->id);
		return (!read && !booking->resolved.vehicle_changed) ||
		       changes_put_vehicle(booking->office, vehicle, booking->arena, booking->vehicle,
					   &booking->changes, err);
	}
	vehicle->contact_id = booking->customer;
	if (!store_put_vehicle(booking->office->store, vehicle, booking->vehicle, err))
		return false;
	vehicle->id = booking->vehicle;
	booking->plan.vehicle = booking->vehicle;
	return true;
}

static const char *operator_code(const struct booking *booking)
{
	const char *said = booking->request->operator_code;
	return said ? said : office_actor(booking->office)->code;
}

static bool contact_keep(struct booking *booking, struct error *err)
{
	struct store *store = booking->office->store;
	if (booking->call && booking->call->contact)
		snprintf(booking->contact, sizeof booking->contact, "%s", booking->call->contact);
	else {
		instant now = office_now(booking->office);
		struct contact contact = {
			.channel = booking->request->channel,
			.operator_code = operator_code(booking),
			.caller = booking->resolved.customer.mobile,
			.rang = booking->rang ? booking->rang : now,
			.answered = booking->answered ? booking->answered : now,
			.rings = booking->rings,
		};
		if (!store_add_contact(store, &contact, booking->contact, err))
			return false;
	}
	return store_set_contact_customer(store, booking->contact, booking->customer, err) &&
	       store_end_contact(store, booking->contact, office_now(booking->office), "booked", err);
}

static bool file_open(struct booking *booking, struct error *err)
{
	struct store *store = booking->office->store;
	if (!booking->call || !booking->call->file) {
		struct file_start start = {
			.contact_id = booking->contact,
			.operator_code = operator_code(booking),
			.channel = booking->request->channel,
			.language = booking->resolved.language,
		};
		return store_add_file(store, &start, booking->file, &booking->number, err) &&
		       store_add_request_text(store, booking->file, booking->request->request, err);
	}
	struct customer_file file;
	if (!store_get_file_row(store, booking->call->file, booking->arena, &file, err))
		return false;
	snprintf(booking->file, sizeof booking->file, "%s", file.id);
	booking->number = file.number;
	return file.request || store_add_request_text(store, booking->file, booking->request->request, err);
}

static bool file_keep(struct booking *booking, struct error *err)
{
	struct store *store = booking->office->store;
	if (!file_open(booking, err))
		return false;
	struct file_update update = {
		.customer_id = booking->customer,
		.vehicle_id = booking->vehicle,
		.language = booking->resolved.language,
		.mileage = booking->resolved.mileage_km,
		.note = booking->request->note,
		.missing = booking->points,
	};
	return store_update_file(store, booking->file, &update, err) &&
	       store_put_work(store, booking->file, booking->request->work, booking->request->work_count,
			      err);
}

/* What the work is called, for the title. */
static const char *work_names(const struct booking *booking)
{
	const struct site *site = &booking->office->site;
	const char *names = "";
	for (int i = 0; i < booking->plan.work_count; i++)
		names = arena_printf(booking->arena, "%s%s%s", names, i ? ", " : "",
				     explain_pick(&site->work[booking->plan.work[i]].name, site->language));
	return names;
}

static void title_make(struct booking *booking)
{
	const struct vehicle *vehicle = &booking->resolved.vehicle;
	booking->marks = booking->candidate.marks;
	if (strcmp(booking->owner, "same") != 0)
		booking->marks |= MARK_OWNER;
	title_build(booking->marks, vehicle->plate ? vehicle->plate : vehicle->vin, vehicle->model,
		    work_names(booking), booking->title, sizeof booking->title);
}

static bool appointment_keep(struct booking *booking, struct error *err)
{
	struct office *office = booking->office;
	char id[ID_SIZE];
	bool granted = booking->overridden.count > 0;
	struct store_booking row = {
		.file_id = booking->file,
		.title = booking->title,
		.marks = booking->marks,
		.class = plan_class(&booking->plan),
		.mobility_answered = booking->request->mobility_count > 0 || booking->request->declined,
		.override_by = granted ? booking->request->override_by : NULL,
		.override_reason = granted ? booking->request->override_reason : NULL,
		.override_rules = booking_rules_text(&booking->overridden, booking->arena),
		.customers_wish = booking->plan.later_by_customer,
	};
	booking->plan.file = booking->file;
	return store_insert_appointment(office->store, &office->site, &row, &booking->plan,
					&booking->candidate, id, err);
}

bool booking_write(struct booking *booking, struct error *err)
{
	struct store *store = booking->office->store;
	booking->changes = (struct data_change_list){ 0 };
	booking_points(booking);
	title_make(booking);
	if (!customer_keep(booking, err) || !vehicle_keep(booking, err) || !contact_keep(booking, err) ||
	    !file_keep(booking, err) || !appointment_keep(booking, err) || !booking_facts(booking, err) ||
	    !changes_keep(booking->office, &booking->changes, "contact", booking->file, err) ||
	    !booking_tasks(booking, err))
		return false;
	const char *reminder = booking->call ? booking->call->reminder : NULL;
	if (!reminder_booked(booking->office, booking->vehicle, booking->request->work,
			     booking->request->work_count, booking->file, reminder, booking->contact,
			     booking->arena, err))
		return false;
	if (booking->call && booking->call->digital &&
	    !digital_booked(booking->office, booking->call->digital, booking->file, booking->customer, err))
		return false;
	if (booking->call && booking->call->draft &&
	    !draft_delete_row(booking->office, booking->call->draft, booking->arena, err))
		return false;
	return store_close_file(store, booking->file, office_now(booking->office), err);
}
