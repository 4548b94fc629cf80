/* Migrations: numbered files, forward only, each in one transaction. */
#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/buffer.h"
#include "base/i18n.h"
#include "store/private.h"
#include "store/schema.h"

enum { MIGRATIONS_MAX = 256 };

struct migration {
	int version;
	char *sql;
};

struct migrations {
	struct migration items[MIGRATIONS_MAX];
	int count;
};

int store_schema_newest(void)
{
	return schema_files[schema_file_count - 1].version;
}

static bool read_whole(const char *path, struct buffer *text, struct error *err)
{
	FILE *file = fopen(path, "re");
	if (!file)
		return error_cannot_read(err, ERROR_SYSTEM, path);
	char block[4096];
	size_t got;
	while ((got = fread(block, 1, sizeof block, file)) > 0)
		buffer_add_bytes(text, block, got);
	bool fine = !ferror(file);
	fclose(file);
	return fine || error_set(err, ERROR_SYSTEM, _("%s: cannot be read"), path);
}

static int is_migration(const struct dirent *entry)
{
	int version, end = 0;
	return sscanf(entry->d_name, "%4d_%*[a-z_].sql%n", &version, &end) == 1 && end > 0 &&
	       !entry->d_name[end];
}

static bool read_folder(const char *folder, struct migrations *all, struct error *err)
{
	struct dirent **names = NULL;
	int count = scandir(folder, &names, is_migration, alphasort);
	bool fine = count >= 0 || error_cannot_read(err, ERROR_SYSTEM, folder);
	for (int i = 0; i < count; i++) {
		char path[4096];
		struct buffer text = { 0 };
		snprintf(path, sizeof path, "%s/%s", folder, names[i]->d_name);
		if (fine && all->count < MIGRATIONS_MAX && (fine = read_whole(path, &text, err)))
			all->items[all->count++] =
				(struct migration){ atoi(names[i]->d_name), strdup(buffer_text(&text)) };
		buffer_finish(&text);
		free(names[i]);
	}
	free(names);
	return fine;
}

static bool gather(const char *folder, struct migrations *all, struct error *err)
{
	if (folder)
		return read_folder(folder, all, err);
	for (int i = 0; i < schema_file_count; i++)
		all->items[all->count++] =
			(struct migration){ schema_files[i].version, strdup(schema_files[i].sql) };
	return true;
}

/* A copy of the database as it was, beside it: NAME-before-VERSION. One that is there already is kept. */
static bool keep_copy(struct store *store, struct error *err)
{
	char name[4096];
	snprintf(name, sizeof name, "%s-before-%d", store->path, store->version + 1);
	int fd = open(name, O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW, 0660);
	if (fd < 0)
		return errno == EEXIST || error_set(err, ERROR_STORE,
						    _("%s: %s; the copy before the change of the "
						      "database cannot be made"),
						    name, strerror(errno));
	close(fd);
	sqlite3_stmt *copy = NULL;
	sqlite3_limit(store->db, SQLITE_LIMIT_ATTACHED, 1); /* VACUUM INTO attaches its target */
	int rc = sqlite3_prepare_v2(store->db, "VACUUM INTO ?", -1, &copy, NULL);
	if (rc == SQLITE_OK) {
		sqlite3_bind_text(copy, 1, name, -1, SQLITE_STATIC);
		rc = sqlite3_step(copy);
	}
	sqlite3_finalize(copy);
	bool fine = rc == SQLITE_DONE || sql_error(store, rc, err);
	sqlite3_limit(store->db, SQLITE_LIMIT_ATTACHED, 0);
	if (!fine)
		unlink(name);
	return fine;
}

static bool apply(struct store *store, const struct migration *next, struct error *err)
{
	char mark[128];
	snprintf(mark, sizeof mark, "PRAGMA application_id = %d; PRAGMA user_version = %d; COMMIT",
		 STORE_APPLICATION_ID, next->version);
	int rc = sqlite3_exec(store->db, "BEGIN IMMEDIATE", NULL, NULL, NULL);
	if (rc == SQLITE_OK)
		rc = sqlite3_exec(store->db, next->sql, NULL, NULL, NULL);
	if (rc == SQLITE_OK)
		rc = sqlite3_exec(store->db, mark, NULL, NULL, NULL);
	if (rc == SQLITE_OK) {
		store->version = next->version;
		return true;
	}
	sql_error(store, rc, err);
	sqlite3_exec(store->db, "ROLLBACK", NULL, NULL, NULL);
	return error_prefix(err, _("migration %d"), next->version);
}

/* Another process may have migrated while this one waited for its turn. */
static bool reread_version(struct store *store, struct error *err)
{
	sqlite3_stmt *handle = NULL;
	int rc = sqlite3_prepare_v2(store->db, "PRAGMA user_version", -1, &handle, NULL);
	if (rc == SQLITE_OK && (rc = sqlite3_step(handle)) == SQLITE_ROW)
		store->version = sqlite3_column_int(handle, 0);
	sqlite3_finalize(handle);
	return rc == SQLITE_ROW || sql_error(store, rc, err);
}

static bool go_forward(struct store *store, const struct migrations *all, struct error *err)
{
	bool is_new = store->version == 0;
	if (!is_new && !store_lock(store, err))
		return false;
	bool fine = is_new || (reread_version(store, err) && keep_copy(store, err));
	for (int i = 0; fine && i < all->count; i++)
		if (all->items[i].version > store->version)
			fine = apply(store, &all->items[i], err);
	if (!is_new)
		store_unlock(store);
	return fine;
}

static bool bring_forward(struct store *store, const struct migrations *all, struct error *err)
{
	int newest = all->count ? all->items[all->count - 1].version : 0;
	if (store->version > newest)
		return error_set(
			err, ERROR_STORE,
			_("%s: made by a newer prenota (schema %d, this one knows %d); install that version"),
			store->path, store->version, newest);
	if (store->version == newest)
		return true;
	if (store->readonly)
		return error_set(
			err, ERROR_STORE,
			_("%s: of an older prenota (schema %d of %d); open it once without --readonly"),
			store->path, store->version, newest);
	return go_forward(store, all, err);
}

bool store_migrate(struct store *store, const char *schema_dir, struct error *err)
{
	if (!schema_dir && store->version == store_schema_newest())
		return true; /* the usual start */
	struct migrations all = { .count = 0 };
	store->migrating = true;
	bool fine = gather(schema_dir, &all, err) && bring_forward(store, &all, err);
	store->migrating = false;
	for (int i = 0; i < all.count; i++)
		free(all.items[i].sql);
	return fine;
}
