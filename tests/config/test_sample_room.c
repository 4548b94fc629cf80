/* The sample's calendar asked through the engine: every appointment fits when it is booked in order, and
 * afterwards a workshop return and an MC20 still have their proposals on every open day of the first four
 * weeks. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <locale.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "config/site_config.h"
#include "csv_rows.h"
#include "model/rules.h"
#include "plan/check.h"
#include "plan/propose.h"
#include "plan/rows.h"

enum { ROWS_MAX = 4096, DAYS = 110, MONDAY = 20780 };

static struct arena arena;
static struct site site;
static struct plan_state engine;
static struct csv_rows appointments;

static void *room(size_t size)
{
	return arena_alloc(&engine.arena, size * ROWS_MAX);
}

static int load_all(void **state)
{
	const char *folder = getenv("SAMPLE");
	csv_rows_read(&appointments, &arena, arena_printf(&arena, "%s/appointments.csv", folder));
	if (!config_read_site(arena_printf(&arena, "%s/site.cfg", folder), &arena, &site, NULL, NULL))
		return -1;
	engine.site = &site;
	engine.first = MONDAY - 21;
	engine.last = engine.first + DAYS;
	engine.busy = room(sizeof *engine.busy);
	engine.segments = room(sizeof *engine.segments);
	engine.loans = room(sizeof *engine.loans);
	engine.stays = room(sizeof *engine.stays);
	return 0;
}

static int drop_all(void **state)
{
	plan_state_finish(&engine);
	arena_finish(&arena);
	return 0;
}

static struct moment moment_of(const char *stamp)
{
	char date[CIVIL_DATE_SIZE];
	struct moment moment;
	snprintf(date, sizeof date, "%.10s", stamp);
	assert_true(civil_parse_date(date, &moment.day) && civil_parse_time(stamp + 11, &moment.minute));
	return moment;
}

static struct plan_request request_of(size_t row)
{
	const char *vin = csv_value(&appointments, row, "vin");
	struct vin_hint hint = vin_hint(vin, MONDAY);
	struct plan_request request = {
		.vehicle = vin,
		.known_customer = true,
		.electric = hint.energy == ENERGY_BEV,
		.mc20 = hint.mc20,
		.called = moment_of(csv_value(&appointments, row, "booked_at")),
		.later_by_customer = true,
		.advisor_wished = site_find_staff(&site, csv_value(&appointments, row, "advisor")),
		.advisor_known = -1,
		.unit_fixed = -1,
		.mobility_count = 1,
	};
	char work[200];
	snprintf(work, sizeof work, "%s", csv_value(&appointments, row, "work"));
	for (char *rest = work, *code; (code = strsep(&rest, " "));)
		request.work[request.work_count++] = site_find_work(&site, code);
	assert_true(channel_from_code(csv_value(&appointments, row, "channel"), &request.channel));
	assert_true(mobility_from_code(csv_value(&appointments, row, "mobility"), &request.mobility[0]));
	return request;
}

static void add_rows(const struct plan_request *request, const struct plan_candidate *candidate)
{
	struct plan_rows rows;
	plan_candidate_rows(&site, request, candidate, request->vehicle, false, &rows);
	for (int i = 0; i < rows.busy_count; i++)
		engine.busy[engine.busy_count++] = rows.busy[i];
	for (int i = 0; i < rows.segment_count; i++)
		engine.segments[engine.segment_count++] = rows.segments[i];
	if (rows.loan.kind != MOBILITY_NONE && rows.loan.kind != MOBILITY_WAIT)
		engine.loans[engine.loan_count++] = rows.loan;
	engine.stays[engine.stay_count++] = rows.stay;
}

/* Books @row at its time; the rule that says no, or NULL. */
static const char *book(size_t row)
{
	struct plan_request request = request_of(row);
	struct plan_candidate candidate = { .advisor = request.advisor_wished,
					    .mobility = request.mobility[0] };
	struct plan_violations violations = { .count = 0 };
	civil_parse_date(csv_value(&appointments, row, "date"), &candidate.day);
	civil_parse_time(csv_value(&appointments, row, "time"), &candidate.start);
	engine.now = request.called;
	plan_state_prepare(&engine);
	plan_complete(&engine, &request, &candidate);
	if (!plan_check(&engine, &request, &candidate, &violations))
		return plan_rule_id(violations.items[0].rule);
	bool gone = strcmp(csv_value(&appointments, row, "state"), "handed-back") == 0;
	if (gone && candidate.handback.day >= MONDAY)
		return "handed back after the demo's clock";
	add_rows(&request, &candidate);
	return NULL;
}

