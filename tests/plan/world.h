/* tests/plan/world.h - sites and states for the tests of the engine: a plain one, and random ones by a seed.
 *
 * A world owns its site and its state. Rows are added with world_book() or by hand; world_prepare() follows.
 */
#ifndef PRENOTA_TESTS_PLAN_WORLD_H
#define PRENOTA_TESTS_PLAN_WORLD_H

#include "plan/plan.h"

enum world_skill { SERVICE, MECHANIC, DIAGNOSIS, VOLTAGE, BODY, SKILLS };
enum world_work { OIL, MAINT_S, MAINT_L, DIAG_1, BODY_L, EV_CHECK, RECALL_HW, RET, WORKS };

struct world {
	struct site site;
	struct plan_state state;
	struct arena arena; /* of the site */
	size_t capacity;    /* of every array of the state */
	uint32_t random;
};

/* Monday 2026-11-23 is day 0 of the plain world. */
enum { WORLD_MONDAY = 20780 };

/* Opening Monday to Friday 8:30-18:00, lunch 12-13; 2 advisors (0, 1), technicians 2 to 6, foreman 7, drivers
 * 8, 9; two loan cars, one hire car. The state has @days days from Monday and now is Monday 8:00. */
void world_plain(struct world *world, int days);

/* A small random site of at most 4 skills with random rows, from @seed. */
void world_random(struct world *world, uint32_t seed);

/* A random request for @world. */
struct plan_request world_request(struct world *world);

/* Booked (or held) by @file: all rows of the candidate. */
void world_book(struct world *world, const struct plan_request *request,
		const struct plan_candidate *candidate, const char *file, bool hold, int set);

struct plan_busy *world_add_busy(struct world *world, struct plan_busy busy);
struct plan_segment *world_add_segment(struct world *world, struct plan_segment segment);
struct plan_loan *world_add_loan(struct world *world, struct plan_loan loan);
struct plan_absence *world_add_absence(struct world *world, struct plan_absence absence);

/* After rows were added. */
void world_prepare(struct world *world);
void world_finish(struct world *world);

uint32_t world_next(struct world *world);               /* random */
int world_pick(struct world *world, int low, int high); /* both included */

/* A request of one work of a known customer without wishes. */
struct plan_request plain_request(int work);

#endif
