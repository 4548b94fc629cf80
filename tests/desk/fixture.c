#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include <cmocka.h>

#include "base/i18n.h"
#include "fixture.h"
#include "office/setup.h"

static int64_t still(void *context)
{
	return 1000000;
}

int fixture_set_up(void **state)
{
	struct fixture *f = calloc(1, sizeof *f);
	struct error err = { 0 };
	i18n_start("en", "/nowhere");
	snprintf(f->dir, sizeof f->dir, "/tmp/prenota-desk-XXXXXX");
	assert_non_null(mkdtemp(f->dir));
	snprintf(f->database, sizeof f->database, "%s/prenota.db", f->dir);
	if (!office_prepare_demo(f->dir, getenv("SAMPLE_DIR"), getenv("FORMS_DIR"), NULL, &err))
		fail_msg("%s", err.text);
	*state = f;
	return 0;
}

int fixture_tear_down(void **state)
{
	static const char *const names[] = { "prenota.cfg",    "prenota.db",      "prenota.db-wal",
					     "prenota.db-shm", "prenota.db-bell", "prenota.db-lock" };
	struct fixture *f = *state;
	for (size_t i = 0; i < sizeof names / sizeof names[0]; i++) {
		char path[160];
		snprintf(path, sizeof path, "%s/%s", f->dir, names[i]);
		unlink(path);
	}
	assert_int_equal(rmdir(f->dir), 0);
	free(f);
	return 0;
}

int fixture_open(void **state)
{
	struct fixture *f = *state;
	struct error err = { 0 };
	struct office_options office = { .database = f->database,
					 .as = "kim.m",
					 .has_now = true,
					 .now = "2026-11-23T10:00",
					 .forms_dir = getenv("FORMS_DIR") };
	struct term_options term = { .rows = 24, .cols = 80 };
	struct desk_options desk = { .clock = still };
	if (!office_open(&f->office, &office, &err))
		fail_msg("%s", err.text);
	f->term = term_create_offscreen(&term, &err);
	if (!f->term)
		fail_msg("%s", err.text);
	f->desk = desk_create(&f->office, f->term, &desk, &err);
	assert_non_null(f->desk);
	return 0;
}

int fixture_close(void **state)
{
	struct fixture *f = *state;
	desk_destroy(f->desk);
	term_destroy(f->term);
	office_close(&f->office);
	return 0;
}

int fixture_new(void **state)
{
	return fixture_set_up(state) || fixture_open(state);
}

int fixture_end(void **state)
{
	return fixture_close(state) || fixture_tear_down(state);
}
