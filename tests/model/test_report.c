/* What a period is cut into, percentiles and shares, and the table of what is counted. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <string.h>

#include "model/report.h"

static civil_day day_of(int year, int month, int dom)
{
	civil_day day = 0;
	assert_true(civil_from_ymd(year, month, dom, &day));
	return day;
}

static void percentiles(void **state)
{
	int64_t ten[] = { 9, 1, 8, 2, 7, 3, 6, 4, 5, 10 }, one[] = { 42 }, two[] = { 7, 3 };
	(void)state;
	assert_int_equal(report_percentile(NULL, 0, 50), 0);
	assert_int_equal(report_percentile(one, 1, 50), 42);
	assert_int_equal(report_percentile(one, 1, 90), 42);
	assert_int_equal(report_percentile(two, 2, 50), 3);
	assert_int_equal(report_percentile(two, 2, 90), 7);
	assert_int_equal(report_percentile(ten, 10, 50), 5);
	assert_int_equal(report_percentile(ten, 10, 90), 9);
	assert_int_equal(report_percentile(ten, 10, 100), 10);
	assert_int_equal(ten[0], 1);
}

/* 100 % means all of them, never nearly all. */
static void shares(void **state)
{
	(void)state;
	assert_int_equal(report_share(0, 0), -1);
	assert_int_equal(report_share(0, 3), 0);
	assert_int_equal(report_share(999, 1000), 99);
	assert_int_equal(report_share(1000, 1000), 100);
	assert_int_equal(report_level(0, 0), REPORT_NOTHING);
	assert_int_equal(report_level(9, 10), REPORT_NEARLY);
	assert_int_equal(report_level(899, 1000), REPORT_POOR);
	assert_int_equal(report_level(1, 1), REPORT_ALL);
	assert_string_equal(report_glyph(0, 0, false), "·");
	assert_string_equal(report_glyph(999, 1000, false), "▇");
	assert_string_equal(report_glyph(5, 5, false), "█");
	assert_string_equal(report_glyph(0, 5, false), "▁");
	assert_string_equal(report_glyph(999, 1000, true), "9");
	assert_string_equal(report_glyph(5, 5, true), "#");
	assert_string_equal(report_glyph(0, 0, true), ".");
}

/* Whatever the length: the parts touch, cover the period and nothing else. */
static void cuts(void **state)
{
	struct report_bucket parts[REPORT_BUCKETS_MAX];
	enum report_step step;
	(void)state;
	civil_day first = day_of(2026, 11, 1);
	for (int days = 1; days <= REPORT_DAYS_MAX; days += days < 300 ? 1 : 97) {
		int count = report_cut(first, first + days - 1, parts, &step);
		assert_in_range(count, 1, REPORT_BUCKETS_MAX);
		assert_int_equal(parts[0].first, first);
		assert_int_equal(parts[count - 1].last, first + days - 1);
		for (int i = 0; i < count; i++) {
			assert_true(parts[i].first <= parts[i].last);
			assert_true(i == 0 || parts[i].first == parts[i - 1].last + 1);
			assert_true(i == 0 || step != REPORT_BY_WEEK || civil_weekday(parts[i].first) == 0);
		}
	}
	assert_int_equal(report_cut(first, day_of(2026, 11, 30), parts, &step), 6);
	assert_int_equal(step, REPORT_BY_WEEK);
	assert_int_equal(parts[0].last, first); /* a Sunday alone */
	assert_int_equal(report_cut(first, first + 13, parts, &step), 14);
	assert_int_equal(step, REPORT_BY_DAY);
	assert_int_equal(report_cut(day_of(2026, 1, 1), day_of(2026, 12, 31), parts, &step), 12);
	assert_int_equal(step, REPORT_BY_MONTH);
}

static void spans(void **state)
{
	(void)state;
	struct report_bucket week = report_span_of(REPORT_WEEK, day_of(2026, 11, 23));
	assert_int_equal(week.first, day_of(2026, 11, 23));
	assert_int_equal(week.last, day_of(2026, 11, 29));
	struct report_bucket month = report_span_of(REPORT_MONTH, day_of(2024, 2, 29));
	assert_int_equal(month.first, day_of(2024, 2, 1));
	assert_int_equal(month.last, day_of(2024, 2, 29));
	struct report_bucket quarter = report_span_of(REPORT_QUARTER, day_of(2026, 12, 31));
	assert_int_equal(quarter.first, day_of(2026, 10, 1));
	assert_int_equal(quarter.last, day_of(2026, 12, 31));
	quarter = report_span_move(REPORT_QUARTER, quarter, 1);
	assert_int_equal(quarter.first, day_of(2027, 1, 1));
	assert_int_equal(quarter.last, day_of(2027, 3, 31));
	month = report_span_move(REPORT_MONTH, month, -1);
	assert_int_equal(month.first, day_of(2024, 1, 1));
}

/* Each row has its words, keys are unique, and no requirement of contacts is counted twice. */
static void rows(void **state)
{
	bool seen[STANDARD_COUNT] = { false };
	enum report_measure measure;
	(void)state;
	for (int i = 0; i < REPORT_COUNT; i++) {
		const struct report_row *row = &report_rows[i];
		assert_true(row->key && row->key[0] && row->title[0] && row->rule[0]);
		assert_true(report_from_key(row->key, &measure));
		assert_int_equal(measure, i);
		if (row->source != REPORT_FROM_CONTACTS)
			continue;
		assert_false(seen[row->standard]);
		seen[row->standard] = true;
		assert_string_equal(row->key, standard_rows[row->standard].code);
	}
	for (int i = 0; i < STANDARD_COUNT; i++)
		assert_true(seen[i] || i == STANDARD_R7 || i == STANDARD_R16 || i == STANDARD_R18);
	assert_true(report_from_key("r40", &measure));
	assert_int_equal(measure, REPORT_TWO_DATES);
	assert_false(report_from_key("R1", &measure));
	assert_false(report_from_key("", &measure));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(percentiles), cmocka_unit_test(shares), cmocka_unit_test(cuts),
		cmocka_unit_test(spans),       cmocka_unit_test(rows),
	};
	return cmocka_run_group_tests_name("report", tests, NULL, NULL);
}
