#include "store/plan_store.h"

#include <string.h>

#include "base/i18n.h"
#include "base/text.h"
#include "store/plan_loader.h"

/* Closures are known this far, however few days are loaded: deadlines and wishes look at them. */
enum { ABSENCE_DAYS = 110 };

static size_t text_place(const struct texts *texts, const char *text)
{
	size_t place = text_hash(text) & (texts->size - 1);
	while (texts->table[place] && strcmp(texts->table[place], text) != 0)
		place = (place + 1) & (texts->size - 1);
	return place;
}

static void make_room(struct plan_loader *l)
{
	size_t first = l->part ? 256 : 1024;
	while (!l->texts.size && !l->part && first < 2 * l->store->sizes.texts)
		first *= 2;
	struct texts bigger = { .size = l->texts.size ? l->texts.size * 2 : first, .count = l->texts.count };
	bigger.table = arena_alloc(l->scratch, bigger.size * sizeof *bigger.table);
	for (size_t i = 0; i < l->texts.size; i++)
		if (l->texts.table[i])
			bigger.table[text_place(&bigger, l->texts.table[i])] = l->texts.table[i];
	l->texts = bigger;
}

/* The next column; NULL for NULL. */
static const char *shared_text(struct plan_loader *l, struct stmt *q)
{
	const char *text = sql_peek(q);
	if (!text)
		return NULL;
	if (l->texts.count * 2 >= l->texts.size)
		make_room(l);
	size_t place = text_place(&l->texts, text);
	if (!l->texts.table[place]) {
		l->texts.table[place] = arena_strdup(&l->state->arena, text);
		l->texts.count++;
	}
	return l->texts.table[place];
}

static struct moment moment_of(int64_t minutes)
{
	int64_t day = minutes / MINUTES_PER_DAY - (minutes % MINUTES_PER_DAY < 0);
	return (struct moment){ (civil_day)day, (int)(minutes - day * MINUTES_PER_DAY) };
}

static int64_t minutes_of(struct moment moment)
{
	return (int64_t)moment.day * MINUTES_PER_DAY + moment.minute;
}

/* The kind's code in the database, by position. */
static const char *const absent_codes[] = {
	[ABSENT_STAFF] = "staff",
	[ABSENT_UNIT] = "unit",
	[ABSENT_BAY] = "bay",
	[ABSENT_SITE] = "site",
};

static enum plan_absent absent_from_code(const char *code)
{
	for (int i = 0; i < ABSENT_SITE; i++)
		if (strcmp(absent_codes[i], code) == 0)
			return (enum plan_absent)i;
	return ABSENT_SITE;
}

static bool load_absences(struct plan_loader *l)
{
	struct plan_state *state = l->state;
	size_t capacity = 0;
	struct stmt *q = sql_start(l->store, SQL_PLAN_ABSENCES);
	int64_t first = minutes_of((struct moment){ state->first, 0 });
	int64_t far = first + (int64_t)ABSENCE_DAYS * MINUTES_PER_DAY;
	sql_bind_int(q, first);
	sql_bind_int(q, far > l->to ? far : l->to);
	while (sql_row(q)) {
		struct plan_absence absence = { .kind = absent_from_code(sql_peek(q)) };
		int staff = key_index(&l->keys.staff, sql_int(q));
		int unit = key_index(&l->keys.units, sql_int(q));
		int bay = key_index(&l->keys.bays, sql_int(q));
		absence.index = absence.kind == ABSENT_STAFF  ? staff
				: absence.kind == ABSENT_UNIT ? unit
							      : bay;
		absence.count = (int)sql_int(q);
		absence.from = moment_of(sql_int(q));
		absence.to = moment_of(sql_int(q));
		if (absence.kind != ABSENT_SITE && absence.index < 0)
			continue;
		state->absences = arena_grow(l->scratch, state->absences, state->absence_count, &capacity,
					     sizeof *state->absences);
		state->absences[state->absence_count++] = absence;
	}
	return sql_end(q, l->err);
}

static bool load_holds(struct plan_loader *l)
{
	struct stmt *q = sql_start(l->store, SQL_PLAN_HOLDS);
	size_t capacity = 0;
	sql_bind_int(q, l->at);
	while (sql_row(q)) {
		l->holds = arena_grow(l->scratch, l->holds, l->hold_count, &capacity, sizeof *l->holds);
		l->holds[l->hold_count++] = sql_int(q);
	}
	return sql_end(q, l->err);
}

