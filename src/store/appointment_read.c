/* Appointments as screens and lists read them. */
#include <stdio.h>

#include "base/i18n.h"
#include "store/appointment.h"
#include "store/booked.h"
#include "store/keys.h"
#include "store/private.h"

/* The columns of APPOINTMENT_COLUMNS; the row's key goes to @key. */
static void read_appointment(struct stmt *q, struct arena *arena, struct appointment *a, int64_t *key)
{
	*a = (struct appointment){ 0 };
	a->id = sql_text(q, arena);
	a->file_id = sql_text(q, arena);
	a->number = (int)sql_int(q);
	a->title = sql_text(q, arena);
	a->marks = (unsigned)sql_int(q);
	appointment_state_from_code(sql_peek(q), &a->state);
	request_class_from_code(sql_peek(q), &a->class);
	a->day = (civil_day)sql_int(q);
	a->start = (int)sql_int(q);
	a->minutes = (int)sql_int(q);
	a->advisor = sql_text(q, arena);
	a->advisor_name = sql_text(q, arena);
	a->handback_day = (civil_day)sql_int(q);
	a->handback_start = (int)sql_int(q);
	a->handback_minutes = (int)sql_int(q);
	a->handback_advisor = sql_text(q, arena);
	a->finish_day = (civil_day)sql_int(q);
	a->finish_minute = (int)sql_int(q);
	mobility_from_code(sql_peek(q), &a->mobility);
	a->mobility_answered = sql_int(q) != 0;
	a->unit = sql_text(q, arena);
	a->unit_model = sql_text(q, arena);
	a->foreman = sql_text(q, arena);
	a->technician = sql_text(q, arena);
	a->work = sql_text(q, arena);
	a->revision = (int)sql_int(q);
	*key = sql_int(q);
}

static bool read_segments(struct store *store, int64_t key, struct arena *arena, struct appointment *a,
			  struct error *err)
{
	size_t capacity = 0;
	struct stmt *q = sql_start(store, SQL_APPOINTMENT_SEGMENTS);
	sql_bind_int(q, key);
	while (sql_row(q)) {
		a->segments =
			arena_grow(arena, a->segments, a->segment_count, &capacity, sizeof *a->segments);
		struct file_segment *segment = &a->segments[a->segment_count++];
		segment->skill = sql_text(q, arena);
		segment->day = (civil_day)sql_int(q);
		segment->half = (enum half)sql_int(q);
		segment->minutes = (int)sql_int(q);
	}
	return sql_end(q, err);
}

static bool read_one(struct store *store, struct stmt *q, const char *what, const char *key,
		     struct arena *arena, struct appointment *appointment, struct error *err)
{
	struct appointment found;
	int64_t row = 0;
	sql_bind_text(q, key);
	if (!sql_one(q, err, what, key))
		return false;
	read_appointment(q, arena, &found, &row);
	if (!sql_end(q, err) || !read_segments(store, row, arena, &found, err))
		return false;
	*appointment = found;
	return true;
}

bool store_get_appointment(struct store *store, const char *id, struct arena *arena,
			   struct appointment *appointment, struct error *err)
{
	return read_one(store, sql_start(store, SQL_APPOINTMENT_GET), "appointment", id, arena, appointment,
			err);
}

bool store_appointment_of_file(struct store *store, const char *file_id, struct arena *arena,
			       struct appointment *appointment, struct error *err)
{
	return read_one(store, sql_start(store, SQL_APPOINTMENT_NEWEST), "appointment of file", file_id,
			arena, appointment, err);
}

static const char *read_name(struct stmt *q, struct arena *arena)
{
	struct customer customer = { .company = sql_int(q) != 0 };
	char name[512];
	customer.family = sql_text(q, arena);
	customer.given = sql_text(q, arena);
	customer.company_name = sql_text(q, arena);
	customer_name(&customer, name, sizeof name);
	return arena_strdup(arena, name);
}

static struct stmt *start_list(struct store *store, enum sql id, civil_day first, civil_day last,
			       const char *advisor)
{
	struct stmt *q = sql_start(store, id);
	sql_bind_int(q, first);
	sql_bind_int(q, last);
	sql_bind_text(q, advisor);
	return q;
}

