#include <string.h>

#include "base/buffer.h"
#include "office/inner.h"
#include "store/appointment.h"
#include "store/file_store.h"

enum { MINUTES_PER_HOUR = 60, VALUES_MAX = 32 };

/* Values of one sentence while they are gathered. */
struct facts {
	struct fill_value values[VALUES_MAX];
	size_t count;
	const char *language;
	struct arena *arena;
};

static void fact_add(struct facts *facts, const char *name, const char *value)
{
	if (facts->count < VALUES_MAX)
		facts->values[facts->count++] = (struct fill_value){ name, value };
}

static bool is_korean(const char *language)
{
	return form_lang_from_code(language) == FORM_KO;
}

const char *explain_pick(const struct two_texts *texts, const char *language)
{
	const char *text = is_korean(language) ? texts->ko : texts->en;
	return text ? text : texts->en ? texts->en : "";
}

const char *explain_phrase(const struct office *office, const char *id, const char *language,
			   const struct fill_value *values, size_t count, struct arena *arena)
{
	if (!office->phrases)
		return arena_strdup(arena, id);
	struct buffer text = { 0 };
	phrase_format(office->phrases, id, form_lang_from_code(language), values, count, &text);
	const char *kept = arena_strdup(arena, buffer_text(&text));
	buffer_finish(&text);
	return kept;
}

static const char *say_date(civil_day day, const char *language, struct arena *arena)
{
	static const char *const days[] = { "Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun" };
	static const char *const days_ko[] = { "월", "화", "수", "목", "금", "토", "일" };
	static const char *const months[] = { "Jan", "Feb", "Mar", "Apr", "May", "Jun",
					      "Jul", "Aug", "Sep", "Oct", "Nov", "Dec" };
	int year, month, dom;
	civil_to_ymd(day, &year, &month, &dom);
	if (is_korean(language))
		return arena_printf(arena, "%d월 %d일(%s)", month, dom, days_ko[civil_weekday(day)]);
	return arena_printf(arena, "%s %d %s", days[civil_weekday(day)], dom, months[month - 1]);
}

static const char *say_time(int minute, struct arena *arena)
{
	char time[CIVIL_TIME_SIZE];
	return arena_strdup(arena, civil_format_time(minute, time));
}

const char *office_say_moment(civil_day day, int minute, const char *language, struct arena *arena)
{
	return arena_printf(arena, "%s %s", say_date(day, language, arena), say_time(minute, arena));
}

/* "7.5" */
static const char *say_hours(int minutes, struct arena *arena)
{
	int tenths = (minutes * 10 + MINUTES_PER_HOUR / 2) / MINUTES_PER_HOUR;
	return arena_printf(arena, "%d.%d", tenths / 10, tenths % 10);
}

/* "diagnosis + high voltage" */
const char *explain_skills(const struct site *site, unsigned skills, const char *language,
			   struct arena *arena)
{
	const char *list = "";
	for (int i = 0; i < site->skill_count; i++)
		if (skills & 1U << i)
			list = arena_printf(arena, "%s%s%s", list, *list ? " + " : "",
					    explain_pick(&site->skills[i].name, language));
	return list;
}

/* Rules that count hours of work; the others count starts or minutes. */
static bool counts_hours(enum plan_rule rule)
{
	return rule == RULE_B3 || rule == RULE_B4 || rule == RULE_A7;
}

static const char *say_amount(enum plan_rule rule, int amount, struct arena *arena)
{
	return counts_hours(rule) ? say_hours(amount, arena) : arena_printf(arena, "%d", amount);
}

const char *explain_staff(const struct site *site, int staff, const char *language)
{
	if (staff < 0 || staff >= site->staff_count)
		return NULL;
	const struct staff *member = &site->staff[staff];
	return is_korean(language) || !member->short_name ? member->name : member->short_name;
}

