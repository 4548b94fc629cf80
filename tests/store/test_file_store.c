/* Contacts, customer files, tasks. */
#include <string.h>

#include "fixture.h"
#include "store/contact.h"
#include "store/file_store.h"
#include "store/import.h"
#include "store/people.h"
#include "store/task.h"

static void contact_with_its_clocks(void **state)
{
	struct fixture *f = *state;
	struct error err = { 0 };
	struct contact c;
	struct contact_list list = { 0 };
	char id[ID_SIZE];
	struct people p = fixture_people(f, "홍", "길동", "123가4567");
	FINE(store_begin_write(f->store, &err));
	FINE(store_add_contact(f->store,
			       &(struct contact){ .channel = CHANNEL_PHONE, .caller = "010-0000-1234" }, id,
			       &err));
	FINE(store_answer_contact(f->store, id, FIXTURE_NOW + 6, 2, &err));
	FINE(store_add_contact_hold(f->store, id, false, FIXTURE_NOW + 60, FIXTURE_NOW + 72, &err));
	FINE(store_add_contact_hold(f->store, id, true, FIXTURE_NOW + 90, FIXTURE_NOW + 121, &err));
	FINE(store_set_contact_customer(f->store, id, p.customer, &err));
	FINE(store_end_contact(f->store, id, FIXTURE_NOW + 300, "booked", &err));
	assert_false(store_end_contact(f->store, id, FIXTURE_NOW + 301, "abandoned", &err));
	FINE(store_commit(f->store, &err));
	FINE(store_get_contact(f->store, id, &f->arena, &c, &err));
	assert_int_equal(c.rang, FIXTURE_NOW);
	assert_int_equal(c.rings, 2);
	assert_int_equal(c.holds, 2);
	assert_int_equal(c.longest_hold, 31);
	assert_int_equal(c.hold_seconds, 43);
	assert_string_equal(c.result, "booked");
	assert_string_equal(c.operator_code, "kim.m");
	FINE(store_contacts_between(f->store, FIXTURE_NOW, FIXTURE_NOW + 1, 10, &f->arena, &list, &err));
	assert_int_equal(list.count, 1);
	FINE(store_contacts_between(f->store, FIXTURE_NOW + 1, FIXTURE_NOW + 9, 10, &f->arena, &list, &err));
	assert_int_equal(list.count, 1);
}

static void file_whole(void **state)
{
	static const char text[] = "제동할 때 앞에서 끼익 소리가 납니다\n\tquote \" and \\ and 'x' and 😀";
	struct fixture *f = *state;
	struct error err = { 0 };
	struct customer_file file;
	struct people p = fixture_people(f, "홍", "길동", "123가4567");
	const struct file_answer first[] = { { "prediag", "noise", "squeal" },
					     { "prediag", "when", "cold\nbraking" } };
	const struct file_answer second[] = { { "prediag", "noise", "hum" } };
	FINE(store_begin_write(f->store, &err));
	FINE(store_add_request_text(f->store, p.file, text, &err));
	FINE(store_add_request_text(f->store, p.file, "and the wipers", &err));
	FINE(store_put_answers(f->store, p.file, "prediag", first, 2, &err));
	FINE(store_put_answers(f->store, p.file, "script", first, 1, &err));
	FINE(store_put_answers(f->store, p.file, "prediag", second, 1, &err));
	FINE(store_update_file(
		f->store, p.file,
		&(struct file_update){ .mileage = 18250, .note = "kept", .missing = "prediag owner" }, &err));
	FINE(store_update_file(f->store, p.file, &(struct file_update){ .mileage = -1 }, &err));
	FINE(store_add_consent(f->store, p.customer, p.file, "appointment-reminder", CONTACT_SMS,
			       "KR-2026-03", &err));
	FINE(store_add_consent(f->store, p.customer, p.file, "appointment-reminder", CONTACT_NO, "KR-2026-03",
			       &err));
	FINE(store_put_owner_check(f->store, p.file,
				   &(struct owner_check){ .result = "same", .dms_owner = p.customer }, &err));
	FINE(store_put_file_contract(f->store, p.file, NULL, &err));
	FINE(store_close_file(f->store, p.file, FIXTURE_NOW + 60, &err));
	FINE(store_commit(f->store, &err));

	FINE(store_get_file(f->store, p.file, &f->arena, &file, &err));
	assert_string_equal(file.request, text); /* byte for byte */
	assert_int_equal(file.addition_count, 1);
	assert_string_equal(file.additions[0], "and the wipers");
	assert_int_equal(file.answer_count, 2);
	assert_string_equal(file.answers[0].value, "hum");
	assert_string_equal(file.answers[1].form, "script");
	assert_int_equal(file.mileage, 18250);
	assert_string_equal(file.note, "kept");
	assert_string_equal(file.missing, "prediag owner");
	assert_true(file.has_customer && file.has_vehicle);
	assert_false(file.has_appointment);
	assert_int_equal(file.customer.consent_appointment, CONTACT_NO);
	assert_int_equal(file.closed, FIXTURE_NOW + 60);
	assert_int_equal(file.history_count, 1);
	assert_string_equal(file.history[0].act, "opened");
	assert_string_equal(file.history[0].who, "kim.m");

	struct customer_file same;
	FINE(store_get_file(f->store, "#1", &f->arena, &same, &err));
	assert_string_equal(same.id, file.id);
	assert_false(store_get_file(f->store, "4711", &f->arena, &same, &err));
	assert_int_equal(err.code, ERROR_NOT_FOUND);
	assert_false(store_get_file(f->store, "99999999999999999999999", &f->arena, &same, &err));
	assert_false(store_get_file(f->store, "' OR 1=1 --", &f->arena, &same, &err));
	struct file_list files = { 0 };
	FINE(store_files_of(f->store, p.customer, NULL, 10, &f->arena, &files, &err));
	assert_int_equal(files.count, 1);
	assert_string_equal(files.items[0].customer.family, "홍");
}

