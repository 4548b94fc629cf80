/* A console on the sample site in a folder of its own, without a screen to look at: set up once a group of
 * tests and opened for each, or a new one for each. For cmocka; *state is the struct fixture. */
#ifndef PRENOTA_TESTS_DESK_FIXTURE_H
#define PRENOTA_TESTS_DESK_FIXTURE_H

#include "desk/desk_state.h"

struct fixture {
	char dir[64];
	char database[128];
	struct office office;
	struct term *term;
	struct desk *desk;
};

/* The sample site, and its end. */
int fixture_set_up(void **state);
int fixture_tear_down(void **state);

/* A desk of the operator kim.m at 80x24 whose clock stands. */
int fixture_open(void **state);
int fixture_close(void **state);

/* Both for one test: no draft of an earlier one is offered at this desk. */
int fixture_new(void **state);
int fixture_end(void **state);

#endif
