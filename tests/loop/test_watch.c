#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/inotify.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <unistd.h>

#include "loop/watch.h"

struct place {
	char folder[64];
	char bell[96];
	char log[96];
	struct loop *loop;
	struct watch *watch;
	int rung; /* calls for the bell, number 7 */
	int logged;
};

static void count(void *context, int which)
{
	struct place *place = context;
	place->rung += which == 7;
	place->logged += which == 8;
}

static void touch(const char *path, const char *text)
{
	int fd = open(path, O_WRONLY | O_CREAT | O_APPEND, 0600);
	assert_true(fd >= 0);
	assert_int_equal(write(fd, text, strlen(text)), (ssize_t)strlen(text));
	close(fd);
}

static void start(struct place *place)
{
	*place = (struct place){ .folder = "/tmp/prenota-watch-XXXXXX" };
	assert_non_null(mkdtemp(place->folder));
	snprintf(place->bell, sizeof place->bell, "%s/bell", place->folder);
	snprintf(place->log, sizeof place->log, "%s/log", place->folder);
	place->loop = loop_create(NULL);
	assert_non_null(place->loop);
	place->watch = watch_create(place->loop, count, place);
}

static void finish(struct place *place)
{
	watch_destroy(place->watch);
	loop_destroy(place->loop);
	unlink(place->bell);
	unlink(place->log);
	assert_int_equal(rmdir(place->folder), 0);
}

static void turn(struct place *place)
{
	assert_true(loop_turn(place->loop, 0, NULL));
}

static void bell_is_heard(void **state)
{
	struct place place;
	start(&place);
	touch(place.bell, "");
	watch_add(place.watch, place.bell, 7);
	watch_add(place.watch, place.log, 8);
	assert_false(watch_is_polling(place.watch));
	turn(&place);
	assert_int_equal(place.rung, 0);
	assert_int_equal(utimensat(AT_FDCWD, place.bell, NULL, 0), 0);
	turn(&place);
	assert_int_equal(place.rung, 1);
	assert_int_equal(utimensat(AT_FDCWD, place.bell, NULL, 0), 0);
	assert_int_equal(utimensat(AT_FDCWD, place.bell, NULL, 0), 0);
	turn(&place);
	assert_int_equal(place.rung, 2);
	assert_int_equal(place.logged, 0);
	finish(&place);
}

static void file_made_later_is_heard(void **state)
{
	struct place place;
	start(&place);
	watch_add(place.watch, place.log, 8);
	turn(&place);
	touch(place.log, "");
	turn(&place);
	assert_int_equal(place.logged, 1);
	touch(place.log, "frame");
	turn(&place);
	assert_int_equal(place.logged, 2);
	finish(&place);
}

static void replaced_file_is_heard(void **state)
{
	struct place place;
	start(&place);
	touch(place.log, "a");
	watch_add(place.watch, place.log, 8);
	assert_int_equal(unlink(place.log), 0);
	turn(&place);
	assert_int_equal(place.logged, 1);
	touch(place.log, "b");
	turn(&place);
	assert_int_equal(place.logged, 2);
	touch(place.bell, "c");
	assert_int_equal(rename(place.bell, place.log), 0);
	turn(&place);
	assert_int_equal(place.logged, 3);
	touch(place.log, "d");
	turn(&place);
	assert_int_equal(place.logged, 4);
	finish(&place);
}

static void piecewise_file_calls_once(void **state)
{
	struct place place;
	start(&place);
	touch(place.log, "a");
	watch_add_once(place.watch, place.log, 8);
	for (int i = 0; i < 3; i++) {
		touch(place.log, "page");
		turn(&place);
	}
	assert_int_equal(place.logged, 1);
	watch_again(place.watch, 8);
	turn(&place);
	assert_int_equal(place.logged, 1);
	touch(place.log, "page");
	turn(&place);
	turn(&place);
	assert_int_equal(place.logged, 2);
	assert_int_equal(unlink(place.log), 0);
	touch(place.log, "b"); /* a new one is told by its folder */
	turn(&place);
	assert_int_equal(place.logged, 3);
	watch_again(place.watch, 8);
	touch(place.log, "c");
	turn(&place);
	assert_int_equal(place.logged, 4);
	assert_false(watch_is_polling(place.watch));
	finish(&place);
}

static void asks_when_no_instance_is_left(void **state)
{
	/* No descriptor to be had looks as no instance does. */
	struct place place;
	struct rlimit old;
	assert_int_equal(getrlimit(RLIMIT_NOFILE, &old), 0);
	start(&place);
	watch_destroy(place.watch);
	struct rlimit none = { .rlim_cur = 0, .rlim_max = old.rlim_max };
	assert_int_equal(setrlimit(RLIMIT_NOFILE, &none), 0);
	place.watch = watch_create(place.loop, count, &place);
	assert_int_equal(setrlimit(RLIMIT_NOFILE, &old), 0);
	assert_true(watch_is_polling(place.watch));
	watch_add(place.watch, place.bell, 7);
	int64_t began = loop_now();
	while (place.rung < 2)
		assert_true(loop_turn(place.loop, -1, NULL));
	assert_true(loop_now() - began >= 450);
	assert_true(loop_now() - began < 5000);
	finish(&place);
}

static void missing_folder_asks(void **state)
{
	struct place place;
	start(&place);
	watch_add(place.watch, "/tmp/prenota-no-such-folder/bell", 7);
	assert_true(watch_is_polling(place.watch));
	finish(&place);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(bell_is_heard),          cmocka_unit_test(file_made_later_is_heard),
		cmocka_unit_test(replaced_file_is_heard), cmocka_unit_test(asks_when_no_instance_is_left),
		cmocka_unit_test(missing_folder_asks),    cmocka_unit_test(piecewise_file_calls_once),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
