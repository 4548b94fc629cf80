#include <string.h>

#include "base/i18n.h"
#include "model/label.h"
#include "office/messages.h"
#include "office/moving.h"
#include "office/recheck.h"
#include "store/appointment.h"
#include "store/task.h"
#include "store/waiting.h"

enum { TELL_SECONDS = 4 * 3600 };

/* States from which an appointment can be moved: a customer who did not come gets another one. */
enum { MOVABLE = 1U << APPOINTMENT_BOOKED | 1U << APPOINTMENT_LATE | 1U << APPOINTMENT_NO_SHOW };

/* The booked request again, for the engine. */
static void request_again(const struct customer_file *file, struct arena *arena,
			  struct booking_request *request)
{
	const struct appointment *appointment = &file->appointment;
	booking_request_init(request);
	request->channel = file->channel;
	request->language = file->language;
	request->has_customer = file->has_customer;
	request->customer_id = file->customer.id;
	request->has_vehicle = file->has_vehicle;
	request->vehicle_id = file->vehicle.id;
	request->workshop_return = appointment->marks & MARK_RET;
	request->attends_foreman = (appointment->marks & MARK_FOREMAN) && !request->workshop_return;
	request->attends_technician = appointment->marks & MARK_TECH;
	request->immobilised = appointment->class == CLASS_IMMOBILISED;
	if (appointment->mobility_answered)
		request->mobility[request->mobility_count++] = appointment->mobility;
	char *codes = arena_strdup(arena, appointment->work ? appointment->work : "");
	for (char *rest, *code = strtok_r(codes, " ", &rest); code && request->work_count < REQUEST_WORK_MAX;
	     code = strtok_r(NULL, " ", &rest))
		request->work[request->work_count++] = code;
}

bool moving_ask(struct moving *moving, struct error *err)
{
	moving->request.override_by = moving->move->by;
	moving->request.override_reason = moving->move->reason;
	if (!office_resolve(moving->office, &moving->request, moving->arena, &moving->resolved, err))
		return false;
	struct plan_request *plan = &moving->resolved.plan;
	plan->file = moving->file.id;
	civil_from_instant(moving->file.opened, &plan->called.day, &plan->called.minute);
	return true;
}

bool moving_resolve(struct moving *moving, const char *id, unsigned states, struct error *err)
{
	struct office *office = moving->office;
	if (!file_with_appointment(office, id, moving->arena, &moving->file, err))
		return false;
	if (!(states & 1U << moving->file.appointment.state))
		return error_set(err, ERROR_CONFLICT, _("file %d is %s; that cannot be done now"),
				 moving->file.number, label_state(moving->file.appointment.state));
	request_again(&moving->file, moving->arena, &moving->request);
	return moving_ask(moving, err);
}

/* Moving to where it is would be no move. */
static bool is_elsewhere(const struct moving *moving, struct error *err)
{
	const struct appointment *old = &moving->file.appointment;
	const struct office_move *to = moving->move;
	char date[CIVIL_DATE_SIZE], time[CIVIL_TIME_SIZE];
	bool same = to->day == old->day && to->minute == old->start &&
		    (!to->advisor || (old->advisor && strcmp(to->advisor, old->advisor) == 0));
	if (!same || old->state == APPOINTMENT_NO_SHOW)
		return true;
	return error_set(err, ERROR_CONFLICT, _("file %d is there already: %s %s with %s"),
			 moving->file.number, civil_format_date(old->day, date),
			 civil_format_time(old->start, time),
			 old->advisor_name ? old->advisor_name : old->advisor);
}

/* Puts the work on the new start, with the same car lent when it is free, else with another of the kind. */
static bool moving_place(struct moving *moving, const struct plan_state *state, struct error *err)
{
	const struct site *site = &moving->office->site;
	struct plan_request *plan = &moving->resolved.plan;
	const char *advisor =
		moving->move->advisor ? moving->move->advisor : moving->file.appointment.advisor;
	int staff = site_find_staff(site, advisor);
	if (staff < 0 || !(site->staff[staff].roles & ROLE_ADVISOR))
		return error_set(err, ERROR_INPUT, _("there is no service advisor \"%.80s\""), advisor);
	const char *unit = moving->file.appointment.unit;
	plan->later_by_customer |= moving->move->wished;
	for (int kept = unit ? 1 : 0; kept >= 0; kept--) {
		moving->candidate = (struct plan_candidate){
			.advisor = staff,
			.handback_advisor = staff,
			.day = moving->move->day,
			.start = moving->move->minute,
			.mobility = moving->file.appointment.mobility,
			.unit = -1,
			.driver_out = -1,
			.driver_back = -1,
			.foreman = -1,
			.technician = -1,
		};
		plan->unit_fixed = kept ? site_find_unit(site, unit) : -1;
		plan_complete(state, plan, &moving->candidate);
		if (booking_check(state, plan, &moving->candidate, &moving->refused, &moving->overridden))
			break;
	}
	plan->unit_fixed = -1;
	return true;
}

