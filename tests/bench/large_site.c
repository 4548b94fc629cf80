#include "large.h"

#include <limits.h>
#include <stdio.h>

enum { OPERATORS = 4, ADVISORS = 6, TECHNICIANS = 20, LOAN_CARS = 12 };
enum { OPENS = 510, CLOSES = 1080, NOON = 720, AFTERNOON = 780 };

static const struct skill skills[] = {
	{ "service", { "service", "정비" } }, { "diagnosis", { "diagnosis", "진단" } },
	{ "body", { "body", "판금" } },       { "high-voltage", { "high voltage", "고전압" } },
	{ "tyres", { "tyres", "타이어" } },
};
enum { SKILLS = sizeof skills / sizeof *skills };

static const struct work_type work[] = {
	{ .code = "OIL", .name = { "oil and filter", "엔진 오일" }, .parts = { { 0, 72 } }, .part_count = 1 },
	{ .code = "MAINT-S",
	  .name = { "small service", "정기 점검" },
	  .parts = { { 0, 150 } },
	  .part_count = 1 },
	{ .code = "DIAG-1", .name = { "diagnosis", "진단" }, .parts = { { 1, 60 } }, .part_count = 1 },
	{ .code = "BODY-EST", .name = { "estimate", "판금 견적" }, .parts = { { 2, 30 } }, .part_count = 1 },
	{ .code = "EV-CHECK",
	  .name = { "EV check", "전기차 점검" },
	  .parts = { { 3, 120 } },
	  .part_count = 1 },
	{ .code = "TYRE", .name = { "wheel change", "휠 교환" }, .parts = { { 4, 60 } }, .part_count = 1 },
};

static struct staff member(struct arena *arena, const char *group, int number, unsigned roles, uint16_t mask)
{
	const char *code = arena_printf(arena, "%s%d", group, number);
	struct staff staff = { .code = code,
			       .login = code,
			       .name = code,
			       .short_name = code,
			       .roles = roles,
			       .skills = mask,
			       .productive_pct = 85,
			       .active = true };
	for (int i = 0; i < SITE_SKILLS_MAX; i++)
		staff.ability_pct[i] = 100;
	return staff;
}

static void add_staff(struct arena *arena, struct site *site)
{
	/* Most do service and diagnosis; a few each the rest. */
	static const uint16_t masks[] = { 0x03, 0x03, 0x13, 0x0b, 0x04, 0x03, 0x13 };
	site->staff = arena_alloc(arena, (OPERATORS + ADVISORS + TECHNICIANS + 4) * sizeof *site->staff);
	struct staff *next = site->staff;
	for (int i = 1; i <= OPERATORS; i++)
		*next++ = member(arena, "operator", i, ROLE_OPERATOR, 0);
	for (int i = 1; i <= ADVISORS; i++)
		*next++ = member(arena, "advisor", i, ROLE_ADVISOR, 0);
	for (int i = 1; i <= TECHNICIANS; i++)
		*next++ = member(arena, "technician", i, ROLE_TECHNICIAN,
				 masks[i % (int)(sizeof masks / sizeof *masks)]);
	*next++ = member(arena, "foreman", 1, ROLE_FOREMAN, 0);
	*next++ = member(arena, "manager", 1, ROLE_MANAGER, 0);
	*next++ = member(arena, "driver", 1, ROLE_DRIVER, 0);
	*next++ = member(arena, "driver", 2, ROLE_DRIVER, 0);
	site->staff_count = (int)(next - site->staff);
}

static void add_hours(struct arena *arena, struct site *site)
{
	const struct interval halves[] = { { OPENS, NOON }, { AFTERNOON, CLOSES } };
	site->lunch = (struct interval){ NOON, AFTERNOON };
	site->shifts = arena_alloc(arena, (size_t)site->staff_count * 5 * 2 * sizeof *site->shifts);
	for (int weekday = 0; weekday < 5; weekday++) {
		site->opening[weekday] = (struct hours){ { { OPENS, CLOSES } }, 1 };
		site->reception[weekday] = site->opening[weekday];
		for (int staff = 0; staff < site->staff_count; staff++) {
			for (int half = 0; half < 2; half++)
				site->shifts[site->shift_count++] = (struct shift){ .staff = staff,
										    .weekday = weekday,
										    .to = INT32_MAX,
										    .time = halves[half] };
		}
	}
}

static void add_fleet(struct arena *arena, struct site *site)
{
	site->units = arena_alloc(arena, LOAN_CARS * sizeof *site->units);
	for (int i = 0; i < LOAN_CARS; i++)
		site->units[site->unit_count++] =
			(struct mobility_unit){ .code = arena_printf(arena, "L%d", i + 1),
						.kind = MOBILITY_LOAN,
						.model = "Grecale",
						.plate = arena_printf(arena, "99%d하%04d", i % 10, 1000 + i),
						.car_class = "D",
						.energy = ENERGY_MHEV,
						.active = true };
}

void large_site(struct arena *arena, struct site *site)
{
	site_init(site);
	site->id = "large";
	site->name = "Large site";
	site->zone = "Asia/Seoul";
	site->country = "KR";
	site->language = "ko";
	site->currency = "KRW";
	site->demo = true;
	site->dealer.code = "XX-LARGE-01";
	site->dealer.name = (struct two_texts){ "Large site", "큰 서비스 센터" };
	site->skill_count = SKILLS;
	for (int i = 0; i < SKILLS; i++)
		site->skills[i] = skills[i];
	site->work_count = sizeof work / sizeof *work;
	site->work = arena_alloc(arena, sizeof work);
	for (int i = 0; i < site->work_count; i++) {
		site->work[i] = work[i];
		site->work[i].bay = -1;
		site->work[i].parallel = 1;
	}
	add_staff(arena, site);
	add_hours(arena, site);
	add_fleet(arena, site);
}
