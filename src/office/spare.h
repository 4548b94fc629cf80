/* office/spare.h - work that nobody waits for, for moments in which nobody waits. */
#ifndef PRENOTA_OFFICE_SPARE_H
#define PRENOTA_OFFICE_SPARE_H

#include "office/office.h"

/* Whether this office's own acts left some. */
bool office_has_spare_work(const struct office *office);

/* A long log is brought home beside those who write, and of the search index one portion, two milliseconds or so in a
 * transaction of its own; nothing of it while somebody else writes. True: there is more, try again in a moment. */
bool office_spend_moment(struct office *office);

/* All of it, as far as it goes in @portions; for a command or a nightly act that has given its answer. */
void office_spend_moments(struct store *store, int portions);

#endif
