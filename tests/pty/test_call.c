/* The whole call at the real console, the same request by command, and what two desks see of each other. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <cmocka.h>
#include <jansson.h>

#include "desk_site.h"

/* As said: the composed and the plain, two scripts, a quotation and an emoji; kept byte for byte. */
static const char words[] =
	"엔진 오일 점검 시기라고 \"알림\"을 받았어요 - e-mail도 왔고요; 3월 5일쯤 100% 확실해요 🚗";

/* Keys, then what must stand on the screen before the next ones. */
struct step {
	const char *keys;
	const char *typed;
	const char *seen;
};

static void take(struct vt *vt, const struct step *steps, size_t count)
{
	for (size_t i = 0; i < count; i++) {
		if (steps[i].keys)
			assert_true(vt_keys(vt, steps[i].keys));
		if (steps[i].typed)
			vt_type(vt, steps[i].typed);
		assert_true(vt_wait(vt, steps[i].seen));
	}
}

#define TAKE(vt, steps) take(vt, steps, sizeof(steps) / sizeof *(steps))

/* From the ring to the proposals, of 이영희 who wants the oil changed. */
static const struct step to_the_dates[] = {
	{ "F12", NULL, "Enter 받기" },
	{ "Enter", NULL, "안녕하십니까" },
	{ "Enter", NULL, "고객 요청 (원문)" },
	{ NULL, words, "🚗" },
	{ "Enter", NULL, "계속해도" },
	{ "1", NULL, "고객 찾기" },
	{ NULL, "5678", "> 이영희" },
	{ "Enter", NULL, "맞습니까?" },
	{ "Enter", NULL, "주행거리" },
	{ NULL, "63000", "63000" },
	{ "Enter", NULL, "이*희님" },
	{ "1", NULL, "이렇게 적었습니다" },
	{ "1 Enter", NULL, "특별한 요청이 없으면" },
	{ "Enter", NULL, "이용하실 수 있는 방법은" },
	{ "1 Enter", NULL, "면허 유효" },
	{ "1 1", NULL, "차량은 처음부터 실내에 둡니다" }, /* as this customer's persona likes it */
};

static const struct step to_the_end[] = {
	{ "1 Enter", NULL, "다시 확인해 드리겠습니다" },
	{ "1 1 1", NULL, "연락드려도" },
	{ "2 2 2 Enter", NULL, "예약되었습니다: 고객 파일" },
};

static const char newest[] = "(SELECT id FROM customer_file ORDER BY number DESC LIMIT 1)";

static const char *of_newest(const struct desk_site *site, const char *column, const char *table,
			     const char *key)
{
	char sql[512];
	snprintf(sql, sizeof sql, "SELECT %s FROM %s WHERE %s = %s", column, table, key, newest);
	return desk_site_query(site, sql);
}

static json_t *file_shown(const struct desk_site *site)
{
	char id[40];
	snprintf(id, sizeof id, "%s", of_newest(site, "id", "customer_file", "id"));
	const char *const args[] = { "file", "show", id, "--format", "json", NULL };
	struct buffer out = { 0 };
	assert_int_equal(desk_site_run(site, args, NULL, &out), 0);
	json_t *file = json_loads(buffer_text(&out), 0, NULL);
	assert_non_null(file);
	buffer_finish(&out);
	return file;
}

static const char *text_at(const json_t *object, const char *first, const char *second)
{
	const json_t *value = json_object_get(object, first);
	if (second)
		value = json_object_get(value, second);
	const char *text = json_string_value(value);
	return text ? text : "";
}

/* --- one call --- */

static void whole_call_in_korean_leaves_the_file_byte_for_byte(void **state)
{
	struct desk_site *site = *state;
	long files = desk_site_number(site, "SELECT count(*) FROM customer_file");
	struct vt *vt = desk_site_ready(site, "kim.m", "ko", 24, 80);
	TAKE(vt, to_the_dates);
	TAKE(vt, to_the_end);

	assert_int_equal(desk_site_number(site, "SELECT count(*) FROM customer_file"), files + 1);
	assert_string_equal(of_newest(site, "text", "verbatim", "file"), words);
	assert_string_equal(of_newest(site, "count(*)", "verbatim", "file"), "1");
	assert_string_equal(of_newest(site, "operator", "customer_file", "id"), "kim.m");
	assert_string_equal(of_newest(site, "mileage", "customer_file", "id"), "63000");
	assert_non_null(
		strstr(of_newest(site, "title", "appointment", "file"), "245나6789 Levante - 정기 점검"));
	assert_string_equal(of_newest(site, "state", "appointment", "file"), "booked");
	assert_string_equal(
		of_newest(site, "count(*)", "staff_time", "kind = 'reception' AND active = 1 AND file"), "1");

	json_t *file = file_shown(site);
	assert_string_equal(text_at(file, "request", NULL), words);
	assert_string_equal(text_at(file, "vehicle", "plate"), "245나6789");
	assert_string_equal(text_at(file, "customer", "family"), "이");
	json_decref(file);
	assert_int_equal(desk_site_number(site, "SELECT count(*) FROM draft"), 0);
	assert_true(desk_site_leave(vt));
	assert_true(desk_site_sound(site));
	vt_finish(vt);
}

/* --- the same by command --- */

static json_t *request(void)
{
	json_t *request =
		json_pack("{s:s, s:s, s:{s:s, s:s, s:s}, s:{s:s, s:i, s:s}, s:s, s:[s], s:[s]}", "channel",
			  "phone", "language", "ko", "customer", "family", "이", "given", "영희", "mobile",
			  "010-0000-5678", "vehicle", "plate", "245나6789", "mileage", 63000, "unit", "km",
			  "request", words, "work", "OIL", "mobility", "none");
	assert_non_null(request);
	return request;
}

