/* store/file_facts.h - what the check of a file looks at (model/file_check.h), and how far its reception
 * checklist is (R29). */
#ifndef PRENOTA_STORE_FILE_FACTS_H
#define PRENOTA_STORE_FILE_FACTS_H

#include "base/arena.h"
#include "model/file_check.h"
#include "store/store.h"

struct file_facts_row {
	const char *file_id;
	struct file_facts facts;
};

struct file_facts_list {
	struct file_facts_row *items;
	size_t count;
	size_t capacity;
};

/* Of the receptions of [first, last], of @advisor (staff code) or of all when NULL; cancelled ones left out.
 * Adds to
 * @list, which keeps what it had on failure. */
bool store_file_facts(struct store *store, civil_day first, civil_day last, const char *advisor,
		      struct arena *arena, struct file_facts_list *list, struct error *err);
/* Of one file; *@found is false when it has no appointment. */
bool store_facts_of_file(struct store *store, const char *file_id, struct arena *arena,
			 struct file_facts *facts, bool *found, struct error *err);

/* Whether the task of the check was made already: one is open, or there was one with this deadline. */
bool store_has_check_task(struct store *store, const char *file_id, instant due, bool *there,
			  struct error *err);

struct checklist {
	enum checklist_state state;
	int answered; /* fields */
	instant saved;
	const char *saved_by; /* staff code, NULL: nothing was entered yet */
	int revision;         /* 0: nothing was entered yet */
};
bool store_get_checklist(struct store *store, const char *file_id, struct arena *arena,
			 struct checklist *checklist, struct error *err);
/* Needs a write transaction. Only when the revision is still @revision; else ERROR_CONFLICT by whom and when.
 */
bool store_put_checklist(struct store *store, const char *file_id, enum checklist_state state, int answered,
			 int revision, struct error *err);

#endif
