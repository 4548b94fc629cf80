/* The forms that are shipped. */
#include "forms_for_tests.h"

#include "form/answers.h"
#include "form/fill.h"
#include "form/known.h"

static struct form_set set;

static const char *dir(void)
{
	return getenv("FORMS_DIR");
}

static void have_no_mistake(void **state)
{
	struct buffer told = { 0 };
	struct form_report report = { .mistake = tests_tell, .context = &told };
	struct error err;
	bool good = form_check(dir(), &report, &err);
	if (!good)
		fail_msg("%s", buffer_text(&told));
	buffer_finish(&told);
}

static bool has_hangul(const char *text)
{
	for (const unsigned char *s = (const unsigned char *)text; *s; s++)
		if (*s >= 0xEA && *s <= 0xED)
			return true;
	return false;
}

static void both_languages(const char *where, const struct form_text *text)
{
	if (has_hangul(text->in[FORM_EN]))
		fail_msg("%s: Hangul in the English text", where);
	if ((*text->in[FORM_EN] == '\0') != (*text->in[FORM_KO] == '\0'))
		fail_msg("%s: one language is empty", where);
}

static void speak_both_languages(void **state)
{
	for (size_t i = 0; i < set.step_count; i++) {
		const struct form_step *step = &set.steps[i];
		both_languages(step->id, &step->title);
		both_languages(step->id, &step->goal);
		both_languages(step->id, &step->notes);
		for (size_t j = 0; j < step->say_count; j++) {
			both_languages(step->id, &step->say[j].text);
			assert_true(has_hangul(step->say[j].text.in[FORM_KO]));
		}
	}
	for (size_t i = 0; i < set.field_count; i++) {
		const struct form_field *field = &set.fields[i];
		both_languages(field->id, &field->label);
		both_languages(field->id, &field->help);
		for (size_t j = 0; j < field->option_count; j++)
			both_languages(field->id, &field->options[j].label);
	}
}

/* Gives the answers that @conditions want, and those that their questions want in turn. */
static void satisfy(struct form_answers *answers, const struct form_conditions *conditions)
{
	for (size_t i = 0; i < conditions->count; i++) {
		const struct form_condition *condition = &conditions->items[i];
		if (condition->negated)
			continue;
		if (condition->field >= set.field_count) {
			form_answers_set(answers, form_facts[condition->field - set.field_count].id,
					 condition->values[0]);
			continue;
		}
		const struct form_field *field = &set.fields[condition->field];
		satisfy(answers, &field->step->when);
		satisfy(answers, &field->when);
		form_answers_set(answers, field->id, condition->values[0]);
	}
}

static void every_step_field_and_line_can_come_up(void **state)
{
	for (size_t i = 0; i < set.step_count; i++) {
		const struct form_step *step = &set.steps[i];
		for (size_t j = 0; j < step->field_count; j++) {
			struct form_answers *answers = form_answers_create(&set);
			satisfy(answers, &step->when);
			satisfy(answers, &step->fields[j].when);
			if (!form_field_visible(answers, &step->fields[j]))
				fail_msg("field %s never comes up", step->fields[j].id);
			form_answers_destroy(answers);
		}
		for (size_t j = 0; j < step->say_count; j++) {
			struct form_answers *answers = form_answers_create(&set);
			satisfy(answers, &step->when);
			satisfy(answers, &step->say[j].when);
			if (!form_step_visible(answers, step) || !form_say_visible(answers, &step->say[j]))
				fail_msg("line %zu of step %s is never said", j + 1, step->id);
			form_answers_destroy(answers);
		}
	}
}

/* The titles of the walk through the script, joined by a bar. */
static void walk(const struct form_answers *answers, enum form_lang lang, struct buffer *out)
{
	const struct form *script = form_find(&set, "phone_script");
	for (const struct form_step *step = NULL; (step = form_step_next(answers, script, step));)
		buffer_printf(out, "%s%s", out->len ? "|" : "", step->title.in[lang]);
}

static void the_main_path_is_in_order(void **state)
{
	struct form_answers *answers = form_answers_create(&set);
	struct buffer titles = { 0 };
	form_answers_set(answers, "channel", "phone");
	walk(answers, FORM_EN, &titles);
	assert_string_equal(buffer_text(&titles),
			    "Greeting|Request|Privacy|Customer|Vehicle|Owner|Kind of work|Campaigns|"
			    "Contract|Needs|Mobility|Dates|Read-back|Contact wish|Close");
	buffer_clear(&titles);
	form_answers_set(answers, "technical", "yes");
	form_answers_set(answers, "workshop_return", "yes");
	walk(answers, FORM_KO, &titles);
	assert_string_equal(
		buffer_text(&titles),
		"인사|고객 요청|개인정보 안내|고객|차량|소유자|작업 종류|사전 진단|재입고|캠페인|"
		"서비스 계약|공장장·테크니션 참석|고객 요구|모빌리티|예약 제안|예약 재확인|연락 희망|통화 종료");
	buffer_finish(&titles);
	form_answers_destroy(answers);
}

