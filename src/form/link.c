#include "form/build.h"

#include <string.h>

#include "base/i18n.h"
#include "form/known.h"

static void *settled(struct build *build, const void *array, size_t count, size_t size)
{
	void *place = arena_alloc(&build->arena, count * size);
	if (count)
		memcpy(place, array, count * size);
	return place;
}

/* From here on their places are what others point to. */
static void settle(struct build *build)
{
	build->forms = settled(build, build->forms, build->form_count, sizeof *build->forms);
	build->steps = settled(build, build->steps, build->step_count, sizeof *build->steps);
	build->fields = settled(build, build->fields, build->field_count, sizeof *build->fields);
}

static void point(struct build *build)
{
	for (size_t i = 0; i < build->form_count; i++) {
		struct form *form = &build->forms[i];
		form->steps = build->steps + build->form_steps[i];
		for (size_t j = 0; j < form->step_count; j++)
			build->steps[build->form_steps[i] + j].form = form;
	}
	for (size_t i = 0; i < build->step_count; i++) {
		struct form_step *step = &build->steps[i];
		step->fields = build->fields + build->step_fields[i];
		for (size_t j = 0; j < step->field_count; j++)
			build->fields[build->step_fields[i] + j].step = step;
	}
}

static const struct form_fact *fact_find(const char *id, size_t *index)
{
	for (size_t i = 0; i < form_fact_count; i++) {
		if (strcmp(form_facts[i].id, id) == 0) {
			*index = i;
			return &form_facts[i];
		}
	}
	return NULL;
}

static struct form_field *field_find(const struct build *build, const char *id)
{
	for (size_t i = 0; i < build->field_count; i++)
		if (strcmp(build->fields[i].id, id) == 0)
			return &build->fields[i];
	return NULL;
}

static void check_ids(const struct build *build)
{
	for (size_t i = 0; i < build->step_count; i++) {
		const struct form_step *step = &build->steps[i];
		for (size_t j = 0; j < i && *step->id; j++)
			if (strcmp(build->steps[j].id, step->id) == 0)
				mistakes_add(build->mistakes, build->step_places[i].file,
					     build->step_places[i].line, _("a second step with the id '%s'"),
					     step->id);
	}
	for (size_t i = 0; i < build->field_count; i++) {
		const struct form_field *field = &build->fields[i];
		const struct built_place *place = &build->field_places[i];
		size_t fact = 0;
		if (*field->id && field_find(build, field->id) != field)
			mistakes_add(build->mistakes, place->file, place->line,
				     _("a second field with the id '%s'"), field->id);
		if (fact_find(field->id, &fact))
			mistakes_add(build->mistakes, place->file, place->line,
				     _("the field id '%s' is the name of a fact; choose another"), field->id);
	}
}

/* `instead` names another field of the same step. */
static void link_instead(const struct build *build)
{
	for (size_t i = 0; i < build->field_count; i++) {
		const struct built_place *place = &build->field_places[i];
		if (!place->instead)
			continue;
		const struct form_field *other = field_find(build, place->instead);
		if (other && other->step == build->fields[i].step && other != &build->fields[i])
			build->fields[i].instead = other;
		else
			mistakes_add(build->mistakes, place->file, place->line,
				     _("'instead' names '%s', which is no other field of this step"),
				     place->instead);
	}
}

static void check_sheets(const struct build *build)
{
	for (size_t i = 0; i < build->step_count; i++) {
		const struct form_step *step = &build->steps[i];
		bool found = !step->sheet;
		for (size_t j = 0; j < build->form_count && !found; j++)
			found = strcmp(build->forms[j].id, step->sheet) == 0;
		if (!found)
			mistakes_add(build->mistakes, build->step_places[i].file, build->step_places[i].line,
				     _("no form named '%s' for this step's 'sheet'"), step->sheet);
	}
}

/* Earlier is: in the same form before the owner (a line to say may speak of its own step's fields), or in the
 * phone script, which comes before every other form. */
static bool is_earlier(const struct build *build, const struct built_condition *built, size_t field)
{
	const struct form_step *step = build->fields[field].step;
	size_t form = (size_t)(step->form - build->forms);
	if (form != built->form)
		return form == 0 && strcmp(build->forms[0].id, "phone_script") == 0;
	if (built->owner == OWNER_SAY)
		return step->index <= built->step;
	return field < built->field;
}

static void resolve_fact(const struct build *build, const struct built_condition *built,
			 const struct form_fact *fact, size_t index)
{
	struct form_condition *condition = built->condition;
	condition->field = build->field_count + index;
	for (size_t i = 0; i < condition->value_count; i++)
		if (!form_fact_has(fact, condition->values[i]))
			mistakes_add(build->mistakes, built->file, built->line,
				     _("'%s' is never '%.40s'; it is one of: %s"), fact->id,
				     condition->values[i], fact->values);
}

static void resolve_field(const struct build *build, const struct built_condition *built,
			  const struct form_field *field)
{
	struct form_condition *condition = built->condition;
	condition->field = field->index;
	if (!is_earlier(build, built, field->index)) {
		mistakes_add(build->mistakes, built->file, built->line,
			     _("the condition speaks of '%s', which is not asked before"), field->id);
		return;
	}
	if (!field->option_count && !(field->type == FORM_SEVERAL && field->reference)) {
		mistakes_add(build->mistakes, built->file, built->line,
			     _("the condition speaks of '%s', which has no options"), field->id);
		return;
	}
	for (size_t i = 0; i < condition->value_count && field->option_count; i++)
		if (!form_option_find(field, condition->values[i]))
			mistakes_add(build->mistakes, built->file, built->line,
				     _("'%s' has no option '%.40s'"), field->id, condition->values[i]);
}

static void resolve(const struct build *build)
{
	for (size_t i = 0; i < build->condition_count; i++) {
		const struct built_condition *built = &build->conditions[i];
		size_t index = 0;
		const struct form_fact *fact = fact_find(built->name, &index);
		const struct form_field *field = fact ? NULL : field_find(build, built->name);
		if (fact)
			resolve_fact(build, built, fact, index);
		else if (field)
			resolve_field(build, built, field);
		else
			mistakes_add(build->mistakes, built->file, built->line,
				     _("the condition speaks of '%s', which no form asks"), built->name);
	}
}

static bool is_field(const void *context, const char *name)
{
	return field_find(context, name) != NULL;
}

static void check_say(const struct build *build)
{
	for (size_t i = 0; i < build->say_count; i++) {
		const struct built_say *built = &build->says[i];
		const struct text_place place = { build->mistakes, built->file, built->line, is_field,
						  build };
		text_check(&place, &built->say->text);
		for (int persona = 0; persona < FORM_PERSONAS; persona++)
			if (built->say->by_persona[persona].in[FORM_EN])
				text_check(&place, &built->say->by_persona[persona]);
	}
}

void build_link(struct build *build)
{
	size_t before = build->mistakes->count;
	settle(build);
	point(build);
	check_ids(build);
	check_sheets(build);
	link_instead(build);
	resolve(build);
	check_say(build);
	if (build->mistakes->count == before)
		build_check_reach(build);
}
