#include "forms_for_tests.h"

#include "form/answers.h"
#include "form/entry.h"

/* clang-format off */
#define KINDS \
	"options = ( { code = \"x1\"; en = \"Diagnosis\"; ko = \"진단\"; }, " \
	"{ code = \"x2\"; en = \"Body\"; ko = \"판금\"; }, " \
	"{ code = \"x3\"; en = \"Battery\"; ko = \"배터리\"; } );"
#define PRESSURE \
	"min = 0; max = 5; decimals = 1; " \
	"units = ( { name = \"bar\"; }, { name = \"psi\"; millionths = 68948; } );"

static const char all_types[] = FORM(STEP("A", FIELDS(
	FIELD("text", "text", "max = 5;") AND
	FIELD("several", "several", OPTIONS) AND
	FIELD("choice", "choice", KINDS) AND
	FIELD("ok", "yes-no", "") AND
	FIELD("bar", "number", PRESSURE) AND
	FIELD("percent", "number", "min = 0; max = 100; unit = \"%\";") AND
	FIELD("day", "date", "") AND
	FIELD("time", "time", "") AND
	FIELD("km", "mileage", "") AND
	FIELD("vin", "vin", "") AND
	FIELD("work", "several", "reference = \"work-type\";"))));
/* clang-format on */

static struct form_set set;
static struct form_answers *answers;
static struct buffer value;
static struct error err;

/* A check that refuses O and makes small letters large. */
static bool check_vin(void *context, const struct form_answers *all, const char *text, struct buffer *kept,
		      struct error *error)
{
	assert_ptr_equal(all, answers);
	assert_string_equal(context, "context");
	for (; *text; text++) {
		if (*text == 'o')
			return error_set(error, ERROR_INPUT, "VIN has the letter O; did you mean 0?");
		buffer_add_char(kept, *text >= 'a' && *text <= 'z' ? (char)(*text - 32) : *text);
	}
	return true;
}

static const struct form_check_entry entries[] = { { "vin", check_vin } };
static struct form_checks checks = { entries, 1, (void *)(uintptr_t) "context", 0 };

/* The value of what is typed, or the message in "! …". */
static const char *typed(const char *id, const char *text)
{
	static char refused[1100];
	buffer_clear(&value);
	if (form_entry_read(form_field_find(&set, id), answers, text, &checks, &value, &err))
		return buffer_text(&value);
	assert_int_equal(value.len, 0);
	snprintf(refused, sizeof refused, "! %s", err.text);
	return refused;
}

static void reads_texts(void **state)
{
	assert_string_equal(typed("text", "  가나다라마 "), "가나다라마");
	assert_string_equal(typed("text", "가나다라마바"), "! 6 characters; at most 5");
	assert_string_equal(typed("text", "a\nb"), "a b");
	assert_string_equal(typed("text", "  "), "");
	assert_string_equal(typed("text", "\xFF"), "! not UTF-8 text");
}

static void reads_choices(void **state)
{
	assert_string_equal(typed("choice", "x2"), "x2");
	assert_string_equal(typed("choice", "2"), "x2");
	assert_string_equal(typed("choice", "diag"), "x1");
	assert_string_equal(typed("choice", "진단"), "x1");
	assert_string_equal(typed("choice", "판"), "x2");
	assert_string_equal(typed("choice", "b"), "! 'b' is not one of: 1 Diagnosis, 2 Body, 3 Battery");
	assert_string_equal(typed("choice", "4"), "! '4' is not one of: 1 Diagnosis, 2 Body, 3 Battery");
	assert_string_equal(typed("ok", "예"), "yes");
	assert_string_equal(typed("ok", "N"), "no");
	assert_string_equal(typed("several", "pear, 1"), "b,a");
	assert_string_equal(typed("several", "pear, zebra"), "! 'zebra' is not one of: 1 Apple, 2 Pear");
	assert_string_equal(typed("work", "MAINT-S , DIAG-1"), "MAINT-S,DIAG-1");
}

