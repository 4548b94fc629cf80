/* store/audit.h - who saw or changed whose data, when and from where.
 *
 * Rows are only added; each carries a hash over itself and the hash of the one before, so that a changed,
 * missing or inserted row shows. They hold ids, acts and field names, never values: erasing a person leaves
 * the chain as it is. Every commit that changed something leaves at least one row, whatever act it was. */
#ifndef PRENOTA_STORE_AUDIT_H
#define PRENOTA_STORE_AUDIT_H

#include "base/arena.h"
#include "base/digest.h"
#include "store/store.h"

/* Where the actor sits, for the rows to come: an SSH client's address, "local"; at most 63 bytes are kept. */
void store_set_origin(struct store *store, const char *origin);

/* Adds a row to the transaction that is open. @act: read edit export book …; @table and @row_id say of what
 * (either may be NULL), @detail names fields or codes. */
bool store_add_audit(struct store *store, const char *act, const char *table, const char *row_id,
		     const char *detail, struct error *err);

/* Adds a row in a transaction of its own, without waiting: ERROR_BUSY when somebody writes just now. A store
 * that is open to read only writes it all the same, through a connection that can do nothing else; where the
 * file itself cannot be written that is ERROR_PERMISSION. */
bool store_log_reading(struct store *store, const char *act, const char *table, const char *row_id,
		       const char *detail, struct error *err);

struct audit_row {
	int64_t key;
	instant at;
	const char *by;     /* a staff code */
	const char *origin; /* NULL: not known */
	const char *act;
	const char *table;
	const char *row_id; /* NULL: no single row */
	const char *detail; /* NULL: none */
	bool sealed;        /* it carries a hash */
};

struct audit_list {
	struct audit_row *items;
	size_t count;
	size_t capacity;
};

/* Adds to @list the rows with @from <= at < @to, oldest first, at most @limit. */
bool store_audit_between(struct store *store, instant from, instant to, size_t limit, struct arena *arena,
			 struct audit_list *list, struct error *err);

struct audit_verdict {
	int64_t rows;           /* looked at */
	int64_t unsealed;       /* at the beginning, of a program that did not seal yet */
	int64_t broken;         /* key of the first row that does not fit; 0: the chain is whole */
	char head[DIGEST_SIZE]; /* hash of the last row; "" without rows */
};

/* Walks the whole chain. True with broken set when it does not hold; false only when it cannot be read. */
bool store_verify_audit(struct store *store, struct audit_verdict *verdict, struct error *err);

/* The same of the last @rows rows only, cheap enough for every start. */
bool store_verify_audit_end(struct store *store, int rows, struct audit_verdict *verdict, struct error *err);

#endif
