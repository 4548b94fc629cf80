#include "plan/check.h"
#include "plan/internal.h"

#include <limits.h>
#include <stdlib.h>

/* Points of the cost (engine: ranking), in one table. */
enum {
	POINTS_WAIT = 4, /* a working day after the earliest wish */
	POINTS_OTHER_DAY = 8,
	POINTS_OTHER_HALF = 4,
	POINTS_TIME_MOST = 4, /* 1 for each 30 min off */
	POINTS_LOAD_MOST = 12,
	POINTS_CROWD = 3,
	POINTS_KNOWN_ADVISOR = -6,
	POINTS_OTHER_MOBILITY = 10,
	POINTS_LAST_LOAN = 4,
	POINTS_SAME_DAY = -5,
	POINTS_NIGHT = 3,
	POINTS_CLOSED_DAY = 8,
	POINTS_RESERVE = 12,
	NEAR_MINUTES = 20,
};

enum half half_of(const struct site *site, int minute)
{
	return minute < (site->lunch.start > 0 ? site->lunch.start : 12 * 60) ? HALF_AM : HALF_PM;
}

int mobility_options(const struct plan_request *request, enum mobility options[MOBILITY_COUNT])
{
	static const enum mobility duty[] = { MOBILITY_LOAN, MOBILITY_PUD };
	unsigned seen = 0;
	int count = 0;
	for (int i = 0; i < request->mobility_count; i++) {
		if (!(seen >> request->mobility[i] & 1))
			options[count++] = request->mobility[i];
		seen |= 1U << request->mobility[i];
	}
	for (int i = 0; request->mc20 && i < 2; i++)
		if (!((seen | request->declined) >> duty[i] & 1))
			options[count++] = duty[i];
	if (count == 0)
		options[count++] = MOBILITY_NONE;
	return count;
}

civil_day wait_from(const struct question *question)
{
	civil_day earliest = INT32_MAX;
	for (int i = 0; i < question->request->wish_count; i++) {
		const struct plan_wish *wish = &question->request->wishes[i];
		if (wish->has_day && wish->day < earliest)
			earliest = wish->day;
	}
	return earliest != INT32_MAX ? earliest : plan_earliest(question->state, question->request).day;
}

/* What every start of @day costs at least. */
int cost_wish_day(const struct plan_request *request, civil_day day)
{
	int least = request->wish_count ? POINTS_OTHER_DAY : 0;
	for (int i = 0; i < request->wish_count; i++)
		if (!request->wishes[i].has_day || request->wishes[i].day == day)
			least = 0;
	return least;
}

int cost_wish(const struct question *question, civil_day day, int start)
{
	const struct plan_request *request = question->request;
	int least = request->wish_count ? INT_MAX : 0;
	for (int i = 0; i < request->wish_count; i++) {
		const struct plan_wish *wish = &request->wishes[i];
		int points = wish->has_day && wish->day != day ? POINTS_OTHER_DAY : 0;
		points += wish->half >= 0 && wish->half != (int)half_of(question->site, start)
				  ? POINTS_OTHER_HALF
				  : 0;
		int off = wish->minute >= 0 ? abs(wish->minute - start) / 30 : 0;
		points += off < POINTS_TIME_MOST ? off : POINTS_TIME_MOST;
		least = points < least ? points : least;
	}
	return least;
}

static bool is_near(const struct question *question, int row, int start)
{
	const struct plan_busy *busy = &question->state->busy[row];
	bool own = question->file && question->cache->busy_file[row] == question->file;
	return !own && busy->kind != BUSY_OTHER && abs(busy->start - start) <= NEAR_MINUTES;
}

static void count_near(const struct question *question, int row, struct day_crowd *crowd)
{
	int middle = question->state->busy[row].start / QUARTER;
	int reach = NEAR_MINUTES / QUARTER + 1;
	for (int quarter = middle - reach; quarter <= middle + reach; quarter++)
		if (quarter >= 0 && quarter < QUARTERS)
			crowd->near[quarter] += is_near(question, row, quarter * QUARTER);
}

/* Kept with the state, unless the request's own times lie on the day. */
static struct day_crowd *crowd_of(struct question *question, int day)
{
	bool own = question->has_times && question->has_times[day];
	struct day_crowd **known = own ? &question->own_crowds[day] : &question->cache->crowds[day];
	if (*known)
		return *known;
	*known = arena_alloc(own ? &question->arena : question->shared_arena, sizeof **known);
	const struct row_index *rows = &question->cache->busy;
	int staff_count = question->site->staff_count;
	for (int i = rows->from[day * staff_count]; i < rows->from[(day + 1) * staff_count]; i++)
		count_near(question, rows->order[i], *known);
	for (int quarter = 0; quarter < QUARTERS; quarter++)
		(*known)->there[quarter] = -1;
	return *known;
}

