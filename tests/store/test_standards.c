/* What contacts kept of the standard, changes of data, changes of ownership. */
#include <stdlib.h>
#include <string.h>

#include "fixture.h"
#include "store/changes.h"
#include "store/contact.h"
#include "store/file_store.h"
#include "store/ownership.h"
#include "store/standards.h"
#include "store/task.h"

static void contact_of(struct fixture *f, char id[ID_SIZE])
{
	struct error err = { 0 };
	FINE(store_add_contact(f->store, &(struct contact){ .channel = CHANNEL_PHONE }, id, &err));
}

static void put(struct fixture *f, const char *contact, enum standard standard, enum standard_state state,
		int figure, const char *reason)
{
	struct error err = { 0 };
	struct standard_result results[STANDARD_COUNT] = { 0 };
	results[standard] = (struct standard_result){ state, figure > 0, figure };
	FINE(store_put_standards(f->store, contact, results, reason, &err));
}

static void kept_and_summed(void **state)
{
	struct fixture *f = *state;
	struct error err = { 0 };
	char first[ID_SIZE], second[ID_SIZE];
	struct standard_list list = { 0 };
	struct standard_sum sums[STANDARD_COUNT];
	FINE(store_begin_write(f->store, &err));
	contact_of(f, first);
	contact_of(f, second);
	put(f, first, STANDARD_R16, STANDARD_MET, 2, NULL);
	put(f, first, STANDARD_R28, STANDARD_WAIVED, 0, "in-a-hurry");
	put(f, second, STANDARD_R16, STANDARD_OPEN, 5, "never read");
	FINE(store_commit(f->store, &err));
	FINE(store_contact_standards(f->store, first, &f->arena, &list, &err));
	assert_int_equal(list.count, 2);
	assert_int_equal(list.items[0].standard, STANDARD_R16);
	assert_true(list.items[0].has_figure);
	assert_int_equal(list.items[0].figure, 2);
	assert_null(list.items[0].reason);
	assert_int_equal(list.items[1].standard, STANDARD_R28);
	assert_false(list.items[1].has_figure);
	assert_string_equal(list.items[1].reason, "in-a-hurry");
	assert_string_equal(list.items[1].by, "kim.m");
	FINE(store_standard_sums(f->store, FIXTURE_NOW, FIXTURE_NOW + 1, sums, &err));
	assert_int_equal(sums[STANDARD_R16].asked, 2);
	assert_int_equal(sums[STANDARD_R16].met, 1);
	assert_int_equal(sums[STANDARD_R16].open, 1);
	assert_int_equal(sums[STANDARD_R16].least, 2);
	assert_int_equal(sums[STANDARD_R16].most, 5);
	assert_int_equal(sums[STANDARD_R16].total, 7);
	assert_int_equal(sums[STANDARD_R28].waived, 1);
	assert_int_equal(sums[STANDARD_R28].figures, 0);
	assert_int_equal(sums[STANDARD_R11].asked, 0);
	FINE(store_standard_sums(f->store, FIXTURE_NOW + 1, FIXTURE_NOW + 9, sums, &err));
	assert_int_equal(sums[STANDARD_R16].asked, 0);
	list = (struct standard_list){ 0 };
	FINE(store_standards_between(f->store, 0, FIXTURE_NOW + 1, STANDARD_R16, STANDARD_OPEN, 10, &f->arena,
				     &list, &err));
	assert_int_equal(list.count, 1);
	assert_string_equal(list.items[0].contact_id, second);
	list = (struct standard_list){ 0 };
	FINE(store_standards_between(f->store, 0, FIXTURE_NOW + 1, -1, STANDARD_NOT_ASKED, 2, &f->arena,
				     &list, &err));
	assert_int_equal(list.count, 2);
}

/* A second appointment of the same contact keeps the worse; nobody makes it better, nobody takes it away. */
static void worse_stays(void **state)
{
	struct fixture *f = *state;
	struct error err = { 0 };
	char id[ID_SIZE];
	struct standard_list list = { 0 };
	FINE(store_begin_write(f->store, &err));
	contact_of(f, id);
	put(f, id, STANDARD_R35, STANDARD_MET, 0, NULL);
	put(f, id, STANDARD_R35, STANDARD_OPEN, 0, NULL);
	put(f, id, STANDARD_R35, STANDARD_MET, 0, NULL);
	put(f, id, STANDARD_R35, STANDARD_WAIVED, 0, "declined");
	FINE(store_commit(f->store, &err));
	FINE(store_contact_standards(f->store, id, &f->arena, &list, &err));
	assert_int_equal(list.count, 1);
	assert_int_equal(list.items[0].state, STANDARD_OPEN);
	char *told = fixture_sql(f, "DELETE FROM contact_standard");
	assert_non_null(told);
	assert_non_null(strstr(told, "append-only"));
	free(told);
	told = fixture_sql(f, "UPDATE contact_standard SET state = 'met'");
	assert_non_null(told);
	free(told);
	told = fixture_sql(f, "UPDATE contact_standard SET reason = NULL");
	assert_null(told);
	assert_false(store_put_standards(f->store, id, (struct standard_result[STANDARD_COUNT]){ 0 }, NULL,
					 &err)); /* without a transaction */
}

