/* form/fill.h - {placeholders} in sentences, and the Korean particle behind them.
 *
 * `{name}` is replaced by its value. In Korean `{name:을}` adds the particle that fits the value's last
 * sound: 을/를, 은/는, 이/가, 과/와, 으로/로; either of the pair may be written. `{{` and `}}` are braces. */
#ifndef PRENOTA_FORM_FILL_H
#define PRENOTA_FORM_FILL_H

#include <stdbool.h>
#include <stddef.h>

#include "base/buffer.h"
#include "form/answers.h"

struct fill_value {
	const char *name;
	const char *value; /* NULL: not known yet */
};

/* Where values come from: @lookup is asked first (may be NULL), then @values. */
struct fill_source {
	const struct fill_value *values;
	size_t count;
	const char *(*lookup)(void *context, const char *name); /* NULL when it does not know */
	void *context;
};

/* Adds @text with its placeholders filled. One that has no value is shown as "…", never as a brace. */
void fill_text(const char *text, const struct fill_source *source, struct buffer *out);

/* The line in the persona's variant if it has one. A placeholder that @source does not know and that is the
 * id of a field is filled with that field's answer as shown. */
void form_say_fill(const struct form_say *say, const struct form_answers *answers, enum form_lang lang,
		   enum form_persona persona, const struct fill_source *source, struct buffer *out);

/* The same for a step's goal or notes. */
void form_text_fill(const struct form_text *text, const struct form_answers *answers, enum form_lang lang,
		    const struct fill_source *source, struct buffer *out);

/* The particle of @pair (any of 을 를 은 는 이 가 과 와 으로 로) that follows @value; NULL when @pair is
 * none. Digits and Latin letters count as they are read in Korean. */
const char *fill_particle(const char *value, const char *pair);

/* Walks the placeholders: @seen gets each name and its particle (or NULL). False with a message when the
 * braces are wrong. */
bool fill_scan(const char *text, void (*seen)(void *context, const char *name, const char *particle),
	       void *context, struct error *err);

#endif
