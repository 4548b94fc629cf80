#include "plan/check.h"
#include "plan/internal.h"

struct plan_violation *violate(struct plan_violations *violations, enum plan_rule rule)
{
	/* The last place is shared by what does not fit any more: there is a rule already. */
	int at = violations->count < PLAN_VIOLATIONS_MAX ? violations->count++ : PLAN_VIOLATIONS_MAX - 1;
	violations->items[at] =
		(struct plan_violation){ .rule = rule, .staff = -1, .unit = -1, .bay = -1, .minute = -1 };
	return &violations->items[at];
}

static struct plan_violation *violate_at(struct plan_violations *violations, enum plan_rule rule, int staff,
					 struct moment at)
{
	struct plan_violation *violation = violate(violations, rule);
	violation->staff = staff;
	violation->day = at.day;
	violation->minute = at.minute;
	return violation;
}

/* A1 for one appointment with an advisor. */
static void check_hours(const struct question *question, int advisor, struct moment start, int minutes,
			int grid, struct plan_violations *violations)
{
	int day = day_index(question->state, start.day);
	int end = start.minute + minutes;
	bool open = day >= 0 && start.minute % grid == 0 &&
		    spans_cover(&question->cache->info[day].reception, start.minute, end);
	bool known = advisor >= 0 && advisor < question->site->staff_count &&
		     question->site->staff[advisor].roles & ROLE_ADVISOR;
	if (!open)
		violate_at(violations, RULE_A1, -1, start);
	else if (!known || !person_present(question, advisor, start.day, start.minute, end))
		violate_at(violations, RULE_A1, advisor, start);
}

static void check_busy(const struct question *question, enum plan_rule rule, int staff, struct moment start,
		       int minutes, struct plan_violations *violations)
{
	const char *other = NULL;
	if (person_busy(question, staff, start.day, start.minute, start.minute + minutes, &other))
		violate_at(violations, rule, staff, start)->other = other;
}

static bool is_unit_kind(enum mobility kind)
{
	return kind == MOBILITY_LOAN || kind == MOBILITY_HIRE;
}

/* A3: foreman, drivers and the technician of a waiting customer. */
static void check_people(const struct question *question, const struct plan_candidate *c,
			 struct plan_violations *violations)
{
	struct person_time times[PERSON_TIMES_MAX];
	int count = candidate_people(question->site, question->request, c, times);
	for (int i = 0; i < count; i++) {
		const char *other = NULL;
		if (person_free(question, times[i].staff, times[i].day, times[i].start, times[i].end, &other))
			continue;
		struct moment at = { times[i].day, times[i].start };
		violate_at(violations, RULE_A3, times[i].staff, at)->other = other;
	}
	if (c->mobility == MOBILITY_PUD && (c->driver_out < 0 || c->driver_back < 0))
		violate_at(violations, RULE_A3, -1, (struct moment){ c->day, c->start });
	if (c->foreman < 0 && question->request->attends_foreman)
		violate_at(violations, RULE_A3, -1, (struct moment){ c->day, c->start });
}

static void check_unit(const struct question *question, const struct plan_candidate *c,
		       struct plan_violations *violations)
{
	struct moment from = { c->day, c->start };
	const struct site *site = question->site;
	bool known = c->unit >= 0 && c->unit < site->unit_count && site->units[c->unit].kind == c->mobility &&
		     site->units[c->unit].active;
	const char *other = NULL;
	if (known && unit_free(question, c->unit, from, candidate_end(c), &other, NULL) != UNIT_TAKEN)
		return;
	struct plan_violation *violation = violate_at(violations, RULE_A3, -1, from);
	violation->unit = known ? c->unit : -1;
	violation->other = other;
}

static void check_outside(const struct question *question, const struct plan_candidate *c,
			  struct plan_violations *violations)
{
	struct moment where;
	int need;
	int have;
	if (outside_free(question, c->mobility, (struct moment){ c->day, c->start }, candidate_end(c), &need,
			 &have, &where))
		return;
	struct plan_violation *violation = violate_at(violations, RULE_A3, -1, where);
	violation->need = need;
	violation->have = have;
}

