#include "plan/search.h"

#include <string.h>

#include "plan/check.h"

static void sort_advisors(struct search *search)
{
	const struct question *question = &search->question;
	int count = question->cache->advisor_count;
	search->advisors = arena_alloc(&search->question.arena, sizeof(int) * (size_t)(count + 1));
	for (int i = 0; i < count; i++) {
		int advisor = question->cache->advisors[i];
		int at = i;
		for (; at > 0 && strcmp(question->site->staff[search->advisors[at - 1]].code,
					question->site->staff[advisor].code) > 0;
		     at--)
			search->advisors[at] = search->advisors[at - 1];
		search->advisors[at] = advisor;
	}
}

/* The day index of the @count th open day from @day on; the last open one when there are fewer. */
static int open_day(const struct plan_state *state, civil_day day, int count)
{
	int index = day < state->first ? 0 : (int)(day - state->first);
	int last = -1;
	for (; index < state->cache->days && count > 0; index++)
		if (state->cache->info[index].open) {
			last = index;
			count--;
		}
	return last;
}

/* The most minutes that one car gets of @skill in any half day of the horizon. */
static int best_half(const struct search *search, int skill, int parallel)
{
	int most = 0;
	for (int bucket = 0; bucket < search->question.cache->days * 2; bucket++) {
		int minutes = bucket_open(search->question.state, bucket)
				      ? car_limit(&search->question, bucket, 0, skill, parallel)
				      : 0;
		most = minutes > most ? minutes : most;
	}
	return most;
}

/* Each piece of work takes its share of the car's time in a half day, of which a day has two. Counted by
 * whole days it would be no lower bound: one half may be better for one skill, the other for another. */
static int least_nights(const struct search *search)
{
	enum { SCALE = 1 << 20 };
	const struct question *question = &search->question;
	int64_t share = 0;
	for (int i = 0; i < question->request->work_count; i++) {
		const struct work_type *work = &question->site->work[question->request->work[i]];
		for (int j = 0; j < work->part_count; j++) {
			int minutes = best_half(search, work->parts[j].skill, work->parallel);
			/* a minute for rounding */
			share += minutes ? (int64_t)work->parts[j].minutes * SCALE / (minutes + 1) : 0;
		}
	}
	return share <= 2 * SCALE ? 0 : (int)((share - 1) / (2 * SCALE));
}

void search_start(struct search *search, const struct plan_state *state, const struct plan_request *request,
		  const struct plan_candidate *avoid, size_t avoid_count)
{
	*search = (struct search){ .avoid = avoid, .avoid_count = avoid_count };
	question_start(&search->question, state, request);
	search->days = arena_alloc(&search->question.arena,
				   sizeof *search->days * (size_t)(search->question.cache->days + 1));
	search->bounds = arena_alloc(&search->question.arena,
				     sizeof *search->bounds * (size_t)(search->question.cache->days + 1));
	search->mobility_count = mobility_options(request, search->mobilities);
	for (int i = 0; i < search->mobility_count; i++)
		search->never |= (unsigned)mobility_never(&search->question, search->mobilities[i]) << i;
	search->horizon_last = open_day(state, state->now.day, state->site->horizon_days);
	search->near_last = open_day(state, plan_earliest(state, request).day, NEAR_DAYS);
	if (search->near_last > search->horizon_last)
		search->near_last = search->horizon_last;
	search->least_nights = least_nights(search);
	sort_advisors(search);
}

void search_finish(struct search *search)
{
	question_finish(&search->question);
}

bool search_has_deadline(const struct search *search)
{
	civil_day last;
	return plan_deadline(search->question.state, search->question.request, &last);
}

/* Lower bound of the term stay; false when the work cannot end within the state's days. */
static bool bound_stay(const struct search *search, civil_day day, int *points)
{
	const struct plan_state *state = search->question.state;
	civil_day back = day;
	for (int i = 0; i < search->least_nights && back <= state->last; i++)
		back = next_working_day(state, back);
	*points = cost_stay(state, day, back);
	return back <= state->last;
}

static void mark_day(struct search *search, int index, int wait)
{
	struct day_options *day = &search->days[index];
	day->looked_at = bound_stay(search, search->question.state->first + index, &day->stay);
	day->level = search->rung == LEVEL_AUTHORITY ? LEVEL_AUTHORITY
		     : index > search->near_last     ? LEVEL_HORIZON
						     : LEVEL_NORMAL;
	day->wait = wait;
	day->cost = wait + day->stay +
		    cost_wish_day(search->question.request, search->question.state->first + index);
	day->cost -= search->question.request->advisor_known >= 0 ? 6 : 0;
}

