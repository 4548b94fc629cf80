#include "plan/internal.h"

#include <string.h>

enum { SETS_MAX = 1 << SITE_SKILLS_MAX, TECHNICIAN_MASKS = SETS_MAX };

/* What one table is made of: load by skill, free capacity by technician. */
struct balance {
	int64_t load[SITE_SKILLS_MAX];
	unsigned active; /* skills with load, and those asked about */
};

/* A technician's time from @tau on in UNITs, and what his named work takes of it. */
struct measure {
	int tau;
	bool now;
	bool normal;
	int percent; /* of the capacity that may be used */
};

static int64_t row_minutes(const struct load_row *row, const struct measure *measure, int end)
{
	if (row->ready >= measure->tau)
		return row->minutes;
	if (!measure->now || end <= row->ready)
		return 0;
	int64_t scaled = (int64_t)row->minutes * (end - measure->tau);
	return (scaled + end - row->ready - 1) / (end - row->ready);
}

static int64_t capacity_of(struct question *question, int bucket, int technician, const struct measure *measure)
{
	const struct staff *staff = &question->site->staff[question->cache->technicians[technician]];
	struct span span = bucket_span(question->state, bucket);
	int minutes = measure->tau <= span.start ? attendance(question->state, bucket)[technician]
						 : attendance_from(question->state, bucket, technician, measure->tau);
	return (int64_t)minutes * staff->productive_pct * measure->percent;
}

static int64_t named_of(const struct bucket_view *view, int technician, const struct measure *measure, int end)
{
	int64_t named = 0;
	for (int i = 0; i < view->row_count; i++) {
		const struct load_row *row = &view->rows[i];
		if (row->named == technician && !(measure->normal && row->entitled))
			named += row_minutes(row, measure, end) * UNIT;
	}
	return named;
}

static bool has_named(const struct bucket_view *view)
{
	for (int i = 0; i < view->row_count; i++)
		if (view->rows[i].named >= 0)
			return true;
	return false;
}

static struct balance balance_of(const struct bucket_view *view, const struct measure *measure, int end)
{
	struct balance balance = { .active = 0 };
	for (int i = 0; i < view->row_count; i++) {
		const struct load_row *row = &view->rows[i];
		if (row->named >= 0 || (measure->normal && row->entitled))
			continue;
		int64_t minutes = row_minutes(row, measure, end);
		balance.load[row->skill] += minutes * UNIT;
		if (minutes)
			balance.active |= 1U << row->skill;
	}
	return balance;
}

/* The bits of @mask that are in @within, pushed together. */
static unsigned compress(unsigned mask, unsigned within)
{
	unsigned result = 0;
	for (unsigned bit = 1; within; within &= within - 1) {
		if (mask & within & -within)
			result |= bit;
		bit <<= 1;
	}
	return result;
}

/* Capacity of every set of the @active skills: of all technicians who have one of it, less their named work. */
static void set_capacities(struct question *question, int bucket, const struct measure *measure, unsigned active,
			   int64_t *sets)
{
	const struct bucket_view *view = bucket_view(question, bucket);
	int end = bucket_span(question->state, bucket).end;
	unsigned count = 1U << __builtin_popcount(active);
	bool named = has_named(view);
	int64_t total = 0;
	int64_t by_mask[TECHNICIAN_MASKS]; /* of technicians with the same skills */
	int64_t only[SETS_MAX]; /* of those whose active skills all lie in the set */
	memset(by_mask, 0, sizeof *by_mask * (size_t)question->cache->mask_count);
	memset(only, 0, sizeof *only * count);
	for (int i = 0; i < question->cache->technician_count; i++) {
		int mask = question->cache->mask_of[i];
		if (!(question->cache->masks[mask] & active))
			continue;
		int64_t capacity = capacity_of(question, bucket, i, measure);
		if (named)
			capacity -= named_of(view, i, measure, end);
		by_mask[mask] += capacity > 0 ? capacity : 0;
	}
	for (int i = 0; i < question->cache->mask_count; i++) {
		if (!by_mask[i])
			continue;
		only[compress(question->cache->masks[i], active)] += by_mask[i];
		total += by_mask[i];
	}
	for (unsigned bit = 1; bit < count; bit <<= 1)
		for (unsigned from = bit; from < count; from += 2 * bit)
			for (unsigned set = from; set < from + bit; set++)
				only[set] += only[set ^ bit];
	for (unsigned set = 0; set < count; set++)
		sets[set] = total - only[~set & (count - 1)];
}

