#include "model/line.h"

#include <stdlib.h>
#include <string.h>

#include "base/buffer.h"
#include "base/i18n.h"
#include "base/text.h"

static const char *const verbs[LINE_VERB_COUNT] = {
	[LINE_RINGING] = "ringing", [LINE_ANSWERED] = "answered",       [LINE_HOLD] = "hold",
	[LINE_RESUME] = "resume",   [LINE_TRANSFERRED] = "transferred", [LINE_HANGUP] = "hangup",
};

/* 2001 to 2096: what lies outside was never milliseconds since 1970. */
static const int64_t first_ms = 1000000000000, last_ms = 4000000000000;

const char *line_verb_code(enum line_verb verb)
{
	return verbs[verb];
}

bool line_verb_from_code(const char *code, enum line_verb *verb)
{
	if (strcmp(code, "incoming") == 0) /* the exchange has it, the desk is about to ring */
		code = verbs[LINE_RINGING];
	for (int i = 0; i < LINE_VERB_COUNT; i++) {
		if (strcmp(verbs[i], code) != 0)
			continue;
		*verb = (enum line_verb)i;
		return true;
	}
	return false;
}

/* --- reading --- */

static bool read_time(const char *text, int64_t *at)
{
	if (strlen(text) != 13 || strspn(text, "0123456789") != 13)
		return false;
	*at = strtoll(text, NULL, 10);
	return *at >= first_ms && *at <= last_ms;
}

/* "sip:+821012345678@10.0.0.1;user=phone" is +821012345678; a caller who hides has no number. */
static void read_number(const char *text, char *number, size_t size)
{
	static const char *const schemes[] = { "sip:", "sips:", "tel:" };
	static const char *const hidden[] = { "anonymous", "unknown",    "private",
					      "withheld",  "restricted", "unavailable" };
	for (size_t i = 0; i < sizeof schemes / sizeof schemes[0]; i++)
		if (strncmp(text, schemes[i], strlen(schemes[i])) == 0)
			text += strlen(schemes[i]);
	size_t len = strcspn(text, "@;");
	if (len >= size)
		len = size - 1;
	memmove(number, text, len);
	number[len] = '\0';
	for (size_t i = 0; i < sizeof hidden / sizeof hidden[0]; i++)
		if (strcasecmp(number, hidden[i]) == 0)
			number[0] = '\0';
}

/* Safe for a terminal as it stands: nothing that the one door in would take out. */
static bool is_plain(const char *text)
{
	struct buffer clean = { 0 };
	bool same = text_clean_line(&clean, text, strlen(text)) != TEXT_INVALID &&
		    strcmp(buffer_text(&clean), text) == 0;
	buffer_finish(&clean);
	return same;
}

static bool read_pair(const char *word, struct line_event *event, struct error *err)
{
	const char *value = strchr(word, '=') + 1;
	size_t key = (size_t)(value - word) - 1;
	bool fits = true;
	if (strncmp(word, "at=", key + 1) == 0) {
		if (!read_time(value, &event->at))
			return error_set(err, ERROR_INPUT,
					 _("%s is no time; it takes milliseconds since 1970, 13 digits"),
					 word);
	} else if (strncmp(word, "call=", key + 1) == 0) {
		if ((fits = strlen(value) < sizeof event->call))
			strcpy(event->call, value);
	} else if (strncmp(word, "from=", key + 1) == 0) {
		if ((fits = strlen(value) < 200))
			read_number(value, event->number, sizeof event->number);
	} else if (strncmp(word, "to=", key + 1) == 0) {
		if ((fits = strlen(value) < 200))
			read_number(value, event->extension, sizeof event->extension);
	}
	return fits || error_set(err, ERROR_INPUT, _("'%.40s…' is too long"), word);
}

bool line_event_read(const char *const *words, size_t count, struct line_event *event, struct error *err)
{
	struct line_event read = { .verb = LINE_RINGING };
	if (count == 0 || !line_verb_from_code(words[0], &read.verb))
		return error_set(err, ERROR_INPUT,
				 _("'%.40s' is no event; they are ringing answered hold resume transferred "
				   "hangup"),
				 count ? words[0] : "");
	for (size_t i = 1; i < count; i++) {
		if (!is_plain(words[i]))
			return error_set(err, ERROR_INPUT,
					 _("word %zu of the event is no text that can be shown"), i + 1);
		if (!strchr(words[i], '='))
			return error_set(err, ERROR_INPUT,
					 _("'%.40s' is no key=value; known are call= from= to= at="),
					 words[i]);
		if (!read_pair(words[i], &read, err))
			return false;
	}
	if (!read.call[0])
		return error_set(err, ERROR_INPUT, _("call=ID is missing: which call is it?"));
	*event = read;
	return true;
}

