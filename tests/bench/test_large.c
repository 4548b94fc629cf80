/* The large site, a hundredth of its past: the same on every run, with room left, and found by the search. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>
#include <cmocka.h>

#include "large.h"
#include "office/slots.h"
#include "plan/check.h"
#include "plan/load.h"
#include "plan/propose.h"
#include "store/appointment.h"
#include "store/find.h"

static const struct large_size small = {
	.customers = 1000, .vehicles = 1200, .appointments = 2000, .years = 10
};

static char folder[] = "/tmp/prenota-large-XXXXXX";
static struct office offices[2];

static void database(int n, const char *tail, char path[64])
{
	snprintf(path, 64, "%s/%d.db%s", folder, n, tail);
}

static int make_two(void **state)
{
	assert_non_null(mkdtemp(folder));
	for (int n = 0; n < 2; n++) {
		char path[64];
		struct error err = { 0 };
		database(n, "", path);
		const struct office_options options = {
			.database = path, .as = "operator1", .has_now = true, .now = LARGE_TODAY "T10:00"
		};
		if (!large_make(path, &small, &err) || !office_open(&offices[n], &options, &err)) {
			print_error("%s\n", err.text);
			return -1;
		}
	}
	return 0;
}

static int remove_two(void **state)
{
	static const char *const tails[] = { "", "-wal", "-shm", "-bell", "-lock" };
	for (int n = 0; n < 2; n++) {
		office_close(&offices[n]);
		for (size_t i = 0; i < sizeof tails / sizeof *tails; i++) {
			char path[64];
			database(n, tails[i], path);
			unlink(path);
		}
	}
	return rmdir(folder);
}

static void all_receptions(int n, struct arena *arena, struct reception_list *list)
{
	struct error err = { 0 };
	if (!store_receptions_between(offices[n].store, 0, 40000, NULL, arena, list, &err))
		fail_msg("%s", err.text);
}

static void two_are_the_same(void **state)
{
	struct arena arena = { 0 };
	struct reception_list first = { 0 }, second = { 0 };
	all_receptions(0, &arena, &first);
	all_receptions(1, &arena, &second);
	assert_in_range(first.count, small.appointments * 9 / 10, small.appointments);
	assert_int_equal(first.count, second.count);
	for (size_t i = 0; i < first.count; i++) {
		assert_string_equal(first.items[i].appointment.id, second.items[i].appointment.id);
		assert_string_equal(first.items[i].customer_name, second.items[i].customer_name);
		assert_string_equal(first.items[i].request, second.items[i].request);
	}
	arena_finish(&arena);
}

static void search_finds_somebody(void **state)
{
	struct arena arena = { 0 };
	struct error err = { 0 };
	static const char *const fragments[] = { "김", "ROSSI", "ZN6PMDE26R7", "2000-0" };
	for (size_t i = 0; i < sizeof fragments / sizeof *fragments; i++) {
		struct find_list list = { 0 };
		assert_true(store_find(offices[0].store, fragments[i], 50, &arena, &list, &err));
		if (list.count == 0)
			fail_msg("nothing found for %s", fragments[i]);
	}
	arena_finish(&arena);
}

static void room_is_left(void **state)
{
	struct office *office = &offices[0];
	struct plan_state plan;
	struct arena arena = { 0 };
	struct error err = { 0 };
	if (!office_load_state(office, &plan, &err))
		fail_msg("%s", err.text);
	struct plan_request request = { .work = { site_find_work(&office->site, "OIL") },
					.work_count = 1,
					.called = office_moment(office),
					.advisor_wished = -1,
					.advisor_known = -1,
					.unit_fixed = -1 };
	struct plan_proposals proposals;
	plan_propose(&plan, &request, NULL, 0, false, &arena, &proposals);
	assert_in_range(proposals.count, 2, 3);
	assert_int_not_equal(plan.stay_count, 0);
	plan_state_finish(&plan);
	arena_finish(&arena);
}

/* What the strips leave out is nothing that they show. */
static void strips_are_the_plan(void **state)
{
	enum { DAYS = 14 };
	struct office *office = &offices[0];
	struct plan_state plan, strips;
	struct error err = { 0 };
	civil_day today = office_moment(office).day;
	if (!office_load_period(office, today, today + DAYS, &plan, &err) ||
	    !office_load_strips(office, today + DAYS, &strips, &err))
		fail_msg("%s", err.text);
	assert_int_equal(strips.busy_count, plan.busy_count);
	assert_int_equal(strips.stay_count, 0);
	for (civil_day day = today; day <= today + DAYS; day++) {
		struct plan_day_load whole, shown;
		plan_load_day(&plan, day, &whole);
		plan_load_day(&strips, day, &shown);
		assert_memory_equal(&whole, &shown, sizeof whole);
	}
	plan_state_finish(&plan);
	plan_state_finish(&strips);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(two_are_the_same),
		cmocka_unit_test(search_finds_somebody),
		cmocka_unit_test(room_is_left),
		cmocka_unit_test(strips_are_the_plan),
	};
	return cmocka_run_group_tests(tests, make_two, remove_two);
}
