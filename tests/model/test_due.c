/* When a service is due and when its owner is reminded: tables of dates, readings and cars. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <string.h>

#include "model/due.h"

static civil_day on(const char *date)
{
	civil_day day = 0;
	assert_true(civil_parse_date(date, &day));
	return day;
}

static const char *text_of(civil_day day)
{
	static char text[CIVIL_DATE_SIZE];
	return day ? civil_format_date(day, text) : "-";
}

static void test_by_date(void **state)
{
	static const struct {
		const char *base;
		int months;
		const char *due;
	} rows[] = {
		{ "2025-12-20", 12, "2026-12-20" }, { "2024-02-29", 12, "2025-02-28" },
		{ "2024-02-29", 48, "2028-02-29" }, { "2026-01-31", 1, "2026-02-28" },
		{ "2028-01-31", 1, "2028-02-29" },  { "2026-08-31", 6, "2027-02-28" },
		{ "2026-12-31", 24, "2028-12-31" },
	};
	for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
		struct due_base base = { on(rows[i].base), -1 };
		struct due due;
		assert_true(due_from(&base, rows[i].months, 20000, NULL, DUE_KM_A_YEAR, &due));
		assert_string_equal(text_of(due.day), rows[i].due);
		assert_int_equal(due.reason, DUE_BY_DATE);
		assert_int_equal(due.by_km, 0);
		assert_int_equal(due.at_km, -1);
	}
}

static void test_by_mileage(void **state)
{
	struct due_base base = { on("2026-01-01"), 40000 };
	struct due_reading last = { on("2026-07-01"), 52000 };
	struct due due;
	/* 8,000 km left at 20,000 a year: 146 days. */
	assert_true(due_from(&base, 24, 20000, &last, 20000, &due));
	assert_string_equal(text_of(due.day), "2026-11-24");
	assert_int_equal(due.reason, DUE_BY_MILEAGE);
	assert_string_equal(text_of(due.by_date), "2028-01-01");
	assert_int_equal(due.at_km, 60000);
	/* The date is earlier. */
	assert_true(due_from(&base, 9, 20000, &last, 20000, &due));
	assert_string_equal(text_of(due.day), "2026-10-01");
	assert_int_equal(due.reason, DUE_BY_DATE);
	/* Reached already: on the day on which that was read. */
	last.km = 61000;
	assert_true(due_from(&base, 24, 20000, &last, 20000, &due));
	assert_int_equal(due.day, last.day);
	/* Both on one day. */
	last = (struct due_reading){ on("2026-01-01"), 40000 };
	assert_true(due_from(&base, 12, 12000, &last, 12000, &due));
	assert_int_equal(due.reason, DUE_BY_BOTH);
	assert_string_equal(text_of(due.day), "2027-01-01");
	/* No reading since: the service's own counts. */
	last = (struct due_reading){ on("2025-06-01"), 30000 };
	assert_true(due_from(&base, 0, 12000, &last, 12000, &due));
	assert_string_equal(text_of(due.day), "2027-01-01");
	assert_true(due_from(&base, 0, 12000, NULL, 12000, &due));
	assert_string_equal(text_of(due.day), "2027-01-01");
	/* By mileage alone, and nothing known of it. */
	base = (struct due_base){ on("2026-01-01"), -1 };
	assert_false(due_from(&base, 0, 12000, &last, 12000, &due));
	/* The largest numbers do no harm. */
	base.km = 2000000;
	assert_true(due_from(&base, 0, 500000, &last, DUE_KM_A_YEAR_LOW, &due));
}

