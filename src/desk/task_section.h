/* desk/task_section.h - a section of F6: one kind of list of what somebody must still do.
 *
 * A section reads its rows and says what Enter and Space do with one; the view does the rest: sections side
 * by side, filter, selection, drawing. A new section is one more line of task_sections[]. */
#ifndef PRENOTA_DESK_TASK_SECTION_H
#define PRENOTA_DESK_TASK_SECTION_H

#include "base/arena.h"
#include "base/civil.h"
#include "desk/pane.h"

struct task_row {
	const char *id;      /* stays the row's own over reloads */
	instant due;         /* 0: none */
	bool past;           /* @due is when it was: never overdue, newest first */
	bool whole_day;      /* its time of day says nothing */
	const char *kind;    /* what is to be done, as shown */
	const char *who;     /* customer, NULL */
	const char *plate;   /* NULL */
	const char *model;   /* NULL */
	const char *text;    /* more about it, as shown; NULL */
	const char *since;   /* who made it and when, as shown; NULL */
	const char *roles;   /* for whom, as shown; NULL */
	const char *file_id; /* NULL: of no file */
	int number;          /* of that file, 0 none */
	const void *item;    /* the section's own */
};

struct task_row_list {
	struct task_row *items; /* by deadline */
	size_t count;
	size_t capacity;
};

struct task_section {
	const char *title; /* N_() */
	const char *listed; /* what the trail calls a look at it: "task" */
	const char *empty; /* N_(): when there is nothing */
	const char *help;  /* N_(): F1 */
	bool keeps;        /* what is over stays among the rows: they are counted, not what is open */
	const char *counted; /* N_("%zu …"): how many rows there are; NULL: so many are open */
	/* Rows into @arena; @mine: only what who acts may do. */
	bool (*load)(struct desk *desk, bool mine, struct arena *arena, struct task_row_list *rows,
		     struct error *err);
	/* Enter: opens where it is mended. */
	bool (*open)(struct desk *desk, const struct task_row *row, struct error *err);
	/* Space: what can be done with it. */
	bool (*act)(struct desk *desk, const struct task_row *row, struct error *err);
	bool (*may_act)(const struct desk *desk, const struct task_row *row);
};

extern const struct task_section *const task_sections[]; /* task_sections.c */
extern const size_t task_section_count;

extern const struct task_section task_section_tasks; /* task_rows.c */
extern const struct task_section task_section_outbox; /* outbox_rows.c */
extern const struct task_section task_section_reminders; /* task_reminders.c */
extern const struct task_section task_section_contacts;  /* task_contacts.c */

#endif
