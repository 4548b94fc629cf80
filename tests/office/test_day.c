/* Changes of the day on the sample site: absences with their consequences, late customers, late cars, the
 * waiting list. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "desk_fixture.h"
#include "office/day.h"
#include "office/life.h"
#include "store/appointment.h"
#include "store/task.h"

#define FINE(call)                                                                                           \
	do {                                                                                                 \
		struct error error_ = { 0 };                                                                 \
		if (!(call))                                                                                 \
			fail_msg("%s", error_.text);                                                         \
	} while (0)
#define ERR (&error_)

static const struct office_to_move *find(const struct office_to_move_list *list, const char *file)
{
	for (size_t i = 0; i < list->count; i++)
		if (strcmp(list->items[i].reception.appointment.file_id, file) == 0)
			return &list->items[i];
	return NULL;
}

static bool has_rule(const struct office_to_move *item, enum plan_rule rule)
{
	for (int i = 0; i < item->why_count; i++)
		if (item->why[i].rule == rule)
			return true;
	return false;
}

static int tasks_of(const char *file, const char *kind)
{
	struct task_list tasks = { 0 };
	int count = 0;
	FINE(store_open_tasks(desk.store, 0, file, &desk_arena, &tasks, ERR));
	for (size_t i = 0; i < tasks.count; i++)
		count += strcmp(tasks.items[i].kind, kind) == 0;
	return count;
}

static struct office_to_move_list all_to_move(void)
{
	struct office_to_move_list list;
	FINE(office_to_move(&desk, desk_day(11, 23), desk_day(12, 31), NULL, &desk_arena, &list, ERR));
	return list;
}

static struct absence absence_of(const char *what, struct moment from, struct moment to)
{
	struct absence absence;
	FINE(office_absence_make(&desk, what, from, to, NULL, &absence, ERR));
	return absence;
}

/* What the sample site has booked fits. */
static void test_all_fits(void **state)
{
	struct office_to_move_list list = all_to_move();
	for (size_t i = 0; i < list.count; i++)
		print_error("%d: %s %s\n", list.items[i].reception.appointment.number,
			    plan_rule_id(list.items[i].why[0].rule), list.items[i].why[0].text);
	assert_int_equal(list.count, 0);
}

/* The advisor is ill: told before it is saved, saved with tasks, taken back. */
static void test_advisor_ill(void **state)
{
	struct booking_request request = desk_request("ZAM57XTS0M1000113", "OIL");
	struct plan_candidate candidate;
	struct office_consequences found;
	const char *file = desk_book(&request, desk_day(12, 2), &candidate);
	const char *who = desk.site.staff[candidate.advisor].code;
	struct absence absence = absence_of(who, (struct moment){ candidate.day, 0 },
					    (struct moment){ candidate.day, MINUTES_PER_DAY });
	FINE(office_absence_preview(&desk, &absence, "en", &desk_arena, &found, ERR));
	assert_int_equal(found.id, 0);
	const struct office_to_move *item = find(&found.to_move, file);
	assert_non_null(item);
	assert_true(has_rule(item, RULE_A1) && item->fresh);
	assert_non_null(strstr(item->why[0].text, "outside"));
	assert_int_equal(all_to_move().count, 0); /* nothing was saved */
	assert_int_equal(tasks_of(file, "to-move"), 0);

	size_t preview = found.to_move.count;
	FINE(office_absence_add(&desk, &absence, "en", &desk_arena, &found, ERR));
	assert_int_equal(found.to_move.count, preview);
	assert_true(found.id > 0);
	struct office_to_move_list list = all_to_move();
	assert_int_equal(list.count, preview);
	for (size_t i = 1; i < list.count; i++)
		assert_true(list.items[i - 1].harm <= list.items[i].harm);
	assert_int_equal(tasks_of(file, "to-move"), 1);

	/* A second desk enters the same. */
	struct error err = { 0 };
	assert_false(office_absence_add(&desk, &absence, "en", &desk_arena, &found, &err));
	assert_int_equal(err.code, ERROR_CONFLICT);

	/* Moving one settles its task. */
	struct office_slots slots;
	struct office_booking moved;
	FINE(office_slots(&desk, &request, file, NULL, 0, false, &desk_arena, &slots, ERR));
	const struct plan_candidate *to = &slots.proposals[0].plan.candidate;
	struct office_move move = {
		to->day, to->start, desk.site.staff[to->advisor].code, NULL, NULL, false
	};
	FINE(office_move(&desk, file, &move, &desk_arena, &moved, ERR));
	assert_true(moved.booked);
	assert_int_equal(tasks_of(file, "to-move"), 0);
	assert_int_equal(all_to_move().count, preview - 1);

	/* Well again: the others fit, and nobody must call them. */
	struct absence_list absences;
	FINE(office_absences(&desk, candidate.day, candidate.day, &desk_arena, &absences, ERR));
	assert_int_equal(absences.count, 1);
	assert_string_equal(absences.items[0].entered_by, "kim.s");
	FINE(office_absence_end(&desk, absences.items[0].id, (struct moment){ 0 }, ERR));
	assert_int_equal(all_to_move().count, 0);
	FINE(office_absences(&desk, candidate.day, candidate.day, &desk_arena, &absences, ERR));
	assert_int_equal(absences.count, 0);
	FINE(office_cancel(&desk, file, "", ERR));
}

