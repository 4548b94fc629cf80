#include "office/reading.h"

#include <stdio.h>
#include <string.h>

#include "store/audit.h"

enum { SAME_READING_SECONDS = 600 };

static struct office_reading *reading_slot(struct office_readings *readings, const char *table,
					   const char *id)
{
	for (int i = 0; i < OFFICE_READINGS; i++)
		if (strcmp(readings->items[i].table, table) == 0 && strcmp(readings->items[i].id, id) == 0)
			return &readings->items[i];
	for (int tried = 0; tried < OFFICE_READINGS; tried++) {
		readings->next = (readings->next + 1) % OFFICE_READINGS;
		if (!readings->items[readings->next].pending)
			break;
	}
	return &readings->items[readings->next];
}

static void note(struct office *office, const char *act, const char *table, const char *id)
{
	struct office_reading *slot = reading_slot(&office->readings, table, id);
	instant now = office_now(office);
	bool same = strcmp(slot->table, table) == 0 && strcmp(slot->id, id) == 0;
	if (same && (slot->pending || (now >= slot->at && now - slot->at < SAME_READING_SECONDS)))
		return;
	*slot = (struct office_reading){ .act = act, .at = now, .pending = true };
	snprintf(slot->table, sizeof slot->table, "%s", table);
	snprintf(slot->id, sizeof slot->id, "%s", id);
	office->readings.pending = true;
}

void office_note_reading(struct office *office, const char *table, const char *id)
{
	if (id && *id && office->store)
		note(office, "read", table, id);
}

void office_note_listing(struct office *office, const char *what, const char *which)
{
	note(office, "list", what, which ? which : "");
}

bool office_write_readings(struct office *office)
{
	struct office_readings *readings = &office->readings;
	bool left = false;
	if (!readings->pending || !office->store)
		return true;
	for (int i = 0; i < OFFICE_READINGS; i++) {
		struct office_reading *reading = &readings->items[i];
		struct error err = { 0 };
		if (!reading->pending)
			continue;
		store_set_actor(office->store, office_actor(office)->code, reading->at);
		if (!store_log_reading(office->store, reading->act, reading->table, reading->id, NULL,
				       &err) &&
		    (err.code == ERROR_BUSY || err.code == ERROR_SYSTEM))
			left = true; /* a full disk may have room again */
		else
			reading->pending = false;
	}
	store_set_actor(office->store, office_actor(office)->code, office_now(office));
	readings->pending = left;
	return !left;
}
