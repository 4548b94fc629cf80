#include "form/source.h"

#include <math.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include "base/i18n.h"
#include "base/text.h"

enum { ID_MAX = 40 };

void reader_mistake(const struct reader *reader, const config_setting_t *at, const char *format, ...)
{
	char what[400];
	va_list args;
	va_start(args, format);
	vsnprintf(what, sizeof what, format, args);
	va_end(args);
	mistakes_add(reader->mistakes, reader->file, (int)config_setting_source_line(at), "%s", what);
}

static bool word_in(const char *words, const char *word)
{
	size_t len = strlen(word);
	for (const char *at = words; at; at = strchr(at, ' ')) {
		at += *at == ' ';
		if (strncmp(at, word, len) == 0 && (at[len] == ' ' || at[len] == '\0'))
			return true;
	}
	return false;
}

void reader_keys(const struct reader *reader, const config_setting_t *group, const char *keys)
{
	int count = config_setting_length(group);
	for (int i = 0; i < count; i++) {
		const config_setting_t *setting = config_setting_get_elem(group, (unsigned)i);
		const char *name = config_setting_name(setting);
		if (!word_in(keys, name))
			reader_mistake(reader, setting, _("unknown key '%.60s'; here may stand: %s"), name,
				       keys);
	}
}

/* A control or direction character in a text would reach screens and messages; @lines lets it have several
 * lines. */
static bool has_control(const char *text, bool lines)
{
	for (const unsigned char *s = (const unsigned char *)text; *s; s++) {
		if (lines && *s == '\n')
			continue;
		if (*s < 0x20 || *s == 0x7F || (s[0] == 0xC2 && s[1] < 0xA0))
			return true;
		if (s[0] == 0xE2 && ((s[1] == 0x80 && s[2] >= 0x8E && s[2] <= 0x8F) ||
				     (s[1] == 0x80 && s[2] >= 0xA8 && s[2] <= 0xAE) ||
				     (s[1] == 0x81 && s[2] >= 0xA6 && s[2] <= 0xA9)))
			return true;
	}
	return false;
}

static const char *text_of(const struct reader *reader, const config_setting_t *setting, const char *key,
			   bool lines)
{
	const char *text = config_setting_get_string(setting);
	if (!text) {
		reader_mistake(reader, setting, _("'%s' must be a text in quotes"), key);
		return NULL;
	}
	if (!text_is_valid(text, strlen(text)) || has_control(text, lines)) {
		reader_mistake(reader, setting,
			       _("'%s' has a control character; write it in one line without any"), key);
		return NULL;
	}
	return arena_strdup(reader->arena, text);
}

static const config_setting_t *member(const struct reader *reader, const config_setting_t *group,
				      const char *key, bool required)
{
	const config_setting_t *setting = config_setting_get_member(group, key);
	if (!setting && required)
		reader_mistake(reader, group, _("'%s' is missing"), key);
	return setting;
}

const char *reader_string(const struct reader *reader, const config_setting_t *group, const char *key,
			  bool required)
{
	const config_setting_t *setting = member(reader, group, key, required);
	const char *text = setting ? text_of(reader, setting, key, false) : NULL;
	if (text && !*text && required) {
		reader_mistake(reader, setting, _("'%s' is empty"), key);
		return NULL;
	}
	return text;
}

const char *reader_id(const struct reader *reader, const config_setting_t *group, const char *key,
		      bool required)
{
	const char *id = reader_string(reader, group, key, required);
	if (!id || !*id)
		return NULL;
	size_t good = strspn(id, "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_-");
	if (id[good] == '\0' && good <= ID_MAX)
		return id;
	reader_mistake(reader, config_setting_get_member(group, key),
		       _("'%s' may have letters a to z, digits, '-' and '_' only, at most %d"), key,
		       (int)ID_MAX);
	return NULL;
}

bool reader_bool(const struct reader *reader, const config_setting_t *group, const char *key)
{
	const config_setting_t *setting = config_setting_get_member(group, key);
	if (!setting)
		return false;
	if (config_setting_type(setting) != CONFIG_TYPE_BOOL) {
		reader_mistake(reader, setting, _("'%s' must be true or false"), key);
		return false;
	}
	return config_setting_get_bool(setting) == CONFIG_TRUE;
}

