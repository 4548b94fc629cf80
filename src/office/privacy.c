#include "office/privacy.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/i18n.h"
#include "store/audit.h"
#include "store/appointment.h"
#include "store/file_store.h"
#include "store/people.h"

enum { MONTH_DAYS = 30 };

static bool may(const struct office *office, struct error *err)
{
	return (office->roles & ROLE_MANAGER) ||
	       error_set(err, ERROR_PERMISSION,
			 _("%s is not a manager: a person's data are theirs to give or erase"),
			 office_actor(office)->code);
}

bool office_export_customer(struct office *office, const char *id, const char *reason, person_row_fn *row,
			    void *context, struct error *err)
{
	if (!may(office, err))
		return false;
	if (!reason || !*reason)
		return error_set(err, ERROR_INPUT, _("say why with --reason: it is kept in the audit trail"));
	struct arena arena = { 0 };
	struct customer customer;
	bool fine = store_get_customer(office->store, id, &arena, &customer, err);
	arena_finish(&arena);
	store_set_actor(office->store, office_actor(office)->code, office_now(office));
	return fine && store_log_reading(office->store, "export", "customer", id, reason, err) &&
	       store_walk_person(office->store, id, row, context, err);
}

/* Whether something of theirs is still under way. */
static bool ended(struct office *office, const char *id, struct error *err)
{
	struct arena arena = { 0 };
	struct file_list files = { 0 };
	bool fine = store_files_of(office->store, id, NULL, 1000, &arena, &files, err);
	for (size_t i = 0; fine && i < files.count; i++) {
		const struct customer_file *file = &files.items[i];
		enum appointment_state state = file->appointment.state;
		bool over = !file->has_appointment || state == APPOINTMENT_CANCELLED ||
			    state == APPOINTMENT_NO_SHOW || state == APPOINTMENT_HANDED_BACK;
		if (!over)
			fine = error_set(
				err, ERROR_REFUSED,
				_("file %d still has an appointment: cancel it, or hand the car back, first"),
				file->number);
	}
	arena_finish(&arena);
	return fine;
}

bool office_mentions(struct office *office, const char *id, struct arena *arena, struct mention_list *list,
		     struct error *err)
{
	struct customer customer;
	return may(office, err) && store_get_customer(office->store, id, arena, &customer, err) &&
	       store_mentions(office->store, id, arena, list, err);
}

/* Nobody but a person can tell whose they are. */
static bool decided(struct office *office, const char *id, const char *theirs, struct error *err)
{
	struct arena arena = { 0 };
	struct mention_list list = { .count = 0 };
	bool fine = theirs || office_mentions(office, id, &arena, &list, err);
	arena_finish(&arena);
	return fine && (!list.count ||
			error_set(err, ERROR_REFUSED,
				  _("%zu requests of nobody name this person: look at them, then say with "
				    "--theirs which of them go too, or --theirs none"),
				  list.count));
}

/* "ID,ID" or "none" */
static bool take_theirs(struct office *office, const char *id, const char *theirs, struct error *err)
{
	char request[ID_SIZE];
	for (const char *p = theirs && strcmp(theirs, "none") != 0 ? theirs : ""; *p;) {
		size_t len = strcspn(p, ",");
		if (len >= sizeof request)
			return error_set(err, ERROR_INPUT, _("--theirs takes ids of requests, or none: %s"), p);
		memcpy(request, p, len);
		request[len] = '\0';
		p += len + (p[len] == ',');
		if (!store_take_request(office->store, request, id, err))
			return false;
	}
	return true;
}

/* A reader elsewhere keeps the log. */
static bool scrub(struct office *office, bool *in_log, struct error *err)
{
	struct error later = { 0 };
	bool done = store_scrub(office->store, &later);
	if (!done && later.code != ERROR_BUSY)
		return error_set(err, later.code, "%s", later.text);
	*in_log = !done;
	return true;
}

