#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/i18n.h"
#include "model/label.h"
#include "office/moving.h"
#include "office/recheck.h"
#include "store/file_store.h"
#include "store/task.h"
#include "store/waiting.h"

enum {
	SPILL_DAYS = 21,
	SECONDS_PER_HOUR = 3600,
	NOT_HERE = 1U << APPOINTMENT_BOOKED | 1U << APPOINTMENT_LATE | 1U << APPOINTMENT_NO_SHOW |
		   1U << APPOINTMENT_CANCELLED,
	STANDS = 1U << APPOINTMENT_BOOKED | 1U << APPOINTMENT_LATE,
	ANY_MINUTE = -1,
};

static const struct office_move nothing = { 0 };

static bool stands(const struct customer_file *file)
{
	return file->has_appointment && STANDS & 1U << file->appointment.state;
}

static bool wait_rows(struct office *office, const char *id, civil_day earliest, civil_day until,
		      struct arena *arena, struct error *err)
{
	struct customer_file file;
	if (!store_get_file(office->store, id, arena, &file, err))
		return false;
	if (file.has_appointment && !(NOT_HERE & 1U << file.appointment.state))
		return error_set(err, ERROR_CONFLICT, _("file %d has nothing to wait for: it is %s"),
				 file.number, label_state(file.appointment.state));
	if (!until && stands(&file))
		until = file.appointment.day;
	if (until && until < office_moment(office).day)
		return error_set(err, ERROR_INPUT, _("the last day to wait for is in the past"));
	if (until && earliest > until)
		return error_set(err, ERROR_INPUT, _("the first day to wait for is after the last one"));
	struct waiting waiting = {
		.file_id = file.id,
		.class = file.has_appointment ? file.appointment.class : CLASS_NORMAL,
		.earliest = earliest,
		.until = until,
	};
	return store_put_waiting(office->store, &waiting, err) &&
	       store_add_history(office->store, file.id, "waiting", "", err);
}

bool office_wait(struct office *office, const char *file, civil_day earliest, civil_day until,
		 struct error *err)
{
	struct arena arena = { 0 };
	if (!office_begin(office, OFFICE_ROLES_BOOK, err))
		return false;
	bool fine = office_end(office, wait_rows(office, file, earliest, until, &arena, err), err);
	arena_finish(&arena);
	return fine;
}

static bool stop_rows(struct office *office, const char *id, struct arena *arena, struct error *err)
{
	struct customer_file file;
	return store_get_file(office->store, id, arena, &file, err) &&
	       store_drop_waiting(office->store, file.id, false, err) &&
	       store_add_history(office->store, file.id, "not-waiting", "", err);
}

bool office_stop_waiting(struct office *office, const char *file, struct error *err)
{
	struct arena arena = { 0 };
	if (!office_begin(office, OFFICE_ROLES_BOOK, err))
		return false;
	bool fine = office_end(office, stop_rows(office, file, &arena, err), err);
	arena_finish(&arena);
	return fine;
}

/* The order in which they are asked. */
static int rank_of(const struct office_waiting *waiting)
{
	if (waiting->class == CLASS_RETURN)
		return 0;
	if (waiting->class == CLASS_MC20)
		return 1;
	if (stands(&waiting->file))
		return 2;
	return waiting->request_due ? 3 : 4;
}

static int compare(const void *a, const void *b)
{
	const struct office_waiting *one = a, *two = b;
	int rank = rank_of(one) - rank_of(two);
	if (rank)
		return rank;
	if (!stands(&one->file) && one->request_due != two->request_due)
		return one->request_due < two->request_due ? -1 : 1;
	if (one->since != two->since)
		return one->since < two->since ? -1 : 1;
	return one->file.number - two->file.number;
}

static bool list_read(struct office *office, struct arena *arena, struct office_waiting_list *list,
		      struct error *err)
{
	struct waiting_list rows = { 0 };
	if (!store_waiting(office->store, arena, &rows, err))
		return false;
	for (size_t i = 0; i < rows.count; i++) {
		list->items =
			arena_grow(arena, list->items, list->count, &list->capacity, sizeof *list->items);
		struct office_waiting *waiting = &list->items[list->count++];
		*waiting = (struct office_waiting){
			.class = rows.items[i].class,
			.since = rows.items[i].since,
			.earliest = rows.items[i].earliest,
			.until = rows.items[i].until,
			.request_due = rows.items[i].request_due,
		};
		if (!store_get_file(office->store, rows.items[i].file_id, arena, &waiting->file, err))
			return false;
	}
	if (list->count)
		qsort(list->items, list->count, sizeof *list->items, compare);
	return true;
}

/* Tries one start with one advisor; the first refusal is kept in @why while nothing fits. */
static bool try_place(struct moving *moving, const struct plan_state *state, civil_day day, int minute,
		      int advisor, struct plan_violation *why)
{
	moving->candidate = (struct plan_candidate){
		.advisor = advisor,
		.handback_advisor = advisor,
		.day = day,
		.start = minute,
		.mobility = moving->file.appointment.mobility,
		.unit = -1,
		.driver_out = -1,
		.driver_back = -1,
		.foreman = -1,
		.technician = -1,
	};
	plan_complete(state, &moving->resolved.plan, &moving->candidate);
	if (booking_check(state, &moving->resolved.plan, &moving->candidate, &moving->refused,
			  &moving->overridden))
		return true;
	*why = moving->refused.items[0];
	return false;
}

