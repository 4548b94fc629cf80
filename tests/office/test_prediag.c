/* The pre-diagnosis and the persona in the store: kept with the booking, gone on with, deleted. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "form/answers.h"
#include "office/book.h"
#include "office/persona.h"
#include "office/life.h"
#include "office/prediag.h"
#include "store/people.h"
#include "store/task.h"
#include "desk_fixture.h"

static struct form_answers *answers_of_brakes(const char *how)
{
	struct form_answers *answers = form_answers_create(&desk.forms);
	const char *const said[][2] = {
		{ "channel", "phone" },    { "energy", "petrol" }, { "technical", "yes" },
		{ "prediag_safe", "yes" }, { "SAF02", "parked" },  { "SAF03", "no" },
		{ "SAF04", "no" },         { "SAF07", "no" },      { "SAF10", "no" },
		{ "SAF10b", "no" },        { "family", "BRK" },    { "COM04", "same" },
		{ "BRK01", "noise" },      { "BRK02", "yes" },     { "BRK03", "none" },
		{ "BRK04", "no" },         { "BRK09", "no" },      { "BRK10", "yes" },
		{ "PE1", "unique" },       { "PE2", "unique" },    { "PE3", "appearance" },
		{ "persona_ok", "yes" },
	};
	for (size_t i = 0; i < sizeof said / sizeof *said; i++)
		assert_true(form_answers_set(answers, said[i][0], said[i][1]));
	form_answers_set(answers, "prediag_done", how);
	form_answers_visit(answers, form_step_find(&desk.forms, "COM"));
	return answers;
}

static const char *book_work(const char *vin, const char *work, const struct form_answers *answers)
{
	struct error err = { 0 };
	struct office_slots slots;
	struct office_booking result = { 0 };
	struct booking_request request = desk_request(vin, work);
	struct office_call call = { .answers = answers, .chosen = -1 };
	if (!office_slots(&desk, &request, NULL, NULL, 0, false, &desk_arena, &slots, &err) || !slots.count)
		fail_msg("no slots: %s", err.text);
	const struct plan_candidate *first = &slots.proposals[0].plan.candidate;
	request.slot = (struct request_slot){ .given = true,
					      .date = first->day,
					      .minute = first->start,
					      .advisor = desk.site.staff[first->advisor].code };
	if (!office_book(&desk, &request, &call, &desk_arena, &result, &err) || !result.booked)
		fail_msg("not booked: %s", err.text);
	return arena_strdup(&desk_arena, result.file_id);
}

static const char *book(const char *vin, const struct form_answers *answers)
{
	return book_work(vin, "DIAG-M", answers);
}

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

static void a_hurried_call_is_gone_on_with(void **state)
{
	struct error err = { 0 };
	struct office_prediag prediag;
	struct form_answers *answers = answers_of_brakes("red-flags");
	const char *id = book("ZAM57XTS0M1000113", answers);
	form_answers_destroy(answers);
	struct customer_file file = desk_file(id);
	office_prediag_of(&desk, &file, "en", &desk_arena, &prediag);
	assert_true(prediag.any && prediag.hurried && !prediag.done);
	assert_int_equal(prediag.level, FORM_FLAG_STOP);
	assert_string_equal(prediag.level_text, "DO NOT DRIVE");
	assert_string_equal(prediag.family_codes[0], "BRK");
	assert_true(prediag.open > 5);
	assert_non_null(strstr(prediag.summary, "Pedal to the floor or sinking: Yes"));
	assert_string_equal(file.request, "와이퍼 소리");
	assert_int_equal(tasks_of(id, "callback", OFFICE_TASK_PREDIAG), 1);
	assert_int_equal(tasks_of(id, "danger", "stop"), 1);
	assert_non_null(strstr(file.missing, "prediag"));

	struct form_answers *later = office_prediag_answers(&desk, &file);
	form_answers_set(later, "prediag_done", "full");
	form_answers_set(later, "COM03", "often");
	assert_true(office_prediag_keep(&desk, id, later, &err));
	assert_true(office_prediag_keep(&desk, id, later, &err));
	form_answers_destroy(later);
	file = desk_file(id);
	office_prediag_of(&desk, &file, "ko", &desk_arena, &prediag);
	assert_true(prediag.done);
	assert_non_null(strstr(prediag.summary, "자주 (거의 매일)"));
	assert_int_equal(tasks_of(id, "callback", OFFICE_TASK_PREDIAG), 0);
	assert_int_equal(tasks_of(id, "danger", "stop"), 1);
	assert_null(strstr(file.missing, "prediag"));
	assert_string_equal(file.request, "와이퍼 소리");
}

/* The booked work is one of an hour of diagnosis without the foreman: the answers that come later ask for
 * more. */
