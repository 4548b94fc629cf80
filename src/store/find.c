#include "store/find.h"

#include <stdlib.h>
#include <string.h>

#include "base/buffer.h"
#include "base/text.h"
#include "model/people.h"
#include "store/find_index.h"
#include "store/private.h"

enum { WORDS_MAX = 8, LONG_WORD = 3, LOOKED_AT_MAX = 5000, FILES_OF_HITS = 10 };

struct query {
	char *words[WORDS_MAX];
	bool is_long[WORDS_MAX]; /* three characters or more: the trigrams find it anywhere */
	int count;
	int file_number; /* 0: not a number */
};

struct finder {
	struct store *store;
	struct arena *arena;
	struct find_list *list;
	struct error *err;
	int limit;
};

static int count_scalars(const char *text)
{
	int count = 0;
	size_t used, len = strlen(text);
	for (size_t at = 0; at < len; at += used, count++)
		text_decode(text + at, len - at, &used);
	return count;
}

static void add_word(struct query *query, struct arena *arena, const char *start, size_t len)
{
	char *word = arena_strndup(arena, start, len);
	find_strip_signs(word);
	if (!*word || query->count == WORDS_MAX)
		return;
	query->words[query->count] = word;
	query->is_long[query->count++] = count_scalars(word) >= LONG_WORD;
}

static int file_number(const char *word)
{
	const char *digits = *word == '#' ? word + 1 : word;
	size_t len = strlen(digits);
	return len >= 1 && len <= 9 && strspn(digits, "0123456789") == len ? atoi(digits) : 0;
}

static struct query read_query(const char *text, struct arena *arena)
{
	struct query query = { .count = 0 };
	struct buffer clean = { 0 }, jamo = { 0 };
	text_clean_line(&clean, text, strlen(text));
	text_jamo(&jamo, buffer_text(&clean));
	const char *at = buffer_text(&jamo);
	while (*(at += strspn(at, " \t\n"))) {
		size_t len = strcspn(at, " \t\n");
		add_word(&query, arena, at, len);
		at += len;
	}
	if (query.count == 1)
		query.file_number = file_number(query.words[0]);
	buffer_finish(&clean);
	buffer_finish(&jamo);
	return query;
}

/* Whether some word of @text begins with @start. */
static bool has_start(const char *text, const char *start)
{
	size_t len = strlen(start);
	for (const char *at = text; (at = strchr(at, ' ')); at++)
		if (strncmp(at + 1, start, len) == 0)
			return true;
	return false;
}

/* Whether the words that the index was not asked for fit as well: beside a long word anywhere (a plate is
 * also typed "123 가 4567"), else at the start of a word. */
static bool rest_fits(const struct query *query, const char *text, int asked)
{
	for (int i = 0; i < query->count; i++) {
		if (i == asked || query->is_long[i])
			continue;
		if (asked < 0 ? !strstr(text, query->words[i]) : !has_start(text, query->words[i]))
			return false;
	}
	return true;
}

static struct find_hit *add_hit(struct finder *f)
{
	struct find_list *list = f->list;
	list->items = arena_grow(f->arena, list->items, list->count, &list->capacity, sizeof *list->items);
	struct find_hit *hit = &list->items[list->count++];
	*hit = (struct find_hit){ 0 };
	return hit;
}

static const char *read_name(struct stmt *q, struct arena *arena)
{
	struct customer customer = { .company = sql_int(q) != 0 };
	char name[512];
	customer.family = sql_text(q, arena);
	customer.given = sql_text(q, arena);
	customer.company_name = sql_text(q, arena);
	customer_name(&customer, name, sizeof name);
	return *name ? arena_strdup(arena, name) : NULL;
}

static bool fill_person_or_car(struct finder *f, struct find_hit *hit)
{
	bool is_car = hit->kind == FIND_VEHICLE;
	struct stmt *q = sql_start(f->store, is_car ? SQL_FIND_VEHICLE : SQL_FIND_CUSTOMER);
	sql_bind_text(q, hit->id);
	if (sql_row(q)) {
		hit->name = read_name(q, f->arena);
		hit->telephone = sql_text(q, f->arena);
		hit->customer_id = is_car ? sql_text(q, f->arena) : hit->id;
		hit->vehicle_id = is_car ? hit->id : sql_text(q, f->arena);
		hit->plate = sql_text(q, f->arena);
		hit->vin = sql_text(q, f->arena);
		hit->model = sql_text(q, f->arena);
		hit->day = (civil_day)sql_int(q);
	}
	return sql_end(q, f->err);
}

