#include "plan/internal.h"

int reserve_pct(const struct plan_state *state, civil_day day)
{
	return state->cache->reserve[day_index(state, day)];
}

static int technician_position(const struct plan_cache *cache, int staff)
{
	for (int i = 0; i < cache->technician_count; i++)
		if (cache->technicians[i] == staff)
			return i;
	return -1;
}

static struct load_row segment_row(const struct question *question, int bucket, int index)
{
	const struct plan_segment *segment = &question->state->segments[index];
	struct span span = bucket_span(question->state, bucket);
	int own = (int)(segment->day - question->state->first) * 2 + (int)segment->half;
	bool carried = own != bucket;
	int ready = carried || segment->ready < span.start ? span.start : segment->ready;
	return (struct load_row){
		.skill = segment->skill,
		.named = segment->named < 0 ? -1 : technician_position(question->cache, segment->named),
		.entitled = segment->entitled,
		.hold = segment->hold,
		.carried = carried,
		.keeps_bay = segment->keeps_bay,
		.bay = segment->bay < question->site->bay_count ? segment->bay : -1,
		.minutes = segment->minutes > 0 ? segment->minutes : 0,
		.ready = ready < span.end ? ready : span.end,
		.file = question->cache->segment_file[index],
	};
}

/* Minutes that set @set of @file's holds takes of @skill in the bucket. */
static int set_minutes(const struct question *question, int bucket, int file, int skill, int set)
{
	const struct row_index *index = &question->cache->segments;
	int minutes = 0;
	for (int i = index->from[bucket]; i < index->from[bucket + 1]; i++) {
		const struct plan_segment *segment = &question->state->segments[index->order[i]];
		if (segment->hold && segment->set == set && segment->skill == skill &&
		    question->cache->segment_file[index->order[i]] == file)
			minutes += segment->minutes;
	}
	return minutes;
}

/* Of the holds of one file only the largest per bucket and skill counts; of equals the first. */
static bool hold_counts(const struct question *question, int bucket, int row)
{
	const struct plan_segment *segment = &question->state->segments[row];
	int file = question->cache->segment_file[row];
	if (!segment->hold || !file)
		return true;
	int own = set_minutes(question, bucket, file, segment->skill, segment->set);
	const struct row_index *index = &question->cache->segments;
	for (int i = index->from[bucket]; i < index->from[bucket + 1]; i++) {
		const struct plan_segment *other = &question->state->segments[index->order[i]];
		if (!other->hold || other->set == segment->set || other->skill != segment->skill ||
		    question->cache->segment_file[index->order[i]] != file)
			continue;
		int minutes = set_minutes(question, bucket, file, segment->skill, other->set);
		if (minutes > own || (minutes == own && other->set < segment->set))
			return false;
	}
	return true;
}

/* Whether one of the first @count rows keeps the bay for the car of @row. */
static bool bay_is_kept(const struct bucket_view *view, const struct load_row *row, int count)
{
	for (int i = 0; i < count && row->file; i++)
		if (view->rows[i].keeps_bay && view->rows[i].bay == row->bay && view->rows[i].file == row->file)
			return true;
	return false;
}

/* One car keeps one bay, however many of its segments lie here; all that is done on it lies in that time. */
static void count_bays(struct question *question, int bucket, struct bucket_view *view)
{
	int length = question->cache->info[bucket / 2].length[bucket % 2];
	int kept = 0; /* rows up to the last one that keeps its bay */
	for (int i = 0; i < view->row_count; i++)
		kept = view->rows[i].keeps_bay ? i + 1 : kept;
	for (int i = 0; i < view->row_count; i++) {
		const struct load_row *row = &view->rows[i];
		if (row->bay >= 0 && !bay_is_kept(view, row, row->keeps_bay ? i : kept))
			view->bay_minutes[row->bay] += row->keeps_bay ? length : row->minutes;
	}
}

static void list_rows(struct question *question, int bucket, struct bucket_view *view)
{
	const struct row_index *segments = &question->cache->segments;
	const struct row_index *internal = &question->cache->internal;
	int most = segments->from[bucket + 1] - segments->from[bucket] + internal->from[bucket + 1] -
		   internal->from[bucket];
	view->rows = arena_alloc(view->arena, sizeof *view->rows * (size_t)(most + 1));
	view->bay_minutes = arena_alloc(view->arena, sizeof(int) * (size_t)(question->site->bay_count + 1));
	for (int i = segments->from[bucket]; i < segments->from[bucket + 1]; i++) {
		int row = segments->order[i];
		bool own = question->file && question->cache->segment_file[row] == question->file;
		if (!own && hold_counts(question, bucket, row))
			view->rows[view->row_count++] = segment_row(question, bucket, row);
	}
	int start = bucket_span(question->state, bucket).start;
	for (int i = internal->from[bucket]; i < internal->from[bucket + 1]; i++) {
		const struct plan_internal *work = &question->state->internal[internal->order[i]];
		view->rows[view->row_count++] = (struct load_row){
			.skill = work->skill,
			.named = -1,
			.bay = -1,
			.minutes = work->minutes,
			.ready = start,
		};
	}
	count_bays(question, bucket, view);
}

struct bucket_view *bucket_view(struct question *question, int bucket)
{
	bool own = question->own_buckets && question->has_rows[bucket];
	struct bucket_view *view = own ? &question->own_buckets[bucket] : &question->buckets[bucket];
	if (view->known)
		return view;
	view->known = true;
	view->arena = own ? &question->arena : question->bucket_arena;
	list_rows(question, bucket, view);
	return view;
}

int bay_capacity(const struct plan_state *state, int bucket, int bay)
{
	const struct day_info *info = &state->cache->info[bucket / 2];
	civil_day day = state->first + bucket / 2;
	struct span span = info->bucket[bucket % 2];
	int minutes = state->site->bays[bay].count * info->length[bucket % 2];
	struct moment from = { day, span.start };
	struct moment to = { day, span.end };
	for (size_t i = 0; i < state->absence_count; i++) {
		const struct plan_absence *absence = &state->absences[i];
		if (absence->kind != ABSENT_BAY || absence->index != bay ||
		    !absent_overlaps(absence, from, to))
			continue;
		int start = moment_compare(absence->from, from) > 0 ? absence->from.minute : span.start;
		int end = moment_compare(absence->to, to) < 0 ? absence->to.minute : span.end;
		minutes -= absence->count * spans_minutes(&info->opening, start, end);
	}
	return minutes > 0 ? minutes : 0;
}
