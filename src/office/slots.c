#include "office/slots.h"

#include "office/inner.h"
#include "plan/propose.h"
#include "store/plan_store.h"

/* Open days of the horizon, and calendar days behind it into which work may spill. */
enum { SPILL_DAYS = 21, CLOSED_MAX = 366 };

civil_day office_horizon(const struct office *office)
{
	civil_day day = office_moment(office).day;
	int open = 0;
	for (int looked = 0; open < office->site.horizon_days && looked < CLOSED_MAX; looked++, day++)
		open += site_reception_on(&office->site, day).count > 0;
	return day + SPILL_DAYS;
}

bool slots_load_days(struct office *office, struct moment clock, civil_day first, civil_day last,
		     struct plan_state *state, struct error *err)
{
	*state = (struct plan_state){ 0 };
	if (!store_load_plan(office->store, &office->site, clock, office_now(office), first, last, state,
			     err)) {
		plan_state_finish(state);
		return false;
	}
	plan_state_prepare(state);
	return true;
}

bool slots_load_rows(struct office *office, struct moment clock, const struct look_days *days,
		     const char *vehicle, struct plan_state *state, struct error *err)
{
	civil_day today = office_moment(office).day;
	civil_day first = days->first > today ? days->first : today;
	const struct plan_part part = { .first = first, .vehicle = vehicle, .loans = days->loans };
	*state = (struct plan_state){ 0 };
	if (!store_load_plan_part(office->store, &office->site, clock, office_now(office), today,
				  days->last > first ? days->last : first, &part, state, err)) {
		plan_state_finish(state);
		return false;
	}
	plan_state_prepare(state);
	return true;
}

bool slots_load(struct office *office, struct moment clock, civil_day last, struct plan_state *state,
		struct error *err)
{
	civil_day today = office_moment(office).day;
	return slots_load_days(office, clock, today, last > today ? last : today, state, err);
}

bool office_load_period(struct office *office, civil_day first, civil_day last, struct plan_state *state,
			struct error *err)
{
	struct moment now = office_moment(office);
	return slots_load_days(office, now, first < now.day ? first : now.day,
			       last > now.day ? last : now.day, state, err);
}

bool office_load_strips(struct office *office, civil_day last, struct plan_state *state, struct error *err)
{
	struct moment now = office_moment(office);
	struct plan_part part = { .first = now.day, .loans = true, .strips = true };
	if (!store_load_plan_part(office->store, &office->site, now, office_now(office), now.day,
				  last > now.day ? last : now.day, &part, state, err))
		return false;
	plan_state_prepare(state);
	return true;
}

bool office_load_state(struct office *office, struct plan_state *state, struct error *err)
{
	return slots_load(office, office_moment(office), office_horizon(office), state, err);
}

void slots_proposal(const struct office *office, const struct plan_proposal *plan, const char *language,
		    struct arena *arena, struct office_proposal *proposal)
{
	const struct site *site = &office->site;
	const struct plan_candidate *candidate = &plan->candidate;
	*proposal = (struct office_proposal){ .plan = *plan };
	for (int i = 0; i < plan->reason_count; i++)
		proposal->reasons[i] = explain_reason(office, plan, i, language, arena);
	for (int i = 0; i < plan->caution_count; i++)
		proposal->cautions[i] = explain_caution(office, plan, i, language, arena);
	if (candidate->advisor >= 0)
		proposal->advisor_name = site->staff[candidate->advisor].name;
	if (candidate->unit >= 0) {
		proposal->unit_code = site->units[candidate->unit].code;
		proposal->unit_model = site->units[candidate->unit].model;
	}
}

static void day_fill(const struct office *office, const struct plan_state *state, const char *language,
		     const struct plan_day_why *why, struct arena *arena, struct office_day *day)
{
	*day = (struct office_day){ .day = why->day, .open = why->open, .block_count = why->block_count };
	for (int b = 0; b < why->block_count; b++) {
		day->blocks[b].rule = why->blocks[b].sample.rule;
		day->blocks[b].starts = why->blocks[b].starts;
		day->blocks[b].text = office_explain(office, state, &why->blocks[b].sample, language, arena);
	}
}

static void days_fill(const struct office *office, const struct plan_state *state, const char *language,
		      const struct plan_proposals *plan, struct arena *arena, struct office_slots *slots)
{
	slots->days = arena_alloc(arena, (plan->day_count + 1) * sizeof *slots->days);
	slots->day_count = plan->day_count;
	for (size_t i = 0; i < plan->day_count; i++)
		day_fill(office, state, language, &plan->days[i], arena, &slots->days[i]);
}

static bool find_looked(const struct office_slots *slots, civil_day day, struct plan_day_why *why)
{
	for (int i = 0; slots && i < slots->looked_count; i++)
		if (slots->looked[i].day == day) {
			*why = slots->looked[i];
			return true;
		}
	return false;
}

