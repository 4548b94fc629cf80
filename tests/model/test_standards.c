/* What a contact has kept of the standard: each requirement from the record, alone and on random records. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "model/standards.h"

enum { DAY = 20780 /* 2026-11-23 */, HOUR = 3600 };

static struct standard_result results[STANDARD_COUNT];

/* A telephone call of a known customer with everything asked, booked. */
static struct standards_record whole_call(void)
{
	struct standards_record record = {
		.channel = CHANNEL_PHONE,
		.request_hours = 24,
		.rings = 2,
		.rings_allowed = 3,
		.longest_hold = 12,
		.hold_limit = 30,
		.has_customer = true,
		.persona_known = true,
		.needs = 1,
		.owner_compared = true,
		.words = true,
		.requests = 1,
		.has_vehicle = true,
		.identified = true,
		.looked_up = true,
		.campaigns_read = true,
		.contract_read = true,
		.proposals = 3,
		.first_offered = DAY + 1,
		.mobility_answered = true,
		.booked = true,
		.reception_minutes = 15,
		.handback_minutes = 10,
		.welcome = true,
		.confirmed = true,
		.bring_told = true,
		.parking_told = true,
		.wishes_asked = 2,
		.means_known = true,
	};
	assert_true(civil_to_instant(DAY, 600, &record.now));
	return record;
}

static enum standard_state state_of(const struct standards_record *record, enum standard standard)
{
	standards_assess(record, results);
	return results[standard].state;
}

static void test_whole_call(void **state)
{
	struct standards_record record = whole_call();
	standards_assess(&record, results);
	struct standards_count count = standards_count(results);
	for (int i = 0; i < STANDARD_COUNT; i++)
		if (results[i].state == STANDARD_OPEN)
			fail_msg("%s is open", standard_rows[i].code);
	assert_int_equal(count.met, count.asked);
	assert_int_equal(count.musts, 0);
	assert_int_equal(results[STANDARD_R7].state, STANDARD_NOT_ASKED);
	assert_int_equal(results[STANDARD_R15].state, STANDARD_NOT_ASKED);
	assert_int_equal(results[STANDARD_R28].state, STANDARD_NOT_ASKED);
	assert_int_equal(results[STANDARD_R31].state, STANDARD_NOT_ASKED);
	assert_int_equal(results[STANDARD_R67].state, STANDARD_NOT_ASKED);
	assert_int_equal(results[STANDARD_R11].figure, 3);
	assert_int_equal(results[STANDARD_R9].figure, 15);
}

static void test_clocks(void **state)
{
	struct standards_record record = whole_call();
	record.rings = 3;
	record.longest_hold = 30;
	assert_int_equal(state_of(&record, STANDARD_R16), STANDARD_MET);
	assert_int_equal(state_of(&record, STANDARD_R18), STANDARD_MET);
	record.rings = 4;
	record.longest_hold = 31;
	assert_int_equal(state_of(&record, STANDARD_R16), STANDARD_OPEN);
	assert_int_equal(results[STANDARD_R16].figure, 4);
	assert_int_equal(results[STANDARD_R18].state, STANDARD_OPEN);
	assert_int_equal(standards_count(results).musts, 0); /* nobody is asked why a clock ran */
	record.rings = 0;
	assert_int_equal(state_of(&record, STANDARD_R16), STANDARD_NOT_ASKED);
}

static void test_digital_request(void **state)
{
	struct standards_record record = whole_call();
	record.channel = CHANNEL_OWNER_APP;
	record.received = record.now - 24 * HOUR;
	assert_int_equal(state_of(&record, STANDARD_R7), STANDARD_MET);
	assert_int_equal(results[STANDARD_R7].figure, 24 * 60);
	record.received -= 60;
	assert_int_equal(state_of(&record, STANDARD_R7), STANDARD_OPEN);
	record.channel = CHANNEL_WALKIN;
	assert_int_equal(state_of(&record, STANDARD_R7), STANDARD_NOT_ASKED);
}

