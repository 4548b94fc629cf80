#include "office/life.h"

#include <stdio.h>
#include <string.h>

#include "base/i18n.h"
#include "model/rules.h"
#include "office/changing.h"
#include "office/messages.h"
#include "office/recheck.h"
#include "office/tasks.h"
#include "store/appointment.h"
#include "store/audit.h"
#include "store/file_store.h"

enum { TITLE_SIZE = 512 };

/* The appointment is the one that was looked at. */
static bool revision_check(const struct moving *moving, struct error *err)
{
	const struct customer_file *file = &moving->file;
	if (!moving->revision || moving->revision == file->appointment.revision)
		return true;
	return error_set(err, ERROR_CONFLICT, _("file %d was changed meanwhile by %s; look again and repeat"),
			 file->number,
			 file->history_count ? file->history[file->history_count - 1].who
					     : _("another desk"));
}

bool changing_begin(struct changing *changing, struct office *office, const char *id, unsigned states,
		    int revision, struct arena *arena, struct error *err)
{
	struct moving *moving = &changing->moving;
	*moving = (struct moving){
		.office = office,
		.move = &changing->move,
		.arena = arena,
		.revision = revision,
	};
	if (!moving_resolve(moving, id, states, err) || !revision_check(moving, err) ||
	    !store_get_candidate(office->store, &office->site, moving->file.appointment.id, &changing->old,
				 err))
		return false;
	changing->old_request = moving->resolved.plan;
	moving->candidate = changing->old;
	return true;
}

/* What was broken already, and not less than now, is not the change's fault. */
static bool is_known(const struct plan_violations *before, const struct plan_violation *violation)
{
	for (int i = 0; i < before->count; i++) {
		const struct plan_violation *old = &before->items[i];
		if (old->rule == violation->rule && old->staff == violation->staff &&
		    old->unit == violation->unit && old->bay == violation->bay &&
		    old->day == violation->day && old->minute == violation->minute &&
		    old->half == violation->half &&
		    violation->need - violation->have <= old->need - old->have)
			return true;
	}
	return false;
}

/* The work of a car that is here, or told to be finished, was judged before. */
static bool is_work(const struct plan_violation *violation)
{
	return violation->rule == RULE_A4 || violation->rule == RULE_A5 || violation->rule == RULE_A7 ||
	       violation->rule == RULE_B3 || violation->rule == RULE_B4;
}

bool changing_check(struct changing *changing, const struct plan_state *state)
{
	struct moving *moving = &changing->moving;
	const struct plan_request *plan = &moving->resolved.plan;
	bool finished = moving->file.appointment.state == APPOINTMENT_FINISHED;
	struct plan_violations before = { 0 }, after = { 0 };
	plan_check(state, &changing->old_request, &changing->old, &before);
	plan_check(state, plan, &moving->candidate, &after);
	moving->refused.count = 0;
	moving->overridden.count = 0;
	for (int i = 0; i < after.count; i++) {
		const struct plan_violation *violation = &after.items[i];
		if (is_known(&before, violation) || (finished && is_work(violation)))
			continue;
		bool granted = plan_rule_severity(violation->rule) == 'B' &&
			       plan->overridden & 1U << violation->rule;
		struct plan_violations *into = granted ? &moving->overridden : &moving->refused;
		into->items[into->count++] = *violation;
	}
	return moving->refused.count == 0;
}

/* --- what moves --- */

static void differ(struct changing *changing, const char *what, const char *from, const char *to)
{
	struct office_changed *result = changing->result;
	from = from ? from : "";
	to = to ? to : "";
	if (strcmp(from, to) == 0 || result->moved_count == OFFICE_DIFFERENCES_MAX)
		return;
	result->moved[result->moved_count++] = (struct office_difference){ what, from, to };
}

static const char *say(struct arena *arena, struct moment at)
{
	char date[CIVIL_DATE_SIZE], time[CIVIL_TIME_SIZE];
	return arena_printf(arena, "%s %s", civil_format_date(at.day, date),
			    civil_format_time(at.minute, time));
}

static const char *say_number(struct arena *arena, int number)
{
	return arena_printf(arena, "%d", number);
}

static const char *unit_code(const struct site *site, int unit)
{
	return unit >= 0 ? site->units[unit].code : NULL;
}

