/* form/known.h - the names by which forms and program know each other; anything else in a form is a mistake.
 */
#ifndef PRENOTA_FORM_KNOWN_H
#define PRENOTA_FORM_KNOWN_H

#include <stdbool.h>
#include <stddef.h>

/* What the program tells the conditions. */
struct form_fact {
	const char *id;
	const char *values; /* the possible ones, separated by blanks */
};

extern const struct form_fact form_facts[];
extern const size_t form_fact_count;

bool form_fact_has(const struct form_fact *fact, const char *value);

/* What the program fills into sentences; field ids count as well. */
bool form_placeholder_known(const char *name);

/* Checks that a field may name. */
bool form_check_known(const char *name);

/* What a reference may point to. */
bool form_reference_known(const char *name);

/* Occasions of messages to customers (forms/messages.cfg), NULL at the end; and what fills their texts. */
extern const char *const form_messages_needed[];
bool form_message_known(const char *id);
bool form_message_placeholder_known(const char *name);

/* Ids of phrases that the program speaks, NULL at the end. */
extern const char *const form_phrases_needed[];

#endif
