/* base/memory.h - memory of the heap, for what lives alone; what goes together lives in an arena. */
#ifndef PRENOTA_BASE_MEMORY_H
#define PRENOTA_BASE_MEMORY_H

#include <stddef.h>

/* Zeroed memory for @count things of @size bytes (at least one thing is had), to be freed with free(). Never NULL: out
 * of memory aborts. */
void *memory_zeroed(size_t count, size_t size) __attribute__((malloc, alloc_size(1, 2), returns_nonnull));

/* A copy of @text, to be freed with free(); NULL stays NULL. Out of memory aborts. */
char *memory_text(const char *text);

#endif
