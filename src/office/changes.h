/* office/changes.h - customers and cars are written here, so that every edit keeps what stood there before
 * (R25). Needs a write transaction. */
#ifndef PRENOTA_OFFICE_CHANGES_H
#define PRENOTA_OFFICE_CHANGES_H

#include "model/people.h"
#include "office/office.h"
#include "store/changes.h"

/* Writes @customer (a new one when its id is NULL; its id goes to @id, which may be NULL for a known one),
 * and adds to @changes what differs from the row that stood there. The audit gets the names of the fields. */
bool changes_put_customer(struct office *office, const struct customer *customer, struct arena *arena,
			  char id[ID_SIZE], struct data_change_list *changes, struct error *err);
bool changes_put_vehicle(struct office *office, const struct vehicle *vehicle, struct arena *arena,
			 char id[ID_SIZE], struct data_change_list *changes, struct error *err);

/* Keeps them: @source "contact", "edit" or "ownership", @file NULL: of none. */
bool changes_keep(struct office *office, const struct data_change_list *changes, const char *source,
		  const char *file, struct error *err);

/* Changes made from @from to @to, both days whole; oldest first. For who may book (R25); the export stands in
 * the audit. */
bool office_changes(struct office *office, civil_day from, civil_day to, struct arena *arena,
		    struct data_change_list *list, struct error *err);

#endif
