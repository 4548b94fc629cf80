#include "plan/check.h"
#include "plan/internal.h"

/* Foremen are booked within opening hours. */
static struct slots foreman_slots(struct question *question, int day, int staff)
{
	struct slots open = { { 0 } };
	struct slots mine = *person_slots(question, day, staff);
	slots_fill(&open, &question->cache->info[day].opening);
	for (int i = 0; i < SLOT_WORDS; i++)
		mine.words[i] &= open.words[i];
	return mine;
}

static void join(struct slots *all, const struct slots *more)
{
	for (int i = 0; i < SLOT_WORDS; i++)
		all->words[i] |= more->words[i];
}

static void keep(struct slots *all, const struct slots *only)
{
	for (int i = 0; i < SLOT_WORDS; i++)
		all->words[i] &= only->words[i];
}

/* The hand-backs of a day, of all who come back by the same kind of way with a hand-back of the same length.
 */
struct handbacks {
	const struct handbacks *next;
	bool fetched; /* a driver brings the car */
	int minutes;
	struct slots
		allowed;  /* starts that leave room for the joint drive before and the driver's way after */
	struct slots any; /* of those, the ones at which some advisor is free */
};

static struct slots drive_ends(struct question *question, int day)
{
	const struct plan_cache *cache = question->cache;
	struct slots drives = { { 0 } };
	for (int i = 0; i < cache->foreman_count; i++) {
		struct slots mine = foreman_slots(question, day, cache->foremen[i]);
		struct slots runs = slots_runs(&mine, DRIVE_MINUTES);
		struct slots after = slots_later(&runs, DRIVE_MINUTES);
		join(&drives, &after);
	}
	return drives;
}

/* Hand-back starts after which a driver has time for his way. */
static struct slots way_starts(struct question *question, int day, int minutes)
{
	const struct plan_cache *cache = question->cache;
	struct slots ways = { { 0 } };
	int odd = minutes % SLOT_MINUTES;
	int way = question->site->drive_minutes + (odd ? SLOT_MINUTES : 0);
	for (int i = 0; i < cache->driver_count; i++) {
		struct slots runs = slots_runs(person_slots(question, day, cache->drivers[i]), way);
		struct slots before = slots_earlier(&runs, minutes - odd);
		join(&ways, &before);
	}
	return ways;
}

static void find_handbacks(struct question *question, int day, struct handbacks *handbacks)
{
	const struct plan_cache *cache = question->cache;
	slots_set(&handbacks->allowed, 0, MINUTES_PER_DAY);
	if (question->request->workshop_return && cache->foreman_count) {
		struct slots drives = drive_ends(question, day);
		keep(&handbacks->allowed, &drives);
	}
	if (handbacks->fetched && cache->driver_count) {
		struct slots ways = way_starts(question, day, handbacks->minutes);
		keep(&handbacks->allowed, &ways);
	}
	for (int i = 0; i < cache->advisor_count; i++) {
		struct slots runs =
			slots_runs(advisor_slots(question, day, cache->advisors[i]), handbacks->minutes);
		join(&handbacks->any, &runs);
	}
	keep(&handbacks->any, &handbacks->allowed);
}

/* Found once for all advisors and starts. */
static const struct handbacks *handbacks_of(struct question *question, const struct plan_candidate *c,
					    int day)
{
	bool fetched = c->mobility == MOBILITY_PUD;
	if (!question->handbacks)
		question->handbacks = arena_alloc(&question->arena, sizeof *question->handbacks *
									    (size_t)question->cache->days);
	const struct handbacks *first = question->handbacks[day];
	for (const struct handbacks *known = first; known; known = known->next)
		if (known->fetched == fetched && known->minutes == c->handback_minutes)
			return known;
	struct handbacks *made = arena_alloc(&question->arena, sizeof *made);
	*made = (struct handbacks){ .next = first, .fetched = fetched, .minutes = c->handback_minutes };
	find_handbacks(question, day, made);
	question->handbacks[day] = made;
	return made;
}

