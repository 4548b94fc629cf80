/* store/task.h - what somebody must still do: a role, a deadline, a file. Writes need a write transaction. */
#ifndef PRENOTA_STORE_TASK_H
#define PRENOTA_STORE_TASK_H

#include "base/arena.h"
#include "model/words.h"
#include "store/store.h"

struct task {
	const char *id;
	const char *kind;    /* callback ownership missing mobility parts message data … */
	unsigned roles;      /* who may do it, bits of enum role */
	instant due;         /* 0: none */
	const char *file_id; /* NULL: of no file */
	int number;          /* of that file */
	const char *customer_id;
	const char *vehicle_id;
	const char *text;
	const char *state; /* open done dropped */
	instant created;
	const char *created_by;
	instant done;
	const char *done_by;
	const char *result; /* a word about how it ended */
	int revision;
	/* With store_task_rows(): whom and which car it is about. */
	const char *customer_name;
	const char *plate;
	const char *model;
};

struct task_list {
	struct task *items;
	size_t count;
	size_t capacity;
};

bool store_add_task(struct store *store, const struct task *task, char id[ID_SIZE], struct error *err);
/* @state: done or dropped, with a word about it in @text (NULL: none). Already closed: ERROR_CONFLICT by
 * whom, when. */
bool store_close_task(struct store *store, const char *id, const char *state, const char *text,
		      struct error *err);

/* Whether an open task of @kind says @text; and closing those that do. */
bool store_has_task(struct store *store, const char *kind, const char *text, bool *there, struct error *err);
bool store_finish_tasks(struct store *store, const char *kind, const char *text, const char *result,
			struct error *err);

/* Opens again what was dropped of a file with the word @text. */
bool store_reopen_tasks(struct store *store, const char *file_id, const char *text, struct error *err);

/* How many of @kind (NULL: all) are open for any of @roles (0: all). */
bool store_count_open_tasks(struct store *store, unsigned roles, const char *kind, int *count,
			    struct error *err);

/* Open ones for any of @roles (0: all), by deadline; of one file when @file_id is given. */
bool store_open_tasks(struct store *store, unsigned roles, const char *file_id, struct arena *arena,
		      struct task_list *list, struct error *err);

/* The same with names, for the desk's list; at most @limit. */
bool store_task_rows(struct store *store, unsigned roles, int limit, struct arena *arena,
		     struct task_list *list, struct error *err);

/* By id, whatever its state. ERROR_NOT_FOUND. */
bool store_get_task(struct store *store, const char *id, struct arena *arena, struct task *task,
		    struct error *err);

/* Counters of the title line. */
struct desk_counts {
	int requests;         /* open digital requests */
	instant next_request; /* the nearest deadline among them, 0 none */
	int tasks;            /* open tasks */
	int reminders;        /* due */
	int returns;          /* workshop returns received on the day */
};
bool store_desk_counts(struct store *store, civil_day today, struct desk_counts *counts, struct error *err);

#endif
