/* office/line.h - calls that a telephone exchange tells of: its events come in, the consoles learn who rings.
 *
 * The exchange's events and the operator's keys go through the same state of a call (model/line.h). The
 * caller's number finds the customer before anybody speaks; holds and transfers are kept with the contact as
 * they end (R16, R18); a call that nobody takes is kept too, with a task to call back (R52). */
#ifndef PRENOTA_OFFICE_LINE_H
#define PRENOTA_OFFICE_LINE_H

#include "model/line.h"
#include "office/office.h"

/* Who may tell of events: the exchange's adapter has a login of its own (a host on the staff will do). */
enum { OFFICE_ROLES_LINE = OFFICE_ROLES_RECEIVE };

/* One event of the exchange, or of the operator's keys. @clock: CLOCK_BOOTTIME in milliseconds, from which
 * its time follows when it tells none; a changed system time moves nothing. What was told before changes
 * nothing. ERROR_REFUSED: more events of one call than any call has. */
bool office_line_event(struct office *office, const struct line_event *event, int64_t clock,
		       struct error *err);

/* A call for this desk. Moments are of the clock that was given. */
struct office_line {
	const char *id;
	const char *number; /* as the exchange told it; NULL: not told */
	enum line_phase phase;
	int64_t rang; /* 0: nothing told of it */
	int64_t answered;
	int64_t wait_from; /* of the hold or transfer that goes on, 0: none */
	bool mine;         /* the actor took it up, at this console or another */
	const char *taken_by;
	const char *contact;
	const char *customer; /* id of the one customer with that number; NULL: none, or several */
	int customers;        /* how many have that number */
};

struct office_line_list {
	struct office_line *items;
	size_t count;
	size_t capacity;
};

/* The calls that go on and concern the actor's consoles: those that ring at the actor's extension, or, when
 * that is nobody's, at the operator designated for now (nobody designated: at every operator's); and those
 * the actor took up. */
bool office_lines(struct office *office, int64_t clock, struct arena *arena, struct office_line_list *list,
		  struct error *err);

/* One call, whoever's it is; *@found false: there is none. Its customer is not looked for. */
bool office_line(struct office *office, const char *id, int64_t clock, struct arena *arena,
		 struct office_line *line, bool *found, struct error *err);

#endif
