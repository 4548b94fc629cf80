/* How the dialog that moves an appointment looks. */
#include <stdio.h>
#include <string.h>

#include "base/i18n.h"
#include "base/text.h"
#include "desk/desk_state.h"
#include "desk/labels.h"
#include "desk/move_dialog_state.h"
#include "desk/when.h"

enum { WIDTH_MOST = 76, WIDTH_WIDE = 100, NOTES_ROWS = 2, FIELD_WIDTH = 30 };

static int line_rows(const char *text, int cols)
{
	size_t len = strlen(text), next;
	int rows = 0;
	for (size_t at = 0; at < len; at += next, rows++)
		text_wrap(text + at, len - at, cols > 10 ? cols : 10, &next);
	return rows;
}

static void now_text(const struct move_dialog *dialog, struct buffer *out)
{
	const struct appointment *now = &dialog->now.appointment;
	char date[WHEN_SIZE], time[CIVIL_TIME_SIZE], back[WHEN_SIZE], back_time[CIVIL_TIME_SIZE];
	buffer_printf(out, _("now %s %s %s, back %s %s"), when_date(now->day, date),
		      civil_format_time(now->start, time),
		      label_staff(desk_site(dialog->pane.desk), now->advisor),
		      when_date(now->handback_day, back), civil_format_time(now->handback_start, back_time));
	if (now->unit)
		buffer_printf(out, "  %s %s", now->unit, now->unit_model ? now->unit_model : "");
}

static void place_text(const struct site *site, const struct office_proposal *proposal, struct buffer *out)
{
	const struct plan_candidate *candidate = &proposal->plan.candidate;
	char date[WHEN_SIZE], time[CIVIL_TIME_SIZE], back[WHEN_SIZE], back_time[CIVIL_TIME_SIZE];
	buffer_printf(out, _("%s %s  %s  %d'  back %s %s"), when_date(candidate->day, date),
		      civil_format_time(candidate->start, time),
		      label_member(&site->staff[candidate->advisor]), candidate->minutes,
		      when_day(candidate->handback.day, back),
		      civil_format_time(candidate->handback.minute, back_time));
	if (proposal->unit_code)
		buffer_printf(out, "  %s %s", proposal->unit_code,
			      proposal->unit_model ? proposal->unit_model : "");
}

static void notes_text(const struct office_proposal *proposal, struct buffer *out)
{
	for (int i = 0; i < proposal->plan.reason_count; i++)
		buffer_printf(out, "%s%s", out->len ? "; " : "", proposal->reasons[i]);
	for (int i = 0; i < proposal->plan.caution_count; i++)
		buffer_printf(out, "%s! %s", out->len ? "; " : "", proposal->cautions[i]);
	for (int rule = 0; rule < RULE_COUNT; rule++)
		if (proposal->plan.needs_authority & 1U << rule) {
			buffer_add(out, out->len ? "; " : "");
			buffer_printf(out, _("needs authority: %s"), plan_rule_id((enum plan_rule)rule));
		}
}

/* Rows of a proposal: the place, and its reasons in at most @notes. */
static int proposal_rows(const struct move_dialog *dialog, int index, int width, int notes)
{
	struct buffer text = { 0 };
	notes_text(&dialog->slots.proposals[index], &text);
	int rows = line_rows(buffer_text(&text), width - 8);
	buffer_finish(&text);
	return 1 + (rows > notes ? notes : rows);
}

static void draw_proposal(const struct move_dialog *dialog, const struct canvas *box, int row, int index,
			  int notes_rows)
{
	const struct office_proposal *proposal = &dialog->slots.proposals[index];
	bool here = index == move_dialog_selected(dialog);
	struct buffer place = { 0 }, notes = { 0 };
	place_text(desk_site(dialog->pane.desk), proposal, &place);
	notes_text(proposal, &notes);
	canvas_put(box, row, 2, here ? STYLE_FOCUS : STYLE_NORMAL, here ? ">" : " ");
	canvas_put_in(box, row, 4, box->cols - 6, here ? STYLE_FOCUS : STYLE_NORMAL, TEXT_LEFT,
		      buffer_text(&place));
	if (notes_rows)
		canvas_put_wrapped(box, row + 1, 6, notes_rows, box->cols - 8, STYLE_DIM,
				   buffer_text(&notes));
	if (here)
		canvas_cursor(box, row, 2);
	buffer_finish(&place);
	buffer_finish(&notes);
}

