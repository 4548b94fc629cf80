#include "desk/view_call.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/i18n.h"
#include "base/memory.h"
#include "desk/call_persona.h"
#include "desk/call_prediag.h"
#include "desk/call_standards.h"
#include "desk/field_hint.h"
#include "desk/view_call_state.h"
#include "store/store.h"

enum {
	CALL_NEXT_FIELD = ACTIONS_CALL,
	CALL_PREVIOUS_FIELD,
	CALL_ACCEPT,
	CALL_BACK,
	CALL_STEP_NEXT,
	CALL_STEP_PREVIOUS,
	CALL_STEPS,
	CALL_TOOLS,
	CALL_OTHERS,
	CALL_PERSONA_DELETE,
	CALL_STANDARDS,
	CALL_MORE,
	CALL_BRANCHES,
	CALL_TOOL_SCRIPT,
	CALL_TOOL_PREDIAG,
	CALL_TOOL_PERSONA,
	CALL_TOOL_MOBILITY,
	CALL_TOOL_RECEPTION,
};

/* --- loading --- */

/* Up and Down in a long text follow the lines as they are drawn. */
static void fit_edit(struct view_call *view, struct call *call)
{
	struct desk *desk = view->pane.desk;
	struct placed items[PLACED_MAX];
	struct call_layout layout = call_layout(view, term_rows(desk->term) - 3, term_cols(desk->term));
	int rows, count = call->step ? place_fields(desk, call, layout.step.cols, !layout.wide, items, &rows)
				     : 0;
	for (int i = 0; i < count; i++)
		if (items[i].field == call->field)
			edit_set_columns(&call->edit, items[i].width - items[i].label_width);
}

static void count_standards(struct view_call *view, const struct call *call)
{
	struct standard_result results[STANDARD_COUNT];
	call_standards(view->pane.desk, call, true, results);
	view->standards = standards_count(results);
}

static bool load(struct pane *pane, struct error *err)
{
	struct view_call *view = (struct view_call *)pane;
	struct desk *desk = pane->desk;
	struct call *call = calls_current(&desk->calls);
	if (call)
		call_refresh_live(desk, call);
	order_skills(view, call);
	buffer_clear(&view->say);
	buffer_clear(&view->notes);
	if (call)
		fit_edit(view, call);
	if (call)
		call_say(desk, call, &view->say);
	view->alarms = call ? call_prediag_alarms(call) : 0;
	if (call)
		call_notes(desk, call, &view->notes);
	if (call)
		count_standards(view, call);
	return load_days(view, call, err);
}

/* --- acting --- */

static bool act_ringing(struct desk *desk, struct call *call, int action, struct error *err)
{
	if (action != CALL_ACCEPT)
		return error_set(err, ERROR_INPUT, _("it rings: Enter answers"));
	return call_answer(desk, call, err);
}

static bool act_call(struct desk *desk, struct call *call, int action, struct error *err)
{
	switch (action) {
	case CALL_NEXT_FIELD:
		return call_focus_next(desk, call) || call_step_next(desk, call) || true;
	case CALL_PREVIOUS_FIELD:
		return call_focus_previous(desk, call) || call_step_previous(desk, call) || true;
	case CALL_ACCEPT:
		return call_accept(desk, call, err);
	case CALL_BACK:
		call_back(desk, call);
		return true;
	case CALL_STEP_NEXT:
		return call_step_next(desk, call) || true;
	case CALL_STEP_PREVIOUS:
		return call_step_previous(desk, call) || true;
	case CALL_STEPS:
		choose_step(desk, call);
		return true;
	case CALL_TOOLS:
		choose_tool(desk, call);
		return true;
	case CALL_OTHERS:
		call_decline(desk, call);
		return true;
	case CALL_PERSONA_DELETE:
		return call_persona_ask_delete(desk, call, err);
	case CALL_STANDARDS:
		standards_open(desk);
		return true;
	case CALL_MORE:
		call_go(desk, call, form_step_find(&desk->office->forms, "P02A"));
		return true;
	case CALL_BRANCHES:
		choose_branch(desk, call);
		return true;
	case CALL_TOOL_SCRIPT:
		return open_tool(desk, call, "phone_script", err);
	case CALL_TOOL_PREDIAG:
		return open_tool(desk, call, "prediag", err);
	case CALL_TOOL_PERSONA:
		return open_tool(desk, call, "persona", err);
	case CALL_TOOL_MOBILITY:
		return open_tool(desk, call, "mobility", err);
	case CALL_TOOL_RECEPTION:
		return open_tool(desk, call, "reception", err);
	default:
		return true;
	}
}