static void test_km_a_year(void **state)
{
	civil_day now = on("2026-11-01");
	struct due_reading readings[4] = { { now, 30000 } };
	assert_int_equal(due_km_a_year(readings, 0), DUE_KM_A_YEAR);
	assert_int_equal(due_km_a_year(readings, 1), DUE_KM_A_YEAR);
	readings[1] = (struct due_reading){ now - 59, 29000 };
	assert_int_equal(due_km_a_year(readings, 2), DUE_KM_A_YEAR);
	readings[2] = (struct due_reading){ now - 73, 28000 };
	assert_int_equal(due_km_a_year(readings, 3), 10000);
	readings[2].km = 29990;
	assert_int_equal(due_km_a_year(readings, 3), DUE_KM_A_YEAR_LOW);
	readings[2].km = 1000;
	assert_int_equal(due_km_a_year(readings, 3), DUE_KM_A_YEAR_HIGH);
	/* An earlier reading that is higher is a mistake: the one before it counts. */
	readings[2].km = 90000;
	assert_int_equal(due_km_a_year(readings, 3), DUE_KM_A_YEAR);
	readings[3] = (struct due_reading){ now - 365, 15000 };
	assert_int_equal(due_km_a_year(readings, 4), 15000);
	/* 60 days are enough. */
	readings[1] = (struct due_reading){ now - 60, 28000 };
	assert_int_equal(due_km_a_year(readings, 2), 12166);
}

static const struct service_interval table[] = {
	{ .service = "MAINT",
	  .models = "MC20\nMCPURA",
	  .months = 12,
	  .km = 10000,
	  .work = "MAINT-MC20",
	  .done = "MAINT-MC20" },
	{ .service = "MAINT",
	  .models = "",
	  .energies = 1U << ENERGY_PETROL | 1U << ENERGY_MHEV,
	  .months = 12,
	  .km = 20000,
	  .work = "MAINT-S",
	  .done = "MAINT-S MAINT-L" },
	{ .service = "PLUGS",
	  .models = "Ghibli\nLevante",
	  .km = 60000,
	  .work = "MAINT-L",
	  .done = "MAINT-L" },
	{ .service = "BRAKEFLUID", .models = "", .months = 24, .work = "BRKFL", .done = "BRKFL" },
	{ .service = "EV-CHECK",
	  .models = "",
	  .energies = 1U << ENERGY_BEV,
	  .months = 12,
	  .km = 20000,
	  .work = "EV-CHECK",
	  .done = "EV-CHECK" },
	{ .service = "TYRES-SEASON",
	  .models = "",
	  .months = 6,
	  .work = "TYRE",
	  .done = "TYRE",
	  .repeats = true },
};
enum { TABLE_ROWS = sizeof table / sizeof table[0] };

static void test_rows_that_fit(void **state)
{
	struct due_car ghibli = { .model = "Ghibli", .energy = ENERGY_PETROL };
	struct due_car folgore = { .model = "Grecale Folgore", .energy = ENERGY_BEV };
	struct due_car cielo = { .model = "MC20 Cielo", .energy = ENERGY_PETROL, .mc20 = true };
	struct due_car nameless = { .energy = ENERGY_PETROL, .mc20 = true };
	struct due_car other = { .model = "Ghiblissima", .energy = ENERGY_PETROL };
	assert_true(due_fits(&table[1], &ghibli));
	assert_true(due_fits(&table[2], &ghibli));
	assert_false(due_fits(&table[2], &other));
	assert_false(due_fits(&table[1], &folgore));
	assert_true(due_fits(&table[4], &folgore));
	assert_true(due_fits(&table[0], &cielo));
	assert_true(due_fits(&table[0], &nameless));
	assert_false(due_fits(&table[0], &ghibli));
}

static void test_new_car(void **state)
{
	struct due_car car = {
		.model = "MC20", .energy = ENERGY_PETROL, .mc20 = true, .first_registration = on("2026-01-10")
	};
	struct due_plan plan;
	assert_true(due_next(&car, table, TABLE_ROWS, 0, &plan));
	assert_int_equal(plan.count, 1);
	assert_string_equal(plan.items[0].interval->work, "MAINT-MC20");
	/* No reading: 10,000 km at 12,000 a year come before the year is over. */
	assert_string_equal(text_of(plan.items[0].due.day), "2026-11-10");
	assert_int_equal(plan.items[0].due.reason, DUE_BY_MILEAGE);
	car.warranty_start = on("2026-03-01"); /* goes before the registration */
	assert_true(due_next(&car, table, TABLE_ROWS, 0, &plan));
	assert_string_equal(text_of(plan.items[0].due.by_date), "2027-03-01");
	/* 10,000 km come sooner for one that is driven. */
	struct due_reading readings[] = { { on("2026-08-28"), 8000 }, { on("2026-03-01"), 100 } };
	car.readings = readings;
	car.reading_count = 2;
	assert_true(due_next(&car, table, TABLE_ROWS, 0, &plan));
	assert_int_equal(plan.items[0].due.reason, DUE_BY_MILEAGE);
	assert_true(plan.items[0].due.day < on("2026-11-01"));
}

