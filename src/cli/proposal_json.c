#include "cli/proposal_json.h"

#include <sysexits.h>

#include "base/i18n.h"
#include "base/text.h"
#include "cli/output.h"
#include "cli/words.h"

static json_t *handback_json(const struct plan_candidate *candidate)
{
	json_t *value = json_object();
	json_object_set_new(value, "date", cli_json_date(candidate->handback.day));
	json_object_set_new(value, "time", cli_json_time(candidate->handback.minute));
	json_object_set_new(value, "minutes", json_integer(candidate->handback_minutes));
	return value;
}

static json_t *work_json(const struct site *site, const struct plan_candidate *candidate)
{
	json_t *list = json_array();
	for (int i = 0; i < candidate->segment_count; i++) {
		const struct plan_work_segment *segment = &candidate->segments[i];
		json_t *item = json_object();
		json_object_set_new(item, "skill", cli_json_text(site->skills[segment->skill].code));
		json_object_set_new(item, "date", cli_json_date(segment->day));
		json_object_set_new(item, "half", cli_json_text(half_code(segment->half)));
		json_object_set_new(item, "minutes", json_integer(segment->minutes));
		json_array_append_new(list, item);
	}
	return list;
}

static json_t *marks_json(unsigned marks)
{
	json_t *list = json_array();
	for (int i = 0; i < MARK_COUNT; i++)
		if (marks & 1U << i)
			json_array_append_new(list, json_string(mark_code((enum mark)(1U << i))));
	return list;
}

/* Every term that counts, also what it takes away. */
static json_t *cost_json(const struct plan_proposal *proposal)
{
	json_t *terms = json_array();
	for (int i = 0; i < TERM_COUNT; i++) {
		json_t *term = json_object();
		json_object_set_new(term, "term", json_string(plan_term_code((enum plan_term)i)));
		json_object_set_new(term, "points", json_integer(proposal->terms[i]));
		json_array_append_new(terms, term);
	}
	return json_pack("{s:i, s:o}", "total", proposal->cost, "terms", terms);
}

static json_t *texts_json(const char *const *texts, int count)
{
	json_t *list = json_array();
	for (int i = 0; i < count; i++)
		if (texts[i])
			json_array_append_new(list, cli_json_text(texts[i]));
	return list;
}

static json_t *rules_json(unsigned rules)
{
	json_t *list = json_array();
	for (int i = 0; i < RULE_COUNT; i++)
		if (rules & 1U << i)
			json_array_append_new(list, json_string(plan_rule_id((enum plan_rule)i)));
	return list;
}

json_t *proposal_json(const struct site *site, const struct office_proposal *proposal)
{
	const struct plan_candidate *candidate = &proposal->plan.candidate;
	json_t *value = json_object();
	json_t *advisor = json_object();
	json_object_set_new(advisor, "id", cli_json_text(site->staff[candidate->advisor].code));
	json_object_set_new(advisor, "name", cli_json_text(proposal->advisor_name));
	json_t *mobility = json_object();
	json_object_set_new(mobility, "kind", json_string(mobility_code(candidate->mobility)));
	json_object_set_new(mobility, "unit", cli_json_text(proposal->unit_code));
	json_object_set_new(value, "date", cli_json_date(candidate->day));
	json_object_set_new(value, "time", cli_json_time(candidate->start));
	json_object_set_new(value, "minutes", json_integer(candidate->minutes));
	json_object_set_new(value, "advisor", advisor);
	json_object_set_new(value, "handback", handback_json(candidate));
	json_object_set_new(value, "mobility", mobility);
	json_object_set_new(value, "work", work_json(site, candidate));
	json_object_set_new(value, "marks", marks_json(candidate->marks));
	json_object_set_new(value, "cost", cost_json(&proposal->plan));
	json_object_set_new(value, "reasons", texts_json(proposal->reasons, 3));
	json_object_set_new(value, "cautions", texts_json(proposal->cautions, 2));
	json_object_set_new(value, "needs_authority", rules_json(proposal->plan.needs_authority));
	return value;
}

json_t *proposals_json(const struct site *site, const struct office_slots *slots)
{
	json_t *list = json_array();
	for (int i = 0; i < slots->count; i++)
		json_array_append_new(list, proposal_json(site, &slots->proposals[i]));
	return list;
}

