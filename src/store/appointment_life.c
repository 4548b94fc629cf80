/* What happens to an appointment on its day: arrived, late, no-show, finished, handed back. */
#include <stdio.h>
#include <string.h>

#include "base/i18n.h"
#include "store/appointment.h"
#include "store/appointment_inner.h"
#include "store/occupy.h"
#include "store/private.h"

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

/* More is left than was planned from now on: it is done in the half day of @at, or carries over. */
static bool add_left(struct store *store, int64_t key, struct moment at, int left, struct error *err)
{
	struct stmt *q = sql_start(store, SQL_SEGMENT_LEFT);
	sql_bind_int(q, key);
	sql_bind_int(q, at.day);
	sql_bind_int(q, at.minute);
	sql_bind_int(q, left);
	return sql_run(q, err);
}

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
	return left <= 0 || add_left(store, key, at, left, err);
}

/* The work ends (or goes on from) here, whatever was planned. */
static bool set_finish(struct store *store, int64_t key, struct moment at, struct error *err)
{
	struct stmt *q = sql_start(store, SQL_APPOINTMENT_FINISH);
	sql_bind_int(q, at.day);
	sql_bind_int(q, at.minute);
	sql_bind_int(q, key);
	return sql_run(q, err);
}

/* The car is back with its customer, and what was lent is here: nobody of it is busy any more. A car that
 * comes back after its next loan should have begun gives up its own row at that moment. */
static bool give_back(struct store *store, int64_t key, struct moment at, struct error *err)
{
	static const enum sql ends[] = { SQL_STAY_BACK, SQL_MOBILITY_BACK };
	for (size_t i = 0; i < sizeof ends / sizeof *ends; i++) {
		struct stmt *q = sql_start(store, ends[i]);
		sql_bind_int(q, (int64_t)at.day * MINUTES_PER_DAY + at.minute);
		sql_bind_int(q, key);
		if (!sql_run(q, err))
			return false;
	}
	struct stmt *q = sql_start(store, SQL_STAFF_TIME_LATER);
	sql_bind_int(q, key);
	sql_bind_int(q, at.day);
	sql_bind_int(q, at.minute);
	return sql_run(q, err);
}

/* Somebody who was given up comes after all: what was kept is taken again. */
static bool take_again(struct store *store, int64_t key, struct error *err)
{
	struct error found = { 0 };
	if (occupy_set_active(store, key, true, &found))
		return true;
	if (found.code == ERROR_CONFLICT)
		return error_set(err, ERROR_CONFLICT,
				 _("what was kept for this customer is taken by now; "
				   "move the appointment first, then let it arrive"));
	if (err)
		*err = found;
	return false;
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
		return cut_work(store, old->key, at, left_minutes, err) &&
		       set_finish(store, old->key, at, err);
	case APPOINTMENT_HANDED_BACK:
		return cut_work(store, old->key, at, 0, err) && give_back(store, old->key, at, err);
	case APPOINTMENT_BOOKED:
	case APPOINTMENT_ARRIVED:
	case APPOINTMENT_LATE:
		return old->state != APPOINTMENT_NO_SHOW || take_again(store, old->key, err);
	case APPOINTMENT_CANCELLED:
	case APPOINTMENT_STATE_COUNT:
		break;
	}
	return error_set(err, ERROR_INPUT, _("an appointment is cancelled by its own act"));
}

bool store_set_appointment_state(struct store *store, const char *appointment_id,
				 enum appointment_state state, struct moment at, int left_minutes,
				 int revision, struct error *err)
{
	struct handle old;
	char left[16];
	bool tells = state == APPOINTMENT_FINISHED && left_minutes > 0;
	snprintf(left, sizeof left, "%d", left_minutes);
	if (!store_need_write(store, err) || !appointment_find(store, appointment_id, &old, err))
		return false;
	if (old.state == APPOINTMENT_CANCELLED)
		return error_set(err, ERROR_REFUSED, _("the appointment is cancelled; undo that first"));
	return appointment_write_state(store, appointment_id, &old, state, revision, err) &&
	       follow_state(store, &old, state, at, left_minutes, err) &&
	       appointment_event(store, old.file, appointment_state_code(state), at.day, at.minute,
				 tells ? left : NULL, err);
}

/* The driver who brings the car starts when the hand-back ends, the joint drive ends when it starts. */
static bool shift_people(struct store *store, const struct handle *old, struct moment start, int minutes,
			 struct error *err)
{
	struct stmt *q = sql_start(store, SQL_HANDBACK_DRIVER_SET);
	sql_bind_int(q, start.day);
	sql_bind_int(q, start.minute + minutes);
	sql_bind_int(q, old->key);
	sql_bind_int(q, old->handback.day);
	sql_bind_int(q, old->handback.minute + old->handback_minutes);
	if (!sql_run(q, err))
		return false;
	q = sql_start(store, SQL_HANDBACK_FOREMAN_SET);
	sql_bind_int(q, start.day);
	sql_bind_int(q, start.minute);
	sql_bind_int(q, old->key);
	sql_bind_int(q, old->handback.day);
	sql_bind_int(q, old->handback.minute);
	return sql_run(q, err);
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
	return sql_run(q, err) && shift_people(store, old, start, minutes, err) &&
	       end_stay(store, old->key, end, err);
}

bool store_set_handback(struct store *store, const char *appointment_id, struct moment start, int minutes,
			int revision, struct error *err)
{
	struct handle old;
	if (!store_need_write(store, err) || !appointment_find(store, appointment_id, &old, err))
		return false;
	if (minutes < 10 || minutes > 15)
		return error_set(err, ERROR_INPUT, _("a hand-back takes 10 to 15 minutes, not %d"), minutes);
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
		return appointment_changed(store, appointment_id, err);
	return shift_handback(store, &old, start, minutes, err) &&
	       appointment_event(store, old.file, "handback", start.day, start.minute, NULL, err);
}
