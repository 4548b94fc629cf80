/* How long a full set of proposals takes in memory: 6 advisors, 20 technicians, 12 loan cars, 60 open days,
 * booked as a real desk is: full this week, less and less so after. The bare thing beside it is a loop that
 * asks of every start of the horizon whether the advisor is free. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "bench.h"
#include "plan/check.h"
#include "plan/load.h"
#include "plan/propose.h"
#include "plan/rows.h"

enum {
	MONDAY = 20780,
	SKILLS = 7,
	WORKS = 8,
	BOOKINGS = 1200,
	ROUNDS = 500,
	TECHNICIANS = 20,
	LOAN_CARS = 12
};

struct desk {
	struct site site;
	struct plan_state state;
	struct arena arena;
	uint32_t random;
	int advisors;
};

static uint32_t next(struct desk *desk)
{
	desk->random ^= desk->random << 13;
	desk->random ^= desk->random >> 17;
	desk->random ^= desk->random << 5;
	return desk->random;
}

static int pick(struct desk *desk, int low, int high)
{
	return low + (int)(next(desk) % (uint32_t)(high - low + 1));
}

static const struct work_type works[WORKS] = {
	{ .parts = { { 0, 72 } }, .part_count = 1 },
	{ .parts = { { 0, 150 } },
	  .part_count = 1,
	  .same_day = true,
	  .quality_minutes = 15,
	  .wash_minutes = 20 },
	{ .parts = { { 0, 180 }, { 1, 180 } }, .part_count = 2, .quality_minutes = 15, .wash_minutes = 20 },
	{ .parts = { { 2, 60 } }, .part_count = 1, .flags = WORK_DIAGNOSIS },
	{ .parts = { { 2, 120 } }, .part_count = 1, .flags = WORK_DIAGNOSIS },
	{ .parts = { { 3, 90 }, { 0, 30 } }, .part_count = 2 },
	{ .parts = { { 5, 60 } }, .part_count = 1 },
	{ .parts = { { 4, 960 } }, .part_count = 1, .flags = WORK_BODY },
};

static void add_staff(struct desk *desk, unsigned roles, unsigned skills)
{
	struct site *site = &desk->site;
	int index = site->staff_count++;
	char *code = arena_printf(&desk->arena, "s%03d", index);
	site->staff[index] = (struct staff){ .code = code,
					     .name = code,
					     .short_name = code,
					     .roles = roles,
					     .skills = (uint16_t)skills,
					     .productive_pct = 85,
					     .active = true };
	for (int weekday = 0; weekday < 5; weekday++)
		site->shifts[site->shift_count++] =
			(struct shift){ index, weekday, 0, INT32_MAX, { 510, 1080 } };
}

static void make_site(struct desk *desk, int advisors, int days)
{
	static const unsigned masks[] = { 0x03, 0x03, 0x23, 0x0d, 0x07, 0x10, 0x43, 0x27, 0x0c, 0x10 };
	struct site *site = &desk->site;
	site->lunch = (struct interval){ 720, 780 };
	site->reserve_pct = 20;
	site->promise_margin = 30;
	site->notice_minutes = site->loan_turnaround = site->drive_minutes = 60;
	site->transfer_minutes = 15;
	site->wait_limit = 120;
	site->reserve_opens_at = 960;
	site->horizon_days = days;
	site->taxi_per_day = site->rental_per_day = -1;
	site->skill_count = SKILLS;
	site->work = arena_alloc(&desk->arena, sizeof works);
	memcpy(site->work, works, sizeof works);
	site->work_count = WORKS;
	site->bays = arena_alloc(&desk->arena, sizeof *site->bays);
	site->bays[0] = (struct bay_type){ "lift", { 0 }, 14 };
	site->bay_count = 1;
	for (int i = 0; i < WORKS; i++) {
		site->work[i].bay = i == 7 ? -1 : 0;
		site->work[i].parallel = 1;
	}
	site->staff = arena_alloc(&desk->arena, sizeof *site->staff * (size_t)(advisors + TECHNICIANS + 4));
	site->shifts =
		arena_alloc(&desk->arena, sizeof *site->shifts * (size_t)(advisors + TECHNICIANS + 4) * 5);
	for (int weekday = 0; weekday < 5; weekday++)
		site->opening[weekday] = site->reception[weekday] = (struct hours){ { { 510, 1080 } }, 1 };
	for (int i = 0; i < advisors; i++)
		add_staff(desk, ROLE_ADVISOR, 0);
	for (int i = 0; i < TECHNICIANS; i++)
		add_staff(desk, ROLE_TECHNICIAN, masks[i % 10]);
	add_staff(desk, ROLE_FOREMAN, 0);
	add_staff(desk, ROLE_DRIVER, 0);
	add_staff(desk, ROLE_DRIVER, 0);
	site->units = arena_alloc(&desk->arena, sizeof *site->units * LOAN_CARS);
	for (int i = 0; i < LOAN_CARS; i++)
		site->units[site->unit_count++] =
			(struct mobility_unit){ .code = "L", .kind = MOBILITY_LOAN, .active = true };
}

static struct plan_request random_request(struct desk *desk)
{
	static const enum mobility kinds[] = { MOBILITY_LOAN, MOBILITY_NONE, MOBILITY_TAXI,
					       MOBILITY_NONE, MOBILITY_PUD,  MOBILITY_WAIT };
	struct plan_request request = { .channel = CHANNEL_PHONE,
					.known_customer = true,
					.called = desk->state.now,
					.work = { pick(desk, 0, WORKS - 1) },
					.work_count = 1,
					.advisor_wished = -1,
					.advisor_known = pick(desk, -1, desk->advisors - 1),
					.unit_fixed = -1 };
	enum mobility kind = kinds[pick(desk, 0, 5)];
	if (kind != MOBILITY_WAIT || request.work[0] == 0)
		request.mobility[request.mobility_count++] = kind;
	int class = pick(desk, 0, 19);
	request.workshop_return = class == 0;
	request.mc20 = class == 1;
	request.recall = class == 2;
	if (pick(desk, 0, 1)) {
		request.wishes[0] =
			(struct plan_wish){ true, desk->state.now.day + pick(desk, 0, 30), -1, -1 };
		request.wishes[0].half = pick(desk, -1, 1);
		request.wish_count = 1;
	}
	return request;
}

static void append(struct desk *desk, const struct plan_rows *rows)
{
	struct plan_state *state = &desk->state;
	for (int i = 0; i < rows->busy_count; i++)
		state->busy[state->busy_count++] = rows->busy[i];
	for (int i = 0; i < rows->segment_count; i++)
		state->segments[state->segment_count++] = rows->segments[i];
	if (rows->loan.kind != MOBILITY_NONE)
		state->loans[state->loan_count++] = rows->loan;
	if (rows->stay.vehicle)
		state->stays[state->stay_count++] = rows->stay;
}

/* The engine books the desk full itself; rows are made afresh every so often. */
static void fill(struct desk *desk, int bookings)
{
	struct plan_state *state = &desk->state;
	for (int i = 0; i < bookings; i++) {
		struct plan_request request = random_request(desk);
		struct plan_proposals proposals;
		struct plan_rows rows;
		char *file = arena_printf(&desk->arena, "00000000-0000-4000-8000-%012d", i);
		request.vehicle = file;
		plan_propose(state, &request, NULL, 0, false, NULL, &proposals);
		if (proposals.count == 0 || proposals.items[0].needs_authority)
			continue;
		const struct plan_candidate *c =
			&proposals.items[pick(desk, 0, proposals.count - 1)].candidate;
		plan_candidate_rows(&desk->site, &request, c, file, false, &rows);
		append(desk, &rows);
		plan_state_finish(state); /* the caches alone; the rows stand in the desk's arena */
		plan_state_prepare(state);
	}
}

