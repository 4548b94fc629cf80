/* office/trail.h - the trail of acts and readings, for whoever looks it through each month. */
#ifndef PRENOTA_OFFICE_TRAIL_H
#define PRENOTA_OFFICE_TRAIL_H

#include "office/office.h"
#include "store/audit.h"

enum { OFFICE_TRAIL_MAX = 100000 };

/* Adds to @list what happened from the begin of @from to the end of @to (civil days), oldest first, at most
 * OFFICE_TRAIL_MAX rows. Only for managers: ERROR_PERMISSION. */
bool office_trail(struct office *office, civil_day from, civil_day to, struct arena *arena,
		  struct audit_list *list, struct error *err);

/* What one member of the staff did in a list of rows. */
struct office_trail_sum {
	const char *by;
	int readings;        /* of single persons, cars and files */
	int lists;           /* of many at once */
	int exports;         /* taken out of the system */
	int acts;            /* everything else */
	int odd_hours;       /* of all these, outside the site's opening hours */
	const char *origins; /* where from, each once, separated by blanks */
};

/* The sums of @list by person, most readings first; in @arena. */
struct office_trail_sum *office_trail_sums(const struct office *office, const struct audit_list *list,
					   struct arena *arena, size_t *count);

#endif
