/* Appointments and holds: what they take, who is told, and the second wall. */
#include <stdio.h>
#include <string.h>

#include "fixture.h"
#include "store/appointment.h"
#include "store/file_store.h"
#include "store/plan_store.h"

static struct store_booking booking_of(const struct people *p)
{
	return (struct store_booking){ .file_id = p->file,
				       .title = "[LOAN] 123가4567 Grecale",
				       .class = CLASS_NORMAL,
				       .mobility_answered = true };
}

static bool book(struct fixture *f, const struct people *p, struct plan_candidate c, char id[ID_SIZE],
		 struct error *err)
{
	struct error begin = { 0 };
	struct store_booking booking = booking_of(p);
	struct plan_request request = fixture_request(p);
	booking.marks = c.marks;
	fixture_fine(store_begin_write(f->store, &begin), &begin, __FILE__, __LINE__);
	if (!store_insert_appointment(f->store, &f->site, &booking, &request, &c, id, err)) {
		store_rollback(f->store);
		return false;
	}
	return store_commit(f->store, err);
}

static void comes_back_whole(void **state)
{
	struct fixture *f = *state;
	struct error err = { 0 };
	struct appointment a;
	struct reception_list list = { 0 };
	size_t count;
	struct plan_candidate back;
	struct people p = fixture_people(f, "홍", "길동", "123가4567");
	char id[ID_SIZE];
	const char *const work[] = { "DIAG-1", "OIL" };
	FINE(store_begin_write(f->store, &err));
	FINE(store_put_work(f->store, p.file, work, 2, &err));
	FINE(store_add_request_text(f->store, p.file, "끼익 소리가 납니다", &err));
	FINE(store_commit(f->store, &err));
	struct plan_candidate c = fixture_candidate(1, 570, 1, 1005, 0);
	FINE(book(f, &p, c, id, &err));
	FINE(store_get_appointment(f->store, id, &f->arena, &a, &err));
	assert_int_equal(a.number, p.number);
	assert_string_equal(a.advisor, "kim.s");
	assert_string_equal(a.advisor_name, "김서연");
	assert_int_equal(a.day, FIXTURE_DAY + 1);
	assert_int_equal(a.mobility, MOBILITY_LOAN);
	assert_string_equal(a.unit, "L1");
	assert_string_equal(a.work, "DIAG-1 OIL");
	assert_int_equal(a.segment_count, 1);
	assert_string_equal(a.segments[0].skill, "service");
	assert_int_equal(a.revision, 1);
	FINE(store_get_candidate(f->store, &f->site, id, &back, &err));
	assert_memory_equal(&back.handback, &c.handback, sizeof c.handback);
	assert_int_equal(back.unit, 0);
	assert_int_equal(back.driver_out, -1);
	assert_int_equal(back.segments[0].ready, 600);
	FINE(store_receptions_of_day(f->store, FIXTURE_DAY + 1, NULL, &f->arena, &list, &err));
	assert_int_equal(list.count, 1);
	assert_string_equal(list.items[0].customer_name, "홍길동");
	assert_string_equal(list.items[0].request, "끼익 소리가 납니다");
	assert_string_equal(list.items[0].plate, "123가4567");
	FINE(store_receptions_of_day(f->store, FIXTURE_DAY + 1, "lee.j", &f->arena, &list, &err));
	assert_int_equal(list.count, 1);
	list.count = 0;
	FINE(store_handbacks_of_day(f->store, FIXTURE_DAY + 1, "kim.s", &f->arena, &list, &err));
	assert_int_equal(list.count, 1);
	FINE(store_count_handbacks(f->store, FIXTURE_DAY, FIXTURE_DAY + 2, "kim.s", &count, &err));
	assert_int_equal(count, 1);
	FINE(store_count_handbacks(f->store, FIXTURE_DAY, FIXTURE_DAY + 2, NULL, &count, &err));
	assert_int_equal(count, 1);
	FINE(store_count_handbacks(f->store, FIXTURE_DAY, FIXTURE_DAY + 2, "lee.j", &count, &err));
	assert_int_equal(count, 0);
	FINE(store_count_handbacks(f->store, FIXTURE_DAY + 2, FIXTURE_DAY + 2, NULL, &count, &err));
	assert_int_equal(count, 0);
}

