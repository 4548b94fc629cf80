/* tests/bench/large.h - the large site of the benchmarks: one busy desk after ten years, the same on every
 * run.
 *
 * 100,000 customers, 120,000 vehicles, 200,000 appointments, 6 advisors, 20 technicians, 12 loan cars; the
 * past full, the eight weeks after LARGE_TODAY less and less so. Names, plates and VINs are made up. */
#ifndef PRENOTA_TESTS_LARGE_H
#define PRENOTA_TESTS_LARGE_H

#include "base/arena.h"
#include "base/error.h"
#include "model/site.h"

#define LARGE_TODAY "2026-11-23"

/* How large: shares of the whole, so that a test can make a small one of the same kind. */
struct large_size {
	int customers;
	int vehicles;
	int appointments;
	int years; /* over which the past appointments lie */
};

extern const struct large_size large_whole;

/* The desk itself; texts in @arena or static. */
void large_site(struct arena *arena, struct site *site);

/* Makes the database at @path, where nothing may stand. Takes a minute or two for the whole. */
bool large_make(const char *path, const struct large_size *size, struct error *err);

#endif
