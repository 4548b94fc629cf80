/* model/report.h - what can be counted of the standard over a period: one row for each measure, with how it
 * is counted, and the sums that are shown of it. Pure.
 *
 * Most measures read what a contact kept of a requirement (model/standards.h) when it ended; the clocks of
 * the telephone, digital requests, messages, reminders and overrides are read from their own records. Nothing
 * is noted for the sake of a report. */
#ifndef PRENOTA_MODEL_REPORT_H
#define PRENOTA_MODEL_REPORT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/civil.h"
#include "model/standards.h"

/* In the order in which they are shown: along a contact, what was asked for by name first. */
enum report_measure {
	REPORT_RINGS,
	REPORT_HOLDS,
	REPORT_HOLD_SUM,
	REPORT_WALK_INS,
	REPORT_REQUESTS,
	REPORT_OFFER_TIME,
	REPORT_TWO_DATES,
	REPORT_MOBILITY,
	REPORT_MC20_DATE,
	REPORT_MC20_MOBILITY,
	REPORT_RETURN_DATE,
	REPORT_WORDS,
	REPORT_PREDIAG,
	REPORT_CAMPAIGNS,
	REPORT_READBACK,
	REPORT_CONFIRMATIONS,
	REPORT_REMINDERS,
	REPORT_OVERRIDES,
	REPORT_PERSONA_WORDS,
	REPORT_NEEDS,
	REPORT_PERSONA,
	REPORT_OWNER,
	REPORT_OWNER_CHANGE,
	REPORT_HEARD,
	REPORT_IDENTIFIED,
	REPORT_LOOKED_UP,
	REPORT_CAMPAIGNS_READ,
	REPORT_CONTRACT,
	REPORT_RECEPTION,
	REPORT_HANDBACK,
	REPORT_LENGTHS,
	REPORT_CHECKLIST,
	REPORT_TITLE,
	REPORT_MOBILITY_KEPT,
	REPORT_RECALLED,
	REPORT_WELCOME,
	REPORT_BRING,
	REPORT_PARKING,
	REPORT_WISHES,
	REPORT_MEANS,
	REPORT_RETURN_TOLD,
	REPORT_RETURN_MARK,
	REPORT_RETURN_FOREMAN,
	REPORT_RETURN_DRIVE,
	REPORT_COUNT,
};

/* Whose records are read. */
enum report_source {
	REPORT_FROM_CONTACTS,      /* what contacts kept of one requirement */
	REPORT_FROM_RINGS,         /* the contact register */
	REPORT_FROM_WALK_INS,      /* the same, those who came in through the door */
	REPORT_FROM_HOLDS,         /* its holds and transfers, each */
	REPORT_FROM_HOLD_SUMS,     /* the same, all of one contact */
	REPORT_FROM_OFFERS,        /* the clock from the last answer to the first date offered */
	REPORT_FROM_REQUESTS,      /* digital requests */
	REPORT_FROM_CONFIRMATIONS, /* appointments and the messages that told of them */
	REPORT_FROM_REMINDERS,     /* service reminders and how they were told */
	REPORT_FROM_OVERRIDES,     /* bookings and what was granted for them */
};

/* How long somebody may wait in the hall: then the clock warns, then the standard is not kept (R59). */
enum { WALK_IN_WARN_SECONDS = 60, WALK_IN_ALARM_SECONDS = 180 };

/* What a figure of a case counts. */
enum report_unit {
	REPORT_NO_FIGURE,
	REPORT_TIMES,
	REPORT_RING,
	REPORT_MILLISECONDS,
	REPORT_SECONDS,
	REPORT_MINUTES,
	REPORT_DAYS,
};

struct report_row {
	const char *key;  /* "R16": on the command line and in JSON */
	const char *also; /* other requirements that say the same, "" */
	const char *title;
	const char *rule; /* how it is counted, a sentence */
	enum report_source source;
	enum standard standard; /* of REPORT_FROM_CONTACTS */
	enum report_unit unit;
	bool open; /* no limit is set: a time, neither kept nor broken */
};

extern const struct report_row report_rows[REPORT_COUNT];

/* By key, by a requirement of @also too, whatever case; false when there is none. */
bool report_from_key(const char *key, enum report_measure *measure);

/* "seconds", "minutes" … for JSON, NULL without one. */
const char *report_unit_code(enum report_unit unit);

/* The nearest-rank percentile @pct (1..100) of @values, which are sorted here; 0 of none. */
int64_t report_percentile(int64_t *values, size_t count, int pct);

/* Percent kept, rounded down, so that 100 means all; -1 of none. */
int report_share(int kept, int of);

/* How a share is shown: all kept, nearly all, not enough. */
enum report_level { REPORT_NOTHING, REPORT_ALL, REPORT_NEARLY, REPORT_POOR };
enum { REPORT_NEARLY_FROM = 90 /* percent */ };
enum report_level report_level(int kept, int of);

/* One cell of a plot of a share kept: an eighth of a block for each step from below a quarter, a quarter,
 * half, 60, 70, 80, 90 percent to all; "·" of none. With @ascii "#" for all, else the tens, "." of none. */
const char *report_glyph(int kept, int of, bool ascii);
enum { REPORT_GLYPH_SIZE = 4 };

/* --- periods --- */

/* What a trend is cut into. */
enum report_step { REPORT_BY_DAY, REPORT_BY_WEEK, REPORT_BY_MONTH };
enum { REPORT_BUCKETS_MAX = 128, REPORT_DAYS_MAX = 3660 };

struct report_bucket {
	civil_day first, last; /* both belong to it */
};

/* Cuts [first, last] (at most REPORT_DAYS_MAX days): up to two weeks into days, up to seven months into weeks
 * that begin on Monday, longer into months; the first and the last may be cut short. Returns their number. */
int report_cut(civil_day first, civil_day last, struct report_bucket buckets[REPORT_BUCKETS_MAX],
	       enum report_step *step);
/* "day", "week", "month". */
const char *report_step_code(enum report_step step);

/* The week, month or quarter in which @day lies. */
enum report_span { REPORT_WEEK, REPORT_MONTH, REPORT_QUARTER, REPORT_SPAN_COUNT };
struct report_bucket report_span_of(enum report_span span, civil_day day);
/* The one after (@by 1) or before (-1). */
struct report_bucket report_span_move(enum report_span span, struct report_bucket period, int by);

#endif
