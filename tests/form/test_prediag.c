/* The pre-diagnosis that is shipped: families found by everyday words, what the answers amount to, the
 * summary. */
#include "forms_for_tests.h"

#include <locale.h>

#include "form/answers.h"
#include "form/family.h"
#include "form/phrases.h"
#include "form/prediag.h"

static struct form_set set;
static struct phrases phrases;
static struct form_answers *answers;

static int setup(void **state)
{
	struct error err = { 0 };
	setlocale(LC_ALL, "C.UTF-8");
	return form_set_load(&set, getenv("FORMS_DIR"), NULL, &err) &&
			       phrases_load(&phrases, getenv("FORMS_DIR"), NULL, &err)
		       ? 0
		       : -1;
}

static int teardown(void **state)
{
	form_set_finish(&set);
	phrases_finish(&phrases);
	return 0;
}

static int fresh(void **state)
{
	answers = form_answers_create(&set);
	form_answers_set(answers, "channel", "phone");
	form_answers_set(answers, "technical", "yes");
	return 0;
}

static int done(void **state)
{
	form_answers_destroy(answers);
	return 0;
}

/* --- families by words --- */

static const struct {
	const char *family;
	const char *words[8];
} table[] = {
	{ "NST",
	  { "it does not start", "the car is dead", "crank", "시동이 안 걸려요", "방전됐어요", "먹통" } },
	{ "ENG", { "engine", "it stalls", "fuel consumption", "엔진", "출력이 떨어져요", "연비가 나빠요" } },
	{ "NOI", { "rattle", "noise", "squeal", "끼익", "소음", "달그락" } },
	{ "VIB", { "vibration", "it shakes", "shudder", "진동", "떨려요", "덜덜" } },
	{ "BRK", { "brake", "pedal", "handbrake", "브레이크", "제동", "패드" } },
	{ "STE", { "steering", "suspension", "it pulls", "핸들", "서스펜션", "쏠려요" } },
	{ "TRN", { "gearbox", "transmission", "shifting", "변속", "미션", "기어" } },
	{ "HVC", { "air conditioning", "heater", "blower", "에어컨", "히터", "냉방" } },
	{ "ELE", { "battery", "key", "headlights", "스마트키", "전조등", "와이퍼" } },
	{ "INF", { "screen", "bluetooth", "navigation", "화면", "블루투스", "내비" } },
	{ "WRN", { "warning light", "message", "warning lamp", "경고등", "경고", "메시지" } },
	{ "LEK", { "leak", "oil", "it drips", "누유", "오일", "냉각수가 새요" } },
	{ "ODR", { "smell", "burning", "stinks", "냄새", "탄 냄새", "과열" } },
	{ "ADS", { "camera", "parking sensor", "lane", "후방 카메라", "센서", "크루즈" } },
	{ "HVB", { "charging", "range", "charging port", "충전", "고전압", "충전구" } },
	{ "BDY", { "scratch", "dent", "accident", "긁혔어요", "사고", "판금" } },
	{ "WAT", { "water", "wet", "wind noise", "젖었어요", "풍절음", "빗물" } },
	{ "TYR", { "tyre", "puncture", "tire", "타이어", "펑크", "공기압" } },
	{ "ROF", { "soft top", "door", "tailgate", "소프트톱", "문이 안 열려요", "트렁크" } },
};

static bool among(const struct form_family *hits, size_t count, const char *family)
{
	for (size_t i = 0; i < count; i++)
		if (strcmp(hits[i].step->id, family) == 0)
			return true;
	return false;
}

static void everyday_words_find_each_family(void **state)
{
	enum { SHOWN = 3 };
	struct form_family hits[FORM_FAMILIES_MAX];
	size_t families = 0;
	form_answers_set(answers, "energy", "plug-in-hybrid");
	for (size_t i = 0; i < sizeof table / sizeof *table; i++)
		for (size_t w = 0; w < 8 && table[i].words[w]; w++) {
			size_t named = form_families_named(answers, table[i].words[w], hits, SHOWN);
			if (!among(hits, named, table[i].family))
				fail_msg("%s is not named by: %s", table[i].family, table[i].words[w]);
			size_t typed = form_families_typed(answers, table[i].words[w], hits, SHOWN);
			if (!among(hits, typed, table[i].family))
				fail_msg("%s is not found by: %s", table[i].family, table[i].words[w]);
		}
	for (size_t i = 0; i < set.step_count; i++)
		families += form_family_find(&set, set.steps[i].id) != NULL;
	assert_int_equal(families, sizeof table / sizeof *table);
}

