/* store/line_store.h - calls as the telephone exchange tells of them: their events, and what these amount to.
 * Writes need a write transaction. */
#ifndef PRENOTA_STORE_LINE_STORE_H
#define PRENOTA_STORE_LINE_STORE_H

#include "base/arena.h"
#include "model/line.h"
#include "store/store.h"

/* One call. Times in milliseconds since 1970 as the events say them; a moment of CLOCK_BOOTTIME belongs to
 * the first of them, so that the others can be told on that clock as well. */
struct line_row {
	const char *id; /* the exchange's */
	enum line_phase phase;
	const char *number; /* NULL: not told */
	const char *extension;
	int64_t rang; /* 0: not told */
	int64_t answered;
	int64_t ended;
	int64_t first_at;
	int64_t first_clock;
	const char *boot; /* id of the system's start that first_clock counts from */
	int64_t last_at;
	const char *contact;  /* NULL: nobody took it up yet */
	const char *taken_by; /* staff code */
	int waits_kept;       /* how many of its holds stand in the contact register */
};

struct line_list {
	struct line_row *items;
	size_t count;
	size_t capacity;
};

struct line_event_list {
	struct line_event *items;
	size_t count;
	size_t capacity;
};

/* *@found false: there is no such call. */
bool store_get_line(struct store *store, const char *id, struct arena *arena, struct line_row *row,
		    bool *found, struct error *err);

/* Calls that go on and of which something was told since @since, the longest waiting first. */
bool store_live_lines(struct store *store, int64_t since, struct arena *arena, struct line_list *list,
		      struct error *err);

/* The row of a call: made, or brought to what its events amount to; contact, taker and waits_kept stay, as do
 * first_at, first_clock and boot of one that is there. */
bool store_put_line(struct store *store, const struct line_row *row, struct error *err);

/* Who took it up, and the contact that is kept of it. */
bool store_take_line(struct store *store, const char *id, const char *contact, const char *by,
		     struct error *err);
bool store_keep_line_waits(struct store *store, const char *id, int count, struct error *err);

/* *@added false: that event was there already. The call's row must be there. */
bool store_add_line_event(struct store *store, const struct line_event *event, bool *added,
			  struct error *err);
bool store_count_line_events(struct store *store, const char *call, int *count, struct error *err);

/* In order of time. */
bool store_line_events(struct store *store, const char *call, struct arena *arena,
		       struct line_event_list *list, struct error *err);

#endif
