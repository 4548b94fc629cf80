/* F3 without boxes and columns: one thing a line, for a screen reader. */
#include "base/i18n.h"
#include "base/text.h"
#include "desk/labels.h"
#include "desk/view_load_state.h"
#include "desk/when.h"

enum { WHOLE_ROWS = 3 };

/* Puts line @index of a list of which @selected is chosen, scrolled so that it is seen; the chosen one stands
 * whole at the bottom when it is too long for its line. */
static void put_line(const struct canvas *canvas, int index, int selected, const char *text)
{
	int seen = canvas->rows - 1 - WHOLE_ROWS;
	int top = selected >= seen ? selected - seen + 1 : 0;
	int row = 1 + index - top;
	if (index < top || row > seen)
		return;
	if (index == selected && text_width(text) > canvas->cols - 2)
		canvas_put_wrapped(canvas, canvas->rows - WHOLE_ROWS, 0, WHOLE_ROWS, canvas->cols,
				   STYLE_NORMAL, text);
	canvas_put(canvas, row, 0, index == selected ? STYLE_FOCUS : STYLE_NORMAL,
		   index == selected ? ">" : " ");
	canvas_put_in(canvas, row, 2, canvas->cols - 2, index == selected ? STYLE_FOCUS : STYLE_NORMAL,
		      TEXT_LEFT, text);
	if (index == selected)
		canvas_cursor(canvas, row, 0);
}

static void day_line(const struct view_load *view, civil_day day, struct buffer *out)
{
	const struct plan_day_load *load = load_of(view, day);
	const struct desk *desk = view->pane.desk;
	const char *shut = load_shut(view, day);
	int skill = view->skill == LOAD_ALL_SKILLS ? load_tightest(view, load) : view->skill;
	char date[WHEN_SIZE], spare[LABEL_HOURS_SIZE];
	buffer_printf(out, "%s: ", when_date(day, date));
	if (shut)
		buffer_add(out, shut);
	else if (skill >= 0)
		buffer_printf(out, _("%s %s h spare, %d %% used; %d of %d receptions"),
			      label_skill(desk_site(desk), skill, desk_lang(desk)),
			      label_hours(load->skills[skill].spare, spare), load->skills[skill].share,
			      load->receptions_booked, load->receptions_capacity);
}

static void draw_days(const struct view_load *view, const struct canvas *canvas)
{
	int selected = 0, index = 0;
	for (civil_day day = view->first; day < view->day; day++)
		selected += load_has_column(view, day);
	for (civil_day day = view->first; day <= view->last; day++) {
		struct buffer text = { 0 };
		if (!load_has_column(view, day))
			continue;
		day_line(view, day, &text);
		put_line(canvas, index++, selected, buffer_text(&text));
		buffer_finish(&text);
	}
}

static void draw_skills(const struct view_load *view, const struct canvas *canvas)
{
	const struct plan_day_load *day = load_of(view, view->day);
	const struct site *site = desk_site(view->pane.desk);
	for (int row = 0; row < load_week_rows(view); row++) {
		struct buffer text = { 0 };
		const struct plan_mobility_load *mobility = load_mobility_row(view, day, row);
		if (row < site->skill_count) {
			buffer_printf(&text, "%s: ", label_skill(site, row, desk_lang(view->pane.desk)));
			load_explain_skill(view, day, row, &text);
		} else if (row == site->skill_count) {
			buffer_printf(&text, _("%d of %d receptions"), day->receptions_booked,
				      day->receptions_capacity);
		} else if (mobility->total < 0) {
			buffer_printf(&text, "%s: %s", label_mobility(mobility->kind), _("without limit"));
		} else {
			buffer_printf(&text, "%s: ", label_mobility(mobility->kind));
			buffer_printf(&text, _("%d of %d free all day"), mobility->free, mobility->total);
		}
		put_line(canvas, row, view->row, buffer_text(&text));
		buffer_finish(&text);
	}
}

static void draw_lanes(const struct view_load *view, const struct canvas *canvas)
{
	int index = 0, selected = 0;
	for (size_t i = 0; i < view->lanes.count; i++) {
		const struct lane *lane = &view->lanes.items[i];
		for (size_t j = 0; j < (lane->count ? lane->count : 1); j++, index++)
			if (i == view->lane && j == view->item)
				selected = index;
	}
	index = 0;
	for (size_t i = 0; i < view->lanes.count; i++) {
		const struct lane *lane = &view->lanes.items[i];
		for (size_t j = 0; j < (lane->count ? lane->count : 1); j++) {
			struct buffer text = { 0 };
			buffer_printf(&text, "%s: ", lane->label);
			if (lane->count)
				buffer_add(&text, lane->items[j].text);
			else if (lane->kind == LANE_SKILL)
				load_explain_skill(view, load_of(view, view->day), lane->index, &text);
			else
				buffer_add(&text, lane->present.count ? _("nothing yet")
								      : _("not there on this day"));
			put_line(canvas, index++, selected, buffer_text(&text));
			buffer_finish(&text);
		}
	}
}

void load_draw_plain(const struct view_load *view, const struct canvas *canvas)
{
	char date[WHEN_SIZE];
	const char *title = view->zoom == ZOOM_MONTH  ? _("Month")
			    : view->zoom == ZOOM_WEEK ? _("Week")
						      : _("Day");
	canvas_printf(canvas, 0, 0, STYLE_HEADING, "%s  %s", title, when_full(view->day, date));
	switch (view->zoom) {
	case ZOOM_MONTH:
		draw_days(view, canvas);
		break;
	case ZOOM_WEEK:
		draw_skills(view, canvas);
		break;
	case ZOOM_DAY:
	case ZOOM_COUNT:
		draw_lanes(view, canvas);
		break;
	}
}
