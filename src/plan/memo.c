#include "plan/internal.h"

#include <string.h>

/* Placements of one day. Those by the minute at which the reception ends serve every advisor and every
 * mobility but waiting. */
struct day_places {
	struct placement *items;
	size_t count;
	size_t capacity;
};

static struct placement *find(struct day_places *places, const struct plan_candidate *c, enum place_mode mode)
{
	bool waits = c->mobility == MOBILITY_WAIT;
	for (size_t i = 0; i < places->count; i++) {
		struct placement *placement = &places->items[i];
		if (placement->end == c->start + c->minutes && placement->mode == mode &&
		    placement->waits == waits)
			return placement;
	}
	return NULL;
}

static bool place_afresh(struct question *question, struct plan_candidate *c, enum place_mode mode)
{
	c->technician = -1;
	c->technician_start = c->technician_end = 0;
	return c->mobility == MOBILITY_WAIT ? place_waiting(question, c, mode) : place_now(question, c, mode);
}

static struct placement *keep(struct question *question, struct day_places *places,
			      const struct plan_candidate *c, enum place_mode mode, bool placed)
{
	places->items = arena_grow(&question->arena, places->items, places->count, &places->capacity,
				   sizeof *places->items);
	struct placement *placement = &places->items[places->count++];
	*placement = (struct placement){
		.end = c->start + c->minutes,
		.mode = mode,
		.waits = c->mobility == MOBILITY_WAIT,
		.placed = placed,
		.count = c->segment_count,
		.finish = c->finish,
		.technician = c->technician,
		.technician_start = c->technician_start,
		.technician_end = c->technician_end,
	};
	size_t size = sizeof *c->segments * (size_t)c->segment_count;
	placement->segments = arena_alloc(&question->arena, size);
	memcpy(placement->segments, c->segments, size);
	return placement;
}

static void recall(const struct placement *placement, struct plan_candidate *c)
{
	c->segment_count = placement->count;
	c->finish = placement->finish;
	c->technician = placement->technician;
	c->technician_start = placement->technician_start;
	c->technician_end = placement->technician_end;
	memcpy(c->segments, placement->segments, sizeof *c->segments * (size_t)placement->count);
}

struct placement *place_remembered(struct question *question, struct plan_candidate *c, enum place_mode mode)
{
	int day = day_index(question->state, c->day);
	struct day_places **places = &question->places[day];
	if (!*places)
		*places = arena_alloc(&question->arena, sizeof **places);
	struct placement *placement = find(*places, c, mode);
	if (placement)
		recall(placement, c);
	else
		placement = keep(question, *places, c, mode, place_afresh(question, c, mode));
	return placement;
}

bool place_work(struct question *question, struct plan_candidate *c, enum place_mode mode)
{
	if (day_index(question->state, c->day) < 0)
		return place_afresh(question, c, mode);
	return place_remembered(question, c, mode)->placed;
}

void judge_work(struct question *question, const struct plan_candidate *c, struct placement *placement)
{
	struct plan_violations violations = { .count = 0 };
	if (placement->judged)
		return;
	check_work(question, c, &violations);
	placement->judged = true;
	placement->rules = violated_rules(&violations);
	placement->share = fullest_share(question, c, &placement->above);
}
