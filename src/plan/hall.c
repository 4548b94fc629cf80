#include "plan/hall.h"

/* The largest difference of the sets that contain each subset of @used. */
struct hall *hall_build(struct question *question, int bucket, const struct measure *measure, unsigned used)
{
	int end = bucket_span(question->state, bucket).end;
	struct balance balance = load_balance(bucket_view(question, bucket), measure, end);
	balance.active |= used;
	int64_t sets[SETS_MAX];
	unsigned count = set_differences(question, bucket, measure, &balance, sets);

	unsigned subsets = 1U << __builtin_popcount(used);
	struct arena *arena = bucket_view(question, bucket)->arena;
	struct hall *hall = arena_alloc(arena, sizeof *hall);
	*hall = (struct hall){ .tau = measure->tau, .now = measure->now };
	hall->peak = arena_alloc(arena, sizeof *hall->peak * subsets);
	for (unsigned i = 0; i < subsets; i++)
		hall->peak[i] = INT64_MIN / 2;
	unsigned used_here = compress_mask(used, balance.active);
	unsigned where[SITE_SKILLS_MAX]; /* bits of the used skills among the active */
	int width = 0;
	for (unsigned rest = used_here; rest; rest &= rest - 1)
		where[width++] = rest & -rest;
	for (unsigned set = 0; set < count; set++) {
		unsigned subset = 0;
		for (int i = 0; i < width; i++)
			subset |= (set & where[i]) ? 1U << i : 0;
		if (sets[set] > hall->peak[subset])
			hall->peak[subset] = sets[set];
	}
	for (unsigned bit = 1; bit < subsets; bit <<= 1)
		for (unsigned i = 0; i < subsets; i++)
			if (!(i & bit) && hall->peak[i | bit] > hall->peak[i])
				hall->peak[i] = hall->peak[i | bit];
	hall->unmet = hall->peak[0]; /* the empty set is one of them */
	return hall;
}

const struct hall *hall_normal(struct question *question, int bucket)
{
	struct bucket_view *view = bucket_view(question, bucket);
	if (!view->normal) {
		struct measure measure = whole_bucket(question, bucket, true);
		view->normal = hall_build(question, bucket, &measure, question->used);
	}
	return view->normal;
}

bool hall_concerns(const struct hall *hall, int ready)
{
	return hall->tau == ready || (hall->counts && hall->tau < ready);
}

struct hall *hall_at(struct question *question, int bucket, int tau, bool now)
{
	struct bucket_view *view = bucket_view(question, bucket);
	for (int i = 0; i < view->table_count; i++)
		if (view->tables[i].tau == tau && view->tables[i].now == now)
			return &view->tables[i];
	struct measure measure = { .tau = tau, .now = now, .percent = 100 };
	struct hall *hall = hall_build(question, bucket, &measure, question->used);
	view->tables = arena_grow(view->arena, view->tables, (size_t)view->table_count, &view->table_capacity,
				  sizeof *view->tables);
	view->tables[view->table_count++] = *hall;
	return &view->tables[view->table_count - 1];
}

/* Makes the tables of every ready minute that work in the bucket has, of its start, and of now when it runs.
 */
void hall_prepare(struct question *question, int bucket)
{
	struct bucket_view *view = bucket_view(question, bucket);
	if (view->readies_done)
		return;
	view->readies_done = true;
	hall_at(question, bucket, bucket_span(question->state, bucket).start, false)->counts = true;
	if (bucket == question->cache->running)
		hall_at(question, bucket, question->state->now.minute, true)->counts = true;
	for (int i = 0; i < view->row_count; i++)
		if (view->rows[i].minutes)
			hall_at(question, bucket, view->rows[i].ready, false)->counts = true;
}

static int64_t added_for(const struct question *question, const int *minutes, unsigned subset)
{
	int64_t sum = 0;
	for (int i = 0; i < question->used_count; i++)
		if (subset >> i & 1)
			sum += (int64_t)minutes[i] * UNIT;
	return sum;
}

