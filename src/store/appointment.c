#include "store/appointment.h"

#include <stdio.h>
#include <string.h>

#include "base/i18n.h"
#include "store/appointment_inner.h"
#include "store/file_store.h"
#include "store/occupy.h"
#include "store/private.h"

bool appointment_find(struct store *store, const char *id, struct handle *handle, struct error *err)
{
	struct stmt *q = sql_start(store, SQL_APPOINTMENT_KEY);
	sql_bind_text(q, id);
	if (!sql_one(q, err, N_("appointment"), id))
		return false;
	handle->key = sql_int(q);
	snprintf(handle->file, sizeof handle->file, "%s", sql_peek(q));
	appointment_state_from_code(sql_peek(q), &handle->state);
	handle->revision = (int)sql_int(q);
	handle->day = (civil_day)sql_int(q);
	handle->start = (int)sql_int(q);
	handle->handback.day = (civil_day)sql_int(q);
	handle->handback.minute = (int)sql_int(q);
	handle->handback_minutes = (int)sql_int(q);
	return sql_end(q, err);
}

bool appointment_changed(struct store *store, const char *id, struct error *err)
{
	char stamp[CIVIL_STAMP_SIZE];
	struct stmt *q = sql_start(store, SQL_APPOINTMENT_WHO);
	sql_bind_text(q, id);
	if (!sql_one(q, err, N_("appointment"), id))
		return false;
	const char *who = sql_peek(q);
	error_set(err, ERROR_CONFLICT,
		  _("the appointment was changed meanwhile by %s, %s; look again and repeat"), who,
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
	sql_bind_text(q, appointment_state_code(booking->late ? APPOINTMENT_LATE : APPOINTMENT_BOOKED));
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
	return sql_run(q, err) || error_prefix(err, _("authority of %s"), booking->override_by);
}

bool appointment_event(struct store *store, const char *file, const char *act, civil_day day, int minute,
		       const char *more, struct error *err)
{
	char date[CIVIL_DATE_SIZE], time[CIVIL_TIME_SIZE], text[256];
	civil_format_date(day, date);
	civil_format_time(minute, time);
	snprintf(text, sizeof text, "%s %s%s%s", date, time, more ? " " : "", more ? more : "");
	store_touch_of(store, TABLE_APPOINTMENT, file);
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
			 _("this file has an appointment already; move it, or cancel it first"));
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
	       appointment_event(store, booking->file_id, "booked", candidate->day, candidate->start,
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
		return appointment_changed(store, id, err);
	return occupy_clear(store, old->key, err) &&
	       occupy(store, site, keys, booking->file_id, request, candidate, old->key, 0, err) &&
	       add_override(store, booking, old->key, candidate->day, err) &&
	       appointment_event(store, booking->file_id, booking->act ? booking->act : "moved",
				 candidate->day, candidate->start, site->staff[candidate->advisor].code, err);
}

/* The id of the file's booked appointment. */
static bool live_id(struct store *store, const char *file, char id[ID_SIZE], struct error *err)
{
	struct stmt *q = sql_start(store, SQL_APPOINTMENT_OF_FILE);
	sql_bind_text(q, file);
	if (!sql_one(q, err, N_("appointment of file"), file))
		return false;
	(void)sql_int(q);
	snprintf(id, ID_SIZE, "%s", sql_peek(q));
	enum appointment_state state = APPOINTMENT_CANCELLED;
	appointment_state_from_code(sql_peek(q), &state);
	sql_end(q, NULL);
	if (state == APPOINTMENT_CANCELLED)
		return error_set(err, ERROR_REFUSED,
				 _("the appointment is cancelled; undo that, or book a new one"));
	return true;
}

bool store_move_appointment(struct store *store, const struct site *site, const struct store_booking *booking,
			    const struct plan_request *request, const struct plan_candidate *candidate,
			    int revision, struct error *err)
{
	char id[ID_SIZE];
	struct handle old;
	if (!store_need_write(store, err) || !live_id(store, booking->file_id, id, err) ||
	    !appointment_find(store, id, &old, err) || !store_delete_holds(store, booking->file_id, err))
		return false;
	struct arena scratch = { 0 };
	struct site_keys keys;
	bool fine = site_keys_load(store, site, &scratch, &keys, err) &&
		    move(store, site, &keys, id, &old, booking, request, candidate, revision, err);
	arena_finish(&scratch);
	return fine;
}

bool appointment_write_state(struct store *store, const char *id, const struct handle *old,
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
	return sql_changes(store) > 0 || appointment_changed(store, id, err);
}

bool store_cancel_appointment(struct store *store, const char *appointment_id, int revision,
			      const char *reason, struct error *err)
{
	struct handle old;
	if (!store_need_write(store, err) || !appointment_find(store, appointment_id, &old, err))
		return false;
	if (old.state == APPOINTMENT_CANCELLED)
		return error_set(err, ERROR_REFUSED, _("the appointment is cancelled already"));
	return appointment_write_state(store, appointment_id, &old, APPOINTMENT_CANCELLED, revision, err) &&
	       occupy_set_active(store, old.key, false, err) &&
	       appointment_event(store, old.file, "cancelled", old.day, old.start, reason, err);
}

bool store_undo_cancel(struct store *store, const char *appointment_id, struct error *err)
{
	struct handle old;
	if (!store_need_write(store, err) || !appointment_find(store, appointment_id, &old, err))
		return false;
	if (old.state != APPOINTMENT_CANCELLED)
		return error_set(err, ERROR_REFUSED, _("the appointment is not cancelled"));
	return refuse_second(store, old.file, err) &&
	       appointment_write_state(store, appointment_id, &old, APPOINTMENT_BOOKED, old.revision, err) &&
	       occupy_set_active(store, old.key, true, err) &&
	       appointment_event(store, old.file, "restored", old.day, old.start, NULL, err);
}