static bool try_start(struct moving *moving, const struct plan_state *state, civil_day day, int minute,
		      struct plan_violation *why)
{
	const struct site *site = &moving->office->site;
	int own = site_find_staff(site, moving->file.appointment.advisor);
	if (own >= 0 && try_place(moving, state, day, minute, own, why))
		return true;
	for (int i = 0; i < site->staff_count; i++)
		if (i != own && site->staff[i].active && site->staff[i].roles & ROLE_ADVISOR &&
		    try_place(moving, state, day, minute, i, why))
			return true;
	return false;
}

/* Whether the start is one that @waiting waits for: wished, and before what it has. */
static bool is_wished(const struct office_waiting *waiting, civil_day day, int minute)
{
	const struct appointment *has = &waiting->file.appointment;
	if ((waiting->earliest && day < waiting->earliest) || (waiting->until && day > waiting->until))
		return false;
	return !stands(&waiting->file) || day < has->day || (day == has->day && minute < has->start);
}

/* Looks for a start on @day at @minute that fits; says why not. */
static void fit(struct moving *moving, const struct plan_state *state, civil_day day, int minute,
		const char *language, struct office_waiting *waiting)
{
	enum { QUARTER = 15 };
	struct hours hours = site_reception_on(&moving->office->site, day);
	struct plan_violation why = { .rule = RULE_COUNT };
	for (int i = 0; i < hours.count && !waiting->fits; i++)
		for (int at = hours.intervals[i].start; at < hours.intervals[i].end && !waiting->fits;
		     at += QUARTER) {
			if ((minute != ANY_MINUTE && at != minute) || !is_wished(waiting, day, at))
				continue;
			waiting->fits = try_start(moving, state, day, at, &why);
		}
	if (waiting->fits)
		waiting->place = moving->candidate;
	else if (why.rule != RULE_COUNT)
		waiting->why = (struct office_refusal){
			.rule = why.rule,
			.text = office_explain(moving->office, state, &why, language, moving->arena),
		};
}

/* Fills fits, place and why of @waiting. */
static bool fit_one(struct office *office, const struct plan_state *state, civil_day day, int minute,
		    const char *language, struct arena *arena, struct office_waiting *waiting,
		    struct error *err)
{
	if (!waiting->file.has_appointment || !waiting->file.appointment.work)
		return true;
	struct moving *moving = arena_alloc(arena, sizeof *moving);
	*moving = (struct moving){ .office = office, .move = &nothing, .arena = arena };
	if (!moving_resolve(moving, waiting->file.id, NOT_HERE, err))
		return false;
	fit(moving, state, day, minute, language ? language : office->site.language, waiting);
	return true;
}

bool office_wait_list(struct office *office, civil_day day, int minute, const char *language,
		      struct arena *arena, struct office_waiting_list *list, struct error *err)
{
	struct office_waiting_list found = { 0 };
	struct plan_state state = { 0 };
	if (!store_begin_read(office->store, err))
		return false;
	bool fine = list_read(office, arena, &found, err);
	if (fine && day && found.count)
		fine = slots_load(office, office_moment(office), day + SPILL_DAYS, &state, err);
	for (size_t i = 0; fine && day && i < found.count; i++)
		fine = fit_one(office, &state, day, minute, language, arena, &found.items[i], err);
	store_end_read(office->store);
	if (state.cache)
		plan_state_finish(&state);
	if (fine)
		*list = found;
	return fine;
}

/* --- a place is free --- */

static bool is_asked(struct office *office, const char *file, struct arena *arena, bool *asked,
		     struct error *err)
{
	struct task_list tasks = { 0 };
	*asked = false;
	if (!store_open_tasks(office->store, 0, file, arena, &tasks, err))
		return false;
	for (size_t i = 0; i < tasks.count; i++)
		*asked = *asked || strcmp(tasks.items[i].kind, "waiting") == 0;
	return true;
}

static bool ask(struct office *office, const struct office_waiting *waiting, struct arena *arena,
		struct error *err)
{
	const struct plan_candidate *place = &waiting->place;
	char date[CIVIL_DATE_SIZE], time[CIVIL_TIME_SIZE], id[ID_SIZE];
	struct task task = {
		.kind = "waiting",
		.roles = ROLE_OPERATOR | ROLE_ADVISOR,
		.due = office_now(office) + SECONDS_PER_HOUR,
		.file_id = waiting->file.id,
		.customer_id = waiting->file.customer.id,
		.vehicle_id = waiting->file.vehicle.id,
		.text = arena_printf(arena, "%s %s %s", civil_format_date(place->day, date),
				     civil_format_time(place->start, time),
				     office->site.staff[place->advisor].code),
	};
	return store_add_task(office->store, &task, id, err);
}

static bool ask_first(struct office *office, const struct plan_state *state, civil_day day,
		      struct office_waiting_list *list, struct arena *arena, struct error *err)
{
	for (size_t i = 0; i < list->count; i++) {
		struct office_waiting *waiting = &list->items[i];
		bool asked;
		if (!is_asked(office, waiting->file.id, arena, &asked, err))
			return false;
		if (asked)
			continue;
		if (!fit_one(office, state, day, ANY_MINUTE, NULL, arena, waiting, err))
			return false;
		if (waiting->fits)
			return ask(office, waiting, arena, err);
	}
	return true;
}

bool wait_list_ask(struct office *office, civil_day day, struct error *err)
{
	struct arena arena = { 0 };
	struct office_waiting_list list = { 0 };
	struct plan_state state = { 0 };
	bool fine = list_read(office, &arena, &list, err);
	if (fine && list.count && day >= office_moment(office).day &&
	    (fine = slots_load(office, office_moment(office), day + SPILL_DAYS, &state, err))) {
		fine = ask_first(office, &state, day, &list, &arena, err);
		plan_state_finish(&state);
	}
	arena_finish(&arena);
	return fine;
}