static void the_likeliest_stands_first(void **state)
{
	struct form_family hits[FORM_FAMILIES_MAX];
	assert_true(form_families_named(answers, "제동할 때 끼익 소리가 나요", hits, FORM_FAMILIES_MAX) >= 2);
	assert_string_equal(hits[0].step->id, "NOI");
	assert_string_equal(hits[1].step->id, "BRK");
	assert_true(hits[0].score > hits[1].score);
	assert_int_equal(form_families_named(answers, "My annual service is due", hits, 3), 0);
	assert_int_equal(form_families_named(answers, "", hits, 3), 0);
}

static void a_short_korean_noun_is_no_part_of_another_word(void **state)
{
	struct form_family hits[FORM_FAMILIES_MAX];
	assert_int_equal(form_families_named(answers, "물어보고 싶은 것이 있습니다", hits, 3), 0);
	assert_int_equal(form_families_named(answers, "It started in March", hits, 3), 0);
	assert_int_equal(form_families_named(answers, "바닥에 물이 고였어요", hits, 3) > 0, 1);
}

static void the_beginning_of_a_word_finds_it(void **state)
{
	static const char *const begun[][2] = { { "끼", "NOI" },  { "ㄲ", "NOI" },   { "끼이", "NOI" },
						{ "squ", "NOI" }, { "brak", "BRK" }, { "타이", "TYR" },
						{ "BRK", "BRK" }, { "bluet", "INF" } };
	struct form_family hits[FORM_FAMILIES_MAX];
	for (size_t i = 0; i < sizeof begun / sizeof *begun; i++) {
		size_t count = form_families_typed(answers, begun[i][0], hits, FORM_FAMILIES_MAX);
		if (!among(hits, count, begun[i][1]))
			fail_msg("%s is not found by: %s", begun[i][1], begun[i][0]);
	}
	assert_int_equal(form_families_typed(answers, "qqqq", hits, FORM_FAMILIES_MAX), 0);
}

static void a_petrol_car_is_not_charged(void **state)
{
	struct form_family hits[FORM_FAMILIES_MAX];
	form_answers_set(answers, "energy", "petrol");
	size_t count = form_families_typed(answers, "", hits, FORM_FAMILIES_MAX);
	assert_false(among(hits, count, "HVB"));
	assert_true(among(hits, count, "ENG"));
	form_answers_set(answers, "energy", "bev");
	count = form_families_typed(answers, "", hits, FORM_FAMILIES_MAX);
	assert_true(among(hits, count, "HVB"));
	assert_false(among(hits, count, "ENG"));
}

/* A battery car has no fuel to leak; a mild hybrid and a car nobody knows do. */
static void a_purely_electric_car_is_not_asked_for_fuel(void **state)
{
	static const struct {
		const char *energy;
		bool asked;
	} cars[] = { { "bev", false },        { "petrol", true },         { "diesel", true },
		     { "mild-hybrid", true }, { "plug-in-hybrid", true }, { "unknown", true } };
	const struct form_field *fuel = form_field_find(&set, "SAF07");
	assert_non_null(fuel);
	for (size_t i = 0; i < sizeof cars / sizeof *cars; i++) {
		form_answers_set(answers, "energy", cars[i].energy);
		assert_int_equal(form_field_visible(answers, fuel), cars[i].asked);
	}
}

static void any_bytes_are_safe(void **state)
{
	struct form_family hits[FORM_FAMILIES_MAX];
	assert_int_equal(form_families_named(answers, "\xff\xfe\x80", hits, 3), 0);
	form_families_typed(answers, "\xed\xa0\x80 ㄱ", hits, 3);
	assert_false(form_names_danger(&set, NULL));
}

static void words_name_a_danger(void **state)
{
	static const char *const yes[] = { "연기가 나요", "There is smoke", "it smells of fuel",
					   "브레이크가 안 들어요", "사고가 났어요" };
	static const char *const no[] = { "정기 점검 예약이요", "annual service", "brakes squeal", "" };
	for (size_t i = 0; i < sizeof yes / sizeof *yes; i++)
		if (!form_names_danger(&set, yes[i]))
			fail_msg("no danger in: %s", yes[i]);
	for (size_t i = 0; i < sizeof no / sizeof *no; i++)
		if (form_names_danger(&set, no[i]))
			fail_msg("a danger in: %s", no[i]);
}

