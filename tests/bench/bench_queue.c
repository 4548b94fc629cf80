/* Many desks that book at the same time, each a process with a store of its own: how long a booking takes
 * from Enter to its commit, its wait in the queue of writers included; beside it the same processes with one
 * row to write, which is the queue alone.
 *
 * bench_queue LARGE.db FORMS [DESKS THINK_MS]: the database is copied first. Without numbers: a hundred desks
 * that think a second or two between bookings, and thirty-two that save at the same instant. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include "bench.h"
#include "large.h"
#include "office/book.h"
#include "office/spare.h"

enum { DESKS_MAX = 200, ROUNDS = 6, READY_S = 1, TRIES = 20 };

/* What one desk has to tell; shared memory. */
struct desk_result {
	int64_t took[ROUNDS];
	int64_t waited; /* in all, for the evenness */
	int done;
	int refused; /* the place was taken meanwhile */
	int busy;    /* errors, which nobody may see */
};

struct shared {
	int ready; /* desks that are open */
	int64_t start;
	struct desk_result desks[DESKS_MAX];
};

struct course {
	const char *database;
	const char *forms;
	int desks;
	int think_ms; /* mean; 0: all at the same instant */
	bool alone;   /* one row instead of a booking */
};

static uint64_t mix(uint64_t z)
{
	z = (z + 1) * UINT64_C(0x9e3779b97f4a7c15);
	z = (z ^ (z >> 30)) * UINT64_C(0xbf58476d1ce4e5b9);
	return z ^ (z >> 31);
}

static void sleep_until(int64_t at)
{
	int64_t now = bench_now();
	if (at > now)
		nanosleep(&(struct timespec){ (at - now) / 1000000000, (at - now) % 1000000000 }, NULL);
}

/* A call up to the last key: the file is open, proposals are read out. */
struct call_made {
	char vin[18], contact[ID_SIZE], file[ID_SIZE];
	struct booking_request request;
	struct office_slots slots;
	int chosen;
	struct plan_candidate offered[sizeof((struct office_slots *)0)->proposals /
				      sizeof((struct office_slots *)0)->proposals[0]];
};

/* Proposals are held while they are read out, so that no other desk takes them; another may have been faster.
 */
static bool read_out(struct office *office, uint64_t random, struct arena *arena, struct call_made *call,
		     struct error *err)
{
	for (int tried = 0; tried < TRIES; tried++) {
		struct office_slots *slots = &call->slots;
		if (!office_slots(office, &call->request, call->file, NULL, 0, false, arena, slots, err))
			return false;
		for (int i = 0; i < slots->count; i++)
			call->offered[i] = slots->proposals[i].plan.candidate;
		if (slots->count == 0)
			return error_set(err, ERROR_INPUT, "no proposals");
		call->chosen = (int)(mix(random) % (uint64_t)slots->count);
		const struct plan_candidate *chosen = &call->offered[call->chosen];
		call->request.slot =
			(struct request_slot){ .given = true,
					       .date = chosen->day,
					       .minute = chosen->start,
					       .advisor = office->site.staff[chosen->advisor].code };
		if (office_hold(office, call->file, &call->request, chosen, 1, err))
			return true;
		if (err->code != ERROR_CONFLICT)
			return false;
	}
	return true; /* it will be refused, and counted */
}

static bool make_call(struct office *office, int desk, int round, struct arena *arena, struct call_made *call,
		      struct error *err)
{
	struct booking_request *request = &call->request;
	booking_request_init(request);
	snprintf(call->vin, sizeof call->vin, "ZN6PMDE26R7%06d", 600000 + desk * 100 + round);
	request->has_vehicle = request->has_customer = true;
	request->vin = call->vin;
	request->family = "김";
	request->given = "민수";
	request->mobile = "+82 10-2000-0000";
	request->work[0] = "OIL";
	request->work_count = 1;
	request->language = "ko";
	request->request = "정기 점검 받고 싶습니다";
	request->mobility[0] = MOBILITY_NONE;
	request->mobility_count = 1;
	return office_open_file(office, CHANNEL_PHONE, "ko", NULL, call->contact, call->file, err) &&
	       read_out(office, (uint64_t)(desk * ROUNDS + round), arena, call, err);
}

static bool write_row(struct office *office, int desk, struct error *err)
{
	char name[32];
	snprintf(name, sizeof name, "bench.%d", desk);
	if (!store_begin_write(office->store, err))
		return false;
	if (store_put_setting(office->store, name, "1", err))
		return store_commit(office->store, err);
	store_rollback(office->store);
	return false;
}

static bool act_once(struct office *office, const struct course *course, int desk, int round, int64_t at,
		     struct desk_result *result, struct error *err)
{
	struct arena arena = { 0 };
	struct call_made made = { 0 };
	struct office_booking booking = { .booked = course->alone };
	bool good = course->alone || make_call(office, desk, round, &arena, &made, err);
	sleep_until(at);
	int64_t before = bench_now();
	if (good && course->alone) {
		good = write_row(office, desk, err);
	} else if (good) {
		struct office_call call = { .file = made.file,
					    .contact = made.contact,
					    .offered = made.offered };
		call.offered_count = (size_t)made.slots.count;
		call.chosen = made.chosen;
		good = office_book(office, &made.request, &call, &arena, &booking, err);
	}
	result->took[result->done] = bench_now() - before;
	result->waited += good ? result->took[result->done] : 0;
	result->done += good;
	result->refused += good && !booking.booked;
	result->busy += !good && err->code == ERROR_BUSY;
	arena_finish(&arena);
	return good || err->code == ERROR_BUSY;
}

