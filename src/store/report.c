#include "store/report.h"

#include <string.h>

#include "store/private.h"

enum { RINGS_ALLOWED = 3, REMINDER_DAYS = 21 };

/* What the parameters of a source are: begin and end as instants or as days, and one more. */
enum third { THIRD_CODE, THIRD_RINGS, THIRD_WAIT, THIRD_HOLD, THIRD_NOW, THIRD_LOCAL_NOW };

static const struct source {
	enum sql sql;
	bool by_day;
	enum third third;
} sources[] = {
	[REPORT_FROM_CONTACTS] = { SQL_REPORT_CONTACTS, false, THIRD_CODE },
	[REPORT_FROM_RINGS] = { SQL_REPORT_RINGS, false, THIRD_RINGS },
	[REPORT_FROM_WALK_INS] = { SQL_REPORT_WALK_INS, false, THIRD_WAIT },
	[REPORT_FROM_HOLDS] = { SQL_REPORT_HOLDS, false, THIRD_HOLD },
	[REPORT_FROM_HOLD_SUMS] = { SQL_REPORT_HOLD_SUMS, false, THIRD_HOLD },
	[REPORT_FROM_OFFERS] = { SQL_REPORT_OFFERS, false, THIRD_NOW },
	[REPORT_FROM_REQUESTS] = { SQL_REPORT_REQUESTS, false, THIRD_NOW },
	[REPORT_FROM_CONFIRMATIONS] = { SQL_REPORT_CONFIRMATIONS, true, THIRD_LOCAL_NOW },
	[REPORT_FROM_REMINDERS] = { SQL_REPORT_REMINDERS, true, THIRD_LOCAL_NOW },
	[REPORT_FROM_OVERRIDES] = { SQL_REPORT_OVERRIDES, false, THIRD_NOW },
};

static civil_day day_of(instant at)
{
	civil_day day;
	int minute;
	civil_from_instant(at, &day, &minute);
	return day;
}

/* The first instant of a day, whatever its clocks do. */
static instant day_start(civil_day day)
{
	instant at = 0;
	for (int minute = 0; minute < MINUTES_PER_DAY && !civil_to_instant(day, minute, &at); minute++)
		continue;
	return at;
}

static void bind_third(struct stmt *q, const struct source *source, const struct report_period *period,
		       enum report_measure measure)
{
	civil_day day;
	int minute;
	switch (source->third) {
	case THIRD_CODE:
		sql_bind_text(q, standard_rows[report_rows[measure].standard].code);
		break;
	case THIRD_RINGS:
		sql_bind_int(q, RINGS_ALLOWED);
		break;
	case THIRD_WAIT:
		sql_bind_int(q, WALK_IN_ALARM_SECONDS);
		break;
	case THIRD_HOLD:
		sql_bind_int(q, period->hold_limit);
		break;
	case THIRD_NOW:
		sql_bind_int(q, period->now);
		break;
	case THIRD_LOCAL_NOW:
		civil_from_instant(period->now, &day, &minute);
		sql_bind_int(q, (int64_t)day * MINUTES_PER_DAY + minute);
		break;
	}
}

static void read_figure(struct stmt *q, struct report_case *one)
{
	int64_t figure = sql_int_or(q, INT64_MIN);
	one->has_figure = figure != INT64_MIN;
	one->figure = one->has_figure ? figure : 0;
}

/* Columns of local minutes stand for the moment; a minute that clocks leave out is the begin of its day. */
static void read_when(struct stmt *q, bool by_day, struct report_case *one)
{
	int64_t at = sql_int(q);
	one->at = at;
	if (!by_day) {
		one->day = day_of(at);
		return;
	}
	one->day = (civil_day)(at / MINUTES_PER_DAY);
	if (!civil_to_instant(one->day, (int)(at % MINUTES_PER_DAY), &one->at))
		one->at = day_start(one->day);
}

/* Reached 21 days before it is due, or earlier; the figure is how many days before. */
static void judge_reminder(struct report_case *one, civil_day due)
{
	if (one->has_figure)
		one->figure = due - one->figure;
	one->kept = one->has_figure && one->figure >= REMINDER_DAYS;
}

