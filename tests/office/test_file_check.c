/* The check of files before their receptions: each missing thing, the list, the task, and what mends it. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

#include "desk_fixture.h"
#include "model/label.h"
#include "office/file_check.h"
#include "office/setup.h"
#include "office/tasks.h"
#include "store/people.h"

/* --- the rule --- */

/* Nothing is missing; the reception is in three days. */
static struct file_facts whole(void)
{
	return (struct file_facts){
		.day = 1000,
		.start = 600,
		.has_name = true,
		.has_number = true,
		.has_vin = true,
		.has_mileage = true,
		.has_consent = true,
		.mobility_answered = true,
		.has_needs = true,
	};
}

enum change {
	NOTHING,
	NO_NAME,
	NO_NUMBER,
	NO_VIN,
	NO_MILEAGE,
	MILEAGE_CAME,
	NO_CONSENT,
	CONSENT_CAME,
	NO_NEEDS,
	OWNER_KEPT,
	OWNER_PENDING,
	TECHNICAL,
	TECHNICAL_ASKED,
	TECHNICAL_HURRIED,
	CAMPAIGN,
	PARTS_LATE,
	PARTS_IN_TIME,
	PARTS_UNDATED,
	PARTS_SAID,
	PARTS_CAME,
	NO_MOBILITY,
	RETURN_UNMARKED,
	RETURN_NO_FOREMAN,
	RETURN_WHOLE,
	MUST_MOVE,
	MOVE_BUT_HERE,
	HERE,
	HERE_DONE,
	GONE,
	CHANGES,
};

static void apply(struct file_facts *facts, enum change change)
{
	switch (change) {
	case NOTHING:
	case CHANGES:
		break;
	case NO_NAME:
		facts->has_name = false;
		break;
	case NO_NUMBER:
		facts->has_number = false;
		break;
	case NO_VIN:
		facts->has_vin = false;
		break;
	case NO_MILEAGE:
		facts->has_mileage = false;
		facts->kept = "mileage";
		break;
	case MILEAGE_CAME:
		facts->kept = "mileage";
		break;
	case NO_CONSENT:
		facts->has_consent = false;
		facts->kept = "mileage consent";
		break;
	case CONSENT_CAME:
		facts->kept = "consent";
		break;
	case NO_NEEDS:
		facts->has_needs = false;
		break;
	case OWNER_KEPT:
		facts->kept = "owner";
		break;
	case OWNER_PENDING:
		facts->owner_pending = true;
		break;
	case TECHNICAL:
		facts->technical = true;
		break;
	case TECHNICAL_ASKED:
		facts->technical = true;
		facts->prediag_answers = 12;
		break;
	case TECHNICAL_HURRIED:
		facts->technical = true;
		facts->prediag_answers = 12;
		facts->kept = "prediag";
		break;
	case CAMPAIGN:
		facts->campaigns_untold = 1;
		break;
	case PARTS_LATE:
		facts->parts_ordered = facts->parts_waiting = 1;
		facts->parts_eta = facts->day + 1;
		break;
	case PARTS_IN_TIME:
		facts->parts_ordered = facts->parts_waiting = 1;
		facts->parts_eta = facts->day;
		break;
	case PARTS_UNDATED:
		facts->parts_ordered = facts->parts_waiting = 1;
		facts->parts_undated = true;
		break;
	case PARTS_SAID:
		facts->kept = "parts";
		break;
	case PARTS_CAME:
		facts->kept = "parts";
		facts->parts_ordered = 2;
		break;
	case NO_MOBILITY:
		facts->mobility_answered = false;
		break;
	case RETURN_UNMARKED:
		facts->is_return = true;
		break;
	case RETURN_NO_FOREMAN:
		facts->is_return = true;
		facts->marks = MARK_RET;
		break;
	case RETURN_WHOLE:
		facts->is_return = facts->foreman_booked = true;
		facts->marks = MARK_RET;
		break;
	case MUST_MOVE:
		facts->to_move = true;
		break;
	case MOVE_BUT_HERE:
		facts->to_move = true;
		facts->state = APPOINTMENT_ARRIVED;
		facts->checklist = CHECKLIST_DONE;
		break;
	case HERE:
		facts->state = APPOINTMENT_ARRIVED;
		facts->checklist = CHECKLIST_BEGUN;
		break;
	case HERE_DONE:
		facts->state = APPOINTMENT_FINISHED;
		facts->checklist = CHECKLIST_DONE;
		break;
	case GONE:
		facts->state = APPOINTMENT_HANDED_BACK;
		facts->has_number = false;
		break;
	}
}

