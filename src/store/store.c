#include "store/store.h"

#include <errno.h>
#include <fcntl.h>
#include <linux/magic.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/statvfs.h>
#include <sys/vfs.h>
#include <time.h>
#include <unistd.h>

#include "base/arena.h"
#include "base/i18n.h"
#include "store/blank.h"
#include "store/heap.h"
#include "store/private.h"

enum { WAIT_MS = 5000, TEXT_LIMIT = 1 << 20 };

/* What ordinary statements may never do, whoever wrote them into the table. */
static int authorize(void *arg, int action, const char *one, const char *two, const char *three,
		     const char *four)
{
	static const char *const pragmas[] = { "data_version", "quick_check", "query_only",
					       "wal_checkpoint" };
	const struct store *store = arg;
	(void)two, (void)three, (void)four;
	if (store->migrating)
		return SQLITE_OK;
	switch (action) {
	case SQLITE_SELECT:
	case SQLITE_READ:
	case SQLITE_INSERT:
	case SQLITE_UPDATE:
	case SQLITE_DELETE:
	case SQLITE_FUNCTION:
	case SQLITE_RECURSIVE:
	case SQLITE_TRANSACTION:
	case SQLITE_SAVEPOINT:
		return SQLITE_OK;
	case SQLITE_PRAGMA:
		for (size_t i = 0; i < sizeof pragmas / sizeof *pragmas; i++)
			if (strcmp(one, pragmas[i]) == 0)
				return SQLITE_OK;
		return SQLITE_DENY;
	default:
		return SQLITE_DENY;
	}
}

static bool configure(struct store *store, struct error *err)
{
	sqlite3_db_config(store->db, SQLITE_DBCONFIG_DEFENSIVE, 1, NULL);
	sqlite3_db_config(store->db, SQLITE_DBCONFIG_ENABLE_LOAD_EXTENSION, 0, NULL);
	sqlite3_limit(store->db, SQLITE_LIMIT_LENGTH, TEXT_LIMIT);
	sqlite3_limit(store->db, SQLITE_LIMIT_ATTACHED, 0);
	int rc = sqlite3_exec(
		store->db,
		"PRAGMA foreign_keys = ON; PRAGMA synchronous = FULL; PRAGMA temp_store = MEMORY;"
		"PRAGMA trusted_schema = OFF; PRAGMA cell_size_check = ON;"
		"PRAGMA cache_size = -700;"
		"PRAGMA journal_size_limit = 8388608; PRAGMA recursive_triggers = OFF;"
		"PRAGMA secure_delete = ON",
		NULL, NULL, NULL);
	if (rc == SQLITE_OK && store->readonly)
		rc = sqlite3_exec(store->db, "PRAGMA query_only = ON", NULL, NULL, NULL);
	if (rc == SQLITE_OK && store->unsafe)
		rc = sqlite3_exec(store->db, "PRAGMA synchronous = OFF", NULL, NULL, NULL);
	if (rc == SQLITE_OK)
		rc = sql_offer_each(store);
	store_watch_log(store);
	return rc == SQLITE_OK || sql_error(store, rc, err);
}

static bool read_number(struct store *store, const char *pragma, int *value, struct error *err)
{
	sqlite3_stmt *handle = NULL;
	int rc = sqlite3_prepare_v2(store->db, pragma, -1, &handle, NULL);
	if (rc == SQLITE_OK)
		rc = sqlite3_step(handle);
	if (rc == SQLITE_ROW)
		*value = sqlite3_column_int(handle, 0);
	sqlite3_finalize(handle);
	return rc == SQLITE_ROW || sql_error(store, rc, err);
}

/* WAL needs shared memory of one host. */
static bool refuse_network(const char *directory, struct error *err)
{
	static const long remote[] = { NFS_SUPER_MAGIC,  SMB_SUPER_MAGIC,  CIFS_SUPER_MAGIC,
				       SMB2_SUPER_MAGIC, FUSE_SUPER_MAGIC, CODA_SUPER_MAGIC,
				       AFS_SUPER_MAGIC,  CEPH_SUPER_MAGIC, V9FS_MAGIC };
	struct statfs fs;
	if (statfs(directory, &fs) != 0)
		return error_cannot_read(err, ERROR_STORE, directory);
	for (size_t i = 0; i < sizeof remote / sizeof *remote; i++)
		if ((unsigned)fs.f_type == (unsigned)remote[i])
			return error_set(err, ERROR_STORE,
					 _("%s: a network file system; the database must lie on a disk of "
					   "this machine"),
					 directory);
	return true;
}