bool moving_write(struct moving *moving, struct error *err)
{
	const struct appointment *appointment = &moving->file.appointment;
	bool granted = moving->overridden.count > 0;
	struct store_booking row = {
		.file_id = moving->file.id,
		.title = moving->title ? moving->title : appointment->title,
		.marks = moving->candidate.marks | (appointment->marks & MARK_OWNER),
		.class = plan_class(&moving->resolved.plan),
		.mobility_answered = appointment->mobility_answered || moving->request.mobility_count > 0,
		.override_by = granted ? moving->move->by : NULL,
		.override_reason = granted ? moving->move->reason : NULL,
		.override_rules = booking_rules_text(&moving->overridden, moving->arena),
		.customers_wish = moving->resolved.plan.later_by_customer,
		.act = moving->act,
		.late = moving->act && appointment->state == APPOINTMENT_LATE,
	};
	return store_move_appointment(moving->office->store, &moving->office->site, &row,
				      &moving->resolved.plan, &moving->candidate,
				      moving->revision ? moving->revision : appointment->revision, err);
}

void moving_told(const struct moving *moving, const struct plan_state *state, struct office_booking *result)
{
	struct plan_proposal *proposal = arena_alloc(moving->arena, sizeof *proposal);
	plan_assess(state, &moving->resolved.plan, &moving->candidate, proposal);
	*result = (struct office_booking){
		.booked = true,
		.file_id = moving->file.id,
		.number = moving->file.number,
		.title = moving->title ? moving->title : moving->file.appointment.title,
	};
	slots_proposal(moving->office, proposal, moving->resolved.language, moving->arena,
		       &result->appointment);
}

bool moving_settle(struct moving *moving, civil_day day, struct error *err)
{
	return to_move_settled(moving->office, moving->file.id, err) &&
	       wait_list_ask(moving->office, day, err);
}

/* The customer knows by name who welcomes him (R43): another one at the same time is told by somebody. */
static bool advisor_task(struct moving *moving, struct error *err)
{
	const struct appointment *old = &moving->file.appointment;
	const struct plan_candidate *to = &moving->candidate;
	const char *code = moving->office->site.staff[to->advisor].code;
	bool same_place = to->day == old->day && to->start == old->start;
	if (!same_place || (old->advisor && strcmp(old->advisor, code) == 0))
		return true;
	struct task task = {
		.kind = "callback",
		.roles = ROLE_OPERATOR | ROLE_ADVISOR,
		.due = office_now(moving->office) + TELL_SECONDS,
		.file_id = moving->file.id,
		.customer_id = moving->file.has_customer ? moving->file.customer.id : NULL,
		.vehicle_id = moving->file.has_vehicle ? moving->file.vehicle.id : NULL,
		.text = "advisor-changed",
	};
	return store_add_task(moving->office->store, &task, NULL, err);
}

/* Who moved to an earlier place has what was waited for. */
static bool move_settle(struct moving *moving, struct error *err)
{
	const struct appointment *old = &moving->file.appointment;
	const struct plan_candidate *to = &moving->candidate;
	bool earlier = to->day < old->day || (to->day == old->day && to->start < old->start);
	return (!earlier || store_drop_waiting(moving->office->store, moving->file.id, true, err)) &&
	       moving_settle(moving, old->day, err) && advisor_task(moving, err);
}

/* Within the write transaction; true with *@moved false: a rule says no, result tells. */
static bool move_rows(struct moving *moving, const char *id, bool *moved, struct office_booking *result,
		      struct error *err)
{
	struct plan_state state;
	if (!moving_resolve(moving, id, MOVABLE, err) || !is_elsewhere(moving, err) ||
	    !office_load_state(moving->office, &state, err))
		return false;
	bool fine = moving_place(moving, &state, err);
	*moved = fine && moving->refused.count == 0;
	if (*moved) {
		fine = moving_write(moving, err) && move_settle(moving, err) &&
		       messages_appointment(moving->office, moving->file.id, MESSAGES_CHANGED, err);
		moving_told(moving, &state, result);
	} else if (fine) {
		refused_fill(moving->office, false, NULL, &state, &moving->resolved, &moving->refused,
			     moving->arena, result);
	}
	plan_state_finish(&state);
	return fine;
}

