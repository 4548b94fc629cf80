#include "model/message.h"

#include <string.h>

static const char *const states[MESSAGE_STATE_COUNT] = {
	[MESSAGE_WAITING] = "waiting", [MESSAGE_SENDING] = "sending", [MESSAGE_SENT] = "sent",
	[MESSAGE_FAILED] = "failed",   [MESSAGE_UNKNOWN] = "unknown", [MESSAGE_DROPPED] = "dropped",
};

/* Which consent a template needs is a rule, and stands here; what it says is content (forms/messages.cfg). */
static const struct {
	const char *template, *purpose;
	bool of_appointment;
} purposes[] = {
	{ "booked", "contact", true },
	{ "changed", "contact", true },
	{ "cancelled", "contact", true },
	{ "restored", "contact", true },
	{ "handback", "contact", true },
	{ "tomorrow", "appointment-reminder", true },
	{ "service-due", "service-reminder", false },
	{ "offer", "", false },
};

const char *message_state_code(enum message_state state)
{
	return states[state];
}

bool message_state_from_code(const char *code, enum message_state *state)
{
	for (int i = 0; code && i < MESSAGE_STATE_COUNT; i++) {
		if (strcmp(states[i], code) != 0)
			continue;
		*state = (enum message_state)i;
		return true;
	}
	return false;
}

const char *message_purpose(const char *template)
{
	for (size_t i = 0; i < sizeof purposes / sizeof purposes[0]; i++)
		if (strcmp(purposes[i].template, template) == 0)
			return purposes[i].purpose;
	return NULL;
}

bool message_is_of_appointment(const char *template)
{
	for (size_t i = 0; i < sizeof purposes / sizeof purposes[0]; i++)
		if (strcmp(purposes[i].template, template) == 0)
			return purposes[i].of_appointment;
	return false;
}

int message_retry_after(int tries)
{
	static const int minutes[] = { 1, 5, 15, 60, 240 };
	if (tries < 1 || tries > (int)(sizeof minutes / sizeof minutes[0]))
		return -1;
	return minutes[tries - 1] * 60;
}

bool message_number_valid(const char *number)
{
	const char *digits = number && *number == '+' ? number + 1 : number;
	size_t len = digits ? strspn(digits, "0123456789") : 0;
	return len >= 3 && len <= 15 && digits[len] == '\0';
}

/* An instant for a minute that may not exist: the first one after it that does. */
static instant at_or_after(civil_day day, int minute)
{
	instant at;
	for (int later = 0; later <= 180; later++)
		if (civil_to_instant(day, minute + later, &at))
			return at;
	return 0;
}

instant message_into_hours(instant at, struct interval hours)
{
	civil_day day;
	int minute;
	if (hours.end <= hours.start)
		return at; /* without limit */
	civil_from_instant(at, &day, &minute);
	if (minute >= hours.start && minute < hours.end)
		return at;
	return at_or_after(minute < hours.start ? day : day + 1, hours.start);
}

instant message_before(civil_day day, int minute, struct interval hours)
{
	instant at;
	bool limited = hours.end > hours.start;
	if (limited && minute < hours.start) {
		day--;
		minute = hours.end - 1;
	} else if (limited && minute >= hours.end) {
		minute = hours.end - 1;
	}
	for (int earlier = 0; earlier <= 180 && minute - earlier >= 0; earlier++)
		if (civil_to_instant(day, minute - earlier, &at))
			return at;
	return at_or_after(day, minute);
}

instant message_day_before(civil_day day, int minute, struct interval hours)
{
	return message_before(day - 1, minute, hours);
}
