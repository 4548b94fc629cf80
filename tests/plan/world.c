#include "world.h"

#include <stdlib.h>
#include <string.h>

#include "plan/rows.h"

enum { ROWS = 4096 };

static const struct skill skills[SKILLS] = {
	{ "service", { "service", "정비" } },     { "mechanic", { "mechanic", "기계" } },
	{ "diagnosis", { "diagnosis", "진단" } }, { "high-voltage", { "high voltage", "고전압" } },
	{ "body", { "body", "판금" } },
};

static const struct work_type works[WORKS] = {
	[OIL] = { "OIL", .parts = { { SERVICE, 72 } }, .part_count = 1, .bay = 0, .parallel = 1 },
	[MAINT_S] = { "MAINT-S", .parts = { { SERVICE, 150 } }, .part_count = 1, .bay = 0, .parallel = 1,
		      .same_day = true, .quality_minutes = 15, .wash_minutes = 20,
		      .flags = WORK_MAINTENANCE },
	[MAINT_L] = { "MAINT-L", .parts = { { SERVICE, 180 }, { MECHANIC, 180 } }, .part_count = 2, .bay = 0,
		      .parallel = 1, .quality_minutes = 15, .wash_minutes = 20, .flags = WORK_MAINTENANCE },
	[DIAG_1] = { "DIAG-1", .parts = { { DIAGNOSIS, 60 } }, .part_count = 1, .bay = 0, .parallel = 1,
		     .flags = WORK_DIAGNOSIS },
	[BODY_L] = { "BODY-L", .parts = { { BODY, 2400 } }, .part_count = 1, .bay = 1, .keeps_bay = true,
		     .parallel = 1, .flags = WORK_BODY },
	[EV_CHECK] = { "EV-CHECK", .parts = { { VOLTAGE, 90 }, { SERVICE, 30 } }, .part_count = 2, .bay = 0,
		       .parallel = 1 },
	[RECALL_HW] = { "RECALL-HW", .parts = { { MECHANIC, 150 } }, .part_count = 1, .bay = 0, .parallel = 1,
			.flags = WORK_RECALL | WORK_RECALL_PARTS },
	[RET] = { "RET", .parts = { { DIAGNOSIS, 120 } }, .part_count = 1, .bay = -1, .parallel = 1,
		  .flags = WORK_RETURN_CHECK },
};

static const char *const codes[] = { "a.kim",  "b.lee", "t.one", "t.two", "t.three", "t.four",
				     "t.five", "f.man", "d.one", "d.two", "a.cho",   "t.six" };

static void copy_works(struct world *world, int count)
{
	world->site.work = arena_alloc(&world->arena, sizeof works);
	memcpy(world->site.work, works, sizeof works);
	world->site.work_count = count;
}

static void shift_week(struct world *world, int staff, int start, int end)
{
	for (int weekday = 0; weekday < 5; weekday++)
		world->site.shifts[world->site.shift_count++] =
			(struct shift){ staff, weekday, 0, INT32_MAX, { start, end } };
}

static void add_staff(struct world *world, unsigned roles, unsigned mask, int pct)
{
	int index = world->site.staff_count++;
	world->site.staff[index] = (struct staff){
		.code = codes[index],
		.name = codes[index],
		.short_name = codes[index],
		.roles = roles,
		.skills = (uint16_t)mask,
		.productive_pct = pct,
		.active = true,
	};
}

static void site_base(struct world *world)
{
	struct site *site = &world->site;
	site->id = "test";
	site->zone = "Asia/Seoul";
	site->lunch = (struct interval){ 720, 780 };
	site->reserve_pct = 20;
	site->promise_margin = 30;
	site->notice_minutes = 60;
	site->loan_turnaround = 60;
	site->drive_minutes = 60;
	site->transfer_minutes = 15;
	site->wait_limit = 120;
	site->reserve_opens_at = 960;
	site->horizon_days = 60;
	site->shuttle_seats = 1;
	site->taxi_per_day = 2;
	site->rental_per_day = -1;
	site->staff = arena_alloc(&world->arena, sizeof *site->staff * 16);
	site->shifts = arena_alloc(&world->arena, sizeof *site->shifts * 256);
	site->holidays = arena_alloc(&world->arena, sizeof *site->holidays * 16);
	site->bays = arena_alloc(&world->arena, sizeof *site->bays * 4);
	site->units = arena_alloc(&world->arena, sizeof *site->units * 8);
	memcpy(site->skills, skills, sizeof skills);
}

