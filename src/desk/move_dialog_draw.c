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

static void place_text(const struct office_proposal *proposal, struct buffer *out)
{
	const struct plan_candidate *candidate = &proposal->plan.candidate;
	char date[WHEN_SIZE], time[CIVIL_TIME_SIZE], back[WHEN_SIZE], back_time[CIVIL_TIME_SIZE];
	buffer_printf(out, _("%s %s  %s  %d'  back %s %s"), when_date(candidate->day, date),
		      civil_format_time(candidate->start, time), proposal->advisor_name, candidate->minutes,
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

/* Rows of a proposal: the place, and its reasons in at most two. */
static int proposal_rows(const struct move_dialog *dialog, int index, int width)
{
	struct buffer notes = { 0 };
	notes_text(&dialog->slots.proposals[index], &notes);
	int rows = line_rows(buffer_text(&notes), width - 8);
	buffer_finish(&notes);
	return 1 + (rows > NOTES_ROWS ? NOTES_ROWS : rows);
}

static void draw_proposal(const struct move_dialog *dialog, const struct canvas *box, int row, int index)
{
	const struct office_proposal *proposal = &dialog->slots.proposals[index];
	bool here = index == move_dialog_selected(dialog);
	struct buffer place = { 0 }, notes = { 0 };
	place_text(proposal, &place);
	notes_text(proposal, &notes);
	canvas_put(box, row, 2, here ? STYLE_FOCUS : STYLE_NORMAL, here ? ">" : " ");
	canvas_put_in(box, row, 4, box->cols - 6, here ? STYLE_FOCUS : STYLE_NORMAL, TEXT_LEFT,
		      buffer_text(&place));
	canvas_put_wrapped(box, row + 1, 6, NOTES_ROWS, box->cols - 8, STYLE_DIM, buffer_text(&notes));
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

void move_dialog_draw(const struct pane *pane, const struct canvas *canvas)
{
	const struct move_dialog *dialog = (const struct move_dialog *)pane;
	int width = canvas->cols >= 110 ? WIDTH_WIDE : WIDTH_MOST;
	width = width > canvas->cols - 4 ? canvas->cols - 4 : width;
	struct buffer now = { 0 };
	now_text(dialog, &now);
	const char *refused =
		pane->problem.code != ERROR_NONE ? pane->problem.text : buffer_text(&dialog->refused);
	const char *why = dialog->why ? dialog->why : "";
	int why_rows = line_rows(why, width - 4), refused_rows = line_rows(refused, width - 4);
	int list_rows = dialog->slots.count ? 0 : line_rows(nothing_text(dialog), width - 4);
	for (int i = 0; i < dialog->slots.count; i++)
		list_rows += proposal_rows(dialog, i, width);
	int height = 2 + 2 + why_rows + 1 + list_rows + 1 + 2 + (refused_rows ? refused_rows + 1 : 0);
	int most = canvas->rows - 3, row = 1;
	height = height > most ? most : height;
	bool plain = canvas_is_plain(canvas);
	if (plain)
		canvas_fill(canvas, 1, 0, canvas->rows - 3, canvas->cols, STYLE_NORMAL);
	struct canvas box = canvas_sub(canvas, plain ? 1 : 1 + (most - height) / 2,
				       plain ? 0 : (canvas->cols - width) / 2, height, width);
	canvas_fill(&box, 0, 0, height, width, STYLE_NORMAL);
	canvas_box(&box, 0, 0, height, width, _("Move to another date"));
	const char *title = dialog->now.appointment.title;
	canvas_put_in(&box, row++, 2, width - 4, STYLE_HEADING, TEXT_LEFT, title ? title : "");
	canvas_put_in(&box, row++, 2, width - 4, STYLE_NORMAL, TEXT_LEFT, buffer_text(&now));
	row += canvas_put_wrapped(&box, row, 2, why_rows, width - 4, STYLE_WARNING, why) + 1;
	for (int i = 0; i < dialog->slots.count; row += proposal_rows(dialog, i++, width))
		draw_proposal(dialog, &box, row, i);
	if (dialog->slots.count == 0)
		row += canvas_put_wrapped(&box, row, 2, list_rows, width - 4, STYLE_WARNING,
					  nothing_text(dialog));
	draw_typed(dialog, &box, row + 1);
	if (refused_rows)
		canvas_put_wrapped(&box, row + 4, 2, refused_rows, width - 4, STYLE_ERROR, refused);
	buffer_finish(&now);
}
