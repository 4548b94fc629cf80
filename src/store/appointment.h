/* store/appointment.h - appointments in the store: reception, work, hand-back, mobility; and holds of
 * proposals.
 *
 * All that writes needs a write transaction. Exclusive resources are guarded by triggers: a booking that
 * overlaps another is ERROR_CONFLICT with the file and the person who booked it, whatever wrote it. */
#ifndef PRENOTA_STORE_APPOINTMENT_H
#define PRENOTA_STORE_APPOINTMENT_H

#include "base/arena.h"
#include "model/file.h"
#include "plan/plan.h"
#include "store/store.h"

/* What is booked beside the candidate's own numbers. */
struct store_booking {
	const char *file_id;
	const char *title;
	unsigned marks; /* all marks, OWNER too */
	enum request_class class;
	bool mobility_answered;  /* R35 */
	const char *override_by; /* staff code, NULL: none */
	const char *override_reason;
	const char *override_rules; /* "B1 need 4 have 3; …" as kept for the manager's list */
	bool customers_wish;        /* later than the deadline because the customer wants it */
	const char *act;            /* word of the history for a move, NULL: moved */
	bool late;                  /* the customer is late already, and stays so */
};

/* Inserts the appointment with all its rows: reception, hand-back, drivers, foreman, technician, mobility,
 * stay, segments. @request is the resolved request the candidate was checked for. The holds of the file are
 * deleted first. The file must not have an appointment that is booked already (move it instead). */
bool store_insert_appointment(struct store *store, const struct site *site,
			      const struct store_booking *booking, const struct plan_request *request,
			      const struct plan_candidate *candidate, char id[ID_SIZE], struct error *err);

/* Puts the file's appointment on another candidate (move, change of work, other hand-back): same id, rows
 * anew, only when its revision is still @revision (else ERROR_CONFLICT with who and when). */
bool store_move_appointment(struct store *store, const struct site *site, const struct store_booking *booking,
			    const struct plan_request *request, const struct plan_candidate *candidate,
			    int revision, struct error *err);

/* Everything the appointment occupies is free again; its rows stay and store_undo_cancel() takes them again,
 * unless something stands there by now (ERROR_CONFLICT). */
bool store_cancel_appointment(struct store *store, const char *appointment_id, int revision,
			      const char *reason, struct error *err);
bool store_undo_cancel(struct store *store, const char *appointment_id, struct error *err);

/* Arrived, late, no-show, finished, handed back, at the local moment @at. A no-show gives up everything but
 * the reception; finished gives up the work still planned after @at but @left_minutes of it, which carry
 * over; handed back ends the stay and the loan and frees who was to come. */
bool store_set_appointment_state(struct store *store, const char *appointment_id,
				 enum appointment_state state, struct moment at, int left_minutes,
				 int revision, struct error *err);

/* The advisor's discretion (R12): another start and 10..15 minutes for the hand-back; loan, stay,
 * driver and joint drive follow. */
bool store_set_handback(struct store *store, const char *appointment_id, struct moment start, int minutes,
			int revision, struct error *err);

/* By the appointment's id; of a file (the newest); ERROR_NOT_FOUND. */
bool store_get_appointment(struct store *store, const char *id, struct arena *arena,
			   struct appointment *appointment, struct error *err);
bool store_appointment_of_file(struct store *store, const char *file_id, struct arena *arena,
			       struct appointment *appointment, struct error *err);

/* The candidate that is booked, as the engine speaks it; for a move. */
bool store_get_candidate(struct store *store, const struct site *site, const char *appointment_id,
			 struct plan_candidate *candidate, struct error *err);

struct reception_list {
	struct reception *items;
	size_t count;
	size_t capacity;
};

/* How many receptions @day has, cancelled ones left out, and how many of them bear one of @marks. */
bool store_count_receptions(struct store *store, civil_day day, unsigned marks, int *count, int *marked,
			    struct error *err);

/* Adds to @list the receptions of @day, cancelled ones left out, by time; of @advisor (staff code) or of all
 * when NULL; with what an advisor needs to read them (R8, R69). On failure @list keeps what it had. */
bool store_receptions_of_day(struct store *store, civil_day day, const char *advisor, struct arena *arena,
			     struct reception_list *list, struct error *err);
/* The same over [first, last]. */
bool store_receptions_between(struct store *store, civil_day first, civil_day last, const char *advisor,
			      struct arena *arena, struct reception_list *list, struct error *err);
/* The same of one file: nothing, or one. */
bool store_receptions_of_file(struct store *store, const char *file_id, civil_day first, civil_day last,
			      const char *advisor, struct arena *arena, struct reception_list *list,
			      struct error *err);
/* Hand-backs of a day, by time. */
bool store_handbacks_of_day(struct store *store, civil_day day, const char *advisor, struct arena *arena,
			    struct reception_list *list, struct error *err);
/* How many there are over [first, last]; of @advisor (staff code) or of all when NULL. */
bool store_count_handbacks(struct store *store, civil_day first, civil_day last, const char *advisor,
			   size_t *count, struct error *err);

/* Keeps the candidates that are read out free for @file_id until @until, in place of those read out before;
 * what is offered in writing stays. At most three. @offered is the clock of the offer. */
bool store_insert_holds(struct store *store, const struct site *site, const char *file_id,
			const struct plan_request *request, const struct plan_candidate *const *candidates,
			int count, struct moment offered, instant until, struct error *err);
/* The same for what is offered in writing, in place of everything kept for the file. */
bool store_insert_written_holds(struct store *store, const struct site *site, const char *file_id,
				const struct plan_request *request,
				const struct plan_candidate *const *candidates, int count,
				struct moment offered, instant until, struct error *err);
bool store_renew_holds(struct store *store, const char *file_id, instant until, struct error *err);
bool store_delete_holds(struct store *store, const char *file_id, struct error *err);
/* Those read out; what is offered in writing stays. */
bool store_delete_spoken_holds(struct store *store, const char *file_id, struct error *err);
/* Those that ended at or before @at; *@count may be NULL. */
bool store_delete_ended_holds(struct store *store, instant at, int *count, struct error *err);
/* Whether the file has a live hold at @at, and the clock of its offer (for plan_check()). */
bool store_live_hold(struct store *store, const char *file_id, instant at, bool *live, struct moment *offered,
		     struct error *err);

#endif
