#include "plan/propose.h"

#include "plan/check.h"
#include "plan/internal.h"

#include <limits.h>
#include <stdlib.h>
#include <string.h>

/* Candidates are looked at best first. A day is opened only when its lower bound of cost comes up, and a candidate is
 * completed and checked only when its own does. */
enum option_state { OPTION_NEW, OPTION_FITS, OPTION_FAILS };

struct option {
	int16_t start;
	int16_t advisor;  /* by rank of code */
	int16_t mobility; /* by order of wish */
	int16_t level;	  /* at least; exact once it fits */
	int cost;	  /* likewise */
	enum option_state state;
};

struct day_options {
	bool looked_at; /* the day belongs to the search */
	bool opened;
	int level; /* lower bounds of all its options */
	int wait;
	int cost;
	struct option *options; /* by level, cost, start, advisor, mobility */
	int count;
	int head; /* of one selection */
};

struct search {
	struct question question;
	enum plan_level rung;
	const struct plan_candidate *avoid;
	size_t avoid_count;
	struct moment earliest;
	int near_last; /* day index */
	int horizon_last;
	enum mobility mobilities[MOBILITY_COUNT];
	int mobility_count;
	int *advisors; /* by code */
	struct day_options *days;
	struct plan_candidate scratch;
	struct plan_violations violations;
};

/* A place in the order of proposals. */
struct rank {
	int level;
	int cost;
	int day;
	int start;
	int advisor;
	int mobility;
};

enum { COST_LOW = -11 }; /* known advisor and back the same day */

static int rank_compare(const struct rank *a, const struct rank *b)
{
	const int left[] = { a->level, a->cost, a->day, a->start, a->advisor, a->mobility };
	const int right[] = { b->level, b->cost, b->day, b->start, b->advisor, b->mobility };
	for (size_t i = 0; i < sizeof left / sizeof *left; i++)
		if (left[i] != right[i])
			return left[i] < right[i] ? -1 : 1;
	return 0;
}

static struct rank rank_of(int day, const struct option *option)
{
	return (struct rank){ option->level, option->cost, day, option->start, option->advisor, option->mobility };
}

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

/* The reception may not begin before this: notice and parts; with authority only parts and now. */
static struct moment search_from(const struct search *search)
{
	const struct question *question = &search->question;
	if (search->rung < LEVEL_AUTHORITY)
		return plan_earliest(question->state, question->request);
	struct moment now = question->state->now;
	return moment_compare(question->request->earliest, now) > 0 ? question->request->earliest : now;
}

/* The day index of the @count th open day from @day on. */
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

static bool has_deadline(const struct search *search)
{
	civil_day last;
	return plan_deadline(search->question.state, search->question.request, &last);
}

static void mark_days(struct search *search)
{
	const struct plan_state *state = search->question.state;
	const struct plan_request *request = search->question.request;
	civil_day from = wait_from(&search->question);
	int waited = working_days_between(state, from, search->earliest.day - 1);
	int end = search->rung >= LEVEL_HORIZON && !has_deadline(search) ? search->horizon_last : search->near_last;
	int first = day_index(state, search->earliest.day < state->first ? state->first : search->earliest.day);
	for (int i = first; i >= 0 && i <= end && i <= search->horizon_last; i++) {
		struct day_options *day = &search->days[i];
		civil_day civil = state->first + i;
		civil_day last;
		if (!search->question.cache->info[i].open)
			continue;
		waited += civil > from;
		if (search->rung < LEVEL_AUTHORITY && deadline_binds(state, request, civil, &last))
			continue;
		*day = (struct day_options){ .looked_at = true };
		day->level = search->rung == LEVEL_AUTHORITY ? LEVEL_AUTHORITY
			     : i > search->near_last	     ? LEVEL_HORIZON
							     : LEVEL_NORMAL;
		day->wait = 4 * waited;
		day->cost = day->wait + COST_LOW;
	}
}

static bool avoided(const struct search *search, civil_day day, int start)
{
	for (size_t i = 0; i < search->avoid_count; i++)
		if (search->avoid[i].day == day && search->avoid[i].start == start)
			return true;
	return false;
}