/* A customer who waits does not wait for work to begin or to go on: not over lunch, and not until the house
 * opens. */
static void check_waiting(const struct question *question, const struct plan_candidate *c,
			  struct plan_violations *violations)
{
	int ready = c->start + c->minutes + question->site->transfer_minutes;
	if (c->technician >= 0 && c->technician_start > ready)
		violate_at(violations, RULE_A3, c->technician, (struct moment){ c->day, ready });
	int day = day_index(question->state, c->day);
	if (c->technician < 0 || day < 0)
		return;
	int end =
		bucket_span(question->state, day * 2 + (int)half_of(question->site, c->technician_start)).end;
	if (c->technician_end > end)
		violate_at(violations, RULE_A3, c->technician, (struct moment){ c->day, end });
}

/* Work that is too long to wait for: whoever is busy then is no reason any more. */
static bool check_wait_limit(const struct question *question, const struct plan_candidate *c,
			     struct plan_violations *violations)
{
	int work = work_minutes(question->site, question->request);
	if (c->mobility != MOBILITY_WAIT || work <= question->site->wait_limit)
		return true;
	struct plan_violation *violation = violate(violations, RULE_A3);
	violation->need = work;
	violation->have = question->site->wait_limit;
	return false;
}

static void check_mobility(const struct question *question, const struct plan_candidate *c,
			   struct plan_violations *violations)
{
	if (!check_wait_limit(question, c, violations))
		return;
	check_people(question, c, violations);
	if (is_unit_kind(c->mobility))
		check_unit(question, c, violations);
	if (c->mobility == MOBILITY_ESCORT || c->mobility == MOBILITY_TAXI || c->mobility == MOBILITY_RENTAL)
		check_outside(question, c, violations);
	if (c->mobility == MOBILITY_WAIT)
		check_waiting(question, c, violations);
}

static void check_past(const struct question *question, const struct plan_candidate *c,
		       struct plan_violations *violations)
{
	struct moment start = { c->day, c->start };
	if (moment_compare(start, question->state->now) < 0)
		violate_at(violations, RULE_A5, -1, question->state->now);
	else if (moment_compare(start, question->request->earliest) < 0)
		violate_at(violations, RULE_A5, -1, question->request->earliest);
	struct moment ready = c->finish;
	ready.minute += question->request->workshop_return && c->foreman >= 0 ? DRIVE_MINUTES : 0;
	if (moment_compare(c->handback, ready) < 0)
		violate_at(violations, RULE_A5, -1, ready);
}

static void check_stays(const struct question *question, const struct plan_candidate *c,
			struct plan_violations *violations)
{
	struct moment from = { c->day, c->start };
	struct moment to = candidate_end(c);
	for (int i = 0; i < question->stay_count; i++) {
		const struct plan_stay *stay = &question->state->stays[question->stays[i]];
		if (moment_compare(stay->from, to) >= 0 || moment_compare(from, stay->to) >= 0)
			continue;
		violate_at(violations, RULE_A6, -1, stay->from)->other = stay->file;
		return;
	}
}

static void check_density(const struct question *question, const struct plan_candidate *c,
			  struct plan_violations *violations)
{
	if (request_exempt(question->request) || c->advisor < 0 || c->advisor >= question->site->staff_count)
		return;
	struct density density = density_of(question, c->advisor, c->day, c->start, c->minutes);
	if (!density.starts_fit) {
		struct moment from = { c->day, density.starts_from };
		struct plan_violation *violation = violate_at(violations, RULE_B1, c->advisor, from);
		violation->need = density.starts;
		violation->have = 3;
	}
	if (!density.minutes_fit) {
		struct moment from = { c->day, density.minutes_from };
		struct plan_violation *violation = violate_at(violations, RULE_B2, c->advisor, from);
		violation->need = density.minutes;
		violation->have = 90;
	}
}

static void check_notice(const struct question *question, const struct plan_candidate *c,
			 struct plan_violations *violations)
{
	struct moment now = question->state->now;
	struct moment start = { c->day, c->start };
	int64_t until = (int64_t)(c->day - now.day) * MINUTES_PER_DAY + c->start - now.minute;
	if (request_exempt(question->request) || until < 0 || until >= question->site->notice_minutes)
		return;
	struct plan_violation *violation = violate_at(violations, RULE_B6, -1, start);
	violation->need = question->site->notice_minutes;
	violation->have = (int)until;
}

