/* What a contact leaves behind: standards kept, data changed, owners changed, tasks closed, doubles found. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <string.h>

#include "desk_fixture.h"
#include "office/changes.h"
#include "office/ownership.h"
#include "office/standards.h"
#include "office/tasks.h"
#include "office/twins.h"
#include "store/contact.h"
#include "store/file_store.h"
#include "store/people.h"
#include "store/standards.h"

static void act_as(const char *code)
{
	desk.actor = site_find_staff(&desk.site, code);
	assert_true(desk.actor >= 0);
	desk.roles = desk.site.staff[desk.actor].roles;
}

#define FINE(call)                                                                                           \
	do {                                                                                                 \
		if (!(call))                                                                                 \
			fail_msg("%s", err.text);                                                            \
	} while (0)

static struct standard_line kept(const char *file, enum standard standard)
{
	struct error err = { 0 };
	struct standard_list list = { 0 };
	FINE(store_file_standards(desk.store, file, &desk_arena, &list, &err));
	for (size_t i = 0; i < list.count; i++)
		if (list.items[i].standard == standard)
			return list.items[i];
	return (struct standard_line){ 0 };
}

/* What JSON leaves out is an open point, never a refusal and never a question. */
static void test_command_line(void **state)
{
	struct plan_candidate candidate;
	struct booking_request request = desk_request("ZAM57XTS0M1000113", "OIL");
	request.mileage = -1;
	const char *file = desk_book(&request, desk_day(12, 1), &candidate);
	assert_int_equal(kept(file, STANDARD_R11).state, STANDARD_MET);
	assert_in_range(kept(file, STANDARD_R11).figure, 2, 3);
	assert_int_equal(kept(file, STANDARD_R9).figure, candidate.minutes);
	assert_int_equal(kept(file, STANDARD_R12).figure, candidate.handback_minutes);
	assert_int_equal(kept(file, STANDARD_R27).state, STANDARD_MET);
	assert_int_equal(kept(file, STANDARD_R35).state, STANDARD_MET);
	assert_int_equal(kept(file, STANDARD_R41).state, STANDARD_OPEN);
	assert_int_equal(kept(file, STANDARD_R62).state, STANDARD_OPEN);
	assert_null(kept(file, STANDARD_R62).reason);
	assert_int_equal(kept(file, STANDARD_R16).state, STANDARD_NOT_ASKED); /* nothing rang */
	assert_int_equal(kept(file, STANDARD_R67).state, STANDARD_NOT_ASKED);
}

/* The contract and the owner are looked up and kept, even when there is none (R23, R32, R63). */
static void test_looked_up(void **state)
{
	struct error err = { 0 };
	struct plan_candidate candidate;
	struct file_checks checks;
	struct booking_request request = desk_request("ZAM57XTS0M1000113", "OIL");
	const char *file = desk_book(&request, desk_day(12, 3), &candidate);
	FINE(store_file_checks(desk.store, file, &desk_arena, &checks, &err));
	assert_true(checks.contract_at != 0);
	assert_true(checks.owner_at != 0);
	assert_non_null(checks.owner.result);
	assert_int_equal(kept(file, STANDARD_R32).state, STANDARD_MET);
	assert_int_equal(kept(file, STANDARD_R63).state, STANDARD_MET);
}

/* A call that ends unbooked: why is why a must stays open; of a refused notice only the clocks are kept. */
static void test_closed(void **state)
{
	struct error err = { 0 };
	char contact[ID_SIZE], file[ID_SIZE];
	struct standard_result results[STANDARD_COUNT] = {
		[STANDARD_R16] = { STANDARD_OPEN, true, 4 },
		[STANDARD_R27] = { STANDARD_OPEN, false, 0 },
		[STANDARD_R26] = { STANDARD_MET, true, 1 },
	};
	for (int nothing = 0; nothing < 2; nothing++) {
		FINE(office_open_file(&desk, CHANNEL_PHONE, "ko",
				      &(struct office_ring){ .seconds = 12, .rings = 4 }, contact, file,
				      &err));
		struct office_ending ending = { .contact = contact,
						.reason = "question-only",
						.keep_nothing = nothing,
						.standards = results };
		FINE(office_close_file(&desk, file, &ending, &err));
		assert_int_equal(kept(file, STANDARD_R16).state, STANDARD_OPEN); /* a clock is not excused */
		assert_int_equal(kept(file, STANDARD_R16).figure, 4);
		assert_int_equal(kept(file, STANDARD_R27).state,
				 nothing ? STANDARD_NOT_ASKED : STANDARD_WAIVED);
		assert_int_equal(kept(file, STANDARD_R26).state, nothing ? STANDARD_NOT_ASKED : STANDARD_MET);
	}
	struct standard_sum before[STANDARD_COUNT], after[STANDARD_COUNT];
	instant now = office_now(&desk);
	FINE(store_standard_sums(desk.store, now, now + 1, before, &err));
	FINE(office_note_lost_call(&desk, &(struct office_ring){ .seconds = 30, .rings = 6 }, &err));
	FINE(store_standard_sums(desk.store, now, now + 1, after, &err));
	assert_int_equal(after[STANDARD_R16].open, before[STANDARD_R16].open + 1);
	assert_int_equal(after[STANDARD_R16].most, 6);
}

