/* store/appointment_inner.h - what the files about appointments share; inner to this folder. */
#ifndef PRENOTA_STORE_APPOINTMENT_INNER_H
#define PRENOTA_STORE_APPOINTMENT_INNER_H

#include "base/id.h"
#include "plan/plan.h"
#include "store/store.h"

/* The few columns that every change of an appointment needs. */
struct handle {
	int64_t key;
	char file[ID_SIZE];
	enum appointment_state state;
	int revision;
	civil_day day;
	int start;
	struct moment handback;
	int handback_minutes;
};

bool appointment_find(struct store *store, const char *id, struct handle *handle, struct error *err);

/* Says who changed @id, of which an update found another revision; returns false. */
bool appointment_changed(struct store *store, const char *id, struct error *err);

/* A line of the file's history: "2026-11-24 09:30 kim.s". */
bool appointment_event(struct store *store, const char *file, const char *act, civil_day day, int minute,
		       const char *more, struct error *err);

bool appointment_write_state(struct store *store, const char *id, const struct handle *old,
			     enum appointment_state state, int revision, struct error *err);

#endif
