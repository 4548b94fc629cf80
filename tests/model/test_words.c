#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <locale.h>
#include <string.h>

#include "model/request.h"
#include "model/words.h"

#define ROUND_TRIP(type, name, count)                                                                        \
	for (int i = 0; i < (count); i++) {                                                                  \
		type value;                                                                                  \
		assert_true(name##_from_code(name##_code((type)i), &value));                                 \
		assert_int_equal(value, i);                                                                  \
	}

static void test_codes_and_back(void **state)
{
	ROUND_TRIP(enum channel, channel, CHANNEL_COUNT)
	ROUND_TRIP(enum mobility, mobility, MOBILITY_COUNT)
	ROUND_TRIP(enum contact_means, contact_means, CONTACT_MEANS_COUNT)
	ROUND_TRIP(enum half, half, HALF_COUNT)
	ROUND_TRIP(enum request_class, request_class, CLASS_COUNT)
	ROUND_TRIP(enum persona, persona, PERSONA_COUNT)
	ROUND_TRIP(enum appointment_state, appointment_state, APPOINTMENT_STATE_COUNT)
	ROUND_TRIP(enum energy, energy, ENERGY_COUNT)
}

static void test_bits(void **state)
{
	enum mark mark;
	enum role role;
	for (int i = 0; i < MARK_COUNT; i++) {
		assert_true(mark_from_code(mark_code((enum mark)(1U << i)), &mark));
		assert_int_equal(mark, 1U << i);
	}
	assert_string_equal(role_code(ROLE_HOST), "host");
	assert_true(role_from_code("reader", &role));
	assert_int_equal(role, ROLE_READER);
	assert_string_equal(mark_code((enum mark)0), "");
	assert_string_equal(mark_code((enum mark)3), "");
}

static void test_unknown_codes(void **state)
{
	enum mobility mobility = MOBILITY_WAIT;
	assert_false(mobility_from_code("LOAN", &mobility));
	assert_false(mobility_from_code("", &mobility));
	assert_false(mobility_from_code(NULL, &mobility));
	assert_int_equal(mobility, MOBILITY_WAIT);
	assert_string_equal(mobility_code((enum mobility)99), "");
}

static void test_codes_of_the_request(void **state)
{
	static const char *const channels[] = { "phone",        "walkin",    "email",   "dealer-web",
						"maserati-web", "owner-app", "outbound" };
	static const char *const mobilities[] = { "loan",   "hire",   "pud",  "taxi",
						  "escort", "rental", "wait", "none" };
	for (int i = 0; i < CHANNEL_COUNT; i++)
		assert_string_equal(channel_code((enum channel)i), channels[i]);
	for (int i = 0; i < MOBILITY_COUNT; i++)
		assert_string_equal(mobility_code((enum mobility)i), mobilities[i]);
	struct booking_request request;
	booking_request_init(&request);
	assert_int_equal(request.channel, CHANNEL_PHONE);
	assert_int_equal(request.mileage, -1);
	assert_int_equal(request.wishes[0].half, -1);
	assert_null(request.vin);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_codes_and_back),
		cmocka_unit_test(test_bits),
		cmocka_unit_test(test_unknown_codes),
		cmocka_unit_test(test_codes_of_the_request),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