static bool is_outside(enum mobility kind)
{
	return kind == MOBILITY_ESCORT || kind == MOBILITY_TAXI || kind == MOBILITY_RENTAL;
}

/* First of @starts at or after @from on @day at which the customer gets away, -1 when there is none. */
static int handback_start(struct question *question, const struct plan_candidate *c, int day, int from,
			  const struct slots *starts)
{
	int minute = slots_next(starts, from);
	while (minute >= 0 && is_outside(c->mobility)) {
		struct moment begin = { c->day, c->start };
		struct moment end = { question->state->first + day, minute + c->handback_minutes };
		struct moment where;
		int need;
		int have;
		if (outside_free(question, c->mobility, begin, end, &need, &have, &where))
			break;
		if (moment_compare(where, begin) == 0 || c->mobility == MOBILITY_RENTAL)
			break; /* not the hand-back's fault: later is no better */
		minute = slots_next(starts, minute + SLOT_MINUTES);
	}
	return minute;
}

/* The first who is free for the hand-back at @minute. */
static int handback_advisor(struct question *question, int day, int minute, int minutes)
{
	const struct plan_cache *cache = question->cache;
	int count = 0;
	for (; count < cache->advisor_count - 1; count++) {
		const struct slots *slots = advisor_slots(question, day, cache->advisors[count]);
		int at = minute;
		while (at < minute + minutes && slots_test(slots, at))
			at += SLOT_MINUTES;
		if (at >= minute + minutes)
			break;
	}
	return cache->advisors[count];
}

/* By the advisor of the reception, else by a colleague of the day: the first who can be earliest. */
static bool handback_on(struct question *question, struct plan_candidate *c, int day, int from)
{
	if (!question->cache->info[day].open)
		return false;
	const struct handbacks *handbacks = handbacks_of(question, c, day);
	struct slots own = slots_runs(advisor_slots(question, day, c->advisor), c->handback_minutes);
	keep(&own, &handbacks->allowed);
	int start = handback_start(question, c, day, from, &own);
	c->handback_advisor = c->advisor;
	if (start < 0) {
		start = handback_start(question, c, day, from, &handbacks->any);
		if (start < 0)
			return false;
		c->handback_advisor = handback_advisor(question, day, start, c->handback_minutes);
	}
	c->handback = (struct moment){ question->state->first + day, start };
	return true;
}

static void fixed_handback(struct question *question, struct plan_candidate *c)
{
	const struct plan_cache *cache = question->cache;
	c->handback = question->request->handback;
	c->handback_advisor = c->advisor;
	int end = c->handback.minute + c->handback_minutes;
	if (person_free(question, c->advisor, c->handback.day, c->handback.minute, end, NULL))
		return;
	for (int i = 0; i < cache->advisor_count; i++)
		if (person_free(question, cache->advisors[i], c->handback.day, c->handback.minute, end,
				NULL)) {
			c->handback_advisor = cache->advisors[i];
			return;
		}
}

/* The first hand-back after the work, as A1 to A3 allow it (R12). */
static void complete_handback(struct question *question, struct plan_candidate *c)
{
	if (question->request->handback_fixed) {
		fixed_handback(question, c);
		return;
	}
	int from = c->finish.minute + (question->request->workshop_return ? DRIVE_MINUTES : 0);
	int first = day_index(question->state, c->finish.day);
	for (int day = first; day >= 0 && day < question->cache->days; day++) {
		if (handback_on(question, c, day, from))
			return;
		from = question->request->workshop_return ? DRIVE_MINUTES : 0;
	}
	c->handback_advisor = c->advisor;
	c->handback = c->finish;
}

static int free_person(const struct question *question, const int *list, int count, civil_day day, int start,
		       int end)
{
	for (int i = 0; i < count; i++)
		if (person_free(question, list[i], day, start, end, NULL))
			return list[i];
	return count ? list[0] : -1;
}

