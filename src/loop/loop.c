#include "loop/loop.h"

#include <errno.h>
#include <poll.h>
#include <signal.h>
#include <stddef.h>
#include <stdlib.h>
#include <string.h>
#include <sys/signalfd.h>
#include <sys/timerfd.h>
#include <time.h>
#include <unistd.h>

#include "base/i18n.h"
#include "base/memory.h"

struct fd_watch {
	int fd; /* -1: unwatched meanwhile, removed before the next poll */
	short events;
	loop_fd_call *call;
	void *context;
};

struct timer {
	int64_t at;
	loop_call *call;
	void *context;
};

struct signal_watch {
	loop_signal_call *call;
	void *context;
	bool was_blocked;
};

struct loop {
	struct fd_watch *fds;
	size_t fd_count;
	struct pollfd *polled; /* as large as @fds */
	size_t fd_capacity;
	struct timer *timers;
	size_t timer_count;
	size_t timer_capacity;
	int timer_fd;
	int64_t armed; /* what timer_fd is set to, 0: nothing */
	int signal_fd;
	sigset_t signals;
	struct signal_watch watched[NSIG];
	loop_call *before;
	void *before_context;
	uint64_t wakeups;
	bool stopped;
};

int64_t loop_now(void)
{
	struct timespec now;
	clock_gettime(CLOCK_BOOTTIME, &now);
	return (int64_t)now.tv_sec * 1000 + now.tv_nsec / 1000000;
}

static void timer_fd_ready(void *context, int fd, short events)
{
	uint64_t expirations;
	while (read(fd, &expirations, sizeof expirations) > 0)
		;
	struct loop *loop = context;
	loop->armed = 0;
}

static void signal_fd_ready(void *context, int fd, short events)
{
	struct loop *loop = context;
	struct signalfd_siginfo info;
	while (read(fd, &info, sizeof info) == (ssize_t)sizeof info) {
		const struct signal_watch *watch = &loop->watched[info.ssi_signo];
		watch->call(watch->context, (int)info.ssi_signo);
	}
}

struct loop *loop_create(struct error *err)
{
	struct loop *loop = memory_zeroed(1, sizeof *loop);
	sigemptyset(&loop->signals);
	loop->timer_fd = timerfd_create(CLOCK_BOOTTIME, TFD_NONBLOCK | TFD_CLOEXEC);
	loop->signal_fd = signalfd(-1, &loop->signals, SFD_NONBLOCK | SFD_CLOEXEC);
	if (loop->timer_fd < 0 || loop->signal_fd < 0) {
		error_set(err, ERROR_SYSTEM, _("event loop: no descriptor to be had: %s"), strerror(errno));
		loop_destroy(loop);
		return NULL;
	}
	loop_watch_fd(loop, loop->signal_fd, POLLIN, signal_fd_ready, loop);
	loop_watch_fd(loop, loop->timer_fd, POLLIN, timer_fd_ready, loop);
	return loop;
}

/* A signal that is still waiting would strike when it is unblocked: take it first. */
static void restore_mask(const struct loop *loop)
{
	struct timespec none = { 0 };
	sigset_t restored;
	sigemptyset(&restored);
	for (int sig = 1; sig < NSIG; sig++) {
		if (loop->watched[sig].call && !loop->watched[sig].was_blocked)
			sigaddset(&restored, sig);
	}
	while (sigtimedwait(&restored, NULL, &none) > 0)
		;
	sigprocmask(SIG_UNBLOCK, &restored, NULL);
}

void loop_destroy(struct loop *loop)
{
	if (!loop)
		return;
	if (loop->timer_fd >= 0)
		close(loop->timer_fd);
	if (loop->signal_fd >= 0)
		close(loop->signal_fd);
	restore_mask(loop);
	free(loop->fds);
	free(loop->polled);
	free(loop->timers);
	free(loop);
}

/* --- descriptors --- */

static struct fd_watch *find_fd(const struct loop *loop, int fd)
{
	for (size_t i = 0; i < loop->fd_count; i++) {
		if (loop->fds[i].fd == fd)
			return &loop->fds[i];
	}
	return NULL;
}

static void *grown(void *array, size_t count, size_t size)
{
	void *moved = realloc(array, count * size);
	if (!moved)
		abort();
	return moved;
}

void loop_watch_fd(struct loop *loop, int fd, short events, loop_fd_call *call, void *context)
{
	struct fd_watch *watch = find_fd(loop, fd);
	if (!watch) {
		if (loop->fd_count == loop->fd_capacity) {
			loop->fd_capacity = loop->fd_capacity ? 2 * loop->fd_capacity : 8;
			loop->fds = grown(loop->fds, loop->fd_capacity, sizeof *loop->fds);
			loop->polled = grown(loop->polled, loop->fd_capacity, sizeof *loop->polled);
		}
		watch = &loop->fds[loop->fd_count++];
	}
	*watch = (struct fd_watch){ fd, events, call, context };
}

void loop_unwatch_fd(struct loop *loop, int fd)
{
	struct fd_watch *watch = find_fd(loop, fd);
	if (watch)
		watch->fd = -1;
}

