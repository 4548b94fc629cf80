/* store/audit_inner.h - what the transactions need of the trail. */
#ifndef PRENOTA_STORE_AUDIT_INNER_H
#define PRENOTA_STORE_AUDIT_INNER_H

#include "store/store.h"

/* Before a commit: an act that left no row of its own leaves one that names the groups it touched. */
bool audit_commit(struct store *store, struct error *err);

#endif
