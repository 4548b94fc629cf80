/* plan/rows.h - what a candidate takes, as the rows of a state: the store writes them, a later state holds
 * them. */
#ifndef PRENOTA_PLAN_ROWS_H
#define PRENOTA_PLAN_ROWS_H

#include "plan/plan.h"

enum { PLAN_ROWS_BUSY_MAX = 8 };

struct plan_rows {
	struct plan_busy
		busy[PLAN_ROWS_BUSY_MAX]; /* reception, hand-back, driver's ways, foreman, technician */
	int busy_count;
	struct plan_segment segments[PLAN_SEGMENTS_MAX];
	int segment_count;
	struct plan_loan loan; /* kind NONE or WAIT: takes nothing */
	struct plan_stay stay; /* vehicle NULL when the request has none */
};

/* The rows of @candidate for @request: everything it takes and nothing else. @file is set in each row; as a
 * hold when
 * @hold. Texts are borrowed from @request and @file. */
void plan_candidate_rows(const struct site *site, const struct plan_request *request,
			 const struct plan_candidate *candidate, const char *file, bool hold,
			 struct plan_rows *rows);

#endif
