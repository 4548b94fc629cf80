/* The day of a reception: the waiting clock of who walks in, the reception checklist, another advisor, the
 * joint drive.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "desk_fixture.h"
#include "office/checklist.h"
#include "office/file_check.h"
#include "office/life.h"
#include "office/telephone.h"
#include "store/contact.h"
#include "store/task.h"

static int tasks_of(const char *file, const char *kind, const char *text)
{
	struct task_list tasks = { 0 };
	struct error err = { 0 };
	int count = 0;
	assert_true(store_open_tasks(desk.store, 0, file, &desk_arena, &tasks, &err));
	for (size_t i = 0; i < tasks.count; i++)
		count += strcmp(tasks.items[i].kind, kind) == 0 && tasks.items[i].text &&
			 strcmp(tasks.items[i].text, text) == 0;
	return count;
}

static int waiting(instant *first)
{
	struct error err = { 0 };
	int count = -1;
	assert_true(store_count_waiting(desk.store, office_now(&desk) - 3600, &count, first, &err));
	return count;
}

static void act_as(const char *code)
{
	desk.actor = site_find_staff(&desk.site, code);
	assert_true(desk.actor >= 0);
	desk.roles = desk.site.staff[desk.actor].roles;
}

/* --- walk-in (R59, R60) --- */

static void the_waiting_clock_starts_at_zero_and_ends_with_the_welcome(void **state)
{
	struct error err = { 0 };
	struct contact row;
	char arrived[ID_SIZE], contact[ID_SIZE], file[ID_SIZE];
	instant first = 0, came = desk.frozen_at;
	assert_int_equal(waiting(&first), 0);
	assert_true(office_note_arrival(&desk, arrived, &err));
	assert_int_equal(waiting(&first), 1);
	assert_true(first == came);
	desk.frozen_at += 95;
	assert_int_equal(waiting(&first), 1);
	assert_true(first == came); /* 95 seconds: a warning at every desk */

	struct office_ring ring = { .seconds = 95, .arrived = arrived, .channel = CHANNEL_WALKIN };
	assert_true(office_open_file(&desk, CHANNEL_WALKIN, "ko", &ring, contact, file, &err));
	assert_string_equal(contact, arrived);
	assert_int_equal(waiting(&first), 0);
	assert_true(store_get_contact(desk.store, contact, &desk_arena, &row, &err));
	assert_true(row.rang == came && row.answered == came + 95 && row.channel == CHANNEL_WALKIN);
	assert_true(office_note_handover(&desk, file, "lee.j", &err));
	struct customer_file whole = desk_file(file);
	assert_string_equal(whole.history[whole.history_count - 1].act, "handed");
	assert_string_equal(whole.history[whole.history_count - 1].text, "lee.j");
	desk.frozen_at = came;
}

static void who_leaves_unreceived_is_in_the_register(void **state)
{
	struct error err = { 0 };
	struct contact row;
	char arrived[ID_SIZE];
	instant first;
	assert_true(office_note_arrival(&desk, arrived, &err));
	struct office_ring ring = { .seconds = 10, .arrived = arrived, .channel = CHANNEL_WALKIN };
	assert_true(office_note_lost_call(&desk, &ring, &err));
	assert_int_equal(waiting(&first), 0);
	assert_true(store_get_contact(desk.store, arrived, &desk_arena, &row, &err));
	assert_string_equal(row.result, "abandoned");
	assert_true(row.answered == 0);
}

/* --- the checklist (R29) --- */

static struct form_answers *open_list(const char *id, struct checklist *checklist)
{
	struct error err = { 0 };
	struct customer_file file = desk_file(id);
	struct form_answers *answers;
	if (!office_checklist_open(&desk, &file, &desk_arena, &answers, checklist, &err))
		fail_msg("%s", err.text);
	return answers;
}

/* Everything that is asked and still open, with its first answer. */
static void answer_all(struct form_answers *answers)
{
	const struct form *form = form_find(&desk.forms, CHECKLIST_FORM);
	for (size_t s = 0; s < form->step_count; s++)
		for (size_t f = 0; f < form->steps[s].field_count; f++) {
			const struct form_field *field = &form->steps[s].fields[f];
			if (!field->required || !form_field_visible(answers, field) ||
			    form_answers_count(answers, field->id))
				continue;
			const char *value = field->type == FORM_YES_NO ? "no"
					    : field->option_count      ? field->options[0].code
					    : field->type == FORM_TEXT ? "6/8"
								       : "90";
			assert_true(form_answers_set(answers, field->id, value));
		}
}

