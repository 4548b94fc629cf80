#include "model/site.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include "base/i18n.h"

/* Where the first mistake goes. */
struct verdict {
	char *why;
	size_t size;
};

static bool __attribute__((format(printf, 2, 3)))
wrong(const struct verdict *verdict, const char *format, ...)
{
	va_list args;
	va_start(args, format);
	if (verdict->why && verdict->size)
		vsnprintf(verdict->why, verdict->size, format, args);
	va_end(args);
	return false;
}

static bool in_range(const struct verdict *verdict, const char *what, int value, int low, int high)
{
	if (value >= low && value <= high)
		return true;
	return wrong(verdict, _("%s is %d; it must be %d to %d"), what, value, low, high);
}

static bool has_text(const struct verdict *verdict, const char *what, const char *text)
{
	return (text && *text) || wrong(verdict, _("%s is missing"), what);
}

/* A code of @what at @index: there, and not the same as an earlier one. @stride bytes lie between the codes.
 */
static bool own_code(const struct verdict *verdict, const char *what, const void *codes, size_t stride,
		     int index)
{
	const char *code = *(const char *const *)((const char *)codes + stride * (size_t)index);
	if (!code || !*code)
		return wrong(verdict, _("%s %d has no code"), what, index + 1);
	for (int i = 0; i < index; i++)
		if (strcmp(code, *(const char *const *)((const char *)codes + stride * (size_t)i)) == 0)
			return wrong(verdict, _("%s '%s' is there twice"), what, code);
	return true;
}

static bool interval_valid(const struct verdict *verdict, const char *what, struct interval time)
{
	if (time.start >= 0 && time.start <= time.end && time.end <= MINUTES_PER_DAY)
		return true;
	return wrong(verdict, _("%s has the times %d to %d (minutes of the day)"), what, time.start,
		     time.end);
}

static bool hours_valid(const struct verdict *verdict, const char *what, const struct hours *hours)
{
	if (!in_range(verdict, what, hours->count, 0, SITE_INTERVALS_MAX))
		return false;
	for (int i = 0; i < hours->count; i++) {
		if (!interval_valid(verdict, what, hours->intervals[i]))
			return false;
		if (hours->intervals[i].start == hours->intervals[i].end)
			return wrong(verdict, _("%s has an empty interval"), what);
		if (i > 0 && hours->intervals[i].start <= hours->intervals[i - 1].end)
			return wrong(verdict, _("%s are not in order, or touch"), what);
	}
	return true;
}

/* Every interval of @inner lies in one of @outer. */
static bool hours_within(const struct hours *inner, const struct hours *outer)
{
	for (int i = 0; i < inner->count; i++) {
		bool inside = false;
		for (int j = 0; j < outer->count; j++)
			inside = inside || (inner->intervals[i].start >= outer->intervals[j].start &&
					    inner->intervals[i].end <= outer->intervals[j].end);
		if (!inside)
			return false;
	}
	return true;
}

static bool calendar_valid(const struct verdict *verdict, const struct site *site)
{
	static const char *const names[] = { N_("Monday"), N_("Tuesday"),  N_("Wednesday"), N_("Thursday"),
					     N_("Friday"), N_("Saturday"), N_("Sunday") };
	if (!interval_valid(verdict, _("lunch"), site->lunch))
		return false;
	for (int i = 0; i < 7; i++) {
		char what[64];
		snprintf(what, sizeof what, _("opening hours of %s"), _(names[i]));
		if (!hours_valid(verdict, what, &site->opening[i]))
			return false;
		snprintf(what, sizeof what, _("reception hours of %s"), _(names[i]));
		if (!hours_valid(verdict, what, &site->reception[i]))
			return false;
		if (!hours_within(&site->reception[i], &site->opening[i]))
			return wrong(verdict, _("%s lie outside the opening hours"), what);
		if (site->lunch.start < site->lunch.end && site->reception[i].count == SITE_INTERVALS_MAX)
			return wrong(verdict, _("%s: at most %d intervals besides lunch"), what,
				     SITE_INTERVALS_MAX - 1);
	}
	for (size_t i = 0; i < site->holiday_count; i++) {
		const struct holiday *holiday = &site->holidays[i];
		char date[CIVIL_DATE_SIZE];
		civil_format_date(holiday->day, date);
		if (holiday->half && !in_range(verdict, _("closing time of a half day"), holiday->closes_at,
					       0, MINUTES_PER_DAY))
			return false;
		if (site_holiday(site, holiday->day) != holiday)
			return wrong(verdict, _("holiday %s is there twice"), date);
	}
	return true;
}

