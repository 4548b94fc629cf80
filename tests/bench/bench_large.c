/* The desk's own work on the large site: search at each key, the load of the horizon, proposals, a durable
 * booking.
 *
 * bench_large LARGE.db FORMS : the database is copied first and stays as it is. */
#include <sqlite3.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "bench.h"
#include "large.h"
#include "office/book.h"
#include "plan/propose.h"
#include "store/find.h"

enum { SEARCHES = 40, LOADS = 60, PROPOSALS = 400, BOOKINGS = 150, HITS = 50 };

static struct booking_request request_for(const char *vin, const char *work)
{
	struct booking_request request;
	booking_request_init(&request);
	request.has_vehicle = true;
	request.vin = vin;
	request.work[0] = work;
	request.work_count = 1;
	request.language = "ko";
	request.request = "정기 점검 받고 싶습니다";
	request.mobility[0] = MOBILITY_NONE;
	request.mobility_count = 1;
	return request;
}

static bool bench_search(struct office *office, struct error *err)
{
	static const char *const fragments[] = { "민수", "김민",   "김민수", "ㄱㅁㅅ",  "남궁",   "이",
						 "ross", "Müller", "2003",   "4567",    "가1234", "123가",
						 "ZN6P", "0R7004", "1042",   "없는이름" };
	struct bench_samples samples = { 0 };
	struct arena arena = { 0 };
	bool good = true;
	for (int i = 0; good && i < SEARCHES * (int)(sizeof fragments / sizeof *fragments); i++) {
		struct find_list list = { 0 };
		int64_t before = bench_now();
		good = store_find(office->store, fragments[i % (int)(sizeof fragments / sizeof *fragments)],
				  HITS, &arena, &list, err);
		bench_add(&samples, bench_now() - before);
		arena_finish(&arena);
	}
	bench_print_samples("search at a key", &samples, NULL);
	bench_finish(&samples);
	return good;
}

static bool bench_load(struct office *office, struct bench_samples *loads, struct error *err)
{
	for (int i = 0; i < LOADS; i++) {
		struct plan_state state;
		int64_t before = bench_now();
		if (!office_load_state(office, &state, err))
			return false;
		bench_add(loads, bench_now() - before);
		plan_state_finish(&state);
	}
	bench_print_samples("load of the horizon", loads, NULL);
	return true;
}

static bool bench_proposals(struct office *office, struct error *err)
{
	static const char *const work[] = { "OIL", "MAINT-S", "DIAG-1", "EV-CHECK", "TYRE" };
	struct bench_samples loads = { 0 }, samples = { 0 };
	struct plan_state state = { 0 };
	struct arena arena = { 0 };
	bool good = bench_load(office, &loads, err) && office_load_state(office, &state, err);
	for (int i = 0; good && i < PROPOSALS; i++) {
		struct booking_request request =
			request_for("ZN6PMDE26R7000004", work[i % (int)(sizeof work / sizeof *work)]);
		struct office_resolved resolved;
		struct plan_proposals proposals;
		good = office_resolve(office, &request, &arena, &resolved, err);
		int64_t before = bench_now();
		if (good)
			plan_propose(&state, &resolved.plan, NULL, 0, false, &arena, &proposals);
		bench_add(&samples, bench_now() - before);
		arena_finish(&arena);
	}
	bench_print_samples("proposals in memory", &samples, NULL);
	plan_state_finish(&state);
	bench_finish(&loads);
	bench_finish(&samples);
	return good;
}

/* The bare thing for a booking: one row, durable as the store's own transactions are. */
static void bench_commits(const char *path, struct bench_samples *samples)
{
	sqlite3 *db;
	if (sqlite3_open(path, &db) == SQLITE_OK)
		sqlite3_exec(db, "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; CREATE TABLE t (a, b)", 0,
			     0, 0);
	for (int i = 0; i < BOOKINGS; i++) {
		int64_t before = bench_now();
		sqlite3_exec(db, "BEGIN IMMEDIATE; INSERT INTO t VALUES (1, 'x'); COMMIT", 0, 0, 0);
		bench_add(samples, bench_now() - before);
	}
	sqlite3_close(db);
}

static bool book_next(struct office *office, int n, struct bench_samples *samples, struct error *err)
{
	char vin[18];
	struct arena arena = { 0 };
	struct office_slots slots;
	struct office_booking booking = { 0 };
	/* Cars of the end of the list: their last visit is long ago. */
	snprintf(vin, sizeof vin, "ZN6PMDE26R7%06d", 500000 + n);
	struct booking_request request = request_for(vin, "OIL");
	request.has_customer = true;
	request.family = "김";
	request.given = "민수";
	request.mobile = "+82 10-2000-0000";
	bool good = office_slots(office, &request, NULL, NULL, 0, false, &arena, &slots, err);
	if (good && slots.count > 0) {
		const struct plan_candidate *candidate = &slots.proposals[0].plan.candidate;
		request.slot =
			(struct request_slot){ .given = true,
					       .date = candidate->day,
					       .minute = candidate->start,
					       .advisor = office->site.staff[candidate->advisor].code };
		int64_t before = bench_now();
		good = office_book(office, &request, NULL, &arena, &booking, err);
		if (booking.booked)
			bench_add(samples, bench_now() - before);
	}
	arena_finish(&arena);
	return good;
}

static bool bench_bookings(struct office *office, const char *scratch, struct error *err)
{
	struct bench_samples samples = { 0 }, bare = { 0 };
	bool good = true;
	bench_commits(scratch, &bare);
	for (int i = 0; good && i < BOOKINGS; i++)
		good = book_next(office, i, &samples, err);
	bench_print_samples("one booking, check and proposals included", &samples, &bare);
	bench_finish(&samples);
	bench_finish(&bare);
	return good;
}

static bool copy_file(const char *from, const char *to)
{
	static char bytes[1 << 16];
	FILE *in = fopen(from, "rb"), *out = fopen(to, "wb");
	bool good = in && out;
	for (size_t n; good && (n = fread(bytes, 1, sizeof bytes, in)) > 0;)
		good = fwrite(bytes, 1, n, out) == n;
	if (in)
		fclose(in);
	return (!out || fclose(out) == 0) && good;
}

static bool run(const char *database, const char *forms, const char *scratch, struct error *err)
{
	const struct office_options options = { .database = database,
						.as = "operator1",
						.has_now = true,
						.now = LARGE_TODAY "T10:00",
						.forms_dir = forms };
	struct office office;
	if (!office_open(&office, &options, err))
		return false;
	bool good = bench_search(&office, err) && bench_proposals(&office, err) &&
		    bench_bookings(&office, scratch, err);
	office_close(&office);
	return good;
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

int main(int argc, char **argv)
{
	if (argc != 3) {
		fprintf(stderr, "usage: bench_large LARGE.db FORMS\n");
		return 2;
	}
	char copy[512], scratch[512];
	snprintf(copy, sizeof copy, "%s.copy", argv[1]);
	snprintf(scratch, sizeof scratch, "%s.bare", argv[1]);
	remove_database(copy);
	remove_database(scratch);
	struct error err = { 0 };
	bool good = copy_file(argv[1], copy) ? run(copy, argv[2], scratch, &err)
					     : error_set(&err, ERROR_SYSTEM, "%s: cannot be copied", argv[1]);
	if (!good)
		fprintf(stderr, "%s\n", err.text);
	remove_database(copy);
	remove_database(scratch);
	return good ? 0 : 1;
}
