#include <string.h>

#include "base/i18n.h"
#include "office/recheck.h"
#include "plan/load.h"
#include "store/appointment.h"
#include "store/file_store.h"
#include "store/task.h"

/* Calendar days behind the last reception into which its work may spill. */
enum { SPILL_DAYS = 21, SECONDS_PER_DAY = 86400 };

/* The row of @file among the receptions of its day. */
static bool reception_find(struct office *office, const struct store_booked *booked, struct arena *arena,
			   struct reception *reception, struct error *err)
{
	struct reception_list day = { 0 };
	if (!store_receptions_of_day(office->store, booked->candidate.day, NULL, arena, &day, err))
		return false;
	for (size_t i = 0; i < day.count; i++)
		if (strcmp(day.items[i].appointment.file_id, booked->file_id) == 0) {
			*reception = day.items[i];
			return true;
		}
	return error_set(err, ERROR_NOT_FOUND, _("file %s is not among the receptions of its day"),
			 booked->file_id);
}

/* The same rule in the same words is said once. */
static void why_add(struct office_to_move *item, enum plan_rule rule, const char *text)
{
	for (int i = 0; i < item->why_count; i++)
		if (item->why[i].rule == rule && strcmp(item->why[i].text, text) == 0)
			return;
	item->why[item->why_count++] = (struct office_refusal){ .rule = rule, .text = text };
}

static bool tell_one(struct office *office, const struct recheck *recheck, const struct recheck_item *found,
		     const char *language, struct arena *arena, struct office_to_move *item,
		     struct error *err)
{
	*item = (struct office_to_move){ .harm = found->harm, .handback_only = found->handback_only };
	if (!reception_find(office, found->booked, arena, &item->reception, err))
		return false;
	for (int i = 0; i < found->found_count; i++)
		why_add(item, found->found[i].rule,
			office_explain(office, recheck->state, &found->found[i], language, arena));
	if (found->swap >= 0) {
		item->swap = recheck->site->units[found->swap].code;
		item->swap_model = recheck->site->units[found->swap].model;
	}
	return true;
}

bool recheck_tell(struct office *office, const struct recheck *recheck, civil_day first, civil_day last,
		  const char *language, struct arena *arena, struct office_to_move_list *list,
		  struct error *err)
{
	for (size_t i = 0; i < recheck->moving_count; i++) {
		const struct recheck_item *found = recheck->moving[i];
		civil_day day =
			found->here ? found->booked->candidate.handback.day : found->booked->candidate.day;
		if (day < first || day > last)
			continue;
		list->items =
			arena_grow(arena, list->items, list->count, &list->capacity, sizeof *list->items);
		if (!tell_one(office, recheck, found, language, arena, &list->items[list->count], err))
			return false;
		list->count++;
	}
	return true;
}

/* What must move on @state, which loses rows by it. */
static bool list_on(struct office *office, struct plan_state *state, civil_day first, civil_day last,
		    const char *language, struct arena *arena, struct office_to_move_list *list,
		    struct error *err)
{
	struct store_booked_list booked = { 0 };
	struct recheck recheck;
	civil_day today = office_moment(office).day;
	if (!store_booked_between(office->store, &office->site, today, last, arena, &booked, err))
		return false;
	recheck_run(&office->site, state, &booked, arena, &recheck);
	return recheck_tell(office, &recheck, first, last, language ? language : office->site.language, arena,
			    list, err);
}

static bool list_now(struct office *office, civil_day first, civil_day last, const char *language,
		     struct arena *arena, struct office_to_move_list *list, struct error *err)
{
	struct plan_state state;
	if (!slots_load(office, office_moment(office), last + SPILL_DAYS, &state, err))
		return false;
	bool fine = list_on(office, &state, first, last, language, arena, list, err);
	plan_state_finish(&state);
	return fine;
}

bool office_to_move(struct office *office, civil_day first, civil_day last, const char *language,
		    struct arena *arena, struct office_to_move_list *list, struct error *err)
{
	struct office_to_move_list found = { 0 };
	*list = found;
	if (!store_begin_read(office->store, err))
		return false;
	bool fine = list_now(office, first, last, language, arena, &found, err);
	store_end_read(office->store);
	if (fine)
		*list = found;
	return fine;
}

/* --- a change of the day --- */

static int absence_index(const struct site *site, const struct absence *absence)
{
	switch (absence->kind) {
	case ABSENT_STAFF:
		return site_find_staff(site, absence->code);
	case ABSENT_UNIT:
		return site_find_unit(site, absence->code);
	case ABSENT_BAY:
		return site_find_bay(site, absence->code);
	case ABSENT_SITE:
		break;
	}
	return 0;
}

