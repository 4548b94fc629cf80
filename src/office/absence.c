#include <stdio.h>
#include <string.h>

#include "base/i18n.h"
#include "office/recheck.h"
#include "store/audit.h"
#include "store/file_store.h"

enum { ROLES_CLOSE = ROLE_ADVISOR | ROLE_FOREMAN | ROLE_MANAGER };

static bool is_before(struct moment a, struct moment b)
{
	return moment_compare(a, b) < 0;
}

/* Midnight is the begin of the next day, as the store gives it back. */
static struct moment normal(struct moment at)
{
	return at.minute == MINUTES_PER_DAY ? (struct moment){ at.day + 1, 0 } : at;
}

static const char *say(struct moment at, char text[CIVIL_DATE_SIZE + CIVIL_TIME_SIZE])
{
	char date[CIVIL_DATE_SIZE], time[CIVIL_TIME_SIZE];
	snprintf(text, CIVIL_DATE_SIZE + CIVIL_TIME_SIZE, "%s %s", civil_format_date(at.day, date),
		 civil_format_time(at.minute, time));
	return text;
}

static bool period_check(const struct office *office, struct moment from, struct moment to, struct error *err)
{
	char one[CIVIL_DATE_SIZE + CIVIL_TIME_SIZE], two[CIVIL_DATE_SIZE + CIVIL_TIME_SIZE];
	struct moment now = office_moment(office);
	if (!is_before(from, to))
		return error_set(err, ERROR_INPUT, _("the absence ends at %s, before it begins at %s"),
				 say(to, one), say(from, two));
	if (!is_before(now, to))
		return error_set(err, ERROR_INPUT, _("the absence is over at %s already; it is %s now"),
				 say(to, one), say(now, two));
	return true;
}

/* Kind and code of what is called @what. */
static bool thing_find(const struct site *site, const char *what, struct absence *absence)
{
	int at;
	if (strcmp(what, "site") == 0) {
		absence->kind = ABSENT_SITE;
		return true;
	}
	if ((at = site_find_staff(site, what)) >= 0 && site->staff[at].active) {
		absence->kind = ABSENT_STAFF;
		absence->code = site->staff[at].code;
		return true;
	}
	if ((at = site_find_unit(site, what)) >= 0 && site->units[at].active) {
		absence->kind = ABSENT_UNIT;
		absence->code = site->units[at].code;
		return true;
	}
	if ((at = site_find_bay(site, what)) >= 0) {
		absence->kind = ABSENT_BAY;
		absence->code = site->bays[at].code;
		return true;
	}
	return false;
}

bool office_absence_make(struct office *office, const char *what, struct moment from, struct moment to,
			 const char *reason, struct absence *absence, struct error *err)
{
	struct absence made = { .count = 1, .from = normal(from), .to = normal(to), .reason = reason };
	if (!thing_find(&office->site, what, &made))
		return error_set(err, ERROR_INPUT,
				 _("there is no member of the staff, car to lend or bay type \"%.80s\"; "
				   "give its code, or \"site\""),
				 what);
	if (!period_check(office, from, to, err))
		return false;
	*absence = made;
	return true;
}

bool office_absence_late_car(struct office *office, const char *unit, struct moment to, struct arena *arena,
			     struct absence *absence, struct error *err)
{
	if (site_find_unit(&office->site, unit) < 0)
		return error_set(err, ERROR_INPUT, _("there is no car \"%.80s\" to lend"), unit);
	return office_absence_make(office, unit, office_moment(office), to, "late", absence, err);
}

const char *office_absence_name(const struct office *office, const struct absence *absence)
{
	const struct site *site = &office->site;
	int at = -1;
	switch (absence->kind) {
	case ABSENT_STAFF:
		at = site_find_staff(site, absence->code);
		return at >= 0 ? site->staff[at].name : absence->code;
	case ABSENT_UNIT:
		at = site_find_unit(site, absence->code);
		return at >= 0 && site->units[at].model ? site->units[at].model : absence->code;
	case ABSENT_BAY:
		at = site_find_bay(site, absence->code);
		return at >= 0 ? explain_pick(&site->bays[at].name, site->language) : absence->code;
	case ABSENT_SITE:
		break;
	}
	return site->name;
}

bool office_absence_preview(struct office *office, const struct absence *absence, const char *language,
			    struct arena *arena, struct office_consequences *consequences, struct error *err)
{
	if (!period_check(office, absence->from, absence->to, err) || !store_begin_read(office->store, err))
		return false;
	bool fine = to_move_consequences(office, absence, language, arena, consequences, err);
	store_end_read(office->store);
	return fine;
}

