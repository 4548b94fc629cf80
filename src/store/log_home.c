/* The log is brought home: its pages are written into the database, and the log begins anew. SQLite does it
 * within the commit that fills a thousand pages, and so with the lock, while everybody waits for the disk.
 * Here it is done by who has a moment, beside those who write; a commit does it only when nobody had one for
 * long. */
#include "store/private.h"

/* Pages of the log from which somebody with time brings it home, and at which a commit does. */
enum { LOG_LONG = 1000, LOG_MOST = 4000 };

/* After each commit of this store, before anybody else may write. */
static int on_commit(void *context, sqlite3 *db, const char *name, int pages)
{
	struct store *store = context;
	store->log_pages = pages;
	if (pages >= LOG_MOST)
		store_bring_log_home(store);
	(void)db, (void)name;
	return SQLITE_OK;
}

void store_watch_log(struct store *store)
{
	sqlite3_wal_hook(store->db, on_commit, store);
}

bool store_log_is_long(const struct store *store)
{
	return store->log_pages >= LOG_LONG && !store->readonly;
}

/* What readers still need stays for the next time, and so does all when somebody else is at it. */
void store_bring_log_home(struct store *store)
{
	store->log_pages = 0;
	sqlite3_wal_checkpoint_v2(store->db, "main", SQLITE_CHECKPOINT_PASSIVE, NULL, NULL);
}
