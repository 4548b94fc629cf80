#include "plan/internal.h"

#include <string.h>

enum { SCALE = 1 << 20 };

/* What a candidate lays into one bucket. */
struct bucket_work {
	int bucket;
	int ready;
	int minutes[SITE_SKILLS_MAX]; /* by position of the used skill */
	int total;
	unsigned skills;
	int64_t share; /* of the car's time, in 1/SCALE */
	int limit;
};

static int bucket_of_segment(const struct question *question, const struct plan_work_segment *segment)
{
	int day = day_index(question->state, segment->day);
	return day < 0 ? -1 : day * 2 + (int)segment->half;
}

/* Sums the segments of @bucket. */
static struct bucket_work work_in(const struct question *question, const struct plan_candidate *c, int bucket)
{
	struct bucket_work work = { .bucket = bucket, .ready = MINUTES_PER_DAY };
	for (int i = 0; i < c->segment_count; i++) {
		const struct plan_work_segment *segment = &c->segments[i];
		if (bucket_of_segment(question, segment) != bucket || !segment->minutes)
			continue;
		int start = bucket_span(question->state, bucket).start;
		int ready = segment->ready > start ? segment->ready : start;
		int limit = car_limit(question, bucket, ready, segment->skill, segment->parallel);
		work.ready = ready < work.ready ? ready : work.ready;
		work.minutes[question->position[segment->skill]] += segment->minutes;
		work.total += segment->minutes;
		work.skills |= 1U << segment->skill;
		work.share += limit ? ((int64_t)segment->minutes * SCALE + limit - 1) / limit : SCALE + 1;
		work.limit = limit > work.limit ? limit : work.limit;
	}
	return work;
}

/* True for the first segment of each bucket. */
static bool opens_bucket(const struct plan_candidate *c, int index)
{
	for (int i = 0; i < index; i++)
		if (c->segments[i].day == c->segments[index].day &&
		    c->segments[i].half == c->segments[index].half)
			return false;
	return true;
}

static void place_in(struct plan_violation *violation, const struct question *question, int bucket)
{
	violation->day = question->state->first + bucket / 2;
	violation->half = (enum half)(bucket % 2);
}

static bool skill_present(const struct question *question, int bucket, int ready, int skill)
{
	for (int i = 0; i < question->cache->technician_count; i++)
		if (question->site->staff[question->cache->technicians[i]].skills >> skill & 1 &&
		    attendance_from(question->state, bucket, i, ready) > 0)
			return true;
	return false;
}

/* Somebody has the skill from the candidate's day on. */
static bool skill_exists(const struct question *question, civil_day from, int skill)
{
	int day = day_index(question->state, from);
	for (int bucket = day < 0 ? 0 : day * 2; bucket < question->cache->days * 2; bucket++)
		if (bucket_open(question->state, bucket) && skill_present(question, bucket, 0, skill))
			return true;
	return false;
}

static int wanted_minutes(const struct question *question, const struct plan_candidate *c, int skill)
{
	int minutes = 0;
	for (int i = 0; i < question->request->work_count; i++) {
		const struct work_type *work = &question->site->work[question->request->work[i]];
		for (int j = 0; j < work->part_count; j++)
			if (work->parts[j].skill == skill)
				minutes += c->technician >= 0
						   ? named_minutes(&question->site->staff[c->technician],
								   &work->parts[j])
						   : work->parts[j].minutes;
	}
	return minutes;
}

/* All the work is there: what could not be laid out has nobody who can do it (A4), or takes longer than one
 * car can be worked on (A7). */
static void check_complete(const struct question *question, const struct plan_candidate *c,
			   struct plan_violations *violations)
{
	for (int skill = 0; skill < question->site->skill_count; skill++) {
		if (!(question->used >> skill & 1))
			continue;
		int wanted = wanted_minutes(question, c, skill);
		int placed = 0;
		for (int i = 0; i < c->segment_count; i++)
			placed += c->segments[i].skill == skill ? c->segments[i].minutes : 0;
		if (placed >= wanted)
			continue;
		struct plan_violation *violation =
			violate(violations, skill_exists(question, c->day, skill) ? RULE_A7 : RULE_A4);
		violation->skills = 1U << skill;
		violation->need = wanted;
		violation->have = placed;
		violation->day = c->day;
	}
}

static bool segment_sound(const struct question *question, const struct plan_candidate *c,
			  const struct plan_work_segment *segment)
{
	int bucket = bucket_of_segment(question, segment);
	if (bucket < 0 || !bucket_open(question->state, bucket) || segment->skill < 0 ||
	    segment->skill >= question->site->skill_count || !(question->used >> segment->skill & 1) ||
	    segment->bay >= question->site->bay_count || segment->minutes < 0 || segment->parallel < 1)
		return false;
	int start = bucket_span(question->state, bucket).start;
	struct moment begins = { segment->day, segment->ready > start ? segment->ready : start };
	return moment_compare(begins, (struct moment){ c->day, c->start + c->minutes }) >= 0;
}