/* The same absence twice is a second desk that entered it, too. */
static bool twice_check(struct office *office, const struct absence *absence, struct arena *arena,
			struct error *err)
{
	struct absence_list list = { 0 };
	if (!store_absences(office->store, absence->from.day, absence->to.day, arena, &list, err))
		return false;
	for (size_t i = 0; i < list.count; i++) {
		const struct absence *other = &list.items[i];
		if (other->id == absence->id || other->kind != absence->kind ||
		    moment_compare(other->from, absence->from) != 0 ||
		    moment_compare(other->to, absence->to) != 0 || absence->kind == ABSENT_BAY ||
		    (other->code && strcmp(other->code, absence->code) != 0))
			continue;
		return error_set(err, ERROR_CONFLICT, _("this is entered already, by %s: absence %lld"),
				 other->entered_by ? other->entered_by : "?", (long long)other->id);
	}
	return true;
}

static const char *const kinds[] = {
	[ABSENT_STAFF] = "staff",
	[ABSENT_UNIT] = "unit",
	[ABSENT_BAY] = "bay",
	[ABSENT_SITE] = "site",
};

static bool audit(struct office *office, const char *act, int64_t id, enum plan_absent kind,
		  struct error *err)
{
	char row[32];
	snprintf(row, sizeof row, "%lld", (long long)id);
	return store_add_audit(office->store, act, "absence", row, kinds[kind], err);
}

/* What is corrected ends: one that has begun keeps its past. */
static bool replaced_end(struct office *office, const struct absence *absence, struct arena *arena,
			 struct error *err)
{
	struct absence old;
	struct moment now = office_moment(office);
	char text[CIVIL_DATE_SIZE + CIVIL_TIME_SIZE];
	if (!absence->id)
		return true;
	if (!store_get_absence(office->store, absence->id, arena, &old, err))
		return false;
	if (!is_before(now, old.to))
		return error_set(err, ERROR_CONFLICT, _("absence %lld was over at %s"),
				 (long long)absence->id, say(old.to, text));
	return store_end_absence(office->store, old.id, is_before(old.from, now) ? now : old.from, err) &&
	       audit(office, "end", old.id, old.kind, err);
}

static bool add_rows(struct office *office, const struct absence *absence, const char *language,
		     struct arena *arena, struct office_consequences *found, struct error *err)
{
	return twice_check(office, absence, arena, err) &&
	       to_move_consequences(office, absence, language, arena, found, err) &&
	       replaced_end(office, absence, arena, err) &&
	       store_add_absence(office->store, absence, &found->id, err) &&
	       audit(office, "add", found->id, absence->kind, err) &&
	       (absence->id ? to_move_all(office, err)
			    : to_move_tasks(office, &found->to_move, false, arena, err));
}

/* Closing the site is not for everybody who may book. */
static bool may_close(const struct office *office, enum plan_absent kind, struct error *err)
{
	if (kind != ABSENT_SITE || office->roles & ROLES_CLOSE)
		return true;
	return error_set(err, ERROR_PERMISSION,
			 _("%s may not close the site; an advisor, foreman or manager has to"),
			 office_actor(office)->code);
}

bool office_absence_add(struct office *office, const struct absence *absence, const char *language,
			struct arena *arena, struct office_consequences *consequences, struct error *err)
{
	struct office_consequences found = { 0 };
	if (!period_check(office, absence->from, absence->to, err) ||
	    !may_close(office, absence->kind, err) || !office_begin(office, OFFICE_ROLES_BOOK, err))
		return false;
	if (!office_end(office, add_rows(office, absence, language, arena, &found, err), err))
		return false;
	*consequences = found;
	return true;
}

static bool end_rows(struct office *office, int64_t id, struct moment to, struct arena *arena,
		     struct error *err)
{
	struct absence absence;
	char text[CIVIL_DATE_SIZE + CIVIL_TIME_SIZE];
	if (!store_get_absence(office->store, id, arena, &absence, err))
		return false;
	if (!may_close(office, absence.kind, err))
		return false;
	if (!is_before(office_moment(office), absence.to))
		return error_set(err, ERROR_CONFLICT, _("absence %lld was over at %s"), (long long)id,
				 say(absence.to, text));
	if (!is_before(to, absence.to))
		return error_set(err, ERROR_INPUT,
				 _("absence %lld ends at %s; an earlier end is wanted, for a longer one "
				   "enter another"),
				 (long long)id, say(absence.to, text));
	return store_end_absence(office->store, id, to, err) && audit(office, "end", id, absence.kind, err) &&
	       to_move_all(office, err);
}

bool office_absence_end(struct office *office, int64_t id, struct moment to, struct error *err)
{
	struct arena arena = { 0 };
	struct moment now = office_moment(office);
	if (!office_begin(office, OFFICE_ROLES_BOOK, err))
		return false;
	to = normal(to);
	if (to.day == 0 || is_before(to, now))
		to = now;
	bool fine = office_end(office, end_rows(office, id, to, &arena, err), err);
	arena_finish(&arena);
	return fine;
}

bool office_absences(struct office *office, civil_day first, civil_day last, struct arena *arena,
		     struct absence_list *list, struct error *err)
{
	*list = (struct absence_list){ 0 };
	return store_absences(office->store, first, last, arena, list, err);
}
