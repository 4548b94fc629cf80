#include "forms_for_tests.h"

#include "form/fill.h"

static struct buffer out;

static const struct fill_value values[] = { { "name", "홍길동" }, { "advisor", "김수미" }, { "unit", NULL } };
static const struct fill_source source = { .values = values, .count = sizeof values / sizeof values[0] };

static const char *filled(const char *text)
{
	buffer_clear(&out);
	fill_text(text, &source, &out);
	return buffer_text(&out);
}

static void fills_names(void **state)
{
	assert_string_equal(filled("{name} 고객님"), "홍길동 고객님");
	assert_string_equal(filled("{name}{advisor}"), "홍길동김수미");
	assert_string_equal(filled("no braces"), "no braces");
	assert_string_equal(filled("{{name}} {name}"), "{name} 홍길동");
	assert_string_equal(filled(""), "");
}

static void shows_what_is_not_known(void **state)
{
	assert_string_equal(filled("{unit} {nobody}"), "… …");
	assert_string_equal(filled("{name"), "{name");
	assert_string_equal(filled("}{"), "}{");
}

static const char *looked_up(void *context, const char *name)
{
	return strcmp(name, "name") == 0 ? context : NULL;
}

static void asks_the_lookup_first(void **state)
{
	char other[] = "이영희";
	const struct fill_source both = { values, source.count, looked_up, other };
	buffer_clear(&out);
	fill_text("{name} {advisor}", &both, &out);
	assert_string_equal(buffer_text(&out), "이영희 김수미");
}

static void adds_the_particle_that_fits(void **state)
{
	assert_string_equal(filled("{name:을}"), "홍길동을");
	assert_string_equal(filled("{advisor:을}"), "김수미를");
	assert_string_equal(filled("{advisor:이} {name:가}"), "김수미가 홍길동이");
}

static void particles_follow_the_last_sound(void **state)
{
	static const struct {
		const char *value, *pair, *particle;
	} cases[] = {
		{ "차", "을", "를" },
		{ "책", "를", "을" },
		{ "서울", "로", "로" },
		{ "부산", "로", "으로" },
		{ "전화", "으로", "로" },
		{ "이메일", "으로", "로" },
		{ "문자", "으로", "로" },
		{ "1", "은", "은" },
		{ "2", "은", "는" },
		{ "3", "와", "과" },
		{ "6", "이", "이" },
		{ "8", "으로", "로" },
		{ "10", "을", "을" },
		{ "123가4567", "이", "이" },
		{ "18 250", "이", "이" },
		{ "MC20", "을", "을" },
		{ "Levante", "을", "를" },
		{ "Kim", "을", "을" },
		{ "Kim S.", "가", "가" },
		{ "Lee", "은", "는" },
		{ "PL", "로", "로" },
		{ "50%", "을", "를" },
		{ "홍길동(본인)", "이", "이" },
		{ "", "을", "를" },
		{ "…", "을", "를" },
	};
	for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++)
		if (strcmp(fill_particle(cases[i].value, cases[i].pair), cases[i].particle) != 0)
			fail_msg("%s + %s gives %s", cases[i].value, cases[i].pair,
				 fill_particle(cases[i].value, cases[i].pair));
	assert_null(fill_particle("차", "랑"));
}

static void a_line_has_variants_and_answers(void **state)
{
	struct form_set set = tests_form(
		FORM(STEP("A", "say = ( { en = \"{name}, the {fruit}?\"; ko = \"{name}님 {fruit}?\"; unique "
			       "= { en = \"Dear {name}\"; ko = "
			       "\"{name} 고객님\"; }; } );\n" FIELDS(FIELD("fruit", "choice", OPTIONS)))));
	struct form_answers *answers = form_answers_create(&set);
	const struct form_say *say = &set.steps[0].say[0];
	buffer_clear(&out);
	form_answers_set(answers, "fruit", "b");
	form_say_fill(say, answers, FORM_EN, FORM_PERSONA_UNKNOWN, &source, &out);
	buffer_add(&out, "|");
	form_say_fill(say, answers, FORM_KO, FORM_PERSONA_PERFORMANCE, &source, &out);
	buffer_add(&out, "|");
	form_say_fill(say, answers, FORM_KO, FORM_PERSONA_UNIQUE, &source, &out);
	assert_string_equal(buffer_text(&out), "홍길동, the Pear?|홍길동님 배?|홍길동 고객님");
	form_answers_destroy(answers);
	form_set_finish(&set);
}

static int finish(void **state)
{
	buffer_finish(&out);
	return 0;
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(fills_names),
		cmocka_unit_test(shows_what_is_not_known),
		cmocka_unit_test(asks_the_lookup_first),
		cmocka_unit_test(adds_the_particle_that_fits),
		cmocka_unit_test(particles_follow_the_last_sound),
		cmocka_unit_test(a_line_has_variants_and_answers),
	};
	return cmocka_run_group_tests(tests, NULL, finish);
}
