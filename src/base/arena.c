#include "base/arena.h"

#include <stdalign.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* The first block is small, for the many arenas that hold little; each next one is twice as large. */
enum { BLOCK_FIRST = 2 * 1024, BLOCK_MOST = 16 * 1024 };

struct arena_block {
	struct arena_block *next;
	size_t used;
	size_t size;
	alignas(max_align_t) unsigned char data[];
};

static struct arena_block *block_create(size_t size, bool zeroed, struct arena_block *next)
{
	struct arena_block *block = zeroed ? calloc(1, sizeof *block + size) : malloc(sizeof *block + size);
	if (!block)
		abort();
	block->next = next;
	block->used = 0;
	block->size = size;
	return block;
}

/* Large memory has a block of its own, behind the one that still has room. The kernel gives it zeroed, and
 * page by page as it is used. */
static void *take_own(struct arena *arena, size_t size)
{
	struct arena_block **place = arena->blocks ? &arena->blocks->next : &arena->blocks;
	struct arena_block *block = *place = block_create(size, true, *place);
	block->used = size;
	return block->data;
}

static void add_block(struct arena *arena, size_t size)
{
	size_t next = arena->blocks ? arena->blocks->size * 2 : BLOCK_FIRST;
	next = next < size ? size : next;
	arena->blocks = block_create(next < BLOCK_MOST ? next : BLOCK_MOST, false, arena->blocks);
}

/* Not zeroed, but for a block of its own. */
static void *take(struct arena *arena, size_t size, size_t align)
{
	if (size > BLOCK_MOST)
		return take_own(arena, size);
	struct arena_block *block = arena->blocks;
	size_t at = block ? (block->used + align - 1) & ~(align - 1) : 0;
	if (!block || at > block->size || block->size - at < size) {
		add_block(arena, size);
		block = arena->blocks;
		at = 0;
	}
	block->used = at + size;
	return block->data + at;
}

/* Few of a short-lived arena's bytes are ever used: only those are zeroed. */
void *arena_alloc(struct arena *arena, size_t size)
{
	size = size ? size : 1;
	void *memory = take(arena, size, alignof(max_align_t));
	return size > BLOCK_MOST ? memory : memset(memory, 0, size);
}

/* Texts stand close together: they are most of what a console keeps. */
char *arena_strndup(struct arena *arena, const char *text, size_t len)
{
	char *copy = take(arena, len + 1, 1);
	memcpy(copy, text, len);
	copy[len] = '\0';
	return copy;
}

char *arena_strdup(struct arena *arena, const char *text)
{
	return text ? arena_strndup(arena, text, strlen(text)) : NULL;
}

char *arena_printf(struct arena *arena, const char *format, ...)
{
	va_list args;
	va_start(args, format);
	int len = vsnprintf(NULL, 0, format, args);
	va_end(args);
	if (len < 0)
		abort();
	char *text = arena_alloc(arena, (size_t)len + 1);
	va_start(args, format);
	vsnprintf(text, (size_t)len + 1, format, args);
	va_end(args);
	return text;
}

void *arena_grow(struct arena *arena, void *array, size_t count, size_t *capacity, size_t element)
{
	if (count < *capacity)
		return array;
	*capacity = *capacity ? *capacity * 2 : 8;
	void *grown = arena_alloc(arena, *capacity * element);
	if (count)
		memcpy(grown, array, count * element);
	return grown;
}

void arena_adopt(struct arena *arena, struct arena *from)
{
	struct arena_block **end = &arena->blocks;
	while (*end)
		end = &(*end)->next;
	*end = from->blocks;
	from->blocks = NULL;
}

void arena_finish(struct arena *arena)
{
	while (arena->blocks) {
		struct arena_block *next = arena->blocks->next;
		free(arena->blocks);
		arena->blocks = next;
	}
}
