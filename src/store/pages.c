#include "store/pages.h"

#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/i18n.h"

enum { FILE_HEAD = 100, OWN_PAGE_SIZE = 4096, LOG_HEAD = 32, FRAME_HEAD = 24, DEPTH_MAX = 24 };

static uint32_t word(const uint8_t *at)
{
	return (uint32_t)at[0] << 24 | (uint32_t)at[1] << 16 | (uint32_t)at[2] << 8 | at[3];
}

static int half(const uint8_t *at)
{
	return at[0] << 8 | at[1];
}

/* --- the file --- */

static bool read_at(int fd, void *bytes, size_t size, int64_t at)
{
	return pread(fd, bytes, size, (off_t)at) == (ssize_t)size;
}

/* What the head says is believed only when it is one. */
static void read_head(struct pages *pages)
{
	uint8_t head[FILE_HEAD];
	pages->size = pages->usable = OWN_PAGE_SIZE;
	if (!read_at(pages->fd, head, sizeof head, 0) || memcmp(head, "SQLite format 3", 16) != 0)
		return;
	int size = half(head + 16) == 1 ? PAGE_SIZE_MAX : half(head + 16);
	if (size < 512 || (size & (size - 1)) != 0 || size - head[20] < 480)
		return;
	pages->size = size;
	pages->usable = size - head[20];
}

/* Pages that a transaction has written and no checkpoint has brought home stand in the log: the last of each
 * that was committed counts. Frames of an earlier round carry another salt. */
static void read_log(struct pages *pages, const char *path)
{
	char name[4096];
	uint8_t head[LOG_HEAD], frame[FRAME_HEAD];
	snprintf(name, sizeof name, "%s-wal", path);
	pages->log_fd = open(name, O_RDONLY | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK);
	if (pages->log_fd < 0 || !read_at(pages->log_fd, head, sizeof head, 0) ||
	    (word(head) & ~1u) != 0x377f0682u || word(head + 8) != (uint32_t)pages->size)
		return;
	int64_t step = FRAME_HEAD + pages->size;
	uint32_t *newest = calloc((size_t)pages->count + 1, sizeof *newest), committed = 0, n;
	if (!newest)
		abort();
	for (n = 0; read_at(pages->log_fd, frame, sizeof frame, LOG_HEAD + n * step) &&
		    memcmp(frame + 8, head + 16, 8) == 0;
	     n++)
		if (word(frame + 4) != 0)
			committed = n + 1;
	for (n = 0; n < committed; n++)
		if (read_at(pages->log_fd, frame, sizeof frame, LOG_HEAD + n * step) && word(frame) > 0 &&
		    word(frame) <= pages->count)
			newest[word(frame)] = n + 1;
	pages->frames = newest;
}

bool pages_open(struct pages *pages, const char *path, struct error *err)
{
	struct stat st;
	*pages = (struct pages){ .log_fd = -1 };
	pages->fd = open(path, O_RDONLY | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK);
	if (pages->fd < 0 || fstat(pages->fd, &st) != 0 || !S_ISREG(st.st_mode)) {
		pages_close(pages);
		return error_set(err, ERROR_STORE, _("%s: cannot be read as a file"), path);
	}
	read_head(pages);
	int64_t count = (st.st_size + pages->size - 1) / pages->size;
	pages->count = count > INT32_MAX ? INT32_MAX : (uint32_t)count;
	pages->seen = calloc((size_t)pages->count + 1, 1);
	if (!pages->seen)
		abort();
	read_log(pages, path);
	return true;
}

void pages_close(struct pages *pages)
{
	if (pages->fd >= 0)
		close(pages->fd);
	if (pages->log_fd >= 0)
		close(pages->log_fd);
	free(pages->frames);
	free(pages->seen);
	buffer_finish(&pages->payload);
	*pages = (struct pages){ .fd = -1, .log_fd = -1 };
}

bool pages_read(struct pages *pages, uint32_t number, uint8_t *page)
{
	if (number < 1 || number > pages->count)
		return false;
	uint32_t frame = pages->frames ? pages->frames[number] : 0;
	int64_t step = FRAME_HEAD + pages->size;
	if (frame)
		return read_at(pages->log_fd, page, (size_t)pages->size,
			       LOG_HEAD + (frame - 1) * step + FRAME_HEAD);
	return read_at(pages->fd, page, (size_t)pages->size, (int64_t)(number - 1) * pages->size);
}

