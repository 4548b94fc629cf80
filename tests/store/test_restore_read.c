/* A restore that fails while it copies says which of the two files it was: this program's own read() and write() stand
 * before those of the C library. */
#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>

#include "fixture.h"
#include "store/backup.h"

enum { BEGINNING = 64 * 1024 };

/* What fails, and in which file, once the copy is there and has its first bytes. */
static struct {
	const char *backup;
	char draft[300];
	int reads, writes; /* errno, 0: fine */
} day;

static bool is_file(int fd, const char *path)
{
	struct stat one, other;
	return path && fstat(fd, &one) == 0 && stat(path, &other) == 0 && one.st_ino == other.st_ino &&
	       one.st_dev == other.st_dev;
}

static bool is_under_way(void)
{
	struct stat draft;
	return day.backup && stat(day.draft, &draft) == 0 && draft.st_size >= BEGINNING;
}

ssize_t read(int fd, void *bytes, size_t len)
{
	if (day.reads && is_under_way() && is_file(fd, day.backup)) {
		errno = day.reads;
		return -1;
	}
	return syscall(SYS_read, fd, bytes, len);
}

ssize_t write(int fd, const void *bytes, size_t len)
{
	if (day.writes && is_under_way() && is_file(fd, day.draft)) {
		errno = day.writes;
		return -1;
	}
	return syscall(SYS_write, fd, bytes, len);
}

static void fails_as(struct fixture *f, const char *path, int reads, int writes, struct error *err)
{
	struct restore_facts facts;
	struct stat left;
	day.backup = path;
	day.reads = reads;
	day.writes = writes;
	snprintf(day.draft, sizeof day.draft, "%s-restore-%d", f->path, (int)getpid());
	assert_false(store_restore(path, f->path, "lee.j", FIXTURE_NOW, &facts, err));
	day.backup = NULL;
	assert_int_equal(err->code, ERROR_SYSTEM);
	assert_int_not_equal(stat(day.draft, &left), 0);
}

static void tells_reading_from_writing(void **state)
{
	struct fixture *f = *state;
	struct error err = { 0 };
	struct backup_facts facts;
	struct restore_facts restored;
	char path[256];
	snprintf(path, sizeof path, "%s/one.db", f->folder);
	FINE(store_backup(f->store, path, &facts, &err));
	assert_true(facts.bytes > 2 * BEGINNING);
	fails_as(f, path, EIO, 0, &err);
	assert_non_null(strstr(err.text, "one.db cannot be read"));
	assert_non_null(strstr(err.text, strerror(EIO)));
	fails_as(f, path, 0, ENOSPC, &err);
	assert_non_null(strstr(err.text, "-restore-"));
	assert_non_null(strstr(err.text, "cannot be written"));
	assert_non_null(strstr(err.text, strerror(ENOSPC)));
	day.reads = day.writes = 0;
	FINE(store_restore(path, f->path, "lee.j", FIXTURE_NOW, &restored, &err));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(tells_reading_from_writing, fixture_setup, fixture_teardown),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
