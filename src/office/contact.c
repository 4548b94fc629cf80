#include <stdio.h>
#include <string.h>

#include "office/book.h"
#include "office/draft_rows.h"
#include "office/inner.h"
#include "office/line_take.h"
#include "office/reminder_rows.h"
#include "office/standards.h"
#include "store/appointment.h"
#include "store/contact.h"
#include "store/draft.h"
#include "store/file_store.h"
#include "store/standards.h"
#include "store/task.h"

enum { HOLD_SECONDS = 5 * 60, HOLDS_MAX = 3 };

bool office_open_file(struct office *office, enum channel channel, const char *language,
		      const struct office_ring *ring, char contact[ID_SIZE], char file[ID_SIZE],
		      struct error *err)
{
	if (!office_begin(office, OFFICE_ROLES_BOOK, err))
		return false;
	char new_contact[ID_SIZE], new_file[ID_SIZE];
	int number;
	instant now = office_now(office);
	const char *code = office_actor(office)->code;
	struct contact row = {
		.channel = channel,
		.operator_code = code,
		.rang = ring ? now - ring->seconds : now,
		.answered = now,
		.rings = ring ? ring->rings : 0,
		.caller = ring ? ring->number : NULL,
	};
	struct file_start start = {
		.operator_code = code, .channel = channel, .language = language, .opened = now
	};
	const char *line = ring ? ring->line : NULL;
	bool fine = !line || line_may_take(office, line, &row, err);
	if (ring && ring->arrived) { /* who waited in the hall is received */
		snprintf(new_contact, sizeof new_contact, "%s", ring->arrived);
		fine = fine && store_answer_contact(office->store, new_contact, now, 0, err);
	} else {
		fine = fine && store_add_contact(office->store, &row, new_contact, err);
	}
	start.contact_id = new_contact;
	fine = fine && store_add_file(office->store, &start, new_file, &number, err) &&
	       (!line || line_take(office, line, new_contact, err));
	if (!office_end(office, fine, err))
		return false;
	if (ring && ring->arrived)
		store_leave_draft(office->store, ring->arrived);
	memcpy(contact, new_contact, ID_SIZE);
	memcpy(file, new_file, ID_SIZE);
	return true;
}

bool office_save_request(struct office *office, const char *file, const char *words, struct error *err)
{
	if (!office_begin(office, OFFICE_ROLES_BOOK, err))
		return false;
	return office_end(office, store_add_request_text(office->store, file, words, err), err);
}

/* Whom and what it was about, and what was said until then: a complaint is not lost because nothing was
 * booked.
 */
static bool keep_said(struct office *office, const char *file, const struct office_ending *ending,
		      struct arena *arena, struct error *err)
{
	struct file_update update = {
		.customer_id = ending->customer_id,
		.vehicle_id = ending->vehicle_id,
		.mileage = -1,
	};
	if (ending->contact && ending->customer_id &&
	    !store_set_contact_customer(office->store, ending->contact, ending->customer_id, err))
		return false;
	if ((update.customer_id || update.vehicle_id) &&
	    !store_update_file(office->store, file, &update, err))
		return false;
	return !ending->answers || (keep_privacy(office, ending->customer_id, file, ending->answers, err) &&
				    keep_answers(office, file, ending->answers, arena, err));
}

/* Why nothing was booked is why a must stays open. Of a refused privacy notice only the clocks are kept. */
static bool keep_standards(struct office *office, const struct office_ending *ending, struct error *err)
{
	struct standard_result kept[STANDARD_COUNT];
	for (int i = 0; i < STANDARD_COUNT; i++) {
		bool gone = ending->keep_nothing && i != STANDARD_R16 && i != STANDARD_R18;
		kept[i] = gone ? (struct standard_result){ 0 } : ending->standards[i];
	}
	office_standards_waive(kept);
	return store_put_standards(office->store, ending->contact, kept, ending->reason, err);
}

static bool close_rows(struct office *office, const char *file, const struct office_ending *ending,
		       struct arena *arena, struct error *err)
{
	struct customer_file whole;
	struct store *store = office->store;
	instant now = office_now(office);
	bool nothing = ending->keep_nothing;
	if (!store_get_file(store, file, arena, &whole, err) || !store_delete_spoken_holds(store, file, err))
		return false;
	if (!nothing && (!keep_said(office, whole.id, ending, arena, err) ||
			 !store_add_history(store, file, "closed", ending->reason, err)))
		return false;
	if (ending->contact && !store_end_contact(store, ending->contact, now,
						  nothing ? "refused-privacy" : ending->reason, err))
		return false;
	if (ending->contact && ending->standards && !keep_standards(office, ending, err))
		return false;
	struct office_attempt attempt = { ending->attempt_result, ending->next_attempt, ending->contact };
	if (ending->reminder && ending->attempt_result &&
	    !reminder_attempted(office, ending->reminder, &attempt, arena, err))
		return false;
	if (ending->draft && !draft_delete_row(office, ending->draft, arena, err))
		return false;
	if (nothing && !store_forget_file(store, whole.id, err))
		return false;
	return store_close_file(store, whole.id, now, err);
}

bool office_close_file(struct office *office, const char *file, const struct office_ending *ending,
		       struct error *err)
{
	struct arena arena = { 0 };
	if (!office_begin(office, OFFICE_ROLES_BOOK, err))
		return false;
	bool fine = office_end(office, close_rows(office, file, ending, &arena, err), err);
	arena_finish(&arena);
	return fine;
}

bool office_hold(struct office *office, const char *file, const struct booking_request *request,
		 const struct plan_candidate *candidates, size_t count, struct error *err)
{
	struct arena arena = { 0 };
	struct office_resolved resolved;
	const struct plan_candidate *held[HOLDS_MAX];
	int held_count = 0;
	for (; held_count < HOLDS_MAX && (size_t)held_count < count; held_count++)
		held[held_count] = &candidates[held_count];
	if (!office_begin(office, OFFICE_ROLES_BOOK, err))
		return false;
	instant now = office_now(office);
	bool fine = store_delete_ended_holds(office->store, now, NULL, err) &&
		    office_resolve(office, request, &arena, &resolved, err);
	if (fine) {
		resolved.plan.file = file;
		fine = store_insert_holds(office->store, &office->site, file, &resolved.plan, held,
					  held_count, office_moment(office), now + HOLD_SECONDS, err);
	}
	fine = office_end(office, fine, err);
	arena_finish(&arena);
	return fine;
}

bool office_renew_holds(struct office *office, const char *file, struct error *err)
{
	if (!office_begin(office, OFFICE_ROLES_BOOK, err))
		return false;
	instant until = office_now(office) + HOLD_SECONDS;
	return office_end(office, store_renew_holds(office->store, file, until, err), err);
}

bool office_release_holds(struct office *office, const char *file, struct error *err)
{
	if (!office_begin(office, OFFICE_ROLES_BOOK, err))
		return false;
	return office_end(office, store_delete_spoken_holds(office->store, file, err), err);
}
