#include "office/office.h"

#include <inttypes.h>
#include <poll.h>
#include <pwd.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#include "base/guard.h"
#include "base/i18n.h"
#include "base/memory.h"
#include "office/groups.h"
#include "office/reading.h"
#include "office/spare.h"
#include "store/audit.h"
#include "store/site_store.h"

static instant real_now(void)
{
	struct timespec now;
	clock_gettime(CLOCK_REALTIME, &now);
	return now.tv_sec;
}

instant office_now(const struct office *office)
{
	return office->frozen ? office->frozen_at : real_now() + office->demo_offset;
}

struct moment office_moment(const struct office *office)
{
	struct moment moment;
	civil_from_instant(office_now(office), &moment.day, &moment.minute);
	return moment;
}

const struct staff *office_actor(const struct office *office)
{
	return &office->site.staff[office->actor];
}

bool office_may(const struct office *office, unsigned roles, struct error *err)
{
	const struct staff *actor = office_actor(office);
	if (office->readonly)
		return error_set(err, ERROR_PERMISSION,
				 _("this is read-only; run it without --readonly to change something"));
	if (!actor->active || !(office->roles & roles))
		return error_set(err, ERROR_PERMISSION,
				 _("%s may not do this; an operator, advisor, foreman or manager has to"),
				 actor->code);
	return true;
}

bool office_begin(struct office *office, unsigned roles, struct error *err)
{
	if (!office_may(office, roles, err))
		return false;
	store_set_actor(office->store, office_actor(office)->code, office_now(office));
	return store_begin_write(office->store, err);
}

bool office_end(struct office *office, bool fine, struct error *err)
{
	if (fine)
		return store_commit(office->store, err);
	store_rollback(office->store);
	return false;
}

static bool set_zone(const struct site *site, struct error *err)
{
	if (civil_set_zone(site->zone))
		return true;
	return error_set(err, ERROR_CONFIG,
			 _("there is no time zone \"%s\"; install tzdata or correct the site's zone"),
			 site->zone);
}

/* Reads the site into a fresh arena; the old one stays when that fails. What was read before is kept as well: views,
 * dialogs and calls show names of it until they are read again, and a site changes a few times a year. */
static bool load_site(struct office *office, struct error *err)
{
	struct arena arena = { 0 };
	struct site site;
	site_init(&site);
	if (!store_get_site(office->store, &arena, &site, err)) {
		arena_finish(&arena);
		if (err && err->code == ERROR_NOT_FOUND)
			return error_set(err, ERROR_STORE, _("%s has no site yet; prenota init makes it"),
					 store_path(office->store));
		return false;
	}
	if (!set_zone(&site, err)) {
		arena_finish(&arena);
		return false;
	}
	arena_adopt(&arena, &office->arena);
	office->arena = arena;
	office->site = site;
	return true;
}

static bool load_demo_clock(struct office *office, struct error *err)
{
	const char *offset = NULL;
	if (!office->site.demo)
		return true;
	if (!store_get_setting(office->store, OFFICE_SETTING_DEMO_OFFSET, &office->arena, &offset, err))
		return false;
	office->demo_offset = offset ? strtoll(offset, NULL, 10) : 0;
	return true;
}

static bool freeze(struct office *office, const struct office_options *options, struct error *err)
{
	if (!options->has_now)
		return true;
	if (!office->site.demo && !options->readonly)
		return error_set(err, ERROR_INPUT,
				 _("--now is for a demo site, or together with --readonly"));
	if (!civil_parse_instant(options->now, &office->frozen_at))
		return error_set(err, ERROR_INPUT,
				 _("--now %s is no time of the site; write it as 2026-11-27T16:30"),
				 options->now);
	office->frozen = true;
	return true;
}

static int find_played(const struct site *site, const char *name)
{
	int staff = site_find_staff(site, name);
	if (staff < 0)
		staff = site_find_login(site, name);
	for (int i = 0; staff < 0 && i < site->staff_count; i++)
		if (strcmp(site->staff[i].name, name) == 0)
			staff = i;
	return staff;
}

static int first_operator(const struct site *site)
{
	for (int i = 0; i < site->staff_count; i++)
		if (site->staff[i].active && site->staff[i].roles & ROLE_OPERATOR)
			return i;
	return -1;
}

static const char *login_name(void)
{
	const struct passwd *entry = getpwuid(getuid());
	return entry ? entry->pw_name : "?";
}

