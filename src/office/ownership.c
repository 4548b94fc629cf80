#include "office/ownership.h"

#include <stdio.h>
#include <string.h>

#include "base/buffer.h"
#include "base/i18n.h"
#include "base/text.h"
#include "office/changes.h"
#include "office/tasks.h"
#include "store/file_store.h"
#include "store/ownership.h"
#include "store/people.h"
#include "store/task.h"

enum { NAME_BYTES = 256 };

bool office_file_ownership(struct office *office, const char *file, struct arena *arena,
			   struct ownership *change, bool *found, struct error *err)
{
	return store_file_ownership(office->store, file, arena, change, found, err);
}

/* --- completing it --- */

static bool is_company(const char *type)
{
	return type &&
	       (strcmp(type, "company") == 0 || strcmp(type, "leasing") == 0 || strcmp(type, "dealer") == 0);
}

/* The new owner's row; a new one from what was taken down. */
static bool owner_row(struct office *office, const struct ownership *change, struct arena *arena,
		      char id[ID_SIZE], struct data_change_list *changes, struct error *err)
{
	if (change->new_owner) {
		snprintf(id, ID_SIZE, "%s", change->new_owner);
		return true;
	}
	if (!change->owner_name || !*change->owner_name)
		return error_set(err, ERROR_INPUT,
				 _("the new owner's name is missing; give it with the date"));
	bool company = is_company(change->owner_type);
	struct customer customer = {
		.company = company,
		.company_name = company ? change->owner_name : NULL,
		.family = company ? NULL : change->owner_name,
		.mobile = change->telephone,
		.email = change->email,
		.address = change->address,
		.language = office->site.language,
	};
	return changes_put_customer(office, &customer, arena, id, changes, err);
}

static bool car_row(struct office *office, const struct ownership *change, const char *owner,
		    struct arena *arena, struct data_change_list *changes, struct error *err)
{
	struct vehicle vehicle;
	if (!store_get_vehicle(office->store, change->vehicle_id, arena, &vehicle, err))
		return false;
	vehicle.owner_id = owner;
	vehicle.owner_since = change->since;
	return changes_put_vehicle(office, &vehicle, arena, NULL, changes, err);
}

/* The task of the file, and its open point. */
static bool settle(struct office *office, const struct ownership *change, const char *state,
		   const char *result, struct arena *arena, struct error *err)
{
	struct task_list tasks = { 0 };
	if (!change->file_id)
		return true;
	if (!store_open_tasks(office->store, 0, change->file_id, arena, &tasks, err))
		return false;
	for (size_t i = 0; i < tasks.count; i++)
		if (strcmp(tasks.items[i].kind, "ownership") == 0 &&
		    !store_close_task(office->store, tasks.items[i].id, state, result, err))
			return false;
	return tasks_settle_point(office, change->file_id, "owner", arena, err) &&
	       store_add_history(office->store, change->file_id, "ownership", state, err);
}

static bool complete(struct office *office, struct ownership *change, struct arena *arena, struct error *err)
{
	char *owner = arena_alloc(arena, ID_SIZE);
	struct data_change_list changes = { 0 };
	if (!owner_row(office, change, arena, owner, &changes, err) ||
	    !car_row(office, change, owner, arena, &changes, err) ||
	    !changes_keep(office, &changes, "ownership", change->file_id, err))
		return false;
	change->new_owner = owner;
	change->completed = office_moment(office).day;
	return settle(office, change, "done", NULL, arena, err);
}

/* --- acts --- */

static bool is_closed(const struct ownership *change, struct error *err)
{
	if (change->state != OWNERSHIP_DONE && change->state != OWNERSHIP_DROPPED)
		return false;
	error_set(err, ERROR_CONFLICT, _("this ownership change is closed already"));
	return true;
}

static bool tick(struct office *office, const char *id, enum ownership_step step, bool ticked,
		 struct arena *arena, struct error *err)
{
	struct ownership change;
	if (!store_get_ownership(office->store, id, arena, &change, err) || is_closed(&change, err))
		return false;
	if (ticked && step >= OWNERSHIP_ENTER && change.since == 0)
		return error_set(err, ERROR_INPUT,
				 _("the date of the change is missing; it is needed before the change is "
				   "entered"));
	unsigned bit = 1U << step;
	change.steps = ticked ? change.steps | bit : change.steps & ~bit;
	change.state = ownership_state_of(change.steps);
	if (change.state == OWNERSHIP_DONE && !complete(office, &change, arena, err))
		return false;
	return store_put_ownership(office->store, &change, err);
}

bool office_tick_ownership(struct office *office, const char *id, enum ownership_step step, bool ticked,
			   struct error *err)
{
	struct arena arena = { 0 };
	if (!office_begin(office, OFFICE_ROLES_OWNERSHIP, err))
		return false;
	bool fine = office_end(office, tick(office, id, step, ticked, &arena, err), err);
	arena_finish(&arena);
	return fine;
}

static bool set(struct office *office, const char *id, civil_day since, const char *owner_name,
		struct arena *arena, struct error *err)
{
	struct ownership change;
	struct vehicle vehicle;
	char name[NAME_BYTES];
	if (!store_get_ownership(office->store, id, arena, &change, err) || is_closed(&change, err) ||
	    !store_get_vehicle(office->store, change.vehicle_id, arena, &vehicle, err))
		return false;
	if (since == 0 || since > office_moment(office).day)
		return error_set(err, ERROR_INPUT,
				 _("the date of the change: a day not after today is expected"));
	if (vehicle.first_registration && since < vehicle.first_registration)
		return error_set(err, ERROR_INPUT,
				 _("the date of the change lies before the car's first registration"));
	change.since = since;
	if (owner_name && *owner_name) {
		struct buffer clean = { 0 };
		text_clean_line(&clean, owner_name, strlen(owner_name));
		bool fits = clean.len < sizeof name;
		snprintf(name, sizeof name, "%s", buffer_text(&clean));
		buffer_finish(&clean);
		if (!fits)
			return error_set(err, ERROR_INPUT, _("the new owner's name is too long"));
		if (!change.owner_name || strcmp(change.owner_name, name) != 0)
			change.new_owner = NULL; /* somebody else than who was taken down */
		change.owner_name = name;
	}
	return store_put_ownership(office->store, &change, err);
}

bool office_set_ownership(struct office *office, const char *id, civil_day since, const char *owner_name,
			  struct error *err)
{
	struct arena arena = { 0 };
	if (!office_begin(office, OFFICE_ROLES_BOOK, err))
		return false;
	bool fine = office_end(office, set(office, id, since, owner_name, &arena, err), err);
	arena_finish(&arena);
	return fine;
}

static bool drop(struct office *office, const char *id, const char *reason, struct arena *arena,
		 struct error *err)
{
	struct ownership change;
	if (!store_get_ownership(office->store, id, arena, &change, err) || is_closed(&change, err))
		return false;
	change.state = OWNERSHIP_DROPPED;
	return settle(office, &change, "dropped", reason, arena, err) &&
	       store_put_ownership(office->store, &change, err);
}

bool office_drop_ownership(struct office *office, const char *id, const char *reason, struct error *err)
{
	struct arena arena = { 0 };
	if (!office_begin(office, OFFICE_ROLES_OWNERSHIP, err))
		return false;
	bool fine = office_end(office, drop(office, id, reason, &arena, err), err);
	arena_finish(&arena);
	return fine;
}
