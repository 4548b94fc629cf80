/* The desk's own work on the large site: search at each key, the load of the horizon, proposals, a durable
 * booking.
 *
 * bench_large LARGE.db FORMS [search|plan|book|call|command|standards [COUNT]] : the database is copied first
 * and stays as it is. "call" and "command" are the bookings of one kind alone; COUNT of them are timed. */
#include <sqlite3.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "bench.h"
#include "large.h"
#include "office/book.h"
#include "office/spare.h"
#include "plan/propose.h"
#include "record.h"
#include "replay.h"
#include "store/find.h"

enum { SEARCHES = 40, LOADS = 200, PROPOSALS = 400, BOOKINGS = 200, HITS = 50 };

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

static bool load_once(struct office *office, struct bench_samples *loads, struct error *err)
{
	struct plan_state state;
	int64_t before = bench_now();
	if (!office_load_state(office, &state, err))
		return false;
	bench_add(loads, bench_now() - before);
	plan_state_finish(&state);
	return true;
}

/* As a desk that has just started does it once, and then as it does it: because somebody else has committed,
 * after which SQLite reads every page anew. */
static bool bench_load(struct office *office, const char *database, struct error *err)
{
	static const char commit[] = "UPDATE change_counter SET value = value + 1 WHERE grp = 2";
	struct bench_samples loads = { 0 };
	sqlite3 *other = NULL;
	int64_t before = bench_now();
	bool good = load_once(office, &loads, err);
	bench_print("load of the horizon, the first", (double)(bench_now() - before) / 1e6, "ms", 0);
	bench_finish(&loads);
	good = good && sqlite3_open(database, &other) == SQLITE_OK;
	for (int i = 0; good && i < LOADS; i++)
		good = sqlite3_exec(other, commit, NULL, NULL, NULL) == SQLITE_OK &&
		       load_once(office, &loads, err);
	sqlite3_close(other);
	bench_print_samples("load of the horizon", &loads, NULL);
	bench_finish(&loads);
	return good;
}

static bool bench_proposals(struct office *office, const char *database, struct error *err)
{
	static const char *const work[] = { "OIL", "MAINT-S", "DIAG-1", "EV-CHECK", "TYRE" };
	struct bench_samples samples = { 0 };
	struct plan_state state = { 0 };
	struct arena arena = { 0 };
	bool good = bench_load(office, database, err) && office_load_state(office, &state, err);
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
	bench_finish(&samples);
	return good;
}

/* Kinds of bookings: from a call, that has a file and made its proposals; by command, that makes all. */
enum booking_kind { BY_CALL, BY_COMMAND, OTHER_WRITES, KIND_COUNT };

/* Durations of each kind. */
struct kinds {
	struct bench_samples clock[KIND_COUNT];
	struct bench_samples processor[KIND_COUNT];
};

static void kinds_finish(struct kinds *kinds)
{
	for (int kind = 0; kind < KIND_COUNT; kind++) {
		bench_finish(&kinds->clock[kind]);
		bench_finish(&kinds->processor[kind]);
	}
}

/* One booking of the car numbered @n; @samples NULL: not timed. */
static bool book_next(struct office *office, int n, enum booking_kind kind, struct replay *replay,
		      struct kinds *samples, struct error *err)
{
	char vin[18], contact[ID_SIZE], file[ID_SIZE];
	struct arena arena = { 0 };
	struct office_slots slots;
	struct office_booking booking = { 0 };
	struct plan_candidate offered[sizeof slots.proposals / sizeof slots.proposals[0]];
	/* Cars that nobody knows yet. */
	snprintf(vin, sizeof vin, "ZN6PMDE26R7%06d", 500000 + n);
	struct booking_request request = request_for(vin, "OIL");
	request.has_customer = true;
	request.family = "김";
	request.given = "민수";
	request.mobile = "+82 10-2000-0000";
	replay->kind = OTHER_WRITES;
	bool good =
		kind == BY_COMMAND || office_open_file(office, CHANNEL_PHONE, "ko", NULL, contact, file, err);
	good = good && office_slots(office, &request, kind == BY_CALL ? file : NULL, NULL, 0, false, &arena,
				    &slots, err);
	if (good && slots.count > 0) {
		for (int i = 0; i < slots.count; i++)
			offered[i] = slots.proposals[i].plan.candidate;
		struct office_call call = { .file = file, .contact = contact, .offered = offered };
		call.offered_count = (size_t)slots.count;
		request.slot =
			(struct request_slot){ .given = true,
					       .date = offered[0].day,
					       .minute = offered[0].start,
					       .advisor = office->site.staff[offered[0].advisor].code };
		replay->kind = kind;
		int64_t before = bench_now(), used = bench_processor();
		good = office_book(office, &request, kind == BY_CALL ? &call : NULL, &arena, &booking, err);
		if (booking.booked && samples) {
			bench_add(&samples->processor[kind], bench_processor() - used);
			bench_add(&samples->clock[kind], bench_now() - before);
		}
	}
	arena_finish(&arena);
	return good;
}

