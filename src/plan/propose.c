#include "plan/propose.h"

#include "plan/check.h"
#include "plan/search.h"

static bool choose_different(struct search *search, struct wanted *wanted, struct chosen *best)
{
	if (search_choose(search, wanted, best))
		return true;
	wanted->other_day = false;
	wanted->other_half_or_advisor = false;
	return search_choose(search, wanted, best);
}

/* Up to three on this rung after the @count that there are: the best, the best on another date, the best in
 * another half or with another advisor. */
static int choose_three(struct search *search, struct chosen chosen[3], int count)
{
	struct wanted wanted = { .taken_count = 0 };
	for (int i = 0; i < count; i++)
		wanted.taken[wanted.taken_count++] = chosen[i];
	while (count < 3) {
		wanted.other_day = count == 1;
		wanted.other_half_or_advisor = count == 2;
		if (!choose_different(search, &wanted, &chosen[count]))
			break;
		wanted.taken[wanted.taken_count++] = chosen[count++];
	}
	return count;
}

/* A rung that can show nothing that the one before could not. */
static bool adds_nothing(const struct search *search, enum plan_level rung)
{
	switch (rung) {
	case LEVEL_RESERVE:
		return !search->question.entitled;
	case LEVEL_ADVISOR:
		return search->question.request->advisor_wished < 0;
	case LEVEL_MOBILITY:
		return search->mobility_count < 2;
	case LEVEL_HORIZON:
		return search_has_deadline(search) || search->horizon_last <= search->near_last;
	case LEVEL_NORMAL:
	case LEVEL_AUTHORITY:
	case LEVEL_COUNT:
		return false;
	}
	return false;
}

/* Enough: two proposals, on two dates unless a deadline comes before variety or only authority could add a
 * date. */
static bool is_enough(const struct search *search, const struct chosen *chosen, int count,
		      enum plan_level rung)
{
	if (count < 2)
		return false;
	return chosen[0].day != chosen[1].day || search_has_deadline(search) || rung >= LEVEL_HORIZON;
}

/* Climbs the ladder until there are two. */
static int climb(struct search *search, struct chosen chosen[3])
{
	int count = 0;
	for (int rung = LEVEL_NORMAL; rung < LEVEL_COUNT; rung++) {
		if (adds_nothing(search, (enum plan_level)rung))
			continue;
		if (rung == LEVEL_AUTHORITY && count >= 2)
			break;
		search_rung(search, (enum plan_level)rung);
		count = choose_three(search, chosen, rung == LEVEL_AUTHORITY ? count : 0);
		if (is_enough(search, chosen, count, (enum plan_level)rung))
			break;
	}
	return count;
}

static void write_proposal(struct search *search, const struct chosen *chosen, struct plan_proposal *proposal)
{
	search_build(search, chosen);
	check_in(&search->question, &search->scratch, &search->violations);
	assess_in(&search->question, &search->scratch, &search->violations, proposal);
	note_proposal(&search->question, proposal);
}

/* Call back by the end of the working day after now, for RETURN and MC20 by the end of today's while it
 * lasts. */
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

/* The next day from @index on over which it is counted why nothing fits, -1 after the last. */
static int next_looked(const struct search *search, int index)
{
	const struct question *question = &search->question;
	for (; index <= search->near_last; index++)
		if (question->cache->info[index].open &&
		    question->state->first + index >= search->earliest.day)
			return index;
	return -1;
}

/* The most starts that @days days from @index on can have. */
static int most_starts(const struct search *search, int index, int days)
{
	const struct plan_cache *cache = search->question.cache;
	int minutes = 0;
	for (; days > 0 && (index = next_looked(search, index)) >= 0; index++, days--)
		minutes += spans_minutes(&cache->info[index].reception, 0, MINUTES_PER_DAY);
	return minutes / QUARTER * cache->advisor_count;
}

/* Days are counted until no further one can change which rule blocks most. */
static void set_callback(struct search *search, struct plan_proposals *proposals)
{
	struct block_counts counts = { 0 };
	int certain = mobility_never(&search->question, search->mobilities[0]) ? RULE_A3 : -1;
	int left = PLAN_LOOKED_DAYS;
	for (int i = next_looked(search, 0); i >= 0 && left > 0; i = next_looked(search, i + 1)) {
		why_counted(&search->question, i, &counts, &proposals->looked[proposals->looked_count++]);
		if (blocking_decided(&counts, most_starts(search, i + 1, --left), certain))
			break;
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
	struct search search;
	struct chosen chosen[3];
	search_start(&search, state, request, avoid, avoid_count);
	*proposals = (struct plan_proposals){ 0 };
	proposals->count = climb(&search, chosen);
	for (int i = 0; i < proposals->count; i++)
		write_proposal(&search, &chosen[i], &proposals->items[i]);
	if (proposals->count < 2)
		set_callback(&search, proposals);
	if (why)
		explain_days(&search, arena, proposals);
	search_finish(&search);
}
