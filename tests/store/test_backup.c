/* Backups, restoring, salvage, damaged copies, and persons who are erased for good. */
#include <fcntl.h>
#include <glob.h>
#include <sqlite3.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

#include "fixture.h"
#include "store/backup.h"
#include "store/erase.h"
#include "store/file_store.h"
#include "store/people.h"

/* Salvage makes a whole new database each time, so not of every copy. */
enum { DAMAGED_COPIES = 200, SALVAGED_EACH = 8 };

static void path_in(const struct fixture *f, const char *name, char path[256])
{
	snprintf(path, 256, "%s/%s", f->folder, name);
}

static struct backup_facts back_up(struct fixture *f, const char *name, char path[256])
{
	struct error err = { 0 };
	struct backup_facts facts;
	path_in(f, name, path);
	FINE(store_backup(f->store, path, &facts, &err));
	return facts;
}

static void backup_is_whole(void **state)
{
	struct fixture *f = *state;
	struct error err = { 0 };
	char path[256], digest[DIGEST_SIZE];
	fixture_people(f, "홍", "길동", "123가4567");
	struct backup_facts facts = back_up(f, "one.db", path);
	assert_int_equal(facts.report.finding_count, 0);
	assert_true(facts.report.rows > 20);
	FINE(backup_check_digest(path, digest, &err));
	assert_string_equal(digest, facts.digest);
	/* Never over another. */
	assert_false(store_backup(f->store, path, &facts, &err));
	assert_int_equal(err.code, ERROR_STORE);
	/* One byte changed. */
	int fd = open(path, O_RDWR);
	assert_int_equal(pwrite(fd, "x", 1, facts.bytes / 2), 1);
	close(fd);
	assert_false(backup_check_digest(path, digest, &err));
	assert_int_equal(err.code, ERROR_STORE);
}

static void nothing_is_left_of_a_failure(void **state)
{
	struct fixture *f = *state;
	struct error err = { 0 };
	struct backup_facts facts;
	char path[256], pattern[300];
	glob_t found;
	path_in(f, "nowhere/one.db", path);
	assert_false(store_backup(f->store, path, &facts, &err));
	assert_int_equal(err.code, ERROR_SYSTEM);
	snprintf(pattern, sizeof pattern, "%s/*one.db*", f->folder);
	assert_int_equal(glob(pattern, 0, NULL, &found), GLOB_NOMATCH);
}

static int64_t customers(struct fixture *f)
{
	return fixture_number(f, "SELECT count(*) FROM customer WHERE family IS NOT NULL");
}

static void restore_brings_back(void **state)
{
	struct fixture *f = *state;
	struct error err = { 0 };
	struct restore_facts facts;
	char path[256];
	fixture_people(f, "홍", "길동", "123가4567");
	back_up(f, "one.db", path);
	fixture_people(f, "이", "영희", "234나5678");
	assert_int_equal(customers(f), 2);
	FINE(store_restore(path, f->path, "lee.j", FIXTURE_NOW, &facts, &err));
	assert_int_equal(customers(f), 1);
	assert_false(facts.undigested);
	assert_int_equal(access(facts.aside, R_OK), 0);
	/* The console that still has the former one open is told, and cannot lose anything into it. */
	assert_false(store_begin_write(f->store, &err));
	assert_int_equal(err.code, ERROR_STORE);
	store_close(f->store);
	f->store = fixture_open(f);
	struct verify_report report;
	FINE(store_verify(f->store, &report, &err));
	assert_int_equal(report.finding_count, 0);
	fixture_people(f, "박", "지수", "345다6789");
	assert_int_equal(customers(f), 2);
	assert_int_equal(fixture_number(f, "SELECT count(*) FROM audit WHERE act = 'restore'"), 1);
}

static void restore_refuses(void **state)
{
	struct fixture *f = *state;
	struct error err = { 0 };
	struct restore_facts facts;
	char path[256], sql[512];
	fixture_people(f, "홍", "길동", "123가4567");
	struct backup_facts made = back_up(f, "one.db", path);
	int64_t before = customers(f);
	/* Of another site. */
	assert_null(fixture_sql(f, "UPDATE site SET id = 'elsewhere'"));
	assert_false(store_restore(path, f->path, "lee.j", FIXTURE_NOW, &facts, &err));
	assert_int_equal(err.code, ERROR_REFUSED);
	snprintf(sql, sizeof sql, "UPDATE site SET id = '%s'", f->site.id);
	assert_null(fixture_sql(f, sql));
	/* Changed since. */
	int fd = open(path, O_RDWR);
	assert_int_equal(pwrite(fd, "\xff\xff\xff\xff", 4, made.bytes / 3), 4);
	close(fd);
	assert_false(store_restore(path, f->path, "lee.j", FIXTURE_NOW, &facts, &err));
	assert_int_equal(err.code, ERROR_STORE);
	assert_int_equal(customers(f), before);
	FINE(store_begin_write(f->store, &err));
	store_rollback(f->store);
}

