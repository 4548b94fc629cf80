#include "office/tasks.h"

#include <string.h>

#include "base/buffer.h"
#include "base/i18n.h"
#include "model/file.h"
#include "model/label.h"
#include "store/file_store.h"

bool office_may_close_task(const struct office *office, const struct task *task)
{
	return !office->readonly && (office->roles & (task->roles | ROLE_MANAGER)) != 0;
}

bool tasks_settle_point(struct office *office, const char *file, const char *point, struct arena *arena,
			struct error *err)
{
	struct customer_file whole;
	char one[LABEL_CODE_SIZE];
	if (!store_get_file(office->store, file, arena, &whole, err))
		return false;
	struct buffer left = { 0 };
	for (const char *at = label_next(whole.missing ? whole.missing : "", one); at;
	     at = label_next(at, one)) {
		bool stays = point ? strcmp(one, point) != 0 : strcmp(one, "owner") == 0;
		if (stays)
			buffer_printf(&left, "%s%s", left.len ? " " : "", one);
	}
	struct file_update update = { .mileage = -1, .missing = buffer_text(&left) };
	bool fine = store_update_file(office->store, whole.id, &update, err);
	buffer_finish(&left);
	return fine;
}

static bool close_row(struct office *office, const struct task *task, bool done, const char *result,
		      struct arena *arena, struct error *err)
{
	const char *state = done ? "done" : "dropped";
	if (strcmp(task->kind, "ownership") == 0 && done)
		return error_set(err, ERROR_INPUT,
				 _("a change of ownership is done when its steps are: Enter opens them"));
	if (!done && (!result || !*result))
		return error_set(err, ERROR_INPUT, _("what is dropped needs a reason"));
	if (!store_close_task(office->store, task->id, state, result && *result ? result : NULL, err))
		return false;
	if (!task->file_id)
		return true;
	if (done && strcmp(task->kind, "missing") == 0 &&
	    !tasks_settle_point(office, task->file_id, NULL, arena, err))
		return false;
	return store_add_history(office->store, task->file_id, done ? "task-done" : "task-dropped",
				 task->kind, err);
}

bool office_close_task(struct office *office, const char *id, bool done, const char *result,
		       struct error *err)
{
	struct arena arena = { 0 };
	struct task task;
	if (!office_begin(office, ~0U, err))
		return false;
	bool fine = store_get_task(office->store, id, &arena, &task, err);
	if (fine && !office_may_close_task(office, &task))
		fine = error_set(err, ERROR_PERMISSION, _("this task is for others to close"));
	fine = fine && close_row(office, &task, done, result, &arena, err);
	fine = office_end(office, fine, err);
	arena_finish(&arena);
	return fine;
}
