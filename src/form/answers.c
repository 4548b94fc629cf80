#include "form/answers.h"

#include <stdlib.h>
#include <string.h>

#include "base/text.h"
#include "form/answers_data.h"
#include "form/known.h"

enum { UNDO_MAX = 500 };

static void *grown(void *array, size_t count, size_t element)
{
	void *more = realloc(array, (count + 1) * element);
	if (!more)
		abort();
	return more;
}

struct form_answers *form_answers_create(const struct form_set *set)
{
	struct form_answers *answers = calloc(1, sizeof *answers);
	if (!answers)
		abort();
	answers->set = set;
	answers->items = calloc(set->field_count + form_fact_count, sizeof *answers->items);
	answers->visited = calloc(set->step_count + 1, sizeof *answers->visited);
	if (!answers->items || !answers->visited)
		abort();
	return answers;
}

void answer_finish(struct answer *answer)
{
	for (size_t i = 0; i < answer->count; i++)
		free(answer->values[i]);
	free(answer->values);
	*answer = (struct answer){ 0 };
}

void form_answers_destroy(struct form_answers *answers)
{
	if (!answers)
		return;
	for (size_t i = 0; i < answers->set->field_count + form_fact_count; i++)
		answer_finish(&answers->items[i]);
	for (size_t i = 0; i < answers->undo_count; i++)
		answer_finish(&answers->undo[i].before);
	for (size_t i = 0; i < answers->foreign_count; i++)
		free(answers->foreign[i]);
	free(answers->foreign);
	free(answers->undo);
	free(answers->items);
	free(answers->visited);
	free(answers);
}

const struct form_set *form_answers_set_of(const struct form_answers *answers)
{
	return answers->set;
}

bool answers_place(const struct form_answers *answers, const char *id, size_t *place)
{
	const struct form_field *field = form_field_find(answers->set, id);
	if (field) {
		*place = field->index;
		return true;
	}
	for (size_t i = 0; i < form_fact_count; i++) {
		if (strcmp(form_facts[i].id, id) == 0) {
			*place = answers->set->field_count + i;
			return true;
		}
	}
	return false;
}

static const struct answer *answer_of(const struct form_answers *answers, const char *id)
{
	static const struct answer none;
	size_t place = 0;
	return answers_place(answers, id, &place) ? &answers->items[place] : &none;
}

const char *form_answers_get(const struct form_answers *answers, const char *id)
{
	return form_answers_value(answers, id, 0);
}

size_t form_answers_count(const struct form_answers *answers, const char *id)
{
	return answer_of(answers, id)->count;
}

const char *form_answers_value(const struct form_answers *answers, const char *id, size_t n)
{
	const struct answer *answer = answer_of(answers, id);
	return n < answer->count ? answer->values[n] : NULL;
}

bool form_answers_has(const struct form_answers *answers, const char *id, const char *value)
{
	const struct answer *answer = answer_of(answers, id);
	for (size_t i = 0; i < answer->count; i++)
		if (strcmp(answer->values[i], value) == 0)
			return true;
	return false;
}

bool answer_add(struct answer *answer, const char *value)
{
	size_t len = strlen(value);
	if (answer->count >= ANSWER_VALUES_MAX || len > ANSWER_LENGTH_MAX ||
	    !text_is_valid(value, len))
		return false;
	char *copy = strdup(value);
	if (!copy)
		abort();
	answer->values = grown(answer->values, answer->count, sizeof *answer->values);
	answer->values[answer->count++] = copy;
	return true;
}

static bool same(const struct answer *a, const struct answer *b)
{
	if (a->count != b->count || a->wrong != b->wrong)
		return false;
	for (size_t i = 0; i < a->count; i++)
		if (strcmp(a->values[i], b->values[i]) != 0)
			return false;
	return true;
}

