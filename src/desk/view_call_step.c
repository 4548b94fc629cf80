/* The middle of F2: what is said, the customer's own words, the fields; and the screens without a call in
 * front. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/i18n.h"
#include "base/memory.h"
#include "base/text.h"
#include "desk/labels.h"
#include "desk/lines.h"
#include "desk/view_call_state.h"
#include "model/label.h"

enum { INDENT = 2, WORDS_MAX = 3, FIELDS_LEAST = 4 };

static int wrapped_rows(const char *text, int width)
{
	size_t at = 0, len = strlen(text), next;
	int rows = 0;
	while (at < len) {
		text_wrap(text + at, len - at, width, &next);
		at += next;
		rows++;
	}
	return rows;
}

/* The lines to say, each wrapped; cut at @most rows. */
static int draw_say(const struct view_call *view, const struct canvas *canvas, int row, int col, int most)
{
	char *text = memory_text(buffer_text(&view->say));
	int used = 0, said = 0;
	for (char *line = text, *end; line && *line && used < most; line = end) {
		enum style style = said++ < view->alarms ? STYLE_ERROR : STYLE_NORMAL;
		end = strchr(line, '\n');
		if (end)
			*end++ = '\0';
		used += canvas_put_wrapped(canvas, row + used, col, most - used, canvas->cols - col, style,
					   line);
	}
	free(text);
	return used;
}

static int say_rows(const struct view_call *view, int width)
{
	char *text = memory_text(buffer_text(&view->say));
	int rows = 0;
	for (char *line = text, *end; line && *line; line = end) {
		end = strchr(line, '\n');
		if (end)
			*end++ = '\0';
		rows += wrapped_rows(line, width);
	}
	free(text);
	return rows;
}

/* The customer's words stand on every step but the one where they are typed. */
static const char *words_of(const struct call *call)
{
	for (size_t i = 0; i < call->step->field_count; i++)
		if (strcmp(call->step->fields[i].id, "request_verbatim") == 0)
			return NULL;
	return form_answers_get(call->answers, "request_verbatim");
}

/* How the rows of the step's pane are shared. */
struct shares {
	int say, words, fields; /* rows of each */
	int say_at, words_at, fields_at;
};

/* What is said stands whole, and some rows of fields with it: fields that have no room are reached by
 * scrolling, their arrows tell. With room there are headings and gaps; in a small window the customer's words
 * have one row when there is one. */
static struct shares share(const struct view_call *view, const struct call *call, int rows, int cols,
			   bool pairs)
{
	struct placed items[PLACED_MAX];
	struct shares at = { 0 };
	bool words = words_of(call) != NULL;
	int said = say_rows(view, cols - INDENT), row = 0;
	place_fields(view->pane.desk, call, cols, pairs, items, &at.fields);
	if (!pairs) {
		int spoken = words ? wrapped_rows(words_of(call), cols - INDENT) : 0;
		at.words = spoken > WORDS_MAX ? WORDS_MAX : spoken;
		int least = at.fields < FIELDS_LEAST ? at.fields : FIELDS_LEAST;
		int room = rows - least - (words ? at.words + 2 : 0) - 2;
		at.say = said < room ? said : room < 3 ? 3 : room;
		at.say_at = 1;
		at.words_at = said ? at.say + 3 : 1;
		at.fields_at = (said ? at.say + 2 : 0) + (words ? at.words + 2 : 0);
		return at;
	}
	int least = at.fields < FIELDS_LEAST ? at.fields : FIELDS_LEAST;
	int room = rows - least;
	at.say = said < room ? said : room < 2 ? 2 : room;
	row = at.say;
	at.words_at = row;
	at.words = words && room > row;
	row += at.words;
	at.fields_at = row + (row + at.fields < rows && row > 0);
	return at;
}

struct rect fields_area(const struct view_call *view, const struct call *call, struct rect step, bool pairs)
{
	struct shares at = share(view, call, step.rows, step.cols, pairs);
	return (struct rect){ .row = step.row + at.fields_at,
			      .col = step.col,
			      .rows = step.rows - at.fields_at,
			      .cols = step.cols };
}

static void draw_headings(const struct view_call *view, const struct call *call, const struct canvas *canvas,
			  const struct shares *at)
{
	int below = at->fields_at + at->fields + 1;
	if (view->say.len)
		canvas_put(canvas, at->say_at - 1, 0, STYLE_HEADING, _("Say"));
	if (words_of(call) && call->more_requests)
		canvas_printf(canvas, at->words_at - 1, 0, STYLE_HEADING,
			      _("In the customer's words (first of %d requests)"), call->more_requests + 1);
	else if (words_of(call))
		canvas_put(canvas, at->words_at - 1, 0, STYLE_HEADING,
			   _("In the customer's words (kept as said)"));
	if (view->notes.len && canvas->rows - below > 1)
		canvas_put_wrapped(canvas, below, 0, canvas->rows - below, canvas->cols, STYLE_DIM,
				   buffer_text(&view->notes));
}