static void set_loads(const struct balance *balance, int64_t *sets)
{
	int64_t load[SITE_SKILLS_MAX];
	int width = 0;
	for (int skill = 0; skill < SITE_SKILLS_MAX; skill++)
		if (balance->active >> skill & 1)
			load[width++] = balance->load[skill];
	sets[0] = 0;
	for (unsigned set = 1; set < 1U << width; set++)
		sets[set] = sets[set & (set - 1)] + load[__builtin_ctz(set)];
}

/* Load − capacity of every set of the active skills; returns how many sets there are. Skills without load only make a
 * set roomier and are left out. */
static unsigned differences(struct question *question, int bucket, const struct measure *measure,
			    const struct balance *balance, int64_t *sets)
{
	unsigned count = 1U << __builtin_popcount(balance->active);
	int64_t capacity[SETS_MAX];
	set_capacities(question, bucket, measure, balance->active, capacity);
	set_loads(balance, sets);
	for (unsigned set = 0; set < count; set++)
		sets[set] -= capacity[set];
	return count;
}

/* The largest difference of the sets that contain each subset of @used. */
static struct hall *hall_build(struct question *question, int bucket, const struct measure *measure, unsigned used)
{
	int end = bucket_span(question->state, bucket).end;
	struct balance balance = balance_of(bucket_view(question, bucket), measure, end);
	balance.active |= used;
	int64_t sets[SETS_MAX];
	unsigned count = differences(question, bucket, measure, &balance, sets);

