/* base/arena.h - memory that goes at once: the rows of a snapshot, the texts of a form. */
#ifndef PRENOTA_BASE_ARENA_H
#define PRENOTA_BASE_ARENA_H

#include <stddef.h>

struct arena_block;

/* Zero-initialised is empty and valid. */
struct arena {
	struct arena_block *blocks; /* newest first */
};

/* Zeroed memory of @size bytes, aligned for any type, owned by @arena. Never NULL: out of memory aborts. */
void *arena_alloc(struct arena *arena, size_t size);

/* A copy of @text (NULL stays NULL), owned by @arena. */
char *arena_strdup(struct arena *arena, const char *text);

/* A copy of the first @len bytes of @text, with an end mark. */
char *arena_strndup(struct arena *arena, const char *text, size_t len);

/* A formatted text, owned by @arena. */
char *arena_printf(struct arena *arena, const char *format, ...) __attribute__((format(printf, 2, 3)));

/* Makes room for one more element in an array that lives in @arena: returns the array, moved when it was
 * full. @count elements are in use, *@capacity is updated. Typical: list->items = arena_grow(arena, list->items,
 * list->count, &list->capacity, sizeof *list->items); */
void *arena_grow(struct arena *arena, void *array, size_t count, size_t *capacity, size_t element);

/* Takes over all memory of @from, which is empty afterwards: what points there holds as long as @arena. */
void arena_adopt(struct arena *arena, struct arena *from);

/* Frees everything; the arena can be used again. */
void arena_finish(struct arena *arena);

#endif
