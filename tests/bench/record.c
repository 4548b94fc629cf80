#include "record.h"

#include <sqlite3.h>
#include <stdio.h>

#include "bench.h"
#include "large.h"
#include "office/report.h"

enum { ROUNDS = 5 };

/* 1764000000 is about a year before the large site's day. */
static const char record[] =
	"PRAGMA synchronous = OFF; BEGIN;"
	"CREATE TEMP TABLE n AS SELECT f.number r, f.id file, f.opened at, f.customer c FROM customer_file f"
	" WHERE f.opened > 1764000000;"
	"INSERT INTO contact (id, channel, operator, customer, rang, answered, ended, rings, result)"
	" SELECT printf('c%035d', r), CASE r % 10 WHEN 0 THEN 'walkin' ELSE 'phone' END, 'operator1', c, at, "
	"at + 8, at + 300,"
	" CASE r % 10 WHEN 0 THEN 0 ELSE 1 + r * 7 % 11 / 3 END, 'booked' FROM n;"
	"INSERT INTO contact_hold SELECT printf('c%035d', r), 1, 0, at + 60, at + 70 + r * 13 % 25 FROM n "
	"WHERE r % 3 = 0;"
	"INSERT INTO contact_offer SELECT printf('c%035d', r), 1000 + r % 5000, at + 200 FROM n;"
	"INSERT INTO consent (customer, purpose, means, at, by_staff)"
	" SELECT c, 'appointment-reminder', 'sms', at, 'operator1' FROM n;"
	"INSERT INTO message (id, file, customer, template, means, due, state, sent, created, created_by)"
	" SELECT printf('m%035d', r), file, c, 'tomorrow', 'sms', at + 518400, 'sent', at + 518400 + r % "
	"1200, at, 'operator1'"
	" FROM n;"
	"INSERT INTO contact_standard SELECT printf('c%035d', n.r), 'R' || q.column1,"
	" CASE WHEN (n.r * 31 + q.column1) % 17 = 0 THEN 'open' ELSE 'met' END, n.r % 9, NULL, n.at + 300, "
	"'operator1' FROM n,"
	" (VALUES (9), (11), (12), (13), (19), (20), (21), (23), (26), (27), (28), (29), (30), (31), (32), "
	"(35), (38), (41), (42),"
	" (43), (44), (45), (46), (47), (62), (63)) q;"
	"COMMIT";

bool record_fill(const char *path)
{
	sqlite3 *db = NULL;
	bool fine = sqlite3_open(path, &db) == SQLITE_OK &&
		    sqlite3_exec(db, record, NULL, NULL, NULL) == SQLITE_OK;
	if (!fine)
		fprintf(stderr, "%s: %s\n", path, sqlite3_errmsg(db));
	sqlite3_close(db);
	return fine;
}

static bool bench_period(struct office *office, const char *name, civil_day first, civil_day last,
			 struct error *err)
{
	struct bench_samples samples = { 0 };
	bool fine = true;
	for (int i = 0; i < ROUNDS && fine; i++) {
		struct arena arena = { 0 };
		struct office_report report;
		int64_t before = bench_processor();
		fine = office_report(office, first, last, &arena, &report, err);
		bench_add(&samples, bench_processor() - before);
		arena_finish(&arena);
	}
	bench_print(name, (double)bench_percentile(&samples, 50) / 1e6, "ms", 0);
	bench_finish(&samples);
	return fine;
}

bool record_bench(struct office *office, struct error *err)
{
	struct arena arena = { 0 };
	struct office_report_load *load;
	civil_day today;
	civil_parse_date(LARGE_TODAY, &today);
	bool fine = bench_period(office, "standards of a month, processor", today - 30, today, err) &&
		    bench_period(office, "standards of a quarter, processor", today - 91, today, err) &&
		    bench_period(office, "standards of a year, processor", today - 364, today, err);
	int64_t before = bench_processor();
	fine = fine && office_report_load(office, today - 364, today, &arena, &load, err);
	bench_print("load of a year, processor", (double)(bench_processor() - before) / 1e6, "ms", 0);
	arena_finish(&arena);
	return fine;
}