static void overlap_names_file_and_person(void **state)
{
	struct fixture *f = *state;
	struct error err = { 0 };
	char id[ID_SIZE], number[32];
	struct people one = fixture_people(f, "홍", "길동", "123가4567");
	struct people two = fixture_people(f, "이", "영희", "234나5678");
	FINE(book(f, &one, fixture_candidate(1, 570, 1, 1005, 0), id, &err));
	assert_false(book(f, &two, fixture_candidate(1, 570, 1, 1020, -1), id, &err));
	assert_int_equal(err.code, ERROR_CONFLICT);
	snprintf(number, sizeof number, "file %d", one.number);
	assert_non_null(strstr(err.text, number));
	assert_non_null(strstr(err.text, "kim.m"));
	assert_non_null(strstr(err.text, "김서연"));
	/* the same loan car, another advisor */
	assert_false(book(f, &two, fixture_candidate(1, 600, 2, 1020, 0), id, &err));
	assert_non_null(strstr(err.text, "L1"));
	/* nothing of the refused ones is left */
	assert_int_equal(fixture_number(f, "SELECT count(*) FROM appointment"), 1);
	assert_int_equal(fixture_number(f, "SELECT count(*) FROM staff_time"), 2);
	/* the same car in another file */
	struct people again = two;
	memcpy(again.vehicle, one.vehicle, ID_SIZE);
	assert_false(book(f, &again, fixture_candidate(1, 630, 2, 1020, -1), id, &err));
	assert_non_null(strstr(err.text, "car"));
	FINE(book(f, &two, fixture_candidate(1, 585, 1, 1020, -1), id, &err));
	/* one appointment a file */
	assert_false(book(f, &two, fixture_candidate(2, 585, 1, 1020, -1), id, &err));
	assert_int_equal(err.code, ERROR_CONFLICT);
}

/* Holds for @count candidates. */
static bool hold(struct fixture *f, const struct people *p, const struct plan_candidate *a,
		 const struct plan_candidate *b, instant until, struct error *err)
{
	const struct plan_candidate *both[] = { a, b };
	struct plan_request request = fixture_request(p);
	struct error begin = { 0 };
	fixture_fine(store_begin_write(f->store, &begin), &begin, __FILE__, __LINE__);
	if (!store_insert_holds(f->store, &f->site, p->file, &request, both, b ? 2 : 1,
				(struct moment){ FIXTURE_DAY, 600 }, until, err)) {
		store_rollback(f->store);
		return false;
	}
	return store_commit(f->store, err);
}

static void holds_keep_others_away(void **state)
{
	struct fixture *f = *state;
	struct error err = { 0 };
	char id[ID_SIZE];
	struct people one = fixture_people(f, "홍", "길동", "123가4567");
	struct people two = fixture_people(f, "이", "영희", "234나5678");
	struct plan_candidate a = fixture_candidate(1, 570, 1, 1005, 0);
	struct plan_candidate b =
		fixture_candidate(1, 570, 1, 1020, 0); /* overlaps the first: the same file's */
	FINE(hold(f, &one, &a, &b, FIXTURE_NOW + 300, &err));
	assert_false(hold(f, &two, &a, NULL, FIXTURE_NOW + 300, &err));
	assert_int_equal(err.code, ERROR_CONFLICT);
	assert_false(book(f, &two, a, id, &err));
	bool live = false;
	struct moment offered = { 0 };
	FINE(store_live_hold(f->store, one.file, FIXTURE_NOW + 299, &live, &offered, &err));
	assert_true(live);
	assert_int_equal(offered.minute, 600);
	FINE(store_live_hold(f->store, one.file, FIXTURE_NOW + 300, &live, &offered, &err));
	assert_false(live);
	/* booking gives the file's own holds back */
	FINE(book(f, &one, b, id, &err));
	assert_int_equal(fixture_number(f, "SELECT count(*) FROM hold"), 0);
	assert_int_equal(fixture_number(f, "SELECT count(*) FROM staff_time WHERE hold IS NOT NULL"), 0);
	assert_int_equal(fixture_number(f, "SELECT count(*) FROM staff_time"), 2);
}

