/* office/ownership.h - the change of a car's owner, worked through as the manual of Service Entry+ says: the
 * booking collects the data, an advisor completes the procedure (R24, R64, R65). */
#ifndef PRENOTA_OFFICE_OWNERSHIP_H
#define PRENOTA_OFFICE_OWNERSHIP_H

#include "model/ownership.h"
#include "office/office.h"

/* The roles that work through it. */
enum { OFFICE_ROLES_OWNERSHIP = ROLE_ADVISOR | ROLE_MANAGER };

/* The newest change of a customer file; *@found false when there is none. Reads only. */
bool office_file_ownership(struct office *office, const char *file, struct arena *arena,
			   struct ownership *change, bool *found, struct error *err);

/* Ticks or unticks a step; the state follows. The change must have its date before it is entered in Service
 * Entry+ (R64). The last tick completes it: the car gets its new owner (a customer is made when the new owner
 * is none yet), before and after are kept for the change list, the task is done and the file's open point is
 * gone; nothing is unticked after that. */
bool office_tick_ownership(struct office *office, const char *id, enum ownership_step step, bool ticked,
			   struct error *err);

/* The date of the change, not after today, and the name of the new owner (NULL: as it is). */
bool office_set_ownership(struct office *office, const char *id, civil_day since, const char *owner_name,
			  struct error *err);

/* There was no change after all: the owner is as recorded. */
bool office_drop_ownership(struct office *office, const char *id, const char *reason, struct error *err);

#endif