/* The reception may not begin before this: notice and parts; with authority only parts and now. */
static struct moment search_from(const struct search *search)
{
	const struct question *question = &search->question;
	if (search->rung < LEVEL_AUTHORITY)
		return plan_earliest(question->state, question->request);
	struct moment now = question->state->now;
	return moment_compare(question->request->earliest, now) > 0 ? question->request->earliest : now;
}

void search_rung(struct search *search, enum plan_level rung)
{
	const struct plan_state *state = search->question.state;
	civil_day from = wait_from(&search->question);
	search->rung = rung;
	search->earliest = search_from(search);
	memset(search->days, 0, sizeof *search->days * (size_t)(search->question.cache->days + 1));
	unsigned tried = (1U << (rung < LEVEL_MOBILITY ? 1 : search->mobility_count)) - 1;
	if ((search->never & tried) == tried)
		return; /* no start can have any of them */
	int waited = working_days_between(state, from, search->earliest.day - 1);
	int end = rung >= LEVEL_HORIZON && !search_has_deadline(search) ? search->horizon_last
									: search->near_last;
	int first =
		day_index(state, search->earliest.day < state->first ? state->first : search->earliest.day);
	for (int i = first; i >= 0 && i <= end && i <= search->horizon_last; i++) {
		civil_day last;
		if (!search->question.cache->info[i].open)
			continue;
		waited += state->first + i > from;
		if (rung == LEVEL_AUTHORITY ||
		    !deadline_binds(state, search->question.request, state->first + i, &last))
			mark_day(search, i, 4 * waited);
	}
}

/* The first day on which a car that is finished then can be handed back. */
static civil_day earliest_back(const struct search *search, struct moment finish)
{
	const struct plan_state *state = search->question.state;
	const struct plan_request *request = search->question.request;
	if (request->handback_fixed)
		return request->handback.day;
	int index = day_index(state, finish.day);
	if (index < 0)
		return finish.day;
	const struct spans *hours = &state->cache->info[index].reception;
	int length = request->handback_minutes ? request->handback_minutes : 10;
	int ready = finish.minute + length + (request->workshop_return ? DRIVE_MINUTES : 0);
	bool today = hours->count && ready <= hours->items[hours->count - 1].end;
	return today ? finish.day : next_working_day(state, finish.day);
}

unsigned search_may_break(const struct search *search)
{
	unsigned rules = search->question.request->overridden;
	for (int rule = 0; search->rung == LEVEL_AUTHORITY && rule < RULE_COUNT; rule++)
		rules |= plan_rule_severity((enum plan_rule)rule) == 'A' ? 0 : 1U << rule;
	return rules;
}

/* Lays out the work of a group: all of it fails, or gets a sharper bound. */
static void place_group(struct search *search, int index, struct group *group)
{
	struct day_options *day = &search->days[index];
	search_set(search, index, &day->options[group->first]);
	struct placement *placement = search_place(search);
	int more = 0;
	if (placement) {
		judge_work(&search->question, &search->scratch, placement);
		more = cost_work(placement->share, placement->above) - day->stay +
		       cost_stay(search->question.state, search->scratch.day,
				 earliest_back(search, placement->finish));
	}
	group->placed = true;
	if (!placement || placement->rules & ~search_may_break(search))
		group->count = 0;
	struct option *options = day->options + group->first;
	for (int i = 0; i < group->count; i++) {
		options[i].cost += more;
		options[i].mode = placement->mode;
		if (options[i].mode == PLACE_RESERVE && options[i].level < LEVEL_RESERVE)
			options[i].level = LEVEL_RESERVE;
	}
	options_sort(search, options, group->count);
}

/* Completes and judges one option. */
static void evaluate(struct search *search, int index, struct option *option)
{
	struct question *question = &search->question;
	struct plan_proposal priced;
	option->state = OPTION_FAILS;
	search_set(search, index, option);
	struct placement *placement =
		place_remembered(question, &search->scratch, (enum place_mode)option->mode);
	complete_rest(question, &search->scratch);
	check_frame(question, &search->scratch, &search->violations);
	unsigned rules = violated_rules(&search->violations) | placement->rules;
	if (rules & ~search_may_break(search))
		return;
	rules &= ~question->request->overridden;
	/* What needs no authority was found on the rungs before. */
	if ((search->rung == LEVEL_AUTHORITY) != (rules != 0))
		return;
	cost_of(question, &search->scratch, placement->share, placement->above, &priced);
	option->state = OPTION_FITS;
	option->cost = priced.cost;
}

static bool suits(const struct search *search, const struct wanted *wanted, int day,
		  const struct option *option)
{
	const struct site *site = search->question.site;
	bool other_half = true;
	bool other_advisor = true;
	for (int i = 0; i < wanted->taken_count; i++) {
		const struct chosen *taken = &wanted->taken[i];
		if (taken->day == day && taken->option.start == option->start)
			return false;
		other_half = other_half && half_of(site, taken->option.start) != half_of(site, option->start);
		other_advisor = other_advisor && taken->option.advisor != option->advisor;
	}
	return !wanted->other_half_or_advisor || other_half || other_advisor;
}

