#include "store/occupy.h"

#include <stdio.h>

#include "base/i18n.h"
#include "plan/rows.h"
#include "store/private.h"

struct taker {
	struct store *store;
	const struct site *site;
	const struct site_keys *keys;
	const char *file;
	int64_t appointment;
	int64_t hold;
	struct error *err;
};

static int64_t local_minutes(struct moment moment)
{
	return (int64_t)moment.day * MINUTES_PER_DAY + moment.minute;
}

/* Says who has @what; @q asks for the file's number and the person. */
static bool explain(struct taker *t, struct stmt *q, const char *what, struct moment at)
{
	char date[CIVIL_DATE_SIZE], time[CIVIL_TIME_SIZE];
	int64_t number = 0;
	char who[STORE_NAME_SIZE] = "";
	if (sql_row(q)) {
		number = sql_int(q);
		const char *name = sql_peek(q);
		snprintf(who, sizeof who, "%s", name ? name : "");
	}
	sql_end(q, NULL);
	civil_format_date(at.day, date);
	civil_format_time(at.minute, time);
	if (!number)
		return error_set(t->err, ERROR_CONFLICT, _("%s: not free on %s at %s; take another time"),
				 what, date, time);
	return error_set(t->err, ERROR_CONFLICT,
			 _("%s: taken on %s at %s by file %lld (%s); take another time"), what, date, time,
			 (long long)number, who);
}

/* Whether the statement failed because something stands there. */
static bool overlaps(struct taker *t, struct error *found)
{
	if (found->code == ERROR_CONFLICT)
		return true;
	if (t->err)
		*t->err = *found;
	return false;
}

static const char *const kinds[] = {
	[BUSY_RECEPTION] = "reception",
	[BUSY_HANDBACK] = "handback",
	[BUSY_OTHER] = "person",
};

static bool take_person(struct taker *t, const struct plan_busy *busy)
{
	struct error found = { 0 };
	int64_t staff = key_at(&t->keys->staff, busy->staff);
	struct stmt *q = sql_start(t->store, SQL_STAFF_TIME_ADD);
	sql_bind_known(q, staff);
	sql_bind_text(q, kinds[busy->kind]);
	sql_bind_int(q, busy->exempt);
	sql_bind_int(q, busy->day);
	sql_bind_int(q, busy->start);
	sql_bind_int(q, busy->end);
	sql_bind_text(q, t->file);
	sql_bind_known(q, t->appointment);
	sql_bind_known(q, t->hold);
	if (sql_run(q, &found))
		return true;
	if (!overlaps(t, &found))
		return false;
	q = sql_start(t->store, SQL_BLOCK_STAFF);
	sql_bind_int(q, busy->day);
	sql_bind_int(q, staff);
	sql_bind_int(q, busy->end);
	sql_bind_int(q, busy->start);
	return explain(t, q, t->site->staff[busy->staff].name, (struct moment){ busy->day, busy->start });
}

static bool take_mobility(struct taker *t, const struct plan_loan *loan)
{
	if (loan->kind == MOBILITY_NONE || loan->kind == MOBILITY_WAIT)
		return true;
	struct error found = { 0 };
	int64_t unit = key_at(&t->keys->units, loan->unit);
	struct stmt *q = sql_start(t->store, SQL_MOBILITY_TIME_ADD);
	sql_bind_text(q, mobility_code(loan->kind));
	sql_bind_known(q, unit);
	sql_bind_int(q, local_minutes(loan->from));
	sql_bind_int(q, local_minutes(loan->to));
	sql_bind_text(q, t->file);
	sql_bind_known(q, t->appointment);
	sql_bind_known(q, t->hold);
	if (sql_run(q, &found))
		return true;
	if (!overlaps(t, &found))
		return false;
	q = sql_start(t->store, SQL_BLOCK_UNIT);
	sql_bind_int(q, unit);
	sql_bind_int(q, local_minutes(loan->to));
	sql_bind_int(q, local_minutes(loan->from));
	return explain(t, q, t->site->units[loan->unit].code, loan->from);
}

