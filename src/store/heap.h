/* heap.h - the small memory of SQLite: what it parses of the schema and of statements, thousands of pieces of
 * some 50 bytes, cut from larger blocks.
 *
 * A piece that is given back waits for the next one of its size and never goes back to the system; larger
 * ones are the C library's. Each thread cuts its own; a piece may be given back by any. Sizes are in bytes,
 * pieces are aligned to 8, NULL means that there is no memory left. */
#ifndef STORE_HEAP_H
#define STORE_HEAP_H

/* Tells SQLite to use it. Without effect once SQLite runs, and where a sanitizer has to see each piece. */
void heap_serve_sqlite(void);

void *heap_alloc(int size);
/* As realloc: @piece may be NULL, and stays as it was when there is no memory left. */
void *heap_resize(void *piece, int size);
void heap_free(void *piece);
/* What the piece holds, at least what was asked for. */
int heap_size(void *piece);
/* What a piece of @size will hold. */
int heap_round(int size);

#endif