bool office_erase_customer(struct office *office, const char *id, const char *reason, const char *theirs,
			   bool *in_log, struct error *err)
{
	if (!may(office, err))
		return false;
	if (!reason || !*reason)
		return error_set(err, ERROR_INPUT, _("say why with --reason: it is kept with the erasure"));
	if (!decided(office, id, theirs, err))
		return false;
	if (!office_begin(office, ROLE_MANAGER, err))
		return false;
	if (!office_end(office,
			ended(office, id, err) && take_theirs(office, id, theirs, err) &&
				store_erase_customer(office->store, id, reason, err),
			err))
		return false;
	return scrub(office, in_log, err);
}

/* --- keeping periods --- */

static bool read_period(struct office *office, const char *name, int *period, struct error *err)
{
	struct arena arena = { 0 };
	const char *text = NULL;
	char *end = NULL;
	bool fine = store_get_setting(office->store, name, &arena, &text, err);
	long value = fine && text ? strtol(text, &end, 10) : *period;
	if (fine && text && (end == text || *end || value < 0 || value > 1200))
		fine = error_set(err, ERROR_CONFIG,
				 _("setting %s is \"%s\"; it must be a number of 0 to 1200"), name, text);
	arena_finish(&arena);
	if (fine)
		*period = (int)value;
	return fine;
}

bool office_retention(struct office *office, struct site_keep *retention, struct error *err)
{
	struct site_keep r = { .booking = 12, .visit = 120, .persona = 36, .draft = 30 };
	if (!read_period(office, "keep.booking", &r.booking, err) ||
	    !read_period(office, "keep.visit", &r.visit, err) ||
	    !read_period(office, "keep.persona", &r.persona, err) ||
	    !read_period(office, "keep.draft", &r.draft, err))
		return false;
	*retention = r;
	return true;
}

static instant months_ago(const struct office *office, int months)
{
	return months ? office_now(office) - (instant)months * MONTH_DAYS * 86400 : 0;
}

static bool find_due(struct office *office, const struct site_keep *keep, struct arena *arena,
		     struct office_purge *purge, struct error *err)
{
	civil_day day;
	int minute;
	instant persona = months_ago(office, keep->persona);
	civil_from_instant(persona, &day, &minute);
	return store_persons_due(office->store, months_ago(office, keep->booking),
				 months_ago(office, keep->visit), arena, &purge->persons, err) &&
	       store_personas_due(office->store, keep->persona ? day : 0, persona, arena, &purge->personas,
				  err);
}

static bool purge_rows(struct office *office, const struct site_keep *keep, const char *by,
		       struct office_purge *purge, struct error *err)
{
	char reason[128];
	snprintf(reason, sizeof reason, "kept long enough; seen by %s", by);
	for (size_t i = 0; i < purge->persons.count; i++)
		if (!store_erase_customer(office->store, purge->persons.ids[i], reason, err))
			return false;
	for (size_t i = 0; i < purge->personas.count; i++)
		if (!store_forget_persona(office->store, purge->personas.ids[i], err))
			return false;
	return !keep->draft ||
	       store_delete_old_drafts(office->store, office_now(office) - (instant)keep->draft * 86400,
				       &purge->drafts, err);
}

static bool second_pair(const struct office *office, const char *by, struct error *err)
{
	int staff = by ? site_find_staff(&office->site, by) : -1;
	if (staff >= 0 && staff != office->actor)
		return true;
	return error_set(
		err, ERROR_INPUT,
		_("name with --by the second member of the staff who looked at the preview; %s is not one"),
		by ? by : _("nobody"));
}

bool office_purge(struct office *office, bool preview, const char *by, struct arena *arena,
		  struct office_purge *purge, struct error *err)
{
	struct site_keep keep;
	struct office_purge found = { .drafts = 0 };
	if (!may(office, err) || !office_retention(office, &keep, err))
		return false;
	if (preview)
		return find_due(office, &keep, arena, purge, err);
	if (!second_pair(office, by, err) || !office_begin(office, ROLE_MANAGER, err))
		return false;
	bool fine = find_due(office, &keep, arena, &found, err) && purge_rows(office, &keep, by, &found, err);
	if (!office_end(office, fine, err))
		return false;
	if (!scrub(office, &found.in_log, err))
		return false;
	*purge = found;
	return true;
}
