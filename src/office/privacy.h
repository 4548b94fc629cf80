/* office/privacy.h - the rights of a person in their data, and how long it is kept.
 *
 * Only managers; each act stands in the trail with its reason. */
#ifndef PRENOTA_OFFICE_PRIVACY_H
#define PRENOTA_OFFICE_PRIVACY_H

#include "office/office.h"
#include "store/erase.h"
#include "store/mention.h"
#include "store/person.h"

/* Everything held on the customer @id, a row at a time to @row (store/person.h). @reason is why it is taken
 * out of the system; it must be said. ERROR_PERMISSION, ERROR_NOT_FOUND, ERROR_INPUT without a reason. */
bool office_export_customer(struct office *office, const char *id, const char *reason, person_row_fn *row,
			    void *context, struct error *err);

/* Requests of nobody that name the customer @id. ERROR_PERMISSION, ERROR_NOT_FOUND. */
bool office_mentions(struct office *office, const char *id, struct arena *arena, struct mention_list *list,
		     struct error *err);

/* Erases the customer @id for good. @theirs: which of the requests that nobody tied to anybody go with them, their ids
 * with commas between, or "none"; NULL: ERROR_REFUSED while any of them names the customer, so that a person looks
 * first. ERROR_REFUSED, too, while an appointment of theirs is still to come or their car is here: that ends first. What
 * went lies in the spool of requests as well (store/input.h): the caller sees to it. *@in_log: others read at that time,
 * and the log beside the database holds what was erased until it is brought home; once more is a further try. */
bool office_erase_customer(struct office *office, const char *id, const char *reason, const char *theirs,
			   bool *in_log, struct error *err);

/* As `prenota init` took it from site.cfg, else the defaults of struct site_keep. */
bool office_retention(struct office *office, struct site_keep *retention, struct error *err);

struct office_purge {
	struct person_due persons;  /* to be erased, or erased */
	struct person_due personas; /* of whom only the persona goes */
	int drafts;
	bool in_log; /* as of office_erase_customer() */
};

/* What is older than it may be. With @preview nothing is changed; else @by, a second member of the staff who
 * looked at the preview (a code, not the actor), is kept with each erasure. */
bool office_purge(struct office *office, bool preview, const char *by, struct arena *arena,
		  struct office_purge *purge, struct error *err);

#endif
