#include "cli/spool.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <sys/inotify.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/i18n.h"
#include "base/memory.h"

enum { NAME_BYTES = 256, NAME_KEPT = 200 };

enum folder { FOLDER_TMP, FOLDER_NEW, FOLDER_CUR, FOLDER_QUARANTINE, FOLDER_COUNT };

struct spool {
	char *path;
	int folders[FOLDER_COUNT];
	int lock;
	int watch;
	struct dirent **names; /* of new, as they stood */
	int count;
	int next;
};

static const char *const folder_names[FOLDER_COUNT] = { "tmp", "new", "cur", "quarantine" };

static bool fail(const struct spool *spool, const char *what, struct error *err)
{
	return error_set(err, ERROR_SYSTEM, "%s/%s: %s", spool->path, what, strerror(errno));
}

static bool open_folders(struct spool *spool, struct error *err)
{
	int base = open(spool->path, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	if (base < 0)
		return fail(spool, "", err);
	bool fine = true;
	for (int i = 0; fine && i < FOLDER_COUNT; i++) {
		if (mkdirat(base, folder_names[i], 02770) != 0 && errno != EEXIST)
			fine = fail(spool, folder_names[i], err);
		spool->folders[i] =
			openat(base, folder_names[i], O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);
		if (fine && spool->folders[i] < 0)
			fine = fail(spool, folder_names[i], err);
	}
	if (fine) {
		spool->lock = openat(base, ".lock", O_RDWR | O_CREAT | O_NOFOLLOW | O_CLOEXEC, 0660);
		if (spool->lock < 0)
			fine = fail(spool, ".lock", err);
		else if (flock(spool->lock, LOCK_EX | LOCK_NB) != 0)
			fine = error_set(err, ERROR_BUSY,
					 _("%s: another prenota intake works on it; one is enough"),
					 spool->path);
	}
	close(base);
	return fine;
}

struct spool *spool_open(const char *path, struct error *err)
{
	struct spool *spool = memory_zeroed(1, sizeof *spool);
	char watched[4096];
	for (int i = 0; i < FOLDER_COUNT; i++)
		spool->folders[i] = -1;
	spool->lock = spool->watch = -1;
	spool->path = memory_text(path);
	if (!open_folders(spool, err)) {
		spool_close(spool);
		return NULL;
	}
	snprintf(watched, sizeof watched, "%s/new", path);
	spool->watch = inotify_init1(IN_CLOEXEC | IN_NONBLOCK);
	if (spool->watch >= 0)
		inotify_add_watch(spool->watch, watched, IN_MOVED_TO | IN_CLOSE_WRITE | IN_CREATE);
	spool_again(spool);
	return spool;
}

static void forget_names(struct spool *spool)
{
	for (int i = 0; i < spool->count; i++)
		free(spool->names[i]);
	free(spool->names);
	spool->names = NULL;
	spool->count = spool->next = 0;
}

void spool_close(struct spool *spool)
{
	if (!spool)
		return;
	forget_names(spool);
	for (int i = 0; i < FOLDER_COUNT; i++)
		if (spool->folders[i] >= 0)
			close(spool->folders[i]);
	if (spool->watch >= 0)
		close(spool->watch);
	if (spool->lock >= 0)
		close(spool->lock);
	free(spool->path);
	free(spool);
}

static int is_visible(const struct dirent *entry)
{
	return entry->d_name[0] != '.';
}

void spool_again(struct spool *spool)
{
	char path[4096];
	forget_names(spool);
	snprintf(path, sizeof path, "%s/new", spool->path);
	int count = scandir(path, &spool->names, is_visible, alphasort);
	spool->count = count > 0 ? count : 0;
}

const char *spool_next(struct spool *spool)
{
	return spool->next < spool->count ? spool->names[spool->next++]->d_name : NULL;
}

static bool read_bytes(int fd, size_t most, struct buffer *bytes, bool *whole)
{
	static char block[64 * 1024];
	for (;;) {
		ssize_t got = read(fd, block, sizeof block);
		if (got < 0 && errno == EINTR)
			continue;
		if (got <= 0) {
			*whole = true;
			return got == 0;
		}
		size_t room = most - bytes->len;
		buffer_add_bytes(bytes, block, (size_t)got < room ? (size_t)got : room);
		*whole = false;
		if ((size_t)got > room)
			return true;
	}
}

bool spool_read(struct spool *spool, const char *name, size_t most, struct buffer *bytes, bool *whole,
		instant *arrived, struct error *err)
{
	struct stat info;
	int fd = openat(spool->folders[FOLDER_NEW], name, O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC);
	if (fd < 0)
		return error_set(err,
				 errno == ENOENT                    ? ERROR_NOT_FOUND
				 : errno == ELOOP || errno == ENXIO ? ERROR_INPUT
				 : errno == EACCES                  ? ERROR_PERMISSION
								    : ERROR_SYSTEM,
				 "%s/new/%s: %s", spool->path, name, strerror(errno));
	bool fine = fstat(fd, &info) == 0 || fail(spool, name, err);
	if (fine && !S_ISREG(info.st_mode))
		fine = error_set(err, ERROR_INPUT, _("%s/new/%s is no file"), spool->path, name);
	if (fine)
		fine = read_bytes(fd, most, bytes, whole) || fail(spool, name, err);
	if (fine)
		*arrived = info.st_mtime;
	close(fd);
	return fine;
}

/* Moves without ever replacing: a second file of one name gets a number. */
static bool move(struct spool *spool, const char *name, enum folder to, char moved[NAME_BYTES],
		 struct error *err)
{
	for (int n = 0; n < 1000; n++) {
		if (n == 0)
			snprintf(moved, NAME_BYTES, "%s", name);
		else
			snprintf(moved, NAME_BYTES, "%.*s.%d", NAME_KEPT, name, n);
		if (renameat2(spool->folders[FOLDER_NEW], name, spool->folders[to], moved,
			      RENAME_NOREPLACE) == 0) {
			fsync(spool->folders[to]);
			return true;
		}
		if (errno == ENOENT)
			return true; /* taken away meanwhile; what it said is in the store */
		if (errno != EEXIST)
			break;
	}
	return fail(spool, name, err);
}

bool spool_done(struct spool *spool, const char *name, struct error *err)
{
	char moved[NAME_BYTES];
	return move(spool, name, FOLDER_CUR, moved, err);
}

bool spool_quarantine(struct spool *spool, const char *name, const char *reason, struct error *err)
{
	char moved[NAME_BYTES], beside[NAME_BYTES];
	if (!move(spool, name, FOLDER_QUARANTINE, moved, err))
		return false;
	snprintf(beside, sizeof beside, "%.*s.reason", NAME_KEPT, moved);
	int fd = openat(spool->folders[FOLDER_QUARANTINE], beside,
			O_WRONLY | O_CREAT | O_TRUNC | O_NOFOLLOW | O_CLOEXEC, 0660);
	if (fd < 0)
		return fail(spool, beside, err);
	bool fine = dprintf(fd, "%s\n", reason) > 0 || fail(spool, beside, err);
	close(fd);
	return fine;
}

void spool_wait(struct spool *spool, int ms)
{
	static char events[4096];
	struct pollfd fd = { .fd = spool->watch, .events = POLLIN };
	if (poll(&fd, spool->watch >= 0, ms) > 0)
		while (read(spool->watch, events, sizeof events) > 0)
			continue;
	spool_again(spool);
}