static void remember(struct form_answers *answers, size_t field, struct answer before)
{
	if (answers->undo_count == UNDO_MAX) {
		answer_finish(&answers->undo[0].before);
		memmove(answers->undo, answers->undo + 1, (UNDO_MAX - 1) * sizeof *answers->undo);
		answers->undo_count--;
	}
	answers->undo = grown(answers->undo, answers->undo_count, sizeof *answers->undo);
	answers->undo[answers->undo_count++] = (struct undo){ field, before };
}

/* Puts @next in place; takes it over, or frees it when the place is sealed or has it already. */
static bool put(struct form_answers *answers, size_t place, struct answer next)
{
	struct answer *answer = &answers->items[place];
	if (answer->sealed || same(answer, &next)) {
		bool done = !answer->sealed;
		answer_finish(&next);
		return done;
	}
	struct answer before = *answer;
	*answer = next;
	if (place < answers->set->field_count)
		remember(answers, place, before);
	else
		answer_finish(&before);
	return true;
}

static bool put_values(struct form_answers *answers, const char *id, const char *const *values, size_t count,
		       bool wrong)
{
	size_t place = 0;
	if (!answers_place(answers, id, &place))
		return false;
	struct answer next = { .wrong = wrong };
	for (size_t i = 0; i < count; i++) {
		if (*values[i] && !answer_add(&next, values[i])) {
			answer_finish(&next);
			return false;
		}
	}
	next.wrong = wrong && next.count > 0;
	return put(answers, place, next);
}

bool form_answers_set(struct form_answers *answers, const char *id, const char *value)
{
	return put_values(answers, id, &value, 1, false);
}

bool form_answers_fill(struct form_answers *answers, const char *id, const char *value)
{
	size_t place = 0;
	struct answer next = { 0 };
	if (!answers_place(answers, id, &place) || answers->items[place].sealed)
		return false;
	if (*value && !answer_add(&next, value)) {
		answer_finish(&next);
		return false;
	}
	answer_finish(&answers->items[place]);
	answers->items[place] = next;
	return true;
}

bool form_answers_set_values(struct form_answers *answers, const char *id, const char *const *values,
			     size_t count)
{
	return put_values(answers, id, values, count, false);
}

bool form_answers_clear(struct form_answers *answers, const char *id)
{
	return put_values(answers, id, NULL, 0, false);
}

bool form_answers_keep(struct form_answers *answers, const char *id, const char *typed)
{
	return put_values(answers, id, &typed, 1, true);
}

bool form_answers_toggle(struct form_answers *answers, const char *id, const char *value)
{
	size_t place = 0;
	if (!answers_place(answers, id, &place) || !*value)
		return false;
	const struct answer *answer = &answers->items[place];
	struct answer next = { 0 };
	bool there = false;
	for (size_t i = 0; i < answer->count && !answer->wrong; i++) {
		if (strcmp(answer->values[i], value) == 0)
			there = true;
		else
			answer_add(&next, answer->values[i]);
	}
	if (!there && !answer_add(&next, value)) {
		answer_finish(&next);
		return false;
	}
	return put(answers, place, next);
}

bool form_answers_is_wrong(const struct form_answers *answers, const char *id)
{
	return answer_of(answers, id)->wrong;
}

void form_answers_seal(struct form_answers *answers, const char *id)
{
	size_t place = 0;
	if (answers_place(answers, id, &place))
		answers->items[place].sealed = true;
}

bool form_answers_is_sealed(const struct form_answers *answers, const char *id)
{
	return answer_of(answers, id)->sealed;
}

const struct form_field *form_answers_undo(struct form_answers *answers)
{
	while (answers->undo_count > 0) {
		struct undo last = answers->undo[--answers->undo_count];
		struct answer *answer = &answers->items[last.field];
		if (answer->sealed) {
			answer_finish(&last.before);
			continue;
		}
		answer_finish(answer);
		*answer = last.before;
		return &answers->set->fields[last.field];
	}
	return NULL;
}

void form_answers_visit(struct form_answers *answers, const struct form_step *step)
{
	answers->visited[step->index] = true;
}

bool form_answers_visited(const struct form_answers *answers, const struct form_step *step)
{
	return answers->visited[step->index];
}