static void ended_holds_are_swept(void **state)
{
	struct fixture *f = *state;
	struct error err = { 0 };
	int count = 0;
	struct people one = fixture_people(f, "홍", "길동", "123가4567");
	struct people two = fixture_people(f, "이", "영희", "234나5678");
	struct plan_candidate a = fixture_candidate(1, 570, 1, 1005, 0);
	FINE(hold(f, &one, &a, NULL, FIXTURE_NOW + 300, &err));
	FINE(store_begin_write(f->store, &err));
	FINE(store_renew_holds(f->store, one.file, FIXTURE_NOW + 600, &err));
	FINE(store_delete_ended_holds(f->store, FIXTURE_NOW + 599, &count, &err));
	assert_int_equal(count, 0);
	FINE(store_delete_ended_holds(f->store, FIXTURE_NOW + 600, &count, &err));
	assert_int_equal(count, 1);
	FINE(store_commit(f->store, &err));
	assert_int_equal(fixture_number(f, "SELECT count(*) FROM segment") +
				 fixture_number(f, "SELECT count(*) FROM stay"),
			 0);
	FINE(hold(f, &two, &a, NULL, FIXTURE_NOW + 900, &err));
}

static void cancel_and_undo(void **state)
{
	struct fixture *f = *state;
	struct error err = { 0 };
	char id[ID_SIZE], other[ID_SIZE];
	struct appointment a;
	struct people one = fixture_people(f, "홍", "길동", "123가4567");
	struct people two = fixture_people(f, "이", "영희", "234나5678");
	FINE(book(f, &one, fixture_candidate(1, 570, 1, 1005, 0), id, &err));
	FINE(store_begin_write(f->store, &err));
	assert_false(store_cancel_appointment(f->store, id, 7, NULL, &err));
	assert_int_equal(err.code, ERROR_CONFLICT);
	assert_non_null(strstr(err.text, "kim.m"));
	FINE(store_cancel_appointment(f->store, id, 1, "customer", &err));
	FINE(store_undo_cancel(f->store, id, &err));
	FINE(store_cancel_appointment(f->store, id, 3, "customer", &err));
	FINE(store_commit(f->store, &err));
	FINE(book(f, &two, fixture_candidate(1, 570, 1, 1005, 0), other, &err));
	FINE(store_begin_write(f->store, &err));
	assert_false(store_undo_cancel(f->store, id, &err));
	assert_int_equal(err.code, ERROR_CONFLICT);
	store_rollback(f->store);
	FINE(store_get_appointment(f->store, id, &f->arena, &a, &err));
	assert_int_equal(a.state, APPOINTMENT_CANCELLED);
	assert_int_equal(a.segment_count, 1);
	/* a cancelled file can be booked anew */
	FINE(book(f, &one, fixture_candidate(2, 570, 1, 1005, 0), other, &err));
}

static void move_frees_the_old_time(void **state)
{
	struct fixture *f = *state;
	struct error err = { 0 };
	char id[ID_SIZE], other[ID_SIZE];
	struct appointment a;
	struct people one = fixture_people(f, "홍", "길동", "123가4567");
	struct people two = fixture_people(f, "이", "영희", "234나5678");
	struct store_booking booking = booking_of(&one);
	struct plan_request request = fixture_request(&one);
	struct plan_candidate later =
		fixture_candidate(1, 585, 1, 1005, 0); /* half of it is its own old time */
	FINE(book(f, &one, fixture_candidate(1, 570, 1, 1005, 0), id, &err));
	FINE(store_begin_write(f->store, &err));
	FINE(store_move_appointment(f->store, &f->site, &booking, &request, &later, 1, &err));
	FINE(store_commit(f->store, &err));
	FINE(store_appointment_of_file(f->store, one.file, &f->arena, &a, &err));
	assert_string_equal(a.id, id);
	assert_int_equal(a.start, 585);
	assert_int_equal(a.revision, 2);
	FINE(book(f, &two, fixture_candidate(1, 570, 1, 1020, -1), other, &err));
	FINE(store_begin_write(f->store, &err));
	assert_false(store_move_appointment(f->store, &f->site, &booking, &request, &later, 1, &err));
	assert_int_equal(err.code, ERROR_CONFLICT);
	store_rollback(f->store);
}