/* Some rules have a second sentence for another case. */
static const char *rule_phrase(const struct plan_violation *violation)
{
	bool no_moment = violation->day == 0 && violation->minute < 0;
	if (violation->rule == RULE_A1 && violation->staff < 0)
		return "rule-A1-site";
	if (violation->rule == RULE_A3 && violation->need > 0 && violation->unit < 0 && violation->staff < 0)
		return violation->minute < 0 ? "rule-A3-wait" : "rule-A3";
	if (violation->rule == RULE_A7 && violation->bay >= 0)
		return "rule-A7-bay";
	if (violation->rule == RULE_A7 && !violation->skills)
		return "rule-A7-shut"; /* where the work stands is shut now: no hours to tell */
	if (violation->rule == RULE_D1 && no_moment)
		return "rule-D1-foreman";
	if (violation->rule == RULE_D2 && no_moment)
		return "rule-D2-mobility";
	return NULL;
}

/* Who or what is not free. */
static const char *say_thing(const struct site *site, const struct plan_violation *violation,
			     const char *language, struct arena *arena)
{
	if (violation->unit >= 0 && violation->unit < site->unit_count) {
		const struct mobility_unit *unit = &site->units[violation->unit];
		return arena_printf(arena, "%s %s", unit->code, unit->model);
	}
	if (violation->staff >= 0)
		return explain_staff(site, violation->staff, language);
	if (violation->bay >= 0 && violation->bay < site->bay_count)
		return explain_pick(&site->bays[violation->bay].name, language);
	return explain_skills(site, violation->skills, language, arena);
}

/* Who works on @file: at whose desk a date is held. */
static const char *desk_of(const struct office *office, const char *file, const char *language,
			   struct arena *arena)
{
	struct customer_file whole;
	if (!store_get_file(office->store, file, arena, &whole, NULL))
		return NULL;
	int staff = whole.operator_code ? site_find_staff(&office->site, whole.operator_code) : -1;
	return staff >= 0 ? explain_staff(&office->site, staff, language) : whole.operator_code;
}

/* The file in the way: the number of its appointment, or at whose desk a date is held for it. True when it
 * is a hold. */
static bool other_add(const struct office *office, struct facts *facts, const char *file)
{
	struct appointment appointment;
	const char *number = NULL, *desk = NULL;
	if (file && office->store) {
		if (store_appointment_of_file(office->store, file, facts->arena, &appointment, NULL))
			number = arena_printf(facts->arena, "%d", appointment.number);
		else
			desk = desk_of(office, file, facts->language, facts->arena);
	}
	fact_add(facts, "other", number ? number : desk);
	fact_add(facts, "number", number);
	fact_add(facts, "operator", desk);
	return !number && desk;
}

static void staff_add(const struct site *site, struct facts *facts, int staff)
{
	const char *name = explain_staff(site, staff, facts->language);
	fact_add(facts, "staff", name);
	fact_add(facts, "advisor", name);
}

const char *office_explain(const struct office *office, const struct plan_state *state,
			   const struct plan_violation *violation, const char *language, struct arena *arena)
{
	const struct site *site = state ? state->site : &office->site;
	struct facts facts = { .language = language, .arena = arena };
	enum plan_rule rule = violation->rule;
	const char *thing = say_thing(site, violation, language, arena);
	const char *date = violation->day ? say_date(violation->day, language, arena) : NULL;
	const char *half = explain_phrase(office, violation->half == HALF_AM ? "half-am" : "half-pm",
					  language, NULL, 0, arena);
	staff_add(site, &facts, violation->staff);
	fact_add(&facts, "unit", thing);
	fact_add(&facts, "name", thing);
	fact_add(&facts, "bay", thing);
	fact_add(&facts, "skill",
		 violation->skills ? explain_skills(site, violation->skills, language, arena) : thing);
	fact_add(&facts, "need", say_amount(rule, violation->need, arena));
	fact_add(&facts, "have", say_amount(rule, violation->have, arena));
	fact_add(&facts, "count", arena_printf(arena, "%d", violation->need));
	fact_add(&facts, "minutes", arena_printf(arena, "%d", violation->need));
	fact_add(&facts, "date", date);
	fact_add(&facts, "day", date);
	fact_add(&facts, "deadline", date);
	fact_add(&facts, "half", half);
	fact_add(&facts, "time", violation->minute >= 0 ? say_time(violation->minute, arena) : NULL);
	bool held = other_add(office, &facts, violation->other);
	const char *id = held && rule == RULE_A6 ? "rule-A6-held" : rule_phrase(violation);
	if (!id || (office->phrases && !phrase_exists(office->phrases, id))) /* a site's own, older phrases */
		id = arena_printf(arena, "rule-%s", plan_rule_id(rule));
	return explain_phrase(office, id, language, facts.values, facts.count, arena);
}

