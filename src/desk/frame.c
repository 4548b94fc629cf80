/* The frame around every view: the call line here, title line and key line beside it. */
#include <stdio.h>
#include <string.h>

#include "base/i18n.h"
#include "desk/desk_state.h"
#include "desk/lines.h"
#include "desk/when.h"
#include "model/label.h"
#include "model/report.h"


static struct call_rules rules_of(const struct desk *desk)
{
	const struct site *site = desk_site(desk);
	return (struct call_rules){ .cycle_ms = site->ring_on_ms + site->ring_off_ms,
				    .hold_warn_ms = site->hold_warn_seconds * 1000,
				    .hold_limit_ms = site->hold_limit_seconds * 1000 };
}

static enum style level_style(enum call_level level)
{
	switch (level) {
	case CALL_WARNING:
		return STYLE_WARNING;
	case CALL_BREACH:
		return STYLE_ERROR;
	case CALL_FINE:
		break;
	}
	return STYLE_NORMAL;
}

static int draw_caller(const struct desk *desk, const struct canvas *canvas, int row, int col,
		       const struct call *call)
{
	struct buffer caller = { 0 };
	if (call->line[0]) {
		lines_caller(desk, call, &caller);
		col = canvas_put(canvas, row, col + 1, STYLE_NORMAL, buffer_text(&caller));
	}
	buffer_finish(&caller);
	return col;
}

static int draw_ring_count(const struct desk *desk, const struct canvas *canvas, int row, int col,
			   const struct call *call)
{
	struct call_rules rules = rules_of(desk);
	enum call_level level = call_clock_ring_level(&call->clock, &rules, desk->clock);
	col = canvas_printf(canvas, row, col, level_style(level), _("RING %d of 3"),
			    call_clock_rings(&call->clock, &rules, desk->clock));
	if (level == CALL_WARNING)
		col = canvas_put(canvas, row, col + 1, STYLE_WARNING, _("answer now"));
	return col;
}

static int draw_ringing(const struct desk *desk, const struct canvas *canvas, int row,
			const struct call *call)
{
	struct call_rules rules = rules_of(desk);
	int col = draw_ring_count(desk, canvas, row, 1, call);
	if (call_clock_ring_level(&call->clock, &rules, desk->clock) == CALL_BREACH)
		col = canvas_put(canvas, row, col + 1, STYLE_ERROR,
				 _("too late: greet with thanks for waiting"));
	col = draw_caller(desk, canvas, row, col, call);
	return canvas_put(canvas, row, col + 2, STYLE_KEY, _("Enter answers"));
}

/* One who rings, or was answered at the telephone itself, behind the call in front. */
static int draw_waiting(const struct desk *desk, const struct canvas *canvas, int row, int col)
{
	const struct call *call = lines_waiting(desk);
	if (!call)
		return col;
	col += col > 1 ? 3 : 0;
	if (call->clock.phase == CALL_RINGING)
		col = draw_ring_count(desk, canvas, row, col, call);
	else
		col = canvas_put(canvas, row, col, STYLE_WARNING, _("answered"));
	col = draw_caller(desk, canvas, row, col, call);
	return canvas_put(canvas, row, col + 1, STYLE_KEY, _("F12 takes it"));
}

static int draw_hold(const struct desk *desk, const struct canvas *canvas, int row, int col,
		     const struct call *call)
{
	struct call_rules rules = rules_of(desk);
	char held[WHEN_SIZE], limit[WHEN_SIZE];
	enum call_level level = call_clock_hold_level(&call->clock, &rules, desk->clock);
	col = canvas_printf(canvas, row, col, level_style(level),
			    call->clock.transfer ? _("transfer %s of %s") : _("hold %s of %s"),
			    when_clock(call_clock_hold_seconds(&call->clock, desk->clock), held),
			    when_clock(rules.hold_limit_ms / 1000, limit));
	if (level != CALL_FINE)
		col = canvas_put(canvas, row, col + 1, level_style(level),
				 level == CALL_WARNING ? _("go back to the customer") : _("limit passed"));
	return col;
}

/* All holds and transfers of the call so far, the running one included, once there is more than one and where
 * there is room (R18 is read for each). */
