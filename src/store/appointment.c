#include "store/appointment.h"

#include <stdio.h>
#include <string.h>

#include "store/file_store.h"
#include "store/occupy.h"
#include "store/private.h"

/* The few columns that every change of an appointment needs. */
struct handle {
	int64_t key;
	char file[ID_SIZE];
	enum appointment_state state;
	int revision;
	civil_day day;
	int start;
};

static bool find(struct store *store, const char *id, struct handle *handle, struct error *err)
{
	struct stmt *q = sql_start(store, SQL_APPOINTMENT_KEY);
	sql_bind_text(q, id);
	if (!sql_one(q, err, "appointment", id))
		return false;
	handle->key = sql_int(q);
	snprintf(handle->file, sizeof handle->file, "%s", sql_peek(q));
	appointment_state_from_code(sql_peek(q), &handle->state);
	handle->revision = (int)sql_int(q);
	handle->day = (civil_day)sql_int(q);
	handle->start = (int)sql_int(q);
	return sql_end(q, err);
}

/* The update of @id found another revision. */
static bool changed_meanwhile(struct store *store, const char *id, struct error *err)
{
	char stamp[CIVIL_STAMP_SIZE];
	struct stmt *q = sql_start(store, SQL_APPOINTMENT_WHO);
	sql_bind_text(q, id);
	if (!sql_one(q, err, "appointment", id))
		return false;
	const char *who = sql_peek(q);
	error_set(err, ERROR_CONFLICT,
		  "the appointment was changed meanwhile by %s, %s; look again and repeat", who,
		  civil_format_instant(sql_int(q), stamp));
	sql_end(q, NULL);
	return false;
}

/* Parameters from the title to the person who changed it. */
static void bind_numbers(struct store *store, struct stmt *q, const struct site_keys *keys,
			 const struct store_booking *booking, const struct plan_candidate *c)
{
	sql_bind_string(q, booking->title ? booking->title : "");
	sql_bind_int(q, booking->marks);
	sql_bind_text(q, appointment_state_code(APPOINTMENT_BOOKED));
	sql_bind_text(q, request_class_code(booking->class));
	sql_bind_int(q, c->day);
	sql_bind_int(q, c->start);
	sql_bind_int(q, c->minutes);
	sql_bind_known(q, key_at(&keys->staff, c->advisor));
	sql_bind_int(q, c->handback.day);
	sql_bind_int(q, c->handback.minute);
	sql_bind_int(q, c->handback_minutes);
	sql_bind_known(q, key_at(&keys->staff, c->handback_advisor));
	sql_bind_int(q, c->finish.day);
	sql_bind_int(q, c->finish.minute);
	sql_bind_text(q, mobility_code(c->mobility));
	sql_bind_int(q, booking->mobility_answered);
	sql_bind_known(q, key_at(&keys->units, c->unit));
	sql_bind_known(q, key_at(&keys->staff, c->driver_out));
	sql_bind_known(q, key_at(&keys->staff, c->driver_back));
	sql_bind_known(q, key_at(&keys->staff, c->foreman));
	sql_bind_known(q, key_at(&keys->staff, c->technician));
	sql_bind_int(q, booking->customers_wish);
	sql_bind_int(q, store_now(store));
	sql_bind_string(q, store->actor);
}

static bool add_override(struct store *store, const struct store_booking *booking, int64_t key, civil_day day,
			 struct error *err)
{
	if (!booking->override_by)
		return true;
	struct stmt *q = sql_start(store, SQL_OVERRIDE_ADD);
	sql_bind_int(q, key);
	sql_bind_int(q, day);
	sql_bind_text(q, booking->override_by);
	sql_bind_string(q, booking->override_reason ? booking->override_reason : "");
	sql_bind_string(q, booking->override_rules ? booking->override_rules : "");
	sql_bind_int(q, store_now(store));
	sql_bind_string(q, store->actor);
	return sql_run(q, err) || error_prefix(err, "authority of %s", booking->override_by);
}

