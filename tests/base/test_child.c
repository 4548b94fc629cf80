#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <fcntl.h>
#include <signal.h>
#include <string.h>
#include <unistd.h>

#include "base/child.h"

#define ARGV(...) ((const char *const[]){ __VA_ARGS__, NULL })

static void input_goes_in_and_output_comes_back(void **state)
{
	/* Larger than a pipe holds, so that both ends must be served in turn. */
	static char text[300000];
	memset(text, 'k', sizeof text);
	struct buffer out = { 0 };
	struct error err;
	int status = -1;
	struct child child = {
		.argv = ARGV("/bin/cat"), .input = text, .input_len = sizeof text, .output.into = &out
	};
	assert_true(child_run(&child, &status, &err));
	assert_int_equal(status, 0);
	assert_int_equal(out.len, sizeof text);
	assert_memory_equal(out.text, text, sizeof text);
	buffer_finish(&out);
}

static void the_exit_status_comes_back(void **state)
{
	struct error err;
	int status = -1;
	struct child child = { .argv = ARGV("/bin/sh", "-c", "exit 75") };
	assert_true(child_run(&child, &status, &err));
	assert_int_equal(status, 75);
	child.argv = ARGV("/bin/sh", "-c", "kill -TERM $$");
	assert_true(child_run(&child, &status, &err));
	assert_int_equal(status, 128 + SIGTERM);
}

/* A service that ignores its children hands that on to who it starts. */
static void the_exit_status_comes_back_where_children_are_ignored(void **state)
{
	struct error err;
	int status = -1;
	struct child child = { .argv = ARGV("/bin/sh", "-c", "exit 75") };
	void (*before)(int) = signal(SIGCHLD, SIG_IGN);
	assert_true(child_run(&child, &status, &err));
	assert_int_equal(status, 75);
	assert_ptr_equal(signal(SIGCHLD, before), SIG_IGN);
}

static void who_does_not_read_does_no_harm(void **state)
{
	static char text[300000];
	memset(text, 'k', sizeof text);
	struct error err;
	int status = -1;
	struct child child = { .argv = ARGV("/bin/true"), .input = text, .input_len = sizeof text };
	assert_true(child_run(&child, &status, &err));
	assert_int_equal(status, 0);
}

static void what_is_not_there_is_told(void **state)
{
	struct error err = { 0 };
	int status = -1;
	struct child child = { .argv = ARGV("/no/such/program") };
	assert_false(child_run(&child, &status, &err));
	assert_int_equal(err.code, ERROR_SYSTEM);
	assert_non_null(strstr(err.text, "/no/such/program"));
	assert_int_equal(status, -1);
}

static void who_takes_too_long_is_ended_whole(void **state)
{
	struct buffer out = { 0 };
	struct error err = { 0 };
	int status = -1;
	struct child child = { .argv = ARGV("/bin/sh", "-c", "echo begun; sleep 600 & wait"),
			       .output.into = &out,
			       .timeout_ms = 200 };
	assert_false(child_run(&child, &status, &err));
	assert_int_equal(err.code, ERROR_BUSY);
	buffer_finish(&out);
}

static void who_leaves_somebody_behind_is_not_waited_for(void **state)
{
	struct buffer out = { 0 };
	struct error err = { 0 };
	int status = -1;
	struct child child = { .argv = ARGV("/bin/sh", "-c", "sleep 3 & echo done"),
			       .output.into = &out,
			       .timeout_ms = 2500 };
	assert_true(child_run(&child, &status, &err));
	assert_string_equal(buffer_text(&out), "done\n");
	buffer_finish(&out);
}

static void complaints_are_kept_apart(void **state)
{
	struct buffer out = { 0 }, told = { 0 };
	struct error err = { 0 };
	int status = -1;
	struct child child = { .argv = ARGV("/bin/sh", "-c", "echo yes; echo no >&2"),
			       .output.into = &out,
			       .errors.into = &told };
	assert_true(child_run(&child, &status, &err));
	assert_string_equal(buffer_text(&out), "yes\n");
	assert_string_equal(buffer_text(&told), "no\n");
	buffer_finish(&out);
	buffer_finish(&told);
}