static void reads_numbers(void **state)
{
	assert_string_equal(typed("bar", "2,3"), "2.3");
	assert_string_equal(typed("bar", "2.30"), "! at most 1 decimals");
	assert_string_equal(typed("bar", "32 psi"), "32 psi");
	assert_string_equal(typed("bar", "80psi"), "! must be from 0 to 5 bar");
	assert_string_equal(typed("bar", "2 at"), "! unknown unit 'at': bar, psi");
	assert_string_equal(typed("bar", "-1"), "! must be from 0 to 5 bar");
	assert_string_equal(typed("percent", "80%"), "80");
	assert_string_equal(typed("percent", "80.5"), "! a whole number, without decimals");
	assert_string_equal(typed("percent", "101"), "! must be from 0 to 100 %");
	assert_string_equal(typed("percent", "many"), "! not a number, write for example 25");
	assert_string_equal(typed("percent", "99999999999999999999"), "! not a number, write for example 25");
}

static void reads_mileages(void **state)
{
	assert_string_equal(typed("km", "18250"), "18250");
	assert_string_equal(typed("km", "18,250 km"), "18250");
	assert_string_equal(typed("km", "18.250"), "18250");
	assert_string_equal(typed("km", "18 250"), "18250");
	assert_string_equal(typed("km", "18,25"), "! not a mileage; write for example 18250");
	assert_string_equal(typed("km", "-5"), "! not a mileage; write for example 18250");
	assert_string_equal(typed("km", "1000000"), "! at most 999999");
}

static void reads_dates_and_times(void **state)
{
	civil_from_ymd(2026, 11, 23, &checks.today);
	assert_string_equal(typed("day", "tue"), "2026-11-24");
	assert_string_equal(typed("day", "+3"), "2026-11-26");
	assert_string_equal(typed("day", "24"), "2026-11-24");
	assert_string_equal(typed("day", "soon"), "! not a date; write 24, tue, next tue, +3 or 11-24");
	assert_string_equal(typed("time", "9"), "09:00");
	assert_string_equal(typed("time", "930"), "09:30");
	assert_string_equal(typed("time", "9:30"), "09:30");
	assert_string_equal(typed("time", "1430"), "14:30");
	assert_string_equal(typed("time", "24"), "! not a time; write 9, 930 or 09:30");
	assert_string_equal(typed("time", "9:3"), "! not a time; write 9, 930 or 09:30");
	assert_string_equal(typed("time", "960"), "! not a time; write 9, 930 or 09:30");
}

static void asks_the_check_named_like_the_type(void **state)
{
	assert_string_equal(typed("vin", " zn6 "), "ZN6");
	assert_string_equal(typed("vin", "zo"), "! VIN has the letter O; did you mean 0?");
}

static void puts_wrong_entries_aside(void **state)
{
	const struct form_field *field = form_field_find(&set, "percent");
	assert_false(form_entry_put(answers, field, "200", &checks, &err));
	assert_true(form_answers_is_wrong(answers, "percent"));
	assert_string_equal(form_answers_get(answers, "percent"), "200");
	assert_true(form_entry_put(answers, field, "20", &checks, &err));
	assert_false(form_answers_is_wrong(answers, "percent"));
	assert_true(form_entry_put(answers, form_field_find(&set, "several"), "2,1", &checks, &err));
	assert_string_equal(form_answers_value(answers, "several", 1), "a");
	assert_true(form_entry_put(answers, form_field_find(&set, "several"), "", &checks, &err));
	assert_int_equal(form_answers_count(answers, "several"), 0);
}

static const char *shown(const char *id, enum form_lang lang)
{
	buffer_clear(&value);
	form_entry_show(form_field_find(&set, id), answers, lang, &value);
	return buffer_text(&value);
}

static void shows_labels_and_units(void **state)
{
	form_answers_set(answers, "choice", "x1");
	form_answers_set(answers, "several", "b");
	form_answers_toggle(answers, "several", "a");
	assert_string_equal(shown("choice", FORM_KO), "진단");
	assert_string_equal(shown("several", FORM_EN), "Pear, Apple");
	form_answers_set(answers, "bar", "32 psi");
	assert_string_equal(shown("bar", FORM_EN), "32 psi");
	form_answers_set(answers, "percent", "80");
	assert_string_equal(shown("percent", FORM_EN), "80 %");
	assert_string_equal(shown("day", FORM_EN), "");
}

