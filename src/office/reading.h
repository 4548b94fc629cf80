/* office/reading.h - who looked at whose data: noted when something is shown, written when nobody waits.
 *
 * A file, customer or car shown again within ten minutes to the same person is the same reading. */
#ifndef PRENOTA_OFFICE_READING_H
#define PRENOTA_OFFICE_READING_H

#include <stdbool.h>

#include "office/office.h"

/* Notes that @table's row @id is shown to the actor ("customer_file", "customer", "vehicle"). Writes nothing.
 */
void office_note_reading(struct office *office, const char *table, const char *id);

/* Notes that a list with names was shown: @what ("receptions"), @which ("2026-11-24"; NULL: no one part). */
void office_note_listing(struct office *office, const char *what, const char *which);

/* Writes what was noted into the trail; without waiting, the rest (and all on a full disk) at the next call. True
 * when nothing is left. A store that nobody can write (a copy on a disc) drops the notes. */
bool office_write_readings(struct office *office);

#endif
