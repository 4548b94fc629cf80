/* Whether the log beside a database is its own. SQLite takes any log of that name whose sums are right:
 * somebody who puts an older copy, or another database, beside a log that a crash left would have it written
 * over with pages of the other. What the file holds without its log must be in what it holds with it:
 * counters only grow and the trail is only added to. */
#include <fcntl.h>
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/sysmacros.h>

#include "base/i18n.h"
#include "store/audit.h"
#include "store/private.h"

/* Somebody has the index of the log open: the log is in use, and nobody put it there. */
static bool is_in_use(const char *path)
{
	char name[4096], line[256];
	struct stat index;
	bool found = false;
	if (snprintf(name, sizeof name, "%s-shm", path) >= (int)sizeof name || stat(name, &index) != 0)
		return false;
	FILE *locks = fopen("/proc/locks", "re");
	while (locks && !found && fgets(line, sizeof line, locks)) {
		unsigned major_number, minor_number;
		uint64_t inode;
		found = sscanf(line, "%*s POSIX %*s %*s %*d %x:%x:%" SCNu64, &major_number, &minor_number,
			       &inode) == 3 &&
			makedev(major_number, minor_number) == index.st_dev && inode == index.st_ino;
	}
	if (locks)
		fclose(locks);
	return found;
}

/* A look at a database that leaves it, and its log, as they are. */
static struct store *look(const struct store *store, const char *name, int flags)
{
	struct store *view = calloc(1, sizeof *view);
	if (!view)
		abort();
	view->path = store->path;
	view->readonly = true;
	flags |= SQLITE_OPEN_READONLY | SQLITE_OPEN_NOFOLLOW | SQLITE_OPEN_PRIVATECACHE | SQLITE_OPEN_NOMUTEX;
	if (sqlite3_open_v2(name, &view->db, flags, NULL) == SQLITE_OK) {
		sqlite3_busy_timeout(view->db, store->wait_ms);
		sqlite3_db_config(view->db, SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, 1, NULL);
	}
	return view;
}

static void look_away(struct store *view)
{
	for (int i = 0; i < SQL_COUNT; i++)
		sqlite3_finalize(view->stmts[i].handle);
	sqlite3_close(view->db);
	free(view);
}

static const char is_sound[] = "SELECT integrity_check = 'ok' FROM pragma_integrity_check(1)";

/* The first number that @sql gives, @otherwise when it cannot be read. *@rc is how the reading ended. */
static int64_t try_to_ask(struct store *view, const char *sql, int64_t otherwise, int *rc)
{
	sqlite3_stmt *q = NULL;
	*rc = sqlite3_prepare_v2(view->db, sql, -1, &q, NULL);
	if (*rc == SQLITE_OK)
		*rc = sqlite3_step(q);
	if (*rc == SQLITE_ROW)
		otherwise = sqlite3_column_int64(q, 0);
	sqlite3_finalize(q);
	return otherwise;
}

static int64_t ask(struct store *view, const char *sql, int64_t otherwise)
{
	int rc;
	return try_to_ask(view, sql, otherwise, &rc);
}

/* False only of what was read: pages so mixed that even the look at them ends at the first are not sound. */
static bool may_be_sound(struct store *view)
{
	int rc;
	return try_to_ask(view, is_sound, 1, &rc) != 0 && (rc & 0xff) != SQLITE_CORRUPT &&
	       (rc & 0xff) != SQLITE_NOTADB;
}

/* The end of the trail without the log, as far as it can be read and its own hash holds: a file whose last
 * log was half taken in has pages of two times. */
struct end {
	int64_t key;
	char hash[DIGEST_SIZE];
};

static bool read_end(struct store *view, struct end *end)
{
	struct audit_verdict verdict;
	struct error ignored;
	if (!store_verify_audit_end(view, 1, &verdict, &ignored) || verdict.broken || !verdict.head[0])
		return false;
	memcpy(end->hash, verdict.head, sizeof end->hash);
	end->key = ask(view, "SELECT max(key) FROM audit", 0);
	return end->key > 0;
}

/* With the log the row is the same, and the next one follows it. True as well when that cannot be read. */
static bool goes_on(struct store *whole, const struct end *end)
{
	static const char sql[] =
		"SELECT hash = ?2, (SELECT previous_hash = ?2 FROM audit WHERE key > ?1"
		" ORDER BY key LIMIT 1) FROM (SELECT (SELECT hash FROM audit WHERE key = ?1)"
		" AS hash)";
	sqlite3_stmt *q = NULL;
	if (sqlite3_prepare_v2(whole->db, sql, -1, &q, NULL) != SQLITE_OK)
		return true;
	sqlite3_bind_int64(q, 1, end->key);
	sqlite3_bind_text(q, 2, end->hash, -1, SQLITE_STATIC);
	bool fine = true;
	if (sqlite3_step(q) ==
	    SQLITE_ROW) /* of a row that is not there the first is NULL, at the end the second */
		fine = sqlite3_column_int(q, 0) == 1 &&
		       (sqlite3_column_type(q, 1) == SQLITE_NULL || sqlite3_column_int(q, 1) == 1);
	sqlite3_finalize(q);
	return fine;
}

/* By how much a counter has grown at most; -1 when one has shrunk. Drafts are counted without a row in the
 * trail. */
static int64_t growth(const int64_t then[COUNTER_SIZE], const int64_t now[COUNTER_SIZE])
{
	int64_t most = 0;
	for (int i = 0; i < COUNTER_SIZE; i++) {
		if (now[i] < then[i])
			return -1;
		if (i != COUNTER_DRAFT && now[i] - then[i] > most)
			most = now[i] - then[i];
	}
	return most;
}

/* With the log the ends of it cannot even be read, without it all is sound. */
static bool is_spoilt(struct store *file, struct store *whole)
{
	static const char ends[] =
		"SELECT count(*) FROM change_counter, (SELECT * FROM audit ORDER BY key DESC LIMIT 1)";
	return ask(whole, ends, -1) < 0 && ask(file, ends, -1) >= 0 && ask(file, is_sound, 0);
}

/* Every commit that counts leaves a row in the trail. More commits than rows are no proof, as a file whose
 * last log was half taken in may have them too, but reason enough for a long look, which is never in vain
 * when they do not fit. */
static bool belong(struct store *file, struct store *whole)
{
	static const char rows[] = "SELECT max(key) FROM audit";
	int64_t then[COUNTER_SIZE] = { 0 }, now[COUNTER_SIZE] = { 0 }, grown = 0;
	struct error ignored;
	struct end end;
	if (store_read_counters(file, then, &ignored) && store_read_counters(whole, now, &ignored))
		grown = growth(then, now);
	if (grown < 0 || (read_end(file, &end) && !goes_on(whole, &end)) || is_spoilt(file, whole))
		return false;
	return grown <= ask(whole, rows, 0) - ask(file, rows, 0) || may_be_sound(whole);
}

bool store_log_fits(const struct store *store, struct error *err)
{
	struct stat log;
	if (stat(store->log, &log) != 0 || log.st_size == 0 || is_in_use(store->path))
		return true;
	char *still = store_still_name(store->path);
	struct store *file = look(store, still, SQLITE_OPEN_URI), *whole = look(store, store->path, 0);
	bool fine = !file->db || !whole->db || belong(file, whole);
	look_away(whole);
	look_away(file);
	free(still);
	return fine || error_set(err, ERROR_STORE,
				 _("%s: the log beside it, %s, belongs to another database or another time "
				   "of this one; put "
				   "the right pair there, or move that log away and run `prenota check`"),
				 store->path, store->log);
}
