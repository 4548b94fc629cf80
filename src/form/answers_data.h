/* form/answers_data.h - inside a list of answers.
 *
 * For this folder only. */
#ifndef PRENOTA_FORM_ANSWERS_DATA_H
#define PRENOTA_FORM_ANSWERS_DATA_H

#include "form/answers.h"

struct answer {
	char **values; /* each on the heap */
	size_t count;
	bool wrong;
	bool sealed;
};

struct undo {
	size_t field;
	struct answer before;
};

struct form_answers {
	const struct form_set *set;
	struct answer *items; /* fields, then facts */
	bool *visited;        /* by step */
	struct undo *undo;
	size_t undo_count;
	char **foreign; /* draft lines of fields that the forms no longer have */
	size_t foreign_count;
};

enum { ANSWER_VALUES_MAX = 64, ANSWER_LENGTH_MAX = 64 * 1024, ANSWER_FOREIGN_MAX = 1000 };

/* Place of the field or fact @id in items; false when there is none. */
bool answers_place(const struct form_answers *answers, const char *id, size_t *place);

void answer_finish(struct answer *answer);

/* Adds one value at the end; false when it is no text or there are too many. */
bool answer_add(struct answer *answer, const char *value);

/* Whether the condition speaks of @value; whether it holds. */
bool answers_lists(const struct form_condition *condition, const char *value);
bool answers_hold(const struct form_answers *answers, const struct form_condition *condition);

/* True when one of @values is an answer of the place, and the place is asked at all. */
bool answers_among(const struct form_answers *answers, size_t place, const char *const *values, size_t count);

#endif
