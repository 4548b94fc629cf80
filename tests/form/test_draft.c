#include "forms_for_tests.h"

#include "form/answers.h"

static const char two_steps[] = FORM(
	STEP("A", FIELDS(FIELD("words", "long-text", "") ",\n" FIELD("kind", "several", OPTIONS) ",\n" FIELD(
			  "vin", "vin", ""))) ",\n" STEP("B", FIELDS(FIELD("one", "choice", OPTIONS))));

struct fixture {
	struct form_set set;
	struct form_answers *answers;
	struct form_answers *again;
	struct buffer draft;
};

static int setup(void **state)
{
	struct fixture *fixture = calloc(1, sizeof *fixture);
	fixture->set = tests_form(two_steps);
	fixture->answers = form_answers_create(&fixture->set);
	fixture->again = form_answers_create(&fixture->set);
	*state = fixture;
	return 0;
}

static int teardown(void **state)
{
	struct fixture *fixture = *state;
	form_answers_destroy(fixture->answers);
	form_answers_destroy(fixture->again);
	form_set_finish(&fixture->set);
	buffer_finish(&fixture->draft);
	free(fixture);
	return 0;
}

/* Saves the answers and loads them into the second list; the lines left out. */
static size_t round_trip(struct fixture *fixture)
{
	buffer_clear(&fixture->draft);
	form_answers_save(fixture->answers, &fixture->draft);
	return form_answers_load(fixture->again, buffer_text(&fixture->draft), fixture->draft.len);
}

static void keeps_everything_but_undo(void **state)
{
	struct fixture *fixture = *state;
	form_answers_set(fixture->answers, "words", "제동할 때\n\\n 끼익=?#\r\t\x1b[31m 소리\x7f");
	form_answers_seal(fixture->answers, "words");
	form_answers_toggle(fixture->answers, "kind", "b");
	form_answers_toggle(fixture->answers, "kind", "a");
	form_answers_keep(fixture->answers, "vin", "ZN6OOO");
	form_answers_visit(fixture->answers, form_step_find(&fixture->set, "B"));
	assert_int_equal(round_trip(fixture), 0);
	assert_string_equal(form_answers_get(fixture->again, "words"),
			    "제동할 때\n\\n 끼익=?#\r\t\x1b[31m 소리\x7f");
	assert_true(form_answers_is_sealed(fixture->again, "words"));
	assert_string_equal(form_answers_value(fixture->again, "kind", 0), "b");
	assert_string_equal(form_answers_value(fixture->again, "kind", 1), "a");
	assert_true(form_answers_is_wrong(fixture->again, "vin"));
	assert_true(form_answers_visited(fixture->again, form_step_find(&fixture->set, "B")));
	assert_false(form_answers_visited(fixture->again, form_step_find(&fixture->set, "A")));
	assert_null(form_answers_undo(fixture->again));
}

static void is_one_printable_line_a_value(void **state)
{
	struct fixture *fixture = *state;
	form_answers_set(fixture->answers, "words", "a\nb\x01");
	round_trip(fixture);
	assert_string_equal(buffer_text(&fixture->draft), "words=a\\nb\\x01\n");
}

static void every_byte_that_is_text_comes_back(void **state)
{
	struct fixture *fixture = *state;
	char text[0x80 + 16];
	for (int i = 1; i < 0x80; i++)
		text[i - 1] = (char)i;
	strcpy(text + 0x7F, "가é𐍈");
	form_answers_set(fixture->answers, "words", text);
	assert_int_equal(round_trip(fixture), 0);
	assert_string_equal(form_answers_get(fixture->again, "words"), text);
}

static size_t load(struct fixture *fixture, const char *text)
{
	return form_answers_load(fixture->again, text, strlen(text));
}

static void leaves_out_what_it_cannot_read(void **state)
{
	struct fixture *fixture = *state;
	assert_int_equal(load(fixture,
			      "words\n=x\nwords=a\\q\nwords=\\x0\nwords=\\x00\nwords=\\\n#seal\n#visited Z\n"
			      "words=\xFF\nwords=\n a=b\n"),
			 11);
	assert_null(form_answers_get(fixture->again, "words"));
	assert_int_equal(load(fixture, "one=a\none=b\n"), 1);
	assert_string_equal(form_answers_get(fixture->again, "one"), "a");
	assert_int_equal(form_answers_load(fixture->again, "words=a\0b\n", 10), 1);
}

static void keeps_lines_of_fields_that_are_gone(void **state)
{
	struct fixture *fixture = *state;
	assert_int_equal(load(fixture, "gone=old \\n value\nkind=a\n"), 0);
	buffer_clear(&fixture->draft);
	form_answers_save(fixture->again, &fixture->draft);
	assert_string_equal(buffer_text(&fixture->draft), "kind=a\ngone=old \\n value\n");
}

static void a_code_that_is_gone_is_wrong(void **state)
{
	struct fixture *fixture = *state;
	assert_int_equal(load(fixture, "one=zebra\n"), 0);
	assert_true(form_answers_is_wrong(fixture->again, "one"));
	assert_false(form_answers_written(fixture->again, form_field_find(&fixture->set, "one")));
}

static void bounds_hostile_amounts(void **state)
{
	struct fixture *fixture = *state;
	struct buffer many = { 0 };
	for (int i = 0; i < 5000; i++)
		buffer_printf(&many, "gone%d=x\nkind=a\n", i);
	size_t left_out = form_answers_load(fixture->again, many.text, many.len);
	assert_true(left_out >= 8000);
	assert_true(form_answers_count(fixture->again, "kind") <= 64);
	buffer_finish(&many);
}

static void survives_random_bytes(void **state)
{
	struct fixture *fixture = *state;
	unsigned seed = 4711;
	print_message("# seed %u\n", seed);
	for (int round = 0; round < 2000; round++) {
		char bytes[64];
		for (size_t i = 0; i < sizeof bytes; i++)
			bytes[i] = "words=?#\\nx0A1kind\n\xEA\xB0\x80\xFF \0"[rand_r(&seed) % 26];
		form_answers_load(fixture->again, bytes, sizeof bytes);
	}
	buffer_clear(&fixture->draft);
	form_answers_save(fixture->again, &fixture->draft);
	assert_int_equal(
		form_answers_load(fixture->answers, buffer_text(&fixture->draft), fixture->draft.len), 0);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, setup, teardown)

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(keeps_everything_but_undo),
		TEST(is_one_printable_line_a_value),
		TEST(every_byte_that_is_text_comes_back),
		TEST(leaves_out_what_it_cannot_read),
		TEST(keeps_lines_of_fields_that_are_gone),
		TEST(a_code_that_is_gone_is_wrong),
		TEST(bounds_hostile_amounts),
		TEST(survives_random_bytes),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
