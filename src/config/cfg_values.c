#include "config/cfg.h"

#include <limits.h>
#include <stdio.h>
#include <string.h>

#include "base/buffer.h"
#include "base/i18n.h"
#include "base/text.h"

/* Whether @word is one of @words (spaces between). */
static bool is_listed(const char *words, const char *word)
{
	size_t len = strlen(word);
	for (const char *at = words; *at; at += strspn(at, " ")) {
		size_t item = strcspn(at, " ");
		if (item == len && strncmp(at, word, len) == 0)
			return true;
		at += item;
	}
	return false;
}

void cfg_only(struct cfg *cfg, const config_setting_t *group, const char *keys)
{
	for (int i = 0; i < config_setting_length(group); i++) {
		const config_setting_t *member = config_setting_get_elem(group, (unsigned)i);
		const char *name = config_setting_name(member);
		if (name && !is_listed(keys, name))
			cfg_wrong(cfg, member, _("unknown key '%s'; known here: %s"), name, keys);
	}
}

/* The member of @group; a missing one is a mistake when @required. */
static const config_setting_t *find(struct cfg *cfg, const config_setting_t *group, const char *key,
				    bool required)
{
	const config_setting_t *member = config_setting_get_member(group, key);
	if (!member && required)
		cfg_wrong(cfg, group, _("'%s' is missing"), key);
	return member;
}

/* A text as it came, cleaned, into the arena; NULL with a mistake. */
static const char *take_text(struct cfg *cfg, const config_setting_t *at, const char *what)
{
	const char *text = config_setting_get_string(at);
	if (!text) {
		cfg_wrong(cfg, at, _("'%s' must be a text in quotation marks"), what);
		return NULL;
	}
	struct buffer clean = { 0 };
	enum text_cleaned cleaned = text_clean(&clean, text, strlen(text));
	const char *copy = NULL;
	if (cleaned == TEXT_INVALID || strpbrk(text, "\x01\x02\x03\x04\x05\x06\x07\x08\x0b\x0c\x0e\x1b\x7f"))
		cfg_wrong(cfg, at, _("'%s' has a character that cannot be shown"), what);
	else
		copy = arena_strdup(cfg->arena, buffer_text(&clean));
	buffer_finish(&clean);
	return copy;
}

const char *cfg_text(struct cfg *cfg, const config_setting_t *group, const char *key, bool required)
{
	const config_setting_t *member = find(cfg, group, key, required);
	const char *text = member ? take_text(cfg, member, key) : NULL;
	if (text && required && !*text) {
		cfg_wrong(cfg, member, _("'%s' is empty"), key);
		return NULL;
	}
	return text;
}

int cfg_int(struct cfg *cfg, const config_setting_t *group, const char *key, int low, int high, int otherwise)
{
	const config_setting_t *member = find(cfg, group, key, false);
	if (!member)
		return otherwise;
	if (config_setting_type(member) != CONFIG_TYPE_INT) {
		cfg_wrong(cfg, member, _("'%s' must be a whole number"), key);
		return otherwise;
	}
	int value = config_setting_get_int(member);
	if (value < low || value > high) {
		cfg_wrong(cfg, member, _("'%s' is %d; it must be %d to %d"), key, value, low, high);
		return otherwise;
	}
	return value;
}

bool cfg_bool(struct cfg *cfg, const config_setting_t *group, const char *key, bool otherwise)
{
	const config_setting_t *member = find(cfg, group, key, false);
	if (!member)
		return otherwise;
	if (config_setting_type(member) != CONFIG_TYPE_BOOL) {
		cfg_wrong(cfg, member, _("'%s' must be true or false"), key);
		return otherwise;
	}
	return config_setting_get_bool(member) != 0;
}

int cfg_time(struct cfg *cfg, const config_setting_t *group, const char *key, int otherwise)
{
	const config_setting_t *member = find(cfg, group, key, false);
	int minute;
	if (!member)
		return otherwise;
	const char *text = take_text(cfg, member, key);
	if (text && civil_parse_time(text, &minute))
		return minute;
	if (text)
		cfg_wrong(cfg, member, _("'%s' is \"%s\"; a time looks like \"09:00\""), key, text);
	return otherwise;
}

