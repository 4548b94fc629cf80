#include "plan/hall.h"

/* The fullest set with each skill, made once for a table. */
static const int64_t *single_peaks(struct question *question, int bucket, const struct measure *measure,
				   struct hall *hall)
{
	if (hall->single)
		return hall->single;
	unsigned all = (1U << question->site->skill_count) - 1;
	struct balance balance = load_balance(bucket_view(question, bucket), measure,
					      bucket_span(question->state, bucket).end);
	balance.active = all;
	int64_t sets[SETS_MAX];
	unsigned count = set_differences(question, bucket, measure, &balance, sets);
	hall->single =
		arena_alloc(bucket_view(question, bucket)->arena, sizeof *hall->single * SITE_SKILLS_MAX);
	for (int skill = 0; skill < SITE_SKILLS_MAX; skill++)
		hall->single[skill] = INT64_MIN / 2;
	for (unsigned set = 1; set < count; set++)
		for (unsigned rest = set; rest; rest &= rest - 1) {
			int64_t *peak = &hall->single[__builtin_ctz(rest)];
			*peak = sets[set] > *peak ? sets[set] : *peak;
		}
	return hall->single;
}

/* Whether the sets of @skills bear @added more; -1 when they are not known yet. */
static int peaks_bear(const struct hall *hall, unsigned skills, int64_t added)
{
	if (!hall->single)
		return -1;
	for (; skills; skills &= skills - 1)
		if (hall->single[__builtin_ctz(skills)] + added > hall->unmet)
			return 0;
	return 1;
}

/* Whether technician @named can take @minutes more under @measure, and the others' work still finds its room.
 * The sets are asked first when they are known: they are cheaper than his minutes. */
static bool named_fits_measure(struct question *question, int bucket, const struct measure *measure,
			       struct hall *hall, int named, int minutes, struct plan_violation *violation)
{
	int staff = question->cache->technicians[named];
	unsigned skills = question->site->staff[staff].skills;
	int64_t added = (int64_t)minutes * UNIT;
	int bear = peaks_bear(hall, skills, added);
	if (bear == 0 && !violation)
		return false;
	int64_t capacity = technician_capacity(question, bucket, named, measure);
	int64_t taken = technician_named(bucket_view(question, bucket), named, measure,
					 bucket_span(question->state, bucket).end);
	bool fits = taken + added <= capacity;
	if (fits && bear < 0) {
		single_peaks(question, bucket, measure, hall);
		bear = peaks_bear(hall, skills, added);
	}
	fits = fits && bear > 0;
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
		return named_fits_measure(question, bucket, &measure, view->normal, named, minutes,
					  violation);
	}
	hall_prepare(question, bucket);
	hall_at(question, bucket, ready, false);
	for (int i = 0; i < view->table_count; i++) {
		struct hall *hall = &view->tables[i];
		struct measure measure = { .tau = hall->tau, .now = hall->now, .percent = 100 };
		if (hall_concerns(hall, ready) &&
		    !named_fits_measure(question, bucket, &measure, hall, named, minutes, violation))
			return false;
	}
	return true;
}

/* How far all sets are from the fullest one with a skill, at the least, in UNITs. The sets are made once for
 * all @wanted skills that have load, and for each of the others; returns the skills that were looked at. */
static unsigned find_left(struct question *question, int bucket, const struct measure *measure,
			  unsigned wanted, int64_t left[SITE_SKILLS_MAX])
{
	struct balance balance = load_balance(bucket_view(question, bucket), measure,
					      bucket_span(question->state, bucket).end);
	unsigned together = wanted & balance.active ? wanted & balance.active : wanted & -wanted;
	balance.active |= together;
	int64_t sets[SETS_MAX];
	unsigned count = set_differences(question, bucket, measure, &balance, sets);
	int64_t unmet = 0; /* of the empty set, which is one of them */
	for (unsigned set = 0; set < count; set++)
		unmet = sets[set] > unmet ? sets[set] : unmet;
	for (unsigned rest = together; rest; rest &= rest - 1) {
		unsigned bit = compress_mask(rest & -rest, balance.active);
		int64_t peak = INT64_MIN / 2;
		for (unsigned set = bit; set < count; set = (set + 1) | bit)
			peak = sets[set] > peak ? sets[set] : peak;
		int64_t *least = &left[__builtin_ctz(rest)];
		*least = unmet - peak < *least ? unmet - peak : *least;
	}
	return together;
}

static void find_spares(struct question *question, int bucket, int spares[SITE_SKILLS_MAX])
{
	struct measure measures[3] = { whole_bucket(question, bucket, false),
				       whole_bucket(question, bucket, true) };
	int count = measures[1].percent < 100 ? 2 : 1;
	if (bucket == question->cache->running)
		measures[count++] = (struct measure){ question->state->now.minute, true, false, 100 };
	int64_t left[SITE_SKILLS_MAX];
	for (int skill = 0; skill < SITE_SKILLS_MAX; skill++)
		left[skill] = INT64_MAX;
	for (int i = 0; i < count; i++)
		for (unsigned wanted = (1U << question->site->skill_count) - 1; wanted;)
			wanted &= ~find_left(question, bucket, &measures[i], wanted, left);
	for (int skill = 0; skill < question->site->skill_count; skill++)
		spares[skill] = left[skill] > 0 ? (int)(left[skill] / UNIT) : 0;
}

/* Every frame with load strips asks again: found once for a view. */
const int *hall_spares(struct question *question, int bucket)
{
	struct bucket_view *view = bucket_view(question, bucket);
	if (!view->spares) {
		view->spares = arena_alloc(view->arena, sizeof *view->spares * SITE_SKILLS_MAX);
		if (bucket >= question->cache->next_bucket)
			find_spares(question, bucket, view->spares);
	}
	return view->spares;
}
