/* base/civil.h - civil days and minutes of the day, and the site's time zone.
 *
 * Planning speaks in the local civil day and the minute of that day; instants (log, holds, 24 h clocks) are UTC
 * seconds. Nothing adds seconds to get to another day. */
#ifndef PRENOTA_BASE_CIVIL_H
#define PRENOTA_BASE_CIVIL_H

#include <stdbool.h>
#include <stdint.h>

typedef int32_t civil_day; /* days since 1970-01-01, in the site's zone */
typedef int64_t instant;   /* seconds since 1970-01-01 00:00 UTC */

enum { MINUTES_PER_DAY = 1440 };

/* 0 Monday … 6 Sunday. */
int civil_weekday(civil_day day);

/* The day of @year, @month (1..12), @dom (1..31); false when there is none, *@day is then untouched. */
bool civil_from_ymd(int year, int month, int dom, civil_day *day);
void civil_to_ymd(civil_day day, int *year, int *month, int *dom);

/* @months later (or earlier); the day of the month is cut to the last one there is (31 Jan + 1 = 28 or 29 Feb). */
civil_day civil_add_months(civil_day day, int months);

enum { CIVIL_DATE_SIZE = 16, CIVIL_TIME_SIZE = 8 };
/* "2026-11-23" / "09:30"; both return @text. @minute may be 0..1440 ("24:00"). */
char *civil_format_date(civil_day day, char text[CIVIL_DATE_SIZE]);
char *civil_format_time(int minute, char text[CIVIL_TIME_SIZE]);

/* Strict "YYYY-MM-DD" and "HH:MM" (00:00..24:00); nothing may follow. */
bool civil_parse_date(const char *text, civil_day *day);
bool civil_parse_time(const char *text, int *minute);

/* What an operator types for a date, relative to @today, blanks or none: "24" or "24일" (the next day with that
 * number, today included), "tue"/"화" (the next one after today), "next tue"/"다음 주 화" (of next week, which
 * begins on Monday), "this thu"/"이번 주 목", "+3", "today"/"오늘", "tomorrow"/"내일", "모레"; the month before the
 * day "11-24", "11/24", "11.24", "11월 24일", or by name "24 nov", "Nov 24"; "2026-11-24". */
bool civil_parse_wish(const char *text, civil_day today, civil_day *day);

/* The same of what has been: "16" (the last day with that number, today included), "tue"/"화" (the last one
 * before today), "last tue"/"지난주 화", "-3", "yesterday"/"어제", "그저께", "11-16" (the last one). */
bool civil_parse_recent(const char *text, civil_day today, civil_day *day);

/* Makes @zone (an IANA name such as "Asia/Seoul") the process's local time; false when there is no such zone. */
bool civil_set_zone(const char *zone);

/* The local day and minute of @at, in the zone set by civil_set_zone(). */
void civil_from_instant(instant at, civil_day *day, int *minute);

/* The instant of a local day and minute. A local minute that does not exist (clocks go forward) gives false; of
 * two (clocks go back) the first is taken. @minute may be 0..1440. */
bool civil_to_instant(civil_day day, int minute, instant *at);

enum { CIVIL_STAMP_SIZE = 32 };
/* "2026-11-23T10:42:05+09:00" in the zone; returns @text. */
char *civil_format_instant(instant at, char text[CIVIL_STAMP_SIZE]);

/* "2026-11-23T10:42[:05]" as local time, with an optional offset or Z; false when malformed or non-existent. */
bool civil_parse_instant(const char *text, instant *at);

#endif
