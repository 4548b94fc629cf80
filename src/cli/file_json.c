#include "cli/file_json.h"

#include <string.h>

#include "cli/output.h"
#include "model/campaign.h"
#include "model/rules.h"

static json_t *customer_json(const struct customer *customer)
{
	json_t *value = json_object();
	json_object_set_new(value, "id", cli_json_text(customer->id));
	json_object_set_new(value, "type", json_string(customer->company ? "company" : "person"));
	json_object_set_new(value, "family", cli_json_text(customer->family));
	json_object_set_new(value, "given", cli_json_text(customer->given));
	json_object_set_new(value, "company", cli_json_text(customer->company_name));
	json_object_set_new(value, "mobile", cli_json_text(customer->mobile));
	json_object_set_new(value, "email", cli_json_text(customer->email));
	json_object_set_new(value, "language", cli_json_text(customer->language));
	json_object_set_new(value, "persona", json_string(persona_code(customer->persona)));
	return value;
}

static json_t *vehicle_json(const struct vehicle *vehicle)
{
	json_t *value = json_object();
	json_object_set_new(value, "id", cli_json_text(vehicle->id));
	json_object_set_new(value, "vin", cli_json_text(vehicle->vin));
	json_object_set_new(value, "plate", cli_json_text(vehicle->plate));
	json_object_set_new(value, "model", cli_json_text(vehicle->model));
	json_object_set_new(value, "model_year",
			    vehicle->model_year ? json_integer(vehicle->model_year) : json_null());
	json_object_set_new(value, "energy", json_string(energy_code(vehicle->energy)));
	json_object_set_new(value, "mc20", json_boolean(vehicle->mc20));
	json_object_set_new(value, "mileage",
			    vehicle->mileage >= 0 ? json_integer(vehicle->mileage) : json_null());
	json_object_set_new(value, "owner", cli_json_text(vehicle->owner_id));
	return value;
}

static json_t *segments_json(const struct appointment *appointment)
{
	json_t *list = json_array();
	for (size_t i = 0; i < appointment->segment_count; i++) {
		const struct file_segment *segment = &appointment->segments[i];
		json_t *item = json_object();
		json_object_set_new(item, "skill", cli_json_text(segment->skill));
		json_object_set_new(item, "date", cli_json_date(segment->day));
		json_object_set_new(item, "half", json_string(half_code(segment->half)));
		json_object_set_new(item, "minutes", json_integer(segment->minutes));
		json_array_append_new(list, item);
	}
	return list;
}

static json_t *advisor_json(const char *code, const char *name)
{
	json_t *value = json_object();
	json_object_set_new(value, "id", cli_json_text(code));
	json_object_set_new(value, "name", cli_json_text(name));
	return value;
}

static json_t *handback_json(const struct appointment *appointment, const struct site *site)
{
	const char *code = appointment->handback_advisor;
	int staff = code ? site_find_staff(site, code) : -1;
	json_t *value = json_object();
	json_object_set_new(value, "date", cli_json_date(appointment->handback_day));
	json_object_set_new(value, "time", cli_json_time(appointment->handback_start));
	json_object_set_new(value, "minutes", json_integer(appointment->handback_minutes));
	json_object_set_new(value, "advisor", advisor_json(code, staff < 0 ? code : site->staff[staff].name));
	return value;
}

static json_t *appointment_json(const struct appointment *appointment, const struct site *site)
{
	char marks[128];
	json_t *value = json_object();
	json_t *mobility = json_object();
	json_object_set_new(mobility, "kind", json_string(mobility_code(appointment->mobility)));
	json_object_set_new(mobility, "unit", cli_json_text(appointment->unit));
	json_object_set_new(value, "title", cli_json_text(appointment->title));
	json_object_set_new(value, "state", json_string(appointment_state_code(appointment->state)));
	json_object_set_new(value, "class", json_string(request_class_code(appointment->class)));
	json_object_set_new(value, "date", cli_json_date(appointment->day));
	json_object_set_new(value, "time", cli_json_time(appointment->start));
	json_object_set_new(value, "minutes", json_integer(appointment->minutes));
	json_object_set_new(value, "advisor", advisor_json(appointment->advisor, appointment->advisor_name));
	json_object_set_new(value, "handback", handback_json(appointment, site));
	json_object_set_new(value, "mobility", mobility);
	json_object_set_new(value, "work", segments_json(appointment));
	json_object_set_new(value, "codes", cli_json_words(appointment->work));
	json_object_set_new(value, "marks",
			    cli_json_words(marks_text(appointment->marks, marks, sizeof marks)));
	json_object_set_new(value, "foreman", cli_json_text(appointment->foreman));
	json_object_set_new(value, "technician", cli_json_text(appointment->technician));
	return value;
}

