/* A call that is cut off loses nothing: the process killed, told to end, hung up on, the line dropped. */
#include <poll.h>
#include <setjmp.h>
#include <signal.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include <cmocka.h>

#include "desk_site.h"

static const char words[] = "브레이크가 \"끼익\" 100% 합니다; naïve 🚗";
static const char drafts_with_words[] =
	"SELECT count(*) FROM draft WHERE instr(contents, '100% 합니다; naïve 🚗')";

/* A console in a call, the customer's words typed and not accepted. */
static struct vt *start_call(const struct desk_site *site)
{
	struct vt *vt = desk_site_ready(site, "kim.m", "en", 24, 80);
	assert_true(vt_keys(vt, "F12 Enter Enter"));
	assert_true(vt_wait(vt, "In the customer's words"));
	vt_type(vt, words);
	assert_true(vt_wait(vt, words));
	return vt;
}

/* The next start offers the draft; taken up, the words are there and can be gone on with. */
static void draft_is_offered_whole(const struct desk_site *site)
{
	struct vt *vt = desk_site_ready(site, "kim.m", "en", 24, 80);
	assert_true(vt_wait(vt, "Calls that were not finished"));
	assert_true(vt_key(vt, "Enter"));
	assert_true(vt_wait(vt, words));
	assert_true(vt_key(vt, "End"));
	vt_type(vt, "!?");
	char more[sizeof words + 2];
	snprintf(more, sizeof more, "%s!?", words);
	assert_true(vt_wait(vt, more));
	assert_true(desk_site_leave(vt));
	vt_finish(vt);
	assert_int_equal(desk_site_number(site, drafts_with_words), 1);
	assert_true(desk_site_sound(site));
}

static void ends_by_signal(const struct desk_site *site, int number)
{
	struct vt *vt = start_call(site);
	vt_signal(vt, number);
	int status;
	assert_true(vt_wait_exit(vt, &status));
	assert_int_equal(desk_site_number(site, drafts_with_words), 1);
	if (number == SIGTERM)
		assert_true(vt_restored(vt));
	vt_finish(vt);
	draft_is_offered_whole(site);
}

static void told_to_end(void **state)
{
	ends_by_signal(*state, SIGTERM);
}

static void hung_up_on(void **state)
{
	ends_by_signal(*state, SIGHUP);
}

static void line_drops(void **state)
{
	struct vt *vt = start_call(*state);
	vt_hang_up(vt);
	int status;
	assert_true(vt_wait_exit(vt, &status));
	assert_int_equal(desk_site_number(*state, drafts_with_words), 1);
	vt_finish(vt);
	draft_is_offered_whole(*state);
}

static void killed_two_seconds_after_the_last_key(void **state)
{
	struct vt *vt = start_call(*state);
	assert_true(desk_site_wait(*state, drafts_with_words, "1"));
	vt_signal(vt, SIGKILL);
	int status;
	assert_true(vt_wait_exit(vt, &status));
	assert_int_equal(status, -SIGKILL);
	vt_finish(vt);
	draft_is_offered_whole(*state);
}

static void killed_right_after_a_field(void **state)
{
	struct vt *vt = start_call(*state);
	assert_true(vt_key(vt, "Enter"));
	assert_true(vt_wait(vt, "Agrees"));
	assert_true(
		desk_site_wait(*state, drafts_with_words, "1")); /* behind the frame, before the next key */
	vt_signal(vt, SIGKILL);
	int status;
	assert_true(vt_wait_exit(vt, &status));
	vt_finish(vt);
	assert_int_equal(desk_site_number(*state, drafts_with_words), 1);
	vt = desk_site_ready(*state, "kim.m", "en", 24, 80);
	assert_true(vt_wait(vt, "Calls that were not finished"));
	assert_true(vt_key(vt, "Enter"));
	assert_true(vt_wait(vt, "Agrees"));
	assert_true(vt_key(vt, "PageUp"));
	assert_true(vt_wait(vt, words));
	assert_true(desk_site_leave(vt));
	vt_finish(vt);
}

/* --- while another desk writes --- */

/* More words, typed while nothing can be written: they are in no draft. */
static struct vt *type_while_locked(const struct desk_site *site, struct desk_site_writer **writer)
{
	struct vt *vt = start_call(site);
	assert_true(vt_key(vt, "Home"));
	*writer = desk_site_write(site);
	vt_type(vt, "LATE ");
	assert_true(vt_wait(vt, "LATE 브레이크"));
	return vt;
}

static const char late_drafts[] = "SELECT count(*) FROM draft WHERE instr(contents, 'LATE 브레이크')";

static void late_words_are_kept(const struct desk_site *site)
{
	assert_int_equal(desk_site_number(site, late_drafts), 1);
	struct vt *vt = desk_site_ready(site, "kim.m", "en", 24, 80);
	assert_true(vt_wait(vt, "Calls that were not finished"));
	assert_true(vt_key(vt, "Enter"));
	assert_true(vt_wait(vt, "LATE 브레이크"));
	assert_true(desk_site_leave(vt));
	vt_finish(vt);
	assert_true(desk_site_sound(site));
}

/* Ctrl+Q waits for its turn: half a second of another's writing is not worth a word. */
static void leaves_when_the_other_has_written(void **state)
{
	int status;
	struct desk_site_writer *writer;
	struct vt *vt = type_while_locked(*state, &writer);
	assert_true(vt_key(vt, "Ctrl+Q"));
	vt_redraw(vt, 500); /* as long as the other writes */
	assert_int_equal(desk_site_number(*state, late_drafts), 0);
	desk_site_written(writer);
	assert_true(vt_wait_exit(vt, &status));
	assert_int_equal(status, 0);
	assert_true(vt_restored(vt));
	vt_finish(vt);
	late_words_are_kept(*state);
}

