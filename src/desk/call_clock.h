/* desk/call_clock.h - the clocks of one telephone call: rings, talk, hold. Pure: the moment is always given.
 *
 * Milliseconds of a monotonic clock. Without telephony events the operator's keys say when it rings, is
 * answered, is put on hold and taken back. */
#ifndef PRENOTA_DESK_CALL_CLOCK_H
#define PRENOTA_DESK_CALL_CLOCK_H

#include <stdbool.h>
#include <stdint.h>

enum call_phase { CALL_RINGING, CALL_TALKING, CALL_HELD, CALL_ENDED };

/* How a hold or the ringing stands (R16, R18). */
enum call_level { CALL_FINE, CALL_WARNING, CALL_BREACH };

struct call_clock {
	enum call_phase phase;
	int64_t ring_from;
	int64_t answered; /* when it was answered; 0: not yet */
	int64_t ended;
	int rings;         /* rings counted until it was answered; 0 when it never rang (taken at once) */
	int64_t hold_from; /* of the running hold or transfer */
	bool transfer;     /* it is a transfer: from when the customer is sent until the other side answers */
	int64_t held;      /* sum of the holds that ended */
	int64_t longest_hold;
	int holds;
};

/* The rhythm and limits, from the site. */
struct call_rules {
	int cycle_ms; /* one ring with its pause */
	int hold_warn_ms;
	int hold_limit_ms;
};

enum { CALL_RINGS_ALLOWED = 3 };

/* It rings from @now on; or a call that is taken without ringing (@now is when it was answered). */
void call_clock_ring(struct call_clock *clock, int64_t now);
void call_clock_take(struct call_clock *clock, int64_t now);

/* Each does nothing in a phase where it means nothing, and then returns false. */
bool call_clock_answer(struct call_clock *clock, const struct call_rules *rules, int64_t now);
bool call_clock_hold(struct call_clock *clock, int64_t now);
/* From talking or from a hold, which ends. */
bool call_clock_transfer(struct call_clock *clock, int64_t now);
bool call_clock_resume(struct call_clock *clock, int64_t now);
bool call_clock_end(struct call_clock *clock, int64_t now);

/* The ring that sounds now, from 1; of an answered call the ring on which it was answered, 0 without ringing.
 */
int call_clock_rings(const struct call_clock *clock, const struct call_rules *rules, int64_t now);

/* Answered within the third ring (R16): fine until the second, a warning on the third, a breach after it. */
enum call_level call_clock_ring_level(const struct call_clock *clock, const struct call_rules *rules,
				      int64_t now);

/* Whole seconds since it was answered; of the running hold (0 when none). */
int call_clock_seconds(const struct call_clock *clock, int64_t now);
int call_clock_hold_seconds(const struct call_clock *clock, int64_t now);

/* The running hold: below the warning fine, above the limit a breach (R18: exactly 30.0 s is still within).
 */
enum call_level call_clock_hold_level(const struct call_clock *clock, const struct call_rules *rules,
				      int64_t now);

#endif