/* --- cells --- */

static const uint8_t *page_head(uint32_t number, const uint8_t *page)
{
	return number == 1 ? page + FILE_HEAD : page;
}

int page_kind(uint32_t number, const uint8_t *page)
{
	int kind = *page_head(number, page);
	return kind == PAGE_INNER_INDEX || kind == PAGE_INNER_TABLE || kind == PAGE_LEAF_INDEX ||
			       kind == PAGE_LEAF_TABLE
		       ? kind
		       : 0;
}

static bool is_inner(int kind)
{
	return kind == PAGE_INNER_INDEX || kind == PAGE_INNER_TABLE;
}

/* A number of up to nine bytes before @end; its length, 0 when it is cut off. */
static int varint(const uint8_t *at, const uint8_t *end, int64_t *number)
{
	uint64_t value = 0;
	for (int i = 0; i < 9; i++) {
		if (at + i >= end)
			return 0;
		if (i == 8) {
			*number = (int64_t)(value << 8 | at[i]);
			return 9;
		}
		value = value << 7 | (at[i] & 0x7f);
		if (!(at[i] & 0x80)) {
			*number = (int64_t)value;
			return i + 1;
		}
	}
	return 0;
}

/* How much of a payload stands on its page (section 1.6 of the file format). */
static int64_t local_size(const struct pages *pages, int kind, int64_t payload)
{
	int64_t usable = pages->usable, least = (usable - 12) * 32 / 255 - 23;
	int64_t most = kind == PAGE_LEAF_TABLE ? usable - 35 : (usable - 12) * 64 / 255 - 23;
	if (payload <= most)
		return payload;
	int64_t size = least + (payload - least) % (usable - 4);
	return size <= most ? size : least;
}

static bool read_overflow(struct pages *pages, uint32_t next, int64_t left)
{
	uint8_t page[PAGE_SIZE_MAX];
	while (left > 0) {
		int64_t part = left < pages->usable - 4 ? left : pages->usable - 4;
		if (!pages_read(pages, next, page))
			return false;
		buffer_add_bytes(&pages->payload, (const char *)page + 4, (size_t)part);
		next = word(page);
		left -= part;
	}
	return true;
}

/* The whole of a payload whose first part is at @at, into pages->payload. */
static bool read_payload(struct pages *pages, int kind, const uint8_t *at, const uint8_t *end, int64_t size)
{
	buffer_clear(&pages->payload);
	if (size < 1 || size > (int64_t)pages->count * pages->size)
		return false;
	int64_t local = local_size(pages, kind, size);
	if (local > end - at || (local < size && end - at - local < 4))
		return false;
	buffer_add_bytes(&pages->payload, (const char *)at, (size_t)local);
	return local == size || read_overflow(pages, word(at + local), size - local);
}

/* --- records --- */

static int64_t value_size(int64_t type)
{
	static const int sizes[] = { 0, 1, 2, 3, 4, 6, 8, 8, 0, 0 };
	if (type < 0 || type == 10 || type == 11)
		return -1;
	return type < 10 ? sizes[type] : (type - 12) / 2;
}

static void read_number(int64_t type, const uint8_t *at, int size, struct page_value *value)
{
	uint64_t bits = size > 0 && at[0] & 0x80 ? UINT64_MAX : 0;
	for (int i = 0; i < size; i++)
		bits = bits << 8 | at[i];
	value->kind = type == 7 ? VALUE_REAL : VALUE_INTEGER;
	value->integer = type == 8 ? 0 : type == 9 ? 1 : (int64_t)bits;
	if (type == 7)
		memcpy(&value->real, &bits, sizeof value->real);
}

static void read_value(int64_t type, const uint8_t *at, int size, struct page_value *value)
{
	*value = (struct page_value){ .kind = VALUE_NULL };
	if (type == 0)
		return;
	if (type < 10) {
		read_number(type, at, size, value);
		return;
	}
	value->kind = type & 1 ? VALUE_TEXT : VALUE_BLOB;
	value->bytes = (const char *)at;
	value->length = size;
}

