/* Transactions, the counters of changed groups, and the bell. */
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/arena.h"
#include "base/i18n.h"
#include "store/audit_inner.h"
#include "store/find_index.h"
#include "store/find_merge.h"
#include "store/private.h"

void store_touch(struct store *store, unsigned groups)
{
	store_touch_of(store, groups, NULL);
	if (groups & TABLE_SITE)
		keys_forget(store);
}

bool store_need_write(struct store *store, struct error *err)
{
	if (store->in_write)
		return true;
	return error_set(err, ERROR_STORE,
			 _("%s: a change outside a transaction; this is a mistake of the program"),
			 store->path);
}

static bool refuse_readonly(struct store *store, struct error *err)
{
	if (!store->readonly)
		return true;
	return error_set(err, ERROR_PERMISSION, _("%s: opened to read only"), store->path);
}

static bool may_begin(struct store *store, struct error *err)
{
	if (!refuse_readonly(store, err))
		return false;
	if (store->in_write || store->in_read)
		return error_set(err, ERROR_STORE,
				 _("%s: a transaction inside another; this is a mistake of the program"),
				 store->path);
	return true;
}

static bool begin_locked(struct store *store, struct error *err)
{
	if (!store_still_there(store, err) || !sql_run(sql_start(store, SQL_BEGIN_WRITE), err)) {
		store_unlock(store);
		return false;
	}
	store->in_write = true;
	store->begun++;
	store->touched = 0;
	note_begin(&store->note);
	store->set = false;
	store->audited = false;
	store->indexed = false;
	return true;
}

bool store_begin_write(struct store *store, struct error *err)
{
	return may_begin(store, err) && store_lock(store, err) && begin_locked(store, err);
}

bool store_try_write(struct store *store, struct error *err)
{
	if (!may_begin(store, err) || !store_try_lock(store, err))
		return false;
	sqlite3_busy_timeout(store->db, 0);
	bool begun = begin_locked(store, err);
	sqlite3_busy_timeout(store->db, store->wait_ms);
	return begun;
}

/* Something is always counted: a commit that counts nothing is taken for one from outside. */
static bool count_up(struct store *store, struct error *err)
{
	uint32_t groups = store->touched ? store->touched : 1u << COUNTER_DRAFT;
	for (int group = 0; group < COUNTER_SIZE; group++) {
		if (!((groups >> group) & 1))
			continue;
		struct stmt *q = sql_start(store, SQL_COUNTER_ADD);
		sql_bind_int(q, group);
		if (!sql_run(q, err))
			return false;
	}
	store->counted = groups;
	return true;
}

/* What can be found, and the index in so few pieces that finding stays quick. */
static bool keep_index(struct store *store, struct error *err)
{
	return find_index_flush(store, err) && (!store->indexed || find_merge_keep_up(store, err));
}

bool store_commit(struct store *store, struct error *err)
{
	if (!store_need_write(store, err))
		return false;
	if (!keep_index(store, err) || !audit_commit(store, err) || !note_commit(store, err) ||
	    !count_up(store, err) || !sql_run(sql_start(store, SQL_COMMIT), err)) {
		store_rollback(store);
		return false;
	}
	store->in_write = false;
	store_unlock(store);
	for (int group = 0; group < COUNTER_SIZE; group++)
		store->counters[group] += (store->counted >> group) & 1;
	note_committed(store);
	store->own |= store->touched;
	store->written = store->written || store->touched;
	if (store->touched)
		store_ring(store);
	return true;
}

void store_rollback(struct store *store)
{
	if (!store->in_write)
		return;
	/* A full disk has rolled back already. */
	if (!sqlite3_get_autocommit(store->db))
		sql_run(sql_start(store, SQL_ROLLBACK), NULL);
	find_index_clear(store);
	keys_forget(store);
	store->in_write = false;
	store->touched = 0;
	store_unlock(store);
}

bool store_has_written(const struct store *store)
{
	return store->written;
}

bool store_in_write(const struct store *store)
{
	return store->in_write;
}

bool store_begin_read(struct store *store, struct error *err)
{
	if (store->in_write || store->in_read)
		return error_set(err, ERROR_STORE,
				 _("%s: a transaction inside another; this is a mistake of the program"),
				 store->path);
	if (!sql_run(sql_start(store, SQL_BEGIN_READ), err))
		return false;
	store->in_read = true;
	return true;
}

