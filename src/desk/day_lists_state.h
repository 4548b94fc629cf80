/* desk/day_lists_state.h - the insides of the lists of a day. For day_lists*.c only. */
#ifndef PRENOTA_DESK_DAY_LISTS_STATE_H
#define PRENOTA_DESK_DAY_LISTS_STATE_H

#include "desk/day_lists.h"
#include "tui/list.h"

/* A row of any of the lists, in words. */
struct day_row {
	const char *id;   /* selected by it: a file's, an absence's number, a car's code */
	const char *file; /* NULL: none */
	const char *text;
	const char *more; /* the second line */
	enum style style;
	const char *swap; /* a car that could be given instead, NULL */
	bool handback_only;
	bool waiting;    /* on the waiting list */
	bool placed;     /* it has an appointment */
	int64_t absence; /* 0: none */
	const char *unit;
};

struct day_rows {
	struct day_row *items;
	size_t count;
	size_t capacity;
};

struct day_lists {
	struct pane pane;
	enum day_list shown;
	civil_day day;
	struct list lists[LIST_COUNT]; /* selections */

	struct arena arena; /* owns the rows */
	struct day_rows rows;
	enum day_list read; /* which list the rows are of */
};

/* Reads the rows of view->shown into @rows; texts in @arena. */
bool day_lists_read(struct day_lists *lists, struct arena *arena, struct day_rows *rows, struct error *err);

/* What Enter on @row offers; opens a question, a dialog or the page of the file. */
bool day_lists_act(struct day_lists *lists, const struct day_row *row, struct error *err);

#endif