static void differences_fill(struct changing *changing)
{
	const struct plan_candidate *old = &changing->old, *is = &changing->moving.candidate;
	const struct site *site = &changing->moving.office->site;
	struct arena *arena = changing->moving.arena;
	differ(changing, "length", say_number(arena, old->minutes), say_number(arena, is->minutes));
	differ(changing, "finish", say(arena, old->finish), say(arena, is->finish));
	differ(changing, "handback", say(arena, old->handback), say(arena, is->handback));
	differ(changing, "handback-minutes", say_number(arena, old->handback_minutes),
	       say_number(arena, is->handback_minutes));
	differ(changing, "handback-advisor", site->staff[old->handback_advisor].code,
	       site->staff[is->handback_advisor].code);
	differ(changing, "unit", unit_code(site, old->unit), unit_code(site, is->unit));
	differ(changing, "mobility", mobility_code(old->mobility), mobility_code(is->mobility));
}

bool changing_tell(struct changing *changing, const struct plan_state *state)
{
	struct moving *moving = &changing->moving;
	if (moving->refused.count > 0) {
		refused_fill(moving->office, false, NULL, state, &moving->resolved, &moving->refused,
			     moving->arena, &changing->result->booking);
		return false;
	}
	moving_told(moving, state, &changing->result->booking);
	differences_fill(changing);
	return true;
}

bool changing_end(struct changing *changing, bool fine, struct error *err)
{
	struct office *office = changing->moving.office;
	if (fine && changing->result->booking.booked && !changing->preview)
		return office_end(office, true, err);
	store_rollback(office->store);
	return fine;
}

bool changing_told(struct changing *changing, struct error *err)
{
	struct moving *moving = &changing->moving;
	const struct plan_candidate *old = &changing->old, *is = &moving->candidate;
	bool seen = old->day != is->day || old->start != is->start || old->advisor != is->advisor ||
		    old->mobility != is->mobility || moment_compare(old->handback, is->handback) != 0;
	return !seen || messages_appointment(moving->office, moving->file.id, MESSAGES_CHANGED, err);
}

bool changing_audit(struct changing *changing, const char *fields, struct error *err)
{
	return store_add_audit(changing->moving.office->store, "change", "appointment",
			       changing->moving.file.appointment.id, fields, err);
}

/* --- other work --- */

static void work_title(struct changing *changing)
{
	struct moving *moving = &changing->moving;
	const struct site *site = &moving->office->site;
	const struct vehicle *vehicle = &moving->file.vehicle;
	unsigned marks = moving->candidate.marks | (moving->file.appointment.marks & MARK_OWNER);
	const char *names = "";
	char title[TITLE_SIZE];
	for (int i = 0; i < moving->resolved.plan.work_count; i++)
		names = arena_printf(
			moving->arena, "%s%s%s", names, i ? ", " : "",
			explain_pick(&site->work[moving->resolved.plan.work[i]].name, site->language));
	title_build(marks, vehicle->plate ? vehicle->plate : vehicle->vin, vehicle->model, names, title,
		    sizeof title);
	moving->title = arena_strdup(moving->arena, title);
}

/* The changed request, for the engine. */
static bool change_ask(struct changing *changing, const struct office_change *change, struct error *err)
{
	struct moving *moving = &changing->moving;
	struct booking_request *request = &moving->request;
	if (change->work_count > 0) {
		memcpy(request->work, change->work, sizeof request->work);
		request->work_count = change->work_count;
	}
	if (change->has_mobility) {
		request->mobility[0] = change->mobility;
		request->mobility_count = 1;
	}
	if (change->parts_eta)
		request->parts_eta = change->parts_eta;
	if (!moving_ask(moving, err))
		return false;
	moving->resolved.plan.later_by_customer = true; /* the date was agreed before */
	if (change->unit) {
		moving->resolved.plan.unit_fixed = site_find_unit(&moving->office->site, change->unit);
		if (moving->resolved.plan.unit_fixed < 0)
			return error_set(err, ERROR_INPUT,
					 _("unit: there is no car \"%.80s\" to lend; null takes any"),
					 change->unit);
	}
	return true;
}

