/* Where the parts of F2 lie, and what a click on them means. */
#include <string.h>

#include "desk/view_call_state.h"

enum {
	WIDE_COLS = 120,
	WIDE_ROWS = 33,
	LEFT = 25, /* column of the first upright line */
	RIGHT_WIDTH = 47,
	CARD_ROWS = 11,
	LOAD_ROWS_MAX = 12,
	STRIP_ROWS = 6,
	STRIP_MORE_MAX = 4,
	STRIP_LOAD_WIDTH = 37,
	STRIP_BOTH_COLS = 74,
	SMALL_ROWS = 21,
};

static struct call_layout wide_layout(const struct view_call *view, int rows, int cols)
{
	int extra = (cols - WIDE_COLS) / 2;
	struct call_layout at = { .wide = true, .left = LEFT, .right = cols - RIGHT_WIDTH - extra };
	at.card_top = rows - CARD_ROWS;
	at.offers_top = view->skill_count + 4 < LOAD_ROWS_MAX ? view->skill_count + 4 : LOAD_ROWS_MAX;
	at.script = (struct rect){ 1, 2, at.card_top - 1, LEFT - 2 };
	at.card = (struct rect){ at.card_top + 1, 2, CARD_ROWS - 2, LEFT - 2 };
	at.step = (struct rect){ 1, LEFT + 2, rows - 2, at.right - LEFT - 3 };
	at.load = (struct rect){ 1, at.right + 2, at.offers_top - 1, cols - at.right - 3 };
	at.offers = (struct rect){ at.offers_top + 1, at.right + 2, rows - at.offers_top - 2,
				   cols - at.right - 3 };
	return at;
}

/* A third of what is more than 24 rows goes to the strip; where it is too narrow for both, it is the
 * proposals'. */
static struct call_layout small_layout(int rows, int cols)
{
	int more = rows > SMALL_ROWS ? (rows - SMALL_ROWS) / 3 : 0;
	int strip_rows = more > STRIP_MORE_MAX ? STRIP_ROWS + STRIP_MORE_MAX : STRIP_ROWS + more;
	int strip = rows - strip_rows, load = cols - STRIP_LOAD_WIDTH * cols / 80;
	if (cols < STRIP_BOTH_COLS)
		load = cols;
	struct call_layout at = { .offers_top = strip };
	at.script = (struct rect){ 0, 1, 1, cols - 2 };
	at.card = (struct rect){ 1, 1, 1, cols - 2 };
	at.step = (struct rect){ 2, 1, strip - 3, cols - 2 };
	at.offers = (struct rect){ strip, 1, strip_rows, load - 2 };
	at.load = (struct rect){ strip, load, strip_rows, cols - load - 1 };
	return at;
}

struct call_layout call_layout(const struct view_call *view, int rows, int cols)
{
	return cols >= WIDE_COLS && rows >= WIDE_ROWS ? wide_layout(view, rows, cols)
						      : small_layout(rows, cols);
}

/* --- clicks --- */

static bool within(struct rect rect, const struct mouse *mouse)
{
	return mouse->row >= rect.row && mouse->row < rect.row + rect.rows && mouse->col >= rect.col &&
	       mouse->col < rect.col + rect.cols;
}

static void click_field(struct view_call *view, struct call *call, struct rect area, bool pairs,
			const struct mouse *mouse)
{
	struct desk *desk = view->pane.desk;
	struct placed items[PLACED_MAX];
	int rows, count = place_fields(desk, call, area.cols, pairs, items, &rows);
	int scroll = fields_scroll(call, items, count, area.rows, rows);
	int row = mouse->row - area.row + scroll, col = mouse->col - area.col;
	for (int i = 0; i < count; i++) {
		const struct placed *item = &items[i];
		if (row < item->row || row >= item->row + item->rows || col < item->col ||
		    col >= item->col + item->width || item->field->filled)
			continue;
		bool same = item->field == call->field;
		if (!same)
			call_focus(desk, call, item->field);
		bool folded = !same && item->field->step->form->questions;
		int option = !folded && field_kind(item->field) == FIELD_OPTIONS
				     ? option_at(desk, item, row - item->row, col - item->col)
				     : -1;
		if (option >= 0) {
			struct event space = event_of_key((struct key){ .code = ' ' });
			call->option = option;
			call_event(desk, call, &space);
		}
		if (same && field_is_typed(item->field))
			edit_click(&call->edit, item->rows, item->width - item->label_width, row - item->row,
				   col - item->col - item->label_width);
		return;
	}
}

static bool click_list(struct view_call *view, struct call *call, struct rect rect, const struct mouse *mouse)
{
	struct error err = { 0 };
	if (rect.rows == 0 || !within(rect, mouse))
		return false;
	call->list.selected = mouse->row - rect.row;
	if (!call_list_take(view->pane.desk, call, &err))
		desk_complain(view->pane.desk, &err);
	return true;
}

/* Where dates are chosen a click chooses one; from elsewhere it goes there. */
static void click_offer(struct view_call *view, struct call *call, struct rect offers, bool wide,
			const struct mouse *mouse)
{
	struct error err = { 0 };
	struct desk *desk = view->pane.desk;
	const struct form_field *choice = form_field_find(&desk->office->forms, "slot_choice");
	int index = proposal_at(call, offers.rows, offers.cols, wide, mouse->row - offers.row);
	if (index < 0 || !choice)
		return;
	if (call->step != choice->step && form_step_visible(call->answers, choice->step))
		call_go(desk, call, choice->step);
	else if (call->step == choice->step && !call_choose(desk, call, index, &err))
		desk_complain(desk, &err);
}

bool click_call(struct view_call *view, struct call *call, const struct mouse *mouse)
{
	struct desk *desk = view->pane.desk;
	int rows = term_rows(desk->term) - 3, cols = term_cols(desk->term);
	struct call_layout at = call_layout(view, rows, cols);
	if (mouse->action != MOUSE_PRESS || !call->step)
		return false;
	struct rect fields = fields_area(view, call, at.step, !at.wide);
	if (click_list(view, call, list_rect(desk, call, fields, !at.wide, rows, cols), mouse))
		return true;
	if (at.wide && within(at.script, mouse))
		call_go(desk, call, script_step_at(call, at.script.rows, mouse->row - at.script.row));
	else if (within(fields, mouse))
		click_field(view, call, fields, !at.wide, mouse);
	else if (within(at.offers, mouse))
		click_offer(view, call, at.offers, at.wide, mouse);
	return true;
}
