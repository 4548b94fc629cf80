/* What is written is read again by libical's own parser, without a complaint. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>
#include <libical/ical.h>

#include "exchange/calendar.h"
#include "exchange/verb.h"

static struct calendar_event event_of(const char *summary)
{
	struct calendar_event event = { .uid = "4c73c858-4a0e-48e8-b6c6-22e2e34953d7@prenota",
					.sequence = 3,
					.start = 9 * 60 + 30,
					.minutes = 30,
					.summary = summary };
	assert_true(civil_from_ymd(2026, 7, 14, &event.day));
	return event;
}

static struct buffer written;

static int drop(void **state)
{
	buffer_finish(&written);
	return 0;
}

/* Every line ends with CR LF and is no longer than 75 octets, none of them half a character. */
static void check_lines(const char *text)
{
	for (const char *at = text; *at;) {
		const char *end = strstr(at, "\r\n");
		assert_non_null(end);
		assert_true(end - at <= 75);
		assert_int_not_equal((unsigned char)at[at[0] == ' '] & 0xc0, 0x80);
		for (const char *c = at; c < end; c++)
			assert_true((unsigned char)*c >= ' ' || *c == '\t');
		at = end + 2;
	}
}

static icalcomponent *parse(const struct calendar *calendar)
{
	struct error err = { 0 };
	if (!calendar_write(calendar, &written, &err))
		fail_msg("%s", err.text);
	check_lines(buffer_text(&written));
	icalcomponent *root = icalparser_parse_string(buffer_text(&written));
	assert_non_null(root);
	assert_int_equal(icalcomponent_count_errors(root), 0);
	return root;
}

static void times_are_the_zones(void **state)
{
	struct calendar_event event = event_of("점검");
	struct calendar calendar = {
		.zone = "Europe/Rome", .events = &event, .count = 1, .method = CALENDAR_FILE
	};
	icalcomponent *root = parse(&calendar);
	icalcomponent *read = icalcomponent_get_first_component(root, ICAL_VEVENT_COMPONENT);
	struct icaltimetype start = icalcomponent_get_dtstart(read);
	/* Half past nine of a summer's day in Rome, by the rules that came along. */
	icaltimezone *zone = icalcomponent_get_timezone(root, "Europe/Rome");
	assert_non_null(zone);
	assert_int_equal(icaltime_as_timet_with_zone(start, zone), 1784014200);
	assert_string_equal(icalproperty_get_uid(icalcomponent_get_first_property(read, ICAL_UID_PROPERTY)),
			    event.uid);
	assert_int_equal(icalcomponent_get_sequence(read), 3);
	assert_int_equal(icaldurationtype_as_int(icalcomponent_get_duration(read)), 30 * 60);
	assert_null(strstr(buffer_text(&written), "METHOD"));
	icalcomponent_free(root);
}

static void an_invitation_keeps_its_rules(void **state)
{
	struct calendar_event event = event_of("[RET][MC20] 51구6408; Levante, \"loud\"");
	const char *const words[] = { "RET", "MC20", NULL };
	event.organizer = (struct calendar_person){ "Service \"Desk\"", "service@dealer.test" };
	event.attendee = (struct calendar_person){ "홍길동", "hong@example.test" };
	event.categories = words;
	event.remind_minutes = 60;
	struct calendar calendar = { .zone = "Asia/Seoul",
				     .name = "Gangnam",
				     .stamp = 1795400000,
				     .events = &event,
				     .count = 1,
				     .method = CALENDAR_REQUEST };
	icalcomponent *root = parse(&calendar);
	assert_true(icalrestriction_check(root));
	assert_int_equal(icalcomponent_count_errors(root), 0);
	icalcomponent *read = icalcomponent_get_first_component(root, ICAL_VEVENT_COMPONENT);
	assert_string_equal(icalcomponent_get_summary(read), event.summary);
	assert_int_equal(icalcomponent_count_components(read, ICAL_VALARM_COMPONENT), 1);
	icalcomponent_free(root);
}