/* The same reception with the new work; the old hand-back and car when @keep_handback, @keep_unit. */
static bool change_try(struct changing *changing, const struct plan_state *state, bool keep_handback,
		       bool keep_unit)
{
	struct moving *moving = &changing->moving;
	struct plan_request *plan = &moving->resolved.plan;
	const struct plan_candidate *old = &changing->old;
	int fixed = plan->unit_fixed;
	moving->candidate = (struct plan_candidate){
		.advisor = old->advisor,
		.handback_advisor = old->handback_advisor,
		.day = old->day,
		.start = old->start,
		.mobility = plan->mobility_count ? plan->mobility[0] : old->mobility,
		.unit = -1,
		.driver_out = -1,
		.driver_back = -1,
		.foreman = -1,
		.technician = -1,
	};
	if (keep_unit && fixed < 0)
		plan->unit_fixed = old->unit;
	plan->handback_fixed = keep_handback;
	plan->handback = old->handback;
	int wanted = plan_handback_minutes(&moving->office->site, plan, moving->candidate.mobility, NULL);
	plan->handback_minutes = keep_handback && old->handback_minutes > wanted ? old->handback_minutes : 0;
	plan_complete(state, plan, &moving->candidate);
	bool fits = changing_check(changing, state);
	plan->unit_fixed = fixed;
	plan->handback_fixed = false;
	plan->handback_minutes = 0;
	return fits;
}

static void change_place(struct changing *changing, const struct plan_state *state)
{
	bool same = changing->old.unit >= 0;
	if (change_try(changing, state, true, same) || (same && change_try(changing, state, true, false)) ||
	    (same && change_try(changing, state, false, true)))
		return;
	change_try(changing, state, false, false);
}

static const char *codes_text(const struct booking_request *request, struct arena *arena)
{
	const char *codes = "";
	for (int i = 0; i < request->work_count; i++)
		codes = arena_printf(arena, "%s%s%s", codes, i ? " " : "", request->work[i]);
	return codes;
}

static bool change_write(struct changing *changing, const struct office_change *change, struct error *err)
{
	struct moving *moving = &changing->moving;
	struct store *store = moving->office->store;
	const struct booking_request *request = &moving->request;
	struct file_update update = { .mileage = -1, .note = change->note };
	const char *before = moving->file.appointment.work ? moving->file.appointment.work : "";
	bool same = strcmp(before, codes_text(request, moving->arena)) == 0;
	return moving_write(moving, err) &&
	       (same || prediag_work_changed(moving->office, moving->file.id, moving->arena, err)) &&
	       store_put_work(store, moving->file.id, request->work, request->work_count, err) &&
	       (!change->note || store_update_file(store, moving->file.id, &update, err)) &&
	       (!change->request || store_add_request_text(store, moving->file.id, change->request, err)) &&
	       (!change->has_mobility ||
		tasks_settle_point(moving->office, moving->file.id, "mobility", moving->arena, err)) &&
	       changing_audit(changing, "work", err);
}

static bool change_rows(struct changing *changing, const struct office_change *change, struct error *err)
{
	struct moving *moving = &changing->moving;
	struct plan_state state;
	if (!change_ask(changing, change, err) || !office_load_state(moving->office, &state, err))
		return false;
	change_place(changing, &state);
	moving->act = "changed";
	work_title(changing);
	bool fits = changing_tell(changing, &state);
	plan_state_finish(&state);
	if (!fits)
		return true;
	differ(changing, "work", moving->file.appointment.work, codes_text(&moving->request, moving->arena));
	return changing->preview ||
	       (change_write(changing, change, err) &&
		to_move_settled(moving->office, moving->file.id, err) && changing_told(changing, err));
}

bool office_change_work(struct office *office, const char *file, const struct office_change *change,
			struct arena *arena, struct office_changed *result, struct error *err)
{
	struct changing *changing = arena_alloc(arena, sizeof *changing);
	changing->result = arena_alloc(arena, sizeof *result);
	changing->move = (struct office_move){ .by = change->by, .reason = change->reason };
	if (!office_begin(office, OFFICE_ROLES_BOOK, err))
		return false;
	changing->moving.office = office;
	changing->preview = change->preview;
	bool fine = changing_begin(changing, office, file, CHANGING_NOT_HERE, change->revision, arena, err) &&
		    change_rows(changing, change, err);
	if (!changing_end(changing, fine, err))
		return false;
	*result = *changing->result;
	return true;
}
