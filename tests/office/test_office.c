/* Acts of the desk on the sample site: holds, calls, drafts, what is said about rules. */
#include <ftw.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "form/answers.h"
#include "office/book.h"
#include "office/draft.h"
#include "office/setup.h"
#include "store/contact.h"
#include "store/people.h"
#include "plan/check.h"
#include "store/appointment.h"
#include "store/task.h"

enum { MINUTE = 60 };

static char dir[] = "/tmp/prenota-office-XXXXXX";
static struct office office;
static struct arena arena;

static int remove_one(const char *path, const struct stat *info, int kind, struct FTW *walk)
{
	return remove(path);
}

static void told(void *context, const char *text)
{
	print_error("%s\n", text);
	(*(int *)context)++;
}

static int setup(void **state)
{
	struct error err = { 0 };
	char database[sizeof dir + 64];
	int complaints = 0;
	struct office_import_watch watch = { .bad = told, .context = &complaints };
	if (!mkdtemp(dir) ||
	    !office_prepare_demo(dir, getenv("SAMPLE_DIR"), getenv("FORMS_DIR"), &watch, &err)) {
		print_error("%s\n", err.text);
		return -1;
	}
	snprintf(database, sizeof database, "%s/prenota.db", dir);
	struct office_options options = {
		.database = database,
		.as = "kim.m",
		.has_now = true,
		.now = "2026-11-23T10:00",
		.forms_dir = getenv("FORMS_DIR"),
	};
	if (!office_open(&office, &options, &err)) {
		print_error("%s\n", err.text);
		return -1;
	}
	return complaints;
}

static int teardown(void **state)
{
	office_close(&office);
	arena_finish(&arena);
	return nftw(dir, remove_one, 16, FTW_DEPTH | FTW_PHYS);
}

static struct booking_request request_of(const char *vin, const char *work)
{
	struct booking_request request;
	booking_request_init(&request);
	request.has_vehicle = true;
	request.vin = vin;
	request.work[0] = work;
	request.work_count = 1;
	request.request = "오일을 갈아 주세요";
	request.mobility[0] = MOBILITY_NONE;
	request.mobility_count = 1;
	return request;
}

static void slots_of(const struct booking_request *request, const char *file, struct office_slots *slots)
{
	struct error err = { 0 };
	if (!office_slots(&office, request, file, NULL, 0, false, &arena, slots, &err))
		fail_msg("%s", err.text);
}

/* The clocks of a call are kept: rings, holds, and calls that nobody answered (R16, R18). */
static void test_clocks(void **state)
{
	char contact[ID_SIZE], file[ID_SIZE];
	struct error err = { 0 };
	struct contact row;
	struct contact_list list = { 0 };
	struct office_ring ring = { .seconds = 7, .rings = 3 };
	instant now = office_now(&office);
	assert_true(office_open_file(&office, CHANNEL_PHONE, "ko", &ring, contact, file, &err));
	assert_true(office_note_hold(&office, contact, false, 12, &err));
	assert_true(office_note_hold(&office, contact, true, 31, &err));
	assert_true(store_get_contact(office.store, contact, &arena, &row, &err));
	assert_int_equal(row.rang, now - 7);
	assert_int_equal(row.answered, now);
	assert_int_equal(row.rings, 3);
	assert_int_equal(row.holds, 2);
	assert_int_equal(row.longest_hold, 31);
	assert_int_equal(row.hold_seconds, 43);

	office.frozen_at += 1000 * MINUTE;
	ring = (struct office_ring){ .seconds = 12, .rings = 5 };
	now = office_now(&office);
	assert_true(office_note_lost_call(&office, &ring, &err));
	assert_true(store_contacts_between(office.store, now - 60, now + 1, 10, &arena, &list, &err));
	assert_int_equal(list.count, 1);
	assert_string_equal(list.items[0].result, "abandoned");
	assert_int_equal(list.items[0].answered, 0);
	assert_int_equal(list.items[0].rings, 5);
	office.frozen_at -= 1000 * MINUTE;
	assert_true(office_close_file(
		&office, file, &(struct office_ending){ .contact = contact, .reason = "information" }, &err));
}

