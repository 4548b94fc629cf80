/* exchange/calendar.h - appointments as an iCalendar file (RFC 5545, by libical): for the export of a day and
 * for the calendar part of a mail.
 *
 * Times are local ones of the calendar's zone, which comes along as a VTIMEZONE. An event's @uid stays the
 * same for the life of its appointment and its @sequence grows with each change, so that a calendar that has
 * the event already moves it in place of adding a second one. */
#ifndef PRENOTA_EXCHANGE_CALENDAR_H
#define PRENOTA_EXCHANGE_CALENDAR_H

#include <stdbool.h>
#include <stddef.h>

#include "base/buffer.h"
#include "base/civil.h"
#include "base/error.h"

enum calendar_method {
	CALENDAR_PUBLISH, /* a file to be looked at or imported; with an organizer in each event */
	CALENDAR_FILE,    /* the same without a method: nobody organizes it */
	CALENDAR_REQUEST, /* an invitation, or a change of one */
	CALENDAR_CANCEL,
};

/* A name with its address; NULL address: none. */
struct calendar_person {
	const char *name; /* NULL: only the address */
	const char *email;
};

struct calendar_event {
	const char *uid;
	int sequence;
	civil_day day;
	int start;   /* minute of @day */
	int minutes; /* length */
	const char *summary;
	const char *description; /* NULL: none, as with what follows */
	const char *location;
	const char *const *categories; /* NULL at the end */
	struct calendar_person organizer;
	struct calendar_person attendee;
	int remind_minutes; /* an alarm so long before; 0: none */
};

struct calendar {
	enum calendar_method method;
	const char *zone; /* IANA */
	const char *name; /* as calendars show it; NULL: none */
	instant stamp;    /* when the file is made */
	const struct calendar_event *events;
	size_t count;
};

/* Appends the file: lines end with CR LF, none is longer than 75 octets. Texts may be anything: what is no
 * UTF-8, and control characters but the newline, are left out. ERROR_INPUT: a zone that nobody knows, an
 * event without a uid or length. */
bool calendar_write(const struct calendar *calendar, struct buffer *out, struct error *err);

#endif
