#include "store/keys.h"

#include <string.h>

#include "store/private.h"

typedef const char *code_at(const struct site *site, int index);

static const char *staff_code(const struct site *site, int index)
{
	return site->staff[index].code;
}

static const char *skill_code(const struct site *site, int index)
{
	return site->skills[index].code;
}

static const char *bay_code(const struct site *site, int index)
{
	return site->bays[index].code;
}

static const char *unit_code(const struct site *site, int index)
{
	return site->units[index].code;
}

static int position_of(const struct site *site, code_at *code, int count, const char *wanted)
{
	for (int i = 0; i < count; i++)
		if (strcmp(code(site, i), wanted) == 0)
			return i;
	return -1;
}

static bool read_codes(struct store *store, enum sql id, struct key_codes *codes, struct error *err)
{
	size_t capacity = 0;
	struct stmt *q = sql_start(store, id);
	*codes = (struct key_codes){ 0 };
	while (sql_row(q)) {
		codes->items = arena_grow(&store->keys.arena, codes->items, codes->count, &capacity,
					  sizeof *codes->items);
		struct key_code *item = &codes->items[codes->count++];
		item->key = sql_int(q);
		item->code = sql_text(q, &store->keys.arena);
		codes->highest = item->key > codes->highest ? item->key : codes->highest;
	}
	return sql_end(q, err);
}

void keys_forget(struct store *store)
{
	arena_finish(&store->keys.arena);
	store->keys = (struct known_keys){ 0 };
}

/* Three times in a booking, and they change a few times a year: read again once anybody has committed, and
 * after this store itself wrote the site or took a transaction back. */
static bool know(struct store *store, struct error *err)
{
	int64_t version = 0;
	if (!store_data_version(store, &version, err))
		return false;
	if (store->keys.known && store->keys.version == version)
		return true;
	keys_forget(store);
	if (!read_codes(store, SQL_STAFF_KEYS, &store->keys.staff, err) ||
	    !read_codes(store, SQL_SKILL_KEYS, &store->keys.skills, err) ||
	    !read_codes(store, SQL_BAY_KEYS, &store->keys.bays, err) ||
	    !read_codes(store, SQL_UNIT_KEYS, &store->keys.units, err))
		return false;
	store->keys.version = version;
	store->keys.known = true;
	return true;
}

static struct key_list match(const struct key_codes *codes, const struct site *site, code_at *code, int count,
			     struct arena *arena)
{
	struct key_list list = {
		.key_of = arena_alloc(arena, (size_t)(count + 1) * sizeof *list.key_of),
		.count = count,
		.index_of = arena_alloc(arena, (size_t)(codes->highest + 1) * sizeof *list.index_of),
		.limit = codes->highest,
	};
	for (int64_t key = 0; key <= codes->highest; key++)
		list.index_of[key] = -1;
	for (size_t i = 0; i < codes->count; i++) {
		int at = position_of(site, code, count, codes->items[i].code);
		if (at < 0 || codes->items[i].key < 1)
			continue;
		list.key_of[at] = codes->items[i].key;
		list.index_of[codes->items[i].key] = at;
	}
	return list;
}

bool site_keys_load(struct store *store, const struct site *site, struct arena *arena, struct site_keys *keys,
		    struct error *err)
{
	if (!know(store, err))
		return false;
	const struct known_keys *known = &store->keys;
	*keys = (struct site_keys){
		.staff = match(&known->staff, site, staff_code, site->staff_count, arena),
		.skills = match(&known->skills, site, skill_code, site->skill_count, arena),
		.bays = match(&known->bays, site, bay_code, site->bay_count, arena),
		.units = match(&known->units, site, unit_code, site->unit_count, arena),
	};
	return true;
}

int key_index(const struct key_list *list, int64_t key)
{
	return key > 0 && key <= list->limit ? list->index_of[key] : -1;
}

int64_t key_at(const struct key_list *list, int index)
{
	return index >= 0 && index < list->count ? list->key_of[index] : 0;
}
