/* F3's day: lanes in proportion to time. */
#include <stdio.h>
#include <string.h>

#include "base/i18n.h"
#include "base/text.h"
#include "desk/labels.h"
#include "desk/view_load_state.h"
#include "desk/when.h"

enum { HEAD_ROWS = 2, DETAIL_ROWS = 4, LABEL_WIDTH = 14, LABEL_WIDTH_WIDE = 18, NUMBER_WIDTH = 5 };

/* Time across the canvas. */
struct ruler {
	int from, to; /* minutes */
	int left, width;
};

static struct ruler ruler_for(const struct view_load *view, int cols)
{
	struct hours open = site_opening_on(desk_site(view->pane.desk), view->day);
	struct ruler ruler = { .from = 9 * 60, .to = 18 * 60 };
	if (open.count) {
		ruler.from = open.intervals[0].start;
		ruler.to = open.intervals[open.count - 1].end;
	}
	ruler.left = cols >= LOAD_WIDE_COLS ? LABEL_WIDTH_WIDE : LABEL_WIDTH;
	ruler.width = cols - ruler.left - 1;
	return ruler;
}

static int column_of(const struct ruler *ruler, int minute)
{
	int at = minute < ruler->from ? ruler->from : minute > ruler->to ? ruler->to : minute;
	return ruler->left + (at - ruler->from) * ruler->width / (ruler->to - ruler->from);
}

static void draw_ruler(const struct canvas *canvas, const struct ruler *ruler)
{
	for (int minute = (ruler->from + 59) / 60 * 60; minute < ruler->to; minute += 60) {
		char time[CIVIL_TIME_SIZE];
		civil_format_time(minute, time);
		if (ruler->width * 60 / (ruler->to - ruler->from) <= (int)strlen(time))
			time[2] = '\0'; /* the hour alone */
		canvas_put(canvas, 1, column_of(ruler, minute), STYLE_HEADING, time);
	}
}

/* --- people and cars --- */

static enum style item_style(const struct lane_item *item)
{
	if (item->late)
		return STYLE_ERROR;
	if (item->hold)
		return STYLE_WARNING;
	switch (item->kind) {
	case ITEM_RECEPTION:
		return STYLE_HEAT2;
	case ITEM_HANDBACK:
		return STYLE_HEAT1;
	case ITEM_LOAN:
	case ITEM_WAY:
		return STYLE_HEAT3;
	case ITEM_OTHER:
	case ITEM_AWAY:
		break;
	}
	return STYLE_DIM;
}

static char item_letter(const struct lane_item *item)
{
	static const char letters[] = { [ITEM_RECEPTION] = 'R', [ITEM_HANDBACK] = 'H', [ITEM_OTHER] = 'x',
					[ITEM_LOAN] = 'L',      [ITEM_WAY] = 'D',      [ITEM_AWAY] = '/' };
	return item->late ? '!' : letters[item->kind];
}

/* The columns from @item to the next one that is drawn over it. */
static int room_of(const struct ruler *ruler, const struct lane *lane, size_t index)
{
	int from = column_of(ruler, lane->items[index].start);
	return index + 1 < lane->count ? column_of(ruler, lane->items[index + 1].start) - from : ruler->width;
}

/* "R홍길동==": the letter, the name where it fits whole, filled so that its length is seen without colour. */
static void draw_item(const struct canvas *canvas, const struct ruler *ruler, int row,
		      const struct lane_item *item, int room)
{
	struct buffer text = { 0 };
	int from = column_of(ruler, item->start), width = column_of(ruler, item->end) - from;
	width = width < 1 ? 1 : width;
	bool named = item->kind != ITEM_AWAY || text_width(item->name) + 1 <= room;
	buffer_add_char(&text, item_letter(item));
	if (named && text_width(item->name) > 0 && text_width(item->name) + 1 <= width)
		text_show(&text, item->name);
	for (int used = text_width(buffer_text(&text)); used < width; used++)
		buffer_add_char(&text, item->kind == ITEM_AWAY ? '/' : item->hold ? '~' : '=');
	canvas_put(canvas, row, from, item_style(item), buffer_text(&text));
	buffer_finish(&text);
}

