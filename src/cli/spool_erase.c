#include "cli/spool_erase.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/i18n.h"
#include "base/text.h"
#include "cli/exchange.h"
#include "cli/intake_file.h"

enum { NAME_BYTES = 256, NAME_KEPT = 200 };

struct sweeping {
	const char *path;
	struct spool_sweep *sweep;
	struct erased_inputs gone; /* by digest */
	int64_t *sizes;            /* theirs, ascending */
	const char *folder;        /* at hand */
	int fd;                    /* of it */
	struct buffer bytes;
	struct error *err; /* the first that was wrong */
	bool fine;
};

static int compare_sizes(const void *a, const void *b)
{
	int64_t one = *(const int64_t *)a, other = *(const int64_t *)b;
	return (one > other) - (one < other);
}

static int compare_digests(const void *a, const void *b)
{
	return strcmp(((const struct erased_input *)a)->digest, ((const struct erased_input *)b)->digest);
}

static void note(struct sweeping *s, const char *name)
{
	if (s->fine)
		error_set(s->err, ERROR_SYSTEM, "%s/%s/%s: %s", s->path, s->folder, name, strerror(errno));
	s->fine = false;
}

static bool read_some(int fd, size_t most, struct buffer *bytes)
{
	char block[64 * 1024];
	buffer_clear(bytes);
	while (bytes->len < most) {
		size_t room = most - bytes->len;
		ssize_t got = read(fd, block, room < sizeof block ? room : sizeof block);
		if (got < 0 && errno == EINTR)
			continue;
		if (got <= 0)
			return got == 0;
		buffer_add_bytes(bytes, block, (size_t)got);
	}
	return true;
}

/* As the intake knows it: of a file that is too long, by its beginning. */
static int64_t kept_size(int64_t size)
{
	return size > EXCHANGE_INPUT_MAX ? INTAKE_BEGINNING : size;
}

static bool is_gone(struct sweeping *s, const char *name)
{
	struct stat info;
	struct erased_input key;
	if (fstatat(s->fd, name, &info, AT_SYMLINK_NOFOLLOW) != 0 || !S_ISREG(info.st_mode))
		return false;
	int64_t size = kept_size(info.st_size);
	if (!bsearch(&size, s->sizes, s->gone.count, sizeof size, compare_sizes))
		return false;
	int file = openat(s->fd, name, O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC);
	if (file < 0) {
		if (errno != ENOENT)
			note(s, name);
		return false;
	}
	bool fine = read_some(file, (size_t)size, &s->bytes);
	if (!fine)
		note(s, name);
	close(file);
	id_of_bytes(buffer_text(&s->bytes), s->bytes.len, key.digest);
	return fine && bsearch(&key, s->gone.items, s->gone.count, sizeof key, compare_digests);
}

/* Its reason goes first: what is left of a killed one is the file, which is found again. */
static void remove_file(struct sweeping *s, const char *name)
{
	char beside[NAME_BYTES];
	snprintf(beside, sizeof beside, "%.*s.reason", NAME_KEPT, name);
	if (strcmp(s->folder, "quarantine") == 0 && unlinkat(s->fd, beside, 0) != 0 && errno != ENOENT)
		note(s, beside);
	else if (unlinkat(s->fd, name, 0) == 0)
		s->sweep->removed++;
	else if (errno != ENOENT)
		note(s, name);
}

static void look_at(struct sweeping *s, const char *name)
{
	if (!is_gone(s, name))
		return;
	if (s->sweep->found) {
		buffer_printf(s->sweep->found, "%s/%s/", s->path, s->folder);
		text_show(s->sweep->found, name);
		buffer_add_char(s->sweep->found, '\n');
	}
	if (strcmp(s->folder, "new") == 0)
		s->sweep->waiting++;
	else if (s->sweep->only_look)
		s->sweep->removed++;
	else
		remove_file(s, name);
}

static void look_through(struct sweeping *s, int base, const char *folder)
{
	size_t before = s->sweep->removed;
	s->folder = folder;
	s->fd = openat(base, folder, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);
	DIR *dir = s->fd < 0 ? NULL : fdopendir(s->fd);
	if (!dir) {
		if (errno != ENOENT)
			note(s, "");
		if (s->fd >= 0)
			close(s->fd);
		return;
	}
	for (const struct dirent *entry; (entry = readdir(dir));)
		if (entry->d_name[0] != '.')
			look_at(s, entry->d_name);
	if (s->sweep->removed != before && !s->sweep->only_look)
		fsync(s->fd);
	closedir(dir);
}

/* Two that remove at once might take each other's new file of the same name. */
static bool lock(struct sweeping *s, int base, int *fd)
{
	*fd = -1;
	if (s->sweep->only_look)
		return true;
	*fd = openat(base, ".erase", O_RDWR | O_CREAT | O_NOFOLLOW | O_CLOEXEC, 0660);
	if (*fd >= 0 && flock(*fd, LOCK_EX) == 0)
		return true;
	s->folder = ".";
	note(s, ".erase");
	return false;
}

static void sweep_all(struct sweeping *s)
{
	int held, base = open(s->path, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	if (base < 0) {
		s->folder = ".";
		if (errno != ENOENT)
			note(s, "");
		return;
	}
	/* The order in which a file goes: whatever is moved meanwhile is met. */
	static const char *const folders[] = { "new", "cur", "quarantine" };
	if (lock(s, base, &held))
		for (size_t i = 0; i < sizeof folders / sizeof *folders; i++)
			look_through(s, base, folders[i]);
	if (held >= 0)
		close(held);
	close(base);
}

bool spool_erase(const char *path, struct store *store, struct spool_sweep *sweep, struct error *err)
{
	struct arena arena = { 0 };
	struct error first = { 0 };
	struct sweeping s = { .path = path, .sweep = sweep, .err = &first, .fine = true };
	if (!store_erased_inputs(store, &arena, &s.gone, err)) {
		arena_finish(&arena);
		return false;
	}
	if (s.gone.count) {
		s.sizes = arena_alloc(&arena, s.gone.count * sizeof *s.sizes);
		for (size_t i = 0; i < s.gone.count; i++)
			s.sizes[i] = s.gone.items[i].bytes;
		qsort(s.sizes, s.gone.count, sizeof *s.sizes, compare_sizes);
		sweep_all(&s);
	}
	buffer_finish(&s.bytes);
	arena_finish(&arena);
	return s.fine || error_set(err, first.code, "%s", first.text);
}
