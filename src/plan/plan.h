/* plan/plan.h - what the engine speaks: the state it looks at, requests, candidates, proposals, violations.
 *
 * Pure data, integers, no words. The store fills a struct plan_state in one read transaction; everything the
 * calendar, the proposals, "why not" and the commit know about load comes from it through plan/check.h,
 * plan/load.h and plan/propose.h. Minutes are of the local civil day; segments, holds and stays name days
 * absolutely, so a state can be asked about any of its days. */
#ifndef PRENOTA_PLAN_PLAN_H
#define PRENOTA_PLAN_PLAN_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/civil.h"
#include "model/site.h"
#include "model/words.h"

enum plan_rule {
	RULE_A1,
	RULE_A2,
	RULE_A3,
	RULE_A4,
	RULE_A5,
	RULE_A6,
	RULE_A7,
	RULE_B1,
	RULE_B2,
	RULE_B3,
	RULE_B4,
	RULE_B6,
	RULE_B7,
	RULE_D1,
	RULE_D2,
	RULE_D3,
	RULE_COUNT,
};

/* "A1" …, and back; severity 'A' physical, 'B' by authority, 'C' advice. */
const char *plan_rule_id(enum plan_rule rule);
bool plan_rule_from_id(const char *id, enum plan_rule *rule);
char plan_rule_severity(enum plan_rule rule);

/* Where a local moment lies: a civil day and a minute of it. */
struct moment {
	civil_day day;
	int minute;
};

/* Negative, 0, positive as @a is before, at, after @b. */
int moment_compare(struct moment a, struct moment b);

/* Absence of a member of staff, a unit or a bay, or a closure of the site (changes of the day). */
enum plan_absent { ABSENT_STAFF, ABSENT_UNIT, ABSENT_BAY, ABSENT_SITE };

struct plan_absence {
	enum plan_absent kind;
	int index; /* staff, unit or bay type; unused for the site */
	int count; /* bays that are out, else 1 */
	struct moment from;
	struct moment to; /* exclusive */
};

/* An advisor's time that is taken: a reception, a hand-back, or something else (a meeting). */
enum plan_busy_kind { BUSY_RECEPTION, BUSY_HANDBACK, BUSY_OTHER };

/* Time of a person that is taken: an advisor's reception or hand-back, a driver's way, a foreman's drive, a
 * technician's work for a waiting customer. */
struct plan_busy {
	int staff;
	enum plan_busy_kind kind;
	bool exempt; /* walk-in or immobilised: B1 and B2 do not bind it (they count it) */
	bool hold;   /* of a live hold, not of a booking */
	civil_day day;
	int start;
	int end;
	const char *file; /* customer file it belongs to */
	int alike; /* further rows of this member, kind and day that it stands for: where only their number counts */
};

/* Work of one appointment on one skill in one bucket. */
struct plan_segment {
	int skill;
	int named;     /* technician, -1: whoever has the skill */
	bool entitled; /* may use the reserve */
	bool hold;
	civil_day day;
	enum half half;
	int minutes;
	int ready; /* minute of the day from which the car can be worked on, in this bucket */
	int parallel;
	int bay;        /* bay type, -1 none */
	bool keeps_bay; /* one bay for the whole bucket */
	const char *file;
	int order; /* within its appointment, 0.. */
	int set; /* of a hold: which of the file's holds (0..); minutes of one set add up, of sets the largest
		    counts */
	bool carried; /* the car has arrived, is not handed back and its work is not finished: past minutes
			 carry over */
};

/* A unit lent (turnaround not included), a seat of the shuttle or an outside option, from reception start to
 * hand-back end. A shuttle takes a seat in the hour of @from and in the hour of the last minute before @to; a
 * taxi counts on the day of each, a rental car on every day between them. A driver's ways are rows of
 * plan_busy. */
struct plan_loan {
	enum mobility kind;
	int unit; /* loan and hire; -1 otherwise */
	bool hold;
	bool out; /* handed out and not back: lasts until the state's now at least */
	struct moment from;
	struct moment to;
	const char *file;
};

/* A vehicle in the house, reception to hand-back (A6). */
struct plan_stay {
	const char *vehicle;
	struct moment from;
	struct moment to;
	bool hold;
	const char *file;
};

/* Minutes of a skill taken by the house itself (cars to sell, own fleet). */
struct plan_internal {
	int skill;
	civil_day day;
	enum half half;
	int minutes;
};

struct plan_cache; /* what plan_state_prepare() computes once */

struct plan_state {
	const struct site *site;
	struct moment now; /* of the question; for a live hold, of its offer */
	civil_day first;   /* days that can be asked about: [first, last] */
	civil_day last;
	/* Days the arrays below are complete for: [rows_first, last]. Those before have hours, absences and what is
	 * carried over; a candidate is judged on its own days alone, so one that begins on rows_first or later gets
	 * the verdict that it gets from a state with all rows. Proposals and load need rows_first = first. */
	civil_day rows_first;

