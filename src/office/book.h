/* office/book.h - booking, and what happens to an appointment afterwards. */
#ifndef PRENOTA_OFFICE_BOOK_H
#define PRENOTA_OFFICE_BOOK_H

#include "form/answers.h"
#include "model/file.h"
#include "model/standards.h"
#include "office/slots.h"
#include "office/telephone.h"

struct office_booking {
	bool booked;
	/* booked: */
	const char *file_id;
	int number;
	const char *title;
	struct office_proposal appointment;
	const char *cautions[OFFICE_CAUTIONS_MAX]; /* what was said against the record, for the operator */
	int caution_count;
	/* refused: */
	struct office_refusal refused[PLAN_VIOLATIONS_MAX];
	int refused_count;
	const char *taken; /* what changed and who booked it, in the operator's language; NULL when that is not
			      the reason */
	struct office_slots fresh; /* new proposals in place */
};

/* What a booking from the console brings besides the request. */
struct office_call {
	const char *file;                     /* customer file opened for this call, NULL: make one */
	const char *contact;                  /* contact id, NULL: make one */
	const struct form_answers *answers;   /* written ones are stored, NULL: none */
	const struct plan_candidate *offered; /* what was read out, NULL: made here */
	size_t offered_count;
	int chosen;        /* index into offered, -1: another slot */
	const char *draft; /* id of the draft that ends with this booking, NULL: none */
	const char *digital; /* id of the digital request that it answers, NULL: none */
	const struct plan_candidate *declined; /* read out before, and not wanted */
	size_t declined_count;
	const char *reminder; /* id of the service reminder whose call this is, NULL: none */
	const char *waived; /* why a must of the standard stays open, NULL: nobody was asked */
};

/* Books request->slot: one transaction; resolves, loads fresh rows, checks the one candidate, inserts
 * customer, car, contact, file, verbatim request, work, reception, hand-back, segments, mobility, proposals,
 * consents, open points and tasks, deletes the file's holds and the draft. A rule that says no is not a
 * failure: result->booked is false with the refusals and fresh proposals, and nothing is stored. @call NULL
 * is the command line. */
bool office_book(struct office *office, const struct booking_request *request, const struct office_call *call,
		 struct arena *arena, struct office_booking *result, struct error *err);

/* Holds for what is read out to @request's customer: five minutes, at most three per file; renewed while the
 * call is open (at most 20 min). */
bool office_hold(struct office *office, const char *file, const struct booking_request *request,
		 const struct plan_candidate *candidates, size_t count, struct error *err);
bool office_renew_holds(struct office *office, const char *file, struct error *err);
bool office_release_holds(struct office *office, const char *file, struct error *err);

/* A customer file for a call that begins: its id, so that holds and drafts can name it. @ring: how it rang
 * before, NULL when it was taken at once. */
bool office_open_file(struct office *office, enum channel channel, const char *language,
		      const struct office_ring *ring, char contact[ID_SIZE], char file[ID_SIZE],
		      struct error *err);

/* Saves the customer's own words once; later calls add (R27). */
bool office_save_request(struct office *office, const char *file, const char *words, struct error *err);

/* How a contact ends without an appointment. */
struct office_ending {
	const char *contact; /* NULL: none */
	const char *draft;   /* NULL: none */
	const char *reason;  /* kept in the register and in the file's history */
	bool keep_nothing;   /* the privacy notice was refused: only the count of contacts remains (personal
				text of file and draft is removed) */
	const struct form_answers *answers; /* what was answered until then, NULL: nothing */
	const char *customer_id;            /* whom it was about, NULL: nobody known */
	const char *vehicle_id;
	const char *reminder;       /* the service reminder whose call this was, NULL: none */
	const char *attempt_result; /* how that attempt ended; NULL: it was no attempt */
	civil_day next_attempt;     /* 0: by the rule */
	const struct standard_result *standards; /* what the contact kept, by enum standard; @reason is why a
						    must stays open; NULL: nothing is noted */
};
bool office_close_file(struct office *office, const char *file, const struct office_ending *ending,
		       struct error *err);

/* Whether the customer agreed to the privacy notice as the forms have it now (R61). */
bool office_privacy_known(struct office *office, const char *customer, bool *known, struct error *err);

struct office_move {
	civil_day day;
	int minute;
	const char *advisor; /* NULL: the same */
	const char *by;      /* override */
	const char *reason;
	bool wished; /* the customer asked for this date: the deadlines of D1 and D2 do not bind it */
};

/* Moves an appointment with its work, hand-back and mobility; refused like a booking. */
bool office_move(struct office *office, const char *file, const struct office_move *move, struct arena *arena,
		 struct office_booking *result, struct error *err);
/* Proposals for another place of an appointment, its own rows left out and its own place not among them.
 * @wish (day 0: none) is the customer's new wish, its minute -1 any. Reads only: nothing is held or stored. The
 * reasons are told in the operator's language. */
bool office_move_slots(struct office *office, const char *file, struct moment wish, struct arena *arena,
		       struct office_slots *slots, struct error *err);
bool office_cancel(struct office *office, const char *file, const char *reason, struct error *err);
/* Takes a cancelled appointment back while nothing took its place. */
bool office_undo_cancel(struct office *office, const char *file, struct arena *arena,
			struct office_booking *result, struct error *err);
/* arrived, late, no-show, finished (with remaining minutes), handed back */
bool office_set_state(struct office *office, const char *file, enum appointment_state state, int minutes_left,
		      struct error *err);

/* Reads a file by id or by its human number. ERROR_NOT_FOUND. */
bool office_file(struct office *office, const char *id_or_number, struct arena *arena,
		 struct customer_file *file, struct error *err);

#endif