static bool bench_bare(const char *bare, const struct replay *replay, struct kinds *samples,
		       struct error *err)
{
	struct store *store;
	const struct store_options options = { .path = bare, .who = "operator1" };
	if (!store_open(&store, &options, err))
		return false;
	bool good = replay_run(replay, store, samples->clock, samples->processor, err);
	store_close(store);
	return good;
}

/* The kind of the booking numbered @n. */
static enum booking_kind kind_of(const char *only, int n)
{
	if (only && strcmp(only, "call") == 0)
		return BY_CALL;
	return n % 2 || (only && strcmp(only, "command") == 0) ? BY_COMMAND : BY_CALL;
}

/* Whether the part @name is asked for; bookings have names for their kinds. */
static bool is_asked(const char *only, const char *name)
{
	return !only || strcmp(only, name) == 0 ||
	       (strcmp(name, "book") == 0 && (strcmp(only, "call") == 0 || strcmp(only, "command") == 0));
}

/* The bare thing for a booking: the statements that bookings of its kind write, prepared beforehand, in a
 * loop on another copy: the same rows, triggers, indexes and durable commits. */
static bool bench_bookings(struct office *office, const char *bare, const char *only, int bookings,
			   struct error *err)
{
	static const char *const names[][2] = {
		[BY_CALL] = { "booking of a call, check included",
			      "booking of a call, check included, processor" },
		[BY_COMMAND] = { "booking by command, proposals included",
				 "booking by command, proposals included, processor" },
	};
	struct kinds samples = { 0 }, bares = { 0 };
	struct replay replay = { 0 };
	struct arena arena = { 0 };
	bool good = true;
	replay_start(&replay, office->store);
	for (int n = 0; good && n < 2 * bookings; n++) {
		if (n == bookings)
			replay_stop(office->store);
		good = book_next(office, n, kind_of(only, n), &replay, n < bookings ? NULL : &samples, err);
		replay.kind = OTHER_WRITES;
		office_spend_moment(office); /* as a console does in the second after */
	}
	good = good && bench_bare(bare, &replay, &bares, err);
	for (int kind = BY_CALL; good && kind <= BY_COMMAND; kind++) {
		if (samples.clock[kind].count == 0)
			continue;
		bench_print_samples(names[kind][0], &samples.clock[kind], &bares.clock[kind]);
		bench_print_samples(names[kind][1], &samples.processor[kind], &bares.processor[kind]);
		bench_print(arena_printf(&arena, "%s max", names[kind][1]),
			    (double)bench_percentile(&samples.processor[kind], 100) / 1e6, "ms",
			    (double)bench_percentile(&bares.processor[kind], 100) / 1e6);
	}
	kinds_finish(&samples);
	kinds_finish(&bares);
	replay_finish(&replay);
	arena_finish(&arena);
	return good;
}

static bool run(const char *database, const char *forms, const char *bare, const char *only, int bookings,
		struct error *err)
{
	const struct office_options options = { .database = database,
						.as = "operator1",
						.has_now = true,
						.now = LARGE_TODAY "T10:00",
						.forms_dir = forms };
	struct office office;
	bool counted = only && strcmp(only, "standards") == 0; /* its record would weigh on the others */
	if (counted && !record_fill(database))
		return error_set(err, ERROR_STORE, "%s: no record can be made in it", database);
	if (!office_open(&office, &options, err))
		return false;
	bool good = (!counted || record_bench(&office, err)) &&
		    (!is_asked(only, "search") || bench_search(&office, err)) &&
		    (!is_asked(only, "plan") || bench_proposals(&office, database, err)) &&
		    (!is_asked(only, "book") || bench_bookings(&office, bare, only, bookings, err));
	office_close(&office);
	return good;
}

int main(int argc, char **argv)
{
	int bookings = argc == 5 ? atoi(argv[4]) : BOOKINGS;
	if (argc < 3 || argc > 5 || bookings <= 0) {
		fprintf(stderr,
			"usage: bench_large LARGE.db FORMS [search|plan|book|call|command [COUNT]]\n");
		return 2;
	}
	char copy[512], bare[512];
	snprintf(copy, sizeof copy, "%s.copy", argv[1]);
	snprintf(bare, sizeof bare, "%s.bare", argv[1]);
	bench_remove_database(copy);
	bench_remove_database(bare);
	struct error err = { 0 };
	const char *only = argc >= 4 ? argv[3] : NULL;
	bool booked = is_asked(only, "book");
	bool good = bench_copy_file(argv[1], copy) && (!booked || bench_copy_file(argv[1], bare))
			    ? run(copy, argv[2], bare, only, bookings, &err)
			    : error_set(&err, ERROR_SYSTEM, "%s: cannot be copied", argv[1]);
	if (!good)
		fprintf(stderr, "%s\n", err.text);
	bench_remove_database(copy);
	bench_remove_database(bare);
	return good ? 0 : 1;
}