static void test_electric(void **state)
{
	struct history_visit visits[] = {
		{ .day = on("2026-01-15"), .mileage = 9000, .codes = "DIAG-1 EV-CHECK" }
	};
	struct due_reading readings[] = { { on("2026-01-15"), 9000 } };
	struct due_car car = { .model = "Grecale Folgore",
			       .energy = ENERGY_BEV,
			       .warranty_start = on("2024-03-15"),
			       .visits = visits,
			       .visit_count = 1,
			       .readings = readings,
			       .reading_count = 1 };
	struct due_plan plan;
	assert_true(due_next(&car, table, TABLE_ROWS, 0, &plan));
	/* The brake fluid was due in March and nothing else within 60 days. */
	assert_string_equal(plan.work, "BRKFL");
	assert_string_equal(text_of(plan.items[0].due.day), "2026-03-15");
	visits[0].codes = "EV-CHECK BRKFL";
	assert_true(due_next(&car, table, TABLE_ROWS, 0, &plan));
	assert_string_equal(plan.work, "EV-CHECK");
	assert_string_equal(text_of(plan.items[0].due.day), "2027-01-15");
}

static void test_one_visit_for_what_is_due_together(void **state)
{
	struct history_visit visits[] = {
		{ .day = on("2025-12-20"), .mileage = 50000, .codes = "MAINT-S" },
		{ .day = on("2024-12-27"), .mileage = 38000, .codes = "BRKFL MAINT-S" },
	};
	struct due_reading readings[] = { { on("2026-06-18"), 56000 }, { on("2025-12-20"), 50000 } };
	struct due_car car = { .model = "Ghibli",
			       .energy = ENERGY_PETROL,
			       .warranty_start = on("2021-03-15"),
			       .visits = visits,
			       .visit_count = 2,
			       .readings = readings,
			       .reading_count = 2 };
	struct due_plan plan;
	assert_true(due_next(&car, table, TABLE_ROWS, 0, &plan));
	/* 4,000 km to the plugs at 12,166 a year: mid October; the others within 60 days after, or not. */
	assert_string_equal(plan.items[0].interval->service, "PLUGS");
	assert_string_equal(plan.work, "MAINT-L");
	readings[0].km = 54900; /* slower: all in December, and the large service includes the small one */
	assert_true(due_next(&car, table, TABLE_ROWS, 0, &plan));
	assert_int_equal(plan.count, 3);
	assert_string_equal(plan.work, "MAINT-L BRKFL");
}

static void test_season_only_where_it_was(void **state)
{
	struct history_visit visits[] = { { .day = on("2026-10-20"), .mileage = -1, .codes = "TYRE" } };
	struct due_car car = { .model = "Levante",
			       .energy = ENERGY_DIESEL,
			       .first_registration = on("2026-06-01") };
	struct due_plan plan;
	assert_true(due_next(&car, table, TABLE_ROWS, 0, &plan));
	assert_string_equal(plan.work, "BRKFL");
	car.visits = visits;
	car.visit_count = 1;
	assert_true(due_next(&car, table, TABLE_ROWS, 0, &plan));
	assert_string_equal(plan.work, "TYRE");
	assert_string_equal(text_of(plan.items[0].due.day), "2027-04-20");
}

static void test_settled_comes_again_an_interval_later(void **state)
{
	struct history_visit visits[] = {
		{ .day = on("2025-12-10"), .mileage = -1, .codes = "EV-CHECK BRKFL" }
	};
	struct due_settled settled[] = { { "EV-CHECK", on("2025-12-10"), on("2026-12-10") } };
	struct due_car car = { .model = "Grecale Folgore",
			       .energy = ENERGY_BEV,
			       .visits = visits,
			       .visit_count = 1,
			       .settled = settled,
			       .settled_count = 1 };
	struct due_plan plan;
	assert_true(due_next(&car, table, TABLE_ROWS, 0, &plan));
	assert_int_equal(plan.count, 2);
	assert_string_equal(text_of(plan.items[0].due.day), "2027-12-10");
	assert_string_equal(plan.work, "BRKFL EV-CHECK");
	/* Done since: settled no longer. */
	settled[0].base = on("2024-12-10");
	assert_true(due_next(&car, table, TABLE_ROWS, 0, &plan));
	assert_string_equal(text_of(plan.items[0].due.day), "2026-12-10");
	assert_int_equal(plan.count, 1);
}