static void state_base(struct world *world, int days)
{
	struct plan_state *state = &world->state;
	state->site = &world->site;
	state->now = (struct moment){ WORLD_MONDAY, 480 };
	state->first = WORLD_MONDAY;
	state->last = WORLD_MONDAY + days - 1;
	world->capacity = ROWS;
	state->absences = arena_alloc(&state->arena, sizeof *state->absences * ROWS);
	state->busy = arena_alloc(&state->arena, sizeof *state->busy * ROWS);
	state->segments = arena_alloc(&state->arena, sizeof *state->segments * ROWS);
	state->loans = arena_alloc(&state->arena, sizeof *state->loans * ROWS);
	state->stays = arena_alloc(&state->arena, sizeof *state->stays * ROWS);
	state->internal = arena_alloc(&state->arena, sizeof *state->internal * ROWS);
}

static void add_unit(struct world *world, const char *code, enum mobility kind)
{
	world->site.units[world->site.unit_count++] = (struct mobility_unit){
		.code = code, .kind = kind, .model = "Levante", .plate = code, .active = true
	};
}

void world_plain(struct world *world, int days)
{
	*world = (struct world){ .random = 1 };
	site_base(world);
	struct site *site = &world->site;
	site->skill_count = SKILLS;
	copy_works(world, WORKS);
	for (int weekday = 0; weekday < 5; weekday++) {
		site->opening[weekday] = (struct hours){ { { 510, 1080 } }, 1 };
		site->reception[weekday] = (struct hours){ { { 510, 1080 } }, 1 };
	}
	site->bays[0] = (struct bay_type){ "lift", { "lift", "리프트" }, 4 };
	site->bays[1] = (struct bay_type){ "body", { "body", "판금" }, 2 };
	site->bay_count = 2;
	add_staff(world, ROLE_ADVISOR, 0, 0);
	add_staff(world, ROLE_ADVISOR, 0, 0);
	add_staff(world, ROLE_TECHNICIAN, 1 << SERVICE | 1 << MECHANIC, 85);
	add_staff(world, ROLE_TECHNICIAN, 1 << SERVICE | 1 << MECHANIC, 85);
	add_staff(world, ROLE_TECHNICIAN, 1 << SERVICE | 1 << DIAGNOSIS | 1 << VOLTAGE, 85);
	add_staff(world, ROLE_TECHNICIAN, 1 << DIAGNOSIS | 1 << MECHANIC, 80);
	add_staff(world, ROLE_TECHNICIAN, 1 << BODY, 90);
	add_staff(world, ROLE_FOREMAN, 0, 0);
	add_staff(world, ROLE_DRIVER, 0, 0);
	add_staff(world, ROLE_DRIVER, 0, 0);
	for (int i = 0; i < site->staff_count; i++)
		shift_week(world, i, site->staff[i].roles & ROLE_DRIVER ? 450 : 510,
			   site->staff[i].roles & ROLE_DRIVER ? 1170 : 1080);
	add_unit(world, "L1", MOBILITY_LOAN);
	add_unit(world, "L2", MOBILITY_LOAN);
	add_unit(world, "H1", MOBILITY_HIRE);
	state_base(world, days);
	world_prepare(world);
}

uint32_t world_next(struct world *world)
{
	world->random ^= world->random << 13;
	world->random ^= world->random >> 17;
	world->random ^= world->random << 5;
	return world->random;
}

int world_pick(struct world *world, int low, int high)
{
	return low + (int)(world_next(world) % (uint32_t)(high - low + 1));
}

