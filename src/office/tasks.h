/* office/tasks.h - what somebody must still do, closed with a word about how it ended (F6). */
#ifndef PRENOTA_OFFICE_TASKS_H
#define PRENOTA_OFFICE_TASKS_H

#include "office/office.h"
#include "store/task.h"

/* Whether who acts may close @task: one of its roles, or a manager. */
bool office_may_close_task(const struct office *office, const struct task *task);

/* Done or (@done false) no longer needed; @result is kept (NULL or "": none; what is dropped needs one). What
 * was missing in its file is then settled. Closed already: ERROR_CONFLICT by whom and when. A change of
 * ownership is closed by working through it (office/ownership.h). */
bool office_close_task(struct office *office, const char *id, bool done, const char *result,
		       struct error *err);

/* Takes @point off the open points of a file; NULL takes all but "owner" off. Within a write transaction. */
bool tasks_settle_point(struct office *office, const char *file, const char *point, struct arena *arena,
			struct error *err);

#endif
