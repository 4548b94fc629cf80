/* The rows of F5 and the pane below them. */
#include <stdio.h>
#include <string.h>

#include "base/i18n.h"
#include "base/text.h"
#include "desk/view_requests_state.h"
#include "desk/when.h"
#include "model/label.h"
#include "model/label_digital.h"
#include "model/label_message.h"
#include "office/digital.h"

enum {
	WIDE = 110,
	GAP = 1,
	LARGE_ROWS = 28,
	DETAIL_SMALL = 10,
	DETAIL_LARGE = 15,
	TEXT_ROWS = 3,
	PARTS_MAX = 40
};

struct columns {
	int glyph, left, channel, name, plate, model, text, who;
};

static struct columns columns_for(int cols)
{
	bool wide = cols >= WIDE;
	struct columns at = { .glyph = 2, .left = 4 };
	at.channel = at.left + 8;
	at.name = at.channel + (wide ? 18 : 12);
	at.plate = at.name + (wide ? 20 : 11);
	at.model = at.plate + 11;
	at.text = at.model + (wide ? 18 : 0);
	at.who = cols - (wide ? 18 : 13);
	return at;
}

int requests_detail_rows(int rows)
{
	return rows >= LARGE_ROWS ? DETAIL_LARGE : DETAIL_SMALL;
}

const char *requests_left(int64_t seconds, char text[REQUESTS_LEFT_SIZE])
{
	int64_t minutes = (seconds < 0 ? -seconds : seconds) / 60;
	snprintf(text, REQUESTS_LEFT_SIZE, "%s%02d:%02d", seconds < 0 ? "-" : "", (int)(minutes / 60 % 10000),
		 (int)(minutes % 60));
	return text;
}

static const char *or_empty(const char *text)
{
	return text ? text : "";
}

/* --- a row --- */

static const char *glyph_of(const struct digital_request *request, instant now, enum style *style)
{
	static const char *const glyphs[] = { " ", ">", "!", "X" };
	static const enum style styles[] = { STYLE_NORMAL, STYLE_WARNING, STYLE_ERROR, STYLE_ERROR };
	bool waits = digital_waits(request, now);
	*style = STYLE_DIM;
	if (request->state == DIGITAL_OFFERED && !waits)
		return "~";
	if (!waits)
		return digital_is_breach(request, now) ? "X" : " ";
	enum digital_level level = digital_level(request, now);
	*style = styles[level];
	return glyphs[level];
}

/* In at most 9 columns, for small windows. */
static const char *channel_short(enum channel channel)
{
	switch (channel) {
	case CHANNEL_EMAIL:
		return _("mail");
	case CHANNEL_DEALER_WEB:
		return _("own site");
	case CHANNEL_MASERATI_WEB:
		return _("maserati");
	case CHANNEL_OWNER_APP:
		return _("app");
	case CHANNEL_PHONE:
	case CHANNEL_WALKIN:
	case CHANNEL_OUTBOUND:
	case CHANNEL_COUNT:
		break;
	}
	return label_channel(channel);
}

/* Who has it, or how it ended. */
static const char *who_text(const struct view_requests *view, const struct digital_request *request,
			    struct buffer *out)
{
	const struct office *office = desk_office(view->pane.desk);
	bool fresh = office_now(office) - request->claimed_at < DIGITAL_CLAIM_S;
	buffer_clear(out);
	if (request->claimed_by && fresh && digital_waits(request, requests_now(view)))
		buffer_printf(out, "%s", request->claimed_by);
	else if (request->state == DIGITAL_OPEN && request->reading == DIGITAL_QUARANTINE)
		buffer_add(out, _("unreadable"));
	else if (request->state == DIGITAL_OPEN && request->reply_to)
		buffer_add(out, _("reply"));
	else if (request->state == DIGITAL_OPEN && request->reading == DIGITAL_HAND)
		buffer_add(out, _("by hand"));
	else if (request->state == DIGITAL_OPEN && request->same_as)
		buffer_add(out, _("twice?"));
	else if (request->state != DIGITAL_OPEN)
		buffer_add(out, label_digital_state(request->state));
	return buffer_text(out);
}

