/* model/line.h - a call as the telephone exchange tells of it: events in, its state out. Pure.
 *
 * One line of text an event: `ringing call=ID from=NUMBER to=EXTENSION at=EPOCH_MS`. Events come late, twice,
 * in another order or not at all; the state is a fold over the events of one call in the order of their times
 * and only moves forward: what makes no sense where the call stands is passed by. */
#ifndef PRENOTA_MODEL_LINE_H
#define PRENOTA_MODEL_LINE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/error.h"

enum line_verb {
	LINE_RINGING,
	LINE_ANSWERED,
	LINE_HOLD,
	LINE_RESUME,
	LINE_TRANSFERRED,
	LINE_HANGUP,
	LINE_VERB_COUNT
};

enum {
	LINE_TEXT_MAX = 1000, /* bytes of one event's line; a longer one is refused */
	LINE_CALL_SIZE = 129,
	LINE_NUMBER_SIZE = 65,
	LINE_EXTENSION_SIZE = 33,
	LINE_WAITS_MAX = 64, /* holds and transfers of one call */
};

struct line_event {
	enum line_verb verb;
	char call[LINE_CALL_SIZE];           /* the exchange's name of the call */
	char number[LINE_NUMBER_SIZE];       /* the caller's, "" not told or withheld */
	char extension[LINE_EXTENSION_SIZE]; /* where it rings or goes, "" not told */
	int64_t at;                          /* milliseconds since 1970 UTC, 0: not told, it is now */
};

const char *line_verb_code(enum line_verb verb);
bool line_verb_from_code(const char *code, enum line_verb *verb);

/* Reads the words of one event, the verb first, then key=value in any order; keys that are not known are
 * passed by. ERROR_INPUT names what is wrong: no verb, no call, a time that is none, a text that is no UTF-8,
 * steers a terminal or is too long. */
bool line_event_read(const char *const *words, size_t count, struct line_event *event, struct error *err);

/* The same from one line of text without its newline. */
bool line_event_parse(const char *text, struct line_event *event, struct error *err);

/* How far a call is. */
enum line_phase { LINE_UNKNOWN, LINE_RINGS, LINE_TALKS, LINE_HELD, LINE_MOVES, LINE_ENDED };

/* A hold, or a transfer: from when the caller is sent until the other side answers or one is back. */
struct line_wait {
	int64_t from;
	int64_t to; /* 0: still going on */
	bool transfer;
};

/* Times as those of the events. */
struct line_state {
	enum line_phase phase;
	int64_t rang; /* 0: nothing told of it */
	int64_t answered;
	int64_t ended;
	char number[LINE_NUMBER_SIZE];
	char extension[LINE_EXTENSION_SIZE]; /* who rings, or has it */
	struct line_wait waits[LINE_WAITS_MAX];
	int wait_count;
};

/* Sorts @events by time; those of one time keep their order. */
void line_sort(struct line_event *events, size_t count);

/* Takes the next event, in order of time, into @state (all zero before the first). */
void line_apply(struct line_state *state, const struct line_event *event);

#endif