static const struct data_change *change_of(const struct data_change_list *list, const char *field)
{
	for (size_t i = list->count; i > 0; i--)
		if (strcmp(list->items[i - 1].field, field) == 0)
			return &list->items[i - 1];
	return NULL;
}

/* A plate, a number and an address as said now: before and after stand in the list for the DMS (R25). */
static void test_changes(void **state)
{
	struct error err = { 0 };
	struct plan_candidate candidate;
	struct vehicle vehicle;
	struct customer owner;
	struct data_change_list list = { 0 };
	FINE(store_get_vehicle_by_vin(desk.store, "ZAM57XTS0M1000113", &desk_arena, &vehicle, &err));
	FINE(store_get_customer(desk.store, vehicle.owner_id, &desk_arena, &owner, &err));
	struct booking_request request = desk_request("ZAM57XTS0M1000113", "OIL");
	request.plate = "12가3456";
	request.has_customer = true;
	request.customer_id = owner.id;
	request.mobile = "010-0000-7777";
	request.email = "New@example.com";
	const char *file = desk_book(&request, desk_day(12, 7), &candidate);
	civil_day today = office_moment(&desk).day;
	FINE(office_changes(&desk, today, today, &desk_arena, &list, &err));
	const struct data_change *plate = change_of(&list, "plate"), *mobile = change_of(&list, "mobile");
	assert_non_null(plate);
	assert_string_equal(plate->before, vehicle.plate);
	assert_string_equal(plate->after, "12가3456");
	assert_string_equal(plate->file_id, file);
	assert_string_equal(plate->by, office_actor(&desk)->code);
	assert_string_equal(plate->source, "contact");
	assert_non_null(mobile);
	assert_string_equal(mobile->after, "010-0000-7777");
	assert_non_null(change_of(&list, "email"));
	list = (struct data_change_list){ 0 };
	FINE(office_changes(&desk, today + 1, today + 9, &desk_arena, &list, &err));
	assert_int_equal(list.count, 0);
}

/* The whole procedure: nothing is entered without a date, an operator does not tick, the last tick changes
 * the owner, closes the task and settles the open point (R24, R64, R65). */
static void test_ownership(void **state)
{
	struct error err = { 0 };
	struct plan_candidate candidate;
	struct ownership change;
	struct data_change_list list = { 0 };
	struct vehicle vehicle;
	bool found;
	struct booking_request request = desk_request("ZAM57XTS0M1000113", "OIL");
	request.has_customer = true;
	request.family = "김";
	request.given = "철수";
	request.mobile = "010-0000-9191";
	const char *file = desk_book(&request, desk_day(12, 10), &candidate);
	assert_non_null(strstr(desk_file(file).missing, "owner"));
	assert_int_equal(kept(file, STANDARD_R24).state, STANDARD_OPEN);
	FINE(office_file_ownership(&desk, file, &desk_arena, &change, &found, &err));
	assert_true(found);
	assert_int_equal(change.state, OWNERSHIP_OPEN);
	act_as("kim.m");
	assert_false(office_tick_ownership(&desk, change.id, OWNERSHIP_PROOF, true, &err));
	assert_int_equal(err.code, ERROR_PERMISSION);
	act_as("kim.s");
	FINE(office_tick_ownership(&desk, change.id, OWNERSHIP_PROOF, true, &err));
	assert_false(office_tick_ownership(&desk, change.id, OWNERSHIP_ENTER, true, &err));
	assert_non_null(strstr(err.text, "date"));
	assert_false(office_set_ownership(&desk, change.id, office_moment(&desk).day + 1, NULL, &err));
	FINE(office_set_ownership(&desk, change.id, desk_day(11, 2), "주식회사 시험", &err));
	for (int i = OWNERSHIP_DATA; i < OWNERSHIP_DMS; i++)
		FINE(office_tick_ownership(&desk, change.id, (enum ownership_step)i, true, &err));
	FINE(office_file_ownership(&desk, file, &desk_arena, &change, &found, &err));
	assert_int_equal(change.state, OWNERSHIP_SENT);
	FINE(office_tick_ownership(&desk, change.id, OWNERSHIP_DMS, true, &err));
	FINE(office_file_ownership(&desk, file, &desk_arena, &change, &found, &err));
	assert_int_equal(change.state, OWNERSHIP_DONE);
	assert_int_equal(change.completed, office_moment(&desk).day);
	FINE(store_get_vehicle(desk.store, change.vehicle_id, &desk_arena, &vehicle, &err));
	assert_string_equal(vehicle.owner_id, change.new_owner);
	assert_int_equal(vehicle.owner_since, desk_day(11, 2));
	assert_null(strstr(desk_file(file).missing, "owner"));
	FINE(office_changes(&desk, office_moment(&desk).day, office_moment(&desk).day, &desk_arena, &list,
			    &err));
	assert_non_null(change_of(&list, "owner"));
	assert_string_equal(change_of(&list, "owner")->after, "주식회사 시험");
	assert_string_equal(change_of(&list, "owner")->source, "ownership");
	struct task_list tasks = { 0 };
	FINE(store_open_tasks(desk.store, 0, file, &desk_arena, &tasks, &err));
	for (size_t i = 0; i < tasks.count; i++)
		assert_string_not_equal(tasks.items[i].kind, "ownership");
	assert_false(office_tick_ownership(&desk, change.id, OWNERSHIP_DMS, false, &err));
	assert_int_equal(err.code, ERROR_CONFLICT);
}