bool work_sound(const struct question *question, const struct plan_candidate *c)
{
	if (c->technician >= question->site->staff_count)
		return false;
	for (int i = 0; i < c->segment_count; i++)
		if (!segment_sound(question, c, &c->segments[i]))
			return false;
	return true;
}

static void check_presence(const struct question *question, const struct bucket_work *work,
			   struct plan_violations *violations)
{
	for (int skill = 0; skill < question->site->skill_count; skill++) {
		if (!(work->skills >> skill & 1) || skill_present(question, work->bucket, work->ready, skill))
			continue;
		struct plan_violation *violation = violate(violations, RULE_A4);
		violation->skills = 1U << skill;
		place_in(violation, question, work->bucket);
	}
}

static void check_car(const struct question *question, const struct bucket_work *work,
		      struct plan_violations *violations)
{
	if (work->share <= SCALE || !work->limit)
		return;
	struct plan_violation *violation = violate(violations, RULE_A7);
	violation->skills = work->skills;
	violation->need = work->total;
	violation->have = work->limit;
	place_in(violation, question, work->bucket);
}

/* Minutes that the candidate takes of @bay in the bucket. */
static int bay_minutes(const struct question *question, const struct plan_candidate *c, int bucket, int bay)
{
	int minutes = 0;
	for (int i = 0; i < c->segment_count; i++) {
		const struct plan_work_segment *segment = &c->segments[i];
		if (bucket_of_segment(question, segment) != bucket || segment->bay != bay)
			continue;
		if (segment->keeps_bay)
			return question->cache->info[bucket / 2].length[bucket % 2];
		minutes += segment->minutes;
	}
	return minutes;
}

static void check_bays(struct question *question, const struct plan_candidate *c, int bucket,
		       struct plan_violations *violations)
{
	for (int bay = 0; bay < question->site->bay_count; bay++) {
		int minutes = bay_minutes(question, c, bucket, bay);
		if (!minutes)
			continue;
		int taken = bucket_view(question, bucket)->bay_minutes[bay];
		int have = bay_capacity(question->state, bucket, bay);
		if (taken + minutes <= have)
			continue;
		struct plan_violation *violation = violate(violations, RULE_A7);
		violation->bay = bay;
		violation->need = taken + minutes;
		violation->have = have;
		place_in(violation, question, bucket);
	}
}

static int position_of(const struct question *question, int staff)
{
	for (int i = 0; i < question->cache->technician_count; i++)
		if (question->cache->technicians[i] == staff)
			return i;
	return -1;
}

static bool fits(struct question *question, const struct plan_candidate *c, const struct bucket_work *work,
		 bool normal, struct plan_violation *violation)
{
	int named = c->technician < 0 ? -1 : position_of(question, c->technician);
	if (named >= 0)
		return named_fits(question, work->bucket, work->ready, named, work->total, normal, violation);
	return normal ? hall_fits_normal(question, work->bucket, work->minutes, violation)
		      : hall_fits_all(question, work->bucket, work->ready, work->minutes, violation);
}

static void check_room(struct question *question, const struct plan_candidate *c,
		       const struct bucket_work *work, bool normal, bool numbers,
		       struct plan_violations *violations)
{
	struct plan_violation found = { .staff = -1, .unit = -1, .bay = -1, .minute = -1 };
	if (fits(question, c, work, normal, numbers ? &found : NULL))
		return;
	struct plan_violation *violation = violate(violations, normal ? RULE_B4 : RULE_B3);
	found.rule = violation->rule;
	*violation = found;
}

void check_work(struct question *question, const struct plan_candidate *c, bool numbers,
		struct plan_violations *violations)
{
	if (!work_sound(question, c)) {
		violate(violations, RULE_A7)->day = c->day;
		return;
	}
	check_complete(question, c, violations);
	for (int i = 0; i < c->segment_count; i++) {
		if (!opens_bucket(c, i))
			continue;
		int bucket = bucket_of_segment(question, &c->segments[i]);
		struct bucket_work work = work_in(question, c, bucket);
		check_bays(question, c, bucket, violations);
		if (!work.total)
			continue;
		check_presence(question, &work, violations);
		check_car(question, &work, violations);
		check_room(question, c, &work, false, numbers, violations);
		if (!question->entitled)
			check_room(question, c, &work, true, numbers, violations);
	}
}

bool uses_reserve(struct question *question, const struct plan_candidate *c)
{
	for (int i = 0; i < c->segment_count; i++) {
		if (!opens_bucket(c, i))
			continue;
		struct bucket_work work = work_in(question, c, bucket_of_segment(question, &c->segments[i]));
		if (work.total && !fits(question, c, &work, true, NULL))
			return true;
	}
	return false;
}

int fullest_share(struct question *question, const struct plan_candidate *c, bool *above)
{
	int most = 0;
	for (int i = 0; i < c->segment_count; i++) {
		if (!opens_bucket(c, i))
			continue;
		struct bucket_work work = work_in(question, c, bucket_of_segment(question, &c->segments[i]));
		int share = work.total ? hall_share(question, work.bucket, work.minutes, above) : 0;
		most = share > most ? share : most;
	}
	return most;
}
