/* loop/loop.h - waits for descriptors, timers and signals, and calls who asked for them.
 *
 * One thread. Nothing set means no wake-up at all. Signals are ordinary callbacks between two others, so an
 * act is never interrupted. Callbacks may add and remove anything, themselves included. */
#ifndef PRENOTA_LOOP_LOOP_H
#define PRENOTA_LOOP_LOOP_H

#include <stdbool.h>
#include <stdint.h>

#include "base/error.h"

struct loop;

typedef void loop_call(void *context);

/* @events are poll()'s revents. */
typedef void loop_fd_call(void *context, int fd, short events);

/* Signal number @sig arrived at least once since the last call. */
typedef void loop_signal_call(void *context, int sig);

/* NULL with @err on failure (ERROR_SYSTEM). */
struct loop *loop_create(struct error *err);

/* Gives watched signals back to their former mask. Descriptors stay open. NULL is fine. */
void loop_destroy(struct loop *loop);

/* Milliseconds on CLOCK_BOOTTIME, which goes on while the machine is suspended. */
int64_t loop_now(void);

/* Calls @call when @fd has one of @events (POLLIN, POLLOUT) or is in error; one watch a descriptor, a second
 * one replaces the first. */
void loop_watch_fd(struct loop *loop, int fd, short events, loop_fd_call *call, void *context);
void loop_unwatch_fd(struct loop *loop, int fd);

/* Calls @call once, at @at (loop_now() milliseconds; the past means at once) or later. A timer is known by
 * @call and
 * @context together; setting it again moves it. */
void loop_set_timer(struct loop *loop, int64_t at, loop_call *call, void *context);
void loop_cancel_timer(struct loop *loop, loop_call *call, void *context);

/* Blocks @sig for this process and calls @call instead. Children inherit the mask: spawn them with an empty
 * one (posix_spawnattr_setsigmask). */
bool loop_watch_signal(struct loop *loop, int sig, loop_signal_call *call, void *context, struct error *err);

/* Called each time before the loop sleeps: load what is stale, paint. */
void loop_before_sleep(struct loop *loop, loop_call *call, void *context);

/* One turn: before-sleep, wait at most @max_ms (-1: as long as nothing happens), then the callbacks of all
 * that is due. False when poll() itself failed. */
bool loop_turn(struct loop *loop, int max_ms, struct error *err);

/* Turns until loop_stop(). */
bool loop_run(struct loop *loop, struct error *err);
void loop_stop(struct loop *loop);

/* How often the loop woke up so far (for the idle test and the benchmark). */
uint64_t loop_wakeups(const struct loop *loop);

#endif