/* Others' receptions and hand-backs that start within 20 minutes, with any advisor. */
int starts_near(struct question *question, civil_day day, int start)
{
	int index = day_index(question->state, day);
	const struct row_index *rows = &question->cache->busy;
	int staff_count = question->site->staff_count;
	int count = 0;
	if (index < 0)
		return 0;
	if (start % QUARTER == 0 && start >= 0 && start < MINUTES_PER_DAY)
		return crowd_of(question, index)->near[start / QUARTER];
	for (int i = rows->from[index * staff_count]; i < rows->from[(index + 1) * staff_count]; i++)
		count += is_near(question, rows->order[i], start);
	return count;
}

static int advisors_there(const struct question *question, civil_day day, int start)
{
	int advisors = 0;
	for (int i = 0; i < question->cache->advisor_count; i++)
		advisors += person_present(question, question->cache->advisors[i], day, start, start + 1);
	return advisors;
}

int cost_crowd(struct question *question, civil_day day, int start)
{
	int count = starts_near(question, day, start);
	if (count == 0)
		return 0;
	bool kept = start % QUARTER == 0 && start >= 0 && start < MINUTES_PER_DAY;
	int unkept = -1;
	int *known =
		kept ? &crowd_of(question, day_index(question->state, day))->there[start / QUARTER] : &unkept;
	if (*known < 0)
		*known = advisors_there(question, day, start);
	return *known ? POINTS_CROWD * count / *known : 0;
}

static int cost_load(int share)
{
	int points = 0;
	if (share > 85)
		points = (85 - 70) / 2 + 2 * (share - 85);
	else if (share > 70)
		points = (share - 70) / 2;
	return points < POINTS_LOAD_MOST ? points : POINTS_LOAD_MOST;
}

static int cost_mobility(const struct question *question, const struct plan_candidate *c)
{
	enum mobility options[MOBILITY_COUNT];
	mobility_options(question->request, options);
	int points = c->mobility != options[0] ? POINTS_OTHER_MOBILITY : 0;
	if (c->mobility == MOBILITY_LOAN && !question->request->mc20 &&
	    units_free_all_day(question, MOBILITY_LOAN, c->day) <= 1)
		points += POINTS_LAST_LOAN;
	return points;
}

int cost_stay(const struct plan_state *state, civil_day day, civil_day back)
{
	int nights = (int)(back - day);
	if (nights <= 0)
		return POINTS_SAME_DAY;
	bool closed = working_days_between(state, day, back) < nights;
	return POINTS_NIGHT * nights + (closed ? POINTS_CLOSED_DAY : 0);
}

int cost_work(int share, bool above)
{
	return cost_load(share) + (above ? POINTS_RESERVE : 0);
}

void cost_of(struct question *question, const struct plan_candidate *c, int share, bool above,
	     struct plan_proposal *proposal)
{
	int *terms = proposal->terms;
	terms[TERM_WAIT] = POINTS_WAIT * working_days_between(question->state, wait_from(question), c->day);
	terms[TERM_WISH] = cost_wish(question, c->day, c->start);
	terms[TERM_LOAD] = cost_load(share);
	terms[TERM_CROWD] = cost_crowd(question, c->day, c->start);
	bool knows = question->request->advisor_known >= 0 && c->advisor == question->request->advisor_known;
	terms[TERM_ADVISOR] = knows ? POINTS_KNOWN_ADVISOR : 0;
	terms[TERM_MOBILITY] = cost_mobility(question, c);
	terms[TERM_STAY] = cost_stay(question->state, c->day, c->handback.day);
	terms[TERM_RESERVE] = above ? POINTS_RESERVE : 0;
	proposal->cost = 0;
	for (int i = 0; i < TERM_COUNT; i++)
		proposal->cost += terms[i];
}

unsigned violated_rules(const struct plan_violations *violations)
{
	unsigned rules = 0;
	for (int i = 0; i < violations->count; i++)
		rules |= 1U << violations->items[i].rule;
	return rules;
}

static enum plan_level level_of(struct question *question, const struct plan_candidate *c)
{
	const struct plan_request *request = question->request;
	enum mobility options[MOBILITY_COUNT];
	mobility_options(request, options);
	civil_day earliest = plan_earliest(question->state, request).day;
	if (working_days_between(question->state, earliest - 1, c->day) > NEAR_DAYS)
		return LEVEL_HORIZON;
	if (c->mobility != options[0])
		return LEVEL_MOBILITY;
	if (request->advisor_wished >= 0 && c->advisor != request->advisor_wished)
		return LEVEL_ADVISOR;
	return question->entitled && work_sound(question, c) && uses_reserve(question, c) ? LEVEL_RESERVE
											  : LEVEL_NORMAL;
}

void assess_in(struct question *question, const struct plan_candidate *c,
	       const struct plan_violations *violations, struct plan_proposal *proposal)
{
	*proposal = (struct plan_proposal){ .candidate = *c };
	unsigned rules = violated_rules(violations) & ~question->request->overridden;
	for (int rule = 0; rule < RULE_COUNT; rule++)
		if (rules >> rule & 1 && plan_rule_severity((enum plan_rule)rule) == 'B')
			proposal->needs_authority |= 1U << rule;
	proposal->level = rules ? LEVEL_AUTHORITY : level_of(question, c);
	bool above = false;
	int share = work_sound(question, c) ? fullest_share(question, c, &above) : 0;
	cost_of(question, c, share, above, proposal);
}