static struct option option_of(const struct search *search, const struct day_options *day, int start, int advisor,
			       int mobility, int time_cost)
{
	const struct plan_request *request = search->question.request;
	int staff = search->advisors[advisor];
	int level = day->level;
	if (request->advisor_wished >= 0 && staff != request->advisor_wished && level < LEVEL_ADVISOR)
		level = LEVEL_ADVISOR;
	if (mobility > 0 && level < LEVEL_MOBILITY)
		level = LEVEL_MOBILITY;
	int cost = day->wait + time_cost - 5 + (mobility > 0 ? 10 : 0);
	cost += request->advisor_known >= 0 && staff == request->advisor_known ? -6 : 0;
	return (struct option){ (int16_t)start, (int16_t)advisor, (int16_t)mobility, (int16_t)level, cost, OPTION_NEW };
}

/* A bound may be too low; it keeps the sorted range small. */
static int crowd_bound(int crowd)
{
	return crowd < 90 ? crowd : 90;
}

/* Stable counting sort by level and cost; the options come by start, advisor and mobility already. */
static void sort_options(struct search *search, struct day_options *day)
{
	enum { WIDTH = 128 };
	int places[LEVEL_COUNT * WIDTH + 1] = { 0 };
	struct option *sorted = arena_alloc(&search->question.arena, sizeof *sorted * (size_t)(day->count + 1));
	for (int i = 0; i < day->count; i++) {
		int off = day->options[i].cost - day->cost;
		places[day->options[i].level * WIDTH + (off < WIDTH ? off : WIDTH - 1) + 1]++;
	}
	for (int i = 1; i <= LEVEL_COUNT * WIDTH; i++)
		places[i] += places[i - 1];
	for (int i = 0; i < day->count; i++) {
		int off = day->options[i].cost - day->cost;
		sorted[places[day->options[i].level * WIDTH + (off < WIDTH ? off : WIDTH - 1)]++] = day->options[i];
	}
	day->options = sorted;
}

/* Lists the starts at which an advisor is free, with lower bounds of level and cost. */
static void open_options(struct search *search, int index)
{
	struct question *question = &search->question;
	struct day_options *day = &search->days[index];
	int advisors = question->cache->advisor_count;
	int mobilities = search->rung < LEVEL_MOBILITY ? 1 : search->mobility_count;
	civil_day civil = question->state->first + index;
	int from = civil == search->earliest.day ? search->earliest.minute : 0;
	day->opened = true;
	struct slots *runs = arena_alloc(&question->arena, sizeof *runs * (size_t)(advisors * mobilities + 1));
	for (int i = 0; i < advisors; i++)
		for (int j = 0; j < mobilities; j++)
			runs[i * mobilities + j] =
				slots_runs(advisor_slots(question, index, search->advisors[i]),
					   plan_reception_minutes(question->site, question->request,
								  search->mobilities[j], NULL));
	const struct spans *hours = &question->cache->info[index].reception;
	int first = (hours->items[0].start + QUARTER - 1) / QUARTER * QUARTER;
	int last = hours->items[hours->count - 1].end;
	size_t most = (size_t)((last - first) / QUARTER + 1) * (size_t)(advisors * mobilities);
	day->options = arena_alloc(&question->arena, sizeof *day->options * (most + 1));
	from = (from + QUARTER - 1) / QUARTER * QUARTER;
	for (int start = from > first ? from : first; start < last; start += QUARTER) {
		if (avoided(search, civil, start))
			continue;
		int time_cost = -1;
		for (int i = 0; i < advisors * mobilities; i++) {
			if (!slots_test(&runs[i], start))
				continue;
			if (time_cost < 0)
				time_cost = cost_wish(question, civil, start) +
					    crowd_bound(cost_crowd(question, civil, start));
			struct option option =
				option_of(search, day, start, i / mobilities, i % mobilities, time_cost);
			if (option.level <= (int)search->rung)
				day->options[day->count++] = option;
		}
	}
	sort_options(search, day);
}