/* What a call without a booking leaves: how long the first dates took, who took over, each request as it was
 * said, the answers, whom it was about. */
static void test_unbooked_call_keeps_what_was_said(void **state)
{
	char contact[ID_SIZE], id[ID_SIZE];
	struct error err = { 0 };
	struct contact row;
	struct customer_file file;
	struct vehicle car;
	struct form_answers *answers = form_answers_create(&office.forms);
	assert_true(store_get_vehicle_by_vin(office.store, "ZAM57XTS0M1000113", &arena, &car, &err));
	assert_true(office_open_file(&office, CHANNEL_WALKIN, "ko", NULL, contact, id, &err));
	assert_true(office_note_offer(&office, contact, id, 840, &err));
	assert_true(office_note_offer(&office, contact, id, 9000, &err)); /* the first one stays */
	assert_true(office_note_handover(&office, id, "lee.j", &err));
	assert_true(office_save_request(&office, id, "첫 말씀", &err));
	assert_true(office_save_request(&office, id, "둘째", &err));
	assert_true(office_save_request(&office, id, "셋째", &err));
	form_answers_set(answers, "complaint_verbatim", "지난번 수리 후 더 시끄럽습니다");
	struct office_ending ending = { .contact = contact,
					.reason = "we-call-back",
					.answers = answers,
					.customer_id = car.owner_id,
					.vehicle_id = car.id };
	assert_true(office_close_file(&office, id, &ending, &err));
	form_answers_destroy(answers);
	assert_true(store_get_contact(office.store, contact, &arena, &row, &err));
	assert_int_equal(row.offer_ms, 840);
	assert_string_equal(row.customer_id, car.owner_id);
	assert_string_equal(row.result, "we-call-back");
	assert_true(office_file(&office, id, &arena, &file, &err));
	assert_string_equal(file.request, "첫 말씀");
	assert_int_equal(file.addition_count, 2);
	assert_string_equal(file.additions[1], "셋째");
	assert_int_equal(file.answer_count, 1);
	assert_string_equal(file.answers[0].value, "지난번 수리 후 더 시끄럽습니다");
	size_t offered = 0, handed = 0;
	for (size_t i = 0; i < file.history_count; i++) {
		offered += strcmp(file.history[i].act, "offered") == 0;
		handed += strcmp(file.history[i].act, "handed") == 0 &&
			  strcmp(file.history[i].text, "lee.j") == 0;
	}
	assert_int_equal(offered, 1);
	assert_int_equal(handed, 1);
}

/* A call: file, verbatim request, holds, another desk meanwhile, a slow customer, the booking, the draft
 * gone. */
