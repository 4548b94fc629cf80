#include "store/mention.h"

#include <string.h>

#include "store/private.h"
#include "store/request_store.h"

enum { KEY_LEAST = 7, KEY_MOST = 16 };

/* What is looked for. */
struct needles {
	const char *email; /* in small letters; NULL: none */
	const char *numbers[2];
	int count; /* of @numbers */
};

static bool read_needles(struct store *store, const char *id, struct arena *arena, struct needles *needles,
			 struct error *err)
{
	struct stmt *q = sql_start(store, SQL_MENTION_KEYS);
	sql_bind_text(q, id);
	if (sql_row(q)) {
		needles->email = sql_text(q, arena);
		for (int i = 0; i < 2; i++) {
			const char *key = sql_text(q, arena);
			size_t len = key ? strlen(key) : 0;
			if (len >= KEY_LEAST && len < KEY_MOST)
				needles->numbers[needles->count++] = key;
		}
	}
	return sql_end(q, err);
}

static bool has_email(const char *bytes, size_t len, const char *email)
{
	size_t length = strlen(email), at = 0;
	for (size_t i = 0; i + length <= len; i++) {
		for (at = 0; at < length; at++) {
			char c = bytes[i + at];
			if ((c >= 'A' && c <= 'Z' ? c + 32 : c) != email[at])
				break;
		}
		if (at == length)
			return true;
	}
	return false;
}

/* What people write between the digits of a number. */
static bool is_between(unsigned char c)
{
	return c && strchr(" -.()/", c) != NULL;
}

static bool has_number(const char *bytes, size_t len, const char *number)
{
	char last[KEY_MOST];
	size_t length = strlen(number), kept = 0;
	for (size_t i = 0; i < len; i++) {
		unsigned char c = (unsigned char)bytes[i];
		if (c < '0' || c > '9') {
			kept = is_between(c) ? kept : 0;
			continue;
		}
		if (kept == length)
			memmove(last, last + 1, --kept);
		last[kept++] = (char)c;
		if (kept == length && memcmp(last, number, length) == 0)
			return true;
	}
	return false;
}

static bool has_any(const char *bytes, size_t len, const struct needles *needles)
{
	if (needles->email && has_email(bytes, len, needles->email))
		return true;
	for (int i = 0; i < needles->count; i++)
		if (has_number(bytes, len, needles->numbers[i]))
			return true;
	return false;
}

static bool in_original(struct store *store, const char *digest, const struct needles *needles, bool *found,
			struct error *err)
{
	struct buffer bytes = { 0 };
	bool fine = !digest || store_get_original(store, digest, &bytes, err);
	*found = fine && has_any(buffer_text(&bytes), bytes.len, needles);
	buffer_finish(&bytes);
	return fine;
}

/* One row of SQL_MENTION_REQUESTS. */
static bool look_at(struct store *store, struct stmt *q, const struct needles *needles, struct arena *arena,
		    struct mention *mention, bool *found, struct error *err)
{
	struct mention one = { .request = sql_text(q, arena), .name = sql_text(q, arena) };
	one.received = sql_int(q);
	const char *digest = sql_text(q, arena), *words = sql_peek(q);
	*found = words && has_any(words, strlen(words), needles);
	*mention = one;
	return *found || in_original(store, digest, needles, found, err);
}

bool store_mentions(struct store *store, const char *id, struct arena *arena, struct mention_list *list,
		    struct error *err)
{
	struct needles needles = { .count = 0 };
	struct mention_list all = { .count = 0 };
	struct mention one;
	size_t room = 0;
	bool fine = read_needles(store, id, arena, &needles, err), found;
	if (!fine || (!needles.email && !needles.count)) {
		if (fine)
			*list = all;
		return fine;
	}
	struct stmt *q = sql_start(store, SQL_MENTION_REQUESTS);
	sql_bind_text(q, id);
	while (fine && sql_row(q)) {
		fine = look_at(store, q, &needles, arena, &one, &found, err);
		if (!fine || !found)
			continue;
		all.items = arena_grow(arena, all.items, all.count, &room, sizeof *all.items);
		all.items[all.count++] = one;
	}
	if (!sql_end(q, fine ? err : NULL) || !fine)
		return false;
	*list = all;
	return true;
}
