#include "plan/internal.h"

#include <string.h>

/* Placements of the work of cars that are ready in one bucket. They serve every advisor, every day before it
 * and every mobility but waiting. */
struct bucket_places {
	struct placement *items;
	size_t count;
	size_t capacity;
};

static struct placement *find(struct bucket_places *places, int ready, bool waits, enum place_mode mode)
{
	for (size_t i = 0; i < places->count; i++) {
		struct placement *placement = &places->items[i];
		if (placement->ready == ready && placement->mode == mode && placement->waits == waits)
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

static struct moment reception_end(const struct plan_candidate *c)
{
	return (struct moment){ c->day, c->start + c->minutes };
}

static struct placement *keep(struct question *question, struct bucket_places *places,
			      const struct plan_candidate *c, const struct placement *made)
{
	places->items = arena_grow(&question->arena, places->items, places->count, &places->capacity,
				   sizeof *places->items);
	struct placement *placement = &places->items[places->count++];
	*placement = *made;
	placement->count = c->segment_count;
	placement->finish = c->finish;
	placement->unfinished = moment_compare(c->finish, reception_end(c)) == 0;
	placement->technician = c->technician;
	placement->technician_start = c->technician_start;
	placement->technician_end = c->technician_end;
	size_t size = sizeof *c->segments * (size_t)c->segment_count;
	placement->segments = arena_alloc(&question->arena, size);
	memcpy(placement->segments, c->segments, size);
	return placement;
}

static void recall(const struct placement *placement, struct plan_candidate *c)
{
	c->segment_count = placement->count;
	c->finish = placement->unfinished ? reception_end(c) : placement->finish;
	c->technician = placement->technician;
	c->technician_start = placement->technician_start;
	c->technician_end = placement->technician_end;
	memcpy(c->segments, placement->segments, sizeof *c->segments * (size_t)placement->count);
}

struct placement *place_remembered(struct question *question, struct plan_candidate *c, enum place_mode mode)
{
	struct placement made = { .mode = mode, .waits = c->mobility == MOBILITY_WAIT };
	int bucket = place_entry(question, c, &made.ready);
	if (bucket < 0) {
		place_afresh(question, c, mode);
		return NULL;
	}
	struct bucket_places **places = &question->places[bucket];
	if (!*places)
		*places = arena_alloc(&question->arena, sizeof **places);
	struct placement *placement = find(*places, made.ready, made.waits, mode);
	if (placement) {
		recall(placement, c);
		return placement;
	}
	made.placed = place_afresh(question, c, mode);
	return keep(question, *places, c, &made);
}

void judge_work(struct question *question, const struct plan_candidate *c, struct placement *placement)
{
	struct plan_violations violations = { .count = 0 };
	if (placement->judged)
		return;
	check_work(question, c, false, &violations);
	placement->judged = true;
	placement->rules = violated_rules(&violations);
	placement->share = fullest_share(question, c, &placement->above);
}

const struct plan_violations *explain_work(struct question *question, const struct plan_candidate *c,
					   struct placement *placement)
{
	if (!placement->explained) {
		placement->explained = arena_alloc(&question->arena, sizeof *placement->explained);
		check_work(question, c, true, placement->explained);
	}
	return placement->explained;
}
