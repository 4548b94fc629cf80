/* office/demo_book.h - the booked calendar of the sample site. Inner to this folder. */
#ifndef PRENOTA_OFFICE_DEMO_BOOK_H
#define PRENOTA_OFFICE_DEMO_BOOK_H

#include "office/setup.h"

/* Books the lines of @path (appointments.csv) by the rules, each at its own time by its own operator, and
 * brings those that have come and gone into their state. A line that is refused or wrong is told to @watch
 * and left out. */
bool demo_book_all(struct office *office, const char *path, const struct office_import_watch *watch,
		   struct error *err);

/* What the contact of a line left besides its booking, made up by the number of the line: its rings and holds,
 * the time to the first offer, what it kept of the standard, the digital request it answered, and that the day before was
 * confirmed, where that was before @until. The first before, the second after it is booked, within the same write transaction. */
struct booking;
void demo_record_ring(struct booking *booking, size_t line);
bool demo_record_contact(struct booking *booking, size_t line, instant until, struct error *err);

/* Calls and walk-ins of the eight weeks before the demo's day that ended without an appointment, so that a period before has
 * its figures too. */
bool demo_record_calls(struct office *office, civil_day today, struct error *err);

/* Calls about services that were due in the weeks before and after the demo's day; the reminders stand already. */
bool demo_record_reminders(struct office *office, civil_day today, struct error *err);

/* A number below @below, the same each time; draws that must not go together have another @salt. */
unsigned demo_draw(size_t number, unsigned salt, unsigned below);

/* Takes in the digital requests of @path. */
bool demo_take_requests(struct office *office, const char *path, struct error *err);

#endif