/* A record is one only when its parts fill it to the byte. */
static bool read_record(const struct pages *pages, struct page_row *row)
{
	const uint8_t *at = (const uint8_t *)pages->payload.text, *end = at + pages->payload.len;
	int64_t head, type;
	int step = varint(at, end, &head);
	if (!step || head < step || head > end - at)
		return false;
	const uint8_t *body = at + head, *types_end = body;
	at += step;
	for (row->count = 0; at < types_end; row->count++) {
		step = varint(at, types_end, &type);
		int64_t size = step ? value_size(type) : -1;
		if (size < 0 || size > end - body || size > INT32_MAX || row->count >= PAGE_VALUES_MAX)
			return false;
		read_value(type, body, (int)size, &row->values[row->count]);
		at += step;
		body += size;
	}
	return body == end && row->count > 0;
}

static bool read_cell(struct pages *pages, int kind, const uint8_t *at, const uint8_t *end,
		      struct page_row *row)
{
	int64_t size;
	at += kind == PAGE_INNER_INDEX ? 4 : 0;
	int step = at < end ? varint(at, end, &size) : 0;
	if (!step)
		return false;
	at += step;
	row->rowid = 0;
	step = kind == PAGE_LEAF_TABLE ? varint(at, end, &row->rowid) : 0;
	if (kind == PAGE_LEAF_TABLE && !step)
		return false;
	return read_payload(pages, kind, at + step, end, size) && read_record(pages, row);
}

/* Where cell @i begins; NULL when it cannot be there. */
static const uint8_t *cell_at(const struct pages *pages, uint32_t number, const uint8_t *page, int i)
{
	const uint8_t *head = page_head(number, page), *end = page + pages->usable;
	const uint8_t *pointer = head + (is_inner(*head) ? 12 : 8) + 2 * i;
	if (pointer + 2 > end || half(pointer) < pointer + 2 - page || half(pointer) > pages->usable - 4)
		return NULL;
	return page + half(pointer);
}

int pages_rows(struct pages *pages, uint32_t number, const uint8_t *page, pages_take *take, void *context)
{
	struct page_row row;
	int kind = page_kind(number, page), bad = 0;
	if (kind == 0 || kind == PAGE_INNER_TABLE)
		return -1;
	int count = half(page_head(number, page) + 3);
	for (int i = 0; i < count; i++) {
		const uint8_t *cell = cell_at(pages, number, page, i);
		if (cell && read_cell(pages, kind, cell, page + pages->usable, &row))
			take(context, &row);
		else
			bad++;
	}
	return bad;
}

/* --- trees --- */

struct walk {
	struct pages *pages;
	pages_take *take;
	void *context;
	bool table;
	bool whole;
};

static void nothing(void *context, const struct page_row *row)
{
	(void)context;
	(void)row;
}

static void walk_page(struct walk *walk, uint32_t number, int depth);

static void walk_children(struct walk *walk, uint32_t number, const uint8_t *page, int depth)
{
	const uint8_t *head = page_head(number, page);
	int count = half(head + 3);
	for (int i = 0; i < count; i++) {
		const uint8_t *cell = cell_at(walk->pages, number, page, i);
		if (cell)
			walk_page(walk, word(cell), depth);
		else
			walk->whole = false;
	}
	walk_page(walk, word(head + 8), depth);
}

static void walk_page(struct walk *walk, uint32_t number, int depth)
{
	struct pages *pages = walk->pages;
	uint8_t *page = malloc(PAGE_SIZE_MAX);
	if (!page)
		abort();
	int kind = 0;
	if (depth < DEPTH_MAX && pages_read(pages, number, page) && !pages->seen[number])
		kind = page_kind(number, page);
	bool fits = kind && walk->table == (kind == PAGE_LEAF_TABLE || kind == PAGE_INNER_TABLE);
	if (fits) {
		pages->seen[number] = 1;
		if (kind != PAGE_INNER_TABLE)
			fits = pages_rows(pages, number, page, walk->take, walk->context) == 0;
		if (is_inner(kind))
			walk_children(walk, number, page, depth + 1);
	}
	walk->whole = walk->whole && fits;
	free(page);
}

bool pages_walk(struct pages *pages, uint32_t root, pages_take *take, void *context)
{
	struct walk walk = { pages, take ? take : nothing, context, false, true };
	uint8_t *page = malloc(PAGE_SIZE_MAX);
	if (!page)
		abort();
	if (pages_read(pages, root, page)) {
		int kind = page_kind(root, page);
		walk.table = kind == PAGE_LEAF_TABLE || kind == PAGE_INNER_TABLE;
	}
	free(page);
	walk_page(&walk, root, 0);
	return walk.whole;
}
