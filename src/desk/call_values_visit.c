/* What the placeholders of the car and of the visit stand for. */
#include <stdio.h>
#include <string.h>

#include "base/text.h"
#include "desk/call_campaign.h"
#include "desk/call_values.h"
#include "model/rules.h"
#include "plan/load.h"

enum { REASON_COLUMNS = 80 };

static const char *date_spoken(struct values *v, civil_day day)
{
	int year, month, dom;
	char number_text[16], month_id[16];
	civil_to_ymd(day, &year, &month, &dom);
	snprintf(number_text, sizeof number_text, "%d", dom);
	snprintf(month_id, sizeof month_id, "%d", month);
	struct fill_value values[] = { { "day", number_text },
				       { "month", values_coded(v, "month-", month_id) } };
	return values_phrase(v, "date-spoken", values, 2);
}

/* A day that may lie in another year. */
static const char *day_spoken(struct values *v, civil_day day)
{
	int year, month, dom;
	civil_to_ymd(day, &year, &month, &dom);
	struct fill_value values[] = { { "date", date_spoken(v, day) },
				       { "number", arena_printf(&v->arena, "%d", year) } };
	return values_phrase(v, "date-spoken-year", values, 2);
}

/* --- the car --- */

static const char *model(struct values *v)
{
	return v->call->known.has_vehicle ? v->call->known.vehicle.model : values_answer(v, "model");
}

static const char *plate(struct values *v)
{
	return values_answer(v, "plate");
}

static const char *last_visit(struct values *v)
{
	return v->call->known.history.count ? day_spoken(v, v->call->known.history.items[0].day) : NULL;
}

static const char *record_age(struct values *v)
{
	char date[CIVIL_DATE_SIZE];
	const struct call_known *known = &v->call->known;
	if (!known->has_vehicle || known->vehicle.se_as_of == 0)
		return NULL;
	return arena_strdup(&v->arena, civil_format_date(known->vehicle.se_as_of, date));
}

static const char *open_items(struct values *v)
{
	return arena_printf(&v->arena, "%zu", v->call->known.campaign_count);
}

/* What the records say of the car: the last visit, or that there was none, and how old the copy is. */
static const char *record(struct values *v)
{
	const struct call_known *known = &v->call->known;
	struct fill_value values[] = { { "last_visit", last_visit(v) },
				       { "open_items", open_items(v) },
				       { "record_age", record_age(v) } };
	if (!known->has_vehicle)
		return values_phrase(v, "record-none", NULL, 0);
	const char *visit = values_phrase(v, values[0].value ? "record-visit" : "record-first", values, 3);
	const char *age = values[2].value ? values_phrase(v, "record-age", values, 3) : NULL;
	return age ? arena_printf(&v->arena, "%s %s", visit, age) : visit;
}

/* The titles of the campaigns that @meant says yes to, as one enumeration; NULL when there is none. */
static const char *campaign_titles(struct values *v,
				   bool (*meant)(const struct call_known *, const struct campaign_hit *))
{
	const struct call_known *known = &v->call->known;
	const char *titles = NULL;
	for (size_t i = 0; i < known->campaign_count; i++) {
		const struct campaign_hit *hit = &known->campaigns[i];
		const char *own = v->lang == FORM_KO && hit->title_ko ? hit->title_ko : hit->title_en;
		if (!meant(known, hit))
			continue;
		titles = values_join(v, titles, own ? own : hit->id);
	}
	return titles;
}

static const char *campaign(struct values *v)
{
	return campaign_titles(v, call_campaign_leads);
}

static const char *campaign_also(struct values *v)
{
	return campaign_titles(v, call_campaign_beside);
}

/* Of those beside the gravest when there are some: what a recall costs is said with it. */
static const char *cost(struct values *v)
{
	const struct call_known *known = &v->call->known;
	bool beside = campaign_also(v) != NULL, free_of_charge = true;
	if (known->campaign_count == 0)
		return NULL;
	for (size_t i = 0; i < known->campaign_count; i++) {
		const struct campaign_hit *hit = &known->campaigns[i];
		if (beside ? call_campaign_beside(known, hit) : call_campaign_leads(known, hit))
			free_of_charge = free_of_charge && hit->free_of_charge;
	}
	const char *text = values_coded(v, "cost-", free_of_charge ? "free" : "advisor");
	return text ? text : "";
}

