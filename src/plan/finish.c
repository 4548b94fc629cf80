#include "plan/internal.h"

static int least(int a, int b)
{
	return a < b ? a : b;
}

int work_minutes(const struct site *site, const struct plan_request *request)
{
	int minutes = 0;
	for (int i = 0; i < request->work_count; i++)
		for (int j = 0; j < site->work[request->work[i]].part_count; j++)
			minutes += site->work[request->work[i]].parts[j].minutes;
	return minutes;
}

/* The minute of the bucket at which its own work on the car is done, before quality check and wash. */
static int done_in_bucket(const struct question *question, const struct plan_candidate *c, int bucket)
{
	civil_day day = question->state->first + bucket / 2;
	struct span span = bucket_span(question->state, bucket);
	int minute = span.start;
	int elapsed = 0;
	for (int i = 0; i < c->segment_count; i++) {
		const struct plan_work_segment *segment = &c->segments[i];
		if (segment->day != day || (int)segment->half != bucket % 2 || !segment->minutes)
			continue;
		minute = segment->ready > minute ? segment->ready : minute;
		int lowest = 100;
		for (int j = 0; j < question->cache->technician_count; j++) {
			const struct staff *staff = &question->site->staff[question->cache->technicians[j]];
			if (staff->skills >> segment->skill & 1 && attendance(question->state, bucket)[j] > 0)
				lowest = least(lowest, staff->productive_pct);
		}
		int rate = lowest * segment->parallel;
		elapsed += (segment->minutes * 100 + rate - 1) / rate;
	}
	return least(span.end, minute + elapsed + question->site->promise_margin);
}

/* @minutes of open time after @minute of @bucket. */
struct moment extend_work(const struct plan_state *state, int bucket, int minute, int minutes)
{
	for (;;) {
		int left = bucket_span(state, bucket).end - minute;
		if (minutes <= left)
			return (struct moment){ state->first + bucket / 2, minute + minutes };
		minutes -= left > 0 ? left : 0;
		do
			bucket++;
		while (bucket < 2 * state->cache->days && !bucket_open(state, bucket));
		if (bucket >= 2 * state->cache->days)
			return (struct moment){ state->last + 1, 0 };
		minute = bucket_span(state, bucket).start;
	}
}

int after_work_minutes(const struct question *question)
{
	int quality = 0;
	int wash = 0;
	for (int i = 0; i < question->request->work_count; i++) {
		const struct work_type *work = &question->site->work[question->request->work[i]];
		quality = work->quality_minutes > quality ? work->quality_minutes : quality;
		wash = work->wash_minutes > wash ? work->wash_minutes : wash;
	}
	return quality + wash;
}

struct moment work_finish(const struct question *question, const struct plan_candidate *c)
{
	if (c->segment_count == 0)
		return c->finish;
	const struct plan_work_segment *last = &c->segments[c->segment_count - 1];
	int bucket = (int)(last->day - question->state->first) * 2 + (int)last->half;
	int done = c->technician >= 0 ? c->technician_end : done_in_bucket(question, c, bucket);
	return extend_work(question->state, bucket, done, after_work_minutes(question));
}
