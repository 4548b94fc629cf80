/* model/site.h - a site: one service desk with its hours, staff, skills, work types, bays and fleet.
 *
 * Read from site.cfg by config/, kept by store/, used by plan/. All texts and arrays belong to the arena they
 * were read into. Times are minutes of the local civil day; an interval is [start, end). Indexes (staff,
 * skill, work …) are positions in the arrays of the same struct site. */
#ifndef PRENOTA_MODEL_SITE_H
#define PRENOTA_MODEL_SITE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/civil.h"
#include "model/words.h"

enum {
	SITE_SKILLS_MAX = 12,
	SITE_INTERVALS_MAX = 4, /* a day */
	SITE_WORK_PARTS_MAX = 6,
};

struct interval {
	int start;
	int end;
};

struct hours {
	struct interval intervals[SITE_INTERVALS_MAX]; /* in order, not touching */
	int count;
};

/* A text in each language of the site's forms. */
struct two_texts {
	const char *en;
	const char *ko;
};

struct skill {
	const char *code; /* "service", "diagnosis", "high-voltage" … */
	struct two_texts name;
};

struct staff {
	const char *code;                 /* "kim.s" */
	const char *login;                /* of the system account; NULL: none */
	const char *name;                 /* as written on a screen: "김서연" */
	const char *short_name;           /* for narrow columns: "Kim S." */
	unsigned roles;                   /* bits of enum role */
	uint16_t skills;                  /* bit per skill; technicians */
	int productive_pct;               /* technicians: share of the attendance that becomes work, 1..100 */
	int ability_pct[SITE_SKILLS_MAX]; /* 100 unless slower (lengthens named work only) */
	bool active;
	const char *extension; /* where the exchange rings; NULL: none */
};

/* Attendance: on a weekday (0 Monday) within [from, to] days, or on one date. Part-time is rows, nothing
 * implicit. A dated row replaces the weekday rows of that member on that date (an empty interval: not there).
 */
struct shift {
	int staff;
	int weekday;    /* -1: dated */
	civil_day from; /* first day; the date itself when dated */
	civil_day to;   /* last day, INT32_MAX for open end */
	struct interval time;
};

/* An operator designated to take calls (R17), same shape as a shift. */
struct duty {
	int staff;
	int weekday;
	civil_day date; /* when weekday is -1 */
	struct interval time;
};

struct holiday {
	civil_day day;
	bool half;     /* open, but shorter */
	int closes_at; /* minute of the day when half */
	struct two_texts name;
};

struct bay_type {
	const char *code; /* "lift", "body", "ev", "outside" … */
	struct two_texts name;
	int count;
};

struct work_part {
	int skill;
	int minutes;
};

enum work_flag {
	WORK_DIAGNOSIS = 1 << 0,
	WORK_BODY = 1 << 1,
	WORK_RECALL = 1 << 2,       /* RECALL-SW, RECALL-HW */
	WORK_RECALL_PARTS = 1 << 3, /* RECALL-HW */
	WORK_WHEELS_OFF = 1 << 4,   /* the wheel-nut key is needed (R44) */
	WORK_RETURN_CHECK = 1 << 5, /* RET */
	WORK_EV_ONLY = 1 << 6,
	WORK_MC20_ONLY = 1 << 7,
	WORK_MAINTENANCE = 1 << 8,
};

struct work_type {
	const char *code; /* "DIAG-1" */
	struct two_texts name;
	struct work_part parts[SITE_WORK_PARTS_MAX]; /* in order of work */
	int part_count;
	int bay;        /* index of a bay type, -1 none */
	bool keeps_bay; /* the car stays on its bay from its first to its last part */
	int parallel;   /* people who can work on it at once, 1 */
	bool same_day;  /* must be finished on the day it is begun */
	int quality_minutes;
	int wash_minutes;
	unsigned flags; /* of enum work_flag */
	int price_from; /* in whole units of the site's currency, 0 none */
};

/* When a service comes again, as the maker's documents of the market say (R75). For each service the first row
 * that fits a car is the car's. */
struct service_interval {
	const char *service; /* "MAINT" */
	struct two_texts name;
	const char *models; /* beginnings of model names, a line each: "Ghibli\nLevante"; "": every model */
	unsigned energies;  /* 1 << enum energy; 0: every one */
	int months;         /* 0: not by date */
	int km;             /* 0: not by mileage */
	const char *work;   /* the work type that is booked for it */
	const char *done;   /* work that counts as this service, codes with blanks between; the first is @work */
	bool repeats;       /* only where it was done before (tyres for the season) */
	const char *source; /* where the numbers stand */
};

