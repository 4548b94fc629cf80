#include "base/child.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <pwd.h>
#include <signal.h>
#include <spawn.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include "base/guard.h"
#include "base/i18n.h"

enum { LOOK_MS = 20, ENV_MAX = 16 };

/* The parent's ends of the pipes; -1: none, or closed. */
struct pipes {
	int input, output, errors;
	size_t written;
};

/* --- the environment --- */

/* What a child of a guarded process gets of the environment: nothing that names a file or a program. */
static const char *const passed[] = { "LANG",     "LC_ALL", "LC_CTYPE", "LC_MESSAGES",
				      "LANGUAGE", "TERM",   "NO_COLOR", "SSH_CONNECTION" };

static char *const *environment(struct arena *arena)
{
	if (!guard_is_on())
		return environ;
	char **list = arena_alloc(arena, ENV_MAX * sizeof *list);
	size_t n = 0;
	const struct passwd *user = getpwuid(getuid());
	list[n++] = arena_strdup(arena, "PATH=/usr/sbin:/usr/bin:/sbin:/bin");
	if (user) {
		list[n++] = arena_printf(arena, "HOME=%s", user->pw_dir);
		list[n++] = arena_printf(arena, "USER=%s", user->pw_name);
		list[n++] = arena_printf(arena, "LOGNAME=%s", user->pw_name);
	}
	for (size_t i = 0; i < sizeof passed / sizeof passed[0]; i++) {
		const char *value = getenv(passed[i]);
		if (value && !strchr(value, '/'))
			list[n++] = arena_printf(arena, "%s=%s", passed[i], value);
	}
	list[n] = NULL;
	return list;
}

/* --- starting --- */

/* A pipe whose end for the parent does not block; both ends close on exec. */
static bool open_pipe(int *mine, int *childs, bool writes)
{
	int ends[2];
	if (pipe2(ends, O_CLOEXEC) != 0)
		return false;
	*mine = ends[writes ? 1 : 0];
	*childs = ends[writes ? 0 : 1];
	fcntl(*mine, F_SETFL, O_NONBLOCK);
	return true;
}

static void close_fd(int *fd)
{
	if (*fd >= 0)
		close(*fd);
	*fd = -1;
}

/* What a name without a slash means to a guarded process: @path, or NULL when no folder of the system has it.
 */
static const char *find_program(const char *name, char path[static 512])
{
	static const char *const folders[] = { "/usr/sbin", "/usr/bin", "/usr/local/bin", "/sbin", "/bin" };
	if (strchr(name, '/'))
		return name;
	for (size_t i = 0; i < sizeof folders / sizeof folders[0]; i++) {
		snprintf(path, 512, "%s/%s", folders[i], name);
		if (access(path, X_OK) == 0)
			return path;
	}
	return NULL;
}

static int set_attributes(posix_spawnattr_t *attr, const struct child *child)
{
	sigset_t none, all;
	short flags = POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF;
	sigemptyset(&none);
	sigfillset(&all);
	/* Ids that are reset before exec are also the saved ones after it: nothing is left to be taken back.
	 */
	if (!child->keeps_group)
		flags |= POSIX_SPAWN_RESETIDS;
	/* A group of its own dies whole at the limit; one that shares our terminal stays reachable by Ctrl+C.
	 */
	if (!child->input_ours && !child->output.ours && !child->errors.ours)
		flags |= POSIX_SPAWN_SETPGROUP;
	posix_spawnattr_setsigmask(attr, &none);
	posix_spawnattr_setsigdefault(attr, &all);
	posix_spawnattr_setpgroup(attr, 0);
	return posix_spawnattr_setflags(attr, flags);
}

static void direct(posix_spawn_file_actions_t *files, int fd, int pipe, bool ours)
{
	if (pipe >= 0)
		posix_spawn_file_actions_adddup2(files, pipe, fd);
	else if (!ours)
		posix_spawn_file_actions_addopen(files, fd, "/dev/null", fd == 0 ? O_RDONLY : O_WRONLY, 0);
}

static int spawn(const struct child *child, const struct pipes *ends, pid_t *pid)
{
	posix_spawn_file_actions_t files;
	posix_spawnattr_t attr;
	struct arena arena = { 0 };
	char found[512];
	bool guarded = guard_is_on();
	const char *path = guarded ? find_program(child->argv[0], found) : child->argv[0];
	if (!path)
		return ENOENT;
	posix_spawn_file_actions_init(&files);
	posix_spawnattr_init(&attr);
	direct(&files, 0, ends->input, child->input_ours);
	direct(&files, 1, ends->output, child->output.ours);
	direct(&files, 2, ends->errors, child->errors.ours);
	posix_spawn_file_actions_addclosefrom_np(&files, 3);
	int failed = set_attributes(&attr, child);
	char *const *argv = (char *const *)(const void *)child->argv;
	if (!failed)
		failed = (guarded ? posix_spawn : posix_spawnp)(pid, path, &files, &attr, argv,
								environment(&arena));
	posix_spawn_file_actions_destroy(&files);
	posix_spawnattr_destroy(&attr);
	arena_finish(&arena);
	return failed;
}

