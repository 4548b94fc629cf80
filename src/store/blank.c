#include "store/blank.h"

#include <pthread.h>
#include <sqlite3.h>
#include <stdbool.h>
#include <string.h>

enum { HEAD = 100, PAGE_MIN = 512, PAGE_MAX = 65536, VACUUM_ROOT = 52 };

static const char vfs_name[] = "prenota-blank";

/* What an open database has behind the file of SQLite's own. */
struct tail {
	sqlite3_io_methods methods; /* the file's own, but for writing */
	int (*write)(sqlite3_file *file, const void *bytes, int size, sqlite3_int64 at);
	bool blanks; /* the pages are known to be of the kinds told by their first byte */
};

/* SQLite keeps the list of its ways to files itself, and links this one into it. */
static sqlite3_vfs own, *below;

static struct tail *tail_of(sqlite3_file *file)
{
	return (struct tail *)((char *)file + own.szOsFile - sizeof(struct tail));
}

static unsigned half(const uint8_t *at)
{
	return (unsigned)at[0] << 8 | at[1];
}

/* Pages of other kinds (overflow, free list) begin with the number of a page, which is below 2 << 24 in a
 * database of up to 128 GB. */
size_t blank_unused(const uint8_t *page, size_t size, int64_t number, size_t *from)
{
	size_t head = number == 1 ? HEAD : 0;
	if (size < PAGE_MIN || size > PAGE_MAX)
		return 0;
	bool inner = page[head] == 2 || page[head] == 5, leaf = page[head] == 10 || page[head] == 13;
	if (!inner && !leaf)
		return 0;
	size_t start = head + (leaf ? 8 : 12) + 2 * (size_t)half(page + head + 3);
	size_t end = half(page + head + 5) ? half(page + head + 5) : PAGE_MAX;
	if (end > size || start >= end)
		return 0;
	*from = start;
	return end - start;
}

/* A database that moves its pages by itself has pages of a further kind, told by nothing: it is left alone.
 * No store of ours is one. */
static bool head_says_so(const uint8_t *head)
{
	static const uint8_t none[4];
	return memcmp(head, "SQLite format 3", 16) == 0 && memcmp(head + VACUUM_ROOT, none, 4) == 0;
}

static bool may_blank(sqlite3_file *file, const void *bytes, int size, sqlite3_int64 at)
{
	struct tail *tail = tail_of(file);
	uint8_t head[HEAD];
	if (size < PAGE_MIN || size > PAGE_MAX || (size & (size - 1)) != 0 || at % size != 0)
		return false;
	if (at == 0)
		tail->blanks = head_says_so(bytes);
	else if (!tail->blanks)
		tail->blanks = file->pMethods->xRead(file, head, sizeof head, 0) == SQLITE_OK &&
			       head_says_so(head);
	return tail->blanks;
}

static int write_blank(sqlite3_file *file, const void *bytes, int size, sqlite3_int64 at)
{
	uint8_t page[PAGE_MAX];
	size_t from, count = 0;
	if (may_blank(file, bytes, size, at))
		count = blank_unused(bytes, (size_t)size, at / size + 1, &from);
	if (!count)
		return tail_of(file)->write(file, bytes, size, at);
	memcpy(page, bytes, from);
	memset(page + from, 0, count);
	memcpy(page + from + count, (const uint8_t *)bytes + from + count, (size_t)size - from - count);
	return tail_of(file)->write(file, page, size, at);
}

static int open_blank(sqlite3_vfs *vfs, const char *name, sqlite3_file *file, int flags, int *given)
{
	(void)vfs;
	int rc = below->xOpen(below, name, file, flags, given);
	if (rc != SQLITE_OK || !(flags & SQLITE_OPEN_MAIN_DB) || !file->pMethods)
		return rc;
	struct tail *tail = tail_of(file);
	*tail = (struct tail){ .methods = *file->pMethods, .write = file->pMethods->xWrite };
	tail->methods.xWrite = write_blank;
	file->pMethods = &tail->methods;
	return rc;
}

static void make(void)
{
	below = sqlite3_vfs_find(NULL);
	if (!below)
		return;
	own = *below;
	own.zName = vfs_name;
	own.pNext = NULL;
	own.szOsFile = (below->szOsFile + 7) / 8 * 8 + (int)sizeof(struct tail);
	own.xOpen = open_blank;
	if (sqlite3_vfs_register(&own, 0) != SQLITE_OK)
		below = NULL;
}

const char *blank_vfs(void)
{
	static pthread_once_t once = PTHREAD_ONCE_INIT;
	pthread_once(&once, make);
	return below ? vfs_name : NULL;
}