static void offers_chosen_and_declined(void **state)
{
	struct fixture *f = *state;
	struct error err = { 0 };
	struct offer_list list = { 0 };
	struct people p = fixture_people(f, "홍", "길동", "123가4567");
	struct plan_proposal proposals[2] = {
		{ .candidate = fixture_candidate(1, 570, 1, 1005, 0), .cost = 7 },
		{ .candidate = fixture_candidate(2, 570, 2, 1005, -1), .cost = 9 }
	};
	int round = 0;
	FINE(store_begin_write(f->store, &err));
	FINE(store_add_offers(f->store, &f->site, p.file, proposals, 2, -1, &round, &err));
	assert_int_equal(round, 1);
	FINE(store_choose_offer(f->store, p.file, 1, 0, &err));
	FINE(store_add_offers(f->store, &f->site, p.file, proposals, 2, 1, &round, &err));
	assert_int_equal(round, 2);
	FINE(store_commit(f->store, &err));
	FINE(store_get_offers(f->store, p.file, &f->arena, &list, &err));
	assert_int_equal(list.count, 4);
	assert_string_equal(list.items[0].state, "declined");
	assert_string_equal(list.items[2].state, "declined");
	assert_string_equal(list.items[3].state, "chosen");
	assert_string_equal(list.items[0].unit, "L1");
	assert_null(list.items[1].unit);
	assert_string_equal(list.items[1].advisor, "lee.j");
}

static void campaigns_kept_in_the_file(void **state)
{
	struct fixture *f = *state;
	struct error err = { 0 };
	struct customer_file file;
	struct people p = fixture_people(f, "홍", "길동", "123가4567");
	assert_null(fixture_sql(
		f, "INSERT INTO campaign (id, type, title_ko) VALUES ('MA-1', 'recall', '후방')"));
	struct campaign_hit hit = { .id = "MA-1", .match = CAMPAIGN_AFFECTED_BY_RANGE, .status = "open" };
	FINE(store_begin_write(f->store, &err));
	FINE(store_put_file_campaign(f->store, p.file, &hit, false, &err));
	FINE(store_put_file_campaign(f->store, p.file, &hit, true, &err));
	FINE(store_put_file_campaign(f->store, p.file, &hit, false, &err)); /* told stays told */
	FINE(store_commit(f->store, &err));
	FINE(store_get_file(f->store, p.file, &f->arena, &file, &err));
	assert_int_equal(file.campaign_count, 1);
	assert_int_equal(file.campaigns[0].match, CAMPAIGN_AFFECTED_BY_RANGE);
	assert_string_equal(file.campaigns[0].title_ko, "후방");
	assert_int_equal(fixture_number(f, "SELECT told_at FROM file_campaign"), FIXTURE_NOW);
}

static void tasks_by_role_and_deadline(void **state)
{
	struct fixture *f = *state;
	struct error err = { 0 };
	struct task_list list = { 0 };
	struct desk_counts counts;
	struct people p = fixture_people(f, "홍", "길동", "123가4567");
	char later[ID_SIZE], soon[ID_SIZE];
	FINE(store_begin_write(f->store, &err));
	FINE(store_add_task(f->store,
			    &(struct task){ .kind = "ownership",
					    .roles = ROLE_ADVISOR,
					    .file_id = p.file,
					    .due = FIXTURE_NOW + 900 },
			    later, &err));
	FINE(store_add_task(f->store,
			    &(struct task){ .kind = "callback",
					    .roles = ROLE_OPERATOR | ROLE_ADVISOR,
					    .due = FIXTURE_NOW + 60,
					    .text = "부품" },
			    soon, &err));
	FINE(store_commit(f->store, &err));
	FINE(store_open_tasks(f->store, ROLE_ADVISOR, NULL, &f->arena, &list, &err));
	assert_int_equal(list.count, 2);
	assert_string_equal(list.items[0].id, soon);
	assert_int_equal(list.items[1].number, p.number);
	list.count = 0;
	FINE(store_open_tasks(f->store, ROLE_OPERATOR, NULL, &f->arena, &list, &err));
	assert_int_equal(list.count, 1);
	list.count = 0;
	FINE(store_open_tasks(f->store, 0, p.file, &f->arena, &list, &err));
	assert_int_equal(list.count, 1);
	FINE(store_desk_counts(f->store, FIXTURE_DAY, &counts, &err));
	assert_int_equal(counts.tasks, 2);
	FINE(store_begin_write(f->store, &err));
	FINE(store_close_task(f->store, soon, "done", NULL, &err));
	assert_false(store_close_task(f->store, soon, "done", NULL, &err));
	assert_int_equal(err.code, ERROR_CONFLICT);
	assert_non_null(strstr(err.text, "kim.m"));
	FINE(store_commit(f->store, &err));
	FINE(store_desk_counts(f->store, FIXTURE_DAY, &counts, &err));
	assert_int_equal(counts.tasks, 1);
	assert_int_equal(counts.returns, 0);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(contact_with_its_clocks, fixture_setup, fixture_teardown),
		cmocka_unit_test_setup_teardown(file_whole, fixture_setup, fixture_teardown),
		cmocka_unit_test_setup_teardown(offers_chosen_and_declined, fixture_setup, fixture_teardown),
		cmocka_unit_test_setup_teardown(campaigns_kept_in_the_file, fixture_setup, fixture_teardown),
		cmocka_unit_test_setup_teardown(tasks_by_role_and_deadline, fixture_setup, fixture_teardown),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
