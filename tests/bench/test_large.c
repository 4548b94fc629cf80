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
#include <sqlite3.h>

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

/* The days from today on, as the strips read them and as the whole plan has them. */
static void compare_strips(struct office *office)
{
	enum { DAYS = 14 };
	struct plan_state plan, strips;
	struct error err = { 0 };
	civil_day today = office_moment(office).day;
	if (!office_load_period(office, today, today + DAYS, &plan, &err) ||
	    !office_load_strips(office, today + DAYS, &strips, &err))
		fail_msg("%s", err.text);
	assert_true(strips.busy_count < plan.busy_count);
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

/* Cars that have arrived or were told to be finished, named technicians, work that may use the reserve, holds that
 * are live, over, and two of one file. */
static const char unusual[] =
	"UPDATE appointment SET state = 'arrived' WHERE key % 3 = 0 AND day BETWEEN (SELECT min(day) FROM appointment"
	" WHERE state = 'booked') AND (SELECT min(day) + 1 FROM appointment WHERE state = 'booked');"
	"UPDATE appointment SET state = 'finished', finish_day = day, finish_minute = 660 WHERE state = 'arrived'"
	" AND key % 2 = 0;"
	"UPDATE segment SET named = (SELECT min(key) + segment.key % 3 FROM staff WHERE code LIKE 'tech%')"
	" WHERE key % 5 = 0;"
	"INSERT INTO staff_time (staff, kind, day, start, stop) SELECT s.key, 'other', d.day, 60, 90 FROM staff s,"
	" (SELECT DISTINCT day FROM appointment WHERE state = 'booked' AND day % 2 = 0) d WHERE s.roles & 16;"
	"UPDATE segment SET entitled = key % 2 WHERE key % 7 < 3;"
	"INSERT INTO hold (file, position, kind, offered_day, offered_minute, until, made_at, made_by)"
	" SELECT a.file, n.position, 'spoken', a.day, a.start, (a.key % 4 > 0) * 9999999999, 0, 'x' FROM appointment a,"
	" (SELECT 1 AS position UNION SELECT 2) n WHERE a.state = 'booked' AND a.key % 3 = 1;"
	"INSERT INTO segment (seq, skill, named, entitled, day, half, minutes, ready, parallel, bay, keeps_bay, file,"
	" hold) SELECT seq, skill, named, entitled, day, half, minutes + 10, ready, parallel, bay, keeps_bay, s.file,"
	" h.key FROM segment s JOIN hold h ON h.file = s.file AND h.position = 2 WHERE s.active = 1;"
	"UPDATE segment SET appointment = NULL, hold = (SELECT key FROM hold h WHERE h.file = segment.file AND"
	" position = 1) WHERE appointment IS NOT NULL AND file IN (SELECT file FROM hold);"
	"UPDATE staff_time SET appointment = NULL, hold = (SELECT key FROM hold h WHERE h.file = staff_time.file AND"
	" position = 1) WHERE file IN (SELECT file FROM hold);"
	"UPDATE mobility_time SET appointment = NULL, hold = (SELECT key FROM hold h WHERE h.file = mobility_time.file"
	" AND position = 1) WHERE file IN (SELECT file FROM hold);";

/* What the strips leave out or add up is nothing that they show, at any time of the day. */
static void strips_are_the_plan(void **state)
{
	enum { HOUR = 3600 };
	compare_strips(&offices[0]);
	char path[64];
	sqlite3 *db;
	database(1, "", path);
	assert_int_equal(sqlite3_open(path, &db), SQLITE_OK);
	if (sqlite3_exec(db, unusual, NULL, NULL, NULL) != SQLITE_OK)
		fail_msg("%s", sqlite3_errmsg(db));
	sqlite3_close(db);
	for (int hours = 0; hours < 80; hours += 5) {
		compare_strips(&offices[1]);
		offices[1].frozen_at += 5 * HOUR;
	}
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
