#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "model/line.h"

enum { EVENTS_MAX = 32 };

/* A whole call: two holds of 23.2 s and 31 s, a transfer of 4 s, ring on the third ring of 3 s. */
static const char *const whole[] = {
	"ringing call=a from=01000001234 to=201 at=1763769600000",
	"answered call=a to=201 at=1763769607400",
	"hold call=a at=1763769695000",
	"resume call=a at=1763769718200",
	"hold call=a at=1763769800000",
	"resume call=a at=1763769831000",
	"transferred call=a to=301 at=1763769900000",
	"answered call=a to=301 at=1763769904000",
	"hangup call=a at=1763770012000",
};
enum { WHOLE = sizeof whole / sizeof whole[0] };

static struct line_event event_of(const char *text)
{
	struct line_event event;
	struct error err = { 0 };
	if (!line_event_parse(text, &event, &err))
		fail_msg("%s: %s", text, err.text);
	return event;
}

static struct line_state fold(const char *const *lines, size_t count)
{
	struct line_event events[EVENTS_MAX];
	struct line_state state = { 0 };
	for (size_t i = 0; i < count; i++)
		events[i] = event_of(lines[i]);
	line_sort(events, count);
	for (size_t i = 0; i < count; i++)
		line_apply(&state, &events[i]);
	return state;
}

static void check_whole(const struct line_state *state)
{
	assert_int_equal(state->phase, LINE_ENDED);
	assert_int_equal(state->rang, 1763769600000);
	assert_int_equal(state->answered - state->rang, 7400);
	assert_int_equal(state->ended, 1763770012000);
	assert_string_equal(state->number, "01000001234");
	assert_string_equal(state->extension, "301");
	assert_int_equal(state->wait_count, 3);
	assert_int_equal(state->waits[0].to - state->waits[0].from, 23200);
	assert_int_equal(state->waits[1].to - state->waits[1].from, 31000);
	assert_int_equal(state->waits[2].to - state->waits[2].from, 4000);
	assert_false(state->waits[1].transfer);
	assert_true(state->waits[2].transfer);
}

static void a_call_in_order(void **state)
{
	struct line_state line = fold(whole, WHOLE);
	check_whole(&line);
}

/* Any order, some told twice: the same call. */
static void any_order_and_twice(void **state)
{
	const char *seed_text = getenv("SEED");
	unsigned seed = seed_text ? (unsigned)strtoul(seed_text, NULL, 10) : 20261123u;
	print_message("# SEED=%u\n", seed);
	srand(seed);
	for (int round = 0; round < 2000; round++) {
		const char *lines[2 * WHOLE];
		size_t count = WHOLE;
		memcpy(lines, whole, sizeof whole);
		for (size_t i = 0; i < WHOLE; i++)
			if (rand() % 3 == 0)
				lines[count++] = whole[i];
		for (size_t i = count - 1; i > 0; i--) {
			size_t j = (size_t)rand() % (i + 1);
			const char *other = lines[i];
			lines[i] = lines[j];
			lines[j] = other;
		}
		struct line_state line = fold(lines, count);
		check_whole(&line);
	}
}

/* Without times the order of coming is all there is; the state never goes back. */
static void answered_before_ringing(void **state)
{
	static const char *const lines[] = { "answered call=a to=201 at=1763769600000",
					     "ringing call=a from=0212345678 to=201 at=1763769600001" };
	struct line_state line = fold(lines, 2);
	assert_int_equal(line.phase, LINE_TALKS);
	assert_int_equal(line.rang, line.answered);
	assert_string_equal(line.number, "0212345678");
}

static void what_makes_no_sense_is_passed_by(void **state)
{
	static const char *const lines[] = {
		"ringing call=a from=1 to=201 at=1763769600000",
		"ringing call=a from=1 to=201 at=1763769601000",
		"answered call=a to=201 at=1763769602000",
		"resume call=a at=1763769603000",
		"transferred call=a to=301 at=1763769604000",
		"transferred call=a to=302 at=1763769605000",
		"resume call=a at=1763769606000",
		"resume call=a at=1763769607000",
		"hangup call=a at=1763769608000",
		"hold call=a at=1763769609000",
		"answered call=a at=1763769610000",
		"hangup call=a at=1763769611000",
	};
	struct line_state line = fold(lines, sizeof lines / sizeof lines[0]);
	assert_int_equal(line.phase, LINE_ENDED);
	assert_int_equal(line.rang, 1763769600000);
	assert_int_equal(line.ended, 1763769608000);
	assert_int_equal(line.wait_count, 1);
	assert_int_equal(line.waits[0].to - line.waits[0].from, 2000);
}

static void hung_up_while_on_hold(void **state)
{
	static const char *const lines[] = { "ringing call=a at=1763769600000",
					     "hold call=a at=1763769605000",
					     "hangup call=a at=1763769640000" };
	struct line_state line = fold(lines, 3);
	assert_int_equal(line.answered, 1763769605000);
	assert_int_equal(line.waits[0].to, 1763769640000);
}

static void sent_on_before_it_was_answered(void **state)
{
	static const char *const lines[] = { "ringing call=a to=201 at=1763769600000",
					     "transferred call=a to=202 at=1763769606000",
					     "ringing call=a to=202 at=1763769606500" };
	struct line_state line = fold(lines, 3);
	assert_int_equal(line.phase, LINE_RINGS);
	assert_int_equal(line.rang, 1763769600000);
	assert_int_equal(line.wait_count, 0);
	assert_string_equal(line.extension, "202");
}

