#include "desk/call_clock.h"

void call_clock_ring(struct call_clock *clock, int64_t now)
{
	*clock = (struct call_clock){ .phase = CALL_RINGING, .ring_from = now };
}

void call_clock_take(struct call_clock *clock, int64_t now)
{
	*clock = (struct call_clock){ .phase = CALL_TALKING, .ring_from = now, .answered = now };
}

bool call_clock_answer(struct call_clock *clock, const struct call_rules *rules, int64_t now)
{
	if (clock->phase != CALL_RINGING)
		return false;
	clock->rings = call_clock_rings(clock, rules, now);
	clock->phase = CALL_TALKING;
	clock->answered = now;
	return true;
}

bool call_clock_hold(struct call_clock *clock, int64_t now)
{
	if (clock->phase != CALL_TALKING)
		return false;
	clock->phase = CALL_HELD;
	clock->hold_from = now;
	clock->transfer = false;
	clock->holds++;
	return true;
}

bool call_clock_transfer(struct call_clock *clock, int64_t now)
{
	call_clock_resume(clock, now);
	if (!call_clock_hold(clock, now))
		return false;
	clock->transfer = true;
	return true;
}

bool call_clock_resume(struct call_clock *clock, int64_t now)
{
	if (clock->phase != CALL_HELD)
		return false;
	int64_t length = now - clock->hold_from;
	clock->held += length;
	if (length > clock->longest_hold)
		clock->longest_hold = length;
	clock->phase = CALL_TALKING;
	return true;
}

bool call_clock_end(struct call_clock *clock, int64_t now)
{
	if (clock->phase == CALL_ENDED)
		return false;
	call_clock_resume(clock, now);
	clock->phase = CALL_ENDED;
	clock->ended = now;
	return true;
}

int call_clock_rings(const struct call_clock *clock, const struct call_rules *rules, int64_t now)
{
	if (clock->phase != CALL_RINGING)
		return clock->rings;
	int64_t cycle = rules->cycle_ms > 0 ? rules->cycle_ms : 1;
	return 1 + (int)((now - clock->ring_from) / cycle);
}

enum call_level call_clock_ring_level(const struct call_clock *clock, const struct call_rules *rules,
				      int64_t now)
{
	int rings = call_clock_rings(clock, rules, now);
	if (rings > CALL_RINGS_ALLOWED)
		return CALL_BREACH;
	return rings == CALL_RINGS_ALLOWED ? CALL_WARNING : CALL_FINE;
}

int call_clock_seconds(const struct call_clock *clock, int64_t now)
{
	if (clock->answered == 0)
		return 0;
	int64_t until = clock->phase == CALL_ENDED ? clock->ended : now;
	return (int)((until - clock->answered) / 1000);
}

int call_clock_hold_seconds(const struct call_clock *clock, int64_t now)
{
	return clock->phase == CALL_HELD ? (int)((now - clock->hold_from) / 1000) : 0;
}

enum call_level call_clock_hold_level(const struct call_clock *clock, const struct call_rules *rules,
				      int64_t now)
{
	if (clock->phase != CALL_HELD)
		return CALL_FINE;
	int64_t length = now - clock->hold_from;
	if (length > rules->hold_limit_ms)
		return CALL_BREACH;
	return length >= rules->hold_warn_ms ? CALL_WARNING : CALL_FINE;
}
