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

#endif
