/* office/setup.h - making a site, and the data of other systems coming in. */
#ifndef PRENOTA_OFFICE_SETUP_H
#define PRENOTA_OFFICE_SETUP_H

#include <stdio.h>

#include "office/office.h"

struct office_change {
	const char *text; /* "staff kim.s: shift Mon 09:00-18:00 added" */
};

struct office_init {
	bool created; /* a new store was made */
	struct office_change *changes;
	size_t count;
};

/* Makes the store at @database for the site in @site_file, or updates it: nothing is lost, what is gone from
 * the file is deactivated. @preview only lists what would change. */
bool office_init(const char *database, const char *site_file, bool preview, struct arena *arena,
		 struct office_init *result, struct error *err);

struct office_import {
	size_t lines, added, changed, unchanged, bad;
	const char *unknown_columns; /* kept and named, "" when none */
};

/* Who listens to an import; either function may be NULL. */
struct office_import_watch {
	void (*bad)(void *context, const char *text);             /* "FILE:LINE: what", not loaded */
	void (*progress)(void *context, size_t done, size_t all); /* bytes, now and then */
	void *context;
};

/* Reads one CSV of @kind (customers vehicles history contracts campaigns campaign-vins personas service-entry
 * parts listing) in one transaction; one that takes longer than two seconds or has more than 50,000 lines in
 * several, so that bookings go on. Bad lines are told and not loaded, the good ones are. The same file again
 * changes nothing, and goes on where an import was stopped. ERROR_INPUT for an unknown kind or a file that
 * cannot be read at all. */
bool office_import(struct office *office, const char *kind, const char *path,
		   const struct office_import_watch *watch, struct arena *arena, struct office_import *result,
		   struct error *err);

/* Writes the sample site into @dir: DIR/prenota.cfg and the database, with all of @sample_dir imported and
 * its appointments booked by office_book(), the clock starting Monday 2026-11-23 10:00 in Seoul. A line of
 * the sample that a rule refuses is told to @watch (NULL: nobody) and left out. Refused where either of the two is
 * there already; a failure leaves nothing behind. */
bool office_prepare_demo(const char *dir, const char *sample_dir, const char *forms_dir,
			 const struct office_import_watch *watch, struct error *err);

#endif