/* With how many requests there are when it is more than this one. */
static int put_words_label(const struct canvas *canvas, int row, const struct call *call)
{
	if (call->more_requests == 0)
		return canvas_put(canvas, row, 0, STYLE_HEADING, _("Words:"));
	return canvas_printf(canvas, row, 0, STYLE_HEADING, _("Words (1 of %d):"), call->more_requests + 1);
}

void draw_step(const struct view_call *view, const struct call *call, const struct canvas *canvas, bool pairs)
{
	if (!call->step)
		return;
	struct shares at = share(view, call, canvas->rows, canvas->cols, pairs);
	const char *words = words_of(call);
	int indent = INDENT;
	if (!pairs)
		draw_headings(view, call, canvas, &at);
	draw_say(view, canvas, at.say_at, indent, at.say);
	if (words && pairs && at.words)
		indent = put_words_label(canvas, at.words_at, call) + 1;
	if (words && at.words)
		canvas_put_wrapped(canvas, at.words_at, indent, at.words, canvas->cols - indent, STYLE_NORMAL,
				   words);
	/* Whole or not at all: F1 shows it too. The gap above gives way first. */
	int notes = wrapped_rows(buffer_text(&view->notes), canvas->cols),
	    below = at.fields_at + at.fields + 1;
	if (notes > canvas->rows - below)
		below--;
	if (pairs && view->notes.len && notes <= canvas->rows - below)
		canvas_put_wrapped(canvas, below, 0, canvas->rows - below, canvas->cols, STYLE_DIM,
				   buffer_text(&view->notes));
	struct canvas area = canvas_sub(canvas, at.fields_at, 0, canvas->rows - at.fields_at, canvas->cols);
	draw_fields(view->pane.desk, call, &area, pairs);
}

/* --- without a step --- */

static int draw_open_calls(const struct desk *desk, const struct canvas *canvas, int row)
{
	for (int i = 0; i < desk->calls.count; i++) {
		struct buffer text = { 0 };
		call_label(desk->calls.items[i], &text);
		canvas_printf(canvas, row++, 4, STYLE_NORMAL, "%d  %s", i + 1, buffer_text(&text));
		buffer_finish(&text);
	}
	return row;
}

/* Who is designated to take calls now (R17); a warning when nobody is. */
static int draw_duty(const struct desk *desk, const struct canvas *canvas, int row)
{
	const struct site *site = desk_site(desk);
	int staff = site_duty_operator(site, desk->moment.day, desk->moment.minute);
	if (staff < 0)
		canvas_put(canvas, row, 2, STYLE_WARNING, _("Nobody is designated to take calls now."));
	else
		canvas_printf(canvas, row, 2, STYLE_NORMAL, _("Designated to take calls: %s"),
			      label_member(&site->staff[staff]));
	return row + 1;
}

void draw_idle(const struct view_call *view, const struct canvas *canvas)
{
	const struct desk *desk = view->pane.desk;
	int row = 1;
	if (desk->office->readonly)
		canvas_put(canvas, row++, 2, STYLE_NORMAL,
			   _("This console is read-only: calls are taken elsewhere."));
	else if (!desk_may_book(desk))
		canvas_put(canvas, row++, 2, STYLE_NORMAL,
			   _("Your role books nothing: calls are taken elsewhere."));
	else
		row += canvas_put_wrapped(canvas, row, 2, 2, canvas->cols - 4, STYLE_NORMAL,
					  _("No call is in front. When it rings: F12, then Enter answers."));
	row = draw_duty(desk, canvas, row);
	if (desk->calls.count) {
		canvas_put(canvas, row + 1, 2, STYLE_HEADING, _("Parked (Alt+Down takes one up)"));
		row = draw_open_calls(desk, canvas, row + 2);
	}
	canvas_put(canvas, row + 1, 2, STYLE_HEADING, _("Workshop load"));
	struct canvas load = canvas_sub(canvas, row + 2, 2, canvas->rows - row - 2, canvas->cols - 4);
	draw_load(view, &load);
}

/* Who calls, before anybody speaks; the greeting follows the persona. */
static int draw_caller(const struct desk *desk, const struct call *call, const struct canvas *canvas, int row)
{
	struct buffer text = { 0 };
	lines_caller(desk, call, &text);
	canvas_put(canvas, row++, 2, STYLE_HEADING, buffer_text(&text));
	if (call->known.has_customer && call->known.customer.persona != PERSONA_UNKNOWN)
		canvas_printf(canvas, row++, 2, STYLE_NORMAL, _("persona: %s"),
			      label_persona(call->known.customer.persona));
	if (call->known.has_vehicle)
		canvas_printf(canvas, row++, 2, STYLE_NORMAL, "%s  %s",
			      call->known.vehicle.model ? call->known.vehicle.model : "",
			      call->known.vehicle.plate ? call->known.vehicle.plate : "");
	canvas_put(canvas, row++, 2, STYLE_NORMAL, _("Enter answers, as does the telephone itself."));
	buffer_finish(&text);
	return row;
}