/* --- erased persons --- */

/* Whether the bytes of @text stand anywhere in the file. */
static bool holds(const char *path, const char *text)
{
	FILE *file = fopen(path, "re");
	if (!file)
		return false;
	fseek(file, 0, SEEK_END);
	long size = ftell(file);
	rewind(file);
	char *bytes = malloc((size_t)size + 1);
	size_t got = fread(bytes, 1, (size_t)size, file);
	fclose(file);
	bool found = memmem(bytes, got, text, strlen(text)) != NULL;
	free(bytes);
	return found;
}

static void assert_gone(struct fixture *f, const char *path)
{
	static const char *const words[] = { "남궁", "민수84", "765하4321", "아무도 모르는 소리" };
	char log[300];
	for (size_t i = 0; i < sizeof words / sizeof *words; i++) {
		if (holds(path, words[i]))
			fail_msg("%s still holds %s", path, words[i]);
		snprintf(log, sizeof log, "%s-wal", path);
		if (holds(log, words[i]))
			fail_msg("%s still holds %s", log, words[i]);
	}
	(void)f;
}

static void erased_is_gone(void **state)
{
	struct fixture *f = *state;
	struct error err = { 0 };
	struct restore_facts facts;
	char path[256];
	fixture_people(f, "홍", "길동", "123가4567");
	struct people p = fixture_people(f, "남궁", "민수84", "765하4321");
	FINE(store_begin_write(f->store, &err));
	FINE(store_add_request_text(f->store, p.file, "아무도 모르는 소리", &err));
	FINE(store_commit(f->store, &err));
	back_up(f, "one.db", path);
	assert_true(holds(path, "아무도 모르는 소리"));

	FINE(store_begin_write(f->store, &err));
	FINE(store_erase_customer(f->store, p.customer, "asked for it", &err));
	FINE(store_commit(f->store, &err));
	FINE(store_scrub(f->store, &err));
	assert_gone(f, f->path);
	struct verify_report report;
	FINE(store_verify(f->store, &report, &err));
	assert_int_equal(report.finding_count, 0);
	assert_int_equal(fixture_number(f, "SELECT count(*) FROM customer"), 2);
	assert_int_equal(fixture_number(f, "SELECT count(*) FROM customer_file"), 2);

	/* The backup was made before; restored, it does not bring anybody back. */
	FINE(store_restore(path, f->path, "lee.j", FIXTURE_NOW, &facts, &err));
	assert_int_equal(facts.erasures, 1);
	assert_gone(f, f->path);
	store_close(f->store);
	f->store = fixture_open(f);
	FINE(store_verify(f->store, &report, &err));
	assert_int_equal(report.finding_count, 0);
	assert_int_equal(customers(f), 1);
}

/* --- damage --- */

static void copy(const char *from, const char *to)
{
	char command[700];
	snprintf(command, sizeof command, "cp '%s' '%s'", from, to);
	assert_int_equal(system(command), 0);
}

static uint64_t seed;

static uint64_t pick(uint64_t below)
{
	seed = seed * UINT64_C(6364136223846793005) + UINT64_C(1442695040888963407);
	return (seed >> 33) % below;
}

/* One, four or sixty-four bits turned, or the end cut off. */
static void damage(const char *path, int64_t size)
{
	static const int flips[] = { 1, 4, 64 };
	int kind = (int)pick(4), fd = open(path, O_RDWR);
	assert_true(fd >= 0);
	if (kind == 3)
		assert_int_equal(ftruncate(fd, (off_t)pick((uint64_t)size)), 0);
	for (int i = 0; kind < 3 && i < flips[kind]; i++) {
		unsigned char byte;
		off_t at = (off_t)pick((uint64_t)size);
		assert_int_equal(pread(fd, &byte, 1, at), 1);
		byte ^= (unsigned char)(1 << pick(8));
		assert_int_equal(pwrite(fd, &byte, 1, at), 1);
	}
	close(fd);
}

