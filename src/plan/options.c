#include <stdlib.h>

#include "plan/search.h"

uint64_t option_rank(int day, const struct option *option)
{
	enum { COST_ZERO = 1 << 15 };
	return (uint64_t)option->level << 57 | (uint64_t)(option->cost + COST_ZERO) << 40 |
	       (uint64_t)day << 26 | (uint64_t)option->start << 14 | (uint64_t)option->advisor << 4 |
	       (uint64_t)option->mobility;
}

static bool avoided(const struct search *search, civil_day day, int start)
{
	for (size_t i = 0; i < search->avoid_count; i++)
		if (search->avoid[i].day == day && search->avoid[i].start == start)
			return true;
	return false;
}

static int compare_options(const void *a, const void *b)
{
	uint64_t left = option_rank(0, a);
	uint64_t right = option_rank(0, b);
	return (left > right) - (left < right);
}

/* Of one kind of mobility they stand almost as they should: listed by start and advisor. */
void options_sort(const struct search *search, struct option *options, int count)
{
	enum { FEW = 24 };
	bool listed = search->mobility_count == 1 || search->rung < LEVEL_MOBILITY;
	if (count > FEW && !listed) {
		qsort(options, (size_t)count, sizeof *options, compare_options);
		return;
	}
	for (int i = 1; i < count; i++) {
		struct option moved = options[i];
		int at = i;
		for (; at > 0 && compare_options(&options[at - 1], &moved) > 0; at--)
			options[at] = options[at - 1];
		options[at] = moved;
	}
}

static int group_key(const struct search *search, const struct option *option)
{
	bool waits = search->mobilities[option->mobility] == MOBILITY_WAIT;
	return option->end / SLOT_MINUTES * 2 + waits;
}

/* Groups are sorted when their work has its place: most never come up. */
static uint64_t least_rank(int index, const struct option *options, int count)
{
	uint64_t least = UINT64_MAX;
	for (int i = 0; i < count; i++) {
		uint64_t rank = option_rank(index, &options[i]);
		least = rank < least ? rank : least;
	}
	return least;
}

/* Puts the options of one group beside each other. */
static void group_options(struct search *search, const struct option *listed, int index)
{
	struct day_options *day = &search->days[index];
	enum { KEYS = (SLOTS + 2) * 2 };
	int from[KEYS + 1] = { 0 };
	struct arena *arena = &search->question.arena;
	struct option *grouped = arena_alloc(arena, sizeof *grouped * (size_t)(day->count + 1));
	for (int i = 0; i < day->count; i++)
		from[group_key(search, &listed[i]) + 1]++;
	int groups = 0;
	for (int key = 0; key < KEYS; key++) {
		groups += from[key + 1] > 0;
		from[key + 1] += from[key];
	}
	day->groups = arena_alloc(arena, sizeof *day->groups * (size_t)(groups + 1));
	for (int key = 0; key < KEYS; key++)
		if (from[key + 1] > from[key])
			day->groups[day->group_count++] =
				(struct group){ .first = from[key], .count = from[key + 1] - from[key] };
	for (int i = 0; i < day->count; i++)
		grouped[from[group_key(search, &listed[i])]++] = listed[i];
	day->options = grouped;
	for (int i = 0; i < day->group_count; i++)
		day->groups[i].least =
			least_rank(index, grouped + day->groups[i].first, day->groups[i].count);
}

static struct option option_of(const struct search *search, const struct day_options *day, int start,
			       int advisor, int mobility, int time_cost)
{
	const struct plan_request *request = search->question.request;
	int staff = search->advisors[advisor];
	int level = day->level;
	if (request->advisor_wished >= 0 && staff != request->advisor_wished && level < LEVEL_ADVISOR)
		level = LEVEL_ADVISOR;
	if (mobility > 0 && level < LEVEL_MOBILITY)
		level = LEVEL_MOBILITY;
	int cost = day->wait + time_cost + day->stay + (mobility > 0 ? 10 : 0);
	cost += request->advisor_known >= 0 && staff == request->advisor_known ? -6 : 0;
	return (struct option){ .start = (int16_t)start,
				.advisor = (int16_t)advisor,
				.mobility = (int8_t)mobility,
				.level = (int8_t)level,
				.cost = cost };
}