/* The path with its folder resolved, so that only the file itself may not be a link. */
static char *absolute_path(const char *path, struct error *err)
{
	const char *slash = strrchr(path, '/');
	const char *name = slash ? slash + 1 : path;
	char *folder = slash == path ? strdup("/")
		       : slash       ? strndup(path, (size_t)(slash - path))
				     : strdup(".");
	char *real = folder ? realpath(folder, NULL) : NULL;
	char *whole = NULL;
	if (!*name)
		error_set(err, ERROR_STORE, _("%s: not a file name"), path);
	else if (!real)
		error_set(err, ERROR_STORE, _("%s: the folder %s: %s"), path, folder ? folder : "",
			  strerror(errno));
	else if (!refuse_network(real, err))
		;
	else if (asprintf(&whole, "%s/%s", strcmp(real, "/") == 0 ? "" : real, name) < 0)
		whole = NULL;
	free(folder);
	free(real);
	return whole;
}

static char *beside(const char *path, const char *ending)
{
	char *name = NULL;
	return asprintf(&name, "%s%s", path, ending) < 0 ? NULL : name;
}

static struct store *allocate(const struct store_options *options, struct error *err)
{
	char *path = options->path && *options->path ? absolute_path(options->path, err) : NULL;
	if (!path) {
		if (!options->path || !*options->path)
			error_set(err, ERROR_STORE, _("no database is named: give --db FILE"));
		return NULL;
	}
	/* Nobody asks how much memory SQLite has, and counting it locks at each allocation. Refused once it
	 * runs. */
	sqlite3_config(SQLITE_CONFIG_MEMSTATUS, 0);
	heap_serve_sqlite();
	struct store *store = calloc(1, sizeof *store);
	if (!store)
		abort();
	store->path = path;
	store->bell = beside(path, "-bell");
	store->log = beside(path, "-wal");
	store->lock = beside(path, "-lock");
	store->lock_fd = -1;
	store->unsafe = options->unsafe;
	store->wait_ms = options->wait_ms > 0 ? options->wait_ms : WAIT_MS;
	store->readonly = options->readonly;
	store->ids = options->ids ? options->ids : &store->own_ids;
	snprintf(store->who, sizeof store->who, "%s", options->who ? options->who : "");
	return store;
}

/* On a read-only file system (a disc, a snapshot) SQLite can make no index for the log. When the log is empty
 * nobody needs one: the file is read as it is, and what reads it writes nothing. */
static bool lies_still(const struct store *store, const char *path)
{
	struct statfs fs;
	struct stat log;
	return statfs(path, &fs) == 0 && fs.f_flags & ST_RDONLY &&
	       (stat(store->log, &log) != 0 || log.st_size == 0);
}

/* "file:PATH?immutable=1", with what means something in it written as %HEX. */
char *store_still_name(const char *path)
{
	char *name = malloc(3 * strlen(path) + sizeof "file:?immutable=1");
	if (!name)
		abort();
	char *at = name + sprintf(name, "file:");
	for (const char *c = path; *c; c++)
		at += strchr("?#%", *c) ? sprintf(at, "%%%02X", (unsigned char)*c) : sprintf(at, "%c", *c);
	sprintf(at, "?immutable=1");
	return name;
}

static int open_file(struct store *store, const char *path, int flags)
{
	if (!lies_still(store, path))
		return sqlite3_open_v2(
			path, &store->db,
			flags | (store->readonly ? SQLITE_OPEN_READONLY : SQLITE_OPEN_READWRITE),
			blank_vfs());
	store->readonly = true;
	char *name = store_still_name(path);
	int rc = sqlite3_open_v2(name, &store->db, flags | SQLITE_OPEN_READONLY | SQLITE_OPEN_URI, NULL);
	free(name);
	return rc;
}