static int choose_foreman(const struct question *question, const struct plan_candidate *c)
{
	const struct plan_request *request = question->request;
	const struct plan_cache *cache = question->cache;
	if (!request->workshop_return && !request->attends_foreman)
		return -1;
	for (int i = 0; i < cache->foreman_count; i++) {
		int foreman = cache->foremen[i];
		bool attends = !request->attends_foreman ||
			       person_free(question, foreman, c->day, c->start, c->start + c->minutes, NULL);
		bool drives = !request->workshop_return ||
			      person_free(question, foreman, c->handback.day,
					  c->handback.minute - DRIVE_MINUTES, c->handback.minute, NULL);
		if (attends && drives)
			return foreman;
	}
	return cache->foreman_count ? cache->foremen[0] : -1;
}

struct moment candidate_end(const struct plan_candidate *c)
{
	return (struct moment){ c->handback.day, c->handback.minute + c->handback_minutes };
}

void complete_mobility(struct question *question, struct plan_candidate *c)
{
	const struct plan_cache *cache = question->cache;
	c->unit = c->driver_out = c->driver_back = -1;
	if (c->mobility == MOBILITY_LOAN || c->mobility == MOBILITY_HIRE) {
		c->unit = question->request->unit_fixed;
		if (c->unit < 0 || c->unit >= question->site->unit_count)
			c->unit = unit_choose(question, c->mobility, (struct moment){ c->day, c->start },
					      candidate_end(c));
	}
	if (c->mobility != MOBILITY_PUD)
		return;
	int way = question->site->drive_minutes;
	struct moment end = candidate_end(c);
	c->driver_out =
		free_person(question, cache->drivers, cache->driver_count, c->day, c->start - way, c->start);
	c->driver_back = free_person(question, cache->drivers, cache->driver_count, end.day, end.minute,
				     end.minute + way);
}

static unsigned marks_of(const struct plan_request *request, enum mobility mobility)
{
	unsigned marks = 0;
	marks |= request->workshop_return ? MARK_RET | MARK_FOREMAN : 0;
	marks |= request->mc20 ? MARK_MC20 : 0;
	marks |= request->electric ? MARK_EV : 0;
	marks |= request->recall ? MARK_RECALL : 0;
	marks |= request->attends_foreman ? MARK_FOREMAN : 0;
	marks |= request->attends_technician ? MARK_TECH : 0;
	marks |= mobility == MOBILITY_LOAN || mobility == MOBILITY_HIRE ? MARK_LOAN : 0;
	marks |= mobility == MOBILITY_PUD ? MARK_PUD : 0;
	marks |= mobility == MOBILITY_WAIT ? MARK_WAIT : 0;
	return marks;
}

void complete_lengths(struct question *question, struct plan_candidate *c)
{
	c->minutes = plan_reception_minutes(question->site, question->request, c->mobility, NULL);
	c->handback_minutes = plan_handback_minutes(question->site, question->request, c->mobility, NULL);
	c->handback_advisor = c->advisor;
	c->marks = marks_of(question->request, c->mobility);
}

void complete_rest(struct question *question, struct plan_candidate *c)
{
	complete_handback(question, c);
	complete_mobility(question, c);
	c->foreman = choose_foreman(question, c);
}

struct placement *complete_in(struct question *question, struct plan_candidate *c)
{
	complete_lengths(question, c);
	struct placement *placement = NULL;
	for (int mode = PLACE_NORMAL; mode <= PLACE_ANYHOW; mode++) {
		if (mode == PLACE_RESERVE && !question->entitled)
			continue;
		placement = place_remembered(question, c, (enum place_mode)mode);
		if (placement && placement->placed)
			break;
	}
	complete_rest(question, c);
	return placement && placement->placed ? placement : NULL;
}

bool plan_complete(const struct plan_state *state, const struct plan_request *request,
		   struct plan_candidate *candidate)
{
	struct question question;
	question_start(&question, state, request);
	bool placed = complete_in(&question, candidate) != NULL;
	question_finish(&question);
	return placed;
}