/* Whether a row with the hold @key (0: booked, or somebody's own time) counts. */
static bool counts(const struct plan_loader *l, int64_t key)
{
	size_t low = 0, high = l->hold_count;
	while (key && low < high) {
		size_t middle = (low + high) / 2;
		if (l->holds[middle] < key)
			low = middle + 1;
		else
			high = middle;
	}
	return !key || (low < l->hold_count && l->holds[low] == key);
}

static void take_busy(void *context, struct stmt *q)
{
	struct plan_loader *l = context;
	struct plan_state *state = l->state;
	struct plan_busy busy = { .staff = key_index(&l->keys.staff, sql_int(q)) };
	const char *kind = sql_peek(q);
	busy.kind = *kind == 'r' ? BUSY_RECEPTION : *kind == 'h' ? BUSY_HANDBACK : BUSY_OTHER;
	busy.exempt = sql_int(q) != 0;
	busy.day = (civil_day)sql_int(q);
	busy.start = (int)sql_int(q);
	busy.end = (int)sql_int(q);
	int64_t hold = sql_int(q);
	busy.hold = hold != 0;
	if (busy.staff < 0 || !counts(l, hold))
		return;
	busy.file = shared_text(l, q);
	state->busy =
		arena_grow(l->scratch, state->busy, state->busy_count, &l->busy_room, sizeof *state->busy);
	state->busy[state->busy_count++] = busy;
}

bool plan_add_busy(struct plan_loader *l, struct stmt *q)
{
	while (sql_row(q))
		take_busy(l, q);
	return sql_end(q, l->err);
}

static bool load_busy(struct plan_loader *l)
{
	struct stmt *q = sql_start(l->store, SQL_PLAN_BUSY);
	sql_bind_int(q, l->state->rows_first);
	sql_bind_int(q, l->state->last);
	return sql_each(q, take_busy, l, l->err);
}

static bool load_house(struct plan_loader *l)
{
	struct stmt *q = sql_start(l->store, SQL_PLAN_IN_HOUSE);
	size_t capacity = 0;
	while (sql_row(q)) {
		l->house = arena_grow(l->scratch, l->house, l->house_count, &capacity, sizeof *l->house);
		struct in_house *car = &l->house[l->house_count++];
		car->appointment = sql_int(q);
		car->left_from = sql_int(q);
	}
	return sql_end(q, l->err);
}

/* Whether work in this half day is of a car in the house, and left to be done. */
static bool in_house(const struct plan_loader *l, int64_t appointment, int64_t half_day)
{
	size_t low = 0, high = l->house_count;
	while (low < high) {
		size_t middle = (low + high) / 2;
		if (l->house[middle].appointment < appointment)
			low = middle + 1;
		else
			high = middle;
	}
	return low < l->house_count && l->house[low].appointment == appointment &&
	       half_day >= l->house[low].left_from;
}

static void take_segment(struct plan_loader *l, struct stmt *q, bool carried)
{
	struct plan_state *state = l->state;
	struct plan_segment segment = { .day = (civil_day)sql_int(q) };
	segment.half = (enum half)sql_int(q);
	segment.skill = key_index(&l->keys.skills, sql_int(q));
	segment.minutes = (int)sql_int(q);
	segment.ready = (int)sql_int(q);
	segment.parallel = (int)sql_int(q);
	segment.bay = key_index(&l->keys.bays, sql_int(q));
	segment.keeps_bay = sql_int(q) != 0;
	segment.named = key_index(&l->keys.staff, sql_int(q));
	segment.entitled = sql_int(q) != 0;
	segment.order = (int)sql_int(q);
	int64_t hold = sql_int(q);
	segment.hold = hold != 0;
	/* A retired skill has no capacity to compare with. */
	if (segment.skill < 0 || !counts(l, hold))
		return;
	segment.file = shared_text(l, q);
	segment.carried = carried || in_house(l, sql_int(q), (int64_t)segment.day * 2 + segment.half);
	state->segments = arena_grow(l->scratch, state->segments, state->segment_count, &l->segment_room,
				     sizeof *state->segments);
	state->segments[state->segment_count++] = segment;
}

