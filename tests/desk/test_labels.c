/* Words and numbers as the screens write them. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "desk/labels.h"

static void hours_are_rounded_down(void **state)
{
	char text[LABEL_HOURS_SIZE];
	assert_string_equal(label_hours(0, text), "0.0");
	assert_string_equal(label_hours(5, text), "0.0");
	assert_string_equal(label_hours(6, text), "0.1");
	assert_string_equal(label_hours(119, text), "1.9");
	assert_string_equal(label_hours(-30, text), "0.0");
	assert_string_equal(label_hours(INT32_MAX, text), "35791394.1");
}

static void numbers_and_spans(void **state)
{
	char number[LABEL_HOURS_SIZE], span[LABEL_SPAN_SIZE];
	assert_string_equal(label_number(0, number), "0");
	assert_string_equal(label_number(999, number), "999");
	assert_string_equal(label_number(18250, number), "18 250");
	assert_string_equal(label_number(1000, number), "1 000");
	assert_string_equal(label_span(570, 600, span), "09:30-10:00");
	assert_string_equal(label_span(0, 1440, span), "00:00-24:00");
}

static void open_points_are_words(void **state)
{
	struct buffer out = { 0 };
	assert_int_equal(label_open_points(NULL, &out), 0);
	assert_int_equal(label_open_points("", &out), 0);
	assert_int_equal(label_open_points("  ", &out), 0);
	assert_string_equal(buffer_text(&out), "");
	assert_int_equal(label_open_points("mileage  owner unheard-of", &out), 3);
	assert_string_equal(buffer_text(&out), "mileage, owner check, unheard-of");
	buffer_finish(&out);
}

/* Every word of every list has a label; the unknown ones are empty, not the head of a catalogue. */
static void lists_are_complete(void **state)
{
	for (int i = 0; i < MOBILITY_COUNT; i++) {
		assert_true(label_mobility((enum mobility)i)[0]);
		assert_in_range(strlen(label_mobility_short((enum mobility)i)), 1, 12);
	}
	for (int i = 0; i < APPOINTMENT_STATE_COUNT; i++)
		assert_true(label_state((enum appointment_state)i)[0]);
	for (int i = 0; i < CHANNEL_COUNT; i++)
		assert_true(label_channel((enum channel)i)[0]);
	for (int i = 0; i < CLASS_COUNT; i++)
		assert_true(label_class((enum request_class)i)[0]);
	for (int i = 0; i < CONTACT_MEANS_COUNT; i++)
		assert_true(label_means((enum contact_means)i)[0]);
	for (int i = PERSONA_UNIQUE; i < PERSONA_COUNT; i++)
		assert_true(label_persona((enum persona)i)[0]);
	assert_string_equal(label_persona(PERSONA_UNKNOWN), "");
	assert_string_equal(label_energy(ENERGY_UNKNOWN), "");
	assert_string_equal(label_contract(NULL), "");
	assert_string_equal(label_contract("leasing"), "leasing");
	assert_string_equal(label_act("erased"), "erased");
}

static void names_of_the_site(void **state)
{
	struct site site;
	struct work_type work[] = { { .code = "OIL", .name = { "Oil", "오일" } },
				    { .code = "RET", .name = { "Return", NULL } } };
	struct staff staff[] = { { .code = "kim.s", .name = "김서연", .short_name = "Kim S." },
				 { .code = "oh", .name = "오" } };
	struct buffer out = { 0 };
	site_init(&site);
	site.work = work;
	site.work_count = 2;
	site.staff = staff;
	site.staff_count = 2;
	label_work(&site, "OIL RET XX", FORM_KO, &out);
	assert_string_equal(buffer_text(&out), "오일, RET, XX");
	buffer_clear(&out);
	label_work(&site, NULL, FORM_EN, &out);
	assert_string_equal(buffer_text(&out), "");
	buffer_finish(&out);
	assert_string_equal(label_staff(&site, "kim.s"), "Kim S.");
	assert_string_equal(label_staff(&site, "oh"), "오");
	assert_string_equal(label_staff(&site, "gone"), "gone");
	assert_string_equal(label_staff(&site, NULL), "");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(hours_are_rounded_down), cmocka_unit_test(numbers_and_spans),
		cmocka_unit_test(open_points_are_words),  cmocka_unit_test(lists_are_complete),
		cmocka_unit_test(names_of_the_site),
	};
	return cmocka_run_group_tests_name("labels", tests, NULL, NULL);
}