/* Opens, checks, compares, salvages: whatever it finds, it ends. True when somebody noticed. */
static bool noticed(struct fixture *f, const char *bad, const char *good, const char *fresh, int i,
		    int64_t *saved)
{
	struct error err = { 0 };
	struct store *store;
	struct verify_report report = { .rows = 0 };
	struct salvage_report salvage;
	struct arena arena = { 0 };
	bool found = !store_open(&store, &(struct store_options){ .path = bad, .readonly = true }, &err);
	if (!found) {
		found = !store_verify(store, &report, &err) ||
			!store_verify_against(store, good, &report, &err) || report.finding_count > 0;
		store_close(store);
	}
	if (i % SALVAGED_EACH == 0 && store_salvage(bad, fresh, &arena, &salvage, &err)) {
		*saved += salvage.saved;
		found = found || !salvage.complete;
		unlink(fresh);
	}
	arena_finish(&arena);
	(void)f;
	return found;
}

static uint64_t mix(uint64_t sum, const void *bytes, int length)
{
	const unsigned char *at = bytes;
	for (int i = 0; i < length; i++)
		sum = (sum ^ at[i]) * UINT64_C(1099511628211);
	return sum;
}

static uint64_t mix_rows(sqlite3 *db, const char *sql, uint64_t sum)
{
	sqlite3_stmt *q = NULL;
	int rc = sqlite3_prepare_v2(db, sql, -1, &q, NULL);
	while (rc == SQLITE_OK && sqlite3_step(q) == SQLITE_ROW)
		for (int i = 0; i < sqlite3_column_count(q); i++) {
			const void *bytes = sqlite3_column_blob(q, i);
			sum = mix(sum, bytes, bytes ? sqlite3_column_bytes(q, i) : 0);
			sum = mix(sum, "|", 1);
		}
	sqlite3_finalize(q);
	return sum;
}

/* A sum over every row of every table, as far as they can be read. */
static uint64_t contents(const char *path)
{
	uint64_t sum = UINT64_C(1469598103934665603);
	sqlite3 *db = NULL;
	sqlite3_stmt *q = NULL;
	if (sqlite3_open_v2(path, &db, SQLITE_OPEN_READONLY, NULL) == SQLITE_OK &&
	    sqlite3_prepare_v2(
		    db,
		    "SELECT name FROM sqlite_schema WHERE type = 'table' AND sql LIKE 'CREATE TABLE%'"
		    " AND name NOT IN ('draft', 'change_counter', 'sqlite_sequence')"
		    " AND name NOT LIKE 'search_text%' ORDER BY name",
		    -1, &q, NULL) == SQLITE_OK)
		while (sqlite3_step(q) == SQLITE_ROW) {
			char sql[200];
			snprintf(sql, sizeof sql, "SELECT * FROM \"%s\"",
				 (const char *)sqlite3_column_text(q, 0));
			sum = mix_rows(db, sql, sum);
		}
	sqlite3_finalize(q);
	sqlite3_close(db);
	return sum;
}

static void damaged_copies(void **state)
{
	struct fixture *f = *state;
	char good[256], bad[256], fresh[256];
	const char *given = getenv("SEED");
	int missed = 0, harmless = 0;
	int64_t saved = 0;
	seed = given ? strtoull(given, NULL, 10) : (uint64_t)time(NULL);
	const uint64_t first = seed;
	for (int i = 0; i < 20; i++) {
		char plate[16];
		snprintf(plate, sizeof plate, "%03d가%04d", 100 + i, 1000 + i);
		fixture_people(f, "홍", "길동", plate);
	}
	struct backup_facts facts = back_up(f, "good.db", good);
	const uint64_t whole = contents(good);
	path_in(f, "bad.db", bad);
	path_in(f, "fresh.db", fresh);
	for (int i = 0; i < DAMAGED_COPIES; i++) {
		char digest[DIGEST_SIZE];
		struct error err = { 0 };
		copy(good, bad);
		damage(bad, facts.bytes);
		FINE(digest_file(bad, digest, &err));
		if (strcmp(digest, facts.digest) == 0)
			harmless++; /* turned back */
		else if (!noticed(f, bad, good, fresh, i, &saved))
			*(contents(bad) == whole ? &harmless : &missed) += 1;
	}
	print_message("# damaged copies %d: %d without effect on any row, %d unnoticed, %lld rows saved of "
		      "the others"
		      " (seed %llu)\n",
		      DAMAGED_COPIES, harmless, missed, (long long)saved, (unsigned long long)first);
	assert_true(saved > 0);
	assert_in_range(harmless, 0, DAMAGED_COPIES * 6 / 10); /* else the damage is no test */
	assert_int_equal(missed, 0);
}