static void changes_listed(void **state)
{
	struct fixture *f = *state;
	struct error err = { 0 };
	struct data_change_list list = { 0 };
	struct people p = fixture_people(f, "홍", "길동", "123가4567");
	FINE(store_begin_write(f->store, &err));
	FINE(store_add_change(f->store,
			      &(struct data_change){ .source = "contact",
						     .file_id = p.file,
						     .customer_id = p.customer,
						     .field = "mobile",
						     .before = "010-0000-1111",
						     .after = "010-0000-2222" },
			      &err));
	FINE(store_add_change(f->store,
			      &(struct data_change){ .source = "edit",
						     .vehicle_id = p.vehicle,
						     .field = "plate",
						     .before = NULL,
						     .after = "12나3456" },
			      &err));
	FINE(store_commit(f->store, &err));
	FINE(store_changes_between(f->store, FIXTURE_NOW, FIXTURE_NOW + 1, &f->arena, &list, &err));
	assert_int_equal(list.count, 2);
	assert_string_equal(list.items[0].after, "010-0000-2222");
	assert_int_equal(list.items[0].number, p.number);
	assert_null(list.items[1].before);
	assert_string_equal(list.items[1].plate, "123가4567");
}

static void ownership_kept(void **state)
{
	struct fixture *f = *state;
	struct error err = { 0 };
	char id[ID_SIZE];
	bool found = true;
	struct ownership change;
	struct people p = fixture_people(f, "홍", "길동", "123가4567");
	FINE(store_file_ownership(f->store, p.file, &f->arena, &change, &found, &err));
	assert_false(found);
	FINE(store_begin_write(f->store, &err));
	FINE(store_add_ownership(f->store,
				 &(struct ownership){ .vehicle_id = p.vehicle,
						      .file_id = p.file,
						      .owner_name = "김철수",
						      .since = FIXTURE_DAY - 30,
						      .mileage = -1 },
				 id, &err));
	FINE(store_get_ownership(f->store, id, &f->arena, &change, &err));
	struct ownership other = change;
	change.steps = 1U << OWNERSHIP_PROOF | 1U << OWNERSHIP_ENTER;
	change.state = OWNERSHIP_SENT;
	FINE(store_put_ownership(f->store, &change, &err));
	assert_false(store_put_ownership(f->store, &other, &err)); /* read before */
	assert_int_equal(err.code, ERROR_CONFLICT);
	FINE(store_commit(f->store, &err));
	FINE(store_file_ownership(f->store, p.file, &f->arena, &change, &found, &err));
	assert_true(found);
	assert_int_equal(change.state, OWNERSHIP_SENT);
	assert_int_equal(change.steps, 1U << OWNERSHIP_PROOF | 1U << OWNERSHIP_ENTER);
	assert_int_equal(change.number, p.number);
	assert_int_equal(change.mileage, -1);
	assert_string_equal(change.owner_name, "김철수");
	assert_false(store_get_ownership(f->store, "none", &f->arena, &change, &err));
	assert_int_equal(err.code, ERROR_NOT_FOUND);
}

/* The desk's list names whom and which car a task is about, also when only its file says so. */
static void tasks_with_names(void **state)
{
	struct fixture *f = *state;
	struct error err = { 0 };
	struct task_list list = { 0 };
	struct task task;
	char id[ID_SIZE];
	struct people p = fixture_people(f, "홍", "길동", "123가4567");
	FINE(store_begin_write(f->store, &err));
	FINE(store_add_task(f->store,
			    &(struct task){ .kind = "missing",
					    .roles = ROLE_OPERATOR,
					    .due = FIXTURE_NOW + 60,
					    .file_id = p.file,
					    .text = "mobility" },
			    id, &err));
	FINE(store_add_task(f->store,
			    &(struct task){ .kind = "data", .roles = ROLE_ADVISOR, .due = FIXTURE_NOW - 60 },
			    NULL, &err));
	FINE(store_commit(f->store, &err));
	FINE(store_task_rows(f->store, 0, 10, &f->arena, &list, &err));
	assert_int_equal(list.count, 2);
	assert_string_equal(list.items[0].kind, "data");
	assert_null(list.items[0].customer_name);
	assert_string_equal(list.items[1].customer_name, "홍길동");
	assert_string_equal(list.items[1].plate, "123가4567");
	list = (struct task_list){ 0 };
	FINE(store_task_rows(f->store, ROLE_OPERATOR, 10, &f->arena, &list, &err));
	assert_int_equal(list.count, 1);
	list = (struct task_list){ 0 };
	FINE(store_task_rows(f->store, 0, 1, &f->arena, &list, &err));
	assert_int_equal(list.count, 1);
	FINE(store_begin_write(f->store, &err));
	FINE(store_close_task(f->store, id, "done", "reached", &err));
	FINE(store_commit(f->store, &err));
	FINE(store_get_task(f->store, id, &f->arena, &task, &err));
	assert_string_equal(task.state, "done");
	assert_string_equal(task.result, "reached");
	assert_false(store_get_task(f->store, "none", &f->arena, &task, &err));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(kept_and_summed, fixture_setup, fixture_teardown),
		cmocka_unit_test_setup_teardown(worse_stays, fixture_setup, fixture_teardown),
		cmocka_unit_test_setup_teardown(changes_listed, fixture_setup,
						fixture_teardown),
		cmocka_unit_test_setup_teardown(ownership_kept, fixture_setup, fixture_teardown),
		cmocka_unit_test_setup_teardown(tasks_with_names, fixture_setup, fixture_teardown),
	};
	return cmocka_run_group_tests_name("standards", tests, NULL, NULL);
}