/* --- what it amounts to --- */

static void safe(void)
{
	form_answers_set(answers, "prediag_safe", "yes");
	form_answers_set(answers, "SAF02", "parked");
	form_answers_set(answers, "SAF03", "no");
	form_answers_set(answers, "SAF04", "no");
	form_answers_set(answers, "SAF07", "no");
	form_answers_set(answers, "energy", "petrol");
}

static void see_all(void)
{
	const struct form *form = form_find(&set, FORM_PREDIAG);
	for (const struct form_step *step = form_step_next(answers, form, NULL); step;
	     step = form_step_next(answers, form, step))
		form_answers_visit(answers, step);
}

static void brakes(const char *done_by)
{
	form_answers_set(answers, "prediag_done", done_by);
	form_answers_set(answers, "family", "BRK");
	form_answers_set(answers, "COM04", "same");
	form_answers_set(answers, "BRK01", "noise");
	form_answers_set(answers, "BRK02", "no");
	form_answers_set(answers, "BRK03", "none");
	form_answers_set(answers, "BRK04", "unknown");
	form_answers_set(answers, "BRK09", "no");
	form_answers_set(answers, "BRK10", "yes");
}

static void dangers_are_asked_before_it_is_done(void **state)
{
	struct form_prediag prediag;
	form_prediag_look(answers, &prediag);
	assert_false(prediag.begun);
	assert_false(form_prediag_is_done(&prediag));
	safe();
	brakes("full");
	see_all();
	form_prediag_look(answers, &prediag);
	assert_true(form_prediag_is_done(&prediag));
	assert_true(form_prediag_is_asked(&prediag));
	assert_int_equal(prediag.level, FORM_FLAG_NONE);
	assert_int_equal(prediag.minutes, 60);
	form_answers_clear(answers, "BRK02");
	form_prediag_look(answers, &prediag);
	assert_false(form_prediag_is_done(&prediag));
	assert_string_equal(prediag.wanted->id, "BRK02");
}

static void every_block_is_looked_at(void **state)
{
	struct form_prediag prediag;
	safe();
	brakes("full");
	form_prediag_look(answers, &prediag);
	assert_false(form_prediag_is_done(&prediag));
	assert_string_equal(prediag.unseen->id, "SAF");
}

static void a_hurried_caller_is_done_but_not_asked(void **state)
{
	struct form_prediag prediag;
	safe();
	brakes("red-flags");
	see_all();
	form_prediag_look(answers, &prediag);
	assert_true(form_prediag_is_done(&prediag));
	assert_false(form_prediag_is_asked(&prediag));
	assert_true(prediag.hurried);
	assert_int_equal(prediag.open, 0);
}

static void the_worst_answer_counts(void **state)
{
	struct form_prediag prediag;
	safe();
	brakes("full");
	form_answers_set(answers, "COM04", "worse");
	form_prediag_look(answers, &prediag);
	assert_int_equal(prediag.level, FORM_FLAG_CAUTION);
	form_answers_set(answers, "BRK10", "no");
	form_prediag_look(answers, &prediag);
	assert_int_equal(prediag.level, FORM_FLAG_URGENT);
	form_answers_set(answers, "BRK02", "yes");
	form_prediag_look(answers, &prediag);
	assert_int_equal(prediag.level, FORM_FLAG_STOP);
	assert_false(prediag.people);
	form_answers_set(answers, "SAF03", "yes");
	form_prediag_look(answers, &prediag);
	assert_true(prediag.people);
}

static void several_families_take_the_longest_time(void **state)
{
	static const char *const codes[] = { "BRK", "TRN", "NOI" };
	struct form_prediag prediag;
	form_answers_set_values(answers, "family", codes, 3);
	form_prediag_look(answers, &prediag);
	assert_int_equal(prediag.family_count, 3);
	assert_int_equal(prediag.minutes, 120);
	assert_int_equal(prediag.attends, FORM_ATTENDS_FOREMAN | FORM_ATTENDS_TECHNICIAN);
}

/* --- the summary --- */

