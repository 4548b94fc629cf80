/* office/reminder_rows.h - service reminders within somebody else's transaction. Inner to this folder. */
#ifndef PRENOTA_OFFICE_REMINDER_ROWS_H
#define PRENOTA_OFFICE_REMINDER_ROWS_H

#include "office/reminders.h"

/* Works out one car anew: its live reminder is written, moved, held, booked or closed. */
bool reminder_refresh(struct office *office, const char *vehicle_id, struct arena *arena, struct error *err);

/* @work was booked for the car in @file: what was to be reminded of is booked with it. @id is the reminder
 * whose call this is (NULL: none), @contact its line in the register. */
bool reminder_booked(struct office *office, const char *vehicle_id, const char *const *work, int work_count,
		     const char *file, const char *id, const char *contact, struct arena *arena,
		     struct error *err);

/* An attempt is over with a result that is no booking. */
bool reminder_attempted(struct office *office, const char *id, const struct office_attempt *attempt,
			struct arena *arena, struct error *err);

/* One more attempt was made today. */
void reminder_count(struct reminder *reminder, civil_day today);

/* Whether the attempt that is due on @today is made in writing. */
bool reminder_is_written(const struct reminder *reminder, civil_day today);

/* Makes it: into the outbox, or left to the telephone when nobody may be written to. Counts up *@written. */
bool reminder_write(struct office *office, struct reminder *reminder, int *written, struct arena *arena,
		    struct error *err);

#endif
