#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <stdio.h>

#include "plan/check.h"
#include "plan/load.h"
#include "world.h"

/* B1 and B2 against every schedule of receptions of 15 and 30 minutes in two and a half hours: one a day. */
enum { QUARTERS = 10, FIRST = 510, ADVISOR = 0, SCHEDULES = 6000 };

struct schedule {
	int start[QUARTERS];
	int end[QUARTERS];
	int count;
};

static struct schedule schedules[SCHEDULES];
static int schedule_count;

static void list_schedules(struct schedule schedule, int quarter)
{
	if (quarter >= QUARTERS) {
		assert_true(schedule_count < SCHEDULES);
		schedules[schedule_count++] = schedule;
		return;
	}
	list_schedules(schedule, quarter + 1);
	for (int length = 1; length <= 2 && quarter + length <= QUARTERS; length++) {
		struct schedule more = schedule;
		more.start[more.count] = FIRST + 15 * quarter;
		more.end[more.count++] = FIRST + 15 * (quarter + length);
		list_schedules(more, quarter + length);
	}
}

static int overlap(int a, int b, int from, int to)
{
	int start = a > from ? a : from;
	int end = b < to ? b : to;
	return end > start ? end - start : 0;
}

/* Whether a window that @start lies in has more than three starts, minute by minute. */
static bool hour_is_full(const struct schedule *schedule, int start)
{
	for (int from = start - 59; from <= start; from++) {
		int starts = 1;
		for (int i = 0; i < schedule->count; i++)
			starts += schedule->start[i] >= from && schedule->start[i] < from + 60;
		if (starts > 3)
			return true;
	}
	return false;
}

static bool two_hours_are_full(const struct schedule *schedule, int start, int end)
{
	for (int from = start - 115; from < end; from += 5) {
		int minutes = overlap(start, end, from, from + 120);
		for (int i = 0; i < schedule->count; i++)
			minutes += overlap(schedule->start[i], schedule->end[i], from, from + 120);
		if (minutes > 90)
			return true;
	}
	return false;
}

static bool is_free(const struct schedule *schedule, int start, int end)
{
	for (int i = 0; i < schedule->count; i++)
		if (overlap(schedule->start[i], schedule->end[i], start, end))
			return false;
	return true;
}

static bool has_rule(const struct plan_violations *violations, enum plan_rule rule)
{
	for (int i = 0; i < violations->count; i++)
		if (violations->items[i].rule == rule)
			return true;
	return false;
}

static void fill_days(struct world *world)
{
	size_t count = 0;
	world->state.busy =
		arena_alloc(&world->state.arena, sizeof *world->state.busy * SCHEDULES * QUARTERS);
	for (int day = 0; day < schedule_count; day++)
		for (int i = 0; i < schedules[day].count; i++)
			world->state.busy[count++] = (struct plan_busy){ .staff = ADVISOR,
									 .kind = BUSY_RECEPTION,
									 .day = WORLD_MONDAY + day,
									 .start = schedules[day].start[i],
									 .end = schedules[day].end[i],
									 .file = "other" };
	world->state.busy_count = count;
	world_prepare(world);
}

static void test_every_schedule(void **state)
{
	struct world world;
	list_schedules((struct schedule){ .count = 0 }, 0);
	world_plain(&world, schedule_count);
	fill_days(&world);
	struct plan_request request = plain_request(OIL);
	int full = 0;
	for (int day = 0; day < schedule_count; day += 2 + day % 3)
		for (int quarter = 0; quarter < QUARTERS; quarter++)
			for (int length = 15; length <= 30; length += 15) {
				int start = FIRST + 15 * quarter;
				struct plan_violations violations;
				struct plan_candidate c = { .advisor = ADVISOR,
							    .day = WORLD_MONDAY + day,
							    .start = start,
							    .minutes = length,
							    .technician = -1,
							    .foreman = -1,
							    .unit = -1,
							    .mobility = MOBILITY_NONE };
				if (!is_free(&schedules[day], start, start + length))
					continue;
				plan_check(&world.state, &request, &c, &violations);
				bool hour = hour_is_full(&schedules[day], start);
				bool hours = two_hours_are_full(&schedules[day], start, start + length);
				assert_int_equal(has_rule(&violations, RULE_B1), hour);
				assert_int_equal(has_rule(&violations, RULE_B2), hours);
				full += hour || hours;
			}
	assert_true(full > 500);
	world_finish(&world);
}

/* The most starts by trying all subsets of the quarters of a shift. */
static int most_by_force(int quarters)
{
	int most = 0;
	for (unsigned set = 0; set < 1U << quarters; set++) {
		struct schedule schedule = { .count = 0 };
		bool legal = __builtin_popcount(set) <= QUARTERS;
		for (int i = 0; i < quarters && legal; i++) {
			if (!(set >> i & 1))
				continue;
			int start = FIRST + 15 * i;
			legal = !hour_is_full(&schedule, start) &&
				!two_hours_are_full(&schedule, start, start + 15);
			schedule.start[schedule.count] = start;
			schedule.end[schedule.count++] = start + 15;
		}
		if (legal && schedule.count > most)
			most = schedule.count;
	}
	return most;
}

static void test_reception_capacity(void **state)
{
	for (int quarters = 1; quarters <= 12; quarters++) {
		struct world world;
		struct plan_day_load load;
		world_plain(&world, 5);
		for (size_t i = 0; i < world.site.shift_count; i++)
			if (world.site.shifts[i].staff == ADVISOR)
				world.site.shifts[i].time.end = FIRST + 15 * quarters;
			else if (world.site.shifts[i].staff == 1)
				world.site.shifts[i].time.end = FIRST;
		world_prepare(&world);
		plan_load_day(&world.state, WORLD_MONDAY, &load);
		assert_int_equal(load.receptions_capacity, most_by_force(quarters));
		world_finish(&world);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_every_schedule),
		cmocka_unit_test(test_reception_capacity),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