	struct plan_absence *absences;
	size_t absence_count;
	struct plan_busy *busy;
	size_t busy_count;
	struct plan_segment *segments;
	size_t segment_count;
	struct plan_loan *loans;
	size_t loan_count;
	struct plan_stay *stays;
	size_t stay_count;
	struct plan_internal *internal;
	size_t internal_count;

	struct arena arena; /* owns the arrays and the cache */
	struct plan_cache *cache;
};

/* Computes presence, capacities and occupancy for the days of @state. Call once after filling the arrays and
 * again after changing them. Own rows: a request's file is left out at question time (struct
 * plan_request.file). */
void plan_state_prepare(struct plan_state *state);
void plan_state_finish(struct plan_state *state);

enum { PLAN_WISHES_MAX = 6, PLAN_WORK_MAX = 12, PLAN_SEGMENTS_MAX = 64, PLAN_VIOLATIONS_MAX = 16 };

/* One wish of the customer; wishes are alternatives. */
struct plan_wish {
	bool has_day;
	civil_day day;
	int half;   /* -1 any, else enum half */
	int minute; /* -1 any */
};

/* What is to be booked, resolved against the site. */
struct plan_request {
	const char *file;    /* customer file: its own bookings and holds are left out; NULL for a new one */
	const char *vehicle; /* vehicle id for A6; NULL when unknown */
	enum channel channel;
	bool workshop_return;
	bool mc20;
	bool electric;
	bool recall; /* matched open campaign of type recall or stop-drive, and its work is asked for */
	bool immobilised;
	bool known_customer;
	bool attends_foreman;
	bool attends_technician;
	struct moment called; /* the contact: D1 and D2 count from its day */

	int work[PLAN_WORK_MAX]; /* work types */
	int work_count;

	struct moment earliest; /* customer's earliest and parts, the later; day 0: none */
	bool later_by_customer; /* the customer wants a date beyond D1/D2's deadline */
	struct plan_wish wishes[PLAN_WISHES_MAX];
	int wish_count;
	enum mobility mobility[MOBILITY_COUNT]; /* in the order of wish; empty: none asked */
	int mobility_count;
	unsigned declined;  /* bits 1 << enum mobility that the customer declined by name (D2) */
	int advisor_wished; /* staff, -1 */
	int advisor_known;  /* the advisor who knows the customer, -1 */

	/* A fixed part of the slot that must be kept or refused, -1/false: free. */
	int unit_fixed;
	bool handback_fixed;
	struct moment handback;
	int handback_minutes;  /* 0: by the rule (R13), else 10..15 */
	int reception_minutes; /* 0: by the rule, else 15 or 30 */
	unsigned overridden; /* bits 1 << enum plan_rule of severity B that somebody with authority grants */
};

enum request_class plan_class(const struct plan_request *request);
bool plan_entitled(const struct plan_request *request); /* may use the reserve */

/* Why a length is what it is (R13), as bits. */
enum plan_length_reason {
	LENGTH_DIAGNOSIS = 1 << 0,
	LENGTH_BODY = 1 << 1,
	LENGTH_RETURN = 1 << 2,
	LENGTH_RECALL_PARTS = 1 << 3,
	LENGTH_ELECTRIC = 1 << 4,
	LENGTH_MC20 = 1 << 5,
	LENGTH_ATTENDANCE = 1 << 6,
	LENGTH_UNKNOWN_CUSTOMER = 1 << 7,
	LENGTH_CAR_OUT = 1 << 8, /* a car is handed out at reception, or comes back at hand-back */
	LENGTH_JOINT_DRIVE = 1 << 9,
};

/* Reception 15 or 30, hand-back 10 or 15 minutes; @why may be NULL. */
int plan_reception_minutes(const struct site *site, const struct plan_request *request,
			   enum mobility mobility, unsigned *why);
int plan_handback_minutes(const struct site *site, const struct plan_request *request, enum mobility mobility,
			  unsigned *why);

struct plan_work_segment {
	int skill;
	civil_day day;
	enum half half;
	int minutes;
	int ready;
	int bay;
	bool keeps_bay;
	int parallel;
};