/* Leaves out what a correction replaces. */
static void absence_take(const struct office *office, const struct absence *absence, struct plan_state *state)
{
	int index = absence_index(&office->site, absence);
	for (size_t i = 0; i < state->absence_count; i++) {
		const struct plan_absence *row = &state->absences[i];
		if (row->kind != absence->kind || (row->kind != ABSENT_SITE && row->index != index) ||
		    moment_compare(row->from, absence->from) != 0 ||
		    moment_compare(row->to, absence->to) != 0)
			continue;
		state->absences[i] = state->absences[--state->absence_count];
		plan_state_prepare(state);
		return;
	}
}

static void absence_put(const struct office *office, const struct absence *absence, struct plan_state *state)
{
	struct plan_absence row = {
		.index = absence_index(&office->site, absence),
		.kind = absence->kind,
		.count = absence->count,
		.from = absence->from,
		.to = absence->to,
	};
	struct plan_absence *all =
		arena_alloc(&state->arena, (state->absence_count + 1) * sizeof(struct plan_absence));
	if (state->absence_count)
		memcpy(all, state->absences, state->absence_count * sizeof *all);
	all[state->absence_count++] = row;
	state->absences = all;
	plan_state_prepare(state);
}

/* Minutes beyond the capacity, of each half day and skill of [first, last]. */
static int *overs(const struct office *office, const struct plan_state *state, civil_day first,
		  civil_day last, struct plan_day_load *loads, struct arena *arena)
{
	size_t days = (size_t)(last - first + 1);
	int *over = arena_alloc(arena, days * HALF_COUNT * SITE_SKILLS_MAX * sizeof *over);
	for (civil_day day = first; day <= last; day++) {
		plan_load_day(state, day, &loads[day - first]);
		const struct plan_day_load *load = &loads[day - first];
		int *row = over + (size_t)(day - first) * HALF_COUNT * SITE_SKILLS_MAX;
		for (int half = 0; half < HALF_COUNT; half++)
			for (int s = 0; s < office->site.skill_count; s++)
				row[half * SITE_SKILLS_MAX + s] = load->skills[s].half_planned[half] -
								  load->skills[s].half_capacity[half];
	}
	return over;
}

static void over_fill(const struct office *office, const struct plan_state *state, civil_day first,
		      civil_day last, const int *before, struct arena *arena, struct office_over_list *list)
{
	struct plan_day_load *loads = arena_alloc(arena, (size_t)(last - first + 1) * sizeof *loads);
	const int *after = overs(office, state, first, last, loads, arena);
	for (int at = 0; at < (last - first + 1) * HALF_COUNT * SITE_SKILLS_MAX; at++) {
		if (after[at] <= 0 || after[at] <= before[at])
			continue;
		list->items =
			arena_grow(arena, list->items, list->count, &list->capacity, sizeof *list->items);
		struct office_over *over = &list->items[list->count++];
		over->skill = at % SITE_SKILLS_MAX;
		over->half = (enum half)(at / SITE_SKILLS_MAX % HALF_COUNT);
		over->day = first + at / (SITE_SKILLS_MAX * HALF_COUNT);
		const struct plan_skill_load *load = &loads[over->day - first].skills[over->skill];
		over->planned = load->half_planned[over->half];
		over->capacity = load->half_capacity[over->half];
	}
}

static bool was_there(const struct office_to_move_list *list, const char *file)
{
	for (size_t i = 0; i < list->count; i++)
		if (strcmp(list->items[i].reception.appointment.file_id, file) == 0)
			return true;
	return false;
}

/* The days that a change can touch: at most a year of them. */
static civil_day last_touched(const struct office *office, const struct absence *absence)
{
	civil_day horizon = office_horizon(office);
	civil_day last = absence->to.day;
	civil_day today = office_moment(office).day;
	last = last > horizon ? horizon : last;
	return last < today ? today : last;
}

static bool before_read(struct office *office, civil_day first, civil_day last, int **over,
			struct arena *arena, struct office_to_move_list *before, struct error *err)
{
	struct plan_state state;
	struct plan_day_load *loads = arena_alloc(arena, (size_t)(last - first + 1) * sizeof *loads);
	if (!slots_load(office, office_moment(office), last + SPILL_DAYS, &state, err))
		return false;
	*over = overs(office, &state, first, last, loads, arena);
	bool fine = list_on(office, &state, first, last, NULL, arena, before, err);
	plan_state_finish(&state);
	return fine;
}