static void draw_row(const struct view_requests *view, const struct canvas *canvas, int line,
		     const struct columns *at, const struct digital_request *request)
{
	char left[REQUESTS_LEFT_SIZE];
	instant now = requests_now(view);
	enum style style;
	struct buffer who = { 0 };
	const char *glyph = glyph_of(request, now, &style);
	const char *words = request->text ? request->text : or_empty(request->raw);
	canvas_put(canvas, line, at->glyph, style, glyph);
	canvas_put_in(canvas, line, at->left, at->channel - at->left - 2, style, TEXT_RIGHT,
		      requests_left(digital_left(request, now), left));
	canvas_put_in(canvas, line, at->channel, at->name - at->channel - GAP, STYLE_NORMAL, TEXT_LEFT,
		      canvas->cols >= WIDE ? label_channel(request->channel)
					   : channel_short(request->channel));
	canvas_put_in(canvas, line, at->name, at->plate - at->name - GAP, STYLE_NORMAL, TEXT_LEFT,
		      or_empty(request->name ? request->name : request->email));
	canvas_put_in(canvas, line, at->plate, at->model - at->plate - GAP, STYLE_NORMAL, TEXT_LEFT,
		      or_empty(request->plate));
	if (at->text > at->model)
		canvas_put_in(canvas, line, at->model, at->text - at->model - GAP, STYLE_NORMAL, TEXT_LEFT,
			      or_empty(request->model));
	bool has_who = who_text(view, request, &who)[0] != '\0';
	int end = has_who ? at->who : canvas->cols;
	if (end - at->text > 4)
		canvas_put_in(canvas, line, at->text, end - at->text - GAP, STYLE_NORMAL, TEXT_LEFT, words);
	if (has_who)
		canvas_put_in(canvas, line, at->who, canvas->cols - at->who - GAP, STYLE_DIM, TEXT_LEFT,
			      who.text);
	buffer_finish(&who);
}

static void draw_list(const struct view_requests *view, const struct canvas *canvas)
{
	struct list list = view->list;
	struct columns at = columns_for(canvas->cols);
	list_set_height(&list, (size_t)canvas->rows);
	for (size_t i = list.top; i < view->shown_count && i < list.top + list.height; i++) {
		int line = (int)(i - list.top);
		draw_row(view, canvas, line, &at, &view->all.items[view->shown[i]]);
		if (i == list.row) {
			canvas_restyle(canvas, line, 0, canvas->cols, STYLE_FOCUS);
			canvas_put(canvas, line, 0, STYLE_FOCUS, ">");
			canvas_cursor(canvas, line, 0);
		}
	}
	if (list.top > 0)
		canvas_put(canvas, 0, canvas->cols - 1, STYLE_DIM, "↑");
	if (list.top + list.height < view->shown_count)
		canvas_put(canvas, canvas->rows - 1, canvas->cols - 1, STYLE_DIM, "↓");
}

/* --- above --- */

static void draw_head(const struct view_requests *view, const struct canvas *canvas)
{
	static const char *const names[] = { N_("Waiting"), N_("Late"), N_("All of 30 days") };
	instant now = requests_now(view);
	size_t late = 0;
	for (size_t i = 0; i < view->all.count; i++)
		late += digital_is_breach(&view->all.items[i], now);
	int col = canvas_put(canvas, 0, 1, STYLE_HEADING, _(names[view->which]));
	if (edit_text(&view->filter)[0])
		canvas_printf(canvas, 0, col + 2, STYLE_WARNING, _("only: %s (%zu of %zu)"),
			      edit_text(&view->filter), view->shown_count, view->all.count);
	else
		canvas_printf(canvas, 0, col + 2, STYLE_NORMAL, _("%zu requests, %zu beyond 24 hours"),
			      view->all.count, late);
}

/* --- below --- */

static void moment_text(instant at, struct buffer *out)
{
	char date[WHEN_SIZE], time[CIVIL_TIME_SIZE];
	civil_day day;
	int minute;
	civil_from_instant(at, &day, &minute);
	buffer_printf(out, "%s %s", when_date(day, date), civil_format_time(minute, time));
}

/* What stands in the way, or what is done already. */
static void state_text(const struct view_requests *view, const struct digital_request *request,
		       struct buffer *out)
{
	char left[REQUESTS_LEFT_SIZE];
	instant now = requests_now(view);
	if (office_digital_claimed(desk_office(view->pane.desk), request) && digital_waits(request, now)) {
		buffer_printf(out, _("%s works on it since "), request->claimed_by);
		moment_text(request->claimed_at, out);
		buffer_add(out, ". ");
	}
	if (request->state == DIGITAL_OFFERED) {
		buffer_add(out, _("Dates are offered in writing, kept until "));
		moment_text(request->answer_by, out);
		buffer_add(out,
			   request->answer_by <= now ? _("; no answer came: call the customer. ") : ". ");
	} else if (request->state != DIGITAL_OPEN) {
		buffer_printf(out, _("%s by %s, "), label_digital_state(request->state),
			      or_empty(request->answered_by));
		moment_text(request->answered, out);
		buffer_printf(out, "%s%s. ", request->result ? ": " : "",
			      or_empty(label_digital_result(request->result)));
	}
	if (request->reply_to && request->reply_number)
		buffer_printf(out, _("Answers our message \"%s\" of customer file %d. "),
			      label_message_template(request->reply_template), request->reply_number);
	else if (request->reply_to)
		buffer_printf(out, _("Answers our message \"%s\". "),
			      label_message_template(request->reply_template));
	if (digital_is_breach(request, now))
		buffer_printf(
			out, _("Beyond 24 hours by %s. "),
			requests_left((request->answered ? request->answered : now) - request->due, left));
	if (request->problem) {
		buffer_add(out, _("To be read by hand: "));
		label_problem(request->problem, out);
		buffer_add(out, ". ");
	}
	if (request->same_as)
		buffer_add(out, _("Perhaps the same as another request. "));
}

