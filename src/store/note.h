/* store/note.h - whose rows a commit changed, for consoles that need not read everything again.
 *
 * A writing function that changes nothing but rows of one customer file, customer or vehicle says so with
 * store_touch_of(); store_touch() says that anything of its groups may have changed. What a commit said of
 * the groups that nobody touched otherwise is a row of change_note. A reader believes the rows only as far as
 * they explain all that was counted since it last looked: every other commit, of an older program, an import
 * or a program from outside, leaves a count without a row. */
#ifndef PRENOTA_STORE_NOTE_H
#define PRENOTA_STORE_NOTE_H

#include "store/store.h"

enum { NOTE_IDS = 12, NOTE_KEPT = 128 };

/* Of the transaction that is open. */
struct note {
	unsigned named; /* groups touched of somebody */
	unsigned broad; /* groups touched of anybody */
	size_t count;
	char ids[NOTE_IDS][ID_SIZE];
};

/* What is known of the rows of change_note. */
struct note_reader {
	bool begun;                     /* @last is known */
	int64_t last;                   /* the newest row read */
	int64_t own[TABLE_GROUP_COUNT]; /* rows behind it that this store wrote, by group */
	struct store_named named;       /* of the foreign commits of the last look */
};

/* The transaction that is open touches @groups, and of them only rows that belong to @id, a customer file,
 * customer or vehicle; NULL or "": as store_touch(). */
void store_touch_of(struct store *store, unsigned groups, const char *id);

void note_begin(struct note *note);
/* The last step of a transaction before its commit. */
bool note_commit(struct store *store, struct error *err);
/* After the commit. */
void note_committed(struct store *store);

/* Reads what was noted since the last look: @counted says how often others counted each group meanwhile. In
 * the same snapshot as the counters. What cannot be read names nothing. */
void note_read(struct store *store, const int64_t counted[TABLE_GROUP_COUNT]);

#endif
