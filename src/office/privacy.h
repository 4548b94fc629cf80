/* office/privacy.h - the rights of a person in their data, and how long it is kept.
 *
 * Only managers; each act stands in the trail with its reason. */
#ifndef PRENOTA_OFFICE_PRIVACY_H
#define PRENOTA_OFFICE_PRIVACY_H

#include "office/office.h"
#include "store/erase.h"
#include "store/person.h"

/* Everything held on the customer @id, a row at a time to @row (store/person.h). @reason is why it is taken
 * out of the system; it must be said. ERROR_PERMISSION, ERROR_NOT_FOUND, ERROR_INPUT without a reason. */
bool office_export_customer(struct office *office, const char *id, const char *reason, person_row_fn *row,
			    void *context, struct error *err);

/* Erases the customer @id for good. ERROR_REFUSED while an appointment of theirs is still to come or their
 * car is here: that ends first. */
bool office_erase_customer(struct office *office, const char *id, const char *reason, struct error *err);

/* As `prenota init` took it from site.cfg, else the defaults of struct site_keep. */
bool office_retention(struct office *office, struct site_keep *retention, struct error *err);

struct office_purge {
	struct person_due persons;  /* to be erased, or erased */
	struct person_due personas; /* of whom only the persona goes */
	int drafts;
};

/* What is older than it may be. With @preview nothing is changed; else @by, a second member of the staff who
 * looked at the preview (a code, not the actor), is kept with each erasure. */
bool office_purge(struct office *office, bool preview, const char *by, struct arena *arena,
		  struct office_purge *purge, struct error *err);

#endif
