#include "forms_for_tests.h"

#include "base/text.h"
#include "form/known.h"
#include "form/phrases.h"

static struct buffer out;

static void formats_in_both_languages(void **state)
{
	static const char text[] = "caution-full = { en = \"{unit} is free\"; ko = \"{unit:이} 가능\"; };\n";
	struct phrases phrases = { 0 };
	struct error err;
	assert_true(phrases_parse_text(&phrases, "p.cfg", text, strlen(text), NULL, &err));
	const struct fill_value values[] = { { "unit", "르반떼" } };
	buffer_clear(&out);
	assert_true(phrase_format(&phrases, "caution-full", FORM_EN, values, 1, &out));
	assert_true(phrase_format(&phrases, "caution-full", FORM_KO, values, 1, &out));
	assert_false(phrase_format(&phrases, "nobody", FORM_KO, values, 1, &out));
	assert_string_equal(buffer_text(&out), "르반떼 is free르반떼가 가능nobody");
	assert_true(phrase_exists(&phrases, "caution-full"));
	assert_false(phrase_exists(&phrases, "nobody"));
	phrases_finish(&phrases);
	assert_false(phrase_exists(&phrases, "caution-full"));
}

static void tells_every_mistake(void **state)
{
	static const char text[] = "a = { en = \"{unit}\"; ko = \"없음\"; };\n"
				   "b = { en = \"x\"; };\n"
				   "c = \"x\";\n"
				   "d = { en = \"x\"; ko = \"엑\"; it = \"ics\"; };\n";
	struct phrases phrases = { 0 };
	struct form_report report = { .mistake = tests_tell, .context = &out };
	struct error err;
	buffer_clear(&out);
	assert_false(phrases_parse_text(&phrases, "p.cfg", text, strlen(text), &report, &err));
	assert_string_equal(buffer_text(&out),
			    "p.cfg:1: the languages have different placeholders: en {unit}, ko -\n"
			    "p.cfg:2: 'ko' is missing\n"
			    "p.cfg:3: a phrase is written as: id = { en = \"…\"; ko = \"…\"; };\n"
			    "p.cfg:4: unknown key 'it'; here may stand: en ko\n");
	assert_int_equal(report.count, 4);
}

static void shipped_phrases_speak_both_languages(void **state)
{
	struct phrases phrases = { 0 };
	struct error err = { 0 };
	if (!phrases_load(&phrases, getenv("FORMS_DIR"), NULL, &err))
		fail_msg("%s", err.text);
	for (size_t i = 0; i < phrases.count; i++) {
		const struct form_text *text = &phrases.items[i].text;
		for (const char *at = text->in[FORM_EN]; *at; at++)
			if ((unsigned char)*at >= 0xEA && (unsigned char)*at <= 0xED)
				fail_msg("%s: Hangul in the English text", phrases.items[i].id);
	}
	for (size_t i = 0; form_phrases_needed[i]; i++)
		assert_true(phrase_exists(&phrases, form_phrases_needed[i]));
	phrases_finish(&phrases);
}

static const char *longest(void *context, const char *name)
{
	static const char *const values[][2] = {
		{ "advisor", "Park H." },
		{ "skill", "high voltage" },
		{ "hours", "15.2" },
		{ "model", "Grecale Folgore" },
		{ "mobility", "pick-up and delivery" },
		{ "rules", "B1 B2 B3" },
		{ "nights", "12" },
	};
	for (size_t i = 0; i < sizeof values / sizeof values[0]; i++)
		if (strcmp(values[i][0], name) == 0)
			return values[i][1];
	return NULL;
}

/* At 80 columns a reason stands beside the load, a caution with its mark: nothing of it may be cut. */
static void notes_of_proposals_fit_their_row(void **state)
{
	enum { ROW = 37, MARK = 2 };
	struct phrases phrases = { 0 };
	struct error err = { 0 };
	if (!phrases_load(&phrases, getenv("FORMS_DIR"), NULL, &err))
		fail_msg("%s", err.text);
	buffer_clear(&out);
	for (size_t i = 0; i < phrases.count; i++) {
		const char *id = phrases.items[i].id;
		bool caution = strncmp(id, "caution-", 8) == 0;
		if ((!caution && strncmp(id, "reason-", 7) != 0) || strstr(id, "-differs"))
			continue;
		for (int lang = 0; lang < FORM_LANGS; lang++) {
			struct fill_source source = { .lookup = longest };
			form_text_fill(&phrases.items[i].text, NULL, lang, &source, &out);
			if (text_width(buffer_text(&out)) > (caution ? ROW : ROW + MARK))
				fail_msg("%s: too long: %s", id, buffer_text(&out));
			buffer_clear(&out);
		}
	}
	phrases_finish(&phrases);
}

static int finish(void **state)
{
	buffer_finish(&out);
	return 0;
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(formats_in_both_languages),
		cmocka_unit_test(tells_every_mistake),
		cmocka_unit_test(notes_of_proposals_fit_their_row),
		cmocka_unit_test(shipped_phrases_speak_both_languages),
	};
	return cmocka_run_group_tests(tests, NULL, finish);
}
