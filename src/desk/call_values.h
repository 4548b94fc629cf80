/* desk/call_values.h - what the {placeholders} of spoken sentences stand for in a call. For call_words.c. */
#ifndef PRENOTA_DESK_CALL_VALUES_H
#define PRENOTA_DESK_CALL_VALUES_H

#include "desk/desk_state.h"

struct values {
	const struct desk *desk;
	const struct call *call;
	enum form_lang lang; /* the customer's */
	struct arena arena;  /* owns what is looked up */
};

/* The value of @name, NULL when it is not known (yet). For form/fill.h: @context is a struct values. */
const char *values_lookup(void *context, const char *name);

/* Whether anybody here fills @name (field ids apart). */
bool values_known(const char *name);

/* The car's and the visit's (call_values_visit.c), asked after the people's and the dealer's. */
const char *values_of_visit(struct values *values, const char *name);
bool values_of_visit_known(const char *name);

/* --- what they are made of; texts belong to @values' arena --- */

const char *values_language(const struct values *values);
const char *values_two(const struct values *values, struct two_texts text);
const char *values_answer(const struct values *values, const char *field);
/* A sentence of phrases.cfg, NULL when there is none; @code is put behind @prefix. */
const char *values_phrase(struct values *values, const char *id, const struct fill_value *fill, size_t count);
const char *values_coded(struct values *values, const char *prefix, const char *code);
/* "a, b"; @list may be NULL. */
const char *values_join(struct values *values, const char *list, const char *item);

#endif
