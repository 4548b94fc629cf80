#include "store/line_store.h"

#include <stdio.h>
#include <string.h>

#include "store/private.h"

static const char *const phases[] = {
	[LINE_UNKNOWN] = "rings", [LINE_RINGS] = "rings", [LINE_TALKS] = "talks",
	[LINE_HELD] = "held",     [LINE_MOVES] = "moves", [LINE_ENDED] = "ended",
};

static enum line_phase phase_from(const char *code)
{
	for (int i = LINE_RINGS; i <= LINE_ENDED; i++)
		if (code && strcmp(phases[i], code) == 0)
			return (enum line_phase)i;
	return LINE_ENDED;
}

static void read_line(struct stmt *q, struct arena *arena, struct line_row *row)
{
	*row = (struct line_row){ .id = sql_text(q, arena) };
	row->phase = phase_from(sql_peek(q));
	row->number = sql_text(q, arena);
	row->extension = sql_text(q, arena);
	row->rang = sql_int(q);
	row->answered = sql_int(q);
	row->ended = sql_int(q);
	row->first_at = sql_int(q);
	row->first_clock = sql_int(q);
	row->boot = sql_text(q, arena);
	row->last_at = sql_int(q);
	row->contact = sql_text(q, arena);
	row->taken_by = sql_text(q, arena);
	row->waits_kept = (int)sql_int(q);
}

bool store_get_line(struct store *store, const char *id, struct arena *arena, struct line_row *row,
		    bool *found, struct error *err)
{
	struct stmt *q = sql_start(store, SQL_LINE_GET);
	sql_bind_text(q, id);
	bool there = sql_row(q);
	struct line_row read = { 0 };
	if (there)
		read_line(q, arena, &read);
	if (!sql_end(q, err))
		return false;
	*found = there;
	if (there)
		*row = read;
	return true;
}

bool store_live_lines(struct store *store, int64_t since, struct arena *arena, struct line_list *list,
		      struct error *err)
{
	struct line_list found = *list;
	struct stmt *q = sql_start(store, SQL_LINE_LIVE);
	sql_bind_int(q, since);
	while (sql_row(q)) {
		found.items =
			arena_grow(arena, found.items, found.count, &found.capacity, sizeof *found.items);
		read_line(q, arena, &found.items[found.count++]);
	}
	if (!sql_end(q, err))
		return false;
	*list = found;
	return true;
}

bool store_put_line(struct store *store, const struct line_row *row, struct error *err)
{
	if (!store_need_write(store, err))
		return false;
	struct stmt *q = sql_start(store, SQL_LINE_PUT);
	sql_bind_text(q, row->id);
	sql_bind_text(q, phases[row->phase]);
	sql_bind_text(q, row->number);
	sql_bind_text(q, row->extension);
	sql_bind_known(q, row->rang);
	sql_bind_known(q, row->answered);
	sql_bind_known(q, row->ended);
	sql_bind_int(q, row->first_at);
	sql_bind_int(q, row->first_clock);
	sql_bind_string(q, row->boot);
	sql_bind_int(q, row->last_at);
	store_touch(store, TABLE_LINE);
	return sql_run(q, err);
}

bool store_take_line(struct store *store, const char *id, const char *contact, const char *by,
		     struct error *err)
{
	if (!store_need_write(store, err))
		return false;
	struct stmt *q = sql_start(store, SQL_LINE_TAKE);
	sql_bind_text(q, contact);
	sql_bind_text(q, by);
	sql_bind_text(q, id);
	store_touch(store, TABLE_LINE);
	return sql_run(q, err);
}

bool store_keep_line_waits(struct store *store, const char *id, int count, struct error *err)
{
	if (!store_need_write(store, err))
		return false;
	struct stmt *q = sql_start(store, SQL_LINE_WAITS);
	sql_bind_int(q, count);
	sql_bind_text(q, id);
	return sql_run(q, err);
}

bool store_add_line_event(struct store *store, const struct line_event *event, bool *added, struct error *err)
{
	if (!store_need_write(store, err))
		return false;
	struct stmt *q = sql_start(store, SQL_LINE_EVENT_ADD);
	sql_bind_text(q, event->call);
	sql_bind_text(q, line_verb_code(event->verb));
	sql_bind_text(q, event->number);
	sql_bind_string(q, event->extension);
	sql_bind_int(q, event->at);
	if (!sql_run(q, err))
		return false;
	*added = sql_changes(store) > 0;
	return true;
}

bool store_count_line_events(struct store *store, const char *call, int *count, struct error *err)
{
	struct stmt *q = sql_start(store, SQL_LINE_EVENT_COUNT);
	sql_bind_text(q, call);
	if (sql_row(q))
		*count = (int)sql_int(q);
	return sql_end(q, err);
}

static void copy_text(char *to, size_t size, const char *from)
{
	snprintf(to, size, "%s", from ? from : "");
}

bool store_line_events(struct store *store, const char *call, struct arena *arena,
		       struct line_event_list *list, struct error *err)
{
	struct line_event_list found = *list;
	struct stmt *q = sql_start(store, SQL_LINE_EVENTS);
	sql_bind_text(q, call);
	while (sql_row(q)) {
		struct line_event event = { 0 };
		const char *verb = sql_peek(q);
		bool known = verb && line_verb_from_code(verb, &event.verb);
		copy_text(event.call, sizeof event.call, call);
		copy_text(event.number, sizeof event.number, sql_peek(q));
		copy_text(event.extension, sizeof event.extension, sql_peek(q));
		event.at = sql_int(q);
		if (!known)
			continue;
		found.items =
			arena_grow(arena, found.items, found.count, &found.capacity, sizeof *found.items);
		found.items[found.count++] = event;
	}
	if (!sql_end(q, err))
		return false;
	*list = found;
	return true;
}