static bool take_stay(struct taker *t, const struct plan_stay *stay)
{
	if (!stay->vehicle)
		return true;
	struct error found = { 0 };
	struct stmt *q = sql_start(t->store, SQL_STAY_ADD);
	sql_bind_text(q, stay->vehicle);
	sql_bind_int(q, local_minutes(stay->from));
	sql_bind_int(q, local_minutes(stay->to));
	sql_bind_text(q, t->file);
	sql_bind_known(q, t->appointment);
	sql_bind_known(q, t->hold);
	if (sql_run(q, &found))
		return true;
	if (!overlaps(t, &found))
		return false;
	q = sql_start(t->store, SQL_BLOCK_STAY);
	sql_bind_text(q, stay->vehicle);
	sql_bind_int(q, local_minutes(stay->to));
	sql_bind_int(q, local_minutes(stay->from));
	return explain(t, q, _("the car"), stay->from);
}

static bool take_segment(struct taker *t, const struct plan_segment *segment)
{
	struct stmt *q = sql_start(t->store, SQL_SEGMENT_ADD);
	sql_bind_int(q, segment->order);
	sql_bind_known(q, key_at(&t->keys->skills, segment->skill));
	sql_bind_known(q, key_at(&t->keys->staff, segment->named));
	sql_bind_int(q, segment->entitled);
	sql_bind_int(q, segment->day);
	sql_bind_int(q, segment->half);
	sql_bind_int(q, segment->minutes);
	sql_bind_int(q, segment->ready);
	sql_bind_int(q, segment->parallel > 0 ? segment->parallel : 1);
	sql_bind_known(q, key_at(&t->keys->bays, segment->bay));
	sql_bind_int(q, segment->keeps_bay);
	sql_bind_text(q, t->file);
	sql_bind_known(q, t->appointment);
	sql_bind_known(q, t->hold);
	return sql_run(q, t->err);
}

bool occupy(struct store *store, const struct site *site, const struct site_keys *keys, const char *file,
	    const struct plan_request *request, const struct plan_candidate *candidate, int64_t appointment,
	    int64_t hold, struct error *err)
{
	struct taker t = { store, site, keys, file, appointment, hold, err };
	struct plan_rows rows;
	plan_candidate_rows(site, request, candidate, file, hold != 0, &rows);
	for (int i = 0; i < rows.busy_count; i++)
		if (!take_person(&t, &rows.busy[i]))
			return false;
	if (!take_mobility(&t, &rows.loan) || !take_stay(&t, &rows.stay))
		return false;
	for (int i = 0; i < rows.segment_count; i++)
		if (!take_segment(&t, &rows.segments[i]))
			return false;
	return true;
}

bool occupy_clear(struct store *store, int64_t appointment, struct error *err)
{
	static const enum sql clears[] = { SQL_STAFF_TIME_CLEAR, SQL_MOBILITY_TIME_CLEAR, SQL_STAY_CLEAR,
					   SQL_SEGMENT_CLEAR };
	for (size_t i = 0; i < sizeof clears / sizeof *clears; i++) {
		struct stmt *q = sql_start(store, clears[i]);
		sql_bind_int(q, appointment);
		if (!sql_run(q, err))
			return false;
	}
	return true;
}

bool occupy_set_active(struct store *store, int64_t appointment, bool active, struct error *err)
{
	static const enum sql sets[] = { SQL_STAFF_TIME_ACTIVE, SQL_MOBILITY_TIME_ACTIVE, SQL_STAY_ACTIVE,
					 SQL_SEGMENT_ACTIVE };
	for (size_t i = 0; i < sizeof sets / sizeof *sets; i++) {
		struct stmt *q = sql_start(store, sets[i]);
		sql_bind_int(q, active);
		sql_bind_int(q, appointment);
		if (!sql_run(q, err))
			return false;
	}
	return true;
}