static bool act(struct pane *pane, int action, struct error *err)
{
	struct desk *desk = pane->desk;
	struct call *call = calls_current(&desk->calls);
	if (!call && action == CALL_ACCEPT && !desk_must_book(desk, err))
		return false;
	if (!call) /* only a ring that comes in is answered: Enter makes none up */
		return error_set(err, ERROR_INPUT, _("no call is open; F12 begins one"));
	if (call->has_clock && call->clock.phase == CALL_RINGING)
		return act_ringing(desk, call, action, err);
	return act_call(desk, call, action, err);
}

static bool event(struct pane *pane, const struct event *event)
{
	struct call *call = calls_current(&pane->desk->calls);
	if (!call || (call->has_clock && call->clock.phase == CALL_RINGING))
		return false;
	if (event->kind == EVENT_MOUSE)
		return click_call((struct view_call *)pane, call, &event->mouse);
	return call_event(pane->desk, call, event);
}

/* --- drawing --- */

static struct canvas part(const struct canvas *body, struct rect rect)
{
	return canvas_sub(body, rect.row, rect.col, rect.rows, rect.cols);
}

static void draw_boxes(const struct view_call *view, const struct call *call, const struct canvas *body,
		       const struct call_layout *at)
{
	const struct desk *desk = view->pane.desk;
	char kept[32];
	/* translators: how many requirements of the standard are kept of those that apply */
	snprintf(kept, sizeof kept, _(" kept %d/%d "), view->standards.met, view->standards.asked);
	canvas_box(body, 0, 0, body->rows, at->left + 1, _("Script"));
	canvas_put_right(body, 0, at->left - 1, STYLE_DIM, kept);
	canvas_box(body, 0, at->left, body->rows, at->right - at->left + 1,
		   call->step ? call->step->title.in[desk->lang] : "");
	canvas_box(body, 0, at->right, body->rows, body->cols - at->right, _("Workshop load"));
	canvas_box(body, at->card_top, 0, body->rows - at->card_top, at->left + 1, _("Customer"));
	canvas_box(body, at->offers_top, at->right, body->rows - at->offers_top, body->cols - at->right,
		   _("Proposals"));
}

/* Whether the strip below says the first of @reasons anyway, in the place of the dates there are not. */
static bool says_why(const struct call *call, const char *reasons)
{
	const struct office_slots *slots = &call->live.slots;
	const char *said = slots->callback_reason;
	return slots->count == 0 && said && strncmp(said, reasons, strlen(said)) == 0;
}

static void draw_lines(const struct desk *desk, const struct call *call, const struct canvas *body,
		       const struct call_layout *at)
{
	struct buffer question = { 0 }, reasons = { 0 };
	canvas_hline(body, at->offers_top - 1, 0, body->cols);
	if (!call->booked && why_text(desk, call, &question, &reasons) &&
	    !says_why(call, buffer_text(&reasons))) {
		buffer_printf(&question, " %s", buffer_text(&reasons));
		shorten(&question, body->cols - TITLE_FRAME);
		canvas_title(body, at->offers_top - 1, 0, body->cols, buffer_text(&question));
	}
	buffer_finish(&question);
	buffer_finish(&reasons);
}

