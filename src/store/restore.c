/* A backup in the place of the database. */
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

#include "base/i18n.h"
#include "store/backup.h"
#include "store/copy.h"
#include "store/erase.h"
#include "store/private.h"
#include "store/site_store.h"

enum { NAME_SIZE = 4096 };

struct restoring {
	const char *from;
	const char *path;      /* of the database that is replaced */
	char draft[NAME_SIZE]; /* the copy that takes its place */
	struct store *former;  /* NULL: there is none, or it cannot be opened */
	struct store *fresh;   /* the copy */
	struct restore_facts facts;
};

static bool check_backup(struct restoring *r, struct error *err)
{
	struct error why = { 0 };
	if (!backup_check_digest(r->from, r->facts.digest, &why)) {
		if (why.code != ERROR_NOT_FOUND)
			return error_set(err, why.code, "%s", why.text);
		r->facts.undigested = true;
		if (!digest_file(r->from, r->facts.digest, err))
			return false;
	}
	return copy_verify(r->from, &r->facts.report, err);
}

static bool write_all(int to, const char *bytes, size_t len)
{
	while (len > 0) {
		ssize_t put = write(to, bytes, len);
		if (put < 0 && errno == EINTR)
			continue;
		if (put < 0)
			return false;
		bytes += put;
		len -= (size_t)put;
	}
	return true;
}

/* *@unread: it was @from that failed. */
static bool copy_bytes(int from, int to, bool *unread)
{
	char block[65536];
	ssize_t got;
	while ((got = read(from, block, sizeof block)) != 0) {
		if (got < 0 && errno == EINTR)
			continue;
		*unread = got < 0;
		if (got < 0 || !write_all(to, block, (size_t)got))
			return false;
	}
	return fsync(to) == 0;
}

static bool copy_file(const char *from, const char *to, struct error *err)
{
	int in = open(from, O_RDONLY | O_CLOEXEC);
	int out = in < 0 ? -1 : open(to, O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW, 0660);
	bool unread = in < 0;
	bool fine = out >= 0 && fchmod(out, 0660) == 0 && copy_bytes(in, out, &unread);
	if (unread)
		error_cannot_read(err, ERROR_SYSTEM, from);
	else if (!fine)
		error_cannot_write(err, ERROR_SYSTEM, to);
	if (in >= 0)
		close(in);
	if (out >= 0)
		close(out);
	return fine;
}

static bool same_site(struct restoring *r, struct error *err)
{
	char former[128], fresh[128];
	if (!r->former || !store_site_id(r->former, former, sizeof former) ||
	    !store_site_id(r->fresh, fresh, sizeof fresh) || strcmp(former, fresh) == 0)
		return true;
	return error_set(
		err, ERROR_REFUSED,
		_("%s: a backup of the site %s; the database is of %s. Nothing was replaced; name its own "
		  "database with --db"),
		r->from, fresh, former);
}

static bool note(struct restoring *r, const char *who, instant now, struct error *err)
{
	store_set_actor(r->fresh, who, now);
	if (!store_begin_write(r->fresh, err))
		return false;
	store_touch(r->fresh, TABLE_ALL);
	if (store_add_audit(r->fresh, "restore", NULL, NULL, r->facts.digest, err))
		return store_commit(r->fresh, err);
	store_rollback(r->fresh);
	return false;
}

/* Takes the whole log of @store into its file: only that takes the place of another. */
static int take_in(struct store *store)
{
	store->migrating = true;
	int rc = sqlite3_wal_checkpoint_v2(store->db, "main", SQLITE_CHECKPOINT_TRUNCATE, NULL, NULL);
	store->migrating = false;
	return rc;
}

static bool seal_fresh(struct restoring *r, struct error *err)
{
	int rc = take_in(r->fresh);
	return rc == SQLITE_OK || sql_error(r->fresh, rc, err);
}

static void finish_fresh(struct restoring *r)
{
	store_close(r->fresh);
	r->fresh = NULL;
}

static bool prepare(struct restoring *r, const char *who, instant now, struct error *err)
{
	struct store_options options = { .path = r->draft };
	if (!copy_file(r->from, r->draft, err) || !store_open(&r->fresh, &options, err) || !same_site(r, err))
		return false;
	if (r->former && !store_repeat_erasures(r->former, r->fresh, &r->facts.erasures, err))
		return false;
	bool fine = note(r, who, now, err) && seal_fresh(r, err);
	finish_fresh(r);
	return fine && copy_sync_file(r->draft, err);
}