static const struct task *task_of(const char *file, const char *kind)
{
	struct error err = { 0 };
	struct task_list *list = arena_alloc(&desk_arena, sizeof *list);
	*list = (struct task_list){ 0 };
	FINE(store_open_tasks(desk.store, 0, file, &desk_arena, list, &err));
	for (size_t i = 0; i < list->count; i++)
		if (strcmp(list->items[i].kind, kind) == 0)
			return &list->items[i];
	return NULL;
}

static void test_tasks(void **state)
{
	struct error err = { 0 };
	struct plan_candidate candidate;
	struct booking_request request = desk_request("ZAM56XTS2K1000102", "OIL");
	request.mileage = -1;
	const char *file = desk_book(&request, desk_day(12, 14), &candidate);
	const struct task *task = task_of(file, "missing");
	assert_non_null(task);
	act_as("kim.s");
	assert_false(office_close_task(&desk, task->id, false, "", &err));
	assert_non_null(strstr(err.text, "reason"));
	FINE(office_close_task(&desk, task->id, true, "reached", &err));
	assert_null(task_of(file, "missing"));
	assert_null(strstr(desk_file(file).missing, "mileage"));
	assert_false(office_close_task(&desk, task->id, true, NULL, &err));
	assert_int_equal(err.code, ERROR_CONFLICT);
	act_as("kim.m");
	const struct task *owner = task_of(file, "ownership");
	if (owner) {
		assert_false(office_close_task(&desk, owner->id, true, NULL, &err)); /* for an advisor */
		assert_int_equal(err.code, ERROR_PERMISSION);
	}
	act_as("kim.s");
}

static void test_names(void **state)
{
	assert_true(office_twin_names("Dubois Claire", "Claire  DUBOIS"));
	assert_true(office_twin_names("Müller Anna", "Anna Muller"));
	assert_true(office_twin_names("Dubois Claire", "Duboix Claire"));
	assert_true(office_twin_names("홍 길동", "길동 홍"));
	assert_false(office_twin_names("홍길동", "홍길순"));
	assert_false(office_twin_names("Rossi Marco", "Rossi Maria"));
	assert_false(office_twin_names("", ""));
	assert_false(office_twin_names("Kim", "Kin"));
}

static void test_twins(void **state)
{
	struct error err = { 0 };
	struct vehicle vehicle;
	struct customer owner;
	struct office_twins twins;
	FINE(store_get_vehicle_by_vin(desk.store, "ZN6PMDE26R7000110", &desk_arena, &vehicle, &err));
	FINE(store_get_customer(desk.store, vehicle.owner_id, &desk_arena, &owner, &err));
	struct customer said = { .family = "Somebody", .mobile = owner.mobile };
	FINE(office_twins(&desk, &said, &desk_arena, &twins, &err));
	assert_in_range(twins.count, 1, OFFICE_TWINS_MAX);
	assert_string_equal(twins.items[0].id, owner.id);
	assert_int_equal(twins.why[0], OFFICE_TWIN_NUMBER);
	said = owner;
	FINE(office_twins(&desk, &said, &desk_arena, &twins, &err));
	for (int i = 0; i < twins.count; i++)
		assert_string_not_equal(twins.items[i].id, owner.id);
	said = (struct customer){ .family = "Nobodyatall", .given = "Zz", .mobile = "010-0000-0404" };
	FINE(office_twins(&desk, &said, &desk_arena, &twins, &err));
	assert_int_equal(twins.count, 0);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_command_line), cmocka_unit_test(test_looked_up),
		cmocka_unit_test(test_closed),       cmocka_unit_test(test_changes),
		cmocka_unit_test(test_ownership),    cmocka_unit_test(test_tasks),
		cmocka_unit_test(test_names),        cmocka_unit_test(test_twins),
	};
	return cmocka_run_group_tests_name("contact", tests, desk_open, desk_close);
}