static void work_that_no_longer_fits_is_a_task(void **state)
{
	struct error err = { 0 };
	struct form_answers *answers = answers_of_brakes("red-flags");
	const char *id = book_work("ZAM57XTS0M1000113", "DIAG-1", answers);
	form_answers_destroy(answers);
	struct customer_file file = desk_file(id);
	struct form_answers *later = office_prediag_answers(&desk, &file);
	assert_string_equal(office_prediag_wants(&desk, &file, later, &desk_arena), "");
	form_answers_set_values(later, "family", (const char *[]){ "BRK", "NOI" }, 2);
	const char *wanted = office_prediag_wants(&desk, &file, later, &desk_arena);
	assert_string_equal(wanted, "longer-diagnosis attend-foreman ");
	assert_true(office_prediag_keep(&desk, id, later, &err));
	assert_true(office_prediag_keep(&desk, id, later, &err));
	assert_int_equal(tasks_of(id, "work", wanted), 1);
	form_answers_destroy(later);

	struct office_changed changed;
	struct office_change change = { .work = { "DIAG-2" }, .work_count = 1 };
	assert_true(office_change_work(&desk, id, &change, &desk_arena, &changed, &err) &&
		    changed.booking.booked);
	assert_int_equal(tasks_of(id, "work", wanted), 0);
}

static void what_was_not_asked_is_kept_as_such(void **state)
{
	struct form_answers *answers = answers_of_brakes("full");
	const char *id = book("ZAM57XTS0M1000113", answers);
	form_answers_destroy(answers);
	struct customer_file file = desk_file(id);
	bool found = false;
	for (size_t i = 0; i < file.answer_count; i++)
		found |= strcmp(file.answers[i].field, "COM03") == 0 &&
			 strcmp(file.answers[i].value, FORM_NOT_ASKED) == 0;
	assert_true(found);
	assert_int_equal(tasks_of(id, "callback", OFFICE_TASK_PREDIAG), 0);
}

static void a_persona_is_kept_and_deleted(void **state)
{
	struct error err = { 0 };
	struct customer customer;
	struct form_answers *answers = answers_of_brakes("full");
	const char *id = book("ZAM57XTS0M1000113", answers);
	struct customer_file file = desk_file(id);
	const char *who = file.customer.id;
	assert_true(office_persona_keep(&desk, who, id, answers, &err));
	assert_true(store_get_customer(desk.store, who, &desk_arena, &customer, &err));
	assert_int_equal(customer.persona, PERSONA_UNIQUE);
	assert_string_equal(customer.persona_source, "tool");
	assert_int_equal(customer.persona_date, desk_day(11, 23));
	assert_int_equal(customer.persona_confidence, 66);
	assert_false(office_persona_is_old(&customer, desk_day(11, 23)));
	assert_true(office_persona_is_old(&customer, customer.persona_date + 2 * 366));

	assert_true(office_persona_delete(&desk, who, id, &err));
	assert_true(store_get_customer(desk.store, who, &desk_arena, &customer, &err));
	assert_int_equal(customer.persona, PERSONA_UNKNOWN);
	assert_null(customer.persona_source);
	assert_int_equal(customer.persona_confidence, 0);
	file = desk_file(id);
	for (size_t i = 0; i < file.answer_count; i++)
		assert_string_not_equal(file.answers[i].form, "persona");
	assert_string_equal(file.history[file.history_count - 1].act, "persona-deleted");
	assert_true(office_persona_delete(&desk, who, NULL, &err)); /* again: nothing to complain of */
	form_answers_destroy(answers);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_hurried_call_is_gone_on_with),
		cmocka_unit_test(work_that_no_longer_fits_is_a_task),
		cmocka_unit_test(what_was_not_asked_is_kept_as_such),
		cmocka_unit_test(a_persona_is_kept_and_deleted),
	};
	return cmocka_run_group_tests(tests, desk_open, desk_close);
}