/* Sets scratch to the completed candidate of @option; false when it cannot be had on this rung. */
static bool build(struct search *search, int day, const struct option *option)
{
	struct question *question = &search->question;
	struct plan_candidate *c = &search->scratch;
	c->advisor = search->advisors[option->advisor];
	c->day = question->state->first + day;
	c->start = option->start;
	c->mobility = search->mobilities[option->mobility];
	if (complete_in(question, c, PLACE_NORMAL))
		return true;
	bool reserve = question->entitled && search->rung >= LEVEL_RESERVE;
	if (reserve && complete_in(question, c, PLACE_RESERVE))
		return true;
	bool forced = search->rung >= LEVEL_AUTHORITY || question->request->overridden & (1U << RULE_B3 | 1U << RULE_B4);
	return forced && complete_in(question, c, PLACE_FORCED);
}

static bool may_override(unsigned rules)
{
	for (int rule = 0; rule < RULE_COUNT; rule++)
		if (rules >> rule & 1 && plan_rule_severity((enum plan_rule)rule) == 'A')
			return false;
	return true;
}

/* Two receptions in the way are told without laying out any work. */
static bool too_dense(const struct search *search, int day, const struct option *option)
{
	const struct question *question = &search->question;
	int number;
	int window;
	int length = plan_reception_minutes(question->site, question->request, search->mobilities[option->mobility],
					    NULL);
	civil_day civil = question->state->first + day;
	int advisor = search->advisors[option->advisor];
	if (search->rung >= LEVEL_AUTHORITY || request_exempt(question->request) || question->request->overridden)
		return false;
	return !density_starts_fit(question, advisor, civil, option->start, &number, &window) ||
	       !density_minutes_fit(question, advisor, civil, option->start, length, &number, &window);
}

static void evaluate(struct search *search, int day, struct option *option)
{
	struct question *question = &search->question;
	option->state = OPTION_FAILS;
	if (too_dense(search, day, option) || !build(search, day, option))
		return;
	check_in(question, &search->scratch, &search->violations);
	unsigned rules = violated_rules(&search->violations) & ~question->request->overridden;
	if (search->rung < LEVEL_AUTHORITY ? rules != 0 : !may_override(rules))
		return;
	struct plan_proposal proposal;
	assess_in(question, &search->scratch, &search->violations, &proposal);
	/* What needs no authority was found on the rungs before. */
	if (proposal.level > search->rung ||
	    (search->rung == LEVEL_AUTHORITY && proposal.level != LEVEL_AUTHORITY))
		return;
	option->state = OPTION_FITS;
	option->level = (int16_t)proposal.level;
	option->cost = proposal.cost;
}

/* What a further proposal must differ in. */
struct wanted {
	int other_day;	      /* day index that is taken, -1 */
	bool other_half_or_advisor;
	struct rank taken[3];
	int taken_count;
};

static bool suits(const struct search *search, const struct wanted *wanted, int day, const struct option *option)
{
	const struct site *site = search->question.site;
	bool other_half = true;
	bool other_advisor = true;
	for (int i = 0; i < wanted->taken_count; i++) {
		const struct rank *taken = &wanted->taken[i];
		if (taken->day == day && taken->start == option->start)
			return false;
		other_half = other_half && half_of(site, taken->start) != half_of(site, option->start);
		other_advisor = other_advisor && taken->advisor != option->advisor;
	}
	return day != wanted->other_day && (!wanted->other_half_or_advisor || other_half || other_advisor);
}

/* Moves the head of a day over options that are done; keeps the best that fits. */
static void pass_done(const struct search *search, const struct wanted *wanted, int index, struct rank *best,
		      bool *found)
{
	struct day_options *day = &search->days[index];
	for (; day->head < day->count; day->head++) {
		const struct option *option = &day->options[day->head];
		if (!suits(search, wanted, index, option) || option->state == OPTION_FAILS)
			continue;
		if (option->state == OPTION_NEW)
			return;
		struct rank rank = rank_of(index, option);
		if (!*found || rank_compare(&rank, best) < 0)
			*best = rank;
		*found = true;
	}
}