/* One desk in a process of its own. */
static int run_desk(const struct course *course, int desk, struct shared *shared)
{
	const struct office_options options = { .database = course->database,
						.as = "operator1",
						.has_now = true,
						.now = LARGE_TODAY "T10:00",
						.forms_dir = course->forms };
	struct office office;
	struct error err = { 0 };
	bool good = office_open(&office, &options, &err);
	__atomic_add_fetch(&shared->ready, 1, __ATOMIC_SEQ_CST);
	while (good && !__atomic_load_n(&shared->start, __ATOMIC_SEQ_CST))
		sleep_until(bench_now() + 10000000);
	int64_t at = shared->start, every = course->think_ms ? course->think_ms : 2000;
	for (int round = 0; good && round < ROUNDS; round++) {
		uint64_t random = mix((uint64_t)(desk * 1000 + round));
		int64_t think =
			course->think_ms ? every / 2 + (int64_t)(random % (uint64_t)(every + 1)) : every;
		at += think * 1000000;
		good = act_once(&office, course, desk, round, at, &shared->desks[desk], &err);
		office_spend_moment(&office);
	}
	if (!good)
		fprintf(stderr, "desk %d: %s\n", desk, err.text);
	if (good)
		office_close(&office);
	return good ? 0 : 1;
}

static bool run_course(const struct course *course, struct shared *shared)
{
	pid_t children[DESKS_MAX];
	bool good = true;
	memset(shared, 0, sizeof *shared);
	for (int i = 0; i < course->desks; i++) {
		children[i] = fork();
		if (children[i] == 0)
			_exit(run_desk(course, i, shared));
		good = good && children[i] > 0;
	}
	while (good && __atomic_load_n(&shared->ready, __ATOMIC_SEQ_CST) < course->desks)
		sleep_until(bench_now() + 10000000);
	__atomic_store_n(&shared->start, bench_now() + READY_S * INT64_C(1000000000), __ATOMIC_SEQ_CST);
	for (int i = 0; i < course->desks; i++) {
		int status = 1;
		if (children[i] > 0)
			waitpid(children[i], &status, 0);
		good = good && WIFEXITED(status) && WEXITSTATUS(status) == 0;
	}
	return good;
}

static void gather(const struct course *course, const struct shared *shared, struct bench_samples *samples)
{
	for (int i = 0; i < course->desks; i++)
		for (int round = 0; round < shared->desks[i].done; round++)
			bench_add(samples, shared->desks[i].took[round]);
}

static void print_evenness(const struct course *course, const struct shared *shared, const char *name)
{
	char line[160];
	int64_t sum = 0, worst = 0;
	int refused = 0, busy = 0;
	for (int i = 0; i < course->desks; i++) {
		const struct desk_result *desk = &shared->desks[i];
		int64_t mean = desk->done ? desk->waited / desk->done : 0;
		sum += mean;
		worst = mean > worst ? mean : worst;
		refused += desk->refused;
		busy += desk->busy;
	}
	snprintf(line, sizeof line, "%s, the unluckiest desk's mean", name);
	bench_print(line, (double)worst / 1e6, "ms", (double)sum / course->desks / 1e6);
	snprintf(line, sizeof line, "%s, taken meanwhile", name);
	bench_print(line, refused, "bookings", 0);
	snprintf(line, sizeof line, "%s, errors that somebody was busy", name);
	bench_print(line, busy, "", 0);
}

static bool bench_course(struct course course, const char *name, struct shared *shared)
{
	struct bench_samples bookings = { 0 }, alone = { 0 };
	char line[160];
	course.alone = true;
	bool good = run_course(&course, shared);
	gather(&course, shared, &alone);
	course.alone = false;
	good = good && run_course(&course, shared);
	gather(&course, shared, &bookings);
	if (good) {
		bench_print_samples(name, &bookings, &alone);
		snprintf(line, sizeof line, "%s worst", name);
		bench_print(line, (double)bench_percentile(&bookings, 100) / 1e6, "ms",
			    (double)bench_percentile(&alone, 100) / 1e6);
		print_evenness(&course, shared, name);
	}
	bench_finish(&bookings);
	bench_finish(&alone);
	return good;
}

int main(int argc, char **argv)
{
	if (argc != 3 && argc != 5) {
		fprintf(stderr, "usage: bench_queue LARGE.db FORMS [DESKS THINK_MS]\n");
		return 2;
	}
	char copy[512];
	snprintf(copy, sizeof copy, "%s.queue", argv[1]);
	bench_remove_database(copy);
	struct shared *shared =
		mmap(NULL, sizeof *shared, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
	bool good = shared != MAP_FAILED && bench_copy_file(argv[1], copy);
	struct course course = { .database = copy, .forms = argv[2], .desks = 100, .think_ms = 2000 };
	if (good && argc == 5) {
		course.desks = atoi(argv[3]);
		course.think_ms = atoi(argv[4]);
		good = course.desks > 0 && course.desks <= DESKS_MAX && course.think_ms >= 0 &&
		       bench_course(course, "booking among many", shared);
	} else if (good) {
		good = bench_course(course, "booking of 100 desks that think between", shared);
		course.desks = 32;
		course.think_ms = 0;
		good = good && bench_course(course, "booking of 32 desks at once", shared);
	}
	bench_remove_database(copy);
	return good ? 0 : 1;
}