bool reader_thousandths(const struct reader *reader, const config_setting_t *group, const char *key,
			int64_t *value)
{
	const config_setting_t *setting = config_setting_get_member(group, key);
	if (!setting)
		return false;
	double number = 0;
	switch (config_setting_type(setting)) {
	case CONFIG_TYPE_INT:
		number = config_setting_get_int(setting);
		break;
	case CONFIG_TYPE_FLOAT:
		number = config_setting_get_float(setting);
		break;
	default:
		reader_mistake(reader, setting, _("'%s' must be a number"), key);
		return false;
	}
	if (!isfinite(number) || fabs(number) > 2e9) {
		reader_mistake(reader, setting, _("the number of '%s' is too large"), key);
		return false;
	}
	*value = (int64_t)(number * 1000 + (number < 0 ? -0.5 : 0.5));
	return true;
}

bool reader_int(const struct reader *reader, const config_setting_t *group, const char *key, int min, int max,
		int *value)
{
	const config_setting_t *setting = config_setting_get_member(group, key);
	if (!setting)
		return false;
	int number =
		config_setting_type(setting) == CONFIG_TYPE_INT ? config_setting_get_int(setting) : min - 1;
	if (number < min || number > max) {
		reader_mistake(reader, setting, _("'%s' must be a whole number from %d to %d"), key, min,
			       max);
		return false;
	}
	*value = number;
	return true;
}

const config_setting_t *reader_list(const struct reader *reader, const config_setting_t *group,
				    const char *key, bool required)
{
	const config_setting_t *setting = member(reader, group, key, required);
	if (!setting)
		return NULL;
	if (config_setting_type(setting) != CONFIG_TYPE_LIST) {
		reader_mistake(reader, setting, _("'%s' must be a list: ( { … }, { … } )"), key);
		return NULL;
	}
	int count = config_setting_length(setting);
	for (int i = 0; i < count; i++) {
		const config_setting_t *item = config_setting_get_elem(setting, (unsigned)i);
		if (config_setting_type(item) != CONFIG_TYPE_GROUP) {
			reader_mistake(reader, item, _("'%s' must hold groups: { … }"), key);
			return NULL;
		}
	}
	return setting;
}

const config_setting_t *reader_group(const struct reader *reader, const config_setting_t *group,
				     const char *key, bool required)
{
	const config_setting_t *setting = member(reader, group, key, required);
	if (setting && config_setting_type(setting) != CONFIG_TYPE_GROUP) {
		reader_mistake(reader, setting, _("'%s' must be a group: { … }"), key);
		return NULL;
	}
	return setting;
}

const char *const *reader_strings(const struct reader *reader, const config_setting_t *group, const char *key,
				  size_t *count)
{
	*count = 0;
	const config_setting_t *setting = config_setting_get_member(group, key);
	if (!setting)
		return NULL;
	if (config_setting_type(setting) != CONFIG_TYPE_ARRAY || config_setting_length(setting) == 0) {
		reader_mistake(reader, setting, _("'%s' must be an array of texts: [ \"…\", \"…\" ]"), key);
		return NULL;
	}
	int length = config_setting_length(setting);
	const char **texts = arena_alloc(reader->arena, (size_t)length * sizeof *texts);
	for (int i = 0; i < length; i++) {
		const char *text = text_of(reader, config_setting_get_elem(setting, (unsigned)i), key, false);
		if (text)
			texts[(*count)++] = text;
	}
	return texts;
}

struct form_text reader_text(const struct reader *reader, const config_setting_t *group, bool required)
{
	struct form_text text = { .in = { "", "" } };
	static const char *const keys[FORM_LANGS] = { [FORM_EN] = "en", [FORM_KO] = "ko" };
	for (int lang = 0; lang < FORM_LANGS; lang++) {
		const char *words = reader_string(reader, group, keys[lang], required);
		if (words)
			text.in[lang] = words;
	}
	return text;
}

struct form_text reader_text_at(const struct reader *reader, const config_setting_t *group, const char *key,
				bool required)
{
	const config_setting_t *texts = reader_group(reader, group, key, required);
	if (!texts)
		return (struct form_text){ .in = { "", "" } };
	reader_keys(reader, texts, "en ko");
	return reader_text(reader, texts, true);
}

struct form_text reader_lines_at(const struct reader *reader, const config_setting_t *group, const char *key)
{
	static const char *const keys[FORM_LANGS] = { [FORM_EN] = "en", [FORM_KO] = "ko" };
	struct form_text text = { .in = { "", "" } };
	const config_setting_t *texts = reader_group(reader, group, key, true);
	if (!texts)
		return text;
	reader_keys(reader, texts, "en ko");
	for (int lang = 0; lang < FORM_LANGS; lang++) {
		const config_setting_t *setting = member(reader, texts, keys[lang], true);
		const char *words = setting ? text_of(reader, setting, keys[lang], true) : NULL;
		if (words && !*words)
			reader_mistake(reader, setting, _("'%s' is empty"), keys[lang]);
		if (words)
			text.in[lang] = words;
	}
	return text;
}
