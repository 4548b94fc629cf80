/* store/standards.h - which requirements each contact kept, as it stood when the contact ended.
 *
 * One row for every requirement that applied (model/standards.h); F8 and `prenota standards` are built on
 * these and on nothing else. A row is never deleted and never becomes better than it was. */
#ifndef PRENOTA_STORE_STANDARDS_H
#define PRENOTA_STORE_STANDARDS_H

#include "base/arena.h"
#include "model/standards.h"
#include "store/store.h"

struct standard_line {
	const char *contact_id;
	enum standard standard;
	enum standard_state state; /* met, open or waived */
	bool has_figure;
	int figure;         /* in the unit of standard_rows[] */
	const char *reason; /* of a waived one, NULL */
	instant at;
	const char *by; /* staff code */
	/* the case behind it */
	enum channel channel;
	const char *file_id; /* NULL: the contact has no file */
	int number;
};

struct standard_list {
	struct standard_line *items;
	size_t count;
	size_t capacity;
};

/* Keeps @results of a contact that ends; needs a write transaction. A second appointment of the same contact
 * keeps the worse of both. @reason stands with the waived ones (NULL: none). */
bool store_put_standards(struct store *store, const char *contact_id,
			 const struct standard_result results[STANDARD_COUNT], const char *reason,
			 struct error *err);

/* Those of one contact, or of the contact behind a customer file, in the order of enum standard; none is an
 * empty list. */
bool store_contact_standards(struct store *store, const char *contact_id, struct arena *arena,
			     struct standard_list *list, struct error *err);
bool store_file_standards(struct store *store, const char *file_id, struct arena *arena,
			  struct standard_list *list, struct error *err);

/* What a period kept of one requirement, over the contacts that ended in [from, to). */
struct standard_sum {
	int asked; /* contacts to which it applied */
	int met;
	int open;
	int waived;
	int figures;     /* contacts that have one */
	int64_t total;   /* of the figures */
	int least, most; /* 0 without figures */
};
bool store_standard_sums(struct store *store, instant from, instant to,
			 struct standard_sum sums[STANDARD_COUNT], struct error *err);

/* The cases behind a figure, newest first, at most @limit. @standard -1: every requirement;
 * STANDARD_NOT_ASKED as @state: every state. */
bool store_standards_between(struct store *store, instant from, instant to, int standard,
			     enum standard_state state, int limit, struct arena *arena,
			     struct standard_list *list, struct error *err);

#endif
