/* tests/pty/storm.h - what the storms on the real console share: chance that can be played again, and the
 * ways out.
 *
 * One storm at a time in a program: the draws are of one sequence. */
#ifndef PRENOTA_TESTS_PTY_STORM_H
#define PRENOTA_TESTS_PTY_STORM_H

#include <stdbool.h>
#include <stdint.h>

#include "vt.h"

/* Begins another storm on every run: by PRENOTA_SEED, else by the clock; printed with @what. The seed. */
uint64_t storm_seed(const char *what);

/* A number from 0 to @below - 1. */
int storm_draw(int below);

/* Gives the terminal a random size: a third anywhere, a third around the smallest sizes, a third usual ones.
 */
void storm_resize(struct vt *vt);

/* Waits for the end of a console whose line is closed: it left by a key (status 0, or Ctrl+C behind its end)
 * and the terminal is as it was. Otherwise tells the status, and what a sanitizer has said. */
bool storm_left(struct vt *vt);

/* Leaves by Ctrl+Q from wherever keys have led, and judges as storm_left() does. */
bool storm_leave(struct vt *vt);

#endif