/* A bookable (or refused) whole: reception + work + hand-back + mobility. */
struct plan_candidate {
	int advisor;
	civil_day day;
	int start;
	int minutes;
	int handback_advisor;
	struct moment handback;
	int handback_minutes;
	struct moment finish; /* work, margin, quality check and wash done */
	enum mobility mobility;
	int unit;       /* loan/hire car, -1 */
	int driver_out; /* pick-up: driver before the reception and after the hand-back, -1 */
	int driver_back;
	int foreman;          /* joint drive (30 min, directly before the hand-back) and/or attendance, -1 */
	int technician;       /* named for a waiting customer, -1; all segments are then his */
	int technician_start; /* his time on the day of the reception */
	int technician_end;
	struct plan_work_segment segments[PLAN_SEGMENTS_MAX];
	int segment_count;
	unsigned marks; /* bits of enum mark known to plan (not OWNER) */
};

/* One rule that says no, with its numbers. Which fields mean something depends on the rule (see
 * plan/check.h). */
struct plan_violation {
	enum plan_rule rule;
	unsigned skills; /* the violated set, bit per skill */
	int need;        /* minutes or count wanted */
	int have;        /* minutes or count there are */
	int staff;       /* -1 */
	int unit;        /* -1 */
	int bay;         /* -1 */
	civil_day day;
	enum half half;
	int minute;        /* -1 */
	const char *other; /* file in the way, NULL */
};

struct plan_violations {
	struct plan_violation items[PLAN_VIOLATIONS_MAX];
	int count;
};

enum plan_term {
	TERM_WAIT,
	TERM_WISH,
	TERM_LOAD,
	TERM_CROWD,
	TERM_ADVISOR,
	TERM_MOBILITY,
	TERM_STAY,
	TERM_RESERVE,
	TERM_COUNT,
};
const char *plan_term_code(enum plan_term term); /* "wait" … */

/* Level of the relaxation ladder on which a proposal was found. */
enum plan_level {
	LEVEL_NORMAL,
	LEVEL_RESERVE,
	LEVEL_ADVISOR,
	LEVEL_MOBILITY,
	LEVEL_HORIZON,
	LEVEL_AUTHORITY,
	LEVEL_COUNT,
};

/* Why this one is good, and what to be careful with; office/ turns them into spoken lines by phrases.cfg. */
enum plan_reason_kind {
	REASON_AS_WISHED,
	REASON_SAME_DAY_WISHED,
	REASON_KNOWS_CUSTOMER,
	REASON_QUIET_HOUR,
	REASON_ROOM, /* value: minutes left */
	REASON_BACK_SAME_DAY,
	REASON_CAR_FREE,
	REASON_FIRST_POSSIBLE,
	REASON_WITHIN_RETURN,
	REASON_EXPRESS,
	REASON_COUNT,
};
enum plan_caution_kind {
	CAUTION_RESERVE,
	CAUTION_LAST_LOAN,
	CAUTION_OTHER_ADVISOR,
	CAUTION_OTHER_MOBILITY,
	CAUTION_AUTHORITY,
	CAUTION_OVERNIGHT, /* value: nights */
	CAUTION_REPAIR_TIME_OPEN,
	CAUTION_AFTER_DEADLINE,
	CAUTION_FULL,
	CAUTION_WISH_CLOSED, /* value: the wished day, on which the site is closed */
	CAUTION_EARLIEST_PAST, /* value: the earliest day that was asked for, which is over */
	CAUTION_CAR_CLASS, /* a loan car below an MC20 */
	CAUTION_COUNT,
};
const char *plan_reason_code(enum plan_reason_kind kind);   /* "as-wished" …: phrase id "reason-" + code */
const char *plan_caution_code(enum plan_caution_kind kind); /* phrase id "caution-" + code */

struct plan_note {
	int kind;  /* enum plan_reason_kind or enum plan_caution_kind */
	int value; /* minutes, nights … as the kind says */
	int skill; /* -1 */
};

struct plan_proposal {
	struct plan_candidate candidate;
	enum plan_level level;
	int cost;
	int terms[TERM_COUNT];
	unsigned needs_authority; /* bits 1 << enum plan_rule; 0: none */
	struct plan_note reasons[3];
	int reason_count;
	struct plan_note cautions[2];
	int caution_count;
};

/* The two rules that block most starts of a day. */
struct plan_block {
	struct plan_violation sample; /* the numbers of the worst or first case */
	int starts;
};

struct plan_day_why {
	civil_day day;
	bool open;
	int starts; /* possible starts of the day that were looked at */
	int fits;   /* of which fit */
	struct plan_block blocks[2];
	int block_count;
};

enum { PLAN_LOOKED_DAYS = 5 };

struct plan_proposals {
	struct plan_proposal items[3];
	int count;
	/* When fewer than two fit: call back by then, because of the rule that blocks most. */
	bool callback;
	struct moment callback_by;
	enum plan_rule callback_rule;
	/* The first open days, counted until no further one could change that, and what blocks each. */
	struct plan_day_why looked[PLAN_LOOKED_DAYS];
	int looked_count;
	struct plan_day_why *days; /* only when asked for; in the arena given */
	size_t day_count;
};

#endif