static void draw_presence(const struct view_load *view, const struct canvas *canvas,
			  const struct ruler *ruler, int row, const struct lane *lane)
{
	struct interval lunch = desk_site(view->pane.desk)->lunch;
	for (int i = 0; i < lane->present.count; i++) {
		int end = column_of(ruler, lane->present.intervals[i].end);
		for (int col = column_of(ruler, lane->present.intervals[i].start); col < end; col++) {
			bool eats = lane->kind != LANE_UNIT && col >= column_of(ruler, lunch.start) &&
				    col < column_of(ruler, lunch.end);
			canvas_put(canvas, row, col, STYLE_DIM, eats ? " " : ".");
		}
	}
}

static void draw_items(const struct view_load *view, const struct canvas *canvas, const struct ruler *ruler,
		       int row, const struct lane *lane, bool here)
{
	draw_presence(view, canvas, ruler, row, lane);
	if (lane->present.count == 0 && lane->count == 0)
		canvas_put(canvas, row, ruler->left, STYLE_DIM, _("not there on this day"));
	for (size_t i = 0; i < lane->count; i++) {
		const struct lane_item *item = &lane->items[i];
		int from = column_of(ruler, item->start), width = column_of(ruler, item->end) - from;
		draw_item(canvas, ruler, row, item, room_of(ruler, lane, i));
		if (!here || i != view->item)
			continue;
		canvas_restyle(canvas, row, from, width < 1 ? 1 : width, STYLE_FOCUS);
		canvas_cursor(canvas, row, from);
	}
}

/* --- skills --- */

/* The parts of a half day's bar, in their order; what a technician has by name stands before what nobody has.
 */
enum part { PART_NAMED, PART_UNASSIGNED, PART_CARRIED, PART_HELD, PART_SPARE, PART_RESERVE, PART_COUNT };

static const struct {
	const char *glyph, *ascii;
	enum style style;
} parts[PART_COUNT] = {
	[PART_NAMED] = { "█", "#", STYLE_GOOD },      [PART_UNASSIGNED] = { "▓", "u", STYLE_NORMAL },
	[PART_CARRIED] = { "▒", "c", STYLE_WARNING }, [PART_HELD] = { "~", "~", STYLE_WARNING },
	[PART_SPARE] = { ".", ".", STYLE_DIM },       [PART_RESERVE] = { "░", "r", STYLE_DIM },
};

/* Minutes up to which each part reaches. */
static void part_ends(const struct plan_skill_load *load, int half, int ends[PART_COUNT])
{
	int named = load->half_named[half], held = load->half_held[half], carried = load->half_carried[half];
	int planned = load->half_planned[half],
	    bookable = load->half_capacity[half] - load->half_reserve[half];
	ends[PART_NAMED] = named;
	ends[PART_UNASSIGNED] = planned - held - carried;
	ends[PART_CARRIED] = planned - held;
	ends[PART_HELD] = planned;
	ends[PART_SPARE] = bookable > planned ? bookable : planned;
	ends[PART_RESERVE] = load->half_capacity[half];
}

/* A half day as a bar, then the spare hours; a ! when there is more work than time. */
static void draw_half(const struct canvas *canvas, int row, int from, int to,
		      const struct plan_skill_load *load, int half)
{
	int width = to - from - NUMBER_WIDTH - 1, capacity = load->half_capacity[half];
	int ends[PART_COUNT];
	char spare[LABEL_HOURS_SIZE];
	if ((capacity == 0 && load->half_planned[half] == 0) || width < 4) {
		canvas_put_in(canvas, row, from, to - from - 1, STYLE_DIM, TEXT_LEFT, _("nobody"));
		return;
	}
	part_ends(load, half, ends);
	for (int i = 0; i < width; i++) {
		int part = 0;
		while (part < PART_RESERVE && (long)ends[part] * width <= (long)i * capacity)
			part++;
		canvas_put(canvas, row, from + i, parts[part].style,
			   canvas_is_ascii(canvas) ? parts[part].ascii : parts[part].glyph);
	}
	int bookable = capacity - load->half_reserve[half];
	int share = bookable > 0 ? 100 - 100 * load->half_spare[half] / bookable : 100;
	bool over = load->half_planned[half] > capacity;
	canvas_put_in(canvas, row, to - NUMBER_WIDTH - 1, NUMBER_WIDTH,
		      over ? STYLE_ERROR : style_heat(share, 100), TEXT_RIGHT,
		      over ? "!0.0" : label_hours(load->half_spare[half], spare));
}