/* Beside the fields: more of them lie above or below. */
static void draw_hidden_signs(const struct desk *desk, const struct call *call, struct rect fields,
			      bool pairs, const struct canvas *body)
{
	struct placed items[PLACED_MAX];
	int rows, count = place_fields(desk, call, fields.cols, pairs, items, &rows);
	int scroll = fields_scroll(call, items, count, fields.rows, rows), col = fields.col + fields.cols;
	if (scroll > 0)
		canvas_put(body, fields.row, col, STYLE_KEY, "↑");
	if (rows - scroll > fields.rows)
		canvas_put(body, fields.row + fields.rows - 1, col, STYLE_KEY, "↓");
}

static void draw_call_parts(const struct view_call *view, const struct call *call, const struct canvas *body)
{
	struct desk *desk = view->pane.desk;
	struct call_layout at = call_layout(view, body->rows, body->cols);
	struct canvas script = part(body, at.script), card = part(body, at.card), step = part(body, at.step);
	struct canvas offers = part(body, at.offers), load = part(body, at.load);
	if (at.wide) {
		draw_boxes(view, call, body, &at);
		draw_script(desk, call, &script);
		draw_card(desk, call, &card);
	} else {
		draw_lines(desk, call, body, &at);
		draw_progress(view, call, &script);
		draw_card_line(desk, call, &card);
	}
	draw_proposals(view, call, &offers, at.wide);
	if (at.load.cols > 0)
		draw_load(view, &load);
	draw_step(view, call, &step, !at.wide);
	if (!call->step)
		return;
	struct rect fields = fields_area(view, call, at.step, !at.wide);
	draw_hidden_signs(desk, call, fields, !at.wide, body);
	draw_field_list(call, list_rect(desk, call, fields, !at.wide, body->rows, body->cols), body);
}

static void draw(const struct pane *pane, const struct canvas *canvas)
{
	const struct view_call *view = (const struct view_call *)pane;
	const struct call *call = calls_current(&pane->desk->calls);
	if (!call)
		draw_idle(view, canvas);
	else if (call->has_clock && call->clock.phase == CALL_RINGING)
		draw_ring(view, call, canvas);
	else if (canvas_is_plain(canvas))
		draw_plain(view, call, canvas);
	else
		draw_call_parts(view, call, canvas);
}

/* Steps and fields are there once a call is answered. */
static bool offers(const struct pane *pane, int action)
{
	const struct call *call = calls_current(&pane->desk->calls);
	if (action == CALL_PERSONA_DELETE && (!call || !call_persona_may_delete(call)))
		return false;
	return call && (!call->has_clock || call->clock.phase != CALL_RINGING);
}

static void hint(const struct pane *pane, struct buffer *out)
{
	const struct call *call = calls_current(&pane->desk->calls);
	if (call && offers(pane, CALL_ACCEPT))
		field_hint(call, out);
}

/* How the field with the keys is answered, for F1. */
static void add_manner(const struct call *call, struct buffer *out)
{
	struct buffer manner = { 0 };
	field_hint(call, &manner);
	if (manner.len)
		buffer_printf(out, out->len ? "\n%s" : "%s", manner.text);
	buffer_finish(&manner);
	if (call->field && field_kind(call->field) == FIELD_OPTIONS)
		buffer_add(out, _("; the first letter or arrows and Space as well"));
}

static void help(const struct pane *pane, struct buffer *out)
{
	const struct view_call *view = (const struct view_call *)pane;
	const struct call *call = calls_current(&pane->desk->calls);
	if (!call)
		return;
	if (call->has_clock && call->clock.phase == CALL_RINGING) {
		buffer_add(out, call->channel == CHANNEL_WALKIN
					? _("Enter when the customer is received; F10 when nobody stayed.")
					: _("it rings: Enter answers"));
		return;
	}
	if (call->field && call->field->help.in[pane->desk->lang][0])
		buffer_printf(out, "%s: %s ", call->field->label.in[pane->desk->lang],
			      call->field->help.in[pane->desk->lang]);
	buffer_add(out, buffer_text(&view->notes));
	add_manner(call, out);
}