civil_day cfg_date(struct cfg *cfg, const config_setting_t *group, const char *key, civil_day otherwise)
{
	const config_setting_t *member = find(cfg, group, key, false);
	civil_day day;
	if (!member)
		return otherwise;
	const char *text = take_text(cfg, member, key);
	if (text && civil_parse_date(text, &day))
		return day;
	if (text)
		cfg_wrong(cfg, member, _("'%s' is \"%s\"; a date looks like \"2026-11-23\""), key, text);
	return otherwise;
}

struct two_texts cfg_two_texts(struct cfg *cfg, const config_setting_t *group, const char *key, bool required)
{
	struct two_texts texts = { "", "" };
	const config_setting_t *member = find(cfg, group, key, required);
	if (!member)
		return texts;
	if (config_setting_type(member) == CONFIG_TYPE_STRING) {
		const char *text = take_text(cfg, member, key);
		if (text)
			texts.en = texts.ko = text;
		return texts;
	}
	if (!config_setting_is_group(member)) {
		cfg_wrong(cfg, member, _("'%s' must be a text, or { en = \"…\"; ko = \"…\"; }"), key);
		return texts;
	}
	cfg_only(cfg, member, "en ko");
	const char *en = cfg_text(cfg, member, "en", true);
	const char *ko = cfg_text(cfg, member, "ko", true);
	return (struct two_texts){ en ? en : "", ko ? ko : "" };
}

const config_setting_t *cfg_list(struct cfg *cfg, const config_setting_t *group, const char *key,
				 bool required)
{
	const config_setting_t *member = find(cfg, group, key, required);
	if (!member || config_setting_is_list(member) || config_setting_is_array(member))
		return member;
	cfg_wrong(cfg, member, _("'%s' must be a list: ( … ) of groups, [ … ] of texts"), key);
	return NULL;
}

const config_setting_t *cfg_group(struct cfg *cfg, const config_setting_t *group, const char *key,
				  bool required)
{
	const config_setting_t *member = find(cfg, group, key, required);
	if (!member || config_setting_is_group(member))
		return member;
	cfg_wrong(cfg, member, _("'%s' must be a group: { … }"), key);
	return NULL;
}

const config_setting_t *cfg_item_group(struct cfg *cfg, const config_setting_t *list, int index)
{
	const config_setting_t *item = config_setting_get_elem(list, (unsigned)index);
	if (item && config_setting_is_group(item))
		return item;
	cfg_wrong(cfg, item ? item : list, _("item %d of '%s' must be a group: { … }"), index + 1,
		  config_setting_name(list) ? config_setting_name(list) : "");
	return NULL;
}

const char *cfg_item_text(struct cfg *cfg, const config_setting_t *list, int index)
{
	const config_setting_t *item = config_setting_get_elem(list, (unsigned)index);
	return item ? take_text(cfg, item, config_setting_name(list) ? config_setting_name(list) : "") : NULL;
}

bool cfg_interval(struct cfg *cfg, const config_setting_t *at, const char *text, struct interval *interval)
{
	char start[CIVIL_TIME_SIZE], end[CIVIL_TIME_SIZE];
	int from, to;
	const char *dash = strchr(text, '-');
	if (dash && dash - text < CIVIL_TIME_SIZE && strlen(dash + 1) < CIVIL_TIME_SIZE) {
		snprintf(start, sizeof start, "%.*s", (int)(dash - text), text);
		snprintf(end, sizeof end, "%s", dash + 1);
		if (civil_parse_time(start, &from) && civil_parse_time(end, &to) && from < to) {
			*interval = (struct interval){ from, to };
			return true;
		}
	}
	cfg_wrong(cfg, at, _("\"%s\" is no time from-to; it looks like \"09:00-12:00\""), text);
	return false;
}
