/* cli/request_value.h - single values of a JSON request, with the key named when they are wrong. */
#ifndef PRENOTA_CLI_REQUEST_VALUE_H
#define PRENOTA_CLI_REQUEST_VALUE_H

#include <jansson.h>
#include <stdbool.h>

#include "base/arena.h"
#include "base/civil.h"
#include "base/error.h"
#include "model/words.h"

/* An object that is being read. All functions return false with ERROR_INPUT in @err for a value of a wrong
 * type or shape; a missing key and null leave the output untouched and are fine. */
struct values {
	const json_t *object;
	const char *prefix; /* "slot." */
	struct arena *arena;
	struct error *err;
	const struct values *outer; /* while inside values_enter() */
};

/* @text as JSON, strict: UTF-8 with or without its mark, no key twice. *@root is the caller's to release; what is
 * no JSON is ERROR_INPUT with line, column and, in the screens' language, what is wrong there. */
bool value_load(const char *text, size_t len, json_t **root, struct error *err);

/* Every key of @object is one of @keys (ended by NULL); what is no object passes. */
bool value_keys(const json_t *object, const char *prefix, const char *const *keys, struct error *err);

/* Goes into the object at @key until values_leave(); *@given false: there is none and nothing was entered. */
bool values_enter(struct values *values, const char *key, bool *given);
bool values_leave(struct values *values);

/* An empty or blank text counts as not given; the verbatim one keeps its bytes, the others lose what never
 * belongs into one line (control characters, bidirectional marks, outer spaces). */
bool values_text(struct values *values, const char *key, const char **text);
bool values_verbatim(struct values *values, const char *key, const char **text);
bool values_number(struct values *values, const char *key, int min, int max, int *number);
bool values_flag(struct values *values, const char *key, bool *flag);
bool values_date(struct values *values, const char *key, civil_day *day);
bool values_time(struct values *values, const char *key, int *minute);
/* A channel of contact, or false for a refusal. */
bool values_means(struct values *values, const char *key, enum contact_means *means);
/* An array of at most @max items, NULL when there is none. */
bool values_list(struct values *values, const char *key, size_t max, json_t **list);
/* A text of an array. */
bool values_item(struct values *values, const char *key, const json_t *item, const char **text);

/* "slot.half: \"noon\" is not known; am or pm" */
bool values_wrong(struct values *values, const char *key, const char *is, const char *known);

#endif