/* Text that would begin a component or steer a terminal stays text. */
static void hostile_text_stays_text(void **state)
{
	struct calendar_event event = event_of("END:VEVENT\r\nBEGIN:VEVENT\r\nUID:x");
	event.description = "a\nEND:VCALENDAR\n\033]0;x\007\\n;,\xff 이 글은 아주 길어서 여러 줄로 접혀야 "
			    "하며 글자 가운데가 잘리면 "
			    "안 됩니다";
	event.location = "x:y;z\"";
	event.organizer = (struct calendar_person){ "a\r\nX-EVIL:1", "a@b\r\nX-EVIL:1" };
	struct calendar calendar = {
		.zone = "Asia/Seoul", .events = &event, .count = 1, .method = CALENDAR_FILE
	};
	icalcomponent *root = parse(&calendar);
	assert_int_equal(icalcomponent_count_components(root, ICAL_VEVENT_COMPONENT), 1);
	icalcomponent *read = icalcomponent_get_first_component(root, ICAL_VEVENT_COMPONENT);
	assert_string_equal(icalcomponent_get_summary(read), "END:VEVENT BEGIN:VEVENT UID:x");
	assert_null(icalcomponent_get_first_property(read, ICAL_ORGANIZER_PROPERTY));
	assert_null(strstr(buffer_text(&written), "\r\nX-EVIL"));
	assert_non_null(strstr(icalcomponent_get_description(read), "\nEND:VCALENDAR\n"));
	icalcomponent_free(root);
}

static void what_is_wrong_is_refused(void **state)
{
	struct error err = { 0 };
	struct calendar_event event = event_of("x");
	struct calendar calendar = { .zone = "Nowhere/Land", .events = &event, .count = 1 };
	assert_false(calendar_write(&calendar, &written, &err));
	assert_non_null(strstr(err.text, "Nowhere/Land"));
	calendar.zone = "Asia/Seoul";
	event.uid = "a b";
	assert_false(calendar_write(&calendar, &written, &err));
	event.uid = "a";
	event.minutes = 0;
	assert_false(calendar_write(&calendar, &written, &err));
	static const char *const bad[] = {
		"",
		"[]",
		"{}",
		"{\"zone\": 3, \"events\": []}",
		"{\"zone\": \"Asia/Seoul\", \"events\": [1]}",
		"{\"zone\": \"Asia/Seoul\", \"events\": [], \"method\": \"reply\"}",
		"{\"zone\": \"Asia/Seoul\", \"events\": [{\"uid\": \"a\", \"date\": \"2026-02-30\"}]}",
		"{\"zone\": \"Asia/Seoul\", \"events\": [{\"date\": \"2026-02-30\", \"time\": \"09:00\"}]}",
	};
	for (size_t i = 0; i < sizeof bad / sizeof bad[0]; i++)
		assert_false(verb_calendar(bad[i], strlen(bad[i]), &written, &err));
	assert_int_equal(written.len, 0);
}

static void nothing_is_a_file_too(void **state)
{
	static const char empty[] = "{\"zone\": \"Asia/Seoul\", \"stamp\": 1795400000, \"events\": []}";
	struct error err = { 0 };
	assert_true(verb_calendar(empty, strlen(empty), &written, &err));
	icalcomponent *root = icalparser_parse_string(buffer_text(&written));
	assert_int_equal(icalcomponent_count_errors(root), 0);
	assert_int_equal(icalcomponent_count_components(root, ICAL_VEVENT_COMPONENT), 0);
	icalcomponent_free(root);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_teardown(times_are_the_zones, drop),
		cmocka_unit_test_teardown(an_invitation_keeps_its_rules, drop),
		cmocka_unit_test_teardown(hostile_text_stays_text, drop),
		cmocka_unit_test_teardown(what_is_wrong_is_refused, drop),
		cmocka_unit_test_teardown(nothing_is_a_file_too, drop),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
