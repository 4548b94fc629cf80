/* Service reminders of the large site worked out anew, car by car, as `prenota notify` does after the table
 * of intervals has changed.
 *
 * bench_remind LARGE.db FORMS : works on a copy, to which registrations, visits, consents and intervals are
 * added. */
#include <sqlite3.h>
#include <stdbool.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "bench.h"
#include "large.h"
#include "office/reminders.h"

/* Cars of one to ten years, seven of ten with a last service, six of ten owners who agreed, by all three
 * means. */
static const char prepared[] =
	"INSERT INTO service_interval (position, service, name_en, models, energies, months, km, work, done, "
	"repeats)"
	" VALUES (0, 'MAINT', 'annual service', '', 0, 12, 15000, 'MAINT-S', 'MAINT-S', 0),"
	" (1, 'BRAKEFLUID', 'brake fluid', '', 0, 24, 0, 'BRKFL', 'BRKFL', 0),"
	" (2, 'TYRES', 'tyres', '', 0, 6, 0, 'TYRE', 'TYRE', 1);"
	"UPDATE vehicle SET first_registration = 20780 - 365 - abs(random() % 3285);"
	"INSERT INTO visit (ro_no, vin, day, km, codes) SELECT 'B' || vin, vin, 20780 - abs(random() % 700),"
	" max(0, mileage - abs(random() % 20000)), 'MAINT-S TYRE' FROM vehicle WHERE abs(random() % 10) < 7;"
	"INSERT INTO consent (customer, purpose, means, at, by_staff) SELECT id, 'service-reminder',"
	" CASE abs(random() % 10) WHEN 0 THEN 'phone' WHEN 1 THEN 'email' WHEN 2 THEN 'email' WHEN 3 THEN "
	"'sms'"
	" WHEN 4 THEN 'sms' WHEN 5 THEN 'phone' ELSE 'no' END, 1790000000, 'operator1' FROM customer;"
	"UPDATE customer SET email = 'c' || mobile_key || '@example.com';";

static bool fail(sqlite3 *db, struct error *err)
{
	error_set(err, ERROR_STORE, "%s", sqlite3_errmsg(db));
	sqlite3_close(db);
	return false;
}

static bool execute(const char *path, const char *sql, struct error *err)
{
	sqlite3 *db;
	if (sqlite3_open(path, &db) != SQLITE_OK ||
	    sqlite3_exec(db, "BEGIN", NULL, NULL, NULL) != SQLITE_OK ||
	    sqlite3_exec(db, sql, NULL, NULL, NULL) != SQLITE_OK ||
	    sqlite3_exec(db, "COMMIT", NULL, NULL, NULL) != SQLITE_OK)
		return fail(db, err);
	sqlite3_close(db);
	return true;
}

static int print_row(void *context, int count, char **values, char **names)
{
	(void)context;
	(void)names;
	for (int i = 0; i < count; i++)
		printf("%s%s", i ? " " : "  ", values[i] ? values[i] : "-");
	printf("\n");
	return 0;
}

/* What came of it, to be looked at: a figure of a run that did nothing is no figure. */
static void print_outcome(const char *path)
{
	sqlite3 *db;
	if (sqlite3_open(path, &db) == SQLITE_OK) {
		sqlite3_exec(db, "SELECT max(attempts), 'attempts of one at most' FROM reminder", print_row,
			     NULL, NULL);
		sqlite3_exec(db,
			     "SELECT count(*), state, coalesce(held, '') FROM reminder GROUP BY 2, 3 ORDER "
			     "BY 1 DESC",
			     print_row, NULL, NULL);
	}
	sqlite3_close(db);
}

/* All cars that are marked, and what is due of it. */
static bool work_out(const char *path, const char *forms, const char *name, struct error *err)
{
	const struct office_options options = { .database = path,
						.as = "operator1",
						.has_now = true,
						.now = LARGE_TODAY "T10:00",
						.forms_dir = forms };
	struct office office;
	struct office_reminder_run run = { 0 };
	if (!office_open(&office, &options, err))
		return false;
	int64_t before = bench_now(), spent = bench_processor();
	bool good = office_load_forms(&office, err) && office_run_reminders(&office, 0, &run, err);
	double clock = (double)(bench_now() - before) / 1e9,
	       processor = (double)(bench_processor() - spent) / 1e9;
	office_close(&office);
	if (!good)
		return false;
	printf("%s: %d cars, %d messages\n", name, run.cars, run.messages);
	bench_print(name, clock, "s", 0);
	bench_print("a car, processor", run.cars ? processor / run.cars * 1e6 : 0, "us", 0);
	return true;
}

static void remove_database(const char *path)
{
	static const char *const tails[] = { "", "-wal", "-shm", "-bell", "-lock" };
	for (size_t i = 0; i < sizeof tails / sizeof *tails; i++) {
		char name[512];
		snprintf(name, sizeof name, "%s%s", path, tails[i]);
		unlink(name);
	}
}

static bool copy_database(const char *from, const char *to, struct error *err)
{
	char sql[1200];
	remove_database(to);
	snprintf(sql, sizeof sql, "VACUUM INTO '%s'", to);
	sqlite3 *db;
	if (sqlite3_open_v2(from, &db, SQLITE_OPEN_READWRITE, NULL) != SQLITE_OK ||
	    sqlite3_exec(db, sql, NULL, NULL, NULL) != SQLITE_OK)
		return fail(db, err);
	sqlite3_close(db);
	return true;
}

int main(int argc, char **argv)
{
	char copy[512];
	struct error err = { 0 };
	if (argc != 3) {
		fprintf(stderr, "usage: bench_remind LARGE.db FORMS\n");
		return 2;
	}
	snprintf(copy, sizeof copy, "%s.remind", argv[1]);
	bool good = copy_database(argv[1], copy, &err) && execute(copy, prepared, &err) &&
		    work_out(copy, argv[2], "reminders of every car worked out", &err);
	if (good)
		print_outcome(copy);
	good = good &&
	       execute(copy, "INSERT OR IGNORE INTO reminder_stale (vehicle) SELECT id FROM vehicle", &err) &&
	       work_out(copy, argv[2], "once more, nothing changed", &err);
	if (good)
		print_outcome(copy);
	if (!good)
		fprintf(stderr, "%s\n", err.text);
	remove_database(copy);
	return good ? 0 : 1;
}
