#include "exchange/calendar.h"

#include <libical/ical.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/text.h"

enum { UID_SIZE = 256, ADDRESS_SIZE = 320, DAYS_PER_YEAR = 366 };

static const char PRODUCT[] = "-//prenota//service booking//EN";

/* --- texts --- */

/* @text without what no calendar should get, into @kept; NULL stays NULL. */
static const char *clean(const char *text, struct buffer *kept)
{
	if (!text || !*text)
		return NULL;
	buffer_clear(kept);
	text_clean(kept, text, strlen(text));
	return buffer_text(kept);
}

/* The same of one line; NULL when nothing is left. */
static const char *clean_line(const char *text, struct buffer *kept)
{
	buffer_clear(kept);
	text_clean_line(kept, text ? text : "", text ? strlen(text) : 0);
	return kept->len ? buffer_text(kept) : NULL;
}

/* The text as a parameter's value: quotes cannot stand in one. */
static const char *clean_name(const char *text, struct buffer *kept)
{
	if (!clean_line(text, kept))
		return NULL;
	for (size_t i = 0; i < kept->len; i++)
		if (kept->text[i] == '"')
			kept->text[i] = '\'';
	return buffer_text(kept);
}

/* "mailto:…", false for what is no plain address. */
static bool mailto(const char *email, char uri[ADDRESS_SIZE])
{
	size_t len = email ? strlen(email) : 0;
	if (len < 3 || len > ADDRESS_SIZE - sizeof "mailto:" || !strchr(email, '@') ||
	    strspn(email, "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789@._%+-") != len)
		return false;
	snprintf(uri, ADDRESS_SIZE, "mailto:%s", email);
	return true;
}

/* --- times --- */

static struct icaltimetype local_time(civil_day day, int minute)
{
	struct icaltimetype time = icaltime_null_time();
	day += minute / MINUTES_PER_DAY;
	minute %= MINUTES_PER_DAY;
	civil_to_ymd(day, &time.year, &time.month, &time.day);
	time.hour = minute / 60;
	time.minute = minute % 60;
	return time;
}

static void add_time(icalcomponent *event, icalproperty *property, const char *zone)
{
	icalproperty_add_parameter(property, icalparameter_new_tzid(zone));
	icalcomponent_add_property(event, property);
}

/* A hundred years of summer times help nobody: the rules from a year before the first event on. */
static void forget_history(icalcomponent *rules, const struct calendar *calendar)
{
	civil_day first = INT32_MAX;
	for (size_t i = 0; i < calendar->count; i++)
		if (calendar->events[i].day < first)
			first = calendar->events[i].day;
	if (first == INT32_MAX)
		civil_from_instant(calendar->stamp, &first, &(int){ 0 });
	struct icaltimetype start = local_time(first - DAYS_PER_YEAR, 0);
	start.zone = icaltimezone_get_utc_timezone();
	icaltimezone_truncate_vtimezone(rules, start, icaltime_null_time(), false);
}

/* The zone's own rules, under its own name in place of libical's. */
static icalcomponent *zone_component(const struct calendar *calendar)
{
	const char *name = calendar->zone;
	icaltimezone *zone = icaltimezone_get_builtin_timezone(name);
	icalcomponent *rules = zone ? icaltimezone_get_component(zone) : NULL;
	if (!rules)
		return NULL;
	rules = icalcomponent_new_clone(rules);
	icalproperty *id = icalcomponent_get_first_property(rules, ICAL_TZID_PROPERTY);
	if (id)
		icalproperty_set_tzid(id, name);
	else
		icalcomponent_add_property(rules, icalproperty_new_tzid(name));
	forget_history(rules, calendar);
	return rules;
}

/* --- events --- */

static void add_people(icalcomponent *event, const struct calendar_event *from, struct buffer *kept)
{
	char uri[ADDRESS_SIZE];
	if (mailto(from->organizer.email, uri)) {
		icalproperty *property = icalproperty_new_organizer(uri);
		const char *name = clean_name(from->organizer.name, kept);
		if (name)
			icalproperty_add_parameter(property, icalparameter_new_cn(name));
		icalcomponent_add_property(event, property);
	}
	if (mailto(from->attendee.email, uri)) {
		icalproperty *property = icalproperty_new_attendee(uri);
		const char *name = clean_name(from->attendee.name, kept);
		if (name)
			icalproperty_add_parameter(property, icalparameter_new_cn(name));
		icalproperty_add_parameter(property, icalparameter_new_rsvp(ICAL_RSVP_FALSE));
		icalcomponent_add_property(event, property);
	}
}

static void add_alarm(icalcomponent *event, const struct calendar_event *from, const char *summary)
{
	if (from->remind_minutes <= 0)
		return;
	struct icaltriggertype trigger = { .time = icaltime_null_time(),
					   .duration =
						   icaldurationtype_from_int(-60 * from->remind_minutes) };
	icalcomponent *alarm = icalcomponent_new(ICAL_VALARM_COMPONENT);
	icalcomponent_add_property(alarm, icalproperty_new_action(ICAL_ACTION_DISPLAY));
	icalcomponent_add_property(alarm, icalproperty_new_description(summary));
	icalcomponent_add_property(alarm, icalproperty_new_trigger(trigger));
	icalcomponent_add_component(event, alarm);
}

