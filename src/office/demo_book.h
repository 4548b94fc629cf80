/* office/demo_book.h - the booked calendar of the sample site. Inner to this folder. */
#ifndef PRENOTA_OFFICE_DEMO_BOOK_H
#define PRENOTA_OFFICE_DEMO_BOOK_H

#include "office/setup.h"

/* Books the lines of @path (appointments.csv) by the rules, each at its own time by its own operator, and
 * brings those that have come and gone into their state. A line that is refused or wrong is told to @watch
 * and left out. */
bool demo_book_all(struct office *office, const char *path, const struct office_import_watch *watch,
		   struct error *err);

/* Takes in the digital requests of @path. */
bool demo_take_requests(struct office *office, const char *path, struct error *err);

#endif