static struct desk *make_desk(int advisors, int days, int bookings)
{
	struct desk *desk = calloc(1, sizeof *desk);
	if (!desk)
		abort();
	desk->random = 7;
	desk->advisors = advisors;
	make_site(desk, advisors, days);
	struct plan_state *state = &desk->state;
	state->site = &desk->site;
	state->now = (struct moment){ MONDAY, 600 };
	state->first = MONDAY;
	state->last = MONDAY + days * 7 / 5 + 21;
	size_t rows = (size_t)bookings * 8 + 16;
	state->busy = arena_alloc(&desk->arena, sizeof *state->busy * rows);
	state->segments = arena_alloc(&desk->arena, sizeof *state->segments * rows);
	state->loans = arena_alloc(&desk->arena, sizeof *state->loans * rows);
	state->stays = arena_alloc(&desk->arena, sizeof *state->stays * rows);
	plan_state_prepare(state);
	fill(desk, bookings);
	return desk;
}

static void destroy_desk(struct desk *desk)
{
	plan_state_finish(&desk->state);
	arena_finish(&desk->arena);
	free(desk);
}

/* Every start of every advisor, free or not, by the rows of his day: no work, no rules. */
static int bare_loop(const struct desk *desk, const int *first, const int *order)
{
	int count = 0;
	const struct plan_state *state = &desk->state;
	for (civil_day day = state->first; day <= state->last; day++)
		for (int advisor = 0; advisor < desk->advisors; advisor++) {
			int key = (int)(day - state->first) * desk->advisors + advisor;
			for (int start = 510; start < 1080; start += 15) {
				bool is_free = true;
				for (int i = first[key]; i < first[key + 1] && is_free; i++)
					is_free = state->busy[order[i]].end <= start ||
						  state->busy[order[i]].start >= start + 15;
				count += is_free;
			}
		}
	return count;
}