/* "2026-11-24 09:30 kim.s" */
static bool add_event(struct store *store, const char *file, const char *act, civil_day day, int minute,
		      const char *more, struct error *err)
{
	char date[CIVIL_DATE_SIZE], time[CIVIL_TIME_SIZE], text[256];
	civil_format_date(day, date);
	civil_format_time(minute, time);
	snprintf(text, sizeof text, "%s %s%s%s", date, time, more ? " " : "", more ? more : "");
	store_touch(store, TABLE_APPOINTMENT);
	return store_add_history(store, file, act, text, err);
}

static bool refuse_second(struct store *store, const char *file, struct error *err)
{
	struct stmt *q = sql_start(store, SQL_APPOINTMENT_OF_FILE);
	sql_bind_text(q, file);
	enum appointment_state state = APPOINTMENT_CANCELLED;
	if (sql_row(q)) {
		(void)sql_int(q);
		(void)sql_peek(q);
		appointment_state_from_code(sql_peek(q), &state);
	}
	if (!sql_end(q, err))
		return false;
	if (state == APPOINTMENT_CANCELLED)
		return true;
	return error_set(err, ERROR_CONFLICT,
			 "this file has an appointment already; move it, or cancel it first");
}

static bool insert(struct store *store, const struct site *site, const struct site_keys *keys,
		   const struct store_booking *booking, const struct plan_request *request,
		   const struct plan_candidate *candidate, const char *id, struct error *err)
{
	struct stmt *q = sql_start(store, SQL_APPOINTMENT_ADD);
	sql_bind_text(q, id);
	sql_bind_text(q, booking->file_id);
	sql_bind_int(q, store_now(store));
	sql_bind_string(q, store->actor);
	bind_numbers(store, q, keys, booking, candidate);
	if (!sql_run(q, err))
		return false;
	int64_t key = sql_last_key(store);
	return occupy(store, site, keys, booking->file_id, request, candidate, key, 0, err) &&
	       add_override(store, booking, key, candidate->day, err) &&
	       add_event(store, booking->file_id, "booked", candidate->day, candidate->start,
			 site->staff[candidate->advisor].code, err);
}

bool store_insert_appointment(struct store *store, const struct site *site,
			      const struct store_booking *booking, const struct plan_request *request,
			      const struct plan_candidate *candidate, char id[ID_SIZE], struct error *err)
{
	if (!store_need_write(store, err) || !refuse_second(store, booking->file_id, err) ||
	    !store_delete_holds(store, booking->file_id, err))
		return false;
	char own[ID_SIZE];
	struct arena scratch = { 0 };
	struct site_keys keys;
	store_new_id(store, own);
	bool fine = site_keys_load(store, site, &scratch, &keys, err) &&
		    insert(store, site, &keys, booking, request, candidate, own, err);
	arena_finish(&scratch);
	if (fine && id)
		memcpy(id, own, ID_SIZE);
	return fine;
}

static bool move(struct store *store, const struct site *site, const struct site_keys *keys, const char *id,
		 const struct handle *old, const struct store_booking *booking,
		 const struct plan_request *request, const struct plan_candidate *candidate, int revision,
		 struct error *err)
{
	struct stmt *q = sql_start(store, SQL_APPOINTMENT_MOVE);
	bind_numbers(store, q, keys, booking, candidate);
	sql_bind_int(q, old->key);
	sql_bind_int(q, revision);
	if (!sql_run(q, err))
		return false;
	if (sql_changes(store) == 0)
		return changed_meanwhile(store, id, err);
	return occupy_clear(store, old->key, err) &&
	       occupy(store, site, keys, booking->file_id, request, candidate, old->key, 0, err) &&
	       add_override(store, booking, old->key, candidate->day, err) &&
	       add_event(store, booking->file_id, "moved", candidate->day, candidate->start,
			 site->staff[candidate->advisor].code, err);
}

/* The id of the file's booked appointment. */
static bool live_id(struct store *store, const char *file, char id[ID_SIZE], struct error *err)
{
	struct stmt *q = sql_start(store, SQL_APPOINTMENT_OF_FILE);
	sql_bind_text(q, file);
	if (!sql_one(q, err, "appointment of file", file))
		return false;
	(void)sql_int(q);
	snprintf(id, ID_SIZE, "%s", sql_peek(q));
	enum appointment_state state = APPOINTMENT_CANCELLED;
	appointment_state_from_code(sql_peek(q), &state);
	sql_end(q, NULL);
	if (state == APPOINTMENT_CANCELLED)
		return error_set(err, ERROR_REFUSED,
				 "the appointment is cancelled; undo that, or book a new one");
	return true;
}

