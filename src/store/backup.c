#include "store/backup.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/i18n.h"
#include "store/copy.h"
#include "store/private.h"

enum { NAME_SIZE = 4096 };

bool copy_sync_folder(const char *path, struct error *err)
{
	char folder[NAME_SIZE];
	snprintf(folder, sizeof folder, "%s", path);
	char *slash = strrchr(folder, '/');
	if (slash)
		slash[slash == folder] = '\0';
	int fd = open(slash ? folder : ".", O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	bool fine = fd >= 0 && fsync(fd) == 0;
	if (!fine)
		error_cannot_write(err, ERROR_SYSTEM, slash ? folder : ".");
	if (fd >= 0)
		close(fd);
	return fine;
}

bool copy_sync_file(const char *path, struct error *err)
{
	int fd = open(path, O_RDONLY | O_CLOEXEC);
	bool fine = fd >= 0 && fsync(fd) == 0;
	if (!fine)
		error_cannot_write(err, ERROR_SYSTEM, path);
	if (fd >= 0)
		close(fd);
	return fine;
}

bool copy_is_file(const char *path, struct error *err)
{
	struct stat file;
	if (stat(path, &file) != 0)
		return error_cannot_read(err, ERROR_STORE, path);
	return S_ISREG(file.st_mode) ||
	       error_set(err, ERROR_STORE, _("%s: not a regular file; name the database itself"), path);
}

bool copy_into(struct store *store, const char *path, struct error *err)
{
	sqlite3_stmt *copy = NULL;
	bool was = store->migrating;
	store->migrating = true;
	if (store->readonly) /* the copy is elsewhere */
		sqlite3_exec(store->db, "PRAGMA query_only = OFF", NULL, NULL, NULL);
	sqlite3_limit(store->db, SQLITE_LIMIT_ATTACHED, 1); /* VACUUM INTO attaches its target */
	int rc = sqlite3_prepare_v2(store->db, "VACUUM INTO ?", -1, &copy, NULL);
	if (rc == SQLITE_OK) {
		sqlite3_bind_text(copy, 1, path, -1, SQLITE_STATIC);
		rc = sqlite3_step(copy);
	}
	sqlite3_finalize(copy);
	bool fine = rc == SQLITE_DONE;
	if (!fine && (rc & 0xff) == SQLITE_FULL)
		error_set(err, ERROR_SYSTEM, _("%s: the disk is full; nothing was left there"), path);
	else if (!fine)
		sql_error(store, rc, err);
	sqlite3_limit(store->db, SQLITE_LIMIT_ATTACHED, 0);
	if (store->readonly)
		sqlite3_exec(store->db, "PRAGMA query_only = ON", NULL, NULL, NULL);
	store->migrating = was;
	return fine;
}

bool copy_verify(const char *path, struct verify_report *report, struct error *err)
{
	struct store *copy;
	if (!store_open(&copy, &(struct store_options){ .path = path, .readonly = true }, err))
		return false;
	bool fine = store_verify(copy, report, err);
	store_close(copy);
	if (!fine || report->finding_count == 0)
		return fine;
	return error_set(err, ERROR_STORE, _("%s: not sound: %s"), path, report->findings[0]);
}

/* "DIGEST  NAME", as sha256sum writes it. */
static bool write_digest(const char *path, const char *digest, struct error *err)
{
	char name[NAME_SIZE], draft[NAME_SIZE];
	const char *slash = strrchr(path, '/');
	snprintf(name, sizeof name, "%s.sha256", path);
	snprintf(draft, sizeof draft, "%s-new-%d", name, (int)getpid());
	int fd = open(draft, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW, 0640);
	FILE *file = fd >= 0 ? fdopen(fd, "w") : NULL;
	if (!file) {
		error_cannot_write(err, ERROR_SYSTEM, draft);
		if (fd >= 0) {
			close(fd);
			unlink(draft);
		}
		return false;
	}
	bool fine = fprintf(file, "%s  %s\n", digest, slash ? slash + 1 : path) > 0;
	fine = fflush(file) == 0 && fine;
	fine = fsync(fd) == 0 && fine;
	fine = fclose(file) == 0 && fine;
	if (fine && rename(draft, name) == 0)
		return true;
	error_cannot_write(err, ERROR_SYSTEM, name);
	unlink(draft);
	return false;
}

static bool make(struct store *store, const char *draft, struct backup_facts *facts, struct error *err)
{
	int fd = open(draft, O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW, 0640);
	if (fd < 0)
		return error_cannot_write(err, ERROR_SYSTEM, draft);
	close(fd);
	struct stat made;
	if (!copy_into(store, draft, err) || !copy_verify(draft, &facts->report, err) ||
	    !copy_sync_file(draft, err) || !digest_file(draft, facts->digest, err))
		return false;
	facts->bytes = stat(draft, &made) == 0 ? (int64_t)made.st_size : 0;
	return true;
}

/* The digest first: a backup without one is never seen. */
static bool put_in_place(const char *draft, const char *path, const struct backup_facts *facts,
			 struct error *err)
{
	char name[NAME_SIZE];
	if (!write_digest(path, facts->digest, err))
		return false;
	if (renameat2(AT_FDCWD, draft, AT_FDCWD, path, RENAME_NOREPLACE) == 0)
		return copy_sync_folder(path, err);
	error_cannot_write(err, ERROR_SYSTEM, path);
	snprintf(name, sizeof name, "%s.sha256", path);
	unlink(name);
	return false;
}

/* SQLite's companions of a file that goes. */
void copy_remove(const char *path)
{
	static const char *const endings[] = { "", "-wal", "-shm", "-journal", "-lock", "-bell" };
	char name[NAME_SIZE];
	for (size_t i = 0; i < sizeof endings / sizeof *endings; i++) {
		snprintf(name, sizeof name, "%s%s", path, endings[i]);
		unlink(name);
	}
}

/* Whether @name is @start (any, when empty), @infix, the number of a process that is no more, and an ending.
 */
static bool is_orphan(const char *name, const char *start, const char *infix)
{
	const char *at = strstr(name, infix);
	if (!at || strncmp(name, start, strlen(start)) != 0)
		return false;
	char *end;
	long pid = strtol(at + strlen(infix), &end, 10);
	if (pid <= 0 || pid > INT_MAX || (*end && *end != '-'))
		return false;
	return kill((pid_t)pid, 0) != 0 && errno == ESRCH;
}

void copy_sweep(const char *path, const char *start, const char *infix)
{
	char folder[NAME_SIZE];
	snprintf(folder, sizeof folder, "%s", path);
	char *slash = strrchr(folder, '/');
	if (slash)
		slash[slash == folder] = '\0';
	DIR *dir = opendir(slash ? folder : ".");
	if (!dir)
		return;
	for (const struct dirent *entry; (entry = readdir(dir));)
		if (is_orphan(entry->d_name, start, infix))
			unlinkat(dirfd(dir), entry->d_name, 0);
	closedir(dir);
}

bool store_backup(struct store *store, const char *path, struct backup_facts *facts, struct error *err)
{
	char draft[NAME_SIZE];
	struct backup_facts made = { .bytes = 0 };
	struct stat there;
	if (lstat(path, &there) == 0)
		return error_set(err, ERROR_STORE,
				 _("%s: is there already; nothing was overwritten, name another file"), path);
	if (snprintf(draft, sizeof draft, "%s-new-%d", path, (int)getpid()) >= (int)sizeof draft - 16)
		return error_set(err, ERROR_INPUT, _("%s: the name is too long"), path);
	copy_sweep(path, "", ".db-new-");
	copy_sweep(path, "", ".sha256-new-");
	bool fine = make(store, draft, &made, err) && put_in_place(draft, path, &made, err);
	copy_remove(draft);
	if (fine)
		*facts = made;
	return fine;
}

/* The first word of the digest's file. */
static bool read_digest(const char *path, char digest[DIGEST_SIZE], struct error *err)
{
	char name[NAME_SIZE];
	snprintf(name, sizeof name, "%s.sha256", path);
	FILE *file = fopen(name, "re");
	if (!file)
		return error_set(err, ERROR_NOT_FOUND, "%s: %s", name, strerror(errno));
	bool fine = fscanf(file, "%64[0-9a-f]", digest) == 1 && strlen(digest) == DIGEST_SIZE - 1;
	fclose(file);
	return fine || error_set(err, ERROR_STORE, _("%s: holds no SHA-256 digest"), name);
}

bool backup_check_digest(const char *path, char digest[DIGEST_SIZE], struct error *err)
{
	char told[DIGEST_SIZE];
	if (!read_digest(path, told, err) || !digest_file(path, digest, err))
		return false;
	if (strcmp(told, digest) == 0)
		return true;
	return error_set(err, ERROR_STORE,
			 _("%s: is not what was backed up (its digest is another); take an earlier backup"),
			 path);
}