static void add_categories(icalcomponent *event, const char *const *words, struct buffer *kept)
{
	for (; words && *words; words++) {
		const char *word = clean_line(*words, kept);
		if (word)
			icalcomponent_add_property(event, icalproperty_new_categories(word));
	}
}

static icalcomponent *event_component(const struct calendar *calendar, const struct calendar_event *from)
{
	struct buffer kept = { 0 };
	icalcomponent *event = icalcomponent_new(ICAL_VEVENT_COMPONENT);
	icaltimezone *utc = icaltimezone_get_utc_timezone();
	bool cancelled = calendar->method == CALENDAR_CANCEL;
	icalcomponent_add_property(event, icalproperty_new_uid(from->uid));
	icalcomponent_add_property(event, icalproperty_new_sequence(from->sequence));
	icalcomponent_add_property(event, icalproperty_new_dtstamp(icaltime_from_timet_with_zone(
						  (time_t)calendar->stamp, 0, utc)));
	add_time(event, icalproperty_new_dtstart(local_time(from->day, from->start)), calendar->zone);
	add_time(event, icalproperty_new_dtend(local_time(from->day, from->start + from->minutes)),
		 calendar->zone);
	icalcomponent_add_property(
		event, icalproperty_new_status(cancelled ? ICAL_STATUS_CANCELLED : ICAL_STATUS_CONFIRMED));
	if (clean(from->description, &kept))
		icalcomponent_add_property(event, icalproperty_new_description(buffer_text(&kept)));
	if (clean(from->location, &kept))
		icalcomponent_add_property(event, icalproperty_new_location(buffer_text(&kept)));
	add_categories(event, from->categories, &kept);
	add_people(event, from, &kept);
	const char *summary = clean_line(from->summary, &kept);
	icalcomponent_add_property(event, icalproperty_new_summary(summary ? summary : ""));
	add_alarm(event, from, summary ? summary : "");
	buffer_finish(&kept);
	return event;
}

static bool event_is_whole(const struct calendar_event *event, struct error *err)
{
	size_t len = event->uid ? strlen(event->uid) : 0;
	for (size_t i = 0; i < len; i++)
		if (event->uid[i] <= ' ' || event->uid[i] > '~')
			return error_set(err, ERROR_INPUT,
					 "calendar: a uid with other than plain characters");
	if (len == 0 || len >= UID_SIZE)
		return error_set(err, ERROR_INPUT,
				 "calendar: an event has no uid, or one of more than %d characters",
				 UID_SIZE - 1);
	if (event->start < 0 || event->start >= MINUTES_PER_DAY || event->minutes <= 0 ||
	    event->minutes > MINUTES_PER_DAY || event->sequence < 0)
		return error_set(err, ERROR_INPUT, "calendar: %s: start, length or sequence is out of range",
				 event->uid);
	return true;
}

static icalproperty_method method_of(enum calendar_method method)
{
	switch (method) {
	case CALENDAR_PUBLISH:
		return ICAL_METHOD_PUBLISH;
	case CALENDAR_FILE:
		return ICAL_METHOD_NONE;
	case CALENDAR_REQUEST:
		return ICAL_METHOD_REQUEST;
	case CALENDAR_CANCEL:
		return ICAL_METHOD_CANCEL;
	}
	return ICAL_METHOD_NONE;
}

static void add_name(icalcomponent *root, const struct calendar *calendar)
{
	struct buffer kept = { 0 };
	const char *name = clean_line(calendar->name, &kept);
	if (name) {
		icalproperty *property = icalproperty_new_x(name);
		icalproperty_set_x_name(property, "X-WR-CALNAME");
		icalcomponent_add_property(root, property);
	}
	buffer_finish(&kept);
}

bool calendar_write(const struct calendar *calendar, struct buffer *out, struct error *err)
{
	for (size_t i = 0; i < calendar->count; i++)
		if (!event_is_whole(&calendar->events[i], err))
			return false;
	icalcomponent *zone = zone_component(calendar);
	if (!zone)
		return error_set(err, ERROR_INPUT, "calendar: there is no time zone \"%s\"", calendar->zone);
	icalcomponent *root = icalcomponent_new(ICAL_VCALENDAR_COMPONENT);
	icalcomponent_add_property(root, icalproperty_new_prodid(PRODUCT));
	icalcomponent_add_property(root, icalproperty_new_version("2.0"));
	if (calendar->method != CALENDAR_FILE)
		icalcomponent_add_property(root, icalproperty_new_method(method_of(calendar->method)));
	add_name(root, calendar);
	icalcomponent_add_component(root, zone);
	for (size_t i = 0; i < calendar->count; i++)
		icalcomponent_add_component(root, event_component(calendar, &calendar->events[i]));
	char *text = icalcomponent_as_ical_string_r(root);
	icalcomponent_free(root);
	if (!text)
		return error_set(err, ERROR_SYSTEM, "calendar: libical wrote nothing");
	buffer_add(out, text);
	icalmemory_free_buffer(text);
	return true;
}
