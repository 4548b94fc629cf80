#include "desk/call_prediag.h"

#include <stdio.h>
#include <string.h>

#include "base/i18n.h"
#include "desk/desk_state.h"
#include "form/family.h"

static bool is_technical(const struct call *call)
{
	return form_answers_has(call->answers, "technical", "yes");
}

static bool has_field(const struct form_step *step, const char *id)
{
	for (size_t i = 0; step && i < step->field_count; i++)
		if (strcmp(step->fields[i].id, id) == 0)
			return true;
	return false;
}

static bool is_of_prediag(const struct form_step *step)
{
	return step && strcmp(step->form->id, FORM_PREDIAG) == 0;
}

/* --- facts --- */

/* The request and what was added to it. */
static void words_of(const struct call *call, struct buffer *out)
{
	const char *words = form_answers_get(call->answers, "request_verbatim");
	const char *more = form_answers_get(call->answers, "request_addition");
	buffer_printf(out, "%s %s", words ? words : "", more ? more : "");
}

void call_prediag_facts(struct call *call)
{
	const struct form_field *field;
	struct buffer words = { 0 };
	bool people;
	words_of(call, &words);
	bool danger = form_names_danger(form_answers_set_of(call->answers), buffer_text(&words));
	buffer_finish(&words);
	form_answers_flag(call->answers, NULL, &field, &people);
	form_answers_set(call->answers, "danger_word", danger ? "yes" : "no");
	form_answers_set(call->answers, "people_first", people ? "yes" : "no");
}

/* --- what follows from an answer --- */

/* Made anew from the answers, in the language of the site: whoever reads it works there. */
static void refresh_summary(struct desk *desk, struct call *call)
{
	struct buffer text = { 0 };
	form_prediag_summary(call->answers, form_lang_from_code(desk_site(desk)->language),
			     desk->office->phrases, &text);
	form_answers_fill(call->answers, "prediag_summary", buffer_text(&text));
	buffer_finish(&text);
}

/* Who should join, until the operator says so. */
static void suggest_attendance(struct call *call, const struct form_prediag *prediag)
{
	const char *codes[2];
	size_t count = 0;
	if (call->attendance_chosen)
		return;
	if (prediag->attends & FORM_ATTENDS_FOREMAN)
		codes[count++] = "foreman";
	if (prediag->attends & (FORM_ATTENDS_TECHNICIAN | FORM_ATTENDS_EV))
		codes[count++] = "technician";
	form_answers_set_values(call->answers, "attendance", codes, count);
}

bool call_prediag_changed(struct desk *desk, struct call *call, const struct form_field *field)
{
	struct form_prediag prediag;
	bool own = is_of_prediag(field->step) || has_field(field->step, "prediag_done");
	if (strcmp(field->id, "attendance") == 0)
		call->attendance_chosen = true;
	if (!own)
		return false;
	form_prediag_look(call->answers, &prediag);
	if (strcmp(field->id, "family") == 0)
		suggest_attendance(call, &prediag);
	refresh_summary(desk, call);
	bool other = prediag.level != call->level;
	call->level = prediag.level;
	return other || strcmp(field->id, "family") == 0;
}

const char *call_prediag_work(const struct desk *desk, const struct call *call)
{
	const struct site *site = desk_site(desk);
	struct form_prediag prediag;
	int best = -1, best_minutes = 0;
	form_prediag_look(call->answers, &prediag);
	for (int i = 0; prediag.minutes && i < site->work_count; i++) {
		int minutes = 0;
		for (int part = 0; part < site->work[i].part_count; part++)
			minutes += site->work[i].parts[part].minutes;
		if (!(site->work[i].flags & WORK_DIAGNOSIS))
			continue;
		/* The shortest that is long enough, else the longest. */
		bool enough = minutes >= prediag.minutes, had = best_minutes >= prediag.minutes;
		if (best < 0 || (enough && (!had || minutes < best_minutes)) ||
		    (!enough && !had && minutes > best_minutes)) {
			best = i;
			best_minutes = minutes;
		}
	}
	return best < 0 ? NULL : site->work[best].code;
}

bool call_prediag_stops(const struct call *call)
{
	return is_technical(call) && form_answers_has(call->answers, "safety", "stop") &&
	       !form_answers_has(call->answers, "recovery_ordered", "no");
}

bool call_prediag_urgent(const struct call *call)
{
	return is_technical(call) && (form_answers_has(call->answers, "safety", "stop") ||
				      form_answers_has(call->answers, "safety", "urgent"));
}

/* --- families --- */

/* Those for which the words speak nearly as much as for the likeliest. */
static size_t likely(const struct form_family *hits, size_t count)
{
	size_t taken = 0;
	while (taken < count && taken < FORM_PREDIAG_FAMILIES_MAX &&
	       hits[taken].score * 3 >= hits[0].score * 2)
		taken++;
	return taken;
}