static void random_hours(struct world *world)
{
	struct site *site = &world->site;
	int open = 510 + 15 * world_pick(world, 0, 2);
	int close = 960 + 30 * world_pick(world, 0, 4);
	for (int weekday = 0; weekday < 6; weekday++) {
		if (weekday == 5 && world_pick(world, 0, 3))
			continue;
		int end = weekday == 5 ? 780 : close;
		site->opening[weekday] = (struct hours){ { { open, end } }, 1 };
		site->reception[weekday] =
			(struct hours){ { { open + 15, end - 15 * world_pick(world, 0, 1) } }, 1 };
	}
	if (world_pick(world, 0, 1))
		site->holidays[site->holiday_count++] = (struct holiday){
			WORLD_MONDAY + world_pick(world, 0, 9), world_pick(world, 0, 1), 840, { 0 }
		};
}

static void random_shifts(struct world *world, int staff)
{
	int start = 480 + 30 * world_pick(world, 0, 4);
	int end = 840 + 30 * world_pick(world, 0, 9);
	for (int weekday = 0; weekday < 6; weekday++) {
		struct shift shift = { staff, weekday, 0, INT32_MAX, { start, end } };
		int kind = world_pick(world, 0, 9);
		if (kind == 0)
			continue;
		if (kind == 1) {
			shift.time.end = 660;
			world->site.shifts[world->site.shift_count++] = shift;
			shift.time = (struct interval){ 690, end };
		}
		world->site.shifts[world->site.shift_count++] = shift;
	}
}

static void random_work(struct world *world)
{
	struct site *site = &world->site;
	site->work = arena_alloc(&world->arena, sizeof *site->work * 6);
	site->work_count = 6;
	for (int i = 0; i < 6; i++) {
		struct work_type *work = &site->work[i];
		work->code = "W";
		work->part_count = world_pick(world, 1, 2);
		for (int j = 0; j < work->part_count; j++)
			work->parts[j] = (struct work_part){ world_pick(world, 0, site->skill_count - 1),
							     5 * world_pick(world, 3, i == 5 ? 120 : 30) };
		work->bay = world_pick(world, -1, site->bay_count - 1);
		work->keeps_bay = world_pick(world, 0, 4) == 0;
		work->parallel = world_pick(world, 1, 6) == 1 ? 2 : 1;
		work->same_day = world_pick(world, 0, 3) == 0;
		work->quality_minutes = 5 * world_pick(world, 0, 4);
		work->flags = world_pick(world, 0, 5) == 0 ? WORK_DIAGNOSIS : 0;
	}
}

static void random_busy(struct world *world, int days)
{
	bool dense = world_pick(world, 0, 1); /* receptions of the advisors, day after day */
	for (int i = dense ? world_pick(world, 40, 160) : world_pick(world, 0, 40); i > 0; i--) {
		struct plan_busy busy = {
			.staff = world_pick(world, 0, dense ? 1 : world->site.staff_count - 1),
			.kind = dense ? BUSY_RECEPTION : (enum plan_busy_kind)world_pick(world, 0, 2),
			.day = WORLD_MONDAY + world_pick(world, 0, days - 1),
			.start = 510 + 15 * world_pick(world, 0, 36),
			.file = world_pick(world, 0, 5) ? "other" : "own",
		};
		busy.end = busy.start + (world_pick(world, 0, 1) ? 15 : 30);
		world_add_busy(world, busy);
	}
}

static void random_segments(struct world *world, int days)
{
	static const char *const files[] = { "f1", "f2", "f3", "own", "f4" };
	for (int i = world_pick(world, 0, 60); i > 0; i--) {
		int half = world_pick(world, 0, 1);
		struct plan_segment segment = {
			.skill = world_pick(world, 0, world->site.skill_count - 1),
			.named = -1,
			.entitled = world_pick(world, 0, 3) == 0,
			.hold = world_pick(world, 0, 3) == 0,
			.day = WORLD_MONDAY + world_pick(world, 0, days - 1),
			.half = (enum half)half,
			.minutes = 5 * world_pick(world, 1, 30),
			.parallel = 1,
			.ready = half ? 780 + 15 * world_pick(world, 0, 10)
				      : 510 + 15 * world_pick(world, 0, 10),
			.bay = -1,
			.file = files[world_pick(world, 0, 4)],
			.set = world_pick(world, 0, 2),
			.carried = world_pick(world, 0, 3) == 0,
		};
		if (world_pick(world, 0, 2) == 0)
			segment.ready = half ? 780 : 480;
		if (world_pick(world, 0, 9) == 0)
			segment.named = world_pick(world, 2, world->site.staff_count - 3);
		world_add_segment(world, segment);
	}
}

