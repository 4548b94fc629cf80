#include "forms_for_tests.h"

#include "form/answers.h"

/* clang-format off */
/* A question, its branch, and what hangs on the branch. */
static const char branches[] = FORM(
	STEP("A", FIELDS(
		FIELD("technical", "yes-no", "required = true;") AND
		FIELD("family", "several", WHEN("technical", "yes") OPTIONS) AND
		FIELD("deep", "yes-no", WHEN("family", "a")))) AND
	STEP("B", WHEN("deep", "yes") FIELDS(FIELD("inner", "text", ""))) AND
	STEP("C", "when = ( { field = \"mc20\"; isnt = [ \"yes\" ]; } );\n"
		  "say = ( { en = \"x\"; ko = \"엑\"; } );\n") AND
	STEP("D", "anytime = true;\n" FIELDS(
		FIELD("plate", "text", "required = true; instead = \"vin\";") AND
		FIELD("vin", "text", ""))));

/* Two questions that raise flags. */
static const char flags[] = FORM(STEP("A", FIELDS(
	FIELD("lamp", "several", OPTIONS
	      " flags = ( { is = [ \"a\" ]; level = \"CAUTION\"; }, "
	      "{ is = [ \"b\" ]; level = \"STOP\"; people = true; } );") AND
	FIELD("bar", "number",
	      "decimals = 1; units = ( { name = \"bar\"; }, { name = \"psi\"; millionths = 68948; } ); "
	      "flags = ( { below = 1.5; level = \"URGENT\"; } );"))));

#define PERSONA_OPTIONS \
	"options = ( { code = \"u\"; en = \"U\"; ko = \"유\"; persona = \"unique\"; }, " \
	"{ code = \"p\"; en = \"P\"; ko = \"피\"; persona = \"performance\"; } );"

static const char persona[] = FORM(STEP("A", FIELDS(
	FIELD("q1", "choice", PERSONA_OPTIONS) AND
	FIELD("q2", "choice", PERSONA_OPTIONS) AND
	FIELD("q3", "choice", PERSONA_OPTIONS))));
/* clang-format on */

struct fixture {
	struct form_set set;
	struct form_answers *answers;
};

static int setup(void **state)
{
	struct fixture *fixture = calloc(1, sizeof *fixture);
	fixture->set = tests_form(branches);
	fixture->answers = form_answers_create(&fixture->set);
	*state = fixture;
	return 0;
}

static int teardown(void **state)
{
	struct fixture *fixture = *state;
	form_answers_destroy(fixture->answers);
	form_set_finish(&fixture->set);
	free(fixture);
	return 0;
}

static bool visible(const struct fixture *fixture, const char *id)
{
	return form_field_visible(fixture->answers, form_field_find(&fixture->set, id));
}

static bool written(const struct fixture *fixture, const char *id)
{
	return form_answers_written(fixture->answers, form_field_find(&fixture->set, id));
}

static void a_branch_that_is_left_keeps_its_answers_unwritten(void **state)
{
	struct fixture *fixture = *state;
	struct form_answers *answers = fixture->answers;
	assert_false(visible(fixture, "family"));
	assert_true(form_answers_set(answers, "technical", "yes"));
	assert_true(form_answers_toggle(answers, "family", "b"));
	assert_false(visible(fixture, "deep"));
	assert_true(form_answers_toggle(answers, "family", "a"));
	assert_true(form_answers_set(answers, "deep", "yes"));
	assert_true(form_answers_set(answers, "inner", "말"));
	assert_true(written(fixture, "inner"));
	assert_true(form_answers_set(answers, "technical", "no"));
	assert_false(visible(fixture, "deep"));
	assert_false(written(fixture, "family") || written(fixture, "deep") || written(fixture, "inner"));
	assert_string_equal(form_answers_get(answers, "inner"), "말");
	assert_true(form_answers_set(answers, "technical", "yes"));
	assert_true(written(fixture, "inner"));
}