bool store_move_appointment(struct store *store, const struct site *site, const struct store_booking *booking,
			    const struct plan_request *request, const struct plan_candidate *candidate,
			    int revision, struct error *err)
{
	char id[ID_SIZE];
	struct handle old;
	if (!store_need_write(store, err) || !live_id(store, booking->file_id, id, err) ||
	    !find(store, id, &old, err) || !store_delete_holds(store, booking->file_id, err))
		return false;
	struct arena scratch = { 0 };
	struct site_keys keys;
	bool fine = site_keys_load(store, site, &scratch, &keys, err) &&
		    move(store, site, &keys, id, &old, booking, request, candidate, revision, err);
	arena_finish(&scratch);
	return fine;
}

static bool write_state(struct store *store, const char *id, const struct handle *old,
			enum appointment_state state, int revision, struct error *err)
{
	struct stmt *q = sql_start(store, SQL_APPOINTMENT_STATE);
	sql_bind_text(q, appointment_state_code(state));
	sql_bind_int(q, store_now(store));
	sql_bind_string(q, store->actor);
	sql_bind_int(q, old->key);
	sql_bind_int(q, revision);
	if (!sql_run(q, err))
		return false;
	return sql_changes(store) > 0 || changed_meanwhile(store, id, err);
}

bool store_cancel_appointment(struct store *store, const char *appointment_id, int revision,
			      const char *reason, struct error *err)
{
	struct handle old;
	if (!store_need_write(store, err) || !find(store, appointment_id, &old, err))
		return false;
	if (old.state == APPOINTMENT_CANCELLED)
		return error_set(err, ERROR_REFUSED, "the appointment is cancelled already");
	return write_state(store, appointment_id, &old, APPOINTMENT_CANCELLED, revision, err) &&
	       occupy_set_active(store, old.key, false, err) &&
	       add_event(store, old.file, "cancelled", old.day, old.start, reason, err);
}

bool store_undo_cancel(struct store *store, const char *appointment_id, struct error *err)
{
	struct handle old;
	if (!store_need_write(store, err) || !find(store, appointment_id, &old, err))
		return false;
	if (old.state != APPOINTMENT_CANCELLED)
		return error_set(err, ERROR_REFUSED, "the appointment is not cancelled");
	return refuse_second(store, old.file, err) &&
	       write_state(store, appointment_id, &old, APPOINTMENT_BOOKED, old.revision, err) &&
	       occupy_set_active(store, old.key, true, err) &&
	       add_event(store, old.file, "restored", old.day, old.start, NULL, err);
}

static bool run_with_key(struct store *store, enum sql id, int64_t key, struct error *err)
{
	struct stmt *q = sql_start(store, id);
	sql_bind_int(q, key);
	return sql_run(q, err);
}

/* Nobody came: everything but the reception itself is free. */
static bool release_rest(struct store *store, int64_t key, struct error *err)
{
	static const enum sql sets[] = { SQL_MOBILITY_TIME_ACTIVE, SQL_STAY_ACTIVE, SQL_SEGMENT_ACTIVE };
	for (size_t i = 0; i < sizeof sets / sizeof *sets; i++) {
		struct stmt *q = sql_start(store, sets[i]);
		sql_bind_int(q, 0);
		sql_bind_int(q, key);
		if (!sql_run(q, err))
			return false;
	}
	return run_with_key(store, SQL_STAFF_TIME_NO_SHOW, key, err);
}

enum { LATER_MAX = PLAN_SEGMENTS_MAX };

/* Work planned in the half day of @at and after it: @left minutes of it stay, first come first kept. */
static bool cut_work(struct store *store, int64_t key, struct moment at, int left, struct error *err)
{
	int64_t keys[LATER_MAX];
	int minutes[LATER_MAX], count = 0;
	struct stmt *q = sql_start(store, SQL_SEGMENT_LATER);
	sql_bind_int(q, key);
	sql_bind_int(q, at.day);
	sql_bind_int(q, at.minute);
	while (count < LATER_MAX && sql_row(q)) {
		keys[count] = sql_int(q);
		minutes[count++] = (int)sql_int(q);
	}
	if (!sql_end(q, err))
		return false;
	for (int i = 0; i < count; i++) {
		int kept = minutes[i] < left ? minutes[i] : left;
		left -= kept;
		q = sql_start(store, SQL_SEGMENT_SET);
		sql_bind_int(q, kept);
		sql_bind_int(q, kept > 0);
		sql_bind_int(q, keys[i]);
		if (!sql_run(q, err))
			return false;
	}
	return true;
}

