#include "office/standards.h"

#include <string.h>

#include "form/prediag.h"
#include "plan/check.h"

enum { REQUEST_HOURS = 24, RINGS_ALLOWED = 3 };

static bool has(const struct form_answers *answers, const char *id, const char *value)
{
	return answers && form_answers_has(answers, id, value);
}

static bool filled(const struct form_answers *answers, const char *id)
{
	const char *value = answers ? form_answers_get(answers, id) : NULL;
	return value && *value && !form_answers_is_wrong(answers, id);
}

/* Whether any answer of a form is written. */
static bool form_begun(const struct form_answers *answers, const char *id)
{
	const struct form *form = answers ? form_find(form_answers_set_of(answers), id) : NULL;
	for (size_t s = 0; form && s < form->step_count; s++)
		for (size_t f = 0; f < form->steps[s].field_count; f++)
			if (form_answers_written(answers, &form->steps[s].fields[f]))
				return true;
	return false;
}

bool office_prediagnosed(const struct form_answers *answers)
{
	struct form_prediag prediag;
	if (!answers)
		return false;
	form_prediag_look(answers, &prediag);
	return form_prediag_is_asked(&prediag);
}

static bool is_technical(const struct office *office, const struct office_contact_source *source)
{
	const struct booking_request *request = source->request;
	unsigned flags = 0;
	for (int i = 0; i < request->work_count; i++) {
		int work = site_find_work(&office->site, request->work[i]);
		flags |= work >= 0 ? office->site.work[work].flags : 0;
	}
	return (flags & WORK_DIAGNOSIS) || request->workshop_return ||
	       has(source->answers, "technical", "yes");
}

static void take_customer(const struct office_contact_source *source, struct standards_record *record)
{
	const struct form_answers *answers = source->answers;
	const char *persona = answers ? form_answers_get(answers, "persona") : NULL;
	bool said_differs = has(answers, "owner_same", "differs");
	record->has_customer = source->customer != NULL;
	record->persona_known = (source->customer && source->customer->persona != PERSONA_UNKNOWN) ||
				(persona && *persona && strcmp(persona, "unknown") != 0);
	record->persona_asked = form_begun(answers, "persona");
	record->needs =
		(answers ? (int)form_answers_count(answers, "needs") : 0) + filled(answers, "needs_note");
	record->owner_compared =
		filled(answers, "owner_same") || (source->owner && strcmp(source->owner, "unknown") != 0);
	record->owner_differs =
		said_differs || (!answers && source->owner && strcmp(source->owner, "differs") == 0);
	record->ownership_dated = filled(answers, "ownership_date");
}

static void take_car(const struct office_contact_source *source, struct standards_record *record)
{
	const struct booking_request *request = source->request;
	const struct vehicle *vehicle = source->vehicle;
	bool named = (request->vin && *request->vin) || (request->plate && *request->plate) ||
		     (vehicle && (vehicle->vin || vehicle->plate));
	record->has_vehicle = vehicle != NULL;
	record->identified = named && request->mileage >= 0;
	record->looked_up = record->campaigns_read = record->contract_read = vehicle != NULL;
	record->mc20 = vehicle && vehicle->mc20;
	record->campaigns = (int)source->campaigns;
	record->campaigns_told = has(source->answers, "campaign_told", "yes");
}

static void take_request(const struct office *office, const struct office_contact_source *source,
			 struct standards_record *record)
{
	const struct booking_request *request = source->request;
	record->words = request->request && *request->request;
	record->requests = record->words + filled(source->answers, "request_addition");
	record->technical = is_technical(office, source);
	/* Of a hurried caller the red flags are asked; the rest becomes a task. */
	record->prediagnosed =
		office_prediagnosed(source->answers) || (has(source->answers, "prediag_done", "red-flags") &&
							 filled(source->answers, "prediag_safe"));
	record->workshop_return = request->workshop_return;
	record->return_told = has(source->answers, "return_told", "yes");
	record->attends = request->attends_foreman || request->attends_technician;
}