/* A correction takes the place of what was entered; one that has begun keeps its past. */
static void test_corrected(void **state)
{
	struct booking_request request = desk_request("ZAM57XTS0M1000113", "OIL");
	struct plan_candidate candidate;
	struct office_consequences found;
	struct absence_list list;
	struct error err = { 0 };
	const char *file = desk_book(&request, desk_day(12, 2), &candidate);
	const char *who = desk.site.staff[candidate.advisor].code;
	struct absence whole = absence_of(who, (struct moment){ candidate.day, 0 },
					  (struct moment){ candidate.day, MINUTES_PER_DAY });
	FINE(office_absence_add(&desk, &whole, "en", &desk_arena, &found, ERR));
	assert_int_equal(tasks_of(file, "to-move"), 1);
	struct absence next = absence_of(who, (struct moment){ candidate.day + 1, 0 },
					 (struct moment){ candidate.day + 1, 600 });
	next.id = found.id;
	FINE(office_absence_preview(&desk, &next, "en", &desk_arena, &found, ERR));
	assert_null(find(&found.to_move, file));
	FINE(office_absences(&desk, candidate.day, candidate.day, &desk_arena, &list, ERR));
	assert_int_equal(list.count, 1);
	FINE(office_absence_add(&desk, &next, "en", &desk_arena, &found, ERR));
	assert_true(found.id != next.id);
	FINE(office_absences(&desk, candidate.day, candidate.day, &desk_arena, &list, ERR));
	assert_int_equal(list.count, 0);
	assert_int_equal(tasks_of(file, "to-move"), 0);
	/* What is over already cannot be corrected. */
	assert_false(office_absence_add(&desk, &next, "en", &desk_arena, &found, &err));
	FINE(office_absences(&desk, candidate.day + 1, candidate.day + 1, &desk_arena, &list, ERR));
	assert_int_equal(list.count, 1);
	FINE(office_absence_end(&desk, list.items[0].id, (struct moment){ 0 }, ERR));
	struct absence running = absence_of("choi.d", (struct moment){ desk_day(11, 23), 540 },
					    (struct moment){ desk_day(11, 23), 1080 });
	FINE(office_absence_add(&desk, &running, "en", &desk_arena, &found, ERR));
	running.id = found.id;
	running.to.minute = 720;
	FINE(office_absence_add(&desk, &running, "en", &desk_arena, &found, ERR));
	FINE(office_absences(&desk, desk_day(11, 23), desk_day(11, 23), &desk_arena, &list, ERR));
	assert_int_equal(list.count, 2);
	for (size_t i = 0; i < list.count; i++)
		assert_in_range(list.items[i].to.minute, 600, 720);
	FINE(office_absence_end(&desk, found.id, (struct moment){ 0 }, ERR));
	FINE(office_cancel(&desk, file, "", ERR));
}

