/* tests/store/fixture.h - a database in a folder of its own, with a small site, for the tests of the store.
 */
#ifndef PRENOTA_TESTS_STORE_FIXTURE_H
#define PRENOTA_TESTS_STORE_FIXTURE_H

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "model/site.h"
#include "plan/plan.h"
#include "store/store.h"

enum { FIXTURE_NOW = 1795395600 /* 2026-11-23T10:00+09:00 */, FIXTURE_DAY = 20780 /* 2026-11-23 */ };

struct fixture {
	char folder[64];
	char path[96];
	struct id_source ids;
	struct store *store;
	struct arena arena;
	struct site site; /* as written into the store */
};

/* cmocka set-up and tear-down: *state is the fixture; the store is open, the site is in it, the actor is
 * "kim.m". */
int fixture_setup(void **state);
int fixture_teardown(void **state);

/* Only the folder, no database. */
int fixture_setup_folder(void **state);

/* A second connection to the same database. */
struct store *fixture_open(struct fixture *f);

/* Runs SQL by a connection of its own, as a client around the program; SQLite's message or NULL when it
 * passed (to be freed by the caller). */
char *fixture_sql(struct fixture *f, const char *sql);

/* One number read the same way. */
int64_t fixture_number(struct fixture *f, const char *sql);

/* Fails the test with the error's text when @fine is false. */
void fixture_fine(bool fine, const struct error *err, const char *file, int line);
#define FINE(call) fixture_fine(call, &err, __FILE__, __LINE__)

/* In one committed transaction: a customer, a vehicle of hers, and a file of both. */
struct people {
	char customer[ID_SIZE];
	char vehicle[ID_SIZE];
	char file[ID_SIZE];
	int number;
};
struct people fixture_people(struct fixture *f, const char *family, const char *given, const char *plate);

/* A candidate of 15 minutes on FIXTURE_DAY + @days at @start with advisor @advisor, handed back the same day
 * at
 * @handback, with one segment of 60 minutes of skill 0; loan unit @unit or -1. */
struct plan_candidate fixture_candidate(int days, int start, int advisor, int handback, int unit);

/* A request for the vehicle of @people. */
struct plan_request fixture_request(const struct people *people);

#endif