bool office_move(struct office *office, const char *file, const struct office_move *move, struct arena *arena,
		 struct office_booking *result, struct error *err)
{
	if (!office_begin(office, OFFICE_ROLES_BOOK, err))
		return false;
	struct moving *moving = arena_alloc(arena, sizeof *moving);
	*moving = (struct moving){ .office = office, .move = move, .arena = arena };
	bool moved = false;
	bool fine = move_rows(moving, file, &moved, result, err);
	if (fine && moved)
		return office_end(office, true, err);
	store_rollback(office->store);
	return fine;
}

/* The question of a booking, asked again for a file that has a place. */
static bool slots_rows(struct moving *moving, const char *id, struct moment wish, struct office_slots *slots,
		       struct error *err)
{
	struct office *office = moving->office;
	struct plan_candidate old;
	struct plan_state state;
	if (!moving_resolve(moving, id, MOVABLE, err) ||
	    !store_get_candidate(office->store, &office->site, moving->file.appointment.id, &old, err) ||
	    !office_load_state(office, &state, err))
		return false;
	struct plan_request *plan = &moving->resolved.plan;
	if (wish.day) {
		plan->wishes[0] = (struct plan_wish){
			.has_day = true, .day = wish.day, .half = -1, .minute = wish.minute
		};
		plan->wish_count = 1;
		moving->resolved.earliest_wished = wish.day;
		resolve_deadline(&state, 0, &moving->resolved, plan);
	}
	bool fine = office_slots_from(office, &state, &moving->resolved, i18n_language(), &old, 1, false,
				      moving->arena, slots, err);
	plan_state_finish(&state);
	return fine;
}

bool office_move_slots(struct office *office, const char *file, struct moment wish, struct arena *arena,
		       struct office_slots *slots, struct error *err)
{
	static const struct office_move nothing = { 0 };
	struct moving *moving = arena_alloc(arena, sizeof *moving);
	struct office_slots found = { 0 };
	*moving = (struct moving){ .office = office, .move = &nothing, .arena = arena };
	if (!store_begin_read(office->store, err))
		return false;
	bool fine = slots_rows(moving, file, wish, &found, err);
	store_end_read(office->store);
	if (fine)
		*slots = found;
	return fine;
}

/* A cancelled appointment as it was, on the rows of now. */
static bool undo_rows(struct moving *moving, const char *id, const struct plan_state *state, bool *undone,
		      struct office_booking *result, struct error *err)
{
	struct office *office = moving->office;
	const struct appointment *appointment = &moving->file.appointment;
	struct plan_request *plan = &moving->resolved.plan;
	if (!store_get_candidate(office->store, &office->site, appointment->id, &moving->candidate, err))
		return false;
	/* What was granted or wished once stays so: only what is taken now refuses. */
	for (int rule = 0; rule < RULE_COUNT; rule++)
		if (rule != RULE_B1 && rule != RULE_B2 && rule != RULE_B3 && rule != RULE_B7)
			plan->overridden |= 1U << rule;
	plan->later_by_customer = true;
	*undone = booking_check(state, plan, &moving->candidate, &moving->refused, &moving->overridden);
	if (!*undone) {
		refused_fill(office, false, NULL, state, &moving->resolved, &moving->refused, moving->arena,
			     result);
		return true;
	}
	moving_told(moving, state, result);
	return store_undo_cancel(office->store, appointment->id, err) &&
	       store_reopen_tasks(office->store, moving->file.id, "cancelled", err) &&
	       messages_appointment(office, moving->file.id, MESSAGES_RESTORED, err);
}

static bool undo_act(struct moving *moving, const char *id, bool *undone, struct office_booking *result,
		     struct error *err)
{
	struct plan_state state;
	if (!moving_resolve(moving, id, 1U << APPOINTMENT_CANCELLED, err) ||
	    !office_load_state(moving->office, &state, err))
		return false;
	bool fine = undo_rows(moving, id, &state, undone, result, err);
	plan_state_finish(&state);
	return fine;
}

bool office_undo_cancel(struct office *office, const char *file, struct arena *arena,
			struct office_booking *result, struct error *err)
{
	static const struct office_move nothing = { 0 };
	if (!office_begin(office, OFFICE_ROLES_BOOK, err))
		return false;
	struct moving *moving = arena_alloc(arena, sizeof *moving);
	*moving = (struct moving){ .office = office, .move = &nothing, .arena = arena };
	bool undone = false;
	bool fine = undo_act(moving, file, &undone, result, err);
	if (fine && undone)
		return office_end(office, true, err);
	store_rollback(office->store);
	return fine;
}