static void test_every_appointment_fits(void **state)
{
	int refused = 0;
	for (size_t row = 1; row < appointments.count; row++) {
		const char *rule = book(row);
		if (!rule)
			continue;
		print_error("%s: %s %s %s %s\n", rule, csv_value(&appointments, row, "vin"),
			    csv_value(&appointments, row, "date"), csv_value(&appointments, row, "time"),
			    csv_value(&appointments, row, "work"));
		refused++;
	}
	assert_int_equal(refused, 0);
}

/* At least two proposals that need nobody's authority. */
static void assert_proposals(const struct plan_request *request, const char *what)
{
	struct plan_proposals proposals = { .count = 0 };
	char date[CIVIL_DATE_SIZE];
	engine.now = request->called;
	plan_state_prepare(&engine);
	plan_propose(&engine, request, NULL, 0, false, &arena, &proposals);
	int fine = 0;
	for (int i = 0; i < proposals.count; i++)
		fine += proposals.items[i].needs_authority == 0;
	if (fine < 2)
		fail_msg("%s on %s at %d: %d proposals", what, civil_format_date(engine.now.day, date),
			 engine.now.minute, fine);
}

static void check_day(civil_day day, int minute)
{
	struct plan_request back = {
		.vehicle = "R",
		.workshop_return = true,
		.known_customer = true,
		.called = { day, minute },
		.work = { site_find_work(&site, "RET") },
		.work_count = 1,
		.advisor_wished = -1,
		.advisor_known = -1,
		.unit_fixed = -1,
		.mobility = { MOBILITY_NONE },
		.mobility_count = 1,
	};
	struct plan_request express = back;
	assert_proposals(&back, "workshop return");
	express.workshop_return = false;
	express.mc20 = true;
	express.mobility[0] = MOBILITY_LOAN;
	express.mobility[1] = MOBILITY_PUD;
	express.mobility_count = 2;
	express.work[0] = site_find_work(&site, "DIAG-1");
	assert_proposals(&express, "MC20 diagnosis");
	express.work[0] = site_find_work(&site, "MAINT-MC20");
	assert_proposals(&express, "MC20 service");
}

static void test_room_for_returns_and_mc20(void **state)
{
	for (civil_day day = MONDAY; day < MONDAY + 28; day++) {
		if (site_opening_on(&site, day).count == 0)
			continue;
		check_day(day, 10 * 60);
		check_day(day, 17 * 60 + 45);
	}
}

/* The booking that the documentation shows: Tuesday 24 November 9:30 with Kim S., a loan car. */
static void test_documented_booking(void **state)
{
	struct plan_violations violations = { .count = 0 };
	struct plan_request request = {
		.vehicle = "ZN6PMDE26R7000110",
		.electric = true,
		.known_customer = true,
		.called = { MONDAY, 600 },
		.work = { site_find_work(&site, "DIAG-1") },
		.work_count = 1,
		.advisor_wished = -1,
		.advisor_known = site_find_staff(&site, "kim.s"),
		.unit_fixed = -1,
		.mobility = { MOBILITY_LOAN, MOBILITY_TAXI },
		.mobility_count = 2,
	};
	struct plan_candidate candidate = {
		.advisor = request.advisor_known, .day = MONDAY + 1, .start = 570, .mobility = MOBILITY_LOAN
	};
	engine.now = request.called;
	plan_state_prepare(&engine);
	assert_true(plan_complete(&engine, &request, &candidate));
	if (!plan_check(&engine, &request, &candidate, &violations))
		fail_msg("%s: %s is in the way", plan_rule_id(violations.items[0].rule),
			 violations.items[0].other ? violations.items[0].other : "nobody");
	assert_int_equal(candidate.handback.day, MONDAY + 1);
	assert_int_equal(site.units[candidate.unit].kind, MOBILITY_LOAN);
	assert_proposals(&request, "documented booking");
}

int main(void)
{
	setlocale(LC_ALL, "C.UTF-8");
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_every_appointment_fits),
		cmocka_unit_test(test_room_for_returns_and_mc20),
		cmocka_unit_test(test_documented_booking),
	};
	return cmocka_run_group_tests(tests, load_all, drop_all);
}