static void states_release_what_is_free(void **state)
{
	struct fixture *f = *state;
	struct error err = { 0 };
	char id[ID_SIZE];
	struct people one = fixture_people(f, "홍", "길동", "123가4567");
	struct people two = fixture_people(f, "이", "영희", "234나5678");
	FINE(book(f, &one, fixture_candidate(1, 570, 1, 1005, 0), id, &err));
	FINE(store_begin_write(f->store, &err));
	FINE(store_set_appointment_state(f->store, id, APPOINTMENT_NO_SHOW,
					 (struct moment){ FIXTURE_DAY + 1, 600 }, 0, 1, &err));
	FINE(store_commit(f->store, &err));
	assert_int_equal(fixture_number(f, "SELECT count(*) FROM staff_time WHERE active"), 1);
	assert_int_equal(fixture_number(f, "SELECT count(*) FROM mobility_time WHERE active"), 0);
	FINE(book(f, &two, fixture_candidate(1, 600, 1, 1005, 0), id, &err));
	FINE(store_begin_write(f->store, &err));
	FINE(store_set_handback(f->store, id, (struct moment){ FIXTURE_DAY + 1, 1020 }, 15, 1, &err));
	assert_false(store_set_handback(f->store, id, (struct moment){ FIXTURE_DAY + 1, 1020 }, 20, 2, &err));
	FINE(store_set_appointment_state(f->store, id, APPOINTMENT_ARRIVED,
					 (struct moment){ FIXTURE_DAY + 1, 600 }, 0, 2, &err));
	FINE(store_set_appointment_state(f->store, id, APPOINTMENT_FINISHED,
					 (struct moment){ FIXTURE_DAY + 1, 660 }, 20, 3, &err));
	FINE(store_commit(f->store, &err));
	assert_int_equal(fixture_number(f, "SELECT sum(minutes) FROM segment WHERE active"), 20);
	assert_int_equal(fixture_number(f, "SELECT to_at % 1440 FROM stay WHERE active"), 1035);
	FINE(store_begin_write(f->store, &err));
	FINE(store_set_appointment_state(f->store, id, APPOINTMENT_HANDED_BACK,
					 (struct moment){ FIXTURE_DAY + 1, 900 }, 0, 4, &err));
	FINE(store_commit(f->store, &err));
	assert_int_equal(fixture_number(f, "SELECT to_at % 1440 FROM mobility_time WHERE active"), 900);
}

static void plan_sees_the_same(void **state)
{
	struct fixture *f = *state;
	struct error err = { 0 };
	struct plan_state plan;
	char id[ID_SIZE];
	struct people one = fixture_people(f, "홍", "길동", "123가4567");
	struct people two = fixture_people(f, "이", "영희", "234나5678");
	struct plan_candidate held = fixture_candidate(2, 570, 2, 1005, 1);
	held.mobility = MOBILITY_HIRE;
	FINE(book(f, &one, fixture_candidate(1, 570, 1, 1005, 0), id, &err));
	FINE(hold(f, &two, &held, NULL, FIXTURE_NOW + 300, &err));
	FINE(store_begin_write(f->store, &err));
	int64_t absence;
	FINE(store_add_absence(f->store,
			       &(struct absence){ .kind = ABSENT_STAFF,
						  .code = "park.t",
						  .from = { FIXTURE_DAY + 1, 0 },
						  .to = { FIXTURE_DAY + 3, 0 } },
			       &absence, &err));
	assert_false(store_add_absence(f->store, &(struct absence){ .kind = ABSENT_STAFF, .code = "nobody" },
				       NULL, &err));
	FINE(store_add_internal(f->store, "diagnosis", FIXTURE_DAY + 1, HALF_PM, 90, NULL, &err));
	FINE(store_add_busy(f->store, "lee.j", FIXTURE_DAY + 1, 840, 900, "meeting", &err));
	FINE(store_commit(f->store, &err));

	struct moment now = { FIXTURE_DAY, 600 };
	FINE(store_load_plan(f->store, &f->site, now, FIXTURE_NOW, FIXTURE_DAY, FIXTURE_DAY + 30, &plan,
			     &err));
	assert_int_equal(plan.busy_count, 5);
	assert_int_equal(plan.segment_count, 2);
	assert_int_equal(plan.loan_count, 2);
	assert_int_equal(plan.stay_count, 2);
	assert_int_equal(plan.absence_count, 1);
	assert_int_equal(plan.absences[0].index, 3);
	assert_int_equal(plan.internal_count, 1);
	assert_int_equal(plan.internal[0].half, HALF_PM);
	assert_string_equal(plan.segments[0].file, one.file);
	assert_false(plan.segments[0].hold);
	assert_true(plan.segments[1].hold);
	assert_int_equal(plan.segments[0].bay, 0);
	assert_int_equal(plan.segments[0].named, -1);
	assert_false(plan.segments[0].carried);
	assert_string_equal(plan.stays[0].vehicle, one.vehicle);
	plan_state_finish(&plan);

	/* later the hold has ended */
	FINE(store_load_plan(f->store, &f->site, now, FIXTURE_NOW + 300, FIXTURE_DAY, FIXTURE_DAY + 30, &plan,
			     &err));
	assert_int_equal(plan.busy_count, 3);
	assert_int_equal(plan.segment_count, 1);
	assert_int_equal(plan.loan_count, 1);
	plan_state_finish(&plan);

	/* and work of a car that is still here comes along from before the first day */
	FINE(store_begin_write(f->store, &err));
	FINE(store_set_appointment_state(f->store, id, APPOINTMENT_ARRIVED,
					 (struct moment){ FIXTURE_DAY + 1, 570 }, 0, 1, &err));
	FINE(store_commit(f->store, &err));
	FINE(store_load_plan(f->store, &f->site, now, FIXTURE_NOW, FIXTURE_DAY + 5, FIXTURE_DAY + 30, &plan,
			     &err));
	assert_int_equal(plan.segment_count, 1);
	assert_true(plan.segments[0].carried);
	assert_int_equal(plan.segments[0].day, FIXTURE_DAY + 1);
	assert_int_equal(plan.busy_count, 0);
	plan_state_finish(&plan);

	/* for one car's appointment: its own stays, what carries over, and what is lent when that is asked for */
	struct plan_part part = { .first = FIXTURE_DAY + 2, .vehicle = one.vehicle };
	FINE(store_load_plan_part(f->store, &f->site, now, FIXTURE_NOW, FIXTURE_DAY, FIXTURE_DAY + 30, &part,
				  &plan, &err));
	assert_int_equal(plan.first, FIXTURE_DAY);
	assert_int_equal(plan.rows_first, FIXTURE_DAY + 2);
	for (size_t i = 0; i < plan.busy_count; i++)
		assert_true(plan.busy[i].day >= FIXTURE_DAY + 2);
	for (size_t i = 0; i < plan.stay_count; i++)
		assert_string_equal(plan.stays[i].vehicle, one.vehicle);
	assert_true(plan.segment_count >= 1);
	assert_true(plan.segments[0].carried);
	assert_int_equal(plan.loan_count, 0);
	assert_int_equal(plan.absence_count, 1);
	plan_state_finish(&plan);
	part = (struct plan_part){ .first = FIXTURE_DAY + 1, .loans = true };
	FINE(store_load_plan_part(f->store, &f->site, now, FIXTURE_NOW, FIXTURE_DAY, FIXTURE_DAY + 30, &part,
				  &plan, &err));
	assert_int_equal(plan.stay_count, 0);
	assert_int_equal(plan.loan_count, 2);
	plan_state_finish(&plan);
}