/* The lower bound of what a day still has to offer; false when it has nothing. */
static bool day_bound(const struct search *search, int index, struct rank *bound)
{
	const struct day_options *day = &search->days[index];
	if (!day->looked_at)
		return false;
	if (!day->opened)
		*bound = (struct rank){ day->level, day->cost, index, 0, 0, 0 };
	else if (day->head < day->count)
		*bound = rank_of(index, &day->options[day->head]);
	return !day->opened || day->head < day->count;
}

/* The best candidate that is @wanted; false when none is left. */
static bool choose(struct search *search, const struct wanted *wanted, struct rank *best)
{
	int days = search->question.cache->days;
	bool found = false;
	for (int i = 0; i < days; i++)
		search->days[i].head = 0;
	for (int i = 0; i < days; i++)
		if (search->days[i].opened)
			pass_done(search, wanted, i, best, &found);
	for (;;) {
		struct rank least = { .level = INT_MAX };
		int at = -1;
		for (int i = 0; i <= search->horizon_last; i++) {
			struct rank bound;
			if (i == wanted->other_day || !day_bound(search, i, &bound))
				continue;
			if (at < 0 || rank_compare(&bound, &least) < 0) {
				least = bound;
				at = i;
			}
		}
		if (at < 0 || (found && rank_compare(best, &least) <= 0))
			return found;
		struct day_options *day = &search->days[at];
		if (!day->opened)
			open_options(search, at);
		else
			evaluate(search, at, &day->options[day->head]);
		pass_done(search, wanted, at, best, &found);
	}
}

static bool choose_different(struct search *search, struct wanted *wanted, struct rank *best)
{
	if (choose(search, wanted, best))
		return true;
	wanted->other_day = -1;
	wanted->other_half_or_advisor = false;
	return choose(search, wanted, best);
}

/* Up to three on this rung after the @count that there are: the best, the best on another date, the best in another
 * half or with another advisor. */
static int choose_three(struct search *search, struct rank chosen[3], int count)
{
	struct wanted wanted = { .other_day = -1 };
	for (int i = 0; i < count; i++)
		wanted.taken[wanted.taken_count++] = chosen[i];
	while (count < 3) {
		wanted.other_day = count == 1 ? chosen[0].day : -1;
		wanted.other_half_or_advisor = count == 2;
		if (!choose_different(search, &wanted, &chosen[count]))
			break;
		wanted.taken[wanted.taken_count++] = chosen[count++];
	}
	return count;
}

static void write_proposal(struct search *search, const struct rank *rank, struct plan_proposal *proposal)
{
	struct option option = { .start = (int16_t)rank->start, .advisor = (int16_t)rank->advisor,
				 .mobility = (int16_t)rank->mobility };
	build(search, rank->day, &option);
	check_in(&search->question, &search->scratch, &search->violations);
	assess_in(&search->question, &search->scratch, &search->violations, proposal);
	note_proposal(&search->question, proposal);
}

/* A rung that can show nothing that the one before could not. */
static bool adds_nothing(const struct search *search, enum plan_level rung)
{
	const struct plan_request *request = search->question.request;
	switch (rung) {
	case LEVEL_NORMAL:
		return false;
	case LEVEL_RESERVE:
		return !search->question.entitled;
	case LEVEL_ADVISOR:
		return request->advisor_wished < 0;
	case LEVEL_MOBILITY:
		return search->mobility_count < 2;
	case LEVEL_HORIZON:
		return has_deadline(search) || search->horizon_last <= search->near_last;
	case LEVEL_AUTHORITY:
	case LEVEL_COUNT:
		return false;
	}
	return false;
}

/* Enough: two proposals, on two dates unless a deadline comes before variety or only authority could add a date. */
static bool is_enough(const struct search *search, const struct rank *chosen, int count, enum plan_level rung)
{
	if (count < 2)
		return false;
	return chosen[0].day != chosen[1].day || has_deadline(search) || rung >= LEVEL_HORIZON;
}

