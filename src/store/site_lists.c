#include "store/site_lists.h"

#include "store/private.h"
#include "store/site_text.h"

bool site_put_base(struct store *store, const struct site *site, struct error *err)
{
	const int numbers[] = { site->demo,
				site->lunch.start,
				site->lunch.end,
				site->reserve_pct,
				site->promise_margin,
				site->notice_minutes,
				site->loan_turnaround,
				site->drive_minutes,
				site->transfer_minutes,
				site->wait_limit,
				site->reserve_opens_at,
				site->horizon_days,
				site->shuttle_seats,
				site->taxi_per_day,
				site->rental_per_day,
				site->ring_on_ms,
				site->ring_off_ms,
				site->hold_warn_seconds,
				site->hold_limit_seconds,
				site->message_hours.start,
				site->message_hours.end,
				site->advert_hours.start,
				site->advert_hours.end };
	struct stmt *q = sql_start(store, SQL_SITE_PUT);
	sql_bind_string(q, site->id ? site->id : "");
	sql_bind_string(q, site->name ? site->name : "");
	sql_bind_string(q, site->zone ? site->zone : "");
	sql_bind_string(q, site->country ? site->country : "");
	sql_bind_string(q, site->language ? site->language : "");
	sql_bind_string(q, site->currency ? site->currency : "");
	for (size_t i = 0; i < sizeof numbers / sizeof *numbers; i++)
		sql_bind_int(q, numbers[i]);
	return sql_run(q, err);
}

static bool add_hours(struct store *store, const char *kind, const struct hours days[7], struct error *err)
{
	for (int day = 0; day < 7; day++) {
		for (int i = 0; i < days[day].count; i++) {
			struct stmt *q = sql_start(store, SQL_HOURS_ADD);
			sql_bind_text(q, kind);
			sql_bind_int(q, day);
			sql_bind_int(q, days[day].intervals[i].start);
			sql_bind_int(q, days[day].intervals[i].end);
			if (!sql_run(q, err))
				return false;
		}
	}
	return true;
}

bool site_put_hours(struct store *store, const struct site *site, struct error *err)
{
	return sql_run(sql_start(store, SQL_HOURS_DELETE), err) &&
	       add_hours(store, "opening", site->opening, err) &&
	       add_hours(store, "reception", site->reception, err);
}

bool site_put_holidays(struct store *store, const struct site *site, struct error *err)
{
	if (!sql_run(sql_start(store, SQL_HOLIDAY_DELETE), err))
		return false;
	for (size_t i = 0; i < site->holiday_count; i++) {
		const struct holiday *holiday = &site->holidays[i];
		struct stmt *q = sql_start(store, SQL_HOLIDAY_ADD);
		sql_bind_int(q, holiday->day);
		sql_bind_int(q, holiday->half);
		sql_bind_int(q, holiday->half ? holiday->closes_at : 0);
		sql_bind_text(q, holiday->name.en);
		sql_bind_text(q, holiday->name.ko);
		if (!sql_run(q, err))
			return false;
	}
	return true;
}

bool site_put_shifts(struct store *store, const struct site *site, struct error *err)
{
	if (!sql_run(sql_start(store, SQL_SHIFT_DELETE), err))
		return false;
	for (size_t i = 0; i < site->shift_count; i++) {
		const struct shift *shift = &site->shifts[i];
		struct stmt *q = sql_start(store, SQL_SHIFT_ADD);
		sql_bind_text(q, site->staff[shift->staff].code);
		sql_bind_int(q, shift->weekday);
		sql_bind_int(q, shift->from);
		sql_bind_int(q, shift->weekday < 0 ? shift->from : shift->to);
		sql_bind_int(q, shift->time.start);
		sql_bind_int(q, shift->time.end);
		if (!sql_run(q, err))
			return false;
	}
	return true;
}

bool site_put_duties(struct store *store, const struct site *site, struct error *err)
{
	if (!sql_run(sql_start(store, SQL_DUTY_DELETE), err))
		return false;
	for (size_t i = 0; i < site->duty_count; i++) {
		const struct duty *duty = &site->duties[i];
		struct stmt *q = sql_start(store, SQL_DUTY_ADD);
		sql_bind_text(q, site->staff[duty->staff].code);
		sql_bind_int(q, duty->weekday);
		sql_bind_int(q, duty->weekday < 0 ? duty->date : 0);
		sql_bind_int(q, duty->time.start);
		sql_bind_int(q, duty->time.end);
		if (!sql_run(q, err))
			return false;
	}
	return true;
}

bool site_put_dealer(struct store *store, const struct site *site, struct error *err)
{
	struct dealer dealer = site->dealer;
	for (int i = 0; i < DEALER_FIELD_COUNT; i++) {
		struct stmt *q = sql_start(store, SQL_DEALER_PUT);
		sql_bind_text(q, site_dealer_name(i));
		sql_bind_text(q, *site_dealer_value(&dealer, i));
		if (!sql_run(q, err))
			return false;
	}
	return true;
}

bool site_put_intervals(struct store *store, const struct site *site, struct error *err)
{
	if (!sql_run(sql_start(store, SQL_INTERVAL_DELETE), err))
		return false;
	for (int i = 0; i < site->interval_count; i++) {
		const struct service_interval *row = &site->intervals[i];
		struct stmt *q = sql_start(store, SQL_INTERVAL_ADD);
		sql_bind_int(q, i);
		sql_bind_text(q, row->service);
		sql_bind_text(q, row->name.en);
		sql_bind_text(q, row->name.ko);
		sql_bind_text(q, row->models);
		sql_bind_int(q, row->energies);
		sql_bind_int(q, row->months);
		sql_bind_int(q, row->km);
		sql_bind_text(q, row->work);
		sql_bind_text(q, row->done);
		sql_bind_int(q, row->repeats);
		sql_bind_text(q, row->source);
		if (!sql_run(q, err))
			return false;
	}
	store_touch(store, TABLE_REMINDER);
	return sql_run(sql_start(store, SQL_REMINDER_STALE_ALL), err);
}