/* What counts is that a date inside the deadline was offered, whatever the customer then chose; the MC20's
 * one day stands in place of the return's two. */
static void test_deadlines(void **state)
{
	struct standards_record record = whole_call();
	record.workshop_return = record.deadline = true;
	record.deadline_day = DAY + 2;
	record.first_offered = DAY + 2;
	assert_int_equal(state_of(&record, STANDARD_R68), STANDARD_MET);
	assert_int_equal(results[STANDARD_R68].figure, 2);
	record.first_offered = DAY + 3;
	assert_int_equal(state_of(&record, STANDARD_R68), STANDARD_OPEN);
	record.first_offered = 0;
	assert_int_equal(state_of(&record, STANDARD_R68), STANDARD_OPEN);
	assert_false(results[STANDARD_R68].has_figure);
	record.mc20 = true;
	record.deadline_day = record.first_offered = DAY + 1;
	assert_int_equal(state_of(&record, STANDARD_R68), STANDARD_NOT_ASKED);
	assert_int_equal(results[STANDARD_R15].state, STANDARD_MET);
	assert_int_equal(results[STANDARD_R37].state, STANDARD_OPEN);
}

static void test_return(void **state)
{
	static const enum standard told[] = { STANDARD_R67, STANDARD_R69, STANDARD_R70, STANDARD_R71 };
	struct standards_record record = whole_call();
	record.workshop_return = record.technical = true;
	for (size_t i = 0; i < sizeof told / sizeof *told; i++)
		assert_int_equal(state_of(&record, told[i]), STANDARD_OPEN);
	assert_int_equal(results[STANDARD_R28].state, STANDARD_OPEN);
	record.return_told = record.return_marked = record.test_drive = record.prediagnosed = true;
	for (size_t i = 0; i < sizeof told / sizeof *told; i++)
		assert_int_equal(state_of(&record, told[i]), STANDARD_MET);
}

static void test_each_must(void **state)
{
	const struct {
		enum standard standard;
		size_t offset; /* of the bool that keeps it */
	} musts[] = {
		{ STANDARD_R23, offsetof(struct standards_record, owner_compared) },
		{ STANDARD_R27, offsetof(struct standards_record, words) },
		{ STANDARD_R30, offsetof(struct standards_record, campaigns_read) },
		{ STANDARD_R32, offsetof(struct standards_record, contract_read) },
		{ STANDARD_R35, offsetof(struct standards_record, mobility_answered) },
		{ STANDARD_R41, offsetof(struct standards_record, confirmed) },
		{ STANDARD_R42, offsetof(struct standards_record, confirmed) },
		{ STANDARD_R43, offsetof(struct standards_record, welcome) },
		{ STANDARD_R44, offsetof(struct standards_record, bring_told) },
		{ STANDARD_R45, offsetof(struct standards_record, parking_told) },
		{ STANDARD_R62, offsetof(struct standards_record, identified) },
	};
	for (size_t i = 0; i < sizeof musts / sizeof *musts; i++) {
		struct standards_record record = whole_call();
		*(bool *)((char *)&record + musts[i].offset) = false;
		assert_int_equal(state_of(&record, musts[i].standard), STANDARD_OPEN);
		assert_true(standards_count(results).musts >= 1);
	}
	struct standards_record record = whole_call();
	record.proposals = 1;
	record.wishes_asked = 1;
	assert_int_equal(state_of(&record, STANDARD_R11), STANDARD_OPEN);
	assert_int_equal(results[STANDARD_R46].state, STANDARD_OPEN);
	record.campaigns = 2;
	assert_int_equal(state_of(&record, STANDARD_R31), STANDARD_OPEN);
	assert_int_equal(results[STANDARD_R31].figure, 2);
	record.owner_differs = true;
	assert_int_equal(state_of(&record, STANDARD_R24), STANDARD_OPEN);
	record.persona_known = false;
	record.needs = 0;
	standards_assess(&record, results);
	int before = standards_count(results).musts;
	record.persona_known = true;
	standards_assess(&record, results);
	assert_int_equal(standards_count(results).musts, before); /* optional: never asked for at the end */
}

