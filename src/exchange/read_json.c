/* Requests as JSON: an object, a list of them, or {"requests": [...]}. */
#include <stdio.h>
#include <string.h>

#include "exchange/read.h"

enum { NESTED_MAX = 3, NUMBER_SIZE = 40, KEY_SIZE = 64 };

static void put_value(json_t *request, const char *key, const json_t *value, int level);

/* What stands in an object within the request belongs to it: {"customer": {"name": …}}. */
static void put_object(json_t *request, const json_t *object, int level)
{
	const char *key;
	json_t *value;
	json_object_foreach((json_t *)(const void *)object, key, value) put_value(request, key, value, level);
}

/* wishes: [a, b] are wish1, wish2; other lists are their values with commas between. */
static void put_list(json_t *request, const char *key, const json_t *list)
{
	struct buffer text = { 0 };
	char name[KEY_SIZE];
	for (size_t i = 0; i < json_array_size(list) && i < REQUEST_OTHER_MAX; i++) {
		const json_t *item = json_array_get(list, i);
		const char *word = json_string_value(item);
		if (!word && json_is_object(item)) {
			const char *date = json_string_value(json_object_get(item, "date"));
			const char *half = json_string_value(json_object_get(item, "half"));
			buffer_printf(&text, "%s%s %s", text.len ? ", " : "", date ? date : "",
				      half ? half : "");
			word = buffer_text(&text);
		} else if (word) {
			buffer_printf(&text, "%s%s", text.len ? ", " : "", word);
		} else {
			request_by_hand(request, "json-type %.40s", key);
			continue;
		}
		if (strcmp(key, "wishes") != 0)
			continue;
		snprintf(name, sizeof name, "wish%zu", i + 1);
		request_put_text(request, name, word);
		buffer_clear(&text);
	}
	if (strcmp(key, "wishes") != 0)
		request_put(request, key, buffer_text(&text), text.len);
	buffer_finish(&text);
}

static void put_value(json_t *request, const char *key, const json_t *value, int level)
{
	char number[NUMBER_SIZE];
	switch (json_typeof(value)) {
	case JSON_STRING:
		request_put(request, key, json_string_value(value), json_string_length(value));
		break;
	case JSON_INTEGER:
		snprintf(number, sizeof number, "%lld", (long long)json_integer_value(value));
		request_put_text(request, key, number);
		break;
	case JSON_REAL:
		snprintf(number, sizeof number, "%.15g", json_real_value(value));
		request_put_text(request, key, number);
		break;
	case JSON_TRUE:
	case JSON_FALSE:
		request_put_text(request, key, json_is_true(value) ? "yes" : "no");
		break;
	case JSON_ARRAY:
		put_list(request, key, value);
		break;
	case JSON_OBJECT:
		if (level < NESTED_MAX)
			put_object(request, value, level + 1);
		else
			request_by_hand(request, "json-type %.40s", key);
		break;
	case JSON_NULL:
		break;
	}
}

static void read_one(const json_t *value, struct reading *reading)
{
	char *raw = json_dumps(value, JSON_ENCODE_ANY | JSON_INDENT(1) | JSON_PRESERVE_ORDER);
	json_t *request = request_add(reading, raw ? raw : "", raw ? strlen(raw) : 0);
	free(raw);
	if (!request)
		return;
	if (json_is_object(value))
		put_object(request, value, 0);
	else
		request_by_hand(request, "json-type");
}

void read_json(const char *text, size_t len, struct reading *reading)
{
	json_error_t error;
	json_t *root = json_loadb(text, len, JSON_REJECT_DUPLICATES, &error);
	if (!root) {
		json_t *request = request_add(reading, text, len);
		if (request)
			request_by_hand(request, "json-broken %d", error.line);
		return;
	}
	const json_t *list = json_is_object(root) ? json_object_get(root, "requests") : root;
	if (!json_is_array(list)) {
		read_one(root, reading);
	} else {
		for (size_t i = 0; i < json_array_size(list); i++)
			read_one(json_array_get(list, i), reading);
		if (json_array_size(list) > REQUESTS_MAX)
			snprintf(reading->refused, sizeof reading->refused, "too-many %d", REQUESTS_MAX);
		else if (json_array_size(list) == 0)
			snprintf(reading->refused, sizeof reading->refused, "empty");
	}
	json_decref(root);
}
