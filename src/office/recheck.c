#include "office/recheck.h"

#include <stdlib.h>
#include <string.h>

enum {
	HARM_LENT = 2,     /* a car or a driver moves along */
	HARM_PROMISED = 4, /* MC20, recall, immobilised */
	HARM_RETURN = 8,
	HARM_HERE = 16,
};

static void work_take(const struct site *site, const struct store_booked *booked, struct arena *arena,
		      struct plan_request *request)
{
	char *rest;
	char *codes = arena_strdup(arena, booked->work ? booked->work : "");
	for (char *code = strtok_r(codes, " ", &rest); code && request->work_count < PLAN_WORK_MAX;
	     code = strtok_r(NULL, " ", &rest)) {
		int work = site_find_work(site, code);
		if (work >= 0)
			request->work[request->work_count++] = work;
	}
}

struct plan_request recheck_request(const struct site *site, const struct store_booked *booked,
				    struct arena *arena)
{
	unsigned marks = booked->candidate.marks;
	bool returns = marks & MARK_RET;
	struct plan_request request = {
		.file = booked->file_id,
		.vehicle = booked->vehicle_id,
		.channel = booked->channel,
		.workshop_return = returns,
		.mc20 = marks & MARK_MC20,
		.electric = marks & MARK_EV,
		.recall = booked->class == CLASS_SAFETY_RECALL || marks & MARK_RECALL,
		.immobilised = booked->class == CLASS_IMMOBILISED,
		.known_customer = true,
		.attends_foreman = (marks & MARK_FOREMAN) && !returns,
		.attends_technician = marks & MARK_TECH,
		.earliest = { booked->parts_late, 0 },
		.later_by_customer = true,
		.mobility = { booked->candidate.mobility },
		.mobility_count = 1,
		.advisor_wished = -1,
		.advisor_known = -1,
		.unit_fixed = -1,
	};
	work_take(site, booked, arena, &request);
	return request;
}

static bool is_granted(const struct store_booked *booked, enum plan_rule rule)
{
	return booked->granted && strstr(booked->granted, plan_rule_id(rule));
}

/* Shared with others: moving one of them may be enough. */
static bool is_shared(const struct plan_violation *violation)
{
	return violation->rule == RULE_B3 || (violation->rule == RULE_A7 && violation->bay >= 0);
}

/* Whether the rule matters for what is booked already: promises and density were judged when it was booked,
 * and what is past cannot be moved. */
static bool counts(const struct plan_state *state, const struct recheck_item *item,
		   const struct plan_violation *violation)
{
	struct moment at = { violation->day, violation->minute < 0 ? MINUTES_PER_DAY : violation->minute };
	bool past = violation->day && moment_compare(at, state->now) < 0;
	struct moment start = { item->booked->candidate.day, item->booked->candidate.start };
	switch (violation->rule) {
	case RULE_A1:
	case RULE_A2:
		return !past;
	case RULE_A3:
		return !past && (!item->here || violation->staff >= 0);
	case RULE_A5: /* parts, or work that takes longer; not that the customer is late */
		return !item->here && moment_compare(start, state->now) >= 0;
	case RULE_A4:
	case RULE_A6:
	case RULE_A7:
		return !item->here;
	case RULE_B3:
	case RULE_B7:
		return !item->here && !is_granted(item->booked, violation->rule);
	case RULE_B1:
	case RULE_B2:
	case RULE_B4:
	case RULE_B6:
	case RULE_D1:
	case RULE_D2:
	case RULE_D3:
	case RULE_COUNT:
		break;
	}
	return false;
}

int recheck_breaches(const struct plan_state *state, const struct recheck_item *item,
		     struct plan_violation *found, int max)
{
	struct plan_violations all = { 0 };
	int count = 0;
	plan_check(state, &item->request, &item->booked->candidate, &all);
	for (int i = 0; i < all.count && count < max; i++)
		if (counts(state, item, &all.items[i]))
			found[count++] = all.items[i];
	return count;
}

static bool about_car(const struct plan_violation *violation)
{
	return violation->unit >= 0 && (violation->rule == RULE_A3 || violation->rule == RULE_B7);
}

static bool same_class(const struct mobility_unit *a, const struct mobility_unit *b)
{
	const char *one = a->car_class ? a->car_class : "";
	return a->kind == b->kind && strcmp(one, b->car_class ? b->car_class : "") == 0;
}

int recheck_swap(const struct plan_state *state, const struct recheck_item *item)
{
	const struct site *site = state->site;
	struct plan_candidate other = item->booked->candidate;
	int own = other.unit;
	for (int unit = 0; own >= 0 && unit < site->unit_count; unit++) {
		if (unit == own || !site->units[unit].active ||
		    !same_class(&site->units[unit], &site->units[own]))
			continue;
		struct plan_violations all = { 0 };
		bool free = true;
		other.unit = unit;
		plan_check(state, &item->request, &other, &all);
		for (int i = 0; i < all.count; i++)
			free = free && !about_car(&all.items[i]);
		if (free)
			return unit;
	}
	return -1;
}

static int harm_of(const struct recheck_item *item)
{
	const struct store_booked *booked = item->booked;
	enum mobility mobility = booked->candidate.mobility;
	int harm = item->here ? HARM_HERE : 0;
	if (mobility == MOBILITY_LOAN || mobility == MOBILITY_HIRE || mobility == MOBILITY_PUD)
		harm += HARM_LENT;
	if (booked->candidate.marks & MARK_RET)
		harm += HARM_RETURN;
	else if (booked->class != CLASS_NORMAL && booked->class != CLASS_REMINDER)
		harm += HARM_PROMISED;
	return harm;
}

