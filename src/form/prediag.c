#include "form/prediag.h"

#include <stdio.h>
#include <string.h>

#include "form/entry.h"
#include "form/family.h"

/* --- what it amounts to --- */

const char *form_flag_code(enum form_flag_level level)
{
	switch (level) {
	case FORM_FLAG_NONE:
		break;
	case FORM_FLAG_CAUTION:
		return "caution";
	case FORM_FLAG_URGENT:
		return "urgent";
	case FORM_FLAG_STOP:
		return "stop";
	}
	return "none";
}

static unsigned attends_bit(const char *who)
{
	if (strcmp(who, "foreman") == 0)
		return FORM_ATTENDS_FOREMAN;
	return strcmp(who, "technician") == 0 ? FORM_ATTENDS_TECHNICIAN : FORM_ATTENDS_EV;
}

static void add_family(struct form_prediag *prediag, const struct form_step *step)
{
	const struct form_routing *routing = &step->routing;
	if (prediag->family_count == FORM_PREDIAG_FAMILIES_MAX)
		return;
	prediag->families[prediag->family_count++] = step;
	if (routing->diagnosis_minutes > prediag->minutes)
		prediag->minutes = routing->diagnosis_minutes;
	if (routing->reception_minutes > prediag->reception_minutes)
		prediag->reception_minutes = routing->reception_minutes;
	for (size_t i = 0; i < routing->attendance_count; i++)
		prediag->attends |= attends_bit(routing->attendance[i]);
}

/* What is asked now: seen, answered, wanted. */
static void look_at_step(const struct form_answers *answers, const struct form_step *step,
			 struct form_prediag *prediag)
{
	bool asks = false;
	for (size_t i = 0; i < step->field_count; i++) {
		const struct form_field *field = &step->fields[i];
		if (field->filled || !form_field_visible(answers, field))
			continue;
		asks = true;
		if (form_answers_written(answers, field))
			prediag->begun = true;
		else
			prediag->open++;
	}
	const struct form_field *missing = form_step_missing(answers, step);
	if (missing && !prediag->wanted)
		prediag->wanted = missing;
	if (asks && !form_answers_visited(answers, step) && !prediag->unseen)
		prediag->unseen = step;
}

void form_prediag_look(const struct form_answers *answers, struct form_prediag *prediag)
{
	const struct form_set *set = form_answers_set_of(answers);
	const struct form *form = form_find(set, FORM_PREDIAG);
	*prediag = (struct form_prediag){ 0 };
	if (!form)
		return;
	prediag->hurried = form_answers_has(answers, "prediag_done", "red-flags");
	prediag->level = form_answers_flag(answers, NULL, &prediag->flag, &prediag->people);
	for (size_t i = 0; i < form_answers_count(answers, "family"); i++) {
		const struct form_step *step =
			form_family_find(set, form_answers_value(answers, "family", i));
		if (step && form_step_visible(answers, step))
			add_family(prediag, step);
	}
	for (const struct form_step *step = form_step_next(answers, form, NULL); step;
	     step = form_step_next(answers, form, step))
		look_at_step(answers, step, prediag);
}

bool form_prediag_is_done(const struct form_prediag *prediag)
{
	return prediag->begun && prediag->family_count > 0 && !prediag->wanted && !prediag->unseen;
}

bool form_prediag_is_asked(const struct form_prediag *prediag)
{
	return prediag->begun && prediag->family_count > 0 && !prediag->wanted && !prediag->hurried;
}

/* --- the summary --- */

struct summary {
	const struct form_answers *answers;
	const struct phrases *phrases;
	enum form_lang lang;
	struct buffer *out;
	struct buffer not_sure;
	int not_asked;
};

static void say(const struct summary *s, const char *phrase, const char *name, int number)
{
	char text[16];
	snprintf(text, sizeof text, "%d", number);
	struct fill_value value = { name, text };
	phrase_format(s->phrases, phrase, s->lang, &value, name ? 1 : 0, s->out);
}

static const char *label_of(const struct summary *s, const struct form_field *field)
{
	return field->shorter.in[s->lang] ? field->shorter.in[s->lang] : field->label.in[s->lang];
}

static bool is_unsure(const struct summary *s, const struct form_field *field)
{
	return form_answers_has(s->answers, field->id, "unknown");
}

static enum form_flag_level flag_of(const struct summary *s, const struct form_field *field)
{
	bool people = false;
	if (field->flag_count == 0 || !form_answers_written(s->answers, field))
		return FORM_FLAG_NONE;
	return form_field_flag(field, s->answers, &people);
}

/* "Pedal to the floor: Yes"; an option that speaks for itself stands alone. */
static void add_answer(const struct summary *s, const struct form_field *field)
{
	bool named = field->shorter.in[s->lang] != NULL ||
		     (field->type != FORM_CHOICE && field->type != FORM_SEVERAL);
	if (named)
		buffer_printf(s->out, "%s: ", label_of(s, field));
	form_entry_show(field, s->answers, s->lang, s->out);
}

