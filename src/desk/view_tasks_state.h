/* desk/view_tasks_state.h - the insides of F6. For view_tasks*.c only. */
#ifndef PRENOTA_DESK_VIEW_TASKS_STATE_H
#define PRENOTA_DESK_VIEW_TASKS_STATE_H

#include "base/id.h"
#include "desk/pane.h"
#include "desk/task_section.h"
#include "tui/edit.h"
#include "tui/list.h"

struct view_tasks {
	struct pane pane;
	size_t section;
	bool all; /* of every role; else of who acts */
	struct edit filter;

	struct arena arena; /* owns what follows */
	struct task_row_list rows;
	size_t *shown; /* rows that the filter lets through */
	size_t shown_count;
	size_t overdue;
	const char *notice; /* that messages are not sent; NULL: they are */
	instant now; /* when they were read */
	struct list list;

	char acting[ID_SIZE];
};

/* Rows above the list, and below it. */
int tasks_head_rows(const struct view_tasks *view);
int tasks_preview_rows(int rows);
const struct task_row *tasks_selected(const struct view_tasks *view);
bool tasks_is_overdue(const struct view_tasks *view, const struct task_row *row);
void tasks_draw(const struct view_tasks *view, const struct canvas *canvas);

#endif
