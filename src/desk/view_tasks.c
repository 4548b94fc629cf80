#include "desk/view_tasks.h"

#include <stdlib.h>
#include <string.h>

#include "base/i18n.h"
#include "base/memory.h"
#include "desk/desk_state.h"
#include "desk/filtered.h"
#include "desk/view_tasks_state.h"
#include "office/outbox.h"
#include "office/reading.h"

enum {
	TASKS_OPEN = ACTIONS_TASKS,
	TASKS_ACT,
	TASKS_WHOSE,
	TASKS_SECTION_NEXT,
	TASKS_SECTION_PREVIOUS,
	TASKS_CLEAR,
};

enum { LARGE_ROWS = 28, PREVIEW_SMALL = 4, PREVIEW_LARGE = 8 };

/* --- rows --- */

static const char *row_id(const void *context, size_t row)
{
	const struct view_tasks *view = context;
	return view->rows.items[view->shown[row]].id;
}

static struct list_source source_of(const struct view_tasks *view)
{
	return (struct list_source){ .count = view->shown_count, .id = row_id, .context = view };
}

const struct task_row *tasks_selected(const struct view_tasks *view)
{
	size_t row;
	return list_selected(&view->list, &row) && row < view->shown_count
		       ? &view->rows.items[view->shown[row]]
		       : NULL;
}

bool tasks_is_overdue(const struct view_tasks *view, const struct task_row *row)
{
	return row->due != 0 && !row->past && row->due < view->now;
}

static void words(const void *context, size_t row, struct buffer *out)
{
	const struct task_row *task = &((const struct view_tasks *)context)->rows.items[row];
	const char *parts[] = { task->kind, task->who, task->plate, task->model, task->text, task->roles };
	filtered_add(out, parts, sizeof parts / sizeof parts[0]);
	buffer_printf(out, "%d", task->number);
}

static void apply_filter(struct view_tasks *view)
{
	view->shown_count = filtered_rows(&view->filter, view->rows.count, words, view, view->shown);
	struct list_source source = source_of(view);
	list_reload(&view->list, &source);
}

static bool load(struct pane *pane, struct error *err)
{
	struct view_tasks *view = (struct view_tasks *)pane;
	struct arena arena = { 0 };
	struct task_row_list rows = { 0 };
	if (!task_sections[view->section]->load(pane->desk, !view->all, &arena, &rows, err)) {
		arena_finish(&arena);
		return false;
	}
	office_note_listing(desk_office(pane->desk), task_sections[view->section]->listed, NULL);
	arena_finish(&view->arena);
	view->arena = arena;
	view->rows = rows;
	view->now = office_now(desk_office(pane->desk));
	view->notice = outbox_warning(desk_office(pane->desk)->store, view->now, &view->arena);
	view->overdue = 0;
	for (size_t i = 0; i < rows.count; i++)
		view->overdue += tasks_is_overdue(view, &rows.items[i]);
	view->shown = arena_alloc(&view->arena, (rows.count + 1) * sizeof *view->shown);
	apply_filter(view);
	return true;
}

/* --- acting --- */

static void go_to_section(struct view_tasks *view, int by)
{
	size_t count = task_section_count;
	view->section = (view->section + count + (size_t)by) % count;
	view->rows = (struct task_row_list){ 0 }; /* another section's */
	view->shown_count = 0;
	view->list = (struct list){ 0 };
	view->pane.stale = true;
}

static bool act_on_row(struct view_tasks *view, int action, struct error *err)
{
	const struct task_section *section = task_sections[view->section];
	desk_read_pane(&view->pane);
	const struct task_row *row = tasks_selected(view);
	if (!row) {
		desk_say(view->pane.desk, "%s", _("There is nothing to be done here."));
		return true;
	}
	return action == TASKS_OPEN ? section->open(view->pane.desk, row, err)
				    : section->act(view->pane.desk, row, err);
}

static bool act(struct pane *pane, int action, struct error *err)
{
	struct view_tasks *view = (struct view_tasks *)pane;
	switch (action) {
	case TASKS_OPEN:
	case TASKS_ACT:
		return act_on_row(view, action, err);
	case TASKS_WHOSE:
		view->all = !view->all;
		pane->stale = true;
		return true;
	case TASKS_SECTION_NEXT:
		go_to_section(view, 1);
		return true;
	case TASKS_SECTION_PREVIOUS:
		go_to_section(view, -1);
		return true;
	case TASKS_CLEAR:
		edit_set(&view->filter, "");
		apply_filter(view);
		return true;
	default:
		return true;
	}
}

