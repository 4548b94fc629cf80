#include "plan/hall.h"

#include <string.h>

enum { TECHNICIAN_MASKS = SETS_MAX };

static int64_t row_minutes(const struct load_row *row, const struct measure *measure, int end)
{
	if (row->ready >= measure->tau)
		return row->minutes;
	if (!measure->now || end <= row->ready)
		return 0;
	int64_t scaled = (int64_t)row->minutes * (end - measure->tau);
	return (scaled + end - row->ready - 1) / (end - row->ready);
}

int64_t technician_capacity(struct question *question, int bucket, int technician,
			    const struct measure *measure)
{
	const struct staff *staff = &question->site->staff[question->cache->technicians[technician]];
	struct span span = bucket_span(question->state, bucket);
	int minutes = measure->tau <= span.start
			      ? attendance(question->state, bucket)[technician]
			      : attendance_from(question->state, bucket, technician, measure->tau);
	return (int64_t)minutes * staff->productive_pct * measure->percent;
}

int64_t technician_named(const struct bucket_view *view, int technician, const struct measure *measure,
			 int end)
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

struct balance load_balance(const struct bucket_view *view, const struct measure *measure, int end)
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
unsigned compress_mask(unsigned mask, unsigned within)
{
	unsigned result = 0;
	for (unsigned bit = 1; within; within &= within - 1) {
		if (mask & within & -within)
			result |= bit;
		bit <<= 1;
	}
	return result;
}

/* Capacity of every set of the @active skills: of all technicians who have one of it, less their named work.
 */
void set_capacities(struct question *question, int bucket, const struct measure *measure, unsigned active,
		    int64_t *sets)
{
	const struct bucket_view *view = bucket_view(question, bucket);
	int end = bucket_span(question->state, bucket).end;
	unsigned count = 1U << __builtin_popcount(active);
	bool named = has_named(view);
	int64_t total = 0;
	int64_t by_mask[TECHNICIAN_MASKS]; /* of technicians with the same skills */
	int64_t only[SETS_MAX];            /* of those whose active skills all lie in the set */
	memset(by_mask, 0, sizeof *by_mask * (size_t)question->cache->mask_count);
	memset(only, 0, sizeof *only * count);
	for (int i = 0; i < question->cache->technician_count; i++) {
		int mask = question->cache->mask_of[i];
		if (!(question->cache->masks[mask] & active))
			continue;
		int64_t capacity = technician_capacity(question, bucket, i, measure);
		if (named)
			capacity -= technician_named(view, i, measure, end);
		by_mask[mask] += capacity > 0 ? capacity : 0;
	}
	for (int i = 0; i < question->cache->mask_count; i++) {
		if (!by_mask[i])
			continue;
		only[compress_mask(question->cache->masks[i], active)] += by_mask[i];
		total += by_mask[i];
	}
	for (unsigned bit = 1; bit < count; bit <<= 1)
		for (unsigned from = bit; from < count; from += 2 * bit)
			for (unsigned set = from; set < from + bit; set++)
				only[set] += only[set ^ bit];
	for (unsigned set = 0; set < count; set++)
		sets[set] = total - only[~set & (count - 1)];
}

void set_loads(const struct balance *balance, int64_t *sets)
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

/* Load − capacity of every set of the active skills; returns how many sets there are. Skills without load
 * only make a set roomier and are left out. */
unsigned set_differences(struct question *question, int bucket, const struct measure *measure,
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
struct measure whole_bucket(const struct question *question, int bucket, bool normal)
{
	civil_day day = question->state->first + bucket / 2;
	return (struct measure){
		.tau = bucket_span(question->state, bucket).start,
		.normal = normal,
		.percent = 100 - (normal ? reserve_pct(question->state, day) : 0),
	};
}