/* Least harm first; then who has the longest notice. */
static int compare(const void *a, const void *b)
{
	const struct recheck_item *one = *(struct recheck_item *const *)a;
	const struct recheck_item *two = *(struct recheck_item *const *)b;
	const struct plan_candidate *first = &one->booked->candidate;
	const struct plan_candidate *second = &two->booked->candidate;
	if (one->harm != two->harm)
		return one->harm - two->harm;
	if (first->day != second->day)
		return second->day > first->day ? 1 : -1;
	if (first->start != second->start)
		return second->start - first->start;
	return strcmp(one->booked->file_id, two->booked->file_id);
}

static bool is_of(const char *owner, const char *file)
{
	return owner && strcmp(owner, file) == 0;
}

static void drop_segments(struct plan_state *state, const char *file)
{
	size_t kept = 0;
	for (size_t i = 0; i < state->segment_count; i++)
		if (!is_of(state->segments[i].file, file))
			state->segments[kept++] = state->segments[i];
	state->segment_count = kept;
}

/* Takes all rows of @file out of the state. */
static void drop_rows(struct plan_state *state, const char *file)
{
	size_t kept = 0;
	drop_segments(state, file);
	for (size_t i = 0; i < state->busy_count; i++)
		if (!is_of(state->busy[i].file, file))
			state->busy[kept++] = state->busy[i];
	state->busy_count = kept;
	kept = 0;
	for (size_t i = 0; i < state->loan_count; i++)
		if (!is_of(state->loans[i].file, file))
			state->loans[kept++] = state->loans[i];
	state->loan_count = kept;
	kept = 0;
	for (size_t i = 0; i < state->stay_count; i++)
		if (!is_of(state->stays[i].file, file))
			state->stays[kept++] = state->stays[i];
	state->stay_count = kept;
}

/* Work beyond the capacity that somebody granted is that somebody's matter: it pushes nobody else out. */
static void drop_granted(struct recheck *recheck)
{
	bool any = false;
	for (size_t i = 0; i < recheck->count; i++)
		if (is_granted(recheck->items[i].booked, RULE_B3)) {
			drop_segments(recheck->state, recheck->items[i].booked->file_id);
			any = true;
		}
	if (any)
		plan_state_prepare(recheck->state);
}

static void moves(struct recheck *recheck, struct recheck_item *item)
{
	recheck->moving[recheck->moving_count++] = item;
}

/* The advisor of the hand-back: another hand-back is enough. */
static bool about_handback(const struct recheck_item *item, const struct plan_violation *violation)
{
	const struct plan_candidate *candidate = &item->booked->candidate;
	return (violation->rule == RULE_A1 || violation->rule == RULE_A2) &&
	       violation->day == candidate->handback.day && violation->minute == candidate->handback.minute;
}

/* Looks at all; those with a reason of their own move in any case, those that only share one are kept in
 * @shared. */
static size_t look(struct recheck *recheck, struct recheck_item **shared)
{
	size_t count = 0;
	for (size_t i = 0; i < recheck->count; i++) {
		struct recheck_item *item = &recheck->items[i];
		struct plan_violation found[PLAN_VIOLATIONS_MAX];
		int all = recheck_breaches(recheck->state, item, found, PLAN_VIOLATIONS_MAX);
		bool own = false;
		item->handback_only = all > 0;
		for (int f = 0; f < all; f++) {
			own = own || !is_shared(&found[f]);
			item->handback_only = item->handback_only && about_handback(item, &found[f]);
			if (item->found_count < OFFICE_WHY_MAX)
				item->found[item->found_count++] = found[f];
			if (about_car(&found[f]))
				item->swap = recheck_swap(recheck->state, item);
		}
		if (own)
			moves(recheck, item);
		else if (all)
			shared[count++] = item;
	}
	for (size_t i = 0; i < recheck->moving_count; i++)
		if (!recheck->moving[i]->handback_only)
			drop_rows(recheck->state, recheck->moving[i]->booked->file_id);
	return count;
}

void recheck_run(const struct site *site, struct plan_state *state, const struct store_booked_list *booked,
		 struct arena *arena, struct recheck *recheck)
{
	*recheck = (struct recheck){ .site = site, .state = state, .count = booked->count };
	recheck->items = arena_alloc(arena, (booked->count + 1) * sizeof *recheck->items);
	recheck->moving = arena_alloc(arena, (booked->count + 1) * sizeof(struct recheck_item *));
	struct recheck_item **shared = arena_alloc(arena, (booked->count + 1) * sizeof *shared);
	for (size_t i = 0; i < booked->count; i++) {
		struct recheck_item *item = &recheck->items[i];
		enum appointment_state at = booked->items[i].state;
		*item = (struct recheck_item){ .booked = &booked->items[i], .swap = -1 };
		item->request = recheck_request(site, item->booked, arena);
		item->here = at == APPOINTMENT_ARRIVED || at == APPOINTMENT_FINISHED;
		item->harm = harm_of(item);
	}
	drop_granted(recheck);
	size_t count = look(recheck, shared);
	qsort(shared, count, sizeof *shared, compare);
	bool changed = recheck->moving_count > 0;
	for (size_t i = 0; i < count; i++) {
		if (changed)
			plan_state_prepare(state);
		struct recheck_item *item = shared[i];
		int found = recheck_breaches(state, item, item->found, OFFICE_WHY_MAX);
		changed = found > 0;
		if (!changed)
			continue;
		item->found_count = found;
		moves(recheck, item);
		drop_rows(state, item->booked->file_id);
	}
	qsort(recheck->moving, recheck->moving_count, sizeof *recheck->moving, compare);
}