static bool offers(const struct pane *pane, int action)
{
	const struct view_tasks *view = (const struct view_tasks *)pane;
	const struct task_row *row = tasks_selected(view);
	if (action == TASKS_CLEAR)
		return edit_text(&view->filter)[0] != '\0';
	if (action == TASKS_SECTION_NEXT || action == TASKS_SECTION_PREVIOUS)
		return task_section_count > 1;
	if (action == TASKS_OPEN)
		return row != NULL;
	return action != TASKS_ACT || (row && task_sections[view->section]->may_act(pane->desk, row));
}

/* --- keys and clicks --- */

int tasks_head_rows(const struct view_tasks *view)
{
	return view->notice ? 2 : 1;
}

int tasks_preview_rows(int rows)
{
	return rows >= LARGE_ROWS ? PREVIEW_LARGE : PREVIEW_SMALL;
}

static int list_height(const struct view_tasks *view)
{
	int rows = term_rows(view->pane.desk->term) - 3;
	return rows - tasks_head_rows(view) - tasks_preview_rows(rows);
}

static bool event(struct pane *pane, const struct event *event)
{
	struct view_tasks *view = (struct view_tasks *)pane;
	struct list_source source = source_of(view);
	struct filtered_place place = { tasks_head_rows(view), list_height(view), 1 };
	struct error err = { 0 };
	enum filtered_result result = filtered_event(&view->list, &source, &view->filter, place, event);
	if (result == FILTERED_TYPED)
		apply_filter(view);
	else if (result == FILTERED_OPENED && !act_on_row(view, TASKS_OPEN, &err))
		desk_complain(pane->desk, &err);
	return result != FILTERED_IGNORED;
}

/* --- the pane --- */

static void draw(const struct pane *pane, const struct canvas *canvas)
{
	tasks_draw((const struct view_tasks *)pane, canvas);
}

/* Deadlines pass while one looks. */
static void enter(struct pane *pane)
{
	pane->stale = true;
}

static void help(const struct pane *pane, struct buffer *out)
{
	buffer_add(out, _(task_sections[((const struct view_tasks *)pane)->section]->help));
}

static void destroy(struct pane *pane)
{
	struct view_tasks *view = (struct view_tasks *)pane;
	edit_finish(&view->filter);
	arena_finish(&view->arena);
	free(view);
}

static const struct action actions[] = {
	{ TASKS_OPEN, "task-open", N_("Open what the row is about"), N_("open it"), "tasks", "Enter" },
	{ TASKS_ACT, "task-act", N_("What can be done with the row"), N_("acts"), "tasks", "Space, Insert" },
	{ TASKS_WHOSE, "task-whose", N_("Own rows, or those of every role"), N_("whose"), "tasks", "Tab" },
	{ TASKS_SECTION_NEXT, "task-section-next", N_("Go to the next list"), N_("next list"), "tasks",
	  "Right" },
	{ TASKS_SECTION_PREVIOUS, "task-section-previous", N_("Go to the list before"), NULL, "tasks",
	  "Left" },
	{ TASKS_CLEAR, "task-clear", N_("Show all rows again"), N_("all rows"), "tasks", "Esc" },
};

const struct pane_ops view_tasks_ops = {
	.name = "tasks",
	.title = N_("Tasks"),
	.watches = TABLE_SITE | TABLE_CUSTOMER | TABLE_VEHICLE | TABLE_FILE | TABLE_TASK | TABLE_REMINDER |
		   TABLE_CONTACT | TABLE_MESSAGE,
	.actions = actions,
	.action_count = sizeof actions / sizeof actions[0],
	.load = load,
	.draw = draw,
	.act = act,
	.offers = offers,
	.event = event,
	.enter = enter,
	.help = help,
	.destroy = destroy,
};

struct pane *view_tasks_create(struct desk *desk)
{
	struct view_tasks *view = memory_zeroed(1, sizeof *view);
	view->pane = (struct pane){ .ops = &view_tasks_ops, .desk = desk };
	edit_init(&view->filter, FILTERED_MAX, false);
	return &view->pane;
}

char *view_tasks_acting(struct desk *desk)
{
	return ((struct view_tasks *)desk_view(desk, "tasks"))->acting;
}

bool view_tasks_show(struct desk *desk, const struct task_section *section)
{
	struct view_tasks *view = (struct view_tasks *)desk_view(desk, "tasks");
	for (size_t i = 0; i < task_section_count; i++)
		if (task_sections[i] == section)
			go_to_section(view, (int)i - (int)view->section);
	return desk_show(desk, "tasks");
}
