#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <locale.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/buffer.h"
#include "config/site_config.h"

/* libconfig 1.5 loses the texts of a file with a syntax error. */
const char *__lsan_default_suppressions(void);
const char *__lsan_default_suppressions(void)
{
	return "leak:strbuf_append\n";
}

/* Collects the mistakes, one a line. */
static void collect(void *context, const char *text)
{
	struct buffer *lines = context;
	buffer_add(lines, text);
	buffer_add_char(lines, '\n');
}

static const char head[] =
	"site = { id = \"t\"; name = \"T\"; zone = \"Asia/Seoul\"; country = \"KR\"; language = \"ko\";\n"
	"  currency = \"KRW\"; };\n"
	"dealer = { code = \"D\"; name = \"D\"; address = \"A\"; telephone = \"02-0000-0100\"; };\n"
	"hours = { opening = { mon = \"09:00-18:00\"; }; reception = { mon = \"09:00-17:00\"; };\n"
	"  lunch = \"12:00-13:00\"; };\n"
	"skills = ( { code = \"service\"; name = \"service\"; } );\n";
static const char rest[] = "bays = ( { code = \"lift\"; name = \"lift\"; count = 2; } );\n"
			   "work = ( { code = \"OIL\"; name = \"oil\"; bay = \"lift\";\n"
			   "  parts = ( { skill = \"service\"; minutes = 72; } ); } );\n"
			   "fleet = ();\n";
static const char staff[] = "staff = ( { code = \"a\"; name = \"A\"; roles = [ \"operator\" ]; } );\n";

/* Reads @parts one after the other; the mistakes end in @lines. */
static bool read_site(struct arena *arena, struct site *site, struct buffer *lines, const char *one,
		      const char *two, const char *three)
{
	struct buffer text = { 0 };
	struct config_report report = { collect, lines, 0 };
	struct error err = { 0 };
	buffer_add(&text, one);
	buffer_add(&text, two);
	buffer_add(&text, three);
	bool fine = config_parse_site("site.cfg", buffer_text(&text), text.len, arena, site, &report, &err);
	assert_int_equal(fine, err.code == ERROR_NONE);
	assert_int_equal(fine, report.count == 0);
	buffer_finish(&text);
	return fine;
}

/* Exactly @wanted mistakes, and each of @words stands in them. */
static void assert_mistakes(const char *one, const char *two, const char *three, size_t wanted,
			    const char *const *words)
{
	struct arena arena = { 0 };
	struct buffer lines = { 0 };
	struct site site = { .name = "untouched" };
	assert_false(read_site(&arena, &site, &lines, one, two, three));
	assert_string_equal(site.name, "untouched");
	size_t count = 0;
	for (size_t i = 0; i < lines.len; i++)
		count += lines.text[i] == '\n';
	if (count != wanted)
		fail_msg("%zu mistakes instead of %zu:\n%s", count, wanted, buffer_text(&lines));
	for (; *words; words++)
		if (!strstr(buffer_text(&lines), *words))
			fail_msg("not told: %s\n%s", *words, buffer_text(&lines));
	buffer_finish(&lines);
	arena_finish(&arena);
}
#define MISTAKES(one, two, three, count, ...)                                                                \
	assert_mistakes(one, two, three, count, (const char *const[]){ __VA_ARGS__, NULL })

static void test_small_site(void **state)
{
	struct arena arena = { 0 };
	struct buffer lines = { 0 };
	struct site site;
	assert_true(read_site(&arena, &site, &lines, head, rest, staff));
	assert_string_equal(site.work[0].code, "OIL");
	assert_int_equal(site.work[0].parts[0].minutes, 72);
	assert_int_equal(site.reserve_pct, 20);
	assert_int_equal(site.opening[0].intervals[0].start, 540);
	assert_string_equal(site.dealer.name.ko, "D");
	buffer_finish(&lines);
	arena_finish(&arena);
}

static void test_mark_at_the_beginning(void **state)
{
	struct arena arena = { 0 };
	struct buffer lines = { 0 }, marked = { 0 };
	struct site site;
	buffer_add(&marked, "\xEF\xBB\xBF");
	buffer_add(&marked, head);
	assert_true(read_site(&arena, &site, &lines, buffer_text(&marked), rest, staff));
	buffer_finish(&marked);
	buffer_finish(&lines);
	arena_finish(&arena);
}

/* All of a file at once, each with its line. */
static void test_all_mistakes_with_their_lines(void **state)
{
	MISTAKES(head,
		 "bays = ( { code = \"lift\"; name = \"lift\"; cuont = 2; } );\n"      /* 7 */
		 "work = ( { code = \"OIL\"; name = \"oil\"; bay = \"pit\";\n"         /* 8 */
		 "  parts = ( { skill = \"magic\"; minutes = 72; } ); } );\n"          /* 9 */
		 "fleet = ( { code = \"L\"; kind = \"taxi\"; model = \"M\"; } );\n"    /* 10 */
		 "rules = { reserve_pct = 30; reserve_opens_at = \"4 pm\"; };\n",      /* 11 */
		 "staff = ( { code = \"a\"; name = \"A\"; roles = [ \"pilot\" ];\n"    /* 12 */
		 "  shifts = ( { days = [ \"monday\" ]; time = \"9-18\"; } ); } );\n", /* 13 */
		 9, "site.cfg:7: unknown key 'cuont'", "site.cfg:8: there is no bay 'pit'",
		 "site.cfg:9: there is no skill 'magic'", "site.cfg:10: kind 'taxi'",
		 "site.cfg:11: 'reserve_pct' is 30", "site.cfg:11: 'reserve_opens_at' is \"4 pm\"",
		 "site.cfg:12: 'pilot' is no role", "site.cfg:13: \"9-18\"", "site.cfg:13: 'monday'");
}

