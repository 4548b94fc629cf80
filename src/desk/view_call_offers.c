/* The right side of F2: spare hours by day, and the proposals with their reasons. */
#include <stdio.h>
#include <string.h>

#include "base/i18n.h"
#include "base/text.h"
#include "desk/labels.h"
#include "desk/view_call_state.h"
#include "desk/when.h"

enum { DAY_WIDTH = 8, CELL_WIDTH = 7, WRAP_LOSS = 10, CARD_UNIT_SIZE = 80 };

/* --- load --- */

static const char *skill_name(const struct desk *desk, int skill)
{
	const struct skill *item = &desk_site(desk)->skills[skill];
	const char *name = desk->lang == FORM_KO ? item->name.ko : item->name.en;
	return name && name[0] ? name : item->code;
}

static void draw_skill(const struct view_call *view, const struct canvas *canvas, int row, int label,
		       int days, int skill)
{
	canvas_put_in(canvas, row, 0, label - 1, STYLE_NORMAL, TEXT_LEFT, skill_name(view->pane.desk, skill));
	for (int i = 0; i < days; i++) {
		const struct plan_day_load *day = &view->days[i];
		int col = label + i * DAY_WIDTH;
		char hours[32];
		if (!day->open || day->skills[skill].capacity == 0) {
			canvas_put_in(canvas, row, col, CELL_WIDTH, STYLE_DIM, TEXT_RIGHT, _("shut"));
			continue;
		}
		int tenths = day->skills[skill].spare / 6;
		snprintf(hours, sizeof hours, "%d.%d", tenths / 10, tenths % 10);
		canvas_heat(canvas, row, col, CELL_WIDTH, day->skills[skill].share, 100, hours);
	}
}

static void draw_receptions(const struct view_call *view, const struct canvas *canvas, int row, int label,
			    int days)
{
	canvas_put_in(canvas, row, 0, label - 1, STYLE_NORMAL, TEXT_LEFT, _("receptions"));
	for (int i = 0; i < days; i++) {
		char text[32];
		snprintf(text, sizeof text, "%d/%d", view->days[i].receptions_booked,
			 view->days[i].receptions_capacity);
		canvas_put_in(canvas, row, label + i * DAY_WIDTH, CELL_WIDTH, STYLE_NORMAL, TEXT_RIGHT,
			      view->days[i].open ? text : _("shut"));
	}
}

static int free_of(const struct plan_day_load *day, enum mobility kind)
{
	for (int i = 0; i < day->mobility_count; i++)
		if (day->mobility[i].kind == kind)
			return day->mobility[i].free;
	return 0;
}

static void draw_loans(const struct view_call *view, const struct canvas *canvas, int row, int label,
		       int days)
{
	/* translators: free loan cars: of the make / of other makes */
	canvas_put_in(canvas, row, 0, label - 1, STYLE_NORMAL, TEXT_LEFT, _("loan M/other"));
	for (int i = 0; i < days; i++) {
		char text[32];
		snprintf(text, sizeof text, "%d/%d", free_of(&view->days[i], MOBILITY_LOAN),
			 free_of(&view->days[i], MOBILITY_HIRE));
		canvas_put_in(canvas, row, label + i * DAY_WIDTH, CELL_WIDTH, STYLE_NORMAL, TEXT_RIGHT, text);
	}
}

/* A day a line: "Mon 23: service 13.7 h, diagnosis 3.6 h; receptions 9/48". */
static void draw_load_plain(const struct view_call *view, const struct canvas *canvas)
{
	int row = 0;
	for (int i = 0; i < view->day_count && row < canvas->rows; i++) {
		const struct plan_day_load *day = &view->days[i];
		struct buffer line = { 0 };
		char date[WHEN_SIZE];
		buffer_printf(&line, "%s:", when_column(day->day, date));
		for (int n = 0; day->open && n < view->skill_count; n++) {
			int tenths = day->skills[view->skills[n]].spare / 6;
			buffer_printf(&line, "%s %s %d.%d", n ? "," : "",
				      skill_name(view->pane.desk, view->skills[n]), tenths / 10, tenths % 10);
		}
		if (day->open)
			buffer_printf(&line, "; %s %d/%d", _("receptions"), day->receptions_booked,
				      day->receptions_capacity);
		else
			buffer_printf(&line, " %s", _("shut"));
		row += canvas_put_wrapped(canvas, row, 0, canvas->rows - row, canvas->cols, STYLE_NORMAL,
					  buffer_text(&line));
		buffer_finish(&line);
	}
}

