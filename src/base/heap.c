#include "base/heap.h"

#include <malloc.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <unistd.h>

enum {
	BLOCK = 96 * 1024, /* below what malloc() maps by itself */
	BLOCKS_MAX = 64,
	BETWEEN = 64,    /* at most, of the allocator's own, between two blocks in a row */
	STOP_SIZE = 2048 /* nothing that small lies about free to be had instead */
};

static bool in_a_row(char *const *blocks, size_t count, const char *stop)
{
	for (size_t i = 0; i < count; i++) {
		const char *next = i + 1 < count ? blocks[i + 1] : stop;
		if (!blocks[i] || !next || next < blocks[i] + BLOCK || next > blocks[i] + BLOCK + BETWEEN)
			return false;
	}
	return count > 0;
}

/* Blocks that are freed in a row become one free piece of the heap, from which all is taken that follows. */
void heap_begin(struct heap_ahead *ahead, size_t size)
{
	char *blocks[BLOCKS_MAX];
	size_t count = size / BLOCK < BLOCKS_MAX ? size / BLOCK : BLOCKS_MAX;
	mallopt(M_ARENA_MAX, 1);
	for (size_t i = 0; i < count; i++)
		blocks[i] = malloc(BLOCK);
	*ahead = (struct heap_ahead){ .stop = malloc(STOP_SIZE) };
	if (in_a_row(blocks, count, ahead->stop)) {
		uintptr_t page = (uintptr_t)sysconf(_SC_PAGESIZE);
		uintptr_t skip = (page - (uintptr_t)blocks[0] % page) % page;
		ahead->from = blocks[0] + skip;
		ahead->size = (size_t)(blocks[count - 1] + BLOCK - ahead->from) / page * page;
	}
	for (size_t i = 0; i < count; i++)
		free(blocks[i]);
}

void heap_fill(const struct heap_ahead *ahead)
{
	/* The only thing that can go wrong is that it has no effect (EINVAL before Linux 5.14). */
	if (ahead->size)
		madvise(ahead->from, ahead->size, MADV_POPULATE_WRITE);
}

void heap_end(struct heap_ahead *ahead)
{
	free(ahead->stop);
	*ahead = (struct heap_ahead){ 0 };
}
