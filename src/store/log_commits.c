/* How many commits the log has seen. SQLite says that something changed (`data_version`) also when a writer
 * begins the log anew, before what it writes is there: the index of the log counts commits alone. */
#include <stdint.h>

#include "store/private.h"

/* The index of a log begins with its format, a word without meaning, and the number of commits, each in the
 * machine's order (https://sqlite.org/walformat.html). */
enum { INDEX_FORMAT = 3007000, INDEX_PAGE = 32768, AT_FORMAT = 0, AT_COMMITS = 2 };

bool store_log_commits(const struct store *store, uint32_t *commits)
{
	sqlite3_file *file = NULL;
	void volatile *page = NULL;
	if (sqlite3_file_control(store->db, "main", SQLITE_FCNTL_FILE_POINTER, &file) != SQLITE_OK || !file ||
	    !file->pMethods || file->pMethods->iVersion < 2 || !file->pMethods->xShmMap)
		return false;
	/* It is mapped already, by the statement that was read before; here it is only asked for. */
	if (file->pMethods->xShmMap(file, 0, INDEX_PAGE, 0, &page) != SQLITE_OK || !page)
		return false;
	const volatile uint32_t *words = page;
	*commits = words[AT_COMMITS];
	return words[AT_FORMAT] == INDEX_FORMAT;
}