/* {"form": {"field": value}}; several answers stand one a line. */
static json_t *answers_json(const struct customer_file *file)
{
	json_t *forms = json_object();
	for (size_t i = 0; i < file->answer_count; i++) {
		const struct file_answer *answer = &file->answers[i];
		json_t *form = json_object_get(forms, answer->form);
		if (!form) {
			form = json_object();
			json_object_set_new(forms, answer->form, form);
		}
		json_object_set_new(form, answer->field, cli_json_text(answer->value));
	}
	return forms;
}

static json_t *campaigns_json(const struct customer_file *file)
{
	json_t *list = json_array();
	for (size_t i = 0; i < file->campaign_count; i++) {
		const struct campaign_hit *hit = &file->campaigns[i];
		json_t *item = json_object();
		json_object_set_new(item, "id", cli_json_text(hit->id));
		json_object_set_new(item, "authority_no", cli_json_text(hit->authority_number));
		json_object_set_new(item, "type", json_string(campaign_type_code(hit->type)));
		json_object_set_new(item, "match", json_string(campaign_match_code(hit->match)));
		json_object_set_new(item, "title_en", cli_json_text(hit->title_en));
		json_object_set_new(item, "title_ko", cli_json_text(hit->title_ko));
		json_object_set_new(item, "status", cli_json_text(hit->status));
		json_object_set_new(item, "told",
				    hit->told_at ? cli_json_instant(hit->told_at) : json_null());
		json_object_set_new(item, "told_by", cli_json_text(hit->told_by));
		json_array_append_new(list, item);
	}
	return list;
}

static json_t *history_json(const struct customer_file *file)
{
	json_t *list = json_array();
	for (size_t i = 0; i < file->history_count; i++) {
		const struct file_event *event = &file->history[i];
		json_t *item = json_object();
		json_object_set_new(item, "at", cli_json_instant(event->at));
		json_object_set_new(item, "who", cli_json_text(event->who));
		json_object_set_new(item, "act", cli_json_text(event->act));
		json_object_set_new(item, "text", cli_json_text(event->text));
		json_array_append_new(list, item);
	}
	return list;
}

static json_t *standard_json(const struct standard_line *line)
{
	static const char *const units[] = {
		[STANDARD_NO_FIGURE] = NULL,    [STANDARD_TIMES] = "times", [STANDARD_MINUTES] = "minutes",
		[STANDARD_SECONDS] = "seconds", [STANDARD_DAYS] = "days",
	};
	const struct standard_row *row = &standard_rows[line->standard];
	json_t *item = json_object();
	json_object_set_new(item, "requirement", json_string(row->code));
	json_object_set_new(item, "also", cli_json_words(row->also));
	json_object_set_new(item, "title", json_string(row->title));
	json_object_set_new(item, "state", json_string(standard_state_code(line->state)));
	json_object_set_new(item, "figure", line->has_figure ? json_integer(line->figure) : json_null());
	json_object_set_new(item, "unit", cli_json_text(units[row->unit]));
	json_object_set_new(item, "reason", cli_json_text(line->reason));
	json_object_set_new(item, "at", cli_json_instant(line->at));
	json_object_set_new(item, "by", cli_json_text(line->by));
	return item;
}

/* What the standards ask of a file: points still open, and what its contact kept. */
static json_t *standards_json(const struct customer_file *file, const struct standard_list *standards)
{
	json_t *value = json_object(), *items = json_array();
	int met = 0;
	for (size_t i = 0; i < standards->count; i++) {
		met += standards->items[i].state == STANDARD_MET;
		json_array_append_new(items, standard_json(&standards->items[i]));
	}
	json_object_set_new(value, "open", cli_json_words(file->missing));
	json_object_set_new(value, "reception_checklist", json_string("to complete at reception"));
	json_object_set_new(value, "asked", json_integer((json_int_t)standards->count));
	json_object_set_new(value, "met", json_integer(met));
	json_object_set_new(value, "items", items);
	return value;
}

/* R32: kept even when there is none; null when it was never looked for. */
static json_t *contract_json(const struct file_checks *checks)
{
	const struct contract *contract = &checks->contract;
	if (!checks->contract_at)
		return json_null();
	json_t *value = json_object();
	json_object_set_new(value, "status", json_string(contract_status_code(contract->status)));
	json_object_set_new(value, "id", cli_json_text(contract->id));
	json_object_set_new(value, "type", cli_json_text(contract->type));
	json_object_set_new(value, "end", contract->end ? cli_json_date(contract->end) : json_null());
	json_object_set_new(value, "days_left",
			    contract->id && contract->days_left >= 0 ? json_integer(contract->days_left)
								     : json_null());
	json_object_set_new(value, "km_left",
			    contract->km_left >= 0 ? json_integer(contract->km_left) : json_null());
	json_object_set_new(value, "items", cli_json_words(contract->items ? contract->items : ""));
	json_object_set_new(value, "checked", cli_json_instant(checks->contract_at));
	return value;
}