/* The earliest moment at which a car of the day can be handed back, day -1 when that is the day itself. */
static struct moment earliest_end(const struct search *search, civil_day day)
{
	const struct plan_state *state = search->question.state;
	civil_day back = day;
	if (search->least_nights == 0)
		return (struct moment){ -1, 0 };
	for (int i = 0; i < search->least_nights && back <= state->last; i++)
		back = next_working_day(state, back);
	return (struct moment){ back, 0 };
}

/* Takes away the starts at which the customer cannot be kept mobile, of all advisors: no rung could have
 * them.
 * @runs: of the first advisor, the others' @step further on each. */
static void keep_mobile(struct search *search, int index, int mobility, int length, struct slots *runs,
			int step)
{
	struct question *question = &search->question;
	civil_day day = question->state->first + index;
	if (search->never >> mobility & 1 ||
	    (!mobility_promised(question->request, search->mobilities[mobility]) &&
	     !(search_may_break(search) >> RULE_D2 & 1))) {
		for (int i = 0; i < question->cache->advisor_count; i++)
			runs[i * step] = (struct slots){ { 0 } };
		return;
	}
	if (question->request->handback_fixed || question->request->overridden >> RULE_A3 & 1)
		return;
	struct slots starts = mobility_starts(question, search->mobilities[mobility], day, length,
					      earliest_end(search, day));
	struct slots attended = attended_starts(question, day, length);
	for (int i = 0; i < question->cache->advisor_count; i++)
		for (int word = 0; word < SLOT_WORDS; word++)
			runs[i * step].words[word] &= starts.words[word] & attended.words[word];
}

/* The starts at which an advisor is free, by advisor and mobility. */
static struct slots *free_starts(struct search *search, int index, int mobilities, int *lengths)
{
	struct question *question = &search->question;
	int advisors = question->cache->advisor_count;
	struct slots *runs =
		arena_alloc(&question->arena, sizeof *runs * (size_t)(advisors * mobilities + 1));
	for (int j = 0; j < mobilities; j++)
		lengths[j] = plan_reception_minutes(question->site, question->request, search->mobilities[j],
						    NULL);
	for (int i = 0; i < advisors; i++) {
		const struct slots *slots = advisor_slots(question, index, search->advisors[i]);
		for (int j = 0; j < mobilities; j++)
			runs[i * mobilities + j] = j && lengths[j] == lengths[j - 1]
							   ? runs[i * mobilities + j - 1]
							   : slots_runs(slots, lengths[j]);
	}
	for (int j = 0; j < mobilities; j++)
		keep_mobile(search, index, j, lengths[j], runs + j, mobilities);
	return runs;
}

/* Most of the options that a day could have it has not: what it has is copied out. */
static struct option *room_for(struct search *search, size_t most)
{
	if (search->listed_room < most) {
		search->listed = arena_alloc(&search->question.arena, sizeof *search->listed * most);
		search->listed_room = most;
	}
	return search->listed;
}

/* Lists the starts of a day with lower bounds of level and cost. */
void options_open(struct search *search, int index)
{
	struct question *question = &search->question;
	struct day_options *day = &search->days[index];
	int mobilities = search->rung < LEVEL_MOBILITY ? 1 : search->mobility_count;
	int pairs = question->cache->advisor_count * mobilities;
	int lengths[MOBILITY_COUNT];
	const struct slots *runs = free_starts(search, index, mobilities, lengths);
	civil_day civil = question->state->first + index;
	const struct spans *hours = &question->cache->info[index].reception;
	int first = hours->items[0].start;
	int last = hours->items[hours->count - 1].end;
	if (civil == search->earliest.day && search->earliest.minute > first)
		first = search->earliest.minute;
	first = (first + QUARTER - 1) / QUARTER * QUARTER;
	size_t most = last > first ? (size_t)((last - first) / QUARTER + 1) * (size_t)pairs : 0;
	day->opened = true;
	struct option *listed = room_for(search, most);
	for (int start = first; start < last; start += QUARTER) {
		int time_cost = -1;
		for (int i = 0; i < pairs; i++) {
			if (!slots_test(&runs[i], start) || (time_cost < 0 && avoided(search, civil, start)))
				continue;
			if (time_cost < 0)
				time_cost = cost_wish(question, civil, start) +
					    cost_crowd(question, civil, start);
			struct option option =
				option_of(search, day, start, i / mobilities, i % mobilities, time_cost);
			option.end = (int16_t)(start + lengths[i % mobilities]);
			if (option.level <= (int)search->rung)
				listed[day->count++] = option;
		}
	}
	group_options(search, listed, index);
}