const struct office_day *office_why_day(const struct office *office, const struct plan_state *state,
					const struct office_resolved *resolved, size_t declined,
					const struct office_slots *slots, civil_day day, const char *language,
					struct arena *arena)
{
	struct plan_request request = resolved->plan;
	struct plan_day_why why;
	if (day < state->now.day || day >= office_horizon(office) - SPILL_DAYS)
		return NULL;
	resolve_deadline(state, declined, resolved, &request);
	if (!find_looked(slots, day, &why))
		plan_why_day(state, &request, day, &why);
	if (why.fits > 0 || why.block_count == 0)
		return NULL;
	struct office_day *told = arena_alloc(arena, sizeof *told);
	day_fill(office, state, language, &why, arena, told);
	return told;
}

/* The first case of the rule that blocks most; false when no day shows it. */
static bool callback_case(const struct plan_state *state, const struct plan_request *request,
			  const struct office_slots *slots, enum plan_rule rule,
			  struct plan_violation *sample)
{
	enum { LOOK_DAYS = 14 };
	for (civil_day day = state->now.day; day <= state->last && day < state->now.day + LOOK_DAYS; day++) {
		struct plan_day_why why = { 0 };
		if (!find_looked(slots, day, &why))
			plan_why_day(state, request, day, &why);
		for (int i = 0; i < why.block_count; i++) {
			if (why.blocks[i].sample.rule != rule)
				continue;
			*sample = why.blocks[i].sample;
			return true;
		}
	}
	return false;
}

/* When the call back is promised for, where no rule can be named. */
static const char *callback_promise(const struct office *office, const struct plan_proposals *plan,
				    const char *language, struct arena *arena)
{
	struct fill_value value = { "callback",
				    office_say_moment(plan->callback_by.day, plan->callback_by.minute,
						      language, arena) };
	return explain_phrase(office, "callback-promise", language, &value, 1, arena);
}

static void callback_fill(const struct office *office, const struct plan_state *state,
			  const struct plan_request *request, const char *language, const char *spoken,
			  const struct plan_proposals *plan, struct arena *arena, struct office_slots *slots)
{
	struct plan_violation sample;
	slots->callback = plan->callback;
	if (!plan->callback)
		return;
	if (!civil_to_instant(plan->callback_by.day, plan->callback_by.minute, &slots->callback_by))
		civil_to_instant(plan->callback_by.day, 0, &slots->callback_by);
	bool named = callback_case(state, request, slots, plan->callback_rule, &sample);
	slots->callback_reason = named ? office_explain(office, state, &sample, language, arena) : NULL;
	slots->callback_said = named ? office_explain(office, state, &sample, spoken, arena) : NULL;
	if (!slots->callback_reason)
		slots->callback_reason = callback_promise(office, plan, language, arena);
	if (!slots->callback_said)
		slots->callback_said = callback_promise(office, plan, spoken, arena);
}

bool office_slots_from(struct office *office, const struct plan_state *state,
		       const struct office_resolved *resolved, const char *language,
		       const struct plan_candidate *avoid, size_t avoid_count, bool why, struct arena *arena,
		       struct office_slots *slots, struct error *err)
{
	struct plan_request request = resolved->plan;
	struct plan_proposals *plan = arena_alloc(arena, sizeof *plan);
	resolve_deadline(state, avoid_count, resolved, &request);
	plan_propose(state, &request, avoid, avoid_count, why, arena, plan);
	*slots = (struct office_slots){ .class = plan_class(&request),
					.count = plan->count,
					.looked = plan->looked,
					.looked_count = plan->looked_count };
	for (int i = 0; i < plan->count; i++)
		slots_proposal(office, &plan->items[i], language, arena, &slots->proposals[i]);
	callback_fill(office, state, &request, language, resolved->language ? resolved->language : language,
		      plan, arena, slots);
	if (why)
		days_fill(office, state, language, plan, arena, slots);
	return true;
}

bool office_slots(struct office *office, const struct booking_request *request, const char *file,
		  const struct plan_candidate *avoid, size_t avoid_count, bool why, struct arena *arena,
		  struct office_slots *slots, struct error *err)
{
	struct office_resolved resolved;
	struct plan_state state;
	if (!store_begin_read(office->store, err))
		return false;
	bool fine = office_resolve(office, request, arena, &resolved, err) &&
		    office_load_state(office, &state, err);
	store_end_read(office->store);
	if (!fine)
		return false;
	resolved.plan.file = file;
	fine = office_slots_from(office, &state, &resolved, resolved.language, avoid, avoid_count, why, arena,
				 slots, err);
	plan_state_finish(&state);
	return fine;
}
