#include "plan/check.h"
#include "plan/search.h"

void search_set(struct search *search, int day, const struct option *option)
{
	struct plan_candidate *c = &search->scratch;
	c->advisor = search->advisors[option->advisor];
	c->day = search->question.state->first + day;
	c->start = option->start;
	c->mobility = search->mobilities[option->mobility];
	complete_lengths(&search->question, c);
}

static bool may_place(const struct search *search, enum place_mode mode)
{
	const struct question *question = &search->question;
	unsigned room = 1U << RULE_B3 | 1U << RULE_B4;
	if (mode == PLACE_RESERVE)
		return question->entitled && search->rung >= LEVEL_RESERVE;
	return mode == PLACE_NORMAL || search->rung >= LEVEL_AUTHORITY ||
	       question->request->overridden & room;
}

/* Lays out the work as far as the rung allows; NULL when it cannot be had. */
struct placement *search_place(struct search *search)
{
	struct question *question = &search->question;
	for (int mode = PLACE_NORMAL; mode <= PLACE_FORCED; mode++) {
		struct placement *placement =
			may_place(search, (enum place_mode)mode)
				? place_remembered(question, &search->scratch, (enum place_mode)mode)
				: NULL;
		if (placement && placement->placed)
			return placement;
	}
	return NULL;
}

/* Whether the work of cars received too late on the day to begin on it finds its room. */
static bool place_overnight(struct search *search, int index, enum place_mode mode)
{
	struct plan_candidate *c = &search->scratch;
	struct option last = { .start = MINUTES_PER_DAY };
	search_set(search, index, &last);
	c->mobility = MOBILITY_NONE;
	struct placement *placement = place_remembered(&search->question, c, mode);
	return placement && placement->placed;
}

static bool has_place(struct search *search, int index, enum mobility mobility, enum place_mode mode)
{
	if (mobility == MOBILITY_WAIT)
		return place_waits(&search->question, index, mode);
	return place_begins(&search->question, index, mode) || place_overnight(search, index, mode);
}

/* Nothing that begins on this day has room: it need not be opened. */
bool search_is_full(struct search *search, int index)
{
	int mobilities = search->rung < LEVEL_MOBILITY ? 1 : search->mobility_count;
	for (int mode = PLACE_NORMAL; mode <= PLACE_FORCED; mode++)
		for (int i = 0; i < mobilities && may_place(search, (enum place_mode)mode); i++)
			if (!(search->never >> i & 1) &&
			    has_place(search, index, search->mobilities[i], (enum place_mode)mode))
				return false;
	return true;
}
