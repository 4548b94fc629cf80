/* Rows of the load strips: added up by the database, where nobody asks for the single one. */
#include "store/plan_loader.h"

/* One of the statements over the days, with what is held at this moment when @held. */
static struct stmt *start(struct plan_loader *l, enum sql id, bool held)
{
	struct stmt *q = sql_start(l->store, id);
	sql_bind_int(q, l->state->rows_first);
	sql_bind_int(q, l->state->last);
	if (held)
		sql_bind_int(q, l->at);
	return q;
}

/* --- people --- */

static void add_person(struct plan_loader *l, struct plan_busy busy)
{
	struct plan_state *state = l->state;
	if (busy.staff < 0)
		return;
	state->busy =
		arena_grow(l->scratch, state->busy, state->busy_count, &l->busy_room, sizeof *state->busy);
	state->busy[state->busy_count++] = busy;
}

static bool add_receptions(struct plan_loader *l)
{
	struct stmt *q = start(l, SQL_STRIP_RECEPTIONS, false);
	while (sql_row(q)) {
		struct plan_busy busy = { .kind = BUSY_RECEPTION, .day = (civil_day)sql_int(q) };
		busy.staff = key_index(&l->keys.staff, sql_int(q));
		busy.alike = (int)sql_int(q) - 1;
		add_person(l, busy);
	}
	return sql_end(q, l->err);
}

/* Of drivers is asked whether they have anything on a day at all. */
static bool add_driver(struct plan_loader *l, int driver)
{
	for (civil_day day = l->state->rows_first; day <= l->state->last; day++) {
		struct stmt *q = sql_start(l->store, SQL_STRIP_IS_BUSY);
		sql_bind_int(q, day);
		sql_bind_int(q, key_at(&l->keys.staff, driver));
		if (sql_row(q))
			add_person(l, (struct plan_busy){ .staff = driver, .kind = BUSY_OTHER, .day = day });
		if (!sql_end(q, l->err))
			return false;
	}
	return true;
}

static bool add_people(struct plan_loader *l)
{
	const struct site *site = l->state->site;
	if (!add_receptions(l))
		return false;
	for (int i = 0; i < site->staff_count; i++)
		if (site->staff[i].active && site->staff[i].roles & ROLE_DRIVER && !add_driver(l, i))
			return false;
	return true;
}

/* --- work --- */

static bool is_alike(const struct plan_segment *one, const struct plan_segment *other)
{
	return one->day == other->day && one->half == other->half && one->skill == other->skill &&
	       one->named == other->named && one->entitled == other->entitled && one->ready == other->ready;
}

/* Adds @segment to the like of it, which rows from @first on are: those of a half day and skill come
 * together. */
static void add_work(struct plan_loader *l, const struct plan_segment *segment, size_t first)
{
	struct plan_state *state = l->state;
	for (size_t i = state->segment_count; i-- > first && state->segments[i].skill == segment->skill;)
		if (is_alike(&state->segments[i], segment)) {
			state->segments[i].minutes += segment->minutes;
			return;
		}
	state->segments = arena_grow(l->scratch, state->segments, state->segment_count, &l->segment_room,
				     sizeof *state->segments);
	state->segments[state->segment_count++] = *segment;
}

/* Since when a car is ready is asked on the first day alone, of its half day that runs. */
static int asked_ready(const struct plan_loader *l, const struct plan_segment *segment)
{
	return segment->day == l->state->rows_first ? segment->ready : 0;
}

static bool add_booked(struct plan_loader *l)
{
	size_t first = l->state->segment_count;
	struct stmt *q = start(l, SQL_STRIP_SEGMENTS, false);
	while (sql_row(q)) {
		struct plan_segment segment = { .day = (civil_day)sql_int(q), .parallel = 1, .bay = -1 };
		segment.half = (enum half)sql_int(q);
		segment.skill = key_index(&l->keys.skills, sql_int(q));
		segment.minutes = (int)sql_int(q);
		segment.ready = (int)sql_int(q);
		segment.ready = asked_ready(l, &segment);
		segment.named = key_index(&l->keys.staff, sql_int(q));
		segment.entitled = sql_int(q) != 0;
		if (segment.skill >= 0) /* a retired skill has no capacity to compare with */
			add_work(l, &segment, first);
	}
	return sql_end(q, l->err);
}

/* What is carried over stands for itself, in the first @carried rows: it is taken off the sum that it is in.
 */
static void take_off_carried(struct plan_loader *l, size_t carried)
{
	struct plan_state *state = l->state;
	for (size_t i = 0; i < carried; i++) {
		struct plan_segment one = state->segments[i];
		one.ready = asked_ready(l, &one);
		for (size_t n = carried; n < state->segment_count; n++)
			if (is_alike(&one, &state->segments[n]))
				state->segments[n].minutes -= one.minutes;
	}
}

static bool add_segments(struct plan_loader *l, bool held)
{
	/* Carried rows of these days, too: they are past when their half day is over. */
	struct stmt *q = sql_start(l->store, SQL_PLAN_CARRIED);
	sql_bind_int(q, l->state->last + 1);
	if (!plan_add_segments(l, q, true))
		return false;
	size_t carried = l->state->segment_count;
	if (!add_booked(l))
		return false;
	take_off_carried(l, carried);
	return !held || plan_add_segments(l, start(l, SQL_STRIP_SEGMENTS_HELD, true), false);
}

bool plan_load_sums(struct plan_loader *l)
{
	bool held = l->hold_count > 0;
	return add_people(l) && (!held || plan_add_busy(l, start(l, SQL_STRIP_BUSY_HELD, true))) &&
	       add_segments(l, held);
}