/* Held longer than it waits: the console stays, says why, and the key does it afterwards. */
static void stays_and_says_why_while_the_lock_is_held(void **state)
{
	struct desk_site_writer *writer;
	struct vt *vt = type_while_locked(*state, &writer);
	assert_true(vt_key(vt, "Ctrl+Q"));
	assert_true(vt_wait(vt, "busy, another program is writing"));
	assert_true(vt_has(vt, "LATE 브레이크"));
	assert_int_equal(kill(vt_pid(vt), 0), 0);
	vt_type(vt, "VERY ");
	assert_true(vt_wait(vt, "LATE VERY 브레이크"));
	assert_int_equal(desk_site_number(*state, late_drafts), 0);
	vt_type(vt, "\b\b\b\b\b");
	assert_true(vt_wait(vt, "LATE 브레이크"));
	desk_site_written(writer);
	assert_true(desk_site_leave(vt));
	vt_finish(vt);
	late_words_are_kept(*state);
}

/* Told to end, or the line gone, nobody can be asked to try again: it waits longer. */
static void a_dropped_line_waits_for_the_other(void **state)
{
	int status;
	struct desk_site_writer *writer;
	struct vt *vt = type_while_locked(*state, &writer);
	vt_hang_up(vt);
	poll(NULL, 0, 2500); /* as long as the other writes: longer than Ctrl+Q waits */
	assert_int_equal(kill(vt_pid(vt), 0), 0);
	desk_site_written(writer);
	assert_true(vt_wait_exit(vt, &status));
	vt_finish(vt);
	late_words_are_kept(*state);
}

static void killed_with_two_calls_parked(void **state)
{
	struct vt *vt = start_call(*state);
	assert_true(vt_key(vt, "F11"));
	assert_true(vt_wait(vt, "No call is in front"));
	assert_true(vt_keys(vt, "F12 Enter Enter"));
	assert_true(vt_wait(vt, "In the customer's words"));
	vt_type(vt, "second caller");
	assert_true(vt_key(vt, "F11"));
	assert_true(vt_wait(vt, "No call is in front"));
	assert_true(desk_site_wait(*state, drafts_with_words, "1")); /* both are written behind the frame */
	assert_true(desk_site_wait(*state,
				   "SELECT count(*) FROM draft WHERE instr(contents, 'second caller')", "1"));
	vt_signal(vt, SIGKILL);
	int status;
	assert_true(vt_wait_exit(vt, &status));
	vt_finish(vt);
	vt = desk_site_ready(*state, "kim.m", "en", 24, 80);
	assert_true(vt_wait(vt, "Calls that were not finished"));
	assert_true(vt_key(vt, "2"));
	assert_true(vt_wait(vt, "second caller"));
	assert_true(vt_key(vt, "Alt+Up"));
	assert_true(vt_wait(vt, words));
	assert_true(desk_site_leave(vt));
	vt_finish(vt);
}

static void another_operator_is_not_offered_it(void **state)
{
	struct vt *vt = start_call(*state);
	assert_true(desk_site_leave(vt));
	vt_finish(vt);
	assert_int_equal(desk_site_number(*state, drafts_with_words), 1);
	vt = desk_site_ready(*state, "noh.e", "en", 24, 80);
	assert_true(vt_wait(vt, "No call is in front"));
	assert_false(vt_has(vt, "not finished"));
	assert_true(desk_site_leave(vt));
	vt_finish(vt);
}

static void broken_drafts_do_not_keep_the_console_from_starting(void **state)
{
	static const char *const contents[] = {
		"''",
		"'no draft at all'",
		"char(27) || ']0;x' || char(7)",
		"char(255)",
		"'{' || char(10) || '\\x'",
		"'words=' || replace(hex(zeroblob(50000)), '0', 'w')",
	};
	struct desk_site *site = *state;
	for (size_t i = 0; i < sizeof contents / sizeof *contents; i++) {
		char sql[256];
		snprintf(sql, sizeof sql, "INSERT INTO draft VALUES ('kim.m', %zu, 1, %s)", i + 1,
			 contents[i]);
		desk_site_query(site, sql);
	}
	assert_int_equal(desk_site_number(site, "SELECT count(*) FROM draft"), 6);
	struct vt *vt = desk_site_ready(site, "kim.m", "en", 24, 80);
	assert_true(vt_keys(vt, "Enter F2"));
	assert_true(vt_wait_line(vt, 23, "Help"));
	assert_true(desk_site_leave(vt));
	vt_finish(vt);
	assert_true(desk_site_sound(site));
}

int main(void)
{
#define SITE_TEST(f) cmocka_unit_test_setup_teardown(f, desk_site_open, desk_site_close)
	const struct CMUnitTest tests[] = {
		SITE_TEST(told_to_end),
		SITE_TEST(hung_up_on),
		SITE_TEST(line_drops),
		SITE_TEST(killed_two_seconds_after_the_last_key),
		SITE_TEST(killed_right_after_a_field),
		SITE_TEST(leaves_when_the_other_has_written),
		SITE_TEST(stays_and_says_why_while_the_lock_is_held),
		SITE_TEST(a_dropped_line_waits_for_the_other),
		SITE_TEST(killed_with_two_calls_parked),
		SITE_TEST(another_operator_is_not_offered_it),
		SITE_TEST(broken_drafts_do_not_keep_the_console_from_starting),
	};
	return cmocka_run_group_tests(tests, desk_site_prepare, desk_site_discard);
}