static bool open_handle(struct store *store, const char *path, struct error *err)
{
	int flags = SQLITE_OPEN_NOFOLLOW | SQLITE_OPEN_EXRESCODE | SQLITE_OPEN_PRIVATECACHE |
		    SQLITE_OPEN_NOMUTEX; /* a store belongs to one thread */
	int rc = open_file(store, path, flags);
	if (rc != SQLITE_OK && faccessat(AT_FDCWD, path, R_OK, AT_EACCESS) != 0)
		return error_set(err, ERROR_STORE, _("%s: %s; ask who administers this site"), path,
				 strerror(errno));
	if (rc != SQLITE_OK)
		return error_set(err, ERROR_STORE, _("%s: cannot be opened (%s)"), path,
				 store->db ? sqlite3_errmsg(store->db) : sqlite3_errstr(rc));
	/* The log stays when the last one leaves: by its name it may by then be the log of a restored
	 * database. */
	int persist = 1;
	sqlite3_file_control(store->db, "main", SQLITE_FCNTL_PERSIST_WAL, &persist);
	struct stat file;
	if (stat(path, &file) == 0) {
		store->device = file.st_dev;
		store->inode = file.st_ino;
	}
	/* Opening waits too: another may be closing just now. */
	sqlite3_busy_timeout(store->db, store->wait_ms);
	return true;
}

bool store_still_there(const struct store *store, struct error *err)
{
	struct stat file;
	if (stat(store->path, &file) == 0 && file.st_dev == store->device && file.st_ino == store->inode)
		return true;
	return error_set(
		err, ERROR_STORE,
		_("%s: another database stands there now (restored from a backup?); leave, and start again"),
		store->path);
}

static bool check_file(const char *path, struct error *err)
{
	struct stat file;
	if (lstat(path, &file) != 0 && errno == EACCES)
		return error_set(err, ERROR_STORE, _("%s: %s; ask who administers this site"), path,
				 strerror(errno));
	if (lstat(path, &file) != 0)
		return error_set(err, ERROR_STORE, _("%s: %s; make it with `prenota init`"), path,
				 strerror(errno));
	if (S_ISDIR(file.st_mode))
		return error_set(err, ERROR_STORE, _("%s: a folder; name the database file in it"), path);
	if (!S_ISREG(file.st_mode))
		return error_set(err, ERROR_STORE, _("%s: not a regular file; name the database itself"),
				 path);
	if (file.st_size == 0)
		return error_set(err, ERROR_STORE,
				 _("%s: empty, not a database; remove it and run `prenota init`"), path);
	return true;
}

static bool check_kind(struct store *store, struct error *err)
{
	int id = 0;
	if (!read_number(store, "PRAGMA application_id", &id, err))
		return false;
	if (id != STORE_APPLICATION_ID)
		return error_set(err, ERROR_STORE, _("%s: a database of another program; name prenota's own"),
				 store->path);
	return read_number(store, "PRAGMA user_version", &store->version, err);
}

static bool check_log_mode(struct store *store, struct error *err)
{
	sqlite3_stmt *handle = NULL;
	int rc = sqlite3_prepare_v2(store->db, "PRAGMA journal_mode", -1, &handle, NULL);
	bool wal = rc == SQLITE_OK && sqlite3_step(handle) == SQLITE_ROW &&
		   strcmp((const char *)sqlite3_column_text(handle, 0), "wal") == 0;
	sqlite3_finalize(handle);
	if (wal || store->readonly)
		return true;
	rc = sqlite3_exec(store->db, "PRAGMA journal_mode = WAL", NULL, NULL, NULL);
	return rc == SQLITE_OK || sql_error(store, rc, err);
}

static bool open_existing(struct store *store, const char *schema_dir, struct error *err)
{
	if (!check_file(store->path, err) || !store_log_fits(store, err) ||
	    !open_handle(store, store->path, err) || !check_kind(store, err) || !configure(store, err) ||
	    !store_migrate(store, schema_dir, err) || !check_log_mode(store, err))
		return false;
	sqlite3_set_authorizer(store->db, authorize, store);
	if (!store_read_counters(store, store->counters, err))
		return false;
	unsigned ignored;
	return store_changes(store, &ignored, NULL, err);
}

bool store_open(struct store **out, const struct store_options *options, struct error *err)
{
	struct store *store = allocate(options, err);
	if (!store)
		return false;
	if (!open_existing(store, options->schema_dir, err)) {
		store_close(store);
		return false;
	}
	*out = store;
	return true;
}

static bool put_on_disk(const char *path)
{
	int fd = open(path, O_RDONLY | O_CLOEXEC);
	bool fine = fd >= 0 && fsync(fd) == 0;
	if (fd >= 0)
		close(fd);
	return fine;
}