static void several_keep_their_order(void **state)
{
	struct fixture *fixture = *state;
	struct form_answers *answers = fixture->answers;
	form_answers_toggle(answers, "family", "b");
	form_answers_toggle(answers, "family", "a");
	assert_int_equal(form_answers_count(answers, "family"), 2);
	assert_string_equal(form_answers_value(answers, "family", 0), "b");
	assert_true(form_answers_has(answers, "family", "a"));
	form_answers_toggle(answers, "family", "b");
	assert_string_equal(form_answers_get(answers, "family"), "a");
	assert_null(form_answers_value(answers, "family", 1));
}

static void facts_steer_but_are_no_fields(void **state)
{
	struct fixture *fixture = *state;
	const struct form_step *step = form_step_find(&fixture->set, "C");
	assert_true(form_step_visible(fixture->answers, step));
	assert_true(form_answers_set(fixture->answers, "mc20", "yes"));
	assert_false(form_step_visible(fixture->answers, step));
	assert_null(form_answers_undo(fixture->answers));
	assert_string_equal(form_answers_get(fixture->answers, "mc20"), "yes");
}

static void undo_goes_back_field_by_field(void **state)
{
	struct fixture *fixture = *state;
	struct form_answers *answers = fixture->answers;
	form_answers_set(answers, "technical", "yes");
	form_answers_set(answers, "technical", "yes"); /* no change, nothing to undo */
	form_answers_toggle(answers, "family", "a");
	form_answers_clear(answers, "technical");
	assert_string_equal(form_answers_undo(answers)->id, "technical");
	assert_string_equal(form_answers_get(answers, "technical"), "yes");
	assert_string_equal(form_answers_undo(answers)->id, "family");
	assert_int_equal(form_answers_count(answers, "family"), 0);
	assert_string_equal(form_answers_undo(answers)->id, "technical");
	assert_null(form_answers_get(answers, "technical"));
	assert_null(form_answers_undo(answers));
}

static void undo_remembers_two_hundred_changes(void **state)
{
	struct fixture *fixture = *state;
	for (int i = 0; i < 1000; i++)
		form_answers_set(fixture->answers, "technical", i % 2 ? "no" : "yes");
	int undone = 0;
	while (form_answers_undo(fixture->answers))
		undone++;
	assert_true(undone >= 200);
}

static void what_is_sealed_stays(void **state)
{
	struct fixture *fixture = *state;
	struct form_answers *answers = fixture->answers;
	form_answers_set(answers, "inner", "first");
	form_answers_seal(answers, "inner");
	assert_false(form_answers_set(answers, "inner", "second"));
	assert_false(form_answers_clear(answers, "inner"));
	assert_null(form_answers_undo(answers));
	assert_string_equal(form_answers_get(answers, "inner"), "first");
}

static void wrong_entries_are_kept_and_never_written(void **state)
{
	struct fixture *fixture = *state;
	struct form_answers *answers = fixture->answers;
	form_answers_keep(answers, "technical", "vielleicht");
	assert_true(form_answers_is_wrong(answers, "technical"));
	assert_string_equal(form_answers_get(answers, "technical"), "vielleicht");
	assert_false(written(fixture, "technical"));
	form_answers_set(answers, "technical", "yes");
	assert_false(form_answers_is_wrong(answers, "technical"));
}

static void refuses_what_it_does_not_know(void **state)
{
	struct fixture *fixture = *state;
	assert_false(form_answers_set(fixture->answers, "nobody", "x"));
	assert_false(form_answers_set(fixture->answers, "inner", "\xC3\x28"));
	assert_null(form_answers_get(fixture->answers, "nobody"));
	assert_null(form_answers_get(fixture->answers, "inner"));
}

