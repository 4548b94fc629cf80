#include <stdlib.h>
#include <string.h>

#include "office/recheck.h"
#include "plan/load.h"
#include "store/appointment.h"
#include "store/file_store.h"

enum { SPILL_DAYS = 21 };

static int longest_first(const void *a, const void *b)
{
	const struct office_late *one = a, *two = b;
	if (one->minutes != two->minutes)
		return two->minutes - one->minutes;
	return one->reception.appointment.number - two->reception.appointment.number;
}

bool office_late_now(struct office *office, struct arena *arena, struct office_late_list *list,
		     struct error *err)
{
	struct moment now = office_moment(office);
	struct reception_list day = { 0 };
	struct office_late_list found = { 0 };
	if (!store_receptions_of_day(office->store, now.day, NULL, arena, &day, err))
		return false;
	for (size_t i = 0; i < day.count; i++) {
		const struct appointment *appointment = &day.items[i].appointment;
		int minutes = now.minute - appointment->start;
		if ((appointment->state != APPOINTMENT_BOOKED && appointment->state != APPOINTMENT_LATE) ||
		    minutes < OFFICE_LATE_MINUTES)
			continue;
		found.items =
			arena_grow(arena, found.items, found.count, &found.capacity, sizeof *found.items);
		found.items[found.count++] = (struct office_late){
			.reception = day.items[i],
			.minutes = minutes,
			.prompt = minutes >= OFFICE_NO_SHOW_MINUTES,
		};
	}
	if (found.count)
		qsort(found.items, found.count, sizeof *found.items, longest_first);
	*list = found;
	return true;
}

static int64_t minutes_of(struct moment moment)
{
	return (int64_t)moment.day * MINUTES_PER_DAY + moment.minute;
}

/* Who gets the car next, when that is within a day of now. */
static const struct plan_loan *next_of(const struct plan_state *state, const struct plan_loan *late)
{
	const struct plan_loan *next = NULL;
	for (size_t i = 0; i < state->loan_count; i++) {
		const struct plan_loan *loan = &state->loans[i];
		if (loan->unit != late->unit || loan->out || loan->hold ||
		    minutes_of(loan->from) > minutes_of(state->now) + MINUTES_PER_DAY)
			continue;
		if (!next || moment_compare(loan->from, next->from) < 0)
			next = loan;
	}
	return next;
}

static void next_fill(struct office *office, const struct plan_state *state,
		      const struct store_booked_list *booked, const struct plan_loan *next,
		      struct arena *arena, struct office_late_car *car)
{
	struct appointment appointment;
	if (!next || !next->file ||
	    !store_appointment_of_file(office->store, next->file, arena, &appointment, NULL))
		return;
	car->next_number = appointment.number;
	car->next = next->from;
	for (size_t i = 0; i < booked->count; i++) {
		if (strcmp(booked->items[i].file_id, next->file) != 0)
			continue;
		struct recheck_item item = { .booked = &booked->items[i] };
		item.request = recheck_request(&office->site, item.booked, arena);
		int swap = recheck_swap(state, &item);
		car->swap = swap >= 0 ? office->site.units[swap].code : NULL;
	}
}

static void cars_fill(struct office *office, const struct plan_state *state,
		      const struct store_booked_list *booked, struct arena *arena,
		      struct office_late_car_list *list)
{
	for (size_t i = 0; i < state->loan_count; i++) {
		const struct plan_loan *loan = &state->loans[i];
		struct appointment appointment;
		if (!loan->out || loan->unit < 0 || moment_compare(loan->to, state->now) >= 0 ||
		    !store_appointment_of_file(office->store, loan->file, arena, &appointment, NULL))
			continue;
		list->items =
			arena_grow(arena, list->items, list->count, &list->capacity, sizeof *list->items);
		struct office_late_car *car = &list->items[list->count++];
		*car = (struct office_late_car){
			.unit = office->site.units[loan->unit].code,
			.model = office->site.units[loan->unit].model,
			.number = appointment.number,
			.file_id = arena_strdup(arena, loan->file),
			.due = loan->to,
			.minutes = (int)(minutes_of(state->now) - minutes_of(loan->to)),
		};
		next_fill(office, state, booked, next_of(state, loan), arena, car);
	}
}

static bool cars_read(struct office *office, struct arena *arena, struct office_late_car_list *found,
		      struct error *err)
{
	struct plan_state state;
	struct store_booked_list booked = { 0 };
	civil_day today = office_moment(office).day;
	if (!slots_load(office, office_moment(office), today + SPILL_DAYS, &state, err))
		return false;
	bool fine = store_booked_between(office->store, &office->site, today, today + 1, arena, &booked, err);
	if (fine)
		cars_fill(office, &state, &booked, arena, found);
	plan_state_finish(&state);
	return fine;
}

bool office_late_cars(struct office *office, struct arena *arena, struct office_late_car_list *list,
		      struct error *err)
{
	struct office_late_car_list found = { 0 };
	if (!store_begin_read(office->store, err))
		return false;
	bool fine = cars_read(office, arena, &found, err);
	store_end_read(office->store);
	if (fine)
		*list = found;
	return fine;
}
