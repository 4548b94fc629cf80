#include "store/find.h"

#include "base/buffer.h"
#include "model/people.h"
#include "store/find_index.h"
#include "store/find_query.h"
#include "store/private.h"

enum { LOOKED_AT_MAX = 5000, FILES_OF_HITS = 10 };

struct finder {
	struct store *store;
	struct arena *arena;
	struct find_list *list;
	struct error *err;
	int limit;
};

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

static bool add_person_or_car(struct finder *f, enum find_kind kind, int64_t row)
{
	struct stmt *q = sql_start(f->store, kind == FIND_VEHICLE ? SQL_FIND_VEHICLE : SQL_FIND_CUSTOMER);
	sql_bind_int(q, row);
	if (sql_row(q)) {
		struct find_hit *hit = add_hit(f);
		hit->kind = kind;
		hit->name = read_name(q, f->arena);
		hit->telephone = sql_text(q, f->arena);
		hit->customer_id = sql_text(q, f->arena);
		hit->vehicle_id = sql_text(q, f->arena);
		hit->id = kind == FIND_VEHICLE ? hit->vehicle_id : hit->customer_id;
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

/* A row that fits, but whose name goes on where the typed syllable ends. */
struct later {
	enum find_kind kind;
	int64_t row;
};

/* The candidates, newest first, until enough of them fit; those that only begin with the same letters go
 * last. */
static bool look(struct finder *f, const struct find_query *query, const char *match)
{
	struct later *later = NULL;
	size_t later_count = 0, later_capacity = 0;
	int looked_at = 0;
	bool fine = true;
	struct stmt *q = sql_start(f->store, SQL_SEARCH_BY_TEXT);
	sql_bind_text(q, match);
	while (fine && f->list->count < (size_t)f->limit && looked_at++ < LOOKED_AT_MAX && sql_row(q)) {
		enum find_kind kind = sql_int(q) == 0 ? FIND_CUSTOMER : FIND_VEHICLE;
		int64_t row = sql_int(q);
		const char *text = sql_peek(q);
		if (!find_query_fits(query, text))
			continue;
		if (!query->any_closed || find_query_whole(query, text)) {
			fine = add_person_or_car(f, kind, row);
		} else if (later_count < (size_t)f->limit) {
			later = arena_grow(f->arena, later, later_count, &later_capacity, sizeof *later);
			later[later_count++] = (struct later){ kind, row };
		}
	}
	fine = sql_end(q, fine ? f->err : NULL) && fine;
	for (size_t i = 0; fine && i < later_count && f->list->count < (size_t)f->limit; i++)
		fine = add_person_or_car(f, later[i].kind, later[i].row);
	return fine;
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

static bool find(struct finder *f, const struct find_query *query)
{
	if (query->file_number && !add_file(f, query->file_number))
		return false;
	size_t first = f->list->count;
	struct buffer match = { 0 };
	bool fine = find_query_match(f->store, query, &match, f->err) && look(f, query, buffer_text(&match));
	buffer_finish(&match);
	return fine && add_files_of_hits(f, first, first ? query->file_number : 0);
}

bool store_find(struct store *store, const char *text, int limit, struct arena *arena, struct find_list *list,
		struct error *err)
{
	struct find_list found = { 0 };
	struct finder f = { store, arena, &found, err, limit };
	struct find_query query = find_query_read(text, arena);
	if (query.count == 0) {
		*list = found;
		return true;
	}
	if (store->in_write && !find_index_flush(store, err))
		return false;
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
