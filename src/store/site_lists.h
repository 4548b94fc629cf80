/* store/site_lists.h - the parts of a site that are written whole. Each replaces what was there; staff must
 * stand. */
#ifndef PRENOTA_STORE_SITE_LISTS_H
#define PRENOTA_STORE_SITE_LISTS_H

#include "model/site.h"
#include "store/store.h"

bool site_put_base(struct store *store, const struct site *site, struct error *err);
bool site_put_hours(struct store *store, const struct site *site, struct error *err);
bool site_put_holidays(struct store *store, const struct site *site, struct error *err);
bool site_put_shifts(struct store *store, const struct site *site, struct error *err);
bool site_put_duties(struct store *store, const struct site *site, struct error *err);
/* A value that changed is no longer checked (R5). */
bool site_put_dealer(struct store *store, const struct site *site, struct error *err);

/* Every car's next service is then to be worked out anew. */
bool site_put_intervals(struct store *store, const struct site *site, struct error *err);

#endif
