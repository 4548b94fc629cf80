/* store/blank.h - what no row holds is written to the disk as zeros.
 *
 * secure_delete overwrites the row that goes. When SQLite lays a page out anew (rows of a full page are shared
 * out to its neighbours) it leaves in the unused middle of the page what stood there before: a second copy of
 * rows, which no later erasure of the row finds. Here that middle is zeros in every page that goes into a
 * database's file; the row's own bytes are never touched (GDPR 17, PIPA 21). */
#ifndef PRENOTA_STORE_BLANK_H
#define PRENOTA_STORE_BLANK_H

#include <stddef.h>
#include <stdint.h>

/* The name under which sqlite3_open_v2() is told to write so. The first call makes it known to SQLite, which
 * then runs: what configures SQLite comes before. NULL, SQLite's own way of writing, when there is no memory. */
const char *blank_vfs(void);

/* Where in page @number (from 1) of @size bytes nothing is stored: the count of bytes, and *@from where they
 * begin. 0 for what is no page of a table or an index. */
size_t blank_unused(const uint8_t *page, size_t size, int64_t number, size_t *from);

#endif
