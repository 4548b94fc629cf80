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

struct pair {
	int64_t key;
	const char *code;
};

static int position_of(const struct site *site, code_at *code, int count, const char *wanted)
{
	for (int i = 0; i < count; i++)
		if (strcmp(code(site, i), wanted) == 0)
			return i;
	return -1;
}

static bool load(struct store *store, enum sql id, const struct site *site, code_at *code, int count,
		 struct arena *arena, struct key_list *list, struct error *err)
{
	struct pair *pairs = NULL;
	size_t pair_count = 0, capacity = 0;
	int64_t highest = 0;
	struct stmt *q = sql_start(store, id);
	while (sql_row(q)) {
		pairs = arena_grow(arena, pairs, pair_count, &capacity, sizeof *pairs);
		struct pair *pair = &pairs[pair_count++];
		pair->key = sql_int(q);
		pair->code = sql_text(q, arena);
		highest = pair->key > highest ? pair->key : highest;
	}
	if (!sql_end(q, err))
		return false;
	*list = (struct key_list){
		.key_of = arena_alloc(arena, (size_t)(count + 1) * sizeof *list->key_of),
		.count = count,
		.index_of = arena_alloc(arena, (size_t)(highest + 1) * sizeof *list->index_of),
		.limit = highest,
	};
	for (int64_t key = 0; key <= highest; key++)
		list->index_of[key] = -1;
	for (size_t i = 0; i < pair_count; i++) {
		int at = position_of(site, code, count, pairs[i].code);
		if (at < 0 || pairs[i].key < 1)
			continue;
		list->key_of[at] = pairs[i].key;
		list->index_of[pairs[i].key] = at;
	}
	return true;
}

bool site_keys_load(struct store *store, const struct site *site, struct arena *arena, struct site_keys *keys,
		    struct error *err)
{
	return load(store, SQL_STAFF_KEYS, site, staff_code, site->staff_count, arena, &keys->staff, err) &&
	       load(store, SQL_SKILL_KEYS, site, skill_code, site->skill_count, arena, &keys->skills, err) &&
	       load(store, SQL_BAY_KEYS, site, bay_code, site->bay_count, arena, &keys->bays, err) &&
	       load(store, SQL_UNIT_KEYS, site, unit_code, site->unit_count, arena, &keys->units, err);
}

int key_index(const struct key_list *list, int64_t key)
{
	return key > 0 && key <= list->limit ? list->index_of[key] : -1;
}

int64_t key_at(const struct key_list *list, int index)
{
	return index >= 0 && index < list->count ? list->key_of[index] : 0;
}
