/* Every view and modal of the console: one line each. */
#include "desk/checklist_dialog.h"
#include "desk/desk_state.h"
#include "desk/day_lists.h"
#include "desk/dialog.h"
#include "desk/menu.h"
#include "desk/move_dialog.h"
#include "desk/reader.h"
#include "desk/view_call.h"
#include "desk/view_find.h"
#include "desk/view_load.h"
#include "desk/view_receptions.h"
#include "desk/view_requests.h"
#include "desk/view_standards.h"
#include "desk/view_tasks.h"
#include "desk/work_dialog.h"

const struct view_entry desk_view_table[] = {
	{ DESK_VIEW_CALL, &view_call_ops, view_call_create },
	{ DESK_VIEW_LOAD, &view_load_ops, view_load_create },
	{ DESK_VIEW_RECEPTIONS, &view_receptions_ops, view_receptions_create },
	{ DESK_VIEW_REQUESTS, &view_requests_ops, view_requests_create },
	{ DESK_VIEW_TASKS, &view_tasks_ops, view_tasks_create },
	{ DESK_VIEW_FIND, &view_find_ops, view_find_create },
	{ DESK_VIEW_STANDARDS, &view_standards_ops, view_standards_create },
};
const size_t desk_view_table_count = sizeof desk_view_table / sizeof desk_view_table[0];

const struct pane_ops *const desk_modal_table[] = {
	&menu_ops,
	&reader_ops,
	&dialog_ops,
	&move_dialog_ops,
	&work_dialog_ops,
	&day_lists_ops,
	&checklist_dialog_ops,
};
const size_t desk_modal_table_count = sizeof desk_modal_table / sizeof desk_modal_table[0];