/* Of a call without an appointment only what belongs to any contact is asked. */
static void test_nothing_booked(void **state)
{
	struct standards_record record = { .channel = CHANNEL_PHONE,
					   .rings = 1,
					   .rings_allowed = 3,
					   .hold_limit = 30,
					   .words = true,
					   .requests = 1 };
	standards_assess(&record, results);
	for (int i = 0; i < STANDARD_COUNT; i++) {
		bool any = i == STANDARD_R16 || i == STANDARD_R18 || i == STANDARD_R26 || i == STANDARD_R27;
		assert_int_equal(results[i].state, any ? STANDARD_MET : STANDARD_NOT_ASKED);
	}
}

static void test_codes(void **state)
{
	enum standard standard;
	enum standard_state found;
	assert_true(standard_from_code("R40", &standard));
	assert_int_equal(standard, STANDARD_R11);
	assert_true(standard_from_code("R65", &standard));
	assert_int_equal(standard, STANDARD_R24);
	assert_true(standard_from_code("R7", &standard));
	assert_int_equal(standard, STANDARD_R7);
	assert_false(standard_from_code("R6", &standard));
	assert_false(standard_from_code("", &standard));
	assert_false(standard_from_code("R", &standard));
	for (int i = 0; i < STANDARD_COUNT; i++) {
		assert_true(standard_from_code(standard_rows[i].code, &standard));
		assert_int_equal(standard, i);
	}
	assert_true(standard_state_from_code("waived", &found));
	assert_int_equal(found, STANDARD_WAIVED);
	assert_false(standard_state_from_code("", &found));
}

/* Whatever is known: a figure only where something is asked, and never a must that is both. */
static void test_random(void **state)
{
	const char *text = getenv("SEED");
	unsigned seed = text ? (unsigned)strtoul(text, NULL, 10) : 1;
	print_message("# seed %u\n", seed);
	srand(seed);
	for (int round = 0; round < 20000; round++) {
		struct standards_record record = whole_call();
		for (char *at = (char *)&record.has_customer; at < (char *)(&record + 1);) {
			size_t offset = (size_t)(at - (char *)&record);
			bool number = offset == offsetof(struct standards_record, needs) ||
				      offset == offsetof(struct standards_record, requests) ||
				      offset == offsetof(struct standards_record, campaigns) ||
				      offset == offsetof(struct standards_record, proposals) ||
				      offset == offsetof(struct standards_record, first_offered) ||
				      offset == offsetof(struct standards_record, deadline_day) ||
				      offset == offsetof(struct standards_record, reception_minutes) ||
				      offset == offsetof(struct standards_record, handback_minutes) ||
				      offset == offsetof(struct standards_record, wishes_asked);
			if (number) {
				int value = rand() % 40;
				memcpy(at, &value, sizeof value);
				at += sizeof value;
			} else {
				*(bool *)at++ = rand() % 2;
			}
		}
		record.channel = (enum channel)(rand() % CHANNEL_COUNT);
		standards_assess(&record, results);
		struct standards_count count = standards_count(results);
		assert_in_range(count.met, 0, count.asked);
		assert_in_range(count.musts, 0, count.asked - count.met);
		for (int i = 0; i < STANDARD_COUNT; i++)
			if (results[i].state == STANDARD_NOT_ASKED)
				assert_false(results[i].has_figure);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_whole_call),      cmocka_unit_test(test_clocks),
		cmocka_unit_test(test_digital_request), cmocka_unit_test(test_deadlines),
		cmocka_unit_test(test_return),          cmocka_unit_test(test_each_must),
		cmocka_unit_test(test_nothing_booked),  cmocka_unit_test(test_codes),
		cmocka_unit_test(test_random),
	};
	civil_set_zone("Asia/Seoul");
	return cmocka_run_group_tests_name("standards", tests, NULL, NULL);
}