static bool member_valid(const struct verdict *verdict, const struct site *site, int index)
{
	const struct staff *staff = &site->staff[index];
	if (!own_code(verdict, _("staff"), &site->staff->code, sizeof *site->staff, index) ||
	    !has_text(verdict, _("the name of a member of staff"), staff->name))
		return false;
	if (staff->login && site_find_login(site, staff->login) != index)
		return wrong(verdict, _("login '%s' belongs to two members of staff"), staff->login);
	if (staff->skills >> site->skill_count)
		return wrong(verdict, _("staff '%s' has a skill that does not exist"), staff->code);
	if (!(staff->roles & ROLE_TECHNICIAN))
		return true;
	if (!in_range(verdict, "productive_pct", staff->productive_pct, 1, 100))
		return false;
	for (int i = 0; i < site->skill_count; i++)
		if ((staff->skills & 1U << i) &&
		    !in_range(verdict, "ability_pct", staff->ability_pct[i], 1, 100))
			return false;
	return true;
}

static bool people_valid(const struct verdict *verdict, const struct site *site)
{
	for (int i = 0; i < site->staff_count; i++)
		if (!member_valid(verdict, site, i))
			return false;
	for (size_t i = 0; i < site->shift_count; i++) {
		const struct shift *shift = &site->shifts[i];
		if (!in_range(verdict, _("staff of a shift"), shift->staff, 0, site->staff_count - 1) ||
		    !in_range(verdict, _("weekday of a shift"), shift->weekday, -1, 6) ||
		    !interval_valid(verdict, _("a shift"), shift->time))
			return false;
		if (shift->from > shift->to)
			return wrong(verdict, _("a shift of '%s' ends before it begins"),
				     site->staff[shift->staff].code);
	}
	for (size_t i = 0; i < site->duty_count; i++) {
		const struct duty *duty = &site->duties[i];
		if (!in_range(verdict, _("staff of a duty"), duty->staff, 0, site->staff_count - 1) ||
		    !in_range(verdict, _("weekday of a duty"), duty->weekday, -1, 6) ||
		    !interval_valid(verdict, _("a duty"), duty->time))
			return false;
		if (!(site->staff[duty->staff].roles & (ROLE_OPERATOR | ROLE_ADVISOR)))
			return wrong(verdict, _("'%s' is on duty for calls but neither operator nor advisor"),
				     site->staff[duty->staff].code);
	}
	return true;
}

static bool work_valid(const struct verdict *verdict, const struct site *site, int index)
{
	const struct work_type *work = &site->work[index];
	if (!own_code(verdict, _("work"), &site->work->code, sizeof *site->work, index) ||
	    !in_range(verdict, _("count of parts of a work"), work->part_count, 1, SITE_WORK_PARTS_MAX) ||
	    !in_range(verdict, _("bay of a work"), work->bay, -1, site->bay_count - 1) ||
	    !in_range(verdict, "parallel", work->parallel, 1, 8) ||
	    !in_range(verdict, "quality_minutes", work->quality_minutes, 0, 480) ||
	    !in_range(verdict, "wash_minutes", work->wash_minutes, 0, 480) ||
	    !in_range(verdict, "price_from", work->price_from, 0, 1000000000))
		return false;
	if (work->keeps_bay && work->bay < 0)
		return wrong(verdict, _("work '%s' keeps a bay but has none"), work->code);
	for (int i = 0; i < work->part_count; i++)
		if (!in_range(verdict, _("skill of a work"), work->parts[i].skill, 0,
			      site->skill_count - 1) ||
		    !in_range(verdict, _("minutes of a work"), work->parts[i].minutes, 1, 12000))
			return false;
	return true;
}

