/* Both languages of a sentence: braces, known names, particles, and the same placeholders on both sides. */
#include <string.h>

#include "base/i18n.h"
#include "form/fill.h"
#include "form/known.h"
#include "form/source.h"

struct seen {
	const struct text_place *place;
	enum form_lang lang;
	struct buffer names;
};

static void see(void *context, const char *name, const char *particle)
{
	struct seen *seen = context;
	const struct text_place *place = seen->place;
	if (!form_placeholder_known(name) && !(place->is_field && place->is_field(place->context, name)))
		mistakes_add(place->mistakes, place->file, place->line,
			     _("nothing fills the placeholder {%.60s}"), name);
	if (particle && seen->lang != FORM_KO)
		mistakes_add(place->mistakes, place->file, place->line,
			     _("{%.60s:%.12s}: a particle stands in Korean only"), name, particle);
	else if (particle && !fill_particle("", particle))
		mistakes_add(place->mistakes, place->file, place->line,
			     _("{%.60s:%.12s}: the particle must be one of 을, 은, 이, 과, 으로"), name,
			     particle);
	buffer_printf(&seen->names, "{%s}", name);
}

static bool within(const char *names, const char *others)
{
	for (const char *at = names; *at;) {
		size_t len = strcspn(at, "}") + 1;
		if (!memmem(others, strlen(others), at, len))
			return false;
		at += len;
	}
	return true;
}

void text_check(const struct text_place *place, const struct form_text *text)
{
	struct seen seen[FORM_LANGS] = { 0 };
	bool good = true;
	for (int lang = 0; lang < FORM_LANGS; lang++) {
		struct error err;
		seen[lang] = (struct seen){ .place = place, .lang = (enum form_lang)lang };
		if (!fill_scan(text->in[lang], see, &seen[lang], &err)) {
			mistakes_add(place->mistakes, place->file, place->line, "%s", err.text);
			good = false;
		}
	}
	const char *en = buffer_text(&seen[FORM_EN].names);
	const char *ko = buffer_text(&seen[FORM_KO].names);
	if (good && !(within(en, ko) && within(ko, en)))
		mistakes_add(place->mistakes, place->file, place->line,
			     _("the languages have different placeholders: en %.100s, ko %.100s"),
			     *en ? en : "-", *ko ? ko : "-");
	for (int lang = 0; lang < FORM_LANGS; lang++)
		buffer_finish(&seen[lang].names);
}