/* Who welcomes, and that it is now (R59). */
static void draw_walk_in(const struct view_call *view, const struct canvas *canvas)
{
	const struct site *site = desk_site(view->pane.desk);
	const char *host = NULL;
	for (int i = 0; i < site->staff_count && !host; i++)
		host = site->staff[i].active && (site->staff[i].roles & ROLE_HOST) ? site->staff[i].name
										   : NULL;
	canvas_put(canvas, 1, 2, STYLE_HEADING, _("Somebody came in"));
	if (host)
		canvas_printf(canvas, 3, 2, STYLE_NORMAL, _("In charge of welcoming: %s"), host);
	else
		canvas_put(canvas, 3, 2, STYLE_WARNING,
			   _("Nobody is in charge of welcoming: please go yourself."));
	canvas_put(canvas, 4, 2, STYLE_NORMAL,
		   _("Enter when the customer is received; F10 when nobody stayed."));
}

void draw_ring(const struct view_call *view, const struct call *call, const struct canvas *canvas)
{
	if (call->channel == CHANNEL_WALKIN) {
		draw_walk_in(view, canvas);
		return;
	}
	const struct site *site = desk_site(view->pane.desk);
	struct call_rules rules = { .cycle_ms = site->ring_on_ms + site->ring_off_ms };
	int rings = call_clock_rings(&call->clock, &rules, view->pane.desk->clock);
	int col = canvas_put(canvas, 1, 2, STYLE_HEADING, _("It rings"));
	for (int ring = 1; ring <= CALL_RINGS_ALLOWED; ring++)
		col = canvas_printf(canvas, 1, col + 2,
				    ring == rings  ? STYLE_FOCUS
				    : ring < rings ? STYLE_NORMAL
						   : STYLE_DIM,
				    " %d ", ring);
	if (rings > CALL_RINGS_ALLOWED)
		canvas_printf(canvas, 1, col + 2, STYLE_ERROR, _("ring %d: too late"), rings);
	int row = 3;
	if (call->line[0])
		row = draw_caller(view->pane.desk, call, canvas, row);
	else
		canvas_put(canvas, row++, 2, STYLE_NORMAL, _("Enter answers; F10 when it stops ringing."));
	canvas_put(canvas, row + 1, 2, STYLE_HEADING, _("Workshop load"));
	struct canvas load = canvas_sub(canvas, row + 2, 2, canvas->rows - row - 2, canvas->cols - 4);
	draw_load(view, &load);
}

/* --- plain: one thing a line --- */

static int plain_field(const struct desk *desk, const struct call *call, const struct form_field *field,
		       const struct canvas *canvas, int row)
{
	bool focus = field == call->field;
	int col = canvas_printf(canvas, row, 0, focus ? STYLE_FOCUS : STYLE_NORMAL,
				"%s%s:", focus ? "> " : "  ", field->label.in[desk->lang]);
	if (focus && field_is_typed(field)) {
		edit_draw(&call->edit, canvas, row, col + 1, 1, canvas->cols - col - 1, true);
	} else {
		struct buffer text = { 0 };
		field_show(desk, call, field, &text);
		int end = canvas_put(canvas, row, col + 1, STYLE_NORMAL, text.len ? text.text : "-");
		if (focus && field_option_count(field))
			canvas_printf(canvas, row, end + 2, STYLE_FOCUS, "%s?",
				      field_option_label(field, (size_t)call->option, desk->lang));
		if (focus)
			canvas_cursor(canvas, row, col + 1);
		buffer_finish(&text);
	}
	const char *complaint = call_complaint(call, field);
	if (complaint)
		canvas_printf(canvas, ++row, 4, STYLE_ERROR, "! %s", complaint);
	return row + 1;
}

static int plain_list(const struct call *call, const struct canvas *canvas, int row)
{
	for (int i = 0; call->list.field && i < call->list.count; i++)
		canvas_printf(canvas, row++, 4, i == call->list.selected ? STYLE_FOCUS : STYLE_NORMAL,
			      "%s %s", i == call->list.selected ? ">" : " ", call->list.rows[i].text);
	return row;
}

void draw_plain(const struct view_call *view, const struct call *call, const struct canvas *canvas)
{
	const struct desk *desk = view->pane.desk;
	struct placed items[PLACED_MAX];
	int all, count = place_fields(desk, call, canvas->cols, false, items, &all), row = 0;
	struct canvas line = canvas_sub(canvas, row++, 0, 1, canvas->cols);
	draw_progress(view, call, &line);
	line = canvas_sub(canvas, row++, 0, 1, canvas->cols);
	draw_card_line(desk, call, &line);
	row += draw_say(view, canvas, row, 0, canvas->rows / 3);
	for (int i = 0; i < count; i++) {
		bool focus = items[i].field == call->field;
		if (all > canvas->rows / 2 && !focus && !call_complaint(call, items[i].field) &&
		    form_answers_get(call->answers, items[i].field->id))
			continue; /* what is answered gives way when there is no room for all */
		row = plain_field(desk, call, items[i].field, canvas, row);
		if (focus)
			row = plain_list(call, canvas, row);
	}
	struct canvas rest = canvas_sub(canvas, row, 0, canvas->rows - row, canvas->cols);
	draw_proposals(view, call, &rest, true);
}