static json_t *asked(const struct desk_site *site, const char *command, const json_t *request, int wanted)
{
	const char *const args[] = { command, "--as", "kim.m", NULL };
	struct buffer out = { 0 };
	char *input = json_dumps(request, 0);
	int status = desk_site_run(site, args, input, &out);
	free(input);
	if (status != wanted)
		fail_msg("%s: %d, %s", command, status, buffer_text(&out));
	json_t *answer = json_loads(buffer_text(&out), JSON_DISABLE_EOF_CHECK, NULL);
	assert_non_null(answer);
	buffer_finish(&out);
	return answer;
}

/* Adds to @request the slot of the first proposal that @site has for it. */
static void choose_slot(const struct desk_site *site, json_t *request)
{
	json_t *answer = asked(site, "slots", request, 0);
	const json_t *first = json_array_get(json_object_get(answer, "proposals"), 0);
	assert_non_null(first);
	json_object_set_new(request, "slot",
			    json_pack("{s:s, s:s, s:s}", "date", text_at(first, "date", NULL), "time",
				      text_at(first, "time", NULL), "advisor",
				      text_at(first, "advisor", "id")));
	json_decref(answer);
}

static void same_request_by_command_makes_the_same_file(void **state)
{
	struct desk_site *site = *state;
	json_t *said = request();
	choose_slot(site, said);
	json_t *booked = asked(site, "book", said, 0);
	assert_string_equal(of_newest(site, "text", "verbatim", "file"), words);
	assert_string_equal(of_newest(site, "title", "appointment", "file"), text_at(booked, "title", NULL));
	json_t *file = file_shown(site);
	assert_string_equal(text_at(file, "request", NULL), words);
	assert_string_equal(text_at(file, "appointment", "date"),
			    text_at(json_object_get(said, "slot"), "date", NULL));
	assert_string_equal(text_at(file, "appointment", "time"),
			    text_at(json_object_get(said, "slot"), "time", NULL));
	json_decref(file);
	json_decref(booked);

	json_t *again = asked(site, "book", said, 1);
	assert_true(json_array_size(json_object_get(again, "refused")) > 0);
	json_decref(again);
	json_decref(said);
	assert_true(desk_site_sound(site));
}

/* --- two desks --- */

/* The row on which the selection stands. */
static const char *selected_row(struct vt *vt)
{
	for (int row = 0; row < vt_rows(vt); row++)
		if (strncmp(vt_line(vt, row), "> ", 2) == 0)
			return vt_line(vt, row);
	return "";
}

static void booking_elsewhere_shows_without_a_key(void **state)
{
	static const char first_car[] = "127다7207"; /* after noon: the new row comes above it */
	struct desk_site *site = *state;
	struct vt *call = desk_site_ready(site, "kim.m", "en", 24, 80);
	struct vt *load = desk_site_ready(site, "noh.e", "en", 24, 80);
	struct vt *day = desk_site_ready(site, "noh.e", "en", 24, 80);
	struct vt *wide = desk_site_ready(site, "kim.s", "en", 36, 120);
	assert_true(vt_keys(load, "F3") && vt_wait(load, "Month"));
	assert_true(vt_keys(wide, "F3") && vt_wait(wide, "Month"));
	assert_true(vt_keys(day, "F4") && vt_wait(day, "  9 receptions,"));
	for (int i = 0; i < 16 && !strstr(selected_row(day), first_car); i++) {
		char before[256];
		snprintf(before, sizeof before, "%s", selected_row(day));
		assert_true(vt_key(day, "Down"));
		assert_true(vt_wait_gone(day, before));
	}
	assert_non_null(strstr(selected_row(day), first_car));
	struct vt *const all[] = { call, load, wide };
	for (size_t i = 0; i < sizeof all / sizeof *all; i++) {
		assert_true(vt_wait(all[i], "9/48"));
		assert_false(vt_has(all[i], "10/48"));
	}

	json_t *said = request();
	choose_slot(site, said);
	assert_string_equal(text_at(said, "slot", "date"), "2026-11-23");
	json_decref(asked(site, "book", said, 0));
	json_decref(said);

	for (size_t i = 0; i < sizeof all / sizeof *all; i++)
		assert_true(vt_wait(all[i], "10/48"));
	assert_true(vt_wait(day, "  10 receptions,"));
	assert_non_null(strstr(selected_row(day), first_car));
	assert_true(desk_site_leave(call) && desk_site_leave(load) && desk_site_leave(day) &&
		    desk_site_leave(wide));
	vt_finish(call);
	vt_finish(load);
	vt_finish(day);
	vt_finish(wide);
}

static void call_taken_here_shows_on_the_other_desk(void **state)
{
	struct desk_site *site = *state;
	struct vt *other = desk_site_ready(site, "noh.e", "ko", 24, 80);
	struct vt *here = desk_site_ready(site, "kim.m", "ko", 24, 80);
	assert_true(vt_wait(other, "9/48"));
	TAKE(here, to_the_dates);
	TAKE(here, to_the_end);
	assert_true(vt_wait(other, "10/48"));
	assert_true(desk_site_leave(here) && desk_site_leave(other));
	vt_finish(here);
	vt_finish(other);
}

int main(void)
{
#define SITE_TEST(f) cmocka_unit_test_setup_teardown(f, desk_site_open, desk_site_close)
	const struct CMUnitTest tests[] = {
		SITE_TEST(whole_call_in_korean_leaves_the_file_byte_for_byte),
		SITE_TEST(same_request_by_command_makes_the_same_file),
		SITE_TEST(booking_elsewhere_shows_without_a_key),
		SITE_TEST(call_taken_here_shows_on_the_other_desk),
	};
	return cmocka_run_group_tests(tests, desk_site_prepare, desk_site_discard);
}