static void check_turnaround(const struct question *question, const struct plan_candidate *c,
			     struct plan_violations *violations)
{
	if (!is_unit_kind(c->mobility) || c->unit < 0 || c->unit >= question->site->unit_count)
		return;
	struct moment from = { c->day, c->start };
	const char *other = NULL;
	int gap = 0;
	if (unit_free(question, c->unit, from, candidate_end(c), &other, &gap) != UNIT_TURNAROUND)
		return;
	struct plan_violation *violation = violate_at(violations, RULE_B7, -1, from);
	violation->unit = c->unit;
	violation->need = question->site->loan_turnaround;
	violation->have = gap;
	violation->other = other;
}

bool mobility_promised(const struct plan_request *request, enum mobility mobility)
{
	unsigned both = 1U << MOBILITY_LOAN | 1U << MOBILITY_PUD;
	return !request->mc20 || both >> mobility & 1 || (request->declined & both) == both;
}

static void check_promises(const struct question *question, const struct plan_candidate *c,
			   struct plan_violations *violations)
{
	const struct plan_request *request = question->request;
	const struct moment none = { 0, -1 };
	civil_day last;
	bool late = deadline_binds(question->state, request, c->day, &last);
	if (late && request->workshop_return)
		violate_at(violations, RULE_D1, -1, (struct moment){ last, -1 });
	if (request->workshop_return && c->foreman < 0)
		violate_at(violations, RULE_D1, -1, none);
	if (late && request->mc20)
		violate_at(violations, RULE_D2, -1, (struct moment){ last, -1 });
	if (!mobility_promised(request, c->mobility))
		violate_at(violations, RULE_D2, -1, none);
}

/* In the order of enum plan_rule, each rule's together. */
static void sort_violations(struct plan_violations *violations)
{
	for (int i = 1; i < violations->count; i++) {
		struct plan_violation moved = violations->items[i];
		int at = i;
		for (; at > 0 && violations->items[at - 1].rule > moved.rule; at--)
			violations->items[at] = violations->items[at - 1];
		violations->items[at] = moved;
	}
}

void check_frame(struct question *question, const struct plan_candidate *c,
		 struct plan_violations *violations)
{
	struct moment reception = { c->day, c->start };
	violations->count = 0;
	check_hours(question, c->advisor, reception, c->minutes, QUARTER, violations);
	check_hours(question, c->handback_advisor, c->handback, c->handback_minutes, SLOT_MINUTES,
		    violations);
	check_busy(question, RULE_A2, c->advisor, reception, c->minutes, violations);
	check_busy(question, RULE_A2, c->handback_advisor, c->handback, c->handback_minutes, violations);
	check_mobility(question, c, violations);
	check_past(question, c, violations);
	check_stays(question, c, violations);
	check_density(question, c, violations);
	check_notice(question, c, violations);
	check_turnaround(question, c, violations);
	check_promises(question, c, violations);
}

bool check_placed(struct question *question, const struct plan_candidate *c, struct placement *placement,
		  struct plan_violations *violations)
{
	check_frame(question, c, violations);
	const struct plan_violations *work = explain_work(question, c, placement);
	for (int i = 0; i < work->count; i++)
		*violate(violations, work->items[i].rule) = work->items[i];
	sort_violations(violations);
	return violations->count == 0;
}

bool check_in(struct question *question, const struct plan_candidate *c, struct plan_violations *violations)
{
	struct plan_candidate judged = *c; /* by its work, whatever finish it claims */
	if (work_sound(question, c))
		judged.finish = work_finish(question, c);
	check_frame(question, &judged, violations);
	check_work(question, c, true, violations);
	sort_violations(violations);
	return violations->count == 0;
}

bool plan_check(const struct plan_state *state, const struct plan_request *request,
		const struct plan_candidate *candidate, struct plan_violations *violations)
{
	struct question question;
	question_start(&question, state, request);
	bool fits = check_in(&question, candidate, violations);
	question_finish(&question);
	return fits;
}
