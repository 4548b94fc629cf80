#include "base/text.h"
#include "plan/internal.h"

#include <string.h>

/* Where @file stands in the table, or would. */
static size_t file_place(const struct plan_cache *cache, const char *file)
{
	size_t mask = cache->file_table_size - 1;
	size_t at = text_hash(file) & mask;
	for (; cache->file_table[at]; at = (at + 1) & mask) {
		const char *other = cache->files[cache->file_table[at]];
		if (other == file || strcmp(other, file) == 0) /* rows that were read share their texts */
			break;
	}
	return at;
}

static int intern(struct plan_cache *cache, const char *file)
{
	if (!file)
		return 0;
	size_t at = file_place(cache, file);
	if (!cache->file_table[at]) {
		cache->file_table[at] = cache->file_count;
		cache->files[cache->file_count++] = file;
	}
	return cache->file_table[at];
}

int file_number(const struct plan_cache *cache, const char *file)
{
	return file ? cache->file_table[file_place(cache, file)] : 0;
}

static int *number_rows(struct plan_state *state, size_t count)
{
	return arena_alloc(&state->arena, sizeof(int) * (count + 1));
}

/* A table with room for @files of them, at most half full. */
static void make_table(struct plan_cache *cache, struct arena *arena, size_t files)
{
	cache->file_table_size = 16;
	while (cache->file_table_size < files * 2)
		cache->file_table_size *= 2;
	cache->file_table = arena_alloc(arena, sizeof *cache->file_table * cache->file_table_size);
}

/* How many files the rows have is known once they are numbered: what is kept has no more room than they need.
 */
static void keep_files(struct plan_state *state)
{
	struct plan_cache *cache = state->cache;
	size_t count = (size_t)cache->file_count;
	const char **files = arena_alloc(&state->arena, sizeof *files * count);
	memcpy(files, cache->files, sizeof *files * count);
	cache->files = files;
	make_table(cache, &state->arena, count);
	for (int i = 1; i < cache->file_count; i++)
		cache->file_table[file_place(cache, files[i])] = i;
}

static void number_files(struct plan_state *state, struct arena *scratch)
{
	struct plan_cache *cache = state->cache;
	size_t rows = state->busy_count + state->segment_count + state->loan_count;
	make_table(cache, scratch, rows);
	cache->files = arena_alloc(scratch, sizeof *cache->files * (rows + 1));
	cache->file_count = 1;
	cache->busy_file = number_rows(state, state->busy_count);
	cache->segment_file = number_rows(state, state->segment_count);
	cache->loan_file = number_rows(state, state->loan_count);
	for (size_t i = 0; i < state->busy_count; i++)
		cache->busy_file[i] = intern(cache, state->busy[i].file);
	for (size_t i = 0; i < state->segment_count; i++)
		cache->segment_file[i] = intern(cache, state->segments[i].file);
	for (size_t i = 0; i < state->loan_count; i++)
		cache->loan_file[i] = intern(cache, state->loans[i].file);
	keep_files(state);
}

/* Orders rows by key (counting sort, stable); a key below 0 leaves the row out. */
static struct row_index index_rows(struct arena *arena, const int *keys, size_t count, int key_count)
{
	struct row_index index = {
		.from = arena_alloc(arena, sizeof(int) * (size_t)(key_count + 2)),
		.order = arena_alloc(arena, sizeof(int) * (count + 1)),
	};
	for (size_t i = 0; i < count; i++)
		if (keys[i] >= 0)
			index.from[keys[i] + 2]++;
	for (int key = 2; key < key_count + 2; key++)
		index.from[key] += index.from[key - 1];
	for (size_t i = 0; i < count; i++)
		if (keys[i] >= 0)
			index.order[index.from[keys[i] + 1]++] = (int)i;
	return index;
}

static int bucket_of(const struct plan_state *state, civil_day day, enum half half)
{
	int index = day_index(state, day);
	return index < 0 ? -1 : index * 2 + (int)half;
}

/* The bucket a segment loads: its own, or for work that should be done and is not the next open one. */
static int loaded_bucket(const struct plan_state *state, const struct plan_segment *segment)
{
	int bucket = bucket_of(state, segment->day, segment->half);
	bool past = segment->day < state->now.day || (bucket >= 0 && bucket < state->cache->next_bucket);
	if (!segment->carried || !past)
		return bucket;
	return state->cache->next_bucket < 2 * state->cache->days ? state->cache->next_bucket : -1;
}