/* Under the typed line: what is wrong with it, or what may stand there. */
static void draw_typed(const struct move_dialog *dialog, const struct canvas *box, int row)
{
	bool here = move_dialog_selected(dialog) < 0;
	struct edit edit = dialog->edit;
	canvas_put(box, row, 2, here ? STYLE_FOCUS : STYLE_NORMAL, here ? ">" : " ");
	int col = canvas_put(box, row, 4, here ? STYLE_HEADING : STYLE_LABEL, _("another date")) + 2;
	edit.columns = FIELD_WIDTH;
	edit_draw(&edit, box, row, col, 1, FIELD_WIDTH, here);
	canvas_put_in(box, row + 1, 4, box->cols - 6, dialog->wrong ? STYLE_ERROR : STYLE_DIM, TEXT_LEFT,
		      dialog->wrong ? _("A date, then perhaps a time: tue, 24 09:30, +3 10:15")
				    : _("tue: proposals around it; 24 09:30: as it stands"));
}

static const char *nothing_text(const struct move_dialog *dialog)
{
	return dialog->slots.callback_reason ? dialog->slots.callback_reason
					     : _("No place was found; a date can be tried all the same.");
}

/* What stands where: in a low window the reasons go first, then the longer sentences. */
struct layout {
	int width, height;
	int why, notes, list, refused; /* rows */
};

static const char *refused_text(const struct move_dialog *dialog)
{
	return dialog->pane.problem.code != ERROR_NONE ? dialog->pane.problem.text
						       : buffer_text(&dialog->refused);
}

static void lay_out(const struct move_dialog *dialog, struct layout *layout)
{
	int inner = layout->width - 4;
	layout->list = dialog->slots.count ? 0 : line_rows(nothing_text(dialog), inner);
	for (int i = 0; i < dialog->slots.count; i++)
		layout->list += proposal_rows(dialog, i, layout->width, layout->notes);
	layout->height =
		2 + 2 + layout->why + 1 + layout->list + 1 + 2 + (layout->refused ? layout->refused + 1 : 0);
}

static struct layout layout_for(const struct move_dialog *dialog, int rows, int cols)
{
	struct layout layout = { .width = cols >= 110 ? WIDTH_WIDE : WIDTH_MOST, .notes = NOTES_ROWS };
	layout.width = layout.width > cols - 4 ? cols - 4 : layout.width;
	layout.why = line_rows(dialog->why ? dialog->why : "", layout.width - 4);
	layout.refused = line_rows(refused_text(dialog), layout.width - 4);
	lay_out(dialog, &layout);
	while (layout.height > rows && (layout.notes || layout.why > 1 || layout.refused > 2)) {
		if (layout.notes)
			layout.notes--;
		else if (layout.why > 1)
			layout.why--;
		else
			layout.refused--;
		lay_out(dialog, &layout);
	}
	layout.height = layout.height > rows ? rows : layout.height;
	return layout;
}

static void draw_list(const struct move_dialog *dialog, const struct canvas *box, int row,
		      const struct layout *layout)
{
	if (dialog->slots.count == 0)
		canvas_put_wrapped(box, row, 2, layout->list, box->cols - 4, STYLE_WARNING,
				   nothing_text(dialog));
	for (int i = 0; i < dialog->slots.count; i++) {
		draw_proposal(dialog, box, row, i, layout->notes);
		row += proposal_rows(dialog, i, layout->width, layout->notes);
	}
}

static void draw_inside(const struct move_dialog *dialog, const struct canvas *box,
			const struct layout *layout)
{
	const char *title = dialog->now.appointment.title;
	int inner = box->cols - 4, row = 3;
	struct buffer now = { 0 };
	now_text(dialog, &now);
	canvas_put_in(box, 1, 2, inner, STYLE_HEADING, TEXT_LEFT, title ? title : "");
	canvas_put_in(box, 2, 2, inner, STYLE_NORMAL, TEXT_LEFT, buffer_text(&now));
	buffer_finish(&now);
	if (layout->why)
		canvas_put_wrapped(box, row, 2, layout->why, inner, STYLE_WARNING, dialog->why);
	row += layout->why + 1;
	draw_list(dialog, box, row, layout);
	row += layout->list + 1;
	draw_typed(dialog, box, row);
	if (layout->refused)
		canvas_put_wrapped(box, row + 3, 2, layout->refused, inner, STYLE_ERROR,
				   refused_text(dialog));
}

void move_dialog_draw(const struct pane *pane, const struct canvas *canvas)
{
	const struct move_dialog *dialog = (const struct move_dialog *)pane;
	bool plain = canvas_is_plain(canvas);
	int most = canvas->rows - 3;
	struct layout layout = layout_for(dialog, most, canvas->cols);
	if (plain)
		canvas_fill(canvas, 1, 0, most, canvas->cols, STYLE_NORMAL);
	struct canvas box =
		canvas_sub(canvas, plain ? 1 : 1 + (most - layout.height) / 2,
			   plain ? 0 : (canvas->cols - layout.width) / 2, layout.height, layout.width);
	canvas_fill(&box, 0, 0, layout.height, layout.width, STYLE_NORMAL);
	canvas_box(&box, 0, 0, layout.height, layout.width, _("Move to another date"));
	draw_inside(dialog, &box, &layout);
}