static bool put_in_place(struct store *store, const char *draft, struct error *err)
{
	if (!put_on_disk(draft))
		return error_cannot_write(err, ERROR_SYSTEM, draft);
	if (renameat2(AT_FDCWD, draft, AT_FDCWD, store->path, RENAME_NOREPLACE) != 0)
		return error_set(err, ERROR_STORE, _("%s: %s; nothing was overwritten"), store->path,
				 strerror(errno));
	char *slash = strrchr(store->path, '/'); /* the path is absolute */
	*slash = '\0';
	put_on_disk(slash == store->path ? "/" : store->path);
	*slash = '/';
	return true;
}

/* The new database is made under another name and takes its place at once, complete or not at all. */
static bool make_new(struct store *store, const char *draft, const char *schema_dir, struct error *err)
{
	int fd = open(draft, O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW, 0660);
	if (fd < 0)
		return error_cannot_write(err, ERROR_STORE, draft);
	fchmod(fd, 0660);
	close(fd);
	if (!open_handle(store, draft, err) || !configure(store, err))
		return false;
	/* Nobody can see it yet: it is written to the disk once, as a whole. */
	sqlite3_exec(store->db, "PRAGMA synchronous = OFF; PRAGMA journal_mode = MEMORY", NULL, NULL, NULL);
	if (!store_migrate(store, schema_dir, err))
		return false;
	int rc = sqlite3_exec(store->db, "PRAGMA journal_mode = WAL", NULL, NULL, NULL);
	if (rc != SQLITE_OK)
		return sql_error(store, rc, err);
	rc = sqlite3_close(store->db);
	store->db = NULL;
	if (rc != SQLITE_OK)
		return error_set(err, ERROR_STORE, "%s: %s", draft, sqlite3_errstr(rc));
	return put_in_place(store, draft, err);
}

bool store_create(struct store **out, const struct store_options *options, struct error *err)
{
	struct store *store = allocate(options, err);
	if (!store)
		return false;
	struct stat there;
	char *draft = NULL;
	bool made = false;
	if (lstat(store->path, &there) == 0)
		error_set(err, ERROR_STORE,
			  _("%s: is there already; nothing was overwritten, name another file"), store->path);
	else if (asprintf(&draft, "%s-new-%d", store->path, (int)getpid()) >= 0)
		made = make_new(store, draft, options->schema_dir, err) &&
		       open_existing(store, options->schema_dir, err);
	if (!made) {
		store_close(store);
		if (draft)
			unlink(draft);
		free(draft);
		return false;
	}
	free(draft);
	store_ring(store);
	*out = store;
	return true;
}

void store_close(struct store *store)
{
	if (!store)
		return;
	if (store->in_write)
		store_rollback(store);
	for (int i = 0; i < SQL_COUNT; i++)
		sqlite3_finalize(store->stmts[i].handle);
	sqlite3_close(store->db);
	store_close(store->trail);
	keys_forget(store);
	if (store->lock_fd >= 0)
		close(store->lock_fd);
	free(store->path);
	free(store->bell);
	free(store->log);
	free(store->lock);
	free(store);
}

bool store_make_readonly(struct store *store, struct error *err)
{
	int rc = sqlite3_exec(store->db, "PRAGMA query_only = ON", NULL, NULL, NULL);
	if (rc != SQLITE_OK)
		return sql_error(store, rc, err);
	store->readonly = true;
	return true;
}

bool store_readonly(const struct store *store)
{
	return store->readonly;
}

const char *store_path(const struct store *store)
{
	return store->path;
}

void store_set_actor(struct store *store, const char *who, instant now)
{
	snprintf(store->actor, sizeof store->actor, "%s", who ? who : "");
	store->now = now;
}

const char *store_actor(const struct store *store)
{
	return store->actor;
}

instant store_now(const struct store *store)
{
	return store->now ? store->now : (instant)time(NULL);
}

void store_new_id(struct store *store, char id[ID_SIZE])
{
	id_new(store->ids, id);
}

void store_on_wait(struct store *store, void (*waiting)(void *arg, const char *holder), void *arg)
{
	store->waiting = waiting;
	store->waiting_arg = arg;
}

int store_schema_version(const struct store *store)
{
	return store->version;
}

bool store_check(struct store *store, struct error *err)
{
	struct stmt *q = sql_start(store, SQL_QUICK_CHECK);
	if (!sql_row(q))
		return sql_end(q, err);
	char found[256];
	snprintf(found, sizeof found, "%s", sql_peek(q));
	if (!sql_end(q, err))
		return false;
	if (strcmp(found, "ok") == 0)
		return true;
	return error_set(err, ERROR_STORE, _("%s: damaged (%s); restore a backup"), store->path, found);
}