/* Technicians ill: half days go over; what is listed is enough, and least harm comes first. */
static void test_technicians_ill(void **state)
{
	static const char *const ill[] = { "choi.d", "jung.w", "kang.m", "yoon.s" };
	int64_t ids[4];
	struct office_consequences found = { 0 };
	size_t over = 0, listed = 0;
	struct moment from = { desk_day(11, 24), 0 }, to = { desk_day(11, 24), MINUTES_PER_DAY };
	for (size_t i = 0; i < 4; i++) {
		struct absence absence = absence_of(ill[i], from, to);
		FINE(office_absence_add(&desk, &absence, "en", &desk_arena, &found, ERR));
		ids[i] = found.id;
		over += found.over.count;
		for (size_t j = 0; j < found.over.count; j++)
			assert_true(found.over.items[j].planned > found.over.items[j].capacity);
		listed = found.to_move.count;
	}
	assert_true(over > 0 && listed > 0);
	struct office_to_move_list list = all_to_move();
	assert_int_equal(list.count, listed);
	for (size_t i = 1; i < list.count; i++)
		assert_true(list.items[i - 1].harm <= list.items[i].harm);
	/* Cancelling what is listed leaves nothing to move. */
	for (size_t i = 0; i < list.count; i++)
		if (!list.items[i].handback_only)
			FINE(office_cancel(&desk, list.items[i].reception.appointment.file_id, "ill", ERR));
	struct office_to_move_list rest = all_to_move();
	for (size_t i = 0; i < rest.count; i++)
		assert_true(rest.items[i].handback_only);
	for (size_t i = 0; i < 4; i++)
		FINE(office_absence_end(&desk, ids[i], (struct moment){ 0 }, ERR));
	for (size_t i = 0; i < list.count; i++) {
		struct office_booking booking;
		if (!list.items[i].handback_only)
			FINE(office_undo_cancel(&desk, list.items[i].reception.appointment.file_id,
						&desk_arena, &booking, ERR));
		assert_true(list.items[i].handback_only || booking.booked);
	}
	assert_int_equal(all_to_move().count, 0);
}

static void test_site_closes(void **state)
{
	struct office_consequences found;
	struct error err = { 0 };
	struct absence absence = absence_of("site", (struct moment){ desk_day(11, 25), 13 * 60 },
					    (struct moment){ desk_day(11, 25), MINUTES_PER_DAY });
	unsigned roles = desk.roles;
	desk.roles = ROLE_OPERATOR;
	assert_false(office_absence_add(&desk, &absence, "ko", &desk_arena, &found, &err));
	assert_int_equal(err.code, ERROR_PERMISSION);
	desk.roles = roles;
	FINE(office_absence_add(&desk, &absence, "ko", &desk_arena, &found, ERR));
	assert_true(found.to_move.count > 0);
	for (size_t i = 0; i < found.to_move.count; i++)
		assert_true(found.to_move.items[i].why_count > 0);
	FINE(office_absence_end(&desk, found.id, (struct moment){ 0 }, ERR));
	assert_int_equal(all_to_move().count, 0);
}

/* A car in repair: the loan is flagged, another of its class proposed and taken. */
static void test_car_out(void **state)
{
	struct booking_request request = desk_request("ZAM56XTS2K1000102", "MAINT-S");
	struct plan_candidate candidate;
	struct office_consequences found;
	struct office_changed changed;
	request.mobility[0] = MOBILITY_LOAN;
	const char *file = desk_book(&request, desk_day(12, 8), &candidate);
	const char *unit = desk.site.units[candidate.unit].code;
	struct absence absence = absence_of(unit, (struct moment){ candidate.day, 0 },
					    (struct moment){ candidate.day, MINUTES_PER_DAY });
	FINE(office_absence_add(&desk, &absence, "en", &desk_arena, &found, ERR));
	const struct office_to_move *item = find(&found.to_move, file);
	assert_non_null(item);
	assert_true(has_rule(item, RULE_A3));
	assert_non_null(item->swap);
	assert_string_not_equal(item->swap, unit);
	FINE(office_swap_car(&desk, file, NULL, &desk_arena, &changed, ERR));
	assert_true(changed.booking.booked);
	assert_int_equal(changed.moved_count, 1);
	assert_string_equal(changed.moved[0].what, "unit");
	assert_string_equal(changed.moved[0].to, item->swap);
	assert_string_equal(desk_file(file).appointment.unit, item->swap);
	assert_int_equal(tasks_of(file, "to-move"), 0);
	assert_null(find(&(struct office_to_move_list[]){ all_to_move() }[0], file));
	FINE(office_absence_end(&desk, found.id, (struct moment){ 0 }, ERR));
	FINE(office_cancel(&desk, file, "", ERR));
}

