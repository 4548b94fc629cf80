#include "store/find_merge.h"

#include "base/i18n.h"
#include "store/find.h"
#include "store/private.h"

/* Pages of a merge within a commit: about two milliseconds. */
enum { KEEP_UP_PAGES = 4 };

/* Numbers as FTS5 writes them: seven bits a byte, the high ones first, the last without its high bit. */
struct numbers {
	const unsigned char *at;
	const unsigned char *end;
	bool broken;
};

static int64_t next_number(struct numbers *in)
{
	int64_t value = 0;
	for (int i = 0; i < 8 && in->at < in->end; i++) {
		value = value << 7 | (*in->at & 0x7f);
		if (!(*in->at++ & 0x80))
			return value;
	}
	in->broken = true;
	return 0;
}

/* The record of the segments: a cookie of four bytes, levels, segments, pages written; of each level how many
 * of its segments are being merged and how many there are, and of each segment three numbers. */
static bool read_shape(const char *bytes, size_t length, struct find_shape *shape)
{
	enum { COOKIE = 4, NUMBERS_A_SEGMENT = 3 };
	if (length < COOKIE)
		return false;
	const unsigned char *start = (const unsigned char *)bytes;
	struct numbers in = { start + COOKIE, start + length, false };
	int64_t levels = next_number(&in), counted = 0;
	*shape = (struct find_shape){ .segments = (int)next_number(&in) };
	next_number(&in);
	for (int64_t level = 0; level < levels && !in.broken; level++) {
		shape->merging |= next_number(&in) > 0;
		int64_t segments = next_number(&in);
		counted += segments;
		if (segments > shape->most)
			shape->most = (int)segments;
		for (int64_t i = 0; i < segments * NUMBERS_A_SEGMENT && !in.broken; i++)
			next_number(&in);
	}
	return !in.broken && counted == shape->segments;
}

bool find_merge_shape(struct store *store, struct find_shape *shape, struct error *err)
{
	size_t length = 0;
	struct find_shape found = { 0 };
	struct stmt *q = sql_start(store, SQL_SEARCH_SHAPE);
	const char *bytes = sql_row(q) ? sql_blob(q, &length) : NULL;
	bool known = bytes && read_shape(bytes, length, &found);
	if (!sql_end(q, err))
		return false;
	if (!known)
		return error_set(err, ERROR_STORE, _("%s: the database is damaged (%s); restore a backup"),
				 store->path, "search_text");
	*shape = found;
	return true;
}

static bool merge(struct store *store, int pages, struct error *err)
{
	struct stmt *q = sql_start(store, SQL_SEARCH_MERGE);
	sql_bind_int(q, pages);
	return sql_run(q, err);
}

bool find_merge_keep_up(struct store *store, struct error *err)
{
	struct find_shape shape;
	if (!find_merge_shape(store, &shape, err))
		return false;
	return shape.segments < FIND_SEGMENTS_MANY || merge(store, KEEP_UP_PAGES, err);
}

bool store_search_is_scattered(const struct store *store)
{
	return store->scattered && !store->readonly;
}

static bool merge_alone(struct store *store, int pages, struct error *err)
{
	if (!store_try_write(store, err))
		return false;
	if (merge(store, pages, err))
		return store_commit(store, err);
	store_rollback(store);
	return false;
}

bool store_gather_search(struct store *store, int pages, bool *more, struct error *err)
{
	struct find_shape shape;
	struct error local;
	if (!err)
		err = &local;
	store->scattered = false;
	if (!find_merge_shape(store, &shape, err))
		return false;
	*more = shape.merging || shape.most >= FIND_SEGMENTS_MERGED;
	if (!*more)
		return true;
	bool fine = merge_alone(store, pages, err);
	store->scattered = fine || err->code == ERROR_BUSY;
	return fine;
}
