/* office/office.h - the service desk: who acts, on which site, at what time.
 *
 * office/ is the only place where plan and store meet. Each act is one function and one transaction; the
 * console and the command line call the same ones. Nothing here waits for a key. */
#ifndef PRENOTA_OFFICE_OFFICE_H
#define PRENOTA_OFFICE_OFFICE_H

#include <stdbool.h>

#include "base/arena.h"
#include "base/civil.h"
#include "base/error.h"
#include "base/id.h"
#include "form/form.h"
#include "form/phrases.h"
#include "model/site.h"
#include "plan/plan.h"
#include "store/store.h"

struct office_options {
	const char *database; /* path */
	bool readonly;
	const char *as;        /* --as NAME: a member of the staff (demo site only), NULL: the login */
	bool has_now;          /* --now: a frozen clock (demo site, or readonly) */
	const char *now;       /* "2026-11-27T16:30", local time of the site */
	bool by_groups;        /* roles are those of the Unix groups, not those of the staff */
	bool unsafe;           /* a demo that is being made: see store_options */
	const char *forms_dir; /* NULL: forms are not needed */
	bool forms_later;      /* office_load_forms() reads them; @forms_dir stays there until then */
};

/* What was shown to the actor lately (reading.h). */
enum { OFFICE_READINGS = 32 };
struct office_reading {
	const char *act; /* static */
	char table[16];
	char id[ID_SIZE];
	instant at;
	bool pending; /* not yet in the trail */
};
struct office_readings {
	struct office_reading items[OFFICE_READINGS];
	int next;
	bool pending; /* any of them */
};

struct office {
	struct store *store;
	struct arena arena; /* owns the site's texts */
	struct site site;
	struct form_set forms;   /* empty without forms_dir, or until they are read */
	struct phrases *phrases; /* NULL as long */
	const char *forms_dir;   /* still to be read; NULL: nothing is */
	char *forms_path;        /* the folder of the forms; NULL: without forms */
	uint64_t forms_stamp;    /* of the files then: changes with each of them */
	struct id_source ids;
	int actor;      /* staff index of who acts */
	unsigned roles; /* of the actor, bits of enum role */
	bool by_groups;
	unsigned group_roles; /* with by_groups */
	bool readonly;
	bool frozen;
	instant frozen_at;
	instant demo_offset; /* a demo's clock: added to the real time */
	const char *origin;  /* where from: SSH client address or "local" */
	struct office_readings readings;
};

/* Name of the store's setting that holds a demo's clock: seconds to add to the real time. */
#define OFFICE_SETTING_DEMO_OFFSET "demo.offset"

/* Opens the store, loads the site, sets the zone, finds who acts: the login's row in the staff (product: who
 * acts is the login; on a demo site a login that is not on the staff acts as its first operator).
 * ERROR_PERMISSION when the login may not, ERROR_INPUT for --as or --now where they are not allowed. */
bool office_open(struct office *office, const struct office_options *options, struct error *err);
void office_close(struct office *office);

/* Reads what forms_later put off; nothing when that is done. ERROR_CONFIG names the first mistake, and the
 * forms stay to be read. */
bool office_load_forms(struct office *office, struct error *err);

/* Forms that were read and are not in force yet. */
struct office_forms {
	struct form_set set;
	struct phrases *phrases;
};

/* Reads the forms again from where they were read; with a mistake @fresh is untouched and the office keeps what it
 * has. office_take_forms() puts them in force: whatever points into the old set must have let go. */
bool office_read_forms(const struct office *office, struct office_forms *fresh, struct error *err);
void office_take_forms(struct office *office, struct office_forms *fresh);

/* Whether a file changed since they were read, or since this was asked last. */
bool office_forms_changed(struct office *office);

/* Reads the site again after somebody changed it (TABLE_SITE). */
bool office_reload_site(struct office *office, struct error *err);

instant office_now(const struct office *office);
struct moment office_moment(const struct office *office);
const struct staff *office_actor(const struct office *office);

/* The roles that may book, move and cancel. */
enum { OFFICE_ROLES_BOOK = ROLE_OPERATOR | ROLE_ADVISOR | ROLE_FOREMAN | ROLE_MANAGER };

/* The roles that may say how far a car is: arrived, finished, handed back. */
enum { OFFICE_ROLES_RECEIVE = OFFICE_ROLES_BOOK | ROLE_HOST | ROLE_TECHNICIAN };

/* Begins a writing transaction as the actor, at the office's time: office_may(@roles), then
 * store_begin_write(). */
bool office_begin(struct office *office, unsigned roles, struct error *err);

/* Ends it: commits when @fine, else takes everything back and returns false (@err is then kept). */
bool office_end(struct office *office, bool fine, struct error *err);

/* ERROR_PERMISSION with a sentence unless the actor has one of @roles and the office is not read-only. */
bool office_may(const struct office *office, unsigned roles, struct error *err);

#endif