static void draw_skill(const struct view_load *view, const struct canvas *canvas, const struct ruler *ruler,
		       int row, int skill)
{
	const struct plan_day_load *day = load_of(view, view->day);
	struct interval lunch = desk_site(view->pane.desk)->lunch;
	if (!day->open)
		return;
	draw_half(canvas, row, ruler->left, column_of(ruler, lunch.start), &day->skills[skill], HALF_AM);
	draw_half(canvas, row, column_of(ruler, lunch.end), ruler->left + ruler->width, &day->skills[skill],
		  HALF_PM);
}

/* --- all of it --- */

static int lanes_seen(int rows)
{
	return rows - HEAD_ROWS - DETAIL_ROWS;
}

/* With room to spare the kinds of lanes stand apart and advisors have a second line for the names. */
static bool has_room(const struct view_load *view, int rows)
{
	int needed = 0;
	for (size_t i = 0; i < view->lanes.count; i++) {
		bool other = i > 0 && view->lanes.items[i].kind != view->lanes.items[i - 1].kind;
		needed += 1 + other + (view->lanes.items[i].kind == LANE_ADVISOR);
	}
	return needed <= lanes_seen(rows);
}

/* The first lane seen: the selected one stays in the middle of a list that is too long. */
static int first_lane(const struct view_load *view, int rows)
{
	int seen = lanes_seen(rows), most = (int)view->lanes.count - seen;
	int top = (int)view->lane - seen / 2;
	top = top > most ? most : top;
	return top < 0 ? 0 : top;
}

/* The row of lane @index among those seen. */
static int lane_row(const struct view_load *view, int rows, int index)
{
	int row = HEAD_ROWS + index - first_lane(view, rows);
	for (int i = 1; i <= index && has_room(view, rows); i++) {
		enum lane_kind before = view->lanes.items[i - 1].kind;
		row += (view->lanes.items[i].kind != before) + (before == LANE_ADVISOR);
	}
	return row;
}

/* Who comes, under the blocks; a name that has no room between its neighbours is left to the line below the
 * lanes. */
static void draw_names(const struct canvas *canvas, const struct ruler *ruler, int row,
		       const struct lane *lane)
{
	int used = ruler->left;
	for (size_t i = 0; i < lane->count; i++) {
		const struct lane_item *item = &lane->items[i];
		int col = column_of(ruler, item->start), width = text_width(item->name);
		if (col < used || col + width > canvas->cols || width == 0)
			continue;
		canvas_put(canvas, row, col, STYLE_NORMAL, item->name);
		used = col + width + 1;
	}
}

static void draw_lane(const struct view_load *view, const struct canvas *canvas, const struct ruler *ruler,
		      int row, size_t index)
{
	const struct lane *lane = &view->lanes.items[index];
	bool here = index == view->lane;
	canvas_put(canvas, row, 0, here ? STYLE_FOCUS : STYLE_NORMAL, here ? ">" : " ");
	canvas_put_in(canvas, row, 1, ruler->left - 2, here ? STYLE_FOCUS : STYLE_NORMAL, TEXT_LEFT,
		      lane->label);
	if (here)
		canvas_cursor(canvas, row, 0);
	if (lane->kind == LANE_SKILL)
		draw_skill(view, canvas, ruler, row, lane->index);
	else
		draw_items(view, canvas, ruler, row, lane, here);
}