void draw_load(const struct view_call *view, const struct canvas *canvas)
{
	if (canvas_is_plain(canvas)) {
		draw_load_plain(view, canvas);
		return;
	}
	int label = 12, rows = canvas->rows;
	for (int i = 0; i < view->skill_count; i++) {
		int own = text_width(skill_name(view->pane.desk, view->skills[i])) + 1;
		label = own > label && own <= 16 ? own : label;
	}
	int days = (canvas->cols - label + 1) / DAY_WIDTH;
	days = days > view->day_count ? view->day_count : days;
	canvas_put_in(canvas, 0, 0, label - 1, STYLE_HEADING, TEXT_LEFT, _("spare h"));
	for (int i = 0; i < days; i++) {
		char text[WHEN_SIZE];
		canvas_put_in(canvas, 0, label + i * DAY_WIDTH, CELL_WIDTH, STYLE_HEADING, TEXT_RIGHT,
			      when_column(view->days[i].day, text));
	}
	bool loans = rows >= view->skill_count + 3;
	int skills = rows - 2 - loans < view->skill_count ? rows - 2 - loans : view->skill_count;
	for (int i = 0; i < skills; i++)
		draw_skill(view, canvas, 1 + i, label, days, view->skills[i]);
	if (skills >= 0 && rows >= 2)
		draw_receptions(view, canvas, 1 + skills, label, days);
	if (loans)
		draw_loans(view, canvas, 2 + skills, label, days);
}

/* --- proposals --- */

/* As on every screen; of somebody who has left the staff meanwhile the name. */
static const char *advisor_of(const struct desk *desk, const struct office_proposal *item)
{
	const struct site *site = desk_site(desk);
	int staff = item->plan.candidate.advisor;
	if (staff >= 0 && staff < site->staff_count)
		return label_member(&site->staff[staff]);
	return item->advisor_name ? item->advisor_name : "";
}

/* When the car is back: the time alone on the same day, with its weekday in the same week. */
static void add_handback(const struct plan_candidate *candidate, struct buffer *out)
{
	enum { WEEK = 7 };
	char day[WHEN_SIZE], time[CIVIL_TIME_SIZE];
	const char *when = when_weekday(candidate->handback.day);
	if (candidate->handback.day - candidate->day >= WEEK)
		when = when_column(candidate->handback.day, day);
	civil_format_time(candidate->handback.minute, time);
	if (candidate->handback.day == candidate->day)
		/* translators: time at which the car is given back, the same day */
		buffer_printf(out, _(" back %s"), time);
	else
		/* translators: day and time at which the car is given back */
		buffer_printf(out, _(" back %s %s"), when, time);
}

static void first_line(const struct desk *desk, const struct office_proposal *item, int n, struct buffer *out)
{
	const struct plan_candidate *candidate = &item->plan.candidate;
	char day[WHEN_SIZE], time[CIVIL_TIME_SIZE];
	buffer_printf(out, "%d %s %s %s %d'", n, when_column(candidate->day, day),
		      civil_format_time(candidate->start, time), advisor_of(desk, item), candidate->minutes);
	add_handback(candidate, out);
}

/* Adds "; @text" while it fits into @width columns; the first always stands. */
static void add_note(struct buffer *out, const char *mark, const char *text, int width)
{
	if (!text ||
	    (out->len && text_width(buffer_text(out)) + 2 + text_width(mark) + text_width(text) > width))
		return;
	buffer_printf(out, "%s%s%s", out->len ? "; " : "", mark, text);
}

/* What to be careful with comes first: it must not be the one that found no room. */
static void second_line(const struct office_proposal *item, int width, struct buffer *out)
{
	for (int i = 0; i < 2; i++)
		add_note(out, "! ", item->cautions[i], width);
	for (int i = 0; i < 3; i++)
		add_note(out, "", item->reasons[i], width);
	char unit[CARD_UNIT_SIZE];
	/* translators: the loan car that is meant, when no reason names it */
	snprintf(unit, sizeof unit, _("%s free"), item->unit_model ? item->unit_model : "");
	if (item->unit_model && !strstr(buffer_text(out), item->unit_model))
		add_note(out, "", unit, width);
}

void shorten(struct buffer *text, int width)
{
	if (!text->len || width < 1 || text_width(buffer_text(text)) <= width)
		return;
	size_t end = text_fit(text->text, text->len, width - 1, NULL), word = end;
	while (word > 0 && text->text[word] != ' ')
		word--;
	if (word == 0)
		word = end; /* one word, cut where the room ends */
	while (word > 0 && strchr(" ,;:(", text->text[word - 1]))
		word--;
	text->len = word;
	text->text[word] = '\0';
	buffer_add(text, "…");
}

static enum style proposal_style(const struct call *call, int n)
{
	bool choosing = call->field && field_kind(call->field) == FIELD_PROPOSAL;
	if (n == call->chosen_index)
		return STYLE_SELECTED;
	return choosing && n == call->option && call->chosen_index < 0 ? STYLE_FOCUS : STYLE_NORMAL;
}

