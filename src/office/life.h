/* office/life.h - an appointment changes: its work, its car, its hand-back.
 *
 * Each act is one transaction on fresh rows: the appointment is checked as it would be, its own rows left
 * out; what it breaks already is tolerated, what it would break anew refuses it with the rule in words and
 * fresh proposals, and nothing is stored. A file changed by another desk meanwhile is ERROR_CONFLICT. */
#ifndef PRENOTA_OFFICE_LIFE_H
#define PRENOTA_OFFICE_LIFE_H

#include "office/book.h"

/* "Please add wipers to Thursday". What is NULL, 0 or not given stays as it is. */
struct office_change {
	const char *work[REQUEST_WORK_MAX]; /* all of it, not only what is new */
	int work_count;
	const char *request; /* the customer's words about it: an addition, never a change */
	const char *note;
	civil_day parts_eta;
	bool has_mobility;
	enum mobility mobility;
	const char *unit; /* this car and no other */
	int revision;     /* of the appointment that was looked at; 0: whatever it is */
	bool preview;     /* only says what would move; stores nothing */
	const char *by;   /* override */
	const char *reason;
};

enum { OFFICE_DIFFERENCES_MAX = 8 };

/* What moves with a change. */
struct office_difference {
	const char *what; /* code: handback finish length unit work advisor */
	const char *from; /* "2026-11-24 16:45"; what there was */
	const char *to;
};

struct office_changed {
	struct office_booking booking; /* booked, or refused with fresh proposals */
	struct office_difference moved[OFFICE_DIFFERENCES_MAX];
	int moved_count;
};

/* Keeps date, time and advisor, and the hand-back and the car as long as they fit; else the first hand-back
 * and car that do. The car must not have arrived. */
bool office_change_work(struct office *office, const char *file, const struct office_change *change,
			struct arena *arena, struct office_changed *result, struct error *err);

/* The advisor's discretion (R12): another start, or 10 to 15 minutes, or both; driver, joint drive, loan and
 * stay follow. Days of 0 and minutes of 0 keep what is there. Before the work is finished it is refused (A5).
 */
struct office_handback {
	civil_day day;
	int minute; /* used with day */
	int minutes;
	int revision; /* 0: whatever it is */
};
bool office_set_handback(struct office *office, const char *file, const struct office_handback *handback,
			 struct arena *arena, struct office_changed *result, struct error *err);

/* Another car for a loan that has not begun: @unit, or NULL for the first free one of the same class. */
bool office_swap_car(struct office *office, const char *file, const char *unit, struct arena *arena,
		     struct office_changed *result, struct error *err);

#endif
