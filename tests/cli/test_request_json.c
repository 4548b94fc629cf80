/* A request from JSON: every key taken, every mistake named. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "cli/request_json.h"

static bool parse(const char *text, bool needs_slot, struct arena *arena, struct booking_request *request,
		  struct error *err)
{
	return request_json_parse(text, strlen(text), needs_slot, arena, request, err);
}

static const char whole[] =
	"{\"channel\": \"phone\", \"operator\": null, \"language\": \"ko\","
	" \"customer\": {\"id\": null, \"type\": \"person\", \"family\": \"홍\", \"given\": \"길동\", "
	"\"company\": null,"
	"  \"mobile\": \"+82 10-0000-1234\", \"email\": null},"
	" \"vehicle\": {\"vin\": \"ZN6PMDE26R7000110\", \"plate\": \"123가4567\", \"mileage\": 18250, "
	"\"unit\": \"km\"},"
	" \"request\": \"제동할 때 앞에서 끼익 소리가 납니다\", \"note\": null,"
	" \"work\": [\"DIAG-1\"], \"attendance\": [\"foreman\"], \"workshop_return\": false, "
	"\"immobilised\": true,"
	" \"parts_eta\": null, \"earliest\": \"2026-11-24\","
	" \"wishes\": [{\"date\": \"2026-11-25\", \"half\": \"am\"}, {\"time\": \"09:30\"}],"
	" \"mobility\": [\"loan\", \"taxi\"], \"declined\": [\"pud\"], \"advisor\": null,"
	" \"consent\": {\"contact\": \"phone\", \"appointment_reminder\": \"sms\", \"service_reminder\": "
	"false},"
	" \"override\": {\"by\": \"kim.s\", \"reason\": \"room\"},"
	" \"slot\": {\"date\": \"2026-11-24\", \"time\": \"09:30\", \"advisor\": \"kim.s\", \"unit\": null,"
	"  \"handback\": {\"date\": \"2026-11-24\", \"time\": \"16:45\", \"minutes\": 15}}}";

static void test_whole(void **state)
{
	struct arena arena = { 0 };
	struct booking_request request;
	struct error err;
	assert_true(parse(whole, true, &arena, &request, &err));
	assert_string_equal(request.family, "홍");
	assert_string_equal(request.mobile, "+82 10-0000-1234");
	assert_string_equal(request.vin, "ZN6PMDE26R7000110");
	assert_int_equal(request.mileage, 18250);
	assert_string_equal(request.request, "제동할 때 앞에서 끼익 소리가 납니다");
	assert_int_equal(request.work_count, 1);
	assert_true(request.attends_foreman);
	assert_false(request.attends_technician);
	assert_true(request.immobilised);
	assert_int_equal(request.wish_count, 2);
	assert_true(request.wishes[0].has_date);
	assert_int_equal(request.wishes[0].half, HALF_AM);
	assert_int_equal(request.wishes[0].minute, -1);
	assert_false(request.wishes[1].has_date);
	assert_int_equal(request.wishes[1].minute, 9 * 60 + 30);
	assert_int_equal(request.mobility_count, 2);
	assert_int_equal(request.mobility[1], MOBILITY_TAXI);
	assert_int_equal(request.declined, 1U << MOBILITY_PUD);
	assert_int_equal(request.consent_contact, CONTACT_PHONE);
	assert_int_equal(request.consent_appointment, CONTACT_SMS);
	assert_int_equal(request.consent_service, CONTACT_NO);
	assert_string_equal(request.override_by, "kim.s");
	assert_true(request.slot.given);
	assert_int_equal(request.slot.minute, 9 * 60 + 30);
	assert_null(request.slot.unit);
	assert_true(request.slot.handback_given);
	assert_int_equal(request.slot.handback_minutes, 15);
	arena_finish(&arena);
}

static void test_least(void **state)
{
	struct arena arena = { 0 };
	struct booking_request request;
	struct error err;
	assert_true(parse("{\"work\": [\"OIL\"], \"vehicle\": {\"plate\": \"123가4567\"}}", false, &arena,
			  &request, &err));
	assert_int_equal(request.channel, CHANNEL_PHONE);
	assert_int_equal(request.mileage, -1);
	assert_int_equal(request.consent_contact, CONTACT_UNASKED);
	assert_false(request.slot.given);
	assert_false(request.has_customer);
	arena_finish(&arena);
}

/* What is wrong, and what the message has to name. */
static void test_mistakes(void **state)
{
	static const struct {
		const char *text;
		const char *named;
		bool book;
	} cases[] = {
		{ "", "not JSON", false },
		{ "{", "not JSON", false },
		{ "[]", "not a JSON object", false },
		{ "null", "not JSON", false },
		{ "\xef\xbb\xbf[]", "not a JSON object", false },
		{ "{} {}", "behind its end", false },
		{ "{\"work\" 7}", "a bracket, comma, colon or value is wrong or missing: '7'", false },
		{ "{\"work\": [\"OIL\"], \"work\": [\"OIL\"]}", "duplicate", false },
		{ "{\"work\": [\"OIL\"], \"vehicle\": {\"plate\": \"\\u0000\"}}", "not JSON", false },
		{ "{\"work\": [\"\xff\"]}", "not JSON", false },
		{ "{\"wrok\": 1, \"work\": 7}", "\"wrok\"", false },
		{ "{\"work\": 7, \"slot\": {\"dat\": 1}}", "\"slot.dat\"", false },
		{ "{\"work\": 7, \"slot\": {\"handback\": {\"tim\": 1}}}", "\"slot.handback.tim\"", false },
		{ "{\"work\": 7, \"wishes\": [{\"date\": \"2026-11-25\"}, {\"day\": 1}]}", "\"wishes.day\"",
		  false },
		{ "{\"vehicle\": {\"vin\": \"x\"}}", "work", false },
		{ "{\"work\": [], \"vehicle\": {\"vin\": \"x\"}}", "work", false },
		{ "{\"work\": [7], \"vehicle\": {}}", "work", false },
		{ "{\"work\": [\"OIL\"]}", "customer", false },
		{ "{\"work\": [\"OIL\"], \"vehicle\": \"x\"}", "vehicle", false },
		{ "{\"work\": [\"OIL\"], \"vehicle\": {\"mileage\": -1}}", "vehicle.mileage", false },
		{ "{\"work\": [\"OIL\"], \"vehicle\": {\"mileage\": 1.5}}", "vehicle.mileage", false },
		{ "{\"work\": [\"OIL\"], \"vehicle\": {\"unit\": \"feet\"}}", "vehicle.unit", false },
		{ "{\"work\": [\"OIL\"], \"channel\": \"pigeon\", \"vehicle\": {}}", "pigeon", false },
		{ "{\"work\": [\"OIL\"], \"earliest\": \"24.11.2026\", \"vehicle\": {}}", "earliest", false },
		{ "{\"work\": [\"OIL\"], \"earliest\": \"2026-02-30\", \"vehicle\": {}}", "earliest", false },
		{ "{\"work\": [\"OIL\"], \"vehicle\": {}, \"mobility\": [\"bus\"]}", "bus", false },
		{ "{\"work\": [\"OIL\"], \"vehicle\": {}, \"attendance\": [\"dog\"]}", "dog", false },
		{ "{\"work\": [\"OIL\"], \"vehicle\": {}, \"wishes\": [{\"half\": \"noon\"}]}", "wishes.half",
		  false },
		{ "{\"work\": [\"OIL\"], \"vehicle\": {}, \"wishes\": [{\"time\": \"25:00\"}]}",
		  "wishes.time", false },
		{ "{\"work\": [\"OIL\"], \"vehicle\": {}, \"wishes\": [7]}", "wishes", false },
		{ "{\"work\": [\"OIL\"], \"vehicle\": {}, \"consent\": {\"contact\": true}}",
		  "consent.contact", false },
		{ "{\"work\": [\"OIL\"], \"vehicle\": {}, \"consent\": {\"contact\": \"fax\"}}",
		  "consent.contact", false },
		{ "{\"work\": [\"OIL\"], \"vehicle\": {}, \"workshop_return\": \"no\"}", "workshop_return",
		  false },
		{ "{\"work\": [\"OIL\"], \"vehicle\": {}, \"override\": {\"by\": \"kim.s\"}}", "override",
		  false },
		{ "{\"work\": [\"OIL\"], \"vehicle\": {}, \"slot\": {\"date\": \"2026-11-24\"}}", "slot",
		  false },
		{ "{\"work\": [\"OIL\"], \"vehicle\": {}}", "slot", true },
		{ "{\"work\": [\"OIL\"], \"vehicle\": {}, \"slot\": {\"date\": \"2026-11-24\", \"time\": "
		  "\"09:00\"}}",
		  "request", true },
		{ "{\"work\": [\"OIL\"], \"customer\": {\"type\": \"robot\"}}", "customer.type", false },
	};
	for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
		struct arena arena = { 0 };
		struct booking_request request = { .mileage = 4711 };
		struct error err = { 0 };
		assert_false(parse(cases[i].text, cases[i].book, &arena, &request, &err));
		assert_int_equal(err.code, ERROR_INPUT);
		if (!strstr(err.text, cases[i].named))
			fail_msg("%s: \"%s\" does not name %s", cases[i].text, err.text, cases[i].named);
		assert_int_equal(request.mileage, 4711); /* untouched */
		arena_finish(&arena);
	}
}

