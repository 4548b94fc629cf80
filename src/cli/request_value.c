#include "cli/request_value.h"

#include <string.h>

#include "base/buffer.h"
#include "base/i18n.h"
#include "base/text.h"

/* What the parser found, in words; its own are English and speak of its library. */
static const char *json_problem(const json_error_t *problem)
{
	enum json_error_code code = json_error_code(problem);
	if (code == json_error_invalid_utf8)
		return _("that is no UTF-8 text");
	if (code == json_error_premature_end_of_input)
		return _("it ends too early");
	if (code == json_error_end_of_input_expected)
		return _("more stands behind its end");
	if (code == json_error_duplicate_key)
		return _("a duplicate key; each stands once");
	if (code == json_error_numeric_overflow)
		return _("a number that is too large");
	if (code == json_error_null_character || code == json_error_null_byte_in_key)
		return _("a text holds a zero byte");
	if (code == json_error_stack_overflow)
		return _("it is nested too deeply");
	return _("a bracket, comma, colon or value is wrong or missing");
}

bool value_load(const char *text, size_t len, json_t **root, struct error *err)
{
	static const char mark[] = "\xef\xbb\xbf";
	size_t skip = len >= 3 && memcmp(text, mark, 3) == 0 ? 3 : 0;
	json_error_t problem;
	json_t *loaded = json_loadb(text + skip, len - skip, JSON_REJECT_DUPLICATES, &problem);
	if (!loaded) {
		const char *near = strstr(problem.text, " near '");
		error_set(err, ERROR_INPUT, _("not JSON: line %d, column %d: %s%s%s"), problem.line,
			  problem.column, json_problem(&problem), near ? ": " : "",
			  near ? near + strlen(" near ") : "");
		return false;
	}
	*root = loaded;
	return true;
}

bool value_keys(const json_t *object, const char *prefix, const char *const *keys, struct error *err)
{
	/* json_object_iter() takes a pointer that it does not write through. */
	json_t *walked = (json_t *)(uintptr_t)object;
	for (void *at = json_object_iter(walked); at; at = json_object_iter_next(walked, at)) {
		const char *key = json_object_iter_key(at);
		const char *const *known = keys;
		while (*known && strcmp(*known, key) != 0)
			known++;
		if (*known)
			continue;
		struct buffer list = { 0 };
		for (known = keys; *known; known++)
			buffer_printf(&list, "%s%s", list.len ? " " : "", *known);
		error_set(err, ERROR_INPUT, _("unknown key \"%s%.100s\"; known are: %s"), prefix, key,
			  buffer_text(&list));
		buffer_finish(&list);
		return false;
	}
	return true;
}

static bool wrong_type(struct values *values, const char *key, const char *expected)
{
	return error_set(values->err, ERROR_INPUT, _("%s%s: %s is expected"), values->prefix, key, expected);
}

bool values_wrong(struct values *values, const char *key, const char *is, const char *known)
{
	return error_set(values->err, ERROR_INPUT, _("%s%s: \"%.100s\" is not known; %s"), values->prefix,
			 key, is, known);
}

/* The value, NULL when it is missing or null. */
static json_t *value_get(const struct values *values, const char *key)
{
	json_t *value = json_object_get(values->object, key);
	return json_is_null(value) ? NULL : value;
}

bool values_enter(struct values *values, const char *key, bool *given)
{
	json_t *value = value_get(values, key);
	*given = value != NULL;
	if (!value)
		return true;
	if (!json_is_object(value))
		return wrong_type(values, key, _("an object { }"));
	struct values *outer = arena_alloc(values->arena, sizeof *outer);
	*outer = *values;
	values->outer = outer;
	values->prefix = arena_printf(values->arena, "%s%s.", outer->prefix, key);
	values->object = value;
	return true;
}

bool values_leave(struct values *values)
{
	*values = *values->outer;
	return true;
}

static bool text_take(struct values *values, const char *key, const json_t *value, bool verbatim,
		      const char **text)
{
	if (!value)
		return true;
	if (!json_is_string(value))
		return wrong_type(values, key, _("a text \"…\""));
	struct buffer clean = { 0 };
	text_clean_line(&clean, json_string_value(value), json_string_length(value));
	if (clean.len)
		*text = arena_strdup(values->arena,
				     verbatim ? json_string_value(value) : buffer_text(&clean));
	buffer_finish(&clean);
	return true;
}

bool values_text(struct values *values, const char *key, const char **text)
{
	return text_take(values, key, value_get(values, key), false, text);
}

bool values_verbatim(struct values *values, const char *key, const char **text)
{
	return text_take(values, key, value_get(values, key), true, text);
}

bool values_item(struct values *values, const char *key, const json_t *item, const char **text)
{
	*text = NULL;
	if (!text_take(values, key, item, false, text))
		return false;
	return *text ? true : wrong_type(values, key, _("a text \"…\""));
}

bool values_number(struct values *values, const char *key, int min, int max, int *number)
{
	const json_t *value = value_get(values, key);
	if (!value)
		return true;
	if (!json_is_integer(value) || json_integer_value(value) < min || json_integer_value(value) > max)
		return error_set(values->err, ERROR_INPUT,
				 _("%s%s: a whole number from %d to %d is expected"), values->prefix, key,
				 min, max);
	*number = (int)json_integer_value(value);
	return true;
}

bool values_flag(struct values *values, const char *key, bool *flag)
{
	const json_t *value = value_get(values, key);
	if (!value)
		return true;
	if (!json_is_boolean(value))
		return wrong_type(values, key, _("true or false"));
	*flag = json_is_true(value);
	return true;
}

bool values_date(struct values *values, const char *key, civil_day *day)
{
	const char *text = NULL;
	if (!values_text(values, key, &text))
		return false;
	if (!text)
		return true;
	if (!civil_parse_date(text, day))
		return values_wrong(values, key, text, _("a date is written as 2026-11-24"));
	return true;
}

bool values_time(struct values *values, const char *key, int *minute)
{
	const char *text = NULL;
	if (!values_text(values, key, &text))
		return false;
	if (!text)
		return true;
	if (!civil_parse_time(text, minute) || *minute >= MINUTES_PER_DAY)
		return values_wrong(values, key, text, _("a time is written as 09:30"));
	return true;
}

bool values_means(struct values *values, const char *key, enum contact_means *means)
{
	const json_t *value = value_get(values, key);
	const char *code = NULL;
	if (!value)
		return true;
	if (json_is_false(value)) {
		*means = CONTACT_NO;
		return true;
	}
	if (!json_is_string(value))
		return wrong_type(values, key, _("phone, sms, email or false"));
	if (!values_text(values, key, &code))
		return false;
	enum contact_means known;
	if (!code || !contact_means_from_code(code, &known) || known < CONTACT_PHONE)
		return values_wrong(values, key, code ? code : "", _("phone, sms, email or false"));
	*means = known;
	return true;
}

bool values_list(struct values *values, const char *key, size_t max, json_t **list)
{
	json_t *value = value_get(values, key);
	*list = value;
	if (!value)
		return true;
	if (!json_is_array(value))
		return wrong_type(values, key, _("a list [ ]"));
	if (json_array_size(value) > max)
		return error_set(values->err, ERROR_INPUT, _("%s%s: at most %zu are taken"), values->prefix,
				 key, max);
	return true;
}