static int draw_held_sum(const struct desk *desk, const struct canvas *canvas, int row, int col,
			 const struct call *call)
{
	int64_t running = call->clock.phase == CALL_HELD ? desk->clock - call->clock.hold_from : 0;
	struct buffer text = { 0 };
	char sum[WHEN_SIZE];
	if (call->clock.holds < 2)
		return col;
	buffer_printf(&text, _("held in all %s"),
		      when_clock((int)((call->clock.held + running) / 1000), sum));
	if (col + 2 + text_width(buffer_text(&text)) < canvas->cols)
		col = canvas_put(canvas, row, col + 2, STYLE_DIM, buffer_text(&text));
	buffer_finish(&text);
	return col;
}

static int draw_talking(const struct desk *desk, const struct canvas *canvas, int row,
			const struct call *call)
{
	struct call_rules rules = rules_of(desk);
	char time[WHEN_SIZE];
	int col = canvas_printf(canvas, row, 1, STYLE_NORMAL, _("call %s"),
				when_clock(call_clock_seconds(&call->clock, desk->clock), time));
	if (call->clock.rings > 0)
		col = canvas_printf(canvas, row, col,
				    level_style(call_clock_ring_level(&call->clock, &rules, desk->clock)),
				    _(", answered on ring %d"), call->clock.rings);
	if (call->clock.phase == CALL_HELD)
		col = draw_hold(desk, canvas, row, col + 3, call);
	return col;
}

/* The one that waits longest stands for all that are parked. */
static const struct call *longest_parked(const struct desk *desk)
{
	const struct call *longest = NULL;
	for (int i = 0; i < desk->calls.count; i++) {
		const struct call *call = desk->calls.items[i];
		if (call->parked && (!longest || call->parked_at < longest->parked_at))
			longest = call;
	}
	return longest;
}

static int draw_parked(const struct desk *desk, const struct canvas *canvas, int row, int col)
{
	const struct call *call = longest_parked(desk);
	if (!call)
		return col;
	struct call_rules rules = rules_of(desk);
	enum call_level level =
		call->has_clock ? call_clock_hold_level(&call->clock, &rules, desk->clock) : CALL_FINE;
	struct buffer text = { 0 };
	char time[WHEN_SIZE];
	buffer_printf(&text, _("parked: %d"), calls_parked(&desk->calls));
	buffer_add(&text, " (");
	call_label(call, &text);
	buffer_printf(&text, " %s)", when_clock((int)((desk->clock - call->parked_at) / 1000), time));
	col = canvas_put(canvas, row, col + (col > 1 ? 3 : 0), level_style(level), buffer_text(&text));
	buffer_finish(&text);
	return col;
}

/* Somebody stands in the hall (R59): a minute is a warning, three are an alarm. */
static int draw_in_hall(const struct desk *desk, const struct canvas *canvas, int row,
			const struct call *call)
{
	int seconds = (int)((desk->clock - call->clock.ring_from) / 1000);
	enum call_level level = seconds > WALK_IN_ALARM_SECONDS  ? CALL_BREACH
				: seconds > WALK_IN_WARN_SECONDS ? CALL_WARNING
							      : CALL_FINE;
	char time[WHEN_SIZE];
	int col = canvas_printf(canvas, row, 1, level_style(level), _("WAITS %s"), when_clock(seconds, time));
	if (level == CALL_BREACH)
		col = canvas_put(canvas, row, col + 1, STYLE_ERROR, _("too long: welcome the customer now"));
	return canvas_put(canvas, row, col + 2, STYLE_KEY, _("Enter: is received"));
}

/* A visit in the house: how long it was waited, how long it takes. */
static int draw_visit(const struct desk *desk, const struct canvas *canvas, int row, const struct call *call)
{
	char time[WHEN_SIZE], waited[WHEN_SIZE];
	int seconds = (int)((call->clock.answered - call->clock.ring_from) / 1000);
	return canvas_printf(canvas, row, 1, STYLE_NORMAL, _("visit %s, waited %s"),
			     when_clock(call_clock_seconds(&call->clock, desk->clock), time),
			     when_clock(seconds, waited));
}

