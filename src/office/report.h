/* office/report.h - the standards kept over a period, and the load of the workshop over the same time, for
 * F8, for `prenota standards` and for the manager's page.
 *
 * Everything is read from what contacts, calls, requests, messages and bookings left (store/report.h) and
 * from the engine's own load; nothing is counted anywhere else. */
#ifndef PRENOTA_OFFICE_REPORT_H
#define PRENOTA_OFFICE_REPORT_H

#include "model/report.h"
#include "office/office.h"
#include "store/report.h"

struct report_count {
	int of, kept;
};

/* What a period says of one measure. */
struct report_figure {
	struct report_count whole;
	struct report_count *trend; /* by bucket */
	int figures;                /* cases that have one */
	int64_t median, ninth;      /* of them: half, and nine of ten, are no more than this */
	int64_t least, most;
};

/* Overrides of the period by who granted them and why, most first. */
struct report_override {
	const char *by; /* staff code */
	const char *reason;
	int count;
};

struct office_report {
	civil_day first, last;
	enum report_step step;
	struct report_bucket buckets[REPORT_BUCKETS_MAX];
	int bucket_count;
	struct report_figure figures[REPORT_COUNT];
	struct report_override *overrides;
	size_t override_count;
};

/* Reads the period [first, last] into @report; its arrays and texts are in @arena. What of it is still to
 * come counts nothing. ERROR_INPUT when the period is empty or longer than REPORT_DAYS_MAX days. */
bool office_report(struct office *office, civil_day first, civil_day last, struct arena *arena,
		   struct office_report *report, struct error *err);

struct report_case_list {
	struct report_case *items;
	size_t count;
	size_t capacity;
};

enum report_which { REPORT_EVERY, REPORT_BROKEN /* those that did not keep it */ };

/* The cases behind a figure, those that did not keep it first, then the newest first. */
bool office_report_cases(struct office *office, civil_day first, civil_day last, enum report_measure measure,
			 enum report_which which, struct arena *arena, struct report_case_list *list,
			 struct error *err);

/* --- load over time --- */

struct report_skill {
	int64_t capacity, planned, spare; /* minutes */
	int64_t reserve, reserve_used;    /* what was kept free, and what of it work went into */
};

/* One part of the period, cut as its trends are. */
struct report_load {
	struct report_bucket days;
	int open_days;
	struct report_skill skills[SITE_SKILLS_MAX];
	int receptions, receptions_capacity;
	int noshows;     /* of the receptions */
	int due;         /* receptions whose day has come */
	int lead_median; /* days from the booking to the reception, -1 of none */
	int lead_ninth;
	int lent_days;     /* cars lent, counted by open day */
	int lendable_days; /* cars there are x open days */
};

struct office_report_load {
	enum report_step step;
	struct report_load parts[REPORT_BUCKETS_MAX];
	int count;
};

/* The load of [first, last], looked at from the begin of the period, so that days gone by show what could
 * still have been booked. At most REPORT_LOAD_DAYS days: ERROR_INPUT. */
enum { REPORT_LOAD_DAYS = 400 };
bool office_report_load(struct office *office, civil_day first, civil_day last, struct arena *arena,
			struct office_report_load **load, struct error *err);

/* Time as minutes and seconds, days, hours … of a figure: "12.4 s", "3 h 20 min", "2 days"; in @text,
 * returned. */
enum { REPORT_FIGURE_SIZE = 48 };
const char *office_report_figure(enum report_unit unit, int64_t figure, char text[REPORT_FIGURE_SIZE]);

#endif
