/* store/report.h - what contacts, calls, requests, messages and bookings of a period left, case by case, as
 * the standards page counts it (model/report.h). Reads only, and only their own records. */
#ifndef PRENOTA_STORE_REPORT_H
#define PRENOTA_STORE_REPORT_H

#include "base/arena.h"
#include "model/report.h"
#include "store/store.h"

/* The civil days [first, last] in the site's zone; what is not over at @now does not count yet. */
struct report_period {
	civil_day first, last;
	instant now;
	int hold_limit; /* seconds (R18) */
};

/* One thing that kept a measure or did not. Texts are NULL where there is none. */
struct report_case {
	instant at;
	civil_day day; /* of @at; by it the case belongs to a part of the period */
	bool kept;
	bool has_figure;
	int64_t figure; /* in the unit of report_rows[] */
	const char *contact_id;
	const char *file_id;
	int number;       /* of that file, 0 none */
	const char *by;   /* staff code: who had the call, who granted the override */
	const char *note; /* a result, channel, state, or a reason in words */
};

/* Gives each case of @measure to @take, in no order. With @arena NULL only day, at, kept and the figure are
 * read.
 */
typedef void report_take(void *context, enum report_measure measure, const struct report_case *one);
bool store_report_cases(struct store *store, const struct report_period *period, enum report_measure measure,
			struct arena *arena, report_take *take, void *context, struct error *err);

/* The cases of all measures, without their texts: one pass for all that contacts kept. */
bool store_report_all(struct store *store, const struct report_period *period, report_take *take,
		      void *context, struct error *err);

/* Receptions of [first, last] that were not cancelled: the day, when it was booked, whether nobody came. */
typedef void report_reception(void *context, civil_day day, instant booked, bool noshow);
bool store_report_receptions(struct store *store, civil_day first, civil_day last, report_reception *take,
			     void *context, struct error *err);

/* Loans of cars that touch [first, last]: the car's key and its days out. */
typedef void report_loan(void *context, int64_t unit, civil_day from, civil_day to);
bool store_report_loans(struct store *store, civil_day first, civil_day last, report_loan *take,
			void *context, struct error *err);

#endif