static void random_rest(struct world *world, int days)
{
	for (int i = world_pick(world, 0, 3); i > 0; i--) {
		struct plan_loan loan = { .kind = MOBILITY_LOAN,
					  .unit = world_pick(world, 0, 1),
					  .file = "other" };
		loan.from = (struct moment){ WORLD_MONDAY + world_pick(world, 0, days - 1), 600 };
		loan.to = (struct moment){ loan.from.day + world_pick(world, 0, 1), 900 };
		world_add_loan(world, loan);
	}
	for (int i = world_pick(world, 0, 3); i > 0; i--) {
		struct plan_absence absence = { .kind = (enum plan_absent)world_pick(world, 0, 2),
						.count = 1 };
		absence.index =
			absence.kind == ABSENT_STAFF  ? world_pick(world, 0, world->site.staff_count - 1)
			: absence.kind == ABSENT_UNIT ? world_pick(world, 0, 1)
						      : world_pick(world, 0, world->site.bay_count - 1);
		absence.from = (struct moment){ WORLD_MONDAY + world_pick(world, 0, days - 1), 600 };
		absence.to = (struct moment){ absence.from.day + world_pick(world, 0, 1), 840 };
		world_add_absence(world, absence);
	}
	for (int i = world_pick(world, 0, 2); i > 0; i--) {
		struct plan_stay stay = { .vehicle = "car", .file = "other" };
		stay.from = (struct moment){ WORLD_MONDAY + world_pick(world, 0, days - 1), 600 };
		stay.to = (struct moment){ stay.from.day + world_pick(world, 0, 1), 900 };
		world->state.stays[world->state.stay_count++] = stay;
	}
	for (int i = world_pick(world, 0, 4); i > 0; i--)
		world->state.internal[world->state.internal_count++] =
			(struct plan_internal){ world_pick(world, 0, world->site.skill_count - 1),
						WORLD_MONDAY + world_pick(world, 0, days - 1), HALF_PM,
						5 * world_pick(world, 1, 30) };
}

/* SEED=N looks at other sites than those of every run. */
static uint32_t seed_offset(void)
{
	const char *given = getenv("SEED");
	return given ? (uint32_t)strtoul(given, NULL, 10) : 0;
}

void world_random(struct world *world, uint32_t seed)
{
	*world = (struct world){ .random = (seed + seed_offset()) * 2654435761U + 12345 };
	for (int i = 0; i < 8; i++)
		world_next(world);
	site_base(world);
	struct site *site = &world->site;
	site->skill_count = world_pick(world, 1, 4);
	site->horizon_days = world_pick(world, 4, 9);
	site->reserve_pct = 5 * world_pick(world, 3, 4);
	site->bays[0] = (struct bay_type){ "lift", { 0 }, world_pick(world, 1, 4) };
	site->bays[1] = (struct bay_type){ "body", { 0 }, 1 };
	site->bay_count = 2;
	random_hours(world);
	add_staff(world, ROLE_ADVISOR, 0, 0);
	add_staff(world, ROLE_ADVISOR, 0, 0);
	for (int i = world_pick(world, 1, 5); i > 0; i--)
		add_staff(world, ROLE_TECHNICIAN,
			  (unsigned)world_pick(world, 1, (1 << site->skill_count) - 1),
			  5 * world_pick(world, 14, 20));
	add_staff(world, ROLE_FOREMAN, 0, 0);
	add_staff(world, ROLE_DRIVER, 0, 0);
	for (int i = 0; i < site->staff_count; i++)
		random_shifts(world, i);
	add_unit(world, "L1", MOBILITY_LOAN);
	add_unit(world, "L2", MOBILITY_LOAN);
	random_work(world);
	int days = world_pick(world, 6, 14);
	state_base(world, days);
	world->state.now =
		(struct moment){ WORLD_MONDAY + world_pick(world, 0, 2), 5 * world_pick(world, 90, 230) };
	random_busy(world, days);
	random_segments(world, days);
	random_rest(world, days);
	world_prepare(world);
}