static bool list(struct stmt *q, struct arena *arena, struct reception_list *list, struct error *err)
{
	struct reception_list found = *list;
	while (sql_row(q)) {
		int64_t key;
		found.items =
			arena_grow(arena, found.items, found.count, &found.capacity, sizeof *found.items);
		struct reception *reception = &found.items[found.count++];
		*reception = (struct reception){ 0 };
		read_appointment(q, arena, &reception->appointment, &key);
		reception->customer_name = read_name(q, arena);
		const char *persona = sql_peek(q);
		if (persona)
			persona_from_code(persona, &reception->persona);
		reception->vehicle_model = sql_text(q, arena);
		reception->plate = sql_text(q, arena);
		reception->request = sql_text(q, arena);
		reception->missing = sql_text(q, arena);
		reception->customer = sql_text(q, arena);
		reception->vehicle = sql_text(q, arena);
	}
	if (!sql_end(q, err))
		return false;
	*list = found;
	return true;
}

bool store_count_receptions(struct store *store, civil_day day, unsigned marks, int *count, int *marked,
			    struct error *err)
{
	int all = 0, some = 0;
	struct stmt *q = sql_start(store, SQL_RECEPTIONS_COUNT);
	sql_bind_int(q, marks);
	sql_bind_int(q, day);
	if (sql_row(q)) {
		all = (int)sql_int(q);
		some = (int)sql_int(q);
	}
	if (!sql_end(q, err))
		return false;
	*count = all;
	*marked = some;
	return true;
}

bool store_receptions_of_day(struct store *store, civil_day day, const char *advisor, struct arena *arena,
			     struct reception_list *out, struct error *err)
{
	return list(start_list(store, SQL_RECEPTIONS, day, day, advisor), arena, out, err);
}

bool store_receptions_between(struct store *store, civil_day first, civil_day last, const char *advisor,
			      struct arena *arena, struct reception_list *out, struct error *err)
{
	return list(start_list(store, SQL_RECEPTIONS, first, last, advisor), arena, out, err);
}

bool store_receptions_of_file(struct store *store, const char *file_id, civil_day first, civil_day last,
			      const char *advisor, struct arena *arena, struct reception_list *out,
			      struct error *err)
{
	struct stmt *q = start_list(store, SQL_RECEPTIONS_OF, first, last, advisor);
	sql_bind_text(q, file_id);
	return list(q, arena, out, err);
}

bool store_handbacks_of_day(struct store *store, civil_day day, const char *advisor, struct arena *arena,
			    struct reception_list *out, struct error *err)
{
	return list(start_list(store, SQL_HANDBACKS, day, day, advisor), arena, out, err);
}

bool store_count_handbacks(struct store *store, civil_day first, civil_day last, const char *advisor,
			   size_t *count, struct error *err)
{
	struct stmt *q = sql_start(store, SQL_HANDBACKS_COUNT);
	sql_bind_int(q, first);
	sql_bind_int(q, last);
	sql_bind_text(q, advisor);
	size_t counted = sql_row(q) ? (size_t)sql_int(q) : 0;
	if (!sql_end(q, err))
		return false;
	*count = counted;
	return true;
}

/* The columns of CANDIDATE_COLUMNS. */
static int64_t read_candidate(struct stmt *q, const struct site_keys *keys, struct plan_candidate *c)
{
	*c = (struct plan_candidate){ .unit = -1 };
	c->advisor = key_index(&keys->staff, sql_int(q));
	c->day = (civil_day)sql_int(q);
	c->start = (int)sql_int(q);
	c->minutes = (int)sql_int(q);
	c->handback_advisor = key_index(&keys->staff, sql_int(q));
	c->handback.day = (civil_day)sql_int(q);
	c->handback.minute = (int)sql_int(q);
	c->handback_minutes = (int)sql_int(q);
	c->finish.day = (civil_day)sql_int(q);
	c->finish.minute = (int)sql_int(q);
	mobility_from_code(sql_peek(q), &c->mobility);
	c->unit = key_index(&keys->units, sql_int(q));
	c->driver_out = key_index(&keys->staff, sql_int(q));
	c->driver_back = key_index(&keys->staff, sql_int(q));
	c->foreman = key_index(&keys->staff, sql_int(q));
	c->technician = key_index(&keys->staff, sql_int(q));
	c->marks = (unsigned)sql_int(q) & ~(unsigned)MARK_OWNER;
	c->technician_start = (int)sql_int(q);
	c->technician_end = (int)sql_int(q);
	return sql_int(q);
}

