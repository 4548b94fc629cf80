#include "store/heap.h"

#include <sqlite3.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

/* A piece with its head is a multiple of STEP; those of up to SMALL bytes are cut from blocks. */
enum { STEP = 16, SMALL = 512, BLOCK = 16 * 1024, CLASSES = SMALL / STEP + 1 };

/* Before each piece: how much it holds. */
struct head {
	uint64_t size;
};

/* In a piece that was given back. */
struct idle {
	struct idle *next;
};

/* SQLite asks for memory without saying for whom, so this cannot hang on a store. */
static _Thread_local struct {
	struct idle *idle[CLASSES]; /* by size with head, in STEPs */
	char *at, *end;             /* what is left of the newest block */
} heap;

static size_t whole_size(int size)
{
	return ((size_t)size + sizeof(struct head) + STEP - 1) & ~(size_t)(STEP - 1);
}

static struct head *head_of(void *piece)
{
	return (struct head *)piece - 1;
}

static void *use(struct head *head, size_t whole)
{
	if (!head)
		return NULL;
	head->size = whole - sizeof *head;
	return head + 1;
}

static void put_idle(void *piece, size_t whole)
{
	struct idle *idle = piece;
	idle->next = heap.idle[whole / STEP];
	heap.idle[whole / STEP] = idle;
}

static bool begin_block(void)
{
	char *block = malloc(BLOCK);
	if (!block)
		return false;
	/* What the last one has left is smaller than what was asked for, so it is a piece. */
	size_t left = (size_t)(heap.end - heap.at);
	if (left)
		put_idle(use((struct head *)heap.at, left), left);
	heap.at = block;
	heap.end = block + BLOCK;
	return true;
}

void *heap_alloc(int size)
{
	size_t whole = whole_size(size);
	if (whole > SMALL)
		return use(malloc(whole), whole);
	struct idle *idle = heap.idle[whole / STEP];
	if (idle) {
		heap.idle[whole / STEP] = idle->next;
		return idle;
	}
	if ((size_t)(heap.end - heap.at) < whole && !begin_block())
		return NULL;
	struct head *head = (struct head *)heap.at;
	heap.at += whole;
	return use(head, whole);
}

void heap_free(void *piece)
{
	if (!piece)
		return;
	size_t whole = head_of(piece)->size + sizeof(struct head);
	if (whole > SMALL)
		free(head_of(piece));
	else
		put_idle(piece, whole);
}

void *heap_resize(void *piece, int size)
{
	if (!piece)
		return heap_alloc(size);
	size_t had = head_of(piece)->size, whole = whole_size(size);
	if (had + sizeof(struct head) == whole)
		return piece;
	if (had + sizeof(struct head) > SMALL && whole > SMALL)
		return use(realloc(head_of(piece), whole), whole);
	void *moved = heap_alloc(size);
	if (!moved)
		return NULL;
	memcpy(moved, piece, had < (size_t)size ? had : (size_t)size);
	heap_free(piece);
	return moved;
}

int heap_size(void *piece)
{
	return piece ? (int)head_of(piece)->size : 0;
}

int heap_round(int size)
{
	return (int)(whole_size(size) - sizeof(struct head));
}

#if defined __has_feature
#if __has_feature(address_sanitizer) || __has_feature(memory_sanitizer)
#define SEEN_BY_SANITIZER 1
#endif
#endif
#if defined __SANITIZE_ADDRESS__ && !defined SEEN_BY_SANITIZER
#define SEEN_BY_SANITIZER 1
#endif

#ifndef SEEN_BY_SANITIZER
static int begin(void *arg)
{
	(void)arg;
	return SQLITE_OK;
}

static void finish(void *arg)
{
	(void)arg;
}
#endif

void heap_serve_sqlite(void)
{
#ifndef SEEN_BY_SANITIZER
	static const struct sqlite3_mem_methods methods = {
		.xMalloc = heap_alloc,
		.xFree = heap_free,
		.xRealloc = heap_resize,
		.xSize = heap_size,
		.xRoundup = heap_round,
		.xInit = begin,
		.xShutdown = finish,
	};
	sqlite3_config(SQLITE_CONFIG_MALLOC, &methods);
#endif
}
