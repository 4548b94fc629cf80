#include "office/draft.h"

#include <stdlib.h>
#include <string.h>

#include "base/buffer.h"
#include "base/i18n.h"
#include "office/draft_rows.h"
#include "store/draft.h"

enum { SLOTS_MAX = 64 };

/* A draft's contents in the store: header lines "id …", "file …", "contact …", "parked", "handed …", "title …",
 * an empty line, the text. A title has no line end. */
static void contents_write(const struct office_draft *draft, struct buffer *out)
{
	buffer_printf(out, "id %s\n", draft->id);
	if (draft->file && *draft->file)
		buffer_printf(out, "file %s\n", draft->file);
	if (draft->contact && *draft->contact)
		buffer_printf(out, "contact %s\n", draft->contact);
	if (draft->parked)
		buffer_add(out, "parked\n");
	if (draft->handed_by)
		buffer_printf(out, "handed %s\n", draft->handed_by);
	if (draft->title && *draft->title)
		buffer_printf(out, "title %.*s\n", (int)strcspn(draft->title, "\n"), draft->title);
	buffer_printf(out, "\n%s", draft->text ? draft->text : "");
}

static void header_read(char *line, struct office_draft *draft)
{
	static const size_t key_max = 8;
	size_t len = strcspn(line, " ");
	const char *value = line[len] ? line + len + 1 : "";
	if (len > key_max)
		return;
	if (strncmp(line, "id", len) == 0 && len == 2)
		draft->id = value;
	else if (strncmp(line, "file", len) == 0 && len == 4)
		draft->file = value;
	else if (strncmp(line, "contact", len) == 0 && len == 7)
		draft->contact = value;
	else if (strncmp(line, "handed", len) == 0 && len == 6)
		draft->handed_by = value;
	else if (strncmp(line, "title", len) == 0 && len == 5)
		draft->title = value;
	else if (strcmp(line, "parked") == 0)
		draft->parked = true;
}

/* Reads a row; what cannot be read leaves an empty id. */
static void contents_read(const struct draft *row, struct arena *arena, struct office_draft *draft)
{
	*draft = (struct office_draft){
		.id = "", .operator_code = row->operator_code, .saved = row->saved, .title = "", .text = ""
	};
	char *text = arena_strndup(arena, row->contents, row->length);
	while (*text && *text != '\n') {
		char *end = strchr(text, '\n');
		if (!end)
			return;
		*end = '\0';
		header_read(text, draft);
		text = end + 1;
	}
	draft->text = *text ? text + 1 : text;
}

/* The slot of the draft @id among @rows, -1 when it is new. */
static int slot_find(const struct draft_list *rows, const char *id, struct arena *arena)
{
	for (size_t i = 0; i < rows->count; i++) {
		struct office_draft draft;
		contents_read(&rows->items[i], arena, &draft);
		if (strcmp(draft.id, id) == 0)
			return rows->items[i].slot;
	}
	return -1;
}

static int slot_free(const struct draft_list *rows)
{
	for (int slot = 1; slot <= SLOTS_MAX; slot++) {
		bool taken = false;
		for (size_t i = 0; i < rows->count; i++)
			taken |= rows->items[i].slot == slot;
		if (!taken)
			return slot;
	}
	return -1;
}

bool office_save_draft(struct office *office, const struct office_draft *draft, struct error *err)
{
	const char *operator_code = draft->operator_code ? draft->operator_code : office_actor(office)->code;
	struct arena arena = { 0 };
	struct draft_list rows = { 0 };
	struct buffer contents = { 0 };
	bool fine = !office->readonly ||
		    error_set(err, ERROR_PERMISSION, _("this is read-only; nothing is saved"));
	store_set_actor(office->store, office_actor(office)->code, office_now(office));
	fine = fine && store_get_drafts(office->store, operator_code, &arena, &rows, err);
	if (fine) {
		store_claim_draft(office->store, draft->id);
		int slot = slot_find(&rows, draft->id, &arena);
		if (slot < 0)
			slot = slot_free(&rows);
		contents_write(draft, &contents);
		fine = slot > 0 ? store_put_draft(office->store, operator_code, slot, buffer_text(&contents),
						  contents.len, err)
				: error_set(err, ERROR_INPUT, _("%s has %d drafts; close some calls first"),
					    operator_code, SLOTS_MAX);
	}
	buffer_finish(&contents);
	arena_finish(&arena);
	return fine;
}

bool office_claim_draft(struct office *office, const char *id)
{
	return store_claim_draft(office->store, id);
}

bool office_drafts(struct office *office, struct arena *arena, struct office_draft_list *list,
		   struct error *err)
{
	struct draft_list rows = { 0 };
	if (!store_get_drafts(office->store, office_actor(office)->code, arena, &rows, err))
		return false;
	struct office_draft *items = arena_alloc(arena, (rows.count + 1) * sizeof *items);
	size_t count = 0;
	for (size_t i = 0; i < rows.count; i++) {
		contents_read(&rows.items[i], arena, &items[count]);
		count += items[count].id[0] != '\0' &&
			 !store_draft_is_elsewhere(office->store, items[count].id);
	}
	*list = (struct office_draft_list){ items, count };
	return true;
}

bool draft_delete_row(struct office *office, const char *id, struct arena *arena, struct error *err)
{
	const char *operator_code = office_actor(office)->code;
	struct draft_list rows = { 0 };
	if (!store_get_drafts(office->store, operator_code, arena, &rows, err))
		return false;
	int slot = slot_find(&rows, id, arena);
	store_leave_draft(office->store, id);
	return slot < 0 || store_delete_draft(office->store, operator_code, slot, err);
}

static bool hand_row(struct office *office, const struct office_draft *draft, const char *to,
		     struct arena *arena, struct error *err)
{
	struct draft_list rows = { 0 };
	struct buffer contents = { 0 };
	struct office_draft handed = *draft;
	handed.handed_by = office_actor(office)->code;
	if (!draft_delete_row(office, draft->id, arena, err) ||
	    !store_get_drafts(office->store, to, arena, &rows, err))
		return false;
	int slot = slot_free(&rows);
	contents_write(&handed, &contents);
	bool fine = slot > 0 ? store_add_draft(office->store, to, slot, buffer_text(&contents), contents.len, err)
			     : error_set(err, ERROR_INPUT, _("%s has %d drafts; close some calls first"), to,
					 SLOTS_MAX);
	buffer_finish(&contents);
	return fine;
}

bool office_hand_draft(struct office *office, const struct office_draft *draft, const char *to, struct error *err)
{
	struct arena arena = { 0 };
	bool fine = office_begin(office, OFFICE_ROLES_BOOK, err) &&
		    office_end(office, hand_row(office, draft, to, &arena, err), err);
	arena_finish(&arena);
	return fine;
}

bool office_delete_draft(struct office *office, const char *id, struct error *err)
{
	struct arena arena = { 0 };
	bool fine = office_begin(office, ~0U, err);
	if (fine && !draft_delete_row(office, id, &arena, err)) {
		store_rollback(office->store);
		fine = false;
	}
	fine = fine && store_commit(office->store, err);
	arena_finish(&arena);
	return fine;
}
