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
	const char *title; /* whom and what, for the list */
	const char *text;  /* contents: form_answers_save() and the call's own lines */
};

struct office_draft_list {
	struct office_draft *items;
	size_t count;
};

/* Never waits: a busy store is ERROR_BUSY at once, to be tried again at the next tick. Rings no bell. */
bool office_save_draft(struct office *office, const struct office_draft *draft, struct error *err);
/* Those of the operator that are not open at another console. */
bool office_drafts(struct office *office, struct arena *arena, struct office_draft_list *list,
		   struct error *err);
/* Takes one up: false when another console has it by now. Saving one claims it as well. */
bool office_claim_draft(struct office *office, const char *id);
bool office_delete_draft(struct office *office, const char *id, struct error *err);

#endif