static void suggest_families(struct desk *desk, struct call *call, const struct form_field *field)
{
	struct form_family hits[FORM_FAMILIES_MAX];
	const char *codes[FORM_PREDIAG_FAMILIES_MAX];
	struct buffer words = { 0 };
	words_of(call, &words);
	size_t count = form_families_named(call->answers, buffer_text(&words), hits, FORM_FAMILIES_MAX);
	buffer_finish(&words);
	count = likely(hits, count);
	for (size_t i = 0; i < count; i++)
		codes[i] = hits[i].step->id;
	if (count == 0)
		return;
	form_answers_set_values(call->answers, field->id, codes, count);
	call_changed(desk, call, field);
}

void call_prediag_arrive(struct desk *desk, struct call *call)
{
	const struct form_field *field = call->field;
	if (!is_of_prediag(call->step))
		return;
	if (!field || strcmp(field->id, "family") != 0)
		return;
	if (!form_answers_get(call->answers, "family"))
		suggest_families(desk, call, field);
	call_list_open(desk, call);
	if (call->list.field && form_answers_get(call->answers, "family"))
		call->list.selected = -1; /* Enter goes on with what stands there */
}

void call_prediag_list(struct desk *desk, struct call *call, struct call_list *list, const char *typed)
{
	struct form_family hits[FORM_FAMILIES_MAX];
	struct buffer words = { 0 };
	words_of(call, &words);
	size_t count =
		typed[0] ? form_families_typed(call->answers, typed, hits, FORM_FAMILIES_MAX)
			 : form_families_named(call->answers, buffer_text(&words), hits, FORM_FAMILIES_MAX);
	if (count == 0 && !typed[0])
		count = form_families_typed(call->answers, "", hits, FORM_FAMILIES_MAX);
	buffer_finish(&words);
	for (size_t i = 0; i < count && list->count < CALL_LIST_MAX; i++) {
		const struct form_step *step = hits[i].step;
		if (form_answers_has(call->answers, "family", step->id))
			continue;
		list->rows[list->count++] =
			(struct call_row){ .id = step->id, .text = step->title.in[desk->lang] };
	}
}

/* --- the way through --- */

/* Where to go on: a block that nobody saw, or with a danger that is not asked. */
static const struct form_step *open_step(const struct form_prediag *prediag)
{
	const struct form_step *wanted = prediag->wanted ? prediag->wanted->step : NULL;
	if (wanted && (!prediag->unseen || wanted->index < prediag->unseen->index))
		return wanted;
	return prediag->unseen;
}

bool call_prediag_leave(struct desk *desk, struct call *call)
{
	struct form_prediag prediag;
	if (!is_technical(call) || call->booked || !has_field(call->step, "prediag_done"))
		return true;
	form_prediag_look(call->answers, &prediag);
	const struct form_step *open = open_step(&prediag);
	if (!open)
		return true;
	call_go(desk, call, open);
	return false;
}

const struct form_step *call_prediag_back(const struct call *call)
{
	struct form_prediag prediag;
	if (!is_of_prediag(call->step) || !has_field(call->back, "prediag_done"))
		return call->back;
	form_prediag_look(call->answers, &prediag);
	bool quiet = prediag.level == FORM_FLAG_NONE && form_prediag_is_done(&prediag) &&
		     !form_step_missing(call->answers, call->back);
	const struct form_step *next =
		quiet ? form_step_next(call->answers, call->back->form, call->back) : NULL;
	return next ? next : call->back;
}

bool call_prediag_allows(const struct desk *desk, const struct call *call, struct error *err)
{
	struct form_prediag prediag;
	if (!is_technical(call))
		return true;
	form_prediag_look(call->answers, &prediag);
	if (form_prediag_is_done(&prediag))
		return true;
	const struct form_step *open = open_step(&prediag);
	return error_set(err, ERROR_REFUSED,
			 _("A technical problem: the pre-diagnosis comes before a date (open: %s). Ctrl+T "
			   "opens it; a hurried caller is asked the dangers only."),
			 open ? open->title.in[desk->lang] : _("symptom family"));
}

/* --- what is said --- */

static void add_line(struct buffer *out, const char *line)
{
	if (line)
		buffer_printf(out, "%s%s", out->len ? "\n" : "", line);
}

/* What the danger is where it must be told: at the questions, and where the script has them. */
static enum form_flag_level danger_at(const struct call *call, bool *people)
{
	const struct form_field *field;
	*people = false;
	if (!is_of_prediag(call->step) && !has_field(call->step, "prediag_done"))
		return FORM_FLAG_NONE;
	return form_answers_flag(call->answers, NULL, &field, people);
}

void call_prediag_say(struct values *values, struct buffer *out)
{
	const struct call *call = values->call;
	bool people;
	enum form_flag_level level = danger_at(call, &people);
	struct fill_value emergency = { "emergency", values_lookup(values, "emergency") };
	if (people)
		add_line(out, values_phrase(values, "flag-people", &emergency, 1));
	if (level != FORM_FLAG_NONE && is_of_prediag(call->step))
		add_line(out, values_coded(values, "flag-", form_flag_code(level)));
	if (call->step && call->step->form->questions && call->field && !call->field->filled &&
	    !call->field->search)
		add_line(out, call->field->label.in[values->lang]);
}

int call_prediag_alarms(const struct call *call)
{
	bool people;
	enum form_flag_level level = danger_at(call, &people);
	return people + (level >= FORM_FLAG_URGENT && is_of_prediag(call->step));
}