	unsigned subsets = 1U << __builtin_popcount(used);
	struct hall *hall = arena_alloc(&question->arena, sizeof *hall);
	*hall = (struct hall){ .tau = measure->tau, .now = measure->now };
	hall->peak = arena_alloc(&question->arena, sizeof *hall->peak * subsets);
	for (unsigned i = 0; i < subsets; i++)
		hall->peak[i] = INT64_MIN / 2;
	unsigned used_here = compress(used, balance.active);
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

static struct measure whole_bucket(const struct question *question, int bucket, bool normal)
{
	civil_day day = question->state->first + bucket / 2;
	return (struct measure){
		.tau = bucket_span(question->state, bucket).start,
		.normal = normal,
		.percent = 100 - (normal ? reserve_pct(question->state, day) : 0),
	};
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

static const struct hall *hall_at(struct question *question, int bucket, int tau, bool now)
{
	struct bucket_view *view = bucket_view(question, bucket);
	for (int i = 0; i < view->table_count; i++)
		if (view->tables[i].tau == tau && view->tables[i].now == now)
			return &view->tables[i];
	struct measure measure = { .tau = tau, .now = now, .percent = 100 };
	struct hall *hall = hall_build(question, bucket, &measure, question->used);
	view->tables = arena_grow(&question->arena, view->tables, (size_t)view->table_count, &view->table_capacity,
				  sizeof *view->tables);
	view->tables[view->table_count++] = *hall;
	return &view->tables[view->table_count - 1];
}

/* Makes the tables of every ready minute that work in the bucket has, of its start, and of now when it runs. */
static void tables_prepare(struct question *question, int bucket)
{
	struct bucket_view *view = bucket_view(question, bucket);
	if (view->readies_done)
		return;
	view->readies_done = true;
	hall_at(question, bucket, bucket_span(question->state, bucket).start, false);
	if (bucket == question->cache->running)
		hall_at(question, bucket, question->state->now.minute, true);
	for (int i = 0; i < view->row_count; i++)
		if (view->rows[i].minutes)
			hall_at(question, bucket, view->rows[i].ready, false);
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
static int64_t slack(const struct question *question, const struct hall *hall, const int *minutes, unsigned needed)
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

int hall_room(struct question *question, int bucket, int ready, bool reserve, const int *minutes, int skill, int wanted)
{
	unsigned needed = 1U << question->position[skill];
	civil_day day = question->state->first + bucket / 2;
	int64_t enough = (int64_t)wanted * UNIT;
	int64_t room = INT64_MAX;
	if (!reserve && reserve_pct(question->state, day) > 0)
		room = slack(question, hall_normal(question, bucket), minutes, needed);
	if (room < enough)
		return 0;
	tables_prepare(question, bucket);
	const struct bucket_view *view = bucket_view(question, bucket);
	for (int i = 0; i < view->table_count; i++) {
		if (view->tables[i].tau > ready)
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
static void name_worst(struct question *question, int bucket, const struct measure *measure, const int *minutes,
		       struct plan_violation *violation)
{
	int end = bucket_span(question->state, bucket).end;
	struct balance balance = balance_of(bucket_view(question, bucket), measure, end);
	balance.active |= question->used;
	for (int skill = 0; skill < SITE_SKILLS_MAX; skill++)
		if (question->used >> skill & 1)
			balance.load[skill] += (int64_t)minutes[question->position[skill]] * UNIT;
	int64_t sets[SETS_MAX];
	unsigned count = differences(question, bucket, measure, &balance, sets);
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
	tables_prepare(question, bucket);
	hall_at(question, bucket, ready, false);
	const struct bucket_view *view = bucket_view(question, bucket);
	for (int i = 0; i < view->table_count; i++) {
		const struct hall *hall = &view->tables[i];
		if (hall->tau > ready || slack(question, hall, minutes, 0) >= 0)
			continue;
		struct measure measure = { .tau = hall->tau, .now = hall->now, .percent = 100 };
		if (violation)
			name_worst(question, bucket, &measure, minutes, violation);
		return false;
	}
	return true;
}

bool hall_fits_normal(struct question *question, int bucket, const int *minutes, struct plan_violation *violation)
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

/* The fullest set with each skill, made once for a table. */
static const int64_t *single_peaks(struct question *question, int bucket, const struct measure *measure,
				   struct hall *hall)
{
	if (hall->single)
		return hall->single;
	unsigned all = (1U << question->site->skill_count) - 1;
	struct balance balance =
		balance_of(bucket_view(question, bucket), measure, bucket_span(question->state, bucket).end);
	balance.active = all;
	int64_t sets[SETS_MAX];
	unsigned count = differences(question, bucket, measure, &balance, sets);
	hall->single = arena_alloc(&question->arena, sizeof *hall->single * SITE_SKILLS_MAX);
	for (int skill = 0; skill < SITE_SKILLS_MAX; skill++)
		hall->single[skill] = INT64_MIN / 2;
	for (unsigned set = 1; set < count; set++)
		for (unsigned rest = set; rest; rest &= rest - 1) {
			int64_t *peak = &hall->single[__builtin_ctz(rest)];
			*peak = sets[set] > *peak ? sets[set] : *peak;
		}
	return hall->single;
}

/* Whether technician @named can take @minutes more under @measure, and the others' work still finds its room. */
static bool named_fits_measure(struct question *question, int bucket, const struct measure *measure,
			       struct hall *hall, int named, int minutes, struct plan_violation *violation)
{
	int staff = question->cache->technicians[named];
	unsigned skills = question->site->staff[staff].skills;
	int64_t capacity = capacity_of(question, bucket, named, measure);
	int64_t taken = named_of(bucket_view(question, bucket), named, measure,
				 bucket_span(question->state, bucket).end);
	int64_t added = (int64_t)minutes * UNIT;
	bool fits = taken + added <= capacity;
	for (; fits && skills; skills &= skills - 1)
		fits = single_peaks(question, bucket, measure, hall)[__builtin_ctz(skills)] + added <= hall->unmet;
	if (!fits && violation) {
		violation->skills = question->used;
		violation->staff = staff;
		violation->need = (int)((taken + added) / UNIT);
		violation->have = (int)(capacity / UNIT);
		violation->day = question->state->first + bucket / 2;
		violation->half = (enum half)(bucket % 2);
	}
	return fits;
}

bool named_fits(struct question *question, int bucket, int ready, int named, int minutes, bool normal,
		struct plan_violation *violation)
{
	struct bucket_view *view = bucket_view(question, bucket);
	if (normal) {
		struct measure measure = whole_bucket(question, bucket, true);
		if (measure.percent == 100)
			return true;
		hall_normal(question, bucket);
		return named_fits_measure(question, bucket, &measure, view->normal, named, minutes, violation);
	}
	tables_prepare(question, bucket);
	hall_at(question, bucket, ready, false);
	for (int i = 0; i < view->table_count; i++) {
		struct hall *hall = &view->tables[i];
		struct measure measure = { .tau = hall->tau, .now = hall->now, .percent = 100 };
		if (measure.tau <= ready &&
		    !named_fits_measure(question, bucket, &measure, hall, named, minutes, violation))
			return false;
	}
	return true;
}

int hall_share(struct question *question, int bucket, const int *minutes, bool *above)
{
	struct measure measure = whole_bucket(question, bucket, false);
	int bookable = 100 - reserve_pct(question->state, question->state->first + bucket / 2);
	struct balance balance =
		balance_of(bucket_view(question, bucket), &measure, bucket_span(question->state, bucket).end);
	unsigned used = 0;
	for (int skill = 0; skill < SITE_SKILLS_MAX; skill++) {
		if (!(question->used >> skill & 1) || !minutes[question->position[skill]])
			continue;
		used |= 1U << skill;
		balance.load[skill] += (int64_t)minutes[question->position[skill]] * UNIT;
	}
	balance.active |= used;
	unsigned used_here = compress(used, balance.active);
	int64_t loads[SETS_MAX];
	int64_t capacities[SETS_MAX];
	set_capacities(question, bucket, &measure, balance.active, capacities);
	set_loads(&balance, loads);
	int64_t most = 0;
	for (unsigned set = 1; set < 1U << __builtin_popcount(balance.active); set++) {
		if (!(set & used_here))
			continue;
		int64_t room = capacities[set] * bookable;
		int64_t share = room ? loads[set] * 10000 / room : 1000;
		most = share > most ? share : most;
		*above = *above || loads[set] * 100 > room;
	}
	return (int)(most < 1000 ? most : 1000);
}

void hall_spares(struct question *question, int bucket, int spare[SITE_SKILLS_MAX])
{
	bool past = bucket < question->cache->next_bucket;
	struct measure measures[3] = { whole_bucket(question, bucket, false), whole_bucket(question, bucket, true) };
	int count = measures[1].percent < 100 ? 2 : 1;
	if (bucket == question->cache->running)
		measures[count++] = (struct measure){ question->state->now.minute, true, false, 100 };
	for (int skill = 0; skill < question->site->skill_count; skill++) {
		spare[skill] = 0;
		int64_t least = INT64_MAX;
		for (int i = 0; i < count && !past; i++) {
			const struct hall *hall = hall_build(question, bucket, &measures[i], 1U << skill);
			int64_t left = hall->unmet - hall->peak[1];
			least = left < least ? left : least;
		}
		if (!past && least > 0)
			spare[skill] = (int)(least / UNIT);
	}
}