static bool end_stay(struct store *store, int64_t key, struct moment at, struct error *err)
{
	static const enum sql ends[] = { SQL_STAY_END, SQL_MOBILITY_END };
	for (size_t i = 0; i < sizeof ends / sizeof *ends; i++) {
		struct stmt *q = sql_start(store, ends[i]);
		sql_bind_int(q, (int64_t)at.day * MINUTES_PER_DAY + at.minute);
		sql_bind_int(q, key);
		if (!sql_run(q, err))
			return false;
	}
	return true;
}

static bool follow_state(struct store *store, const struct handle *old, enum appointment_state state,
			 struct moment at, int left_minutes, struct error *err)
{
	switch (state) {
	case APPOINTMENT_NO_SHOW:
		return release_rest(store, old->key, err);
	case APPOINTMENT_FINISHED:
		return cut_work(store, old->key, at, left_minutes, err);
	case APPOINTMENT_HANDED_BACK:
		return cut_work(store, old->key, at, 0, err) && end_stay(store, old->key, at, err);
	case APPOINTMENT_BOOKED:
	case APPOINTMENT_ARRIVED:
	case APPOINTMENT_LATE:
		/* Somebody who was given up comes after all: what is still free is taken again. */
		return old->state != APPOINTMENT_NO_SHOW || occupy_set_active(store, old->key, true, err);
	case APPOINTMENT_CANCELLED:
	case APPOINTMENT_STATE_COUNT:
		break;
	}
	return error_set(err, ERROR_INPUT, "an appointment is cancelled by its own act");
}

bool store_set_appointment_state(struct store *store, const char *appointment_id,
				 enum appointment_state state, struct moment at, int left_minutes,
				 int revision, struct error *err)
{
	struct handle old;
	if (!store_need_write(store, err) || !find(store, appointment_id, &old, err))
		return false;
	if (old.state == APPOINTMENT_CANCELLED)
		return error_set(err, ERROR_REFUSED, "the appointment is cancelled; undo that first");
	return write_state(store, appointment_id, &old, state, revision, err) &&
	       follow_state(store, &old, state, at, left_minutes, err) &&
	       add_event(store, old.file, appointment_state_code(state), at.day, at.minute, NULL, err);
}

static bool shift_handback(struct store *store, const struct handle *old, struct moment start, int minutes,
			   struct error *err)
{
	struct stmt *q = sql_start(store, SQL_HANDBACK_TIME_SET);
	sql_bind_int(q, start.day);
	sql_bind_int(q, start.minute);
	sql_bind_int(q, start.minute + minutes);
	sql_bind_int(q, old->key);
	struct moment end = { start.day, start.minute + minutes };
	return sql_run(q, err) && end_stay(store, old->key, end, err);
}

bool store_set_handback(struct store *store, const char *appointment_id, struct moment start, int minutes,
			int revision, struct error *err)
{
	struct handle old;
	if (!store_need_write(store, err) || !find(store, appointment_id, &old, err))
		return false;
	if (minutes < 10 || minutes > 15)
		return error_set(err, ERROR_INPUT, "a hand-back takes 10 to 15 minutes, not %d", minutes);
	struct stmt *q = sql_start(store, SQL_APPOINTMENT_HANDBACK);
	sql_bind_int(q, start.day);
	sql_bind_int(q, start.minute);
	sql_bind_int(q, minutes);
	sql_bind_int(q, store_now(store));
	sql_bind_string(q, store->actor);
	sql_bind_int(q, old.key);
	sql_bind_int(q, revision);
	if (!sql_run(q, err))
		return false;
	if (sql_changes(store) == 0)
		return changed_meanwhile(store, appointment_id, err);
	return shift_handback(store, &old, start, minutes, err) &&
	       add_event(store, old.file, "handback", start.day, start.minute, NULL, err);
}
