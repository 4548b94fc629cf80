#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <string.h>

#include "model/label.h"
#include "model/ownership.h"
#include "model/people.h"

static void test_state_follows_the_steps(void **state)
{
	assert_int_equal(ownership_state_of(0), OWNERSHIP_OPEN);
	assert_int_equal(ownership_state_of(1U << OWNERSHIP_PROOF | 1U << OWNERSHIP_DATA), OWNERSHIP_OPEN);
	assert_int_equal(ownership_state_of(1U << OWNERSHIP_ENTER), OWNERSHIP_SENT);
	unsigned all = (1U << OWNERSHIP_STEP_COUNT) - 1;
	assert_int_equal(ownership_state_of(all), OWNERSHIP_DONE);
	for (int i = 0; i < OWNERSHIP_STEP_COUNT; i++)
		assert_int_not_equal(ownership_state_of(all & ~(1U << i)), OWNERSHIP_DONE);
}

static void test_codes(void **state)
{
	for (int i = 0; i < OWNERSHIP_STEP_COUNT; i++) {
		enum ownership_step step;
		assert_true(ownership_step_from_code(ownership_step_code((enum ownership_step)i), &step));
		assert_int_equal(step, i);
		assert_true(ownership_step_label(step)[0]);
	}
	for (int i = 0; i <= OWNERSHIP_DROPPED; i++) {
		enum ownership_state found;
		assert_true(ownership_state_from_code(ownership_state_code((enum ownership_state)i), &found));
		assert_int_equal(found, i);
	}
	enum ownership_step untouched = OWNERSHIP_DMS;
	assert_false(ownership_step_from_code("", &untouched));
	assert_int_equal(untouched, OWNERSHIP_DMS);
}

/* What is left of a contract (R32): items one by one, what cannot be read passed over. */
static void test_contract_items(void **state)
{
	struct contract_item item;
	const char *at = contract_item_next("MAINT:3:1 broken BRKFL:1:2 :1:1 X:9 TYRE:4:0", &item);
	assert_non_null(at);
	assert_string_equal(item.code, "MAINT");
	assert_int_equal(item.allowed, 3);
	assert_int_equal(item.left, 2);
	at = contract_item_next(at, &item);
	assert_string_equal(item.code, "BRKFL");
	assert_int_equal(item.left, 0);
	at = contract_item_next(at, &item);
	assert_string_equal(item.code, "TYRE");
	assert_int_equal(item.left, 4);
	assert_null(contract_item_next(at, &item));
	assert_null(contract_item_next(NULL, &item));
	assert_null(contract_item_next("", &item));
}

/* By date and by mileage, whichever comes first. */
static void test_contract_status(void **state)
{
	struct contract contract = { .start = 100, .end = 200, .limit_km = 60000, .items = "MAINT:2:1" };
	contract_assess(&contract, 150, 59999);
	assert_int_equal(contract.status, CONTRACT_ACTIVE);
	assert_int_equal(contract.days_left, 50);
	assert_int_equal(contract.km_left, 1);
	contract_assess(&contract, 150, 60000);
	assert_int_equal(contract.status, CONTRACT_EXPIRED);
	contract_assess(&contract, 200, -1);
	assert_int_equal(contract.status, CONTRACT_ACTIVE);
	contract_assess(&contract, 201, 10);
	assert_int_equal(contract.status, CONTRACT_EXPIRED);
	contract_assess(&contract, 99, 10);
	assert_int_equal(contract.status, CONTRACT_FUTURE);
	contract.items = "MAINT:2:2";
	contract_assess(&contract, 150, 10);
	assert_int_equal(contract.status, CONTRACT_EXHAUSTED);
	enum contract_status found;
	for (int i = CONTRACT_NONE; i <= CONTRACT_FUTURE; i++) {
		assert_true(contract_status_from_code(contract_status_code((enum contract_status)i), &found));
		assert_int_equal(found, i);
	}
	assert_false(contract_status_from_code("", &found));
}

static void test_task_text(void **state)
{
	static const struct {
		const char *kind, *text, *said;
	} cases[] = {
		{ "missing", "mobility consent", "mobility, consent" },
		{ "ownership", "unknown", "not known" },
		{ "data", "plate mileage ", "number plate, mileage" },
		{ "callback", "no-show", "no-show" },
		{ "callback", "call again about the mobility", "call again about the mobility" },
		{ "missing", "", "" },
	};
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		struct buffer out = { 0 };
		label_task_text(cases[i].kind, cases[i].text, &out);
		assert_string_equal(buffer_text(&out), cases[i].said);
		buffer_finish(&out);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_state_follows_the_steps),
		cmocka_unit_test(test_codes),
		cmocka_unit_test(test_contract_items),
		cmocka_unit_test(test_contract_status),
		cmocka_unit_test(test_task_text),
	};
	return cmocka_run_group_tests_name("ownership", tests, NULL, NULL);
}