static const char *contract(struct values *v)
{
	const struct contract *own = v->call->known.contract;
	const char *text = own ? values_coded(v, "contract-", own->type ? own->type : "") : NULL;
	return text ? text : own ? own->type : NULL;
}

/* --- moments --- */

static const char *weekday_spoken(struct values *v, civil_day day)
{
	char id[4];
	snprintf(id, sizeof id, "%d", civil_weekday(day));
	return values_coded(v, "weekday-", id);
}

static const char *moment_spoken(struct values *v, civil_day day, int minute)
{
	return office_say_moment(day, minute, values_language(v), &v->arena);
}

static const char *limit_km(struct values *v)
{
	const struct contract *own = v->call->known.contract;
	return own && own->limit_km ? arena_printf(&v->arena, "%d", own->limit_km) : NULL;
}

/* Until when the contract runs: a date, a mileage, or whichever comes first. */
static const char *until(struct values *v)
{
	const struct contract *own = v->call->known.contract;
	if (!own || (own->end == 0 && own->limit_km == 0))
		return NULL;
	struct fill_value values[] = { { "date", own->end ? day_spoken(v, own->end) : NULL },
				       { "km", limit_km(v) } };
	if (own->end == 0)
		return values_phrase(v, "until-km", values, 2);
	return own->limit_km ? values_phrase(v, "until-both", values, 2) : values[0].value;
}

/* --- proposals --- */

static const struct office_proposal *proposal(const struct values *v, int n)
{
	const struct office_slots *slots = &v->call->live.slots;
	return v->call->live.ready && n < slots->count ? &slots->proposals[n] : NULL;
}

static const char *slot(struct values *v, int n)
{
	const struct office_proposal *item = proposal(v, n);
	return item ? moment_spoken(v, item->plan.candidate.day, item->plan.candidate.start) : NULL;
}

static const char *slot_1(struct values *v)
{
	return slot(v, 0);
}

static const char *slot_2(struct values *v)
{
	return slot(v, 1);
}

static const char *advisor_1(struct values *v)
{
	return proposal(v, 0) ? proposal(v, 0)->advisor_name : NULL;
}

static const char *advisor_2(struct values *v)
{
	return proposal(v, 1) ? proposal(v, 1)->advisor_name : NULL;
}

/* What was chosen; until then the proposal under the cursor. */
static const struct office_proposal *current(const struct values *v)
{
	if (v->call->chosen_index >= 0)
		return &v->call->chosen;
	return proposal(v, v->call->option < v->call->live.slots.count ? v->call->option : 0);
}

static const char *advisor(struct values *v)
{
	return current(v) ? current(v)->advisor_name : NULL;
}

static const char *handback(struct values *v)
{
	const struct office_proposal *item = current(v);
	const struct moment *at = item ? &item->plan.candidate.handback : NULL;
	return at ? moment_spoken(v, at->day, at->minute) : NULL;
}

static const char *weekday(struct values *v)
{
	return current(v) ? weekday_spoken(v, current(v)->plan.candidate.day) : NULL;
}

static const char *date(struct values *v)
{
	return current(v) ? date_spoken(v, current(v)->plan.candidate.day) : NULL;
}

static const char *time_of(struct values *v)
{
	char text[CIVIL_TIME_SIZE];
	if (!current(v))
		return NULL;
	return arena_strdup(&v->arena, civil_format_time(current(v)->plan.candidate.start, text));
}

static const char *mobility(struct values *v)
{
	return current(v) ? values_coded(v, "mobility-", mobility_code(current(v)->plan.candidate.mobility))
			  : NULL;
}

static const char *unit(struct values *v)
{
	return current(v) ? current(v)->unit_model : NULL;
}

static const char *transfer_to(struct values *v)
{
	return values_answer(v, "transfer_to");
}