/* Its clock, and the mark of what the form gave. */
static int draw_digital(const struct desk *desk, const struct canvas *canvas, int row,
			const struct call *call)
{
	instant now;
	int col = canvas_put(canvas, row, 1, STYLE_NORMAL, label_channel(call->channel));
	if (!call->booked && civil_to_instant(desk->moment.day, desk->moment.minute, &now)) {
		int64_t left = call->digital_due - now;
		enum style style = left < DIGITAL_URGENT ? STYLE_ERROR
				   : left < DIGITAL_NEAR ? STYLE_WARNING
							 : STYLE_NORMAL;
		if (left < 0)
			col = canvas_put(canvas, row, col + 1, style, _("beyond 24 hours"));
		else
			col = canvas_printf(canvas, row, col + 1, style, _("%02d:%02d left of 24 h"),
					    (int)(left / 3600), (int)(left / 60 % 60));
	}
	col = canvas_put(canvas, row, col + 2, STYLE_GOOD, "«");
	return canvas_put(canvas, row, col + 1, STYLE_DIM, _("given by the form"));
}

static int draw_call(const struct desk *desk, const struct canvas *canvas, int row)
{
	const struct call *call = calls_current(&desk->calls);
	int col = 1;
	if (call && call->digital[0])
		col = draw_digital(desk, canvas, row, call);
	else if (call && !call->has_clock)
		col = canvas_put(canvas, row, 1, STYLE_NORMAL,
				 call->later ? _("pre-diagnosis asked later") : _("taken up from a draft"));
	else if (call && call->channel == CHANNEL_WALKIN)
		col = call->clock.phase == CALL_RINGING ? draw_in_hall(desk, canvas, row, call)
							: draw_visit(desk, canvas, row, call);
	else if (call && call->clock.phase == CALL_RINGING)
		col = draw_ringing(desk, canvas, row, call);
	else if (call)
		col = draw_talking(desk, canvas, row, call);
	col = draw_waiting(desk, canvas, row, col);
	col = draw_parked(desk, canvas, row, col);
	return call && call->has_clock ? draw_held_sum(desk, canvas, row, col, call) : col;
}

/* The view's own keys, at the right end of the call line, after what its field takes. */
static void draw_pane_keys(const struct desk *desk, const struct canvas *canvas, int row, int from)
{
	const struct pane *pane = desk_focused(desk);
	struct buffer text = { 0 };
	if (pane && pane->ops->hint)
		pane->ops->hint(pane, &text);
	if (from + 2 + text_width(buffer_text(&text)) > canvas->cols - 1)
		buffer_clear(&text);
	for (size_t i = 0; pane && i < pane->ops->action_count; i++) {
		const struct action *action = &pane->ops->actions[i];
		struct key key;
		char name[KEY_TEXT_SIZE];
		bool offered = !pane->ops->offers || pane->ops->offers(pane, action->id);
		if (!offered || !action->label || !keymap_first_key(desk->keymap, action->id, &key))
			continue;
		size_t mark = text.len;
		buffer_printf(&text, "%s%s %s", text.len ? "  " : "", key_format(key, name),
			      _(action->label));
		if (from + 2 + text_width(buffer_text(&text)) > canvas->cols - 1) {
			text.len = mark;
			text.text[mark] = '\0';
			break;
		}
	}
	if (text.len)
		canvas_put_right(canvas, row, canvas->cols - 1, STYLE_KEY_LINE, buffer_text(&text));
	buffer_finish(&text);
}

static void draw_message(const struct desk *desk, const struct canvas *canvas)
{
	enum style style = desk->message_bad ? STYLE_ERROR : STYLE_NORMAL;
	int rows = text_width(desk->message) > canvas->cols - 2 ? 2 : 1;
	canvas_fill(canvas, canvas->rows - rows, 0, rows, canvas->cols, style);
	canvas_put_wrapped(canvas, canvas->rows - rows, 1, rows, canvas->cols - 2, style, desk->message);
}

void frame_draw(const struct desk *desk, const struct canvas *canvas, struct canvas *body)
{
	frame_draw_title(desk, canvas);
	int end = draw_call(desk, canvas, canvas->rows - 2);
	draw_pane_keys(desk, canvas, canvas->rows - 2, end);
	canvas_fill(canvas, canvas->rows - 1, 0, 1, canvas->cols, STYLE_KEY_LINE);
	frame_draw_keys(desk, canvas, canvas->rows - 1);
	if (desk->message[0])
		draw_message(desk, canvas);
	*body = canvas_sub(canvas, 1, 0, canvas->rows - 3, canvas->cols);
}

bool frame_click(struct desk *desk, int row, int col)
{
	if (row != term_rows(desk->term) - 1)
		return false;
	const struct action *action = frame_key_at(desk, term_cols(desk->term), col);
	struct error err = { 0 };
	if (action && !desk_perform(desk, action->id, &err))
		desk_complain(desk, &err);
	return action != NULL;
}