static void test_call(void **state)
{
	char contact[ID_SIZE], file[ID_SIZE];
	struct error err = { 0 };
	struct office_slots slots;
	struct booking_request request = request_of("ZAM57XTS0M1000113", "OIL");
	assert_true(office_open_file(&office, CHANNEL_PHONE, "ko", NULL, contact, file, &err));
	assert_true(office_save_request(&office, file, "  처음 말씀 ", &err));
	struct office_draft draft = {
		.id = "d-1", .file = file, .contact = contact, .title = "t", .text = "x"
	};
	assert_true(office_save_draft(&office, &draft, &err));
	slots_of(&request, file, &slots);
	assert_in_range(slots.count, 2, 3);

	struct plan_candidate offered[3];
	for (int i = 0; i < slots.count; i++)
		offered[i] = slots.proposals[i].plan.candidate;
	if (!office_hold(&office, file, &request, offered, (size_t)slots.count, &err))
		fail_msg("%s", err.text);

	/* The other desk is not offered what is held, and is refused when it insists. */
	struct booking_request other = request_of("ZAM56XTS2K1000102", "OIL");
	struct office_booking booking;
	other.slot =
		(struct request_slot){ .given = true, .date = offered[0].day, .minute = offered[0].start };
	other.slot.advisor = office.site.staff[offered[0].advisor].code;
	assert_true(office_book(&office, &other, NULL, &arena, &booking, &err));
	assert_false(booking.booked);
	assert_in_range(booking.refused_count, 1, PLAN_VIOLATIONS_MAX);
	assert_int_equal(booking.refused[0].rule, RULE_A2);
	assert_in_range(booking.fresh.count, 2, 3);

	/* Four minutes later everything that was read out still books. */
	office.frozen_at += 4 * MINUTE;
	struct office_call call = {
		.file = file,
		.contact = contact,
		.offered = offered,
		.offered_count = (size_t)slots.count,
		.chosen = 0,
		.draft = "d-1",
	};
	if (!office_book(&office, &request, &call, &arena, &booking, &err))
		fail_msg("%s", err.text);
	assert_true(booking.booked);
	assert_string_equal(booking.file_id, file);
	assert_int_equal(booking.appointment.plan.candidate.start, offered[0].start);

	struct customer_file kept;
	assert_true(office_file(&office, file, &arena, &kept, &err));
	assert_string_equal(kept.request, "  처음 말씀 ");
	assert_true(kept.has_appointment);
	assert_int_equal(kept.appointment.day, offered[0].day);
	struct office_draft_list drafts;
	assert_true(office_drafts(&office, &arena, &drafts, &err));
	for (size_t i = 0; i < drafts.count; i++)
		assert_string_not_equal(drafts.items[i].id, "d-1");
	bool live;
	struct moment at;
	assert_true(store_live_hold(office.store, file, office_now(&office), &live, &at, &err));
	assert_false(live);
	office.frozen_at -= 4 * MINUTE;
}

/* Holds end by themselves after five minutes. */
static void test_holds_end(void **state)
{
	char contact[ID_SIZE], file[ID_SIZE];
	struct error err = { 0 };
	struct office_slots slots;
	struct office_booking booking;
	struct booking_request request = request_of("ZAM45VLA8J0000104", "BRKFL");
	assert_true(office_open_file(&office, CHANNEL_PHONE, "ko", NULL, contact, file, &err));
	slots_of(&request, file, &slots);
	struct plan_candidate offered = slots.proposals[1].plan.candidate;
	assert_true(office_hold(&office, file, &request, &offered, 1, &err));
	struct booking_request other = request_of("ZAM45VMAXK0000105", "BRKFL");
	other.slot = (struct request_slot){ .given = true, .date = offered.day, .minute = offered.start };
	other.slot.advisor = office.site.staff[offered.advisor].code;
	assert_true(office_book(&office, &other, NULL, &arena, &booking, &err));
	if (booking.booked)
		fail_msg("booked at %d %d what is held at %d %d", booking.appointment.plan.candidate.day,
			 booking.appointment.plan.candidate.start, offered.day, offered.start);
	office.frozen_at += 6 * MINUTE;
	if (!office_book(&office, &other, NULL, &arena, &booking, &err))
		fail_msg("%s", err.text);
	if (!booking.booked)
		fail_msg("%s", booking.refused[0].text);
	office.frozen_at -= 6 * MINUTE;
	assert_true(office_release_holds(&office, file, &err));
	assert_true(office_close_file(
		&office, file, &(struct office_ending){ .contact = contact, .reason = "information" }, &err));
}

/* What was read out an hour ahead books four minutes later, although only 56 minutes are left; without the
 * hold the notice (B6) refuses it. */
