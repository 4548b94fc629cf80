#include "plan/propose.h"

#include "plan/internal.h"

/* Completes a start as far as this request may go without authority, or as it stands. */
static bool fits_at(struct question *question, struct plan_candidate *c, struct plan_violations *violations)
{
	struct placement *placement = complete_in(question, c);
	if (placement)
		check_placed(question, c, placement, violations);
	else
		check_in(question, c, violations);
	return !(violated_rules(violations) & ~question->request->overridden);
}

/* A start that is over serves as a sample only until there is another: nobody asks why not an hour ago. */
static void keep_sample(struct block_counts *counts, const struct plan_violation *sample, bool past)
{
	enum plan_rule rule = sample->rule;
	if (counts->rules[rule] > 0 && (past || !(counts->past >> rule & 1)))
		return;
	counts->sample[rule] = *sample;
	counts->past = past ? counts->past | 1U << rule : counts->past & ~(1U << rule);
}

static void count_rules(const struct plan_violations *violations, unsigned overridden, bool past,
			struct block_counts *counts)
{
	unsigned seen = overridden;
	for (int i = 0; i < violations->count; i++) {
		enum plan_rule rule = violations->items[i].rule;
		if (seen >> rule & 1)
			continue;
		seen |= 1U << rule;
		keep_sample(counts, &violations->items[i], past);
		counts->rules[rule]++;
	}
}

static void count_start(struct question *question, civil_day day, int advisor, int start,
			struct block_counts *counts)
{
	enum mobility options[MOBILITY_COUNT];
	int count = mobility_options(question->request, options);
	struct plan_violations first; /* as far as it is counted: it is large */
	first.count = 0;
	struct plan_candidate c = { .day = day, .start = start, .advisor = advisor };
	counts->starts++;
	for (int i = 0; i < count; i++) {
		struct plan_violations later;
		c.mobility = options[i];
		if (fits_at(question, &c, i == 0 ? &first : &later)) {
			counts->fits++;
			return;
		}
	}
	bool past = moment_compare((struct moment){ day, start }, question->state->now) < 0;
	count_rules(&first, question->request->overridden, past, counts);
}

/* Starts at which the advisor is there and the house receives. */
static void count_advisor(struct question *question, int day, int advisor, struct block_counts *counts)
{
	struct spans there;
	spans_intersect(presence(question->state, day, advisor), &question->cache->info[day].reception,
			&there);
	for (int start = 0; start < MINUTES_PER_DAY; start += QUARTER)
		if (spans_cover(&there, start, start + QUARTER))
			count_start(question, question->state->first + day, advisor, start, counts);
}

void count_blocks(struct question *question, int day, struct block_counts *counts)
{
	for (int i = 0; i < question->cache->advisor_count; i++)
		count_advisor(question, day, question->cache->advisors[i], counts);
}

int blocking_most(const struct block_counts *counts, int except)
{
	int most = -1;
	for (int rule = 0; rule < RULE_COUNT; rule++)
		if (rule != except && counts->rules[rule] &&
		    (most < 0 || counts->rules[rule] > counts->rules[most]))
			most = rule;
	return most;
}

bool blocking_decided(const struct block_counts *counts, int more, int certain)
{
	int most = blocking_most(counts, -1);
	if (most < 0)
		return more == 0;
	if (most == certain) /* no other can get ahead of it, the ones before it not even level */
		return true;
	for (int rule = 0; rule < RULE_COUNT; rule++) {
		int could = counts->rules[rule] + more;
		if (rule != most &&
		    (could > counts->rules[most] || (could == counts->rules[most] && rule < most)))
			return false;
	}
	return true;
}

static void add_counts(struct block_counts *all, const struct block_counts *counts)
{
	all->starts += counts->starts;
	all->fits += counts->fits;
	for (int rule = 0; rule < RULE_COUNT; rule++) {
		if (counts->rules[rule])
			keep_sample(all, &counts->sample[rule], counts->past >> rule & 1);
		all->rules[rule] += counts->rules[rule];
	}
}

void why_in(struct question *question, int day, struct plan_day_why *why)
{
	struct block_counts all = { 0 };
	why_counted(question, day, &all, why);
}

void why_counted(struct question *question, int day, struct block_counts *all, struct plan_day_why *why)
{
	struct block_counts counts = { 0 };
	*why = (struct plan_day_why){ .day = question->state->first + day };
	why->open = question->cache->info[day].open;
	if (!why->open)
		return;
	count_blocks(question, day, &counts);
	add_counts(all, &counts);
	why->starts = counts.starts;
	why->fits = counts.fits;
	for (int rule = blocking_most(&counts, -1); rule >= 0 && why->block_count < 2;
	     rule = blocking_most(&counts, rule))
		why->blocks[why->block_count++] =
			(struct plan_block){ counts.sample[rule], counts.rules[rule] };
	if (counts.starts)
		return;
	/* Nobody receives on this day. */
	why->blocks[0].sample = (struct plan_violation){
		.rule = RULE_A1, .staff = -1, .unit = -1, .bay = -1, .day = why->day, .minute = -1
	};
	why->block_count = 1;
}

void plan_why_day(const struct plan_state *state, const struct plan_request *request, civil_day day,
		  struct plan_day_why *why)
{
	struct question question;
	int index = day_index(state, day);
	*why = (struct plan_day_why){ .day = day };
	if (index < 0)
		return;
	question_start(&question, state, request);
	why_in(&question, index, why);
	question_finish(&question);
}