static void drop_unwatched(struct loop *loop)
{
	size_t kept = 0;
	for (size_t i = 0; i < loop->fd_count; i++) {
		if (loop->fds[i].fd >= 0)
			loop->fds[kept++] = loop->fds[i];
	}
	loop->fd_count = kept;
}

/* --- timers --- */

void loop_set_timer(struct loop *loop, int64_t at, loop_call *call, void *context)
{
	loop_cancel_timer(loop, call, context);
	if (loop->timer_count == loop->timer_capacity) {
		loop->timer_capacity = loop->timer_capacity ? 2 * loop->timer_capacity : 8;
		loop->timers = grown(loop->timers, loop->timer_capacity, sizeof *loop->timers);
	}
	loop->timers[loop->timer_count++] = (struct timer){ at, call, context };
}

void loop_cancel_timer(struct loop *loop, loop_call *call, void *context)
{
	for (size_t i = 0; i < loop->timer_count; i++) {
		if (loop->timers[i].call == call && loop->timers[i].context == context) {
			loop->timers[i] = loop->timers[--loop->timer_count];
			return;
		}
	}
}

static struct timer *earliest(const struct loop *loop)
{
	struct timer *first = NULL;
	for (size_t i = 0; i < loop->timer_count; i++) {
		if (!first || loop->timers[i].at < first->at)
			first = &loop->timers[i];
	}
	return first;
}

/* The clock of poll() stands while the machine is suspended, so a descriptor of the clock that goes on wakes
 * it. */
static void arm(struct loop *loop)
{
	const struct timer *first = earliest(loop);
	int64_t at = !first ? 0 : first->at < 1 ? 1 : first->at;
	if (at == loop->armed)
		return;
	struct itimerspec spec = { .it_value = { .tv_sec = at / 1000, .tv_nsec = at % 1000 * 1000000 } };
	timerfd_settime(loop->timer_fd, TFD_TIMER_ABSTIME, &spec, NULL);
	loop->armed = at;
}

/* Those due at @now, in their order; one that sets itself to "at once" waits for the next turn. */
static void run_timers(struct loop *loop, int64_t now)
{
	size_t limit = loop->timer_count;
	for (size_t ran = 0; ran < limit; ran++) {
		struct timer *first = earliest(loop);
		if (!first || first->at > now)
			return;
		struct timer due = *first;
		*first = loop->timers[--loop->timer_count];
		due.call(due.context);
	}
}

/* --- signals --- */

bool loop_watch_signal(struct loop *loop, int sig, loop_signal_call *call, void *context, struct error *err)
{
	sigset_t one;
	sigset_t before;
	sigemptyset(&one);
	sigaddset(&one, sig);
	sigset_t all = loop->signals;
	sigaddset(&all, sig);
	if (sigprocmask(SIG_BLOCK, &one, &before) != 0 ||
	    signalfd(loop->signal_fd, &all, SFD_NONBLOCK | SFD_CLOEXEC) < 0)
		return error_set(err, ERROR_SYSTEM, _("signal %d cannot be watched: %s"), sig,
				 strerror(errno));
	bool again = loop->watched[sig].call != NULL;
	bool blocked = again ? loop->watched[sig].was_blocked : sigismember(&before, sig) == 1;
	loop->watched[sig] = (struct signal_watch){ call, context, blocked };
	loop->signals = all;
	return true;
}

/* --- turning --- */

void loop_before_sleep(struct loop *loop, loop_call *call, void *context)
{
	loop->before = call;
	loop->before_context = context;
}

static void run_fds(struct loop *loop, size_t polled)
{
	for (size_t i = 0; i < polled; i++) {
		struct pollfd ready = loop->polled[i];
		/* A callback may have unwatched it, or grown the array: look again. */
		if (ready.revents && loop->fds[i].fd == ready.fd)
			loop->fds[i].call(loop->fds[i].context, ready.fd, ready.revents);
	}
}

bool loop_turn(struct loop *loop, int max_ms, struct error *err)
{
	if (loop->before)
		loop->before(loop->before_context);
	if (loop->stopped)
		return true;
	drop_unwatched(loop);
	arm(loop);
	size_t polled = loop->fd_count;
	for (size_t i = 0; i < polled; i++)
		loop->polled[i] = (struct pollfd){ .fd = loop->fds[i].fd, .events = loop->fds[i].events };
	int ready = poll(loop->polled, polled, max_ms);
	if (ready < 0 && errno != EINTR)
		return error_set(err, ERROR_SYSTEM, _("event loop: poll: %s"), strerror(errno));
	loop->wakeups++;
	if (ready > 0)
		run_fds(loop, polled);
	run_timers(loop, loop_now());
	return true;
}

bool loop_run(struct loop *loop, struct error *err)
{
	loop->stopped = false;
	while (!loop->stopped) {
		if (!loop_turn(loop, -1, err))
			return false;
	}
	return true;
}

void loop_stop(struct loop *loop)
{
	loop->stopped = true;
}

uint64_t loop_wakeups(const struct loop *loop)
{
	return loop->wakeups;
}
