#include "store/note.h"

#include <stdio.h>
#include <string.h>

#include "store/private.h"

/* --- writing --- */

void note_begin(struct note *note)
{
	*note = (struct note){ 0 };
}

static bool add_id(struct note *note, const char *id)
{
	for (size_t i = 0; i < note->count; i++)
		if (strcmp(note->ids[i], id) == 0)
			return true;
	if (note->count == NOTE_IDS || strlen(id) >= ID_SIZE || strchr(id, ' '))
		return false;
	snprintf(note->ids[note->count++], ID_SIZE, "%s", id);
	return true;
}

void store_touch_of(struct store *store, unsigned groups, const char *id)
{
	struct note *note = &store->note;
	store->touched |= groups;
	if (id && *id && add_id(note, id))
		note->named |= groups;
	else
		note->broad |= groups;
}

static unsigned noted(const struct store *store)
{
	return store->note.named & ~store->note.broad;
}

bool note_commit(struct store *store, struct error *err)
{
	char ids[NOTE_IDS * ID_SIZE];
	size_t len = 0;
	if (!noted(store))
		return true;
	for (size_t i = 0; i < store->note.count; i++)
		len += (size_t)snprintf(ids + len, sizeof ids - len, "%s%s", i ? " " : "",
					store->note.ids[i]);
	struct stmt *q = sql_start(store, SQL_NOTE_ADD);
	sql_bind_int(q, noted(store));
	sql_bind_string(q, ids);
	if (!sql_run(q, err))
		return false;
	q = sql_start(store, SQL_NOTE_DROP);
	sql_bind_int(q, sql_last_key(store) - NOTE_KEPT);
	return sql_run(q, err);
}

void note_committed(struct store *store)
{
	for (int group = 0; group < TABLE_GROUP_COUNT; group++)
		store->notes.own[group] += (noted(store) >> group) & 1;
}

/* --- reading --- */

static void add_named(struct store_named *named, const char *ids, bool *full)
{
	while (*ids) {
		size_t length = strcspn(ids, " ");
		bool known = false;
		for (size_t i = 0; i < named->count && !known; i++)
			known = strncmp(named->ids[i], ids, length) == 0 && !named->ids[i][length];
		if (!known && (named->count == STORE_NAMED_MAX || length >= ID_SIZE))
			*full = true;
		else if (!known)
			snprintf(named->ids[named->count++], ID_SIZE, "%.*s", (int)length, ids);
		ids += length + strspn(ids + length, " ");
	}
}

/* The groups that the rows read name, by how many of them each. */
static bool read_notes(struct store *store, int64_t rows[TABLE_GROUP_COUNT])
{
	struct note_reader *notes = &store->notes;
	bool full = false;
	struct stmt *q = sql_start(store, SQL_NOTES);
	sql_bind_int(q, notes->last);
	while (sql_row(q)) {
		notes->last = sql_int(q);
		unsigned groups = (unsigned)sql_int(q);
		const char *ids = sql_peek(q);
		for (int group = 0; group < TABLE_GROUP_COUNT; group++)
			rows[group] += (groups >> group) & 1;
		add_named(&notes->named, ids ? ids : "", &full);
	}
	return sql_end(q, NULL) && !full;
}

/* Nothing before now is asked for: only where the rows end. */
static bool read_end(struct store *store)
{
	struct stmt *q = sql_start(store, SQL_NOTES_END);
	if (sql_row(q))
		store->notes.last = sql_int(q);
	return sql_end(q, NULL);
}

void note_read(struct store *store, const int64_t counted[TABLE_GROUP_COUNT])
{
	struct note_reader *notes = &store->notes;
	int64_t rows[TABLE_GROUP_COUNT] = { 0 };
	bool fine = notes->begun && read_notes(store, (notes->named.count = 0, rows));
	notes->named.groups = 0;
	for (int group = 0; fine && group < TABLE_GROUP_COUNT; group++)
		if (counted[group] > 0 && rows[group] - notes->own[group] == counted[group])
			notes->named.groups |= 1u << group;
	memset(notes->own, 0, sizeof notes->own);
	notes->begun = (notes->begun && fine) || read_end(store);
}