static void test_bad_absences(void **state)
{
	struct absence absence;
	struct error err = { 0 };
	struct moment morning = { desk_day(11, 24), 540 }, noon = { desk_day(11, 24), 720 };
	struct moment past = { desk_day(11, 20), 0 };
	assert_false(office_absence_make(&desk, "nobody", morning, noon, NULL, &absence, &err));
	assert_int_equal(err.code, ERROR_INPUT);
	assert_false(office_absence_make(&desk, "kim.s", noon, morning, NULL, &absence, &err));
	assert_int_equal(err.code, ERROR_INPUT);
	assert_false(office_absence_make(&desk, "kim.s", past, (struct moment){ past.day, 600 }, NULL,
					 &absence, &err));
	assert_int_equal(err.code, ERROR_INPUT);
	assert_false(office_absence_end(&desk, 4711, (struct moment){ 0 }, &err));
	assert_int_equal(err.code, ERROR_NOT_FOUND);
	assert_false(office_absence_late_car(&desk, "kim.s", noon, &desk_arena, &absence, &err));
	assert_int_equal(err.code, ERROR_INPUT);
}

/* Late at 15 minutes, asked about at 30; a no-show gives everything up and is called back. */
static void test_late(void **state)
{
	struct office_late_list list;
	struct reception_list day = { 0 };
	FINE(store_receptions_of_day(desk.store, desk_day(11, 24), NULL, &desk_arena, &day, ERR));
	assert_true(day.count > 0);
	const struct appointment *first = &day.items[0].appointment;
	desk_at(11, 24, first->start + 14);
	FINE(office_late_now(&desk, &desk_arena, &list, ERR));
	assert_int_equal(list.count, 0);
	desk_at(11, 24, first->start + 15);
	FINE(office_late_now(&desk, &desk_arena, &list, ERR));
	assert_true(list.count > 0);
	assert_false(list.items[0].prompt);
	desk_at(11, 24, first->start + 30);
	FINE(office_late_now(&desk, &desk_arena, &list, ERR));
	assert_true(list.items[0].prompt);
	assert_int_equal(list.items[0].minutes, 30);

	const char *file = first->file_id;
	FINE(office_set_state(&desk, file, APPOINTMENT_NO_SHOW, 0, ERR));
	assert_int_equal(tasks_of(file, "callback"), 1);
	struct plan_state plan;
	FINE(office_load_state(&desk, &plan, ERR));
	for (size_t i = 0; i < plan.segment_count; i++)
		assert_string_not_equal(plan.segments[i].file, file);
	for (size_t i = 0; i < plan.loan_count; i++)
		assert_string_not_equal(plan.loans[i].file, file);
	plan_state_finish(&plan);
	/* There after all. */
	FINE(office_set_state(&desk, file, APPOINTMENT_ARRIVED, 0, ERR));
	assert_int_equal(tasks_of(file, "callback"), 0);
	assert_int_equal(desk_file(file).appointment.state, APPOINTMENT_ARRIVED);
	desk_at(11, 23, 600);
}

