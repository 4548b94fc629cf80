/* base/beside.h - one piece of work beside what the caller does meanwhile, on a thread of its own.
 *
 * What the work reads and writes is its own until beside_wait(); nobody changes the environment or the locale
 * as long. All signals are the caller's: the thread takes none. */
#ifndef PRENOTA_BASE_BESIDE_H
#define PRENOTA_BASE_BESIDE_H

#include <pthread.h>
#include <stdbool.h>

struct beside {
	void (*work)(void *context);
	void *context;
	pthread_t thread;
	bool running;
};

/* Begins @work on @context. Where no thread is to be had it is done at once, before this returns. @beside
 * stays where it is until beside_wait(), which has to follow. */
void beside_start(struct beside *beside, void (*work)(void *context), void *context);

/* Returns when the work is done. */
void beside_wait(struct beside *beside);

#endif
