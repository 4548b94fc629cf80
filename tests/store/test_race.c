/* Several processes at once: one wins, nobody starves, nothing is half written when one is killed. */
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include "fixture.h"
#include "store/appointment.h"
#include "store/draft.h"
#include "store/file_store.h"

enum { WRITERS = 6, SLOTS = 8 };

/* A connection in a child: sanitizers and cmocka of the parent stay out of it. */
static struct store *child_open(struct fixture *f, const char *who)
{
	struct error err;
	struct store *store = NULL;
	struct store_options options = { .path = f->path, .who = who };
	if (!store_open(&store, &options, &err))
		_exit(90);
	store_set_actor(store, who, FIXTURE_NOW);
	return store;
}

/* SQLite forbids to take an open connection into a child: the parent's is closed around the fork. */
static pid_t fork_without_store(struct fixture *f)
{
	store_close(f->store);
	f->store = NULL;
	pid_t child = fork();
	if (child != 0) {
		struct error err = { 0 };
		struct store_options options = { .path = f->path, .who = "kim.m", .wait_ms = 300 };
		FINE(store_open(&f->store, &options, &err));
		store_set_actor(f->store, "kim.m", FIXTURE_NOW);
	}
	return child;
}

/* 0 booked, 1 taken, 2 something else. */
static int try_slot(struct fixture *f, struct store *store, const struct people *p, int slot)
{
	struct error err = { 0 };
	struct store_booking booking = { .file_id = p->file, .title = "t", .class = CLASS_NORMAL };
	struct plan_request request = fixture_request(p);
	struct plan_candidate c = fixture_candidate(1 + slot, 570, 1, 1005, -1);
	if (!store_begin_write(store, &err))
		return 2;
	bool fine = store_insert_appointment(store, &f->site, &booking, &request, &c, NULL, &err);
	if (fine)
		return store_commit(store, &err) ? 0 : 2;
	store_rollback(store);
	return err.code == ERROR_CONFLICT ? 1 : 2;
}

/* Tries all slots with one file each; how many it won, or 99. */
static int race(struct fixture *f, const struct people *files, int writer)
{
	struct store *store = child_open(f, "racer");
	int won = 0;
	for (int slot = 0; slot < SLOTS; slot++) {
		int result = try_slot(f, store, &files[writer * SLOTS + slot], slot);
		if (result == 2)
			return 99;
		won += result == 0;
	}
	store_close(store);
	return won;
}

static void one_wins_each_slot(void **state)
{
	struct fixture *f = *state;
	static struct people files[WRITERS * SLOTS];
	pid_t children[WRITERS];
	int won = 0;
	for (int i = 0; i < WRITERS * SLOTS; i++)
		files[i] = fixture_people(f, "홍", "길동", NULL);
	for (int i = 0; i < WRITERS; i++) {
		children[i] = fork_without_store(f);
		if (children[i] == 0)
			_exit(race(f, files, i));
	}
	for (int i = 0; i < WRITERS; i++) {
		int status;
		waitpid(children[i], &status, 0);
		assert_true(WIFEXITED(status) && WEXITSTATUS(status) <= SLOTS);
		won += WEXITSTATUS(status);
	}
	assert_int_equal(won, SLOTS);
	assert_int_equal(fixture_number(f, "SELECT count(*) FROM appointment"), SLOTS);
	assert_int_equal(fixture_number(f, "SELECT count(*) FROM staff_time"), SLOTS * 2);
}

static char told[64];

static void hear(void *arg, const char *holder)
{
	(void)arg;
	snprintf(told, sizeof told, "%s", holder);
}

static void busy_names_the_holder(void **state)
{
	struct fixture *f = *state;
	struct error err = { 0 };
	int ready[2], release[2];
	char byte;
	struct timespec began, ended;
	assert_int_equal(pipe(ready) | pipe(release), 0);
	pid_t child = fork_without_store(f);
	if (child == 0) {
		struct store *store = child_open(f, "lee.j on desk 2");
		if (!store_begin_write(store, NULL) || write(ready[1], "x", 1) != 1 ||
		    read(release[0], &byte, 1) < 0)
			_exit(1);
		store_close(store);
		_exit(0);
	}
	assert_int_equal(read(ready[0], &byte, 1), 1);
	store_on_wait(f->store, hear, NULL);
	clock_gettime(CLOCK_MONOTONIC, &began);
	assert_false(store_begin_write(f->store, &err));
	clock_gettime(CLOCK_MONOTONIC, &ended);
	assert_int_equal(err.code, ERROR_BUSY);
	assert_non_null(strstr(err.text, "lee.j on desk 2"));
	assert_string_equal(told, "lee.j on desk 2");
	assert_true((ended.tv_sec - began.tv_sec) * 1000 + (ended.tv_nsec - began.tv_nsec) / 1000000 >= 300);
	assert_false(store_put_draft(f->store, "kim.m", 1, "x", 1, &err)); /* at once */
	assert_int_equal(err.code, ERROR_BUSY);
	assert_int_equal(write(release[1], "x", 1), 1);
	FINE(store_begin_write(f->store, &err)); /* waits until the other is gone */
	store_rollback(f->store);
	waitpid(child, NULL, 0);
	close(ready[0]), close(ready[1]), close(release[0]), close(release[1]);
}

/* Writes requests as fast as it can and tells each number that is safely there. */
static void write_until_killed(struct fixture *f, int to)
{
	struct store *store = child_open(f, "victim");
	for (;;) {
		struct error err;
		char id[ID_SIZE];
		int number;
		if (!store_begin_write(store, &err) ||
		    !store_add_file(store, &(struct file_start){ .channel = CHANNEL_PHONE }, id, &number,
				    &err) ||
		    !store_add_request_text(store, id, "끼익", &err) || !store_commit(store, &err))
			_exit(1);
		if (write(to, &number, sizeof number) != sizeof number)
			_exit(2);
	}
}

static void killed_writers_lose_nothing(void **state)
{
	struct fixture *f = *state;
	struct error err = { 0 };
	for (int round = 0; round < 5; round++) {
		int told_pipe[2], number = 0, last = 0, count = 0;
		assert_int_equal(pipe(told_pipe), 0);
		pid_t child = fork_without_store(f);
		if (child == 0)
			write_until_killed(f, told_pipe[1]);
		close(told_pipe[1]);
		while (count < 10 + 7 * round &&
		       read(told_pipe[0], &number, sizeof number) == sizeof number) {
			last = number;
			count++;
		}
		kill(child, SIGKILL);
		while (read(told_pipe[0], &number, sizeof number) == sizeof number)
			last = number;
		waitpid(child, NULL, 0);
		close(told_pipe[0]);
		char sql[128];
		snprintf(sql, sizeof sql, "SELECT count(*) FROM customer_file WHERE number <= %d", last);
		assert_int_equal(fixture_number(f, sql), last);
		/* a file without its words would be half a transaction */
		assert_int_equal(fixture_number(f, "SELECT count(*) FROM customer_file f WHERE NOT EXISTS"
						   " (SELECT 1 FROM verbatim v WHERE v.file = f.id)"),
				 0);
		FINE(store_begin_write(f->store, &err)); /* the queue is free again */
		store_rollback(f->store);
	}
	FINE(store_check(f->store, &err));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(one_wins_each_slot, fixture_setup, fixture_teardown),
		cmocka_unit_test_setup_teardown(busy_names_the_holder, fixture_setup, fixture_teardown),
		cmocka_unit_test_setup_teardown(killed_writers_lose_nothing, fixture_setup, fixture_teardown),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