bool store_report_cases(struct store *store, const struct report_period *period, enum report_measure measure,
			struct arena *arena, report_take *take, void *context, struct error *err)
{
	const struct source *source = &sources[report_rows[measure].source];
	struct stmt *q = sql_start(store, source->sql);
	sql_bind_int(q, source->by_day ? period->first : day_start(period->first));
	sql_bind_int(q, source->by_day ? period->last + 1 : day_start(period->last + 1));
	bind_third(q, source, period, measure);
	while (sql_row(q)) {
		struct report_case one = { 0 };
		read_when(q, source->by_day, &one);
		int64_t kept = sql_int(q);
		one.kept = kept != 0;
		read_figure(q, &one);
		if (source->sql == SQL_REPORT_REMINDERS)
			judge_reminder(&one, (civil_day)kept);
		if (arena) {
			one.contact_id = sql_text(q, arena);
			one.file_id = sql_text(q, arena);
			one.number = (int)sql_int(q);
			one.by = sql_text(q, arena);
			one.note = sql_text(q, arena);
		}
		take(context, measure, &one);
	}
	return sql_end(q, err);
}

/* Which measure reads a requirement of contacts; REPORT_COUNT: none. */
static void index_standards(enum report_measure measures[STANDARD_COUNT])
{
	for (int i = 0; i < STANDARD_COUNT; i++)
		measures[i] = REPORT_COUNT;
	for (int i = 0; i < REPORT_COUNT; i++)
		if (report_rows[i].source == REPORT_FROM_CONTACTS)
			measures[report_rows[i].standard] = (enum report_measure)i;
}

static bool all_of_contacts(struct store *store, const struct report_period *period, report_take *take,
			    void *context, struct error *err)
{
	enum report_measure measures[STANDARD_COUNT];
	index_standards(measures);
	struct stmt *q = sql_start(store, SQL_REPORT_ALL_CONTACTS);
	sql_bind_int(q, day_start(period->first));
	sql_bind_int(q, day_start(period->last + 1));
	while (sql_row(q)) {
		struct report_case one = { 0 };
		enum standard standard;
		read_when(q, false, &one);
		one.kept = sql_int(q) != 0;
		read_figure(q, &one);
		const char *code = sql_peek(q);
		if (code && standard_from_code(code, &standard) && measures[standard] != REPORT_COUNT)
			take(context, measures[standard], &one);
	}
	return sql_end(q, err);
}

bool store_report_all(struct store *store, const struct report_period *period, report_take *take,
		      void *context, struct error *err)
{
	bool fine = all_of_contacts(store, period, take, context, err);
	for (int i = 0; fine && i < REPORT_COUNT; i++)
		if (report_rows[i].source != REPORT_FROM_CONTACTS)
			fine = store_report_cases(store, period, (enum report_measure)i, NULL, take, context,
						  err);
	return fine;
}

bool store_report_receptions(struct store *store, civil_day first, civil_day last, report_reception *take,
			     void *context, struct error *err)
{
	struct stmt *q = sql_start(store, SQL_REPORT_APPOINTMENTS);
	sql_bind_int(q, first);
	sql_bind_int(q, last + 1);
	while (sql_row(q)) {
		civil_day day = (civil_day)sql_int(q);
		instant booked = sql_int(q);
		take(context, day, booked, sql_int(q) != 0);
	}
	return sql_end(q, err);
}

bool store_report_loans(struct store *store, civil_day first, civil_day last, report_loan *take,
			void *context, struct error *err)
{
	struct stmt *q = sql_start(store, SQL_REPORT_LENT);
	sql_bind_int(q, (int64_t)first * MINUTES_PER_DAY);
	sql_bind_int(q, ((int64_t)last + 1) * MINUTES_PER_DAY);
	while (sql_row(q)) {
		int64_t unit = sql_int(q), from = sql_int(q), to = sql_int(q);
		take(context, unit, (civil_day)(from / MINUTES_PER_DAY),
		     (civil_day)((to - 1) / MINUTES_PER_DAY));
	}
	return sql_end(q, err);
}