/* A descriptor that somebody forgot to close stays here; a watched signal is an ordinary one there. */
static void nothing_of_ours_is_inherited(void **state)
{
	struct buffer out = { 0 };
	struct error err = { 0 };
	int status = -1, fd = open("/dev/null", O_RDONLY);
	sigset_t term, before;
	sigemptyset(&term);
	sigaddset(&term, SIGTERM);
	sigprocmask(SIG_BLOCK, &term, &before);
	int high = dup2(fd, 9);
	struct child child = {
		.argv = ARGV("/bin/sh", "-c",
			     "test -e /proc/self/fd/9 && echo leaked; kill -TERM $$; echo alive"),
		.output.into = &out,
	};
	assert_true(child_run(&child, &status, &err));
	sigprocmask(SIG_SETMASK, &before, NULL);
	close(fd);
	close(high);
	assert_string_equal(buffer_text(&out), "");
	assert_int_equal(status, 128 + SIGTERM);
	buffer_finish(&out);
}

static void endless_output_is_cut(void **state)
{
	struct buffer out = { 0 };
	struct error err = { 0 };
	int status = -1;
	struct child child = { .argv = ARGV("/usr/bin/head", "-c", "3000000", "/dev/zero"),
			       .output.into = &out };
	assert_true(child_run(&child, &status, &err));
	assert_int_equal(out.len, CHILD_OUTPUT_MAX);
	buffer_finish(&out);
}

static void words_are_parted(void **state)
{
	static const struct {
		const char *text, *words; /* with | between */
	} cases[] = {
		{ "/usr/sbin/sendmail -t -i", "/usr/sbin/sendmail|-t|-i" },
		{ "  find\t홍길동  ", "find|홍길동" },
		{ "find 'a b' \"c d\"", "find|a b|c d" },
		{ "a\\ b '' c\"d e\"f", "a b||cd ef" },
		{ "\"a \\\" \\n\" '\\'", "a \" \\n|\\" },
		{ "x; rm -rf $HOME | `id` > f &", "x;|rm|-rf|$HOME|||`id`|>|f|&" },
	};
	for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
		struct arena arena = { 0 };
		struct error err = { 0 };
		struct buffer got = { 0 };
		const char *const *argv;
		size_t count;
		assert_true(child_split(cases[i].text, 12, &arena, &argv, &count, &err));
		for (size_t n = 0; n < count; n++)
			buffer_printf(&got, "%s%s", n ? "|" : "", argv[n]);
		assert_null(argv[count]);
		assert_string_equal(buffer_text(&got), cases[i].words);
		buffer_finish(&got);
		arena_finish(&arena);
	}
}

static void what_is_no_command_is_refused(void **state)
{
	static const char *const cases[] = { "",        "   ",  "find 'a", "find \"a\\\"",
					     "find \\", "a\nb", "a\033b",  "1 2 3 4" };
	for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
		struct arena arena = { 0 };
		struct error err = { 0 };
		const char *const *argv = NULL;
		size_t count = 7;
		assert_false(child_split(cases[i], 3, &arena, &argv, &count, &err));
		assert_int_equal(err.code, ERROR_INPUT);
		assert_null(argv);
		assert_int_equal(count, 7);
		arena_finish(&arena);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(input_goes_in_and_output_comes_back),
		cmocka_unit_test(the_exit_status_comes_back),
		cmocka_unit_test(the_exit_status_comes_back_where_children_are_ignored),
		cmocka_unit_test(who_does_not_read_does_no_harm),
		cmocka_unit_test(what_is_not_there_is_told),
		cmocka_unit_test(who_takes_too_long_is_ended_whole),
		cmocka_unit_test(who_leaves_somebody_behind_is_not_waited_for),
		cmocka_unit_test(complaints_are_kept_apart),
		cmocka_unit_test(nothing_of_ours_is_inherited),
		cmocka_unit_test(endless_output_is_cut),
		cmocka_unit_test(words_are_parted),
		cmocka_unit_test(what_is_no_command_is_refused),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
