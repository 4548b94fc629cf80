/* base/heap.h - memory that is known to be needed soon, had in one go.
 *
 * The kernel gives a growing heap page by page, each on its first touch and for 1 to 2 us. Somebody who knows
 * how much a start takes asks for all of it at once, for a tenth of that, while others allocate. What is not
 * used goes back with the next malloc_trim(). Where the allocator or the kernel do not play, nothing happens.
 */
#ifndef PRENOTA_BASE_HEAP_H
#define PRENOTA_BASE_HEAP_H

#include <stddef.h>

struct heap_ahead {
	void *stop; /* lies behind what was taken, so that it is not given back at once */
	char *from;
	size_t size; /* 0: nothing was taken */
};

/* Takes @size more bytes of addresses for the heap, and has all threads share this one heap: to be called
 * before there are others. */
void heap_begin(struct heap_ahead *ahead, size_t size);

/* Has the kernel put memory behind them. Others may allocate meanwhile. */
void heap_fill(const struct heap_ahead *ahead);

/* The unused rest is memory as any other. */
void heap_end(struct heap_ahead *ahead);

#endif
