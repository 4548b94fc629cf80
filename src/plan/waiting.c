#include "plan/internal.h"

/* Minutes that @technician needs for @part: his ability lengthens only work that names him. */
int named_minutes(const struct staff *technician, const struct work_part *part)
{
	int ability = technician->ability_pct[part->skill];
	if (ability <= 0 || ability >= 100)
		return part->minutes;
	return (part->minutes * 100 + ability - 1) / ability;
}

static bool add_named(struct question *question, struct plan_candidate *c, int bucket, int ready, int *total)
{
	const struct staff *technician = &question->site->staff[c->technician];
	c->segment_count = 0;
	*total = 0;
	for (int i = 0; i < question->request->work_count; i++) {
		const struct work_type *work = &question->site->work[question->request->work[i]];
		for (int j = 0; j < work->part_count; j++) {
			if (c->segment_count == PLAN_SEGMENTS_MAX)
				return false;
			int minutes = named_minutes(technician, &work->parts[j]);
			*total += minutes;
			c->segments[c->segment_count++] = (struct plan_work_segment){
				.skill = work->parts[j].skill,
				.day = question->state->first + bucket / 2,
				.half = (enum half)(bucket % 2),
				.minutes = minutes,
				.ready = ready,
				.bay = work->bay,
				.keeps_bay = work->keeps_bay && work->bay >= 0,
				.parallel = 1,
			};
		}
	}
	return true;
}

/* The whole work on technician position @position from @ready on; false when he cannot. */
static bool place_on(struct question *question, struct plan_candidate *c, int position, int bucket, int ready,
		     enum place_mode mode)
{
	int total = 0;
	c->technician = question->cache->technicians[position];
	if (!add_named(question, c, bucket, ready, &total))
		return false;
	int pct = question->site->staff[c->technician].productive_pct;
	c->technician_start = ready;
	c->technician_end = ready + (total * 100 + pct - 1) / pct;
	c->finish = extend_work(question->state, bucket, c->technician_end, after_work_minutes(question));
	return c->technician_end <= bucket_span(question->state, bucket).end &&
	       c->finish.day <= question->state->last &&
	       person_free(question, c->technician, c->day, c->technician_start, c->technician_end, NULL) &&
	       (mode >= PLACE_FORCED ||
		((mode == PLACE_RESERVE ||
		  named_fits(question, bucket, ready, position, total, true, NULL)) &&
		 named_fits(question, bucket, ready, position, total, false, NULL)));
}

/* As place_on(), of a car that is there from the start, whoever is busy. */
static bool has_room(struct question *question, int bucket, int position, enum place_mode mode)
{
	struct plan_candidate c = { .technician = question->cache->technicians[position] };
	int start = bucket_span(question->state, bucket).start;
	int total = 0;
	return add_named(question, &c, bucket, start, &total) &&
	       (mode == PLACE_RESERVE || named_fits(question, bucket, start, position, total, true, NULL)) &&
	       named_fits(question, bucket, start, position, total, false, NULL);
}

bool place_waits(struct question *question, int day, enum place_mode mode)
{
	if (mode > PLACE_RESERVE)
		return true;
	for (int bucket = day * 2; bucket < day * 2 + 2; bucket++)
		for (int i = 0; i < question->cache->technician_count; i++) {
			int staff = question->cache->technicians[i];
			unsigned skills = question->site->staff[staff].skills;
			if (bucket_open(question->state, bucket) &&
			    (skills & question->used) == question->used &&
			    has_room(question, bucket, i, mode))
				return true;
		}
	return false;
}

bool place_waiting(struct question *question, struct plan_candidate *c, enum place_mode mode)
{
	int ready;
	int bucket = place_entry(question, c, &ready);
	c->segment_count = 0;
	c->finish = (struct moment){ c->day, ready };
	if (bucket < 0)
		return false;
	int first = -1;
	for (int i = 0; i < question->cache->technician_count; i++) {
		const struct staff *staff = &question->site->staff[question->cache->technicians[i]];
		if ((staff->skills & question->used) != question->used)
			continue;
		if (place_on(question, c, i, bucket, ready, mode))
			return true;
		/* Where nobody is free, the first who is there at all names the rule. */
		bool there = attendance_from(question->state, bucket, i, ready) > 0;
		if (first < 0 || (there && attendance_from(question->state, bucket, first, ready) == 0))
			first = i;
	}
	c->technician = -1;
	c->technician_start = c->technician_end = 0;
	c->segment_count = 0;
	if (first >= 0)
		place_on(question, c, first, bucket, ready, PLACE_FORCED);
	return false;
}
