/* office/draft.h - the calls in progress of an operator: on disk after every field, offered at the next
 * start. */
#ifndef PRENOTA_OFFICE_DRAFT_H
#define PRENOTA_OFFICE_DRAFT_H

#include "office/office.h"

struct office_draft {
	const char *id;
	const char *operator_code;
	const char *file; /* customer file, NULL: none yet */
	const char *contact;
	instant saved;
	bool parked;
	const char *handed_by; /* who handed it over to this operator, NULL: its own */
	const char *title; /* whom and what, for the list */
	const char *text;  /* contents: form_answers_save() and the call's own lines */
};

struct office_draft_list {
	struct office_draft *items;
	size_t count;
};

/* Never waits: a busy store is ERROR_BUSY at once, to be tried again at the next tick. Rings no bell. */
bool office_save_draft(struct office *office, const struct office_draft *draft, struct error *err);
/* A customer is handed to the member @to of the staff (R60): @draft, one of who acts, is that member's from now on.
 * Their console takes it up by itself, or offers it when it starts. */
bool office_hand_draft(struct office *office, const struct office_draft *draft, const char *to, struct error *err);
/* Those of the operator that are not open at another console. */
bool office_drafts(struct office *office, struct arena *arena, struct office_draft_list *list,
		   struct error *err);
/* Takes one up: false when another console has it by now. Saving one claims it as well. */
bool office_claim_draft(struct office *office, const char *id);
bool office_delete_draft(struct office *office, const char *id, struct error *err);

#endif
