#include "base/guard.h"

#include <errno.h>
#include <fcntl.h>
#include <pwd.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <unistd.h>

/* What stays of a stranger's environment. A value that names a file stays for none of them but SSH's, which
 * are looked at as text only. */
static const struct {
	const char *name;
	bool any; /* a slash is fine */
} kept[] = {
	{ "LANG", false },        { "LC_ALL", false },         { "LC_CTYPE", false },
	{ "LC_MESSAGES", false }, { "LANGUAGE", false },       { "TERM", false },
	{ "NO_COLOR", false },    { "SSH_CONNECTION", false }, { "SSH_ORIGINAL_COMMAND", true },
};
enum { KEPT = sizeof kept / sizeof kept[0], VALUE_MAX = 4096 };

bool guard_is_on(void)
{
	gid_t real, effective, saved;
	uid_t user, acting, kept_user;
	return getresgid(&real, &effective, &saved) != 0 || effective != real || saved != real ||
	       getresuid(&user, &acting, &kept_user) != 0 || acting != user || kept_user != user;
}

static void clean_environment(void)
{
	char *values[KEPT];
	for (size_t i = 0; i < KEPT; i++) {
		const char *value = getenv(kept[i].name);
		bool fine = value && strlen(value) < VALUE_MAX && (kept[i].any || !strchr(value, '/'));
		values[i] = fine ? strdup(value) : NULL;
	}
	clearenv();
	for (size_t i = 0; i < KEPT; i++) {
		if (values[i])
			setenv(kept[i].name, values[i], 1);
		free(values[i]);
	}
	const struct passwd *user = getpwuid(getuid());
	setenv("PATH", "/usr/sbin:/usr/bin:/sbin:/bin", 1);
	if (user)
		setenv("HOME", user->pw_dir, 1);
}

/* Where standard input, output or errors are closed, the next file that is opened would be taken for them: a
 * database read as a request, a message written into a lock. What stands there instead fails, as a closed
 * one. */
static void hold_standard_places(void)
{
	for (int fd = 0; fd <= STDERR_FILENO; fd++)
		if (fcntl(fd, F_GETFD) < 0 && errno == EBADF &&
		    open("/dev/null", fd == STDIN_FILENO ? O_WRONLY : O_RDONLY) != fd)
			abort();
}

void guard_begin(void)
{
	hold_standard_places();
	if (!guard_is_on())
		return;
	struct rlimit none = { 0, 0 };
	prctl(PR_SET_DUMPABLE, 0, 0, 0, 0);
	setrlimit(RLIMIT_CORE, &none);
	clean_environment();
}

bool guard_drop(void)
{
	gid_t own = getgid();
	return setresgid(own, own, own) == 0 && getegid() == own;
}

/* The saved group id keeps what the effective one lays down; what is down already stays kept. */
void guard_lower(void)
{
	gid_t own = getgid(), borrowed = getegid();
	if (borrowed != own && setresgid((gid_t)-1, own, borrowed) != 0)
		abort();
}

void guard_raise(void)
{
	gid_t real, effective, saved;
	if (getresgid(&real, &effective, &saved) != 0 ||
	    (saved != effective && setresgid((gid_t)-1, saved, (gid_t)-1) != 0))
		abort();
}

int guard_open(const char *path, int flags)
{
	guard_lower();
	int fd = open(path, flags | O_CLOEXEC);
	int failed = errno;
	guard_raise();
	errno = failed;
	return fd;
}