/* A lent car that is not back in time, and what follows for the next. */
static void test_late_car(void **state)
{
	struct booking_request request = desk_request("ZAM45VLA8J0000104", "OIL");
	struct plan_candidate one, two;
	struct office_late_car_list cars;
	request.mobility[0] = MOBILITY_LOAN;
	const char *first = desk_book(&request, desk_day(12, 15), &one);
	struct booking_request next = desk_request("ZAM45VMAXK0000105", "OIL");
	next.mobility[0] = MOBILITY_LOAN;
	/* The same car on the day after it is due. */
	const char *second = NULL;
	for (int dom = 16; dom <= 22 && !second; dom++) {
		const char *file = desk_book(&next, desk_day(12, dom), &two);
		if (two.unit == one.unit && two.day > one.handback.day)
			second = file;
		else
			FINE(office_cancel(&desk, file, "", ERR));
		next.slot.given = false;
	}
	assert_non_null(second);
	assert_true(civil_to_instant(one.day, one.start, &desk.frozen_at));
	FINE(office_set_state(&desk, first, APPOINTMENT_ARRIVED, 0, ERR));
	FINE(office_late_cars(&desk, &desk_arena, &cars, ERR));
	assert_int_equal(cars.count, 0);
	/* It is the next one's morning, and the car is not here. */
	assert_true(civil_to_instant(two.day, two.start - 30, &desk.frozen_at));
	FINE(office_late_cars(&desk, &desk_arena, &cars, ERR));
	const struct office_late_car *car = NULL;
	for (size_t i = 0; i < cars.count; i++)
		if (strcmp(cars.items[i].file_id, first) == 0)
			car = &cars.items[i];
	assert_non_null(car);
	assert_int_equal(car->next_number, desk_file(second).number);
	assert_true(car->minutes > 0);
	struct office_to_move_list list;
	FINE(office_to_move(&desk, two.day, two.day, "en", &desk_arena, &list, ERR));
	const struct office_to_move *item = find(&list, second);
	assert_non_null(item);
	assert_true(has_rule(item, RULE_B7) || has_rule(item, RULE_A3));
	if (car->swap)
		assert_string_equal(car->swap, item->swap);
	/* Back after its next loan should have begun: that one's row stays, and nothing overlaps. */
	assert_true(civil_to_instant(two.day, two.start + 20, &desk.frozen_at));
	FINE(office_set_state(&desk, first, APPOINTMENT_HANDED_BACK, 0, ERR));
	FINE(office_late_cars(&desk, &desk_arena, &cars, ERR));
	for (size_t i = 0; i < cars.count; i++)
		assert_string_not_equal(cars.items[i].file_id, first);
	desk_at(11, 23, 600);
	FINE(office_cancel(&desk, second, "", ERR));
}

/* Who waits is asked in order when a place becomes free. */
static void test_waiting(void **state)
{
	struct booking_request wanted = desk_request("ZAM57YTL2M1000101", "OIL");
	struct booking_request later = desk_request("ZN661YUS3LX000103", "OIL");
	struct plan_candidate early, late;
	const char *first = desk_book(&wanted, desk_day(12, 1), &early);
	const char *second = desk_book(&later, desk_day(12, 10), &late);
	struct office_waiting_list list;
	struct error err = { 0 };
	assert_false(office_wait(&desk, second, desk_day(12, 9), desk_day(12, 1), &err));
	FINE(office_wait(&desk, second, 0, 0, ERR));
	FINE(office_wait_list(&desk, early.day, early.start, "en", &desk_arena, &list, ERR));
	assert_int_equal(list.count, 1);
	assert_int_equal(list.items[0].until, late.day);
	assert_string_equal(list.items[0].file.id, second);

	FINE(office_cancel(&desk, first, "ill", ERR));
	assert_int_equal(tasks_of(second, "waiting"), 1);
	FINE(office_wait_list(&desk, early.day, early.start, "en", &desk_arena, &list, ERR));
	assert_true(list.items[0].fits);
	const struct plan_candidate *place = &list.items[0].place;
	struct office_move move = { place->day, place->start, desk.site.staff[place->advisor].code,
				    NULL,       NULL,         false };
	struct office_booking booking;
	FINE(office_move(&desk, second, &move, &desk_arena, &booking, ERR));
	assert_true(booking.booked);
	assert_int_equal(tasks_of(second, "waiting"), 0);
	FINE(office_wait_list(&desk, 0, -1, "en", &desk_arena, &list, ERR));
	assert_int_equal(list.count, 0);
	assert_false(office_stop_waiting(&desk, second, &err));
	assert_int_equal(err.code, ERROR_NOT_FOUND);
	FINE(office_cancel(&desk, second, "", ERR));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_all_fits),     cmocka_unit_test(test_advisor_ill),
		cmocka_unit_test(test_corrected),    cmocka_unit_test(test_technicians_ill),
		cmocka_unit_test(test_site_closes),  cmocka_unit_test(test_car_out),
		cmocka_unit_test(test_bad_absences), cmocka_unit_test(test_waiting),
		cmocka_unit_test(test_late_car),     cmocka_unit_test(test_late),
	};
	return cmocka_run_group_tests(tests, desk_open, desk_close);
}
