#include "plan/internal.h"

#include <limits.h>
#include <string.h>

/* Shares of a car's time in a bucket are counted in 1/SCALE, rounded against the candidate. */
enum { SCALE = 1 << 20 };

/* Where the car stands while its work is laid out. */
struct spot {
	int bucket;
	int ready;
	int64_t used;                 /* share of the car's time in the bucket */
	int minutes[SITE_SKILLS_MAX]; /* laid into the bucket, by position of the used skill */
};

struct placing {
	struct question *question;
	struct plan_candidate *candidate;
	enum place_mode mode;
	struct spot spot;
	int start_day; /* day index on which work could begin were the house empty; it must. -1 not yet known
			*/
	int last_day;  /* for work of one day */
};

static int least(int a, int b)
{
	return a < b ? a : b;
}

/* The most percent minutes that one technician with the skill has from @ready to the bucket's end. */
static int most_productive(const struct question *question, int bucket, int ready, int skill)
{
	int most = 0;
	bool whole = ready <= bucket_span(question->state, bucket).start;
	const int16_t *minutes = attendance(question->state, bucket);
	for (int i = 0; i < question->cache->technician_count; i++) {
		const struct staff *staff = &question->site->staff[question->cache->technicians[i]];
		if (!(staff->skills >> skill & 1) || minutes[i] * staff->productive_pct <= most)
			continue;
		int there = whole ? minutes[i] : attendance_from(question->state, bucket, i, ready);
		if (there * staff->productive_pct > most)
			most = there * staff->productive_pct;
	}
	return most;
}

/* Where the most of a slot is kept; NULL for a minute between two slots. */
static int *kept_limit(const struct question *question, int bucket, int ready, int skill)
{
	struct plan_cache *cache = question->state->cache;
	struct span span = bucket_span(question->state, bucket);
	int **slots = &cache->car_limits[bucket * SITE_SKILLS_MAX + skill];
	int after = ready > span.start ? ready - span.start : 0;
	if (after % SLOT_MINUTES || ready >= span.end)
		return NULL;
	if (!*slots)
		*slots = arena_alloc(cache->arena,
				     sizeof **slots * (size_t)((span.end - span.start) / SLOT_MINUTES + 1));
	return &(*slots)[after / SLOT_MINUTES];
}

int car_limit(const struct question *question, int bucket, int ready, int skill, int parallel)
{
	int *known = kept_limit(question, bucket, ready, skill);
	int most = known && *known ? *known - 1 : most_productive(question, bucket, ready, skill);
	if (known)
		*known = most + 1;
	return (int)((int64_t)most * (parallel > 0 ? parallel : 1) / 100);
}

/* The first open bucket from @bucket on whose end lies after @ready (a minute of @bucket's day); -1. */
static int enter_bucket(const struct plan_state *state, int bucket, int *ready)
{
	int day = bucket / 2;
	for (; bucket < 2 * state->cache->days; bucket++) {
		struct span span = bucket_span(state, bucket);
		if (!bucket_open(state, bucket) || (bucket / 2 == day && span.end <= *ready))
			continue;
		bool later = bucket / 2 != day || *ready < span.start;
		*ready = later ? span.start : *ready;
		return bucket;
	}
	return -1;
}

static bool spot_enter(struct placing *placing, int bucket, int ready)
{
	int found = enter_bucket(placing->question->state, bucket, &ready);
	if (found >= 0)
		placing->spot = (struct spot){ .bucket = found, .ready = ready };
	return found >= 0;
}

int place_entry(const struct question *question, const struct plan_candidate *c, int *ready)
{
	int day = day_index(question->state, c->day);
	*ready = c->start + c->minutes + question->site->transfer_minutes;
	int bucket = day < 0 ? -1 : enter_bucket(question->state, day * 2, ready);
	return c->mobility == MOBILITY_WAIT && bucket / 2 != day ? -1 : bucket;
}

static bool has_begun(const struct placing *placing)
{
	return placing->candidate->segment_count > 0;
}

static bool spot_next(struct placing *placing)
{
	if (!spot_enter(placing, placing->spot.bucket + 1, 0))
		return false;
	int day = placing->spot.bucket / 2;
	bool too_late = !has_begun(placing) && placing->start_day >= 0 && day > placing->start_day;
	return !too_late && day <= placing->last_day;
}

