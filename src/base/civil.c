#include "base/civil.h"

#include <ctype.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <time.h>
#include <unistd.h>

int civil_weekday(civil_day day)
{
	int weekday = (day + 3) % 7; /* day 0 was a Thursday */
	return weekday < 0 ? weekday + 7 : weekday;
}

/* Days from 1970-01-01 by the proleptic Gregorian calendar, years counted from March. */
static civil_day days_from_ymd(int year, int month, int dom)
{
	year -= month <= 2;
	int era = (year >= 0 ? year : year - 399) / 400;
	int yoe = year - era * 400;
	int doy = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + dom - 1;
	int doe = yoe * 365 + yoe / 4 - yoe / 100 + doy;
	return era * 146097 + doe - 719468;
}

void civil_to_ymd(civil_day day, int *year, int *month, int *dom)
{
	int z = day + 719468;
	int era = (z >= 0 ? z : z - 146096) / 146097;
	int doe = z - era * 146097;
	int yoe = (doe - doe / 1460 + doe / 36524 - doe / 146096) / 365;
	int doy = doe - (365 * yoe + yoe / 4 - yoe / 100);
	int mp = (5 * doy + 2) / 153;
	*dom = doy - (153 * mp + 2) / 5 + 1;
	*month = mp < 10 ? mp + 3 : mp - 9;
	*year = yoe + era * 400 + (*month <= 2);
}