static void the_summary_is_short_and_without_codes(void **state)
{
	static const char *const codes[] = { "BRK", "SAF", "COM", "noise", "unknown", "red-flags", "full" };
	struct buffer en = { 0 }, ko = { 0 };
	safe();
	brakes("full");
	form_answers_set(answers, "BRK02", "yes");
	form_answers_set(answers, "request_verbatim", "Words of the customer");
	form_prediag_summary(answers, FORM_EN, &phrases, &en);
	form_prediag_summary(answers, FORM_KO, &phrases, &ko);
	assert_non_null(strstr(en.text, "Brakes. DO NOT DRIVE\n! Pedal to the floor or sinking: Yes"));
	assert_non_null(strstr(en.text, "Not sure: Pad wear message"));
	assert_non_null(strstr(en.text, "diagnosis 60 min"));
	assert_non_null(strstr(ko.text, "브레이크. 운행 금지\n! 페달이 바닥까지·서서히 내려감: 예"));
	assert_null(strstr(en.text, "Words of the customer"));
	assert_string_equal(form_answers_get(answers, "request_verbatim"), "Words of the customer");
	for (size_t i = 0; i < sizeof codes / sizeof *codes; i++)
		assert_null(strstr(ko.text, codes[i]));
	buffer_finish(&en);
	buffer_finish(&ko);
}

static void nothing_asked_is_no_summary(void **state)
{
	struct buffer out = { 0 };
	form_prediag_summary(answers, FORM_EN, &phrases, &out);
	assert_int_equal(out.len, 0);
	buffer_finish(&out);
}

/* --- persona --- */

static void a_class_wins_when_it_is_ahead(void **state)
{
	int scores[FORM_PERSONA_UNKNOWN];
	form_answers_set(answers, "persona_ok", "yes");
	form_answers_set(answers, "PE1", "performance");
	assert_int_equal(form_answers_persona(answers, scores), FORM_PERSONA_UNKNOWN);
	form_answers_set(answers, "PE2", "unique");
	assert_int_equal(form_answers_persona(answers, scores), FORM_PERSONA_UNKNOWN);
	form_answers_set(answers, "PE3", "unique");
	assert_int_equal(form_answers_persona(answers, scores), FORM_PERSONA_UNIQUE);
	assert_int_equal(scores[FORM_PERSONA_UNIQUE], 2);
	form_answers_set(answers, "PE4", "performance");
	assert_int_equal(form_answers_persona(answers, scores), FORM_PERSONA_UNKNOWN);
	form_answers_set(answers, "persona_ok", "no"); /* declined: nothing of it counts */
	assert_int_equal(form_answers_persona(answers, scores), FORM_PERSONA_UNKNOWN);
	assert_int_equal(scores[FORM_PERSONA_UNIQUE], 0);
}

/* The sentence with which dates are read out, and the last one of the read-back. */
static void the_offer_has_words_for_each_persona(void **state)
{
	static const char *const steps[] = { "P22", "P24" };
	for (size_t i = 0; i < sizeof steps / sizeof *steps; i++) {
		const struct form_step *step = form_step_find(&set, steps[i]);
		size_t lines = 0;
		for (size_t s = 0; s < step->say_count; s++) {
			int variants = 0;
			for (int p = 0; p < FORM_PERSONA_UNKNOWN; p++)
				variants += step->say[s].by_persona[p].in[FORM_KO] != NULL;
			lines += variants == FORM_PERSONA_UNKNOWN;
		}
		assert_true(lines > 0);
	}
}

int main(void)
{
#define CASE(test) cmocka_unit_test_setup_teardown(test, fresh, done)
	const struct CMUnitTest tests[] = {
		CASE(everyday_words_find_each_family),
		CASE(the_likeliest_stands_first),
		CASE(a_short_korean_noun_is_no_part_of_another_word),
		CASE(the_beginning_of_a_word_finds_it),
		CASE(a_petrol_car_is_not_charged),
		CASE(a_purely_electric_car_is_not_asked_for_fuel),
		CASE(any_bytes_are_safe),
		CASE(words_name_a_danger),
		CASE(dangers_are_asked_before_it_is_done),
		CASE(every_block_is_looked_at),
		CASE(a_hurried_caller_is_done_but_not_asked),
		CASE(the_worst_answer_counts),
		CASE(several_families_take_the_longest_time),
		CASE(the_summary_is_short_and_without_codes),
		CASE(nothing_asked_is_no_summary),
		CASE(a_class_wins_when_it_is_ahead),
		CASE(the_offer_has_words_for_each_persona),
	};
	return cmocka_run_group_tests(tests, setup, teardown);
}