static void steps_fill_up(void **state)
{
	struct fixture *fixture = *state;
	struct form_answers *answers = fixture->answers;
	const struct form_step *a = form_step_find(&fixture->set, "A");
	const struct form_step *c = form_step_find(&fixture->set, "C");
	const struct form_step *d = form_step_find(&fixture->set, "D");
	assert_int_equal(form_step_state(answers, a), FORM_STEP_EMPTY);
	form_answers_visit(answers, a);
	assert_int_equal(form_step_state(answers, a), FORM_STEP_OPEN);
	assert_string_equal(form_step_missing(answers, a)->id, "technical");
	form_answers_set(answers, "technical", "no");
	assert_int_equal(form_step_state(answers, a), FORM_STEP_DONE);
	assert_int_equal(form_step_state(answers, c), FORM_STEP_EMPTY);
	form_answers_visit(answers, c);
	assert_int_equal(form_step_state(answers, c), FORM_STEP_DONE);
	assert_string_equal(form_step_missing(answers, d)->id, "plate");
	form_answers_set(answers, "vin", "ZN6");
	assert_int_equal(form_step_state(answers, d), FORM_STEP_DONE);
}

static void the_walk_leaves_out_what_is_not_asked(void **state)
{
	struct fixture *fixture = *state;
	const struct form *form = &fixture->set.forms[0];
	const struct form_step *a = form_step_next(fixture->answers, form, NULL);
	assert_string_equal(a->id, "A");
	const struct form_step *c = form_step_next(fixture->answers, form, a);
	assert_string_equal(c->id, "C");
	assert_null(form_step_next(fixture->answers, form, c));
	assert_ptr_equal(form_step_previous(fixture->answers, form, NULL), c);
	assert_ptr_equal(form_step_previous(fixture->answers, form, c), a);
	assert_null(form_step_previous(fixture->answers, form, a));
}

static void the_worst_flag_counts(void **state)
{
	struct form_set set = tests_form(flags);
	struct form_answers *answers = form_answers_create(&set);
	const struct form_field *field = NULL;
	bool people = true;
	assert_int_equal(form_answers_flag(answers, NULL, &field, &people), FORM_FLAG_NONE);
	assert_false(people);
	form_answers_set(answers, "bar", "1.5");
	form_answers_set(answers, "lamp", "a");
	assert_int_equal(form_answers_flag(answers, NULL, &field, &people), FORM_FLAG_CAUTION);
	form_answers_set(answers, "bar", "21 psi");
	assert_int_equal(form_answers_flag(answers, NULL, &field, &people), FORM_FLAG_URGENT);
	assert_string_equal(field->id, "bar");
	form_answers_set(answers, "bar", "22 psi");
	assert_int_equal(form_answers_flag(answers, NULL, &field, &people), FORM_FLAG_CAUTION);
	form_answers_toggle(answers, "lamp", "b");
	assert_int_equal(form_answers_flag(answers, &set.forms[0], &field, &people), FORM_FLAG_STOP);
	assert_true(people);
	form_answers_destroy(answers);
	form_set_finish(&set);
}

static void a_persona_wins_strictly_ahead(void **state)
{
	struct form_set set = tests_form(persona);
	struct form_answers *answers = form_answers_create(&set);
	int scores[FORM_PERSONA_UNKNOWN];
	form_answers_set(answers, "q1", "p");
	assert_int_equal(form_answers_persona(answers, scores), FORM_PERSONA_UNKNOWN); /* one answer only */
	form_answers_set(answers, "q2", "u");
	assert_int_equal(form_answers_persona(answers, scores), FORM_PERSONA_UNKNOWN); /* a tie */
	form_answers_set(answers, "q3", "p");
	assert_int_equal(form_answers_persona(answers, scores), FORM_PERSONA_PERFORMANCE);
	assert_int_equal(scores[FORM_PERSONA_PERFORMANCE], 2);
	form_answers_destroy(answers);
	form_set_finish(&set);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, setup, teardown)

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(a_branch_that_is_left_keeps_its_answers_unwritten),
		TEST(several_keep_their_order),
		TEST(facts_steer_but_are_no_fields),
		TEST(undo_goes_back_field_by_field),
		TEST(undo_remembers_two_hundred_changes),
		TEST(what_is_sealed_stays),
		TEST(wrong_entries_are_kept_and_never_written),
		TEST(refuses_what_it_does_not_know),
		TEST(steps_fill_up),
		TEST(the_walk_leaves_out_what_is_not_asked),
		cmocka_unit_test(the_worst_flag_counts),
		cmocka_unit_test(a_persona_wins_strictly_ahead),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