static const char *reason(struct values *v)
{
	const struct office_slots *slots = &v->call->live.slots;
	if (v->call->live.ready && slots->count == 0 && slots->callback_said)
		return slots->callback_said;
	/* A long story is not said twice: its beginning tells which matter is meant. */
	const char *words = values_answer(v, "request_verbatim");
	struct buffer out = { 0 };
	if (!words)
		return NULL;
	text_cut(&out, words, REASON_COLUMNS, true);
	const char *text = arena_strdup(&v->arena, buffer_text(&out));
	buffer_finish(&out);
	return text;
}

static const char *callback(struct values *v)
{
	civil_day day;
	int minute;
	if (!v->call->live.ready || !v->call->live.slots.callback)
		return NULL;
	civil_from_instant(v->call->live.slots.callback_by, &day, &minute);
	return moment_spoken(v, day, minute);
}

/* --- mobility --- */

/* The day that is meant: of the first proposal, else the wished one, else the next one. */
static civil_day mobility_day(const struct values *v)
{
	civil_day wished;
	const char *date = values_answer(v, "wish_date");
	if (proposal(v, 0))
		return proposal(v, 0)->plan.candidate.day;
	return date && civil_parse_date(date, &wished) ? wished : v->desk->moment.day + 1;
}

/* --- the service that is due --- */

static const char *due_service(struct values *v)
{
	return v->call->reminder[0] ? v->call->due_service : NULL;
}

static const char *due_date(struct values *v)
{
	return v->call->reminder[0] ? day_spoken(v, v->call->due_day) : NULL;
}

static const char *due_km(struct values *v)
{
	int km = v->call->due_km;
	if (!v->call->reminder[0] || km < 0)
		return NULL;
	return km < 1000 ? arena_printf(&v->arena, "%d", km)
			 : arena_printf(&v->arena, "%d,%03d", km / 1000, km % 1000);
}

/* --- the digital request --- */

static const char *moment_text(struct values *v, instant at)
{
	civil_day day;
	int minute;
	if (!v->call->digital[0])
		return NULL;
	civil_from_instant(at, &day, &minute);
	return office_say_moment(day, minute, values_language(v), &v->arena);
}

static const char *received_at(struct values *v)
{
	return moment_text(v, v->call->digital_received);
}

static const char *due_at(struct values *v)
{
	return moment_text(v, v->call->digital_due);
}

/* Two that are free on that day, in the order of the standard. */
static const char *mobility_options(struct values *v)
{
	enum { NAMED = 2 };
	const char *names[NAMED] = { NULL };
	int count = 0;
	struct plan_day_load load;
	if (!v->desk->plan_loaded)
		return NULL;
	plan_load_day(&v->desk->plan, mobility_day(v), &load);
	for (int i = 0; i < load.mobility_count && count < NAMED; i++)
		if (load.mobility[i].free != 0)
			names[count++] = values_coded(v, "mobility-", mobility_code(load.mobility[i].kind));
	struct fill_value values[] = { { "name", names[0] }, { "other", names[1] } };
	return count == NAMED ? values_phrase(v, "list-or", values, 2) : names[0];
}

/* All of them with how many are free that day (R36), for the operator. */
static const char *mobility_free(struct values *v)
{
	const struct form_field *field = form_field_find(&v->desk->office->forms, "mobility");
	const char *list = NULL;
	struct plan_day_load load;
	if (!v->desk->plan_loaded || !field)
		return "";
	civil_day day = mobility_day(v);
	plan_load_day(&v->desk->plan, day, &load);
	for (int i = 0; i < load.mobility_count; i++) {
		const struct form_option *option =
			form_option_find(field, mobility_code(load.mobility[i].kind));
		if (!option)
			continue;
		/* Without what stands in brackets: all of them have room on the smallest screen. */
		const char *label = option->label.in[v->lang], *bracket = strstr(label, " (");
		int len = bracket ? (int)(bracket - label) : (int)strlen(label);
		const char *text = load.mobility[i].free < 0 ? arena_printf(&v->arena, "%.*s", len, label)
							     : arena_printf(&v->arena, "%.*s %d", len, label,
									    load.mobility[i].free);
		list = values_join(v, list, text);
	}
	struct fill_value values[] = { { "date", date_spoken(v, day) }, { "name", list } };
	return list ? values_phrase(v, "mobility-free", values, 2) : "";
}

/* --- branches --- */