static void first_of(const struct plan_candidate *candidates, size_t count, civil_day *first)
{
	for (size_t i = 0; i < count; i++)
		if (*first == 0 || candidates[i].day < *first)
			*first = candidates[i].day;
}

/* The deadline is the standard's, whatever date the customer wishes. */
static void take_deadline(const struct office *office, const struct office_contact_source *source,
			  struct standards_record *record)
{
	struct plan_request plan = { .workshop_return = source->request->workshop_return,
				     .mc20 = record->mc20,
				     .called = office_moment(office) };
	if (source->state)
		record->deadline = plan_deadline(source->state, &plan, &record->deadline_day);
}

static void take_dates(const struct office *office, const struct office_contact_source *source,
		       struct standards_record *record)
{
	const struct plan_candidate *chosen = source->chosen;
	record->booked = source->booking;
	record->proposals = (int)(source->offered_count + source->declined_count);
	first_of(source->offered, source->offered_count, &record->first_offered);
	first_of(source->declined, source->declined_count, &record->first_offered);
	take_deadline(office, source, record);
	if (!chosen)
		return;
	first_of(chosen, 1, &record->first_offered);
	record->reception_minutes = chosen->minutes;
	record->handback_minutes = chosen->handback_minutes;
	record->attends_marked = chosen->marks & (MARK_FOREMAN | MARK_TECH);
	record->return_marked = chosen->marks & MARK_RET;
	record->test_drive = chosen->foreman >= 0;
	record->welcome = chosen->advisor >= 0;
	record->mobility_needs = chosen->mobility == MOBILITY_LOAN || chosen->mobility == MOBILITY_HIRE ||
				 chosen->mobility == MOBILITY_PUD;
	record->mobility_planned =
		chosen->mobility == MOBILITY_PUD ? chosen->driver_out >= 0 : chosen->unit >= 0;
}

static void take_mobility(const struct office_contact_source *source, struct standards_record *record)
{
	const struct booking_request *request = source->request;
	unsigned named = request->declined;
	for (int i = 0; i < request->mobility_count; i++)
		named |= 1U << request->mobility[i];
	unsigned declined = request->declined, both = 1U << MOBILITY_LOAN | 1U << MOBILITY_PUD;
	record->mobility_answered = request->mobility_count > 0 || declined;
	record->duty_offered = (declined & both) == both || (named & ~declined & both) != 0;
}

static void take_readback(const struct office_contact_source *source, struct standards_record *record)
{
	const struct booking_request *request = source->request;
	record->confirmed = has(source->answers, "readback_ok", "yes");
	record->bring_told = has(source->answers, "bring_told", "yes");
	record->parking_told = has(source->answers, "parking_told", "yes");
	record->wishes_asked = (request->consent_contact != CONTACT_UNASKED) +
			       (request->consent_appointment != CONTACT_UNASKED);
	record->means_known = record->wishes_asked == 2;
}

void office_standards(const struct office *office, const struct office_contact_source *source,
		      struct standard_result results[STANDARD_COUNT])
{
	struct standards_record record = {
		.channel = source->request->channel,
		.received = source->received,
		.now = office_now(office),
		.request_hours = REQUEST_HOURS,
		.rings = source->rings,
		.rings_allowed = RINGS_ALLOWED,
		.longest_hold = source->longest_hold,
		.hold_limit = office->site.hold_limit_seconds,
	};
	take_customer(source, &record);
	take_car(source, &record);
	take_request(office, source, &record);
	take_dates(office, source, &record);
	take_mobility(source, &record);
	take_readback(source, &record);
	standards_assess(&record, results);
}

void office_standards_waive(struct standard_result results[STANDARD_COUNT])
{
	for (int i = 0; i < STANDARD_COUNT; i++)
		if (results[i].state == STANDARD_OPEN && standard_rows[i].kind == STANDARD_MUST)
			results[i].state = STANDARD_WAIVED;
}