static void test_traps_of_libconfig(void **state)
{
	MISTAKES(head, rest, "staff = ( { code = \"a\"; name = \"A\"; roles = [ \"operator\", ]; }, );\n", 2,
		 "site.cfg:11: the comma", "one too many");
	MISTAKES(head, rest, "@include \"/etc/passwd\"\nstaff = ();\n", 1, "site.cfg:11: @include");
	MISTAKES(head, rest, "rules = { taxi_per_day = 99999999999; };\nstaff = ();\n", 1, "too large");
	MISTAKES(head, rest, "rules = { taxi_per_day = 007; };\nstaff = ();\n", 1, "begins with 0");
	MISTAKES(head, rest, "staff = ( { code = \"a\xff\"; name = \"A\"; roles = [ \"operator\" ]; } );\n",
		 1, "site.cfg:11: a character that is not UTF-8");
	MISTAKES(head, rest,
		 "staff = ( { code = \"a\\x1b[2J\"; name = \"A\"; roles = [ \"operator\" ]; } );\n", 1,
		 "cannot be shown");
	MISTAKES(head, rest, "staff = ( { code = 17; name = \"A\"; roles = [ \"operator\" ]; } );\n", 1,
		 "must be a text");
	MISTAKES(head, rest, "staff = ( { code = \"a\"\n", 1, "site.cfg:1");
	MISTAKES(head, rest, "staff = ( { code = \"a\n\n", 2, "site.cfg:11: a text that begins here");
}

static void test_deep_nesting(void **state)
{
	char deep[4000];
	memset(deep, '(', sizeof deep);
	deep[sizeof deep - 1] = '\0';
	MISTAKES("a = ", deep, "", 1, "brackets");
}

static void test_missing_and_twice(void **state)
{
	MISTAKES("", "", "", 8, "'site' is missing", "'hours' is missing", "'staff' is missing");
	MISTAKES(head, rest,
		 "staff = ( { code = \"a\"; name = \"A\"; login = \"x\"; roles = [ \"operator\" ]; },\n"
		 "  { code = \"a\"; name = \"B\"; login = \"x\"; roles = [ \"operator\" ]; } );\n",
		 2, "site.cfg:12: 'a' is there twice", "login 'x' is there twice");
	MISTAKES(head, "holidays = ( { date = \"2026-02-29\"; name = \"x\"; }, { name = \"y\"; } );\n", rest,
		 3, "a date looks like", "'date' is missing", "'staff' is missing");
}

/* What only the whole shows is told as well. */
static void test_the_whole(void **state)
{
	MISTAKES(head, rest, "staff = ();\nrules = { reserve_pct = 18; };\nx = 1;\n", 1, "unknown key 'x'");
	struct arena arena = { 0 };
	struct buffer lines = { 0 }, outside = { 0 };
	struct site site;
	buffer_add(&outside, head);
	char *hour = strstr(outside.text, "09:00-17:00");
	memcpy(hour, "08:00", 5);
	assert_false(read_site(&arena, &site, &lines, buffer_text(&outside), rest, staff));
	assert_non_null(strstr(buffer_text(&lines), "outside the opening hours"));
	buffer_finish(&outside);
	buffer_finish(&lines);
	arena_finish(&arena);
}

static void test_any_bytes(void **state)
{
	uint32_t seed = 20261123;
	for (int round = 0; round < 400; round++) {
		struct arena arena = { 0 };
		struct site site;
		char text[1200];
		size_t len = 0;
		for (const char *from = round % 2 ? head : rest; *from && len < sizeof text; from++) {
			seed = seed * 1664525 + 1013904223;
			text[len++] = seed >> 24 < 6 ? (char)(seed >> 16) : *from;
		}
		config_parse_site("fuzz", text, len, &arena, &site, NULL, NULL);
		arena_finish(&arena);
	}
}

static void test_no_file(void **state)
{
	struct arena arena = { 0 };
	struct site site;
	struct error err = { 0 };
	assert_false(config_read_site("/nonexistent/site.cfg", &arena, &site, NULL, &err));
	assert_int_equal(err.code, ERROR_CONFIG);
	assert_non_null(strstr(err.text, "/nonexistent/site.cfg"));
	assert_false(config_read_site("/", &arena, &site, NULL, &err));
	assert_int_equal(err.code, ERROR_CONFIG);
}

int main(void)
{
	setlocale(LC_ALL, "C.UTF-8");
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_small_site),
		cmocka_unit_test(test_mark_at_the_beginning),
		cmocka_unit_test(test_all_mistakes_with_their_lines),
		cmocka_unit_test(test_traps_of_libconfig),
		cmocka_unit_test(test_deep_nesting),
		cmocka_unit_test(test_missing_and_twice),
		cmocka_unit_test(test_the_whole),
		cmocka_unit_test(test_any_bytes),
		cmocka_unit_test(test_no_file),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