static const char *complaint_by(struct values *v)
{
	struct moment due = call_complaint_due(v->desk);
	civil_day day = due.day;
	int minute = due.minute;
	const char *date = values_answer(v, "complaint_callback"),
		   *time = values_answer(v, "complaint_callback_time");
	if (date && !civil_parse_date(date, &day))
		day = due.day;
	if (time && !civil_parse_time(time, &minute))
		minute = due.minute;
	return moment_spoken(v, day, minute);
}

static const char *old(struct values *v)
{
	const struct call_visit *visit = call_visit_chosen(v->call);
	return visit ? moment_spoken(v, visit->day, visit->minute) : NULL;
}

static const char *move_slot(struct values *v, int n)
{
	const struct office_slots *moves = &v->call->moves;
	if (n >= moves->count)
		return NULL;
	const struct plan_candidate *to = &moves->proposals[n].plan.candidate;
	return moment_spoken(v, to->day, to->start);
}

static const char *move_1(struct values *v)
{
	return move_slot(v, 0);
}

static const char *move_2(struct values *v)
{
	return move_slot(v, 1);
}

static const char *moved_to(struct values *v)
{
	const struct moment *to = &v->call->moved_to;
	return to->day ? moment_spoken(v, to->day, to->minute) : NULL;
}

static const char *moved_advisor(struct values *v)
{
	return v->call->moved_advisor[0] ? v->call->moved_advisor : NULL;
}

static const char *offer_time(struct values *v)
{
	int64_t ms = v->call->offer_ms;
	return ms < 0 ? NULL : arena_printf(&v->arena, "%.1f", (double)ms / 1000);
}

/* --- at the end --- */

static const char *bring(struct values *v)
{
	const struct form_step *step = form_step_find(&v->desk->office->forms, "BRING");
	const char *list = NULL;
	for (size_t i = 0; step && i < step->say_count; i++)
		if (form_say_visible(v->call->answers, &step->say[i]))
			list = values_join(v, list, step->say[i].text.in[v->lang]);
	return list;
}

static const char *channel(struct values *v)
{
	const char *code = values_answer(v, "consent_contact");
	return code ? values_coded(v, "means-", code) : NULL;
}

static const char *charge(struct values *v)
{
	return "20–80";
}

static const struct {
	const char *name;
	const char *(*value)(struct values *v);
} table[] = {
	{ "advisor", advisor },
	{ "advisor_1", advisor_1 },
	{ "advisor_2", advisor_2 },
	{ "bring", bring },
	{ "callback", callback },
	{ "campaign", campaign },
	{ "campaign_also", campaign_also },
	{ "channel", channel },
	{ "complaint_by", complaint_by },
	{ "charge", charge },
	{ "contract", contract },
	{ "cost", cost },
	{ "date", date },
	{ "express_slot", slot_1 },
	{ "handback", handback },
	{ "km", limit_km },
	{ "last_visit", last_visit },
	{ "due_at", due_at },
	{ "due_date", due_date },
	{ "due_km", due_km },
	{ "due_service", due_service },
	{ "received_at", received_at },
	{ "mobility", mobility },
	{ "mobility_free", mobility_free },
	{ "mobility_options", mobility_options },
	{ "model", model },
	{ "old", old },
	{ "offer_time", offer_time },
	{ "moved_to", moved_to },
	{ "moved_advisor", moved_advisor },
	{ "move_2", move_2 },
	{ "move_1", move_1 },
	{ "open_items", open_items },
	{ "plate", plate },
	{ "reason", reason },
	{ "record", record },
	{ "record_age", record_age },
	{ "slot_1", slot_1 },
	{ "slot_2", slot_2 },
	{ "staff", transfer_to },
	{ "time", time_of },
	{ "unit", unit },
	{ "until", until },
	{ "weekday", weekday },
};

const char *values_of_visit(struct values *v, const char *name)
{
	for (size_t i = 0; i < sizeof table / sizeof table[0]; i++)
		if (strcmp(table[i].name, name) == 0)
			return table[i].value(v);
	return NULL;
}

bool values_of_visit_known(const char *name)
{
	for (size_t i = 0; i < sizeof table / sizeof table[0]; i++)
		if (strcmp(table[i].name, name) == 0)
			return true;
	return false;
}
