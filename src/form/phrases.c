#include "form/phrases.h"

#include <stdlib.h>
#include <string.h>

#include "base/i18n.h"
#include "form/known.h"
#include "form/source.h"

static int compare(const void *a, const void *b)
{
	return strcmp(((const struct phrase *)a)->id, ((const struct phrase *)b)->id);
}

static void read_phrases(struct phrases *phrases, const struct reader *reader, const config_setting_t *root)
{
	int length = config_setting_length(root);
	phrases->items = arena_alloc(&phrases->arena, ((size_t)length + 1) * sizeof *phrases->items);
	for (int i = 0; i < length; i++) {
		const config_setting_t *item = config_setting_get_elem(root, (unsigned)i);
		if (config_setting_type(item) != CONFIG_TYPE_GROUP) {
			reader_mistake(reader, item,
				       _("a phrase is written as: id = { en = \"…\"; ko = \"…\"; };"));
			continue;
		}
		reader_keys(reader, item, "en ko");
		struct phrase *phrase = &phrases->items[phrases->count++];
		phrase->id = arena_strdup(&phrases->arena, config_setting_name(item));
		phrase->text = reader_text(reader, item, true);
		const struct text_place place = { .mistakes = reader->mistakes,
						  .file = reader->file,
						  .line = (int)config_setting_source_line(item) };
		text_check(&place, &phrase->text);
	}
	qsort(phrases->items, phrases->count, sizeof *phrases->items, compare);
}

static void check_needed(const struct phrases *phrases, const char *file, struct mistakes *mistakes)
{
	for (size_t i = 0; form_phrases_needed[i]; i++)
		if (!phrase_find(phrases, form_phrases_needed[i]))
			mistakes_add(mistakes, file, 0, _("the phrase '%s' is missing"),
				     form_phrases_needed[i]);
}

static void parse(struct phrases *phrases, const char *name, const char *text, size_t len,
		  struct mistakes *mistakes)
{
	const struct reader reader = { &phrases->arena, arena_strdup(&phrases->arena, name), mistakes };
	struct source source;
	source_parse(&source, reader.file, text, len, mistakes);
	if (source.parsed)
		read_phrases(phrases, &reader, config_root_setting(&source.config));
	source_finish(&source);
}

/* Hands over what was read when nothing is wrong. */
static bool finish(struct phrases *made, struct phrases *phrases, const struct mistakes *mistakes,
		   struct error *err)
{
	if (!mistakes_end(mistakes, err)) {
		phrases_finish(made);
		return false;
	}
	*phrases = *made;
	return true;
}

bool phrases_parse_text(struct phrases *phrases, const char *name, const char *text, size_t len,
			struct form_report *report, struct error *err)
{
	struct mistakes mistakes = { .report = report };
	struct phrases made = { 0 };
	parse(&made, name, text, len, &mistakes);
	return finish(&made, phrases, &mistakes, err);
}

bool phrases_load(struct phrases *phrases, const char *dir, struct form_report *report, struct error *err)
{
	struct mistakes mistakes = { .report = report };
	struct phrases made = { 0 };
	struct buffer path = { 0 };
	size_t len = 0;
	buffer_printf(&path, "%s/phrases.cfg", dir);
	char *text = source_read(buffer_text(&path), &len, &mistakes);
	if (text) {
		size_t before = mistakes.count;
		parse(&made, buffer_text(&path), text, len, &mistakes);
		if (mistakes.count == before)
			check_needed(&made, buffer_text(&path), &mistakes);
	}
	templates_load(&made.templates, &made.arena, dir, &mistakes);
	free(text);
	buffer_finish(&path);
	return finish(&made, phrases, &mistakes, err);
}

void phrases_finish(struct phrases *phrases)
{
	arena_finish(&phrases->arena);
	*phrases = (struct phrases){ 0 };
}

const struct phrase *phrase_find(const struct phrases *phrases, const char *id)
{
	const struct phrase key = { .id = id };
	if (phrases->count == 0)
		return NULL;
	return bsearch(&key, phrases->items, phrases->count, sizeof *phrases->items, compare);
}

bool phrase_exists(const struct phrases *phrases, const char *id)
{
	return phrase_find(phrases, id) != NULL;
}

bool phrase_format(const struct phrases *phrases, const char *id, enum form_lang lang,
		   const struct fill_value *values, size_t count, struct buffer *out)
{
	const struct phrase *phrase = phrase_find(phrases, id);
	const struct fill_source source = { .values = values, .count = count };
	if (!phrase) {
		buffer_add(out, id);
		return false;
	}
	fill_text(phrase->text.in[lang], &source, out);
	return true;
}