/* A thing lent to customers: a loan car (Maserati) or a hire car (another brand). */
struct mobility_unit {
	const char *code;   /* "L1" */
	enum mobility kind; /* MOBILITY_LOAN or MOBILITY_HIRE */
	const char *model;
	const char *plate;
	const char *car_class;
	enum energy energy;
	bool active;
};

/* What the public is told of the dealer (R5, R45). */
struct dealer {
	const char *code; /* "KR-SEO-01" */
	struct two_texts name;
	struct two_texts address;
	const char *telephone;
	const char *email;
	const char *website;
	struct two_texts parking;
	const char *roadside;  /* roadside assistance number */
	const char *emergency; /* 119, 112, 911 */
	const char *manager;   /* staff code of the after-sales manager */
};

/* How long personal data is kept; 0: for ever. */
struct site_keep {
	int booking; /* months after the last contact, of who never came; default 12 */
	int visit;   /* months, of who did, as tax and warranty law of the market ask; default 120 */
	int persona; /* months after the last contact; default 36 */
	int draft;   /* days: a call nobody took up again; default 30 */
};

struct site {
	const char *id;
	const char *name;
	const char *zone;     /* IANA */
	const char *country;  /* "KR", "IT" …: telephone numbers and plates */
	const char *language; /* "ko" */
	const char *currency;
	bool demo; /* --as and --now are allowed here only */
	struct dealer dealer;

	struct hours opening[7];   /* by weekday, 0 Monday; count 0: closed */
	struct hours reception[7]; /* narrower or the same */
	struct interval lunch;     /* splits the halves; no reception or hand-back in it */
	struct holiday *holidays;
	size_t holiday_count;

	struct skill skills[SITE_SKILLS_MAX];
	int skill_count;
	struct staff *staff;
	int staff_count;
	struct shift *shifts;
	size_t shift_count;
	struct duty *duties;
	size_t duty_count;
	struct bay_type *bays;
	int bay_count;
	struct work_type *work;
	int work_count;
	struct mobility_unit *units;
	int unit_count;
	struct service_interval *intervals;
	int interval_count;

	int reserve_pct;      /* 15..20, default 20 */
	int promise_margin;   /* minutes, default 30 */
	int notice_minutes;   /* B6, default 60 */
	int loan_turnaround;  /* B7, default 60 */
	int drive_minutes;    /* a driver's way, default 60 */
	int transfer_minutes; /* reception end to workshop, default 15 */
	int wait_limit;       /* work of a waiting customer, default 120 */
	int reserve_opens_at; /* B4: minute of the previous open day, default 960 */
	int horizon_days;     /* open days, default 60 */
	int shuttle_seats;    /* escort, by hour; 0 none */
	int taxi_per_day;     /* -1 without limit */
	int rental_per_day;   /* -1 without limit */
	int ring_on_ms;       /* telephone rhythm (R16) */
	int ring_off_ms;
	int hold_warn_seconds;  /* 20 */
	int hold_limit_seconds; /* 30 (R18) */
	struct site_keep keep;  /* as site.cfg says; the store keeps it as settings */

	struct interval message_hours; /* when messages go to customers; empty: at any time */
	struct interval advert_hours;  /* the same for advertising (Korea: never 21:00 to 08:00) */
};

/* An empty site with the defaults named above; lunch is empty, nothing is limited that "without limit" can
 * say. */
void site_init(struct site *site);

/* The position of a code, -1 when there is none. */
int site_find_staff(const struct site *site, const char *code);
int site_find_login(const struct site *site, const char *login);
/* The active member at a telephone extension. */
int site_find_extension(const struct site *site, const char *extension);
int site_find_skill(const struct site *site, const char *code);
int site_find_work(const struct site *site, const char *code);
int site_find_bay(const struct site *site, const char *code);
int site_find_unit(const struct site *site, const char *code);

/* The holiday on @day, NULL when there is none. */
const struct holiday *site_holiday(const struct site *site, civil_day day);

/* Opening and reception hours on @day, with holidays and half days applied, lunch taken out of the reception
 * hours (changes of the day are plan's). */
struct hours site_opening_on(const struct site *site, civil_day day);
struct hours site_reception_on(const struct site *site, civil_day day);

/* Attendance of @staff on @day by the shift rows. */
struct hours site_shift_on(const struct site *site, int staff, civil_day day);

/* The operator designated to take calls at that minute, -1 when nobody is (R17). On a closed day only a dated
 * row designates. */
int site_duty_operator(const struct site *site, civil_day day, int minute);

/* True when every index, interval and number of @site is in range; else the first mistake in @why. */
bool site_valid(const struct site *site, char *why, size_t why_size);

#endif