struct plan_request plain_request(int work)
{
	return (struct plan_request){
		.channel = CHANNEL_PHONE,
		.known_customer = true,
		.called = { WORLD_MONDAY, 480 },
		.work = { work },
		.work_count = 1,
		.advisor_wished = -1,
		.advisor_known = -1,
		.unit_fixed = -1,
	};
}

struct plan_request world_request(struct world *world)
{
	struct plan_request request = plain_request(world_pick(world, 0, world->site.work_count - 1));
	request.file = world_pick(world, 0, 1) ? "own" : NULL;
	request.vehicle = world_pick(world, 0, 1) ? "car" : NULL;
	request.called = world->state.now;
	if (world_pick(world, 0, 2) == 0)
		request.work[request.work_count++] = world_pick(world, 0, world->site.work_count - 1);
	int kind = world_pick(world, 0, 9);
	request.workshop_return = kind == 0;
	request.mc20 = kind == 1;
	request.recall = kind == 2;
	request.immobilised = kind == 3;
	request.attends_foreman = kind == 4;
	request.known_customer = world_pick(world, 0, 1);
	static const enum mobility kinds[] = { MOBILITY_NONE, MOBILITY_LOAN,   MOBILITY_PUD,
					       MOBILITY_WAIT, MOBILITY_ESCORT, MOBILITY_TAXI };
	for (int i = world_pick(world, 0, 2); i > 0; i--)
		request.mobility[request.mobility_count++] = kinds[world_pick(world, 0, 5)];
	request.advisor_wished = world_pick(world, 0, 3) ? -1 : world_pick(world, 0, 1);
	request.advisor_known = world_pick(world, -1, 1);
	for (int i = world_pick(world, 0, 2); i > 0; i--) {
		struct plan_wish wish = { .has_day = world_pick(world, 0, 1),
					  .half = world_pick(world, -1, 1),
					  .minute = world_pick(world, 0, 2) ? -1 : 600 };
		wish.day = world->state.now.day + world_pick(world, 0, 5);
		request.wishes[request.wish_count++] = wish;
	}
	if (world_pick(world, 0, 4) == 0)
		request.earliest = (struct moment){ world->state.now.day + world_pick(world, 0, 3), 0 };
	return request;
}

struct plan_busy *world_add_busy(struct world *world, struct plan_busy busy)
{
	struct plan_busy *row = &world->state.busy[world->state.busy_count++];
	*row = busy;
	return row;
}

struct plan_segment *world_add_segment(struct world *world, struct plan_segment segment)
{
	struct plan_segment *row = &world->state.segments[world->state.segment_count++];
	*row = segment;
	return row;
}

struct plan_loan *world_add_loan(struct world *world, struct plan_loan loan)
{
	struct plan_loan *row = &world->state.loans[world->state.loan_count++];
	*row = loan;
	return row;
}

struct plan_absence *world_add_absence(struct world *world, struct plan_absence absence)
{
	struct plan_absence *row = &world->state.absences[world->state.absence_count++];
	*row = absence;
	return row;
}

void world_book(struct world *world, const struct plan_request *request,
		const struct plan_candidate *candidate, const char *file, bool hold, int set)
{
	struct plan_rows rows;
	plan_candidate_rows(&world->site, request, candidate, file, hold, &rows);
	for (int i = 0; i < rows.busy_count; i++)
		world_add_busy(world, rows.busy[i]);
	for (int i = 0; i < rows.segment_count; i++)
		world_add_segment(world, rows.segments[i])->set = set;
	if (rows.loan.kind != MOBILITY_NONE)
		world_add_loan(world, rows.loan);
	if (rows.stay.vehicle)
		world->state.stays[world->state.stay_count++] = rows.stay;
	world_prepare(world);
}

void world_prepare(struct world *world)
{
	plan_state_prepare(&world->state);
}

void world_finish(struct world *world)
{
	plan_state_finish(&world->state);
	arena_finish(&world->arena);
}
