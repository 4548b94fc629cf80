#include "plan/internal.h"

/* Views by the skills that are asked for; more kinds of question than this keep their own. */
enum { KINDS_MAX = 8 };

struct shared_views {
	int count;
	struct {
		unsigned used;
		struct bucket_view *buckets;
	} kinds[KINDS_MAX];
};

void shared_prepare(struct plan_state *state)
{
	struct plan_cache *cache = state->cache;
	size_t people = (size_t)(cache->days * state->site->staff_count) + 1;
	cache->shared = arena_alloc(&state->arena, sizeof *cache->shared);
	cache->person_free = arena_alloc(&state->arena, sizeof(struct slots *) * people);
	cache->advisor_free = arena_alloc(&state->arena, sizeof(struct slots *) * people);
	cache->crowds = arena_alloc(&state->arena, sizeof *cache->crowds * ((size_t)cache->days + 1));
	cache->arena = arena_alloc(&state->arena, sizeof *cache->arena);
}

static struct bucket_view *make_views(const struct question *question, struct arena *arena)
{
	return arena_alloc(arena, sizeof(struct bucket_view) * ((size_t)question->cache->days + 1) * 2);
}

void shared_find(struct question *question)
{
	struct shared_views *shared = question->cache->shared;
	question->shared_arena = question->bucket_arena = question->cache->arena;
	for (int i = 0; i < shared->count; i++)
		if (shared->kinds[i].used == question->used) {
			question->buckets = shared->kinds[i].buckets;
			return;
		}
	if (shared->count == KINDS_MAX)
		question->bucket_arena = &question->arena;
	question->buckets = make_views(question, question->bucket_arena);
	if (shared->count == KINDS_MAX)
		return;
	shared->kinds[shared->count].used = question->used;
	shared->kinds[shared->count++].buckets = question->buckets;
}

static void own_work(struct question *question)
{
	const struct plan_cache *cache = question->cache;
	for (int bucket = 0; bucket < cache->days * 2; bucket++)
		for (int i = cache->segments.from[bucket]; i < cache->segments.from[bucket + 1]; i++)
			if (cache->segment_file[cache->segments.order[i]] == question->file)
				question->has_rows[bucket] = true;
}

static void own_times(struct question *question)
{
	const struct plan_state *state = question->state;
	for (size_t i = 0; i < state->busy_count; i++) {
		int day = day_index(state, state->busy[i].day);
		if (day >= 0 && question->cache->busy_file[i] == question->file)
			question->has_times[day] = true;
	}
}

void shared_own_rows(struct question *question)
{
	const struct plan_cache *cache = question->cache;
	size_t days = (size_t)cache->days + 1;
	size_t people = days * (size_t)(question->site->staff_count + 1);
	question->own_buckets = make_views(question, &question->arena);
	question->has_rows = arena_alloc(&question->arena, days * 2);
	question->has_times = arena_alloc(&question->arena, days);
	question->own_crowds = arena_alloc(&question->arena, sizeof *question->own_crowds * days);
	question->own_free = arena_alloc(&question->arena, sizeof(struct slots *) * people * 2);
	own_work(question);
	own_times(question);
}