/* clang-format off */
static const char *const fields_of_a_call[] = {
	"request_verbatim", "privacy_ok", "caller_role", "customer_id", "family_name", "given_name",
	"company_name", "customer_type", "mobile", "email", "language", "plate", "vin", "model",
	"mileage", "mileage_unit", "owner_same", "work_kind", "technical", "workshop_return",
	"wish_date", "wish_half", "wish_time", "wish_advisor", "note", "work_codes", "prediag_done",
	"campaign_told", "contract_told", "mobility", "declined", "attendance", "parts_eta",
	"slot_choice", "readback_ok", "consent_contact", "consent_appointment_reminder",
	"consent_service_reminder", "bring_told", "parking_told", "persona_class",
};
/* clang-format on */

static void the_script_has_the_fields_of_a_call(void **state)
{
	for (size_t i = 0; i < sizeof fields_of_a_call / sizeof fields_of_a_call[0]; i++)
		if (!form_field_find(&set, fields_of_a_call[i]))
			fail_msg("no field %s", fields_of_a_call[i]);
	assert_true(form_field_find(&set, "request_verbatim")->write_once);
}

static void the_sheets_are_complete(void **state)
{
	size_t questions = 0, items = 0;
	for (size_t i = 0; i < set.field_count; i++) {
		const char *form = set.fields[i].step->form->id;
		const char *id = set.fields[i].id;
		size_t digits = strlen(id) > 3 ? strspn(id + 3, "0123456789") : 0;
		questions += strcmp(form, "prediag") == 0 && digits == 2 && id[5] == '\0';
		items += strcmp(form, "reception") == 0 && set.fields[i].required;
	}
	assert_int_equal(questions, 191);
	assert_true(items >= 30);
	assert_non_null(form_step_find(&set, "BRING"));
}

static void a_hurried_caller_gets_the_red_flags_only(void **state)
{
	struct form_answers *answers = form_answers_create(&set);
	const struct form_step *brakes = form_step_find(&set, "BRK");
	assert_false(form_step_visible(answers, brakes));
	form_answers_set(answers, "family", "BRK");
	assert_true(form_step_visible(answers, brakes));
	form_answers_set(answers, "technical", "yes");
	form_answers_set(answers, "prediag_done", "red-flags");
	size_t asked = 0;
	for (size_t i = 0; i < brakes->field_count; i++) {
		bool visible = form_field_visible(answers, &brakes->fields[i]);
		assert_int_equal(visible, brakes->fields[i].flag_count > 0);
		asked += visible;
	}
	assert_true(asked > 0 && asked < brakes->field_count);
	form_answers_destroy(answers);
}

static void an_electric_car_brings_its_cable(void **state)
{
	struct form_answers *answers = form_answers_create(&set);
	const struct form_step *bring = form_step_find(&set, "BRING");
	size_t petrol = 0, electric = 0;
	form_answers_set(answers, "energy", "mild-hybrid");
	for (size_t i = 0; i < bring->say_count; i++)
		petrol += form_say_visible(answers, &bring->say[i]);
	form_answers_set(answers, "energy", "bev");
	for (size_t i = 0; i < bring->say_count; i++)
		electric += form_say_visible(answers, &bring->say[i]);
	assert_int_equal(petrol, 3);
	assert_int_equal(electric, 4);
	form_answers_destroy(answers);
}

static int setup(void **state)
{
	struct error err = { 0 };
	if (!form_set_load(&set, dir(), NULL, &err))
		fail_msg("%s", err.text);
	return 0;
}

static int teardown(void **state)
{
	form_set_finish(&set);
	return 0;
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(have_no_mistake),
		cmocka_unit_test(speak_both_languages),
		cmocka_unit_test(every_step_field_and_line_can_come_up),
		cmocka_unit_test(the_main_path_is_in_order),
		cmocka_unit_test(the_script_has_the_fields_of_a_call),
		cmocka_unit_test(the_sheets_are_complete),
		cmocka_unit_test(a_hurried_caller_gets_the_red_flags_only),
		cmocka_unit_test(an_electric_car_brings_its_cable),
	};
	return cmocka_run_group_tests(tests, setup, teardown);
}