static void drivers_are_taken_too(void **state)
{
	struct fixture *f = *state;
	struct error err = { 0 };
	char id[ID_SIZE];
	struct people one = fixture_people(f, "홍", "길동", "123가4567");
	struct people two = fixture_people(f, "이", "영희", "234나5678");
	struct plan_candidate c = fixture_candidate(1, 630, 1, 960, -1);
	c.mobility = MOBILITY_PUD;
	c.driver_out = 5;
	c.driver_back = 5;
	FINE(book(f, &one, c, id, &err));
	assert_int_equal(fixture_number(f, "SELECT count(*) FROM staff_time WHERE kind = 'person'"), 2);
	struct plan_candidate d = fixture_candidate(1, 660, 2, 900, -1);
	d.mobility = MOBILITY_PUD;
	d.driver_out = 5; /* 10:00 to 11:00 overlaps 09:30 to 10:30 */
	d.driver_back = 5;
	assert_false(book(f, &two, d, id, &err));
	assert_int_equal(err.code, ERROR_CONFLICT);
	assert_non_null(strstr(err.text, "정도윤"));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(comes_back_whole, fixture_setup, fixture_teardown),
		cmocka_unit_test_setup_teardown(overlap_names_file_and_person, fixture_setup,
						fixture_teardown),
		cmocka_unit_test_setup_teardown(holds_keep_others_away, fixture_setup, fixture_teardown),
		cmocka_unit_test_setup_teardown(ended_holds_are_swept, fixture_setup, fixture_teardown),
		cmocka_unit_test_setup_teardown(cancel_and_undo, fixture_setup, fixture_teardown),
		cmocka_unit_test_setup_teardown(move_frees_the_old_time, fixture_setup, fixture_teardown),
		cmocka_unit_test_setup_teardown(states_release_what_is_free, fixture_setup, fixture_teardown),
		cmocka_unit_test_setup_teardown(plan_sees_the_same, fixture_setup, fixture_teardown),
		cmocka_unit_test_setup_teardown(drivers_are_taken_too, fixture_setup, fixture_teardown),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