/* Minutes that the bay of @work still has in the bucket for this car. */
static int bay_room(const struct placing *placing, const struct work_type *work)
{
	if (work->bay < 0)
		return INT_MAX;
	struct question *question = placing->question;
	int bucket = placing->spot.bucket;
	int left = bay_capacity(question->state, bucket, work->bay) -
		   bucket_view(question, bucket)->bay_minutes[work->bay];
	const struct plan_candidate *c = placing->candidate;
	civil_day day = question->state->first + bucket / 2;
	int own = 0;
	for (int i = 0; i < c->segment_count; i++) {
		const struct plan_work_segment *segment = &c->segments[i];
		if (segment->bay != work->bay || segment->day != day || (int)segment->half != bucket % 2)
			continue;
		if (segment->keeps_bay)
			return INT_MAX; /* the bay is this car's already */
		own += segment->minutes;
	}
	int length = question->cache->info[bucket / 2].length[bucket % 2];
	if (work->keeps_bay) /* what this car had done there before lies in the same time */
		return left >= length ? INT_MAX : 0;
	return left > own ? left - own : 0;
}

static bool add_segment(struct placing *placing, const struct work_type *work, int skill, int minutes)
{
	struct plan_candidate *c = placing->candidate;
	struct plan_work_segment segment = {
		.skill = skill,
		.day = placing->question->state->first + placing->spot.bucket / 2,
		.half = (enum half)(placing->spot.bucket % 2),
		.minutes = minutes,
		.ready = placing->spot.ready,
		.bay = work->bay,
		.keeps_bay = work->keeps_bay && work->bay >= 0,
		.parallel = work->parallel > 0 ? work->parallel : 1,
	};
	struct plan_work_segment *last = c->segment_count ? &c->segments[c->segment_count - 1] : NULL;
	if (last && last->skill == skill && last->day == segment.day && last->half == segment.half &&
	    last->bay == segment.bay && last->keeps_bay == segment.keeps_bay &&
	    last->parallel == segment.parallel) {
		last->minutes += minutes;
		return true;
	}
	if (c->segment_count == PLAN_SEGMENTS_MAX)
		return false;
	c->segments[c->segment_count++] = segment;
	return true;
}

static bool heeds_bays(enum place_mode mode)
{
	return mode != PLACE_NO_BAY && mode != PLACE_ANYHOW;
}

static bool heeds_room(enum place_mode mode)
{
	return mode != PLACE_FORCED && mode != PLACE_ANYHOW;
}

static bool heeds_reserve(const struct placing *placing)
{
	return placing->mode == PLACE_NORMAL ||
	       (placing->mode == PLACE_NO_BAY && !placing->question->entitled);
}

/* How much of @remaining goes into the bucket where the car stands. */
static int piece_of(struct placing *placing, const struct work_type *work, int skill, int remaining,
		    int64_t *share)
{
	struct question *question = placing->question;
	struct spot *spot = &placing->spot;
	int limit = car_limit(question, spot->bucket, spot->ready, skill, work->parallel);
	int wanted = least(remaining, PIECE_MINUTES);
	int piece = least(remaining, (int)((SCALE - spot->used) * limit / SCALE));
	if (piece >= wanted && placing->start_day < 0)
		placing->start_day = spot->bucket / 2;
	if (piece >= wanted && heeds_bays(placing->mode))
		piece = least(piece, bay_room(placing, work));
	if (piece >= wanted && heeds_room(placing->mode))
		piece = least(piece, hall_room(question, spot->bucket, spot->ready, !heeds_reserve(placing),
					       spot->minutes, skill, wanted));
	if (piece < wanted || piece == 0)
		return 0;
	*share = ((int64_t)piece * SCALE + limit - 1) / limit;
	return piece;
}

static const struct work_type *work_at(const struct placing *placing, int index)
{
	return &placing->question->site->work[placing->question->request->work[index]];
}

static bool begins_on(struct question *question, int day, enum place_mode mode)
{
	struct plan_candidate none = { .segment_count = 0 };
	struct placing placing = { .question = question, .candidate = &none, .mode = mode, .start_day = day };
	const struct work_type *work = question->request->work_count ? work_at(&placing, 0) : NULL;
	if (!work || !work->part_count || work->parts[0].minutes <= 0)
		return true;
	for (int bucket = day * 2; bucket < day * 2 + 2; bucket++) {
		int64_t share;
		if (!bucket_open(question->state, bucket))
			continue;
		placing.spot = (struct spot){ .bucket = bucket,
					      .ready = bucket_span(question->state, bucket).start };
		if (piece_of(&placing, work, work->parts[0].skill, work->parts[0].minutes, &share))
			return true;
	}
	return false;
}

bool place_begins(struct question *question, int day, enum place_mode mode)
{
	if (mode > PLACE_RESERVE)
		return true;
	int8_t **known = &question->begins[mode];
	if (!*known)
		*known = arena_alloc(&question->arena, (size_t)question->cache->days + 1);
	if (!(*known)[day])
		(*known)[day] = begins_on(question, day, mode) ? 1 : -1;
	return (*known)[day] > 0;
}

/* Nothing of the car lies in the bucket yet, and it is there from the start. */
static bool is_fresh(const struct placing *placing)
{
	const struct spot *spot = &placing->spot;
	return spot->used == 0 && spot->ready == bucket_span(placing->question->state, spot->bucket).start;
}

