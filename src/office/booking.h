/* office/booking.h - one booking on its way: looked at, chosen, checked, written. Inner to this folder. */
#ifndef PRENOTA_OFFICE_BOOKING_H
#define PRENOTA_OFFICE_BOOKING_H

#include "office/book.h"
#include "office/inner.h"
#include "office/standards.h"
#include "plan/propose.h"
#include "store/changes.h"

enum { BOOKING_TITLE_SIZE = 512, BOOKING_POINTS_SIZE = 128 };

struct booking {
	struct office *office;
	const struct booking_request *request;
	const struct office_call *call; /* NULL: the command line */
	struct arena *arena;

	struct office_resolved resolved;
	struct plan_request plan;         /* resolved.plan for this file, with the deadline settled */
	struct plan_proposals *proposals; /* made here, NULL when the call brings its own */
	int chosen;                       /* index into them, -1: another slot */
	bool narrow;                      /* the first look held only the rows of the candidate's days */
	int64_t version;                  /* of the rows of the first look (store_data_version()) */
	bool promised;                    /* read out as it is: nothing of it may change */
	struct plan_candidate candidate;
	struct plan_violations refused;    /* rules that say no */
	struct plan_violations overridden; /* rules that would, and are granted */

	/* of a contact that is made here and was on the telephone: 0 it rang and was answered now */
	instant rang, answered;
	int rings;

	/* ids of the rows, as they are made */
	char customer[ID_SIZE];
	char vehicle[ID_SIZE];
	char contact[ID_SIZE];
	char file[ID_SIZE];
	int number;
	const char *owner;                /* result of the owner check */
	char points[BOOKING_POINTS_SIZE]; /* open points, codes with spaces between */
	char title[BOOKING_TITLE_SIZE];
	unsigned marks;
	struct data_change_list changes; /* of customer and car */
};

/* --- book.c --- */

/* Looks, checks and writes within the open write transaction, for many bookings in a row. True with
 * booking->refused.count > 0: a rule says no and nothing was written. */
bool booking_at_once(struct booking *booking, struct error *err);

/* --- booking_choose.c --- */

/* Finds the candidate for the slot asked for and what refuses it. */
void booking_choose(struct booking *booking, const struct plan_state *state);

/* Checks @candidate and sorts the violations into refused and overridden; true when nothing refuses. */
bool booking_check(const struct plan_state *state, const struct plan_request *plan,
		   const struct plan_candidate *candidate, struct plan_violations *refused,
		   struct plan_violations *overridden);

/* "B1 need 4 have 3; B4 …", in @arena; NULL when there is none. */
const char *booking_rules_text(const struct plan_violations *violations, struct arena *arena);

/* --- booking_rows.c: needs a write transaction --- */

bool booking_write(struct booking *booking, struct error *err);

/* --- booking_standards.c: needs a write transaction --- */

/* What the contact kept of the standard, as it ends; @state for the deadlines, NULL: they are not known. */
bool booking_assess(struct booking *booking, const struct plan_state *state,
		    struct standard_result results[STANDARD_COUNT], struct error *err);
/* The same, kept. */
bool booking_standards(struct booking *booking, const struct plan_state *state, struct error *err);

/* --- booking_points.c --- */

/* Open points and owner result from what was said and found. */
void booking_points(struct booking *booking);
/* Tasks for them (call back, ownership, missing data). */
bool booking_tasks(struct booking *booking, struct error *err);

/* --- booking_owner.c --- */

/* The owner check (R23): "same" when the DMS names an owner, the copy of Service Entry the same, and the caller
 * belongs to the car or said that the owner is as recorded; "differs"; "unknown". */
const char *booking_owner(const struct booking *booking);
/* Since when the car has its new owner, as the caller said; 0: not said. */
civil_day booking_owner_since(const struct booking *booking);
/* Opens the change of ownership with what was taken down (R64). Needs a write transaction. */
bool booking_ownership(struct booking *booking, struct error *err);

/* --- booking_facts.c --- */

/* Campaigns, contract, owner, consents, offers and answers of the file. */
bool booking_facts(struct booking *booking, struct error *err);

/* --- refused.c --- */

/* Fills @result with the refusals in words and fresh proposals from @state. @was_free: the slot was free a
 * moment ago, so that who took it is said. @before (NULL: none) is the state of the first look: a row in
 * @state that is not in
 * @before took the place. */
void refused_fill(struct office *office, bool was_free, const struct plan_state *before,
		  const struct plan_state *state, const struct office_resolved *resolved,
		  const struct plan_violations *refused, struct arena *arena, struct office_booking *result);

#endif