static void each_missing_thing_is_found(void **state)
{
	static const struct {
		const char *codes;
		enum file_light light; /* with three days left */
	} want[CHANGES] = {
		[NOTHING] = { "", FILE_LIGHT_GOOD },
		[NO_NAME] = { "name", FILE_LIGHT_OPEN },
		[NO_NUMBER] = { "telephone", FILE_LIGHT_OPEN },
		[NO_VIN] = { "vin", FILE_LIGHT_OPEN },
		[NO_MILEAGE] = { "mileage", FILE_LIGHT_OPEN },
		[MILEAGE_CAME] = { "", FILE_LIGHT_GOOD },
		[NO_CONSENT] = { "consent", FILE_LIGHT_OPEN },
		[CONSENT_CAME] = { "", FILE_LIGHT_GOOD },
		[NO_NEEDS] = { "needs", FILE_LIGHT_ASK },
		[OWNER_KEPT] = { "owner", FILE_LIGHT_OPEN },
		[OWNER_PENDING] = { "owner", FILE_LIGHT_OPEN },
		[TECHNICAL] = { "prediag", FILE_LIGHT_OPEN },
		[TECHNICAL_ASKED] = { "", FILE_LIGHT_GOOD },
		[TECHNICAL_HURRIED] = { "prediag", FILE_LIGHT_OPEN },
		[CAMPAIGN] = { "campaign", FILE_LIGHT_OPEN },
		[PARTS_LATE] = { "parts", FILE_LIGHT_OPEN },
		[PARTS_IN_TIME] = { "", FILE_LIGHT_GOOD },
		[PARTS_UNDATED] = { "parts", FILE_LIGHT_OPEN },
		[PARTS_SAID] = { "parts", FILE_LIGHT_OPEN },
		[PARTS_CAME] = { "", FILE_LIGHT_GOOD },
		[NO_MOBILITY] = { "mobility", FILE_LIGHT_OPEN },
		[RETURN_UNMARKED] = { "mark", FILE_LIGHT_OPEN },
		[RETURN_NO_FOREMAN] = { "foreman", FILE_LIGHT_OPEN },
		[RETURN_WHOLE] = { "", FILE_LIGHT_GOOD },
		[MUST_MOVE] = { "to-move", FILE_LIGHT_OPEN },
		[MOVE_BUT_HERE] = { "", FILE_LIGHT_GOOD },
		[HERE] = { "checklist", FILE_LIGHT_OPEN },
		[HERE_DONE] = { "", FILE_LIGHT_GOOD },
		[GONE] = { "", FILE_LIGHT_NONE },
	};
	for (int i = 0; i < CHANGES; i++) {
		char codes[FILE_CHECK_CODES_SIZE];
		struct file_facts facts = whole();
		apply(&facts, (enum change)i);
		struct file_check check = file_check(&facts, facts.day - 3, 600);
		if (strcmp(file_check_codes(check.points, codes), want[i].codes) != 0 ||
		    check.light != want[i].light)
			fail_msg("case %d: \"%s\" (%s), not \"%s\" (%s)", i, codes,
				 file_light_code(check.light), want[i].codes, file_light_code(want[i].light));
	}
}

static void the_48_hours_begin_at_the_minute(void **state)
{
	struct file_facts facts = whole();
	apply(&facts, NO_NUMBER);
	assert_int_equal(file_check(&facts, facts.day - 2, facts.start - 1).light, FILE_LIGHT_OPEN);
	assert_int_equal(file_check(&facts, facts.day - 2, facts.start).light, FILE_LIGHT_DUE);
	assert_int_equal(file_check(&facts, facts.day, 1000).light, FILE_LIGHT_DUE);
}

static void every_point_has_a_code_and_a_word(void **state)
{
	char codes[FILE_CHECK_CODES_SIZE];
	struct buffer words = { 0 };
	for (int i = 0; i < FILE_POINT_COUNT; i++) {
		enum file_point point;
		assert_true(file_point_from_code(file_point_code((enum file_point)i), &point));
		assert_int_equal(point, i);
		assert_true(file_point_mend(point) <= FILE_MEND_CHECKLIST);
	}
	file_check_codes((1U << FILE_POINT_COUNT) - 1, codes);
	assert_int_equal(label_open_points(codes, &words), FILE_POINT_COUNT);
	assert_null(strstr(buffer_text(&words), "to-move"));
	buffer_finish(&words);
}

/* --- in the store --- */

static struct file_check check_of(const char *file)
{
	struct error err = { 0 };
	struct file_check check;
	assert_true(office_check_file(&desk, file, &desk_arena, &check, &err));
	return check;
}

static int check_tasks_of(const char *file)
{
	struct task_list tasks = { 0 };
	struct error err = { 0 };
	int count = 0;
	assert_true(store_open_tasks(desk.store, 0, file, &desk_arena, &tasks, &err));
	for (size_t i = 0; i < tasks.count; i++)
		count += strcmp(tasks.items[i].kind, "file-check") == 0;
	return count;
}