/* Who acts: the member played on a demo site, else the login's own row. */
static bool find_actor(struct office *office, const char *as, struct error *err)
{
	const struct site *site = &office->site;
	int actor;
	if (as) {
		if (!site->demo)
			return error_set(err, ERROR_INPUT,
					 _("--as is for a demo site; here the login \"%s\" acts"),
					 login_name());
		actor = find_played(site, as);
		if (actor < 0)
			return error_set(err, ERROR_INPUT, _("--as %s: nobody on the staff is called that"),
					 as);
	} else {
		actor = site_find_login(site, login_name());
		if (actor < 0 && site->demo)
			actor = first_operator(site);
		if (actor < 0)
			return error_set(
				err, ERROR_PERMISSION,
				_("the login \"%s\" is not on the staff of %s; add it to the site's staff"),
				login_name(), site->name);
	}
	if (!site->staff[actor].active)
		return error_set(err, ERROR_PERMISSION, _("%s is no longer active on the staff"),
				 site->staff[actor].code);
	office->actor = actor;
	office->roles = office->by_groups ? office->group_roles : site->staff[actor].roles;
	return true;
}

/* Where the operator sits, for the audit: the SSH client's address or "local". */
static const char *find_origin(struct office *office)
{
	const char *ssh = getenv("SSH_CONNECTION");
	return ssh && *ssh ? arena_strndup(&office->arena, ssh, strcspn(ssh, " ")) : "local";
}

static bool open_parts(struct office *office, const struct office_options *options, struct error *err)
{
	struct store_options store = { .path = options->database,
				       .readonly = options->readonly,
				       .unsafe = options->unsafe,
				       .ids = &office->ids };
	struct error stranger = { 0 };
	bool member = !options->by_groups || groups_roles(&office->group_roles, &stranger);
	/* With the group's rights, whoever is in none of the groups does not even open the store. */
	if (!member && guard_is_on())
		return error_set(err, stranger.code, "%s", stranger.text);
	if (!store_open(&office->store, &store, err) || !load_site(office, err))
		return false;
	/* A demo is played by whoever made it: its staff is made up. */
	office->by_groups = options->by_groups && !office->site.demo;
	if (!member && office->by_groups)
		return error_set(err, stranger.code, "%s", stranger.text);
	if (!load_demo_clock(office, err) || !freeze(office, options, err) ||
	    !find_actor(office, options->as, err))
		return false;
	if (!(office->roles & ~(unsigned)ROLE_READER) && !store_readonly(office->store) &&
	    !store_make_readonly(office->store, err))
		return false;
	if (!options->forms_later && !office_load_forms(office, err))
		return false;
	office->origin = find_origin(office);
	store_set_origin(office->store, office->origin);
	store_set_actor(office->store, office_actor(office)->code, office_now(office));
	return true;
}

bool office_open(struct office *office, const struct office_options *options, struct error *err)
{
	*office = (struct office){ .readonly = options->readonly,
				   .by_groups = options->by_groups,
				   .forms_path = memory_text(options->forms_dir) };
	office->forms_dir = office->forms_path;
	if (open_parts(office, options, err))
		return true;
	office_close(office);
	return false;
}

/* The last readings are waited for, a second at most. */
static void write_last_readings(struct office *office)
{
	enum { TRIES = 50, PAUSE_MS = 20 };
	for (int i = 0; i < TRIES && !office_write_readings(office); i++)
		poll(NULL, 0, PAUSE_MS);
}

void office_close(struct office *office)
{
	enum { PORTIONS = 4 };
	write_last_readings(office);
	if (office_has_spare_work(office))
		office_spend_moments(office->store, PORTIONS);
	if (office->phrases) {
		phrases_finish(office->phrases);
		free(office->phrases);
	}
	form_set_finish(&office->forms);
	free(office->forms_path);
	store_close(office->store);
	arena_finish(&office->arena);
	*office = (struct office){ 0 };
}

bool office_reload_site(struct office *office, struct error *err)
{
	char code[128];
	snprintf(code, sizeof code, "%s", office_actor(office)->code);
	char origin[128];
	snprintf(origin, sizeof origin, "%s", office->origin);
	if (!load_site(office, err))
		return false;
	office->origin = arena_strdup(&office->arena, origin);
	int actor = site_find_staff(&office->site, code);
	if (actor < 0)
		return error_set(err, ERROR_PERMISSION, _("%s is no longer on the staff"), code);
	office->actor = actor;
	office->roles = office->by_groups ? office->group_roles : office->site.staff[actor].roles;
	if (!office->site.staff[actor].active)
		office->roles = 0;
	return true;
}
