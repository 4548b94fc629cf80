#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "loop/loop.h"

/* What the callbacks did, in order. */
struct diary {
	struct loop *loop;
	char text[64];
	int64_t again; /* a timer that sets itself anew this often */
	int64_t at;
};

static void note(struct diary *diary, char c)
{
	size_t len = strlen(diary->text);
	if (len + 1 < sizeof diary->text) {
		diary->text[len] = c;
		diary->text[len + 1] = '\0';
	}
}

static void note_a(void *context)
{
	note(context, 'a');
}

static void note_b(void *context)
{
	note(context, 'b');
}

static void note_sleep(void *context)
{
	note(context, '.');
}

static void note_again(void *context)
{
	struct diary *diary = context;
	note(diary, 'r');
	if (diary->again-- > 0)
		loop_set_timer(diary->loop, 0, note_again, diary);
	else
		loop_stop(diary->loop);
}

static void note_byte(void *context, int fd, short events)
{
	char c;
	if (read(fd, &c, 1) == 1)
		note(context, c);
}

static void unwatch_itself(void *context, int fd, short events)
{
	struct diary *diary = context;
	note_byte(diary, fd, events);
	loop_unwatch_fd(diary->loop, fd);
}

static void note_signal(void *context, int sig)
{
	note(context, sig == SIGHUP ? 'H' : sig == SIGWINCH ? 'W' : '?');
}

static struct diary diary_start(void)
{
	struct diary diary = { .loop = loop_create(NULL) };
	assert_non_null(diary.loop);
	return diary;
}

static void turn(struct diary *diary)
{
	assert_true(loop_turn(diary->loop, 0, NULL));
}

static void timers_in_their_order(void **state)
{
	struct diary diary = diary_start();
	int64_t now = loop_now();
	loop_set_timer(diary.loop, now - 5, note_b, &diary);
	loop_set_timer(diary.loop, now - 9, note_a, &diary);
	turn(&diary);
	assert_string_equal(diary.text, "ab");
	turn(&diary);
	assert_string_equal(diary.text, "ab");
	loop_destroy(diary.loop);
}

static void timer_moves_and_goes(void **state)
{
	struct diary diary = diary_start();
	loop_set_timer(diary.loop, 0, note_a, &diary);
	loop_set_timer(diary.loop, loop_now() + 1000000, note_a, &diary);
	loop_set_timer(diary.loop, 0, note_b, &diary);
	loop_cancel_timer(diary.loop, note_b, &diary);
	turn(&diary);
	assert_string_equal(diary.text, "");
	loop_destroy(diary.loop);
}

static void timer_wakes_the_loop(void **state)
{
	struct diary diary = diary_start();
	int64_t start = loop_now();
	loop_set_timer(diary.loop, start + 3, note_a, &diary);
	while (!diary.text[0])
		assert_true(loop_turn(diary.loop, 2000, NULL));
	assert_true(loop_now() >= start + 3);
	assert_true(loop_now() < start + 1000);
	assert_true(loop_wakeups(diary.loop) <= 2);
	loop_destroy(diary.loop);
}

static void timer_that_sets_itself_starves_nobody(void **state)
{
	struct diary diary = diary_start();
	int pipe_fds[2];
	assert_int_equal(pipe(pipe_fds), 0);
	diary.again = 2;
	loop_set_timer(diary.loop, 0, note_again, &diary);
	loop_watch_fd(diary.loop, pipe_fds[0], POLLIN, unwatch_itself, &diary);
	assert_int_equal(write(pipe_fds[1], "x", 1), 1);
	assert_true(loop_run(diary.loop, NULL));
	assert_string_equal(diary.text, "xrrr");
	close(pipe_fds[0]);
	close(pipe_fds[1]);
	loop_destroy(diary.loop);
}

