#include <limits.h>

#include "plan/internal.h"

static int least(int a, int b)
{
	return a < b ? a : b;
}

/* The terms load and reserve of a bucket in which @part begins, at the least: its first piece is not smaller.
 */
static int least_cost_in(struct question *question, int bucket, const struct work_part *part)
{
	int minutes[SITE_SKILLS_MAX] = { 0 };
	bool above = false;
	minutes[question->position[part->skill]] = least(part->minutes, PIECE_MINUTES);
	int share = hall_share(question, bucket, minutes, &above);
	return cost_work(share, above);
}

/* Whether a car that is there from the start could be begun in the bucket were the house empty. */
static bool could_begin(const struct question *question, int bucket, const struct work_type *work)
{
	const struct work_part *part = &work->parts[0];
	int start = bucket_span(question->state, bucket).start;
	return bucket_open(question->state, bucket) &&
	       car_limit(question, bucket, start, part->skill, work->parallel) >=
		       least(part->minutes, PIECE_MINUTES);
}

/* Work begins on the day, or for a car that is ready too late on the next day on which it could begin: the
 * cheapest bucket of those. Work of one day may have to wait for another. */
int place_least_cost(struct question *question, int day)
{
	const struct plan_request *request = question->request;
	const struct work_type *work = request->work_count ? &question->site->work[request->work[0]] : NULL;
	if (!work || work->same_day || !work->part_count || work->parts[0].minutes <= 0)
		return 0;
	int cost = INT_MAX;
	for (int bucket = day * 2; bucket < question->cache->days * 2; bucket += 2) {
		bool begins = false;
		for (int half = bucket; half < bucket + 2; half++)
			if (could_begin(question, half, work)) {
				cost = least(cost, least_cost_in(question, half, &work->parts[0]));
				begins = true;
			}
		if (begins && bucket > day * 2)
			break;
	}
	return cost == INT_MAX ? 0 : cost;
}