static json_t *callback_json(const struct office_slots *slots)
{
	if (!slots->callback)
		return json_null();
	json_t *value = json_object();
	json_object_set_new(value, "by", cli_json_instant(slots->callback_by));
	json_object_set_new(value, "reason", cli_json_text(slots->callback_reason));
	return value;
}

static json_t *days_json(const struct office_slots *slots)
{
	json_t *list = json_array();
	for (size_t i = 0; i < slots->day_count; i++) {
		const struct office_day *day = &slots->days[i];
		json_t *blocked = json_array();
		for (int b = 0; b < day->block_count; b++) {
			json_t *block = json_object();
			json_object_set_new(block, "rule", json_string(plan_rule_id(day->blocks[b].rule)));
			json_object_set_new(block, "text", cli_json_text(day->blocks[b].text));
			json_object_set_new(block, "starts", json_integer(day->blocks[b].starts));
			json_array_append_new(blocked, block);
		}
		json_t *item = json_object();
		json_object_set_new(item, "date", cli_json_date(day->day));
		json_object_set_new(item, "open", json_boolean(day->open));
		json_object_set_new(item, "blocked", blocked);
		json_array_append_new(list, item);
	}
	return list;
}

json_t *slots_json(const struct site *site, const struct office_slots *slots)
{
	json_t *value = json_object();
	json_object_set_new(value, "class", json_string(request_class_code(slots->class)));
	json_object_set_new(value, "proposals", proposals_json(site, slots));
	json_object_set_new(value, "callback", callback_json(slots));
	json_object_set_new(value, "days", days_json(slots));
	return value;
}

static json_t *moved_json(const struct office_difference *moved, int count)
{
	json_t *list = json_array();
	for (int i = 0; i < count; i++) {
		json_t *item = json_object();
		json_object_set_new(item, "what", json_string(moved[i].what));
		json_object_set_new(item, "from", cli_json_text(moved[i].from));
		json_object_set_new(item, "to", cli_json_text(moved[i].to));
		json_array_append_new(list, item);
	}
	return list;
}

static json_t *booked_json(const struct site *site, const struct office_booking *booking)
{
	json_t *value = json_object();
	json_t *appointment = proposal_json(site, &booking->appointment);
	json_t *cautions = texts_json(booking->cautions, booking->caution_count);
	json_array_extend(json_object_get(appointment, "cautions"), cautions);
	json_decref(cautions);
	json_object_set_new(value, "id", cli_json_text(booking->file_id));
	json_object_set_new(value, "number", json_integer(booking->number));
	json_object_set_new(value, "title", cli_json_text(booking->title));
	json_object_set_new(value, "appointment", appointment);
	return value;
}

static json_t *refused_json(const struct site *site, const struct office_booking *booking)
{
	json_t *refused = json_array();
	for (int i = 0; i < booking->refused_count; i++) {
		json_t *item = json_object();
		json_object_set_new(item, "rule", json_string(plan_rule_id(booking->refused[i].rule)));
		json_object_set_new(item, "text", cli_json_text(booking->refused[i].text));
		json_array_append_new(refused, item);
	}
	json_t *value = json_object();
	json_object_set_new(value, "refused", refused);
	json_object_set_new(value, "proposals", proposals_json(site, &booking->fresh));
	return value;
}

/* "A2 B1: …" on standard error: the ids, and what is behind them. */
static void refusal_tell(const struct cli *cli, const struct office_booking *booking)
{
	struct error err = { .code = ERROR_REFUSED };
	struct buffer text = { 0 };
	unsigned named = 0;
	for (int i = 0; i < booking->refused_count; i++) {
		enum plan_rule rule = booking->refused[i].rule;
		if (!(named & 1U << rule))
			buffer_printf(&text, "%s%s", i ? " " : "", plan_rule_id(rule));
		named |= 1U << rule;
	}
	for (int i = 0; i < booking->refused_count; i++)
		buffer_printf(&text, "%s %s", i ? ";" : ":", booking->refused[i].told);
	if (booking->taken)
		buffer_printf(&text, " (%s)", booking->taken);
	error_set(&err, ERROR_REFUSED, "%s", buffer_text(&text));
	cli_fail(cli, &err);
	buffer_finish(&text);
}