static const char *pressed(const char *id, const char *current, uint32_t key)
{
	const char *code = form_entry_key(form_field_find(&set, id), current, key);
	return code ? code : "-";
}

static void keys_choose(void **state)
{
	assert_string_equal(pressed("choice", NULL, '2'), "x2");
	assert_string_equal(pressed("choice", NULL, '9'), "-");
	assert_string_equal(pressed("choice", NULL, 'D'), "x1");
	assert_string_equal(pressed("choice", NULL, 'b'), "x2");
	assert_string_equal(pressed("choice", "x2", 'b'), "x3");
	assert_string_equal(pressed("choice", "x3", 'b'), "x2");
	assert_string_equal(pressed("choice", NULL, 0x3148), "x1"); /* ㅈ of 진단 */
	assert_string_equal(pressed("choice", NULL, 0xC9C0), "x1"); /* 지 is on the way to 진 */
	assert_string_equal(pressed("choice", NULL, 0xC9C4), "x1"); /* 진 */
	assert_string_equal(pressed("choice", NULL, 0x3147), "x1"); /* ㅇ lies on the key of D */
	assert_string_equal(pressed("choice", NULL, 0x3160), "x2"); /* ㅠ lies on the key of B */
	assert_string_equal(pressed("ok", NULL, 'y'), "yes");
	assert_string_equal(pressed("ok", "yes", 0x3147), "no"); /* 예, 아니요 both start with ㅇ */
	assert_string_equal(pressed("ok", NULL, 0xC608), "yes"); /* 예 */
	assert_string_equal(pressed("ok", NULL, 0xC544), "no");  /* 아니요 */
	assert_string_equal(pressed("ok", NULL, 0x315B), "yes"); /* ㅛ lies on the key of Y */
	assert_string_equal(pressed("choice", NULL, 0x3138), "-"); /* ㄸ: the key of E, no label has it */
	assert_string_equal(pressed("choice", NULL, 'z'), "-");
	assert_string_equal(pressed("choice", NULL, 0xD800), "-");
	assert_string_equal(pressed("text", NULL, 'a'), "-");
}

/* What was meant as a word is no answer because it begins with the same consonant. */
static void words_choose_nothing(void **state)
{
	assert_string_equal(pressed("ok", NULL, 0xB0B4), "-"); /* 내 of 내일: s and o */
	assert_string_equal(pressed("ok", NULL, 0xC77C), "-"); /* 일: as 예 with ㅇ */
	assert_string_equal(pressed("ok", NULL, 0xC624), "-"); /* 오 of 오후 */
	assert_string_equal(pressed("ok", "yes", 0xC740), "-");
	assert_string_equal(pressed("choice", NULL, 0xC800), "-"); /* 저: as 진단 with ㅈ */
	assert_string_equal(pressed("choice", NULL, 0xC9D1), "-"); /* 집 */
	assert_string_equal(pressed("choice", NULL, 0xC544), "-"); /* 아: its first key is that of D */
	assert_string_equal(pressed("choice", NULL, 0xBBA4), "-"); /* 뮤: its second key is that of B */
	assert_string_equal(pressed("ok", NULL, 0x200D), "-");	   /* a joiner types nothing */
}

static int setup(void **state)
{
	set = tests_form(all_types);
	answers = form_answers_create(&set);
	return 0;
}

static int teardown(void **state)
{
	form_answers_destroy(answers);
	form_set_finish(&set);
	buffer_finish(&value);
	return 0;
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(reads_texts),
		cmocka_unit_test(reads_choices),
		cmocka_unit_test(reads_numbers),
		cmocka_unit_test(reads_mileages),
		cmocka_unit_test(reads_dates_and_times),
		cmocka_unit_test(asks_the_check_named_like_the_type),
		cmocka_unit_test(puts_wrong_entries_aside),
		cmocka_unit_test(shows_labels_and_units),
		cmocka_unit_test(keys_choose),
		cmocka_unit_test(words_choose_nothing),
	};
	return cmocka_run_group_tests(tests, setup, teardown);
}
