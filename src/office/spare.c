#include "office/spare.h"

#include <poll.h>

#include "store/find.h"

enum { PORTION_PAGES = 4, PAUSE_MS = 2 /* for who waits for the lock */ };

bool office_has_spare_work(const struct office *office)
{
	return office->store &&
	       (store_search_is_scattered(office->store) || store_log_is_long(office->store));
}

static bool spend(struct store *store)
{
	bool more = false;
	struct error err = { 0 };
	if (store_log_is_long(store))
		store_bring_log_home(store);
	return store_gather_search(store, PORTION_PAGES, &more, &err) ? more : err.code == ERROR_BUSY;
}

bool office_spend_moment(struct office *office)
{
	return office_has_spare_work(office) && spend(office->store);
}

void office_spend_moments(struct store *store, int portions)
{
	while (portions-- > 0 && !store_readonly(store) && spend(store))
		poll(NULL, 0, PAUSE_MS);
}