static bool shop_valid(const struct verdict *verdict, const struct site *site)
{
	if (!in_range(verdict, _("count of skills"), site->skill_count, 0, SITE_SKILLS_MAX))
		return false;
	for (int i = 0; i < site->skill_count; i++)
		if (!own_code(verdict, _("skill"), &site->skills->code, sizeof *site->skills, i))
			return false;
	for (int i = 0; i < site->bay_count; i++)
		if (!own_code(verdict, _("bay"), &site->bays->code, sizeof *site->bays, i) ||
		    !in_range(verdict, _("count of bays"), site->bays[i].count, 0, 1000))
			return false;
	for (int i = 0; i < site->work_count; i++)
		if (!work_valid(verdict, site, i))
			return false;
	for (int i = 0; i < site->unit_count; i++) {
		if (!own_code(verdict, _("fleet car"), &site->units->code, sizeof *site->units, i) ||
		    !has_text(verdict, _("the model of a fleet car"), site->units[i].model))
			return false;
		if (site->units[i].kind != MOBILITY_LOAN && site->units[i].kind != MOBILITY_HIRE)
			return wrong(verdict, _("fleet car '%s' must be of kind loan or hire"),
				     site->units[i].code);
	}
	return true;
}

static bool numbers_valid(const struct verdict *verdict, const struct site *site)
{
	const struct {
		const char *what;
		int value, low, high;
	} rows[] = {
		{ "reserve_pct", site->reserve_pct, 15, 20 },
		{ "promise_margin", site->promise_margin, 0, 480 },
		{ "notice_minutes", site->notice_minutes, 0, 2880 },
		{ "loan_turnaround", site->loan_turnaround, 0, 1440 },
		{ "drive_minutes", site->drive_minutes, 0, 480 },
		{ "transfer_minutes", site->transfer_minutes, 0, 240 },
		{ "wait_limit", site->wait_limit, 0, 480 },
		{ "reserve_opens_at", site->reserve_opens_at, 0, MINUTES_PER_DAY },
		{ "horizon_days", site->horizon_days, 1, 120 },
		{ "shuttle_seats", site->shuttle_seats, 0, 100 },
		{ "taxi_per_day", site->taxi_per_day, -1, 1000 },
		{ "rental_per_day", site->rental_per_day, -1, 1000 },
		{ "ring_on_ms", site->ring_on_ms, 1, 20000 },
		{ "ring_off_ms", site->ring_off_ms, 0, 20000 },
		{ "hold_warn_seconds", site->hold_warn_seconds, 1, 600 },
		{ "hold_limit_seconds", site->hold_limit_seconds, 1, 600 },
	};
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
		if (!in_range(verdict, rows[i].what, rows[i].value, rows[i].low, rows[i].high))
			return false;
	return true;
}

static bool sending_valid(const struct verdict *verdict, const struct interval *hours, const char *what)
{
	return (hours->start >= 0 && hours->end <= MINUTES_PER_DAY && hours->start <= hours->end) ||
	       wrong(verdict, _("the hours of %s are no part of a day"), what);
}

/* Korea: no advertising between 21:00 and 08:00 without a consent of its own (Network Act, 50). */
static bool messages_valid(const struct verdict *verdict, const struct site *site)
{
	enum { ADVERT_FROM = 8 * 60, ADVERT_TO = 21 * 60 };
	const struct interval *advert = &site->advert_hours;
	if (!sending_valid(verdict, &site->message_hours, "messages") ||
	    !sending_valid(verdict, advert, "advertising"))
		return false;
	bool korea = site->country && strcmp(site->country, "KR") == 0;
	bool quiet = advert->end > advert->start && advert->start >= ADVERT_FROM && advert->end <= ADVERT_TO;
	return !korea || quiet ||
	       wrong(verdict, _("in Korea advertising is sent from 08:00 to 21:00 only, whatever the hours say"));
}

bool site_valid(const struct site *site, char *why, size_t why_size)
{
	const struct verdict verdict = { why, why_size };
	if (!has_text(&verdict, _("the site's id"), site->id) ||
	    !has_text(&verdict, _("the site's name"), site->name) ||
	    !has_text(&verdict, _("the site's zone"), site->zone))
		return false;
	if (site->dealer.manager && site_find_staff(site, site->dealer.manager) < 0)
		return wrong(&verdict, _("the dealer's manager '%s' is not on the staff"),
			     site->dealer.manager);
	return calendar_valid(&verdict, site) && shop_valid(&verdict, site) && people_valid(&verdict, site) &&
	       numbers_valid(&verdict, site) && messages_valid(&verdict, site);
}
