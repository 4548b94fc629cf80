/* form/templates.h - what is sent to customers, per occasion, language and channel: forms/messages.cfg
 * (R46..R50).
 */
#ifndef PRENOTA_FORM_TEMPLATES_H
#define PRENOTA_FORM_TEMPLATES_H

#include <stdbool.h>
#include <stddef.h>

#include "base/arena.h"
#include "base/buffer.h"
#include "form/fill.h"
#include "form/form.h"

struct message_template {
	const char *id; /* "booked" */
	bool advert;    /* counts as advertising */
	struct form_text sms;
	struct form_text subject;
	struct form_text email;
};

struct message_templates {
	struct message_template *items; /* sorted by id */
	size_t count;
	struct form_text advert_mark;    /* what advertising begins with in Korea */
	struct form_text advert_refusal; /* what all advertising ends with */
};

struct mistakes;

/* Reads @text of the file @name into @arena. Told as mistakes: keys, braces and placeholders that nothing
 * fills, a template that the program does not send or that is missing, advertising that does not name its
 * sender. */
void templates_parse(struct message_templates *templates, struct arena *arena, const char *name,
		     const char *text, size_t len, struct mistakes *mistakes);
/* The same for @dir/messages.cfg. */
void templates_load(struct message_templates *templates, struct arena *arena, const char *dir,
		    struct mistakes *mistakes);

/* NULL when there is none. */
const struct message_template *template_find(const struct message_templates *templates, const char *id);

/* Adds @text filled; a line with a placeholder that has no value, or an empty one, is left out. */
void template_fill(const char *text, const struct fill_value *values, size_t count, struct buffer *out);

#endif
