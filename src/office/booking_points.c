#include <stdio.h>
#include <string.h>

#include "office/booking.h"
#include "office/standards.h"
#include "office/prediag.h"
#include "office/twins.h"
#include "store/task.h"

enum { FILE_CHECK_HOURS = 48, SECONDS_PER_HOUR = 3600 };

static unsigned work_flags(const struct booking *booking)
{
	unsigned flags = 0;
	for (int i = 0; i < booking->plan.work_count; i++)
		flags |= booking->office->site.work[booking->plan.work[i]].flags;
	return flags;
}

static bool prediag_missing(const struct booking *booking)
{
	if (!(work_flags(booking) & WORK_DIAGNOSIS) && !booking->plan.workshop_return)
		return false;
	return !office_prediagnosed(booking->call ? booking->call->answers : NULL);
}

static bool campaign_told(const struct booking *booking)
{
	const struct form_answers *answers = booking->call ? booking->call->answers : NULL;
	return answers && form_answers_has(answers, "campaign_told", "yes");
}

static bool consent_missing(const struct booking_request *request)
{
	return request->consent_contact == CONTACT_UNASKED ||
	       request->consent_appointment == CONTACT_UNASKED || request->consent_service == CONTACT_UNASKED;
}

static void point_add(struct booking *booking, bool open, const char *code)
{
	size_t len = strlen(booking->points);
	if (open)
		snprintf(booking->points + len, sizeof booking->points - len, "%s%s", len ? " " : "", code);
}

void booking_points(struct booking *booking)
{
	const struct booking_request *request = booking->request;
	booking->owner = booking_owner(booking);
	booking->points[0] = '\0';
	point_add(booking, booking->resolved.mileage_km < 0, "mileage");
	point_add(booking, prediag_missing(booking), "prediag");
	point_add(booking, request->mobility_count == 0 && request->declined == 0, "mobility");
	point_add(booking, strcmp(booking->owner, "same") != 0, "owner");
	point_add(booking, booking->resolved.campaign_count > 0 && !campaign_told(booking), "campaign");
	point_add(booking, request->parts_eta > office_moment(booking->office).day, "parts");
	point_add(booking, consent_missing(request), "consent");
}

/* 48 h before the reception, when the file must be complete; at once when that has passed. */
static instant due_before_reception(const struct booking *booking)
{
	instant reception;
	instant now = office_now(booking->office);
	if (!civil_to_instant(booking->candidate.day, booking->candidate.start, &reception))
		return now;
	instant due = reception - (instant)FILE_CHECK_HOURS * SECONDS_PER_HOUR;
	return due > now ? due : now;
}

/* What was promised to a caller in a hurry: within a day, and before the file must be complete. */
static instant due_callback(const struct booking *booking)
{
	enum { CALLBACK_HOURS = 24, SOON_HOURS = 1 };
	instant now = office_now(booking->office);
	instant due = due_before_reception(booking);
	instant last = now + (instant)CALLBACK_HOURS * SECONDS_PER_HOUR;
	instant soon = now + (instant)SOON_HOURS * SECONDS_PER_HOUR;
	due = due < last ? due : last;
	return due > soon ? due : soon;
}

static bool task_add(struct booking *booking, const char *kind, unsigned roles, const char *text,
		     struct error *err)
{
	char id[ID_SIZE];
	struct task task = {
		.kind = kind,
		.roles = roles,
		.due = due_before_reception(booking),
		.file_id = booking->file,
		.customer_id = booking->customer,
		.vehicle_id = booking->vehicle,
		.text = text,
	};
	return store_add_task(booking->office->store, &task, id, err);
}

static const char *differs_text(const struct booking *booking)
{
	unsigned differs = booking->resolved.differs;
	return arena_printf(booking->arena, "%s%s%s", differs & OFFICE_DIFFERS_PLATE ? "plate " : "",
			    differs & OFFICE_DIFFERS_MILEAGE ? "mileage " : "",
			    differs & OFFICE_DIFFERS_CALLER ? "caller " : "");
}

/* The questions that a hurried caller was not asked, and the car that must not be driven. */
static bool prediag_tasks(struct booking *booking, struct error *err)
{
	const struct form_answers *answers = booking->call ? booking->call->answers : NULL;
	char id[ID_SIZE];
	struct form_prediag prediag;
	struct task task = {
		.kind = "callback",
		.roles = ROLE_OPERATOR | ROLE_ADVISOR,
		.due = due_callback(booking),
		.file_id = booking->file,
		.customer_id = booking->customer,
		.vehicle_id = booking->vehicle,
		.text = OFFICE_TASK_PREDIAG,
	};
	if (!answers)
		return true;
	form_prediag_look(answers, &prediag);
	if (!prediag.begun)
		return true;
	return (!prediag.hurried || store_add_task(booking->office->store, &task, id, err)) &&
	       prediag_danger_task(booking->office, answers, &task, err);
}

/* A new customer with the number of a known one: somebody looks whether they are the same. */
static bool twins_task(struct booking *booking, struct error *err)
{
	struct office_twins twins;
	if (booking->resolved.customer_known)
		return true;
	if (!office_twins(booking->office, &booking->resolved.customer, booking->arena, &twins, err))
		return false;
	return twins.count == 0 || task_add(booking, "data", ROLE_OPERATOR | ROLE_ADVISOR, "double", err);
}

bool booking_tasks(struct booking *booking, struct error *err)
{
	if (!prediag_tasks(booking, err))
		return false;
	const unsigned desk = ROLE_OPERATOR | ROLE_ADVISOR;
	if (strcmp(booking->owner, "same") != 0 &&
	    (!booking_ownership(booking, err) ||
	     !task_add(booking, "ownership", ROLE_ADVISOR, booking->owner, err)))
		return false;
	if (booking->points[0] && strcmp(booking->points, "owner") != 0 &&
	    !task_add(booking, "missing", desk, booking->points, err))
		return false;
	if (booking->resolved.differs && !task_add(booking, "data", desk, differs_text(booking), err))
		return false;
	if (!twins_task(booking, err))
		return false;
	if (!booking->resolved.customer.mobile && !booking->resolved.customer.telephone)
		return task_add(booking, "data", desk, "telephone", err);
	return true;
}
