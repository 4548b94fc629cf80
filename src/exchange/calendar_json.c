/* `prenota-exchange calendar`: {"zone", "stamp", "events": [{"uid", "sequence", "date", "time", "minutes",
 * "summary", …}]} becomes an iCalendar file. */
#include <jansson.h>
#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "exchange/calendar.h"
#include "exchange/verb.h"

enum { EVENTS_MAX = 20000, CATEGORIES_MAX = 16 };

static const char *text_of(const json_t *object, const char *key)
{
	return json_string_value(json_object_get(object, key));
}

static struct calendar_person person_of(const json_t *event, const char *key)
{
	const json_t *person = json_object_get(event, key);
	return (struct calendar_person){ text_of(person, "name"), text_of(person, "email") };
}

static const char *const *words_of(const json_t *list, struct arena *arena)
{
	size_t count = json_array_size(list);
	count = count > CATEGORIES_MAX ? CATEGORIES_MAX : count;
	const char **words = arena_alloc(arena, (count + 1) * sizeof *words);
	size_t kept = 0;
	for (size_t i = 0; i < count; i++)
		if (json_is_string(json_array_get(list, i)))
			words[kept++] = json_string_value(json_array_get(list, i));
	words[kept] = NULL;
	return words;
}

static int number_of(const json_t *object, const char *key)
{
	json_int_t value = json_integer_value(json_object_get(object, key));
	return value < -1 || value > INT32_MAX ? -1 : (int)value;
}

static bool read_event(const json_t *object, struct arena *arena, struct calendar_event *event,
		       struct error *err)
{
	const char *date = text_of(object, "date"), *time = text_of(object, "time");
	*event = (struct calendar_event){
		.uid = text_of(object, "uid"),
		.sequence = number_of(object, "sequence"),
		.minutes = number_of(object, "minutes"),
		.summary = text_of(object, "summary"),
		.description = text_of(object, "description"),
		.location = text_of(object, "location"),
		.categories = words_of(json_object_get(object, "categories"), arena),
		.organizer = person_of(object, "organizer"),
		.attendee = person_of(object, "attendee"),
		.remind_minutes = number_of(object, "remind"),
	};
	if (!date || !civil_parse_date(date, &event->day) || !time || !civil_parse_time(time, &event->start))
		return error_set(err, ERROR_INPUT, "calendar: an event has no date and time");
	return true;
}

static bool read_method(const char *code, enum calendar_method *method, struct error *err)
{
	static const char *const codes[] = { [CALENDAR_PUBLISH] = "publish",
					     [CALENDAR_FILE] = "file",
					     [CALENDAR_REQUEST] = "request",
					     [CALENDAR_CANCEL] = "cancel" };
	for (size_t i = 0; i < sizeof codes / sizeof codes[0]; i++) {
		if (code && strcmp(code, codes[i]) != 0)
			continue;
		*method = (enum calendar_method)i;
		return true;
	}
	return error_set(err, ERROR_INPUT, "calendar: there is no method \"%s\"", code);
}

static bool read_calendar(const json_t *root, struct arena *arena, struct calendar *calendar,
			  struct error *err)
{
	const json_t *list = json_object_get(root, "events");
	size_t count = json_array_size(list);
	*calendar = (struct calendar){ .zone = text_of(root, "zone"),
				       .name = text_of(root, "name"),
				       .stamp = json_integer_value(json_object_get(root, "stamp")),
				       .count = count };
	if (!calendar->zone || !json_is_array(list) || count > EVENTS_MAX)
		return error_set(err, ERROR_INPUT, "calendar: no zone, no events, or more than %d of them",
				 EVENTS_MAX);
	struct calendar_event *events = arena_alloc(arena, (count + 1) * sizeof *events);
	for (size_t i = 0; i < count; i++)
		if (!read_event(json_array_get(list, i), arena, &events[i], err))
			return false;
	calendar->events = events;
	return read_method(text_of(root, "method"), &calendar->method, err);
}

bool verb_calendar(const char *input, size_t len, struct buffer *output, struct error *err)
{
	struct arena arena = { 0 };
	struct calendar calendar;
	json_error_t mistake;
	json_t *root = json_loadb(input, len, JSON_REJECT_DUPLICATES, &mistake);
	if (!root)
		return error_set(err, ERROR_INPUT, "calendar: line %d: %s", mistake.line, mistake.text);
	bool fine = read_calendar(root, &arena, &calendar, err) && calendar_write(&calendar, output, err);
	json_decref(root);
	arena_finish(&arena);
	return fine;
}
