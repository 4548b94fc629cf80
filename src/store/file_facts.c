#include "store/file_facts.h"

#include "base/i18n.h"
#include "store/private.h"

/* The columns of FILE_FACTS. */
static void read_facts(struct stmt *q, struct arena *arena, struct file_facts_row *row)
{
	struct file_facts *facts = &row->facts;
	*row = (struct file_facts_row){ .file_id = sql_text(q, arena) };
	facts->kept = sql_text(q, arena);
	facts->settled = sql_int(q) != 0;
	appointment_state_from_code(sql_peek(q), &facts->state);
	facts->day = (civil_day)sql_int(q);
	facts->start = (int)sql_int(q);
	facts->marks = (unsigned)sql_int(q);
	facts->is_return = sql_int(q) != 0;
	facts->has_name = sql_int(q) != 0;
	facts->has_number = sql_int(q) != 0;
	facts->has_vin = sql_int(q) != 0;
	facts->has_mileage = sql_int(q) != 0;
	facts->has_consent = sql_int(q) != 0;
	facts->owner_pending = sql_int(q) != 0;
	facts->prediag_answers = (int)sql_int(q);
	facts->campaigns_untold = (int)sql_int(q);
	facts->parts_ordered = (int)sql_int(q);
	facts->parts_waiting = (int)sql_int(q);
	facts->parts_undated = sql_int(q) != 0;
	facts->parts_eta = (civil_day)sql_int(q);
	facts->mobility_answered = sql_int(q) != 0;
	facts->foreman_booked = sql_int(q) != 0;
	facts->to_move = sql_int(q) != 0;
	facts->has_needs = sql_int(q) != 0;
	checklist_state_from_code(sql_peek(q), &facts->checklist);
	facts->technical = sql_int(q) != 0 || facts->is_return;
}

bool store_file_facts(struct store *store, civil_day first, civil_day last, const char *advisor,
		      struct arena *arena, struct file_facts_list *list, struct error *err)
{
	struct file_facts_list found = *list;
	struct stmt *q = sql_start(store, SQL_FILE_FACTS_BETWEEN);
	sql_bind_int(q, first);
	sql_bind_int(q, last);
	sql_bind_text(q, advisor);
	while (sql_row(q)) {
		found.items =
			arena_grow(arena, found.items, found.count, &found.capacity, sizeof *found.items);
		read_facts(q, arena, &found.items[found.count++]);
	}
	if (!sql_end(q, err))
		return false;
	*list = found;
	return true;
}

bool store_facts_of_file(struct store *store, const char *file_id, struct arena *arena,
			 struct file_facts *facts, bool *found, struct error *err)
{
	struct file_facts_row row = { 0 };
	bool any = false;
	struct stmt *q = sql_start(store, SQL_FILE_FACTS_OF);
	sql_bind_text(q, file_id);
	while (sql_row(q)) {
		read_facts(q, arena, &row);
		any = true;
	}
	if (!sql_end(q, err))
		return false;
	*facts = row.facts;
	*found = any;
	return true;
}

bool store_has_check_task(struct store *store, const char *file_id, instant due, bool *there,
			  struct error *err)
{
	bool any = false;
	struct stmt *q = sql_start(store, SQL_FILE_CHECK_TASK);
	sql_bind_text(q, file_id);
	sql_bind_int(q, due);
	while (sql_row(q))
		any = true;
	if (!sql_end(q, err))
		return false;
	*there = any;
	return true;
}

/* --- the checklist --- */

bool store_get_checklist(struct store *store, const char *file_id, struct arena *arena,
			 struct checklist *checklist, struct error *err)
{
	struct checklist found = { 0 };
	struct stmt *q = sql_start(store, SQL_CHECKLIST_GET);
	sql_bind_text(q, file_id);
	while (sql_row(q)) {
		checklist_state_from_code(sql_peek(q), &found.state);
		found.answered = (int)sql_int(q);
		found.saved = sql_int(q);
		found.saved_by = sql_text(q, arena);
		found.revision = (int)sql_int(q);
	}
	if (!sql_end(q, err))
		return false;
	*checklist = found;
	return true;
}

static bool is_unchanged(struct store *store, const char *file_id, int revision, struct error *err)
{
	struct arena arena = { 0 };
	struct checklist now;
	char stamp[CIVIL_STAMP_SIZE];
	bool fine = store_get_checklist(store, file_id, &arena, &now, err);
	if (fine && now.revision != revision)
		fine = error_set(err, ERROR_CONFLICT,
				 _("the checklist was changed by %s, %s; open it again: what you entered "
				   "last is not in it"),
				 now.saved_by ? now.saved_by : _("somebody"),
				 civil_format_instant(now.saved, stamp));
	arena_finish(&arena);
	return fine;
}

bool store_put_checklist(struct store *store, const char *file_id, enum checklist_state state, int answered,
			 int revision, struct error *err)
{
	if (!store_need_write(store, err) || !is_unchanged(store, file_id, revision, err))
		return false;
	struct stmt *q = sql_start(store, SQL_CHECKLIST_PUT);
	sql_bind_text(q, file_id);
	sql_bind_text(q, checklist_state_code(state));
	sql_bind_int(q, answered);
	sql_bind_int(q, store_now(store));
	sql_bind_string(q, store->actor);
	store_touch_of(store, TABLE_FILE, file_id);
	return sql_run(q, err);
}