static int climb(struct search *search, struct rank chosen[3])
{
	int count = 0;
	size_t size = sizeof *search->days * (size_t)(search->question.cache->days + 1);
	for (int rung = LEVEL_NORMAL; rung < LEVEL_COUNT; rung++) {
		if (adds_nothing(search, (enum plan_level)rung))
			continue;
		if (rung == LEVEL_AUTHORITY && count >= 2)
			break;
		search->rung = (enum plan_level)rung;
		search->earliest = search_from(search);
		memset(search->days, 0, size);
		mark_days(search);
		count = choose_three(search, chosen, rung == LEVEL_AUTHORITY ? count : 0);
		if (is_enough(search, chosen, count, (enum plan_level)rung))
			break;
	}
	return count;
}

static void start_search(struct search *search, const struct plan_candidate *avoid, size_t avoid_count)
{
	const struct plan_state *state = search->question.state;
	search->avoid = avoid;
	search->avoid_count = avoid_count;
	search->days = arena_alloc(&search->question.arena,
				   sizeof *search->days * (size_t)(search->question.cache->days + 1));
	search->mobility_count = mobility_options(search->question.request, search->mobilities);
	search->horizon_last = open_day(state, state->now.day, state->site->horizon_days);
	search->near_last = open_day(state, plan_earliest(state, search->question.request).day, NEAR_DAYS);
	if (search->near_last > search->horizon_last)
		search->near_last = search->horizon_last;
	sort_advisors(search);
}

/* Call back by the end of the working day after now, for RETURN and MC20 by the end of today's while it lasts. */
static struct moment callback_moment(const struct question *question)
{
	const struct plan_state *state = question->state;
	struct spans today = reception_hours(state, state->now.day);
	bool urgent = question->request->workshop_return || question->request->mc20;
	int closing = today.count ? today.items[today.count - 1].end : 0;
	if (urgent && closing > state->now.minute)
		return (struct moment){ state->now.day, closing };
	civil_day day = next_working_day(state, state->now.day);
	struct spans hours = reception_hours(state, day);
	return (struct moment){ day, hours.count ? hours.items[hours.count - 1].end : 0 };
}

static void set_callback(struct search *search, struct plan_proposals *proposals)
{
	struct block_counts counts = { 0 };
	for (int i = 0, looked = 0; i <= search->near_last && looked < 5; i++) {
		if (!search->question.cache->info[i].open || search->question.state->first + i < search->earliest.day)
			continue;
		count_blocks(&search->question, i, &counts);
		looked++;
	}
	int rule = blocking_most(&counts, -1);
	proposals->callback = true;
	proposals->callback_by = callback_moment(&search->question);
	proposals->callback_rule = rule < 0 ? RULE_A1 : (enum plan_rule)rule;
}

static void explain_days(struct search *search, struct arena *arena, struct plan_proposals *proposals)
{
	const struct plan_state *state = search->question.state;
	int first = day_index(state, state->now.day);
	first = first < 0 ? 0 : first;
	if (search->horizon_last < first)
		return;
	size_t count = (size_t)(search->horizon_last - first + 1);
	proposals->days = arena_alloc(arena, sizeof *proposals->days * count);
	proposals->day_count = count;
	for (size_t i = 0; i < count; i++)
		why_in(&search->question, first + (int)i, &proposals->days[i]);
}

void plan_propose(const struct plan_state *state, const struct plan_request *request,
		  const struct plan_candidate *avoid, size_t avoid_count, bool why, struct arena *arena,
		  struct plan_proposals *proposals)
{
	struct search search = { .rung = LEVEL_NORMAL };
	struct rank chosen[3];
	question_start(&search.question, state, request);
	start_search(&search, avoid, avoid_count);
	*proposals = (struct plan_proposals){ 0 };
	proposals->count = climb(&search, chosen);
	for (int i = 0; i < proposals->count; i++)
		write_proposal(&search, &chosen[i], &proposals->items[i]);
	if (proposals->count < 2)
		set_callback(&search, proposals);
	if (why)
		explain_days(&search, arena, proposals);
	question_finish(&search.question);
}