/* Values that reasons and cautions of a proposal may speak of. */
static void note_facts(const struct office *office, const struct plan_proposal *proposal,
		       const struct plan_note *note, struct facts *facts)
{
	const struct site *site = &office->site;
	const struct plan_candidate *candidate = &proposal->candidate;
	struct arena *arena = facts->arena;
	const char *number = arena_printf(arena, "%d", note->value);
	staff_add(site, facts, candidate->advisor);
	fact_add(facts, "skill",
		 note->skill >= 0 ? explain_pick(&site->skills[note->skill].name, facts->language) : NULL);
	fact_add(facts, "free", say_hours(note->value, arena));
	fact_add(facts, "have", say_hours(note->value, arena));
	fact_add(facts, "hours", say_hours(note->value, arena));
	fact_add(facts, "minutes", number);
	fact_add(facts, "nights", number);
	fact_add(facts, "count", number);
	fact_add(facts, "wished", say_date((civil_day)note->value, facts->language, arena));
	fact_add(facts, "date", say_date(candidate->day, facts->language, arena));
	fact_add(facts, "day", say_date(candidate->day, facts->language, arena));
	fact_add(facts, "time", say_time(candidate->start, arena));
	fact_add(facts, "handback",
		 office_say_moment(candidate->handback.day, candidate->handback.minute, facts->language,
				   arena));
	if (candidate->unit >= 0) {
		fact_add(facts, "unit", site->units[candidate->unit].model);
		fact_add(facts, "model", site->units[candidate->unit].model);
		fact_add(facts, "car", site->units[candidate->unit].model);
	}
	const char *mobility = arena_printf(arena, "mobility-%s", mobility_code(candidate->mobility));
	fact_add(facts, "mobility", explain_phrase(office, mobility, facts->language, NULL, 0, arena));
	const char *rules = "";
	for (int i = 0; i < RULE_COUNT; i++)
		if (proposal->needs_authority & 1U << i)
			rules = arena_printf(arena, "%s%s%s", rules, *rules ? " " : "",
					     plan_rule_id((enum plan_rule)i));
	fact_add(facts, "rules", rules);
}

static const char *explain_note(const struct office *office, const struct plan_proposal *proposal,
				const struct plan_note *note, const char *id, const char *language,
				struct arena *arena)
{
	struct facts facts = { .language = language, .arena = arena };
	note_facts(office, proposal, note, &facts);
	return explain_phrase(office, id, language, facts.values, facts.count, arena);
}

const char *explain_reason(const struct office *office, const struct plan_proposal *proposal, int n,
			   const char *language, struct arena *arena)
{
	const struct plan_note *note = &proposal->reasons[n];
	const char *id =
		arena_printf(arena, "reason-%s", plan_reason_code((enum plan_reason_kind)note->kind));
	return explain_note(office, proposal, note, id, language, arena);
}

const char *explain_caution(const struct office *office, const struct plan_proposal *proposal, int n,
			    const char *language, struct arena *arena)
{
	const struct plan_note *note = &proposal->cautions[n];
	const char *id =
		arena_printf(arena, "caution-%s", plan_caution_code((enum plan_caution_kind)note->kind));
	return explain_note(office, proposal, note, id, language, arena);
}
