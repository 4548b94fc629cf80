/* office/changing.h - a change of an appointment in its place on its way: other work, another car, another
 * hand-back. Inner to this folder; all within a write transaction. */
#ifndef PRENOTA_OFFICE_CHANGING_H
#define PRENOTA_OFFICE_CHANGING_H

#include "office/life.h"
#include "office/moving.h"

/* States of an appointment, as bits. */
enum {
	CHANGING_NOT_HERE = 1U << APPOINTMENT_BOOKED | 1U << APPOINTMENT_LATE,
	CHANGING_NOT_BACK = CHANGING_NOT_HERE | 1U << APPOINTMENT_ARRIVED | 1U << APPOINTMENT_FINISHED,
};

/* What there was, and what there would be. */
struct changing {
	struct moving moving;
	struct plan_request old_request;
	struct plan_candidate old;
	struct office_move move;
	struct office_changed *result;
	bool preview;
};

/* Reads the appointment, which must be in one of @states and, unless @revision is 0, as it was looked at. The
 * candidate is what there is. */
bool changing_begin(struct changing *changing, struct office *office, const char *id, unsigned states,
		    int revision, struct arena *arena, struct error *err);

/* Sorts what the change breaks anew into refused and overridden; true when nothing refuses. */
bool changing_check(struct changing *changing, const struct plan_state *state);

/* Fills the answer and says whether something is to be stored. */
bool changing_tell(struct changing *changing, const struct plan_state *state);

/* Ends the write transaction: a change that was refused leaves nothing behind. */
bool changing_end(struct changing *changing, bool fine, struct error *err);

/* Tells the customer when another day, time, hand-back or mobility came of it. */
bool changing_told(struct changing *changing, struct error *err);

bool changing_audit(struct changing *changing, const char *fields, struct error *err);

#endif