static void more_holds_than_there_is_room_for(void **state)
{
	struct line_state line = { 0 };
	struct line_event event = event_of("answered call=a at=1763769600000");
	line_apply(&line, &event);
	for (int i = 0; i < 3 * LINE_WAITS_MAX; i++) {
		event.verb = i % 2 ? LINE_RESUME : LINE_HOLD;
		event.at++;
		line_apply(&line, &event);
	}
	assert_int_equal(line.wait_count, LINE_WAITS_MAX);
	assert_int_equal(line.waits[LINE_WAITS_MAX - 1].to - line.waits[LINE_WAITS_MAX - 1].from, 1);
}

/* As a SIP proxy told it of a real call. */
static void a_call_of_a_proxy(void **state)
{
	static const char *const lines[] = {
		"incoming call=ef55 from=01012345678 to=desk at=1763769600000",
		"ringing call=ef55 to=desk at=1763769600100",
		"answered call=ef55 to=desk at=1763769602000",
		"hold call=ef55 from=desk at=1763769603000",
		"resume call=ef55 from=desk at=1763769604000",
		"transferred call=ef55 from=desk to=desk2 at=1763769605000",
		"incoming call=ef55 from=01012345678 to=desk2 at=1763769605100",
		"answered call=ef55 to=desk2 at=1763769605200",
		"hangup call=ef55 from=desk2 at=1763769607000",
	};
	struct line_state line = fold(lines, sizeof lines / sizeof lines[0]);
	assert_string_equal(line.number, "01012345678");
	assert_string_equal(line.extension, "desk2");
	assert_int_equal(line.rang, 1763769600000);
	assert_int_equal(line.wait_count, 2);
	static const char *const nameless[] = { "ringing call=a to=desk at=1763769600000",
						"hold call=a from=desk at=1763769601000" };
	line = fold(nameless, 2);
	assert_string_equal(line.number, "");
}

static void numbers_of_exchanges(void **state)
{
	static const struct {
		const char *said, *number;
	} cases[] = {
		{ "010-1234-5678", "010-1234-5678" },
		{ "sip:+821012345678@10.0.0.1;user=phone", "+821012345678" },
		{ "tel:+82-2-555-1234;phone-context=x", "+82-2-555-1234" },
		{ "Anonymous", "" },
		{ "sip:anonymous@anonymous.invalid", "" },
		{ "", "" },
	};
	for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
		char text[200];
		snprintf(text, sizeof text, "ringing call=a from=%s to=sip:201@pbx name=홍길동",
			 cases[i].said);
		struct line_event event = event_of(text);
		assert_string_equal(event.number, cases[i].number);
		assert_string_equal(event.extension, "201");
		assert_int_equal(event.at, 0);
	}
}

static void what_is_no_event_is_refused(void **state)
{
	static const char *const bad[] = {
		"",
		"   ",
		"rings call=a",
		"ringing",
		"ringing call=",
		"ringing call",
		"ringing from=1 to=2",
		"ringing call=a 홍길동",
		"ringing call=a at=1",
		"ringing call=a at=99999999999999999999",
		"ringing call=a at=-176376960000",
		"ringing call=a at=17637696x0000",
		"ringing call=a\033[2J from=1",
		"ringing call=a from=\xff\xfe",
		"ringing call=a\xe2\x80\xae from=1",
		/* More words than an event can have. */
		"ringing call=a 1=2 1=2 1=2 1=2 1=2 1=2 1=2 1=2 1=2 1=2 1=2 1=2 1=2 1=2 1=2 1=2 1=2 1=2 1=2 1=2 1=2 1=2 1=2",
	};
	for (size_t i = 0; i < sizeof bad / sizeof bad[0]; i++) {
		struct line_event event = { .at = 7 };
		struct error err = { 0 };
		if (line_event_parse(bad[i], &event, &err))
			fail_msg("taken: %s", bad[i]);
		assert_int_equal(err.code, ERROR_INPUT);
		assert_int_equal(event.at, 7);
	}
}

static void too_long_is_refused(void **state)
{
	char text[LINE_TEXT_MAX + 200];
	struct line_event event;
	struct error err;
	static const int lengths[] = { LINE_CALL_SIZE, LINE_TEXT_MAX - 20, LINE_TEXT_MAX + 100 };
	for (size_t i = 0; i < sizeof lengths / sizeof lengths[0]; i++) {
		int at = snprintf(text, sizeof text, "ringing call=");
		memset(text + at, 'x', (size_t)lengths[i]);
		text[at + lengths[i]] = '\0';
		assert_false(line_event_parse(text, &event, &err));
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_call_in_order),
		cmocka_unit_test(any_order_and_twice),
		cmocka_unit_test(answered_before_ringing),
		cmocka_unit_test(what_makes_no_sense_is_passed_by),
		cmocka_unit_test(hung_up_while_on_hold),
		cmocka_unit_test(sent_on_before_it_was_answered),
		cmocka_unit_test(more_holds_than_there_is_room_for),
		cmocka_unit_test(a_call_of_a_proxy),
		cmocka_unit_test(numbers_of_exchanges),
		cmocka_unit_test(what_is_no_event_is_refused),
		cmocka_unit_test(too_long_is_refused),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