bool line_event_parse(const char *text, struct line_event *event, struct error *err)
{
	enum { WORDS = 24 };
	char copy[LINE_TEXT_MAX + 1], *rest = NULL;
	const char *words[WORDS];
	size_t count = 0;
	if (strlen(text) > LINE_TEXT_MAX)
		return error_set(err, ERROR_INPUT, _("the event's line is longer than %d bytes"),
				 LINE_TEXT_MAX);
	strcpy(copy, text);
	for (char *word = strtok_r(copy, " \t\r", &rest); word; word = strtok_r(NULL, " \t\r", &rest)) {
		if (count == WORDS)
			return error_set(err, ERROR_INPUT, _("the event has more than %d words"), WORDS);
		words[count++] = word;
	}
	return line_event_read(words, count, event, err);
}

/* --- the state --- */

void line_sort(struct line_event *events, size_t count)
{
	for (size_t i = 1; i < count; i++) {
		struct line_event event = events[i];
		size_t at = i;
		for (; at > 0 && events[at - 1].at > event.at; at--)
			events[at] = events[at - 1];
		events[at] = event;
	}
}

static void begin_wait(struct line_state *state, int64_t at, bool transfer)
{
	if (state->wait_count < LINE_WAITS_MAX)
		state->waits[state->wait_count++] = (struct line_wait){ .from = at, .transfer = transfer };
}

static void end_wait(struct line_state *state, int64_t at)
{
	struct line_wait *last = state->wait_count ? &state->waits[state->wait_count - 1] : NULL;
	if (last && last->to == 0)
		last->to = at;
}

/* Whatever happens to a call that rings, beside ringing and hanging up, means that somebody took it. */
static void take(struct line_state *state, int64_t at)
{
	if (state->phase != LINE_UNKNOWN && state->phase != LINE_RINGS)
		return;
	state->phase = LINE_TALKS;
	state->answered = at;
}

static void go_to(struct line_state *state, const struct line_event *event)
{
	if (event->extension[0])
		memcpy(state->extension, event->extension, sizeof state->extension);
}

static void apply_ringing(struct line_state *state, const struct line_event *event)
{
	if (state->rang == 0)
		state->rang = state->answered ? state->answered : event->at;
	if (state->phase == LINE_UNKNOWN)
		state->phase = LINE_RINGS;
	if (state->phase == LINE_RINGS || state->phase == LINE_MOVES || !state->extension[0])
		go_to(state, event);
}

static void apply_answered(struct line_state *state, const struct line_event *event)
{
	if (state->phase == LINE_MOVES)
		end_wait(state, event->at);
	else if (state->phase != LINE_UNKNOWN && state->phase != LINE_RINGS)
		return;
	take(state, event->at);
	state->phase = LINE_TALKS;
	go_to(state, event);
}

static void apply_hold(struct line_state *state, const struct line_event *event)
{
	take(state, event->at);
	if (state->phase != LINE_TALKS)
		return;
	state->phase = LINE_HELD;
	begin_wait(state, event->at, false);
}

static void apply_resume(struct line_state *state, const struct line_event *event)
{
	take(state, event->at);
	if (state->phase != LINE_HELD && state->phase != LINE_MOVES)
		return;
	state->phase = LINE_TALKS;
	end_wait(state, event->at);
}

/* Sent on while it still rings it is nobody's transfer: it rings elsewhere. */
static void apply_transferred(struct line_state *state, const struct line_event *event)
{
	if (state->phase == LINE_MOVES)
		return;
	go_to(state, event);
	if (state->phase == LINE_RINGS || state->phase == LINE_UNKNOWN)
		return;
	end_wait(state, event->at);
	state->phase = LINE_MOVES;
	begin_wait(state, event->at, true);
}

void line_apply(struct line_state *state, const struct line_event *event)
{
	/* Who holds or hangs up may be either side: only a call that comes in tells the caller. */
	bool comes_in = event->verb == LINE_RINGING || event->verb == LINE_ANSWERED;
	if (!state->number[0] && comes_in)
		memcpy(state->number, event->number, sizeof state->number);
	if (state->phase == LINE_ENDED)
		return;
	switch (event->verb) {
	case LINE_RINGING:
		apply_ringing(state, event);
		break;
	case LINE_ANSWERED:
		apply_answered(state, event);
		break;
	case LINE_HOLD:
		apply_hold(state, event);
		break;
	case LINE_RESUME:
		apply_resume(state, event);
		break;
	case LINE_TRANSFERRED:
		apply_transferred(state, event);
		break;
	case LINE_HANGUP:
		end_wait(state, event->at);
		state->phase = LINE_ENDED;
		state->ended = event->at;
		break;
	case LINE_VERB_COUNT:
		break;
	}
}
