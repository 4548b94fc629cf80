/* loop/watch.h - tells when files were touched, written or replaced (the bell, the write-ahead log).
 *
 * By inotify, without a wake-up when nothing happens. A user may have 128 instances; when there is none left
 * the watch calls four times a second instead and watch_is_polling() says so. */
#ifndef PRENOTA_LOOP_WATCH_H
#define PRENOTA_LOOP_WATCH_H

#include <stdbool.h>

#include "loop/loop.h"

struct watch;

/* Something happened to the file added as number @which; several changes may come as one call. */
typedef void watch_call(void *context, int which);

/* @call is called from @loop's turns. Never NULL; falls back to asking. */
struct watch *watch_create(struct loop *loop, watch_call *call, void *context);
void watch_destroy(struct watch *watch);

/* Watches @path for changes of its content or its times, and for being made or replaced; it need not exist
 * yet, its folder must. @which is the caller's number for it (>= 0). Falls back to asking when the system
 * refuses a watch. */
void watch_add(struct watch *watch, const char *path, int which);

/* As watch_add(), for a file that is written piece by piece: calls once, and not again before watch_again()
 * was called for @which. What happens in between is not told: look at the file after that call. */
void watch_add_once(struct watch *watch, const char *path, int which);
void watch_again(struct watch *watch, int which);

/* Whether it asks four times a second because inotify was not to be had; `prenota check` tells. */
bool watch_is_polling(const struct watch *watch);

#endif