static void test_passed_over_comes_an_interval_later(void **state)
{
	struct history_visit visits[] = { { .day = on("2025-12-10"), .mileage = -1, .codes = "EV-CHECK" } };
	struct due_car car = { .model = "Grecale Folgore",
			       .energy = ENERGY_BEV,
			       .visits = visits,
			       .visit_count = 1,
			       .first_registration = on("2020-05-05") };
	struct due_plan plan;
	/* The fluid was due in 2022, 2024 and May 2026; it is done with the next check. */
	assert_true(due_next(&car, table, TABLE_ROWS, on("2026-09-24"), &plan));
	assert_string_equal(plan.items[0].interval->service, "EV-CHECK");
	assert_string_equal(text_of(plan.items[0].due.day), "2026-12-10");
	assert_string_equal(plan.work, "EV-CHECK BRKFL");
	assert_true(plan.items[1].overdue);
	/* Nobody came: the check leads again a year later. */
	assert_true(due_next(&car, table, TABLE_ROWS, on("2027-02-10"), &plan));
	assert_string_equal(text_of(plan.items[0].due.day), "2027-12-10");
	assert_true(plan.items[0].overdue);
}

static void test_nothing_known(void **state)
{
	struct due_car car = { .model = "Ghibli", .energy = ENERGY_PETROL };
	struct due_plan plan = { .count = 7 };
	assert_false(due_next(&car, table, TABLE_ROWS, 0, &plan));
	assert_int_equal(plan.count, 7);
	car.first_registration = on("2026-01-01");
	assert_false(due_next(&car, table, 0, 0, &plan));
}

static void test_attempts(void **state)
{
	civil_day due = on("2026-12-21");
	assert_string_equal(text_of(due_attempt_day(due, 0, 0)), "2026-11-23");
	assert_string_equal(text_of(due_attempt_day(due, 1, on("2026-11-23"))), "2026-11-26");
	assert_string_equal(text_of(due_attempt_day(due, 2, on("2026-11-26"))), "2026-11-29");
	/* Begun late: three days lie between two attempts all the same. */
	assert_string_equal(text_of(due_attempt_day(due, 1, on("2026-12-05"))), "2026-12-08");
	assert_false(due_attempt_calls(due, 0, due - 28));
	assert_false(due_attempt_calls(due, 1, due - 25));
	assert_true(due_attempt_calls(due, 2, due - 25));
	assert_false(due_attempt_calls(due, 0, due - 23));
	assert_true(due_attempt_calls(due, 0, due - 22));
	assert_false(due_is_late(due, 0, due - 21));
	assert_true(due_is_late(due, 0, due - 20));
	assert_false(due_is_late(due, 1, due - 20));
}

static void test_codes(void **state)
{
	enum due_reason reason = DUE_BY_MILEAGE;
	assert_false(due_reason_from_code("", &reason));
	assert_false(due_reason_from_code(NULL, &reason));
	assert_int_equal(reason, DUE_BY_MILEAGE);
	for (int i = 0; i <= DUE_BY_BOTH; i++) {
		assert_true(due_reason_from_code(due_reason_code((enum due_reason)i), &reason));
		assert_int_equal(reason, i);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_by_date),
		cmocka_unit_test(test_by_mileage),
		cmocka_unit_test(test_km_a_year),
		cmocka_unit_test(test_rows_that_fit),
		cmocka_unit_test(test_new_car),
		cmocka_unit_test(test_electric),
		cmocka_unit_test(test_one_visit_for_what_is_due_together),
		cmocka_unit_test(test_season_only_where_it_was),
		cmocka_unit_test(test_settled_comes_again_an_interval_later),
		cmocka_unit_test(test_passed_over_comes_an_interval_later),
		cmocka_unit_test(test_nothing_known),
		cmocka_unit_test(test_attempts),
		cmocka_unit_test(test_codes),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