static bool read_work(struct store *store, int64_t appointment, const struct site_keys *keys,
		      struct plan_candidate *c, struct error *err)
{
	struct stmt *q = sql_start(store, SQL_CANDIDATE_SEGMENTS);
	sql_bind_int(q, appointment);
	while (c->segment_count < PLAN_SEGMENTS_MAX && sql_row(q)) {
		struct plan_work_segment *segment = &c->segments[c->segment_count];
		segment->skill = key_index(&keys->skills, sql_int(q));
		segment->day = (civil_day)sql_int(q);
		segment->half = (enum half)sql_int(q);
		segment->minutes = (int)sql_int(q);
		segment->ready = (int)sql_int(q);
		segment->bay = key_index(&keys->bays, sql_int(q));
		segment->keeps_bay = sql_int(q) != 0;
		segment->parallel = (int)sql_int(q);
		c->segment_count += segment->skill >= 0;
	}
	return sql_end(q, err);
}

static bool get_candidate(struct store *store, const char *id, const struct site_keys *keys,
			  struct plan_candidate *candidate, struct error *err)
{
	struct plan_candidate found;
	struct stmt *q = sql_start(store, SQL_CANDIDATE_GET);
	sql_bind_text(q, id);
	if (!sql_one(q, err, N_("appointment"), id))
		return false;
	int64_t key = read_candidate(q, keys, &found);
	if (!sql_end(q, err) || !read_work(store, key, keys, &found, err))
		return false;
	*candidate = found;
	return true;
}

bool store_get_candidate(struct store *store, const struct site *site, const char *appointment_id,
			 struct plan_candidate *candidate, struct error *err)
{
	struct arena scratch = { 0 };
	struct site_keys keys;
	bool fine = site_keys_load(store, site, &scratch, &keys, err) &&
		    get_candidate(store, appointment_id, &keys, candidate, err);
	arena_finish(&scratch);
	return fine;
}

static bool booked_read(struct store *store, const struct site_keys *keys, civil_day first, civil_day last,
			struct arena *arena, struct store_booked_list *found, struct error *err)
{
	size_t capacity = 0;
	int64_t *rows = NULL;
	size_t begin = found->count;
	struct stmt *q = sql_start(store, SQL_BOOKED_BETWEEN);
	sql_bind_int(q, first);
	sql_bind_int(q, last);
	while (sql_row(q)) {
		found->items =
			arena_grow(arena, found->items, found->count, &found->capacity, sizeof *found->items);
		rows = arena_grow(arena, rows, found->count - begin, &capacity, sizeof *rows);
		struct store_booked *booked = &found->items[found->count];
		*booked = (struct store_booked){ .channel = CHANNEL_PHONE };
		booked->file_id = sql_text(q, arena);
		booked->vehicle_id = sql_text(q, arena);
		channel_from_code(sql_peek(q), &booked->channel);
		booked->granted = sql_text(q, arena);
		booked->parts_late = (civil_day)sql_int(q);
		appointment_state_from_code(sql_peek(q), &booked->state);
		request_class_from_code(sql_peek(q), &booked->class);
		booked->work = sql_text(q, arena);
		rows[found->count++ - begin] = read_candidate(q, keys, &booked->candidate);
	}
	if (!sql_end(q, err))
		return false;
	for (size_t i = begin; i < found->count; i++)
		if (!read_work(store, rows[i - begin], keys, &found->items[i].candidate, err))
			return false;
	return true;
}

bool store_booked_between(struct store *store, const struct site *site, civil_day first, civil_day last,
			  struct arena *arena, struct store_booked_list *list, struct error *err)
{
	struct arena scratch = { 0 };
	struct site_keys keys;
	struct store_booked_list found = *list;
	bool fine = site_keys_load(store, site, &scratch, &keys, err) &&
		    booked_read(store, &keys, first, last, arena, &found, err);
	arena_finish(&scratch);
	if (fine)
		*list = found;
	return fine;
}