static void draw_lanes(const struct view_load *view, const struct canvas *canvas, const struct ruler *ruler)
{
	int top = first_lane(view, canvas->rows), seen = lanes_seen(canvas->rows);
	bool names = has_room(view, canvas->rows);
	for (int i = top; i < (int)view->lanes.count && i < top + seen; i++) {
		int row = lane_row(view, canvas->rows, i);
		draw_lane(view, canvas, ruler, row, (size_t)i);
		if (names && view->lanes.items[i].kind == LANE_ADVISOR)
			draw_names(canvas, ruler, row + 1, &view->lanes.items[i]);
	}
	if (top > 0)
		canvas_put(canvas, HEAD_ROWS, canvas->cols - 1, STYLE_DIM, "↑");
	if (top + seen < (int)view->lanes.count)
		canvas_put(canvas, HEAD_ROWS + seen - 1, canvas->cols - 1, STYLE_DIM, "↓");
}

static void explain(const struct view_load *view, struct buffer *out)
{
	const struct lane *lane = load_lane(view);
	const struct lane_item *item = load_item(view);
	const char *shut = load_shut(view, view->day);
	if (shut)
		buffer_add(out, shut);
	else if (lane && lane->kind == LANE_SKILL)
		load_explain_skill(view, load_of(view, view->day), lane->index, out);
	else if (item)
		buffer_add(out, item->text);
	else if (lane && lane->kind != LANE_UNIT && lane->present.count == 0)
		buffer_add(out, _("not there on this day"));
	else if (lane)
		buffer_add(out, _("nothing yet"));
}

static void draw_detail(const struct view_load *view, const struct canvas *canvas)
{
	const struct lane *lane = load_lane(view);
	struct buffer text = { 0 };
	int row = canvas->rows - DETAIL_ROWS;
	explain(view, &text);
	canvas_hline(canvas, row, 0, canvas->cols);
	canvas_title(canvas, row, 0, canvas->cols, lane ? lane->label : "");
	canvas_put_wrapped(canvas, row + 1, 1, 2, canvas->cols - 2, STYLE_NORMAL, buffer_text(&text));
	bool skill = lane && lane->kind == LANE_SKILL;
	const char *legend =
		!skill ? _("R reception H hand-back L lent D driver x other / away ~ held ! late")
		: canvas_is_ascii(canvas)
			? _("# assigned u unassigned c carried over ~ held . spare r reserve; h spare")
			: _("█ assigned ▓ unassigned ▒ carried over ~ held . spare ░ reserve; h spare");
	canvas_put_in(canvas, row + 3, 1, canvas->cols - 2, STYLE_DIM, TEXT_LEFT, legend);
	buffer_finish(&text);
}

void load_draw_day(const struct view_load *view, const struct canvas *canvas)
{
	struct ruler ruler = ruler_for(view, canvas->cols);
	const struct plan_day_load *day = load_of(view, view->day);
	const char *shut = load_shut(view, view->day);
	char date[WHEN_SIZE];
	int col = canvas_put(canvas, 0, 1, STYLE_HEADING, _("Day"));
	col = canvas_put(canvas, 0, col + 2, STYLE_HEADING, when_full(view->day, date));
	if (shut)
		canvas_put(canvas, 0, col + 2, STYLE_WARNING, shut);
	else
		canvas_printf(canvas, 0, col + 2, STYLE_NORMAL, _("%d of %d receptions"),
			      day->receptions_booked, day->receptions_capacity);
	draw_ruler(canvas, &ruler);
	draw_lanes(view, canvas, &ruler);
	draw_detail(view, canvas);
}

bool load_click_day(struct view_load *view, int rows, int cols, int row, int col)
{
	struct ruler ruler = ruler_for(view, cols);
	int index = (int)view->lanes.count - 1;
	if (row < HEAD_ROWS || row >= HEAD_ROWS + lanes_seen(rows) || index < 0)
		return false;
	while (index > 0 && lane_row(view, rows, index) > row)
		index--;
	view->lane = (size_t)index;
	const struct lane *lane = load_lane(view);
	view->item = 0;
	for (size_t i = 0; i < lane->count; i++)
		if (col >= column_of(&ruler, lane->items[i].start) &&
		    col < column_of(&ruler, lane->items[i].end))
			view->item = i;
	return true;
}