static void given_text(const struct digital_request *request, struct buffer *line)
{
	struct arena arena = { 0 };
	const char *rest = request->fields, *key, *value;
	while ((rest = digital_next_field(rest, &key, &value, &arena)))
		buffer_printf(line, "%s%s: %s", line->len ? "   " : "", label_digital_key(key),
			      label_digital_value(key, value));
	arena_finish(&arena);
}

/* The customer's words have what the form gave leaves over, at least a few rows. */
static void draw_words_and_given(const struct digital_request *request, const struct canvas *canvas, int row)
{
	const char *words = request->text ? request->text : or_empty(request->raw);
	struct buffer given = { 0 };
	given_text(request, &given);
	int left = canvas->rows - row;
	int rows = left - text_wrap_rows(buffer_text(&given), canvas->cols - 2, left);
	if (rows < TEXT_ROWS)
		rows = TEXT_ROWS;
	row += canvas_put_wrapped(canvas, row, 1, rows, canvas->cols - 2, STYLE_NORMAL, words);
	if (row < canvas->rows)
		canvas_put_wrapped(canvas, row, 1, canvas->rows - row, canvas->cols - 2, STYLE_DIM,
				   buffer_text(&given));
	buffer_finish(&given);
}

static void draw_detail(const struct view_requests *view, const struct canvas *canvas)
{
	const struct digital_request *request = requests_selected(view);
	struct buffer title = { 0 }, state = { 0 };
	canvas_hline(canvas, 0, 0, canvas->cols);
	if (!request)
		return;
	buffer_printf(&title, "%s  ", label_channel(request->channel));
	moment_text(request->received, &title);
	buffer_printf(&title, "  %s", or_empty(request->name ? request->name : request->email));
	int number = request->number ? request->number : request->reply_number;
	if (number)
		buffer_printf(&title, "  %s %d", _("file"), number);
	canvas_title(canvas, 0, 0, canvas->cols, buffer_text(&title));
	state_text(view, request, &state);
	int row = 1;
	if (state.len)
		row += canvas_put_wrapped(canvas, row, 1, 2, canvas->cols - 2, STYLE_WARNING, state.text);
	draw_words_and_given(request, canvas, row);
	buffer_finish(&title);
	buffer_finish(&state);
}

/* --- one thing a line --- */

static void draw_plain(const struct view_requests *view, const struct canvas *canvas)
{
	struct list list = view->list;
	draw_head(view, canvas);
	list_set_height(&list, (size_t)(canvas->rows - REQUESTS_HEAD - requests_detail_rows(canvas->rows)));
	for (size_t i = list.top; i < view->shown_count && i < list.top + list.height; i++) {
		const struct digital_request *request = &view->all.items[view->shown[i]];
		char left[REQUESTS_LEFT_SIZE];
		struct buffer line = { 0 }, who = { 0 };
		int row = REQUESTS_HEAD + (int)(i - list.top);
		buffer_printf(&line, "%s %s, %s, %s, %s, %s", i == list.row ? ">" : " ",
			      requests_left(digital_left(request, requests_now(view)), left),
			      label_channel(request->channel), or_empty(request->name),
			      or_empty(request->plate), who_text(view, request, &who));
		canvas_put_in(canvas, row, 0, canvas->cols, i == list.row ? STYLE_FOCUS : STYLE_NORMAL,
			      TEXT_LEFT, buffer_text(&line));
		if (i == list.row)
			canvas_cursor(canvas, row, 0);
		buffer_finish(&line);
		buffer_finish(&who);
	}
}

void requests_draw(const struct view_requests *view, const struct canvas *canvas)
{
	int below = requests_detail_rows(canvas->rows);
	struct canvas list =
		canvas_sub(canvas, REQUESTS_HEAD, 0, canvas->rows - REQUESTS_HEAD - below, canvas->cols);
	struct canvas detail = canvas_sub(canvas, canvas->rows - below, 0, below, canvas->cols);
	if (desk_is_plain(view->pane.desk)) {
		draw_plain(view, canvas);
	} else {
		draw_head(view, canvas);
		if (view->shown_count)
			draw_list(view, &list);
		else
			canvas_put(&list, 0, 2, STYLE_DIM, _("No request waits."));
	}
	draw_detail(view, &detail);
}