/* Names lose what never belongs into a line; the customer's words keep every byte. */
static void test_bytes(void **state)
{
	struct arena arena = { 0 };
	struct booking_request request;
	struct error err;
	assert_true(parse("{\"work\": [\"OIL\"], \"request\": \" a\\u001b[31m\\u202eb\\n \","
			  " \"customer\": {\"family\": \" H\\u001b[31mo\\u202eng \"}}",
			  false, &arena, &request, &err));
	assert_string_equal(request.request, " a\x1b[31m\xe2\x80\xae"
					     "b\n ");
	assert_string_equal(request.family, "H[31mong");
	arena_finish(&arena);
}

static void test_deep(void **state)
{
	enum { DEPTH = 100000 };
	static char text[2 * DEPTH + 1];
	struct arena arena = { 0 };
	struct booking_request request;
	struct error err;
	memset(text, '[', DEPTH);
	memset(text + DEPTH, ']', DEPTH);
	assert_false(parse(text, false, &arena, &request, &err));
	assert_int_equal(err.code, ERROR_INPUT);
	arena_finish(&arena);
}

/* Any bytes: a request or a message, nothing else. */
static void test_mutations(void **state)
{
	enum { ROUNDS = 20000, BYTES = 6 };
	const char *given = getenv("SEED");
	unsigned seed = given ? (unsigned)strtoul(given, NULL, 10) : 20261123;
	char text[sizeof whole];
	print_message("# seed %u\n", seed);
	for (int round = 0; round < ROUNDS; round++) {
		struct arena arena = { 0 };
		struct booking_request request;
		struct error err = { 0 };
		size_t len = sizeof whole - 1;
		memcpy(text, whole, sizeof whole);
		for (int i = 0; i < BYTES; i++)
			text[(size_t)rand_r(&seed) % len] = "{}[]\":,0-e\\\xea\xff\n"[rand_r(&seed) % 14];
		len -= (size_t)rand_r(&seed) % 40;
		if (!request_json_parse(text, len, round % 2, &arena, &request, &err)) {
			assert_int_equal(err.code, ERROR_INPUT);
			assert_true(err.text[0] != '\0');
		} else {
			assert_in_range(request.work_count, 1, REQUEST_WORK_MAX);
		}
		arena_finish(&arena);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_whole), cmocka_unit_test(test_least), cmocka_unit_test(test_mistakes),
		cmocka_unit_test(test_bytes), cmocka_unit_test(test_deep),  cmocka_unit_test(test_mutations),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