/* Passes the buckets that were found full. */
static bool spot_skip(struct placing *placing, int16_t *skips)
{
	int bucket = placing->spot.bucket;
	int next = skips[bucket];
	while (skips[next])
		next = skips[next];
	skips[bucket] = (int16_t)next;
	return spot_enter(placing, next, 0) && placing->spot.bucket / 2 <= placing->last_day;
}

/* Where @part could go on from a bucket in which there was no room for it even from the start: buckets that
 * were found full once are passed in one step. */
static int16_t *skips_of(struct placing *placing, int work, int part)
{
	struct question *question = placing->question;
	int mode = placing->mode == PLACE_RESERVE;
	if (placing->mode > PLACE_RESERVE)
		return NULL;
	int16_t **skips = &question->skips[work][part][mode];
	if (!*skips)
		*skips = arena_alloc(&question->arena,
				     sizeof **skips * (size_t)(question->cache->days * 2 + 2));
	return *skips;
}

/* Lays out one part; @begun: the work it belongs to has begun, and keeps its bay. */
static bool place_part(struct placing *placing, const struct work_type *work, const struct work_part *part,
		       int16_t *skips, bool *begun)
{
	for (int remaining = part->minutes; remaining > 0;) {
		int64_t share = 0;
		bool whole = skips && remaining >= PIECE_MINUTES && is_fresh(placing);
		int bucket = placing->spot.bucket;
		if (whole && has_begun(placing) && !work->keeps_bay && skips[bucket]) {
			if (!spot_skip(placing, skips))
				return false;
			continue;
		}
		int piece = piece_of(placing, work, part->skill, remaining, &share);
		if (whole && piece == 0)
			skips[bucket] = (int16_t)(bucket + 1);
		bool waits_on_bay = piece == 0 && *begun && work->keeps_bay && work->bay >= 0;
		if (waits_on_bay && heeds_bays(placing->mode) && bay_room(placing, work) == 0)
			return false;
		if ((piece || waits_on_bay) && !add_segment(placing, work, part->skill, piece))
			return false;
		if (piece) {
			*begun = true;
			placing->spot.used += share;
			placing->spot.minutes[placing->question->position[part->skill]] += piece;
			remaining -= piece;
		}
		if (remaining && !spot_next(placing))
			return false;
	}
	return true;
}

static bool place_parts(struct placing *placing, int index)
{
	const struct work_type *work = work_at(placing, index);
	bool begun = false;
	for (int i = 0; i < work->part_count; i++)
		if (!place_part(placing, work, &work->parts[i], skips_of(placing, index, i), &begun))
			return false;
	return true;
}

/* Tries to lay out all of the work on the day where the car stands; leaves no trace when it does not fit. */
static bool place_today(struct placing *placing, int index, enum place_mode mode, bool keep)
{
	struct plan_candidate *c = placing->candidate;
	struct placing before = *placing;
	int count = c->segment_count;
	struct plan_work_segment last = count ? c->segments[count - 1] : (struct plan_work_segment){ 0 };
	placing->mode = mode;
	placing->last_day = placing->spot.bucket / 2;
	bool fits = place_parts(placing, index);
	if (fits && keep) {
		placing->mode = before.mode;
		placing->last_day = before.last_day;
		return true;
	}
	*placing = before;
	c->segment_count = count;
	if (count)
		c->segments[count - 1] = last;
	return fits;
}

static bool place_same_day(struct placing *placing, int index)
{
	for (;;) {
		int day = placing->spot.bucket / 2;
		bool possible = place_today(placing, index, PLACE_ANYHOW, false);
		if (possible && placing->start_day < 0)
			placing->start_day = day;
		if (possible && place_today(placing, index, placing->mode, true))
			return true;
		if (!has_begun(placing) && placing->start_day >= 0)
			return false;
		if (!spot_enter(placing, (day + 1) * 2, 0))
			return false;
	}
}

bool place_now(struct question *question, struct plan_candidate *c, enum place_mode mode)
{
	struct placing placing = { .question = question, .candidate = c, .mode = mode, .start_day = -1 };
	placing.last_day = INT_MAX;
	c->segment_count = 0;
	c->finish = (struct moment){ c->day, c->start + c->minutes };
	int day = day_index(question->state, c->day);
	if (day < 0 ||
	    !spot_enter(&placing, day * 2, c->start + c->minutes + question->site->transfer_minutes))
		return false;
	for (int i = 0; i < question->request->work_count; i++) {
		bool placed = work_at(&placing, i)->same_day ? place_same_day(&placing, i)
							     : place_parts(&placing, i);
		if (!placed)
			return false;
	}
	c->finish = (struct moment){ question->state->first + placing.spot.bucket / 2, placing.spot.ready };
	c->finish = work_finish(question, c);
	return c->finish.day <= question->state->last;
}
