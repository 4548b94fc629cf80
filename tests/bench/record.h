/* tests/bench/record.h - the record of a year on the large site, and how long the standards page takes to
 * count it. */
#ifndef PRENOTA_TESTS_RECORD_H
#define PRENOTA_TESTS_RECORD_H

#include "office/office.h"

/* Adds to the database at @path a contact with all that it kept for each file of the last year: calls, holds,
 * offers, messages. False when that fails. */
bool record_fill(const char *path);

/* Times a month, a quarter and the year, and the load of the year. */
bool record_bench(struct office *office, struct error *err);

#endif