bool to_move_consequences(struct office *office, const struct absence *absence, const char *language,
			  struct arena *arena, struct office_consequences *result, struct error *err)
{
	civil_day first = office_moment(office).day;
	civil_day last = last_touched(office, absence);
	struct office_to_move_list before = { 0 };
	struct office_consequences found = { 0 };
	struct absence old;
	struct plan_state state;
	int *over;
	if (absence->id && !store_get_absence(office->store, absence->id, arena, &old, err))
		return false;
	if (!before_read(office, first, last, &over, arena, &before, err) ||
	    !slots_load(office, office_moment(office), last + SPILL_DAYS, &state, err))
		return false;
	if (absence->id)
		absence_take(office, &old, &state);
	absence_put(office, absence, &state);
	over_fill(office, &state, first, last, over, arena, &found.over);
	bool fine = list_on(office, &state, first, last, language, arena, &found.to_move, err);
	plan_state_finish(&state);
	for (size_t i = 0; i < found.to_move.count; i++)
		found.to_move.items[i].fresh =
			!was_there(&before, found.to_move.items[i].reception.appointment.file_id);
	if (fine)
		*result = found;
	return fine;
}

/* --- tasks --- */

static bool task_open(const struct task_list *tasks, const char *file)
{
	for (size_t i = 0; i < tasks->count; i++)
		if (strcmp(tasks->items[i].kind, "to-move") == 0 && tasks->items[i].file_id &&
		    strcmp(tasks->items[i].file_id, file) == 0)
			return true;
	return false;
}

/* The same time of the day before the reception, or now. */
static instant due_of(const struct office *office, const struct appointment *appointment)
{
	instant due, now = office_now(office);
	if (!civil_to_instant(appointment->day - 1, appointment->start, &due))
		due = now;
	return due > now ? due : now;
}

static bool task_put(struct office *office, const struct office_to_move *item, struct arena *arena,
		     struct error *err)
{
	const struct appointment *appointment = &item->reception.appointment;
	char id[ID_SIZE];
	struct task task = {
		.kind = "to-move",
		.roles = ROLE_OPERATOR | ROLE_ADVISOR,
		.due = due_of(office, appointment),
		.file_id = appointment->file_id,
		.text = item->why_count ? arena_printf(arena, "%s: %s", plan_rule_id(item->why[0].rule),
						       item->why[0].text)
					: NULL,
	};
	return store_add_task(office->store, &task, id, err) &&
	       store_add_history(office->store, appointment->file_id, "to-move",
				 item->why_count ? plan_rule_id(item->why[0].rule) : "", err);
}

bool to_move_tasks(struct office *office, const struct office_to_move_list *list, bool drop,
		   struct arena *arena, struct error *err)
{
	struct task_list tasks = { 0 };
	if (!store_open_tasks(office->store, 0, NULL, arena, &tasks, err))
		return false;
	for (size_t i = 0; i < list->count; i++)
		if (!task_open(&tasks, list->items[i].reception.appointment.file_id) &&
		    !task_put(office, &list->items[i], arena, err))
			return false;
	for (size_t i = 0; drop && i < tasks.count; i++)
		if (strcmp(tasks.items[i].kind, "to-move") == 0 &&
		    !was_there(list, tasks.items[i].file_id ? tasks.items[i].file_id : "") &&
		    !store_close_task(office->store, tasks.items[i].id, "dropped", "fits again", err))
			return false;
	return true;
}

/* All of the horizon, within a write transaction. */
static bool tasks_anew(struct office *office, struct arena *arena, struct error *err)
{
	struct office_to_move_list list = { 0 };
	return list_now(office, office_moment(office).day, office_horizon(office), NULL, arena, &list, err) &&
	       to_move_tasks(office, &list, true, arena, err);
}

bool to_move_settled(struct office *office, const char *file, struct error *err)
{
	struct arena arena = { 0 };
	struct task_list tasks = { 0 };
	bool fine = store_open_tasks(office->store, 0, file, &arena, &tasks, err);
	bool any = false;
	for (size_t i = 0; fine && i < tasks.count; i++) {
		const struct task *task = &tasks.items[i];
		bool move = strcmp(task->kind, "to-move") == 0;
		bool missed = strcmp(task->kind, "callback") == 0 && task->text &&
			      strcmp(task->text, "no-show") == 0;
		if (!move && !missed && strcmp(task->kind, "waiting") != 0)
			continue;
		fine = store_close_task(office->store, task->id, "done", "settled", err);
		any = any || move;
	}
	fine = fine && (!any || tasks_anew(office, &arena, err));
	arena_finish(&arena);
	return fine;
}

bool to_move_all(struct office *office, struct error *err)
{
	struct arena arena = { 0 };
	bool fine = tasks_anew(office, &arena, err);
	arena_finish(&arena);
	return fine;
}

bool office_to_move_tasks(struct office *office, struct error *err)
{
	return office_begin(office, OFFICE_ROLES_BOOK, err) &&
	       office_end(office, to_move_all(office, err), err);
}