static void a_checklist_is_kept_in_parts_and_done_by_an_advisor(void **state)
{
	struct error err = { 0 };
	struct checklist checklist;
	struct plan_candidate candidate;
	struct booking_request request = desk_request("ZAM57XTS0M1000113", "OIL");
	const char *id = desk_book(&request, desk_day(11, 25), &candidate);
	struct form_answers *answers = open_list(id, &checklist);
	int items, settled, revision = 0, before = desk.actor;
	act_as("kim.m");
	office_checklist_count(answers, &items, &settled);
	assert_int_equal(items, 45);  /* no battery */
	assert_int_equal(settled, 4); /* no return, no car lent: said by the file */
	assert_true(form_answers_set(answers, "RC-A1", "ok"));
	const char *const damage[] = { "S", "D" };
	assert_true(form_answers_set_values(answers, "RC-E1", damage, 2));
	assert_true(form_answers_set(answers, "RC-E1-where", "3, photo 12"));
	assert_true(office_checklist_save(&desk, id, answers, true, &revision, &err));
	assert_int_equal(revision, 1);

	/* Another desk has it open as well: the second to write is told who was faster. */
	struct checklist other;
	struct form_answers *theirs = open_list(id, &other);
	assert_int_equal(other.state, CHECKLIST_BEGUN);
	assert_int_equal(other.revision, 1);
	assert_true(form_answers_has(theirs, "RC-E1", "D"));
	assert_true(form_answers_set(theirs, "RC-A3", "ok"));
	assert_true(office_checklist_save(&desk, id, theirs, true, &other.revision, &err));
	assert_false(office_checklist_save(&desk, id, answers, false, &revision, &err));
	assert_int_equal(err.code, ERROR_CONFLICT);
	form_answers_destroy(answers);

	assert_false(office_checklist_done(&desk, id, theirs, &other.revision, &err)); /* an operator */
	assert_int_equal(err.code, ERROR_PERMISSION);
	act_as("kim.s");
	assert_false(office_checklist_done(&desk, id, theirs, &other.revision, &err));
	assert_int_equal(err.code, ERROR_INPUT);
	answer_all(theirs);
	assert_true(office_checklist_done(&desk, id, theirs, &other.revision, &err));
	office_checklist_count(theirs, &items, &settled);
	form_answers_destroy(theirs);
	form_answers_destroy(open_list(id, &checklist));
	assert_int_equal(checklist.state, CHECKLIST_DONE);
	assert_string_equal(checklist.saved_by, "kim.s");
	struct customer_file file = desk_file(id);
	assert_string_equal(file.history[file.history_count - 1].act, "checklist-done");
	assert_int_equal(file.mileage, 90); /* what the odometer showed */
	desk.actor = before;
	desk.roles = desk.site.staff[before].roles;
}

static void a_pre_check_that_finds_something_is_told_at_once(void **state)
{
	struct error err = { 0 };
	struct checklist checklist;
	struct plan_candidate candidate;
	struct booking_request request = desk_request("ZN6PMDE26R7000110", "EV-CHECK");
	const char *id = desk_book(&request, desk_day(11, 25), &candidate);
	struct form_answers *answers = open_list(id, &checklist);
	int items, settled;
	office_checklist_count(answers, &items, &settled);
	assert_int_equal(items, 53);
	form_answers_set(answers, "RC-B2", "nok");
	assert_true(office_checklist_save(&desk, id, answers, true, &checklist.revision, &err));
	assert_true(office_checklist_save(&desk, id, answers, false, &checklist.revision, &err));
	assert_int_equal(tasks_of(id, "danger", "quarantine"), 1);
	form_answers_destroy(answers);
}

/* --- another advisor, the joint drive --- */

static void another_advisor_is_checked_and_told(void **state)
{
	struct error err = { 0 };
	struct plan_candidate candidate;
	struct office_booking booking = { 0 };
	struct booking_request request = desk_request("ZAM57YTL2M1000101", "OIL");
	const char *id = desk_book(&request, desk_day(11, 26), &candidate);
	const char *was = desk.site.staff[candidate.advisor].code;
	struct office_move move = { .day = candidate.day,
				    .minute = candidate.start,
				    .advisor = strcmp(was, "kim.s") == 0 ? "lee.j" : "kim.s",
				    .wished = true };
	assert_true(office_move(&desk, id, &move, &desk_arena, &booking, &err));
	assert_true(booking.booked);
	assert_string_equal(desk_file(id).appointment.advisor, move.advisor);
	assert_int_equal(tasks_of(id, "callback", "advisor-changed"), 1);
	move.advisor = "oh.s"; /* the foreman receives nobody */
	assert_false(office_move(&desk, id, &move, &desk_arena, &booking, &err));
}

/* A later hand-back of a workshop return takes the foreman's half hour before it along (R71). */
static void the_joint_drive_goes_with_the_handback(void **state)
{
	struct error err = { 0 };
	struct plan_candidate candidate;
	struct office_changed changed = { 0 };
	struct booking_request request = desk_request("ZN661YUS3LX000103", "DIAG-1");
	request.workshop_return = true;
	const char *id = desk_book(&request, desk_day(11, 24), &candidate);
	assert_true(candidate.foreman >= 0);
	struct customer_file file = desk_file(id);
	assert_non_null(file.appointment.foreman);
	assert_int_equal(file.appointment.marks & MARK_RET, MARK_RET);
	struct office_handback handback = { .day = file.appointment.handback_day + 1, .minutes = 12 };
	/* The first quarter of the next day at which advisor and foreman have time. */
	for (handback.minute = 14 * 60; !changed.booking.booked && handback.minute < 17 * 60;
	     handback.minute += 15)
		assert_true(office_set_handback(&desk, id, &handback, &desk_arena, &changed, &err));
	if (!changed.booking.booked)
		fail_msg("%s", changed.booking.refused[0].text);
	struct plan_candidate now;
	assert_true(store_get_candidate(desk.store, &desk.site, file.appointment.id, &now, &err));
	assert_int_equal(now.handback.minute, handback.minute - 15);
	assert_int_equal(now.handback_minutes, 12);
	assert_int_equal(now.foreman, candidate.foreman);
	struct file_check check;
	assert_true(office_check_file(&desk, id, &desk_arena, &check, &err));
	assert_int_equal(check.points & (1U << FILE_POINT_FOREMAN | 1U << FILE_POINT_MARK), 0);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(the_waiting_clock_starts_at_zero_and_ends_with_the_welcome),
		cmocka_unit_test(who_leaves_unreceived_is_in_the_register),
		cmocka_unit_test(a_checklist_is_kept_in_parts_and_done_by_an_advisor),
		cmocka_unit_test(a_pre_check_that_finds_something_is_told_at_once),
		cmocka_unit_test(another_advisor_is_checked_and_told),
		cmocka_unit_test(the_joint_drive_goes_with_the_handback),
	};
	return cmocka_run_group_tests(tests, desk_open, desk_close);
}
