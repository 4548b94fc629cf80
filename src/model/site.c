#include "model/site.h"

#include <string.h>

enum { HORIZON_DAYS = 60 };

void site_init(struct site *site)
{
	memset(site, 0, sizeof *site);
	site->reserve_pct = 20;
	site->promise_margin = 30;
	site->notice_minutes = 60;
	site->loan_turnaround = 60;
	site->drive_minutes = 60;
	site->transfer_minutes = 15;
	site->wait_limit = 120;
	site->reserve_opens_at = 16 * 60;
	site->horizon_days = HORIZON_DAYS;
	site->keep = (struct site_keep){ .booking = 12, .visit = 120, .persona = 36, .draft = 30 };
	site->taxi_per_day = -1;
	site->rental_per_day = -1;
	site->ring_on_ms = 1000; /* Korea, domain table of ring rhythms */
	site->ring_off_ms = 2000;
	site->hold_warn_seconds = 20;
	site->hold_limit_seconds = 30;
	site->message_hours = (struct interval){ 8 * 60, 21 * 60 };
	site->advert_hours = (struct interval){ 8 * 60, 21 * 60 };
}

static bool same(const char *a, const char *b)
{
	return a && b && strcmp(a, b) == 0;
}

int site_find_staff(const struct site *site, const char *code)
{
	for (int i = 0; i < site->staff_count; i++)
		if (same(site->staff[i].code, code))
			return i;
	return -1;
}

int site_find_login(const struct site *site, const char *login)
{
	for (int i = 0; i < site->staff_count; i++)
		if (same(site->staff[i].login, login))
			return i;
	return -1;
}

int site_find_extension(const struct site *site, const char *extension)
{
	for (int i = 0; i < site->staff_count; i++)
		if (site->staff[i].active && same(site->staff[i].extension, extension))
			return i;
	return -1;
}

int site_find_skill(const struct site *site, const char *code)
{
	for (int i = 0; i < site->skill_count; i++)
		if (same(site->skills[i].code, code))
			return i;
	return -1;
}

int site_find_work(const struct site *site, const char *code)
{
	for (int i = 0; i < site->work_count; i++)
		if (same(site->work[i].code, code))
			return i;
	return -1;
}

int site_find_bay(const struct site *site, const char *code)
{
	for (int i = 0; i < site->bay_count; i++)
		if (same(site->bays[i].code, code))
			return i;
	return -1;
}

int site_find_unit(const struct site *site, const char *code)
{
	for (int i = 0; i < site->unit_count; i++)
		if (same(site->units[i].code, code))
			return i;
	return -1;
}

const struct holiday *site_holiday(const struct site *site, civil_day day)
{
	for (size_t i = 0; i < site->holiday_count; i++)
		if (site->holidays[i].day == day)
			return &site->holidays[i];
	return NULL;
}

/* Adds an interval in its place; what touches or overlaps becomes one. One too many is left out. */
static void hours_add(struct hours *hours, struct interval time)
{
	if (time.start >= time.end)
		return;
	struct hours merged = { .count = 0 };
	bool placed = false;
	for (int i = 0; i < hours->count; i++) {
		struct interval old = hours->intervals[i];
		if (old.start <= time.end && time.start <= old.end) {
			time.start = old.start < time.start ? old.start : time.start;
			time.end = old.end > time.end ? old.end : time.end;
			continue;
		}
		if (!placed && time.end < old.start && merged.count < SITE_INTERVALS_MAX) {
			merged.intervals[merged.count++] = time;
			placed = true;
		}
		if (merged.count < SITE_INTERVALS_MAX)
			merged.intervals[merged.count++] = old;
	}
	if (!placed && merged.count < SITE_INTERVALS_MAX)
		merged.intervals[merged.count++] = time;
	*hours = merged;
}

/* What is left of @hours outside of [start, end). */
static struct hours hours_without(const struct hours *hours, int start, int end)
{
	struct hours rest = { .count = 0 };
	for (int i = 0; i < hours->count; i++) {
		struct interval time = hours->intervals[i];
		if (start >= end || time.end <= start || time.start >= end) {
			hours_add(&rest, time);
			continue;
		}
		hours_add(&rest, (struct interval){ time.start, start });
		hours_add(&rest, (struct interval){ end, time.end });
	}
	return rest;
}

static struct hours hours_on(const struct site *site, const struct hours *week, civil_day day)
{
	const struct holiday *holiday = site_holiday(site, day);
	if (holiday && !holiday->half)
		return (struct hours){ .count = 0 };
	struct hours hours = week[civil_weekday(day)];
	return holiday ? hours_without(&hours, holiday->closes_at, MINUTES_PER_DAY) : hours;
}

struct hours site_opening_on(const struct site *site, civil_day day)
{
	return hours_on(site, site->opening, day);
}

struct hours site_reception_on(const struct site *site, civil_day day)
{
	struct hours hours = hours_on(site, site->reception, day);
	return hours_without(&hours, site->lunch.start, site->lunch.end);
}

struct hours site_shift_on(const struct site *site, int staff, civil_day day)
{
	struct hours usual = { .count = 0 };
	struct hours dated = { .count = 0 };
	bool has_dated = false;
	for (size_t i = 0; i < site->shift_count; i++) {
		const struct shift *shift = &site->shifts[i];
		if (shift->staff != staff || day < shift->from)
			continue;
		if (shift->weekday < 0 && day == shift->from) {
			has_dated = true;
			hours_add(&dated, shift->time);
		} else if (shift->weekday == civil_weekday(day) && day <= shift->to) {
			hours_add(&usual, shift->time);
		}
	}
	return has_dated ? dated : usual;
}

/* Whether a row for @day itself replaces the weekday rows of @staff. */
static bool has_dated_duty(const struct site *site, int staff, civil_day day)
{
	for (size_t i = 0; i < site->duty_count; i++)
		if (site->duties[i].weekday < 0 && site->duties[i].date == day &&
		    site->duties[i].staff == staff)
			return true;
	return false;
}

static bool duty_applies(const struct site *site, const struct duty *duty, civil_day day)
{
	if (duty->weekday < 0)
		return duty->date == day;
	return duty->weekday == civil_weekday(day) && site_opening_on(site, day).count > 0 &&
	       !has_dated_duty(site, duty->staff, day);
}

int site_duty_operator(const struct site *site, civil_day day, int minute)
{
	for (size_t i = 0; i < site->duty_count; i++) {
		const struct duty *duty = &site->duties[i];
		if (minute < duty->time.start || minute >= duty->time.end || duty->staff < 0 ||
		    duty->staff >= site->staff_count || !site->staff[duty->staff].active)
			continue;
		if (duty_applies(site, duty, day))
			return duty->staff;
	}
	return -1;
}
