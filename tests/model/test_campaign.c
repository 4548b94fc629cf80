#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <locale.h>
#include <string.h>

#include "model/campaign.h"

static const struct campaign_car folgore = { "ZN6PMDE26R7000110", "Grecale Folgore", 2024, 19800 };

static bool matches(enum campaign_listing listing, struct campaign_line line, enum campaign_match wanted)
{
	enum campaign_match match;
	if (!campaign_match(listing, &line, 1, &folgore, &match))
		return false;
	assert_int_equal(match, wanted);
	return true;
}

static const struct campaign_line in_range = {
	CRITERION_RANGE, "000100", "000120", "ZN6PMDE2?R7", NULL, 0, 0, 0, 0
};

static void test_list_beats_range(void **state)
{
	assert_true(matches(CAMPAIGN_NO_LIST, in_range, CAMPAIGN_AFFECTED_BY_RANGE));
	assert_true(matches(CAMPAIGN_LISTED, in_range, CAMPAIGN_AFFECTED));
	assert_false(matches(CAMPAIGN_NOT_LISTED, in_range, CAMPAIGN_AFFECTED_BY_RANGE));
	struct campaign_line none = { .criterion = CRITERION_NONE };
	assert_true(matches(CAMPAIGN_LISTED, none, CAMPAIGN_AFFECTED));
	assert_false(matches(CAMPAIGN_NO_LIST, none, CAMPAIGN_AFFECTED));
}

static void test_ranges(void **state)
{
	struct campaign_line line = in_range;
	line.from = "ZN6PMDE26R7000110";
	line.to = "ZN6PMDE27R7000110";
	assert_true(matches(CAMPAIGN_NO_LIST, line, CAMPAIGN_AFFECTED_BY_RANGE));
	line.from = "000111";
	assert_false(matches(CAMPAIGN_NO_LIST, line, CAMPAIGN_AFFECTED_BY_RANGE));
	line = in_range;
	line.pattern = "ZN6PMDB2?R7";
	assert_false(matches(CAMPAIGN_NO_LIST, line, CAMPAIGN_AFFECTED_BY_RANGE));
	line.pattern = "ZN6";
	assert_true(matches(CAMPAIGN_NO_LIST, line, CAMPAIGN_AFFECTED_BY_RANGE));
	line.pattern = "ZN6PMDE2?R7000110";
	assert_false(matches(CAMPAIGN_NO_LIST, line, CAMPAIGN_AFFECTED_BY_RANGE));
	line.pattern = NULL;
	assert_false(matches(CAMPAIGN_NO_LIST, line, CAMPAIGN_AFFECTED_BY_RANGE));
}

static void test_possibly(void **state)
{
	struct campaign_line built = {
		.criterion = CRITERION_BUILT, .model = "Grecale", .built_from = 19800, .built_to = 19810
	};
	assert_true(matches(CAMPAIGN_NO_LIST, built, CAMPAIGN_POSSIBLY));
	built.built_from = 19801;
	assert_false(matches(CAMPAIGN_NO_LIST, built, CAMPAIGN_POSSIBLY));
	struct campaign_line model = {
		.criterion = CRITERION_MODEL, .model = "grecale folgore", .my_from = 2024, .my_to = 2024
	};
	assert_true(matches(CAMPAIGN_NO_LIST, model, CAMPAIGN_POSSIBLY));
	model.model = "Grec";
	assert_false(matches(CAMPAIGN_NO_LIST, model, CAMPAIGN_POSSIBLY));
	model.model = "Grecale";
	model.my_from = model.my_to = 2025;
	assert_false(matches(CAMPAIGN_NO_LIST, model, CAMPAIGN_POSSIBLY));
}

/* The surest of several lines. */
static void test_best_line(void **state)
{
	struct campaign_line lines[] = {
		{ .criterion = CRITERION_MODEL, .model = "Grecale", .my_from = 2023, .my_to = 2025 },
		in_range,
		{ .criterion = CRITERION_VIN, .from = "ZN6PMDE26R7000110" },
	};
	enum campaign_match match;
	assert_true(campaign_match(CAMPAIGN_NO_LIST, lines, 2, &folgore, &match));
	assert_int_equal(match, CAMPAIGN_AFFECTED_BY_RANGE);
	assert_true(campaign_match(CAMPAIGN_NO_LIST, lines, 3, &folgore, &match));
	assert_int_equal(match, CAMPAIGN_AFFECTED);
	struct campaign_car unknown = { NULL, NULL, 0, 0 };
	assert_false(campaign_match(CAMPAIGN_NO_LIST, lines, 3, &unknown, &match));
}

static void test_lines_valid(void **state)
{
	char why[200] = "";
	struct campaign_line line = in_range;
	assert_true(campaign_line_valid(&line, why, sizeof why));
	line.from = "000121";
	assert_false(campaign_line_valid(&line, why, sizeof why));
	assert_true(*why != '\0');
	line = (struct campaign_line){ .criterion = CRITERION_VIN, .from = "short" };
	assert_false(campaign_line_valid(&line, why, sizeof why));
	line = (struct campaign_line){
		.criterion = CRITERION_MODEL, .model = "Ghibli", .my_from = 2020, .my_to = 2019
	};
	assert_false(campaign_line_valid(&line, why, sizeof why));
	enum campaign_criterion criterion;
	enum campaign_type type;
	for (int i = 0; i < CRITERION_COUNT; i++) {
		assert_true(campaign_criterion_from_code(campaign_criterion_code((enum campaign_criterion)i),
							 &criterion));
		assert_int_equal(criterion, i);
	}
	assert_true(campaign_type_from_code("stop-drive", &type));
	assert_int_equal(type, CAMPAIGN_STOP_DRIVE);
	assert_false(campaign_type_from_code("", &type));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_list_beats_range), cmocka_unit_test(test_ranges),
		cmocka_unit_test(test_possibly),         cmocka_unit_test(test_best_line),
		cmocka_unit_test(test_lines_valid),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