static void what_is_asked_later_mends_the_file(void **state)
{
	struct error err = { 0 };
	struct plan_candidate candidate;
	struct booking_request request = desk_request("ZAM57XTS0M1000113", "OIL");
	const char *id = desk_book(&request, desk_day(11, 25), &candidate);
	struct file_check before = check_of(id);
	assert_true(before.points & 1U << FILE_POINT_MILEAGE);
	assert_true(before.points & 1U << FILE_POINT_CONSENT);
	struct office_completion completion = {
		.mileage = 41000,
		.mobile = "010-0000-7777",
		.contact = CONTACT_PHONE,
		.appointment = CONTACT_SMS,
		.service = CONTACT_NO,
		.needs = "커피, 빨리",
	};
	assert_true(office_complete_file(&desk, id, &completion, &err));
	struct file_check after = check_of(id);
	assert_false(after.points & (1U << FILE_POINT_MILEAGE | 1U << FILE_POINT_CONSENT |
				     1U << FILE_POINT_NEEDS | 1U << FILE_POINT_TELEPHONE));
	struct customer_file file = desk_file(id);
	assert_int_equal(file.mileage, 41000);
	assert_null(strstr(file.missing, "consent"));
	assert_string_equal(file.customer.mobile, "010-0000-7777");
	completion = (struct office_completion){ .mileage = -1, .mobile = "none" };
	assert_false(office_complete_file(&desk, id, &completion, &err));
	completion = (struct office_completion){ .mileage = -1, .email = "no mail" };
	assert_false(office_complete_file(&desk, id, &completion, &err));
	assert_string_equal(desk_file(id).customer.mobile, "010-0000-7777");
}

static void the_list_and_one_file_say_the_same(void **state)
{
	struct error err = { 0 };
	struct office_checked_list list = { 0 };
	civil_day last = office_check_last(&desk);
	assert_int_equal(last, desk_day(11, 25));
	assert_true(office_check_files(&desk, desk_day(11, 23), last, NULL, &desk_arena, &list, &err));
	assert_true(list.count > 0);
	for (size_t i = 0; i < list.count; i++)
		assert_int_equal(check_of(list.items[i].reception.appointment.file_id).points,
				 list.items[i].check.points);
}

/* An order of a part for the car, as the parts system delivers it. */
static void deliver(const char *status, const char *eta)
{
	char path[] = "/tmp/prenota-parts-XXXXXX";
	struct office_import result = { 0 };
	struct error err = { 0 };
	int fd = mkstemp(path);
	FILE *file = fdopen(fd, "w");
	assert_non_null(file);
	fprintf(file, "order_no,vin,part,text,qty,status,eta\nPO-1,ZAM57XTS0M1000113,9801,filter,1,%s,%s\n",
		status, eta);
	fclose(file);
	bool fine = office_import(&desk, "parts", path, NULL, &desk_arena, &result, &err);
	unlink(path);
	if (!fine || result.bad)
		fail_msg("parts: %s", err.text);
}

static void the_task_is_made_once_and_ends_by_itself(void **state)
{
	struct error err = { 0 };
	struct plan_candidate candidate;
	struct booking_request request = desk_request("ZAM57XTS0M1000113", "OIL");
	int made = -1;
	desk_at(11, 24, 600);
	const char *id = desk_book(&request, desk_day(11, 26), &candidate);
	assert_int_equal(candidate.day, desk_day(11, 26));
	assert_true(office_check_tasks(&desk, &made, &err));
	int before = check_tasks_of(id); /* what the booking left open has tasks of its own */
	assert_int_equal(before, 0);

	deliver("ordered", "2026-12-01");
	assert_true(check_of(id).points & 1U << FILE_POINT_PARTS);
	assert_true(office_check_tasks(&desk, &made, &err));
	assert_int_equal(check_tasks_of(id), 1);
	assert_true(office_check_tasks(&desk, &made, &err));
	assert_int_equal(made, 0);
	assert_int_equal(check_tasks_of(id), 1);

	deliver("arrived", "2026-11-25");
	struct office_completion completion = { .mileage = 12000,
						.mobile = "010-0000-7777",
						.contact = CONTACT_NO,
						.appointment = CONTACT_NO,
						.service = CONTACT_NO };
	assert_true(office_complete_file(&desk, id, &completion, &err));
	if (check_of(id).points & 1U << FILE_POINT_CAMPAIGN)
		assert_true(office_tell_campaigns(&desk, id, &err));
	assert_int_equal(check_of(id).points & 1U << FILE_POINT_PARTS, 0);
	if (check_of(id).points & 1U << FILE_POINT_OWNER)
		assert_int_equal(check_of(id).musts, 1); /* an advisor works through the steps */
	else
		assert_int_equal(check_of(id).musts, 0);
	assert_true(office_check_tasks(&desk, &made, &err));
	assert_int_equal(check_tasks_of(id), check_of(id).musts ? 1 : 0);
	desk_at(11, 23, 600);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(each_missing_thing_is_found),
		cmocka_unit_test(the_48_hours_begin_at_the_minute),
		cmocka_unit_test(every_point_has_a_code_and_a_word),
		cmocka_unit_test(what_is_asked_later_mends_the_file),
		cmocka_unit_test(the_list_and_one_file_say_the_same),
		cmocka_unit_test(the_task_is_made_once_and_ends_by_itself),
	};
	return cmocka_run_group_tests(tests, desk_open, desk_close);
}
