/* desk/view_tasks.h - F6: everything somebody must still do, by deadline, what is overdue first. */
#ifndef PRENOTA_DESK_VIEW_TASKS_H
#define PRENOTA_DESK_VIEW_TASKS_H

#include "desk/pane.h"

extern const struct pane_ops view_tasks_ops;
struct pane *view_tasks_create(struct desk *desk);

/* Shows F6 with @section in front. */
struct task_section;
bool view_tasks_show(struct desk *desk, const struct task_section *section);

/* The id of the task on which an act was begun; ID_SIZE bytes. */
char *view_tasks_acting(struct desk *desk);

#endif