static void moment_add(struct buffer *out, civil_day day, int minute)
{
	char date[CIVIL_DATE_SIZE], time[CIVIL_TIME_SIZE];
	buffer_printf(out, "%s %s", civil_format_date(day, date), civil_format_time(minute, time));
}

static void proposal_print(const struct site *site, const struct office_proposal *proposal,
			   struct buffer *out)
{
	const struct plan_candidate *candidate = &proposal->plan.candidate;
	moment_add(out, candidate->day, candidate->start);
	buffer_printf(out, "  %d'  ", candidate->minutes);
	text_show(out, site->staff[candidate->advisor].name);
	buffer_printf(out, "  %s ", _("hand-back"));
	moment_add(out, candidate->handback.day, candidate->handback.minute);
	buffer_printf(out, "  %s", label_mobility(candidate->mobility));
	if (proposal->unit_code) {
		buffer_add_char(out, ' ');
		text_show(out, proposal->unit_code);
	}
	buffer_add_char(out, '\n');
	for (int i = 0; i < 3 && proposal->reasons[i]; i++) {
		buffer_add(out, "     + ");
		text_show(out, proposal->reasons[i]);
		buffer_add_char(out, '\n');
	}
	for (int i = 0; i < 2 && proposal->cautions[i]; i++) {
		buffer_add(out, "     ! ");
		text_show(out, proposal->cautions[i]);
		buffer_add_char(out, '\n');
	}
}

void proposals_print(const struct site *site, const struct office_slots *slots, struct buffer *out)
{
	for (int i = 0; i < slots->count; i++) {
		buffer_printf(out, "%d  ", i + 1);
		proposal_print(site, &slots->proposals[i], out);
	}
	if (!slots->callback)
		return;
	buffer_printf(out, "%s ", _("call back:"));
	text_show(out, slots->callback_reason ? slots->callback_reason : "");
	buffer_add_char(out, '\n');
}

static int booking_print(const struct cli *cli, const struct site *site, const struct office_booking *booking)
{
	struct buffer out = { 0 };
	if (booking->booked) {
		buffer_printf(&out, "%d  ", booking->number);
		text_show(&out, booking->title ? booking->title : "");
		buffer_add(&out, "\n   ");
		proposal_print(site, &booking->appointment, &out);
	} else {
		proposals_print(site, &booking->fresh, &out);
	}
	int status = cli_print(cli, buffer_text(&out));
	buffer_finish(&out);
	return status;
}

static int answer_end(const struct cli *cli, const struct office_booking *booking, int status)
{
	if (booking->booked)
		return status;
	refusal_tell(cli, booking);
	return status ? status : CLI_EXIT_REFUSED;
}

int booking_answer(const struct cli *cli, const struct site *site, const struct office_booking *booking)
{
	int status;
	if (cli_format_of(cli, FORMAT_JSON) == FORMAT_JSON)
		status = cli_json_print(cli, booking->booked ? booked_json(site, booking)
							     : refused_json(site, booking));
	else
		status = booking_print(cli, site, booking);
	return answer_end(cli, booking, status);
}

static int changed_print(const struct cli *cli, const struct site *site, const struct office_changed *changed)
{
	int status = booking_print(cli, site, &changed->booking);
	struct buffer out = { 0 };
	for (int i = 0; i < changed->moved_count; i++) {
		const struct office_difference *moved = &changed->moved[i];
		buffer_printf(&out, "   > %s: ", cli_word_moved(moved->what));
		text_show(&out, moved->from);
		buffer_add(&out, " -> ");
		text_show(&out, moved->to);
		buffer_add_char(&out, '\n');
	}
	if (!status && out.len)
		status = cli_print(cli, buffer_text(&out));
	buffer_finish(&out);
	return status;
}

int changed_answer(const struct cli *cli, const struct site *site, const struct office_changed *changed)
{
	const struct office_booking *booking = &changed->booking;
	if (cli_format_of(cli, FORMAT_JSON) != FORMAT_JSON)
		return answer_end(cli, booking, changed_print(cli, site, changed));
	json_t *value = booking->booked ? booked_json(site, booking) : refused_json(site, booking);
	if (booking->booked)
		json_object_set_new(value, "moved", moved_json(changed->moved, changed->moved_count));
	return answer_end(cli, booking, cli_json_print(cli, value));
}