static void descriptors_come_and_go(void **state)
{
	struct diary diary = diary_start();
	int fds[20][2];
	for (int i = 0; i < 20; i++) {
		assert_int_equal(pipe(fds[i]), 0);
		loop_watch_fd(diary.loop, fds[i][0], POLLIN, i % 2 ? note_byte : unwatch_itself, &diary);
		char c = (char)('a' + i);
		assert_int_equal(write(fds[i][1], &c, 1), 1);
		assert_int_equal(write(fds[i][1], &c, 1), 1);
	}
	turn(&diary);
	assert_string_equal(diary.text, "abcdefghijklmnopqrst");
	diary.text[0] = '\0';
	turn(&diary);
	turn(&diary);
	assert_string_equal(diary.text, "bdfhjlnprt");
	for (int i = 0; i < 20; i++) {
		close(fds[i][0]);
		close(fds[i][1]);
	}
	loop_destroy(diary.loop);
}

static void hang_up_of_a_descriptor_is_told(void **state)
{
	struct diary diary = diary_start();
	int pipe_fds[2];
	assert_int_equal(pipe(pipe_fds), 0);
	loop_watch_fd(diary.loop, pipe_fds[0], POLLIN, unwatch_itself, &diary);
	close(pipe_fds[1]);
	uint64_t before = loop_wakeups(diary.loop);
	turn(&diary);
	assert_int_equal(loop_wakeups(diary.loop), before + 1);
	close(pipe_fds[0]);
	loop_destroy(diary.loop);
}

static void signals_are_callbacks(void **state)
{
	struct diary diary = diary_start();
	assert_true(loop_watch_signal(diary.loop, SIGHUP, note_signal, &diary, NULL));
	assert_true(loop_watch_signal(diary.loop, SIGWINCH, note_signal, &diary, NULL));
	raise(SIGHUP);
	raise(SIGWINCH);
	assert_string_equal(diary.text, "");
	turn(&diary);
	assert_int_equal(strlen(diary.text), 2);
	assert_non_null(strchr(diary.text, 'H'));
	assert_non_null(strchr(diary.text, 'W'));
	raise(SIGHUP); /* must not strike once the loop is gone */
	loop_destroy(diary.loop);
	sigset_t mask;
	sigprocmask(SIG_BLOCK, NULL, &mask);
	assert_false(sigismember(&mask, SIGHUP));
}

static void paints_before_it_sleeps(void **state)
{
	struct diary diary = diary_start();
	loop_before_sleep(diary.loop, note_sleep, &diary);
	loop_set_timer(diary.loop, 0, note_a, &diary);
	turn(&diary);
	turn(&diary);
	assert_string_equal(diary.text, ".a.");
	loop_destroy(diary.loop);
}

static void idle_loop_sleeps(void **state)
{
	struct diary diary = diary_start();
	assert_true(loop_watch_signal(diary.loop, SIGHUP, note_signal, &diary, NULL));
	uint64_t before = loop_wakeups(diary.loop);
	int64_t start = loop_now();
	assert_true(loop_turn(diary.loop, 30, NULL));
	assert_true(loop_now() >= start + 29);
	assert_int_equal(loop_wakeups(diary.loop), before + 1);
	loop_set_timer(diary.loop, loop_now() + 1, note_a, &diary);
	turn(&diary);
	loop_cancel_timer(diary.loop, note_a, &diary);
	start = loop_now();
	assert_true(loop_turn(diary.loop, 30, NULL)); /* the armed clock is disarmed with its timer */
	assert_true(loop_now() >= start + 29);
	loop_destroy(diary.loop);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(timers_in_their_order),
		cmocka_unit_test(timer_moves_and_goes),
		cmocka_unit_test(timer_wakes_the_loop),
		cmocka_unit_test(timer_that_sets_itself_starves_nobody),
		cmocka_unit_test(descriptors_come_and_go),
		cmocka_unit_test(hang_up_of_a_descriptor_is_told),
		cmocka_unit_test(signals_are_callbacks),
		cmocka_unit_test(paints_before_it_sleeps),
		cmocka_unit_test(idle_loop_sleeps),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
