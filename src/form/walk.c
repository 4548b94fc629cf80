/* What is asked and said, given the answers; how far a step is. */
#include <string.h>

#include "form/answers.h"
#include "form/answers_data.h"
#include "form/entry.h"

bool answers_lists(const struct form_condition *condition, const char *value)
{
	for (size_t i = 0; i < condition->value_count; i++)
		if (strcmp(condition->values[i], value) == 0)
			return true;
	return false;
}

bool answers_hold(const struct form_answers *answers, const struct form_condition *condition)
{
	return answers_among(answers, condition->field, condition->values, condition->value_count) !=
	       condition->negated;
}

static bool holds(const struct form_answers *answers, const struct form_conditions *when)
{
	for (size_t i = 0; i < when->count; i++)
		if (!answers_hold(answers, &when->items[i]))
			return false;
	return true;
}

bool answers_among(const struct form_answers *answers, size_t place, const char *const *values, size_t count)
{
	const struct answer *answer = &answers->items[place];
	if (answer->count == 0 || answer->wrong)
		return false;
	if (place < answers->set->field_count && !form_field_visible(answers, &answers->set->fields[place]))
		return false;
	for (size_t i = 0; i < answer->count; i++)
		for (size_t j = 0; j < count; j++)
			if (strcmp(answer->values[i], values[j]) == 0)
				return true;
	return false;
}

bool form_step_visible(const struct form_answers *answers, const struct form_step *step)
{
	return holds(answers, &step->when);
}

bool form_field_visible(const struct form_answers *answers, const struct form_field *field)
{
	return holds(answers, &field->when) && form_step_visible(answers, field->step);
}

bool form_say_visible(const struct form_answers *answers, const struct form_say *say)
{
	return holds(answers, &say->when);
}

bool form_answers_written(const struct form_answers *answers, const struct form_field *field)
{
	const struct answer *answer = &answers->items[field->index];
	return answer->count > 0 && !answer->wrong && form_field_visible(answers, field);
}

static bool is_missing(const struct form_answers *answers, const struct form_field *field)
{
	if (!field->required || answers->items[field->index].count > 0)
		return false;
	return !field->instead || !form_answers_written(answers, field->instead);
}

const struct form_field *form_step_missing(const struct form_answers *answers, const struct form_step *step)
{
	for (size_t i = 0; i < step->field_count; i++) {
		const struct form_field *field = &step->fields[i];
		if ((answers->items[field->index].wrong || is_missing(answers, field)) &&
		    form_field_visible(answers, field))
			return field;
	}
	return NULL;
}

static bool is_begun(const struct form_answers *answers, const struct form_step *step)
{
	if (answers->visited[step->index])
		return true;
	for (size_t i = 0; i < step->field_count; i++)
		if (answers->items[step->fields[i].index].count > 0 &&
		    form_field_visible(answers, &step->fields[i]))
			return true;
	return false;
}

enum form_step_state form_step_state(const struct form_answers *answers, const struct form_step *step)
{
	if (!is_begun(answers, step))
		return FORM_STEP_EMPTY;
	return form_step_missing(answers, step) ? FORM_STEP_OPEN : FORM_STEP_DONE;
}

static bool is_walked(const struct form_answers *answers, const struct form_step *step)
{
	return !step->anytime && form_step_visible(answers, step);
}

const struct form_step *form_step_next(const struct form_answers *answers, const struct form *form,
				       const struct form_step *step)
{
	for (size_t i = step ? (size_t)(step - form->steps) + 1 : 0; i < form->step_count; i++)
		if (is_walked(answers, &form->steps[i]))
			return &form->steps[i];
	return NULL;
}

const struct form_step *form_step_previous(const struct form_answers *answers, const struct form *form,
					   const struct form_step *step)
{
	for (size_t i = step ? (size_t)(step - form->steps) : form->step_count; i > 0; i--)
		if (is_walked(answers, &form->steps[i - 1]))
			return &form->steps[i - 1];
	return NULL;
}

enum form_flag_level form_answers_flag(const struct form_answers *answers, const struct form *form,
				       const struct form_field **field, bool *people)
{
	const struct form_set *set = answers->set;
	enum form_flag_level worst = FORM_FLAG_NONE;
	*field = NULL;
	*people = false;
	for (size_t i = 0; i < set->field_count; i++) {
		const struct form_field *asked = &set->fields[i];
		if (asked->flag_count == 0 || (form && asked->step->form != form) ||
		    !form_answers_written(answers, asked))
			continue;
		bool near = false;
		enum form_flag_level level = form_field_flag(asked, answers, &near);
		*people = *people || near;
		if (level <= worst)
			continue;
		worst = level;
		*field = asked;
	}
	return worst;
}

static const char *persona_of(const struct form_answers *answers, const struct form_field *field)
{
	if (field->type != FORM_CHOICE || !form_answers_written(answers, field))
		return NULL;
	const struct form_option *option = form_option_find(field, answers->items[field->index].values[0]);
	return option ? option->persona : NULL;
}

enum form_persona form_answers_persona(const struct form_answers *answers, int scores[FORM_PERSONA_UNKNOWN])
{
	int asked = 0;
	memset(scores, 0, FORM_PERSONA_UNKNOWN * sizeof *scores);
	for (size_t i = 0; i < answers->set->field_count; i++) {
		const char *persona = persona_of(answers, &answers->set->fields[i]);
		if (!persona)
			continue;
		asked++;
		scores[form_persona_from_id(persona)]++;
	}
	int best = 0;
	for (int i = 1; i < FORM_PERSONA_UNKNOWN; i++)
		if (scores[i] > scores[best])
			best = i;
	for (int i = 0; i < FORM_PERSONA_UNKNOWN; i++)
		if (i != best && scores[i] == scores[best])
			return FORM_PERSONA_UNKNOWN;
	return asked >= 2 ? (enum form_persona)best : FORM_PERSONA_UNKNOWN;
}