static void take_planned(void *context, struct stmt *q)
{
	take_segment(context, q, false);
}

bool plan_add_segments(struct plan_loader *l, struct stmt *q, bool carried)
{
	while (sql_row(q))
		take_segment(l, q, carried);
	return sql_end(q, l->err);
}

static bool load_segments(struct plan_loader *l)
{
	struct stmt *q = sql_start(l->store, SQL_PLAN_CARRIED);
	sql_bind_int(q, l->state->rows_first);
	if (!plan_add_segments(l, q, true) || !load_house(l))
		return false;
	q = sql_start(l->store, SQL_PLAN_SEGMENTS);
	sql_bind_int(q, l->state->rows_first);
	sql_bind_int(q, l->state->last);
	return sql_each(q, take_planned, l, l->err);
}

static bool add_loans(struct plan_loader *l, struct stmt *q, size_t *capacity)
{
	struct plan_state *state = l->state;
	while (sql_row(q)) {
		struct plan_loan loan = { .kind = MOBILITY_NONE };
		mobility_from_code(sql_peek(q), &loan.kind);
		loan.unit = key_index(&l->keys.units, sql_int(q));
		loan.from = moment_of(sql_int(q));
		loan.to = moment_of(sql_int(q));
		loan.hold = sql_int(q) != 0;
		loan.file = shared_text(l, q);
		loan.out = sql_int(q) != 0;
		state->loans = arena_grow(l->scratch, state->loans, state->loan_count, capacity,
					  sizeof *state->loans);
		state->loans[state->loan_count++] = loan;
	}
	return sql_end(q, l->err);
}

static bool load_loans(struct plan_loader *l)
{
	size_t capacity = 0;
	int64_t from = l->from - l->state->site->loan_turnaround; /* B7 looks back */
	if (l->part && !l->part->loans)
		return true;
	struct stmt *q = sql_start(l->store, SQL_PLAN_LOANS_LATE);
	sql_bind_int(q, from);
	if (!add_loans(l, q, &capacity))
		return false;
	q = sql_start(l->store, SQL_PLAN_LOANS);
	sql_bind_int(q, from);
	sql_bind_int(q, l->to);
	sql_bind_int(q, l->at);
	return add_loans(l, q, &capacity);
}

static void take_stay(void *context, struct stmt *q)
{
	struct plan_loader *l = context;
	struct plan_state *state = l->state;
	/* A car rarely stays twice: its id is copied, not looked up. */
	struct plan_stay stay = { .vehicle = arena_strdup(&state->arena, sql_peek(q)) };
	stay.from = moment_of(sql_int(q));
	stay.to = moment_of(sql_int(q));
	int64_t hold = sql_int(q);
	stay.hold = hold != 0;
	if (!counts(l, hold))
		return;
	stay.file = shared_text(l, q);
	state->stays =
		arena_grow(l->scratch, state->stays, state->stay_count, &l->stay_room, sizeof *state->stays);
	state->stays[state->stay_count++] = stay;
}

static bool load_stays(struct plan_loader *l)
{
	if (l->part && !l->part->vehicle)
		return true;
	struct stmt *q = sql_start(l->store, l->part ? SQL_PLAN_STAYS_OF : SQL_PLAN_STAYS);
	sql_bind_int(q, l->from);
	sql_bind_int(q, l->to);
	if (!l->part)
		return sql_each(q, take_stay, l, l->err);
	sql_bind_text(q, l->part->vehicle);
	while (sql_row(q))
		take_stay(l, q);
	return sql_end(q, l->err);
}

static bool load_internal(struct plan_loader *l)
{
	struct plan_state *state = l->state;
	size_t capacity = 0;
	struct stmt *q = sql_start(l->store, SQL_PLAN_INTERNAL);
	sql_bind_int(q, state->rows_first);
	sql_bind_int(q, state->last);
	while (sql_row(q)) {
		int skill = key_index(&l->keys.skills, sql_int(q));
		if (skill < 0)
			continue;
		state->internal = arena_grow(l->scratch, state->internal, state->internal_count, &capacity,
					     sizeof *state->internal);
		struct plan_internal *work = &state->internal[state->internal_count++];
		work->skill = skill;
		work->day = (civil_day)sql_int(q);
		work->half = (enum half)sql_int(q);
		work->minutes = (int)sql_int(q);
	}
	return sql_end(q, l->err);
}

