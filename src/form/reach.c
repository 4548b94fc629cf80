/* Whether answers exist that lead to a step, a field or a line: along one chain of conditions every answer
 * that has one value must be able to keep one. */
#include "form/build.h"

#include <stdlib.h>
#include <string.h>

#include "base/i18n.h"
#include "form/known.h"

enum { VALUES_MAX = 64 };

/* What is still possible along a chain, per field and fact. */
struct chain {
	const struct build *build;
	uint64_t *possible; /* a bit per option; all ones at first */
	bool *walked;       /* the field's own conditions are in the chain already */
};

static bool is_single(const struct build *build, size_t field)
{
	return field >= build->field_count || build->fields[field].type == FORM_CHOICE ||
	       build->fields[field].type == FORM_YES_NO;
}

/* Position of @value among the options of a field or the values of a fact. */
static size_t position(const struct build *build, size_t field, const char *value)
{
	if (field < build->field_count)
		return (size_t)(form_option_find(&build->fields[field], value) -
				build->fields[field].options);
	const char *values = form_facts[field - build->field_count].values;
	size_t index = 0;
	for (const char *word = values; word; word = strchr(word, ' '), index++) {
		word += *word == ' ';
		size_t len = strcspn(word, " ");
		if (strlen(value) == len && strncmp(word, value, len) == 0)
			return index;
	}
	return VALUES_MAX;
}

static uint64_t every_value(const struct build *build, size_t field)
{
	size_t count = 0;
	if (field < build->field_count) {
		count = build->fields[field].option_count;
	} else {
		const char *values = form_facts[field - build->field_count].values;
		for (count = 1; (values = strchr(values, ' ')); values++)
			count++;
	}
	return count >= VALUES_MAX ? UINT64_MAX : (UINT64_C(1) << count) - 1;
}

static bool walk(struct chain *chain, const struct form_conditions *conditions);

static bool walk_field(struct chain *chain, size_t index)
{
	if (index >= chain->build->field_count || chain->walked[index])
		return true;
	chain->walked[index] = true;
	const struct form_field *field = &chain->build->fields[index];
	return walk(chain, &field->when) && walk(chain, &field->step->when);
}

static bool walk(struct chain *chain, const struct form_conditions *conditions)
{
	for (size_t i = 0; i < conditions->count; i++) {
		const struct form_condition *condition = &conditions->items[i];
		if (!condition->negated && !walk_field(chain, condition->field))
			return false;
		if (!is_single(chain->build, condition->field))
			continue;
		uint64_t values = 0;
		for (size_t j = 0; j < condition->value_count; j++) {
			size_t bit = position(chain->build, condition->field, condition->values[j]);
			values |= bit < VALUES_MAX ? UINT64_C(1) << bit : 0;
		}
		uint64_t *possible = &chain->possible[condition->field];
		*possible &= condition->negated ? ~values : values;
		if (!condition->negated && (*possible & every_value(chain->build, condition->field)) == 0)
			return false;
		/* An answer that is not given satisfies `isnt`, unless another condition needs it. */
		if (condition->negated && chain->walked[condition->field] &&
		    (*possible & every_value(chain->build, condition->field)) == 0)
			return false;
	}
	return true;
}

/* True when answers exist for @own together with @outer. */
static bool reachable(const struct build *build, const struct form_conditions *own,
		      const struct form_conditions *outer)
{
	size_t count = build->field_count + form_fact_count;
	struct chain chain = {
		.build = build,
		.possible = malloc(count * sizeof *chain.possible),
		.walked = calloc(count, sizeof *chain.walked),
	};
	if (!chain.possible || !chain.walked)
		abort();
	memset(chain.possible, 0xFF, count * sizeof *chain.possible);
	bool found = walk(&chain, outer) && walk(&chain, own);
	free(chain.possible);
	free(chain.walked);
	return found;
}

void build_check_reach(const struct build *build)
{
	static const struct form_conditions always;
	for (size_t i = 0; i < build->step_count; i++) {
		const struct form_step *step = &build->steps[i];
		if (!reachable(build, &step->when, &always))
			mistakes_add(build->mistakes, build->step_places[i].file, build->step_places[i].line,
				     _("no answers lead to step '%s'; look at its 'when'"), step->id);
	}
	for (size_t i = 0; i < build->field_count; i++) {
		const struct form_field *field = &build->fields[i];
		if (!reachable(build, &field->when, &field->step->when) &&
		    reachable(build, &field->step->when, &always))
			mistakes_add(build->mistakes, build->field_places[i].file,
				     build->field_places[i].line,
				     _("no answers lead to field '%s'; look at its 'when'"), field->id);
	}
	for (size_t i = 0; i < build->say_count; i++) {
		const struct built_say *built = &build->says[i];
		const struct form_step *step = &build->steps[built->step];
		if (!reachable(build, &built->say->when, &step->when) &&
		    reachable(build, &step->when, &always))
			mistakes_add(build->mistakes, built->file, built->line,
				     _("no answers lead to this line; look at its 'when'"));
	}
}
