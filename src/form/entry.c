#include "form/entry.h"

#include <stdlib.h>
#include <string.h>

#include "base/i18n.h"
#include "base/text.h"
#include "form/answers_data.h"
#include "form/number.h"

enum { TEXT_MAX = 200, LONG_TEXT_MAX = 4000 };

static size_t characters(const char *text)
{
	size_t count = 0;
	for (; *text; text++)
		count += ((unsigned char)*text & 0xC0) != 0x80;
	return count;
}

static bool read_text(const struct form_field *field, const char *text, struct buffer *value,
		      struct error *err)
{
	int64_t most = field->has_max ? field->max : field->type == FORM_TEXT ? TEXT_MAX : LONG_TEXT_MAX;
	size_t count = characters(text);
	if ((int64_t)count > most)
		return error_set(err, ERROR_INPUT, _("%zu characters; at most %d"), count, (int)most);
	if (field->has_min && (int64_t)count < field->min)
		return error_set(err, ERROR_INPUT, _("at least %d characters"), (int)field->min);
	buffer_clear(value);
	for (; *text; text++) {
		bool blank = field->type == FORM_TEXT && (*text == '\n' || *text == '\r' || *text == '\t');
		buffer_add_char(value, blank ? ' ' : *text);
	}
	return true;
}

static void list_options(const struct form_field *field, struct buffer *out)
{
	enum { NAMED_MAX = 8 };
	const char *lang = i18n_language();
	enum form_lang shown = form_lang_from_code(lang);
	for (size_t i = 0; i < field->option_count && i < NAMED_MAX; i++)
		buffer_printf(out, "%s%zu %s", i ? ", " : "", i + 1, field->options[i].label.in[shown]);
	if (field->option_count > NAMED_MAX)
		buffer_add(out, ", …");
}

static bool starts(const char *label, const char *text)
{
	return strncasecmp(label, text, strlen(text)) == 0;
}

/* The option meant by a code, a label, its number, or the beginning of one label only. */
static const struct form_option *meant(const struct form_field *field, const char *text)
{
	const struct form_option *found = form_option_find(field, text);
	char *end = NULL;
	unsigned long number = strtoul(text, &end, 10);
	if (found)
		return found;
	if (*text >= '1' && *text <= '9' && !*end)
		return number <= field->option_count ? &field->options[number - 1] : NULL;
	size_t hits = 0;
	for (size_t i = 0; i < field->option_count; i++) {
		const struct form_option *option = &field->options[i];
		for (int lang = 0; lang < FORM_LANGS; lang++)
			if (strcasecmp(option->label.in[lang], text) == 0)
				return option;
		if (starts(option->label.in[FORM_EN], text) || starts(option->label.in[FORM_KO], text)) {
			found = option;
			hits++;
		}
	}
	return hits == 1 ? found : NULL;
}

static bool read_choice(const struct form_field *field, const char *text, struct buffer *value,
			struct error *err)
{
	const struct form_option *option = meant(field, text);
	if (option) {
		buffer_clear(value);
		buffer_add(value, option->code);
		return true;
	}
	struct buffer options = { 0 };
	list_options(field, &options);
	error_set(err, ERROR_INPUT, _("'%.40s' is not one of: %s"), text, buffer_text(&options));
	buffer_finish(&options);
	return false;
}

/* Copies the part of @text up to a comma, without blanks around it; returns what follows or NULL at the end.
 */
static const char *next_part(const char *text, struct buffer *part)
{
	const char *end = strchr(text, ',');
	size_t len = end ? (size_t)(end - text) : strlen(text);
	while (len && *text == ' ') {
		text++;
		len--;
	}
	while (len && text[len - 1] == ' ')
		len--;
	buffer_clear(part);
	buffer_add_bytes(part, text, len);
	return end ? end + 1 : NULL;
}

static bool read_several(const struct form_field *field, const char *text, struct buffer *value,
			 struct error *err)
{
	struct buffer part = { 0 };
	struct buffer code = { 0 };
	struct buffer codes = { 0 };
	bool good = true;
	for (const char *at = text; at && good;) {
		at = next_part(at, &part);
		if (part.len == 0)
			continue;
		if (field->option_count)
			good = read_choice(field, buffer_text(&part), &code, err);
		const char *one = field->option_count ? buffer_text(&code) : buffer_text(&part);
		buffer_printf(&codes, "%s%s", codes.len ? "," : "", one);
	}
	if (good) {
		buffer_clear(value);
		buffer_add(value, buffer_text(&codes));
	}
	buffer_finish(&part);
	buffer_finish(&code);
	buffer_finish(&codes);
	return good;
}

