#include "office/telephone.h"

#include <stdio.h>
#include <string.h>

#include "base/i18n.h"
#include "office/book.h"
#include "office/inner.h"
#include "store/contact.h"
#include "store/draft.h"
#include "store/standards.h"
#include "store/file_store.h"

bool office_note_hold(struct office *office, const char *contact, bool transfer, int seconds,
		      struct error *err)
{
	if (!office_begin(office, OFFICE_ROLES_BOOK, err))
		return false;
	instant now = office_now(office);
	bool fine = store_add_contact_hold(office->store, contact, transfer, now - seconds, now, err);
	return office_end(office, fine, err);
}

bool office_note_offer(struct office *office, const char *contact, const char *file, int64_t milliseconds,
		       struct error *err)
{
	char text[32];
	snprintf(text, sizeof text, "%.1f s", (double)milliseconds / 1000);
	if (!office_begin(office, OFFICE_ROLES_BOOK, err))
		return false;
	bool first = false;
	bool fine = store_add_contact_offer(office->store, contact, milliseconds, &first, err) &&
		    (!first || store_add_history(office->store, file, "offered", text, err));
	return office_end(office, fine, err);
}

/* Nobody answered: within the third ring least of all (R16). */
static bool keep_rings(struct office *office, const char *contact, const struct office_ring *ring,
		       struct error *err)
{
	struct standard_result results[STANDARD_COUNT] = {
		[STANDARD_R16] = { STANDARD_OPEN, ring->rings > 0, ring->rings },
	};
	return store_put_standards(office->store, contact, results, NULL, err);
}

bool office_note_handover(struct office *office, const char *file, const char *code, struct error *err)
{
	if (!office_begin(office, OFFICE_ROLES_BOOK, err))
		return false;
	return office_end(office, store_add_history(office->store, file, "handed", code, err), err);
}

bool office_note_arrival(struct office *office, char contact[ID_SIZE], struct error *err)
{
	char id[ID_SIZE];
	struct contact row = {
		.channel = CHANNEL_WALKIN,
		.operator_code = office_actor(office)->code,
		.rang = office_now(office),
	};
	if (!office_begin(office, OFFICE_ROLES_BOOK | ROLE_HOST, err) ||
	    !office_end(office, store_add_contact(office->store, &row, id, err), err))
		return false;
	if (office->roles & OFFICE_ROLES_BOOK)
		store_claim_draft(office->store, id);
	memcpy(contact, id, ID_SIZE);
	return true;
}

bool office_hall(struct office *office, struct arena *arena, struct office_hall *hall, struct error *err)
{
	struct contact_list rows = { 0 };
	if (!store_contacts_waiting(office->store, office_now(office) - OFFICE_HALL_SECONDS, arena, &rows,
				    err))
		return false;
	struct office_arrival *items = arena_alloc(arena, (rows.count + 1) * sizeof *items);
	size_t count = 0;
	for (size_t i = 0; i < rows.count; i++)
		if (!store_draft_is_elsewhere(office->store, rows.items[i].id))
			items[count++] =
				(struct office_arrival){ rows.items[i].id, rows.items[i].operator_code,
							 rows.items[i].rang };
	*hall = (struct office_hall){ items, count };
	return true;
}

static bool waits(struct office *office, const char *contact, bool *found, struct error *err)
{
	struct arena arena = { 0 };
	struct office_hall hall;
	bool fine = office_hall(office, &arena, &hall, err);
	*found = false;
	for (size_t i = 0; fine && i < hall.count; i++)
		*found |= strcmp(hall.items[i].contact, contact) == 0;
	arena_finish(&arena);
	return fine;
}

bool office_take_arrival(struct office *office, const char *contact, struct error *err)
{
	bool found = false;
	if (!office_may(office, OFFICE_ROLES_BOOK | ROLE_HOST, err))
		return false;
	if (store_claim_draft(office->store, contact)) {
		bool fine = waits(office, contact, &found, err);
		if (found)
			return true;
		store_leave_draft(office->store, contact);
		if (!fine)
			return false;
	}
	return error_set(err, ERROR_REFUSED, _("somebody else received this customer, or the customer went"));
}

bool office_note_lost_call(struct office *office, const struct office_ring *ring, struct error *err)
{
	char id[ID_SIZE];
	if (!office_begin(office, OFFICE_ROLES_BOOK | (ring->arrived ? ROLE_HOST : 0), err))
		return false;
	instant now = office_now(office);
	if (ring->arrived) {
		store_leave_draft(office->store, ring->arrived);
		return office_end(
			office, store_end_contact(office->store, ring->arrived, now, "abandoned", err), err);
	}
	struct contact row = {
		.channel = ring->channel,
		.operator_code = office_actor(office)->code,
		.rang = now - ring->seconds,
		.ended = now,
		.rings = ring->rings,
		.result = "abandoned",
	};
	bool fine = store_add_contact(office->store, &row, id, err) &&
		    (ring->channel != CHANNEL_PHONE || keep_rings(office, id, ring, err));
	return office_end(office, fine, err);
}