static bool add_file(struct finder *f, int64_t number)
{
	struct stmt *q = sql_start(f->store, SQL_FIND_FILE);
	sql_bind_int(q, number);
	if (!sql_row(q))
		return sql_end(q, f->err);
	struct find_hit *hit = add_hit(f);
	hit->kind = FIND_FILE;
	hit->name = read_name(q, f->arena);
	hit->telephone = sql_text(q, f->arena);
	hit->id = sql_text(q, f->arena);
	hit->number = (int)sql_int(q);
	hit->customer_id = sql_text(q, f->arena);
	hit->vehicle_id = sql_text(q, f->arena);
	hit->plate = sql_text(q, f->arena);
	hit->vin = sql_text(q, f->arena);
	hit->model = sql_text(q, f->arena);
	hit->title = sql_text(q, f->arena);
	hit->day = (civil_day)sql_int(q);
	return sql_end(q, f->err);
}

/* All long words at once, as phrases that must all be there; else the first word by its start. */
static struct stmt *ask(struct finder *f, const struct query *query, struct buffer *match, int *asked)
{
	*asked = -1;
	for (int i = 0; i < query->count; i++) {
		if (!query->is_long[i])
			continue;
		buffer_add(match, match->len ? " \"" : "\"");
		for (const char *c = query->words[i]; *c; c++) {
			if (*c == '"')
				buffer_add_char(match, '"');
			buffer_add_char(match, *c);
		}
		buffer_add_char(match, '"');
	}
	struct stmt *q = sql_start(f->store, match->len ? SQL_SEARCH_BY_TEXT : SQL_SEARCH_BY_START);
	if (!match->len)
		*asked = 0;
	sql_bind_text(q, match->len ? buffer_text(match) : query->words[0]);
	return q;
}

static bool look(struct finder *f, const struct query *query)
{
	struct buffer match = { 0 };
	int asked, looked_at = 0;
	struct stmt *q = ask(f, query, &match, &asked);
	while (f->list->count < (size_t)f->limit && looked_at++ < LOOKED_AT_MAX && sql_row(q)) {
		int kind = (int)sql_int(q);
		const char *id = sql_text(q, f->arena);
		if (!rest_fits(query, sql_peek(q), asked))
			continue;
		struct find_hit *hit = add_hit(f);
		hit->kind = kind == 0 ? FIND_CUSTOMER : FIND_VEHICLE;
		hit->id = id;
	}
	buffer_finish(&match);
	return sql_end(q, f->err);
}

/* The newest file of each of the first hits, behind them; but for the one that is @known. */
static bool add_files_of_hits(struct finder *f, size_t from, int known)
{
	size_t until = f->list->count < from + FILES_OF_HITS ? f->list->count : from + FILES_OF_HITS;
	int64_t seen[FILES_OF_HITS];
	int seen_count = 0;
	for (size_t i = from; i < until && f->list->count < (size_t)f->limit; i++) {
		struct stmt *q = sql_start(f->store, SQL_FIND_FILES_OF);
		sql_bind_text(q, f->list->items[i].id);
		int64_t number = sql_row(q) ? sql_int(q) : 0;
		if (!sql_end(q, f->err))
			return false;
		bool twice = number == 0 || number == known;
		for (int s = 0; s < seen_count; s++)
			twice = twice || seen[s] == number;
		if (twice)
			continue;
		seen[seen_count++] = number;
		if (!add_file(f, number))
			return false;
	}
	return true;
}

static bool find(struct finder *f, const struct query *query)
{
	if (query->file_number && !add_file(f, query->file_number))
		return false;
	size_t first = f->list->count;
	if (!look(f, query))
		return false;
	for (size_t i = first; i < f->list->count; i++)
		if (!fill_person_or_car(f, &f->list->items[i]))
			return false;
	return add_files_of_hits(f, first, first ? query->file_number : 0);
}

bool store_find(struct store *store, const char *text, int limit, struct arena *arena, struct find_list *list,
		struct error *err)
{
	struct find_list found = { 0 };
	struct finder f = { store, arena, &found, err, limit };
	struct query query = read_query(text, arena);
	if (query.count == 0) {
		*list = found;
		return true;
	}
	bool alone = !store->in_read && !store->in_write;
	if (alone && !store_begin_read(store, err))
		return false;
	bool fine = find(&f, &query);
	if (alone)
		store_end_read(store);
	if (fine)
		*list = found;
	return fine;
}