static bool read_date(const struct form_field *field, const char *text, const struct form_checks *checks,
		      struct buffer *value, struct error *err)
{
	civil_day day = 0;
	char date[CIVIL_DATE_SIZE];
	bool past = form_field_is_past(field);
	if (past ? !civil_parse_recent(text, checks->today, &day)
		 : !civil_parse_wish(text, checks->today, &day))
		return error_set(err, ERROR_INPUT,
				 past ? _("not a date; write 16, tue, -3, yesterday or 11-16")
				      : _("not a date; write 24, tue, next tue, +3 or 11-24"));
	buffer_clear(value);
	buffer_add(value, civil_format_date(day, date));
	return true;
}

bool form_field_is_past(const struct form_field *field)
{
	return field->type == FORM_DATE && field->check && strcmp(field->check, "not-future") == 0;
}

/* "9", "930", "0930", "9:30", "9.30": the minute of the day, or -1. */
static int loose_time(const char *text)
{
	size_t digits = strspn(text, "0123456789");
	if (digits == 0 || digits > 4)
		return -1;
	int number = (int)strtol(text, NULL, 10);
	const char *rest = text + digits;
	int hour = digits > 2 ? number / 100 : number;
	int minute = digits > 2 ? number % 100 : 0;
	if (digits <= 2 && (*rest == ':' || *rest == '.')) {
		if (strspn(rest + 1, "0123456789") != 2)
			return -1;
		minute = (int)strtol(rest + 1, NULL, 10);
		rest += 3;
	}
	return *rest || hour > 23 || minute > 59 ? -1 : hour * 60 + minute;
}

static bool read_time(const char *text, struct buffer *value, struct error *err)
{
	char time[CIVIL_TIME_SIZE];
	int minute = loose_time(text);
	if (minute < 0)
		return error_set(err, ERROR_INPUT, _("not a time; write 9, 930 or 09:30"));
	buffer_clear(value);
	buffer_add(value, civil_format_time(minute, time));
	return true;
}

static bool read_mileage(const struct form_field *field, const char *text, struct buffer *value,
			 struct error *err)
{
	enum { MILEAGE_MAX = 999999 };
	int64_t number = number_read_mileage(text);
	int64_t most = field->has_max ? field->max / 1000 : MILEAGE_MAX;
	if (number < 0)
		return error_set(err, ERROR_INPUT, _("not a mileage; write for example 18250"));
	if (number > most)
		return error_set(err, ERROR_INPUT, _("at most %lld"), (long long)most);
	buffer_clear(value);
	buffer_printf(value, "%lld", (long long)number);
	return true;
}

static bool read_generic(const struct form_field *field, const char *text, const struct form_checks *checks,
			 struct buffer *value, struct error *err)
{
	switch (field->type) {
	case FORM_TEXT:
	case FORM_LONG_TEXT:
		return read_text(field, text, value, err);
	case FORM_CHOICE:
	case FORM_YES_NO:
		return read_choice(field, text, value, err);
	case FORM_SEVERAL:
		return read_several(field, text, value, err);
	case FORM_NUMBER:
		return number_read(field, text, value, err);
	case FORM_DATE:
		return read_date(field, text, checks, value, err);
	case FORM_TIME:
		return read_time(text, value, err);
	case FORM_MILEAGE:
		return read_mileage(field, text, value, err);
	case FORM_TELEPHONE:
	case FORM_EMAIL:
	case FORM_PLATE:
	case FORM_VIN:
	case FORM_REFERENCE:
	case FORM_TYPES:
		break;
	}
	buffer_clear(value);
	buffer_add(value, text);
	return true;
}

static const char *check_of_type(enum form_type type)
{
	bool has = type == FORM_TELEPHONE || type == FORM_EMAIL || type == FORM_PLATE || type == FORM_VIN ||
		   type == FORM_MILEAGE;
	return has ? form_type_name(type) : NULL;
}

