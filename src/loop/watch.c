#include "loop/watch.h"
#include "base/memory.h"

#include <errno.h>
#include <limits.h>
#include <poll.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/inotify.h>
#include <unistd.h>

enum { ASK_EVERY_MS = 250 };

/* One file, by its own watch (content, times) and by one on its folder (made, replaced). */
struct watched {
	char *path;
	const char *name; /* in @path */
	int which;
	bool once; /* its own watch ends with the first event */
	int file;  /* watch descriptors of inotify, -1: none */
	int folder;
	bool changed; /* since the callback was last called */
	bool moved;   /* as well: its name may stand for another file by now */
};

struct watch {
	struct loop *loop;
	watch_call *call;
	void *context;
	int fd; /* -1: asks */
	struct watched *items;
	size_t count;
};

/* --- asking --- */

static void ask(void *context)
{
	struct watch *watch = context;
	loop_set_timer(watch->loop, loop_now() + ASK_EVERY_MS, ask, watch);
	for (size_t i = 0; i < watch->count; i++)
		watch->call(watch->context, watch->items[i].which);
}

static void fall_back(struct watch *watch)
{
	if (watch->fd >= 0) {
		loop_unwatch_fd(watch->loop, watch->fd);
		close(watch->fd);
		watch->fd = -1;
	}
	loop_set_timer(watch->loop, loop_now() + ASK_EVERY_MS, ask, watch);
}

/* --- inotify --- */

/* A missing file is no failure, its folder is watched; no more watches to be had is one. */
static bool watch_file(struct watch *watch, struct watched *item)
{
	uint32_t events = IN_MODIFY | IN_ATTRIB | IN_DELETE_SELF | IN_MOVE_SELF;
	item->file = inotify_add_watch(watch->fd, item->path, events | (item->once ? IN_ONESHOT : 0));
	return item->file >= 0 || (errno != ENOSPC && errno != ENOMEM);
}

static bool watch_folder(struct watch *watch, struct watched *item)
{
	char *folder = memory_text(item->path);
	size_t len = (size_t)(item->name - item->path);
	folder[len] = '\0';
	item->folder = inotify_add_watch(watch->fd, len ? folder : ".", IN_CREATE | IN_MOVED_TO | IN_ONLYDIR);
	free(folder);
	return item->folder >= 0;
}

static void note_event(struct watch *watch, const struct inotify_event *event)
{
	for (size_t i = 0; i < watch->count; i++) {
		struct watched *item = &watch->items[i];
		bool overflow = (event->mask & IN_Q_OVERFLOW) != 0;
		bool itself = event->wd == item->file;
		bool made =
			event->wd == item->folder && event->len > 0 && strcmp(event->name, item->name) == 0;
		if (itself && (event->mask & IN_IGNORED))
			item->file = -1;
		bool ended = item->once && itself && event->mask == IN_IGNORED;
		if (overflow || made || (itself && !ended))
			item->changed = true;
		if (overflow || made ||
		    (itself && (event->mask & (IN_IGNORED | IN_DELETE_SELF | IN_MOVE_SELF))))
			item->moved = true;
	}
}

static void call_changed(struct watch *watch)
{
	bool whole = true;
	for (size_t i = 0; i < watch->count; i++) {
		struct watched *item = &watch->items[i];
		if (!item->changed)
			continue;
		item->changed = false;
		/* The same file gives the same watch again. */
		if (!item->once && (item->moved || item->folder < 0))
			whole = watch_file(watch, item) && whole;
		item->moved = false;
		watch->call(watch->context, item->which);
	}
	if (!whole)
		fall_back(watch);
}

static void inotify_ready(void *context, int fd, short events)
{
	struct watch *watch = context;
	union {
		struct inotify_event event; /* aligns the bytes */
		char bytes[4096];
	} buffer;
	ssize_t len;
	while ((len = read(fd, buffer.bytes, sizeof buffer.bytes)) > 0) {
		for (char *at = buffer.bytes; at < buffer.bytes + len;) {
			const struct inotify_event *event = (const struct inotify_event *)(void *)at;
			note_event(watch, event);
			at += sizeof *event + event->len;
		}
	}
	call_changed(watch);
}

struct watch *watch_create(struct loop *loop, watch_call *call, void *context)
{
	struct watch *watch = memory_zeroed(1, sizeof *watch);
	watch->loop = loop;
	watch->call = call;
	watch->context = context;
	watch->fd = inotify_init1(IN_NONBLOCK | IN_CLOEXEC);
	if (watch->fd >= 0)
		loop_watch_fd(loop, watch->fd, POLLIN, inotify_ready, watch);
	else
		fall_back(watch);
	return watch;
}

void watch_destroy(struct watch *watch)
{
	if (!watch)
		return;
	loop_cancel_timer(watch->loop, ask, watch);
	if (watch->fd >= 0) {
		loop_unwatch_fd(watch->loop, watch->fd);
		close(watch->fd);
	}
	for (size_t i = 0; i < watch->count; i++)
		free(watch->items[i].path);
	free(watch->items);
	free(watch);
}

static void add(struct watch *watch, const char *path, int which, bool once)
{
	struct watched *items = realloc(watch->items, (watch->count + 1) * sizeof *items);
	if (!items)
		abort();
	char *copy = memory_text(path);
	watch->items = items;
	struct watched *item = &items[watch->count++];
	const char *slash = strrchr(copy, '/');
	*item = (struct watched){ .path = copy, .which = which, .once = once, .file = -1, .folder = -1 };
	item->name = slash ? slash + 1 : copy;
	if (watch->fd >= 0 && (!watch_folder(watch, item) || !watch_file(watch, item)))
		fall_back(watch);
}

void watch_add(struct watch *watch, const char *path, int which)
{
	add(watch, path, which, false);
}

void watch_add_once(struct watch *watch, const char *path, int which)
{
	add(watch, path, which, true);
}

void watch_again(struct watch *watch, int which)
{
	bool whole = true;
	for (size_t i = 0; i < watch->count && watch->fd >= 0; i++)
		if (watch->items[i].which == which)
			whole = watch_file(watch, &watch->items[i]) && whole;
	if (!whole)
		fall_back(watch);
}

bool watch_is_polling(const struct watch *watch)
{
	return watch->fd < 0;
}