static void index_all(struct plan_state *state, int *keys)
{
	struct plan_cache *cache = state->cache;
	int staff_count = state->site->staff_count;
	for (size_t i = 0; i < state->busy_count; i++) {
		const struct plan_busy *busy = &state->busy[i];
		int day = day_index(state, busy->day);
		bool known = day >= 0 && busy->staff >= 0 && busy->staff < staff_count;
		keys[i] = known ? day * staff_count + busy->staff : -1;
	}
	cache->busy = index_rows(&state->arena, keys, state->busy_count, cache->days * staff_count);

	for (size_t i = 0; i < state->segment_count; i++) {
		int skill = state->segments[i].skill;
		bool known = skill >= 0 && skill < state->site->skill_count;
		keys[i] = known ? loaded_bucket(state, &state->segments[i]) : -1;
	}
	cache->segments = index_rows(&state->arena, keys, state->segment_count, cache->days * 2);

	for (size_t i = 0; i < state->internal_count; i++) {
		int skill = state->internal[i].skill;
		bool known = skill >= 0 && skill < state->site->skill_count;
		keys[i] = known ? bucket_of(state, state->internal[i].day, state->internal[i].half) : -1;
	}
	cache->internal = index_rows(&state->arena, keys, state->internal_count, cache->days * 2);

	for (size_t i = 0; i < state->loan_count; i++) {
		int unit = state->loans[i].unit;
		keys[i] = unit >= 0 && unit < state->site->unit_count ? unit + 1 : 0;
	}
	cache->loans = index_rows(&state->arena, keys, state->loan_count, state->site->unit_count + 1);
}

/* Which bucket now lies in, and the first that has not ended. */
static void find_now(struct plan_state *state)
{
	struct plan_cache *cache = state->cache;
	cache->running = -1;
	int bucket = 0;
	for (; bucket < 2 * cache->days; bucket++) {
		civil_day day = state->first + bucket / 2;
		if (bucket_open(state, bucket) &&
		    (day > state->now.day ||
		     (day == state->now.day && bucket_span(state, bucket).end > state->now.minute)))
			break;
	}
	cache->next_bucket = bucket;
	if (bucket < 2 * cache->days && state->first + bucket / 2 == state->now.day &&
	    bucket_span(state, bucket).start < state->now.minute)
		cache->running = bucket;
}

static void list_staff(struct plan_state *state, enum role role, int **list, int *count)
{
	const struct site *site = state->site;
	*list = arena_alloc(&state->arena, sizeof(int) * (size_t)(site->staff_count + 1));
	*count = 0;
	for (int i = 0; i < site->staff_count; i++)
		if (site->staff[i].active && site->staff[i].roles & role)
			(*list)[(*count)++] = i;
}

/* The shifts of each member beside each other, in their order. */
static void sort_shifts(struct plan_state *state)
{
	struct plan_cache *cache = state->cache;
	const struct site *site = state->site;
	cache->roster = *site;
	cache->shifts = arena_alloc(&state->arena, sizeof *cache->shifts * (site->shift_count + 1));
	cache->shift_from = arena_alloc(&state->arena, sizeof(int) * (size_t)(site->staff_count + 2));
	for (size_t i = 0; i < site->shift_count; i++)
		cache->shift_from[site->shifts[i].staff + 2]++;
	for (int i = 2; i <= site->staff_count + 1; i++)
		cache->shift_from[i] += cache->shift_from[i - 1];
	for (size_t i = 0; i < site->shift_count; i++) {
		int next = cache->shift_from[site->shifts[i].staff + 1]++;
		cache->shifts[next] = site->shifts[i];
	}
}

/* Technicians of equal skills are one in every set of skills. */
static void list_masks(struct plan_state *state)
{
	struct plan_cache *cache = state->cache;
	cache->masks =
		arena_alloc(&state->arena, sizeof *cache->masks * (size_t)(cache->technician_count + 1));
	cache->mask_of = arena_alloc(&state->arena, sizeof(int) * (size_t)(cache->technician_count + 1));
	cache->mask_count = 0;
	for (int i = 0; i < cache->technician_count; i++) {
		unsigned skills = state->site->staff[cache->technicians[i]].skills;
		int at = 0;
		while (at < cache->mask_count && cache->masks[at] != skills)
			at++;
		cache->masks[at] = skills;
		cache->mask_of[i] = at;
		cache->mask_count += at == cache->mask_count;
	}
}

