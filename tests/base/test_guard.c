#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <errno.h>
#include <fcntl.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/guard.h"

enum { OWN = 65533, BORROWED = 65532 };

/* Runs @body as a set-group-id program of a stranger's; only root can become one. */
static void as_stranger(bool (*body)(void))
{
	int status = -1;
	if (geteuid() != 0)
		skip();
	pid_t pid = fork();
	if (pid == 0)
		_exit(setresgid(OWN, BORROWED, BORROWED) == 0 && guard_is_on() && body() ? 0 : 1);
	assert_int_equal(waitpid(pid, &status, 0), pid);
	assert_int_equal(status, 0);
}

static bool lays_down_and_takes_up(void)
{
	guard_lower();
	bool down = getegid() == OWN && guard_is_on();
	guard_raise();
	return down && getegid() == BORROWED;
}

static void a_borrowed_group_is_laid_down_for_a_moment(void **state)
{
	as_stranger(lays_down_and_takes_up);
}

static bool lays_down_twice(void)
{
	guard_lower();
	guard_lower();
	guard_raise();
	return getegid() == BORROWED;
}

static void laid_down_twice_it_is_not_lost(void **state)
{
	as_stranger(lays_down_twice);
}

static bool opens_and_keeps(void)
{
	int fd = guard_open("/dev/null", O_RDONLY);
	bool opened = fd >= 0 && (fcntl(fd, F_GETFD) & FD_CLOEXEC) && getegid() == BORROWED;
	errno = 0;
	return opened && guard_open("/no/such/file", O_RDONLY) == -1 && errno == ENOENT && getegid() == BORROWED;
}

static void a_file_is_opened_as_the_user(void **state)
{
	as_stranger(opens_and_keeps);
}

static bool gives_up(void)
{
	return guard_drop() && !guard_is_on() && getegid() == OWN;
}

static void a_group_given_up_is_gone(void **state)
{
	as_stranger(gives_up);
}

static void without_borrowed_rights_nothing_happens(void **state)
{
	gid_t group = getegid();
	assert_false(guard_is_on());
	guard_lower();
	guard_raise();
	assert_int_equal(getegid(), group);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_borrowed_group_is_laid_down_for_a_moment),
		cmocka_unit_test(laid_down_twice_it_is_not_lost),
		cmocka_unit_test(a_file_is_opened_as_the_user),
		cmocka_unit_test(a_group_given_up_is_gone),
		cmocka_unit_test(without_borrowed_rights_nothing_happens),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
