/* The page of one lane: who is there when, what is taken by whom, what is left and why no more fits. */
#include <stdio.h>

#include "base/i18n.h"
#include "desk/labels.h"
#include "desk/view_load_state.h"
#include "desk/when.h"

enum { KEY_SIZE = 64 };

static void add_presence(struct reader_page *page, const struct lane *lane)
{
	struct buffer text = { 0 };
	for (int i = 0; i < lane->present.count; i++) {
		char span[LABEL_SPAN_SIZE];
		buffer_printf(
			&text, "%s%s", i ? ", " : "",
			label_span(lane->present.intervals[i].start, lane->present.intervals[i].end, span));
	}
	bool person =
		lane->kind == LANE_ADVISOR || lane->kind == LANE_DRIVER || lane->kind == LANE_TECHNICIAN;
	reader_add_value(page, person ? _("on duty") : _("usable"),
			 text.len ? buffer_text(&text) : _("not there on this day"));
	buffer_finish(&text);
}

/* The rules that keep a lane from being filled to the last minute. */
static void add_rules(struct reader_page *page, const struct site *site, const struct lane *lane)
{
	switch (lane->kind) {
	case LANE_ADVISOR:
		reader_add(page, STYLE_NORMAL, 2, "%s",
			   _("at most three receptions begin in any hour, at most 90 minutes of them lie in "
			     "any two "
			     "hours"));
		reader_add(page, STYLE_NORMAL, 2, "%s",
			   _("hand-backs take the advisor's time and are not counted"));
		break;
	case LANE_UNIT:
		reader_add(page, STYLE_NORMAL, 2, _("between two loans %d min pass"), site->loan_turnaround);
		break;
	case LANE_DRIVER:
		reader_add(page, STYLE_NORMAL, 2,
			   _("a way takes %d min: before the reception, and after the hand-back"),
			   site->drive_minutes);
		break;
	case LANE_SKILL:
	case LANE_TECHNICIAN:
	case LANE_BAY:
	case LANE_SITE:
	case LANE_KINDS:
		break;
	}
}

static void add_items(struct reader_page *page, const struct lane *lane)
{
	reader_add_heading(page, _("What is in it"));
	for (size_t i = 0; i < lane->count; i++) {
		const struct lane_item *item = &lane->items[i];
		char span[LABEL_SPAN_SIZE];
		label_span(item->start, item->end, span);
		if (item->file)
			reader_add_link(page, (struct reader_link){ FIND_FILE, item->file }, "%s  %s%s", span,
					item->text, item->hold ? _("  (held)") : "");
		else
			reader_add(page, STYLE_NORMAL, 2, "%s  %s", span, item->text);
	}
	if (lane->count == 0)
		reader_add(page, STYLE_NORMAL, 0, "%s", _("Nothing is in it yet."));
}

static void add_lane(struct desk *desk, struct reader_page *page, const struct lane *lane)
{
	int all, taken = load_lane_taken(lane, &all);
	char hours[LABEL_HOURS_SIZE], left[LABEL_HOURS_SIZE];
	reader_add_heading(page, _("Why"));
	add_presence(page, lane);
	reader_add(page, STYLE_NORMAL, 2, _("taken: %s h"), label_hours(taken, hours));
	add_rules(page, desk_site(desk), lane);
	reader_add(page, taken < all ? STYLE_GOOD : STYLE_WARNING, 2,
		   taken < all ? _("left: %s h") : _("full: %s h are left"), label_hours(all - taken, left));
	add_items(page, lane);
}

static bool fill(struct desk *desk, const char *key, struct reader_page *page, struct error *err)
{
	int day, kind, index;
	char date[WHEN_SIZE];
	struct lane_list lanes = { 0 };
	const struct plan_state *state = desk_plan(desk, err);
	if (!state || sscanf(key, "%d %d %d", &day, &kind, &index) != 3)
		return state ? error_set(err, ERROR_INPUT, "%s", key) : false;
	if (!lanes_read(desk, state, day, ~(1U << LANE_SKILL), &page->arena, &lanes, err))
		return false;
	page->title = arena_strdup(&page->arena, when_full(day, date));
	for (size_t i = 0; i < lanes.count; i++) {
		const struct lane *lane = &lanes.items[i];
		if ((int)lane->kind != kind || lane->index != index)
			continue;
		page->title = arena_printf(&page->arena, "%s, %s", lane->label, date);
		add_lane(desk, page, lane);
		return true;
	}
	reader_add(page, STYLE_NORMAL, 0, "%s", _("Nothing is in it any more."));
	return true;
}

void load_open_lane(struct view_load *view, const struct lane *lane)
{
	char key[KEY_SIZE];
	snprintf(key, sizeof key, "%d %d %d", (int)view->day, (int)lane->kind, lane->index);
	reader_open(view->pane.desk, key, fill);
}