/* Moves the head of a group over options that are done; keeps the best that fits. */
static void pass_done(const struct search *search, const struct wanted *wanted, int index,
		      struct group *group, struct chosen *best, uint64_t *best_rank)
{
	const struct day_options *day = &search->days[index];
	for (; group->placed && group->head < group->count; group->head++) {
		const struct option *option = &day->options[group->first + group->head];
		if (option->state == OPTION_FAILS || !suits(search, wanted, index, option))
			continue;
		if (option->state != OPTION_FITS)
			return;
		uint64_t rank = option_rank(index, option);
		if (rank >= *best_rank)
			continue;
		*best_rank = rank;
		*best = (struct chosen){ index, *option };
	}
}

/* Lower bound of what a day still has to offer; the largest number when it has nothing. */
static void bound_day(struct search *search, int index)
{
	struct day_options *day = &search->days[index];
	search->bounds[index] = UINT64_MAX;
	if (!day->looked_at)
		return;
	if (!day->opened) {
		struct option least = { .level = (int8_t)day->level, .cost = day->cost };
		search->bounds[index] = option_rank(index, &least);
		return;
	}
	for (int i = 0; i < day->group_count; i++) {
		const struct group *group = &day->groups[i];
		if (group->head >= group->count)
			continue;
		uint64_t bound = group->placed ? option_rank(index, &day->options[group->first + group->head])
					       : group->least;
		if (bound >= search->bounds[index])
			continue;
		search->bounds[index] = bound;
		day->least = i;
	}
}

static void pass_day(struct search *search, const struct wanted *wanted, int index, struct chosen *best,
		     uint64_t *best_rank)
{
	struct day_options *day = &search->days[index];
	for (int i = 0; i < day->group_count; i++) {
		day->groups[i].head = 0;
		pass_done(search, wanted, index, &day->groups[i], best, best_rank);
	}
	bound_day(search, index);
}

/* A day that is not open yet: its bound is made sharper, then it is opened unless nothing has room on it. */
static void approach(struct search *search, const struct wanted *wanted, int index, struct chosen *best,
		     uint64_t *best_rank)
{
	struct day_options *day = &search->days[index];
	if (!day->weighed) {
		day->weighed = true;
		day->cost += place_least_cost(&search->question, index);
		bound_day(search, index);
		return;
	}
	day->looked_at = !search_is_full(search, index);
	if (day->looked_at)
		options_open(search, index);
	pass_day(search, wanted, index, best, best_rank);
}

/* One step on the day whose bound is the least: open it, lay out the work of a group, or judge an option. */
static void advance(struct search *search, const struct wanted *wanted, int index, struct chosen *best,
		    uint64_t *best_rank)
{
	struct day_options *day = &search->days[index];
	if (!day->opened) {
		approach(search, wanted, index, best, best_rank);
		return;
	}
	struct group *group = &day->groups[day->least];
	if (!group->placed)
		place_group(search, index, group);
	else
		evaluate(search, index, &day->options[group->first + group->head]);
	pass_done(search, wanted, index, group, best, best_rank);
	bound_day(search, index);
}

/* The day with the least bound, -1 when none is left; @second: the next bound. */
static int least_day(const struct search *search, uint64_t *second)
{
	uint64_t least = UINT64_MAX;
	int at = -1;
	for (int i = 0; i <= search->horizon_last; i++) {
		if (search->bounds[i] >= least) {
			*second = search->bounds[i] < *second ? search->bounds[i] : *second;
			continue;
		}
		*second = least;
		least = search->bounds[i];
		at = i;
	}
	return at;
}

bool search_choose(struct search *search, const struct wanted *wanted, struct chosen *best)
{
	uint64_t best_rank = UINT64_MAX;
	int other = wanted->other_day ? wanted->taken[0].day : -1;
	for (int i = 0; i <= search->horizon_last; i++) {
		if (i != other)
			pass_day(search, wanted, i, best, &best_rank);
		else
			search->bounds[i] = UINT64_MAX;
	}
	for (;;) {
		uint64_t second = UINT64_MAX;
		int at = least_day(search, &second);
		if (at < 0 || best_rank <= search->bounds[at])
			return best_rank != UINT64_MAX;
		do
			advance(search, wanted, at, best, &best_rank);
		while (search->bounds[at] < second && search->bounds[at] < best_rank);
	}
}

void search_build(struct search *search, const struct chosen *chosen)
{
	search_set(search, chosen->day, &chosen->option);
	place_remembered(&search->question, &search->scratch, (enum place_mode)chosen->option.mode);
	complete_rest(&search->question, &search->scratch);
}