/* One line of a step; @title NULL: without one. Dangers stand in a line of their own, and that all is well
 * is not told. */
static void add_step(struct summary *s, const struct form_step *step, const char *title)
{
	const char *between = "";
	for (size_t i = 0; i < step->field_count; i++) {
		const struct form_field *field = &step->fields[i];
		if (field->filled || !form_field_visible(s->answers, field))
			continue;
		if (!form_answers_written(s->answers, field)) {
			s->not_asked++;
		} else if (is_unsure(s, field)) {
			buffer_printf(&s->not_sure, "%s%s", s->not_sure.len ? ", " : "", label_of(s, field));
		} else if (flag_of(s, field) < FORM_FLAG_URGENT && strcmp(step->id, "SAF") != 0) {
			if (!*between)
				buffer_printf(s->out, "\n%s%s", title ? title : "", title ? ": " : "");
			buffer_add(s->out, between);
			add_answer(s, field);
			between = "; ";
		}
	}
}

static void add_flags(const struct summary *s)
{
	const struct form_set *set = form_answers_set_of(s->answers);
	const char *before = "\n! ";
	for (int level = FORM_FLAG_STOP; level >= FORM_FLAG_URGENT; level--)
		for (size_t i = 0; i < set->field_count; i++) {
			const struct form_field *field = &set->fields[i];
			if (strcmp(field->step->form->id, FORM_PREDIAG) != 0 ||
			    (int)flag_of(s, field) != level)
				continue;
			buffer_add(s->out, before);
			buffer_printf(s->out, "%s: ", label_of(s, field));
			form_entry_show(field, s->answers, s->lang, s->out);
			before = "; ";
		}
}

static void add_head(const struct summary *s, const struct form_prediag *prediag)
{
	char phrase[64];
	for (int i = 0; i < prediag->family_count; i++)
		buffer_printf(s->out, "%s%s", i ? " + " : "", prediag->families[i]->title.in[s->lang]);
	if (prediag->level == FORM_FLAG_NONE)
		return;
	buffer_add(s->out, s->out->len ? ". " : "");
	snprintf(phrase, sizeof phrase, "prediag-level-%s", form_flag_code(prediag->level));
	say(s, phrase, NULL, 0);
}

/* "diagnosis 90 min, technician joins" */
static void add_routing(const struct summary *s, const struct form_prediag *prediag)
{
	static const char *const who[] = { "prediag-attendance-foreman", "prediag-attendance-technician",
					   "prediag-attendance-ev-specialist" };
	const char *between = "\n";
	if (prediag->minutes) {
		buffer_add(s->out, between);
		say(s, "prediag-time", "minutes", prediag->minutes);
		between = ", ";
	}
	for (size_t i = 0; i < sizeof who / sizeof who[0]; i++)
		if (prediag->attends & 1U << i) {
			buffer_add(s->out, between);
			say(s, who[i], NULL, 0);
			between = ", ";
		}
}

static void add_gaps(const struct summary *s, const struct form_prediag *prediag)
{
	if (s->not_sure.len) {
		buffer_add(s->out, "\n");
		say(s, "prediag-not-sure", NULL, 0);
		buffer_printf(s->out, ": %s", s->not_sure.text);
	}
	if (prediag->hurried) {
		buffer_add(s->out, "\n");
		say(s, "prediag-hurried", NULL, 0);
	} else if (s->not_asked) {
		buffer_add(s->out, "\n");
		say(s, "prediag-not-asked", "count", s->not_asked);
	}
}

void form_prediag_summary(const struct form_answers *answers, enum form_lang lang,
			  const struct phrases *phrases, struct buffer *out)
{
	struct buffer text = { 0 };
	struct summary s = { .answers = answers, .phrases = phrases, .lang = lang, .out = &text };
	struct form_prediag prediag;
	const struct form *form = form_find(form_answers_set_of(answers), FORM_PREDIAG);
	form_prediag_look(answers, &prediag);
	if (!form || !prediag.begun)
		return;
	add_head(&s, &prediag);
	add_flags(&s);
	for (const struct form_step *step = form_step_next(answers, form, NULL); step;
	     step = form_step_next(answers, form, step)) {
		bool family = prediag.family_count > 1 &&
			      form_family_find(form_answers_set_of(answers), step->id) != NULL;
		if (strcmp(step->id, "FAM") != 0)
			add_step(&s, step, family ? step->title.in[lang] : NULL);
	}
	add_routing(&s, &prediag);
	add_gaps(&s, &prediag);
	const char *from = buffer_text(&text);
	buffer_add(out, from + (*from == '\n'));
	buffer_finish(&text);
	buffer_finish(&s.not_sure);
}