static void salvage_of_a_sound_one_is_complete(void **state)
{
	struct fixture *f = *state;
	struct error err = { 0 };
	struct salvage_report report;
	struct arena arena = { 0 };
	char good[256], fresh[256];
	fixture_people(f, "홍", "길동", "123가4567");
	back_up(f, "good.db", good);
	path_in(f, "fresh.db", fresh);
	FINE(store_salvage(good, fresh, &arena, &report, &err));
	assert_true(report.complete);
	struct store *store;
	struct verify_report verify = { .rows = 0 };
	FINE(store_open(&store, &(struct store_options){ .path = fresh }, &err));
	FINE(store_verify(store, &verify, &err));
	FINE(store_verify_against(store, good, &verify, &err));
	if (verify.finding_count)
		fail_msg("%s", verify.findings[0]);
	store_close(store);
	arena_finish(&arena);
}

static void what_is_no_database(void **state)
{
	struct fixture *f = *state;
	struct error err = { 0 };
	struct restore_facts facts;
	struct salvage_report report;
	struct arena arena = { 0 };
	char path[256], fresh[256];
	path_in(f, "text.db", path);
	path_in(f, "fresh.db", fresh);
	FILE *file = fopen(path, "we");
	fputs("this is no database, whatever it is called\n", file);
	fclose(file);
	assert_false(store_restore(path, f->path, "lee.j", FIXTURE_NOW, &facts, &err));
	assert_int_equal(err.code, ERROR_STORE);
	assert_false(store_salvage(path, fresh, &arena, &report, &err));
	assert_int_equal(err.code, ERROR_STORE);
	assert_int_not_equal(access(fresh, F_OK), 0);
	assert_false(store_restore(f->folder, f->path, "lee.j", FIXTURE_NOW, &facts, &err));
	arena_finish(&arena);
}

/* Rows changed behind the program's back. */
static void check_names_the_place(void **state)
{
	struct fixture *f = *state;
	struct error err = { 0 };
	struct verify_report report;
	char good[256];
	fixture_people(f, "홍", "길동", "123가4567");
	back_up(f, "good.db", good);
	assert_null(fixture_sql(f, "UPDATE customer SET family = '흥'"));
	FINE(store_verify(f->store, &report, &err));
	assert_int_equal(report.finding_count, 0);
	FINE(store_verify_against(f->store, good, &report, &err));
	assert_int_equal(report.finding_count, 1);
	assert_non_null(strstr(report.findings[0], "customer"));
	assert_null(
		fixture_sql(f, "PRAGMA foreign_keys = OFF; UPDATE customer_file SET customer = 'nobody'"));
	FINE(store_verify(f->store, &report, &err));
	assert_int_equal(report.finding_count, 1);
	assert_non_null(strstr(report.findings[0], "customer_file"));
}

/* Who takes a guard off is told, even when the rows are in order. */
static void check_misses_guards(void **state)
{
	struct fixture *f = *state;
	struct error err = { 0 };
	struct verify_report report;
	FINE(store_verify(f->store, &report, &err));
	assert_int_equal(report.finding_count, 0);
	assert_null(fixture_sql(f, "DROP TRIGGER audit_fixed"));
	FINE(store_verify(f->store, &report, &err));
	assert_int_equal(report.finding_count, 1);
	assert_non_null(strstr(report.findings[0], "audit_fixed"));
	assert_null(fixture_sql(f, "CREATE TRIGGER audit_fixed BEFORE UPDATE ON audit BEGIN SELECT 1; END"));
	FINE(store_verify(f->store, &report, &err));
	assert_int_equal(report.finding_count, 1);
}

/* A bit of a table's entry turned: SQLite still reads the rows, but nobody who lists the tables does. */
static void check_misses_tables(void **state)
{
	struct fixture *f = *state;
	struct error err = { 0 };
	struct verify_report report;
	assert_null(fixture_sql(f, "PRAGMA writable_schema = ON;"
				   "UPDATE sqlite_schema SET type = 'Table' WHERE name = 'customer'"));
	FINE(store_verify(f->store, &report, &err));
	assert_int_equal(report.finding_count, 1);
	assert_non_null(strstr(report.findings[0], "customer"));
}

#define BACKUP_TEST(name) cmocka_unit_test_setup_teardown(name, fixture_setup, fixture_teardown)

int main(void)
{
	const struct CMUnitTest tests[] = {
		BACKUP_TEST(backup_is_whole),     BACKUP_TEST(nothing_is_left_of_a_failure),
		BACKUP_TEST(restore_brings_back), BACKUP_TEST(restore_refuses),
		BACKUP_TEST(erased_is_gone),      BACKUP_TEST(salvage_of_a_sound_one_is_complete),
		BACKUP_TEST(what_is_no_database), BACKUP_TEST(check_names_the_place),
		BACKUP_TEST(check_misses_guards), BACKUP_TEST(check_misses_tables),
		BACKUP_TEST(damaged_copies),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
