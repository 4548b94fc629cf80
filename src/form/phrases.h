/* form/phrases.h - every sentence that is spoken, sent or given as a reason: forms/phrases.cfg.
 *
 * A phrase has an id ("rule-B3", "reason-quiet-hour") and one text per language with the same placeholders.
 */
#ifndef PRENOTA_FORM_PHRASES_H
#define PRENOTA_FORM_PHRASES_H

#include <stdbool.h>
#include <stddef.h>

#include "base/arena.h"
#include "base/buffer.h"
#include "base/error.h"
#include "form/fill.h"
#include "form/form.h"
#include "form/templates.h"

struct phrase {
	const char *id;
	struct form_text text;
};

struct phrases {
	struct arena arena;
	struct phrase *items; /* sorted by id */
	size_t count;
	struct message_templates templates; /* of messages.cfg, read by phrases_load() */
};

/* Reads @dir/phrases.cfg and @dir/messages.cfg; as form_set_load(). A phrase that the program needs (form/known.h) and that is
 * missing is a mistake. */
bool phrases_load(struct phrases *phrases, const char *dir, struct form_report *report, struct error *err);
void phrases_finish(struct phrases *phrases);
bool phrases_parse_text(struct phrases *phrases, const char *name, const char *text, size_t len,
			struct form_report *report, struct error *err);

/* NULL when there is none. */
const struct phrase *phrase_find(const struct phrases *phrases, const char *id);
bool phrase_exists(const struct phrases *phrases, const char *id);

/* Adds the phrase in @lang with @values filled. An unknown id adds the id itself and returns false. */
bool phrase_format(const struct phrases *phrases, const char *id, enum form_lang lang,
		   const struct fill_value *values, size_t count, struct buffer *out);

#endif
