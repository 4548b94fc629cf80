#include "model/digital.h"

#include <string.h>

static const char *const states[DIGITAL_STATE_COUNT] = {
	[DIGITAL_OPEN] = "open",         [DIGITAL_OFFERED] = "offered", [DIGITAL_BOOKED] = "booked",
	[DIGITAL_ANSWERED] = "answered", [DIGITAL_DROPPED] = "dropped",
};

static const char *const readings[] = {
	[DIGITAL_FORM] = "form",
	[DIGITAL_HAND] = "hand",
	[DIGITAL_QUARANTINE] = "quarantine",
};

const char *digital_state_code(enum digital_state state)
{
	return states[state];
}

bool digital_state_from_code(const char *code, enum digital_state *state)
{
	for (int i = 0; code && i < DIGITAL_STATE_COUNT; i++) {
		if (strcmp(states[i], code) != 0)
			continue;
		*state = (enum digital_state)i;
		return true;
	}
	return false;
}

const char *digital_reading_code(enum digital_reading reading)
{
	return readings[reading];
}

bool digital_reading_from_code(const char *code, enum digital_reading *reading)
{
	for (size_t i = 0; code && i < sizeof readings / sizeof readings[0]; i++) {
		if (strcmp(readings[i], code) != 0)
			continue;
		*reading = (enum digital_reading)i;
		return true;
	}
	return false;
}

bool digital_waits(const struct digital_request *request, instant now)
{
	return request->state == DIGITAL_OPEN ||
	       (request->state == DIGITAL_OFFERED && request->answer_by <= now);
}

int64_t digital_left(const struct digital_request *request, instant now)
{
	switch (request->state) {
	case DIGITAL_OPEN:
		return request->due - now;
	case DIGITAL_OFFERED:
		return request->answer_by - now;
	case DIGITAL_BOOKED:
	case DIGITAL_ANSWERED:
	case DIGITAL_DROPPED:
	case DIGITAL_STATE_COUNT:
		break;
	}
	return request->due - (request->answered ? request->answered : now);
}

enum digital_level digital_level(const struct digital_request *request, instant now)
{
	int64_t left = digital_left(request, now);
	return left < 0                ? DIGITAL_BREACHED
	       : left < DIGITAL_URGENT ? DIGITAL_IS_URGENT
	       : left < DIGITAL_NEAR   ? DIGITAL_IS_NEAR
				       : DIGITAL_FINE;
}

bool digital_is_breach(const struct digital_request *request, instant now)
{
	return (request->answered ? request->answered : now) > request->due;
}

const char *digital_next_field(const char *fields, const char **key, const char **value, struct arena *arena)
{
	while (fields && *fields) {
		const char *end = strchr(fields, '\n');
		size_t len = end ? (size_t)(end - fields) : strlen(fields);
		const char *equals = memchr(fields, '=', len), *line = fields;
		fields += len + (end != NULL);
		if (!equals)
			continue;
		*key = arena_strndup(arena, line, (size_t)(equals - line));
		*value = arena_strndup(arena, equals + 1, (size_t)(line + len - equals - 1));
		return fields;
	}
	return NULL;
}

const char *digital_field(const char *fields, const char *key, struct arena *arena)
{
	const char *name, *value;
	while ((fields = digital_next_field(fields, &name, &value, arena)))
		if (strcmp(name, key) == 0)
			return value;
	return NULL;
}