/* What may still be added to sets that contain all of @needed (positions of used skills), in UNITs. */
static int64_t slack(const struct question *question, const struct hall *hall, const int *minutes,
		     unsigned needed)
{
	int64_t least = INT64_MAX;
	for (unsigned subset = 0; subset < 1U << question->used_count; subset++) {
		if ((subset & needed) != needed)
			continue;
		int64_t left = hall->unmet - hall->peak[subset] - added_for(question, minutes, subset);
		least = left < least ? left : least;
	}
	return least;
}

int hall_room(struct question *question, int bucket, int ready, bool reserve, const int *minutes, int skill,
	      int wanted)
{
	unsigned needed = 1U << question->position[skill];
	civil_day day = question->state->first + bucket / 2;
	int64_t enough = (int64_t)wanted * UNIT;
	int64_t room = INT64_MAX;
	if (!reserve && reserve_pct(question->state, day) > 0)
		room = slack(question, hall_normal(question, bucket), minutes, needed);
	if (room < enough)
		return 0;
	hall_prepare(question, bucket);
	const struct bucket_view *view = bucket_view(question, bucket);
	for (int i = 0; i < view->table_count; i++) {
		if (!hall_concerns(&view->tables[i], ready))
			continue;
		int64_t left = slack(question, &view->tables[i], minutes, needed);
		room = left < room ? left : room;
		if (room < enough)
			return 0;
	}
	int64_t left = slack(question, hall_at(question, bucket, ready, false), minutes, needed);
	room = left < room ? left : room;
	return room < enough ? 0 : (int)(room / UNIT);
}

/* Fills @violation with the set that is worst once @minutes are added. */
static void name_worst(struct question *question, int bucket, const struct measure *measure,
		       const int *minutes, struct plan_violation *violation)
{
	int end = bucket_span(question->state, bucket).end;
	struct balance balance = load_balance(bucket_view(question, bucket), measure, end);
	balance.active |= question->used;
	for (int skill = 0; skill < SITE_SKILLS_MAX; skill++)
		if (question->used >> skill & 1)
			balance.load[skill] += (int64_t)minutes[question->position[skill]] * UNIT;
	int64_t sets[SETS_MAX];
	unsigned count = set_differences(question, bucket, measure, &balance, sets);
	unsigned worst = 0;
	for (unsigned set = 1; set < count; set++)
		if (sets[set] > sets[worst] ||
		    (sets[set] == sets[worst] && __builtin_popcount(set) < __builtin_popcount(worst)))
			worst = set;
	int64_t load = 0;
	unsigned skills = 0;
	unsigned bit = 1;
	for (int skill = 0; skill < SITE_SKILLS_MAX; skill++) {
		if (!(balance.active >> skill & 1))
			continue;
		if (worst & bit) {
			skills |= 1U << skill;
			load += balance.load[skill];
		}
		bit <<= 1;
	}
	violation->skills = skills;
	violation->need = (int)(load / UNIT);
	violation->have = (int)((load - sets[worst]) / UNIT);
	violation->day = question->state->first + bucket / 2;
	violation->half = (enum half)(bucket % 2);
}

bool hall_fits_all(struct question *question, int bucket, int ready, const int *minutes,
		   struct plan_violation *violation)
{
	hall_prepare(question, bucket);
	hall_at(question, bucket, ready, false);
	const struct bucket_view *view = bucket_view(question, bucket);
	for (int i = 0; i < view->table_count; i++) {
		const struct hall *hall = &view->tables[i];
		if (!hall_concerns(hall, ready) || slack(question, hall, minutes, 0) >= 0)
			continue;
		struct measure measure = { .tau = hall->tau, .now = hall->now, .percent = 100 };
		if (violation)
			name_worst(question, bucket, &measure, minutes, violation);
		return false;
	}
	return true;
}

bool hall_fits_normal(struct question *question, int bucket, const int *minutes,
		      struct plan_violation *violation)
{
	if (reserve_pct(question->state, question->state->first + bucket / 2) == 0)
		return true;
	if (slack(question, hall_normal(question, bucket), minutes, 0) >= 0)
		return true;
	struct measure measure = whole_bucket(question, bucket, true);
	if (violation)
		name_worst(question, bucket, &measure, minutes, violation);
	return false;
}