/* What stands under the first line of a proposal that has @most rows of @cols columns. */
static void notes_text(const struct office_proposal *item, int most, int cols, struct buffer *out)
{
	int width = (cols - 2) * (most - 1) - (most - 2) * WRAP_LOSS;
	second_line(item, width, out);
	shorten(out, width);
}

/* Rows that each of the proposals may have. */
static int rows_each(const struct office_slots *slots, int rows, bool with_why)
{
	int each = rows / slots->count;
	return each < 2 ? 2 : with_why && each > 4 ? 4 : each;
}

int proposal_at(const struct call *call, int rows, int cols, bool with_why, int row)
{
	const struct office_slots *slots = &call->live.slots;
	int top = 0;
	if (!call->live.ready || slots->count == 0 || call->booked)
		return -1;
	int each = rows_each(slots, rows, with_why);
	for (int i = 0; i < slots->count && row >= top; i++) {
		struct buffer notes = { 0 };
		notes_text(&slots->proposals[i], each, cols, &notes);
		top += 1 + text_wrap_rows(buffer_text(&notes), cols - 2, each - 1);
		buffer_finish(&notes);
		if (row < top)
			return i;
	}
	return -1;
}

static int draw_proposal(const struct desk *desk, const struct call *call, const struct canvas *canvas,
			 int row, int n, int most)
{
	struct buffer first = { 0 }, second = { 0 };
	first_line(desk, &call->live.slots.proposals[n], n + 1, &first);
	notes_text(&call->live.slots.proposals[n], most, canvas->cols, &second);
	canvas_put_in(canvas, row, 0, canvas->cols, proposal_style(call, n), TEXT_LEFT, buffer_text(&first));
	int used = 1 + canvas_put_wrapped(canvas, row + 1, 2, most - 1, canvas->cols - 2, STYLE_DIM,
					  buffer_text(&second));
	buffer_finish(&first);
	buffer_finish(&second);
	return used;
}

bool why_text(const struct desk *desk, const struct call *call, struct buffer *question,
	      struct buffer *reasons)
{
	const struct office_day *why = call->live.ready ? call->live.why : NULL;
	char date[WHEN_SIZE];
	if (!why)
		return false;
	buffer_printf(question, _("Why not %s?"), when_column(why->day, date));
	for (int i = 0; i < why->block_count && why->blocks[i].text; i++)
		buffer_printf(reasons, "%s%s", i ? "; " : "", why->blocks[i].text);
	return true;
}

static int draw_none(const struct call *call, const struct canvas *canvas)
{
	const struct office_slots *slots = &call->live.slots;
	const char *text = _("The dates come with the kind of work.");
	if (call->live.problem[0])
		text = call->live.problem;
	else if (call->live.ready && slots->callback_reason)
		text = slots->callback_reason;
	else if (call->live.ready)
		text = _("There is no date to offer; promise a call back.");
	return canvas_put_wrapped(canvas, 0, 0, canvas->rows, canvas->cols,
				  call->live.problem[0] ? STYLE_WARNING : STYLE_DIM, text);
}

static void draw_booked(const struct desk *desk, const struct call *call, const struct canvas *canvas)
{
	struct buffer line = { 0 };
	if (!call->later) /* gone on with another day, the proposals are gone */
		first_line(desk, &call->chosen, call->chosen_index + 1, &line);
	canvas_printf(canvas, 0, 0, STYLE_GOOD, _("Booked: file %d"), call->number);
	canvas_put_in(canvas, 1, 0, canvas->cols, STYLE_NORMAL, TEXT_LEFT, buffer_text(&line));
	canvas_put_wrapped(canvas, 2, 2, canvas->rows - 2, canvas->cols - 2, STYLE_DIM, call->title);
	buffer_finish(&line);
}

void draw_proposals(const struct view_call *view, const struct call *call, const struct canvas *canvas,
		    bool with_why)
{
	const struct desk *desk = view->pane.desk;
	const struct office_slots *slots = &call->live.slots;
	int row = 0;
	if (call->booked) {
		draw_booked(desk, call, canvas);
		return;
	}
	if (!call->live.ready || slots->count == 0) {
		row = draw_none(call, canvas);
	} else {
		int each = rows_each(slots, canvas->rows, with_why);
		for (int i = 0; i < slots->count && row + 1 < canvas->rows; i++)
			row += draw_proposal(desk, call, canvas, row, i, each);
	}
	struct buffer question = { 0 }, reasons = { 0 };
	if (with_why && row + 2 < canvas->rows && why_text(desk, call, &question, &reasons)) {
		canvas_put(canvas, row + 1, 0, STYLE_HEADING, buffer_text(&question));
		canvas_put_wrapped(canvas, row + 2, 2, canvas->rows - row - 2, canvas->cols - 2, STYLE_NORMAL,
				   buffer_text(&reasons));
	}
	buffer_finish(&question);
	buffer_finish(&reasons);
}
