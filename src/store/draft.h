/* store/draft.h - calls in progress: each operator's slots, written while typing.
 *
 * A draft waits for nobody: no queue, no bell, no counters; when the database is being written it is
 * ERROR_BUSY at once and the console tries again at its next tick. */
#ifndef PRENOTA_STORE_DRAFT_H
#define PRENOTA_STORE_DRAFT_H

#include "base/arena.h"
#include "store/store.h"

struct draft {
	const char *operator_code;
	int slot;
	instant saved;
	const char *contents; /* text, ends with a zero byte */
	size_t length;
};

struct draft_list {
	struct draft *items;
	size_t count;
	size_t capacity;
};

/* Its own transaction: not between store_begin_write() and store_commit(). */
bool store_put_draft(struct store *store, const char *operator_code, int slot, const char *contents,
		     size_t length, struct error *err);

/* A draft that another operator hands over, within the write transaction whose bell tells that operator's
 * console. */
bool store_add_draft(struct store *store, const char *operator_code, int slot, const char *contents,
		     size_t length, struct error *err);

bool store_get_drafts(struct store *store, const char *operator_code, struct arena *arena,
		      struct draft_list *list, struct error *err);

/* Within the write transaction that books or closes its contact (R27: nothing typed is lost before). */
bool store_delete_draft(struct store *store, const char *operator_code, int slot, struct error *err);

/* A draft is open at one console at a time: claimed by it until it is left, or until the process ends in any
 * way. @id names the draft. Claiming is false when it is open elsewhere. */
bool store_claim_draft(struct store *store, const char *id);
bool store_draft_is_elsewhere(struct store *store, const char *id);
void store_leave_draft(struct store *store, const char *id);

#endif
