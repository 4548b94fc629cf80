#include "model/report.h"

#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "base/i18n.h"

#define OF_CONTACTS N_("Contacts to which it applies; kept: as they stood when they ended.")

#define CONTACTS(name, requirement, others, words, figure)                                                   \
	[REPORT_##                                                                                           \
		name] = { #requirement,           others,          words, OF_CONTACTS, REPORT_FROM_CONTACTS, \
			  STANDARD_##requirement, REPORT_##figure, false }

const struct report_row report_rows[REPORT_COUNT] = {
	[REPORT_RINGS] = { "R16", "R72", N_("answered within the third ring"),
			   N_("Telephone calls of the register whose ring is known; kept: answered on ring "
			      "1, 2 or 3. A call that nobody answered is not kept."),
			   REPORT_FROM_RINGS, STANDARD_COUNT, REPORT_RING, false },
	[REPORT_HOLDS] = { "R18", "R73", N_("no hold or transfer beyond 30 s"),
			   N_("Each hold and each transfer of a call; kept: at most the site's limit, 30 s."),
			   REPORT_FROM_HOLDS, STANDARD_COUNT, REPORT_SECONDS, false },
	[REPORT_HOLD_SUM] = { "R18-sum", "", N_("holds of a call together within 30 s"),
			      N_("The sum of all holds and transfers of a call, shown beside the single "
				 "ones; the standard's limit is for each."),
			      REPORT_FROM_HOLD_SUMS, STANDARD_COUNT, REPORT_SECONDS, false },
	[REPORT_WALK_INS] = { "R59", "", N_("walk-ins received at once"),
			      N_("Customers who came in without an appointment; kept: somebody received them "
				 "within "
				 "3 minutes. One who went before does not count as kept."),
			      REPORT_FROM_WALK_INS, STANDARD_COUNT, REPORT_SECONDS, false },
	[REPORT_REQUESTS] = { "R7", "", N_("digital requests answered within 24 h"),
			      N_("Requests by the day they were received; kept: the first answer came within "
				 "24 hours. One without an answer counts once its time is over; one that "
				 "needed none does not count."),
			      REPORT_FROM_REQUESTS, STANDARD_COUNT, REPORT_MINUTES, false },
	[REPORT_OFFER_TIME] = { "R2", "", N_("from last answer to first date"),
				N_("The time from the last answer of the customer to the first date that was "
				   "offered. No limit is set: median and nine of ten are shown."),
				REPORT_FROM_OFFERS, STANDARD_COUNT, REPORT_MILLISECONDS, true },
	[REPORT_TWO_DATES] = { "R11", "R40", N_("at least two dates proposed"),
			       N_("Contacts that ended with an appointment; kept: two dates or more were "
				  "offered."),
			       REPORT_FROM_CONTACTS, STANDARD_R11, REPORT_TIMES, false },
	[REPORT_MOBILITY] = { "R35", "R36", N_("mobility offered"),
			      N_("Contacts that ended with an appointment; kept: a mobility solution was "
				 "chosen or declined."),
			      REPORT_FROM_CONTACTS, STANDARD_R35, REPORT_NO_FIGURE, false },
	[REPORT_MC20_DATE] = { "R15", "", N_("MC20: a date within one day"),
			       N_("Bookings of an MC20; kept: a date by the end of the next working day was "
				  "offered."),
			       REPORT_FROM_CONTACTS, STANDARD_R15, REPORT_DAYS, false },
	[REPORT_MC20_MOBILITY] = { "R37", "", N_("MC20: loan car or pick-up offered"),
				   N_("Bookings of an MC20; kept: a Maserati loan car or pick-up and "
				      "delivery was offered, or both were declined by name."),
				   REPORT_FROM_CONTACTS, STANDARD_R37, REPORT_NO_FIGURE, false },
	[REPORT_RETURN_DATE] = { "R68", "", N_("return: a date within 2 working days"),
				 N_("Workshop returns that were booked; kept: a date by the end of the "
				    "second working day was offered."),
				 REPORT_FROM_CONTACTS, STANDARD_R68, REPORT_DAYS, false },
	[REPORT_WORDS] = { "R27", "", N_("request in the customer's words"),
			   N_("Contacts; kept: the request was written down as the customer said it."),
			   REPORT_FROM_CONTACTS, STANDARD_R27, REPORT_NO_FIGURE, false },
	[REPORT_PREDIAG] = { "R28", "R66", N_("pre-diagnosis of a technical problem"),
			     N_("Contacts about a technical problem or a return; kept: the pre-diagnosis was "
				"asked, of a hurried caller at least its dangers."),
			     REPORT_FROM_CONTACTS, STANDARD_R28, REPORT_NO_FIGURE, false },
	[REPORT_CAMPAIGNS] = { "R31", "", N_("customer told of campaigns"),
			       N_("Contacts about a car with an open campaign; kept: the customer was told."),
			       REPORT_FROM_CONTACTS, STANDARD_R31, REPORT_TIMES, false },
	[REPORT_READBACK] = { "R41", "", N_("read back and confirmed"),
			      N_("Contacts that ended with an appointment; kept: it was read back and the "
				 "customer said yes."),
			      REPORT_FROM_CONTACTS, STANDARD_R41, REPORT_NO_FIGURE, false },
	[REPORT_CONFIRMATIONS] = { "R48", "", N_("confirmed 24 hours before"),
				   N_("Appointments of customers who wished to be told, by the day before; "
				      "kept: the message was sent by then, or within a quarter of an hour of "
				      "a booking made later."),
				   REPORT_FROM_CONFIRMATIONS, STANDARD_COUNT, REPORT_MINUTES, false },
	[REPORT_REMINDERS] = { "R49", "R77", N_("reminded 4 to 3 weeks before the service"),
			       N_("Service reminders by the day 21 days before the service is due, once it "
				  "is over; kept: the customer was tried to be reached by then. Who may not "
				  "be reached does not count."),
			       REPORT_FROM_REMINDERS, STANDARD_COUNT, REPORT_DAYS, false },
	[REPORT_OVERRIDES] = { "override", "", N_("booked without an override"),
			       N_("Bookings; not kept: a rule was overridden for it, by whom and why stands "
				  "with the case."),
			       REPORT_FROM_OVERRIDES, STANDARD_COUNT, REPORT_NO_FIGURE, false },
	CONTACTS(PERSONA_WORDS, R19, "", N_("spoken to by persona"), NO_FIGURE),
	CONTACTS(NEEDS, R20, "", N_("needs and expectations noted"), TIMES),
	CONTACTS(PERSONA, R21, "R22", N_("persona read or asked"), NO_FIGURE),
	CONTACTS(OWNER, R23, "", N_("owner compared with both records"), NO_FIGURE),
	CONTACTS(OWNER_CHANGE, R24, "R64 R65", N_("ownership change taken down"), NO_FIGURE),
	CONTACTS(HEARD, R26, "", N_("customer heard out"), TIMES),
	CONTACTS(IDENTIFIED, R62, "", N_("mileage, and plate or VIN"), NO_FIGURE),
	CONTACTS(LOOKED_UP, R63, "", N_("looked up in DMS and Service Entry"), NO_FIGURE),
	CONTACTS(CAMPAIGNS_READ, R30, "", N_("campaigns looked for"), TIMES),
	CONTACTS(CONTRACT, R32, "", N_("service contract looked for"), NO_FIGURE),
	CONTACTS(RECEPTION, R9, "", N_("reception of 15 or 30 minutes"), MINUTES),
	CONTACTS(HANDBACK, R12, "", N_("hand-back of 10 to 15 minutes"), MINUTES),
	CONTACTS(LENGTHS, R13, "", N_("lengths by work, customer and car lent"), MINUTES),
	CONTACTS(CHECKLIST, R29, "", N_("reception checklist stands in the file"), NO_FIGURE),
	CONTACTS(TITLE, R33, "", N_("foreman or technician in the title"), NO_FIGURE),
	CONTACTS(MOBILITY_KEPT, R38, "", N_("mobility kept for the visit"), NO_FIGURE),
	CONTACTS(RECALLED, R42, "", N_("date, time and reason recalled"), NO_FIGURE),
	CONTACTS(WELCOME, R43, "", N_("who welcomes was said"), NO_FIGURE),
	CONTACTS(BRING, R44, "", N_("what to bring was said"), NO_FIGURE),
	CONTACTS(PARKING, R45, "", N_("where to park was said"), NO_FIGURE),
	CONTACTS(WISHES, R46, "", N_("asked for contact and reminder"), TIMES),
	CONTACTS(MEANS, R47, "", N_("by which means"), NO_FIGURE),
	CONTACTS(RETURN_TOLD, R67, "", N_("return: told that it has priority"), NO_FIGURE),
	CONTACTS(RETURN_MARK, R69, "", N_("return: marked in the schedule"), NO_FIGURE),
	CONTACTS(RETURN_FOREMAN, R70, "", N_("return: told that the foreman checks"), NO_FIGURE),
	CONTACTS(RETURN_DRIVE, R71, "", N_("return: test drive with the foreman"), NO_FIGURE),
};

/* Whether @code is one of the words of @list. */
static bool has_word(const char *list, const char *code)
{
	size_t len = strlen(code);
	for (const char *at = list; len && *at;) {
		size_t word = strcspn(at, " ");
		if (word == len && strncasecmp(at, code, len) == 0)
			return true;
		at += word + strspn(at + word, " ");
	}
	return false;
}

bool report_from_key(const char *key, enum report_measure *measure)
{
	for (int i = 0; i < REPORT_COUNT; i++)
		if (strcasecmp(report_rows[i].key, key) == 0 || has_word(report_rows[i].also, key)) {
			*measure = (enum report_measure)i;
			return true;
		}
	return false;
}

const char *report_unit_code(enum report_unit unit)
{
	static const char *const codes[] = {
		[REPORT_TIMES] = "times",
		[REPORT_RING] = "ring",
		[REPORT_MILLISECONDS] = "milliseconds",
		[REPORT_SECONDS] = "seconds",
		[REPORT_MINUTES] = "minutes",
		[REPORT_DAYS] = "days",
	};
	return codes[unit];
}

static int by_value(const void *a, const void *b)
{
	int64_t x = *(const int64_t *)a, y = *(const int64_t *)b;
	return (x > y) - (x < y);
}

int64_t report_percentile(int64_t *values, size_t count, int pct)
{
	if (count == 0)
		return 0;
	qsort(values, count, sizeof *values, by_value);
	size_t rank = (count * (size_t)pct + 99) / 100;
	return values[rank ? rank - 1 : 0];
}

int report_share(int kept, int of)
{
	return of > 0 ? (int)((int64_t)kept * 100 / of) : -1;
}

enum report_level report_level(int kept, int of)
{
	if (of <= 0)
		return REPORT_NOTHING;
	if (kept == of)
		return REPORT_ALL;
	return report_share(kept, of) >= REPORT_NEARLY_FROM ? REPORT_NEARLY : REPORT_POOR;
}

const char *report_glyph(int kept, int of, bool ascii)
{
	static const char *const blocks[] = { "▁", "▂", "▃", "▄", "▅", "▆", "▇", "█" };
	static const char *const digits[] = { "0", "1", "2", "3", "4", "5", "6", "7", "8", "9", "#" };
	static const int from[] = { 0, 25, 50, 60, 70, 80, 90, 100 };
	int share = report_share(kept, of);
	if (share < 0)
		return ascii ? "." : "·";
	if (ascii)
		return digits[share / 10];
	size_t step = 0;
	while (step + 1 < sizeof from / sizeof from[0] && share >= from[step + 1])
		step++;
	return blocks[step];
}

/* --- periods --- */

enum { BY_DAY_UP_TO = 14, BY_WEEK_UP_TO = 214, WEEK = 7, MONTHS_OF_QUARTER = 3 };

static civil_day month_start(civil_day day)
{
	int year, month, dom;
	civil_to_ymd(day, &year, &month, &dom);
	return day - dom + 1;
}

const char *report_step_code(enum report_step step)
{
	static const char *const codes[] = { "day", "week", "month" };
	return codes[step];
}

/* The first day after the bucket that holds @day. */
static civil_day next_bucket(civil_day day, enum report_step step)
{
	switch (step) {
	case REPORT_BY_DAY:
		return day + 1;
	case REPORT_BY_WEEK:
		return day - civil_weekday(day) + WEEK;
	case REPORT_BY_MONTH:
		break;
	}
	return civil_add_months(month_start(day), 1);
}

int report_cut(civil_day first, civil_day last, struct report_bucket buckets[REPORT_BUCKETS_MAX],
	       enum report_step *step)
{
	int days = last - first + 1, count = 0;
	*step = days <= BY_DAY_UP_TO    ? REPORT_BY_DAY
		: days <= BY_WEEK_UP_TO ? REPORT_BY_WEEK
					: REPORT_BY_MONTH;
	for (civil_day day = first; day <= last && count < REPORT_BUCKETS_MAX;) {
		civil_day next = next_bucket(day, *step);
		buckets[count++] = (struct report_bucket){ day, next - 1 < last ? next - 1 : last };
		day = next;
	}
	return count;
}

struct report_bucket report_span_of(enum report_span span, civil_day day)
{
	civil_day month = month_start(day), first = month, after = civil_add_months(month, 1);
	int year, number, dom;
	civil_to_ymd(day, &year, &number, &dom);
	if (span == REPORT_WEEK) {
		first = day - civil_weekday(day);
		after = first + WEEK;
	} else if (span == REPORT_QUARTER) {
		first = civil_add_months(month, -((number - 1) % MONTHS_OF_QUARTER));
		after = civil_add_months(first, MONTHS_OF_QUARTER);
	}
	return (struct report_bucket){ first, after - 1 };
}

struct report_bucket report_span_move(enum report_span span, struct report_bucket period, int by)
{
	return report_span_of(span, by > 0 ? period.last + 1 : period.first - 1);
}