void store_end_read(struct store *store)
{
	if (!store->in_read)
		return;
	if (!sqlite3_get_autocommit(store->db))
		sql_run(sql_start(store, SQL_COMMIT), NULL);
	store->in_read = false;
}

void store_ring(struct store *store)
{
	if (utimensat(AT_FDCWD, store->bell, NULL, AT_SYMLINK_NOFOLLOW) == 0)
		return;
	if (errno != ENOENT)
		return; /* the log's watch is the fallback */
	int fd = open(store->bell, O_WRONLY | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0660);
	if (fd < 0)
		return;
	fchmod(fd, 0660);
	close(fd);
}

bool store_read_counters(struct store *store, int64_t counters[COUNTER_SIZE], struct error *err)
{
	struct stmt *q = sql_start(store, SQL_COUNTERS);
	while (sql_row(q)) {
		int64_t group = sql_int(q);
		if (group >= 0 && group < COUNTER_SIZE)
			counters[group] = sql_int(q);
	}
	return sql_end(q, err);
}

bool store_data_version(struct store *store, int64_t *version, struct error *err)
{
	struct stmt *q = sql_start(store, SQL_DATA_VERSION);
	if (sql_row(q))
		*version = sql_int(q);
	return sql_end(q, err);
}

/* Nobody has committed since the last look: a writer has only begun the log anew. */
static bool only_log_began(const struct store *store)
{
	uint32_t commits;
	return store->log_known && store_log_commits(store, &commits) && commits == store->log_commits;
}

/* What was counted since, and whose rows that was: in one snapshot with @version. */
static bool read_changes(struct store *store, int64_t *version, unsigned *groups, struct error *err)
{
	int64_t now[COUNTER_SIZE] = { 0 }, counted[TABLE_GROUP_COUNT];
	if (!store_data_version(store, version, err) || !store_read_counters(store, now, err))
		return false;
	bool draft = now[COUNTER_DRAFT] != store->counters[COUNTER_DRAFT];
	for (int group = 0; group < TABLE_GROUP_COUNT; group++) {
		counted[group] = now[group] - store->counters[group];
		if (counted[group])
			*groups |= 1u << group;
	}
	if (store->data_version)
		note_read(store, counted);
	if (!*groups && !draft && store->data_version && !only_log_began(store))
		*groups = TABLE_ALL; /* a commit that counted nothing: not of this program */
	memcpy(store->counters, now, sizeof now);
	return true;
}

static bool foreign_changes(struct store *store, unsigned *groups, struct error *err)
{
	int64_t version = store->data_version;
	uint32_t commits = 0; /* before the look: what it sees has at least these */
	bool known = store->data_version && store_log_commits(store, &commits);
	store->notes.named.groups = 0;
	store->notes.named.count = 0;
	if (!store_data_version(store, &version, err))
		return false;
	*groups = 0;
	bool fine = true;
	if (version == store->data_version) {
		fine = store_still_there(store, err);
	} else {
		bool own = !store->in_read && !store->in_write && store_begin_read(store, NULL);
		fine = read_changes(store, &version, groups, err);
		if (own)
			store_end_read(store);
	}
	if (fine) {
		store->data_version = version;
		store->log_known = known;
		store->log_commits = commits;
	}
	return fine;
}

const struct store_named *store_named(const struct store *store)
{
	return &store->notes.named;
}

bool store_changes(struct store *store, unsigned *foreign, unsigned *own, struct error *err)
{
	unsigned groups = 0;
	if (foreign && !foreign_changes(store, &groups, err))
		return false;
	if (foreign)
		*foreign = groups;
	if (own) {
		*own = store->own;
		store->own = 0;
	}
	return true;
}

void store_watch_paths(const struct store *store, const char **bell, const char **log)
{
	*bell = store->bell;
	*log = store->log;
}

bool store_get_setting(struct store *store, const char *name, struct arena *arena, const char **value,
		       struct error *err)
{
	struct stmt *q = sql_start(store, SQL_SETTING_GET);
	sql_bind_text(q, name);
	const char *found = sql_row(q) ? sql_text(q, arena) : NULL;
	if (!sql_end(q, err))
		return false;
	*value = found;
	return true;
}

bool store_put_setting(struct store *store, const char *name, const char *value, struct error *err)
{
	if (!store_need_write(store, err))
		return false;
	store->set = true;
	struct stmt *q = sql_start(store, value ? SQL_SETTING_PUT : SQL_SETTING_DELETE);
	sql_bind_text(q, name);
	if (value)
		sql_bind_string(q, value);
	return sql_run(q, err);
}