static void test_offer_keeps_its_clock(void **state)
{
	char contact[ID_SIZE], file[ID_SIZE];
	struct error err = { 0 };
	struct office_slots slots;
	struct office_booking booking;
	struct booking_request request = request_of("ZN682AUA1P7000109", "BAT");
	instant before = office.frozen_at;
	struct plan_candidate offered = { 0 };
	assert_true(office_open_file(&office, CHANNEL_PHONE, "ko", NULL, contact, file, &err));
	/* A moment at which something an hour ahead can be offered. */
	for (int minute = 8 * 60; minute < 16 * 60 && !offered.day; minute += 15) {
		civil_day day;
		assert_true(civil_from_ymd(2026, 11, 24, &day) &&
			    civil_to_instant(day, minute, &office.frozen_at));
		request.wishes[0] = (struct request_wish){ true, day, -1, minute + 60 };
		request.wish_count = 1;
		slots_of(&request, file, &slots);
		for (int i = 0; i < slots.count; i++) {
			const struct plan_candidate *candidate = &slots.proposals[i].plan.candidate;
			if (candidate->day == day && candidate->start == minute + 60)
				offered = *candidate;
		}
	}
	assert_true(offered.day != 0);
	office.frozen_at += 4 * MINUTE;

	struct office_call call = {
		.file = file, .contact = contact, .offered = &offered, .offered_count = 1
	};
	assert_true(office_book(&office, &request, &call, &arena, &booking, &err));
	assert_false(booking.booked);
	unsigned rules = 0;
	for (int i = 0; i < booking.refused_count; i++)
		rules |= 1U << booking.refused[i].rule;
	assert_true(rules & 1U << RULE_B6);

	office.frozen_at -= 4 * MINUTE;
	assert_true(office_hold(&office, file, &request, &offered, 1, &err));
	office.frozen_at += 4 * MINUTE;
	if (!office_book(&office, &request, &call, &arena, &booking, &err))
		fail_msg("%s", err.text);
	if (!booking.booked)
		fail_msg("%s", booking.refused[0].text);
	office.frozen_at = before;
}

static void test_drafts(void **state)
{
	struct error err = { 0 };
	struct office_draft_list list;
	struct office_draft one = {
		.id = "one", .title = "홍길동\nid two", .text = "a=1\n\nb=2\n", .parked = true
	};
	struct office_draft two = { .id = "two", .file = "f", .text = "" };
	assert_true(office_save_draft(&office, &one, &err));
	assert_true(office_save_draft(&office, &two, &err));
	one.text = "a=2\n";
	assert_true(office_save_draft(&office, &one, &err));
	assert_true(office_drafts(&office, &arena, &list, &err));
	assert_int_equal(list.count, 2);
	for (size_t i = 0; i < list.count; i++) {
		const struct office_draft *draft = &list.items[i];
		bool first = strcmp(draft->id, "one") == 0;
		assert_string_equal(draft->text, first ? "a=2\n" : "");
		assert_int_equal(draft->parked, first);
		assert_string_equal(draft->title, first ? "홍길동" : "");
		assert_string_equal(draft->operator_code, "kim.m");
	}
	assert_true(office_delete_draft(&office, "one", &err));
	assert_true(office_delete_draft(&office, "two", &err));
	assert_true(office_delete_draft(&office, "two", &err));
	assert_true(office_drafts(&office, &arena, &list, &err));
	assert_int_equal(list.count, 0);
}

static void test_refused_privacy(void **state)
{
	char contact[ID_SIZE], file[ID_SIZE];
	struct error err = { 0 };
	struct office_draft_list list;
	assert_true(office_open_file(&office, CHANNEL_PHONE, "en", NULL, contact, file, &err));
	struct office_draft draft = { .id = "p", .file = file, .text = "secret" };
	assert_true(office_save_draft(&office, &draft, &err));
	assert_true(office_save_request(&office, file, "my secret", &err));
	if (!office_close_file(&office, file,
			       &(struct office_ending){ .contact = contact,
							.draft = "p",
							.reason = "refused-privacy",
							.keep_nothing = true },
			       &err))
		fail_msg("%s", err.text);
	struct customer_file kept = { 0 };
	assert_true(office_drafts(&office, &arena, &list, &err));
	assert_int_equal(list.count, 0);
	assert_true(office_file(&office, file, &arena, &kept, &err));
	assert_true(kept.closed != 0);
	assert_null(kept.request);
}

