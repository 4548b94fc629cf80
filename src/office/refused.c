#include <string.h>

#include "base/i18n.h"
#include "office/booking.h"
#include "store/appointment.h"
#include "store/file_store.h"

static const char *taken_phrase(enum plan_rule rule)
{
	switch (rule) {
	case RULE_A2:
	case RULE_B1:
	case RULE_B2:
		return "taken-advisor";
	case RULE_A3:
	case RULE_B7:
		return "taken-car";
	case RULE_A6:
		return "taken-vehicle";
	case RULE_A4:
	case RULE_A7:
	case RULE_B3:
	case RULE_B4:
		return "taken-room";
	case RULE_A1:
	case RULE_A5:
	case RULE_B6:
	case RULE_D1:
	case RULE_D2:
	case RULE_D3:
	case RULE_COUNT:
		break;
	}
	return NULL;
}

static bool has_stay(const struct plan_state *state, const char *file)
{
	for (size_t i = 0; i < state->stay_count; i++)
		if (state->stays[i].file && strcmp(state->stays[i].file, file) == 0)
			return true;
	for (size_t i = 0; i < state->busy_count; i++)
		if (state->busy[i].file && strcmp(state->busy[i].file, file) == 0)
			return true;
	return false;
}

/* The file that came in between the two looks, on the days of the first; NULL when none can be told. */
static const char *newcomer(const struct plan_state *before, const struct plan_state *state)
{
	for (size_t i = 0; before && i < state->busy_count; i++)
		if (state->busy[i].file && state->busy[i].day >= before->rows_first &&
		    state->busy[i].day <= before->last && !has_stay(before, state->busy[i].file))
			return state->busy[i].file;
	return NULL;
}

/* The name of who made @file's appointment. */
static const char *booked_by(struct office *office, const char *file, const char *language,
			     struct arena *arena)
{
	struct customer_file whole;
	if (!store_get_file(office->store, file, arena, &whole, NULL))
		return NULL;
	const char *code = whole.operator_code;
	for (size_t i = 0; i < whole.history_count; i++)
		if (strcmp(whole.history[i].act, "booked") == 0)
			code = whole.history[i].who;
	int staff = code ? site_find_staff(&office->site, code) : -1;
	return staff >= 0 ? explain_staff(&office->site, staff, language) : code;
}

static const char *taken_number(struct office *office, const char *file, struct arena *arena)
{
	struct customer_file whole;
	return store_get_file(office->store, file, arena, &whole, NULL)
		       ? arena_printf(arena, "%d", whole.number)
		       : NULL;
}

/* A car can be held at another desk as well, which its rule tells. */
static bool is_booked(struct office *office, const char *file, struct arena *arena)
{
	struct appointment appointment;
	return store_appointment_of_file(office->store, file, arena, &appointment, NULL);
}

/* What was free before and is taken now, and by whom; NULL when the reason is another. */
static const char *taken_sentence(struct office *office, const struct plan_state *before,
				  const struct plan_state *state, const struct plan_violation *violation,
				  const char *language, struct arena *arena)
{
	const char *id = taken_phrase(violation->rule);
	const char *file = violation->other ? violation->other : newcomer(before, state);
	const char *by = id && file ? booked_by(office, file, language, arena) : NULL;
	if (!by || (violation->rule == RULE_A6 && !is_booked(office, file, arena)))
		return NULL;
	const struct site *site = &office->site;
	const char *when = violation->day ? office_say_moment(violation->day,
							      violation->minute >= 0 ? violation->minute : 0,
							      language, arena)
					  : NULL;
	char time[CIVIL_TIME_SIZE];
	struct fill_value values[] = {
		{ "by", by },
		{ "operator", by },
		{ "other", by },
		{ "number", taken_number(office, file, arena) },
		{ "skill", explain_skills(site, violation->skills, language, arena) },
		{ "staff", explain_staff(site, violation->staff, language) },
		{ "advisor", explain_staff(site, violation->staff, language) },
		{ "unit", violation->unit >= 0 ? site->units[violation->unit].model : NULL },
		{ "car", violation->unit >= 0 ? site->units[violation->unit].model : NULL },
		{ "date", when },
		{ "day", when },
		{ "time", violation->minute >= 0 ? civil_format_time(violation->minute, time) : NULL },
	};
	const char *what =
		explain_phrase(office, id, language, values, sizeof values / sizeof values[0], arena);
	const char *fresh = explain_phrase(office, "taken-fresh", language, values,
					   sizeof values / sizeof values[0], arena);
	return arena_printf(arena, "%s. %s", what, fresh);
}

/* A rule that reception and hand-back break in the same words is said once. */
static void refusal_add(struct office_booking *result, struct office_refusal refusal)
{
	for (int i = 0; i < result->refused_count; i++)
		if (result->refused[i].rule == refusal.rule &&
		    strcmp(result->refused[i].text, refusal.text) == 0)
			return;
	result->refused[result->refused_count++] = refusal;
}

/* What is past needs no other reason. */
static bool is_past(const struct plan_state *state, const struct plan_violation *violation)
{
	struct moment earliest = { violation->day, violation->minute };
	return violation->rule == RULE_A5 && moment_compare(earliest, state->now) == 0;
}

void refused_fill(struct office *office, bool was_free, const struct plan_state *before,
		  const struct plan_state *state, const struct office_resolved *resolved,
		  const struct plan_violations *refused, struct arena *arena, struct office_booking *result)
{
	struct error ignored;
	const char *own = i18n_language();
	*result = (struct office_booking){ .booked = false };
	for (int i = 0; i < refused->count; i++) {
		const struct plan_violation *violation = &refused->items[i];
		bool past = is_past(state, violation);
		if (past)
			result->refused_count = 0;
		refusal_add(result,
			    (struct office_refusal){
				    violation->rule,
				    office_explain(office, state, violation, resolved->language, arena),
				    office_explain(office, state, violation, own, arena),
			    });
		if (past)
			break;
		if (was_free && !result->taken)
			result->taken = taken_sentence(office, before, state, violation, own, arena);
	}
	/* Fresh proposals are free of what the slot fixed. */
	struct office_resolved again = *resolved;
	again.plan.unit_fixed = -1;
	again.plan.handback_fixed = false;
	again.plan.overridden = 0;
	office_slots_from(office, state, &again, resolved->language, NULL, 0, false, arena, &result->fresh,
			  &ignored);
}