/* R23, R63: who was compared with what, and how old that copy was. */
static json_t *owner_json(const struct file_checks *checks)
{
	const struct owner_check *owner = &checks->owner;
	if (!checks->owner_at)
		return json_null();
	json_t *value = json_object();
	json_object_set_new(value, "result", cli_json_text(owner->result));
	json_object_set_new(value, "dms_owner", cli_json_text(owner->dms_owner));
	json_object_set_new(value, "service_entry_owner", cli_json_text(owner->se_owner));
	json_object_set_new(value, "service_entry_as_of",
			    owner->se_as_of ? cli_json_date(owner->se_as_of) : json_null());
	json_object_set_new(value, "since", owner->since ? cli_json_date(owner->since) : json_null());
	json_object_set_new(value, "checked", cli_json_instant(checks->owner_at));
	json_object_set_new(value, "by", cli_json_text(checks->owner_by));
	return value;
}

static json_t *additions_json(const struct customer_file *file)
{
	json_t *list = json_array();
	for (size_t i = 0; i < file->addition_count; i++)
		json_array_append_new(list, cli_json_text(file->additions[i]));
	return list;
}

/* What the answers amount to; null when nothing was asked. */
static json_t *prediag_json(const struct file_beside *beside)
{
	static const char *const who[] = { "foreman", "technician", "ev-specialist" };
	const struct office_prediag *prediag = &beside->prediag[FORM_EN];
	if (!prediag->any)
		return json_null();
	json_t *value = json_object(), *families = json_array(), *attends = json_array();
	for (int i = 0; i < prediag->family_count; i++)
		json_array_append_new(families, json_string(prediag->family_codes[i]));
	for (size_t i = 0; i < sizeof who / sizeof who[0]; i++)
		if (prediag->attends & 1U << i)
			json_array_append_new(attends, json_string(who[i]));
	json_object_set_new(value, "level", json_string(form_flag_code(prediag->level)));
	json_object_set_new(value, "people_first", json_boolean(prediag->people));
	json_object_set_new(value, "done", json_boolean(prediag->done));
	json_object_set_new(value, "hurried", json_boolean(prediag->hurried));
	json_object_set_new(value, "families", families);
	json_object_set_new(value, "diagnosis_minutes", json_integer(prediag->minutes));
	json_object_set_new(value, "attendance", attends);
	json_object_set_new(value, "open_questions", json_integer(prediag->open));
	json_object_set_new(value, "summary_en", cli_json_text(prediag->summary));
	json_object_set_new(value, "summary_ko", cli_json_text(beside->prediag[FORM_KO].summary));
	return value;
}

json_t *file_json(const struct customer_file *file, const struct file_beside *beside,
		  const struct site *site)
{
	json_t *value = json_object();
	json_object_set_new(value, "id", cli_json_text(file->id));
	json_object_set_new(value, "number", json_integer(file->number));
	json_object_set_new(value, "opened", cli_json_instant(file->opened));
	json_object_set_new(value, "closed", cli_json_instant(file->closed));
	json_object_set_new(value, "operator", cli_json_text(file->operator_code));
	json_object_set_new(value, "channel", json_string(channel_code(file->channel)));
	json_object_set_new(value, "language", cli_json_text(file->language));
	json_object_set_new(value, "request", cli_json_text(file->request));
	json_object_set_new(value, "additions", additions_json(file));
	json_object_set_new(value, "note", cli_json_text(file->note));
	json_object_set_new(value, "mileage", file->mileage >= 0 ? json_integer(file->mileage) : json_null());
	json_object_set_new(value, "customer",
			    file->has_customer ? customer_json(&file->customer) : json_null());
	json_object_set_new(value, "vehicle", file->has_vehicle ? vehicle_json(&file->vehicle) : json_null());
	json_object_set_new(value, "answers", answers_json(file));
	json_object_set_new(value, "prediag", prediag_json(beside));
	json_object_set_new(value, "appointment",
			    file->has_appointment ? appointment_json(&file->appointment, site) : json_null());
	json_object_set_new(value, "campaigns", campaigns_json(file));
	json_object_set_new(value, "contract", contract_json(&beside->checks));
	json_object_set_new(value, "owner_check", owner_json(&beside->checks));
	json_object_set_new(value, "standards", standards_json(file, &beside->standards));
	json_object_set_new(value, "history", history_json(file));
	return value;
}
