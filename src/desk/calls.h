/* desk/calls.h - the open calls of this console: one in front, others parked; an incoming one never
 * overwrites one. */
#ifndef PRENOTA_DESK_CALLS_H
#define PRENOTA_DESK_CALLS_H

#include "desk/call.h"

enum { CALLS_MAX = 9 };

struct calls {
	struct call *items[CALLS_MAX]; /* in the order they came */
	int count;
	int current;  /* -1: none in front */
	int answered; /* of this session */
	int lost;
};

struct call *calls_current(const struct calls *calls);

/* The telephone rings: a new call in front; the one in front is parked with its draft. ERROR_REFUSED when
 * there are CALLS_MAX already. */
struct call *calls_ring(struct desk *desk, struct error *err);

/* Somebody came in through the door @seconds ago (R59): a new call in front whose clock is the waiting time. */
struct call *calls_walk_in(struct desk *desk, int seconds, struct error *err);

/* The exchange tells of a call: it rings, in front only when no other call is. ERROR_REFUSED as above. */
struct call *calls_incoming(struct desk *desk, struct error *err);

/* Puts @call among the open ones (a draft taken up), not in front. */
bool calls_add(struct desk *desk, struct call *call, struct error *err);

/* The same in front, the one there parked. NULL when there are CALLS_MAX already; @call is gone then. */
struct call *calls_open(struct desk *desk, struct call *call, struct error *err);

/* Parks the one in front; takes up the one that lies @by steps further (Alt+Up, Alt+Down). */
bool calls_park(struct desk *desk, struct error *err);
bool calls_switch(struct desk *desk, int by, struct error *err);
void calls_front(struct desk *desk, int index);

/* Takes @call out and frees it; the next parked one is not taken up by itself. */
void calls_remove(struct desk *desk, struct call *call);

int calls_parked(const struct calls *calls);

#endif