static void *keep_rows(struct plan_loader *l, const void *rows, size_t count, size_t size)
{
	void *kept = arena_alloc(&l->state->arena, count * size);
	if (count)
		memcpy(kept, rows, count * size);
	return kept;
}

/* Rows grow in the scratch arena and are kept without the room that growing leaves. */
static void keep_all(struct plan_loader *l)
{
	struct plan_state *state = l->state;
	state->absences = keep_rows(l, state->absences, state->absence_count, sizeof *state->absences);
	state->busy = keep_rows(l, state->busy, state->busy_count, sizeof *state->busy);
	state->segments = keep_rows(l, state->segments, state->segment_count, sizeof *state->segments);
	state->loans = keep_rows(l, state->loans, state->loan_count, sizeof *state->loans);
	state->stays = keep_rows(l, state->stays, state->stay_count, sizeof *state->stays);
	state->internal = keep_rows(l, state->internal, state->internal_count, sizeof *state->internal);
}

/* Room for as many rows of the horizon as were there the last time, and a few more: what grows by halves is
 * written twice, and most of it to memory that has yet to be had. */
static void make_rooms(struct plan_loader *l)
{
	enum { MORE = 64 };
	const struct plan_sizes *last = &l->store->sizes;
	struct plan_state *state = l->state;
	if (l->part || last->texts == 0)
		return;
	l->busy_room = last->busy + MORE;
	l->segment_room = last->segments + MORE;
	l->stay_room = last->stays + MORE;
	state->busy = arena_alloc(l->scratch, l->busy_room * sizeof *state->busy);
	state->segments = arena_alloc(l->scratch, l->segment_room * sizeof *state->segments);
	state->stays = arena_alloc(l->scratch, l->stay_room * sizeof *state->stays);
}

static void note_sizes(struct plan_loader *l)
{
	const struct plan_state *state = l->state;
	if (!l->part)
		l->store->sizes = (struct plan_sizes){ state->busy_count, state->segment_count,
						       state->stay_count, l->texts.count };
}

/* @part NULL: all rows of the days. */
static bool load_part(struct store *store, const struct site *site, struct moment now, instant at,
		      civil_day first, civil_day last, const struct plan_part *part, struct plan_state *state,
		      struct error *err)
{
	*state = (struct plan_state){ .site = site, .now = now, .first = first, .last = last };
	state->rows_first = part ? part->first : first;
	struct plan_loader l = { .store = store, .state = state, .at = at, .part = part, .err = err };
	l.from = minutes_of((struct moment){ state->rows_first, 0 });
	l.to = minutes_of((struct moment){ last + 1, 0 });
	struct arena scratch = { 0 };
	l.scratch = &scratch;
	bool alone = !store->in_read && !store->in_write;
	if (alone && !store_begin_read(store, err))
		return false;
	make_rooms(&l);
	bool fine = site_keys_load(store, site, &scratch, &l.keys, err) && load_absences(&l) &&
		    load_holds(&l) &&
		    (part && part->strips ? plan_load_sums(&l) : load_busy(&l) && load_segments(&l)) &&
		    load_loans(&l) && load_stays(&l) && load_internal(&l);
	if (alone)
		store_end_read(store);
	if (fine) {
		note_sizes(&l);
		keep_all(&l);
	}
	arena_finish(&scratch);
	if (!fine) {
		arena_finish(&state->arena);
		*state = (struct plan_state){ .site = site };
	}
	return fine;
}

bool store_load_plan(struct store *store, const struct site *site, struct moment now, instant at,
		     civil_day first, civil_day last, struct plan_state *state, struct error *err)
{
	return load_part(store, site, now, at, first, last, NULL, state, err);
}

