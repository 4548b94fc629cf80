/* model/ownership.h - the change of a car's owner: what is taken down, and the steps of the procedure of
 * Service Entry+ (R24, R64, R65). */
#ifndef PRENOTA_MODEL_OWNERSHIP_H
#define PRENOTA_MODEL_OWNERSHIP_H

#include <stdbool.h>

#include "base/civil.h"

enum ownership_state { OWNERSHIP_OPEN, OWNERSHIP_SENT, OWNERSHIP_DONE, OWNERSHIP_DROPPED };

/* "open", "sent", "done", "dropped" */
const char *ownership_state_code(enum ownership_state state);
bool ownership_state_from_code(const char *code, enum ownership_state *state);
const char *ownership_state_label(enum ownership_state state);

/* The steps, in the order in which they are worked through. */
enum ownership_step {
	OWNERSHIP_PROOF,    /* registration certificate or contract seen */
	OWNERSHIP_DATA,     /* name, address and numbers of the new owner complete */
	OWNERSHIP_CONSENT,  /* privacy notice given to the new owner */
	OWNERSHIP_LOOKUP,   /* the car looked up in Service Entry+ */
	OWNERSHIP_ENTER,    /* the change entered with date and mileage: from here on it is sent */
	OWNERSHIP_ACCEPTED, /* Service Entry+ shows the new owner */
	OWNERSHIP_DMS,      /* the DMS shows the new owner */
	OWNERSHIP_STEP_COUNT,
};

const char *ownership_step_code(enum ownership_step step);
bool ownership_step_from_code(const char *code, enum ownership_step *step);
const char *ownership_step_label(enum ownership_step step);

/* The state that follows from the ticks (bits 1 << step): sent once the change is entered, done when every
 * step is. */
enum ownership_state ownership_state_of(unsigned steps);

struct ownership {
	const char *id;
	const char *vehicle_id;
	const char *file_id;   /* NULL: none */
	int number;            /* of that file */
	const char *new_owner; /* customer id, NULL: not a customer yet */
	civil_day since;       /* date of the change; 0: still to be asked */
	enum ownership_state state;
	instant opened;
	const char *opened_by;
	civil_day completed; /* 0: not yet */
	const char *done_by;
	const char *owner_type; /* person company leasing dealer; NULL */
	const char *owner_name;
	const char *address;
	const char *telephone;
	const char *email;
	const char *proof;
	const char *seller;
	int mileage;         /* -1: not said */
	const char *advisor; /* staff code of who is in charge, NULL */
	unsigned steps;      /* ticked: bits 1 << enum ownership_step */
	int revision;
};

#endif
