/* model/due.h - when a car's next service is due, by date and by mileage, and when its owner is reminded
 * (R49, R75, R77).
 *
 * Everything here is arithmetic on civil days and kilometres: no clock, no store. A base is the last service
 * of that kind, else the begin of the warranty at 0 km, else the first registration at 0 km. */
#ifndef PRENOTA_MODEL_DUE_H
#define PRENOTA_MODEL_DUE_H

#include "model/people.h"
#include "model/site.h"

enum {
	DUE_OPENS_DAYS = 28,    /* before the due day: the first attempt */
	DUE_SECOND_DAYS = 25,   /* the second */
	DUE_CALL_DAYS = 22,     /* from here on by telephone */
	DUE_LATE_DAYS = 21,     /* the first contact must have been made */
	DUE_PAUSE_DAYS = 3,     /* between two attempts */
	DUE_LAPSED_DAYS = 60,   /* so long after the due day it is a matter of the next interval */
	DUE_TOGETHER_DAYS = 60, /* what is due so soon after the first is done in the same visit */
	DUE_ATTEMPTS_MAX = 5,
	DUE_ITEMS_MAX = 8,
	DUE_WORK_SIZE = 160,

	DUE_KM_A_YEAR = 12000, /* of a car whose readings do not tell [S] */
	DUE_KM_A_YEAR_LOW = 2000,
	DUE_KM_A_YEAR_HIGH = 60000,
	DUE_READINGS_APART = 60, /* days */
};

struct due_reading {
	civil_day day;
	int km;
};

struct due_base {
	civil_day day;
	int km; /* -1: not known */
};

enum due_reason { DUE_BY_DATE, DUE_BY_MILEAGE, DUE_BY_BOTH };

/* "date", "mileage", "both" */
const char *due_reason_code(enum due_reason reason);
bool due_reason_from_code(const char *code, enum due_reason *reason);

struct due {
	civil_day day; /* the earlier of the two */
	enum due_reason reason;
	civil_day by_date; /* 0: no interval by date */
	civil_day by_km;   /* 0: no interval by mileage, or no mileage known */
	int at_km;         /* the mileage at which it is due, -1 as above */
};

/* Kilometres a year from the newest of @readings (newest first) and the next one at least 60 days before it,
 * within bounds; DUE_KM_A_YEAR when there are no two such. A reading that is higher than a later one (another
 * unit, a typing mistake) is passed over. */
int due_km_a_year(const struct due_reading *readings, size_t count);

/* False when neither date nor mileage tells. @last NULL: no reading; the base is one as well. */
bool due_from(const struct due_base *base, int months, int km, const struct due_reading *last, int km_a_year,
	      struct due *due);

/* A service that was settled without being done (declined, nobody reached): it comes again an interval later.
 */
struct due_settled {
	const char *service;
	civil_day base; /* its base then: once it was done since, it is settled no longer */
	civil_day due;
};

struct due_car {
	const char *model;
	enum energy energy;
	bool mc20;
	civil_day first_registration; /* 0: not known */
	civil_day warranty_start;
	const struct history_visit *visits; /* newest first */
	size_t visit_count;
	const struct due_reading *readings; /* newest first */
	size_t reading_count;
	const struct due_settled *settled;
	size_t settled_count;
};

/* Whether a row of the interval table is meant for the car. */
bool due_fits(const struct service_interval *interval, const struct due_car *car);

struct due_item {
	const struct service_interval *interval;
	struct due_base base;
	struct due due;
	bool overdue; /* @due is the next one after one that was passed over */
};

/* What is due next, and behind it what is done in the same visit. */
struct due_plan {
	struct due_item items[DUE_ITEMS_MAX];
	int count;
	int km_a_year;
	char work[DUE_WORK_SIZE]; /* codes to be booked, blanks between: what another one includes is left out
				   */
};

/* The first service that is due on or after @since. What was due before was not done here: it leads to a
 * contact an interval later, and is done in the visit of whatever comes first. False when nothing is ever
 * due: no history, no dates, no row of the table. */
bool due_next(const struct due_car *car, const struct service_interval *intervals, int count, civil_day since,
	      struct due_plan *plan);

/* --- the contact --- */

/* When attempt number @made + 1 (@made are behind us, the last of them on @last) is to be made. */
civil_day due_attempt_day(civil_day due, int made, civil_day last);

/* Whether an attempt on @day is made by telephone: the third one, and whatever is begun late. */
bool due_attempt_calls(civil_day due, int made, civil_day day);

/* The first contact was not made in time. */
bool due_is_late(civil_day due, int made, civil_day today);

#endif