/* Makes the pipes that are needed and starts it; 0 or an error number. */
static int start(const struct child *child, struct pipes *pipes, pid_t *pid)
{
	struct pipes ends = { -1, -1, -1, 0 };
	*pipes = ends;
	bool fine = (!child->input || open_pipe(&pipes->input, &ends.input, true)) &&
		    (!child->output.into || open_pipe(&pipes->output, &ends.output, false)) &&
		    (!child->errors.into || open_pipe(&pipes->errors, &ends.errors, false));
	int failed = fine ? spawn(child, &ends, pid) : errno;
	close_fd(&ends.input);
	close_fd(&ends.output);
	close_fd(&ends.errors);
	if (failed) {
		close_fd(&pipes->input);
		close_fd(&pipes->output);
		close_fd(&pipes->errors);
	}
	return failed;
}

/* --- while it runs --- */

static void feed(const struct child *child, struct pipes *pipes)
{
	if (pipes->input < 0)
		return;
	while (pipes->written < child->input_len) {
		ssize_t len =
			write(pipes->input, child->input + pipes->written, child->input_len - pipes->written);
		if (len < 0 && errno == EINTR)
			continue;
		if (len < 0 && errno == EAGAIN)
			return;
		if (len < 0)
			break; /* it does not want to read on */
		pipes->written += (size_t)len;
	}
	close_fd(&pipes->input);
}

static void drain(const struct child *child, int *fd, struct buffer *into)
{
	char bytes[4096];
	size_t most = child->output_max ? child->output_max : CHILD_OUTPUT_MAX;
	while (*fd >= 0) {
		ssize_t len = read(*fd, bytes, sizeof bytes);
		if (len < 0 && errno == EINTR)
			continue;
		if (len < 0 && errno == EAGAIN)
			return;
		if (len <= 0) {
			close_fd(fd);
			return;
		}
		size_t room = into->len < most ? most - into->len : 0;
		buffer_add_bytes(into, bytes, (size_t)len < room ? (size_t)len : room);
	}
}

static int64_t now_ms(void)
{
	struct timespec now;
	clock_gettime(CLOCK_MONOTONIC, &now);
	return (int64_t)now.tv_sec * 1000 + now.tv_nsec / 1000000;
}

/* Serves the pipes until it has ended; false when the limit passed. */
static bool attend(const struct child *child, struct pipes *pipes, pid_t pid, int *raw)
{
	int limit = child->timeout_ms ? child->timeout_ms : CHILD_TIMEOUT_MS;
	int64_t until = now_ms() + limit;
	for (;;) {
		struct pollfd fds[3] = { { .fd = pipes->input, .events = POLLOUT },
					 { .fd = pipes->output, .events = POLLIN },
					 { .fd = pipes->errors, .events = POLLIN } };
		bool any = pipes->input >= 0 || pipes->output >= 0 || pipes->errors >= 0;
		poll(fds, 3, any ? LOOK_MS : 2);
		feed(child, pipes);
		drain(child, &pipes->output, child->output.into);
		drain(child, &pipes->errors, child->errors.into);
		pid_t ended = waitpid(pid, raw, WNOHANG);
		if (ended == pid || (ended < 0 && errno != EINTR))
			break;
		if (limit >= 0 && now_ms() >= until)
			return false;
	}
	drain(child, &pipes->output, child->output.into);
	drain(child, &pipes->errors, child->errors.into);
	return true;
}

static void kill_it(pid_t pid, int *raw)
{
	if (kill(-pid, SIGKILL) != 0)
		kill(pid, SIGKILL);
	while (waitpid(pid, raw, 0) < 0 && errno == EINTR)
		continue;
}

/* A child that closes its input early must not end us by SIGPIPE. */
static void hold_sigpipe(sigset_t *before, bool *pending)
{
	sigset_t pipe, waiting;
	sigemptyset(&pipe);
	sigaddset(&pipe, SIGPIPE);
	sigpending(&waiting);
	*pending = sigismember(&waiting, SIGPIPE);
	sigprocmask(SIG_BLOCK, &pipe, before);
}

static void release_sigpipe(const sigset_t *before, bool pending)
{
	sigset_t pipe;
	sigemptyset(&pipe);
	sigaddset(&pipe, SIGPIPE);
	while (!pending && sigtimedwait(&pipe, NULL, &(struct timespec){ 0 }) > 0)
		continue;
	sigprocmask(SIG_SETMASK, before, NULL);
}

/* Who ignores SIGCHLD, and started us so, would leave us no exit status of anybody: every child would have been
 * successful. */
static void want_status(struct sigaction *before)
{
	struct sigaction usual = { .sa_handler = SIG_DFL };
	sigemptyset(&usual.sa_mask);
	sigaction(SIGCHLD, &usual, before);
}

bool child_run(const struct child *child, int *status, struct error *err)
{
	struct pipes pipes;
	struct sigaction inherited;
	sigset_t before;
	bool pending, ended = false;
	pid_t pid = 0;
	int raw = 0;
	want_status(&inherited);
	hold_sigpipe(&before, &pending);
	int failed = start(child, &pipes, &pid);
	if (!failed) {
		ended = attend(child, &pipes, pid, &raw);
		if (!ended)
			kill_it(pid, &raw);
	}
	release_sigpipe(&before, pending);
	sigaction(SIGCHLD, &inherited, NULL);
	if (failed)
		return error_set(err, ERROR_SYSTEM, _("%s cannot be started: %s"), child->argv[0],
				 strerror(failed));
	close_fd(&pipes.input);
	close_fd(&pipes.output);
	close_fd(&pipes.errors);
	if (!ended)
		return error_set(err, ERROR_BUSY, _("%s took too long and was ended"), child->argv[0]);
	*status = WIFSIGNALED(raw) ? 128 + WTERMSIG(raw) : WEXITSTATUS(raw);
	return true;
}