bool store_load_plan_part(struct store *store, const struct site *site, struct moment now, instant at,
			  civil_day first, civil_day last, const struct plan_part *part,
			  struct plan_state *state, struct error *err)
{
	return load_part(store, site, now, at, first, last, part, state, err);
}
bool store_add_absence(struct store *store, const struct absence *absence, int64_t *id, struct error *err)
{
	if (!store_need_write(store, err))
		return false;
	store_touch(store, TABLE_ABSENCE);
	struct stmt *q = sql_start(store, SQL_ABSENCE_ADD);
	sql_bind_text(q, absent_codes[absence->kind]);
	sql_bind_text(q, absence->code);
	sql_bind_int(q, absence->count > 0 ? absence->count : 1);
	sql_bind_int(q, minutes_of(absence->from));
	sql_bind_int(q, minutes_of(absence->to));
	sql_bind_text(q, absence->reason);
	sql_bind_int(q, store_now(store));
	sql_bind_string(q, store->actor);
	if (!sql_run(q, err))
		return error_prefix(err, _("absence of %s"), absence->code ? absence->code : _("the site"));
	if (id)
		*id = sql_last_key(store);
	return true;
}

bool store_end_absence(struct store *store, int64_t id, struct moment to, struct error *err)
{
	if (!store_need_write(store, err))
		return false;
	store_touch(store, TABLE_ABSENCE);
	struct stmt *q = sql_start(store, SQL_ABSENCE_END);
	sql_bind_int(q, minutes_of(to));
	sql_bind_int(q, id);
	if (!sql_run(q, err))
		return false;
	if (sql_changes(store) == 0)
		return error_set(err, ERROR_NOT_FOUND, _("absence %lld: not in the database"), (long long)id);
	return true;
}

bool store_add_internal(struct store *store, const char *skill, civil_day day, enum half half, int minutes,
			const char *text, struct error *err)
{
	if (!store_need_write(store, err))
		return false;
	store_touch(store, TABLE_ABSENCE);
	struct stmt *q = sql_start(store, SQL_INTERNAL_ADD);
	sql_bind_text(q, skill);
	sql_bind_int(q, day);
	sql_bind_int(q, half);
	sql_bind_int(q, minutes);
	sql_bind_text(q, text);
	sql_bind_int(q, store_now(store));
	sql_bind_string(q, store->actor);
	return sql_run(q, err) || error_prefix(err, _("own work on %s"), skill);
}

bool store_add_busy(struct store *store, const char *staff, civil_day day, int start, int end,
		    const char *text, struct error *err)
{
	if (!store_need_write(store, err))
		return false;
	store_touch(store, TABLE_ABSENCE);
	struct stmt *q = sql_start(store, SQL_BUSY_ADD);
	sql_bind_text(q, staff);
	sql_bind_int(q, day);
	sql_bind_int(q, start);
	sql_bind_int(q, end);
	sql_bind_text(q, text);
	return sql_run(q, err) || error_prefix(err, _("time of %s"), staff);
}

/* The one with @id, or those that touch [first, last] when that is 0. */
static bool read_absences(struct store *store, civil_day first, civil_day last, int64_t id,
			  struct arena *arena, struct absence_list *list, struct error *err)
{
	struct absence_list found = *list;
	struct stmt *q = sql_start(store, SQL_ABSENCE_LIST);
	sql_bind_int(q, minutes_of((struct moment){ first, 0 }));
	sql_bind_int(q, minutes_of((struct moment){ last + 1, 0 }));
	sql_bind_int(q, id);
	while (sql_row(q)) {
		found.items =
			arena_grow(arena, found.items, found.count, &found.capacity, sizeof *found.items);
		struct absence *absence = &found.items[found.count++];
		absence->id = sql_int(q);
		absence->kind = absent_from_code(sql_peek(q));
		absence->code = sql_text(q, arena);
		absence->count = (int)sql_int(q);
		absence->from = moment_of(sql_int(q));
		absence->to = moment_of(sql_int(q));
		absence->reason = sql_text(q, arena);
		absence->entered_by = sql_text(q, arena);
	}
	if (!sql_end(q, err))
		return false;
	*list = found;
	return true;
}

bool store_absences(struct store *store, civil_day first, civil_day last, struct arena *arena,
		    struct absence_list *list, struct error *err)
{
	return read_absences(store, first, last, 0, arena, list, err);
}

bool store_get_absence(struct store *store, int64_t id, struct arena *arena, struct absence *absence,
		       struct error *err)
{
	struct absence_list list = { 0 };
	if (!read_absences(store, 0, 0, id, arena, &list, err))
		return false;
	if (list.count == 0)
		return error_set(err, ERROR_NOT_FOUND,
				 _("absence %lld: there is none; prenota absence list shows them"),
				 (long long)id);
	*absence = list.items[0];
	return true;
}
