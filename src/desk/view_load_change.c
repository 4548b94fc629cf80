/* F3: the changes of the day, entered on what is selected. */
#include "desk/absence_dialog.h"
#include "desk/file_acts.h"
#include "desk/view_load_state.h"

/* The code of who or what the selection is about, NULL: nobody in particular. */
static const char *selected_code(const struct view_load *view)
{
	const struct site *site = desk_site(view->pane.desk);
	const struct lane *lane = view->zoom == ZOOM_DAY    ? load_lane(view)
				  : view->zoom == ZOOM_WEEK ? load_week_lane(view, view->day, view->row)
							    : NULL;
	if (!lane)
		return NULL;
	switch (lane->kind) {
	case LANE_ADVISOR:
	case LANE_DRIVER:
	case LANE_TECHNICIAN:
		return site->staff[lane->index].code;
	case LANE_UNIT:
		return site->units[lane->index].code;
	case LANE_BAY:
		return site->bays[lane->index].code;
	case LANE_SKILL:
		for (int i = 0; i < site->staff_count; i++)
			if (site->staff[i].active && site->staff[i].roles & ROLE_TECHNICIAN &&
			    site->staff[i].skills >> lane->index & 1)
				return site->staff[i].code;
		break;
	case LANE_SITE:
	case LANE_KINDS:
		break;
	}
	return NULL;
}

bool load_change(struct view_load *view, int change, struct error *err)
{
	const char *code = selected_code(view);
	if (change == CHANGE_COUNT)
		return absence_dialog_choose(view->pane.desk, code, view->day, err);
	return absence_dialog_open(view->pane.desk, (enum day_change)change, code, view->day, err);
}

bool load_end_absence(struct view_load *view, struct error *err)
{
	const struct lane_item *item = view->zoom == ZOOM_DAY ? load_item(view) : NULL;
	const struct lane *lane = view->zoom == ZOOM_DAY ? load_lane(view) : NULL;
	for (size_t i = 0; lane && (!item || !item->absence) && i < lane->count; i++)
		item = lane->items[i].absence ? &lane->items[i] : item;
	if (item && item->absence)
		return absence_dialog_end(view->pane.desk, item->absence, err);
	return absence_dialog_end_of_day(view->pane.desk, view->day, err);
}

bool load_acts(struct view_load *view, struct error *err)
{
	const struct lane_item *item = view->zoom == ZOOM_DAY ? load_item(view) : NULL;
	if (item && item->file)
		return file_acts_open(view->pane.desk, item->file, err);
	if (item && item->absence)
		return absence_dialog_end(view->pane.desk, item->absence, err);
	return load_change(view, CHANGE_COUNT, err);
}