static void destroy(struct pane *pane)
{
	struct view_call *view = (struct view_call *)pane;
	buffer_finish(&view->say);
	buffer_finish(&view->notes);
	free(view);
}

static const struct action actions[] = {
	{ CALL_NEXT_FIELD, "field-next", N_("Go to the next field"), N_("next"), "call", "Tab" },
	{ CALL_ACCEPT, "field-accept", N_("Take what stands there and go on"), N_("accept"), "call",
	  "Enter" },
	{ CALL_BACK, "field-back", N_("Step back; nothing is lost"), N_("back"), "call", "Esc" },
	{ CALL_STEPS, "step-choose", N_("Go to any step of the script"), N_("steps"), "call",
	  "Ctrl+G, Alt+Home" },
	{ CALL_TOOLS, "tool-choose", N_("Open a tool: pre-diagnosis, persona, mobility, checklist"),
	  N_("tools"), "call", "Ctrl+T, Alt+End" },
	{ CALL_PREVIOUS_FIELD, "field-previous", N_("Go to the field before"), NULL, "call", "Shift+Tab" },
	{ CALL_STEP_NEXT, "step-next", N_("Go to the next step"), NULL, "call", "PageDown, Alt+Right" },
	{ CALL_STEP_PREVIOUS, "step-previous", N_("Go to the step before"), NULL, "call",
	  "PageUp, Alt+Left" },
	{ CALL_STANDARDS, "call-standards", N_("What this contact has kept of the standard"), N_("standard"),
	  "call", "Ctrl+R, Alt+PageDown" },
	{ CALL_OTHERS, "dates-others", N_("Decline these dates and make other proposals"), NULL, "call", "" },
	{ CALL_PERSONA_DELETE, "persona-delete", N_("Delete the customer's persona"), N_("delete persona"),
	  "call", "Ctrl+X" },
	{ CALL_MORE, "request-more", N_("One more request, as the customer says it"), NULL, "call",
	  "Ctrl+O" },
	{ CALL_BRANCHES, "branch-choose", N_("Another kind of call: choose from a list"), N_("what else"),
	  "call", "Ctrl+B" },
	{ CALL_TOOL_SCRIPT, "tool-script", N_("Tool: the phone script, where one was"), NULL, "call",
	  "Shift+F2, Alt+S" },
	{ CALL_TOOL_PREDIAG, "tool-prediag", N_("Tool: the pre-diagnosis, and back"), NULL, "call",
	  "Shift+F3, Alt+D" },
	{ CALL_TOOL_PERSONA, "tool-persona", N_("Tool: the persona, and back"), NULL, "call",
	  "Shift+F4, Alt+P" },
	{ CALL_TOOL_MOBILITY, "tool-mobility", N_("Tool: the mobility offer, and back"), NULL, "call",
	  "Shift+F5, Alt+M" },
	{ CALL_TOOL_RECEPTION, "tool-reception", N_("Tool: the reception checklist, and back"), NULL, "call",
	  "Shift+F6, Alt+C" },
};

const struct pane_ops view_call_ops = {
	.name = "call",
	.title = N_("Call"),
	.watches = TABLE_SITE | TABLE_ABSENCE | TABLE_APPOINTMENT | TABLE_HOLD,
	.actions = actions,
	.action_count = sizeof actions / sizeof actions[0],
	.load = load,
	.draw = draw,
	.act = act,
	.event = event,
	.offers = offers,
	.hint = hint,
	.help = help,
	.destroy = destroy,
};

struct pane *view_call_create(struct desk *desk)
{
	struct view_call *view = memory_zeroed(1, sizeof *view);
	view->pane = (struct pane){ .ops = &view_call_ops, .desk = desk };
	return &view->pane;
}
