/* office/moving.h - one change of an appointment on its way. Inner to this folder; all within a write
 * transaction. */
#ifndef PRENOTA_OFFICE_MOVING_H
#define PRENOTA_OFFICE_MOVING_H

#include "office/booking.h"

struct moving {
	struct office *office;
	const struct office_move *move; /* who grants what; the new place of a move */
	struct arena *arena;
	struct customer_file file;
	struct booking_request request;
	struct office_resolved resolved;
	struct plan_candidate candidate;
	struct plan_violations refused;
	struct plan_violations overridden;
	const char *title; /* NULL: as it was */
	const char *act;   /* word of the history, NULL: moved */
	int revision;      /* 0: as read */
};

/* Reads file and request; the appointment must be in one of @states (bits). */
bool moving_resolve(struct moving *moving, const char *id, unsigned states, struct error *err);

/* Resolves moving->request again after it was changed. */
bool moving_ask(struct moving *moving, struct error *err);

/* Puts the appointment on moving->candidate. */
bool moving_write(struct moving *moving, struct error *err);

/* The answer for a change that was made. */
void moving_told(const struct moving *moving, const struct plan_state *state, struct office_booking *result);

/* A place on @day was given up: tasks and the waiting list follow. */
bool moving_settle(struct moving *moving, civil_day day, struct error *err);

#endif