/* While somebody reads it the log stays, and a restore that is killed then would leave a database without its
 * last commits: better none. What cannot be read any more loses nothing by it. */
static bool take_log_in(struct restoring *r, struct error *err)
{
	if (!r->former)
		return true;
	int rc = take_in(r->former);
	if ((rc & 0xff) != SQLITE_BUSY && (rc & 0xff) != SQLITE_FULL)
		return true;
	return sql_error(r->former, rc, err);
}

/* A log that could not be taken into the former file goes aside with it: beside another database it would be
 * read as that one's. The index of the log is only memory. */
static bool clear_way(struct restoring *r, const char *aside, struct error *err)
{
	char from[NAME_SIZE], to[NAME_SIZE + 8];
	if (!take_log_in(r, err))
		return false;
	snprintf(from, sizeof from, "%s-wal", r->path);
	snprintf(to, sizeof to, "%s-wal", aside);
	rename(from, to);
	snprintf(from, sizeof from, "%s-shm", r->path);
	unlink(from);
	return true;
}

/* From here on nothing of the former is open any more: the last to close it would tidy up by its name. */
static void finish_former(struct restoring *r)
{
	store_close(r->former);
	r->former = NULL;
}

static bool exchange(struct restoring *r, instant now, struct error *err)
{
	struct stat there;
	struct tm tm;
	time_t seconds = (time_t)now;
	char stamp[32];
	if (lstat(r->path, &there) != 0)
		return rename(r->draft, r->path) == 0 ||
		       error_cannot_write(err, ERROR_SYSTEM, r->path);
	localtime_r(&seconds, &tm);
	strftime(stamp, sizeof stamp, "%Y%m%dT%H%M%S", &tm);
	snprintf(r->facts.aside, sizeof r->facts.aside, "%s-before-restore-%s", r->path, stamp);
	if (!clear_way(r, r->facts.aside, err))
		return false;
	finish_former(r);
	if (renameat2(AT_FDCWD, r->draft, AT_FDCWD, r->path, RENAME_EXCHANGE) != 0)
		return error_cannot_write(err, ERROR_SYSTEM, r->path);
	return rename(r->draft, r->facts.aside) == 0 ||
	       error_cannot_write(err, ERROR_SYSTEM, r->facts.aside);
}

/* Of a restore that was killed; the lock says that no other one is at work. */
static void sweep(const struct restoring *r)
{
	const char *slash = strrchr(r->path, '/');
	copy_sweep(r->path, slash ? slash + 1 : r->path, "-restore-");
}

static bool run(struct restoring *r, const char *who, instant now, struct error *err)
{
	struct error ignored = { 0 };
	struct store waiting = { .path = (char *)r->path, .lock_fd = -1, .wait_ms = 5000 };
	char lock[NAME_SIZE];
	snprintf(lock, sizeof lock, "%s-lock", r->path);
	snprintf(waiting.who, sizeof waiting.who, "%s", who);
	waiting.lock = lock;
	if (!store_lock(&waiting, err))
		return false;
	sweep(r);
	if (!store_open(&r->former, &(struct store_options){ .path = r->path }, &ignored))
		r->former = NULL;
	bool fine = prepare(r, who, now, err) && exchange(r, now, err) && copy_sync_folder(r->path, err);
	finish_former(r);
	finish_fresh(r);
	copy_remove(r->draft);
	store_unlock(&waiting);
	close(waiting.lock_fd);
	return fine;
}

/* So that the consoles look, and see that theirs is gone. */
static void ring(const char *path)
{
	char bell[NAME_SIZE];
	snprintf(bell, sizeof bell, "%s-bell", path);
	utimensat(AT_FDCWD, bell, NULL, AT_SYMLINK_NOFOLLOW);
}

bool store_restore(const char *from, const char *path, const char *who, instant now,
		   struct restore_facts *facts, struct error *err)
{
	struct restoring r = { .from = from, .path = path };
	if (snprintf(r.draft, sizeof r.draft, "%s-restore-%d", path, (int)getpid()) >=
	    (int)sizeof r.draft - 64)
		return error_set(err, ERROR_INPUT, _("%s: the name is too long"), path);
	bool fine = copy_is_file(from, err) && check_backup(&r, err) && run(&r, who, now, err);
	if (!fine)
		return false;
	ring(path);
	*facts = r.facts;
	return true;
}
