/* Days as people say them, seen from today: what is wished ahead, what is remembered behind. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "base/civil.h"

enum {
	WORD_SIZE = 40,
	MONTHS_SEARCHED = 62 /* two months have each number of a day that any month has */
};

/* The words without the blanks between them, for "다음 주 화" is written either way; two numbers do not
 * become one. False when that is too long for a day. */
static bool squeeze(const char *text, char word[WORD_SIZE])
{
	size_t len = 0;
	bool gap = false;
	for (; *text; text++) {
		if (*text == ' ') {
			gap = true;
			continue;
		}
		bool digit = *text >= '0' && *text <= '9';
		if (gap && digit && len && word[len - 1] >= '0' && word[len - 1] <= '9')
			return false;
		if (len + 1 >= WORD_SIZE)
			return false;
		word[len++] = *text;
		gap = false;
	}
	word[len] = '\0';
	return true;
}

/* The number a whole text stands for, or -1. */
static int whole_number(const char *text)
{
	size_t len = strlen(text);
	if (len == 0 || len > 4 || strspn(text, "0123456789") != len)
		return -1;
	return atoi(text);
}

static int named_weekday(const char *text)
{
	static const char *const names[7][4] = {
		{ "mon", "monday", "월", "월요일" },    { "tue", "tuesday", "화", "화요일" },
		{ "wed", "wednesday", "수", "수요일" }, { "thu", "thursday", "목", "목요일" },
		{ "fri", "friday", "금", "금요일" },    { "sat", "saturday", "토", "토요일" },
		{ "sun", "sunday", "일", "일요일" },
	};
	for (int day = 0; day < 7; day++)
		for (int form = 0; form < 4; form++)
			if (strcasecmp(text, names[day][form]) == 0)
				return day;
	return -1;
}

/* "dec", "December" at the start of @text: 1 to 12 and the bytes it takes, or 0. */
static int named_month(const char *text, size_t *used)
{
	static const char *const names[12] = { "january",   "february", "march",    "april",
					       "may",       "june",     "july",     "august",
					       "september", "october",  "november", "december" };
	for (int i = 0; i < 12; i++) {
		size_t len = strlen(names[i]);
		bool whole = strncasecmp(text, names[i], len) == 0;
		if (!whole && strncasecmp(text, names[i], 3) != 0)
			continue;
		*used = whole ? len : 3;
		return i + 1;
	}
	return 0;
}

/* From today on, by 1 or -1 day a step. */
static bool day_of_month(int dom, civil_day today, int step, civil_day *day)
{
	for (int i = 0; i < MONTHS_SEARCHED; i++) {
		int year, month, this_dom;
		civil_to_ymd(today + i * step, &year, &month, &this_dom);
		if (this_dom == dom) {
			*day = today + i * step;
			return true;
		}
	}
	return false;
}

/* "11-24", "11/24", "11.24", "11월24일", "24nov", "nov24". */
static bool read_month_and_day(const char *text, int *month, int *dom)
{
	int used = 0;
	size_t name = 0;
	if (sscanf(text, "%2d%*1[-/.]%2d%n", month, dom, &used) == 2)
		return text[used] == '\0' || strcmp(text + used, ".") == 0;
	if (sscanf(text, "%2d월%2d%n", month, dom, &used) == 2)
		return text[used] == '\0' || strcmp(text + used, "일") == 0;
	*month = named_month(text, &name);
	if (*month) {
		*dom = whole_number(text + name);
		return true;
	}
	*dom = (int)strtol(text, NULL, 10);
	const char *behind = text + strspn(text, "0123456789.");
	*month = named_month(behind, &name);
	return *month && behind[name] == '\0' && behind - text <= 3;
}

/* This year, or the year beside it where that day lies on the other side of today. */
static bool month_and_day(const char *text, civil_day today, int step, civil_day *day)
{
	int month, dom, year, this_month, this_dom;
	civil_day found;
	if (!read_month_and_day(text, &month, &dom))
		return false;
	civil_to_ymd(today, &year, &this_month, &this_dom);
	if (civil_from_ymd(year, month, dom, &found) && (found - today) * step >= 0) {
		*day = found;
		return true;
	}
	return civil_from_ymd(year + step, month, dom, day);
}

struct named_day {
	const char *name;
	int ahead; /* days from today */
};

static bool named_day(const char *word, civil_day today, int step, civil_day *day)
{
	static const struct named_day names[] = {
		{ "today", 0 },      { "오늘", 0 },  { "tomorrow", 1 }, { "내일", 1 },  { "모레", 2 },
		{ "yesterday", -1 }, { "어제", -1 }, { "그저께", -2 },  { "그제", -2 },
	};
	for (size_t i = 0; i < sizeof names / sizeof names[0]; i++) {
		if (names[i].ahead * step < 0 || strcasecmp(word, names[i].name) != 0)
			continue;
		*day = today + names[i].ahead;
		return true;
	}
	return false;
}

/* "next tue", "다음 주 화": of the week that begins on another Monday than today's; "this thu" lies on the
 * asked side of today. */
static bool day_of_week(const char *word, civil_day today, int step, civil_day *day)
{
	static const struct named_day weeks[] = {
		{ "next", 7 },   { "다음주", 7 }, { "담주", 7 },  { "다다음주", 14 }, { "this", 0 },
		{ "이번주", 0 }, { "금주", 0 },   { "last", -7 }, { "지난주", -7 },   { "저번주", -7 },
	};
	for (size_t i = 0; i < sizeof weeks / sizeof weeks[0]; i++) {
		size_t len = strlen(weeks[i].name);
		if (strncasecmp(word, weeks[i].name, len) != 0)
			continue;
		int weekday = named_weekday(word + len);
		civil_day found = today - civil_weekday(today) + weeks[i].ahead + weekday;
		if (weekday < 0 || (found - today) * step < 0)
			return false;
		*day = found;
		return true;
	}
	return false;
}

/* "24", "24일". */
static int number_of_day(const char *word)
{
	size_t digits = strspn(word, "0123456789");
	if (digits == 0 || digits > 2 || (word[digits] && strcmp(word + digits, "일") != 0))
		return 0;
	return (int)strtol(word, NULL, 10);
}

/* A day seen from today, ahead of it (@step 1) or behind it (-1). */
static bool parse_near(const char *text, civil_day today, int step, civil_day *day)
{
	char word[WORD_SIZE];
	if (!squeeze(text, word))
		return false;
	if (civil_parse_date(word, day) || named_day(word, today, step, day) ||
	    day_of_week(word, today, step, day))
		return true;
	if (word[0] == (step > 0 ? '+' : '-') && whole_number(word + 1) >= 0) {
		*day = today + step * whole_number(word + 1);
		return true;
	}
	int number = number_of_day(word);
	if (number >= 1 && number <= 31)
		return day_of_month(number, today, step, day);
	int weekday = named_weekday(word);
	if (weekday >= 0) {
		int away = ((weekday - civil_weekday(today)) * step + 7) % 7;
		*day = today + step * (away ? away : 7);
		return true;
	}
	return month_and_day(word, today, step, day);
}

bool civil_parse_wish(const char *text, civil_day today, civil_day *day)
{
	return parse_near(text, today, 1, day);
}

bool civil_parse_recent(const char *text, civil_day today, civil_day *day)
{
	return parse_near(text, today, -1, day);
}