/* Every rule in both languages, with no gap for a number. */
static void test_rules_in_words(void **state)
{
	for (int rule = 0; rule < RULE_COUNT; rule++)
		for (int moment = 0; moment < 2; moment++) {
			struct plan_violation violation = {
				.rule = (enum plan_rule)rule,
				.skills = 3,
				.need = 90,
				.have = 60,
				.staff = rule == RULE_A7 || rule == RULE_B3 || rule == RULE_B4 ? -1 : 0,
				.unit = rule == RULE_A3 || rule == RULE_B7 ? 0 : -1,
				.bay = rule == RULE_A7 && moment ? 0 : -1,
				.day = moment ? 20780 : 0,
				.minute = moment ? 570 : -1,
			};
			if (!moment && rule != RULE_A7 && rule != RULE_D1 && rule != RULE_D2)
				continue;
			for (int lang = 0; lang < 2; lang++) {
				const char *text =
					office_explain(&office, NULL, &violation, lang ? "ko" : "en", &arena);
				if (strstr(text, "rule-") || strchr(text, '{') ||
				    (strstr(text, "…") && rule != RULE_A6))
					fail_msg("%s: %s", plan_rule_id((enum plan_rule)rule), text);
			}
		}
}

static void test_moments(void **state)
{
	civil_day day;
	assert_true(civil_from_ymd(2026, 11, 24, &day));
	assert_string_equal(office_say_moment(day, 570, "en", &arena), "Tue 24 Nov 09:30");
	assert_string_equal(office_say_moment(day, 570, "ko", &arena), "11월 24일(화) 09:30");
}

/* Only those who may book do. */
static void test_roles(void **state)
{
	struct error err = { 0 };
	unsigned roles = office.roles;
	char contact[ID_SIZE] = "x", file[ID_SIZE] = "y";
	office.roles = ROLE_READER | ROLE_TECHNICIAN | ROLE_DRIVER;
	assert_false(office_open_file(&office, CHANNEL_PHONE, "en", NULL, contact, file, &err));
	assert_int_equal(err.code, ERROR_PERMISSION);
	assert_string_equal(file, "y");
	struct office_booking booking;
	struct booking_request request = request_of("ZAM57XTS0M1000113", "OIL");
	assert_false(office_book(&office, &request, NULL, &arena, &booking, &err));
	assert_int_equal(err.code, ERROR_PERMISSION);
	office.roles = roles;
}

/* Everything that is shown as free books when nothing changed, for many cars. */
static void test_shown_is_bookable(void **state)
{
	static const char *const vins[] = { "ZN661YUS3LX000103", "ZAM57YTL2M1000101", "ZN682AUA1P7000109",
					    "ZAMPMXDB2SX000112", "ZN6PMDE26R7000110" };
	static const char *const works[] = { "OIL", "DIAG-1", "MAINT-S", "BODY-EST", "TYRE" };
	for (size_t i = 0; i < sizeof vins / sizeof vins[0]; i++) {
		struct error err = { 0 };
		struct office_slots slots;
		struct office_booking booking;
		struct booking_request request = request_of(vins[i], works[i]);
		slots_of(&request, NULL, &slots);
		assert_in_range(slots.count, 2, 3);
		const struct plan_candidate *candidate =
			&slots.proposals[i % (size_t)slots.count].plan.candidate;
		request.slot = (struct request_slot){ .given = true,
						      .date = candidate->day,
						      .minute = candidate->start };
		request.slot.advisor = office.site.staff[candidate->advisor].code;
		if (!office_book(&office, &request, NULL, &arena, &booking, &err))
			fail_msg("%s", err.text);
		if (!booking.booked)
			fail_msg("%s %s: %s", vins[i], works[i], booking.refused[0].text);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_clocks),
		cmocka_unit_test(test_unbooked_call_keeps_what_was_said),
		cmocka_unit_test(test_call),
		cmocka_unit_test(test_holds_end),
		cmocka_unit_test(test_offer_keeps_its_clock),
		cmocka_unit_test(test_drafts),
		cmocka_unit_test(test_refused_privacy),
		cmocka_unit_test(test_rules_in_words),
		cmocka_unit_test(test_moments),
		cmocka_unit_test(test_roles),
		cmocka_unit_test(test_shown_is_bookable),
	};
	return cmocka_run_group_tests(tests, setup, teardown);
}