void plan_state_prepare(struct plan_state *state)
{
	if (state->cache)
		arena_finish(state->cache->arena);
	struct plan_cache *cache = arena_alloc(&state->arena, sizeof *cache);
	state->cache = cache;
	cache->days = state->last < state->first ? 0 : (int)(state->last - state->first + 1);
	list_staff(state, ROLE_ADVISOR, &cache->advisors, &cache->advisor_count);
	list_staff(state, ROLE_TECHNICIAN, &cache->technicians, &cache->technician_count);
	list_staff(state, ROLE_DRIVER, &cache->drivers, &cache->driver_count);
	list_staff(state, ROLE_FOREMAN, &cache->foremen, &cache->foreman_count);
	list_masks(state);
	sort_shifts(state);
	prepare_days(state);
	find_now(state);
	struct arena scratch = { 0 };
	number_files(state, &scratch);
	size_t most = state->busy_count;
	most = state->segment_count > most ? state->segment_count : most;
	most = state->internal_count > most ? state->internal_count : most;
	most = state->loan_count > most ? state->loan_count : most;
	index_all(state, arena_alloc(&scratch, sizeof(int) * (most + 1)));
	arena_finish(&scratch);

	size_t people = (size_t)(cache->days * state->site->staff_count) + 1;
	size_t buckets = (size_t)(cache->days * 2) + 1;
	cache->presence = arena_alloc(&state->arena, sizeof *cache->presence * people);
	size_t benches = (size_t)(cache->days * cache->technician_count) + 1;
	cache->work_time = arena_alloc(&state->arena, sizeof *cache->work_time * benches);
	cache->car_limits = arena_alloc(&state->arena, sizeof(int *) * buckets * SITE_SKILLS_MAX);
	cache->attendance =
		arena_alloc(&state->arena, sizeof(int16_t) * buckets * (size_t)(cache->technician_count + 1));
	cache->attendance_known = arena_alloc(&state->arena, buckets);
	shared_prepare(state);
}

void plan_state_finish(struct plan_state *state)
{
	if (state->cache)
		arena_finish(state->cache->arena);
	arena_finish(&state->arena);
	state->cache = NULL;
}

/* The stays of the request's vehicle that are not its own: told by their texts, for they are few of many. */
static void find_stays(struct question *question)
{
	const struct plan_state *state = question->state;
	const char *vehicle = question->request ? question->request->vehicle : NULL;
	const char *file = question->request ? question->request->file : NULL;
	for (size_t i = 0; vehicle && i < state->stay_count; i++) {
		const struct plan_stay *stay = &state->stays[i];
		if (!stay->vehicle || strcmp(stay->vehicle, vehicle) != 0)
			continue;
		if (file && stay->file && strcmp(stay->file, file) == 0)
			continue;
		if (!question->stays)
			question->stays = arena_alloc(&question->arena, sizeof(int) * state->stay_count);
		question->stays[question->stay_count++] = (int)i;
	}
}

void question_start(struct question *question, const struct plan_state *state,
		    const struct plan_request *request)
{
	const struct plan_cache *cache = state->cache;
	*question = (struct question){
		.state = state,
		.cache = cache,
		.site = state->site,
		.request = request,
		.file = request ? file_number(cache, request->file) : 0,
		.entitled = request && plan_entitled(request),
	};
	for (int i = 0; request && i < request->work_count; i++) {
		const struct work_type *work = &state->site->work[request->work[i]];
		for (int j = 0; j < work->part_count; j++)
			question->used |= 1U << work->parts[j].skill;
	}
	for (int skill = 0; skill < SITE_SKILLS_MAX; skill++)
		if (question->used >> skill & 1)
			question->position[skill] = (int8_t)question->used_count++;
	size_t days = (size_t)cache->days + 1;
	shared_find(question);
	if (question->file)
		shared_own_rows(question);
	question->receptions = density_prepare(&question->arena);
	question->places = arena_alloc(&question->arena, sizeof(void *) * days * 2);
	find_stays(question);
}

void question_finish(struct question *question)
{
	arena_finish(&question->arena);
}