static int64_t measure_bare(const struct desk *desk)
{
	const struct plan_state *state = &desk->state;
	int keys = (int)(state->last - state->first + 1) * desk->advisors;
	int *first = calloc((size_t)keys + 1, sizeof *first);
	int *order = calloc(state->busy_count + 1, sizeof *order);
	if (!first || !order)
		abort();
	int used = 0;
	for (int key = 0; key < keys; key++) {
		first[key] = used;
		for (size_t i = 0; i < state->busy_count; i++)
			if (state->busy[i].staff == key % desk->advisors &&
			    state->busy[i].day == state->first + key / desk->advisors)
				order[used++] = (int)i;
	}
	first[keys] = used;
	struct bench_samples samples = { 0 };
	volatile int sink = 0;
	for (int i = 0; i < 50; i++) {
		int64_t start = bench_now();
		sink += bare_loop(desk, first, order);
		bench_add(&samples, bench_now() - start);
	}
	(void)sink;
	int64_t median = bench_percentile(&samples, 50);
	bench_finish(&samples);
	free(first);
	free(order);
	return median;
}

static void print(const char *name, struct bench_samples *samples, int64_t bare)
{
	char text[128];
	snprintf(text, sizeof text, "%s p50", name);
	bench_print(text, (double)bench_percentile(samples, 50) / 1e6, "ms", (double)bare / 1e6);
	snprintf(text, sizeof text, "%s p99", name);
	bench_print(text, (double)bench_percentile(samples, 99) / 1e6, "ms", (double)bare / 1e6);
}

/* A candidate is an advisor and a quarter hour in which he could receive, on any open day of the horizon.
 * Growth no faster than the candidates is a figure that does not rise. */
static void print_growth(const struct desk *desk, int days, int64_t mean, int64_t bare)
{
	enum { QUARTERS = (1080 - 510 - 60) / 15 };
	double candidates = (double)QUARTERS * days * desk->advisors;
	char text[128];
	snprintf(text, sizeof text, "a candidate of %d days, %d advisors, processor", days, desk->advisors);
	bench_print(text, (double)mean / candidates, "ns", (double)bare / candidates);
}

static void measure(const char *name, int advisors, int days, int bookings, bool why)
{
	struct desk *desk = make_desk(advisors, days, bookings);
	struct bench_samples samples = { 0 };
	int64_t bare = measure_bare(desk);
	int rounds = why ? ROUNDS / 40 : ROUNDS;
	int64_t before = bench_processor();
	for (int i = 0; i < rounds; i++) {
		struct plan_request request = random_request(desk);
		struct plan_proposals proposals;
		struct arena arena = { 0 };
		int64_t start = bench_now();
		plan_propose(&desk->state, &request, NULL, 0, why, &arena, &proposals);
		bench_add(&samples, bench_now() - start);
		arena_finish(&arena);
	}
	int64_t mean = (bench_processor() - before) / rounds;
	print(name, &samples, bare);
	if (!why && bookings == BOOKINGS)
		print_growth(desk, days, mean, bare);
	bench_finish(&samples);
	destroy_desk(desk);
}

static void measure_rest(void)
{
	struct desk *desk = make_desk(6, 60, BOOKINGS);
	struct bench_samples strips = { 0 };
	struct bench_samples loads = { 0 };
	int64_t bare = measure_bare(desk);
	for (int i = 0; i < 200; i++) {
		int64_t start = bench_now();
		plan_state_finish(&desk->state);
		plan_state_prepare(&desk->state);
		bench_add(&loads, bench_now() - start);
		start = bench_now();
		for (int day = 0; day < 4; day++) {
			struct plan_day_load load;
			plan_load_day(&desk->state, MONDAY + 1 + day, &load);
		}
		bench_add(&strips, bench_now() - start);
	}
	print("prepare a state of 60 open days", &loads, bare);
	print("load strips, 4 days", &strips, bare);
	bench_finish(&strips);
	bench_finish(&loads);
	destroy_desk(desk);
}

int main(void)
{
	measure("proposals, 60 days", 6, 60, BOOKINGS, false);
	measure("proposals, 60 days, empty desk", 6, 60, 0, false);
	measure("proposals, 60 days, booked out", 6, 60, 3 * BOOKINGS, false);
	measure("proposals, 30 days", 6, 30, BOOKINGS, false);
	measure("proposals, 120 days", 6, 120, BOOKINGS, false);
	measure("proposals, 365 days", 6, 365, BOOKINGS, false);
	measure("proposals, 60 days, 20 advisors", 20, 60, BOOKINGS, false);
	measure("proposals, 60 days, 60 advisors", 60, 60, BOOKINGS, false);
	measure("proposals, 60 days, 120 advisors", 120, 60, BOOKINGS, false);
	measure("proposals with the reasons of every day", 6, 60, BOOKINGS, true);
	measure_rest();
	return 0;
}