static int days_in_month(int year, int month)
{
	static const int days[] = { 31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31 };
	bool leap = (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
	return month == 2 && leap ? 29 : days[month - 1];
}

bool civil_from_ymd(int year, int month, int dom, civil_day *day)
{
	if (year < 1900 || year > 2999 || month < 1 || month > 12 || dom < 1 ||
	    dom > days_in_month(year, month))
		return false;
	*day = days_from_ymd(year, month, dom);
	return true;
}

civil_day civil_add_months(civil_day day, int months)
{
	int year, month, dom;
	civil_to_ymd(day, &year, &month, &dom);
	int total = year * 12 + month - 1 + months;
	year = total / 12;
	month = total % 12 + 1;
	int last = days_in_month(year, month);
	return days_from_ymd(year, month, dom < last ? dom : last);
}

char *civil_format_date(civil_day day, char text[CIVIL_DATE_SIZE])
{
	int year, month, dom;
	civil_to_ymd(day, &year, &month, &dom);
	snprintf(text, CIVIL_DATE_SIZE, "%04d-%02u-%02u", year % 10000, (unsigned)month % 100,
		 (unsigned)dom % 100);
	return text;
}

char *civil_format_time(int minute, char text[CIVIL_TIME_SIZE])
{
	snprintf(text, CIVIL_TIME_SIZE, "%02u:%02u", (unsigned)minute / 60 % 100, (unsigned)minute % 60);
	return text;
}

/* Reads exactly @count digits at *@text and moves on. */
static bool take_digits(const char **text, int count, int *value)
{
	int sum = 0;
	for (int i = 0; i < count; i++, (*text)++) {
		if (!isdigit((unsigned char)**text))
			return false;
		sum = sum * 10 + (**text - '0');
	}
	*value = sum;
	return true;
}

static bool take_char(const char **text, char c)
{
	if (**text != c)
		return false;
	(*text)++;
	return true;
}

static bool take_date(const char **text, civil_day *day)
{
	int year, month, dom;
	return take_digits(text, 4, &year) && take_char(text, '-') && take_digits(text, 2, &month) &&
	       take_char(text, '-') && take_digits(text, 2, &dom) && civil_from_ymd(year, month, dom, day);
}

static bool take_time(const char **text, int *minute)
{
	int hours, minutes;
	if (!take_digits(text, 2, &hours) || !take_char(text, ':') || !take_digits(text, 2, &minutes))
		return false;
	if (minutes > 59 || hours * 60 + minutes > MINUTES_PER_DAY)
		return false;
	*minute = hours * 60 + minutes;
	return true;
}

bool civil_parse_date(const char *text, civil_day *day)
{
	civil_day parsed;
	if (!take_date(&text, &parsed) || *text)
		return false;
	*day = parsed;
	return true;
}

bool civil_parse_time(const char *text, int *minute)
{
	int parsed;
	if (!take_time(&text, &parsed) || *text)
		return false;
	*minute = parsed;
	return true;
}

bool civil_set_zone(const char *zone)
{
	if (!*zone || zone[0] == '/' || zone[0] == ':' || strstr(zone, ".."))
		return false;
	char path[256];
	if (snprintf(path, sizeof path, "/usr/share/zoneinfo/%s", zone) >= (int)sizeof path ||
	    access(path, R_OK) != 0)
		return false;
	if (setenv("TZ", zone, 1) != 0)
		return false;
	tzset();
	return true;
}

void civil_from_instant(instant at, civil_day *day, int *minute)
{
	time_t seconds = (time_t)at;
	struct tm tm;
	localtime_r(&seconds, &tm);
	*day = days_from_ymd(tm.tm_year + 1900, tm.tm_mon + 1, tm.tm_mday);
	*minute = tm.tm_hour * 60 + tm.tm_min;
}

static bool is_local(instant at, civil_day day, int minute)
{
	civil_day found_day;
	int found_minute;
	civil_from_instant(at, &found_day, &found_minute);
	return found_day == day && found_minute == minute;
}

bool civil_to_instant(civil_day day, int minute, instant *at)
{
	if (minute < 0 || minute > MINUTES_PER_DAY)
		return false;
	day += minute / MINUTES_PER_DAY;
	minute %= MINUTES_PER_DAY;
	/* The offset is one of those in force a day before or after: try both, the earlier instant first. */
	instant as_utc = (instant)day * 86400 + minute * 60;
	instant best = 0;
	bool found = false;
	for (int side = -1; side <= 1; side += 2) {
		time_t probe = (time_t)(as_utc + side * 86400);
		struct tm tm;
		localtime_r(&probe, &tm);
		instant candidate = as_utc - tm.tm_gmtoff;
		if (is_local(candidate, day, minute) && (!found || candidate < best)) {
			best = candidate;
			found = true;
		}
	}
	if (found)
		*at = best;
	return found;
}

char *civil_format_instant(instant at, char text[CIVIL_STAMP_SIZE])
{
	time_t seconds = (time_t)at;
	struct tm tm;
	localtime_r(&seconds, &tm);
	char offset[8];
	strftime(offset, sizeof offset, "%z", &tm);
	char stamp[24];
	strftime(stamp, sizeof stamp, "%Y-%m-%dT%H:%M:%S", &tm);
	snprintf(text, CIVIL_STAMP_SIZE, "%s%.3s:%.2s", stamp, offset, offset + 3);
	return text;
}

/* "Z", "+09:00" or "+0900" at *@text, in seconds east. */
static bool take_offset(const char **text, int *seconds)
{
	if (take_char(text, 'Z')) {
		*seconds = 0;
		return true;
	}
	int sign = **text == '-' ? -1 : 1, hours, minutes;
	if (!take_char(text, '+') && !take_char(text, '-'))
		return false;
	if (!take_digits(text, 2, &hours))
		return false;
	(void)take_char(text, ':');
	if (!take_digits(text, 2, &minutes) || hours > 14 || minutes > 59)
		return false;
	*seconds = sign * (hours * 3600 + minutes * 60);
	return true;
}

bool civil_parse_instant(const char *text, instant *at)
{
	civil_day day;
	int minute, second = 0, offset;
	if (!take_date(&text, &day) || (!take_char(&text, 'T') && !take_char(&text, ' ')) ||
	    !take_time(&text, &minute))
		return false;
	if (take_char(&text, ':') && (!take_digits(&text, 2, &second) || second > 59))
		return false;
	if (!*text) {
		instant local;
		if (!civil_to_instant(day, minute, &local))
			return false;
		*at = local + second;
		return true;
	}
	if (!take_offset(&text, &offset) || *text)
		return false;
	*at = (instant)day * 86400 + minute * 60 + second - offset;
	return true;
}
