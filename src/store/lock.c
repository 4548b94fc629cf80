/* The queue of writers: an advisory lock on a file beside the database turns SQLite's sleeping waiters into a
 * fair queue. The lock has no time-out of its own, so a timer's signal wakes the wait five times a second. */
#include <errno.h>
#include <fcntl.h>
#include <pwd.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

#include "base/i18n.h"
#include "store/private.h"

enum { WAKE_MS = 200 };

static int wake_signal(void)
{
	return SIGRTMIN + 4;
}

static void on_wake(int number)
{
	(void)number; /* only there to interrupt flock() */
}

static int64_t clock_ms(void)
{
	struct timespec now;
	clock_gettime(CLOCK_MONOTONIC, &now);
	return (int64_t)now.tv_sec * 1000 + now.tv_nsec / 1000000;
}

static void read_holder(int fd, char name[STORE_NAME_SIZE])
{
	ssize_t len = pread(fd, name, STORE_NAME_SIZE - 1, 0);
	name[len > 0 ? len : 0] = '\0';
	name[strcspn(name, "\n")] = '\0';
	if (!*name)
		snprintf(name, STORE_NAME_SIZE, "%s", _("another program"));
}

/* Starts a timer that interrupts this thread's system calls; false when there is none to be had. */
static bool start_waking(timer_t *timer)
{
	/* The handler stays for ever: a signal that comes late must not end the process. */
	struct sigaction action = { .sa_handler = on_wake };
	sigemptyset(&action.sa_mask);
	sigaction(wake_signal(), &action, NULL);
	struct sigevent event = { .sigev_notify = SIGEV_THREAD_ID, .sigev_signo = wake_signal() };
	event._sigev_un._tid = gettid();
	if (timer_create(CLOCK_MONOTONIC, &event, timer) != 0)
		return false;
	struct itimerspec every = {
		.it_interval = { .tv_nsec = WAKE_MS * 1000000L },
		.it_value = { .tv_nsec = WAKE_MS * 1000000L },
	};
	timer_settime(*timer, 0, &every, NULL);
	return true;
}

static bool wait_turn(struct store *store, struct error *err)
{
	int64_t began = clock_ms();
	bool told = false;
	for (;;) {
		if (flock(store->lock_fd, LOCK_EX) == 0)
			return true;
		if (errno != EINTR)
			return error_cannot_write(err, ERROR_SYSTEM, store->lock);
		int64_t waited = clock_ms() - began;
		char holder[STORE_NAME_SIZE];
		read_holder(store->lock_fd, holder);
		if (waited >= store->wait_ms)
			return error_set(err, ERROR_BUSY, _("%s: busy, held by %s; try again"), store->path,
					 holder);
		if (waited >= WAKE_MS && !told && store->waiting)
			store->waiting(store->waiting_arg, holder);
		told = told || waited >= WAKE_MS;
	}
}

static bool open_lock(struct store *store, struct error *err)
{
	if (store->lock_fd >= 0)
		return true;
	store->lock_fd = open(store->lock, O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0660);
	if (store->lock_fd < 0)
		return error_set(err,
				 errno == EACCES || errno == EPERM || errno == EROFS ? ERROR_PERMISSION
										     : ERROR_SYSTEM,
				 _("%s: %s; writing needs this file"), store->lock, strerror(errno));
	fchmod(store->lock_fd, 0660); /* past the umask; only the owner can and need */
	return true;
}

/* The login's name is looked up by who writes: asking for it takes longer than most of a start. */
static void name_writer(struct store *store)
{
	if (store->who[0])
		return;
	const struct passwd *user = getpwuid(getuid());
	if (user)
		snprintf(store->who, sizeof store->who, "%s", user->pw_name);
	else
		snprintf(store->who, sizeof store->who, "user %u", (unsigned)getuid());
}

/* For those who wait; a name that cannot be written is told as "another program". */
static void leave_name(struct store *store)
{
	char name[STORE_NAME_SIZE + 16];
	name_writer(store);
	int len = snprintf(name, sizeof name, "%s\n", store->who);
	if (pwrite(store->lock_fd, name, (size_t)len, 0) < 0)
		return;
}

bool store_lock(struct store *store, struct error *err)
{
	if (!open_lock(store, err))
		return false;
	if (flock(store->lock_fd, LOCK_EX | LOCK_NB) != 0) {
		timer_t timer;
		if (errno != EWOULDBLOCK)
			return error_cannot_write(err, ERROR_SYSTEM, store->lock);
		if (!start_waking(&timer))
			return error_set(err, ERROR_SYSTEM, _("%s: no timer: %s"), store->lock,
					 strerror(errno));
		bool got = wait_turn(store, err);
		timer_delete(timer);
		if (!got)
			return false;
	}
	leave_name(store);
	return true;
}

bool store_try_lock(struct store *store, struct error *err)
{
	if (!open_lock(store, err))
		return false;
	if (flock(store->lock_fd, LOCK_EX | LOCK_NB) != 0)
		return error_set(err, errno == EWOULDBLOCK ? ERROR_BUSY : ERROR_SYSTEM,
				 _("%s: busy, another program is writing; try again"), store->path);
	leave_name(store);
	return true;
}

void store_unlock(struct store *store)
{
	if (store->lock_fd >= 0)
		flock(store->lock_fd, LOCK_UN);
}

/* --- bytes: each stands for something that one process alone has --- */

static struct flock byte_of(short type, uint64_t which)
{
	const uint64_t behind = UINT64_C(1) << 40, room = (UINT64_C(1) << 61) - 1;
	return (struct flock){
		.l_type = type, .l_whence = SEEK_SET, .l_start = (off_t)(behind + (which & room)), .l_len = 1
	};
}

bool store_claim_byte(struct store *store, uint64_t which)
{
	struct flock byte = byte_of(F_WRLCK, which);
	if (!open_lock(store, NULL) || fcntl(store->lock_fd, F_OFD_SETLK, &byte) == 0)
		return true;
	return errno != EAGAIN && errno != EACCES;
}

bool store_byte_is_free(struct store *store, uint64_t which)
{
	struct flock byte = byte_of(F_WRLCK, which);
	if (!open_lock(store, NULL) || fcntl(store->lock_fd, F_OFD_GETLK, &byte) != 0)
		return true;
	return byte.l_type == F_UNLCK;
}

void store_leave_byte(struct store *store, uint64_t which)
{
	struct flock byte = byte_of(F_UNLCK, which);
	if (store->lock_fd >= 0)
		fcntl(store->lock_fd, F_OFD_SETLK, &byte);
}
