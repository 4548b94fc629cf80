#include "desk/calls.h"

#include <string.h>

#include "base/i18n.h"
#include "desk/desk_state.h"

struct call *calls_current(const struct calls *calls)
{
	return calls->current >= 0 && calls->current < calls->count ? calls->items[calls->current] : NULL;
}

static void park(struct desk *desk, struct call *call)
{
	call_commit(desk, call);
	call_list_close(call);
	call->parked = true;
	call->left_field = true;
	if (call->clock.phase == CALL_TALKING && call->channel != CHANNEL_WALKIN)
		call_hold(desk, call);
	/* One who was on hold already waits since then, not since the next call was taken. */
	call->parked_at = call->clock.phase == CALL_HELD ? call->clock.hold_from : desk->clock;
	call_touch(desk, call);
}

bool calls_add(struct desk *desk, struct call *call, struct error *err)
{
	struct calls *calls = &desk->calls;
	if (calls->count == CALLS_MAX) {
		call_destroy(call);
		return error_set(err, ERROR_REFUSED, _("nine calls are open already; finish one first"));
	}
	calls->items[calls->count++] = call;
	return true;
}

static struct call *begin(struct desk *desk, enum channel channel, struct error *err)
{
	struct calls *calls = &desk->calls;
	struct call *front = calls_current(calls);
	if (calls->count == CALLS_MAX) {
		error_set(err, ERROR_REFUSED, _("nine calls are open already; finish one first"));
		return NULL;
	}
	if (front)
		park(desk, front);
	struct call *call = call_create(desk);
	call->has_clock = true;
	call->channel = channel;
	call_facts(desk, call);
	call_clock_ring(&call->clock, desk->clock);
	calls_add(desk, call, err);
	calls->current = calls->count - 1;
	return call;
}

struct call *calls_open(struct desk *desk, struct call *call, struct error *err)
{
	struct calls *calls = &desk->calls;
	if (!calls_add(desk, call, err))
		return NULL;
	calls_front(desk, calls->count - 1);
	return call;
}

struct call *calls_ring(struct desk *desk, struct error *err)
{
	return begin(desk, CHANNEL_PHONE, err);
}

struct call *calls_walk_in(struct desk *desk, int seconds, struct error *err)
{
	struct call *call = begin(desk, CHANNEL_WALKIN, err);
	if (call)
		call->clock.ring_from -= (int64_t)seconds * 1000;
	return call;
}

struct call *calls_incoming(struct desk *desk, struct error *err)
{
	struct calls *calls = &desk->calls;
	if (calls->count == CALLS_MAX) {
		error_set(err, ERROR_REFUSED, _("nine calls are open already; finish one first"));
		return NULL;
	}
	struct call *call = call_create(desk);
	call->has_clock = true;
	calls->items[calls->count++] = call;
	if (calls->current < 0)
		calls->current = calls->count - 1;
	return call;
}

void calls_front(struct desk *desk, int index)
{
	struct calls *calls = &desk->calls;
	struct call *front = calls_current(calls);
	if (front && index != calls->current)
		park(desk, front);
	calls->current = index;
	struct call *call = calls_current(calls);
	if (!call)
		return;
	call->parked = false;
	desk->lines_stale |= call->line[0] != '\0';
	if (call->has_clock && call->clock.phase == CALL_HELD)
		call_resume(desk, call);
	call->live_stale = true;
	call_touch(desk, call);
}

bool calls_park(struct desk *desk, struct error *err)
{
	struct calls *calls = &desk->calls;
	struct call *front = calls_current(calls);
	if (!front)
		return error_set(err, ERROR_INPUT, _("no call is in front; Alt+Down takes up a parked one"));
	if (front->has_clock && front->clock.phase == CALL_RINGING)
		return error_set(err, ERROR_INPUT, _("a ringing call cannot be parked; Enter answers it"));
	park(desk, front);
	calls->current = -1;
	return true;
}

bool calls_switch(struct desk *desk, int by, struct error *err)
{
	struct calls *calls = &desk->calls;
	if (calls->count == 0)
		return error_set(err, ERROR_INPUT, _("no other call is open"));
	int from = calls->current < 0 ? (by > 0 ? -1 : 0) : calls->current;
	int to = (from + by + calls->count) % calls->count;
	if (to == calls->current)
		return error_set(err, ERROR_INPUT, _("no other call is open"));
	desk_show(desk, "call");
	calls_front(desk, to);
	return true;
}

void calls_remove(struct desk *desk, struct call *call)
{
	struct calls *calls = &desk->calls;
	for (int i = 0; i < calls->count; i++) {
		if (calls->items[i] != call)
			continue;
		memmove(calls->items + i, calls->items + i + 1,
			(size_t)(calls->count - i - 1) * sizeof calls->items[0]);
		calls->count--;
		if (calls->current == i)
			calls->current = -1;
		else if (calls->current > i)
			calls->current--;
		call_destroy(call);
		return;
	}
}

int calls_parked(const struct calls *calls)
{
	int parked = 0;
	for (int i = 0; i < calls->count; i++)
		parked += calls->items[i]->parked;
	return parked;
}