/* Lets the named check look at @value, which it may replace by what to keep. */
static bool run_check(const char *name, const struct form_answers *answers, const struct form_checks *checks,
		      struct buffer *value, struct error *err)
{
	for (size_t i = 0; name && i < checks->count; i++) {
		if (strcmp(checks->entries[i].name, name) != 0)
			continue;
		struct buffer kept = { 0 };
		bool good = checks->entries[i].run(checks->context, answers, buffer_text(value), &kept, err);
		if (good && kept.len) {
			buffer_clear(value);
			buffer_add(value, buffer_text(&kept));
		}
		buffer_finish(&kept);
		return good;
	}
	return true;
}

static char *trimmed(const char *typed)
{
	typed += strspn(typed, " \t\r\n");
	size_t len = strlen(typed);
	while (len && strchr(" \t\r\n", typed[len - 1]))
		len--;
	char *text = strndup(typed, len);
	if (!text)
		abort();
	return text;
}

bool form_entry_read(const struct form_field *field, const struct form_answers *answers, const char *typed,
		     const struct form_checks *checks, struct buffer *value, struct error *err)
{
	if (!text_is_valid(typed, strlen(typed)))
		return error_set(err, ERROR_INPUT, _("not UTF-8 text"));
	char *text = trimmed(typed);
	struct buffer read = { 0 };
	bool good = !*text || (read_generic(field, text, checks, &read, err) &&
			       run_check(check_of_type(field->type), answers, checks, &read, err) &&
			       run_check(field->check, answers, checks, &read, err));
	if (good) {
		buffer_clear(value);
		buffer_add(value, buffer_text(&read));
	}
	buffer_finish(&read);
	free(text);
	return good;
}

static void put_several(struct form_answers *answers, const struct form_field *field, const char *codes)
{
	struct buffer part = { 0 };
	struct answer list = { 0 };
	for (const char *at = codes; at;) {
		at = next_part(at, &part);
		if (part.len)
			answer_add(&list, buffer_text(&part));
	}
	form_answers_set_values(answers, field->id, (const char *const *)list.values, list.count);
	answer_finish(&list);
	buffer_finish(&part);
}

bool form_entry_put(struct form_answers *answers, const struct form_field *field, const char *typed,
		    const struct form_checks *checks, struct error *err)
{
	struct buffer value = { 0 };
	bool good = form_entry_read(field, answers, typed, checks, &value, err);
	if (!good)
		form_answers_keep(answers, field->id, typed);
	else if (field->type == FORM_SEVERAL)
		put_several(answers, field, buffer_text(&value));
	else
		form_answers_set(answers, field->id, buffer_text(&value));
	buffer_finish(&value);
	return good;
}

void form_entry_show(const struct form_field *field, const struct form_answers *answers, enum form_lang lang,
		     struct buffer *out)
{
	size_t count = form_answers_count(answers, field->id);
	for (size_t i = 0; i < count; i++) {
		const char *value = form_answers_value(answers, field->id, i);
		const struct form_option *option = form_option_find(field, value);
		buffer_printf(out, "%s%s", i ? ", " : "", option ? option->label.in[lang] : value);
		if (field->type == FORM_NUMBER && field->unit_count && !strchr(value, ' '))
			buffer_printf(out, " %s", field->units[0].name);
	}
}

static bool raises(const struct form_flag *flag, const struct form_field *field, const char *value)
{
	int64_t number = 0;
	for (size_t i = 0; i < flag->value_count; i++)
		if (strcmp(flag->values[i], value) == 0)
			return true;
	if (flag->value_count || !form_number_parse(field, value, &number))
		return false;
	return (!flag->has_below || number < flag->below) && (!flag->has_above || number > flag->above);
}

enum form_flag_level form_field_flag(const struct form_field *field, const struct form_answers *answers,
				     bool *people)
{
	enum form_flag_level worst = FORM_FLAG_NONE;
	*people = false;
	if (form_answers_is_wrong(answers, field->id))
		return worst;
	size_t count = form_answers_count(answers, field->id);
	for (size_t i = 0; i < field->flag_count * count; i++) {
		const struct form_flag *flag = &field->flags[i / count];
		if (!raises(flag, field, form_answers_value(answers, field->id, i % count)))
			continue;
		*people = *people || flag->people;
		worst = flag->level > worst ? flag->level : worst;
	}
	return worst;
}
